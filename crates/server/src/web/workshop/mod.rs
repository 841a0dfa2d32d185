//! The workshop over all orders (S7): what lies at which operation now, what planning has to release and what runs late, and the
//! summary sheet, which goes out as a file and comes back edited.

mod address;
mod board;
mod export;
mod import;
mod planning;
mod sheet;

use axum::{Router, routing::get};
use rust_decimal::Decimal;
use yidan_domain::Quantity;

use super::{Answer, Failure, Screen};
use crate::{app::App, page::Frame};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/workshop", get(board::show))
        .route("/planning", get(planning::show))
        .route("/workshop/sheet", get(sheet::show))
        .route("/workshop/sheet/export.xlsx", get(export::xlsx))
        .route("/workshop/sheet/export.csv", get(export::csv))
        .route("/workshop/sheet/import", get(import::ask).post(import::upload))
        .route("/workshop/sheet/import/run", get(import::begin_again).post(import::run))
}

/// The book is asked once it is filled, and so is the board beside it.
async fn ready(screen: &Screen) {
    screen.app.store.ready().await;
    screen.app.store.making_ready().await;
}

/// Departments of the company, by key and in the reader's language.
fn departments(screen: &Screen, frame: &Frame) -> Vec<(String, String)> {
    let world = screen.app.store.world();
    let departments = world.company.departments.iter();
    departments.map(|it| (it.key.to_string(), it.name.get(frame.reader.lang).to_owned())).collect()
}

fn amount(ten_thousandths: i64) -> Decimal {
    Quantity { ten_thousandths, unit: String::new() }.amount()
}

/// Nothing where there is none.
fn some(ten_thousandths: i64) -> Option<Decimal> {
    (ten_thousandths != 0).then(|| amount(ten_thousandths))
}
