//! Statements of customers' accounts.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{CustomerId, Message, receivable::statement};
use yidan_store::receivables;

use super::super::{
    caller::Caller,
    problem::Answer,
    reading::Fault,
    reply::Reply,
    sent::Query,
    values::{Day, Money, Text},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_statements))
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    customer: Uuid,
    #[param(inline)]
    from: Day,
    /// This day is in it.
    #[param(inline)]
    to: Day,
}

#[derive(Serialize, ToSchema)]
struct Statements {
    /// One for each currency.
    statements: Vec<Statement>,
}

/// A balance below zero is the customer's credit.
#[derive(Serialize, ToSchema)]
struct Statement {
    opening: Money,
    lines: Vec<StatementLine>,
    closing: Money,
}

#[derive(Serialize, ToSchema)]
struct StatementLine {
    day: Day,
    what: Text,
    /// Number of the invoice, or the bank's number of the receipt.
    document: String,
    debit: Option<Money>,
    credit: Option<Money>,
    balance: Money,
}

/// A customer's account
///
/// What was owed before, what came to it line by line, what is owed after; each currency for itself.
#[utoipa::path(get, path = "/statements", tag = "receivables", params(Wanted),
    responses((status = 200, description = "The account.", body = Statements), (status = 403), (status = 404)))]
async fn get_statements(caller: Caller, Query(wanted): Query<Wanted>) -> Answer {
    let (customer, from, to) = (CustomerId(wanted.customer), wanted.from.0, wanted.to.0);
    if to < from {
        return Err(Fault::in_parameter("to", Message::new("statement-backwards")).into());
    }
    let viewer = caller.viewer.clone();
    let found = caller.app.store.read(move |tx| receivables::statement(tx, &viewer, customer, from, to)).await?;
    let line = |line: &statement::Line| StatementLine {
        day: Day(line.day),
        what: Text::from(&line.what.name()),
        document: line.document.clone(),
        debit: line.debit.map(Money::from),
        credit: line.credit.map(Money::from),
        balance: line.balance.into(),
    };
    let statement = |found: &statement::Statement| Statement {
        opening: found.opening.into(),
        lines: found.lines.iter().map(line).collect(),
        closing: found.closing.into(),
    };
    Ok(Reply::ok(Statements { statements: found.iter().map(statement).collect() }).into_response())
}
