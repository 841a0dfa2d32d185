//! Inspections of finished goods are booked ahead, by who inspects (S1, 7.1 to 7.3): what is still to be done until the
//! goods are inspected, by when, and whether it is late.

use jiff::{SignedDuration, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Inspection, InspectionRefusal, Inspector, Stage, State, inspection::Told, mending::MOST_MEND_DAYS};
use crate::Text;

/// Longest time ahead.
pub const MOST_DAYS: u32 = 365;

/// The company's days for inspections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LeadTimes {
    /// Calendar days before the day of delivery, as the two below.
    pub own_days: u32,
    /// For whomever the customer nominates, too.
    pub customer_days: u32,
    pub third_party_days: u32,
    /// Working days until goods that failed can pass, where no re-inspection has a day.
    pub mend_days: u32,
}

impl Default for LeadTimes {
    fn default() -> Self {
        Self { own_days: 7, customer_days: 7, third_party_days: 14, mend_days: 3 }
    }
}

/// In the order in which they come up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// To agree on the day.
    Book,
    /// The day agreed on is no longer before the delivery.
    Move,
    TellFactory,
    TellPlanning,
    Inspect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Todo {
    pub task: Task,
    /// The last day for it, where one follows from something.
    pub by: Option<Date>,
    pub is_late: bool,
}

impl Task {
    pub fn name(self) -> Text {
        match self {
            Task::Book => Text::new("约定验货日期", "book the inspection"),
            Task::Move => Text::new("改约到交货前", "move it before the delivery"),
            Task::TellFactory => Text::new("通知工厂", "tell the factory"),
            Task::TellPlanning => Text::new("告知计划部", "tell planning"),
            Task::Inspect => Text::new("验货", "inspect"),
        }
    }
}

impl LeadTimes {
    pub fn days(&self, inspector: &Inspector) -> u32 {
        match inspector {
            Inspector::Own => self.own_days,
            Inspector::Customer | Inspector::Nominated { .. } => self.customer_days,
            Inspector::ThirdParty { .. } => self.third_party_days,
        }
    }

    /// The last day for booking.
    pub fn book_by(&self, inspector: &Inspector, delivery: Date) -> Date {
        days_before(delivery, self.days(inspector))
    }

    pub fn checked(self) -> Result<Self, InspectionRefusal> {
        let all = [self.own_days, self.customer_days, self.third_party_days];
        if all.iter().any(|days| *days > MOST_DAYS) {
            return Err(InspectionRefusal::LeadTimeOutside { most: MOST_DAYS });
        }
        if !(1..=MOST_MEND_DAYS).contains(&self.mend_days) {
            return Err(InspectionRefusal::MendDaysOutside { most: MOST_MEND_DAYS });
        }
        Ok(self)
    }
}

/// The last day for booking this one. Finished goods: so long before the delivery, and by the day hoped for at the latest.
/// At other stages nobody waits for a delivery; the day hoped for counts.
pub fn book_by(inspection: &Inspection, delivery: Option<Date>, lead: &LeadTimes) -> Option<Date> {
    let arrangement = &inspection.arrangement;
    let ahead = of_final(inspection, delivery).map(|delivery| lead.book_by(&arrangement.inspector, delivery));
    [ahead, arrangement.wanted_on].into_iter().flatten().min()
}

/// What an inspection still asks for, and by when, on whatever day it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Terms {
    pub books: bool,
    pub book_by: Option<Date>,
    /// It is booked for a day that is not before the delivery.
    pub move_by: Option<Date>,
    pub tells_factory: bool,
    pub tells_planning: bool,
    pub tell_by: Option<Date>,
    pub inspects: bool,
    pub inspect_by: Option<Date>,
}

/// The factory is told of every inspection of finished goods, planning when the customer comes or sends somebody; both by
/// the day for booking, and a day ahead at the latest.
pub(super) fn terms(inspection: &Inspection, delivery: Option<Date>, lead: &LeadTimes) -> Terms {
    let (booked, told) = match inspection.state {
        State::Planned => (None, Told::default()),
        State::Booked { on, told } => (Some(on), told),
        State::Started { start } => {
            return Terms { inspects: true, inspect_by: Some(start.on), ..Terms::default() };
        }
        State::Cancelled { .. } | State::Inspected { .. } | State::Released { .. } => return Terms::default(),
    };
    let is_final = inspection.stage() == Stage::Final;
    let last_day = of_final(inspection, delivery).map(|delivery| days_before(delivery, 1));
    let inspect_by = booked.or(inspection.arrangement.wanted_on).or(last_day);
    let book_by = book_by(inspection, delivery, lead);
    Terms {
        books: booked.is_none(),
        book_by,
        move_by: booked.zip(last_day).and_then(|(on, last)| (on > last).then_some(last)),
        tells_factory: is_final && told.factory.is_none(),
        tells_planning: is_final && inspection.arrangement.inspector.is_customers() && told.planning.is_none(),
        tell_by: [book_by, inspect_by.map(|on| days_before(on, 1))].into_iter().flatten().min(),
        inspects: true,
        inspect_by,
    }
}

/// All that is left until the goods are inspected, in order. Once the delivery has come, nothing is moved before it.
pub fn todo(inspection: &Inspection, delivery: Option<Date>, lead: &LeadTimes, today: Date) -> Vec<Todo> {
    let terms = terms(inspection, delivery, lead);
    let must_move = terms.move_by.is_some_and(|last| last >= today);
    let tasks = [
        (terms.books, Task::Book, terms.book_by),
        (must_move, Task::Move, terms.move_by),
        (terms.tells_factory, Task::TellFactory, terms.tell_by),
        (terms.tells_planning, Task::TellPlanning, terms.tell_by),
        (terms.inspects, Task::Inspect, terms.inspect_by),
    ];
    let left = tasks.into_iter().filter(|(is_left, ..)| *is_left);
    left.map(|(_, task, by)| Todo { task, by, is_late: by.is_some_and(|by| by < today) }).collect()
}

fn of_final(inspection: &Inspection, delivery: Option<Date>) -> Option<Date> {
    delivery.filter(|_| inspection.stage() == Stage::Final)
}

fn days_before(day: Date, days: u32) -> Date {
    day.saturating_sub(SignedDuration::from_hours(i64::from(days) * 24))
}
