//! The inspectors' days: who inspects what on which day, what is to be inspected this week, what is to be booked.

use std::collections::BTreeMap;

use jiff::{SignedDuration, civil::Date};

use super::{
    Inspection, Inspector, LeadTimes, Task, Todo,
    booking::{MOST_DAYS, todo},
};

/// The inspections of each day from `from` to `to`, both included, by inspector. Done ones are among them, cancelled ones
/// and those without a day are not; days without any are left out.
pub fn by_day(
    inspections: &[Inspection],
    from: Date,
    to: Date,
) -> BTreeMap<Date, BTreeMap<&Inspector, Vec<&Inspection>>> {
    let mut days: BTreeMap<Date, BTreeMap<&Inspector, Vec<&Inspection>>> = BTreeMap::new();
    for inspection in inspections {
        if let Some(day) = inspection.day().filter(|day| (from..=to).contains(day)) {
            days.entry(day).or_default().entry(&inspection.arrangement.inspector).or_default().push(inspection);
        }
    }
    days
}

/// What has a day until the Sunday of this week and no result yet, by day; what should have been inspected before comes
/// first.
pub fn this_week(inspections: &[Inspection], today: Date) -> Vec<&Inspection> {
    let left = 6 - i64::from(today.weekday().to_monday_zero_offset());
    let sunday = days_after(today, left);
    let mut open: Vec<&Inspection> = inspections.iter().filter(|one| one.is_open()).collect();
    open.retain(|one| one.day().is_some_and(|day| day <= sunday));
    open.sort_by_key(|one| one.day());
    open
}

/// What has to be booked within so many days from today, late ones included, by the last day for it. Each inspection comes
/// with the day of delivery.
pub fn to_book<'a>(
    inspections: impl IntoIterator<Item = (&'a Inspection, Option<Date>)>,
    lead: &LeadTimes,
    today: Date,
    within_days: u32,
) -> Vec<(&'a Inspection, Todo)> {
    let until = days_after(today, i64::from(within_days.min(MOST_DAYS)));
    let booking = |(inspection, delivery)| {
        let booking = todo(inspection, delivery, lead, today).into_iter().find(|one| one.task == Task::Book)?;
        booking.by.filter(|by| *by <= until).map(|_| (inspection, booking))
    };
    let mut due: Vec<(&Inspection, Todo)> = inspections.into_iter().filter_map(booking).collect();
    due.sort_by_key(|(_, booking)| booking.by);
    due
}

fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(days * 24))
}
