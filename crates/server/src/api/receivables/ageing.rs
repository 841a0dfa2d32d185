//! Ageing at any date, and the money to come.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{CustomerId, receivable::ageing::Bucket};
use yidan_store::receivables::{
    self,
    book::{Aged, AgeingQuery},
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading::{self, Fault},
        reply::Reply,
        sent::Query,
        values::{Currency, Day, Money, Text},
    },
    values::{CustomerName, Names, amounts},
};
use crate::{
    app::App,
    known::{self, Named},
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_ageing)).routes(routes!(get_cash_in))
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct At {
    /// As it stood at the end of this day; today, when left out.
    #[param(required = false, inline)]
    at: Option<Day>,
    #[param(required = false)]
    customer: Option<Uuid>,
    /// Customers shown for each currency.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// What was open, by how long it was overdue. Due days are those that are known today.
#[derive(Serialize, ToSchema)]
struct Ageing {
    at: Day,
    /// One for each currency in which something was open.
    currencies: Vec<AgedCurrency>,
    /// Of each currency those who owed most.
    customers: Vec<AgedCustomer>,
}

#[derive(Serialize, ToSchema)]
struct AgedCurrency {
    currency: Currency,
    total: Money,
    buckets: Vec<AgeingBucket>,
}

#[derive(Serialize, ToSchema)]
struct AgedCustomer {
    customer: CustomerName,
    currency: Currency,
    total: Money,
    buckets: Vec<AgeingBucket>,
}

#[derive(Serialize, ToSchema)]
struct AgeingBucket {
    /// `not-due`, `1-30`, `31-60`, `61-90` or `over-90` days past the due day.
    #[schema(examples("31-60"))]
    key: &'static str,
    name: Text,
    amount: Money,
}

fn buckets(aged: &Aged) -> Vec<AgeingBucket> {
    let key = |bucket| match bucket {
        Bucket::NotDue => "not-due",
        Bucket::To30 => "1-30",
        Bucket::To60 => "31-60",
        Bucket::To90 => "61-90",
        Bucket::Over90 => "over-90",
    };
    let shown = |bucket: Bucket| AgeingBucket {
        key: key(bucket),
        name: Text::from(&bucket.name()),
        amount: aged.amount(bucket).into(),
    };
    Bucket::ALL.into_iter().map(shown).collect()
}

/// Ageing
///
/// At the end of any day, of all customers that you may see.
#[utoipa::path(get, path = "/ageing", tag = "receivables", params(At),
    responses((status = 200, description = "Sums by bucket.", body = Ageing), (status = 403)))]
async fn get_ageing(caller: Caller, Query(at): Query<At>) -> Answer {
    receivables::must_see_money(&caller.viewer)?;
    let store = &caller.app.store;
    let query = AgeingQuery {
        scope: caller.viewer.scope(),
        at: at.at.map_or_else(|| caller.today(), |day| day.0),
        customer: at.customer.map(CustomerId),
        most: at.limit,
    };
    let named = Named { customer: query.customer, ..Named::default() };
    if let Some(unknown) = known::unknown(store, named).await? {
        return Err(Fault::unknown(unknown).into());
    }
    store.receivables_ready().await;
    let found = store.receivables().ageing(&query);
    let ids: Vec<CustomerId> = found.customers.iter().map(|(customer, _)| *customer).collect();
    let names = store.read(move |tx| Names::of(tx, ids)).await?;
    let currency = |aged: &Aged| AgedCurrency {
        currency: Currency(aged.currency),
        total: aged.total().into(),
        buckets: buckets(aged),
    };
    let customer = |(customer, aged): &(CustomerId, Aged)| AgedCustomer {
        customer: names.name(*customer),
        currency: Currency(aged.currency),
        total: aged.total().into(),
        buckets: buckets(aged),
    };
    let ageing = Ageing {
        at: Day(query.at),
        currencies: found.all.iter().map(currency).collect(),
        customers: found.customers.iter().map(customer).collect(),
    };
    Ok(Reply::ok(ageing).into_response())
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Ahead {
    /// Weeks ahead, this one included.
    #[serde(default = "usual_weeks", deserialize_with = "weeks")]
    #[param(required = false, default = 8, minimum = 1, maximum = 53)]
    weeks: usize,
}

fn usual_weeks() -> usize {
    8
}

fn weeks<'de, D: serde::Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    reading::up_to(yidan_domain::receivable::cash_in::MOST_WEEKS, from)
}

/// What is open by the day on which it was promised, or else is due. Together it is all that is open.
#[derive(Serialize, ToSchema)]
struct CashIn {
    /// Expected before today.
    overdue: Vec<Money>,
    weeks: Vec<CashInWeek>,
    /// Later, or on no day that is known.
    later: Vec<Money>,
}

#[derive(Serialize, ToSchema)]
struct CashInWeek {
    monday: Day,
    amounts: Vec<Money>,
}

/// Money to come, week by week
#[utoipa::path(get, path = "/cash-in", tag = "receivables", params(Ahead),
    responses((status = 200, description = "By week.", body = CashIn), (status = 403)))]
async fn get_cash_in(caller: Caller, Query(ahead): Query<Ahead>) -> Answer {
    receivables::must_see_money(&caller.viewer)?;
    let store = &caller.app.store;
    store.receivables_ready().await;
    let found = store.receivables().cash_in(caller.viewer.scope(), caller.today(), ahead.weeks);
    let weeks = found.weeks.iter().map(|week| CashInWeek { monday: Day(week.monday), amounts: amounts(&week.amounts) });
    let cash_in = CashIn { overdue: amounts(&found.overdue), weeks: weeks.collect(), later: amounts(&found.later) };
    Ok(Reply::ok(cash_in).into_response())
}
