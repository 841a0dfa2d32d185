//! The sheet as a file: the same filters and order, all pages.

use axum::{body::Body, extract::Query, http::StatusCode};
use rust_decimal::Decimal;
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value};
use yidan_domain::{Message, Money};
use yidan_store::Error;

use super::{
    Pairs,
    address::{self, Address},
    row::{self, RowView},
};
use crate::{
    texts::Reader,
    web::{
        Answer, Failure, Screen,
        board::export::{CSV, XLSX, file},
    },
};

/// Rows of one file.
const MOST: usize = 50_000;

/// Rows that are read at a time.
const PART: usize = 500;

pub async fn csv(screen: Screen, Query(pairs): Pairs) -> Answer {
    let table = table(&screen, pairs).await?;
    let body = [table.csv_head(), table.csv_rows()].concat();
    Ok(file(CSV, &name(&screen, "csv"), Body::from(body)))
}

pub async fn xlsx(screen: Screen, Query(pairs): Pairs) -> Answer {
    let table = table(&screen, pairs).await?;
    workbook(table, &name(&screen, "xlsx")).await
}

pub async fn workbook(table: Table, name: &str) -> Answer {
    match tokio::task::spawn_blocking(move || table.xlsx()).await {
        Ok(Ok(bytes)) => Ok(file(XLSX, name, Body::from(bytes))),
        failed => {
            tracing::error!(?failed, "a sheet of finance could not be written as a workbook");
            Err(Failure::status(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

fn name(screen: &Screen, ending: &str) -> String {
    format!("{}-{}.{ending}", screen.frame().t("finance-receivables"), screen.today())
}

async fn table(screen: &Screen, pairs: Vec<(String, String)>) -> Result<Table, Failure> {
    super::must_see(screen).await?;
    let mut query = address::read(screen, &Address::of(pairs)).await?;
    (query.after, query.limit) = (None, MOST);
    let found = screen.app.store.receivables().page(&query);
    if found.total > MOST {
        let message = Message::new("board-export-too-long").with("count", found.total).with("most", MOST);
        return Err(Error::Invalid(message).into());
    }
    let reader = screen.frame().reader;
    let mut rows = Vec::with_capacity(found.rows.len());
    for part in found.rows.chunks(PART) {
        rows.extend(row::rows(screen, part).await?.iter().map(|row| line(row, &reader)));
    }
    let head = |(key, kind): (&str, ColumnKind)| ColumnHead { title: reader.t(key), kind };
    Ok(Table { title: reader.t("finance-receivables"), columns: COLUMNS.into_iter().map(head).collect(), rows })
}

const AMOUNT: ColumnKind = ColumnKind::Decimal { digits: 2 };

/// Those of the sheet (S6) first.
const COLUMNS: [(&str, ColumnKind); 21] = [
    ("finance-customer", ColumnKind::Text),
    ("finance-paid-on", ColumnKind::Date),
    ("finance-paid", AMOUNT),
    ("finance-state", ColumnKind::Text),
    ("finance-note", ColumnKind::Text),
    ("finance-contact", ColumnKind::Text),
    ("finance-order", ColumnKind::Text),
    ("finance-sold-on", ColumnKind::Date),
    ("finance-invoiced", AMOUNT),
    ("finance-due", ColumnKind::Date),
    ("finance-open", AMOUNT),
    ("finance-overdue-days", ColumnKind::Whole),
    ("finance-reminder", ColumnKind::Text),
    ("currency", ColumnKind::Text),
    ("finance-invoice", ColumnKind::Text),
    ("finance-instalment", ColumnKind::Whole),
    ("finance-what-for", ColumnKind::Text),
    ("finance-instalment-amount", AMOUNT),
    ("finance-terms", ColumnKind::Text),
    ("finance-promised-day", ColumnKind::Date),
    ("finance-salesperson", ColumnKind::Text),
];

fn line(row: &RowView, reader: &Reader) -> Vec<Value> {
    let date = |date: Option<jiff::civil::Date>| date.map_or(Value::Empty, Value::Date);
    let money = |money: Money| Value::Number(money.amount());
    vec![
        Value::text(row.customer.as_str()),
        date(row.paid_on),
        money(row.paid),
        Value::text(reader.t(row.state.0)),
        Value::text(row.note.as_str()),
        Value::text(row.contact.as_str()),
        Value::text(row.order.as_str()),
        date(row.issued),
        row.invoiced.map_or(Value::Empty, money),
        date(row.due),
        money(row.open),
        Value::Number(Decimal::from(row.overdue_days)),
        Value::text(row.reminded.as_str()),
        Value::text(row.open.currency.code()),
        Value::text(row.number.as_str()),
        Value::Number(Decimal::from(row.instalment)),
        Value::text(row.what.as_str()),
        money(row.amount),
        Value::text(row.terms.as_str()),
        date(row.promised),
        Value::text(row.salesperson.as_str()),
    ]
}
