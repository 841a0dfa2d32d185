//! Everything that credit says has its words in both languages.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{Message, Say};

/// Everything that credit can say.
fn said() -> Vec<Message> {
    let (amount, until) = (cny(1), day(1));
    let (zero, quota_left) = (cny(0), cny(1));
    let no_slip = |agreement| Lack::NoSlip { total: amount, quota_left, agreement };
    let lacks = [
        Lack::NotCompared { desk: amount },
        Lack::TotalsDiffer { desk: amount, customer: zero },
        Lack::Currency { order: Currency::CNY, other: Currency::USD },
        Lack::LastMonthOpen { amount },
        Lack::Commitment { amount, shortfall: amount },
        Lack::Guarantee { amount, signed: zero, quota_left, or_paid: amount },
        Lack::TopUp { amount, quota_left },
        no_slip(None),
        no_slip(Some(Flaw::Expired { until })),
        no_slip(Some(Flaw::Short { amount })),
    ];
    let ways = lacks.iter().flat_map(Lack::ways);
    let grounds = [
        Ground::Monthly,
        Ground::Paid,
        Ground::Limit { shortfall: amount },
        Ground::LimitAndGuarantee { on_limit: amount, guaranteed: amount },
        Ground::Guarantee { guaranteed: amount },
        Ground::Deferred { until },
    ];
    let kinds = [
        EntryKind::LimitSet { limit: amount },
        EntryKind::SettlementSet { monthly: true },
        EntryKind::SettlementSet { monthly: false },
        EntryKind::QuotaSet { quota: amount },
        EntryKind::Used { amount },
        EntryKind::Freed { amount },
        EntryKind::Guaranteed { amount },
        EntryKind::GuaranteeFreed { amount },
    ];
    let no_desk = |region: &str, known: &[&str]| NoDesk {
        region: region.to_owned(),
        known: known.iter().map(|name| (*name).to_owned()).collect(),
    };
    let no_desks = [no_desk("", &[]), no_desk("", &["南区"]), no_desk("西区", &["南区"])];
    let gaps = [
        Gap::MissingThere { ours: amount },
        Gap::MissingHere { theirs: amount },
        Gap::Amount { ours: amount, theirs: zero },
        Gap::Twice { ours: vec![amount], theirs: vec![] },
    ];
    let differences = gaps.map(|gap| Difference { number: "x".into(), customer: "x".into(), gap });
    let mut said: Vec<Message> = lacks.iter().map(Say::say).chain(ways.map(|way| way.say())).collect();
    said.extend(grounds.iter().map(Say::say).chain(kinds.iter().map(Say::say)));
    said.extend(no_desks.iter().map(Say::say).chain(differences.iter().map(Say::say)));
    said
}

#[test]
fn whatever_credit_says_has_words_in_both_languages() {
    let said = said();
    let said_keys: BTreeSet<&str> = said.iter().map(|message| message.key).collect();
    for source in
        [include_str!("../../../../server/texts/zh/credit.ftl"), include_str!("../../../../server/texts/en/credit.ftl")]
    {
        let texts: BTreeMap<&str, &str> = source.lines().filter_map(|line| line.split_once(" = ")).collect();
        assert_eq!(texts.keys().copied().collect::<BTreeSet<_>>(), said_keys);
        for message in &said {
            let mut places = texts[message.key].split("{ $").skip(1).filter_map(|rest| rest.split_once(" }"));
            let missing = places.find(|(place, _)| !message.args.iter().any(|(name, _)| name == place));
            assert_eq!(missing, None, "{}", message.key);
        }
    }
}
