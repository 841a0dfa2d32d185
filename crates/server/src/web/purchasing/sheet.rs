//! The tracking sheet of materials by project (S12), with the company's own columns.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use yidan_domain::{
    OrderId,
    material::sheet::{Arrival, Column, ExtraColumn},
};
use yidan_store::{
    Tx,
    materials::{self, SheetFilter, Tracking, Which},
};

use super::{
    super::screen::url_escaped,
    Answer, Screen, ready,
    view::{amount, order_link},
};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    find: String,
    which: String,
    order: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "purchasing/sheet.html")]
struct SheetPage {
    frame: Frame,
    asked: Asked,
    columns: Vec<ExtraColumn>,
    rows: Vec<Row>,
    total: usize,
    pages: Pages,
    may_plan: bool,
    may_keep: bool,
    may_bring: bool,
}

struct Row {
    number: u32,
    project: String,
    link: String,
    material: String,
    code: String,
    material_link: String,
    required: String,
    purchased: String,
    purchased_on: Option<jiff::civil::Date>,
    /// The day, and whether it lies ahead.
    arrival: Option<(jiff::civil::Date, bool)>,
    suppliers: String,
    remarks: String,
    /// Name of each of the company's columns, and what stands in it.
    extra: Vec<(String, String)>,
    shortage: String,
    need: String,
}

pub async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let filter = asked.filter();
    let page = (asked.page.saturating_mul(ROWS), ROWS);
    let index = ready(&screen).await;
    let read =
        move |tx: &mut Tx| Ok((index.materials().tracked(tx, &viewer, &filter, page, today)?, materials::columns(tx)?));
    let (found, columns) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("follow-sheet").at(Nav::Purchasing);
    let link = |page: usize| format!("{}&page={page}", asked.link(&asked.which));
    let pages = Pages::numbered(asked.page, ROWS, found.total, link);
    let page = SheetPage {
        rows: found.rows.iter().map(|it| row(it, &columns, &frame)).collect(),
        total: found.total,
        asked,
        columns,
        pages,
        may_plan: screen.viewer.plans_materials(),
        may_keep: screen.viewer.keeps_materials(),
        may_bring: screen.viewer.plans_materials() || screen.viewer.receives(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn row(it: &Tracking, columns: &[ExtraColumn], frame: &Frame) -> Row {
    let reader = &frame.reader;
    let words =
        |quantity: &Option<yidan_domain::Quantity>| quantity.as_ref().map(ToString::to_string).unwrap_or_default();
    let short = it.supply.shortage;
    let value = |column: &ExtraColumn| {
        let value = it.row.extra.get(&column.key).cloned().unwrap_or_default();
        (column.name.get(reader.lang).to_owned(), value)
    };
    Row {
        number: it.row.number,
        project: it.row.project.clone(),
        link: order_link(it.order),
        material: it.row.material.get(reader.lang).to_owned(),
        code: it.material.code.clone(),
        material_link: format!("/materials/{}", it.material.id),
        required: words(&it.row.required),
        purchased: words(&it.row.purchased),
        purchased_on: it.row.purchased_on,
        arrival: it.row.arrival.map(|arrival| match arrival {
            Arrival::Arrived(day) => (day, false),
            Arrival::Expected(day) => (day, true),
        }),
        suppliers: reader.list(it.row.suppliers.iter().map(String::as_str)),
        remarks: it.row.remarks.join(" · "),
        extra: columns.iter().map(value).collect(),
        shortage: if short > 0 { amount(short, &it.material.unit).to_string() } else { String::new() },
        need: format!("/orders/{}/materials/need?material={}", it.order, it.material.id),
    }
}

impl Asked {
    pub fn filter(&self) -> SheetFilter {
        SheetFilter {
            words: self.find.clone(),
            order: self.order.parse::<OrderId>().ok(),
            which: Which::of(&self.which).unwrap_or_default(),
            ..SheetFilter::default()
        }
    }

    fn link(&self, which: &str) -> String {
        format!("/purchasing/sheet?which={which}&order={}&find={}", url_escaped(&self.order), url_escaped(&self.find))
    }
}

impl SheetPage {
    /// The same rows as a workbook.
    fn export(&self) -> String {
        self.asked.link(&self.asked.which).replacen("/sheet?", "/sheet/export.xlsx?", 1)
    }

    /// Link, key of its words, and whether it is the one shown.
    fn tabs(&self) -> Vec<(String, String, bool)> {
        let shown = Which::of(&self.asked.which).unwrap_or_default();
        let tab = |which: &Which| (self.asked.link(which.key()), format!("follow-{}", which.key()), *which == shown);
        Which::ALL.iter().map(tab).collect()
    }

    /// The name of a column of the sheet, by its key.
    fn name(&self, key: &str) -> String {
        let column = Column::ALL.into_iter().find(|column| column.key() == key);
        column.map(|column| column.name().get(self.frame.reader.lang).to_owned()).unwrap_or_default()
    }
}
