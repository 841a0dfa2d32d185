//! The processes of the company: the list, each one drawn and told step by step, and the door for new versions.

pub(super) mod drawing;
pub(super) mod layout;
mod list;
mod one;
mod upload;
mod words;

use axum::{Router, routing::get};

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/processes", get(list::show).post(upload::add))
        .route("/processes/new", get(upload::show))
        .route("/processes/{key}", get(one::show_latest))
        .route("/processes/{key}/{version}", get(one::show))
        .route("/processes/{key}/{version}/file", get(one::download))
}
