//! The papers of an order of 1,000 flanges and 200 bolts, of which a first part goes to Hamburg.

mod building;
mod credit;
mod life;
mod sets;

use jiff::civil::Date;

use super::{
    sources::{Carriage, Goods, Letter, Party, Reference},
    *,
};
use crate::{
    Currency, Money, Quantity, Say, Text,
    delivery::packing::{self, PackageKind, PackingList, Size},
    order::Line,
};

pub fn day(written: &str) -> Date {
    written.parse().unwrap()
}

pub fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::USD }
}

pub fn pcs(count: i64) -> Quantity {
    Quantity { ten_thousandths: count * 10_000, unit: "pcs".into() }
}

pub fn party(zh: &str, en: &str) -> Party {
    Party { name: Text::new(zh, en), address: Text::new("宁波", "Ningbo"), contact: String::new() }
}

pub fn goods(number: u32, name: (&str, &str), ordered: i64, price: &str, shipped: i64, before: i64) -> Goods {
    Goods {
        number,
        code: format!("A-{number}"),
        name: Text::new(name.0, name.1),
        hs_code: "7307.21".into(),
        line: Line {
            product: None,
            name: name.0.into(),
            spec: "PN16".into(),
            quantity: pcs(ordered),
            price: price.parse().ok(),
            discount_percent: 0.into(),
        },
        shipped: shipped * 10_000,
        before: before * 10_000,
    }
}

fn row(first: u32, packages: u32, contents: &[(u32, i64)]) -> packing::Row {
    let content =
        |(line, each): &(u32, i64)| packing::Content { line: Some(*line), goods: String::new(), quantity: pcs(*each) };
    packing::Row {
        first,
        packages,
        kind: PackageKind::Carton,
        contents: contents.iter().map(content).collect(),
        net_grams: Some(12_000),
        gross_grams: Some(13_200),
        size: Some(Size { length_mm: 400, width_mm: 300, height_mm: 255 }),
    }
}

/// 600 flanges and 200 bolts go now.
pub fn sources() -> Sources {
    Sources {
        seller: party("晨光进出口", "Chenguang Imp. & Exp. Co."),
        buyer: party("Nordlicht GmbH", "Nordlicht GmbH"),
        consignee: None,
        notify: None,
        supplier: Some(party("甬江法兰厂", "Yongjiang Flange Works")),
        contract: Some(Reference { number: "SC-202609-0007".into(), date: day("2026-09-20") }),
        customer_ref: "PO 4711".into(),
        invoice: Some(Reference { number: "CI-202611-0012".into(), date: day("2026-11-16") }),
        letter: Some(Letter { number: "LC-2026/088".into(), bank: "Deutsche Bank".into(), date: None }),
        currency: Currency::USD,
        payment_terms: "L/C at sight".into(),
        trade_terms: "FOB Ningbo".into(),
        delivery: Some(day("2026-11-30")),
        port_of_loading: "Ningbo".into(),
        port_of_discharge: "Hamburg".into(),
        destination: "Germany".into(),
        origin: "China".into(),
        goods: vec![goods(1, ("法兰", "Flanges"), 1_000, "45", 600, 0), goods(2, ("螺栓", "Bolts"), 200, "25", 200, 0)],
        packing: Some(PackingList {
            rows: vec![row(1, 11, &[(1, 50)]), row(12, 1, &[(1, 50), (2, 200)])],
            marks: "NORDLICHT\nHAMBURG".into(),
            side_marks: String::new(),
        }),
        carriage: Some(Carriage {
            mode: Text::new("海运", "by sea"),
            conveyance: "COSCO TAICANG 035E".into(),
            bill: "COSU6123".into(),
            containers: vec!["CSQU3054383".into()],
            forwarder: "Sinotrans".into(),
            etd: Some(day("2026-11-20")),
            eta: Some(day("2026-12-15")),
            departed: Some(day("2026-11-20")),
        }),
        packing_terms: "Export cartons".into(),
        inspection_terms: String::new(),
        bank: "Bank of China Ningbo".into(),
        remarks: String::new(),
        clauses: vec![Text::new("溢短装 5%", "5% more or less allowed")],
        account: None,
    }
}

/// As issued for the sources: each with the number that they say, dated 16 November.
pub fn paper(kind: Kind, sources: &Sources) -> Content {
    let (number, date) = match kind {
        Kind::SalesContract => ("SC-202609-0007".to_owned(), day("2026-09-20")),
        Kind::CommercialInvoice => ("CI-202611-0012".to_owned(), day("2026-11-16")),
        _ => (kind.usual_pattern()[..2].to_owned() + "-1", day("2026-11-16")),
    };
    build(kind, &number, date, sources)
}

pub fn keys(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|one| one.say().key.trim_start_matches("paper-")).collect()
}
