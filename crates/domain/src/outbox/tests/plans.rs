use std::collections::BTreeSet;

use super::*;

fn said(planned: &[Planned]) -> Vec<(Channel, String)> {
    let at = |it: &Planned| shanghai().to_datetime(it.at).strftime("%d %H:%M").to_string();
    planned.iter().map(|it| (it.address.channel, at(it))).collect()
}

/// Dispatched at ten in the evening: the mail goes at once, the phone rings in the morning.
#[test]
fn a_customer_hears_of_the_dispatch() {
    let planned = told(&happened(Occasion::Dispatched), &rule::usual(), to_customer, at("29 22:00"));
    assert_eq!(said(&planned), [(Channel::Email, "29 22:00".into()), (Channel::Sms, "30 08:00".into())]);
    assert_eq!(planned[0].words.subject, "Order SO-2611-0042 is on its way");
    assert!(planned[1].words.body.contains("tracking number SF1390001"), "{}", planned[1].words.body);
}

#[test]
fn a_customer_chooses() {
    let plan_with = |choice: Choice| {
        let find =
            |whom: &Whom| to_customer(whom).into_iter().map(|it| Reachable { choice: choice.clone(), ..it }).collect();
        said(&told(&happened(Occasion::Arrived), &rule::usual(), find, at("29 10:00")))
    };
    let (email, sms) = (Channel::Email, Channel::Sms);
    let now = || "29 10:00".to_owned();
    for (choice, planned) in [
        (Choice::default(), vec![(email, now()), (sms, now())]),
        (Choice { not_about: [Group::Orders].into(), ..Choice::default() }, vec![(email, now()), (sms, now())]),
        (Choice { not_about: [Group::Transport].into(), ..Choice::default() }, vec![]),
        (Choice { not_by: [email].into(), ..Choice::default() }, vec![(sms, now())]),
        (Choice { daily: true, not_by: [sms].into(), ..Choice::default() }, vec![(email, "30 08:30".to_owned())]),
    ] {
        assert_eq!(plan_with(choice.clone()), planned, "{choice:?}");
    }
}

#[test]
fn one_event_is_told_once() {
    let rule = |whom| Rule {
        occasion: Occasion::Arrived,
        whom,
        channels: vec![Channel::Email],
        pace: Pace::AtOnce,
        is_on: true,
    };
    // The customer's mailbox stands in three rules and twice among the addresses, once in capitals.
    let rules = [rule(Whom::Customer), rule(Whom::Company), rule(Whom::Customer)];
    let find = |_: &Whom| {
        let again = address(Channel::Email, "ANA@casaverde.example");
        vec![Reachable { addresses: [customer().addresses, vec![again]].concat(), ..customer() }]
    };
    let planned = told(&happened(Occasion::Arrived), &rules, find, at("29 10:00"));
    assert_eq!(planned.len(), 1);

    // Planned again later, after a crash, it has the same key; of another event another one.
    let again = told(&happened(Occasion::Arrived), &rules, find, at("29 18:00"));
    assert_eq!(again[0].key, planned[0].key);
    let other = Happened { event: "order:1:8".into(), ..happened(Occasion::Arrived) };
    assert_ne!(told(&other, &rules, find, at("29 10:00"))[0].key, planned[0].key);
    let occasions: BTreeSet<_> = Occasion::ALL
        .iter()
        .flat_map(|occasion| customer().addresses.into_iter().map(|to| plan::key("order:1:7", *occasion, &to)))
        .collect();
    assert_eq!(occasions.len(), 2 * Occasion::ALL.len());
}

#[test]
fn nobody_hears_what_they_did_and_customers_nothing_from_inside() {
    let owner = |number| Reachable {
        who: Who::Person { person: person(number) },
        addresses: vec![address(Channel::Sms, "13800000001")],
        ..customer()
    };
    let call = Happened { by: Some(person(1)), at: at("29 23:00"), ..happened(Occasion::AnswerDue) };
    let rules = rule::usual();
    let to = |number| {
        told(&call, &rules, |whom| if *whom == Whom::Owner { vec![owner(number)] } else { vec![] }, at("29 23:00"))
    };
    assert!(to(1).is_empty());
    assert_eq!(said(&to(2)), [(Channel::Sms, "29 23:00".into())], "a customer waits, even at night");
    let wrong =
        Rule { whom: Whom::Customer, ..rules.iter().find(|it| it.occasion == Occasion::AnswerDue).unwrap().clone() };
    assert!(told(&call, &[wrong], to_customer, at("29 23:00")).is_empty());
}

#[test]
fn news_that_would_be_old_is_not_planned() {
    let late =
        Rule { pace: Pace::AtOnce, ..rule::usual().into_iter().find(|it| it.occasion == Occasion::AnswerDue).unwrap() };
    let call = Happened { at: at("29 10:00"), ..happened(Occasion::AnswerDue) };
    let owner = |_: &Whom| vec![Reachable { who: Who::Person { person: person(2) }, ..customer() }];
    assert_eq!(told(&call, std::slice::from_ref(&late), owner, at("29 14:00")).len(), 1);
    assert_eq!(told(&call, &[late], owner, at("29 14:01")).len(), 0);
}

#[test]
fn a_rule_that_is_off_tells_nobody() {
    let off: Vec<Rule> = rule::usual().into_iter().map(|it| Rule { is_on: false, ..it }).collect();
    for occasion in Occasion::ALL {
        assert!(told(&happened(occasion), &off, |_| vec![customer()], at("29 10:00")).is_empty());
        assert!(rule::usual().iter().any(|it| it.occasion == occasion), "{occasion:?} is told to somebody");
    }
}
