//! Which column of a summary sheet holds what.

use yidan_domain::Text;

use crate::{
    layout::{TITLES_WITHIN, key},
    problem::{Place, Problem, RowFault},
    sheet::{Cell, Sheet},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Good,
    Scrap,
}

#[derive(Debug, PartialEq)]
pub struct Titles {
    /// The lower row of them, from 1.
    pub row: usize,
    /// What stands above each column, for faults.
    pub shown: Vec<String>,
    pub lot: usize,
    pub version: Option<usize>,
    pub cause: Option<usize>,
    pub reason: Option<usize>,
    /// Column, operation, and what is counted.
    pub figures: Vec<(usize, String, Figure)>,
}

const LOT: [&str; 7] = ["批次", "批次号", "批号", "生产批次", "lot", "lotnumber", "lotno"];
const VERSION: [&str; 2] = ["版本", "version"];
const CAUSE: [&str; 5] = ["废品原因", "报废原因", "causeofscrap", "causeofthescrap", "scrapcause"];
const REASON: [&str; 3] = ["更正原因", "reasonforcorrection", "correctionreason"];
/// Longer words before those that they end with.
const FIGURES: [(Option<Figure>, &[&str]); 3] = [
    (None, &["废品率", "报废率", "scraprate"]),
    (Some(Figure::Good), &["交货数量", "交付数量", "合格数量", "交货", "交付", "delivered"]),
    (Some(Figure::Scrap), &["废品数量", "报废数量", "废品", "报废", "scrapped", "scrap"]),
];
/// What the columns of all operations together are called.
const TOTAL: [&str; 3] = ["合计", "总计", "total"];

/// The titles of a sheet, or what keeps it from being read.
pub fn of(sheet: &Sheet) -> Result<Titles, Box<RowFault>> {
    let found = (1_usize..).zip(&sheet.rows).take(TITLES_WITHIN).filter_map(|(row, cells)| {
        let above = row.checked_sub(2).and_then(|above| sheet.rows.get(above)).map(Vec::as_slice).unwrap_or_default();
        read(row, cells, above, sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default())
    });
    // Of equals the upper rows.
    let best = found.reduce(|best, next| if next.figures.len() > best.figures.len() { next } else { best });
    let (row, missing) = match best {
        Some(titles) if !titles.figures.is_empty() => return Ok(titles),
        Some(titles) => (titles.row, Text::new("交货数量", "delivered")),
        None => (1, Text::new("批次", "lot")),
    };
    let place = Place { sheet: sheet.name.clone(), row };
    Err(Box::new(place.fault(Problem::ColumnMissing { columns: vec![missing] })))
}

/// Titles in this row, with the operations in the row above; or, where the lot's title is merged over two rows, this row and
/// the one below.
fn read(row: usize, cells: &[Cell], above: &[Cell], below: &[Cell]) -> Option<Titles> {
    let has_lot = |cells: &[Cell]| cells.iter().any(|cell| LOT.contains(&key(&cell.words(false)).as_str()));
    let figures = |cells: &[Cell]| cells.iter().filter(|cell| figure(&cell.words(false)).is_some()).count();
    if !has_lot(cells) {
        return None;
    }
    let width = cells.len().max(below.len()).max(above.len());
    let (upper, lower, row) = match figures(below) > figures(cells) {
        true => (cells, below, row + 1),
        false => (above, cells, row),
    };
    let mut titles = Titles {
        row,
        shown: Vec::new(),
        lot: usize::MAX,
        version: None,
        cause: None,
        reason: None,
        figures: Vec::new(),
    };
    let mut group = String::new();
    for at in 0..width {
        let words = |cells: &[Cell]| cells.get(at).map(|cell| cell.words(false)).unwrap_or_default();
        let (over, own) = (words(upper), words(lower));
        if !over.is_empty() {
            group.clone_from(&over);
        }
        let title = if own.is_empty() { over } else { own };
        let word = key(&title);
        let is = |names: &[&str]| names.contains(&word.as_str());
        match figure(&title) {
            Some((name, counted)) => {
                let operation = if name.is_empty() { group.clone() } else { name };
                titles.shown.push(if title.starts_with(&operation) { title } else { format!("{operation} {title}") });
                if let Some(counted) = counted
                    && !operation.is_empty()
                    && !TOTAL.contains(&key(&operation).as_str())
                {
                    titles.figures.push((at, operation, counted));
                }
                continue;
            }
            None if is(&LOT) && titles.lot == usize::MAX => titles.lot = at,
            None if is(&VERSION) => titles.version = titles.version.or(Some(at)),
            None if is(&CAUSE) => titles.cause = titles.cause.or(Some(at)),
            None if is(&REASON) => titles.reason = titles.reason.or(Some(at)),
            None => {}
        }
        titles.shown.push(title);
    }
    (titles.lot != usize::MAX).then_some(titles)
}

/// The operation that a title names before the figure, and which figure it is; of a rate, none.
fn figure(title: &str) -> Option<(String, Option<Figure>)> {
    let whole = key(title);
    if CAUSE.contains(&whole.as_str()) {
        return None;
    }
    for (figure, names) in FIGURES {
        let Some(name) = names.iter().find(|name| whole.ends_with(**name)) else { continue };
        let begins = title.char_indices().map(|(at, _)| at).rfind(|at| key(&title[*at..]) == **name)?;
        // A sign at its end may be the operation's own: names are compared without signs.
        return Some((title[..begins].trim().to_owned(), figure));
    }
    None
}
