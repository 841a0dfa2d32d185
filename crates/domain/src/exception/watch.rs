//! An order held against the rules: exactly what the rules need to know of it, and what they find now. The same order at
//! the same moment always gives the same findings, so whoever watches may look as often as they like.

use jiff::{Timestamp, civil::Date};

use super::{Finding, Limit, RuleKey, Rules};
use crate::{
    DepartmentKey, PromiseId, Quantity, StepKey,
    case::{Case, Guard},
    order::{Answer, Order, Progress, row::Status},
    process::{Process, Step},
    quality,
    schedule::{Calendars, Moment, Network, Passed, course::Is, due, forecast::Forecast},
};

/// What the rules know of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched<'a> {
    pub status: Status,
    pub received_at: Timestamp,
    pub promised: Option<Date>,
    /// The goods have left.
    pub is_delivered: bool,
    /// When people last did something (`Order::moved_at`).
    pub moved_at: Timestamp,
    /// Promises that are open, with their days.
    pub promises: Vec<(PromiseId, Date)>,
    /// Steps whose turn it is.
    pub steps: Vec<OpenStep<'a>>,
    /// The day on which the goods leave as things go, and if things go badly; as the forecast knows them.
    pub expected: Option<Date>,
    pub likely_by: Option<Date>,
    /// Lots that failed their inspection and may not go on.
    pub failed: &'a [quality::Finding],
    /// Once the quantity made is known, and in the unit it was ordered in.
    pub goods: Option<Goods>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenStep<'a> {
    pub step: &'a StepKey,
    pub department: &'a DepartmentKey,
    pub started: bool,
    /// Since when a condition of the process holds it; `None` when none does.
    pub held_since: Option<Timestamp>,
    pub planned_start: Option<Timestamp>,
    pub due: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Goods {
    pub ordered: Quantity,
    pub made: Quantity,
}

/// Something found, on a step or on the order.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub step: Option<StepKey>,
    pub finding: Finding,
}

/// What the rules in force find now. Nothing is found on an order that is finished or cancelled.
pub fn found(watched: &Watched, rules: &Rules, now: Timestamp, calendars: &Calendars) -> Vec<Found> {
    if watched.status != Status::Open {
        return Vec::new();
    }
    let watch = Watch { watched, rules, now, calendars };
    let of_order = RuleKey::ALL.into_iter().flat_map(|rule| watch.of_order(rule)).map(|finding| (None, finding));
    let of_steps = watched
        .steps
        .iter()
        .flat_map(|step| watch.of_step(step).into_iter().flatten().map(|finding| (Some(step.step.clone()), finding)));
    of_order.chain(of_steps).map(|(step, finding)| Found { step, finding }).collect()
}

impl Found {
    pub(super) fn is_worse_than(&self, other: &Found) -> bool {
        self.step == other.step && self.finding.rule().is_worse_than(other.finding.rule())
    }
}

struct Watch<'a> {
    watched: &'a Watched<'a>,
    rules: &'a Rules,
    now: Timestamp,
    calendars: &'a Calendars,
}

impl Watch<'_> {
    fn of_order(&self, key: RuleKey) -> Vec<Finding> {
        let Some(rule) = self.rules.in_force(key) else { return Vec::new() };
        let watched = self.watched;
        let waits = watched.promised.filter(|_| !watched.is_delivered);
        let found = match key {
            RuleKey::NoDate => {
                let received = watched.received_at;
                let undated = watched.promised.is_none() && !watched.is_delivered;
                (undated && self.has_passed(None, received, rule.limit)).then_some(Finding::NoDate { received })
            }
            RuleKey::Idle => {
                let since = watched.moved_at;
                self.has_passed(None, since, rule.limit).then_some(Finding::Idle { since })
            }
            RuleKey::AtRisk => waits.zip(watched.likely_by).and_then(|(promised, likely_by)| {
                self.is_later(likely_by, promised, rule.limit).then_some(Finding::AtRisk { promised, likely_by })
            }),
            RuleKey::WillBeLate => waits.zip(watched.expected).and_then(|(promised, expected)| {
                self.is_later(expected, promised, rule.limit).then_some(Finding::WillBeLate { promised, expected })
            }),
            RuleKey::PromiseBroken => waits
                .and_then(|promised| self.is_over(promised, rule.limit).then_some(Finding::PromiseBroken { promised })),
            RuleKey::WordBroken => {
                let broken = watched.promises.iter().filter(|(_, due)| self.is_over(*due, rule.limit));
                return broken.map(|(promise, due)| Finding::WordBroken { promise: *promise, due: *due }).collect();
            }
            RuleKey::InspectionFailed => {
                let failed = watched.failed.iter().filter(|failed| self.is_over_or_today(failed.on, rule.limit));
                return failed.map(|found| Finding::InspectionFailed { found: Box::new(found.clone()) }).collect();
            }
            RuleKey::QuantityShort => watched.goods.as_ref().and_then(|goods| {
                let Goods { ordered, made } = goods.clone();
                goods.are_short(rule.limit.percent()).then_some(Finding::QuantityShort { ordered, made })
            }),
            RuleKey::StepLateStart | RuleKey::StepOverdue | RuleKey::Blocked => None,
        };
        found.into_iter().collect()
    }

    fn of_step(&self, step: &OpenStep) -> [Option<Finding>; 3] {
        let over = |key: RuleKey, since: Option<Timestamp>| {
            let rule = self.rules.in_force(key)?;
            since.filter(|since| self.has_passed(Some(step.department), *since, rule.limit))
        };
        let could_start = step.planned_start.filter(|_| !step.started && step.held_since.is_none());
        [
            over(RuleKey::StepLateStart, could_start).map(|planned| Finding::StepLateStart { planned }),
            over(RuleKey::StepOverdue, step.due).map(|due| Finding::StepOverdue { due }),
            over(RuleKey::Blocked, step.held_since).map(|since| Finding::Blocked { since }),
        ]
    }

    fn has_passed(&self, department: Option<&DepartmentKey>, since: Timestamp, limit: Limit) -> bool {
        // Most of what is asked lies ahead: no calendar is needed to see that.
        since <= self.now && self.let_pass(department, since, limit).is_some_and(|until| until <= self.now)
    }

    fn let_pass(&self, department: Option<&DepartmentKey>, since: Timestamp, limit: Limit) -> Option<Timestamp> {
        let calendar = department.map_or(self.calendars.company(), |key| self.calendars.of(key));
        let since = Moment::of_timestamp(since, &self.calendars.zone);
        calendar.forward(since, calendar.length(limit.after()))?.timestamp(&self.calendars.zone)
    }

    /// Has the day gone by, and as much again as the rule lets pass?
    fn is_over(&self, day: Date, limit: Limit) -> bool {
        self.end_of(day).is_some_and(|end| self.has_passed(None, end, limit))
    }

    /// A lot that fails speaks at once, unless the rule lets some time pass after its day.
    fn is_over_or_today(&self, day: Date, limit: Limit) -> bool {
        let begins = day.yesterday().ok().and_then(|before| self.end_of(before));
        begins.is_none_or(|begins| self.has_passed(None, begins, limit))
    }

    fn is_later(&self, day: Date, than: Date, limit: Limit) -> bool {
        let until = || self.let_pass(None, self.end_of(than)?, limit);
        let begins = || self.end_of(day.yesterday().ok()?);
        day > than && until().zip(begins()).is_some_and(|(until, begins)| begins >= until)
    }

    fn end_of(&self, day: Date) -> Option<Timestamp> {
        self.calendars.zone.to_timestamp(day.tomorrow().ok()?.at(0, 0, 0, 0)).ok()
    }
}

impl Goods {
    /// Fewer than ordered, by more than so many percent.
    fn are_short(&self, percent: u32) -> bool {
        let (ordered, made) = (i128::from(self.ordered.ten_thousandths), i128::from(self.made.ten_thousandths));
        made * 100 < ordered * i128::from(100_u32.saturating_sub(percent))
    }
}

impl<'a> Watched<'a> {
    pub fn of(case: &Case, guard: &'a Guard, network: &Network<'a>, forecast: &Forecast) -> Self {
        let expected = forecast.expected_day();
        let dates = due::dates(network, &case.course);
        let passed = Passed::of(&case.course, network);
        let moment = |at: Option<Moment>| at.and_then(|at| at.timestamp(&network.calendars.zone));
        let step = |(place, step): (usize, &'a Step)| {
            let mark = case.mark(place);
            let ready = || passed.ready(network.before(place)).unwrap_or(case.course.received);
            mark.is_active().then(|| OpenStep {
                step: &step.key,
                department: &step.department,
                started: mark.is == Is::Started,
                held_since: (mark.is == Is::Held).then(|| ready().timestamp()),
                planned_start: moment(dates[place].start),
                due: moment(dates[place].end),
            })
        };
        Self {
            status: case.status,
            received_at: case.course.received.timestamp(),
            promised: case.course.promised,
            is_delivered: forecast.is_delivered,
            moved_at: guard.moved,
            promises: guard.promises.to_vec(),
            steps: network.process.steps.iter().enumerate().filter_map(step).collect(),
            expected: expected.median,
            likely_by: expected.likely_by,
            failed: &guard.failed,
            goods: guard.goods.clone(),
        }
    }
}

/// The quantity made as the latest finished step tells it, beside the quantity ordered, when both are in one unit.
pub(crate) fn goods(order: &Order, process: &Process) -> Option<Goods> {
    let told = |step: &Step| {
        let state = order.step(&step.key).filter(|state| matches!(state.progress, Progress::Finished { .. }))?;
        let field = step.form.iter().find(|field| field.fact.as_deref() == Some("goods.made"))?;
        match state.answers.get(&field.key)? {
            Answer::Number(quantity) => Some(quantity.clone()),
            _ => None,
        }
    };
    let made = process.steps.iter().rev().find_map(told)?;
    let total = order.lines.iter().try_fold(0_i64, |sum, line| {
        (line.quantity.unit == made.unit).then_some(())?;
        sum.checked_add(line.quantity.ten_thousandths)
    })?;
    Some(Goods { ordered: Quantity { ten_thousandths: total, unit: made.unit.clone() }, made })
}
