//! The route that a product's lots usually take.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{ProductId, production};
use yidan_store::{production as store, products};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Sent},
    },
    values::Operation,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_route, put_route))
}

#[derive(Serialize, ToSchema)]
struct Route {
    /// 0 while there is none.
    version: u32,
    operations: Vec<Operation>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RouteFields {
    #[schema(min_items = 1, max_items = 40)]
    operations: Vec<Operation>,
}

/// A product's route
#[utoipa::path(get, path = "/products/{id}/route", tag = "production", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, description = "The latest version.", body = Route), (status = 404)))]
async fn get_route(caller: Caller, Path(id): Path<ProductId>) -> Answer {
    let read = caller.app.store.read(move |tx| {
        products::get(tx, id)?;
        store::route_of(tx, id)
    });
    let (version, operations) = read.await?.unwrap_or_default();
    Ok(Reply::ok(Route::of(version, &operations)).into_response())
}

/// Keep another version of a product's route
///
/// For planning and managers. Lots that are there keep theirs.
#[utoipa::path(put, path = "/products/{id}/route", tag = "production", params(("id" = uuid::Uuid, Path)),
    request_body = RouteFields,
    responses((status = 200, description = "Kept.", body = Route), (status = 403), (status = 404)))]
async fn put_route(caller: Caller, Path(id): Path<ProductId>, Sent { what, once }: Sent<RouteFields>) -> Answer {
    let operations: Vec<production::Operation> = what.operations.into_iter().map(Into::into).collect();
    let kept = caller.commit(once, move |tx, actor| {
        store::put_route(tx, actor, id, operations.clone())?;
        let (version, operations) = store::route_of(tx, id)?.unwrap_or_default();
        Ok(Reply::ok(Route::of(version, &operations)))
    });
    kept.await
}

impl Route {
    fn of(version: u32, operations: &[production::Operation]) -> Self {
        Self { version, operations: operations.iter().map(Into::into).collect() }
    }
}
