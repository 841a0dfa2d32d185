//! Six orders of a small company whose every figure is reckoned by hand.

mod company;
mod story;

use company::{STEPS, Told, ann, bao, cases, order, process};
use story::{calendars, id, moment};
use yidan_domain::{
    CauseKey, CustomerId, OrderId, StepKey,
    insight::{
        Allowed, Asked, Book, Bottleneck, Count, End, Figure, Filter, Grain, Question, Seen, Share, Span, StepOf,
        Times, Trouble, View, Way, Weight, Work,
    },
    order::{Cancelled, Order, Progress},
};

fn company() -> Vec<Order> {
    let in_time = order(1, "03-09 09:00", "03-11")
        .done("a", "03-09 10:00", "03-09 11:00")
        .done("c", "", "03-09 17:00")
        .done("b", "03-09 15:00", "03-10 10:00")
        .done("d", "03-10 10:00", "03-10 12:00")
        .done("e", "03-12 11:00", "03-12 12:00");
    let late = order(2, "03-10 14:00", "03-12")
        .done("a", "03-10 14:00", "03-10 15:00")
        .done("b", "03-11 09:00", "03-11 11:00")
        .done("c", "", "03-16 10:00")
        .done("d", "03-16 11:00", "03-16 14:30");
    let open = order(3, "03-11 10:00", "03-20")
        .done("a", "03-11 10:00", "03-11 12:00")
        .now("b", |by| Progress::Started { at: moment("2026-03-11 15:00"), by });
    let mut cancelled = order(4, "03-11 09:00", "03-13").done("a", "03-11 09:00", "03-11 09:30");
    cancelled.cancelled = Some(Cancelled { at: moment("2026-03-12 10:00"), by: ann(), reason: "改了主意".into() });
    // A remark after the span, which makes it no order of that day.
    cancelled.updated_at = moment("2026-03-30 10:00");
    let mut undated = order(5, "03-12 09:00", "")
        .done("a", "", "03-12 10:00")
        .now("b", |by| Progress::Skipped { at: moment("2026-03-12 10:30"), by, reason: "有现货".into() })
        .done("c", "03-12 14:00", "03-13 10:00")
        .done("d", "03-13 10:00", "03-13 11:00")
        .done("e", "03-13 11:30", "03-13 12:00");
    undated.steps.get_mut("c").unwrap().reopened = 1;
    // Told on the 17th of what was before, and c after d, which it comes before.
    let mut told_later = order(6, "03-01 10:00", "03-10")
        .done("a", "", "03-09 15:00")
        .done("b", "", "03-09 15:00")
        .done("c", "", "03-09 17:00")
        .done("d", "", "03-09 16:00")
        .done("e", "", "03-09 18:00");
    told_later.entered_at = moment("2026-03-17 09:00");
    vec![in_time, late, open, cancelled, undated, told_later]
}

fn span(from: &str, to: &str) -> Span {
    Span::new(format!("2026-{from}").parse().unwrap(), format!("2026-{to}").parse().unwrap())
}

/// From Monday the 9th to Tuesday the 17th, on which it is noon.
fn question(filter: Filter) -> Question {
    Question { span: span("03-09", "03-17"), filter, now: moment("2026-03-17 12:00") }
}

fn asked<T>(filter: Filter, answer: impl FnOnce(&View) -> T) -> T {
    let mut book = Book::new(&calendars());
    book.note(&cases(&company()));
    answer(&book.ask(&question(filter), &Seen::All))
}

/// Count, median and ninth tenth; times of work in minutes.
fn minutes(times: Option<Times>) -> (u32, u32, u32) {
    times.map_or((0, 0, 0), |times| (times.count, times.median / 60, times.p90 / 60))
}

fn days(times: Option<Times>) -> (u32, u32, u32) {
    times.map_or((0, 0, 0), |times| (times.count, times.median, times.p90))
}

fn share(part: u32, whole: u32) -> Share {
    Share { part, whole }
}

#[test]
fn orders_of_the_span_and_how_long_they_took() {
    let figures = asked(Filter::default(), |view| view.orders());
    assert_eq!((figures.received, figures.delivered, figures.done), (5, 4, 3), "the sixth came in before");
    assert_eq!(figures.on_time, share(2, 3), "the fifth was promised for no day");
    assert_eq!((figures.late_days, figures.late_by_tenths()), (4, Some(40)), "from Thursday to Monday");
    // 1, 6, 1 and 8 days; over weekends 1, 4, 1 and 6 of them are worked.
    assert_eq!(days(figures.to_delivery.calendar), (4, 6, 8));
    assert_eq!(days(figures.to_delivery.working), (4, 4, 6));
    // 3, 1 and 8 days.
    assert_eq!(days(figures.to_done.calendar), (3, 3, 8));
    assert_eq!(days(figures.to_done.working), (3, 3, 6));
}

#[test]
fn the_trend_tells_the_same_part_by_part() {
    let points = asked(Filter::default(), |view| view.trend(Grain::Week));
    let told: Vec<_> = points
        .iter()
        .map(|point| (point.span, point.received, point.delivered, point.on_time, days(point.to_delivery)))
        .collect();
    assert_eq!(
        told,
        [
            (span("03-09", "03-15"), 5, 3, share(2, 2), (3, 1, 8)),
            (span("03-16", "03-17"), 0, 1, share(0, 1), (1, 6, 6)),
        ]
    );
}

#[test]
fn the_work_on_each_step() {
    let steps = asked(Filter::default(), |view| view.by_step());
    let told = |(of, work): &(StepOf, Work)| {
        let now = work.now;
        (
            (of.step.to_string(), work.finished, work.returned),
            [minutes(work.waiting), minutes(work.working), minutes(work.flow)],
            [work.in_time, work.within_standard],
            [now.waiting, now.started, now.overdue],
            minutes(now.waited),
        )
    };
    let hours = |count: u32, median: u32, p90: u32| (count, median * 60, p90 * 60);
    let none = (0, 0, 0);
    assert_eq!(
        steps.iter().map(told).collect::<Vec<_>>(),
        [
            // Flow of 2, 1, 2, ½ and 1 h; the fifth has no start, the sixth was told later.
            (
                ("a".into(), 6, 0),
                [hours(4, 0, 1), hours(4, 1, 2), hours(5, 1, 2)],
                [share(6, 6), share(5, 5)],
                [0, 0, 0],
                none
            ),
            (
                ("b".into(), 3, 0),
                [hours(2, 3, 3), hours(2, 4, 4), hours(2, 7, 7)],
                [share(3, 3), share(0, 2)],
                [0, 1, 0],
                none
            ),
            // 5, 28 and 8 h, only the last with a start; the third waits since Wednesday noon: 5 + 8 + 8 + 8 + 3 h.
            (
                ("c".into(), 4, 1),
                [hours(1, 3, 3), hours(1, 5, 5), hours(3, 8, 28)],
                [share(2, 3), share(0, 0)],
                [1, 0, 0],
                hours(1, 32, 32)
            ),
            (
                ("d".into(), 4, 0),
                [(3, 0, 60), (3, 120, 150), (3, 120, 210)],
                [share(2, 3), share(0, 0)],
                [0, 0, 0],
                none
            ),
            // 16 h and 1 h; the second waits since Monday 14:30 and was due on Friday.
            (
                ("e".into(), 3, 0),
                [hours(2, 15, 15), hours(2, 1, 1), hours(2, 16, 16)],
                [share(2, 2), share(1, 2)],
                [1, 0, 1],
                (1, 390, 390)
            ),
        ]
    );
}

#[test]
fn departments_and_people_answer_for_their_own_steps() {
    let departments = asked(Filter::default(), |view| view.by_department());
    let told: Vec<_> =
        departments.iter().map(|(key, work)| (key.as_str(), work.finished, minutes(work.flow), work.in_time)).collect();
    assert_eq!(
        told,
        [
            ("finance", 3, (2, 960, 960), share(2, 2)),
            ("purchasing", 4, (3, 480, 1680), share(2, 3)),
            ("sales", 6, (5, 60, 120), share(6, 6)),
            // 7, 5, 2, 3½ and 1 h.
            ("warehouse", 7, (5, 210, 420), share(5, 6)),
        ]
    );
    let people = asked(Filter::default(), |view| view.by_person());
    let told: Vec<_> = people.iter().map(|(person, work)| (*person, work.finished, work.now.all())).collect();
    assert_eq!(told, [(bao(), 14, 1), (ann(), 6, 0)], "what waits for nobody in particular is in nobody's hands");
}

#[test]
fn bottlenecks_are_what_delivery_waited_for_longer_than_allowed() {
    let found = asked(Filter::default(), |view| view.bottlenecks());
    let told = |found: &Bottleneck| {
        let counts = (found.waited_for, found.orders, found.late);
        let step = found.step.step.to_string();
        (step, counts, found.cost_seconds / 60, found.cost_tenths(), found.median_beyond / 60, found.allowed)
    };
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            // The second order's c took 28 h, 19 of them until it was due. The fifth's has no due day: 8 h against the 5 h
            // of the order that was in time, whose own way went by b.
            ("c".into(), (2, 2, 1), 12 * 60, 15, 9 * 60, Allowed::Usual(5 * 3600)),
            // Due before it could begin: 3½ h against 2 h. b was beyond its standard in both orders, and yet in time.
            ("d".into(), (3, 1, 1), 90, 2, 90, Allowed::Usual(2 * 3600)),
        ]
    );
}

#[test]
fn the_map_shows_the_ways_that_orders_took() {
    let map = asked(Filter::default(), |view| {
        assert_eq!(view.map_versions("five"), [(1, 5)]);
        view.map(process())
    });
    assert_eq!((map.orders, map.conforming), (5, share(2, 5)));
    assert_eq!((map.skipped, map.returned, map.out_of_order, map.cancelled), (1, 1, 1, 1));
    let nodes = map.nodes.iter().map(|node| (node.finished, node.skipped, node.returned, node.left_after));
    assert_eq!(nodes.collect::<Vec<_>>(), [(5, 0, 0, 1), (3, 1, 0, 0), (4, 0, 1, 0), (4, 0, 0, 0), (3, 0, 0, 0)]);
    let name = |end: End| match end {
        End::Received => "in",
        End::Step(place) => STEPS[place],
        End::Done => "out",
    };
    let edges = map.edges.iter().map(|edge| {
        (name(edge.from).to_owned() + " " + name(edge.to), edge.orders, edge.between.median / 3600, edge.way)
    });
    let edge = |edge: &str, orders, hours, way| (edge.to_owned(), orders, hours, way);
    assert_eq!(
        edges.collect::<Vec<_>>(),
        [
            // ½, 1, 1, 2 h, and 8 days and 5 h.
            edge("in a", 5, 1, Way::Defined),
            edge("a b", 2, 20, Way::Defined),
            edge("a c", 2, 24, Way::Defined),
            edge("b c", 1, 119, Way::Beside),
            edge("b d", 2, 2, Way::Defined),
            edge("c b", 1, 17, Way::Beside),
            edge("c d", 2, 4, Way::Defined),
            edge("c e", 1, 1, Way::Past),
            edge("d c", 1, 1, Way::Against),
            edge("d e", 2, 48, Way::Defined),
            edge("e out", 3, 0, Way::Defined),
        ]
    );
}

/// Each figure with the orders behind it, the heaviest first.
#[test]
fn every_figure_opens_the_orders_behind_it() {
    let on = |figure: Figure, step: &str| Asked::on(figure, &StepKey::from(step));
    let edge = |from: &str, to: &str| Asked { then: Some(to.into()), ..on(Figure::Next, from) };
    for (question, orders) in [
        (Asked::of(Figure::Received), &[1, 2, 3, 4, 5][..]),
        (Asked::of(Figure::Delivered), &[6, 2, 1, 5]),
        (Asked::of(Figure::OnTime), &[6, 1]),
        (Asked::of(Figure::Late), &[2]),
        (Asked::of(Figure::Undated), &[5]),
        (Asked::of(Figure::Done), &[6, 1, 5]),
        (Asked::of(Figure::Untimely), &[2]),
        (Asked::of(Figure::Overdue), &[2]),
        (on(Figure::Finished, "c"), &[2, 5, 1, 6]),
        (on(Figure::WithoutStart, "c"), &[2, 1]),
        (on(Figure::Returned, "c"), &[5]),
        (on(Figure::BeyondStandard, "b"), &[1, 2]),
        (on(Figure::Waiting, "c"), &[3]),
        (on(Figure::Started, "b"), &[3]),
        (on(Figure::Bottleneck, "c"), &[2, 5]),
        (Asked::of(Figure::Bottleneck), &[2, 5]),
        (Asked::of(Figure::OnMap), &[1, 2, 4, 5, 6]),
        (Asked::of(Figure::Conforming), &[1, 2]),
        (Asked::of(Figure::Deviating), &[4, 5, 6]),
        (Asked::of(Figure::OutOfOrder), &[6]),
        (Asked::of(Figure::Cancelled), &[4]),
        (on(Figure::Skipped, "b"), &[5]),
        (on(Figure::Reopened, "c"), &[5]),
        (on(Figure::LeftAfter, "a"), &[4]),
        (on(Figure::OnMap, "b"), &[1, 2, 6]),
        (edge("a", "c"), &[1, 5]),
        (edge("d", "c"), &[6]),
        (on(Figure::Next, "e"), &[1, 5, 6]),
        (Asked { then: Some("a".into()), ..Asked::of(Figure::Next) }, &[1, 2, 4, 5, 6]),
        (on(Figure::OnMap, "z"), &[]),
        (Asked { version: Some(2), ..Asked::of(Figure::OnMap) }, &[]),
    ] {
        let behind = asked(Filter::default(), |view| view.behind(&question));
        let found: Vec<u128> = behind.iter().map(|behind| behind.order.0.as_u128()).collect();
        assert_eq!(found, orders, "{question:?}");
    }
    let late = asked(Filter::default(), |view| view.behind(&Asked::of(Figure::Late)));
    assert_eq!(late[0].weight, Some(Weight::DaysLate(4)));
}

#[test]
fn causes_are_ranked_by_how_often_they_were_named() {
    let trouble = |order: u128, cause: &str, department: &str, raised: &str, cleared: &str| Trouble {
        order: OrderId(id(order)),
        rule: None,
        cause: (!cause.is_empty()).then(|| cause.into()),
        department: (!department.is_empty()).then(|| department.into()),
        owner: Some(bao()),
        raised: moment(&format!("2026-{raised}")),
        cleared: (!cleared.is_empty()).then(|| moment(&format!("2026-{cleared}"))),
    };
    let troubles = [
        trouble(1, "late-material", "purchasing", "03-09 17:00", "03-10 10:00"),
        trouble(1, "late-material", "purchasing", "03-10 09:00", ""),
        trouble(2, "payment", "finance", "03-10 09:00", "03-10 10:00"),
        trouble(2, "", "", "03-11 09:00", ""),
        trouble(2, "payment", "finance", "03-01 09:00", ""),
        trouble(9, "payment", "finance", "03-10 09:00", ""),
    ];
    let causes = asked(Filter::default(), |view| view.causes(&troubles));
    let told = |count: &Count| (count.raised, count.open, count.orders, minutes(count.settled));
    let by_cause: Vec<_> =
        causes.by_cause.iter().map(|(key, count)| (key.as_ref().map_or("", CauseKey::as_str), told(count))).collect();
    assert_eq!(
        by_cause,
        [
            // From 17 until 18 and from 9 until 10.
            ("late-material", (2, 1, 1, (1, 120, 120))),
            ("", (1, 1, 1, (0, 0, 0))),
            ("payment", (1, 0, 1, (1, 60, 60))),
        ]
    );
    assert_eq!(causes.by_owner.iter().map(|(_, count)| count.raised).collect::<Vec<_>>(), [4]);
    let finance = Filter { department: Some("finance".into()), ..Filter::default() };
    assert_eq!(asked(finance, |view| view.troubles(&troubles).len()), 1);
}

#[test]
fn filters_take_orders_and_steps() {
    let step = |key: &str| Filter { department: Some(key.into()), ..Filter::default() };
    let person = |person| Filter { person: Some(person), ..Filter::default() };
    for (filter, received, delivered, finished) in [
        (Filter::default(), 5, 4, 20),
        (Filter { process: Some("five".into()), ..Filter::default() }, 5, 4, 20),
        (Filter { process: Some("six".into()), ..Filter::default() }, 0, 0, 0),
        (Filter { customer: Some(CustomerId(id(1))), ..Filter::default() }, 3, 2, 10),
        (Filter { customer: Some(CustomerId(id(7))), ..Filter::default() }, 0, 0, 0),
        (Filter { salesperson: Some(ann()), ..Filter::default() }, 5, 4, 20),
        (Filter { salesperson: Some(bao()), ..Filter::default() }, 0, 0, 0),
        (step("finance"), 3, 4, 3),
        (step("warehouse"), 4, 4, 7),
        (person(ann()), 5, 4, 6),
        (person(bao()), 4, 4, 14),
    ] {
        let found = asked(filter.clone(), |view| {
            let orders = view.orders();
            (orders.received, orders.delivered, view.work().finished)
        });
        assert_eq!(found, (received, delivered, finished), "{filter:?}");
    }
    let mut book = Book::new(&calendars());
    book.note(&cases(&company()));
    let own = Seen::Only([OrderId(id(2)), OrderId(id(3))].into());
    assert_eq!(book.ask(&question(Filter::default()), &own).orders().received, 2, "only what one may see counts");
}

#[test]
fn nothing_asked_of_nothing_is_nothing() {
    let book = Book::new(&calendars());
    let question = question(Filter::default());
    let view = book.ask(&question, &Seen::All);
    assert_eq!(view.orders(), Default::default());
    assert_eq!((view.by_step(), view.by_department(), view.by_person()), Default::default());
    assert_eq!(view.bottlenecks(), []);
    assert_eq!(view.map(process()).conforming.per_mille(), None);
    assert!(Figure::all().all(|figure| view.behind(&Asked::of(figure)).is_empty()));
}

#[test]
fn spans_have_one_before() {
    for (from, to, before) in [
        ("2026-03-09", "2026-03-15", Some(("2026-03-02", "2026-03-08"))),
        ("2026-03-01", "2026-03-31", Some(("2026-02-01", "2026-02-28"))),
        ("2026-01-01", "2026-03-31", Some(("2025-10-01", "2025-12-31"))),
        ("2026-01-01", "2026-12-31", Some(("2025-01-01", "2025-12-31"))),
        ("2026-03-01", "2026-03-17", Some(("2026-02-12", "2026-02-28"))),
        ("-009999-01-01", "-009999-01-01", None),
    ] {
        let span = |from: &str, to: &str| Span::new(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(span(from, to).before(), before.map(|(from, to)| span(from, to)), "{from} {to}");
    }
    let parts = |grain: Grain, from: &str, to: &str| {
        let parts = grain.parts(Span::new(from.parse().unwrap(), to.parse().unwrap()));
        parts.iter().map(|part| part.days()).collect::<Vec<_>>()
    };
    assert_eq!(parts(Grain::Week, "2026-03-11", "2026-03-25"), [5, 7, 3]);
    assert_eq!(parts(Grain::Month, "2026-01-31", "2026-03-01"), [1, 28, 1]);
}
