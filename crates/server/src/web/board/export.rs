//! What the board shows as a file: the same filters and order, all pages. CSV goes out part by part, however long the list
//! is; a workbook is made whole, so it has a limit.

use std::{io, sync::Arc};

use axum::{
    body::Body,
    extract::Query,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::{StreamExt, stream};
use rust_decimal::Decimal;
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value};
use yidan_domain::{Message, OrderId, order::row::OrderRow, process::Stage};
use yidan_store::{Error, Store, World, board};

use super::{
    Pairs,
    address::{self, Address},
    found,
    row::{Cell, Row, Standing, Words},
};
use crate::{
    texts::Reader,
    web::{Answer, Failure, Screen},
};

/// Rows that a workbook takes at most.
pub const LARGEST_WORKBOOK: usize = 100_000;

/// Rows that are read at a time.
const PART: usize = 500;

pub const CSV: &str = "text/csv; charset=utf-8";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The list to be written, and how.
pub struct Export {
    store: Store,
    world: Arc<World>,
    reader: Reader,
    today: jiff::civil::Date,
    ids: Vec<OrderId>,
}

pub async fn csv(screen: Screen, Query(pairs): Pairs) -> Answer {
    let export = Export::asked(&screen, pairs, usize::MAX).await?;
    let name = export.file_name("csv");
    let head = export.table(Vec::new()).csv_head();
    let parts = stream::unfold((export, 0), |(export, from)| async move {
        let part = export.part(from).await?;
        Some((part.map(|table| table.csv_rows()).map_err(io::Error::other), (export, from + PART)))
    });
    // Compression asks once more after the end.
    let whole = StreamExt::fuse(StreamExt::chain(stream::once(async { Ok(head) }), parts));
    Ok(file(CSV, &name, Body::from_stream(whole)))
}

pub async fn xlsx(screen: Screen, Query(pairs): Pairs) -> Answer {
    let export = Export::asked(&screen, pairs, LARGEST_WORKBOOK).await?;
    let table = export.whole().await?;
    let written = tokio::task::spawn_blocking(move || table.xlsx()).await;
    match written {
        Ok(Ok(bytes)) => Ok(file(XLSX, &export.file_name("xlsx"), Body::from(bytes))),
        failed => {
            tracing::error!(?failed, "the board could not be written as a workbook");
            Err(Failure::status(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

impl Export {
    async fn asked(screen: &Screen, pairs: Vec<(String, String)>, most: usize) -> Result<Self, Failure> {
        let query = address::read(screen, &Address::of(pairs).first()).await?;
        Ok(Self::of(screen.app.store.clone(), screen.frame().reader, query, most).await?)
    }

    /// Everything that the query finds, unless that is more than `most`.
    pub async fn of(store: Store, reader: Reader, query: board::Query, most: usize) -> yidan_store::Result<Self> {
        store.ready().await;
        let (index, today) = (store.clone(), query.today);
        let limit = most.saturating_add(1);
        let page = store.read(move |_| Ok(index.board().page(&board::Query { limit, ..query }))).await?;
        if page.total > most {
            let message = Message::new("board-export-too-long").with("count", page.total).with("most", most);
            return Err(Error::Invalid(message));
        }
        Ok(Self { world: store.world(), store, reader, today, ids: page.ids })
    }

    pub async fn whole(&self) -> yidan_store::Result<Table> {
        let mut table = self.table(Vec::new());
        let mut from = 0;
        while let Some(part) = self.part(from).await {
            table.rows.extend(part?.rows);
            from += PART;
        }
        Ok(table)
    }

    /// The rows from the place `from`; `None` behind the last.
    async fn part(&self, from: usize) -> Option<yidan_store::Result<Table>> {
        let ids = self.ids.get(from..).filter(|ids| !ids.is_empty())?;
        let ids = ids[..ids.len().min(PART)].to_vec();
        let read = self.store.read(move |tx| found::rows(tx, &ids)).await;
        Some(read.map(|(rows, names)| {
            let words = names.words(&self.reader, &self.world, self.store.board(), self.today);
            self.table(rows.iter().map(|row| self.line(&words, row)).collect())
        }))
    }

    fn table(&self, rows: Vec<Vec<Value>>) -> Table {
        let head = |key: &str, kind| ColumnHead { title: self.reader.t(key), kind };
        let stage =
            |stage: Stage| ColumnHead { title: stage.name().get(self.reader.lang).to_owned(), kind: ColumnKind::Text };
        let mut columns = vec![
            head("board-number", ColumnKind::Text),
            head("board-customer", ColumnKind::Text),
            head("board-customer-ref", ColumnKind::Text),
            head("board-goods", ColumnKind::Text),
            head("board-received", ColumnKind::Date),
            head("board-promised", ColumnKind::Date),
            head("board-delivered", ColumnKind::Date),
            head("board-countdown", ColumnKind::Whole),
            head("board-delay", ColumnKind::Whole),
            head("board-delay-workdays", ColumnKind::Whole),
            head("board-expected", ColumnKind::Date),
            head("board-expected-delay", ColumnKind::Whole),
            head("board-expected-delay-workdays", ColumnKind::Whole),
            head("board-trouble", ColumnKind::Text),
            head("board-completion", ColumnKind::Text),
            head("board-steps-closed", ColumnKind::Whole),
            head("board-steps", ColumnKind::Whole),
        ];
        columns.extend(Stage::ALL.map(stage));
        columns.extend([
            head("board-responsible", ColumnKind::Text),
            head("board-total", ColumnKind::Decimal { digits: 2 }),
            head("currency", ColumnKind::Text),
        ]);
        Table { title: self.reader.t("nav-board"), columns, rows }
    }

    fn line(&self, words: &Words, order: &OrderRow) -> Vec<Value> {
        let row = words.row(order);
        let lateness = &row.summary.lateness;
        let date = |date: Option<jiff::civil::Date>| date.map_or(Value::Empty, Value::Date);
        let mut line = vec![
            Value::text(row.number.as_str()),
            Value::text(row.customer.as_str()),
            Value::text(row.customer_ref.as_str()),
            Value::text(self.reader.list(order.products.iter().map(String::as_str))),
            Value::Date(order.received_on),
            date(row.promised),
            date(order.delivered_on),
            whole(lateness.countdown_days),
            whole(lateness.delay_days),
            whole(row.summary.delay_workdays),
            date(row.expected),
            whole(lateness.expected_delay_days),
            whole(row.summary.expected_delay_workdays),
            Value::text(self.reader.t(row.trouble().0)),
            Value::text(self.reader.t(row.status_key())),
            whole(Some(row.closed)),
            whole(Some(row.total)),
        ];
        line.extend(row.cells.iter().map(|cell| self.stage(cell)));
        line.push(Value::text(self.reader.list(row.holders.iter().map(|holder| holder.name.as_str()))));
        line.extend(amount(&row));
        line
    }

    fn stage(&self, cell: &Cell) -> Value {
        let words = self.reader.t(cell.standing.key());
        match (cell.standing, cell.date) {
            (Standing::Absent, _) => Value::Empty,
            (_, Some(date)) => Value::text(format!("{words} {date}")),
            (_, None) => Value::text(words),
        }
    }

    fn file_name(&self, ending: &str) -> String {
        format!("{}-{}.{ending}", self.reader.t("nav-board"), self.today)
    }
}

fn whole(number: Option<impl Into<Decimal>>) -> Value {
    number.map_or(Value::Empty, |number| Value::Number(number.into()))
}

fn amount(row: &Row) -> [Value; 2] {
    match row.amount {
        Some(money) => [Value::Number(money.amount()), Value::text(money.currency.code())],
        None => [Value::Empty, Value::Empty],
    }
}

/// A download of this name.
pub fn file(kind: &'static str, name: &str, body: Body) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", crate::web::screen::url_escaped(name));
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(disposition).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}
