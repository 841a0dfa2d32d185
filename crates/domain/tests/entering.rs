//! Entering orders, those of the past included, and two people at one order.

mod story;

use rust_decimal::Decimal;
use story::{Story, header, id, line, member, moment, process, sentence};
use yidan_domain::{
    OrderId, PersonId, Say,
    exception::Causes,
    order::{
        Answer, Header, Line, Order, Progress,
        apply::replay,
        command::{Command, Entry, Past, PastStep},
        decide::{Context, enter},
        event::Event,
        refusal::Refusal,
        row::{OrderRow, Status},
    },
};

fn entered(who: &str, header: Header, lines: Vec<Line>, past: Vec<PastStep>) -> Result<Order, Refusal> {
    entered_in("customer-order", who, header, lines, past)
}

fn entered_in(
    process: &str,
    who: &str,
    header: Header,
    lines: Vec<Line>,
    past: Vec<PastStep>,
) -> Result<Order, Refusal> {
    let process = story::process(process);
    let (viewer, now, calendars) = (member(who), moment("2026-03-20 12:00"), story::calendars());
    let number = "SO-1".to_owned();
    let entry =
        Entry { id: OrderId(id(9)), number, process: process.reference(), header, lines, originals: Vec::new(), past };
    let causes = Causes::default();
    let events =
        enter(entry, Context { process: &process, viewer: &viewer, now, calendars: &calendars, causes: &causes })?;
    Ok(replay(&story::recorded(events, 0, now, viewer.person)).expect("an order begins with its entry"))
}

fn goods() -> Vec<Line> {
    vec![line("全棉坯布", "12500 m", "8.42")]
}

#[test]
fn an_order_is_entered_whole_or_refused_with_the_fault() {
    let header = || header("2026-03-10 10:00");
    let with = |change: &dyn Fn(&mut Line)| {
        let mut lines = goods();
        lines.push(line("球阀", "200 件", "12.50"));
        change(&mut lines[1]);
        lines
    };
    let promised = |day: &str| Header { promised: day.parse().ok(), ..header() };
    for (who, header, lines, refused) in [
        ("sales", header(), goods(), None),
        ("manager", promised("2026-03-10"), goods(), None),
        ("warehouse", header(), goods(), Some("refusal-needs-sales")),
        ("guest", header(), goods(), Some("refusal-needs-sales")),
        ("sales", story::header("2026-03-20 13:00"), goods(), Some("refusal-in-the-future")),
        ("sales", story::header("1900-01-01 10:00"), goods(), Some("day-too-long-ago")),
        ("sales", promised("2026-03-09"), goods(), Some("refusal-promised-before-received")),
        ("sales", Header { address: "号".repeat(2001), ..header() }, goods(), Some("refusal-text-too-long")),
        ("sales", Header { customer_ref: "7".repeat(201), ..header() }, goods(), Some("refusal-text-too-long")),
        ("sales", header(), vec![], Some("line-none")),
        ("sales", header(), vec![goods().remove(0); 501], Some("line-too-many")),
        ("sales", header(), with(&|line| line.name = " \u{200b} ".into()), Some("line-name-missing")),
        ("sales", header(), with(&|line| line.quantity.ten_thousandths = 0), Some("line-quantity-not-positive")),
        ("sales", header(), with(&|line| line.quantity.ten_thousandths += 5_000), Some("line-counted-in-fractions")),
        ("sales", header(), with(&|line| line.price = Some(Decimal::NEGATIVE_ONE)), Some("line-price-negative")),
        (
            "sales",
            header(),
            with(&|line| line.discount_percent = Decimal::from(101)),
            Some("line-discount-out-of-range"),
        ),
        ("sales", header(), with(&|line| line.price = Some(Decimal::MAX)), Some("line-amount-too-large")),
        ("sales", header(), with(&|line| line.quantity.unit = "个".repeat(201)), Some("line-unit-too-long")),
    ] {
        let outcome = entered(who, header, lines, Vec::new());
        assert_eq!(outcome.err().map(|refusal| refusal.say().key), refused);
    }
}

#[test]
fn what_is_typed_is_kept_tidy() {
    let mut lines = goods();
    lines[0].name = "  全棉　坯布\u{202e} ".into();
    lines[0].quantity.unit = " m ".into();
    let order =
        entered("sales", Header { customer_ref: " ＰＯ－7781 ".into(), ..header("2026-03-10 10:00") }, lines, vec![]);
    let order = order.unwrap();
    assert_eq!(order.header.customer_ref, "PO－7781");
    assert_eq!((order.lines[0].name.as_str(), order.lines[0].quantity.unit.as_str()), ("全棉 坯布", "m"));
}

/// Everything up to the milestone, as an import tells it.
fn shipped_on(day: &str) -> Vec<PastStep> {
    let process = process("customer-order");
    let tracking = |step: &str| match step {
        "ship" => [("tracking".to_owned(), Answer::Text(" SF7781 ".into()))].into(),
        _ => Default::default(),
    };
    let steps = process.up_to(&"ship".into()).into_iter();
    steps
        .map(|step| {
            let (at, answers) = (moment(&format!("{day} 17:30")), tracking(step.key.as_str()));
            PastStep { step: step.key.clone(), was: Past::Behind { at, answers } }
        })
        .collect()
}

#[test]
fn an_order_of_the_past_has_its_steps_behind_it() {
    let header = || Header { promised: "2026-03-13".parse().ok(), ..header("2026-03-02 09:00") };
    let order = entered("manager", header(), goods(), shipped_on("2026-03-16")).unwrap();
    let row = OrderRow::of(&order, &process("customer-order"), &story::calendars());
    assert_eq!((row.status, row.delivered_on), (Status::Open, "2026-03-16".parse().ok()));
    let open: Vec<&str> = row.active.iter().map(|active| active.step.as_str()).collect();
    assert_eq!(open, ["notify", "track"]);
    let answers = &order.step(&"ship".into()).unwrap().answers;
    assert_eq!(answers["tracking"], Answer::Text("SF7781".into()));

    let without = |left_out: &str| {
        shipped_on("2026-03-16").into_iter().filter(|past| past.step.as_str() != left_out).collect::<Vec<_>>()
    };
    let refusal = entered("manager", header(), goods(), without("pack")).unwrap_err();
    assert_eq!(sentence(&refusal), "先办完 备货包装");
    let refusal = entered("manager", header(), goods(), shipped_on("2026-03-21")).unwrap_err();
    assert!(matches!(refusal, Refusal::InTheFuture { .. }));
    let refusal = entered("manager", header(), goods(), shipped_on("2026-03-01")).unwrap_err();
    assert!(matches!(refusal, Refusal::BeforeReceived { .. }));
    let mut wrong = shipped_on("2026-03-16");
    let answers = [("tracking".to_owned(), Answer::YesNo(true))].into();
    wrong[0].was = Past::Behind { at: moment("2026-03-16 17:30"), answers };
    assert!(matches!(entered("manager", header(), goods(), wrong), Err(Refusal::Form { faults }) if faults.len() == 1));
}

/// A log of another system tells start, end and person of every step; the order stands as if it had been followed here.
#[test]
fn history_has_its_own_times_and_people() {
    let (li, wang) = (PersonId(id(71)), PersonId(id(72)));
    let at = |time: &str| moment(&format!("2026-03-09 {time}"));
    let started =
        |step: &str, time, by| PastStep { step: step.into(), was: Past::Started { at: at(time), by: Some(by) } };
    let finished =
        |step: &str, time, by| PastStep { step: step.into(), was: Past::Finished { at: at(time), by: Some(by) } };
    let skipped = |step: &str, time| PastStep {
        step: step.into(),
        was: Past::Skipped { at: at(time), reason: "日志里没有".into() },
    };
    let told = |who, past| entered_in("quick-fulfilment", who, header("2026-03-09 08:50"), goods(), past);
    let begun = || {
        vec![
            started("receive", "08:50", li),
            finished("receive", "08:55", wang),
            finished("confirm", "09:10", li),
            started("check-stock", "09:15", li),
        ]
    };
    let progress = |order: &Order, step: &str| order.step(&step.into()).unwrap().progress.clone();
    let order = told("manager", begun()).unwrap();
    assert_eq!(
        progress(&order, "receive"),
        Progress::Finished { started: Some(at("08:50")), at: at("08:55"), by: wang }
    );
    assert_eq!(progress(&order, "confirm"), Progress::Finished { started: None, at: at("09:10"), by: li });
    assert_eq!(progress(&order, "check-stock"), Progress::Started { at: at("09:15"), by: li });

    let and = |more: Vec<PastStep>| begun().into_iter().chain(more).collect::<Vec<_>>();
    let again = and(vec![
        finished("confirm", "09:30", wang),
        finished("check-stock", "09:40", li),
        skipped("purchase", "09:40"),
    ]);
    let order = told("manager", again).unwrap();
    assert_eq!(progress(&order, "confirm").finished_at(), Some(at("09:30")), "what was done again was reopened first");
    assert_eq!(progress(&order, "purchase").finished_at(), None);
    let passed_over = progress(&order, "purchase");
    assert!(matches!(passed_over, Progress::Skipped { at: then, .. } if then == at("09:40")), "not when it was told");

    for (who, past, refused) in [
        ("manager", and(vec![finished("check-stock", "09:14", li)]), "refusal-before-start"),
        ("manager", and(vec![started("check-stock", "09:20", li)]), "refusal-already-started"),
        ("manager", and(vec![started("purchase", "09:20", li)]), "block-after"),
        ("manager", and(vec![skipped("confirm", "09:10")]), "refusal-already-closed"),
        ("manager", and(vec![finished("dance", "09:20", li)]), "refusal-no-such-step"),
        ("manager", vec![finished("receive", "08:40", li)], "refusal-before-received"),
        ("manager", and(vec![skipped("purchase", "08:40")]), "refusal-before-received"),
        ("sales", begun(), "refusal-needs-manager"),
    ] {
        assert_eq!(told(who, past).unwrap_err().say().key, refused);
    }
}

/// What was recorded before people of the past could be named reads as it did, and is written as it was.
#[test]
fn events_without_a_doer_are_what_they_were() {
    let written = r#"{"is":"finished","step":"pack","at":"2026-03-09T02:00:00Z"}"#;
    let event: Event = serde_json::from_str(written).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), written);
    let recorded = story::recorded(vec![event], 0, moment("2026-03-09 12:00"), member("sales").person).remove(0);
    assert_eq!((recorded.doer(), recorded.happened_at()), (member("sales").person, moment("2026-03-09 10:00")));
}

/// S7's sheet counts pieces and cartons; a form takes no half of one, and no endless text.
#[test]
fn forms_take_what_fits_them() {
    let mut order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    for (step, who, answers) in [
        ("receive", "sales", vec![]),
        ("confirm", "sales", vec![]),
        ("check-stock", "warehouse", vec![("short", "no"), ("missing", "  ")]),
        ("allocate", "warehouse", vec![]),
        ("pick", "warehouse", vec![]),
    ] {
        order.finishes(who, "2026-03-09 10:00", step, &answers);
    }
    assert!(!order.order.steps["check-stock"].answers.contains_key("missing"), "blank is nothing");
    for (cartons, problem) in [
        ("2.5 箱", Some("field-not-a-count")),
        ("-2 箱", Some("field-not-a-count")),
        ("2 托", Some("field-wrong-unit")),
        ("4 箱", None),
    ] {
        let answers = order.answers("pack", &[("cartons", cartons)]);
        let finish = Command::Finish { step: "pack".into(), at: None, answers };
        let refusal = order.tries(&member("warehouse"), moment("2026-03-09 11:00"), finish).err();
        assert_eq!(refusal.map(|refusal| refusal.say().key), problem, "{cartons}");
    }
    let long = "慢".repeat(2001);
    let refusal = order.cannot_finish("logistics", "2026-03-09 11:30", "transport", &[("carrier", &long)]);
    assert_eq!(refusal.say().key, "field-too-long");
    let refusal = order.cannot_finish("logistics", "2026-03-09 11:30", "transport", &[("carrier", " ")]);
    assert_eq!(refusal.say().key, "field-missing");
}

/// Two people at one order: work on another step is no conflict, the same step or a changed order is.
#[test]
fn only_what_touches_the_same_thing_conflicts() {
    let finish = |step: &str| Command::Finish { step: step.into(), at: None, answers: Default::default() };
    let amend = || {
        let order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "").order;
        Command::Amend { header: Box::new(order.header), lines: order.lines, reason: "改期".into() }
    };
    let remark = || Command::Remark { step: Some("pack".into()), text: "轻放".into() };
    let finished = |step: &str| Event::Finished {
        step: step.into(),
        at: moment("2026-03-09 10:00"),
        answers: Default::default(),
        by: None,
    };
    let assigned = |step: &str| Event::Assigned { step: step.into(), to: None, note: String::new() };
    let amended = || {
        let order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "").order;
        Event::Amended { header: Box::new(order.header), lines: order.lines, reason: "改量".into(), by_change: false }
    };
    let cancelled = || Event::Cancelled { reason: "客户取消".into() };
    let noted = || Event::Remarked { step: Some("pack".into()), text: "已打托".into() };
    for (mine, theirs, conflict) in [
        (finish("pack"), finished("pack"), true),
        (finish("pack"), assigned("pack"), true),
        (finish("pack"), finished("pick"), false),
        (finish("pack"), noted(), false),
        (finish("pack"), amended(), true),
        (finish("pack"), cancelled(), true),
        (amend(), amended(), true),
        (amend(), finished("pack"), false),
        (remark(), finished("pack"), false),
        (remark(), cancelled(), false),
    ] {
        let since = story::recorded(vec![theirs], 1, moment("2026-03-09 10:00"), member("sales").person);
        assert_eq!(mine.conflicts_with(&since), conflict, "{mine:?} against {:?}", since[0].event);
    }
}
