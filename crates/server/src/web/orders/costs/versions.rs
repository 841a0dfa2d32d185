//! The newest versions of the sheet side by side, each with its difference from the one before.

use askama::Template;
use axum::extract::{Path, Query};
use jiff::Timestamp;
use serde::Deserialize;
use yidan_domain::{
    Message,
    costing::{self, Line, Row},
    money::grouped,
    order::{CostVersion, cost_versions},
};

use super::{
    super::{
        super::{Answer, Screen},
        loaded::Loaded,
        tabs::{Head, Place},
    },
    Places, load, plain, signed,
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

/// How many versions can be looked at together.
const CHOICES: [usize; 3] = [3, 6, 12];

#[derive(Template)]
#[template(path = "orders/costs/versions.html")]
struct VersionsPage {
    frame: Frame,
    head: Head,
    places: Places,
    versions: Vec<VersionView>,
    rows: Vec<RowView>,
    /// How many are shown at most, and how many there are.
    last: usize,
    total: usize,
}

struct VersionView {
    number: u32,
    at: Timestamp,
    by: String,
    note: String,
    /// What its amounts are in.
    currencies: String,
    /// Why it has no figures.
    lack: String,
}

struct RowView {
    name: String,
    is_sum: bool,
    cells: Vec<Option<CellView>>,
}

struct CellView {
    value: String,
    /// With its sign; empty where there is none, or nothing to differ from.
    difference: String,
    /// Words for the direction, beside the sign.
    direction: &'static str,
}

#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Look {
    last: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { last: CHOICES[0] }
    }
}

pub(super) async fn show(screen: Screen, Path(id): Path<String>, Query(look): Query<Look>) -> Answer {
    let loaded = load(&screen, &id).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = frame.reader.say(&Message::new("costs-title").with("number", loaded.order.number.as_str()));
    let all: Vec<CostVersion> = cost_versions(&loaded.history).collect();
    let last = look.last.clamp(1, CHOICES[CHOICES.len() - 1]);
    let newest = &all[all.len().saturating_sub(last)..];
    let sheets: Vec<_> = newest.iter().map(|version| version.sheet).collect();
    let page = VersionsPage {
        head: Head::of(&loaded, &screen.viewer, Place::Costs),
        places: Places::of(&loaded, "costs-versions"),
        versions: newest.iter().map(|version| VersionView::of(version, &loaded, &frame.reader)).collect(),
        rows: costing::compare(&sheets).rows.iter().map(|row| RowView::of(row, &frame.reader)).collect(),
        last,
        total: all.len(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

impl VersionsPage {
    /// Link, number, and is it the one shown?
    fn choices(&self) -> impl Iterator<Item = (String, usize, bool)> {
        CHOICES
            .into_iter()
            .map(|count| (format!("{}/costs/versions?last={count}", self.head.link), count, count == self.last))
    }
}

impl VersionView {
    fn of(version: &CostVersion, loaded: &Loaded, reader: &Reader) -> Self {
        let sheet = version.sheet;
        let rate = sheet.rate.filter(|_| sheet.currency != sheet.base).map(plain);
        let rate = rate.map(|rate| format!(" × {rate}")).unwrap_or_default();
        Self {
            number: version.version,
            at: version.at,
            by: loaded.person(version.by).to_owned(),
            note: sheet.note.clone(),
            currencies: format!("{}{rate} → {}", sheet.currency, sheet.base),
            lack: sheet.figures().err().map(|lack| reader.say(&yidan_domain::Say::say(&lack))).unwrap_or_default(),
        }
    }
}

impl RowView {
    fn of(row: &Row, reader: &Reader) -> Self {
        let cell = |cell: &costing::Cell| {
            let difference = cell.difference.filter(|difference| !difference.is_zero());
            CellView {
                value: grouped(&cell.value.to_string()),
                difference: difference.map(signed).unwrap_or_default(),
                direction: match difference {
                    Some(difference) if difference.is_sign_negative() => "costs-less",
                    Some(_) => "costs-more",
                    None => "",
                },
            }
        };
        Self {
            name: row.line.name().get(reader.lang).to_owned(),
            is_sum: matches!(row.line, Line::TotalCost | Line::Profit),
            cells: row.cells.iter().map(|known| known.as_ref().map(cell)).collect(),
        }
    }
}
