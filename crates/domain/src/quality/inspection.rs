//! An inspection, its states, and the events that lead from one to the next. `apply` cannot fail; what may happen when is
//! decided in `decide`.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Draw, Inspector, Next, Report, Sampling, SeriesOf, Stage, Subject, Verdict,
    aql::{Aql, ByClass, Class, Severity},
};
use crate::{InspectionId, PersonId};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    pub id: InspectionId,
    pub subject: Subject,
    /// The series that its result belongs to. Without one it is inspected normally and counts for none: so are goods that
    /// come once, and inspections by the customer's rules.
    pub series: Option<SeriesOf>,
    /// The failed inspection after which this lot is inspected again.
    pub again: Option<InspectionId>,
    /// 0 the first inspection of a lot, 1 its first re-inspection, and so on.
    pub repeats: u32,
    pub arrangement: Arrangement,
    pub state: State,
}

/// What may still be changed until the inspection begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    pub inspector: Inspector,
    /// What is offered, where the order alone does not say it: a material, a part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goods: String,
    /// Units offered.
    pub lot: u64,
    pub sampling: Sampling,
    pub place: String,
    /// The day hoped for, until one is booked.
    pub wanted_on: Option<Date>,
    /// The whole order, but fewer units than were ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fewer: Option<Fewer>,
}

/// Why no more than these are offered of the whole order: goods are missing, and the customer takes what there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fewer {
    pub why: String,
    /// Units that were ordered when it was said; kept by the rules.
    pub ordered: u64,
}

impl Fewer {
    /// As somebody says it; of what was ordered then the rules take note.
    pub fn because(why: &str) -> Option<Self> {
        (!why.is_empty()).then(|| Self { why: why.to_owned(), ordered: 0 })
    }
}

/// An inspection to be planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub subject: Subject,
    pub series: Option<SeriesOf>,
    pub again: Option<InspectionId>,
    pub arrangement: Arrangement,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    Planned,
    Booked {
        on: Date,
        told: Told,
    },
    Cancelled {
        reason: String,
        by: PersonId,
        at: Timestamp,
    },
    Started {
        start: Start,
    },
    Inspected {
        start: Start,
        report: Report,
        recorded_at: Timestamp,
    },
    /// Did not pass, and goes on all the same (让步放行).
    Released {
        start: Start,
        report: Report,
        recorded_at: Timestamp,
        release: Release,
    },
}

/// Who knows the booked day, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Told {
    pub factory: Option<Timestamp>,
    pub planning: Option<Timestamp>,
}

/// How strictly it is inspected is settled when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub on: Date,
    pub by: PersonId,
    pub severities: ByClass<Severity>,
    /// See `aql::Lot`.
    pub steady: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    pub by: PersonId,
    pub at: Timestamp,
    pub note: String,
}

/// The event with which an inspection begins to exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    pub request: Request,
    pub repeats: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Changed {
        arrangement: Arrangement,
        /// The series that it belongs to from now on; not said where it stays what it was.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
        series: Option<Option<SeriesOf>>,
    },
    Booked {
        on: Date,
    },
    Moved {
        on: Date,
        reason: String,
    },
    FactoryTold {
        at: Timestamp,
    },
    PlanningTold {
        at: Timestamp,
    },
    Cancelled {
        reason: String,
        by: PersonId,
        at: Timestamp,
    },
    Started {
        start: Start,
    },
    Recorded {
        report: Report,
        at: Timestamp,
    },
    /// The report was wrong; the last one counts.
    Corrected {
        report: Report,
        reason: String,
        at: Timestamp,
    },
    Released {
        release: Release,
    },
}

/// What is there is said, even that it is none.
fn said<'de, D: Deserializer<'de>>(kept: D) -> Result<Option<Option<SeriesOf>>, D::Error> {
    Deserialize::deserialize(kept).map(Some)
}

impl State {
    /// As it stands in addresses and rows.
    pub fn key(&self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Booked { .. } => "booked",
            State::Cancelled { .. } => "cancelled",
            State::Started { .. } => "started",
            State::Inspected { .. } => "inspected",
            State::Released { .. } => "released",
        }
    }
}

impl Inspection {
    pub fn planned(id: InspectionId, planned: Planned) -> Self {
        let Planned { request: Request { subject, series, again, arrangement }, repeats } = planned;
        Self { id, subject, series, again, repeats, arrangement, state: State::Planned }
    }

    /// An event that does not fit the state, which `decide` never makes, changes nothing.
    pub fn apply(&mut self, event: &Event) {
        let state = std::mem::replace(&mut self.state, State::Planned);
        self.state = match (event.clone(), state) {
            (Event::Changed { arrangement, series }, state) => {
                self.series = series.unwrap_or(self.series);
                // A day agreed with one inspector is not agreed with another.
                let is_other = arrangement.inspector != self.arrangement.inspector;
                self.arrangement = arrangement;
                if is_other { State::Planned } else { state }
            }
            (Event::Booked { on } | Event::Moved { on, .. }, _) => State::Booked { on, told: Told::default() },
            (Event::FactoryTold { at }, State::Booked { on, told }) => {
                State::Booked { on, told: Told { factory: Some(at), ..told } }
            }
            (Event::PlanningTold { at }, State::Booked { on, told }) => {
                State::Booked { on, told: Told { planning: Some(at), ..told } }
            }
            (Event::Cancelled { reason, by, at }, _) => State::Cancelled { reason, by, at },
            (Event::Started { start }, _) => State::Started { start },
            (Event::Recorded { report, at }, State::Started { start }) => {
                State::Inspected { start, report, recorded_at: at }
            }
            (Event::Corrected { report, .. }, State::Inspected { start, recorded_at, .. }) => {
                State::Inspected { start, report, recorded_at }
            }
            (Event::Released { release }, State::Inspected { start, report, recorded_at }) => {
                State::Released { start, report, recorded_at, release }
            }
            (_, state) => state,
        };
    }

    pub fn stage(&self) -> Stage {
        self.subject.of.stage()
    }

    /// The day of the inspection: as booked, begun or reported.
    pub fn day(&self) -> Option<Date> {
        match &self.state {
            State::Planned | State::Cancelled { .. } => None,
            State::Booked { on, .. } => Some(*on),
            State::Started { start } => Some(start.on),
            State::Inspected { report, .. } | State::Released { report, .. } => Some(report.on),
        }
    }

    /// The same, or the day hoped for.
    pub fn expected_on(&self) -> Option<Date> {
        self.day().or(self.arrangement.wanted_on)
    }

    pub fn start(&self) -> Option<&Start> {
        match &self.state {
            State::Started { start } | State::Inspected { start, .. } | State::Released { start, .. } => Some(start),
            _ => None,
        }
    }

    pub fn report(&self) -> Option<&Report> {
        match &self.state {
            State::Inspected { report, .. } | State::Released { report, .. } => Some(report),
            _ => None,
        }
    }

    /// As strictly as it was begun; until then as strictly as the series says now.
    pub fn draw(&self, next: &Next) -> Draw {
        let severities = self.start().map_or_else(|| self.severities(next), |start| start.severities);
        self.arrangement.sampling.draw(self.arrangement.lot, severities)
    }

    /// For beginning now. Where inspection is discontinued, what failed is inspected again tightened (how strictly is left
    /// to those responsible: ISO 2859-1, §7.4).
    pub(super) fn severities(&self, next: &Next) -> ByClass<Severity> {
        let ByClass { critical, major, minor } = self.asked(next);
        let of = |asked: Option<Severity>| asked.unwrap_or(Severity::Tightened);
        ByClass::new(of(critical), of(major), of(minor))
    }

    pub(super) fn discontinued(&self, next: &Next) -> Vec<Class> {
        self.asked(next).iter().filter(|(_, asked)| asked.is_none()).map(|(class, _)| class).collect()
    }

    /// Without a series, or without a limit for a class, nothing is ever switched.
    fn asked(&self, next: &Next) -> ByClass<Option<Severity>> {
        let (limits, next) = (self.arrangement.sampling.limits(), next.severities);
        let of = |limit: Option<Aql>, next| match limit {
            Some(_) if self.series.is_some() => next,
            _ => Some(Severity::Normal),
        };
        ByClass::new(of(limits.critical, next.critical), of(limits.major, next.major), of(limits.minor, next.minor))
    }

    /// A release does not change it.
    pub fn verdict(&self) -> Option<Verdict> {
        self.report().map(|report| report.verdict(&self.draw(&Next::default())))
    }

    pub fn has_passed(&self) -> bool {
        self.verdict() == Some(Verdict::Passed)
    }

    /// The goods may go on.
    pub fn is_accepted(&self) -> bool {
        self.has_passed() || matches!(self.state, State::Released { .. })
    }

    /// Still to be inspected.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Planned | State::Booked { .. } | State::Started { .. })
    }

    pub fn is_cancelled(&self) -> bool {
        matches!(self.state, State::Cancelled { .. })
    }
}

/// Those that count of some: neither cancelled nor followed by a re-inspection that counts.
pub fn standing(inspections: &[Inspection]) -> impl Iterator<Item = &Inspection> {
    inspections.iter().filter(|one| !one.is_cancelled() && repeated_by(one, inspections).is_none())
}

/// The re-inspection that followed.
pub fn repeated_by<'a>(failed: &Inspection, inspections: &'a [Inspection]) -> Option<&'a Inspection> {
    inspections.iter().find(|other| other.again == Some(failed.id) && !other.is_cancelled())
}
