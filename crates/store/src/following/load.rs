//! The work that comes to each department and person, day by day, against what they can do: from the expected times of every
//! open step. Steps count in hours of work as far as the process tells them, and as a number in any case.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use yidan_domain::{
    DepartmentKey, OrderId, PersonId,
    case::Case,
    order::lateness::day_number,
    party::Person,
    schedule::{Calendar, Calendars, Moment, Network, Work, forecast::Forecast},
};

use crate::World;

/// Days ahead that are reckoned.
pub const DAYS: usize = 60;
/// Orders remembered behind the figure of a day.
pub const MOST_ORDERS: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    Department(DepartmentKey),
    Person(PersonId),
}

#[derive(Debug, Default)]
pub struct Load {
    /// When it was reckoned.
    pub at: Option<Timestamp>,
    /// Day number of the first day, which is that day.
    pub first: i32,
    pub of: BTreeMap<Who, DayLoad>,
}

/// What a department or a person can do: so many at once, by the hours of a working calendar.
pub struct Room<'a> {
    pub calendar: &'a Calendar,
    /// `None` where there is nobody and nothing is said: then nothing is too much either.
    pub hands: Option<u32>,
    /// Has the company said how many, or are they the people in service?
    pub is_said: bool,
}

impl<'a> Room<'a> {
    /// Whoever works in several departments keeps the hours of the first.
    pub fn of(who: &Who, world: &'a World) -> Self {
        let calendars = &world.company.calendars;
        match who {
            Who::Department(key) => {
                let said = world.company.departments.iter().find(|known| &known.key == key);
                let said = said.and_then(|department| department.capacity);
                let in_service = |person: &&Person| person.active && person.departments.contains(key);
                let people =
                    || u32::try_from(world.people.iter().filter(in_service).count()).ok().filter(|count| *count > 0);
                Self { calendar: calendars.of(key), hands: said.or_else(people), is_said: said.is_some() }
            }
            Who::Person(id) => {
                let person = world.people.iter().find(|person| &person.id == id);
                let first = person.and_then(|person| person.departments.first());
                let calendar = first.map_or(calendars.company(), |key| calendars.of(key));
                Self { calendar, hands: Some(1), is_said: false }
            }
        }
    }

    /// Seconds of work on a day, where it is known.
    pub fn seconds(&self, day: i32) -> Option<i64> {
        Some(self.calendar.hours_of(day).saturating_mul(self.hands?.into()))
    }
}

/// One entry for each of `DAYS` days.
#[derive(Debug, Clone)]
pub struct DayLoad {
    pub days: Vec<Bucket>,
}

#[derive(Debug, Clone, Default)]
pub struct Bucket {
    /// Steps being worked on or waiting to be.
    pub steps: u32,
    /// Seconds of work, spread evenly over the days that a step takes.
    pub seconds: i64,
    pub orders: Vec<OrderId>,
    /// There are more of them than are remembered.
    pub has_more: bool,
}

pub(super) struct Loading {
    load: Load,
    by_who: HashMap<Who, DayLoad>,
}

impl Loading {
    pub fn from(calendars: &Calendars, now: Timestamp) -> Self {
        let first = day_number(calendars.zone.to_datetime(now).date());
        Self { load: Load { at: Some(now), first, of: BTreeMap::new() }, by_who: HashMap::new() }
    }

    pub fn add(&mut self, case: &Case, network: &Network, forecast: &Forecast) {
        for (step, expected) in forecast.steps.iter().enumerate() {
            if case.course.marks[step].is_closed() {
                continue;
            }
            let (Some(start), Some(finish)) = (expected.start, expected.finish) else { continue };
            let department = Who::Department(network.process.steps[step].department.clone());
            self.spread(case, network, step, (start, finish), department);
            if let Some(person) = case.person(step) {
                self.spread(case, network, step, (start, finish), Who::Person(person));
            }
        }
    }

    fn spread(&mut self, case: &Case, network: &Network, step: usize, (start, finish): (Moment, Moment), who: Who) {
        let first = self.load.first;
        let load = self.by_who.entry(who).or_insert_with(|| DayLoad { days: vec![Bucket::default(); DAYS] });
        let calendar = network.calendar(step);
        let work = network.process.steps[step].work(case.course.takes(step)).map(|work| calendar.length(work));
        let work = work.map_or(0, |(Work::Worked(seconds) | Work::Elapsed(seconds))| seconds);
        let whole = calendar.worked(start, finish);
        // A step counts on each working day of its time; its work is spread over them evenly.
        for day in start.day().max(first)..=finish.day() {
            let Some(bucket) = usize::try_from(day - first).ok().and_then(|day| load.days.get_mut(day)) else { break };
            let morning = Moment::at(day, jiff::civil::Time::midnight()).max(start);
            let night = Moment::at(day + 1, jiff::civil::Time::midnight()).min(finish);
            let worked = calendar.worked(morning, night);
            let at_once = whole == 0 && day == start.day().max(first);
            if worked == 0 && !at_once {
                continue;
            }
            bucket.steps += 1;
            bucket.seconds += if at_once { work } else { work * worked / whole.max(1) };
            if bucket.orders.last() != Some(&case.id) {
                match bucket.orders.len() < MOST_ORDERS {
                    true => bucket.orders.push(case.id),
                    false => bucket.has_more = true,
                }
            }
        }
    }

    pub fn done(mut self) -> Load {
        self.load.of = self.by_who.into_iter().collect();
        self.load
    }
}
