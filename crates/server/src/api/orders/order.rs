//! One order, whole: now, or as it was at a past time.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    OrderId, PersonId, Say,
    case::Case,
    exception::RuleKey,
    order::{
        self as domain, Subject,
        lateness::Lateness,
        ledgers,
        row::OrderRow,
        situation::{Deed, Situation, Standing as Stands},
        steps::{self, StepRow},
        summary::Summary,
    },
    party::Person,
    process::{Field, Process},
    schedule::{
        self, Network,
        critical::Window,
        forecast::{Basis, Expected},
    },
};
use yidan_store::{Error, customers, orders, people};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Query, has_already},
        values::{Day, Moment, Money, PersonName, Text},
    },
    answers::Given,
    approvals::{Approval, ChangeOrder, ClosedChange},
    content::{Header, Line},
    list::{CustomerName, Outlook, Stage, Status, Trouble},
    plan::PlanChange,
};
use crate::{app::App, texts::Reader};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_order))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct When {
    /// As the order was known at this time.
    #[param(required = false)]
    at: Option<Moment>,
}

/// An order with its step table.
#[derive(Serialize, ToSchema)]
struct Order {
    id: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    /// Number of events so far, the order's ETag.
    version: u64,
    process: ProcessVersion,
    status: Status,
    stage: Stage,
    customer: CustomerName,
    salesperson: Option<PersonName>,
    header: Header,
    lines: Vec<Line>,
    /// What each line comes to; none for a line without a price.
    amounts: Vec<Option<Money>>,
    /// The sum of the priced lines.
    total: Option<Money>,
    countdown_days: Option<i32>,
    delay_days: Option<i32>,
    /// The same in working days of the company.
    delay_workdays: Option<i32>,
    /// The day on which the goods are expected to leave: half of such orders are as fast.
    expected_on: Option<Day>,
    /// The day by which they leave in nine cases of ten.
    likely_by: Option<Day>,
    /// Days after the promised day on which the goods are expected to leave.
    expected_delay_days: Option<i32>,
    /// The same in working days of the company.
    expected_delay_workdays: Option<i32>,
    /// The day on which the last step is expected to be done; only for open orders.
    completion_on: Option<Day>,
    outlook: Outlook,
    trouble: Trouble,
    /// Key of the open step that delivery waits for now.
    held_by: Option<String>,
    /// What people have changed about the plan of steps, by key: give all of it back with another change, or it goes by the
    /// process again.
    plan_changes: BTreeMap<String, PlanChange>,
    /// The promised day before the plan was first changed; `baseline_end` of each step is of the same plan.
    baseline_promised: Option<Day>,
    steps: Vec<Step>,
    exceptions: Vec<Exception>,
    promises: Vec<Promise>,
    /// Number of rounds of quotation, and of letters of credit.
    quotations: usize,
    letters: usize,
    /// The change order that waits to be signed; there is never more than one.
    change: Option<ChangeOrder>,
    /// Change orders that were accepted, refused or taken back, the first first.
    closed_changes: Vec<ClosedChange>,
    cancelled: Option<Ended>,
    entered_at: Moment,
    updated_at: Moment,
    /// What you may do to the order now; commands on steps stand with each step.
    may: Vec<May>,
}

#[derive(Serialize, ToSchema)]
struct ProcessVersion {
    #[schema(examples("customer-order"))]
    key: String,
    version: u32,
}

/// A row of the step table.
#[derive(Serialize, ToSchema)]
struct Step {
    /// From 1.
    number: usize,
    key: String,
    name: Text,
    department: String,
    standing: Standing,
    /// Why it cannot move, in the caller's language.
    blocks: Vec<String>,
    assignee: Option<PersonName>,
    planned_start: Option<Moment>,
    planned_end: Option<Moment>,
    /// The same before the plan was first changed; none while it never was.
    baseline_end: Option<Moment>,
    /// When it has to be done at the latest for the promise to be kept.
    latest_end: Option<Moment>,
    /// Working minutes between the soonest and the latest end, from what is done and from now by standard times; below zero when
    /// the promise can't be kept so. Only for steps that are still to be done and that the promise waits for.
    slack_minutes: Option<i64>,
    /// On the longest path to delivery.
    critical: bool,
    expected_start: Option<Moment>,
    expected_end: Option<Moment>,
    likely_by: Option<Moment>,
    /// Number of finished steps that the expected times rest on; none where the standard time counts.
    history: Option<u32>,
    started_at: Option<Moment>,
    finished_at: Option<Moment>,
    /// How much later than planned it was finished, or is already.
    delay_minutes: Option<i64>,
    remark: String,
    answers: BTreeMap<String, Given>,
    /// What the records of the order (inspections, materials, samples) say to questions of the form: leave these out.
    recorded: BTreeMap<String, bool>,
    /// What was handed in to be signed: the step is open while it waits for signatures.
    approval: Option<Approval>,
    /// What you may do to it now.
    may: Vec<May>,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Standing {
    /// The process lets it fall away for this order.
    NotNeeded,
    /// Other steps come first.
    Waiting,
    /// Its turn, but a condition holds it.
    Held,
    Ready,
    Started,
    Finished,
    Skipped,
}

/// A command.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum May {
    Start,
    Finish,
    Assign,
    Skip,
    Reopen,
    Remark,
    Attach,
    RaiseException,
    HandleException,
    ClearException,
    Promise,
    ClosePromise,
    Amend,
    Replan,
    Cancel,
    Sign,
    SendBack,
    Withdraw,
    ProposeChange,
    Quote,
    AnswerQuote,
    KeepLetter,
    ReviewLetter,
    KeepCosts,
    ShowCredit,
    ReleaseCredit,
    RecallCredit,
    /// Which work on samples is for whom, the samples say.
    Sample,
}

#[derive(Serialize, ToSchema)]
struct Exception {
    id: Uuid,
    step: Option<String>,
    /// The rule that raised it; none when a person did.
    #[schema(value_type = Option<String>, examples("promise-broken"))]
    rule: Option<&'static str>,
    /// What is wrong: as the person wrote it, or what the rule has found, in the reader's language.
    says: String,
    note: String,
    owner: Option<PersonName>,
    due: Option<Day>,
    /// Key of the cause, and of the department that bears it.
    cause: Option<String>,
    charged_to: Option<String>,
    raised_at: Moment,
    raised_by: PersonName,
    cleared: Option<Ended>,
    /// It ended by itself, as the rule saw.
    mended: bool,
    /// What you may do with it now.
    may: Vec<May>,
}

#[derive(Serialize, ToSchema)]
struct Promise {
    id: Uuid,
    text: String,
    due: Day,
    owner: PersonName,
    made_at: Moment,
    /// Whether it was kept; none while it is open.
    kept: Option<bool>,
    closed: Option<Ended>,
}

/// When something ended, by whom, and what was said.
#[derive(Serialize, ToSchema)]
struct Ended {
    at: Moment,
    by: PersonName,
    note: String,
}

/// One order
///
/// Its version is its `ETag`; with `If-None-Match` the answer is 304 while nothing has happened to it. Countdown and delay
/// are worked out when asked.
#[utoipa::path(get, path = "/orders/{id}", tag = "orders",
    params(("id" = Uuid, Path), When,
        ("If-None-Match" = Option<String>, Header, description = "The ETag of the order that you have already.")),
    responses((status = 200, description = "The order.", body = Order, headers(("ETag" = String))),
        (status = 304, description = "Nothing has happened to it since.")))]
async fn get_order(caller: Caller, Path(id): Path<OrderId>, Query(when): Query<When>, headers: HeaderMap) -> Answer {
    let (scope, at) = (caller.viewer.scope(), when.at.map(|at| at.0));
    let read = move |tx: &mut yidan_store::Tx| {
        let order = match at {
            Some(at) => orders::as_of(tx, scope, id, at)?.ok_or(Error::NotFound("order"))?,
            None => orders::load(tx, scope, id)?,
        };
        let process = orders::process_of(tx, &order)?.clone();
        let customer = customers::get(tx, order.header.customer)?.name;
        Ok((order, process, customer, people::all(tx)?))
    };
    let (order, process, customer, people) = caller.app.store.read(read).await?;
    if at.is_none() && has_already(&headers, order.version) {
        let tag = HeaderValue::from_str(&format!("\"{}\"", order.version));
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        response.headers_mut().extend(tag.ok().map(|tag| (header::ETAG, tag)));
        return Ok(response);
    }
    let version = order.version;
    let view = View { caller: &caller, order: &order, process: &process, people: &people, past: at };
    Ok(Reply::ok(view.order(customer)).version(version).into_response())
}

/// What an order is shown by.
struct View<'a> {
    caller: &'a Caller,
    order: &'a domain::Order,
    process: &'a Arc<Process>,
    people: &'a [Person],
    /// The past time that is looked at: nothing can be done there.
    past: Option<jiff::Timestamp>,
}

impl View<'_> {
    fn order(&self, customer: String) -> Order {
        let order = self.order;
        let zone = &self.caller.reader.zone;
        let situation = Situation::of(order, self.process);
        let calendars = &self.caller.app.store.world().company.calendars;
        let now = self.past.unwrap_or(self.caller.now());
        let case = Case::of(order, self.process);
        let network = Network::of(self.process, calendars);
        let plan = schedule::plan_of(&network, &case.course);
        let windows = case.windows(&network, now);
        let baseline = schedule::baseline(order, self.process, calendars);
        let row = OrderRow::of(order, self.process, calendars);
        let following = self.caller.app.store.following();
        let forecast = following.forecast(&case, calendars, now);
        let expected = forecast.expected_day();
        let today = zone.to_datetime(now).date();
        let summary = Summary::of(&row, expected, calendars.company(), today, now);
        let Lateness { countdown_days, delay_days, expected_delay_days, outlook } = summary.lateness;
        let steps = steps::table(&situation, &plan, &self.caller.viewer, now);
        Order {
            id: order.id.0,
            number: order.number.clone(),
            version: order.version,
            process: ProcessVersion { key: order.process.key.clone(), version: order.process.version },
            status: situation.status().into(),
            stage: situation.stage().into(),
            customer: CustomerName { id: order.header.customer.0, name: customer },
            salesperson: order.header.salesperson.map(|id| self.person(id)),
            header: (&order.header).into(),
            lines: order.lines.iter().map(Line::from).collect(),
            amounts: order.lines.iter().map(|line| line.amount(order.header.currency).map(Money::from)).collect(),
            total: order.total().map(Money::from),
            countdown_days,
            delay_days,
            delay_workdays: summary.delay_workdays,
            expected_on: expected.median.map(Day),
            likely_by: expected.likely_by.map(Day),
            expected_delay_days,
            expected_delay_workdays: summary.expected_delay_workdays,
            completion_on: forecast.completion_day().map(Day),
            outlook: outlook.into(),
            trouble: summary.trouble.into(),
            plan_changes: order.plan_changes.iter().map(|(key, change)| (key.0.clone(), change.into())).collect(),
            baseline_promised: order.baseline.as_ref().and_then(|terms| terms.promised).map(Day),
            held_by: forecast.held_by.map(|step| self.process.steps[step].key.0.clone()),
            steps: steps
                .iter()
                .zip(&forecast.steps)
                .zip(&windows)
                .map(|((row, expected), window)| Step {
                    baseline_end: baseline.as_ref().and_then(|plan| plan.get(&row.step.key)?.end).map(Moment),
                    ..self.step(row, expected, window)
                })
                .collect(),
            exceptions: order.exceptions.iter().map(|exception| self.exception(&situation, exception)).collect(),
            promises: order.promises.iter().map(|promise| self.promise(promise)).collect(),
            quotations: order.quotations.len(),
            letters: order.letters.len(),
            change: order.change.as_ref().map(|change| {
                let may = self.allowed(&situation, &[Deed::Sign, Deed::SendBack, Deed::Withdraw]);
                ChangeOrder::of(self.process, change, self.people, may)
            }),
            closed_changes: order.closed_changes.iter().map(|change| ClosedChange::of(change, self.people)).collect(),
            cancelled: order.cancelled.as_ref().map(|end| self.ended(end.at, end.by, &end.reason)),
            entered_at: Moment(order.entered_at),
            updated_at: Moment(order.updated_at),
            may: self.may(&situation),
        }
    }

    fn may(&self, situation: &Situation) -> Vec<May> {
        const WHOLE: [Deed; 9] = [
            Deed::Remark,
            Deed::Attach,
            Deed::RaiseException,
            Deed::Promise,
            Deed::ClosePromise,
            Deed::Amend,
            Deed::Replan,
            Deed::Cancel,
            Deed::ProposeChange,
        ];
        self.allowed(situation, &WHOLE)
    }

    fn allowed(&self, situation: &Situation, deeds: &[Deed]) -> Vec<May> {
        let allowed = |deed: &Deed| self.past.is_none() && situation.may(&self.caller.viewer, *deed, None).is_ok();
        deeds.iter().copied().filter(allowed).filter_map(May::of).collect()
    }

    fn step(&self, row: &StepRow, expected: &Expected, window: &Window) -> Step {
        let reader: &Reader = &self.caller.reader;
        let allowed = |deed: &Deed| self.past.is_none() && row.may(*deed).is_ok();
        let answers = row.state.map(|state| &state.answers);
        let recorded = |field: &Field| Some((field.key.clone(), ledgers::said_of(self.order, field)?));
        Step {
            number: row.number,
            key: row.step.key.0.clone(),
            name: (&row.step.name).into(),
            department: row.step.department.0.clone(),
            standing: row.standing.into(),
            blocks: row.standing.blocks().iter().map(|block| reader.say(&block.say())).collect(),
            assignee: row.state.and_then(|state| state.assignee).map(|id| self.person(id)),
            planned_start: row.planned.start.map(Moment),
            planned_end: row.planned.end.map(Moment),
            baseline_end: None,
            latest_end: self.moment(window.late.map(|late| late.1)),
            slack_minutes: window.slack.map(|seconds| seconds.div_euclid(60)),
            critical: window.is_critical,
            expected_start: self.moment(expected.start),
            expected_end: self.moment(expected.finish),
            likely_by: self.moment(expected.likely_by),
            history: match expected.basis {
                Basis::History(count) => Some(count),
                _ => None,
            },
            started_at: row.started_at().map(Moment),
            finished_at: row.finished_at().map(Moment),
            delay_minutes: row.delay.map(|delay| delay.as_mins()),
            remark: row.state.map(|state| state.remark.clone()).unwrap_or_default(),
            answers: answers.into_iter().flatten().map(|(key, answer)| (key.clone(), answer.into())).collect(),
            recorded: row.step.form.iter().filter_map(recorded).collect(),
            approval: row.state.and_then(|state| state.approval.as_ref()).map(|approval| {
                Approval::of(self.process, &Subject::Step(row.step.key.clone()), approval, self.people)
            }),
            may: Deed::ON_STEPS.into_iter().filter(allowed).filter_map(May::of).collect(),
        }
    }

    fn moment(&self, at: Option<schedule::Moment>) -> Option<Moment> {
        at.and_then(|at| at.timestamp(&self.caller.reader.zone)).map(Moment)
    }

    fn exception(&self, situation: &Situation, exception: &domain::Exception) -> Exception {
        let handling = &exception.handling;
        let allowed = |deed: &Deed| {
            let open = exception.is_open() || *deed == Deed::HandleException;
            open && self.past.is_none() && situation.may_settle(&self.caller.viewer, *deed, exception.id).is_ok()
        };
        Exception {
            id: exception.id.0,
            step: exception.step.as_ref().map(|step| step.0.clone()),
            rule: exception.rule().map(RuleKey::key),
            says: self.caller.reader.say(&exception.say()),
            note: exception.note.clone(),
            owner: handling.owner.map(|id| self.person(id)),
            due: handling.due.map(Day),
            cause: handling.cause.as_ref().map(|cause| cause.0.clone()),
            charged_to: handling.charged_to.as_ref().map(|department| department.0.clone()),
            mended: exception.has_mended(),
            may: [Deed::HandleException, Deed::ClearException]
                .into_iter()
                .filter(allowed)
                .filter_map(May::of)
                .collect(),
            raised_at: Moment(exception.raised_at),
            raised_by: self.person(exception.raised_by),
            cleared: exception.cleared.as_ref().map(|end| self.ended(end.at, end.by, &end.note)),
        }
    }

    fn promise(&self, promise: &domain::Promise) -> Promise {
        Promise {
            id: promise.id.0,
            text: promise.text.clone(),
            due: Day(promise.due),
            owner: self.person(promise.owner),
            made_at: Moment(promise.made_at),
            kept: promise.outcome.as_ref().map(|outcome| outcome.kept),
            closed: promise.outcome.as_ref().map(|end| self.ended(end.at, end.by, &end.note)),
        }
    }

    fn ended(&self, at: jiff::Timestamp, by: PersonId, note: &str) -> Ended {
        Ended { at: Moment(at), by: self.person(by), note: note.to_owned() }
    }

    fn person(&self, id: PersonId) -> PersonName {
        PersonName::of(id, self.people)
    }
}

impl From<&Stands> for Standing {
    fn from(standing: &Stands) -> Self {
        match standing {
            Stands::NotNeeded => Self::NotNeeded,
            Stands::Waiting(_) => Self::Waiting,
            Stands::Held(_) => Self::Held,
            Stands::Ready => Self::Ready,
            Stands::Started => Self::Started,
            Stands::Finished => Self::Finished,
            Stands::Skipped => Self::Skipped,
        }
    }
}

impl May {
    /// `None` for what the program alone does.
    fn of(deed: Deed) -> Option<Self> {
        Some(match deed {
            Deed::Start => Self::Start,
            Deed::Finish => Self::Finish,
            Deed::Assign => Self::Assign,
            Deed::Skip => Self::Skip,
            Deed::Reopen => Self::Reopen,
            Deed::Remark => Self::Remark,
            Deed::Attach => Self::Attach,
            Deed::RaiseException => Self::RaiseException,
            Deed::HandleException => Self::HandleException,
            Deed::ClearException => Self::ClearException,
            Deed::FollowRule | Deed::Tell => return None,
            Deed::Promise => Self::Promise,
            Deed::ClosePromise => Self::ClosePromise,
            Deed::Amend => Self::Amend,
            Deed::Replan => Self::Replan,
            Deed::Cancel => Self::Cancel,
            Deed::Sign => Self::Sign,
            Deed::SendBack => Self::SendBack,
            Deed::Withdraw => Self::Withdraw,
            Deed::ProposeChange => Self::ProposeChange,
            Deed::Quote => Self::Quote,
            Deed::AnswerQuote => Self::AnswerQuote,
            Deed::KeepLetter => Self::KeepLetter,
            Deed::ReviewLetter => Self::ReviewLetter,
            Deed::KeepCosts => Self::KeepCosts,
            Deed::ShowCredit => Self::ShowCredit,
            Deed::ReleaseCredit => Self::ReleaseCredit,
            Deed::RecallCredit => Self::RecallCredit,
            Deed::Sample => Self::Sample,
        })
    }
}
