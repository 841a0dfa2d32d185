//! The plan of an order: what changing it would do, changing it, and what can be promised for an order not entered yet.

use std::{collections::BTreeMap, sync::Arc};

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{
    Message, OrderId, StepKey,
    case::Case,
    order::{
        Order,
        command::Command,
        decide::Context,
        refusal::{LineFault, LineProblem, Refusal},
        row::OrderRow,
        summary::Summary,
    },
    process::Process,
    schedule::{self, Network, forecast::Forecast, promise},
};
use yidan_store::{Error, World, orders};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reply::Reply,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Day, Key, Length, LocalTime, Moment, Words},
    },
    content::{self, Header, Line},
    list::Outlook,
    steps::Done,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(change_plan)).routes(routes!(preview_plan)).routes(routes!(check_promise))
}

/// The plan of one step, as somebody has changed it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanChange {
    /// It does not begin before.
    #[serde(default)]
    not_before: Option<LocalTime>,
    /// It takes so long instead of the standard time.
    #[serde(default)]
    takes: Option<Length>,
    #[serde(default)]
    split: Option<Split>,
}

/// The work is split in two.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// After so much work it rests …
    after: Length,
    /// … and goes on no sooner than then.
    resumes: LocalTime,
}

/// All changes that are to hold from now on: steps that are left out go by the process. The promised day likewise.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPlan {
    #[serde(default)]
    changes: BTreeMap<String, PlanChange>,
    #[serde(default)]
    promised: Option<Day>,
    reason: Words,
}

/// What the plan would make of the order, beside what it is now.
#[derive(Serialize, ToSchema)]
struct Preview {
    now: Outcome,
    then: Outcome,
}

#[derive(Serialize, ToSchema)]
struct Outcome {
    promised: Option<Day>,
    /// The day on which the last step is expected to be done.
    completion_on: Option<Day>,
    expected_on: Option<Day>,
    likely_by: Option<Day>,
    /// Days after the promised day on which the goods are expected to leave, and the same in working days.
    expected_delay_days: Option<i32>,
    expected_delay_workdays: Option<i32>,
    outlook: Outlook,
    /// Key of the open step that delivery waits for now.
    held_by: Option<String>,
    steps: Vec<StepTimes>,
}

#[derive(Serialize, ToSchema)]
struct StepTimes {
    key: String,
    planned_start: Option<Moment>,
    planned_end: Option<Moment>,
    expected_start: Option<Moment>,
    expected_end: Option<Moment>,
    slack_minutes: Option<i64>,
    critical: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Draft {
    /// Key of the process to follow; the company's usual one when left out.
    #[serde(default)]
    process: Option<Key>,
    header: Header,
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<Line>,
}

/// What a promise needs against what is left.
#[derive(Serialize, ToSchema)]
struct PromiseCheck {
    possible: bool,
    /// Working days that the standard times need from now until delivery.
    needs_workdays: i32,
    /// Working days until the day asked about.
    left_workdays: Option<i32>,
    /// The earliest day that can be promised.
    earliest: Option<Day>,
    /// Steps that would be due before they can be done.
    overdue: Vec<Overdue>,
    /// A year on the way whose public holidays are not known here: it is reckoned by plain weeks.
    unpublished_year: Option<i16>,
}

#[derive(Serialize, ToSchema)]
struct Overdue {
    step: String,
    due: Option<Moment>,
    soonest: Option<Moment>,
}

/// Change the plan, with the reason
///
/// Open steps are moved, given more time or split, or another day is promised; the plan as it was before the first change
/// stays as the baseline.
#[utoipa::path(post, path = "/orders/{id}/plan", tag = "orders", params(("id" = Uuid, Path), IfMatch), request_body = NewPlan,
    responses((status = 200, description = "Changed.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn change_plan(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<NewPlan>,
) -> Answer {
    let command = what.command();
    caller.command(id, seen, once, command).await.map_err(in_plan)
}

/// A plan names the promised day beside the changes.
fn in_plan(problem: Problem) -> Problem {
    problem.moved("/header/promised", "/promised")
}

/// See what changing the plan would do
///
/// Nothing is kept.
#[utoipa::path(post, path = "/orders/{id}/plan/preview", tag = "orders", params(("id" = Uuid, Path)), request_body = NewPlan,
    responses((status = 200, description = "Times now, and as they would be.", body = Preview), (status = 403)))]
async fn preview_plan(caller: Caller, Path(id): Path<OrderId>, Sent { what, .. }: Sent<NewPlan>) -> Answer {
    let scope = caller.viewer.scope();
    let read = move |tx: &mut yidan_store::Tx| {
        let order = orders::load(tx, scope, id)?;
        let process = orders::process_of(tx, &order)?.clone();
        Ok((order, process))
    };
    let (order, process) = caller.app.store.read(read).await?;
    let world = caller.app.store.world();
    let context = Context {
        process: &process,
        viewer: &caller.viewer,
        now: caller.now(),
        calendars: &world.company.calendars,
        causes: &world.causes,
    };
    let then = order.replanned(what.command(), context).map_err(|refusal| in_plan(Error::from(refusal).into()))?;
    let preview =
        Preview { now: outcome(&caller, &world, &process, &order), then: outcome(&caller, &world, &process, &then) };
    Ok(Reply::ok(preview).into_response())
}

/// Check a promise before the order is entered
///
/// Nothing is kept.
#[utoipa::path(post, path = "/promise-check", tag = "orders", request_body = Draft,
    responses((status = 200, description = "What it needs, and what can be promised; null where no times are known.", body = Option<PromiseCheck>)))]
async fn check_promise(caller: Caller, Sent { what, .. }: Sent<Draft>) -> Answer {
    let world = caller.app.store.world();
    let company = &world.company;
    let key = what.process.map_or_else(|| company.settings.process.clone(), |key| key.0);
    let unknown = || Error::Invalid(Message::new("order-unknown-process").with("process", key.as_str()));
    let process = world.processes.latest(&key).ok_or_else(unknown)?;
    let header = what.header.read(&caller, company.settings.currency)?;
    let lines = content::lines(what.lines)?;
    if lines.is_empty() {
        return Err(Error::from(Refusal::Lines(LineFault { line: 1, what: LineProblem::None })).into());
    }
    let check = promise::check_entry(process, header, lines, &company.calendars, caller.now());
    let moment = |at: schedule::Moment| at.timestamp(&company.zone).map(Moment);
    let check = check.map(|check| PromiseCheck {
        possible: check.is_possible,
        needs_workdays: check.needs_workdays,
        left_workdays: check.left_workdays,
        earliest: check.earliest.map(Day),
        overdue: check
            .overdue
            .into_iter()
            .map(|overdue| Overdue { step: overdue.step.0, due: moment(overdue.due), soonest: moment(overdue.soonest) })
            .collect(),
        unpublished_year: check.unpublished,
    });
    Ok(Reply::ok(check).into_response())
}

fn outcome(caller: &Caller, world: &World, process: &Arc<Process>, order: &Order) -> Outcome {
    let calendars = &world.company.calendars;
    let case = Case::of(order, process);
    let network = Network::of(process, calendars);
    let plan = schedule::plan_of(&network, &case.course);
    let windows = case.windows(&network, caller.now());
    let forecast: Forecast = caller.app.store.following().forecast(&case, calendars, caller.now());
    let expected = forecast.expected_day();
    let moment = |at: Option<schedule::Moment>| at.and_then(|at| at.timestamp(&calendars.zone)).map(Moment);
    let steps = process.steps.iter().zip(&forecast.steps).zip(&windows).map(|((step, times), window)| {
        let planned = plan.get(&step.key).copied().unwrap_or_default();
        StepTimes {
            key: step.key.0.clone(),
            planned_start: planned.start.map(Moment),
            planned_end: planned.end.map(Moment),
            expected_start: moment(times.start),
            expected_end: moment(times.finish),
            slack_minutes: window.slack.map(|seconds| seconds.div_euclid(60)),
            critical: window.is_critical,
        }
    });
    let row = OrderRow::of(order, process, calendars);
    let summary = Summary::of(&row, expected, calendars.company(), caller.today(), caller.now());
    Outcome {
        expected_delay_days: summary.lateness.expected_delay_days,
        expected_delay_workdays: summary.expected_delay_workdays,
        outlook: summary.lateness.outlook.into(),
        held_by: forecast.held_by.map(|step| process.steps[step].key.0.clone()),
        promised: order.header.promised.map(Day),
        completion_on: forecast.completion_day().map(Day),
        expected_on: expected.median.map(Day),
        likely_by: expected.likely_by.map(Day),
        steps: steps.collect(),
    }
}

impl NewPlan {
    fn command(&self) -> Command {
        let change = |change: &PlanChange| schedule::PlanChange {
            not_before: change.not_before.map(|at| at.0),
            takes: change.takes.map(|takes| takes.0),
            split: change.split.map(|split| schedule::Split { after: split.after.0, resumes: split.resumes.0 }),
        };
        Command::Replan {
            changes: self.changes.iter().map(|(step, of)| (StepKey(step.clone()), change(of))).collect(),
            promised: self.promised.map(|day| day.0),
            reason: self.reason.0.clone(),
        }
    }
}

impl From<&schedule::PlanChange> for PlanChange {
    fn from(change: &schedule::PlanChange) -> Self {
        let split = |split: schedule::Split| Split { after: Length(split.after), resumes: LocalTime(split.resumes) };
        Self {
            not_before: change.not_before.map(LocalTime),
            takes: change.takes.map(Length),
            split: change.split.map(split),
        }
    }
}
