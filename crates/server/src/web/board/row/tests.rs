use yidan_domain::{
    CustomerId, Lang,
    order::{ProcessRef, row::ActiveStep},
};

use super::*;

const NOW: &str = "2026-11-24T02:00:00Z";

fn reader() -> Reader {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    Reader { lang: Lang::Zh, zone, now: NOW.parse().unwrap() }
}

fn world() -> World {
    World { processes: yidan_domain::process::Processes::shipped(), ..World::default() }
}

fn order() -> OrderRow {
    OrderRow {
        id: OrderId(uuid::Uuid::nil()),
        number: "SO-1".into(),
        process: ProcessRef { key: "customer-order".into(), version: 2 },
        customer: CustomerId(uuid::Uuid::nil()),
        customer_ref: String::new(),
        salesperson: None,
        products: vec!["法兰".into(), "螺栓".into()],
        received_on: "2026-11-20".parse().unwrap(),
        promised: Some("2026-11-30".parse().unwrap()),
        delivered_on: None,
        status: Status::Open,
        stage: Stage::Review,
        stages: Vec::new(),
        active: Vec::new(),
        steps_closed: 3,
        steps_total: 11,
        exceptions: 0,
        promise_due: None,
        promise_owners: Vec::new(),
        involved: Vec::new(),
        total: None,
        updated_at: NOW.parse().unwrap(),
        version: 7,
    }
}

fn stage(stage: Stage, closed: u32, total: u32, closed_at: Option<&str>, due: Option<&str>) -> StageCell {
    let at = |at: Option<&str>| at.map(|at| at.parse().unwrap());
    StageCell { stage, closed, total, closed_at: at(closed_at), due: at(due) }
}

fn step(key: &str, department: &str, blocked: bool) -> ActiveStep {
    ActiveStep {
        step: key.into(),
        department: department.into(),
        assignee: None,
        handed_at: None,
        started: false,
        blocked,
        due: None,
    }
}

#[test]
fn each_stage_says_how_it_stands_and_when() {
    const PAST: Option<&str> = Some("2026-11-22T10:00:00Z");
    const NEXT: Option<&str> = Some("2026-12-04T10:00:00Z");
    let (reader, world, customers, board) = (reader(), world(), HashMap::new(), Board::new());
    let words = Words::new(&reader, &world, &customers, HashMap::new(), &board, reader.today());
    let shown = |order: &OrderRow, stage: Stage| {
        let cell = words.row(order).cells.swap_remove(stage as usize);
        (cell.class, cell.day)
    };
    let held = step("review", "management", true);
    let ready = step("review", "management", false);
    for (closed, closed_at, due, active, status, class, day) in [
        (2, PAST, NEXT, None, Status::Open, "done", "11-22"),
        (2, None, NEXT, None, Status::Open, "skipped", ""),
        (0, None, NEXT, None, Status::Open, "", "12-04"),
        (0, None, NEXT, Some(&ready), Status::Open, "now", "12-04"),
        (1, None, NEXT, Some(&ready), Status::Open, "now", "12-04"),
        (0, None, None, Some(&ready), Status::Open, "now", ""),
        (0, None, NEXT, Some(&held), Status::Open, "now held", "12-04"),
        (0, None, PAST, Some(&held), Status::Open, "now late", "11-22"),
        (0, None, PAST, None, Status::Open, "late", "11-22"),
        (1, None, PAST, None, Status::Cancelled, "", "11-22"),
    ] {
        let stages = vec![stage(Stage::Review, closed, 2, closed_at, due)];
        let order = OrderRow { stages, active: active.cloned().into_iter().collect(), status, ..order() };
        assert_eq!(shown(&order, Stage::Review), (class.to_owned(), day.to_owned()), "{closed} {due:?} {status:?}");
    }
    // What the process does not have is passed or still to be passed.
    assert_eq!(shown(&order(), Stage::Intake).0, "pass first");
    assert_eq!(shown(&order(), Stage::Settlement).0, "skipped last");
}

#[test]
fn trouble_is_named_worst_first() {
    let (reader, world, customers, board) = (reader(), world(), HashMap::new(), Board::new());
    let words = Words::new(&reader, &world, &customers, HashMap::new(), &board, reader.today());
    let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    for (status, promised, exceptions, key) in [
        (Status::Open, "2026-11-30", 0, "state-on-time"),
        (Status::Open, "2026-11-24", 0, "state-due-soon"),
        (Status::Open, "2026-11-20", 0, "state-late"),
        (Status::Open, "2026-11-20", 2, "state-exception"),
        (Status::Open, "", 0, "state-no-date"),
        (Status::Done, "2026-11-20", 0, "state-done"),
        (Status::Cancelled, "2026-11-20", 1, "state-cancelled"),
    ] {
        let order = OrderRow { status, promised: day(promised), exceptions, ..order() };
        assert_eq!(words.row(&order).trouble().0, key, "{status:?} {promised}");
    }
}

#[test]
fn whoever_has_the_steps_is_responsible_and_else_the_salesperson() {
    let (reader, world, customers, board) = (reader(), world(), HashMap::new(), Board::new());
    let chen = PersonId(uuid::Uuid::from_u128(1));
    let words = Words::new(&reader, &world, &customers, HashMap::from([(chen, "陈静")]), &board, reader.today());
    let names = |active: Vec<ActiveStep>| {
        let row = words.row(&OrderRow { active, salesperson: Some(chen), ..order() });
        row.holders.into_iter().map(|holder| (holder.name, holder.is_person)).collect::<Vec<_>>()
    };
    let handed = ActiveStep { assignee: Some(chen), ..step("review", "management", false) };
    let (buy, more) = (step("purchase", "purchasing", false), step("purchase", "purchasing", true));
    assert_eq!(names(vec![handed, buy, more]), [("陈静".to_owned(), true), ("purchasing".to_owned(), false)]);
    assert_eq!(names(Vec::new()), [("陈静".to_owned(), true)]);
}
