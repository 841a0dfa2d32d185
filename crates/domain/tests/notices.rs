//! Who is told what, and who is not.

mod story;

use jiff::civil::Date;
use story::{Story, header, id, line, moment};
use yidan_domain::{
    ExceptionId, OrderId, PersonId, PromiseId, Say,
    access::{Role, Viewer},
    exception::{Causes, Finding, Found},
    notice,
    order::{
        Handling, Header,
        command::Command,
        decide::Context,
        event::{Recorded, Via},
    },
    party::Person,
    process::due::Takes,
    schedule::PlanChange,
};

/// Who works here, by the numbers of their ids.
const SALES: u128 = 10;
const OTHER_SALES: u128 = 11;
const PICKER: u128 = 20;
const PACKER: u128 = 21;
const GONE: u128 = 22;
const BUYER: u128 = 30;
const MANAGER: u128 = 40;

fn person(number: u128, role: Role, department: &str) -> Person {
    Person {
        login: Some(number.to_string()),
        role,
        departments: vec![department.into()],
        active: number != GONE,
        ..Person::named(PersonId(id(number)), number.to_string())
    }
}

fn staff() -> Vec<Person> {
    let member = |number, department| person(number, Role::Member, department);
    vec![
        member(SALES, "sales"),
        member(OTHER_SALES, "sales"),
        member(PICKER, "warehouse"),
        member(PACKER, "warehouse"),
        member(GONE, "warehouse"),
        member(BUYER, "purchasing"),
        person(MANAGER, Role::Manager, "management"),
    ]
}

fn begins() -> Story {
    let header = Header {
        salesperson: Some(PersonId(id(SALES))),
        promised: "2026-03-20".parse().ok(),
        ..header("2026-03-09 08:50")
    };
    Story::with("quick-fulfilment", header, vec![line("DN25 球阀", "200 件", "12.50")])
}

/// Does it, and tells who is told what by it: the number of the person and the key of the sentence.
fn told(story: &mut Story, by: u128, via: Via, command: Command) -> Vec<(u128, &'static str)> {
    let people = staff();
    let viewer = match people.iter().find(|person| person.id.0 == id(by)) {
        Some(person) => Viewer { role: Role::Manager, ..Viewer::of(person) },
        None => Viewer::program(),
    };
    let now = moment("2026-03-09 10:00");
    let causes = Causes::default();
    let context =
        Context { process: &story.process, viewer: &viewer, now, calendars: &story.calendars, causes: &causes };
    let mut told = Vec::new();
    for event in story.order.decide(command, context).unwrap_or_else(|refusal| panic!("{refusal:?}")) {
        let before = story.order.clone();
        let recorded = Recorded { seq: before.version + 1, at: now, by: viewer.person, via, event };
        story.order.apply(&recorded);
        let notices =
            notice::of(&recorded, &before, &story.order, &story.process, None, &people, jiff::civil::date(2026, 3, 9));
        told.extend(notices.iter().map(|notice| (notice.person.0.as_u128(), notice.about.say().key)));
    }
    told.sort_unstable();
    told
}

fn finish(story: &Story, step: &str, answers: &[(&str, &str)]) -> Command {
    Command::Finish { step: step.into(), at: None, answers: story.answers(step, answers) }
}

fn assign(step: &str, to: u128) -> Command {
    Command::Assign { step: step.into(), to: Some(PersonId(id(to))), note: String::new() }
}

#[test]
fn work_is_told_to_those_who_would_do_it() {
    let mut story = begins();
    let none: [(u128, &str); 0] = [];
    let receive = finish(&story, "receive", &[]);
    assert_eq!(told(&mut story, SALES, Via::Screen, receive), none, "the next step is one's own");
    let confirm = finish(&story, "confirm", &[]);
    assert_eq!(
        told(&mut story, SALES, Via::Screen, confirm),
        [(PICKER, "notice-step-ready"), (PACKER, "notice-step-ready")],
        "those of the department who are still here"
    );
    assert_eq!(told(&mut story, MANAGER, Via::Screen, assign("purchase", BUYER)), [(BUYER, "notice-step-handed")]);
    assert_eq!(told(&mut story, BUYER, Via::Screen, assign("pack", BUYER)), none, "nobody tells oneself");
    assert_eq!(told(&mut story, MANAGER, Via::Screen, assign("pick", GONE)), none, "nor those who have left");
    let short = finish(&story, "check-stock", &[("short", "yes"), ("missing", "DN25 缺 40 件")]);
    assert_eq!(told(&mut story, PICKER, Via::Screen, short), [(BUYER, "notice-step-ready")], "whoever has it in hand");
    let bought = finish(&story, "purchase", &[("supplier", "永固阀门厂")]);
    assert_eq!(told(&mut story, BUYER, Via::Import, bought), none, "what was imported is no news");
}

#[test]
fn trouble_is_told_to_its_owner_and_lateness_to_the_salesperson() {
    let mut story = begins();
    let owned = |number: u128| Handling { owner: Some(PersonId(id(number))), ..Handling::default() };
    let exception = ExceptionId(id(3));
    let raise = Command::RaiseException { id: exception, step: None, note: "缺料".into(), handling: owned(BUYER) };
    assert_eq!(told(&mut story, PICKER, Via::Screen, raise), [(BUYER, "notice-exception-yours")]);
    let handle = |handling| Command::HandleException { id: exception, handling, note: String::new() };
    let with_cause = Handling { cause: Some("late-material".into()), ..owned(BUYER) };
    assert_eq!(told(&mut story, MANAGER, Via::Screen, handle(with_cause)), [], "it was the buyer's before");
    assert_eq!(told(&mut story, MANAGER, Via::Api, handle(owned(PACKER))), [(PACKER, "notice-exception-yours")]);

    let late = Finding::WillBeLate { promised: "2026-03-20".parse().unwrap(), expected: "2026-03-24".parse().unwrap() };
    let by_rule = |number: u128, owner: u128| Command::RaiseByRule {
        id: ExceptionId(id(number)),
        found: Found { step: None, finding: late.clone() },
        owner: Some(PersonId(id(owner))),
        due: None,
    };
    assert_eq!(
        told(&mut story, 0, Via::Program, by_rule(4, BUYER)),
        [(SALES, "notice-order-will-be-late"), (BUYER, "notice-exception-yours")]
    );
    told(&mut story, 0, Via::Program, Command::MendByRule { id: ExceptionId(id(4)) });
    let told = told(&mut story, 0, Via::Program, by_rule(5, SALES));
    assert_eq!(told, [(SALES, "notice-exception-yours")], "one thing is told once");
}

#[test]
fn those_on_an_order_hear_of_another_date_and_of_its_end() {
    let mut story = begins();
    told(&mut story, MANAGER, Via::Screen, assign("check-stock", PICKER));
    let mut header = story.order.header.clone();
    header.promised = "2026-03-27".parse().ok();
    let lines = story.order.lines.clone();
    let amend = Command::Amend { header: Box::new(header), lines, reason: "客户来电".into() };
    let expected = [(SALES, "notice-repromised"), (PICKER, "notice-repromised")];
    assert_eq!(told(&mut story, MANAGER, Via::Screen, amend), expected);
    let cancel = Command::Cancel { reason: "客户取消".into() };
    assert_eq!(told(&mut story, SALES, Via::Screen, cancel), [(PICKER, "notice-cancelled")]);
}

#[test]
fn another_date_on_the_plan_is_told_as_any_other_and_frees_what_waits_for_one() {
    let header = Header { salesperson: Some(PersonId(id(SALES))), ..header("2026-03-09 08:50") };
    let mut story = Story::with("customer-order", header, vec![line("DN25 球阀", "200 件", "12.50")]);
    told(&mut story, MANAGER, Via::Screen, assign("review", BUYER));
    for (step, answers) in [("enter", &[][..]), ("confirm", &[("how", "phone")]), ("assign", &[])] {
        let finish = finish(&story, step, answers);
        told(&mut story, SALES, Via::Screen, finish);
    }
    let replan = |day: &str, hours: u32| Command::Replan {
        changes: [("review".into(), PlanChange { takes: Some(Takes::Hours(hours)), ..PlanChange::default() })].into(),
        promised: day.parse().ok(),
        reason: "客户同意推迟".into(),
    };
    for (day, hours, by, expected) in [
        ("", 3, MANAGER, &[][..]),
        (
            "2026-03-20",
            3,
            MANAGER,
            &[(SALES, "notice-promised"), (BUYER, "notice-promised"), (BUYER, "notice-step-ready")],
        ),
        ("2026-03-20", 4, MANAGER, &[]),
        ("2026-03-27", 4, SALES, &[(BUYER, "notice-repromised")]),
        ("", 4, MANAGER, &[(SALES, "notice-unpromised"), (BUYER, "notice-unpromised")]),
    ] {
        assert_eq!(told(&mut story, by, Via::Screen, replan(day, hours)), expected, "{day} {hours}");
    }
}

#[test]
fn what_comes_due_is_told_once() {
    let mut story = begins();
    let (me, day) = (PersonId(id(SALES)), |written: &str| -> Date { written.parse().unwrap() });
    let promise =
        Command::Promise { id: PromiseId(id(6)), text: "回复交期".into(), due: day("2026-03-12"), owner: me };
    told(&mut story, MANAGER, Via::Screen, promise);
    let handling = Handling { owner: Some(me), due: Some(day("2026-03-12")), ..Handling::default() };
    let raise = Command::RaiseException { id: ExceptionId(id(3)), step: None, note: "缺料".into(), handling };
    told(&mut story, MANAGER, Via::Screen, raise);
    for (since, today, expected) in [
        ("2026-03-10", "2026-03-11", vec![]),
        ("2026-03-11", "2026-03-12", vec!["notice-promise-due"]),
        ("2026-03-12", "2026-03-13", vec!["notice-exception-overdue"]),
        ("2026-03-13", "2026-03-16", vec![]),
        ("2026-03-11", "2026-03-16", vec!["notice-promise-due", "notice-exception-overdue"]),
    ] {
        let due = notice::due(&story.order, &story.process, me, day(since), day(today));
        let keys: Vec<&str> = due.iter().map(|notice| notice.about.say().key).collect();
        assert_eq!(keys, expected, "{since} to {today}");
        assert!(due.iter().all(|notice| notice.order == OrderId(id(9)) && notice.person == me));
    }
    assert_eq!(
        notice::due(&story.order, &story.process, PersonId(id(BUYER)), day("2026-03-01"), day("2026-03-31")),
        []
    );
}
