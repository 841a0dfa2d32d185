//! The board as a list: every filter, every order of rows, page by page.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    CustomerId, Message, PersonId,
    order::{lateness::Lateness, row::OrderRow, summary::Summary},
    party::Person,
    process,
};
use yidan_store::{
    board::{self, Cursor},
    customers, orders, people,
};

use super::super::{
    caller::Caller,
    problem::Answer,
    reading::{self, Fault},
    reply::Reply,
    sent::Query,
    values::{Day, Key, Moment, Money, PersonName, Search},
};
use crate::{
    app::App,
    known::{self, Named},
    web::screen::url_escaped,
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_orders)).routes(routes!(count_orders))
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident => $of:ty: $($variant:ident),* $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($variant),* }

        impl From<$name> for $of {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => <$of>::$variant),* }
            }
        }

        impl From<$of> for $name {
            fn from(word: $of) -> Self {
                match word { $(<$of>::$variant => Self::$variant),* }
            }
        }
    };
}

words! {
    /// A stage of an order's life: a column of the board.
    Stage => process::Stage: Intake, Review, Supply, Making, Packing, Delivery, Settlement
}
words! {
    /// How an order stands; it can be several of these at once.
    State => board::State: Open, Done, Cancelled, Late, DueSoon, WillBeLate, AtRisk, NoDate, Exception
}
words! {
    Sort => board::Sort: Number, Customer, Received, Promised, Countdown, Delay, Expected, Stage, Completion, Exceptions, Updated
}
words! {
    /// Whether the promise will be kept: `at-risk` with one chance in ten of being late, `will-be-late` by what such orders
    /// usually take, `late` once the promised day has passed.
    Outlook => yidan_domain::order::lateness::Outlook: Nothing, Kept, Broken, OnTrack, AtRisk, WillBeLate, Late
}
words! {
    /// The exception state of the summary sheet: the first of these that holds.
    Trouble => yidan_domain::order::summary::Trouble: Cancelled, Exception, Done, Late, WillBeLate, AtRisk, NoDate, DueSoon, StepLate, OnTime
}
words! {
    DateField => board::DateField: Received, Promised, Delivered
}
words! {
    Status => yidan_domain::order::row::Status: Open, Done, Cancelled
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Words that must all be found, each as a part of number, customer's reference, name or code, or goods.
    #[serde(default, skip_serializing)]
    #[param(required = false, inline)]
    text: Search,
    #[param(required = false)]
    customer: Option<Uuid>,
    /// Key of a department that has a step to work on.
    #[serde(skip_serializing)]
    #[param(required = false)]
    department: Option<Key>,
    /// Whose salesperson this is, or with a step handed to this person.
    #[param(required = false)]
    person: Option<Uuid>,
    /// Key of the process.
    #[serde(skip_serializing)]
    #[param(required = false)]
    process: Option<Key>,
    #[param(required = false)]
    stage: Option<Stage>,
    #[param(required = false)]
    state: Option<State>,
    /// Which date `from` and `to` are about.
    #[param(required = false, inline)]
    date: Option<DateField>,
    /// From this day on; needs `date`.
    #[param(required = false)]
    from: Option<Day>,
    /// Up to this day; needs `date`.
    #[param(required = false)]
    to: Option<Day>,
    #[serde(default = "by_number")]
    #[param(required = false, inline, default = "number")]
    sort: Sort,
    #[serde(default)]
    #[param(required = false, default = false)]
    descending: bool,
    /// Where the page begins: `next` of the page before, with the same `sort` and `descending`.
    #[serde(skip_serializing)]
    #[param(required = false, max_length = 1000)]
    after: Option<String>,
    /// Rows on a page.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

fn by_number() -> Sort {
    Sort::Number
}

/// A page of orders.
#[derive(Serialize, ToSchema)]
struct Orders {
    orders: Vec<Row>,
    /// How many there are on all pages together.
    total: usize,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<String>,
    /// Where the page before begins, if there is one.
    previous: Option<String>,
}

/// What lists keep of an order.
#[derive(Serialize, ToSchema)]
#[schema(as = OrderRow)]
struct Row {
    id: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    process: String,
    customer: CustomerName,
    customer_ref: String,
    salesperson: Option<PersonName>,
    /// Names of the goods.
    products: Vec<String>,
    received_on: Day,
    promised: Option<Day>,
    /// The day the goods left.
    delivered_on: Option<Day>,
    /// Days left until the promised day, below zero once it has passed; only while the goods have not left.
    countdown_days: Option<i32>,
    /// Days after the promised day on which the goods left, or today while they have not.
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
    outlook: Outlook,
    trouble: Trouble,
    status: Status,
    /// Stage of the first open step.
    stage: Stage,
    stages: Vec<StageCell>,
    /// Steps that can be worked on now.
    active: Vec<Active>,
    steps_closed: u32,
    steps_total: u32,
    /// Open exceptions.
    exceptions: u32,
    total: Option<Money>,
    updated_at: Moment,
    version: u64,
}

/// A customer, by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerName {
    pub id: Uuid,
    #[schema(examples("Nordwind GmbH"))]
    pub name: String,
}

#[derive(Serialize, ToSchema)]
struct StageCell {
    stage: Stage,
    closed: u32,
    total: u32,
    /// When its last step was closed, if all are.
    closed_at: Option<Moment>,
    /// Planned end of its last step.
    due: Option<Moment>,
}

#[derive(Serialize, ToSchema)]
struct Active {
    step: String,
    department: String,
    assignee: Option<PersonName>,
    started: bool,
    /// A condition of the process holds it.
    blocked: bool,
    due: Option<Moment>,
}

impl Filter {
    async fn query(&self, caller: &Caller) -> Answer<board::Query> {
        let after = match &self.after {
            Some(cursor) => Some(self.cursor(cursor)?),
            None => None,
        };
        let dates = match (self.date, self.from, self.to) {
            (Some(field), from, to) => Some((field.into(), from.map(|day| day.0), to.map(|day| day.0))),
            (None, None, None) => None,
            _ => return Err(Fault::in_parameter("date", Message::new("api-date-missing")).into()),
        };
        let (customer, person) = (self.customer.map(CustomerId), self.person.map(PersonId));
        let department = self.department.as_ref().map(|key| key.0.as_str().into());
        let process = self.process.as_ref().map(|key| key.0.as_str());
        let people = vec![("person", person)];
        let named = Named { process, department: department.as_ref(), customer, people, cause: None };
        if let Some(unknown) = known::unknown(&caller.app.store, named).await? {
            return Err(Fault::unknown(unknown).into());
        }
        Ok(board::Query {
            text: self.text.0.clone(),
            customer,
            department,
            person,
            process: process.map(str::to_owned),
            stage: self.stage.map(Into::into),
            state: self.state.map(Into::into),
            dates,
            sort: self.sort.into(),
            descending: self.descending,
            after,
            limit: self.limit,
            ..board::Query::all(caller.viewer.scope(), caller.today())
        })
    }

    fn cursor(&self, cursor: &str) -> Answer<Cursor> {
        cursor.parse().map_err(|_| Fault::in_parameter("after", Message::new("api-bad-cursor")).into())
    }

    /// The address of the same list from `cursor` on.
    fn address(&self, cursor: &str) -> String {
        let mut address = String::from("/api/v1/orders?");
        let typed = [
            ("text", Some(&self.text.0).filter(|text| !text.is_empty())),
            ("department", self.department.as_ref().map(|key| &key.0)),
            ("process", self.process.as_ref().map(|key| &key.0)),
        ];
        for (name, value) in typed.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            address.push_str(&format!("{name}={}&", url_escaped(value)));
        }
        let rest = serde_urlencoded::to_string(self).unwrap_or_default();
        address.push_str(&format!("{rest}&after={cursor}"));
        address
    }
}

/// Orders
///
/// With every filter, order and search of the board. `Link` gives the next page.
#[utoipa::path(get, path = "/orders", tag = "orders", params(Filter),
    responses((status = 200, description = "A page of them.", body = Orders)))]
async fn list_orders(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let store = &caller.app.store;
    store.ready().await;
    let page = store.board().page(&filter.query(&caller).await?);
    let ids = page.ids;
    let read = move |tx: &mut yidan_store::Tx| {
        let rows = orders::rows(tx, &ids)?;
        let named: Vec<CustomerId> = rows.iter().map(|row| row.customer).collect();
        Ok((customers::names(tx, &named)?, people::all(tx)?, rows))
    };
    let (customers, people, rows) = store.read(read).await?;
    let name = |id: CustomerId| customers.get(&id).cloned().unwrap_or_default();
    let (world, board) = (store.world(), store.board());
    let calendar = world.company.calendars.company();
    let summary = |row: &OrderRow| board.summary(row, calendar, caller.today(), caller.now());
    let orders = rows.iter().map(|row| Row::of(row, name(row.customer), &people, &summary(row), board)).collect();
    let next = page.next.map(|cursor| cursor.to_string());
    let address = next.as_deref().map(|cursor| filter.address(cursor));
    let previous = page.prev.map(|cursor| cursor.to_string());
    Ok(Reply::ok(Orders { orders, total: page.total, next, previous }).next(address).into_response())
}

/// How many orders are where.
#[derive(Serialize, ToSchema)]
struct Counts {
    total: usize,
    states: Vec<StateCount>,
    /// Open orders at each stage.
    stages: Vec<StageCount>,
    /// Steps to work on now, by department.
    departments: Vec<DepartmentCount>,
}

#[derive(Serialize, ToSchema)]
struct StateCount {
    state: State,
    orders: usize,
}

#[derive(Serialize, ToSchema)]
struct StageCount {
    stage: Stage,
    orders: usize,
}

#[derive(Serialize, ToSchema)]
struct DepartmentCount {
    department: String,
    steps: usize,
}

/// How many orders are in each state and at each stage
#[utoipa::path(get, path = "/orders/counts", tag = "orders",
    responses((status = 200, description = "The figures above the board.", body = Counts)))]
async fn count_orders(caller: Caller) -> Answer {
    let store = &caller.app.store;
    store.ready().await;
    let counts = store.board().counts(caller.viewer.scope(), caller.today());
    let body = Counts {
        total: counts.total,
        states: counts.states.map(|(state, orders)| StateCount { state: state.into(), orders }).into(),
        stages: counts.stages.map(|(stage, orders)| StageCount { stage: stage.into(), orders }).into(),
        departments: counts
            .departments
            .into_iter()
            .map(|(department, steps)| DepartmentCount { department: department.0, steps })
            .collect(),
    };
    Ok(Reply::ok(body).into_response())
}

impl Row {
    fn of(row: &OrderRow, customer: String, people: &[Person], summary: &Summary, board: &board::Board) -> Self {
        let Lateness { countdown_days, delay_days, expected_delay_days, outlook } = summary.lateness;
        let expected = board.expected(row.id);
        let person = |id: PersonId| PersonName::of(id, people);
        Self {
            id: row.id.0,
            number: row.number.clone(),
            process: row.process.key.clone(),
            customer: CustomerName { id: row.customer.0, name: customer },
            customer_ref: row.customer_ref.clone(),
            salesperson: row.salesperson.map(person),
            products: row.products.clone(),
            received_on: Day(row.received_on),
            promised: row.promised.map(Day),
            delivered_on: row.delivered_on.map(Day),
            countdown_days,
            delay_days,
            delay_workdays: summary.delay_workdays,
            expected_on: expected.median.map(Day),
            likely_by: expected.likely_by.map(Day),
            expected_delay_days,
            expected_delay_workdays: summary.expected_delay_workdays,
            outlook: outlook.into(),
            trouble: summary.trouble.into(),
            status: row.status.into(),
            stage: row.stage.into(),
            stages: row.stages.iter().map(StageCell::from).collect(),
            active: row.active.iter().map(|step| Active::of(step, people)).collect(),
            steps_closed: row.steps_closed,
            steps_total: row.steps_total,
            exceptions: row.exceptions,
            total: row.total.map(Money::from),
            updated_at: Moment(row.updated_at),
            version: row.version,
        }
    }
}

impl From<&yidan_domain::order::row::StageCell> for StageCell {
    fn from(cell: &yidan_domain::order::row::StageCell) -> Self {
        Self {
            stage: cell.stage.into(),
            closed: cell.closed,
            total: cell.total,
            closed_at: cell.closed_at.map(Moment),
            due: cell.due.map(Moment),
        }
    }
}

impl Active {
    fn of(step: &yidan_domain::order::row::ActiveStep, people: &[Person]) -> Self {
        Self {
            step: step.step.0.clone(),
            department: step.department.0.clone(),
            assignee: step.assignee.map(|id| PersonName::of(id, people)),
            started: step.started,
            blocked: step.blocked,
            due: step.due.map(Moment),
        }
    }
}
