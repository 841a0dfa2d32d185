//! The index answers as the plain `reference` does, whatever rows, changes and questions come; and a few stories.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::select,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use uuid::Uuid;
use yidan_domain::{
    DepartmentKey, StepKey,
    order::{
        ProcessRef,
        lateness::ExpectedDay,
        row::{ActiveStep, OrderRow, Status},
    },
    process::Stage,
};

use super::{reference::Reference, *};

const DEPARTMENTS: [&str; 3] = ["sales", "warehouse", "finance"];
const WORDS: [&str; 8] = ["晨光", "全棉布", "Casa Verde", "DN25 阀门", "A-1", "a-10", "陈 静", ""];

fn today() -> Date {
    "2026-03-10".parse().unwrap()
}

fn now() -> Timestamp {
    "2026-03-10T02:00:00Z".parse().unwrap()
}

/// A row that nothing is special about.
fn plain(id: u64, number: &str) -> OrderRow {
    OrderRow {
        id: OrderId(Uuid::from_u64_pair(0, id)),
        number: number.into(),
        process: ProcessRef { key: "quick-fulfilment".into(), version: 1 },
        customer: customer(1),
        customer_ref: String::new(),
        salesperson: None,
        products: Vec::new(),
        received_on: today(),
        promised: None,
        delivered_on: None,
        status: Status::Open,
        stage: Stage::Intake,
        stages: Vec::new(),
        active: Vec::new(),
        steps_closed: 0,
        steps_total: 11,
        exceptions: 0,
        promise_due: None,
        promise_owners: Vec::new(),
        involved: Vec::new(),
        total: None,
        updated_at: now(),
        version: 1,
    }
}

fn customer(number: u64) -> CustomerId {
    CustomerId(Uuid::from_u64_pair(1, number))
}

fn person(number: u64) -> PersonId {
    PersonId(Uuid::from_u64_pair(2, number))
}

fn a_person() -> impl Strategy<Value = PersonId> {
    (0..4u64).prop_map(person)
}

fn a_day() -> impl Strategy<Value = Date> {
    (-6..7i64).prop_map(|days| today() + days.days())
}

fn a_time() -> impl Strategy<Value = Timestamp> {
    (-40..40i64).prop_map(|hours| now() + SignedDuration::from_hours(hours))
}

fn a_stage() -> impl Strategy<Value = Stage> {
    select(&Stage::ALL[..])
}

fn words() -> impl Strategy<Value = String> {
    select(&WORDS[..]).prop_map(String::from)
}

fn a_step() -> impl Strategy<Value = ActiveStep> {
    let who = (select(&DEPARTMENTS[..]), option::of(a_person()), option::of(a_time()));
    (0..3u8, who, any::<bool>(), any::<bool>(), option::of(a_time())).prop_map(
        |(step, (department, assignee, handed_at), started, blocked, due)| ActiveStep {
            step: StepKey(format!("step-{step}")),
            department: department.into(),
            assignee,
            handed_at,
            started,
            blocked,
            due,
        },
    )
}

prop_compose! {
    fn a_row(orders: u64)(
        (id, number, version) in (0..orders, 0..orders, 1..6u64),
        (customer_ref, products, of) in (words(), vec(words(), 0..4), 0..5u64),
        (salesperson, process, stage) in (option::of(a_person()), select(&["a", "b"][..]), a_stage()),
        (received_on, promised, delivered_on) in (a_day(), option::of(a_day()), option::of(a_day())),
        status in select(&[Status::Open, Status::Open, Status::Open, Status::Done, Status::Cancelled][..]),
        active in vec(a_step(), 0..4),
        (steps_closed, steps_total, exceptions) in (0..4u32, 0..4u32, 0..3u32),
        (promise_due, promise_owners, involved) in (option::of(a_day()), vec(a_person(), 0..3), vec(a_person(), 0..3)),
        updated_at in a_time(),
    ) -> OrderRow {
        OrderRow {
            process: ProcessRef { key: process.into(), version: 1 },
            customer: customer(of),
            active: if status == Status::Open { active } else { Vec::new() },
            customer_ref, salesperson, products, received_on, promised, delivered_on, status, stage, steps_closed,
            steps_total, exceptions, promise_due, promise_owners, involved, updated_at, version,
            ..plain(id, &format!("SO-{number}"))
        }
    }
}

fn a_scope() -> impl Strategy<Value = Scope> {
    prop_oneof![Just(Scope::All), a_person().prop_map(Scope::Own)]
}

prop_compose! {
    fn a_query()(
        scope in a_scope(),
        text in prop_oneof![3 => Just(String::new()), 1 => words(), 1 => "(so-)?[0-9]|[晨光棉] [a布]|[A-C] 1| "],
        (of, person) in (option::weighted(0.2, 0..6u64), option::weighted(0.2, (0..5u64).prop_map(person))),
        department in option::weighted(0.2, select(&["sales", "finance", "nobody"][..])),
        (process, stage) in (option::weighted(0.2, select(&["a", "b", "c"][..])), option::weighted(0.2, a_stage())),
        state in option::weighted(0.4, select(&State::ALL[..])),
        dates in option::weighted(0.2, (select(&DateField::ALL[..]), option::of(a_day()), option::of(a_day()))),
        (sort, descending) in (select(&Sort::ALL[..]), any::<bool>()),
        limit in 1..5usize,
    ) -> Query {
        Query {
            customer: of.map(customer),
            department: department.map(|key| key.into()),
            process: process.map(String::from),
            text, person, stage, state, dates, sort, descending, limit,
            ..Query::all(scope, today())
        }
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Put(Box<OrderRow>),
    Name(u64, String, String, Option<PersonId>),
    Expect(u64, ExpectedDay),
}

fn a_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => a_row(25).prop_map(|row| Deed::Put(Box::new(row))),
        2 => (0..25u64, option::of(a_day()), option::of(a_day()))
            .prop_map(|(id, median, likely_by)| Deed::Expect(id, ExpectedDay { median, likely_by })),
        1 => (0..5u64, words(), words(), option::of(a_person())).prop_map(|(of, name, code, owner)| Deed::Name(of, name, code, owner)),
    ]
}

#[derive(Default)]
struct Both {
    board: Board,
    reference: Reference,
}

impl Both {
    fn after(deeds: &[Deed]) -> Self {
        let mut both = Self::default();
        both.act(deeds);
        both
    }

    fn act(&mut self, deeds: &[Deed]) {
        for deed in deeds {
            match deed {
                Deed::Put(row) => {
                    self.board.put(row);
                    self.reference.put(row);
                }
                Deed::Expect(id, expected) => {
                    let id = plain(*id, "").id;
                    self.board.expect(&[(id, *expected)]);
                    self.reference.expect(id, *expected);
                }
                Deed::Name(of, name, code, owner) => {
                    self.board.name_customer(customer(*of), name, code, *owner);
                    self.reference.name_customer(customer(*of), name, code, *owner);
                }
            }
        }
    }

    /// Every page from the first to the last and all the way back shows the reference's list.
    fn check_pages(&self, query: &Query) {
        let expected = self.reference.list(query);
        let mut pages: Vec<Page> = Vec::new();
        let mut query = query.clone();
        loop {
            let page = self.board.page(&query);
            assert_eq!(page.total, expected.len());
            assert_eq!(page.prev.is_some(), !pages.is_empty());
            query.after = page.next.as_ref().map(|next| next.to_string().parse().unwrap());
            pages.push(page);
            if query.after.is_none() {
                break;
            }
        }
        let seen: Vec<OrderId> = pages.iter().flat_map(|page| page.ids.clone()).collect();
        assert_eq!(seen, expected);
        let mut back = pages.pop().and_then(|last| last.prev);
        for page in pages.iter().rev() {
            query.after = back;
            let again = self.board.page(&query);
            assert_eq!((&again.ids, again.next.is_some()), (&page.ids, true));
            back = again.prev;
        }
        assert_eq!(back, None);
    }

    fn check_day(&self, desk: &Desk) {
        let (mut tasks, mut promises) = (self.reference.tasks(desk), self.reference.promises(desk));
        let urgencies = || tasks.iter().map(|task| task.urgency).chain(promises.iter().map(|promise| promise.urgency));
        let counts = Urgency::ALL.map(|urgency| (urgency, urgencies().filter(|other| *other == urgency).count()));
        tasks.truncate(desk.limit);
        promises.truncate(desk.limit);
        assert_eq!(self.board.my_day(desk), MyDay { tasks, promises, counts });
    }
}

fn desk(person: PersonId, departments: &[&str]) -> Desk {
    Desk {
        scope: Scope::All,
        person,
        departments: departments.iter().map(|key| DepartmentKey::from(*key)).collect(),
        now: now(),
        today: today(),
        tomorrow: now() + SignedDuration::from_hours(14),
        limit: 20,
    }
}

proptest! {
    #![proptest_config(Config::with_cases(256))]

    #[test]
    fn any_question_after_any_changes_is_answered_as_the_reference_does(
        deeds in vec(a_deed(), 0..60),
        queries in vec(a_query(), 1..6),
    ) {
        let both = Both::after(&deeds);
        for query in queries {
            both.check_pages(&query);
            let Query { scope, today, .. } = query;
            prop_assert_eq!(both.board.counts(scope, today), both.reference.counts(scope, today));
            let within = both.board.counts_within(&query);
            for (state, count) in within.states {
                let query = Query { state: Some(state), ..query.clone() };
                prop_assert_eq!(count, both.reference.list(&query).len());
            }
            let ids: Vec<OrderId> = both.reference.rows.keys().copied().collect();
            let mut seen = both.reference.list(&Query::all(scope, today));
            seen.sort();
            prop_assert_eq!(both.board.seen(scope, &ids), seen);
            let text = query.text.clone();
            let found = both.reference.list(&Query { text, ..Query::all(scope, today) });
            prop_assert_eq!(both.board.found(scope, &query.text), found.into_iter().collect());
        }
        for row in both.reference.rows.values() {
            prop_assert_eq!(both.board.has(row.id), Some(row.version));
        }
        prop_assert_eq!(both.board.len(), both.reference.rows.len());
    }

    #[test]
    fn the_next_page_goes_on_behind_the_last_place_although_orders_moved(
        before in vec(a_deed(), 0..40),
        between in vec(a_deed(), 0..40),
        query in a_query(),
    ) {
        let mut both = Both::after(&before);
        let page = both.board.page(&query);
        if let (Some(last), Some(next)) = (page.ids.last(), page.next) {
            let place = both.reference.place(*last, &query);
            both.act(&between);
            let mut expected = both.reference.list_behind(&place, &query);
            expected.truncate(query.limit);
            prop_assert_eq!(both.board.page(&Query { after: Some(next), ..query }).ids, expected);
        }
    }

    #[test]
    fn a_day_holds_what_waits_for_the_person_most_urgent_first(
        deeds in vec(a_deed(), 0..60),
        scope in a_scope(),
        person in a_person(),
        departments in vec(select(&DEPARTMENTS[..]), 0..3),
        limit in 1..12usize,
    ) {
        Both::after(&deeds).check_day(&Desk { scope, limit, ..desk(person, &departments) });
    }
}

#[test]
fn thousands_of_orders_in_any_sequence_are_shown_right() {
    let mut runner = TestRunner::deterministic();
    let mut draw = |rows: usize| vec(a_row(3_000), rows).new_tree(&mut runner).unwrap().current();
    let mut both = Both::default();
    for row in draw(4_000) {
        both.act(&[Deed::Put(Box::new(row))]);
    }
    for (number, name) in (0..5).zip(WORDS) {
        both.act(&[Deed::Name(number, name.into(), format!("K{number}"), Some(person(number)))]);
    }
    for sort in Sort::ALL {
        for (text, scope, descending) in
            [("", Scope::All, false), ("so-1", Scope::All, true), ("1 阀", Scope::Own(person(1)), false)]
        {
            let query = Query { sort, text: text.into(), descending, limit: 500, ..Query::all(scope, today()) };
            both.check_pages(&query);
        }
    }
    for (limit, who) in [(1, 0), (15, 1), (40, 2), (300, 3)] {
        for scope in [Scope::All, Scope::Own(person(who))] {
            both.check_day(&Desk { scope, limit, ..desk(person(who), &DEPARTMENTS[..who as usize]) });
        }
    }
}

#[test]
fn any_part_of_a_name_or_number_finds_the_order() {
    let board = Board::new();
    board.name_customer(customer(1), "宁波晨光进出口有限公司", "CG01", None);
    board.put(&OrderRow {
        customer_ref: "PO/77-B".into(),
        products: vec!["全棉斜纹布 180g/m²".into(), "Zip 5#".into()],
        ..plain(1, "SO-202603-0012")
    });
    for (text, found) in [
        ("晨光", true),
        ("光进", true),
        ("斜纹", true),
        ("晨光 斜纹", true),
        ("斜纹 202603 晨光 zip", true),
        ("０３－００１２", true),
        ("so-2026", true),
        ("cg01", true),
        ("77-b", true),
        ("M2", true),
        ("", true),
        ("  ", true),
        ("晨光 化纤", false),
        ("0012PO", false),
        ("公司CG", false),
        ("布zip", false),
    ] {
        let query = Query { text: text.into(), ..Query::all(Scope::All, today()) };
        assert_eq!(board.page(&query).total == 1, found, "{text:?}");
    }
}

#[test]
fn each_order_is_in_the_states_it_should_be() {
    use State::*;
    let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    for (status, promised, delivered, exceptions, states) in [
        (Status::Open, "2026-03-14", "", 0, &[Open][..]),
        (Status::Open, "2026-03-13", "", 0, &[Open, DueSoon]),
        (Status::Open, "2026-03-10", "", 1, &[Open, DueSoon, Exception]),
        (Status::Open, "2026-03-09", "", 0, &[Open, Late]),
        (Status::Open, "2026-03-09", "2026-03-09", 0, &[Open]),
        (Status::Open, "2026-03-09", "2026-03-10", 0, &[Open, Late]),
        (Status::Open, "2026-03-12", "2026-03-08", 0, &[Open]),
        (Status::Open, "", "", 0, &[Open, NoDate]),
        (Status::Done, "2026-03-01", "2026-03-05", 2, &[Done, Exception]),
        (Status::Done, "", "", 0, &[Done]),
        (Status::Cancelled, "2026-03-01", "", 1, &[Cancelled]),
    ] {
        let board = Board::new();
        let (promised, delivered_on) = (day(promised), day(delivered));
        board.put(&OrderRow { status, promised, delivered_on, exceptions, ..plain(1, "1") });
        let shown = |state| board.page(&Query { state: Some(state), ..Query::all(Scope::All, today()) }).total == 1;
        let found: Vec<State> = State::ALL.into_iter().filter(|state| shown(*state)).collect();
        assert_eq!(found, states, "{status:?} {promised:?} {delivered_on:?}");
    }
}

#[test]
fn changes_are_taken_while_somebody_reads_and_seen_by_the_next_question() {
    let board = Board::new();
    board.put(&plain(1, "A"));
    let reading = board.columns.read().unwrap();
    board.put(&OrderRow { version: 2, ..plain(1, "A") });
    board.put(&OrderRow { version: 1, ..plain(1, "A") });
    board.put(&plain(2, "B"));
    assert_eq!(reading.len(), 1);
    drop(reading);
    assert_eq!((board.has(plain(1, "").id), board.len()), (Some(2), 2));
}
