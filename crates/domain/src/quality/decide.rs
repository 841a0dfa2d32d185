//! What may happen to an inspection, and why not.

use jiff::{Timestamp, civil::Date};

use super::{
    Arrangement, Event, Fewer, Inspection, InspectionRefusal, LONGEST_LINE, MOST_UNITS, Next, Of, Planned, Release,
    Report, Request, SeriesOf, Stage, Start, State, Told,
    inspection::repeated_by,
    report::{words, words_needed},
    sampling::class_name,
};
use crate::{
    PersonId, Text,
    order::{
        days::{Reach, not_too_far},
        decide::furthest,
    },
};

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Other terms than planned, until it begins.
    Change {
        arrangement: Arrangement,
        /// The series that it belongs to by these terms.
        series: Option<SeriesOf>,
    },
    Book {
        on: Date,
    },
    Move {
        on: Date,
        reason: String,
    },
    TellFactory,
    TellPlanning,
    Cancel {
        reason: String,
    },
    Start {
        on: Date,
    },
    /// Begins it, too, if nobody has said that it began.
    Record {
        report: Report,
    },
    Correct {
        report: Report,
        reason: String,
    },
    Release {
        note: String,
    },
}

impl Command {
    /// Does it put a whole content in the place of one that has become another since?
    pub fn conflicts_with(&self, since: &[Event]) -> bool {
        since.iter().any(|event| {
            matches!(
                (self, event),
                (Command::Change { .. }, Event::Changed { .. }) | (Command::Correct { .. }, Event::Corrected { .. })
            )
        })
    }
}

/// What is decided by besides the inspection itself.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub by: PersonId,
    pub now: Timestamp,
    /// The day of `now` in the company's zone.
    pub today: Date,
    /// The day on which the order was received.
    pub received: Date,
    /// The day on which the order is to be delivered, as it stands now.
    pub delivery: Option<Date>,
    /// How many units there are of what is inspected.
    pub units: Units,
    /// All inspections of the order.
    pub of_order: &'a [Inspection],
    /// What the inspection's series asks of its next lot.
    pub next: Next,
    /// May this person release what did not pass?
    pub may_release: bool,
}

/// How many units there are to be inspected. None where those that are offered may be others than those that are ordered:
/// rolls of what is sold by the metre, pieces of what is sold by the carton.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Units {
    /// Of the order, or of the lot in the workshop.
    pub asked: Option<u64>,
    /// The same, with what is made beyond.
    pub most: Option<u64>,
}

/// The first event of a new inspection.
pub fn plan(request: Request, given: &Given) -> Result<Planned, InspectionRefusal> {
    let repeats = match request.again {
        None => 0,
        Some(failed) => {
            let failed = given.of_order.iter().find(|one| one.id == failed);
            may_repeat(failed.ok_or(InspectionRefusal::NothingToRepeat)?, &request, given)?
        }
    };
    let arrangement = request.arrangement.checked(request.subject.of, given)?;
    Ok(Planned { request: Request { arrangement, ..request }, repeats })
}

pub fn decide(inspection: &Inspection, command: Command, given: &Given) -> Result<Vec<Event>, InspectionRefusal> {
    use InspectionRefusal::*;
    let (state, now) = (&inspection.state, given.now);
    if let State::Cancelled { reason, .. } = state {
        return Err(Cancelled { reason: reason.clone() });
    }
    let event = match command {
        Command::Change { arrangement, series } => {
            not_begun(state)?;
            let arrangement = arrangement.checked(inspection.subject.of, given)?;
            Event::Changed { arrangement, series: (series != inspection.series).then_some(series) }
        }
        Command::Book { on } => {
            not_begun(state)?;
            if let State::Booked { on, .. } = state {
                return Err(BookedAlready { on: *on });
            }
            check_day(on, inspection.stage(), given)?;
            Event::Booked { on }
        }
        Command::Move { on, reason } => {
            let (booked, _) = booked(state)?;
            if on == booked {
                return Err(SameDay { on });
            }
            check_day(on, inspection.stage(), given)?;
            Event::Moved { on, reason: words(&reason, &reason_name(), super::LONGEST_TEXT)? }
        }
        Command::TellFactory => match booked(state)?.1.factory {
            Some(at) => return Err(AlreadyTold { whom: Text::new("工厂", "the factory"), at }),
            None => Event::FactoryTold { at: now },
        },
        Command::TellPlanning => match booked(state)?.1.planning {
            Some(at) => return Err(AlreadyTold { whom: Text::new("计划部", "planning"), at }),
            None => Event::PlanningTold { at: now },
        },
        Command::Cancel { reason } => {
            not_inspected(state)?;
            let reason = words_needed(&reason, &Text::new("取消原因", "the reason to cancel it"))?;
            Event::Cancelled { reason, by: given.by, at: now }
        }
        Command::Start { on } => {
            not_begun(state)?;
            Event::Started { start: begin(inspection, on, given)? }
        }
        Command::Record { report } => return record(inspection, report, given),
        Command::Correct { report, reason } => {
            let start = inspected(inspection, given.of_order)?;
            let report = check_report(inspection, report, start, given)?;
            let reason = words_needed(&reason, &Text::new("更正原因", "the reason to correct it"))?;
            Event::Corrected { report, reason, at: now }
        }
        Command::Release { note } => {
            inspected(inspection, given.of_order)?;
            if let Some(on) = inspection.day().filter(|_| inspection.has_passed()) {
                return Err(Passed { on });
            }
            if !given.may_release {
                return Err(MayNotRelease);
            }
            let note = words_needed(&note, &Text::new("让步放行的理由", "the reason to release it"))?;
            Event::Released { release: Release { by: given.by, at: now, note } }
        }
    };
    Ok(vec![event])
}

/// Which re-inspection of the lot it would be, from 1.
fn may_repeat(failed: &Inspection, request: &Request, given: &Given) -> Result<u32, InspectionRefusal> {
    let stage = failed.stage().name();
    if failed.subject != request.subject {
        return Err(InspectionRefusal::OtherGoods { stage });
    }
    if !matches!(failed.state, State::Inspected { .. }) || failed.has_passed() {
        return Err(InspectionRefusal::NotFailed { stage });
    }
    match repeated_by(failed, given.of_order) {
        Some(other) => Err(InspectionRefusal::RepeatedAlready { number: other.repeats }),
        None => Ok(failed.repeats.saturating_add(1)),
    }
}

impl Arrangement {
    fn checked(self, of: Of, given: &Given) -> Result<Self, InspectionRefusal> {
        match self.lot {
            0 => return Err(InspectionRefusal::LotEmpty),
            1..=MOST_UNITS => {}
            _ => return Err(InspectionRefusal::LotTooLarge { most: MOST_UNITS }),
        }
        if let Some(most) = given.units.most.filter(|most| self.lot > *most) {
            return Err(InspectionRefusal::LotMoreThanThere { lot: self.lot, most });
        }
        if let Some(on) = self.wanted_on {
            let reach = Reach::of(given.received, given.today);
            reach.check(&Text::new("希望验货日", "Hoped for on"), on).map_err(InspectionRefusal::Day)?;
            before_delivery(on, of.stage(), given)?;
        }
        let fewer = self.checked_fewer(of, given)?;
        Ok(Self {
            fewer,
            inspector: self.inspector.checked()?,
            sampling: self.sampling.checked(self.lot)?,
            goods: words(&self.goods, &Text::new("验货对象", "the goods"), LONGEST_LINE)?,
            place: words(&self.place, &Text::new("验货地点", "the place"), LONGEST_LINE)?,
            ..self
        })
    }

    /// The whole order is offered, and that is less than was ordered: somebody says why.
    fn checked_fewer(&self, of: Of, given: &Given) -> Result<Option<Fewer>, InspectionRefusal> {
        let is_whole = of == (Of::Final { whole_order: true });
        let Some(ordered) = given.units.asked.filter(|asked| is_whole && self.lot < *asked) else { return Ok(None) };
        let why = self.fewer.as_ref().map_or("", |fewer| &fewer.why);
        let why = words(why, &Text::new("少验原因", "the reason"), super::LONGEST_TEXT)?;
        if why.is_empty() {
            return Err(InspectionRefusal::FewerThanOrdered { lot: self.lot, ordered });
        }
        Ok(Some(Fewer { why, ordered }))
    }
}

/// A day that can be agreed on.
fn check_day(on: Date, stage: Stage, given: &Given) -> Result<(), InspectionRefusal> {
    if on < given.today {
        return Err(InspectionRefusal::DayPassed { on, today: given.today });
    }
    let last = furthest(given.today);
    not_too_far(&Text::new("验货日", "The day of the inspection"), on, last).map_err(InspectionRefusal::Day)?;
    before_delivery(on, stage, given)
}

/// Finished goods are inspected before they are delivered. Once the day of delivery has come, any day is better than none.
fn before_delivery(on: Date, stage: Stage, given: &Given) -> Result<(), InspectionRefusal> {
    let binds = |delivery: &Date| stage == Stage::Final && *delivery > given.today && on >= *delivery;
    match given.delivery.filter(binds) {
        Some(delivery) => Err(InspectionRefusal::NotBeforeDelivery { on, delivery }),
        None => Ok(()),
    }
}

/// A lot that failed is inspected again even when nothing new is inspected any more.
fn begin(inspection: &Inspection, on: Date, given: &Given) -> Result<Start, InspectionRefusal> {
    if on > given.today {
        return Err(InspectionRefusal::DayToCome { on, today: given.today });
    }
    let classes = inspection.discontinued(&given.next);
    if !classes.is_empty() && inspection.repeats == 0 {
        return Err(InspectionRefusal::Discontinued { classes: classes.into_iter().map(class_name).collect() });
    }
    let severities = inspection.severities(&given.next);
    Ok(Start { on, by: given.by, severities, steady: given.next.steady })
}

fn record(inspection: &Inspection, report: Report, given: &Given) -> Result<Vec<Event>, InspectionRefusal> {
    not_inspected(&inspection.state)?;
    let begun = inspection.start().copied();
    let start = match begun {
        Some(start) => start,
        None => begin(inspection, report.on, given)?,
    };
    let report = check_report(inspection, report, &start, given)?;
    let started = begun.is_none().then_some(Event::Started { start });
    Ok(started.into_iter().chain([Event::Recorded { report, at: given.now }]).collect())
}

fn check_report(
    inspection: &Inspection,
    report: Report,
    start: &Start,
    given: &Given,
) -> Result<Report, InspectionRefusal> {
    let on = report.on;
    if on < start.on {
        return Err(InspectionRefusal::ReportedBeforeStart { on, started: start.on });
    }
    if on > given.today {
        return Err(InspectionRefusal::DayToCome { on, today: given.today });
    }
    let Arrangement { sampling, lot, .. } = &inspection.arrangement;
    report.checked(*lot, &sampling.draw(*lot, start.severities))
}

pub(super) fn not_inspected(state: &State) -> Result<(), InspectionRefusal> {
    match state {
        State::Inspected { report, .. } | State::Released { report, .. } => {
            Err(InspectionRefusal::Inspected { on: report.on })
        }
        _ => Ok(()),
    }
}

pub(super) fn not_begun(state: &State) -> Result<(), InspectionRefusal> {
    not_inspected(state)?;
    match state {
        State::Started { start } => Err(InspectionRefusal::StartedAlready { on: start.on }),
        _ => Ok(()),
    }
}

pub(super) fn booked(state: &State) -> Result<(Date, Told), InspectionRefusal> {
    not_begun(state)?;
    match state {
        State::Booked { on, told } => Ok((*on, *told)),
        _ => Err(InspectionRefusal::NotBooked),
    }
}

/// With a result that nothing was built on yet.
pub(super) fn inspected<'a>(
    inspection: &'a Inspection,
    of_order: &[Inspection],
) -> Result<&'a Start, InspectionRefusal> {
    match &inspection.state {
        State::Inspected { start, .. } => match repeated_by(inspection, of_order) {
            Some(other) => Err(InspectionRefusal::RepeatedAlready { number: other.repeats }),
            None => Ok(start),
        },
        State::Released { release, .. } => Err(InspectionRefusal::Released { at: release.at }),
        _ => Err(InspectionRefusal::NotInspected),
    }
}

fn reason_name() -> Text {
    Text::new("改期原因", "the reason to move it")
}
