//! A sheet as rows of cells, read from the bytes of a file by what they are, never by the file's name.
//!
//! Limits keep a hostile or mistaken file from taking the machine: a file that passes them is refused whole, with the
//! limit it passed.

mod text;
mod workbook;

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{Message, Say, text::tidy};

/// Largest file read.
const MOST_BYTES: usize = 32 << 20;
/// Largest content of an XLSX file once its parts are unpacked.
const MOST_BYTES_UNPACKED: u64 = 400 << 20;
const MOST_SHEETS: usize = 64;
const MOST_ROWS: usize = 400_000;
const MOST_COLUMNS: usize = 256;
const MOST_CELLS: usize = 6_000_000;

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What people call it: the file's name, with the sheet's own behind it when the file is a workbook.
    pub name: String,
    /// Row 1 of the sheet is `rows[0]`; rows may be shorter than the widest.
    pub rows: Vec<Vec<Cell>>,
    pub read_as: ReadAs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAs {
    Workbook,
    Text { encoding: Encoding, separator: char },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// Any Chinese encoding of the GB family (GB2312, GBK, GB18030).
    Gb18030,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(Decimal),
    Date(Date),
    Bool(bool),
    /// A formula that nobody has calculated: there is no value to read.
    Formula(String),
    /// An error value such as `#DIV/0!`.
    Error(String),
}

impl Cell {
    /// What somebody sees in the cell.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(words) | Cell::Formula(words) | Cell::Error(words) => Cow::Borrowed(words),
            Cell::Number(number) => Cow::Owned(number.normalize().to_string()),
            Cell::Date(date) => Cow::Owned(date.to_string()),
            Cell::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        }
    }

    /// The words in it, tidied; a line break stays where `lines` says so.
    pub fn words(&self, lines: bool) -> String {
        tidy(&self.shown(), lines)
    }

    /// Nothing that anybody would see: no value, white space only, or a database's `NULL`.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(words) => words == "NULL" || tidy(words, false).is_empty(),
            _ => false,
        }
    }
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    /// Neither a workbook nor text.
    NotASheet,
    /// A workbook that is broken or locked with a password.
    Damaged,
    /// Text in none of the encodings known here.
    Encoding,
    TooLarge {
        megabytes: usize,
    },
    TooManySheets {
        limit: usize,
    },
    TooManyRows {
        limit: usize,
    },
    TooManyColumns {
        limit: usize,
    },
    /// A quotation mark that begins a value in this row is never closed.
    QuoteNotClosed {
        row: usize,
    },
    /// Neither XES nor CSV, where an event log is wanted.
    NotALog,
    /// XML that is not well-formed at this line.
    BrokenXml {
        row: usize,
    },
}

/// The sheets of a file. `name` is what people call the file.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge { megabytes: MOST_BYTES >> 20 });
    }
    let sheets = if bytes.starts_with(b"PK\x03\x04") {
        workbook::read_xlsx(name, bytes)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        workbook::read_xls(name, bytes)
    } else {
        text::read(name, bytes).map(|sheet| vec![sheet])
    }?;
    Ok(sheets.into_iter().map(without_empty_end).collect())
}

/// Rows of formatting with nothing in them stand below many real sheets.
fn without_empty_end(mut sheet: Sheet) -> Sheet {
    for row in &mut sheet.rows {
        let kept = row.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1);
        row.truncate(kept);
    }
    let kept = sheet.rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    sheet.rows.truncate(kept);
    sheet
}

/// Rows being filled cell by cell, within the limits.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<Cell>>,
    cells: usize,
}

impl Rows {
    /// Both positions from 0.
    fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), Unreadable> {
        if cell == Cell::Empty {
            return Ok(());
        }
        if row >= MOST_ROWS {
            return Err(Unreadable::TooManyRows { limit: MOST_ROWS });
        }
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns { limit: MOST_COLUMNS });
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            self.cells += column + 1 - cells.len();
            cells.resize(column + 1, Cell::Empty);
        }
        if self.cells > MOST_CELLS {
            return Err(Unreadable::TooManyRows { limit: MOST_ROWS });
        }
        cells[column] = cell;
        Ok(())
    }
}

impl Say for Unreadable {
    fn say(&self) -> Message {
        match self {
            Unreadable::Empty => Message::new("import-file-empty"),
            Unreadable::NotASheet => Message::new("import-file-not-a-sheet"),
            Unreadable::Damaged => Message::new("import-file-damaged"),
            Unreadable::Encoding => Message::new("import-file-encoding"),
            Unreadable::TooLarge { megabytes } => Message::new("import-file-too-large").with("megabytes", *megabytes),
            Unreadable::TooManySheets { limit } => Message::new("import-file-too-many-sheets").with("limit", *limit),
            Unreadable::TooManyRows { limit } => Message::new("import-file-too-many-rows").with("limit", *limit),
            Unreadable::TooManyColumns { limit } => Message::new("import-file-too-many-columns").with("limit", *limit),
            Unreadable::NotALog => Message::new("import-file-not-a-log"),
            Unreadable::BrokenXml { row } => Message::new("import-file-broken-xml").with("row", row.to_string()),
            Unreadable::QuoteNotClosed { row } => Message::new("import-file-quote").with("row", row.to_string()),
        }
    }
}
