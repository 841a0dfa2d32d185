//! The cost sheet of an order and what it came to.

mod answers;
mod sheet;

use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{
    self as domain, Message, OrderId,
    costing::{self, Actual},
    order::{
        Order,
        command::Command,
        cost_versions,
        event::Recorded,
        refusal::{Needs, Refusal},
    },
    party::Person,
};
use yidan_store::{Error, orders, people};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading::{self, Fault},
        reply::Reply,
        sent::{IfMatch, Path, Query, Seen, Sent},
        values::{Day, Money, Name, Prose},
    },
    steps::{Because, Done},
};
use crate::app::App;
use answers::{Costs, SideBySide};
use sheet::{CostKind, CostSheet};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_costs, estimate_costs))
        .routes(routes!(compare_costs))
        .routes(routes!(enter_cost))
        .routes(routes!(reverse_cost))
}

/// Something that has been spent. Below zero for what came back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCost {
    kind: CostKind,
    /// In the base of the cost sheet.
    amount: Money,
    /// Today when left out.
    #[serde(default)]
    day: Option<Day>,
    /// Number of the invoice or voucher.
    #[serde(default)]
    document: Name,
    #[serde(default)]
    note: Prose,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Compared {
    /// So many of the newest versions.
    #[serde(default = "usual_versions", deserialize_with = "versions")]
    #[param(minimum = 1, maximum = 20, default = 3)]
    last: usize,
}

fn usual_versions() -> usize {
    3
}

fn versions<'de, D: serde::Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    reading::up_to(20, from)
}

/// What an order is reckoned to cost and earn, and what it has cost
#[utoipa::path(get, path = "/orders/{id}/costs", tag = "costs", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The sheet, its figures or what it lacks, and what was spent.", body = Costs,
        headers(("ETag" = String))), (status = 403)))]
async fn show_costs(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let (order, history, people) = loaded(&caller, id).await?;
    let version = order.version;
    Ok(Reply::ok(Costs::of(&order, &history, &people, &caller)).version(version).into_response())
}

/// Write a new version of the cost sheet
///
/// All of it: earlier versions stay in the history.
#[utoipa::path(put, path = "/orders/{id}/costs", tag = "costs", params(("id" = Uuid, Path), IfMatch),
    request_body = CostSheet,
    responses((status = 200, description = "Kept as a new version.", body = Done, headers(("ETag" = String))), (status = 403),
        (status = 409)))]
async fn estimate_costs(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<CostSheet>,
) -> Answer {
    let (order, ..) = loaded(&caller, id).await?;
    let company = caller.app.store.world().company.settings.currency;
    let base = order.costs.as_ref().map_or(company, |costs| costs.sheet.base);
    let sheet = Box::new(what.read(base, order.header.currency)?);
    let kept = caller.command(id, seen, once, Command::EstimateCosts { sheet }).await;
    // An entry names its currency; of a sheet it is the base.
    kept.map_err(|problem| problem.moved("/amount/currency", "/base"))
}

/// See versions of the cost sheet side by side
#[utoipa::path(get, path = "/orders/{id}/costs/versions", tag = "costs", params(("id" = Uuid, Path), Compared),
    responses((status = 200, description = "Each with its difference from the one before.", body = SideBySide), (status = 403)))]
async fn compare_costs(caller: Caller, Path(id): Path<OrderId>, Query(compared): Query<Compared>) -> Answer {
    let (_, history, people) = loaded(&caller, id).await?;
    let all: Vec<_> = cost_versions(&history).collect();
    let newest = &all[all.len().saturating_sub(compared.last)..];
    Ok(Reply::ok(SideBySide::of(newest, &people, &caller)).into_response())
}

/// Enter what has been spent
#[utoipa::path(post, path = "/orders/{id}/costs/entries", tag = "costs", params(("id" = Uuid, Path), IfMatch),
    request_body = NewCost,
    responses((status = 200, description = "Entered.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn enter_cost(caller: Caller, Path(id): Path<OrderId>, seen: Seen, Sent { what, once }: Sent<NewCost>) -> Answer {
    let NewCost { kind, amount: Money { amount, currency }, day, document, note } = what;
    let not_exact = || Fault::at("/amount/amount", Message::new("costs-not-exact").with("currency", currency.0.code()));
    let actual = Box::new(Actual {
        kind: kind.into(),
        amount: domain::Money::exact(amount.0, currency.0).ok_or_else(not_exact)?,
        day: day.map_or_else(|| caller.today(), |day| day.0),
        document: document.0,
        note: note.0,
        reverses: None,
    });
    caller.command(id, seen, once, Command::EnterCost { actual }).await
}

/// Take back an entry of what has been spent, with the reason
///
/// By an entry of its own: nothing that was entered goes away.
#[utoipa::path(post, path = "/orders/{id}/costs/entries/{number}/reverse", tag = "costs",
    params(("id" = Uuid, Path), ("number" = u32, Path, description = "Of the entry, from 1."), IfMatch),
    request_body = Because,
    responses((status = 200, description = "Taken back.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn reverse_cost(
    caller: Caller,
    Path((id, number)): Path<(OrderId, u32)>,
    seen: Seen,
    Sent { what, once }: Sent<Because>,
) -> Answer {
    let command = Command::ReverseCost { number: number as usize, note: what.reason.0 };
    caller.command(id, seen, once, command).await
}

/// For those who may see what orders cost.
async fn loaded(caller: &Caller, id: OrderId) -> Answer<(Order, Vec<Recorded>, Vec<Person>)> {
    let scope = caller.viewer.scope();
    let read = caller
        .app
        .store
        .read(move |tx| Ok((orders::load(tx, scope, id)?, orders::history(tx, scope, id)?, people::all(tx)?)));
    let read = read.await?;
    if !caller.viewer.sees_costs() {
        return Err(Error::from(Refusal::NotAllowed { needs: Needs::Costing }).into());
    }
    Ok(read)
}

/// Where in a sheet a fault is.
pub fn place_of(fault: &costing::Fault) -> String {
    use costing::{Fault, ItemFault};
    match fault {
        Fault::QuantityNotPositive => "/quantity/amount".to_owned(),
        Fault::PriceNegative => "/price".to_owned(),
        Fault::RateNotPositive => "/rate".to_owned(),
        Fault::VatOutOfRange => "/vat_percent".to_owned(),
        Fault::RefundOutOfRange { .. } => "/refund_percent".to_owned(),
        Fault::NoteTooLong { .. } => "/note".to_owned(),
        Fault::TooManyItems { .. } => "/items".to_owned(),
        Fault::Item { number, what, .. } => {
            let part = match what {
                ItemFault::TooLong { .. } | ItemFault::Negative => "",
                ItemFault::PercentOutOfRange => "/basis",
                ItemFault::OtherCurrency { .. } => "/currency",
                ItemFault::WeightMissing => "/fabric",
            };
            format!("/items/{}{part}", number.saturating_sub(1))
        }
    }
}
