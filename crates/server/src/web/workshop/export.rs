//! The summary sheet as a file: the same filters and order, all pages. A workbook can be edited and brought back.

use axum::{body::Body, extract::Query};

use super::{
    Answer, Screen,
    address::{self, SheetAddress},
};
use crate::{
    summary_sheet::table::table,
    web::{
        board::export::{CSV, file},
        finance::workbook,
    },
};

type Pairs = Query<Vec<(String, String)>>;

pub async fn xlsx(screen: Screen, Query(pairs): Pairs) -> Answer {
    let query = address::sheet(&screen, &SheetAddress::of(pairs)).await?;
    let table = table(&screen.app.store, &screen.frame().reader, query).await?;
    workbook(table, &name(&screen, "xlsx")).await
}

pub async fn csv(screen: Screen, Query(pairs): Pairs) -> Answer {
    let query = address::sheet(&screen, &SheetAddress::of(pairs)).await?;
    let table = table(&screen.app.store, &screen.frame().reader, query).await?;
    Ok(file(CSV, &name(&screen, "csv"), Body::from(table.csv())))
}

fn name(screen: &Screen, ending: &str) -> String {
    format!("{}-{}.{ending}", screen.frame().t("sheet"), screen.today())
}
