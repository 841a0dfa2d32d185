//! Samples of orders (S2, S13): whose deed it is, what gates hear of them, what a reviewed order holds fast.

mod story;

use story::{Story, id, member, moment};
use yidan_domain::{
    Quantity, SampleDeedId, SampleId, Say,
    order::{Subject, command::Command, refusal::Refusal, situation::Situation},
    process::{self, gate::Fact},
    sample::{
        Check, Deed, Delivery, Goods, Item, Judgement, Pieces, ProcessSheet, Request, SampleRefusal, Sending, Stage,
        State, Stock, Task, Verdict, Work,
    },
};

const SAMPLE: SampleId = SampleId(id_of(70));

const fn id_of(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

fn deed(number: u128, deed: Deed) -> Command {
    Command::Sample { id: SampleDeedId(id(number)), sample: SAMPLE, deed: Box::new(deed), on: None }
}

fn ordered() -> Deed {
    let pieces = vec![Pieces { size: String::new(), count: 2 }];
    let request = Request { name: "DN25 样件".into(), due: None, pieces, note: String::new() };
    Deed::Ordered { id: SAMPLE, request: Box::new(request) }
}

fn done(stage: Stage) -> Deed {
    Deed::Done { stage }
}

fn valve() -> Item {
    Item {
        goods: Goods::Other { what: "阀体毛坯".into() },
        quantity: Quantity::exact(2.into(), "件").unwrap(),
        material: None,
        note: String::new(),
        looked_up: None,
    }
}

fn begun(why: &str) -> Deed {
    Deed::Begun { why: why.into(), due: None }
}

fn sent() -> Deed {
    let pieces = vec![Pieces { size: String::new(), count: 2 }];
    let delivery = Delivery::Courier { courier: "顺丰".into(), number: "SF1".into() };
    done(Stage::Sent(Sending { delivery, pieces, why: String::new() }))
}

fn judged(verdict: Verdict) -> Deed {
    done(Stage::Judged(Judgement { verdict, comments: "照此做".into(), from: String::new() }))
}

/// A round from the sample room to the verdict, one deed an hour.
fn goes_round(order: &mut Story, day: &str, from: u128, why: &str, verdict: Verdict) {
    let round = [
        ("engineering", begun(why)),
        ("engineering", done(Stage::Made { note: String::new() })),
        ("quality", done(Stage::Checked { check: Check::Passed })),
        ("engineering", done(Stage::Finished)),
        ("sales", sent()),
        ("sales", judged(verdict)),
    ];
    for (hour, (who, told)) in (9_u128..).zip(round) {
        order.does(who, &format!("{day} {hour:02}:00"), deed(from + hour, told));
    }
}

#[test]
fn each_tells_of_a_sample_what_is_theirs_and_once() {
    let mut order = Story::begins("customer-order", "2026-03-02 10:00", "2026-04-10");
    let at = moment("2026-03-02 11:00");
    let early = order.tries(&member("sales"), at, deed(1, done(Stage::Finished)));
    assert_eq!(early, Err(Refusal::Sample(SampleRefusal::NoSuchSample)));
    let guest = order.tries(&member("guest"), at, deed(1, ordered()));
    assert!(matches!(guest, Err(Refusal::NotAllowed { .. })), "{guest:?}");
    let theirs = order.tries(&member("warehouse"), at, deed(1, ordered())).unwrap_err();
    assert_eq!(theirs.say().key, "refusal-needs-departments");
    order.does("sales", "2026-03-02 11:00", deed(1, ordered()));
    let before = order.order.version;
    order.does("sales", "2026-03-02 11:01", deed(1, ordered()));
    assert_eq!((order.order.version, order.order.samples().count()), (before, 1), "kept once");
    order.does("engineering", "2026-03-02 13:00", deed(2, Deed::Listed { items: vec![valve()] }));
    let found = Stock::Found { quantity: Quantity::exact(5.into(), "件").unwrap() };
    order.does("warehouse", "2026-03-02 14:00", deed(3, Deed::LookedUp { line: 1, stock: found }));
    let sheet = Box::new(ProcessSheet { materials: "黄铜".into(), ..ProcessSheet::default() });
    order.does("engineering", "2026-03-02 15:00", deed(4, Deed::SheetWritten { sheet }));
    goes_round(&mut order, "2026-03-03", 100, "", Verdict::Changes);
    assert_eq!(order.order.sample(SAMPLE).unwrap().state(), State::Open);
    goes_round(&mut order, "2026-03-04", 200, "", Verdict::Approved);
    let confirmed = order.order.technical_confirmations();
    assert_eq!(
        confirmed.iter().map(|it| (it.round, it.approved_on.to_string())).collect::<Vec<_>>(),
        [(2, "2026-03-04".to_owned())]
    );
}

#[test]
fn a_whole_content_is_meant_for_the_one_that_was_read() {
    let mut order = Story::begins("customer-order", "2026-03-02 10:00", "");
    order.does("sales", "2026-03-02 11:00", deed(1, ordered()));
    let seen = order.events.len();
    let sheet = |materials: &str| {
        let sheet = ProcessSheet { materials: materials.into(), ..ProcessSheet::default() };
        deed(2, Deed::SheetWritten { sheet: Box::new(sheet) })
    };
    order.does("engineering", "2026-03-02 12:00", sheet("黄铜"));
    let since = &order.events[seen..];
    let other = Deed::SheetWritten { sheet: Box::new(ProcessSheet::default()) };
    assert!(deed(3, other).conflicts_with(since));
    assert!(!sheet("黄铜").conflicts_with(since), "it comes again, its answer lost");
    assert!(!deed(3, Deed::Asked { words: "什么材料？".into() }).conflicts_with(since));
    assert!(!deed(3, Deed::Listed { items: Vec::new() }).conflicts_with(since), "another page of the sample");
    let seen = order.events.len();
    order.does("engineering", "2026-03-02 13:00", deed(4, Deed::Listed { items: vec![valve()] }));
    let since = &order.events[seen..];
    let looked_up = Deed::LookedUp { line: 1, stock: Stock::ToOrder };
    assert!(deed(5, looked_up).conflicts_with(since), "the line may be another");
    assert!(!deed(5, Deed::Asked { words: "什么材料？".into() }).conflicts_with(since));
}

/// S13: what was reviewed rests on the sample as approved; it is made anew only after an accepted change order.
#[test]
fn a_reviewed_order_holds_its_approved_sample_fast() {
    let mut order = Story::begins("reviewed-manufacturing", "2026-03-02 10:00", "2026-04-10");
    order.does("sales", "2026-03-02 10:30", deed(1, ordered()));
    goes_round(&mut order, "2026-03-03", 100, "照客户来样", Verdict::Approved);
    order
        .finishes("sales", "2026-03-04 11:00", "receive", &[])
        .finishes("engineering", "2026-03-04 12:00", "technical", &[("special", "no"), ("outcome", "按标准")])
        .finishes("planning", "2026-03-04 14:00", "supply-check", &[("feasible", "yes")])
        .finishes("engineering", "2026-03-05 09:00", "review", &[("passed", "yes")]);
    let sign = |on: Subject| Command::Sign { on, comment: String::new() };
    for (who, hour) in [("head-of-sales", 10), ("purchasing", 11), ("production", 12)] {
        order.does(who, &format!("2026-03-05 {hour}:00"), sign(Subject::Step("review".into())));
    }
    let again = |order: &mut Story, day: &str, number| {
        order.tries(&member("engineering"), moment(day), deed(number, begun("客户换密封圈")))
    };
    let held = again(&mut order, "2026-03-06 09:00", 300).unwrap_err();
    assert_eq!(held.say().key, "sample-frozen");
    let situation = Situation::of(&order.order, &order.process);
    let sample = order.order.sample(SAMPLE);
    assert!(situation.may_sample(&member("engineering"), Work::Task(Task::Begin), sample).is_err(), "no button either");
    let (mut header, lines) = (order.order.header.clone(), order.order.lines.clone());
    header.remarks = "密封圈改 NBR".into();
    let change = Command::ProposeChange {
        header: Box::new(header),
        lines,
        reason: "客户换密封圈".into(),
        asked_by: "sales".into(),
        loss: None,
    };
    order.does("planning", "2026-03-06 10:00", change);
    assert!(again(&mut order, "2026-03-06 10:30", 301).is_err(), "proposed is not accepted");
    for (who, hour) in [("head-of-sales", 11), ("purchasing", 12), ("production", 13)] {
        order.does(who, &format!("2026-03-06 {hour}:00"), sign(Subject::Change));
    }
    again(&mut order, "2026-03-06 14:00", 302).unwrap();
}

/// A process that asks for samples hears of them; where a form of its own says so, the form counts.
#[test]
fn gates_hear_of_samples() {
    const PROCESS: &str = r#"
key = "sampled"
version = 1
name = { zh = "打样", en = "Sampled" }
description = { zh = "打样", en = "Sampled" }

[[steps]]
key = "cut"
name = { zh = "开裁", en = "Cut" }
department = "production"
stage = "making"
instructions = { zh = "开裁", en = "Cut" }
milestone = "delivered"

  [[steps.start_gate]]
  when = "sample.approved && sample.rounds <= 3.0"
  otherwise = { zh = "样品还没有确认。", en = "The sample is not approved." }
"#;
    let process = process::load(PROCESS, "sampled.toml").unwrap();
    let mut order = Story::begins("customer-order", "2026-03-02 10:00", "");
    let facts = |order: &Story| {
        let mut facts = Situation::of(&order.order, &process).facts;
        (facts.remove("sample.approved"), facts.remove("sample.rounds"))
    };
    let told = |approved, rounds: i64| (Some(Fact::YesNo(approved)), Some(Fact::Number(rounds.into())));
    assert_eq!(facts(&order), told(false, 0));
    order.does("sales", "2026-03-02 10:30", deed(1, ordered()));
    goes_round(&mut order, "2026-03-03", 100, "照客户来样", Verdict::Rejected);
    assert_eq!(facts(&order), told(false, 1));
    goes_round(&mut order, "2026-03-04", 200, "换料", Verdict::ApprovedWithComments);
    assert_eq!(facts(&order), told(true, 2));
}
