//! How long each question to a calendar takes: `cargo run --release -p yidan-domain --example calendar_figures`.

use std::{hint::black_box, time::Instant};

use yidan_domain::{
    process::due::Side,
    schedule::{Calendar, Holidays, Hours, Moment, Work, moment::date_of},
};

const ROUNDS: i64 = 2_000_000;

fn main() {
    let began = Instant::now();
    let calendar = Calendar::new(&Hours::default(), Some(Holidays::china()), &[]);
    println!("{:>16}: {:.2} ms", "compiled", began.elapsed().as_secs_f64() * 1e3);
    // Moments of one year, scattered.
    let moment = |n: i64| Moment(1_767_225_600 + n * 7_919 % (365 * 86_400));
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap_or(jiff::tz::TimeZone::UTC);
    let clock = jiff::Timestamp::UNIX_EPOCH;
    timed("forward", |n| calendar.forward(moment(n), Work::Worked(n % 500_000)).map_or(0, |found| found.0));
    timed("backward", |n| calendar.backward(moment(n), Work::Worked(n % 500_000)).map_or(0, |found| found.0));
    timed("open_at", |n| calendar.open_at(moment(n)).map_or(0, |found| found.0));
    timed("worked", |n| calendar.worked(moment(n), moment(n + 1)));
    timed("workdays", |n| calendar.workdays(moment(n).day(), (n % 60) as u32, Side::After).map_or(0, i64::from));
    timed("workdays_between", |n| i64::from(calendar.workdays_between(moment(n).day(), moment(n + 1).day())));
    timed("is_working", |n| i64::from(calendar.is_working(moment(n).day())));
    timed("closes", |n| calendar.closes(moment(n).day()).0);
    timed("of_timestamp", |n| Moment::of_timestamp(clock + jiff::SignedDuration::from_secs(moment(n).0), &zone).0);
    timed("timestamp", |n| moment(n).timestamp(&zone).map_or(0, |at| at.as_second()));
    timed("date_of", |n| date_of(moment(n).day()).map_or(0, |date| i64::from(date.day())));
}

fn timed(name: &str, work: impl Fn(i64) -> i64) {
    let began = Instant::now();
    let sum = (0..ROUNDS).fold(0_i64, |sum, n| sum.wrapping_add(work(black_box(n))));
    black_box(sum);
    println!("{name:>16}: {:.1} ns", began.elapsed().as_secs_f64() * 1e9 / ROUNDS as f64);
}
