//! The board: all orders as rows, stages as columns. What is asked stands in the address (`address`), the index of the
//! store finds the orders, and one read brings the rows with the names in them (`found`). The panel alone is swapped while
//! somebody types; rows that others change are sent anew one by one (`web::live` tells which).

pub(super) mod address;
pub mod export;
pub mod found;
mod list;
pub mod row;
mod views;

use askama::Template;
use axum::{
    Router,
    extract::Query,
    routing::{get, post},
};
use yidan_domain::OrderId;
use yidan_store::{Tx, customers};

use super::{Answer, Screen};
use crate::{
    app::App,
    page::{filters, html},
};
use address::Address;
use found::Found;
use row::Row;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/board", get(show))
        .route("/board/rows", get(show_rows))
        .route("/board/customers", get(suggest_customers))
        .route("/board/export.xlsx", get(export::xlsx))
        .route("/board/export.csv", get(export::csv))
        .route("/board/views", post(views::save))
        .route("/board/views/{id}/delete", post(views::delete))
}

type Pairs = Query<Vec<(String, String)>>;

async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let address = Address::of(pairs);
    let query = address::read(&screen, &address).await?;
    let found = Found::look(&screen, query.clone()).await?;
    let page = list::Board::new(&screen, address, query, found);
    Ok(html(&page.frame, &page))
}

/// Rows to put in the place of those that have changed.
#[derive(Template)]
#[template(path = "board/rows.html")]
struct Rows {
    rows: Vec<Row>,
}

/// At most a page of rows, named by `id`; those that the viewer may not see, or not any more, are left out.
async fn show_rows(screen: Screen, Query(pairs): Pairs) -> Answer {
    let ids = pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok());
    let ids: Vec<OrderId> = ids.take(address::ROWS).collect();
    let ids = screen.app.store.board().seen(screen.viewer.scope(), &ids);
    let (rows, names) = screen.app.store.read(move |tx| found::rows(tx, &ids)).await?;
    let frame = screen.frame();
    let world = screen.app.store.world();
    let words = names.words(&frame.reader, &world, screen.app.store.board(), screen.today());
    let rows = rows.iter().map(|row| words.row(row)).collect();
    Ok(html(&frame, &Rows { rows }))
}

/// Names that may be meant by what is typed so far.
#[derive(Template)]
#[template(path = "board/customers.html")]
struct Customers {
    names: Vec<String>,
}

const SUGGESTIONS: usize = 20;

async fn suggest_customers(screen: Screen, Query(pairs): Pairs) -> Answer {
    let typed = Address::of(pairs).get("customer").to_owned();
    let names = screen.app.store.read(move |tx| suggestions(tx, &typed)).await?;
    Ok(html(&screen.frame(), &Customers { names }))
}

fn suggestions(tx: &mut Tx, typed: &str) -> yidan_store::Result<Vec<String>> {
    let found = customers::list(tx, typed, false, None, SUGGESTIONS)?;
    Ok(found.into_iter().map(|customer| customer.name).collect())
}
