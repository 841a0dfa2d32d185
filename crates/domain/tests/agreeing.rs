//! What is agreed with the customer: rounds of quotation and what they overturn (S10), and what a letter of credit has to
//! pay (S1, 6.1).

mod story;

use std::sync::Arc;

use story::{Story, member, moment};
use yidan_domain::{
    Currency, LetterId, Money,
    letter::{LetterOfCredit, Terms, Version},
    order::{Subject, command::Command, event::Event, refusal::Refusal},
    process::load,
};

/// One step, which finance signs.
const SIGNED: &str = r#"
key = "signed"
version = 1
name = { zh = "签字", en = "Signed" }

[[steps]]
key = "check"
name = { zh = "核对", en = "Check" }
department = "sales"
stage = "making"
instructions = { zh = "核对。", en = "Check it." }

[[steps.approvals]]
key = "money"
name = { zh = "财务审核", en = "Finance" }
by = "finance"
"#;

fn quote(story: &Story, price: &str, valid_until: &str) -> Command {
    let mut lines = story.order.lines.clone();
    lines[0].price = price.parse().ok();
    let header = Box::new(story.order.header.clone());
    Command::Quote { header, lines, valid_until: valid_until.parse().ok(), note: String::new() }
}

fn answer(round: u32, accepted: bool) -> Command {
    Command::AnswerQuote { round, accepted, words: "客户来电".into() }
}

#[test]
fn an_accepted_round_is_the_order_and_what_waited_to_be_signed_begins_anew() {
    let mut story = Story::begins("customer-order", "2026-03-09 09:00", "2026-06-30");
    story.process = Arc::new(load(SIGNED, "signed.toml").unwrap_or_else(|faults| panic!("{faults:?}")));
    let subject = Subject::Step("check".into());
    story.finishes("sales", "2026-03-09 10:00", "check", &[]);
    assert!(story.order.approval(&subject).is_some());

    let second = quote(&story, "12.00", "2026-03-11");
    let (first, second) = (quote(&story, "12.50", ""), second);
    story.does("sales", "2026-03-09 11:00", first).does("sales", "2026-03-10 09:00", second);
    story.does("sales", "2026-03-10 10:00", answer(1, true));
    assert!(story.order.approval(&subject).is_some(), "the order as it was offered is the order that was handed in");

    let late = story.tries(&member("sales"), moment("2026-03-12 09:00"), answer(2, true));
    assert_eq!(late, Err(Refusal::QuoteExpired { round: 2, until: "2026-03-11".parse().unwrap() }));
    story.does("sales", "2026-03-11 17:00", answer(2, true));
    assert_eq!(story.order.lines[0].price, "12.00".parse().ok());
    assert_eq!(story.order.approval(&subject), None, "finance would have signed another price");
    assert!(matches!(story.events.last().map(|last| &last.event), Some(Event::Voided { .. })));
}

#[test]
fn a_round_is_quoted_against_the_one_before_it() {
    let mut story = Story::begins("customer-order", "2026-03-09 09:00", "2026-06-30");
    let (first, second) = (quote(&story, "12.50", ""), quote(&story, "12.00", ""));
    let seen = story.events.len();
    story.does("sales", "2026-03-09 11:00", first);
    assert!(second.conflicts_with(&story.events[seen..]));
    assert!(!answer(1, true).conflicts_with(&story.events[seen..]));
}

fn credit(number: u128, yuan: i64, currency: Currency) -> LetterOfCredit {
    let terms = Terms {
        amount: Money { minor: yuan * 100, currency },
        tolerance_percent: 0.into(),
        expiry: "2026-07-31".parse().unwrap(),
        place_of_expiry: String::new(),
        latest_shipment: None,
        presentation_days: 21,
        usance_days: None,
        partial_shipments: true,
        transhipment: true,
        port_of_loading: String::new(),
        port_of_discharge: String::new(),
        beneficiary: String::new(),
        applicant: String::new(),
        goods: String::new(),
    };
    let first = Version::new(terms, "2026-04-01".parse().unwrap(), "").unwrap();
    let id = LetterId(story::id(number));
    LetterOfCredit::received(id, &format!("LC-{number}"), "", first).unwrap()
}

/// Of an order over 2,500.00.
#[test]
fn a_credit_has_to_pay_what_the_terms_of_payment_leave_to_it() {
    use Currency as C;
    for (terms, credits, needed) in [
        ("30% T/T, 70% L/C", &[(1_000, C::CNY)][..], 175_000),
        ("L/C at sight", &[(1_000, C::CNY)], 250_000),
        ("30% T/T, 70% before shipment", &[(1_000, C::CNY)], 250_000),
        ("as agreed", &[(1_000, C::CNY)], 250_000),
        // Two that share the order; one in place of another; one in other money.
        ("L/C at sight", &[(1_000, C::CNY), (1_500, C::CNY)], 100_000),
        ("L/C at sight", &[(2_500, C::CNY), (2_500, C::CNY)], 250_000),
        ("L/C at sight", &[(1_000, C::CNY), (1_500, C::USD)], 250_000),
    ] {
        let mut order = Story::begins("customer-order", "2026-03-09 09:00", "2026-06-30").order;
        order.header.payment_terms = terms.into();
        order.letters = (1..).zip(credits).map(|(number, (yuan, currency))| credit(number, *yuan, *currency)).collect();
        let ship = "2026-06-15".parse().ok();
        let against = order.held_against(&order.letters[0], ship, "2026-04-02".parse().unwrap());
        assert_eq!(against.total, Money { minor: needed, currency: C::CNY }, "{terms} {credits:?}");
        assert_eq!((against.forecast_ship, against.promised), (ship, order.header.promised));
    }
    let mut order = Story::begins("customer-order", "2026-03-09 09:00", "").order;
    order.lines[0].price = None;
    let against = order.held_against(&credit(1, 1_000, C::USD), None, "2026-04-02".parse().unwrap());
    assert_eq!(against.total, Money { minor: 100_000, currency: C::CNY }, "as much as it says, in the order's money");
}
