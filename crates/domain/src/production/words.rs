//! Whatever is said of the workshop has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::{LotFault, OutsideFault, Overrun, ProgressRefusal, RouteFault};
use crate::{Currency, Message, Quantity, Say, Text};

const ZH: &str = include_str!("../../../server/texts/zh/production.ftl");
const EN: &str = include_str!("../../../server/texts/en/production.ftl");

fn said() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    use ProgressRefusal::*;
    let (name, day) = (Text::same("冲床"), "2026-03-02".parse().unwrap());
    let some = || Quantity { ten_thousandths: 10_000, unit: "件".into() };
    let routes = [
        RouteFault::NoOperations,
        RouteFault::TooMany { limit: 1 },
        RouteFault::NoName { place: 1 },
        RouteFault::NameTooLong { place: 1, limit: 1 },
        RouteFault::Twice { name: name.clone() },
        RouteFault::TimeTooLong { name: name.clone(), limit: 1 },
    ];
    let lots = [
        LotFault::NotPositive { quantity: some() },
        LotFault::NotWhole { quantity: some() },
        LotFault::TooMany { most: some() },
        LotFault::NoSuchLine { line: 1 },
        LotFault::MoreThanOrdered {
            line: 1,
            amounts: Box::new(Overrun { ordered: some(), in_lots: some(), left: some(), given: some() }),
        },
        LotFault::PlannedOutsideRoute { place: 1 },
        LotFault::PlannedNotWhole { operation: name.clone(), day, quantity: some() },
        LotFault::PlannedTooMany { operation: name.clone(), planned: some(), most: some() },
        LotFault::PlannedTooLong { limit: 1 },
    ];
    let outside = [
        OutsideFault::NegativePrice,
        OutsideFault::PriceTooLarge,
        OutsideFault::LossOutside,
        OutsideFault::NegativeCharge,
        OutsideFault::OtherCurrency { currency: Currency::CNY },
        OutsideFault::StillOut { left: some() },
        OutsideFault::NothingLost,
    ];
    let refusals = [
        NoSuchOperation { place: 1 },
        NothingReported,
        NotPositive { given: some() },
        NotWhole { given: some() },
        TooMany { most: some() },
        TooLong { limit_hours: 1 },
        AgainPutAside,
        MoreThanThere { operation: name.clone(), day, given: some(), most: some() },
        MoreToSend { operation: name.clone(), day, given: some(), most: some() },
        MoreThanLot { given: some(), left: some() },
        TooManyCauses { limit: 1 },
        ReworkOutside,
        LostInside,
        MoreThanPutAside { operation: name.clone(), given: some(), most: some() },
        MoreThanSentOut { operation: name.clone(), given: some(), most: some() },
        TakenSince { operation: name.clone(), day, missing: some() },
        NoSuchEntry,
        AlreadyReversed,
        IsReversal,
        ReversedBefore { day },
        LessWithoutReason { operation: name.clone(), before: some(), given: some() },
        NotTakenBackHere { operation: name },
        Closed { number: "1".into() },
    ];
    let places = |message: Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    let said = routes.iter().map(Say::say).chain(lots.iter().map(Say::say)).chain(refusals.iter().map(Say::say));
    let said = said.chain(outside.iter().map(Say::say));
    said.map(places).collect()
}

#[test]
fn whatever_is_said_of_the_workshop_has_words_in_both_languages() {
    for source in [ZH, EN] {
        let texts = crate::message::worded(source);
        assert_eq!(texts, said());
    }
}
