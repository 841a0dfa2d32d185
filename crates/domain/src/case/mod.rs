//! An order as following and insight look at it: its course with who did what, and what it is grouped by. A few hundred
//! bytes, so that many fit into memory.

mod packed;

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};

use crate::{
    CustomerId, OrderId, PersonId, PromiseId,
    exception::{Goods, Raised, watch},
    order::{Order, Progress, row::Status, situation::Situation},
    process::{FieldKind, Process},
    quality,
    schedule::{
        Course, Moment, Network, Stamp,
        course::{Is, Mark},
        critical::{self, Window},
        forecast::{self, Estimates, Forecast},
    },
};

pub use packed::Head;

#[derive(Debug, Clone)]
pub struct Case {
    pub id: OrderId,
    pub version: u64,
    pub process: Arc<Process>,
    pub customer: CustomerId,
    pub salesperson: Option<PersonId>,
    pub status: Status,
    pub course: Course,
    /// When it was cancelled.
    pub cancelled: Option<Stamp>,
    /// Who has done or has been handed steps, each once; steps name them by place.
    people: Box<[PersonId]>,
    /// For each step who did it, else whom it was handed to; `NOBODY` for neither.
    doers: Box<[u8]>,
    /// The firm named last in a step of supply or making: whose times later steps are judged by.
    pub supplier: Option<Arc<str>>,
    /// What the rules watch, while the order is open, and after that until what they raised has been cleared.
    pub guard: Option<Box<Guard>>,
}

/// What rules know of an open order beside its course.
#[derive(Debug, Clone)]
pub struct Guard {
    /// When people last did something.
    pub moved: Timestamp,
    pub promises: Box<[(PromiseId, Date)]>,
    /// Lots that failed their inspection and may not go on.
    pub failed: Box<[quality::Finding]>,
    /// Once the quantity made is known.
    pub goods: Option<Goods>,
    /// Exceptions that rules have raised and that still count.
    pub raised: Box<[Raised]>,
}

const NOBODY: u8 = u8::MAX;

impl Case {
    pub fn of(order: &Order, process: &Arc<Process>) -> Self {
        let situation = Situation::of(order, process);
        let mut people = Vec::new();
        let doers = process.steps.iter().map(|step| {
            let state = order.step(&step.key);
            let by = state.and_then(|state| match &state.progress {
                Progress::Finished { by, .. } | Progress::Started { by, .. } | Progress::Skipped { by, .. } => {
                    Some(*by)
                }
                Progress::Waiting => state.assignee,
            });
            by.map_or(NOBODY, |by| place(&mut people, by))
        });
        let doers = doers.collect();
        let is_watched =
            situation.status() == Status::Open || order.raised().iter().any(|raised| raised.settled.is_none());
        Self {
            id: order.id,
            version: order.version,
            process: Arc::clone(process),
            customer: order.header.customer,
            salesperson: order.header.salesperson,
            status: situation.status(),
            course: Course::of(&situation),
            cancelled: order.cancelled.as_ref().map(|cancelled| Stamp::of(cancelled.at)),
            people: people.into_boxed_slice(),
            doers,
            supplier: supplier(order, process),
            guard: is_watched.then(|| Box::new(Guard::of(order, process))),
        }
    }

    /// Who did a step, or has it in hand.
    pub fn person(&self, step: usize) -> Option<PersonId> {
        self.people.get(usize::from(*self.doers.get(step)?)).copied()
    }

    /// Of an order that has ended nothing more is expected.
    pub fn forecast(&self, network: &Network, history: &impl Estimates, now: Timestamp) -> Forecast {
        let forecast = forecast::forecast(network, &self.course, history, now);
        if self.status == Status::Open { forecast } else { forecast.ended(&self.course) }
    }

    /// The room that each step has; none in an order that has ended.
    pub fn windows(&self, network: &Network, now: Timestamp) -> Vec<Window> {
        match self.status {
            Status::Open => {
                critical::windows(network, &self.course, Moment::of_timestamp(now, &network.calendars.zone))
            }
            Status::Done | Status::Cancelled => vec![Window::default(); network.len()],
        }
    }

    pub fn mark(&self, step: usize) -> Mark {
        self.course.marks[step]
    }

    /// When the last step was closed, once all are.
    pub fn done(&self) -> Option<Stamp> {
        (self.status == Status::Done).then(|| self.course.marks.iter().filter_map(|mark| mark.finished).max()).flatten()
    }

    /// Was the step done under the program's eyes, or told with its own start? Only then its times teach anything.
    pub fn teaches(&self, step: usize) -> bool {
        let mark = self.course.marks[step];
        mark.is == Is::Finished && (mark.started.is_some() || mark.finished > Some(self.course.entered))
    }
}

impl Guard {
    fn of(order: &Order, process: &Process) -> Self {
        Self {
            moved: order.moved_at(),
            promises: order.open_promises().map(|promise| (promise.id, promise.due)).collect(),
            failed: order.failed_lots.clone().into_boxed_slice(),
            goods: watch::goods(order, process),
            raised: order.raised().into_boxed_slice(),
        }
    }
}

fn place(people: &mut Vec<PersonId>, person: PersonId) -> u8 {
    let place = people.iter().position(|known| *known == person).unwrap_or_else(|| {
        people.push(person);
        people.len() - 1
    });
    u8::try_from(place).unwrap_or(NOBODY)
}

fn supplier(order: &Order, process: &Process) -> Option<Arc<str>> {
    use crate::{order::Answer, process::Stage};
    let named = |step: &crate::process::Step| -> Option<(Timestamp, Arc<str>)> {
        let state = order.step(&step.key)?;
        let at = state.progress.finished_at()?;
        step.form.iter().filter(|field| field.kind == FieldKind::Party).find_map(|field| {
            match state.answers.get(&field.key) {
                Some(Answer::Party(name)) => Some((at, name.as_str().into())),
                _ => None,
            }
        })
    };
    let supplying = process.steps.iter().filter(|step| matches!(step.stage, Stage::Supply | Stage::Making));
    supplying.filter_map(named).max_by_key(|(at, _)| *at).map(|(_, name)| name)
}
