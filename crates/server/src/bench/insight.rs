//! Insight over a year of finished orders: every answer counts them anew, on one core. The orders are finished ones of the
//! large company, told again with other days and times of their steps.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use uuid::Uuid;
use yidan_domain::{
    OrderId,
    case::Case,
    insight::{Asked, Book, Figure, Filter, Grain, Question, Seen, Span, View},
    order::row::Status,
    schedule::Stamp,
};

use super::{company::Company, table::Table};

/// Orders that the others are made from.
const TEMPLATES: usize = 1000;
const DAYS: i64 = 365;
const ROUNDS: usize = 5;

pub fn measure(company: &Company, orders: usize, table: &mut Table) {
    let templates: Vec<Case> = {
        let cases = company.store.following().cases();
        cases.all().iter().filter(|case| case.status == Status::Done).take(TEMPLATES).cloned().collect()
    };
    let (world, now) = (company.store.world(), company.actor.now);
    let mut dice = StdRng::seed_from_u64(7);
    let cases: Vec<Case> = templates
        .iter()
        .cycle()
        .take(orders)
        .enumerate()
        .map(|(turn, case)| told_again(case, turn, now, &mut dice))
        .collect();
    if cases.is_empty() {
        return;
    }
    let mut book = Book::new(&world.company.calendars);
    let begun = Instant::now();
    book.follow(&cases);
    let first = format!("{:.1} s, {} MB", begun.elapsed().as_secs_f64(), book.bytes() / 1_000_000);
    table.plain(&format!("分析：首次读入 insight: first reading of {} finished orders", cases.len()), &first);

    let today = world.company.today(now);
    let from = today.checked_sub(jiff::Span::new().days(DAYS - 1)).unwrap_or(today);
    let question = Question { span: Span { from, to: today }, filter: Filter::default(), now };
    let process = templates[0].process.clone();
    let mut line = |what: &str, answer: &dyn Fn(&View)| {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| timed(&mut book, &cases, &question, answer)).collect();
        table.times(&format!("分析一年 insight over a year: {what}"), &mut times, "≤ 1000 ms");
    };
    line("概览 figures and trend", &|view| drop((view.orders(), view.trend(Grain::Month))));
    line("步骤与瓶颈 steps and bottlenecks", &|view| drop((view.by_step(), view.bottlenecks())));
    line("考核 scorecards", &|view| drop((view.by_department(), view.by_person())));
    line("流程图 process map", &|view| drop(view.map(&process)));
    line("指标背后的订单 orders behind a figure", &|view| drop(view.behind(&Asked::of(Figure::Untimely))));
}

/// As the store answers: brought up to date, then asked.
fn timed(book: &mut Book, cases: &[Case], question: &Question, answer: &dyn Fn(&View)) -> Duration {
    let begun = Instant::now();
    book.follow(cases);
    answer(&book.ask(question, &Seen::All));
    begun.elapsed()
}

/// Received some day of the year, each step begun and finished some hours after those before it.
fn told_again(case: &Case, turn: usize, now: Timestamp, dice: &mut StdRng) -> Case {
    let mut case = case.clone();
    case.id = OrderId(Uuid::from_u128(turn as u128));
    let hours = |hours: i64| SignedDuration::from_hours(hours);
    let received =
        now - hours(24 * dice.random_range(8..DAYS)) - SignedDuration::from_secs(dice.random_range(0..36_000));
    (case.course.received, case.course.entered) = (Stamp::of(received), Stamp::of(received));
    let mut clock = received;
    for mark in &mut case.course.marks {
        let begun = clock + SignedDuration::from_secs(dice.random_range(0..40_000));
        clock = begun + SignedDuration::from_secs(dice.random_range(60..20_000));
        mark.started = dice.random_bool(0.9).then(|| Stamp::of(begun));
        mark.finished = mark.finished.map(|_| Stamp::of(clock));
    }
    case.course.promised = Some(jiff::tz::TimeZone::UTC.to_datetime(received + hours(24 * 5)).date());
    case.updated = Stamp::of(clock);
    case
}
