//! Customers' words to pay by a day.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    CustomerId, InvoiceId,
    receivable::promise::{self, Outcome},
};
use yidan_store::receivables::{self, Promised};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Query, Sent},
        values::{Day, Money, PersonName, Prose},
    },
    invoices::Shower,
    values::exact,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_payment_promises, keep_payment_promise))
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaymentPromiseFields {
    customer: Uuid,
    /// The invoice that is to be paid; without one, any payment counts.
    #[serde(default)]
    invoice: Option<Uuid>,
    day: Day,
    amount: Money,
    #[serde(default)]
    note: Prose,
}

#[derive(Serialize, ToSchema)]
struct PaymentPromise {
    id: Uuid,
    customer: Uuid,
    invoice: Option<Uuid>,
    day: Day,
    amount: Money,
    made_on: Day,
    /// Who was told.
    by: PersonName,
    note: String,
    outcome: PromiseKept,
    /// What has not come of it.
    short: Option<Money>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = PaymentPromiseOutcome)]
enum PromiseKept {
    Kept,
    Broken,
    Open,
}

#[derive(Serialize, ToSchema)]
struct PaymentPromises {
    promises: Vec<PaymentPromise>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Of {
    customer: Uuid,
}

/// A customer's promises to pay
///
/// The latest first, with what has become of them.
#[utoipa::path(get, path = "/payment-promises", tag = "receivables", params(Of),
    responses((status = 200, description = "All of them.", body = PaymentPromises), (status = 403), (status = 404)))]
async fn list_payment_promises(caller: Caller, Query(of): Query<Of>) -> Answer {
    let (viewer, customer, today) = (caller.viewer.clone(), CustomerId(of.customer), caller.today());
    let found =
        caller.app.store.read(move |tx| receivables::promises_of_customer(tx, &viewer, customer, today)).await?;
    let show = Shower::of(&caller);
    let promises = found.into_iter().map(|promised| PaymentPromise::of(promised, &show)).collect();
    Ok(Reply::ok(PaymentPromises { promises }).into_response())
}

/// Keep a promise to pay
///
/// For finance, and for sales about own customers. You are who was told, today.
#[utoipa::path(post, path = "/payment-promises", tag = "receivables", request_body = PaymentPromiseFields,
    responses((status = 201, description = "Kept.", body = PaymentPromise), (status = 403), (status = 404)))]
async fn keep_payment_promise(caller: Caller, Sent { what, once }: Sent<PaymentPromiseFields>) -> Answer {
    let promise = promise::PaymentPromise {
        customer: CustomerId(what.customer),
        invoice: what.invoice.map(InvoiceId),
        day: what.day.0,
        amount: exact(what.amount, "/amount")?,
        made_on: caller.today(),
        by: caller.viewer.person,
        note: what.note.0,
    };
    let show = Shower::of(&caller);
    let kept = caller.commit(once, move |tx, actor| {
        let promised = receivables::promise_payment(tx, actor, promise.clone())?;
        Ok(Reply::made(PaymentPromise::of(promised, &show)))
    });
    kept.await
}

impl PaymentPromise {
    fn of(Promised { id, promise, outcome }: Promised, show: &Shower) -> Self {
        let (outcome, short) = match outcome {
            Outcome::Kept => (PromiseKept::Kept, None),
            Outcome::Broken { short } => (PromiseKept::Broken, Some(short)),
            Outcome::Open { left } => (PromiseKept::Open, Some(left)),
        };
        Self {
            id,
            customer: promise.customer.0,
            invoice: promise.invoice.map(|invoice| invoice.0),
            day: Day(promise.day),
            amount: promise.amount.into(),
            made_on: Day(promise.made_on),
            by: show.person(promise.by),
            note: promise.note,
            outcome,
            short: short.map(Money::from),
        }
    }
}
