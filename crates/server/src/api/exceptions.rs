//! Exceptions of all orders in the caller's scope, and the causes that they are given.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{ExceptionId, PersonId, Say, exception::RuleKey, party::Person};
use yidan_store::exceptions::{self, Listed};

use super::{
    caller::Caller,
    problem::Answer,
    reading::{self, Fault},
    reply::Reply,
    sent::Query,
    values::{Day, Key, Moment, PersonName, Text},
};
use crate::{app::App, known};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_exceptions)).routes(routes!(list_causes))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum State {
    #[default]
    Open,
    /// Open, and past the day it was to be settled by.
    Overdue,
    /// Open, and nobody's.
    Unowned,
    Closed,
    All,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ExceptionRule)]
enum Rule {
    NoDate,
    StepLateStart,
    StepOverdue,
    Blocked,
    Idle,
    AtRisk,
    WillBeLate,
    PromiseBroken,
    WordBroken,
    QuantityShort,
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    #[serde(default)]
    #[param(required = false, inline, default = "open")]
    state: State,
    /// Raised by this rule.
    #[param(required = false, inline)]
    rule: Option<Rule>,
    /// Key of a cause.
    #[param(required = false)]
    cause: Option<Key>,
    /// Key of a department: charged to it or, while it is charged to none, on a step of it.
    #[param(required = false)]
    department: Option<Key>,
    #[param(required = false)]
    owner: Option<Uuid>,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<Uuid>,
    /// Rows on a page.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// A page of exceptions, the latest first.
#[derive(Serialize, ToSchema)]
struct Exceptions {
    exceptions: Vec<Row>,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<Uuid>,
}

/// An exception with the order that it is about.
#[derive(Serialize, ToSchema)]
#[schema(as = ExceptionRow)]
struct Row {
    id: Uuid,
    order: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    /// The version of the order, for `If-Match`.
    version: u64,
    customer: String,
    step: Option<String>,
    step_name: Option<Text>,
    /// The rule that raised it; none when a person did.
    rule: Option<Rule>,
    /// What is wrong: as the person wrote it, or what the rule has found, in the reader's language.
    says: String,
    raised_at: Moment,
    raised_by: PersonName,
    owner: Option<PersonName>,
    due: Option<Day>,
    cause: Option<String>,
    charged_to: Option<String>,
    cleared_at: Option<Moment>,
    cleared_by: Option<PersonName>,
    /// How it was solved; empty when it mended itself.
    outcome: Option<String>,
    mended: bool,
}

/// Exceptions
///
/// Of every order that you may see, the latest first. `Link` gives the next page.
#[utoipa::path(get, path = "/exceptions", tag = "exceptions", params(Filter),
    responses((status = 200, description = "A page of them.", body = Exceptions)))]
async fn list_exceptions(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let query = filter.query(&caller);
    if let Some(unknown) = known::unknown(&caller.app.store, known::in_exceptions(&query)).await? {
        return Err(Fault::unknown(unknown).into());
    }
    let page = caller.app.store.read(move |tx| exceptions::list(tx, &query)).await?;
    let world = caller.app.store.world();
    let exceptions = page.exceptions.iter().map(|listed| Row::of(listed, &caller, &world.people)).collect();
    let next = page.next.map(|id| id.0);
    let address = next.map(|next| {
        let filter = Filter { after: Some(next), ..filter };
        format!("/api/v1/exceptions?{}", serde_urlencoded::to_string(&filter).unwrap_or_default())
    });
    Ok(Reply::ok(Exceptions { exceptions, next }).next(address).into_response())
}

impl Filter {
    fn query(&self, caller: &Caller) -> exceptions::Query {
        exceptions::Query {
            scope: caller.viewer.scope(),
            state: self.state.into(),
            rule: self.rule.map(Into::into),
            cause: self.cause.as_ref().map(|key| key.0.as_str().into()),
            department: self.department.as_ref().map(|key| key.0.as_str().into()),
            owner: self.owner.map(PersonId),
            today: caller.today(),
            after: self.after.map(ExceptionId),
            limit: self.limit,
        }
    }
}

impl Row {
    fn of(listed: &Listed, caller: &Caller, people: &[Person]) -> Self {
        let (exception, handling) = (&listed.exception, &listed.exception.handling);
        let person = |id| PersonName::of(id, people);
        let cleared = exception.cleared.as_ref();
        Self {
            id: exception.id.0,
            order: listed.order.0,
            number: listed.number.clone(),
            version: listed.version,
            customer: listed.customer.clone(),
            step: exception.step.as_ref().map(|step| step.0.clone()),
            step_name: listed.step.as_ref().map(Text::from),
            rule: exception.rule().map(Into::into),
            says: caller.reader.say(&exception.say()),
            raised_at: Moment(exception.raised_at),
            raised_by: person(exception.raised_by),
            owner: handling.owner.map(person),
            due: handling.due.map(Day),
            cause: handling.cause.as_ref().map(|cause| cause.0.clone()),
            charged_to: handling.charged_to.as_ref().map(|department| department.0.clone()),
            cleared_at: cleared.map(|cleared| Moment(cleared.at)),
            cleared_by: cleared.map(|cleared| person(cleared.by)),
            outcome: cleared.map(|cleared| cleared.note.clone()),
            mended: exception.has_mended(),
        }
    }
}

/// Why things go wrong, in the company's own words.
#[derive(Serialize, ToSchema)]
struct Causes {
    causes: Vec<Cause>,
}

#[derive(Serialize, ToSchema)]
struct Cause {
    #[schema(examples("late-material"))]
    key: String,
    name: Text,
    /// Key of the department that it is charged to.
    charged_to: Option<String>,
    /// Not offered any more.
    archived: bool,
}

/// Causes of exceptions
#[utoipa::path(get, path = "/exceptions/causes", tag = "exceptions",
    responses((status = 200, description = "All of them, those no longer offered too.", body = Causes)))]
async fn list_causes(caller: Caller) -> Answer {
    let world = caller.app.store.world();
    let cause = |cause: &yidan_domain::exception::Cause| Cause {
        key: cause.key.0.clone(),
        name: (&cause.name).into(),
        charged_to: cause.charged_to.as_ref().map(|department| department.0.clone()),
        archived: cause.archived,
    };
    Ok(Reply::ok(Causes { causes: world.causes.0.iter().map(cause).collect() }).into_response())
}

impl From<State> for exceptions::State {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Overdue => Self::Overdue,
            State::Unowned => Self::Unowned,
            State::Closed => Self::Closed,
            State::All => Self::All,
        }
    }
}

macro_rules! same_rules {
    ($($rule:ident),* $(,)?) => {
        impl From<Rule> for RuleKey {
            fn from(rule: Rule) -> Self {
                match rule { $(Rule::$rule => Self::$rule),* }
            }
        }

        impl From<RuleKey> for Rule {
            fn from(rule: RuleKey) -> Self {
                match rule { $(RuleKey::$rule => Self::$rule),* }
            }
        }
    };
}

same_rules! {
    NoDate, StepLateStart, StepOverdue, Blocked, Idle, AtRisk, WillBeLate, PromiseBroken, WordBroken, QuantityShort
}
