//! Orders of a span: how many came in, left and were done, how many were in time, how long they took; and the same
//! week by week or month by month.

use jiff::{ToSpan, civil::Date};

use super::{
    Share, Span, Times, View,
    record::{Left, Record},
};
use crate::order::lateness::day_number;

/// Each order counts on the day of its own event: received, left, or done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderFigures {
    pub received: u32,
    /// The goods left; in a process without such a step, all was done.
    pub delivered: u32,
    /// By the promised day, of those delivered that had one.
    pub on_time: Share,
    /// Days after the promised day, of all late ones together.
    pub late_days: u64,
    /// From the day received to the day delivered.
    pub to_delivery: Days,
    pub done: u32,
    /// From the day received to the day on which the last step was closed.
    pub to_done: Days,
}

/// By the calendar on the wall, and by the working days of the company (after the first day, up to and with the last).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    pub calendar: Option<Times>,
    pub working: Option<Times>,
}

impl OrderFigures {
    /// How many days late a late order was, in tenths of a day, rounded half up.
    pub fn late_by_tenths(&self) -> Option<u64> {
        let late = u64::from(self.on_time.rest());
        (self.late_days * 20 + late).checked_div(late * 2)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    Day,
    Week,
    Month,
}

/// One point of the trend; the first and the last may be parts of their week or month.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub span: Span,
    pub received: u32,
    pub delivered: u32,
    pub on_time: Share,
    /// Calendar days from received to delivered.
    pub to_delivery: Option<Times>,
}

impl Grain {
    /// By which a span of this length is told so that its points can be told apart.
    pub fn of(span: Span) -> Self {
        match span.days() {
            ..=14 => Grain::Day,
            15..=184 => Grain::Week,
            _ => Grain::Month,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
        }
    }

    fn last_of(self, day: Date) -> Option<Date> {
        match self {
            Grain::Day => Some(day),
            Grain::Week => day.checked_add((7 - i64::from(day.weekday().to_monday_one_offset())).days()).ok(),
            Grain::Month => Some(day.last_of_month()),
        }
    }

    /// The span in parts, Mondays and firsts of the month being where new ones begin.
    pub fn parts(self, span: Span) -> Vec<Span> {
        let mut parts = Vec::new();
        let mut next = Some(span.from);
        while let Some(from) = next.filter(|from| *from <= span.to) {
            let to = self.last_of(from).map_or(span.to, |last| last.min(span.to));
            parts.push(Span { from, to });
            next = to.tomorrow().ok();
        }
        parts
    }
}

impl View<'_> {
    pub fn orders(&self) -> OrderFigures {
        let mut figures = OrderFigures::default();
        let (mut to_delivery, mut to_done) = (Durations::default(), Durations::default());
        for record in self.records() {
            figures.received += u32::from(self.holds(record.received));
            if let Some(left) = record.left.filter(|left| self.holds(left.at)) {
                figures.delivered += 1;
                if let Some(delay) = record.delay_days() {
                    figures.on_time.count(delay <= 0);
                    figures.late_days += u64::try_from(delay).unwrap_or_default();
                }
                to_delivery.add(self, record, left);
            }
            if let Some(done) = record.done.filter(|done| self.holds(done.at)) {
                figures.done += 1;
                to_done.add(self, record, done);
            }
        }
        OrderFigures { to_delivery: to_delivery.days(), to_done: to_done.days(), ..figures }
    }

    pub fn trend(&self, grain: Grain) -> Vec<Point> {
        let parts = grain.parts(self.span);
        let first = day_number(self.span.from);
        let part_of: Vec<usize> =
            parts.iter().enumerate().flat_map(|(part, span)| vec![part; span.days() as usize]).collect();
        let mut points: Vec<Point> = parts.into_iter().map(Point::empty).collect();
        let mut days = vec![Vec::new(); points.len()];
        let part = |day: i32| part_of.get(usize::try_from(day - first).ok()?).copied();
        for record in self.records() {
            if let Some(part) = part(record.received_day) {
                points[part].received += 1;
            }
            if let Some((left, part)) = record.left.and_then(|left| Some((left, part(left.day)?))) {
                points[part].delivered += 1;
                if let Some(delay) = record.delay_days() {
                    points[part].on_time.count(delay <= 0);
                }
                days[part].push(calendar_days(record, left));
            }
        }
        for (point, days) in points.iter_mut().zip(&mut days) {
            point.to_delivery = Times::of(days);
        }
        points
    }
}

impl Point {
    fn empty(span: Span) -> Self {
        Self { span, received: 0, delivered: 0, on_time: Share::default(), to_delivery: None }
    }
}

#[derive(Default)]
struct Durations {
    calendar: Vec<u32>,
    working: Vec<u32>,
}

impl Durations {
    fn add(&mut self, view: &View, record: &Record, end: Left) {
        let working = view.book.calendars.company().workdays_between(record.received_day, end.day);
        self.calendar.push(calendar_days(record, end));
        self.working.push(u32::try_from(working).unwrap_or_default());
    }

    fn days(mut self) -> Days {
        Days { calendar: Times::of(&mut self.calendar), working: Times::of(&mut self.working) }
    }
}

/// Days that an order which came in after it had left never took.
fn calendar_days(record: &Record, end: Left) -> u32 {
    u32::try_from(end.day - record.received_day).unwrap_or_default()
}
