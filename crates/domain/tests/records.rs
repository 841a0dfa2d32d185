//! What records say of an order counts before what forms say; where they say nothing, the form is asked.

mod story;

use std::collections::BTreeMap;

use story::Story;
use yidan_domain::{
    order::{Answer, command::Command, ledgers::said, refusal::Refusal},
    process::gate::Fact,
};

const NOW: &str = "2026-03-10 10:00";

/// Materials are on their way, and nothing is worked out.
fn buying() -> Story {
    let mut order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-30");
    order
        .finishes("sales", "2026-03-02 11:00", "receive", &[])
        .finishes("warehouse", "2026-03-02 14:00", "check-stock", &[("short", "yes")])
        .finishes("engineering", "2026-03-03 10:00", "confirm-details", &[("notes", "公差 0.05")])
        .finishes(
            "purchasing",
            "2026-03-04 10:00",
            "buy-materials",
            &[("supplier", "宏达五金"), ("arrives", "2026-03-20")],
        );
    order
}

fn tells(order: &mut Story, facts: &[(&str, Option<Fact>)]) {
    let facts: BTreeMap<_, _> = facts.iter().map(|(name, fact)| ((*name).to_owned(), fact.clone())).collect();
    order.does("purchasing", NOW, Command::Tell { facts });
}

/// What keeps the step from being finished: a rule's key, or that of the first field; nothing when it is.
fn outcome(order: &mut Story, typed: Option<&str>) -> String {
    let answers: Vec<_> = typed.map(|typed| ("all-in", typed)).into_iter().collect();
    let command =
        Command::Finish { step: "materials-in".into(), at: None, answers: order.answers("materials-in", &answers) };
    use yidan_domain::Say;
    match order.tries(&story::member("warehouse"), story::moment(NOW), command) {
        Ok(()) => match order.order.step(&"materials-in".into()).unwrap().answers["all-in"] {
            Answer::YesNo(true) => "yes".into(),
            _ => "no".into(),
        },
        Err(Refusal::Form { faults }) => faults[0].say().key.into(),
        Err(other) => other.say().key.into(),
    }
}

#[test]
fn records_come_before_forms() {
    let arrived = |yes| ("materials.arrived", Some(Fact::YesNo(yes)));
    let expected = ("materials.expected", Some(Fact::Date("2026-04-08".parse().unwrap())));
    // What the ledger has told, what is typed, what records say, and what comes of it.
    type Case<'a> = (&'a str, Vec<(&'a str, Option<Fact>)>, Option<&'a str>, Option<bool>, &'a str);
    let cases: [Case; _] = [
        ("no ledger speaks: as typed", vec![], Some("yes"), None, "yes"),
        ("no ledger speaks: it is not in", vec![], Some("no"), None, "block-gate"),
        ("no ledger speaks: asked", vec![], None, None, "field-missing"),
        ("they are in: nothing to type", vec![arrived(true)], None, Some(true), "yes"),
        ("they are in, as typed", vec![arrived(true)], Some("yes"), Some(true), "yes"),
        ("they are in, whatever is typed", vec![arrived(true)], Some("no"), Some(true), "field-recorded-yes"),
        ("they are not", vec![arrived(false)], None, Some(false), "block-gate"),
        ("they are not, whatever is typed", vec![arrived(false)], Some("yes"), Some(false), "field-recorded-no"),
        ("they are on their way", vec![expected.clone()], Some("yes"), Some(false), "field-recorded-no"),
        ("they were, and have come", vec![expected.clone(), arrived(true)], None, Some(true), "yes"),
    ];
    for (name, told, typed, wanted, comes) in cases {
        let mut order = buying();
        if !told.is_empty() {
            tells(&mut order, &told);
        }
        assert_eq!(said(&order.order, "materials.arrived"), wanted, "{name}");
        assert_eq!(outcome(&mut order, typed), comes, "{name}");
    }
}

#[test]
fn a_ledger_that_speaks_no_more_leaves_it_to_the_form() {
    let mut order = buying();
    tells(&mut order, &[("materials.arrived", Some(Fact::YesNo(false)))]);
    assert_eq!(outcome(&mut order, Some("yes")), "field-recorded-no");
    tells(&mut order, &[("materials.arrived", None)]);
    assert_eq!(outcome(&mut order, Some("yes")), "yes");
}

/// What was answered before stays answered; what records say since counts.
#[test]
fn records_that_come_later_are_believed_before_what_was_filled_in() {
    let mut order = buying();
    assert_eq!(outcome(&mut order, Some("yes")), "yes");
    assert_eq!(order.situation().facts["materials.arrived"], Fact::YesNo(true));
    tells(&mut order, &[("materials.arrived", Some(Fact::YesNo(false)))]);
    assert_eq!(order.situation().facts["materials.arrived"], Fact::YesNo(false));
    assert!(order.order.step(&"materials-in".into()).unwrap().progress.is_closed());
}
