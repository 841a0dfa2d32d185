//! Letters of credit of an order (S1, 6.1): what there is and who must act (`page`, `shown`), received and amended by one
//! form (`form`, `keep`), and the two reviews (`review`).

mod form;
mod keep;
mod page;
mod review;
mod shown;

use axum::{Router, routing::get};

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/letters", get(page::show).post(keep::receive))
        .route("/orders/{id}/letters/new", get(keep::ask))
        .route("/orders/{id}/letters/{letter}/amend", get(keep::ask_amendment).post(keep::amend))
        .route("/orders/{id}/letters/{letter}/review/{reviewer}", get(review::ask).post(review::review))
}
