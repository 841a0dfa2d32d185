//! The cost sheet as it is filled in: one version of what a sale is expected to cost. Its sums are in `figures`.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::{Currency, Quantity};

/// One version of a cost sheet. Costs are summed in `base`, the company's own currency; goods are sold in `currency`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostSheet {
    pub base: Currency,
    pub currency: Currency,
    /// Units of `base` for one unit of `currency`; not needed where they are the same.
    #[serde(default)]
    pub rate: Option<Decimal>,
    /// What the sheet is for.
    pub quantity: Quantity,
    /// Of one unit of the quantity, in `currency`, as quoted (FOB, CIF …).
    #[serde(default)]
    pub price: Option<Decimal>,
    #[serde(default)]
    pub items: Vec<Item>,
    /// Contained in what is bought with VAT.
    #[serde(default = "usual_vat")]
    pub vat_percent: Decimal,
    /// Of the price without VAT, refunded when the goods are exported (出口退税率).
    #[serde(default)]
    pub refund_percent: Decimal,
    #[serde(default)]
    pub note: String,
}

/// One cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub kind: Kind,
    /// Empty where the kind says it all.
    #[serde(default)]
    pub name: String,
    pub basis: Basis,
    /// What it is paid in: the sheet's base or its selling currency.
    pub currency: Currency,
    /// Supplier or remark.
    #[serde(default)]
    pub spec: String,
    #[serde(default)]
    pub fabric: Option<Fabric>,
    /// Bought with a VAT invoice. Where nothing is said, as is usual for the kind when paid in the sheet's base.
    #[serde(default)]
    pub with_vat: Option<bool>,
}

/// How much an item costs, in its currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    PerUnit(Decimal),
    /// For the whole quantity.
    Total(Decimal),
    /// Of the sale: commission, insurance, bank charges.
    PercentOfPrice(Decimal),
    /// So many `unit` are used for one piece, and the waste on top of them; `price` is of one `unit`.
    Consumption {
        per_piece: Decimal,
        unit: String,
        wastage_percent: Decimal,
        price: Decimal,
    },
    /// Fabric that is used by the metre and bought by the kilogram: needs its weight and width.
    Weighed {
        metres_per_piece: Decimal,
        wastage_percent: Decimal,
        price_per_kg: Decimal,
    },
}

/// What a fabric is (S2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fabric {
    pub composition: String,
    /// Count of the yarn, such as `32S/2`.
    pub yarn: String,
    /// In grams per square metre.
    pub weight_gsm: Option<Decimal>,
    pub width_cm: Option<Decimal>,
}

impl CostSheet {
    /// An empty sheet.
    pub fn new(base: Currency, currency: Currency, quantity: Quantity) -> Self {
        Self {
            base,
            currency,
            rate: None,
            quantity,
            price: None,
            items: Vec::new(),
            vat_percent: usual_vat(),
            refund_percent: Decimal::ZERO,
            note: String::new(),
        }
    }

    /// Is somebody paid a commission? Then a general manager signs too (S1).
    pub fn has_commission(&self) -> bool {
        self.items.iter().any(|item| item.kind == Kind::Commission && !item.basis.is_nothing())
    }

    /// Units of the base for one unit of the selling currency; `None` while it is not known.
    pub(super) fn usable_rate(&self) -> Option<Decimal> {
        if self.currency == self.base { Some(Decimal::ONE) } else { self.rate.filter(|rate| *rate > Decimal::ZERO) }
    }

    pub(super) fn knows(&self, currency: Currency) -> bool {
        [self.base, self.currency].contains(&currency)
    }

    pub(super) fn with_vat(&self, item: &Item) -> bool {
        item.with_vat.unwrap_or(item.kind.usually_with_vat() && item.currency == self.base)
    }
}

impl Item {
    /// Of the whole quantity, in the item's currency, where the goods sell for `sales` in that currency.
    /// `None` if it does not fit, or if the weight of the fabric is needed and not known.
    pub(super) fn amount(&self, quantity: Decimal, sales: Decimal) -> Option<Decimal> {
        match &self.basis {
            Basis::PerUnit(price) => price.checked_mul(quantity),
            Basis::Total(amount) => Some(*amount),
            Basis::PercentOfPrice(percent) => percent_of(sales, *percent),
            Basis::Consumption { per_piece, wastage_percent, price, .. } => {
                wasted(*per_piece, *wastage_percent)?.checked_mul(*price)?.checked_mul(quantity)
            }
            Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg } => {
                let per_piece = metres_per_piece.checked_mul(self.kilograms_per_metre()?)?;
                wasted(per_piece, *wastage_percent)?.checked_mul(*price_per_kg)?.checked_mul(quantity)
            }
        }
    }

    /// Is it bought by a weight that cannot be told?
    pub(super) fn lacks_weight(&self) -> bool {
        matches!(self.basis, Basis::Weighed { .. }) && self.kilograms_per_metre().is_none()
    }

    fn kilograms_per_metre(&self) -> Option<Decimal> {
        let fabric = self.fabric.as_ref()?;
        kilograms_per_metre(fabric.weight_gsm?, fabric.width_cm?)
    }
}

impl Basis {
    fn is_nothing(&self) -> bool {
        match self {
            Basis::PerUnit(amount) | Basis::Total(amount) | Basis::PercentOfPrice(amount) => amount.is_zero(),
            Basis::Consumption { per_piece: used, price, .. }
            | Basis::Weighed { metres_per_piece: used, price_per_kg: price, .. } => used.is_zero() || price.is_zero(),
        }
    }
}

/// What a metre of a fabric weighs, by grams per square metre and width: 220 g/m² at 175 cm is 0.385 kg.
/// `None` unless both are above zero.
pub fn kilograms_per_metre(weight_gsm: Decimal, width_cm: Decimal) -> Option<Decimal> {
    (weight_gsm > Decimal::ZERO && width_cm > Decimal::ZERO).then_some(())?;
    weight_gsm.checked_mul(width_cm)?.checked_div(Decimal::from(100_000))
}

/// What must be bought when so much is used and `percent` of that goes to waste on top: 2 with 5 % is 2.1.
fn wasted(used: Decimal, percent: Decimal) -> Option<Decimal> {
    used.checked_add(percent_of(used, percent)?)
}

fn percent_of(whole: Decimal, percent: Decimal) -> Option<Decimal> {
    whole.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)
}

/// In percent, in China.
pub fn usual_vat() -> Decimal {
    Decimal::from(13)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(typed: &str) -> Decimal {
        typed.parse().unwrap()
    }

    #[test]
    fn a_metre_weighs_by_its_square_metre_and_width() {
        for (weight, width, kilograms) in [
            ("220", "175", Some("0.385")),
            ("135.5", "150", Some("0.20325")),
            ("0", "150", None),
            ("180", "-1", None),
            ("79228162514264337593543950335", "2", None),
        ] {
            assert_eq!(kilograms_per_metre(number(weight), number(width)), kilograms.map(number), "{weight} {width}");
        }
    }

    #[test]
    fn an_item_costs_by_its_basis() {
        let fabric = Fabric { weight_gsm: Some(number("220")), width_cm: Some(number("175")), ..Fabric::default() };
        for (basis, amount) in [
            (Basis::PerUnit(number("8.60")), Some("25800")),
            (Basis::Total(number("1850")), Some("1850")),
            (Basis::PercentOfPrice(number("3")), Some("378")),
            (consumption("130", "5", "0.0018"), Some("737.1")),
            (consumption("3", "0", "0.045"), Some("405")),
            (weighed("0.72", "5", "38.50"), Some("33617.43")),
            (Basis::PerUnit(Decimal::MAX), None),
            (consumption("1", "79228162514264337593543950335", "1"), None),
        ] {
            let item = Item { fabric: Some(fabric.clone()), ..item(basis) };
            let reckoned = item.amount(number("3000"), number("12600"));
            assert_eq!(reckoned, amount.map(number), "{:?}", item.basis);
        }
        assert!(item(weighed("0.72", "5", "38.50")).lacks_weight());
    }

    #[test]
    fn a_commission_of_nothing_is_none() {
        for (kind, basis, has) in [
            (Kind::Commission, Basis::PercentOfPrice(number("3")), true),
            (Kind::Commission, Basis::Total(number("0.01")), true),
            (Kind::Commission, Basis::PercentOfPrice(number("0.00")), false),
            (Kind::Bank, Basis::PercentOfPrice(number("3")), false),
        ] {
            let mut sheet = CostSheet::new(Currency::CNY, Currency::USD, Quantity::exact(Decimal::ONE, "pcs").unwrap());
            sheet.items.push(Item { kind, ..item(basis) });
            assert_eq!(sheet.has_commission(), has, "{:?}", sheet.items);
        }
    }

    #[test]
    fn what_is_not_said_of_a_sheet_is_as_usual() {
        let sheet: CostSheet = serde_json::from_str(
            r#"{"base":"CNY","currency":"USD","quantity":{"ten_thousandths":30000000,"unit":"pcs"},
                "items":[{"kind":"goods","basis":{"per_unit":"56.50"},"currency":"CNY"},
                         {"kind":"goods","basis":{"total":"600"},"currency":"USD"},
                         {"kind":"goods","basis":{"total":"600"},"currency":"CNY","with_vat":false},
                         {"kind":"packing","basis":{"total":"600"},"currency":"CNY"}]}"#,
        )
        .unwrap();
        assert_eq!((sheet.vat_percent, sheet.refund_percent), (number("13"), Decimal::ZERO));
        let with_vat: Vec<bool> = sheet.items.iter().map(|item| sheet.with_vat(item)).collect();
        assert_eq!(with_vat, [true, false, false, false]);
        let kept = serde_json::to_string(&sheet).unwrap();
        assert_eq!(serde_json::from_str::<CostSheet>(&kept).unwrap(), sheet);
    }

    fn item(basis: Basis) -> Item {
        let (name, spec) = (String::new(), String::new());
        Item { kind: Kind::Fabric, name, basis, currency: Currency::CNY, spec, fabric: None, with_vat: None }
    }

    fn consumption(per_piece: &str, wastage: &str, price: &str) -> Basis {
        let (per_piece, wastage_percent, price) = (number(per_piece), number(wastage), number(price));
        Basis::Consumption { per_piece, unit: "m".to_owned(), wastage_percent, price }
    }

    fn weighed(metres: &str, wastage: &str, price: &str) -> Basis {
        let (metres_per_piece, wastage_percent, price_per_kg) = (number(metres), number(wastage), number(price));
        Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg }
    }
}
