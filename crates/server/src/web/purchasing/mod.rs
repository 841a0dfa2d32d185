//! Purchasing (S12): what to chase today, what to buy, purchases and what becomes of them, the tracking sheet by project.

mod board;
mod buy;
mod change;
mod columns;
mod news;
pub(super) mod offers;
mod purchase;
mod purchases;
pub(super) mod rating;
mod sheet;
mod sheet_file;
mod to_buy;
pub(super) mod view;

use axum::{
    Router,
    http::StatusCode,
    routing::{get, post},
};
use yidan_domain::PurchaseId;
use yidan_store::Store;

use super::{Answer, Failure, Screen};
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/purchasing", get(board::show))
        .route("/purchasing/to-buy", get(to_buy::show).post(to_buy::buy))
        .route("/purchasing/set-aside", post(to_buy::set_aside))
        .route("/purchasing/sheet", get(sheet::show))
        .route("/purchasing/sheet/export.xlsx", get(sheet_file::xlsx))
        .route("/purchasing/sheet/import", get(sheet_file::ask).post(sheet_file::upload))
        .route("/purchasing/sheet/import/run", get(sheet_file::begin_again).post(sheet_file::run))
        .route("/purchasing/columns", get(columns::show).post(columns::keep))
        .route("/purchases", get(purchases::show))
        .route("/purchases/new", get(buy::ask).post(buy::buy))
        .route("/purchases/{id}", get(purchase::show))
        .route("/purchases/{id}/change", get(change::ask).post(change::change))
        .route("/purchases/{id}/{deed}", get(news::ask).post(news::tell))
        .route("/purchases/{id}/events/{seq}/reverse", get(news::ask_reverse).post(news::reverse))
}

/// The week that is chased begins tomorrow.
const WEEK: i64 = 7;

/// The book of materials is asked once it is filled.
pub(super) async fn ready(screen: &Screen) -> Store {
    let store = screen.app.store.clone();
    store.materials_ready().await;
    store
}

fn link(purchase: PurchaseId) -> String {
    format!("/purchases/{purchase}")
}

fn must_buy(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.buys() { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
}
