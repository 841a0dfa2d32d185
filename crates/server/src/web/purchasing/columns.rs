//! The columns that the company adds to the tracking sheet.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use yidan_domain::{
    Message, Text,
    material::sheet::{ExtraColumn, MOST_EXTRA_COLUMNS},
};
use yidan_store::materials;

use super::{
    super::{form, orders::typed::Typed},
    Answer, Failure, Screen,
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

/// Empty rows below those that are there.
const MORE: usize = 2;

#[derive(Template)]
#[template(path = "purchasing/columns.html")]
struct ColumnsPage {
    frame: Frame,
    rows: Vec<Row>,
    faults: Faults,
}

#[derive(Default)]
struct Row {
    key: String,
    zh: String,
    en: String,
}

pub async fn show(screen: Screen) -> Answer {
    must_keep(&screen)?;
    let columns = screen.app.store.read(materials::columns).await?;
    let row = |column: ExtraColumn| Row { key: column.key, zh: column.name.zh, en: column.name.en };
    Ok(page(&screen, StatusCode::OK, columns.into_iter().map(row).collect(), Faults::default()))
}

pub async fn keep(screen: Screen, form: Typed) -> Answer {
    must_keep(&screen)?;
    let [keys, zh, en] = ["key", "zh", "en"].map(|name| form.all(name));
    let row = |at: usize| {
        let value = |column: &Vec<&str>| column.get(at).copied().unwrap_or_default().trim().to_owned();
        Row { key: value(&keys), zh: value(&zh), en: value(&en) }
    };
    let rows: Vec<Row> =
        (0..keys.len().min(MOST_EXTRA_COLUMNS + MORE)).map(row).filter(|row| !row.is_blank()).collect();
    let columns: Vec<ExtraColumn> =
        rows.iter().map(|row| ExtraColumn { key: row.key.clone(), name: Text::new(&row.zh, &row.en) }).collect();
    let actor = screen.actor();
    match screen.app.store.write(move |tx| materials::put_columns(tx, &actor, columns.clone())).await {
        Ok(_) => Ok(screen.redirect("/purchasing/sheet", &Message::new("sheet-columns-kept"))),
        Err(error) => {
            let faults = form::faults(&screen, error, &[])?;
            Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, rows, faults))
        }
    }
}

fn must_keep(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.keeps_materials() { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
}

fn page(screen: &Screen, status: StatusCode, mut rows: Vec<Row>, faults: Faults) -> Response {
    rows.extend((0..MORE).map(|_| Row::default()));
    let page = ColumnsPage { frame: screen.frame().titled("sheet-columns").at(Nav::Purchasing), rows, faults };
    html_with(status, &page.frame, &page)
}

impl Row {
    fn is_blank(&self) -> bool {
        self.key.is_empty() && self.zh.is_empty() && self.en.is_empty()
    }
}
