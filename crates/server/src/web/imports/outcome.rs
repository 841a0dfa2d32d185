//! The page that shows what an import would do, or has done.

use std::collections::BTreeSet;

use askama::Template;
use yidan_documents::{Column, Kind, Layout, Problem};

use super::chosen::Chosen;
use crate::{
    import::Report,
    page::{Frame, Nav, filters},
    web::Screen,
};

/// Rows of a list that are shown; the file of refused rows has them all.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "imports/outcome.html")]
pub struct Outcome {
    pub frame: Frame,
    chosen: Chosen,
    report: Report,
    columns: Vec<ColumnChoice>,
    /// Names that may be those of customers already there, and whether each was said to be a new one.
    lookalikes: Vec<(String, bool)>,
}

/// A column of the program, and the titles that may stand for it.
struct ColumnChoice {
    label: String,
    needed: bool,
    options: Vec<TitleChoice>,
}

struct TitleChoice {
    value: String,
    title: String,
    selected: bool,
}

impl Outcome {
    pub fn new(screen: &Screen, chosen: Chosen, report: Report) -> Self {
        let title = if report.preview { "import-preview-title" } else { "import-done-title" };
        let frame = Frame { path: "/import".into(), ..screen.frame().titled(title).at(Nav::Import) };
        let columns = only_book(&report).map(|layout| columns(layout, &frame)).unwrap_or_default();
        let lookalikes = lookalikes(&chosen, &report);
        Self { frame, chosen, report, columns, lookalikes }
    }

    fn shipped(&self) -> usize {
        self.report.orders.iter().filter(|order| order.shipped.is_some()).count()
    }

    fn would_do_something(&self) -> bool {
        let report = &self.report;
        !report.orders.is_empty() || !report.new_customers.is_empty() || !report.new_products.is_empty()
    }

    /// What keeps the sheet from being read at all is best mended by its columns.
    fn columns_are_wrong(&self) -> bool {
        !self.report.unusable.is_empty()
    }

    fn shown<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        &rows[..rows.len().min(SHOWN)]
    }

    fn more<T>(&self, rows: &[T]) -> usize {
        rows.len().saturating_sub(SHOWN)
    }

    fn rows(&self, rows: &[usize]) -> String {
        let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
        self.frame.reader.list(rows.iter().map(String::as_str))
    }
}

/// Columns are asked about where one order book is imported; several at once are read by their titles.
fn only_book(report: &Report) -> Option<&Layout> {
    let layouts = report.layouts.iter().chain(&report.unusable).map(|(_, layout)| layout);
    let mut books = layouts.filter(|layout| layout.kind == Kind::OrderBook);
    books.next().filter(|_| books.next().is_none())
}

fn columns(layout: &Layout, frame: &Frame) -> Vec<ColumnChoice> {
    let choice = |column: &Column| {
        let key = serde_json::to_value(column).ok().and_then(|key| key.as_str().map(str::to_owned)).unwrap_or_default();
        let option = |title: &str| TitleChoice {
            value: format!("{key}={title}"),
            title: title.to_owned(),
            selected: layout.title(*column) == title,
        };
        let titles: BTreeSet<&str> =
            layout.titles.iter().map(String::as_str).filter(|title| !title.is_empty()).collect();
        let mut options = vec![option("")];
        options.extend(layout.titles.iter().filter(|title| titles.contains(title.as_str())).map(|title| option(title)));
        let needed = matches!(column, Column::Customer | Column::Received | Column::Product | Column::Quantity);
        ColumnChoice { label: column.name().get(frame.reader.lang).to_owned(), needed, options }
    };
    Kind::OrderBook.columns().iter().map(|(column, _)| choice(column)).collect()
}

fn lookalikes(chosen: &Chosen, report: &Report) -> Vec<(String, bool)> {
    let alike = report.faults.iter().filter(|fault| matches!(fault.problem, Problem::SimilarCustomer { .. }));
    let names: BTreeSet<&str> =
        alike.map(|fault| fault.value.as_str()).chain(chosen.new_customers.iter().map(String::as_str)).collect();
    names.into_iter().map(|name| (name.to_owned(), chosen.new_customers.iter().any(|new| new == name))).collect()
}
