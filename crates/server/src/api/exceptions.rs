//! Exceptions of all orders in the caller's scope, the rules that find them, and the causes that they are given.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    CauseKey, ExceptionId, Message, PersonId, Say,
    exception::{self, Limit, RuleKey},
    party::Person,
    text::tidy,
};
use yidan_store::exceptions::{self, Listed};

use super::{
    caller::Caller,
    problem::Answer,
    products::Names,
    reading::{self, Fault},
    reply::Reply,
    sent::{Path, Query, Sent},
    values::{Day, Key, Length, Moment, PersonName, Text},
};
use crate::{app::App, known};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_exceptions))
        .routes(routes!(list_rules))
        .routes(routes!(put_rule))
        .routes(routes!(list_causes))
        .routes(routes!(put_cause))
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
    InspectionFailed,
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

/// The rules that find exceptions, as the company has set them.
#[derive(Serialize, ToSchema)]
#[schema(as = ExceptionRules)]
struct Rules {
    rules: Vec<RuleSetting>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ExceptionRuleSetting)]
struct RuleSetting {
    key: Rule,
    on: bool,
    /// How long is let pass before it speaks; null where a part of the quantity is let pass.
    after: Option<Length>,
    /// How much of the ordered quantity is let pass; null where time is let pass.
    percent: Option<u32>,
    taker: Taker,
    /// How soon what it finds is to be settled.
    within: Length,
}

/// Of `after` and `percent` a rule takes the one that it has when it is read.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExceptionRuleFields)]
struct RuleFields {
    on: bool,
    /// How long is let pass before it speaks.
    #[serde(default)]
    after: Option<Length>,
    /// How much of the ordered quantity is let pass.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 50)]
    percent: Option<u32>,
    taker: Taker,
    /// How soon what it finds is to be settled.
    within: Length,
}

/// Who gets what a rule finds. Where there is no such person it goes on to the next, and in the end to a manager.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ExceptionTaker)]
enum Taker {
    /// Whoever the step was handed to, else the manager of its department.
    Assignee,
    /// The manager of the step's department.
    DepartmentManager,
    /// Of a word that was broken, whoever gave it.
    Salesperson,
    Manager,
}

/// Rules that find exceptions
///
/// For managers.
#[utoipa::path(get, path = "/exceptions/rules", tag = "exceptions",
    responses((status = 200, description = "All of them, those that are off too.", body = Rules), (status = 403)))]
async fn list_rules(caller: Caller) -> Answer {
    caller.must_manage()?;
    let world = caller.app.store.world();
    let rules = RuleKey::ALL.into_iter().map(|key| RuleSetting::of(key, world.rules.get(key)));
    Ok(Reply::ok(Rules { rules: rules.collect() }).into_response())
}

/// Set a rule
///
/// For managers. All fields are replaced.
#[utoipa::path(put, path = "/exceptions/rules/{rule}", tag = "exceptions",
    params(("rule" = inline(Rule), Path)), request_body = RuleFields,
    responses((status = 200, description = "Set.", body = RuleSetting), (status = 403), (status = 404), (status = 422)))]
async fn put_rule(caller: Caller, Path(rule): Path<Rule>, Sent { what, once }: Sent<RuleFields>) -> Answer {
    caller.must_manage()?;
    let key = RuleKey::from(rule);
    let rule = what.read(caller.app.store.world().rules.get(key).limit)?;
    let set = caller.commit(once, move |tx, actor| {
        exceptions::put_rule(tx, actor, key, rule)?;
        Ok(Reply::ok(RuleSetting::of(key, rule)))
    });
    set.await
}

impl RuleFields {
    /// What the rule lets pass stays of its kind: time, or a part of the quantity.
    fn read(self, was: Limit) -> Result<exception::Rule, Fault> {
        let limit = match (was, self.after, self.percent) {
            (Limit::After(_), Some(after), None) => Limit::After(after.0),
            (Limit::Percent(_), None, Some(percent)) => Limit::Percent(percent),
            (Limit::After(_), _, percent) => {
                let place = if percent.is_some() { "/percent" } else { "/after" };
                return Err(Fault::at(place, Message::new("api-rule-takes-a-length")));
            }
            (Limit::Percent(_), after, _) => {
                let place = if after.is_some() { "/after" } else { "/percent" };
                return Err(Fault::at(place, Message::new("api-rule-takes-a-percentage")));
            }
        };
        Ok(exception::Rule { on: self.on, limit, taker: self.taker.into(), within: self.within.0 })
    }
}

impl RuleSetting {
    fn of(key: RuleKey, rule: exception::Rule) -> Self {
        let (after, percent) = match rule.limit {
            Limit::After(takes) => (Some(Length(takes)), None),
            Limit::Percent(percent) => (None, Some(percent)),
        };
        Self { key: key.into(), on: rule.on, after, percent, taker: rule.taker.into(), within: Length(rule.within) }
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

/// Both names must be there.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CauseFields {
    name: Names,
    /// Key of the department that it is charged to; nobody's fault without one.
    #[serde(default)]
    charged_to: Option<Key>,
    /// Not offered any more.
    #[serde(default)]
    archived: bool,
}

/// Causes of exceptions
#[utoipa::path(get, path = "/exceptions/causes", tag = "exceptions",
    responses((status = 200, description = "All of them, those no longer offered too.", body = Causes)))]
async fn list_causes(caller: Caller) -> Answer {
    let world = caller.app.store.world();
    Ok(Reply::ok(Causes { causes: world.causes.0.iter().map(Cause::from).collect() }).into_response())
}

/// Add or change a cause
///
/// For managers. A key that is not there yet makes a new cause; all fields are replaced. Causes are archived, never removed,
/// so that old exceptions keep what they say.
#[utoipa::path(put, path = "/exceptions/causes/{key}", tag = "exceptions",
    params(("key" = String, Path, description = "Lower-case letters, digits and hyphens.", example = "late-material")),
    request_body = CauseFields,
    responses((status = 200, description = "Kept.", body = Cause), (status = 403), (status = 404), (status = 422)))]
async fn put_cause(caller: Caller, Path(key): Path<CauseKey>, Sent { what, once }: Sent<CauseFields>) -> Answer {
    caller.must_manage()?;
    let cause = what.with_key(key);
    let named = known::Named { department: cause.charged_to.as_ref(), ..known::Named::default() };
    if let Some(unknown) = known::unknown(&caller.app.store, named).await? {
        return Err(Fault::at("/charged_to", Fault::unknown(unknown).message).into());
    }
    let kept = caller.commit(once, move |tx, actor| {
        exceptions::put_cause(tx, actor, cause.clone())?;
        Ok(Reply::ok(Cause::from(&cause)))
    });
    kept.await
}

impl CauseFields {
    fn with_key(self, key: CauseKey) -> exception::Cause {
        let Names { zh, en } = self.name;
        exception::Cause {
            key,
            name: yidan_domain::Text::new(tidy(&zh.0, false), tidy(&en.0, false)),
            charged_to: self.charged_to.map(|key| key.0.as_str().into()),
            archived: self.archived,
        }
    }
}

impl From<&exception::Cause> for Cause {
    fn from(cause: &exception::Cause) -> Self {
        Self {
            key: cause.key.0.clone(),
            name: (&cause.name).into(),
            charged_to: cause.charged_to.as_ref().map(|department| department.0.clone()),
            archived: cause.archived,
        }
    }
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

/// Words that are the same here and in the domain.
macro_rules! same {
    ($here:ident = $there:ty: $($word:ident),* $(,)?) => {
        impl From<$here> for $there {
            fn from(word: $here) -> Self {
                match word { $($here::$word => Self::$word),* }
            }
        }

        impl From<$there> for $here {
            fn from(word: $there) -> Self {
                match word { $(<$there>::$word => Self::$word),* }
            }
        }
    };
}

same! {
    Rule = RuleKey:
    NoDate, StepLateStart, StepOverdue, Blocked, Idle, AtRisk, WillBeLate, PromiseBroken, WordBroken, QuantityShort,
    InspectionFailed
}

same! { Taker = exception::Taker: Assignee, DepartmentManager, Salesperson, Manager }
