//! Whatever is said of inspections has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::aql::{Aql, Class, Switch},
    *,
};
use crate::{Message, Say};

const ZH: &str = include_str!("../../../../server/texts/zh/quality.ftl");
const EN: &str = include_str!("../../../../server/texts/en/quality.ftl");

fn said() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    use InspectionRefusal::*;
    let (text, on, then) = (|| Text::same("x"), day("2026-06-20"), at("2026-06-20"));
    let refusals = [
        LotEmpty,
        LotTooLarge { most: 1 },
        LotMoreThanThere { lot: 2, most: 1 },
        FewerThanOrdered { lot: 1, ordered: 2 },
        NoLimit,
        LimitTooHigh { class: text(), limit: Aql::USUAL_MAJOR, most: "10" },
        LimitsOutOfOrder {
            graver: text(),
            graver_limit: Aql::USUAL_MINOR,
            lesser: text(),
            lesser_limit: Aql::USUAL_MAJOR,
        },
        FixedWithoutUnits,
        FixedAcceptsAll { units: 1, accept: 1 },
        InspectorUnnamed { who: text() },
        TextTooLong { what: text(), limit: 1 },
        WordsMissing { what: text() },
        NothingToRepeat,
        OtherGoods { stage: text() },
        NotFailed { stage: text() },
        RepeatedAlready { number: 1 },
        NotBooked,
        BookedAlready { on },
        SameDay { on },
        DayPassed { on, today: on },
        DayToCome { on, today: on },
        NotBeforeDelivery { on, delivery: on },
        AlreadyTold { whom: text(), at: then },
        StartedAlready { on },
        ReportedBeforeStart { on, started: on },
        Discontinued { classes: vec![text()] },
        Cancelled { reason: "x".into() },
        Inspected { on },
        NotInspected,
        SampleTooSmall { inspected: 1, asked: 2 },
        MoreThanLot { inspected: 2, lot: 1 },
        MoreThanInspected { found: 2, inspected: 1 },
        DefectUnnamed,
        DefectUncounted { name: text() },
        TooManyDefects { most: 1 },
        TooManyPhotos { name: text(), most: 1 },
        TooManyFiles { most: 1 },
        Passed { on },
        MayNotRelease,
        Released { at: then },
        LeadTimeOutside { most: 1 },
        MendDaysOutside { most: 1 },
    ];
    let key = || "x".to_owned();
    let lists = [
        DefectListFault::TooMany { most: 1 },
        DefectListFault::KeyMalformed { key: key() },
        DefectListFault::KeyTwice { key: key() },
        DefectListFault::NameMissing { key: key() },
        DefectListFault::NameTooLong { key: key(), limit: 1 },
    ];
    let switches = [
        Switch::TwoOfFiveNotAccepted,
        Switch::FiveAccepted,
        Switch::ScoreReached,
        Switch::NotAccepted,
        Switch::NotSteady,
        Switch::FiveNotAccepted,
        Switch::Resumed,
    ];
    let switches = switches.map(|switch| Switched { class: Class::Major, switch, on });
    let verdicts = [Verdict::Failed { classes: vec![Class::Major] }, Verdict::ReInspect { reason: key() }];
    let findings = verdicts.iter().flat_map(|verdict| {
        [(None, None), (None, Some(on)), (Some(on), None)].map(|(again_on, mended_on)| Finding {
            lot: id(1),
            inspection: id(1),
            stage: Stage::Final,
            repeats: 0,
            on,
            verdict: verdict.clone(),
            defects: vec![(text(), 1)],
            again_on,
            mended_on,
        })
    });
    let messages = refusals.iter().map(Say::say).chain(lists.iter().map(Say::say)).chain(switches.iter().map(Say::say));
    let places = |message: Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    messages.chain(findings.map(|one| one.say())).map(places).collect()
}

#[test]
fn whatever_is_said_of_inspections_has_words_in_both_languages() {
    let said = said();
    assert!(said.keys().all(|key| key.starts_with("inspection-")));
    for source in [ZH, EN] {
        let texts = crate::message::worded(source);
        assert_eq!(texts, said);
    }
}
