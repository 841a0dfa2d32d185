//! The list as a file: the same filters, all pages.

use axum::{body::Body, extract::Query, http::StatusCode};
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value};
use yidan_domain::{Message, Say};
use yidan_store::{
    Error,
    exceptions::{self, Listed},
};

use super::{address::Address, list::Words};
use crate::web::{
    Answer, Failure, Screen,
    board::export::{CSV, LARGEST_WORKBOOK, XLSX, file},
};

/// Rows that are read at a time.
const PART: usize = 500;

pub async fn csv(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let table = table(&screen, &Address::of(pairs)).await?;
    let body = [table.csv_head(), table.csv_rows()].concat();
    Ok(file(CSV, &name(&screen, "csv"), Body::from(body)))
}

pub async fn xlsx(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let table = table(&screen, &Address::of(pairs)).await?;
    match tokio::task::spawn_blocking(move || table.xlsx()).await {
        Ok(Ok(bytes)) => Ok(file(XLSX, &name(&screen, "xlsx"), Body::from(bytes))),
        failed => {
            tracing::error!(?failed, "the exceptions could not be written as a workbook");
            Err(Failure::status(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

fn name(screen: &Screen, ending: &str) -> String {
    format!("{}-{}.{ending}", screen.frame().t("nav-exceptions"), screen.today())
}

async fn table(screen: &Screen, asked: &Address) -> Result<Table, Failure> {
    let (frame, world) = (screen.frame(), screen.app.store.world());
    let words = Words { reader: &frame.reader, world: &world };
    let mut query = asked.read(screen, PART).await?;
    query.after = None;
    let mut rows = Vec::new();
    loop {
        let part = query.clone();
        let page = screen.app.store.read(move |tx| exceptions::list(tx, &part)).await?;
        rows.extend(page.exceptions.iter().map(|listed| line(&words, listed)));
        if rows.len() > LARGEST_WORKBOOK {
            let message = Message::new("exceptions-too-many").with("most", LARGEST_WORKBOOK);
            return Err(Error::Invalid(message).into());
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let head = |(key, kind): (&str, ColumnKind)| ColumnHead { title: frame.t(key), kind };
    Ok(Table { title: frame.t("nav-exceptions"), columns: COLUMNS.into_iter().map(head).collect(), rows })
}

const COLUMNS: [(&str, ColumnKind); 13] = [
    ("exceptions-number", ColumnKind::Text),
    ("exceptions-customer", ColumnKind::Text),
    ("exceptions-step", ColumnKind::Text),
    ("exceptions-what", ColumnKind::Text),
    ("exceptions-source", ColumnKind::Text),
    ("exceptions-raised-by", ColumnKind::Text),
    ("exceptions-raised-at", ColumnKind::DateTime),
    ("exception-owner", ColumnKind::Text),
    ("exception-due", ColumnKind::Date),
    ("exception-cause", ColumnKind::Text),
    ("exception-charged", ColumnKind::Text),
    ("exceptions-closed-at", ColumnKind::DateTime),
    ("exceptions-outcome", ColumnKind::Text),
];

fn line(words: &Words, listed: &Listed) -> Vec<Value> {
    let exception = &listed.exception;
    let clock = |at: jiff::Timestamp| Value::DateTime(words.reader.zone.to_datetime(at));
    vec![
        Value::text(listed.number.as_str()),
        Value::text(listed.customer.as_str()),
        Value::text(words.step(listed)),
        Value::text(words.reader.say(&exception.say())),
        Value::text(words.source(exception.rule())),
        Value::text(words.person(exception.raised_by)),
        clock(exception.raised_at),
        Value::text(exception.handling.owner.map(|owner| words.person(owner)).unwrap_or_default()),
        exception.handling.due.map_or(Value::Empty, Value::Date),
        Value::text(words.cause(listed)),
        Value::text(words.charged(listed)),
        exception.cleared.as_ref().map_or(Value::Empty, |cleared| clock(cleared.at)),
        Value::text(words.outcome(listed)),
    ]
}
