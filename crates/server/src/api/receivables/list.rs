//! The receivables sheet (S6): instalments with their states, and what today is like.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    CustomerId, InvoiceId, Message, PersonId,
    receivable::{self},
};
use yidan_store::{
    Tx,
    receivables::{
        self,
        book::{self, Cursor},
    },
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading::{self, Fault},
        reply::Reply,
        sent::Query,
        values::{Currency, Day, Money, PersonName, Search, Text},
    },
    invoices::Shower,
    values::{CustomerName, Names, State, amounts},
};
use crate::{
    app::App,
    known::{self, Named},
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_receivables)).routes(routes!(get_today)).routes(routes!(list_calls))
}

#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ReceivableSort {
    #[default]
    Due,
    OpenFirst,
    Open,
    Amount,
    Overdue,
    Issued,
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    #[param(required = false, inline)]
    state: Option<State>,
    /// Words, each a part of the invoice's number or of the customer's name or code.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    #[param(required = false)]
    customer: Option<Uuid>,
    #[param(required = false)]
    salesperson: Option<Uuid>,
    #[param(required = false, inline)]
    currency: Option<Currency>,
    /// `open-first` is what is open by its due day, then what is paid, the latest due first.
    #[serde(default)]
    #[param(required = false, inline, default = "due")]
    sort: ReceivableSort,
    #[serde(default)]
    #[param(required = false, default = false)]
    descending: bool,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<String>,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// A page of instalments, with figures of all that the filters leave.
#[derive(Serialize, ToSchema)]
struct Receivables {
    /// How many there are on all pages together.
    total: usize,
    states: Vec<StateFigures>,
    receivables: Vec<Row>,
    next: Option<String>,
}

/// Of one state, in whatever state is asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = ReceivableStateFigures)]
struct StateFigures {
    state: State,
    name: Text,
    count: usize,
    amount: Vec<Money>,
    open: Vec<Money>,
}

/// An instalment.
#[derive(Serialize, ToSchema)]
#[schema(as = ReceivableRow)]
pub struct Row {
    invoice: Uuid,
    number: String,
    instalment: u32,
    what: Text,
    customer: Option<CustomerName>,
    order: Option<Uuid>,
    salesperson: Option<PersonName>,
    issued: Option<Day>,
    due: Option<Day>,
    amount: Money,
    paid: Money,
    open: Money,
    state: State,
    overdue_days: i64,
    /// Days of the highest rung of the reminder ladder that was sent.
    reminded: Option<i32>,
    /// The day of the latest promise about the invoice.
    promised: Option<Day>,
}

/// Receivables
///
/// Instalments of every invoice that you may see. `Link` gives the next page.
#[utoipa::path(get, path = "/receivables", tag = "receivables", params(Filter),
    responses((status = 200, description = "A page of them.", body = Receivables), (status = 403)))]
async fn list_receivables(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    receivables::must_see_money(&caller.viewer)?;
    let query = filter.query(&caller)?;
    let named =
        Named { customer: query.customer, people: vec![("salesperson", query.salesperson)], ..Named::default() };
    if let Some(unknown) = known::unknown(&caller.app.store, named).await? {
        return Err(Fault::unknown(unknown).into());
    }
    let store = &caller.app.store;
    store.receivables_ready().await;
    let page = store.receivables().page(&query);
    let next = page.next.map(|next| next.to_string());
    let figures = |(state, tally): (receivable::State, &book::Tally)| StateFigures {
        state: state.into(),
        name: Text::from(&state.name()),
        count: tally.count,
        amount: amounts(&tally.amount),
        open: amounts(&tally.open),
    };
    let states = receivable::State::ALL.into_iter().zip(&page.states).map(figures).collect();
    let (total, rows, show) = (page.total, page.rows, Shower::of(&caller));
    let receivables = store.read(move |tx| shown(tx, &show, &rows)).await?;
    let address = next.clone().map(|next| {
        let filter = Filter { after: Some(next), ..filter };
        format!("/api/v1/receivables?{}", serde_urlencoded::to_string(&filter).unwrap_or_default())
    });
    Ok(Reply::ok(Receivables { total, states, receivables, next }).next(address).into_response())
}

/// Rows of the book with what their invoices tell.
fn shown(tx: &mut Tx, show: &Shower, rows: &[book::Row]) -> yidan_store::Result<Vec<Row>> {
    let ids: Vec<InvoiceId> = rows.iter().map(|row| row.invoice).collect();
    let known = receivables::known(tx, &ids)?;
    let names = Names::of(tx, rows.iter().filter_map(|row| row.customer))?;
    let one = |row: &book::Row| {
        let invoice = known.get(&row.invoice);
        let part = invoice.and_then(|invoice| invoice.instalments.iter().find(|part| part.number == row.instalment));
        Row {
            invoice: row.invoice.0,
            number: invoice.map(|invoice| invoice.number.clone()).unwrap_or_default(),
            instalment: row.instalment,
            what: Text::from(&part.map(receivable::Instalment::named).unwrap_or_default()),
            customer: row.customer.map(|customer| names.name(customer)),
            order: invoice.and_then(|invoice| invoice.order).map(|order| order.0),
            salesperson: invoice.and_then(|invoice| invoice.salesperson).map(|person| show.person(person)),
            issued: invoice.map(|invoice| Day(invoice.issued)),
            due: row.due.map(Day),
            amount: row.amount.into(),
            paid: row.paid.into(),
            open: row.open.into(),
            state: row.state.into(),
            overdue_days: row.overdue_days,
            reminded: row.reminded,
            promised: row.promised.map(Day),
        }
    };
    Ok(rows.iter().map(one).collect())
}

impl Filter {
    fn query(&self, caller: &Caller) -> Result<book::Query, Fault> {
        let after = self.after.as_deref().map(str::parse::<Cursor>).transpose();
        Ok(book::Query {
            scope: caller.viewer.scope(),
            text: self.text.0.clone(),
            state: self.state.map(Into::into),
            customer: self.customer.map(CustomerId),
            salesperson: self.salesperson.map(PersonId),
            currency: self.currency.map(|currency| currency.0),
            sort: match self.sort {
                ReceivableSort::OpenFirst => book::Sort::OpenFirst,
                ReceivableSort::Due => book::Sort::Due,
                ReceivableSort::Open => book::Sort::Open,
                ReceivableSort::Amount => book::Sort::Amount,
                ReceivableSort::Overdue => book::Sort::Overdue,
                ReceivableSort::Issued => book::Sort::Issued,
            },
            descending: self.descending,
            after: after.map_err(|_| Fault::in_parameter("after", Message::new("api-bad-cursor")))?,
            limit: self.limit,
            today: caller.today(),
        })
    }
}

/// What today is like, each currency for itself.
#[derive(Serialize, ToSchema)]
#[schema(as = ReceivablesToday)]
struct Today {
    day: Day,
    came_today: Vec<Money>,
    /// Since Monday.
    came_this_week: Vec<Money>,
    due_today: Vec<Money>,
    due_today_count: usize,
    overdue: Vec<Money>,
    overdue_count: usize,
    open: Vec<Money>,
    /// Left on receipts.
    left: Vec<Money>,
    /// Of that, money of which nobody knows whose it is.
    unclaimed: Vec<Money>,
    unclaimed_count: usize,
}

/// Today's money
#[utoipa::path(get, path = "/receivables/today", tag = "receivables",
    responses((status = 200, description = "Figures.", body = Today), (status = 403)))]
async fn get_today(caller: Caller) -> Answer {
    receivables::must_see_money(&caller.viewer)?;
    caller.app.store.receivables_ready().await;
    let today = caller.app.store.receivables().today(caller.viewer.scope(), caller.today());
    let today = Today {
        day: Day(caller.today()),
        came_today: amounts(&today.came_today),
        came_this_week: amounts(&today.came_this_week),
        due_today: amounts(&today.due_today),
        due_today_count: today.due_today_count,
        overdue: amounts(&today.overdue),
        overdue_count: today.overdue_count,
        open: amounts(&today.open),
        left: amounts(&today.left),
        unclaimed: amounts(&today.unclaimed),
        unclaimed_count: today.unclaimed_count,
    };
    Ok(Reply::ok(today).into_response())
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Most {
    /// Customers at most.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// Instalments that are told of one customer.
const DUE: usize = 50;

#[derive(Serialize, ToSchema)]
struct Calls {
    calls: Vec<Call>,
}

/// A customer with something overdue, or of whom a reminder is due.
#[derive(Serialize, ToSchema)]
#[schema(as = PaymentCall)]
struct Call {
    customer: CustomerName,
    open: Vec<Money>,
    /// How many instalments it is about.
    count: usize,
    /// The first 50 of them, the earliest due first.
    due: Vec<CallDue>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PaymentCallDue)]
struct CallDue {
    #[serde(flatten)]
    row: Row,
    /// Days of the rung of the reminder ladder that is to be sent today.
    remind: Option<i32>,
}

/// Customers to call today
///
/// The one who owes most first.
#[utoipa::path(get, path = "/receivables/calls", tag = "receivables", params(Most),
    responses((status = 200, description = "Customers.", body = Calls), (status = 403)))]
async fn list_calls(caller: Caller, Query(most): Query<Most>) -> Answer {
    receivables::must_see_money(&caller.viewer)?;
    let store = &caller.app.store;
    store.receivables_ready().await;
    let world = store.world();
    let found = store.receivables().calls(caller.viewer.scope(), caller.today(), &world.ladder, (most.limit, DUE));
    let show = Shower::of(&caller);
    let read = move |tx: &mut Tx| {
        let names = Names::of(tx, found.iter().map(|call| call.customer))?;
        let mut calls = Vec::new();
        for call in &found {
            let rows: Vec<book::Row> = call.due.iter().map(|due| due.row.clone()).collect();
            let rungs =
                call.due.iter().map(|due| due.rung.and_then(|rung| world.ladder.get(rung)).map(|rung| rung.days));
            let due = shown(tx, &show, &rows)?.into_iter().zip(rungs).map(|(row, remind)| CallDue { row, remind });
            let (customer, open) = (names.name(call.customer), amounts(&call.open));
            calls.push(Call { customer, open, count: call.count, due: due.collect() });
        }
        Ok(Calls { calls })
    };
    Ok(Reply::ok(store.read(read).await?).into_response())
}
