//! Whatever is said of materials has words, and the words ask only for what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{
    Message, Quantity, Say,
    material::{
        BomFault, FieldFault, MaterialFault, NotReversible, PriceFault, PurchaseFault, PurchaseRefusal, QuantityFault,
        StockRefusal, SupplierFault, bom::BomLineFault, requirement::TooLarge, sheet::ColumnFault, stock::SetAside,
    },
};

const ZH: &str = include_str!("../../../../server/texts/zh/materials.ftl");
const EN: &str = include_str!("../../../../server/texts/en/materials.ftl");

fn said() -> Vec<Message> {
    let (x, text, on) = (|| "x".to_owned(), || Text::same("x"), day("2026-03-09"));
    let goods = || Quantity { ten_thousandths: 1, unit: "m".into() };
    let fields = [FieldFault::Missing { what: text() }, FieldFault::TooLong { what: text(), limit: 1 }];
    let quantities = [
        QuantityFault::NotPositive { quantity: goods() },
        QuantityFault::TooLarge { most: goods() },
        QuantityFault::InFractions { quantity: goods() },
    ];
    let prices = [PriceFault::Negative, PriceFault::TooLarge { most: 1 }, PriceFault::TooManyDigits { most: 1 }];
    let reversals = [
        NotReversible::NoSuchEntry,
        NotReversible::AlreadyReversed,
        NotReversible::IsReversal,
        NotReversible::Before { day: on },
    ];
    let bom_lines = [
        BomLineFault::Twice { first: 1 },
        BomLineFault::QuantityNotPositive,
        BomLineFault::QuantityTooLarge { most: 1 },
        BomLineFault::QuantityDigits { most: 1 },
        BomLineFault::Per { most: 1 },
        BomLineFault::Wastage,
        BomLineFault::WastageDigits { most: 1 },
        BomLineFault::NoteTooLong { limit: 1 },
    ];
    let mut boms = vec![BomFault::NoVersion, BomFault::NoLines, BomFault::TooManyLines { most: 1 }];
    boms.extend(bom_lines.map(|what| BomFault::Line { number: 1, what }));
    let short = |set_aside| StockRefusal::MoreThanAvailable {
        quantity: goods(),
        available: goods(),
        on_hand: goods(),
        on,
        set_aside,
    };
    let low = |set_aside| StockRefusal::CountedTooLow { counted: goods(), least: goods(), on, set_aside };
    let stock = [
        low(vec![]),
        low(vec![SetAside { order: x(), quantity: goods() }]),
        short(vec![]),
        short(vec![SetAside { order: x(), quantity: goods() }; 9]),
        StockRefusal::MoreThanAllocated { order: x(), quantity: goods(), allocated: goods() },
        StockRefusal::MoreThanIssued { order: x(), quantity: goods(), issued: goods() },
        StockRefusal::MoreThanArrived { number: x(), quantity: goods(), arrived: goods() },
        StockRefusal::OtherMaterial { number: x() },
        StockRefusal::BeforeOrdered { number: x(), ordered_on: on },
    ];
    let purchases = [
        PurchaseRefusal::BeforeOrdered { ordered_on: on },
        PurchaseRefusal::ExpectedBeforeOrdered { ordered_on: on },
        PurchaseRefusal::Closed { day: on },
        PurchaseRefusal::MoreRejected { quantity: goods(), rejected: goods() },
        PurchaseRefusal::OverDelivered { ordered: goods(), most: goods(), with_this: goods() },
        PurchaseRefusal::OtherCurrency { wanted: Currency::CNY },
        PurchaseRefusal::MoreThanAccepted { quantity: goods(), accepted: goods() },
        PurchaseRefusal::NoReason,
        PurchaseRefusal::ReasonTooLong { limit: 1 },
        PurchaseRefusal::NothingOutstanding,
        PurchaseRefusal::ClosedBefore { last: on },
    ];
    let columns = [
        ColumnFault::TooMany { most: 1 },
        ColumnFault::BadKey { key: x() },
        ColumnFault::SameKey { key: x() },
        ColumnFault::NoName { key: x() },
        ColumnFault::NameTooLong { key: x(), limit: 1 },
        ColumnFault::UnknownColumn { key: x() },
        ColumnFault::ValueTooLong { column: text(), limit: 1 },
    ];
    let others: [&dyn Say; 6] = [
        &MaterialFault::LeadDays { most: 1 },
        &SupplierFault::LeadDays { most: 1 },
        &SupplierFault::NoKind,
        &PurchaseFault::WantedBeforeOrdered { ordered_on: on },
        &PurchaseFault::Tolerance,
        &TooLarge { material: material_id(1) },
    ];
    fn words<T: Say>(all: &[T]) -> Vec<Message> {
        all.iter().map(Say::say).collect()
    }
    let shared = [words(&fields), words(&quantities), words(&prices), words(&reversals)].concat();
    let own = [words(&boms), words(&stock), words(&purchases), words(&columns)].concat();
    let others = others.iter().map(|it| it.say());
    shared.into_iter().chain(own).chain(others).collect()
}

#[test]
fn whatever_is_said_of_materials_has_words_in_both_languages() {
    let places = |message: &Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    let said: BTreeMap<&str, BTreeSet<&str>> = said().iter().map(places).collect();
    for source in [ZH, EN] {
        let worded = crate::message::worded(source);
        // What the pages of materials say may stand there too.
        let of_the_domain: BTreeMap<_, _> =
            said.keys().filter_map(|key| Some((*key, worded.get(key)?.clone()))).collect();
        assert_eq!(of_the_domain, said);
    }
}

#[test]
fn a_refusal_names_five_orders_and_no_more() {
    let refusal = |orders: usize| StockRefusal::MoreThanAvailable {
        quantity: Quantity { ten_thousandths: 20_000, unit: "m".into() },
        available: Quantity { ten_thousandths: 10_000, unit: "m".into() },
        on_hand: Quantity { ten_thousandths: 90_000, unit: "m".into() },
        on: day("2026-03-09"),
        set_aside: vec![
            SetAside {
                order: "SO-1".into(),
                quantity: Quantity { ten_thousandths: 10_000, unit: "m".into() }
            };
            orders
        ],
    };
    for (orders, named) in [(1, 1), (5, 5), (6, 6), (40, 6)] {
        let said = refusal(orders).say();
        let Some((_, crate::Arg::List(list))) = said.args.last() else { panic!("{said}") };
        assert_eq!(list.len(), named);
        assert_eq!(list.last().is_some_and(|it| it.en == "…"), orders > 5);
    }
}
