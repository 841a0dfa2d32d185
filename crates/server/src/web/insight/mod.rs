//! Insight 分析: where the time goes. Five pages over one question (`address`): the overview with its trend, steps and
//! bottlenecks, scorecards, the causes of exceptions, and the process map. Every number leads to the orders behind it
//! (`orders`), everything shown leaves as a workbook (`export`). Figures are the store's; here they become words (`words`)
//! and drawings (`chart`, `map_drawing`).

mod address;
mod asking;
mod causes;
mod chart;
mod export;
mod map;
mod map_drawing;
mod orders;
mod overview;
mod scorecards;
mod steps;
mod words;

use axum::{Router, extract::Query, routing::get};

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/insight", get(overview::show))
        .route("/insight/steps", get(steps::show))
        .route("/insight/scorecards", get(scorecards::show))
        .route("/insight/causes", get(causes::show))
        .route("/insight/map", get(map::show))
        .route("/insight/orders", get(orders::show))
        .route("/insight/export.xlsx", get(export::xlsx))
}

type Pairs = Query<Vec<(String, String)>>;
