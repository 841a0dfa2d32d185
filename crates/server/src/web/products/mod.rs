//! The catalogue: its list, and the form that adds and changes a product.

mod entry;
mod list;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/products", get(list::show).post(entry::add))
        .route("/products/new", get(entry::show_new))
        .route("/products/{id}", get(entry::show).post(entry::change))
        .route("/products/{id}/archive", post(entry::archive))
        .route("/products/{id}/restore", post(entry::restore))
}
