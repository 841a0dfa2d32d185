//! Whatever happens to orders, in whatever sequence: a book brought up to date says the same as one written anew, and both
//! say what a plain recount of the orders says.

mod company;
mod story;

use company::{STEPS, ann, bao, cases, order, process};
use jiff::{SignedDuration, Timestamp, civil::date};
use proptest::prelude::*;
use story::{calendars, moment};
use yidan_domain::{
    StepKey,
    case::{Case, Head},
    insight::{Asked, Book, Figure, Filter, Grain, Question, Seen, Share, Span, Times, View, Work},
    order::situation::Situation,
    order::{Cancelled, Order, Progress, lateness::day_number},
    schedule::{Course, Moment, Network, due},
};

#[derive(Debug, Clone)]
enum Change {
    /// So many minutes after the last change, begun so many minutes before or without a start.
    Finish {
        step: usize,
        after: i64,
        took: Option<i64>,
    },
    Start {
        step: usize,
        after: i64,
    },
    Skip {
        step: usize,
        after: i64,
    },
    Reopen {
        step: usize,
    },
    Promise {
        days: i64,
    },
    Cancel,
}

fn change() -> impl Strategy<Value = Change> {
    let (step, after) = (0..STEPS.len(), 0..6000_i64);
    prop_oneof![
        6 => (step.clone(), after.clone(), prop::option::of(0..3000_i64))
            .prop_map(|(step, after, took)| Change::Finish { step, after, took }),
        1 => (step.clone(), after.clone()).prop_map(|(step, after)| Change::Start { step, after }),
        1 => (step.clone(), after).prop_map(|(step, after)| Change::Skip { step, after }),
        1 => step.prop_map(|step| Change::Reopen { step }),
        1 => (0..20_i64).prop_map(|days| Change::Promise { days }),
        1 => Just(Change::Cancel),
    ]
}

/// As an event would: no rule is asked, so that what could never happen happens too.
fn happens(order: &mut Order, change: &Change) {
    let by = if order.version.is_multiple_of(2) { ann() } else { bao() };
    let later = |minutes: i64| order.updated_at + SignedDuration::from_mins(minutes);
    let (step, progress) = match *change {
        Change::Finish { step, after, took } => {
            let at = later(after);
            (step, Progress::Finished { started: took.map(|took| at - SignedDuration::from_mins(took)), at, by })
        }
        Change::Start { step, after } => (step, Progress::Started { at: later(after), by }),
        Change::Skip { step, after } => (step, Progress::Skipped { at: later(after), by, reason: String::new() }),
        Change::Reopen { step } => (step, Progress::Waiting),
        Change::Promise { days } => {
            order.header.promised = date(2026, 3, 9).checked_add(jiff::Span::new().days(days)).ok();
            return order.version += 1;
        }
        Change::Cancel => {
            order.cancelled = Some(Cancelled { at: order.updated_at, by, reason: String::new() });
            return order.version += 1;
        }
    };
    let state = order.steps.entry(StepKey::from(STEPS[step])).or_default();
    state.reopened += u32::from(progress == Progress::Waiting && state.progress.is_closed());
    order.updated_at = progress.finished_at().or(progress.started_at()).unwrap_or(order.updated_at);
    state.progress = progress;
    order.version += 1;
}

fn spans() -> impl Strategy<Value = Span> {
    (0..12_i64, 0..20_i64).prop_map(|(from, days)| {
        let day = |days: i64| date(2026, 3, 5).checked_add(jiff::Span::new().days(days)).unwrap();
        Span::new(day(from), day(from + days))
    })
}

fn question(span: Span) -> Question {
    Question { span, filter: Filter::default(), now: moment("2026-03-20 11:00") }
}

/// Everything that a view can answer.
fn all_answers(view: &View) -> impl PartialEq + std::fmt::Debug {
    let behind = Figure::all().map(|figure| view.behind(&Asked::of(figure)));
    let behind: Vec<_> = behind.collect();
    let work = (view.by_step(), view.by_department(), view.by_person());
    (view.orders(), view.trend(Grain::Week), work, view.bottlenecks(), view.map(process()), behind)
}

/// A plain recount, by the words of the definitions.
struct Recount<'a> {
    orders: &'a [Order],
    span: Span,
}

impl Recount<'_> {
    fn holds(&self, at: Timestamp) -> bool {
        let day = calendars().zone.to_datetime(at).date();
        self.span.from <= day && day <= self.span.to
    }

    fn passed(order: &Order, step: &str) -> Option<Timestamp> {
        match &order.step(&StepKey::from(step))?.progress {
            Progress::Finished { at, .. } | Progress::Skipped { at, .. } => Some(*at),
            _ => None,
        }
    }

    fn ready(order: &Order, step: &str) -> Option<Timestamp> {
        match step {
            "a" => Some(order.header.received_at),
            "d" => Some(Self::passed(order, "b")?.max(Self::passed(order, "c")?)),
            "e" => Self::passed(order, "d"),
            _ => Self::passed(order, "a"),
        }
    }

    fn worked(from: Timestamp, to: Timestamp) -> u32 {
        let calendars = calendars();
        let moment = |at| Moment::of_timestamp(at, &calendars.zone);
        u32::try_from(calendars.company().worked(moment(from), moment(to)).max(0)).unwrap()
    }

    fn day(at: Timestamp) -> i32 {
        day_number(calendars().zone.to_datetime(at).date())
    }

    /// Delivered orders: the day, and how many days after the promise.
    fn delivered(&self) -> Vec<(i32, Option<i32>)> {
        let left = |order: &Order| {
            let at = Self::passed(order, "d")?;
            let day = Self::day(at);
            (self.holds(at) && order.cancelled.is_none()).then(|| {
                (day - Self::day(order.header.received_at), order.header.promised.map(|on| day - day_number(on)))
            })
        };
        self.orders.iter().filter_map(left).collect()
    }

    fn step(&self, step: &str) -> Work {
        let (mut waiting, mut working, mut flow, mut work) = (Vec::new(), Vec::new(), Vec::new(), Work::default());
        for order in self.orders {
            let Some(state) = order.step(&StepKey::from(step)) else { continue };
            let Progress::Finished { started, at, .. } = state.progress else { continue };
            if !self.holds(at) {
                continue;
            }
            work.finished += 1;
            work.returned += u32::from(state.reopened > 0);
            if let Some(due) = due_of(order, step) {
                work.in_time.count(Moment::of_timestamp(at, &calendars().zone) <= due);
            }
            if started.is_none() && at <= order.entered_at {
                continue;
            }
            let worked = started.map(|started| Self::worked(started, at));
            working.extend(worked);
            if let Some(ready) = Self::ready(order, step) {
                let all = Self::worked(ready, at);
                flow.push(all);
                waiting.extend(worked.map(|worked| all.saturating_sub(worked)));
                let standard = match step {
                    "a" => Some(2 * 3600),
                    "b" => Some(4 * 3600),
                    "e" => Some(8 * 3600),
                    _ => None,
                };
                if let Some(standard) = standard {
                    work.within_standard.count(all <= standard);
                }
            }
        }
        Work { waiting: times(waiting), working: times(working), flow: times(flow), ..work }
    }
}

fn due_of(order: &Order, step: &str) -> Option<Moment> {
    let calendars = calendars();
    let network = Network::of(process(), &calendars);
    let dates = due::dates(&network, &Course::of(&Situation::of(order, process())));
    dates[STEPS.iter().position(|known| *known == step)?].end
}

fn times(mut cases: Vec<u32>) -> Option<Times> {
    cases.sort();
    let last = cases.len().checked_sub(1)?;
    let at = |tenths: usize| cases[(last * tenths + 5) / 10];
    Some(Times { count: cases.len() as u32, median: at(5), p90: at(9), longest: cases[last] })
}

/// The same as they are read from where they are kept.
fn packed(cases: &[Case]) -> Vec<Case> {
    let unpacked = cases.iter().map(|case| {
        let Case { id, version, customer, salesperson, status, .. } = *case;
        Case::unpack(Head { id, version, customer, salesperson, status }, &case.process, &case.pack()).unwrap()
    });
    unpacked.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_book_kept_up_to_date_says_what_a_recount_says(
        changes in prop::collection::vec((0..8_usize, change(), any::<bool>()), 1..120), span in spans(),
    ) {
        let mut orders: Vec<Order> = Vec::new();
        let mut book = Book::new(&calendars());
        for (number, change, is_asked) in changes {
            // A new order, as long as there are fewer.
            let number = number.min(orders.len());
            if number == orders.len() {
                let promised = ["", "03-11", "03-16"][number % 3];
                orders.push(order(number as u128 + 1, &format!("03-{:02} 10:00", 5 + number), promised));
            }
            happens(&mut orders[number], &change);
            if is_asked {
                // It was put away since somebody asked last.
                let mut shelf: Vec<u32> = Vec::new();
                let write = |words: &[u32]| -> Result<(), ()> {
                    shelf.extend(words);
                    Ok(())
                };
                let records = book.put_away(write).unwrap();
                let mut rest = &shelf[..];
                let read = |words: &mut [u32]| -> Result<(), ()> {
                    let (first, others) = rest.split_at_checked(words.len()).ok_or(())?;
                    words.copy_from_slice(first);
                    rest = others;
                    Ok(())
                };
                prop_assert_eq!(book.take_out(records, read), Ok(true));
                prop_assert!(rest.is_empty());
                book.note(&cases(&orders));
            }
        }
        book.note(&cases(&orders));
        let mut anew = Book::new(&calendars());
        anew.add(&packed(&cases(&orders)));
        let question = question(span);
        let (view, anew) = (book.ask(&question, &Seen::All), anew.ask(&question, &Seen::All));
        prop_assert_eq!(format!("{:?}", all_answers(&view)), format!("{:?}", all_answers(&anew)));

        let recount = Recount { orders: &orders, span };
        let delivered = recount.delivered();
        let figures = view.orders();
        let received = orders.iter().filter(|order| recount.holds(order.header.received_at)).count();
        prop_assert_eq!((figures.received as usize, figures.delivered as usize), (received, delivered.len()));
        let delays: Vec<i32> = delivered.iter().filter_map(|(_, delay)| *delay).collect();
        let in_time = delays.iter().filter(|delay| **delay <= 0).count();
        prop_assert_eq!(figures.on_time, Share { part: in_time as u32, whole: delays.len() as u32 });
        prop_assert_eq!(figures.late_days, delays.iter().map(|delay| u64::try_from(*delay).unwrap_or(0)).sum::<u64>());
        let days = delivered.iter().map(|(days, _)| u32::try_from(*days).unwrap_or(0)).collect();
        prop_assert_eq!(figures.to_delivery.calendar, times(days));
        let cancelled = orders.iter().filter_map(|order| order.cancelled.as_ref()).filter(|one| recount.holds(one.at));
        prop_assert_eq!(view.map(process()).cancelled as usize, cancelled.count());
        for (of, work) in view.by_step() {
            let counted = Work { now: work.now, ..recount.step(of.step.as_str()) };
            prop_assert_eq!(work, counted, "{}", of.step);
        }
        numbers_open_as_many_orders(&view)?;
    }
}

/// A step is done once in an order, so that a figure of one step has as many orders behind it as it says.
fn numbers_open_as_many_orders(view: &View) -> Result<(), TestCaseError> {
    let count = |asked: &Asked| view.behind(asked).len() as u32;
    let orders = view.orders();
    for (figure, number) in [
        (Figure::Received, orders.received),
        (Figure::Delivered, orders.delivered),
        (Figure::OnTime, orders.on_time.part),
        (Figure::Late, orders.on_time.rest()),
        (Figure::Undated, orders.delivered - orders.on_time.whole),
        (Figure::Done, orders.done),
    ] {
        prop_assert_eq!(count(&Asked::of(figure)), number, "{}", figure.key());
    }
    for (of, work) in view.by_step() {
        let flow = work.flow.map_or(0, |times| times.count);
        for (figure, number) in [
            (Figure::Finished, work.finished),
            (Figure::Untimely, work.in_time.rest()),
            (Figure::BeyondStandard, work.within_standard.rest()),
            (Figure::Returned, work.returned),
            (Figure::WithoutStart, flow - work.waiting.map_or(0, |times| times.count)),
            (Figure::WithStart, work.waiting.map_or(0, |times| times.count)),
            (Figure::InHand, work.now.all()),
            (Figure::Waiting, work.now.waiting),
            (Figure::Held, work.now.held),
            (Figure::Started, work.now.started),
            (Figure::Overdue, work.now.overdue),
        ] {
            prop_assert_eq!(count(&Asked::on(figure, &of.step)), number, "{} {}", figure.key(), of.step);
        }
    }
    for found in view.bottlenecks() {
        for (figure, number) in [
            (Figure::Bottleneck, found.orders),
            (Figure::BottleneckLate, found.late),
            (Figure::WaitedFor, found.waited_for),
        ] {
            prop_assert_eq!(count(&Asked::on(figure, &found.step.step)), number, "{}", figure.key());
        }
    }
    let map = view.map(process());
    for (figure, number) in [
        (Figure::OnMap, map.orders),
        (Figure::Conforming, map.conforming.part),
        (Figure::Deviating, map.conforming.rest()),
        (Figure::Skipped, map.skipped),
        (Figure::Reopened, map.returned),
        (Figure::OutOfOrder, map.out_of_order),
        (Figure::Cancelled, map.cancelled),
    ] {
        prop_assert_eq!(count(&Asked::of(figure)), number, "{}", figure.key());
    }
    for (step, node) in process().steps.iter().zip(&map.nodes) {
        for (figure, number) in [
            (Figure::OnMap, node.finished),
            (Figure::Skipped, node.skipped),
            (Figure::Reopened, node.returned),
            (Figure::LeftAfter, node.left_after),
        ] {
            prop_assert_eq!(count(&Asked::on(figure, &step.key)), number, "{} {}", figure.key(), step.key);
        }
    }
    for edge in &map.edges {
        let step = |end| {
            if let yidan_domain::insight::End::Step(place) = end { Some(StepKey::from(STEPS[place])) } else { None }
        };
        let asked = Asked { step: step(edge.from), then: step(edge.to), ..Asked::of(Figure::Next) };
        prop_assert_eq!(count(&asked), edge.orders, "{:?}", edge);
    }
    Ok(())
}
