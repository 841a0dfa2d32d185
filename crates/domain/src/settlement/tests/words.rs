//! Whatever is said at the end of an order has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{Message, Say};

const ZH: &str = include_str!("../../../../server/texts/zh/settlement.ftl");
const EN: &str = include_str!("../../../../server/texts/en/settlement.ftl");

#[test]
fn whatever_is_said_of_an_end_has_words_in_both_languages() {
    use Open::*;
    let (x, text, amount) = (|| "x".to_owned(), || Text::same("x"), yuan(1));
    let (at, due) = (jiff::Timestamp::UNIX_EPOCH, "2026-12-01".parse().unwrap());
    let open = [
        Steps { steps: vec![text()] },
        NotDelivered { line: 1, goods: x(), missing: pieces(1) },
        NotSigned { line: 1, goods: x(), quantity: pieces(1) },
        Lot { number: x() },
        Purchase { number: x() },
        Slip { number: x(), stage: text() },
        Installation { number: x(), stage: text() },
        Paper { paper: text(), department: text() },
        NotInvoiced { amount },
        Unpaid { invoice: x(), amount, due: Some(due) },
        Unpaid { invoice: x(), amount, due: None },
        NotUsed { amount },
        Complaint { number: x() },
        Return { number: x() },
        Claim { against: x(), amount },
        Exceptions { count: 1 },
        Promise { text: x(), due },
        NoActualCost,
    ];
    let refusals = [
        SettlementRefusal::StillOpen { open: vec![] },
        SettlementRefusal::Closed { at },
        SettlementRefusal::NotClosed,
        SettlementRefusal::MayNotClose,
    ];
    let fault = FinalFault::OtherCurrency { given: Currency::USD, base: Currency::CNY };
    let places = |message: Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    let said = open.iter().map(Say::say).chain(refusals.iter().map(Say::say)).chain([fault.say()]);
    let said: BTreeMap<&str, BTreeSet<&str>> = said.map(places).collect();
    for source in [ZH, EN] {
        assert_eq!(crate::message::worded(source), said);
    }
}
