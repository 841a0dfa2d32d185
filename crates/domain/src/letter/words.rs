//! Whatever is said of a credit has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    sample::{day, usd},
    *,
};
use crate::{Currency, Message, Say};

const ZH: &str = include_str!("../../../server/texts/zh/letters.ftl");
const EN: &str = include_str!("../../../server/texts/en/letters.ftl");

fn said() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let (text, date) = (Text::same("x"), day("2026-11-30"));
    let faults = [
        LetterFault::NumberMissing,
        LetterFault::TextTooLong { what: text.clone(), limit: 200 },
        LetterFault::AmountNotPositive { amount: usd(0) },
        LetterFault::ToleranceOutside { most: 99 },
        LetterFault::PresentationDaysOutside { most: 90 },
        LetterFault::UsanceDaysOutside { most: 720 },
        LetterFault::AmendedBefore { received: date, before: date },
        LetterFault::SamePerson { reviewed_as: text.clone() },
        LetterFault::AlreadyReviewed { reviewer: text.clone(), at: jiff::Timestamp::UNIX_EPOCH },
        LetterFault::PointsOpen { points: vec![text] },
        LetterFault::AcceptedWithDiscrepancies { count: 1 },
        LetterFault::FindingsUnexplained { count: 1 },
        LetterFault::NoDiscrepancyNamed,
    ];
    let findings = [
        Finding::Currency { credit: Currency::USD, order: Currency::EUR },
        Finding::AmountShort { most: usd(1), needed: usd(2) },
        Finding::AmountOver { least: usd(2), needed: usd(1) },
        Finding::Expired { expiry: date },
        Finding::NoShipmentDate { expiry: date },
        Finding::ShipmentBeforePromise { latest: date, promised: date },
        Finding::ShipmentBeforeForecast { latest: date, forecast: date },
        Finding::ExpiryTooShort { latest: date, expiry: date, wanted: date },
        Finding::ReceivedLate { received: date, wanted: date },
    ];
    let places = |message: Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    faults.iter().map(Say::say).chain(findings.iter().map(Say::say)).map(places).collect()
}

#[test]
fn whatever_is_said_of_a_credit_has_words_in_both_languages() {
    for source in [ZH, EN] {
        let texts = crate::message::worded(source);
        assert_eq!(texts, said());
    }
}
