//! Whatever is said has words, and the words ask only for what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{
    Message, Say,
    receivable::{
        EntryRefusal, InvoiceFault, ReceiptFault, matching::Reason, reminders::LadderFault, write_off::WriteOffRefusal,
    },
};

fn said() -> Vec<Message> {
    let (x, cur) = (|| "x".to_owned(), Currency::CNY);
    let on = day("2026-03-09");
    let invoices = [
        InvoiceFault::NoNumber,
        InvoiceFault::AmountNotPositive { amount: cny(0) },
        InvoiceFault::RateNotPositive,
        InvoiceFault::NoInstalments,
        InvoiceFault::TooManyInstalments { most: 1 },
        InvoiceFault::InstalmentNumber { number: 1 },
        InvoiceFault::InstalmentNotPositive { number: 1, amount: cny(0) },
        InvoiceFault::InstalmentCurrency { number: 1, wanted: cur },
        InvoiceFault::SumDiffers { sum: cny(1), amount: cny(2) },
    ];
    let receipts = [
        ReceiptFault::AmountNotPositive { amount: cny(0) },
        ReceiptFault::RateNotPositive,
        ReceiptFault::Fee { fee: cny(1), amount: usd(1) },
    ];
    let entries = [
        EntryRefusal::NotPositive { amount: cny(0) },
        EntryRefusal::WrongCurrency { given: cny(1), wanted: cur },
        EntryRefusal::BothAmounts { invoice: cur, receipt: cur },
        EntryRefusal::AmountsDiffer { settles: cny(1), takes: cny(2) },
        EntryRefusal::OtherCustomer { number: x() },
        EntryRefusal::NoSuchInstalment { number: x(), instalment: 1 },
        EntryRefusal::BeforeIssued { number: x(), issued: on },
        EntryRefusal::BeforeReceived { received: on },
        EntryRefusal::MoreThanOpen { amount: cny(2), open: cny(1) },
        EntryRefusal::MoreThanLeft { amount: cny(2), left: cny(1) },
        EntryRefusal::NoSuchEntry,
        EntryRefusal::AlreadyReversed,
        EntryRefusal::IsReversal,
        EntryRefusal::ReversedBefore { day: on },
    ];
    let ladders = [
        LadderFault::TooMany { most: 1 },
        LadderFault::NoName { days: 1 },
        LadderFault::ToNobody { days: 1 },
        LadderFault::TooFar { days: 1, furthest: 1 },
        LadderFault::SameDay { days: 1 },
        LadderFault::OutOfOrder { days: 1, after: 2 },
    ];
    let write_offs = [
        WriteOffRefusal::NoReason,
        WriteOffRefusal::OwnRequest,
        WriteOffRefusal::AlreadyDecided { at: "2026-03-09T01:00:00Z".parse().unwrap() },
    ];
    let by_amount = [false, true].into_iter().flat_map(|with_fee| {
        [
            Reason::Instalment { number: "x".into(), with_fee },
            Reason::Invoice { number: "x".into(), with_fee },
            Reason::Balance { with_fee },
        ]
    });
    let reasons = [Reason::Named { number: x() }, Reason::PayerIs { name: x() }, Reason::PayerLike { name: x() }];
    let faults = invoices.iter().map(Say::say).chain(receipts.iter().map(Say::say)).chain(entries.iter().map(Say::say));
    let more = ladders.iter().map(Say::say).chain(write_offs.iter().map(Say::say));
    faults.chain(more).chain(by_amount.chain(reasons).map(|reason| reason.say())).collect()
}

#[test]
fn whatever_is_said_has_words_in_both_languages() {
    let said: BTreeMap<&str, BTreeSet<&str>> =
        said().iter().map(|message| (message.key, message.args.iter().map(|(name, _)| *name).collect())).collect();
    for source in [
        include_str!("../../../../server/texts/zh/receivables.ftl"),
        include_str!("../../../../server/texts/en/receivables.ftl"),
    ] {
        let worded = crate::message::worded(source);
        // What the ledger's pages and the bank's files say stands there too.
        let of_the_domain: BTreeMap<_, _> =
            said.keys().filter_map(|key| Some((*key, worded.get(key)?.clone()))).collect();
        assert_eq!(of_the_domain, said);
    }
}
