use super::*;
use crate::costing::{Actual, Basis, CostSheet, Item, Kind, Lack};

fn item(kind: Kind, total: &str) -> Item {
    Item {
        kind,
        name: String::new(),
        basis: Basis::Total(total.parse().unwrap()),
        currency: Currency::CNY,
        spec: String::new(),
        fabric: None,
        with_vat: None,
    }
}

/// Revenue 1,500.00, goods 1,000.00, packing 60.00: profit 440.00, 29.33 %.
fn estimate() -> crate::costing::Figures {
    let sheet = CostSheet {
        price: Some("15".parse().unwrap()),
        items: vec![item(Kind::Goods, "1000"), item(Kind::Packing, "60")],
        ..CostSheet::new(Currency::CNY, Currency::CNY, pieces(100))
    };
    sheet.figures().unwrap()
}

fn entry(kind: Kind, amount: Money) -> Actual {
    let day = "2026-11-30".parse().unwrap();
    Actual { kind, amount, day, document: String::new(), note: String::new(), reverses: None }
}

fn figures(actuals: &[Actual]) -> Figures<'_> {
    Figures {
        invoiced: yuan(1_480),
        tax_refund: None,
        exchange: yuan(-5),
        complaints: yuan(120),
        recovered: yuan(100),
        actuals,
    }
}

#[test]
fn what_it_came_to_stands_against_the_estimate() {
    let entries = [entry(Kind::Goods, yuan(1_020)), entry(Kind::Packing, yuan(55)), entry(Kind::Freight, yuan(30))];
    let account = final_account(&estimate(), &figures(&entries)).unwrap();
    let row = |it: crate::costing::Against| (it.estimated, it.actual, it.difference);
    assert_eq!(row(account.revenue), (yuan(1_500), yuan(1_480), yuan(-20)));
    assert_eq!(row(account.cost), (yuan(1_060), yuan(1_105), yuan(45)));
    assert_eq!((account.complaints, account.exchange), (yuan(20), yuan(-5)));
    // 1,480 − 1,105 − 20 − 5.
    assert_eq!(row(account.profit), (yuan(440), yuan(350), yuan(-90)));
    let percent = |percent: Option<rust_decimal::Decimal>| percent.map(|it| it.to_string());
    let (estimated, is) = account.margin_percent;
    assert_eq!((percent(estimated).as_deref(), percent(is).as_deref()), (Some("29.33"), Some("23.65")));
    assert_eq!(
        account.kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        [Kind::Goods, Kind::Packing, Kind::Freight]
    );
}

#[test]
fn what_cannot_be_summed_is_refused() {
    let dollars = Money { minor: 1, currency: Currency::USD };
    let huge = Money { minor: i64::MAX, currency: Currency::CNY };
    let other = FinalFault::OtherCurrency { given: Currency::USD, base: Currency::CNY };
    for (figures, fault) in [
        (Figures { invoiced: dollars, ..figures(&[]) }, other.clone()),
        (Figures { tax_refund: Some(dollars), ..figures(&[]) }, other),
        (Figures { invoiced: huge, exchange: huge, ..figures(&[]) }, FinalFault::Lack(Lack::Overflow)),
        (
            Figures { actuals: &[entry(Kind::Goods, dollars)], ..figures(&[]) },
            FinalFault::Lack(Lack::Rate { currency: Currency::USD }),
        ),
    ] {
        assert_eq!(final_account(&estimate(), &figures), Err(fault));
    }
}

#[test]
fn an_order_that_earned_nothing_has_no_margin() {
    let nothing =
        Figures { invoiced: yuan(0), exchange: yuan(0), complaints: yuan(0), recovered: yuan(0), ..figures(&[]) };
    let account = final_account(&estimate(), &nothing).unwrap();
    assert_eq!((account.profit.actual, account.margin_percent.1), (yuan(0), None));
}
