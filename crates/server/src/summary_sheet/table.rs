//! The sheet as a file that can be edited and brought back: one row of titles, the operation before its figure; the reasons to
//! be filled in, and the lot's version, by which a sheet is known to be outdated.

use rust_decimal::Decimal;
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value};
use yidan_domain::{Message, Quantity, production::Delivered};
use yidan_store::{
    Error, Result, Store,
    production::book::{Page, Query},
};

use super::{SheetRow, all_rows};
use crate::{
    texts::Reader,
    web::board::row::{pill_of, status_key},
};

/// Rows of one file.
const MOST: usize = 20_000;

/// Everything that the query finds, unless that is too much for a file.
pub async fn table(store: &Store, reader: &Reader, query: Query) -> Result<Table> {
    let query = Query { after: None, limit: MOST, ..query };
    store.ready().await;
    store.making_ready().await;
    let index = store.clone();
    let page = store.read(move |_| Ok(index.making().sheet(&query))).await?;
    if page.total > MOST {
        let message = Message::new("board-export-too-long").with("count", page.total).with("most", MOST);
        return Err(Error::Invalid(message));
    }
    let rows = all_rows(store, &page, reader.today(), reader.now).await?;
    Ok(Table {
        title: reader.t("sheet"),
        columns: heads(&page, reader),
        rows: rows.iter().map(|row| line(row, reader)).collect(),
    })
}

const AMOUNT: ColumnKind = ColumnKind::Decimal { digits: 0 };

fn heads(page: &Page, reader: &Reader) -> Vec<ColumnHead> {
    let head = |key: &str, kind| ColumnHead { title: reader.t(key), kind };
    let mut heads = vec![
        head("sheet-lot", ColumnKind::Text),
        head("board-number", ColumnKind::Text),
        head("board-customer", ColumnKind::Text),
        head("lot-goods", ColumnKind::Text),
        head("lot-quantity", AMOUNT),
        head("sheet-unit", ColumnKind::Text),
        head("lot-due", ColumnKind::Date),
        head("board-delay", ColumnKind::Whole),
        head("board-countdown", ColumnKind::Whole),
        head("board-trouble", ColumnKind::Text),
        head("board-completion", ColumnKind::Text),
    ];
    let mut figures = |name: &str| {
        let figure = |(key, kind)| ColumnHead { title: format!("{name} {}", reader.t(key)), kind };
        let rate = ColumnKind::Decimal { digits: 2 };
        heads.extend([("lot-delivered", AMOUNT), ("lot-scrapped", AMOUNT), ("lot-scrap-rate", rate)].map(figure));
    };
    page.titles.iter().for_each(|name| figures(name.get(reader.lang)));
    figures(&reader.t("lot-total"));
    heads.extend(["lot-cause", "sheet-reason"].map(|key| ColumnHead { title: reader.t(key), kind: ColumnKind::Text }));
    heads.push(ColumnHead { title: reader.t("sheet-version"), kind: ColumnKind::Whole });
    heads
}

fn line(row: &SheetRow, reader: &Reader) -> Vec<Value> {
    let date = |date: Option<jiff::civil::Date>| date.map_or(Value::Empty, Value::Date);
    let number = |days: Option<i32>| days.map_or(Value::Empty, |days| Value::Number(Decimal::from(days)));
    let word = |key: Option<&str>| key.map_or(Value::Empty, |key| Value::text(reader.t(key)));
    let mut line = vec![
        Value::text(row.number.as_str()),
        Value::text(row.order_number.as_str()),
        Value::text(row.customer.as_str()),
        Value::text(row.goods.as_str()),
        Value::Number(row.quantity.amount()),
        Value::text(row.quantity.unit.as_str()),
        date(row.due),
        number(row.lateness.delay_days),
        number(row.lateness.countdown_days),
        word(row.trouble.map(|trouble| pill_of(trouble).0)),
        word(row.completion.map(status_key)),
    ];
    for made in &row.made {
        line.extend(figures(*made, made.and_then(|made| made.scrap_rate())));
    }
    line.extend(figures(Some(row.total), row.total_rate()));
    line.extend([Value::Empty, Value::Empty, Value::Number(Decimal::from(row.version))]);
    line
}

/// Nothing where the lot does not go through the operation, and no rate where nothing came out.
fn figures(made: Option<Delivered>, rate: Option<Decimal>) -> [Value; 3] {
    let amount = |ten_thousandths| Value::Number(Quantity { ten_thousandths, unit: String::new() }.amount());
    let rate = rate.map_or(Value::Empty, Value::Number);
    made.map_or([Value::Empty, Value::Empty, Value::Empty], |made| [amount(made.good), amount(made.scrap), rate])
}
