//! What waits for one person, most urgent first: steps handed to the person, steps of the person's departments that nobody
//! has taken, and promises to keep. What is in somebody else's hands is not shown.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{DepartmentKey, OrderId, PersonId, StepKey, access::Scope, order::row::Status};

use super::{
    bits::Bits,
    columns::Columns,
    names::NONE,
    tasks::{Moment, Second},
    top::Top,
};

/// Whose day, and when it is.
#[derive(Debug, Clone)]
pub struct Desk {
    pub scope: Scope,
    pub person: PersonId,
    pub departments: Vec<DepartmentKey>,
    pub now: Timestamp,
    /// Where the person is.
    pub today: Date,
    /// When tomorrow begins there.
    pub tomorrow: Timestamp,
    pub limit: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyDay {
    /// By urgency, then by when they are due, then by how long they have been in hand.
    pub tasks: Vec<Task>,
    /// The same for promises.
    pub promises: Vec<PromiseDue>,
    /// How many there are of each, also beyond the limit; promises count under their own urgency.
    pub counts: [(Urgency, usize); Urgency::ALL.len()],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub order: OrderId,
    pub step: StepKey,
    pub department: DepartmentKey,
    pub assignee: Option<PersonId>,
    pub due: Option<Timestamp>,
    pub handed_at: Option<Timestamp>,
    pub started: bool,
    pub blocked: bool,
    pub urgency: Urgency,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseDue {
    pub order: OrderId,
    pub due: Date,
    pub urgency: Urgency,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    Overdue,
    DueToday,
    /// Handed to this person.
    Handed,
    /// Anybody of the department can take it.
    Ready,
    /// A promise for a later day.
    Promised,
    /// A gate holds it, and it is not due yet.
    Blocked,
}

impl Urgency {
    pub const ALL: [Urgency; 6] =
        [Urgency::Overdue, Urgency::DueToday, Urgency::Handed, Urgency::Ready, Urgency::Promised, Urgency::Blocked];

    pub fn key(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::DueToday => "due-today",
            Urgency::Handed => "handed",
            Urgency::Ready => "ready",
            Urgency::Promised => "promised",
            Urgency::Blocked => "blocked",
        }
    }

    fn of_step(due: Moment, handed: bool, blocked: bool, times: &Times) -> Self {
        match due {
            due if due < times.now => Urgency::Overdue,
            due if due < times.tomorrow => Urgency::DueToday,
            _ if blocked => Urgency::Blocked,
            _ if handed => Urgency::Handed,
            _ => Urgency::Ready,
        }
    }

    fn of_promise(due: Date, today: Date) -> Self {
        match due.cmp(&today) {
            std::cmp::Ordering::Less => Urgency::Overdue,
            std::cmp::Ordering::Equal => Urgency::DueToday,
            std::cmp::Ordering::Greater => Urgency::Promised,
        }
    }
}

struct Times {
    now: Moment,
    tomorrow: Moment,
}

/// A task's place in the day (within its order as the process has it), and its row and kind.
type Waiting = (Urgency, Moment, Second, u128, usize, u32, u32);

impl Columns {
    pub fn my_day(&self, desk: &Desk) -> MyDay {
        let mut counts = [0; Urgency::ALL.len()];
        let tasks = self.waiting_tasks(desk, &mut counts);
        let promises = self.waiting_promises(desk, &mut counts);
        MyDay { tasks, promises, counts: Urgency::ALL.map(|urgency| (urgency, counts[urgency as usize])) }
    }

    fn waiting_tasks(&self, desk: &Desk, counts: &mut [usize]) -> Vec<Task> {
        let mut seen = Bits::all(self.len());
        self.keep_scope(desk.scope, &mut seen);
        let times = Times { now: Moment::of(desk.now), tomorrow: Moment::of(desk.tomorrow) };
        let kinds = self.kinds_for(desk);
        let mut rows = Bits::none(self.len());
        self.kinds.find(|kind| kinds[*kind as usize].is_some(), &seen, &mut rows);
        rows.keep(&seen);
        let mut top: Top<Waiting> = Top::new(desk.limit);
        rows.each(|row| {
            for (place, (kind, at)) in self.kinds.get(row).iter().zip(self.times.get(row)).enumerate() {
                let Some((handed, blocked)) = kinds[*kind as usize] else { continue };
                let urgency = Urgency::of_step(at.due, handed, blocked, &times);
                counts[urgency as usize] += 1;
                if top.bar().is_none_or(|bar| (urgency, at.due) <= (bar.0, bar.1)) {
                    top.offer((urgency, at.due, at.handed, self.id(row).0.as_u128(), place, row as u32, *kind));
                }
            }
        });
        top.into_sorted().into_iter().filter_map(|waiting| self.shown(waiting)).collect()
    }

    /// For each kind of task, whether it was handed to the person and whether it is blocked, if it waits for the person.
    fn kinds_for(&self, desk: &Desk) -> Vec<Option<(bool, bool)>> {
        let me = self.tasks.find_person(desk.person);
        let own = self.tasks.departments.table(|key| desk.departments.iter().any(|own| own.as_str() == key));
        self.tasks.kinds.table(|kind| {
            let handed = kind.assignee == me;
            let open_to_all = kind.assignee == NONE && own[kind.department as usize];
            (handed || open_to_all).then_some((handed, kind.blocked))
        })
    }

    fn shown(&self, (urgency, due, handed, _, _, row, kind): Waiting) -> Option<Task> {
        let kind = self.tasks.kinds.key(kind)?;
        Some(Task {
            order: self.id(row as usize),
            step: self.tasks.steps.key(kind.step)?.as_str().into(),
            department: self.tasks.departments.key(kind.department)?.as_str().into(),
            assignee: self.tasks.people.key(kind.assignee).copied(),
            due: due.get(),
            handed_at: handed.get(),
            started: kind.started,
            blocked: kind.blocked,
            urgency,
        })
    }

    fn waiting_promises(&self, desk: &Desk, counts: &mut [usize]) -> Vec<PromiseDue> {
        let me = self.tasks.find_person(desk.person);
        let open = |row: u32| self.status[row as usize] != Status::Cancelled;
        let mut found: Vec<PromiseDue> = self
            .promises
            .iter()
            .filter(|(row, promised)| promised.owners.contains(&me) && open(**row))
            .map(|(row, promised)| PromiseDue {
                order: self.id(*row as usize),
                due: promised.due,
                urgency: Urgency::of_promise(promised.due, desk.today),
            })
            .collect();
        found.iter().for_each(|promise| counts[promise.urgency as usize] += 1);
        found.sort_by_key(|promise| (promise.due, promise.order));
        found.truncate(desk.limit.max(1));
        found
    }
}
