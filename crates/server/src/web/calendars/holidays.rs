//! The tables of public holidays: which years of which country are known, where they come from, and the form that
//! imports another year.

use askama::Template;
use axum::http::StatusCode;
use yidan_domain::{
    Text,
    schedule::{
        book::{CHINA, Table, Tables},
        holidays::{Holidays, Year},
    },
};

use super::{Answer, Screen};
use crate::page::{Faults, Frame, Nav, filters, html_with};

/// What is chosen beside the file.
#[derive(Default, Clone)]
pub(super) struct Chosen {
    /// Key of a table; empty for a new one.
    pub table: String,
    pub key: String,
    pub name: String,
}

#[derive(Template)]
#[template(path = "calendars/holidays.html")]
struct HolidaysPage {
    frame: Frame,
    may_change: bool,
    tables: Vec<Shown>,
    chosen: Chosen,
    faults: Faults,
    /// Faults of the file, each with its line.
    lines: Vec<String>,
}

struct Shown {
    key: String,
    table: Table,
    imported: Holidays,
}

pub(super) async fn show(screen: Screen) -> Answer {
    let chosen = Chosen { table: CHINA.into(), ..Chosen::default() };
    Ok(holidays_page(&screen, StatusCode::OK, chosen, Faults::default(), Vec::new()))
}

pub(super) fn holidays_page(
    screen: &Screen,
    status: StatusCode,
    chosen: Chosen,
    faults: Faults,
    lines: Vec<String>,
) -> axum::response::Response {
    let mut frame = screen.frame().titled("holidays");
    if screen.viewer.administers() {
        frame = frame.at(Nav::Settings);
    }
    let tables = shown(&screen.app.store.world().company.tables);
    let page = HolidaysPage { frame, may_change: screen.viewer.administers(), tables, chosen, faults, lines };
    html_with(status, &page.frame, &page)
}

fn shown(tables: &Tables) -> Vec<Shown> {
    let one = |(key, _): (String, Text)| {
        let imported = tables.imported(&key).map(|table| table.years.clone()).unwrap_or_default();
        Some(Shown { table: tables.get(&key)?, key, imported })
    };
    tables.names().into_iter().filter_map(one).collect()
}

impl Shown {
    /// The latest first.
    fn years(&self) -> Vec<&Year> {
        let mut years: Vec<&Year> = self.table.years.years().collect();
        years.reverse();
        years
    }

    fn is_imported(&self, year: &Year) -> bool {
        self.imported.knows(year.year)
    }
}

impl HolidaysPage {
    fn off(&self, year: &Year) -> usize {
        year.days.iter().filter(|day| day.off).count()
    }

    fn worked(&self, year: &Year) -> usize {
        year.days.iter().filter(|day| !day.off).count()
    }

    /// Addresses become links; the name of a file stays what it is.
    fn is_link(&self, paper: &str) -> bool {
        paper.starts_with("https://") || paper.starts_with("http://")
    }
}
