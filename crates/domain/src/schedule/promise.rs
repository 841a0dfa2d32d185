//! Can this day be promised? What it needs against what is left, what would be overdue from the start, and the earliest day
//! that can be kept.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{Calendars, Moment, course::Course, critical, due, moment::date_of, network::Network};
use crate::{
    StepKey,
    order::{Header, Line, Order, lateness::day_number, situation::Situation},
    process::{
        Process,
        due::{Anchor, Due},
    },
};

/// Days tried beyond the first that the standard times allow: due rules may ask for a later one.
const DAYS_TRIED: i32 = 400;

#[derive(Debug, Clone, PartialEq)]
pub struct PromiseCheck {
    /// Working days of the company from today that the standard times need until delivery.
    pub needs_workdays: i32,
    /// Working days from today until the day asked about.
    pub left_workdays: Option<i32>,
    /// Steps that would be due before they can be done, first the one due first.
    pub overdue: Vec<Overdue>,
    /// The earliest day that can be promised.
    pub earliest: Option<Date>,
    pub is_possible: bool,
    /// A year on the way whose public holidays are not published here: days of it are reckoned by the plain week.
    pub unpublished: Option<i16>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Overdue {
    pub step: StepKey,
    pub due: Moment,
    pub soonest: Moment,
}

/// `None` when the standard times can't be reckoned. What counts is what is still to be done from `now`.
pub fn check(network: &Network, course: &Course, now: Timestamp) -> Option<PromiseCheck> {
    let now = Moment::of_timestamp(now, &network.calendars.zone);
    let windows = critical::windows(network, course, now);
    let soonest = |step: usize| windows[step].early.map(|early| early.1);
    let delivery =
        network.goals.iter().map(|goal| soonest(*goal)).try_fold(None, |last, end| Some(last.max(Some(end?))))??;
    let company = network.calendars.company();
    let today = network.begins(course)?.max(now).day();
    let bound = bound_by_delivery(network);
    let overdue = |promised: Date| {
        let course = Course { promised: Some(promised), ..course.clone() };
        overdue(network, &due::dates(network, &course), &bound, &soonest)
    };
    let found = course.promised.map(&overdue).unwrap_or_default();
    let possible = |day: Date| day_number(day) >= delivery.day() && overdue(day).is_empty();
    let first = delivery.date()?;
    let earliest = (0..DAYS_TRIED).find_map(|days| {
        let day = first.checked_add(days.days()).ok()?;
        (company.is_working(day_number(day)) && possible(day)).then_some(day)
    });
    Some(PromiseCheck {
        needs_workdays: company.workdays_between(today, delivery.day()),
        left_workdays: course.promised.map(|day| company.workdays_between(today, day_number(day))),
        is_possible: course.promised.is_none_or(possible),
        overdue: found,
        earliest,
        unpublished: company.unpublished(date_of(today).into_iter().chain(course.promised).chain(earliest)),
    })
}

/// The same for an order that is about to be entered.
pub fn check_entry(
    process: &Process,
    header: Header,
    lines: Vec<Line>,
    calendars: &Calendars,
    now: Timestamp,
) -> Option<PromiseCheck> {
    let order = Order::draft(process, header, lines, now);
    let course = Course::of(&Situation::of(&order, process));
    check(&Network::of(process, calendars), &course, now)
}

/// Steps whose due rule counts from the promise, directly or by way of another step.
fn bound_by_delivery(network: &Network) -> Vec<bool> {
    let mut bound = vec![false; network.len()];
    for _ in 0..network.len() {
        let mut grew = false;
        for step in 0..network.len() {
            let by_anchor = match &network.process.steps[step].due {
                Some(Due::Relative { anchor: Anchor::Delivery, .. }) => true,
                Some(Due::Relative { anchor: Anchor::Step(_), .. }) => {
                    network.nodes[step].anchor.is_some_and(|anchor| bound[anchor])
                }
                _ => false,
            };
            if by_anchor && !bound[step] {
                (bound[step], grew) = (true, true);
            }
        }
        if !grew {
            break;
        }
    }
    bound
}

fn overdue(
    network: &Network,
    dates: &[due::Dates],
    bound: &[bool],
    soonest: &impl Fn(usize) -> Option<Moment>,
) -> Vec<Overdue> {
    let late = |step: usize| {
        let (due, soonest) = (dates[step].end?, soonest(step)?);
        let counts = bound[step] && network.leads_to_goal[step] && soonest > due;
        counts.then(|| Overdue { step: network.process.steps[step].key.clone(), due, soonest })
    };
    let mut overdue: Vec<Overdue> = (0..network.len()).filter_map(late).collect();
    overdue.sort_by_key(|overdue| overdue.due);
    overdue
}
