//! The list of inspections as a file: the same filters, all pages.

use axum::{body::Body, extract::Query};
use rust_decimal::Decimal;
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value};
use yidan_domain::Message;
use yidan_store::{
    Error,
    inspections::{self, Listed},
};

use super::{
    Answer, Failure, Screen,
    list::{self, Address, Pairs},
    view::InspectionView,
};
use crate::{
    texts::Reader,
    web::{
        board::export::{CSV, file},
        finance::workbook,
    },
};

/// Rows of one file.
const MOST: usize = 20_000;

const COLUMNS: [(&str, ColumnKind); 13] = [
    ("quality-number", ColumnKind::Text),
    ("quality-order", ColumnKind::Text),
    ("quality-customer", ColumnKind::Text),
    ("quality-goods", ColumnKind::Text),
    ("quality-stage", ColumnKind::Text),
    ("quality-inspector", ColumnKind::Text),
    ("quality-place", ColumnKind::Text),
    ("quality-units", ColumnKind::Whole),
    ("quality-day", ColumnKind::Date),
    ("quality-delivery", ColumnKind::Date),
    ("quality-state", ColumnKind::Text),
    ("quality-looked-at", ColumnKind::Whole),
    ("quality-found", ColumnKind::Whole),
];

pub async fn csv(screen: Screen, Query(pairs): Pairs) -> Answer {
    let table = table(&screen, pairs).await?;
    let body = [table.csv_head(), table.csv_rows()].concat();
    Ok(file(CSV, &name(&screen, "csv"), Body::from(body)))
}

pub async fn xlsx(screen: Screen, Query(pairs): Pairs) -> Answer {
    let table = table(&screen, pairs).await?;
    workbook(table, &name(&screen, "xlsx")).await
}

fn name(screen: &Screen, ending: &str) -> String {
    format!("{}-{}.{ending}", screen.frame().t("quality-list"), screen.today())
}

async fn table(screen: &Screen, pairs: Vec<(String, String)>) -> Result<Table, Failure> {
    let query = inspections::Query { after: None, ..list::read(&Address::of(pairs), screen.today(), MOST)? };
    let viewer = screen.viewer.clone();
    let (found, more) = screen.app.store.read(move |tx| inspections::list(tx, &viewer, &query)).await?;
    if more {
        return Err(Error::Invalid(Message::new("exceptions-too-many").with("most", MOST)).into());
    }
    let reader = screen.frame().reader;
    let head = |(key, kind): (&str, ColumnKind)| ColumnHead { title: reader.t(key), kind };
    Ok(Table {
        title: reader.t("quality-list"),
        columns: COLUMNS.into_iter().map(head).collect(),
        rows: found.iter().map(|listed| line(listed, &reader)).collect(),
    })
}

fn line(listed: &Listed, reader: &Reader) -> Vec<Value> {
    let view = InspectionView::of(&listed.kept, reader);
    let date = |date: Option<jiff::civil::Date>| date.map_or(Value::Empty, Value::Date);
    let number = |number: u64| Value::Number(Decimal::from(number));
    let report = listed.kept.inspection.report();
    let goods = if view.goods.is_empty() { &listed.goods } else { &view.goods };
    vec![
        Value::text(view.number.as_str()),
        Value::text(listed.order_number.as_str()),
        Value::text(listed.customer.as_str()),
        Value::text(goods.as_str()),
        Value::text(view.stage.as_str()),
        Value::text(view.inspector.as_str()),
        Value::text(view.place.as_str()),
        number(view.units),
        date(view.day.or(view.wanted_on)),
        date(listed.delivery),
        Value::text(reader.t(view.state.0)),
        report.map_or(Value::Empty, |report| number(report.inspected)),
        report.map_or(Value::Empty, |report| number(yidan_domain::quality::sampling::total(report.found()))),
    ]
}
