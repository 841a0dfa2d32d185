//! The summary sheet of production (S7) as somebody has edited it: a row for each lot, of each operation what it delivered
//! and spoiled. Titles stand in one row (`冲床 交货数量`), or in two, the operations above in merged cells. Rates are not read:
//! they follow from the rest, and where there was nothing to divide many sheets hold `#DIV/0!`.

mod titles;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use rust_decimal::Decimal;
use yidan_domain::text::{folded, letters};

use crate::{
    problem::{Place, Problem, RowFault, Skip, Skipped},
    sheet::{Cell, Sheet},
    values,
};
use titles::{Figure, Titles};

const LONGEST_WORDS: usize = 200;
const LONGEST_REASON: usize = 2_000;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProgressFile {
    pub rows: Vec<ProgressRow>,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<Skipped>,
}

/// What the sheet says of a lot.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgressRow {
    pub place: Place,
    /// The lot's number.
    pub lot: String,
    /// Of the lot, when the sheet was made.
    pub version: Option<u64>,
    /// Operations of which the row says something.
    pub made: Vec<Made>,
    /// Of what is scrap; may be empty.
    pub cause: String,
    /// Why there is less than before.
    pub reason: String,
}

/// `None` where the cell is empty: that says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// As the title names it.
    pub operation: String,
    pub good: Option<Decimal>,
    pub scrap: Option<Decimal>,
}

pub fn read(sheets: &[Sheet]) -> ProgressFile {
    let mut file = ProgressFile::default();
    let mut seen = HashMap::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match titles::of(sheet) {
            Ok(titles) => read_rows(sheet, &titles, &mut seen, &mut file),
            Err(fault) => file.faults.push(*fault),
        }
    }
    file
}

/// `seen`: the row of every lot so far.
fn read_rows(sheet: &Sheet, titles: &Titles, seen: &mut HashMap<String, usize>, file: &mut ProgressFile) {
    for (row, cells) in (1..).zip(&sheet.rows).skip(titles.row) {
        let place = Place { sheet: sheet.name.clone(), row };
        if cells.iter().all(Cell::is_blank) {
            file.skipped.push(Skipped { place, why: Skip::Blank });
        } else if is_sum(cells, titles) {
            file.skipped.push(Skipped { place, why: Skip::Subtotal });
        } else {
            match read_row(cells, titles, place) {
                Ok(row) => match seen.insert(folded(&row.lot), row.place.row) {
                    Some(first) => {
                        let problem = Problem::KeyRepeated { row: first };
                        file.faults.push(fault(row.place, titles, titles.lot, cells, problem));
                    }
                    None => file.rows.push(row),
                },
                Err(fault) => file.faults.push(*fault),
            }
        }
    }
}

fn cell(cells: &[Cell], at: Option<usize>) -> &Cell {
    const EMPTY: &Cell = &Cell::Empty;
    at.and_then(|at| cells.get(at)).unwrap_or(EMPTY)
}

fn fault(place: Place, titles: &Titles, at: usize, cells: &[Cell], problem: Problem) -> RowFault {
    let column = titles.shown.get(at).cloned().unwrap_or_default();
    RowFault { place, column, value: cell(cells, Some(at)).shown().into_owned(), problem }
}

/// A total names no lot.
fn is_sum(cells: &[Cell], titles: &Titles) -> bool {
    let says_so = ["合计", "总计", "小计", "total", "sum"];
    let word = |cell: &Cell| folded(&cell.words(false)).trim_end_matches([':', ' ']).to_owned();
    let first = cells.iter().find(|cell| !cell.is_blank()).map(word).unwrap_or_default();
    let lot = word(cell(cells, Some(titles.lot)));
    says_so.contains(&lot.as_str()) || (lot.is_empty() && says_so.contains(&first.as_str()))
}

fn read_row(cells: &[Cell], titles: &Titles, place: Place) -> Result<ProgressRow, Box<RowFault>> {
    let said = |at: usize, problem| Box::new(fault(place.clone(), titles, at, cells, problem));
    let words = |at: Option<usize>, limit| {
        values::words(cell(cells, at), limit).map_err(|problem| said(at.unwrap_or(titles.lot), problem))
    };
    let lot = match cell(cells, Some(titles.lot)) {
        blank if blank.is_blank() => return Err(said(titles.lot, Problem::Missing)),
        Cell::Error(_) => return Err(said(titles.lot, Problem::ErrorValue)),
        Cell::Formula(_) => return Err(said(titles.lot, Problem::FormulaOnly)),
        _ => words(Some(titles.lot), LONGEST_WORDS)?,
    };
    let version = match titles.version.filter(|at| !cell(cells, Some(*at)).is_blank()) {
        None => None,
        Some(at) => {
            let number = values::number(cell(cells, Some(at))).map_err(|problem| said(at, problem))?;
            Some(u64::try_from(number).map_err(|_| said(at, Problem::NotANumber))?)
        }
    };
    let mut made: Vec<Made> = Vec::new();
    for (at, operation, figure) in &titles.figures {
        let here = cell(cells, Some(*at));
        let amount = match here.is_blank() {
            true => None,
            false => Some(values::number(here).map_err(|problem| said(*at, problem))?),
        };
        let Some(amount) = amount else { continue };
        if amount.normalize().scale() > 4 {
            return Err(said(*at, Problem::TooPrecise { digits: 4 }));
        }
        let known = made.iter().position(|made| letters(&made.operation) == letters(operation));
        let known = known.unwrap_or_else(|| {
            made.push(Made { operation: operation.clone(), good: None, scrap: None });
            made.len() - 1
        });
        let said_before = match figure {
            Figure::Good => made[known].good.replace(amount),
            Figure::Scrap => made[known].scrap.replace(amount),
        };
        if said_before.is_some() {
            return Err(said(*at, Problem::FigureRepeated { operation: operation.clone() }));
        }
    }
    let (cause, reason) = (words(titles.cause, LONGEST_WORDS)?, words(titles.reason, LONGEST_REASON)?);
    Ok(ProgressRow { place, lot, version, made, cause, reason })
}
