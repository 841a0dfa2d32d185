//! What stands on each kind of paper.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::receivable::statement::{self, Statement, What};

#[test]
fn every_kind_has_its_title_its_columns_and_what_it_needs() {
    let complete = Sources { inspection_terms: "AQL 2.5".into(), ..sources() };
    for kind in Kind::ALL {
        let content = paper(kind, &complete);
        let missing = if kind == Kind::Statement { vec![Item::Closing] } else { vec![] };
        assert_eq!(content.missing(), missing, "{kind:?}");
        assert!(content.rows.iter().all(|row| row.cells.len() == content.columns.len()), "{kind:?}");
        assert!(content.totals.is_empty() || content.totals.len() == content.columns.len(), "{kind:?}");
        let mut items: Vec<Item> = content.items.iter().map(|(item, _)| *item).collect();
        items.sort();
        items.dedup();
        assert_eq!(items.len(), content.items.len(), "{kind:?} says something twice");
        assert_eq!(Kind::of_key(kind.key()), Some(kind));
        assert_eq!(content.get(Item::Total).is_some(), kind.has_prices(), "{kind:?}");
        let kept: Content = serde_json::from_str(&serde_json::to_string(&content).unwrap()).unwrap();
        assert_eq!((&kept, kept.digest()), (&content, content.digest()));
    }
}

#[test]
fn an_invoice_counts_what_goes_and_a_contract_what_was_ordered() {
    let sources = sources();
    for (kind, flanges, amount, total) in [
        (Kind::SalesContract, pcs(1_000), usd(4_500_000), usd(5_000_000)),
        (Kind::ProformaInvoice, pcs(1_000), usd(4_500_000), usd(5_000_000)),
        (Kind::CommercialInvoice, pcs(600), usd(2_700_000), usd(3_200_000)),
        (Kind::CustomsDeclaration, pcs(600), usd(2_700_000), usd(3_200_000)),
    ] {
        let content = paper(kind, &sources);
        let place = content.columns.iter().position(|column| *column == Column::Amount).unwrap();
        assert_eq!(content.quantity_of(1), Some(flanges), "{kind:?}");
        assert_eq!(content.rows[0].cells[place], Cell::Money(amount), "{kind:?}");
        assert_eq!(content.totals[place], Cell::Money(total), "{kind:?}");
        assert_eq!(content.get(Item::Total), Some(&Cell::Money(total)), "{kind:?}");
    }
    // What does not go with this shipment is not on its papers.
    let mut later = sources;
    later.goods[1].shipped = 0;
    assert_eq!(paper(Kind::CommercialInvoice, &later).lines().collect::<Vec<_>>(), [1]);
    assert_eq!(paper(Kind::SalesContract, &later).lines().collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_packing_list_adds_up_as_it_reads() {
    let content = paper(Kind::PackingList, &sources());
    let column = |column| content.columns.iter().position(|one| *one == column).unwrap();
    let rows: Vec<(&Cell, &Cell, &Cell)> = content
        .rows
        .iter()
        .map(|row| {
            let cell = |name| &row.cells[column(name)];
            (cell(Column::PackageNumbers), cell(Column::Packages), cell(Column::Volume))
        })
        .collect();
    let words = |words: &str| Cell::Words(words.into());
    assert_eq!(
        rows,
        [
            // 11 × 0.0306 CBM are 0.3366.
            (&words("1–11"), &Cell::Count(11), &Cell::Litres(337)),
            (&words("12"), &Cell::Count(1), &Cell::Litres(31)),
            (&words("12"), &Cell::Empty, &Cell::Empty),
        ]
    );
    assert_eq!(content.totals[column(Column::Volume)], Cell::Litres(368));
    assert_eq!(content.totals[column(Column::GrossWeight)], Cell::Grams(158_400));
    assert_eq!(content.totals[column(Column::Quantity)], Cell::Quantity(pcs(800)));
    assert_eq!(content.get(Item::Packages), Some(&Cell::Text(Text::new("12 纸箱", "12 cartons"))));
    assert_eq!(content.rows[0].cells[column(Column::Size)], words("40 × 30 × 25.5 cm"));
    assert_eq!((content.quantity_of(1), content.quantity_of(2)), (Some(pcs(600)), Some(pcs(200))));
}

#[test]
fn what_is_not_known_is_left_out_and_found_missing() {
    let sources = Sources { port_of_discharge: String::new(), packing: None, carriage: None, ..sources() };
    let missing = |kind| paper(kind, &sources).missing();
    use Item::*;
    assert_eq!(missing(Kind::CommercialInvoice), [PortOfDischarge, Marks]);
    assert_eq!(missing(Kind::PackingList), [Marks, Packages, NetWeight, GrossWeight, Volume, PortOfDischarge]);
    let mut unpriced = self::sources();
    unpriced.goods[1].line.price = None;
    assert_eq!(paper(Kind::CommercialInvoice, &unpriced).missing(), [Total]);
}

#[test]
fn a_statement_shows_the_account() {
    let line = statement::Line {
        day: day("2026-11-16"),
        what: What::Invoice,
        document: "CI-1".into(),
        debit: Some(usd(100)),
        credit: None,
        balance: usd(100),
    };
    let account = Statement { opening: usd(0), lines: vec![line], closing: usd(100) };
    let content = paper(Kind::Statement, &Sources { account: Some(account), ..sources() });
    assert_eq!(content.get(Item::Closing), Some(&Cell::Money(usd(100))));
    assert_eq!(content.rows[0].cells.len(), content.columns.len());
    assert_eq!(content.rows[0].cells[4], Cell::Empty);
}

#[test]
fn a_discount_is_in_the_price_that_is_shown() {
    let mut one = goods(1, ("法兰", "Flanges"), 10, "12.50", 10, 0);
    one.line.discount_percent = 4.into();
    assert_eq!(one.price(), Some(Decimal::from(12)));
    assert_eq!(one.amount(true, Currency::USD), Some(usd(12_000)));
}

proptest! {
    /// However an order is cut into shipments, its invoices come to the order, to the cent.
    #[test]
    fn invoices_of_parts_sum_up_to_the_order(
        parts in prop::collection::vec(1..5_000_i64, 1..12),
        price in 1..10_000_000_i64,
        discount in 0..100_i64,
    ) {
        let ordered: i64 = parts.iter().sum();
        let mut before = 0;
        let mut sum = usd(0);
        let mut line = goods(1, ("法兰", "Flanges"), ordered, "0", 0, 0);
        (line.line.price, line.line.discount_percent) = (Some(Decimal::new(price, 5)), Decimal::from(discount));
        for part in parts {
            (line.shipped, line.before) = (part * 10_000, before * 10_000);
            let amount = line.amount(true, Currency::USD).unwrap();
            prop_assert!(amount.minor >= 0);
            sum = sum.plus(amount).unwrap();
            before += part;
        }
        prop_assert_eq!(Some(sum), line.amount(false, Currency::USD));
    }
}
