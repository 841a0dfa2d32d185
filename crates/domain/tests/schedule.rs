//! The schedule holds its word on any network of steps, any calendars and any past: nothing begins before what it comes
//! after, more time never makes anything earlier, and slack says exactly whether the promise can be kept.

mod story;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::date, tz::TimeZone};
use proptest::prelude::*;
use story::{Story, moment, shanghai};
use yidan_domain::{
    process::{Process, due::Takes, load},
    schedule::{
        Calendar, Calendars, Course, Moment, Network, Stamp,
        course::{Is, Mark, PlanChange, Split},
        critical::{self, Window},
        due,
        estimate::Spread,
        forecast::{Estimates, Forecast, NoHistory, forecast},
        hours::Hours,
        promise,
    },
};

#[derive(Debug, Clone)]
struct Graph {
    /// For each step those before it, how long it takes, and whether the second shift does it.
    steps: Vec<(Vec<usize>, Takes, bool)>,
}

fn takes() -> impl Strategy<Value = Takes> {
    prop_oneof![
        (0..600_u32).prop_map(Takes::Minutes),
        (0..40_u32).prop_map(Takes::Hours),
        (0..9_u32).prop_map(Takes::Days),
        (0..12_u32).prop_map(Takes::Workdays),
    ]
}

fn graph() -> impl Strategy<Value = Graph> {
    let step = (prop::collection::vec(any::<prop::sample::Index>(), 0..4), takes(), any::<bool>());
    prop::collection::vec(step, 1..14).prop_map(|steps| {
        let step = |(number, (before, takes, second)): (usize, (Vec<prop::sample::Index>, Takes, bool))| {
            let before = before.iter().filter(|_| number > 0).map(|index| index.index(number)).collect();
            (before, takes, second)
        };
        Graph { steps: steps.into_iter().enumerate().map(step).collect() }
    })
}

impl Graph {
    /// The goods leave with the last step.
    fn process(&self) -> Process {
        let mut source = String::from("key = \"any\"\nversion = 1\nname = { zh = \"任意\", en = \"Any\" }\n");
        for (number, (before, takes, second)) in self.steps.iter().enumerate() {
            let after: Vec<String> = before.iter().map(|step| format!("\"s{step}\"")).collect();
            let department = if *second { "warehouse" } else { "sales" };
            let is_last = !self.steps.iter().any(|(before, ..)| before.contains(&number));
            let end = match number + 1 == self.steps.len() {
                true => "milestone = \"delivered\"\n",
                // Like payment, which nothing waits for.
                false if is_last && *second => "due = \"20d after delivery\"\n",
                false => "",
            };
            source += &format!(
                "[[steps]]\nkey = \"s{number}\"\nname = {{ zh = \"步\", en = \"Step\" }}\ndepartment = \"{department}\"\n\
                 stage = \"making\"\nafter = [{}]\ntakes = \"{takes}\"\n{end}",
                after.join(", "),
            );
        }
        load(&source, "any.toml").unwrap_or_else(|faults| panic!("{faults:?}\n{source}"))
    }
}

/// The office keeps usual hours; the warehouse works evenings and Saturdays.
fn calendars() -> Calendars {
    let mut evenings: BTreeMap<_, _> = BTreeMap::new();
    let week = ["", "14:00-22:30", "14:00-22:30", "14:00-22:30", "14:00-22:30", "14:00-22:30", "08:00-12:00"];
    let spans = [1, 2, 3, 4, 5, 6, 0].map(|day| Hours::read_day(week[day]).unwrap());
    let hours = Hours::new(spans).unwrap();
    evenings.insert("warehouse".into(), Calendar::new(&hours, Some(yidan_domain::schedule::Holidays::china()), &[]));
    Calendars::new(shanghai(), Calendar::default(), evenings)
}

/// An order of 2 March 2026, 10:00; nothing is done yet.
fn fresh(process: &Process, promised_in: Option<i64>) -> Course {
    let received = moment("2026-03-02 10:00");
    let day = |days| date(2026, 3, 2).checked_add(jiff::Span::new().days(days)).unwrap();
    let mark = |step: &yidan_domain::process::Step| Mark {
        is: if step.after.is_empty() { Is::Ready } else { Is::Waiting },
        started: None,
        finished: None,
        takes: step.takes,
        reopened: 0,
    };
    Course {
        received: Stamp::of(received),
        entered: Stamp::of(received),
        promised: promised_in.map(day),
        marks: process.steps.iter().map(mark).collect(),
        changes: Vec::new(),
        awaits: Vec::new(),
    }
}

/// The first `done` steps of a sequence are finished or skipped, so many hours after one another; of the others some fall
/// away, and some that could be begun are.
fn worked_on(network: &Network, mut course: Course, done: usize, hours: i64, skip: bool) -> Course {
    let mut at = moment("2026-03-02 11:00");
    let done = done.min(network.len());
    for step in 0..done {
        at += jiff::SignedDuration::from_hours(hours);
        let started = step.is_multiple_of(2).then_some(Stamp::of(at));
        let is = if skip && step % 3 == 1 { Is::Skipped } else { Is::Finished };
        course.marks[step] = Mark { is, started, finished: Some(Stamp::of(at)), ..course.marks[step] };
    }
    let mut ended: Vec<bool> = (0..network.len()).map(|step| step < done).collect();
    for step in done..network.len() {
        let is_turn = network.before(step).iter().all(|before| ended[*before]);
        let mark = &mut course.marks[step];
        mark.is = match is_turn {
            _ if skip && step % 4 == 2 && step + 1 < network.len() => Is::NotNeeded,
            true if step % 3 == 0 => Is::Started,
            true => Is::Ready,
            false => Is::Waiting,
        };
        mark.started = (mark.is == Is::Started).then_some(Stamp::of(at));
        ended[step] = is_turn && mark.is == Is::NotNeeded;
    }
    course
}

/// Every step has been seen so often, taking so long and, one time in ten, much longer; those with a term about when it ended.
struct Seen {
    took: Spread,
    off: Spread,
    has_term: Vec<bool>,
}

impl Estimates for Seen {
    fn of(&self, step: usize, _: &Course) -> Option<&Spread> {
        (step.is_multiple_of(2) || self.has_term[step]).then_some(&self.took)
    }

    fn off_date(&self, step: usize) -> Option<&Spread> {
        Some(&self.off).filter(|_| self.has_term[step])
    }
}

fn seen(process: &Process, seconds: u32) -> Seen {
    let cases = |case: u32| seconds + if case % 10 == 9 { seconds * 3 } else { case * 60 };
    Seen {
        took: Spread::of((0..40).map(cases).collect()).unwrap(),
        off: Spread::of((0..40).map(|case| i64::from(cases(case)) - 20_000).collect()).unwrap(),
        has_term: process.steps.iter().map(|step| step.due.is_some()).collect(),
    }
}

fn goal(windows: &[Window]) -> Window {
    *windows.last().unwrap()
}

fn later_or_same(before: &Forecast, after: &Forecast) -> bool {
    let kept = |a: Option<Moment>, b: Option<Moment>| b.is_none() || a <= b;
    before.steps.iter().zip(&after.steps).all(|(a, b)| kept(a.finish, b.finish) && kept(a.likely_by, b.likely_by))
}

proptest! {
    #[test]
    fn slack_says_whether_the_promise_can_be_kept(
        graph in graph(), lead in 0..90_i64, done in 0..14_usize, hours in 0..60_i64, skip in any::<bool>(), after in 0..900_i64,
    ) {
        let (process, calendars) = (graph.process(), calendars());
        let network = Network::of(&process, &calendars);
        let course = worked_on(&network, fresh(&process, Some(lead)), done, hours, skip);
        let last = course.marks.iter().filter_map(|mark| mark.finished).max().unwrap_or(course.received);
        let now = last.timestamp() + jiff::SignedDuration::from_hours(after);
        let expected = forecast(&network, &course, &NoHistory, now);
        let now = Moment::of_timestamp(now, &calendars.zone);
        let windows = critical::windows(&network, &course, now);
        let is_delivered = course.marks.last().unwrap().is_closed();
        let on_time = is_delivered || goal(&windows).early.unwrap().1.day() <= goal(&windows).late.unwrap().1.day();
        prop_assert_eq!(windows.iter().all(Window::fits), on_time);
        for (step, window) in windows.iter().enumerate() {
            let (start, finish) = window.early.unwrap();
            prop_assert!(start <= finish);
            if course.marks[step].is_closed() {
                prop_assert!(window.slack.is_none() && !window.is_critical, "{step} is no longer to be decided");
                continue;
            }
            prop_assert!(finish >= now && Some(finish) <= expected.steps[step].finish);
            for before in network.before(step) {
                prop_assert!(windows[*before].early.unwrap().1 <= start, "{step} waits for {before}");
            }
            let Some((latest_start, latest)) = window.late else { continue };
            prop_assert!(latest_start <= latest);
            prop_assert_eq!(window.fits(), finish <= latest);
            if on_time {
                prop_assert!(window.slack >= Some(0) && (course.marks[step].is == Is::Started || start <= latest_start));
            }
            prop_assert_eq!(window.slack >= Some(0), window.fits(), "slack says exactly whether it can still be in time");
        }
        // The longest path leads from a step that can be worked on now to the goal.
        prop_assert_eq!(goal(&windows).is_critical, !is_delivered);
        let first = windows.iter().position(|window| window.is_critical);
        prop_assert!(first.is_none_or(|step| course.marks[step].is_active()));
    }

    #[test]
    fn the_plan_of_an_unchanged_order_stays_as_it_is(graph in graph(), lead in 0..90_i64) {
        let (process, calendars) = (graph.process(), calendars());
        let network = Network::of(&process, &calendars);
        let course = fresh(&process, Some(lead));
        let now = Moment::of_timestamp(course.received.timestamp(), &calendars.zone);
        let windows = critical::windows(&network, &course, now);
        let mut pinned = course.clone();
        pinned.changes = windows.iter().enumerate().filter_map(|(step, window)| {
            Some((step, PlanChange { not_before: window.early?.0.civil(), ..PlanChange::default() }))
        }).collect();
        prop_assert_eq!(critical::windows(&network, &pinned, now), windows);
        prop_assert_eq!(due::dates(&network, &course), due::dates(&network, &course.clone()));
        for dates in due::dates(&network, &course) {
            prop_assert!(dates.start <= dates.end);
        }
    }

    #[test]
    fn forecasts_keep_the_sequence_and_never_lie_in_the_past(
        graph in graph(), done in 0..14_usize, hours in 0..60_i64, skip in any::<bool>(), after in 0..2_000_i64, known in any::<bool>(),
    ) {
        let (process, calendars) = (graph.process(), calendars());
        let network = Network::of(&process, &calendars);
        let course = worked_on(&network, fresh(&process, Some(30)), done, hours, skip);
        let last = course.marks.iter().filter_map(|mark| mark.finished).max().unwrap_or(course.received);
        let now = last.timestamp() + jiff::SignedDuration::from_hours(after);
        let found = if known { forecast(&network, &course, &seen(&process, 9_000), now) } else { forecast(&network, &course, &NoHistory, now) };
        let now = Moment::of_timestamp(now, &calendars.zone);
        for (step, expected) in found.steps.iter().enumerate() {
            let finish = expected.finish.unwrap();
            prop_assert!(expected.start.is_none_or(|start| start <= finish) && Some(finish) <= expected.likely_by);
            if course.marks[step].is_closed() {
                continue;
            }
            prop_assert!(finish >= now);
            for before in network.before(step) {
                prop_assert!(found.steps[*before].finish <= expected.start, "{step} waits for {before}");
            }
        }
        prop_assert_eq!(found.delivery, found.steps.last().unwrap().finish);
        let held_by = found.held_by.map(|step| course.marks[step].is_active());
        prop_assert_eq!(held_by.is_none(), found.is_delivered);
        prop_assert_ne!(held_by, Some(false), "what holds an order can be worked on now");
    }

    #[test]
    fn more_time_never_makes_anything_earlier(
        graph in graph(), done in 0..6_usize, hours in 1..60_i64, which in any::<prop::sample::Index>(), more in 1..50_u32, wait in 0..900_i64,
        other in any::<prop::sample::Index>(), planned in takes(),
    ) {
        let (process, calendars) = (graph.process(), calendars());
        let network = Network::of(&process, &calendars);
        let course = worked_on(&network, fresh(&process, Some(30)), done, hours, false);
        let which = which.index(network.len());
        let now = moment("2026-03-30 10:00");
        let before = forecast(&network, &course, &seen(&process, 9_000), now);
        // The clock moves on.
        prop_assert!(later_or_same(&before, &forecast(&network, &course, &seen(&process, 9_000), now + jiff::SignedDuration::from_mins(wait))));
        // Everything takes longer than was known.
        prop_assert!(later_or_same(&before, &forecast(&network, &course, &seen(&process, 9_000 + more * 60), now)));
        // One step takes longer than its standard time, or begins later, or rests in between.
        let standard = forecast(&network, &course, &NoHistory, now);
        let longer = |takes: Takes| match takes {
            Takes::Minutes(n) => Takes::Minutes(n + more),
            Takes::Hours(n) => Takes::Hours(n + more),
            Takes::Days(n) => Takes::Days(n + more),
            Takes::Workdays(n) => Takes::Workdays(n + more),
        };
        let day = date(2026, 4, 1).at(9, 0, 0, 0).checked_add(jiff::Span::new().days(i64::from(more))).unwrap();
        for change in [
            PlanChange { takes: Some(longer(course.marks[which].takes.unwrap())), ..PlanChange::default() },
            PlanChange { not_before: Some(day), ..PlanChange::default() },
            PlanChange { split: Some(Split { after: Takes::Minutes(more), resumes: day }), ..PlanChange::default() },
        ] {
            let changed = Course { changes: vec![(which, change)], ..course.clone() };
            prop_assert!(later_or_same(&standard, &forecast(&network, &changed, &NoHistory, now)));
            prop_assert!(later_or_same(&before, &forecast(&network, &changed, &seen(&process, 9_000), now)));
            let now = Moment::of_timestamp(now, &calendars.zone);
            let (a, b) = (critical::windows(&network, &course, now), critical::windows(&network, &changed, now));
            prop_assert!(a.iter().zip(&b).all(|(a, b)| a.early.unwrap().1 <= b.early.unwrap().1));
        }
        // The same on top of a plan that was changed already, to whatever length, shorter ones included.
        let as_planned = PlanChange { takes: Some(planned), ..PlanChange::default() };
        let with = |changes| Course { changes, ..course.clone() };
        let other = other.index(network.len());
        let before = with(vec![(which, as_planned.clone())]);
        let more_for_another = PlanChange { takes: Some(longer(course.marks[other].takes.unwrap())), ..PlanChange::default() };
        for changes in [
            vec![(which, PlanChange { takes: Some(longer(planned)), ..PlanChange::default() })],
            vec![(which, PlanChange { not_before: Some(day), ..as_planned.clone() })],
            if other == which { Vec::new() } else { vec![(which, as_planned.clone()), (other, more_for_another)] },
        ] {
            if changes.is_empty() {
                continue;
            }
            let after = with(changes);
            for known in [true, false] {
                let forecast = |course: &Course| match known {
                    true => forecast(&network, course, &seen(&process, 9_000), now),
                    false => forecast(&network, course, &NoHistory, now),
                };
                prop_assert!(later_or_same(&forecast(&before), &forecast(&after)));
            }
        }
    }

    #[test]
    fn the_earliest_promise_can_be_kept_and_the_day_before_can_not(graph in graph(), lead in 0..60_i64, late in 0..900_i64) {
        let (process, calendars) = (graph.process(), calendars());
        let network = Network::of(&process, &calendars);
        let now = moment("2026-03-02 10:00") + jiff::SignedDuration::from_hours(late);
        let course = fresh(&process, Some(lead));
        let check = promise::check(&network, &course, now).unwrap();
        let earliest = check.earliest.unwrap();
        prop_assert_eq!(check.is_possible, course.promised.unwrap() >= promise_without_weekends(&network, &course, now));
        let again = promise::check(&network, &Course { promised: Some(earliest), ..course.clone() }, now).unwrap();
        prop_assert!(again.is_possible && again.earliest == Some(earliest));
        prop_assert!(again.needs_workdays <= again.left_workdays.unwrap());
    }
}

/// The day that the standard times end on, whether worked or not.
fn promise_without_weekends(network: &Network, course: &Course, now: Timestamp) -> jiff::civil::Date {
    let now = Moment::of_timestamp(now, &network.calendars.zone);
    goal(&critical::windows(network, course, now)).early.unwrap().1.date().unwrap()
}

/// What is impossible is said when the order is entered, with the day that could be kept.
#[test]
fn an_impossible_promise_is_said_at_entry() {
    let calendars = Calendars::new(shanghai(), Calendar::default(), BTreeMap::new());
    for (received, promised, needs, left, overdue, earliest) in [
        // Ten working days to make the goods, and what goes before and after.
        ("2026-03-02 10:00", "2026-04-17", 21, 33, vec![], "2026-04-01"),
        ("2026-03-02 10:00", "2026-03-20", 21, 14, vec!["produce", "inspect", "pack", "ship"], "2026-04-01"),
        // Over the Spring Festival, with the working Saturday before and after it.
        ("2026-02-02 10:00", "2026-03-06", 21, 20, vec!["produce", "inspect", "pack", "ship"], "2026-03-10"),
    ] {
        let order = Story::begins("made-to-order", received, promised);
        let network = Network::of(&order.process, &calendars);
        let course = Course::of(&order.situation());
        let check = promise::check(&network, &course, moment(received)).unwrap();
        let steps: Vec<&str> = check.overdue.iter().map(|overdue| overdue.step.as_str()).collect();
        let found = (check.needs_workdays, check.left_workdays, steps, check.earliest.unwrap().to_string());
        assert_eq!(found, (needs, Some(left), overdue, earliest.to_owned()), "{received} {promised}");
    }
}

/// Big orders take longer where the process says so.
#[test]
fn standard_times_follow_the_quantity() {
    let made = |quantity: &str| {
        let lines = vec![story::line("DN25 球阀", quantity, "12.50")];
        let order = Story::with("made-to-order", story::header("2026-03-02 10:00"), lines);
        let course = Course::of(&order.situation());
        course.marks[order.process.number_of(&"produce".into()).unwrap() - 1].takes.unwrap()
    };
    for (quantity, takes) in [
        ("200 件", Takes::Workdays(10)),
        ("40000 件", Takes::Workdays(10)),
        ("40001 件", Takes::Hours(100)),
        ("60000 件", Takes::Hours(120)),
    ] {
        assert_eq!(made(quantity), takes, "{quantity}");
    }
}

/// … and groups of products, by what the goods are called.
#[test]
fn standard_times_follow_the_group_of_products() {
    let source = "key = \"grouped\"\nversion = 1\nname = { zh = \"按品类\", en = \"By group\" }\n\
        [[steps]]\nkey = \"make\"\nname = { zh = \"做\", en = \"Make\" }\ndepartment = \"production\"\nstage = \"making\"\n\
        milestone = \"delivered\"\ntakes = \"5 workdays\"\n\
        [[steps.times]]\nwhen = \"order.goods.contains('阀')\"\ntakes = \"10 workdays\"\n\
        [[steps.times]]\nwhen = \"order.goods.contains('拉链') && order.quantity > 1000\"\ntakes = \"2h\"\nper = 500\n";
    let process = std::sync::Arc::new(load(source, "grouped.toml").unwrap());
    let now = moment("2026-03-02 10:00");
    for (goods, quantity, takes) in [
        ("DN25 球阀", "200 件", Takes::Workdays(10)),
        ("尼龙拉链 5#", "1000 件", Takes::Workdays(5)),
        ("尼龙拉链 5#", "1200 件", Takes::Hours(6)),
        ("支架", "1200 件", Takes::Workdays(5)),
    ] {
        let lines = vec![story::line(goods, quantity, "")];
        let order = yidan_domain::order::Order::draft(&process, story::header("2026-03-02 10:00"), lines, now);
        let course = Course::of(&yidan_domain::order::situation::Situation::of(&order, &process));
        assert_eq!(course.marks[0].takes, Some(takes), "{goods} {quantity}");
    }
}

#[test]
fn times_out_of_the_calendar_are_no_times() {
    let calendars = Calendars::new(TimeZone::UTC, Calendar::default(), BTreeMap::new());
    let graph = Graph { steps: vec![(vec![], Takes::Workdays(900), false); 20] };
    let process = graph.process();
    let network = Network::of(&process, &calendars);
    let mut course = fresh(&process, None);
    course.received = Stamp::of(Timestamp::MAX);
    assert!(forecast(&network, &course, &NoHistory, Timestamp::MAX).delivery.is_none());
    assert!(promise::check(&network, &course, Timestamp::MAX).is_none());
}
