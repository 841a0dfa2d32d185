//! An order's times as a Gantt chart: the baseline, the plan, what was done, what is expected, the critical path, today and
//! the promise. Positions are worked out here; the template `orders/gantt.html` writes the SVG.

use jiff::civil::{self, Date};
use yidan_domain::{
    order::lateness::day_number,
    process::Process,
    schedule::{
        Calendars, Course, Moment, Plan, Planned,
        course::{Is, Mark},
        forecast::Expected,
        moment::date_of,
    },
};

use super::schedule::Times;
use crate::texts::Reader;

const LABEL: i32 = 176;
const ROW: i32 = 30;
const HEAD: i32 = 26;
const NARROWEST: i32 = 720;
/// Ticks stand no closer than so.
const TICK_ROOM: i64 = 54;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Shading of days off is drawn where a day is at least so wide.
const DAY_ROOM: i64 = 5;

pub struct Gantt {
    pub width: i32,
    pub height: i32,
    pub head: i32,
    pub rows: Vec<Row>,
    pub ticks: Vec<Tick>,
    /// Days off: where they begin and how wide they are.
    pub off: Vec<(i32, i32)>,
    pub now: Option<i32>,
    pub promise: Option<Promise>,
    /// For dragging: the width of a day, in thousandths of a unit.
    pub day_milli: i64,
}

pub struct Promise {
    pub x: i32,
    pub is_missed: bool,
}

pub struct Tick {
    pub x: i32,
    pub words: String,
}

pub struct Row {
    pub key: String,
    pub y: i32,
    pub number: usize,
    pub name: String,
    pub short: String,
    pub is_critical: bool,
    pub is_late: bool,
    pub baseline: Option<Bar>,
    pub plan: Option<Bar>,
    pub done: Option<Bar>,
    pub expected: Option<Bar>,
    /// From the expected end to the one that nine in ten keep.
    pub tail: Option<Bar>,
    /// What was expected before the plan that is tried.
    pub before: Option<Bar>,
    /// The day on which an open step is expected to begin: what dragging moves.
    pub begins: Option<Date>,
    pub times: RowTimes,
}

/// The same in figures, for the table behind the chart.
#[derive(Default)]
pub struct RowTimes {
    pub baseline_end: Option<Moment>,
    pub planned_start: Option<jiff::Timestamp>,
    pub planned_end: Option<jiff::Timestamp>,
    pub start: Option<jiff::Timestamp>,
    pub end: Option<jiff::Timestamp>,
    pub likely_by: Option<jiff::Timestamp>,
    pub slack: String,
    pub basis: String,
}

#[derive(Clone, Copy)]
pub struct Bar {
    pub x: i32,
    pub width: i32,
}

/// What is drawn: an order's times, and those before a plan that is only tried.
pub struct Drawn<'a> {
    pub process: &'a Process,
    pub course: &'a Course,
    pub calendars: &'a Calendars,
    pub times: &'a Times,
    pub before: Option<&'a Times>,
    pub reader: &'a Reader,
}

struct Scale {
    first: Moment,
    last: Moment,
    width: i64,
}

impl Gantt {
    /// `None` for an order of which no time is known at all.
    pub fn of(drawn: &Drawn) -> Option<Self> {
        let scale = Scale::of(drawn)?;
        let zone = &drawn.calendars.zone;
        let now = Moment::of_timestamp(drawn.times.now, zone);
        let steps = drawn.process.steps.len();
        let rows = (0..steps).filter(|step| drawn.course.marks[*step].is != Is::NotNeeded).enumerate();
        let rows: Vec<Row> = rows.map(|(place, step)| row(drawn, &scale, place, step)).collect();
        let lateness = drawn.times.summary.lateness;
        let promised = drawn.course.promised.map(|day| Promise {
            x: scale.x(end_of(day)),
            is_missed: lateness.expected_delay_days.is_some() || lateness.delay_days.is_some(),
        });
        Some(Self {
            width: LABEL + scale.width as i32 + 24,
            height: HEAD + ROW * rows.len() as i32 + 8,
            head: HEAD,
            rows,
            ticks: scale.ticks(drawn.reader),
            off: scale.days_off(drawn.calendars),
            now: (scale.first <= now && now <= scale.last).then(|| scale.x(now)),
            promise: promised,
            day_milli: DAY * 1000 * scale.width / scale.seconds(),
        })
    }

    /// Width of the names, which stay in sight while the days are pushed aside.
    pub fn label(&self) -> i32 {
        LABEL
    }
}

fn row(drawn: &Drawn, scale: &Scale, place: usize, step: usize) -> Row {
    let (times, zone) = (drawn.times, &drawn.calendars.zone);
    let (definition, mark) = (&drawn.process.steps[step], drawn.course.marks[step]);
    let moment = |at: Option<jiff::Timestamp>| at.map(|at| Moment::of_timestamp(at, zone));
    let of_plan = |plan: &Plan| plan.get(&definition.key).copied().unwrap_or_default();
    let bar_of = |planned: Planned| scale.bar(moment(planned.start).or(moment(planned.end)), moment(planned.end));
    let (planned, expected) = (of_plan(&times.plan), times.forecast.steps[step]);
    let open = !mark.is_closed();
    let name = definition.name.get(drawn.reader.lang);
    Row {
        key: definition.key.to_string(),
        y: HEAD + ROW * place as i32,
        number: step + 1,
        short: shortened(name),
        name: name.to_owned(),
        is_critical: times.windows[step].is_critical,
        is_late: is_late(planned, expected, mark, drawn),
        baseline: times.baseline.as_ref().and_then(|plan| bar_of(of_plan(plan))),
        plan: bar_of(planned),
        done: (!open).then(|| scale.bar(expected.start.or(expected.finish), expected.finish)).flatten(),
        expected: open.then(|| scale.bar(expected.start, expected.finish)).flatten(),
        tail: open
            .then(|| scale.bar(expected.finish, expected.likely_by.filter(|by| Some(*by) > expected.finish)))
            .flatten(),
        before: drawn.before.filter(|_| open).and_then(|before| {
            let was = before.forecast.steps[step];
            scale.bar(was.start, was.finish)
        }),
        begins: expected.start.filter(|_| open && mark.is != Is::Started).and_then(Moment::date),
        times: row_times(drawn, step, planned, expected),
    }
}

fn row_times(drawn: &Drawn, step: usize, planned: Planned, expected: Expected) -> RowTimes {
    use yidan_domain::schedule::forecast::Basis;
    let zone = &drawn.calendars.zone;
    let timestamp = |at: Option<Moment>| at.and_then(|at| at.timestamp(zone));
    let key = &drawn.process.steps[step].key;
    let reader = drawn.reader;
    RowTimes {
        baseline_end: drawn
            .times
            .baseline
            .as_ref()
            .and_then(|plan| plan.get(key)?.end)
            .map(|end| Moment::of_timestamp(end, zone)),
        planned_start: planned.start,
        planned_end: planned.end,
        start: timestamp(expected.start),
        end: timestamp(expected.finish),
        likely_by: timestamp(expected.likely_by),
        slack: drawn.times.windows[step]
            .slack
            .map(|seconds| slack(drawn, step, seconds.div_euclid(60)))
            .unwrap_or_default(),
        basis: match expected.basis {
            Basis::Fact => String::new(),
            Basis::History(count) => reader.count("gantt-basis-history", count.into()),
            Basis::Standard => reader.t("gantt-basis-standard"),
            Basis::Awaited => reader.t("gantt-basis-awaited"),
            Basis::Due => reader.t("gantt-basis-due"),
        },
    }
}

/// In working days of the step's department, below one in hours, and below that in minutes.
fn slack(drawn: &Drawn, step: usize, minutes: i64) -> String {
    use yidan_domain::{process::due::Takes, schedule::Work};
    let calendar = drawn.calendars.of(&drawn.process.steps[step].department);
    let day = match calendar.length(Takes::Workdays(1)) {
        Work::Worked(seconds) | Work::Elapsed(seconds) => (seconds / 60).max(1),
    };
    if minutes.abs() < 60 {
        drawn.reader.count("minutes", minutes)
    } else if minutes.abs() < day {
        drawn.reader.count("hours", minutes / 60)
    } else {
        drawn.reader.count("workdays", minutes / day)
    }
}

fn is_late(planned: Planned, expected: Expected, mark: Mark, drawn: &Drawn) -> bool {
    let end = planned.end.map(|end| Moment::of_timestamp(end, &drawn.calendars.zone));
    !mark.is_closed() && end.zip(expected.finish).is_some_and(|(due, finish)| finish > due)
}

fn shortened(name: &str) -> String {
    let mut room = 24;
    let mut short = String::new();
    for character in name.chars() {
        let wide = if character.is_ascii() { 1 } else { 2 };
        if wide > room {
            return format!("{}…", short.trim_end());
        }
        room -= wide;
        short.push(character);
    }
    short
}

fn end_of(day: Date) -> Moment {
    Moment::at(day_number(day) + 1, civil::Time::midnight())
}

impl Scale {
    fn of(drawn: &Drawn) -> Option<Self> {
        let zone = &drawn.calendars.zone;
        let moment = |at: jiff::Timestamp| Moment::of_timestamp(at, zone);
        let of_plans = |plan: &Plan| -> Vec<Moment> {
            plan.values().flat_map(|planned| [planned.start, planned.end]).flatten().map(moment).collect()
        };
        let of_forecast = |times: &Times| -> Vec<Moment> {
            let steps = times.forecast.steps.iter();
            steps.flat_map(|step| [step.start, step.finish, step.likely_by]).flatten().collect()
        };
        let mut all = of_plans(&drawn.times.plan);
        all.extend(of_forecast(drawn.times));
        all.extend(drawn.times.baseline.as_ref().map(of_plans).unwrap_or_default());
        all.extend(drawn.before.map(of_forecast).unwrap_or_default());
        all.extend(drawn.course.promised.map(end_of));
        let (first, last) = (*all.iter().min()?, *all.iter().max()?);
        let margin = ((last.0 - first.0) / 40).max(HOUR / 2);
        let (first, last) = (Moment(first.0 - margin), Moment(last.0 + margin));
        let days = (last.0 - first.0) / DAY + 1;
        // Up to a quarter of a year each day has room for itself.
        let width = (days.min(92) * 12).max(NARROWEST.into());
        Some(Self { first, last, width })
    }

    fn seconds(&self) -> i64 {
        (self.last.0 - self.first.0).max(1)
    }

    fn x(&self, at: Moment) -> i32 {
        let at = at.0.clamp(self.first.0, self.last.0) - self.first.0;
        LABEL + i32::try_from(at * self.width / self.seconds()).unwrap_or(LABEL)
    }

    fn bar(&self, from: Option<Moment>, to: Option<Moment>) -> Option<Bar> {
        let (from, to) = (self.x(from?), self.x(to?));
        Some(Bar { x: from, width: (to - from).max(3) })
    }

    fn ticks(&self, reader: &Reader) -> Vec<Tick> {
        let steps = [HOUR, 2 * HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY];
        let fits = |step: &i64| *step * self.width / self.seconds() >= TICK_ROOM;
        let step = steps.into_iter().find(fits).unwrap_or(364 * DAY);
        let from = self.first.0.div_euclid(step) * step;
        let places = (0..).map(|number| Moment(from + number * step)).take_while(|at| *at <= self.last);
        // The year is said once, where it becomes another one.
        let mut year = reader.today().year();
        let mut words = |at: Moment| match at.civil() {
            Some(at) if step < DAY => at.strftime("%H:%M").to_string(),
            Some(at) if std::mem::replace(&mut year, at.year()) == at.year() => at.strftime("%m-%d").to_string(),
            Some(at) => at.strftime("%Y-%m-%d").to_string(),
            None => String::new(),
        };
        let edge = LABEL + self.width as i32 - 40;
        let ticks = places.filter(|at| *at >= self.first).map(|at| Tick { x: self.x(at), words: words(at) });
        ticks.filter(|tick| tick.x < edge).collect()
    }

    fn days_off(&self, calendars: &Calendars) -> Vec<(i32, i32)> {
        if DAY * self.width / self.seconds() < DAY_ROOM {
            return Vec::new();
        }
        let off = |day: &i32| date_of(*day).is_some() && !calendars.company().is_working(*day);
        let at = |day: i32| self.x(Moment::at(day, civil::Time::midnight()));
        (self.first.day()..=self.last.day()).filter(off).map(|day| (at(day), at(day + 1) - at(day))).collect()
    }
}
