//! Release on credit: what speaks for it, what is lacking in numbers, and who can give it.
//!
//! `page` is the order's tab; `asked` says which evidence asks for what and makes a command of what was typed; `give` is
//! the question and its answer, a dialog over the tab or a page of its own.

mod asked;
mod give;
mod page;

use axum::{Router, routing::get, routing::post};

pub(in crate::web) use asked::amount;

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/credit", get(page::show))
        .route("/orders/{id}/credit/release", post(page::release))
        .route("/orders/{id}/credit/{what}", get(give::ask).post(give::act))
}
