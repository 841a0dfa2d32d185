//! When a lot is expected to be made: by the rest of its daily plan, else by the standard times of what is left, else by what
//! came out in the last days. Where nobody can know there is no day.

use jiff::civil::Date;
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{Balance, Entry, Lot, Planned, beside_plan};
use crate::{
    order::lateness::day_number,
    process::due::Side,
    schedule::{Calendar, Moment, Work, moment::date_of},
};

/// How far back the rate of the last days looks, in working days.
const LAST_DAYS: u32 = 5;
/// A day further away than that says no more than that nobody knows: about two years of work.
const MOST_WORKDAYS: i64 = 500;

/// What is known of a lot.
pub struct Makes<'a> {
    pub lot: &'a Lot,
    pub balances: &'a [Balance],
    pub entries: &'a [Entry],
    /// The latest agreed day of what is with outside factories.
    pub back_by: Option<Date>,
}

/// When the last open lot of an order is expected to be made; None without open lots, and when one of them can't be known.
pub fn expected_of_all<'a>(
    lots: impl IntoIterator<Item = Makes<'a>>,
    calendar: &Calendar,
    now: Moment,
) -> Option<Date> {
    let open = lots.into_iter().filter(|makes| makes.lot.is_open(makes.balances));
    let days: Option<Vec<Date>> = open.map(|makes| expected(&makes, calendar, now)).collect();
    days?.into_iter().max()
}

pub fn expected(makes: &Makes, calendar: &Calendar, now: Moment) -> Option<Date> {
    let found = by_plan(makes, calendar, now)
        .or_else(|| by_standard(makes, calendar, now))
        .or_else(|| by_rate(makes, calendar, now))?;
    let back_by = makes.back_by.filter(|_| makes.balances.iter().any(|balance| balance.out > 0));
    Some(back_by.map_or(found, |back| found.max(back)))
}

/// How many have yet to come out of the operation, good or scrap.
fn rest(makes: &Makes, operation: usize) -> i64 {
    let spoiled_before: i64 = makes.balances.iter().take(operation).map(|balance| balance.scrap).sum();
    let done = makes.balances.get(operation).map_or(0, |balance| balance.good + balance.scrap);
    (makes.lot.quantity.ten_thousandths - spoiled_before - done).max(0)
}

/// The last planned day from today on. What the plan lacks of the rest takes as many days more as the plan makes a day.
fn by_plan(makes: &Makes, calendar: &Calendar, now: Moment) -> Option<Date> {
    let (last, today) = (makes.lot.route.len().checked_sub(1)?, now.date()?);
    let to_come = || makes.lot.plan.iter().filter(|planned| planned.operation == last && planned.day >= today);
    let until = to_come().map(|planned| planned.day).max()?;
    let made_today: i64 = beside_plan(makes.lot, makes.entries)
        .iter()
        .filter(|day| day.day == today)
        .filter_map(|day| day.cells.get(last))
        .map(|cell| cell.made.max(0))
        .sum();
    let left_of = |planned: &Planned| match planned.day == today {
        true => (planned.quantity - made_today).max(0),
        false => planned.quantity,
    };
    let planned: i64 = to_come().map(left_of).sum();
    let lacks = rest(makes, last) - planned;
    if lacks <= 0 {
        return Some(until);
    }
    let all: i64 = to_come().map(|planned| planned.quantity).sum();
    let a_day = all / i64::try_from(to_come().count()).ok()?.max(1);
    after(calendar, day_number(until), days_for(lacks, a_day)?)
}

/// What is left at every operation by its time for one unit, one after another: the goods go through together.
fn by_standard(makes: &Makes, calendar: &Calendar, now: Moment) -> Option<Date> {
    let seconds =
        |(place, operation): (usize, &super::Operation)| match (rest(makes, place), operation.seconds_per_unit) {
            (0, _) => Some(Decimal::ZERO),
            (left, seconds) => Decimal::new(left, 4).checked_mul(Decimal::from(seconds?)),
        };
    let times: Option<Vec<Decimal>> = makes.lot.route.iter().enumerate().map(seconds).collect();
    let seconds = times?.into_iter().try_fold(Decimal::ZERO, |sum, time| sum.checked_add(time))?.ceil().to_i64()?;
    calendar.forward(calendar.open_at(now)?, Work::Worked(seconds))?.date()
}

/// As many a day as came out of the last operation in the last days, of which the first that saw any is the first that counts.
fn by_rate(makes: &Makes, calendar: &Calendar, now: Moment) -> Option<Date> {
    let (last, today) = (makes.lot.route.len().checked_sub(1)?, now.day());
    let from = calendar.workdays(today, LAST_DAYS, Side::Before)?;
    let days = beside_plan(makes.lot, makes.entries);
    let came: Vec<(i32, i64)> = days
        .iter()
        .map(|day| (day_number(day.day), day.cells.get(last).map_or(0, |cell| cell.made)))
        .filter(|(day, made)| (from..=today).contains(day) && *made != 0)
        .collect();
    let (first, _) = came.first()?;
    let made: i64 = came.iter().map(|(_, made)| made).sum();
    let worked = i64::from(calendar.workdays_between(first - 1, today)).max(1);
    after(calendar, today, days_for(rest(makes, last), made / worked)?)
}

fn days_for(quantity: i64, a_day: i64) -> Option<i64> {
    (a_day > 0).then(|| quantity.checked_add(a_day - 1).map(|all| all / a_day)).flatten()
}

fn after(calendar: &Calendar, day: i32, workdays: i64) -> Option<Date> {
    let count = u32::try_from(workdays).ok().filter(|_| workdays <= MOST_WORKDAYS)?;
    date_of(calendar.workdays(day, count, Side::After)?)
}
