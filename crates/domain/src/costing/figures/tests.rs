use proptest::prelude::*;

use super::*;
use crate::{
    Quantity,
    costing::{Basis, Fabric, Item},
};

fn number(typed: &str) -> Decimal {
    typed.parse().unwrap()
}

fn item(kind: Kind, basis: Basis, currency: Currency) -> Item {
    Item { kind, name: String::new(), basis, currency, spec: String::new(), fabric: None, with_vat: None }
}

fn per_unit(kind: Kind, price: &str) -> Item {
    item(kind, Basis::PerUnit(number(price)), Currency::CNY)
}

fn total(kind: Kind, amount: &str, currency: Currency) -> Item {
    item(kind, Basis::Total(number(amount)), currency)
}

fn consumption(kind: Kind, per_piece: &str, unit: &str, wastage: &str, price: &str) -> Item {
    let (per_piece, wastage_percent, price) = (number(per_piece), number(wastage), number(price));
    let basis = Basis::Consumption { per_piece, unit: unit.to_owned(), wastage_percent, price };
    item(kind, basis, Currency::CNY)
}

fn sheet(quantity: &str, price: &str, rate: &str, items: Vec<Item>) -> CostSheet {
    let quantity = Quantity::exact(number(quantity), "pcs").unwrap();
    CostSheet {
        rate: Some(number(rate)),
        price: Some(number(price)),
        items,
        ..CostSheet::new(Currency::CNY, Currency::USD, quantity)
    }
}

fn costs(figures: &Figures) -> Vec<(Kind, String)> {
    figures.costs.iter().map(|(kind, cost)| (*kind, cost.amount().to_string())).collect()
}

/// S1: the example of `Figures`.
fn trader() -> CostSheet {
    let of_price = |kind, percent| item(kind, Basis::PercentOfPrice(number(percent)), Currency::USD);
    let items = vec![
        per_unit(Kind::Goods, "56.50"),
        total(Kind::Freight, "600", Currency::USD),
        of_price(Kind::Insurance, "0.33"),
        of_price(Kind::Commission, "3"),
        total(Kind::Bank, "67", Currency::USD),
        total(Kind::Inspection, "500", Currency::CNY),
        total(Kind::Documents, "1200", Currency::CNY),
    ];
    CostSheet { refund_percent: number("9"), ..sheet("1000", "10.00", "7.10", items) }
}

#[test]
fn a_traders_sheet_by_hand() {
    let figures = trader().figures().unwrap();
    assert_eq!(
        costs(&figures),
        [
            (Kind::Goods, "56500.00".to_owned()),
            (Kind::Freight, "4260.00".to_owned()),
            (Kind::Insurance, "234.30".to_owned()),
            (Kind::Commission, "2130.00".to_owned()),
            (Kind::Bank, "475.70".to_owned()),
            (Kind::Inspection, "500.00".to_owned()),
            (Kind::Documents, "1200.00".to_owned()),
        ]
    );
    assert_eq!(figures.sales.to_string(), "10,000.00 USD");
    assert_eq!(figures.revenue.to_string(), "71,000.00 CNY");
    assert_eq!(figures.cost.to_string(), "65,300.00 CNY");
    assert_eq!(figures.cost_per_unit, number("65.3"));
    assert_eq!(figures.tax_refund.to_string(), "4,500.00 CNY");
    assert_eq!(figures.profit.to_string(), "10,200.00 CNY");
    assert_eq!(figures.margin_percent, Some(number("14.37")));
    assert_eq!(figures.net_foreign.unwrap().to_string(), "9,000.00 USD");
    assert_eq!(figures.exchange_cost, Some(number("5.9667")));
}

/// S2: 3,000 polo shirts at USD 4.20 FOB, the dollar at 7.15.
///
/// Piqué of 220 g/m² and 175 cm weighs 0.385 kg a metre; 0.72 m with 5 % waste are 0.29106 kg at 38.50, 11.20581 a shirt:
/// 33,617.43. With collars at 1.20 and 3 % waste, 3,708.00, fabric is 37,325.43. Trims: 3 buttons at 0.045 and 2 % waste
/// 413.10, 130 m of thread at 0.0018 and 5 % waste 737.10, labels 1,140.00. Fabric, trims and processing are bought with
/// VAT: 65,415.63 × 13 ÷ 113 = 7,525.6919…
#[test]
fn a_garment_sheet_by_hand() {
    let (weight_gsm, width_cm) = (Some(number("220")), Some(number("175")));
    let pique = Item {
        fabric: Some(Fabric { composition: "全棉珠地".to_owned(), yarn: "32S/2".to_owned(), weight_gsm, width_cm }),
        basis: Basis::Weighed {
            metres_per_piece: number("0.72"),
            wastage_percent: number("5"),
            price_per_kg: number("38.50"),
        },
        ..per_unit(Kind::Fabric, "0")
    };
    let items = vec![
        pique,
        consumption(Kind::Fabric, "1", "套", "3", "1.20"),
        consumption(Kind::Trims, "3", "粒", "2", "0.045"),
        consumption(Kind::Trims, "130", "m", "5", "0.0018"),
        per_unit(Kind::Trims, "0.38"),
        per_unit(Kind::Processing, "8.60"),
        per_unit(Kind::PrintEmbroidery, "1.75"),
        per_unit(Kind::Washing, "1.10"),
        per_unit(Kind::Packing, "0.85"),
        total(Kind::Freight, "1850", Currency::CNY),
        total(Kind::Documents, "650", Currency::CNY),
    ];
    let sheet = CostSheet { refund_percent: number("13"), ..sheet("3000", "4.20", "7.15", items) };
    assert_eq!(sheet.faults(), []);
    let figures = sheet.figures().unwrap();
    assert_eq!(
        costs(&figures),
        [
            (Kind::Fabric, "37325.43".to_owned()),
            (Kind::Trims, "2290.20".to_owned()),
            (Kind::Processing, "25800.00".to_owned()),
            (Kind::PrintEmbroidery, "5250.00".to_owned()),
            (Kind::Washing, "3300.00".to_owned()),
            (Kind::Packing, "2550.00".to_owned()),
            (Kind::Freight, "1850.00".to_owned()),
            (Kind::Documents, "650.00".to_owned()),
        ]
    );
    assert_eq!(figures.sales.to_string(), "12,600.00 USD");
    assert_eq!(figures.revenue.to_string(), "90,090.00 CNY");
    assert_eq!(figures.cost.to_string(), "79,015.63 CNY");
    assert_eq!(figures.cost_per_unit, number("26.3385"));
    assert_eq!(figures.tax_refund.to_string(), "7,525.69 CNY");
    assert_eq!(figures.profit.to_string(), "18,600.06 CNY");
    assert_eq!(figures.margin_percent, Some(number("20.65")));
    assert_eq!(figures.net_foreign, Some(figures.sales), "freight to the port is paid in yuan");
    assert_eq!(figures.exchange_cost, Some(number("5.6738")));
}

#[test]
fn a_sale_in_the_base_has_no_exchange_cost() {
    let sheet = CostSheet { currency: Currency::CNY, rate: None, ..sheet("10", "8", "1", vec![]) };
    let sheet = CostSheet { items: vec![per_unit(Kind::Goods, "10")], ..sheet };
    let figures = sheet.figures().unwrap();
    assert_eq!((figures.net_foreign, figures.exchange_cost), (None, None));
    assert_eq!((figures.sales, figures.margin_percent), (figures.revenue, Some(number("-25"))));
}

#[test]
fn a_commission_in_yuan_is_of_the_sale_in_yuan_and_leaves_the_dollars_alone() {
    let commission = item(Kind::Commission, Basis::PercentOfPrice(number("2")), Currency::CNY);
    let figures = sheet("1000", "10", "7.10", vec![commission]).figures().unwrap();
    assert_eq!(figures.cost.to_string(), "1,420.00 CNY");
    assert_eq!(figures.net_foreign, Some(figures.sales));
}

#[test]
fn shares_are_rounded_half_away_from_zero_and_shown_with_their_digits() {
    for (part, whole, shown) in [
        (1, 3, Some("33.33")),
        (5, 100_000, Some("0.01")),
        (-5, 100_000, Some("-0.01")),
        (-4, 100_000, Some("0.00")),
        (50, -200, Some("25.00")),
        (1, 0, None),
    ] {
        let [part, whole] = [part, whole].map(|minor| Money { minor, currency: Currency::CNY });
        assert_eq!(percent(part, whole).map(|percent| percent.to_string()).as_deref(), shown, "{part} of {whole}");
    }
}

#[test]
fn what_is_missing_is_named() {
    type Change = fn(&mut CostSheet);
    let cases: [(Change, Lack); 9] = [
        (|sheet| sheet.quantity.ten_thousandths = 0, Lack::Quantity),
        (|sheet| sheet.price = None, Lack::Price),
        (|sheet| sheet.rate = None, Lack::Rate { currency: Currency::USD }),
        (|sheet| sheet.rate = Some(Decimal::ZERO), Lack::Rate { currency: Currency::USD }),
        (|sheet| sheet.items[1].currency = Currency::EUR, Lack::Rate { currency: Currency::EUR }),
        (
            |sheet| {
                sheet.items[1].basis = Basis::Weighed {
                    metres_per_piece: Decimal::ONE,
                    wastage_percent: Decimal::ONE,
                    price_per_kg: Decimal::ONE,
                }
            },
            Lack::Weight { item: 2, name: Kind::Freight.name() },
        ),
        (|sheet| sheet.price = Some(Decimal::MAX), Lack::Overflow),
        (|sheet| sheet.items[0].basis = Basis::Total(Decimal::MAX), Lack::Overflow),
        (|sheet| sheet.vat_percent = number("-100"), Lack::Overflow),
    ];
    for (change, lack) in cases {
        let mut sheet = trader();
        change(&mut sheet);
        assert_eq!(sheet.figures(), Err(lack));
    }
}

/// Of up to four digits after the point.
fn numbers(most: i64) -> impl Strategy<Value = Decimal> {
    (0..=most * 10_000).prop_map(|number| Decimal::new(number, 4))
}

fn bases() -> impl Strategy<Value = Basis> {
    let consumption = (numbers(100), numbers(20), numbers(1_000)).prop_map(|(per_piece, wastage_percent, price)| {
        Basis::Consumption { per_piece, unit: "m".to_owned(), wastage_percent, price }
    });
    prop_oneof![
        numbers(1_000).prop_map(Basis::PerUnit),
        numbers(1_000_000).prop_map(Basis::Total),
        numbers(20).prop_map(Basis::PercentOfPrice),
        consumption,
    ]
}

fn items() -> impl Strategy<Value = Item> {
    (prop::sample::select(Kind::ALL.to_vec()), bases(), prop::bool::ANY, prop::option::of(prop::bool::ANY)).prop_map(
        |(kind, basis, foreign, with_vat)| {
            let currency = if foreign { Currency::USD } else { Currency::CNY };
            Item { with_vat, ..item(kind, basis, currency) }
        },
    )
}

prop_compose! {
    fn sheets()(
        quantity in 1_i64..1_000_000_000,
        price in numbers(1_000),
        rate in 1_i64..200_000,
        items in prop::collection::vec(items(), 1..20),
        vat_percent in numbers(20),
        refunded in 0_u8..=100,
    ) -> CostSheet {
        CostSheet {
            rate: Some(Decimal::new(rate, 4)),
            price: Some(price),
            items,
            vat_percent,
            refund_percent: vat_percent * Decimal::new(i64::from(refunded), 2),
            ..CostSheet::new(Currency::CNY, Currency::USD, Quantity { ten_thousandths: quantity, unit: "m".to_owned() })
        }
    }
}

/// The same cost in two items, `part` hundredths of it in the first.
fn split(basis: &Basis, part: i64) -> [Basis; 2] {
    let parts = [Decimal::new(part, 2), Decimal::new(100 - part, 2)];
    parts.map(|part| match basis {
        Basis::PerUnit(amount) => Basis::PerUnit(amount * part),
        Basis::Total(amount) => Basis::Total(amount * part),
        Basis::PercentOfPrice(percent) => Basis::PercentOfPrice(percent * part),
        Basis::Consumption { per_piece, unit, wastage_percent, price } => Basis::Consumption {
            per_piece: per_piece * part,
            unit: unit.clone(),
            wastage_percent: *wastage_percent,
            price: *price,
        },
        Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg } => Basis::Weighed {
            metres_per_piece: metres_per_piece * part,
            wastage_percent: *wastage_percent,
            price_per_kg: *price_per_kg,
        },
    })
}

proptest! {
    #[test]
    fn a_sheet_adds_up(sheet in sheets()) {
        let figures = sheet.figures().unwrap();
        prop_assert_eq!(sheet.faults(), []);
        prop_assert_eq!(figures.costs.iter().map(|(_, cost)| cost.minor).sum::<i64>(), figures.cost.minor);
        prop_assert_eq!(figures.revenue.minor + figures.tax_refund.minor, figures.cost.minor + figures.profit.minor);
    }

    #[test]
    fn no_more_is_refunded_than_the_vat_that_was_paid(sheet in sheets()) {
        let refund = sheet.figures().unwrap().tax_refund;
        let all = CostSheet { refund_percent: sheet.vat_percent, ..sheet.clone() };
        prop_assert!(refund.minor <= all.figures().unwrap().tax_refund.minor);
        let bought = sheet.items.iter().filter(|item| sheet.with_vat(item)).cloned().collect();
        let bought = CostSheet { items: bought, ..sheet.clone() };
        let bought = bought.figures().unwrap().cost.amount();
        let vat = bought * sheet.vat_percent / (Decimal::ONE_HUNDRED + sheet.vat_percent);
        // What was bought is rounded once for each kind.
        let rounding = Decimal::new(Kind::ALL.len() as i64, 2);
        prop_assert!(refund.amount() <= vat + rounding, "{refund} of {vat}");
    }

    #[test]
    fn an_item_in_two_costs_the_same(sheet in sheets(), which in any::<prop::sample::Index>(), part in 0_i64..=100) {
        let place = which.index(sheet.items.len());
        let whole = &sheet.items[place];
        let halves = split(&whole.basis, part).map(|basis| Item { basis, ..whole.clone() });
        let mut in_two = sheet.clone();
        in_two.items.splice(place..=place, halves);
        prop_assert_eq!(in_two.figures(), sheet.figures());
    }

    /// The other way to the same profit: the foreign exchange that is left, at what it is worth above what it cost.
    #[test]
    fn profit_is_what_foreign_exchange_brings_above_its_cost(sheet in sheets()) {
        let figures = sheet.figures().unwrap();
        let (net, rate) = (figures.net_foreign.unwrap(), sheet.rate.unwrap());
        let Some(cost) = figures.exchange_cost else { return Ok(()) };
        let profit = net.amount() * (rate - cost);
        // The exchange cost is rounded to four digits, the net to cents, and each kind to fen.
        let rounding = net.amount() / Decimal::from(10_000) + rate + cost.abs() + Decimal::ONE;
        prop_assert!((profit - figures.profit.amount()).abs() <= rounding, "{profit} {}", figures.profit);
    }

    #[test]
    fn nothing_that_can_be_typed_makes_it_fail(
        numbers in prop::array::uniform7((any::<i64>(), 0_u32..=28)),
        largest in 0_usize..8,
        quantity in any::<i64>(),
    ) {
        let mut numbers = numbers.map(|(digits, scale)| Decimal::new(digits, scale));
        if let Some(number) = numbers.get_mut(largest) {
            *number = Decimal::MAX;
        }
        let [per_piece, wastage_percent, price, ..] = numbers;
        let basis = Basis::Consumption { per_piece, unit: String::new(), wastage_percent, price };
        let of_price = Basis::PercentOfPrice(numbers[5]);
        let sheet = CostSheet {
            rate: Some(numbers[3]),
            price: Some(numbers[4]),
            items: vec![item(Kind::Goods, basis, Currency::USD), item(Kind::Bank, of_price, Currency::CNY)],
            vat_percent: numbers[6],
            refund_percent: numbers[5],
            ..CostSheet::new(Currency::CNY, Currency::USD, Quantity { ten_thousandths: quantity, unit: String::new() })
        };
        let _ = (sheet.figures(), sheet.faults(), crate::costing::compare(&[&sheet, &sheet]));
    }
}
