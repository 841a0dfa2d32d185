//! Excel workbooks. Cells are read one after another, so that a file whose only value stands in the last cell of a sheet
//! costs no more than that value.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, ExcelDateTime, Reader, Xls, Xlsx};
use jiff::civil::Date;

use super::{Cell, MOST_BYTES_UNPACKED, MOST_SHEETS, ReadAs, Rows, Sheet, Unreadable};

pub fn read_xlsx(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut unpacked = 0_u64;
    for part in 0..archive.len() {
        unpacked = unpacked.saturating_add(archive.by_index_raw(part).map_err(|_| Unreadable::Damaged)?.size());
    }
    if unpacked > MOST_BYTES_UNPACKED {
        return Err(Unreadable::TooLarge { megabytes: (MOST_BYTES_UNPACKED >> 20) as usize });
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(Unreadable::NotASheet);
    }
    fenced(|| {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        let names = workbook.sheet_names();
        if names.len() > MOST_SHEETS {
            return Err(Unreadable::TooManySheets { limit: MOST_SHEETS });
        }
        let mut sheets = Vec::new();
        for name in names {
            // Chart sheets have no cells and are no fault.
            let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
            let mut rows = Rows::default();
            while let Some(read) = cells.next_cell_with_formula().map_err(|_| Unreadable::Damaged)? {
                let cell = with_formula(cell(read.value.into()), read.formula);
                rows.put(read.pos.0 as usize, read.pos.1 as usize, cell)?;
            }
            sheets.push(sheet(file, &name, rows));
        }
        Ok(sheets)
    })
}

pub fn read_xls(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    fenced(|| {
        let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        let names = workbook.sheet_names();
        if names.len() > MOST_SHEETS {
            return Err(Unreadable::TooManySheets { limit: MOST_SHEETS });
        }
        let mut sheets = Vec::new();
        for name in names {
            let Ok(range) = workbook.worksheet_range(&name) else { continue };
            let (top, left) = range.start().unwrap_or_default();
            let mut rows = Rows::default();
            for (row, column, data) in range.used_cells() {
                rows.put(top as usize + row, left as usize + column, cell(data.clone()))?;
            }
            sheets.push(sheet(file, &name, rows));
        }
        Ok(sheets)
    })
}

/// The reader of workbooks trusts some lengths and offsets of a file; what a broken one makes of them stops here.
fn fenced(read: impl FnOnce() -> Result<Vec<Sheet>, Unreadable>) -> Result<Vec<Sheet>, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Unreadable::Damaged))
}

fn sheet(file: &str, name: &str, rows: Rows) -> Sheet {
    Sheet { name: format!("{file} [{name}]"), rows: rows.rows, read_as: ReadAs::Workbook }
}

fn cell(data: Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(number.into()),
        Data::Float(number) => shortest(number),
        Data::String(words) if words.is_empty() => Cell::Empty,
        Data::String(words) => Cell::Text(words),
        Data::Bool(yes) => Cell::Bool(yes),
        Data::DateTime(time) => day(time),
        Data::DateTimeIso(words) => {
            words.get(..10).and_then(|day| day.parse().ok()).map_or(Cell::Text(words), Cell::Date)
        }
        Data::DurationIso(words) => Cell::Text(words),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

fn with_formula(cell: Cell, formula: Option<String>) -> Cell {
    match (cell, formula) {
        (Cell::Empty, Some(formula)) => Cell::Formula(format!("={formula}")),
        (cell, _) => cell,
    }
}

/// A spreadsheet keeps 161.42 as the binary fraction nearest to it. The shortest decimal that leads to the same fraction
/// is what was typed.
fn shortest(number: f64) -> Cell {
    let written = number.to_string();
    written.parse().map_or(Cell::Text(written), Cell::Number)
}

fn day(time: ExcelDateTime) -> Cell {
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let date = Date::new(year as i16, month as i8, day as i8);
    match date {
        Ok(date) if time.is_datetime() && time.as_f64() >= 1.0 => Cell::Date(date),
        // A duration, a time of day, or Excel's 29 February 1900.
        _ => shortest(time.as_f64()),
    }
}
