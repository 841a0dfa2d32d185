//! The outcome of an import in the reader's language: as plain text for the command line, and as a table of the refused
//! rows to hand to whoever keeps the sheet.

use std::fmt::Write;

use yidan_documents::{
    Place, RowFault,
    write::{ColumnHead, ColumnKind, Table, Value},
};
use yidan_domain::{Message, Say};

use super::Report;
use crate::texts::Reader;

/// Names and left-out rows listed before the rest is only counted.
const NAMES_SHOWN: usize = 12;
const SKIPPED_SHOWN: usize = 12;
/// Characters of a cell's value that are shown.
const VALUE_SHOWN: usize = 24;

impl Report {
    pub fn text(&self, reader: &Reader) -> String {
        let mut out = String::new();
        let mut line = |words: String| {
            let _ = writeln!(out, "{words}");
        };
        for (file, why) in &self.unreadable {
            line(format!("{file}: {}", reader.say(&why.say())));
        }
        line(reader.say(&self.orders_said()));
        for (key, names) in [
            ("import-new-customers", &self.new_customers),
            ("import-new-people", &self.new_people),
            ("import-new-products", &self.new_products),
        ] {
            if !names.is_empty() {
                line(
                    reader.say(&Message::new(key).with("count", names.len()).with("names", shown_names(reader, names))),
                );
            }
        }
        let notes = self.notes.iter().map(|said| {
            let why = reader.say(&said.note.say());
            (said.place.clone(), [row(reader, &said.place), said.column.clone(), shown(&said.value), why])
        });
        let skipped = self.skipped.iter().map(|skipped| {
            let why = reader.say(&skipped.why.say());
            (skipped.place.clone(), [row(reader, &skipped.place), String::new(), String::new(), why])
        });
        let faults = self.faults.iter().map(|fault| {
            let why = reader.say(&fault.problem.say());
            (fault.place.clone(), [row(reader, &fault.place), fault.column.clone(), shown(&fault.value), why])
        });
        section(&mut out, reader, "import-notes", self.notes.len(), notes.collect());
        section(&mut out, reader, "import-skipped", self.skipped.len(), skipped.take(SKIPPED_SHOWN).collect());
        if let Some(more) = self.skipped.len().checked_sub(SKIPPED_SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(out, "  {}", reader.count("import-and-more", more as i64));
        }
        section(&mut out, reader, "import-refused", self.refused_rows(), faults.collect());
        out
    }

    /// The refused rows as a table, to mend the sheet by.
    pub fn faults_table(&self, reader: &Reader) -> Table {
        let head = |key: &str, kind| ColumnHead { title: reader.t(key), kind };
        let row = |fault: &RowFault| {
            vec![
                Value::text(&fault.place.sheet),
                Value::Number(fault.place.row.into()),
                Value::text(&fault.column),
                Value::text(&fault.value),
                Value::text(reader.say(&fault.problem.say())),
            ]
        };
        Table {
            title: reader.t("import-faults-title"),
            columns: vec![
                head("import-column-sheet", ColumnKind::Text),
                head("import-column-row", ColumnKind::Whole),
                head("import-column-column", ColumnKind::Text),
                head("import-column-value", ColumnKind::Text),
                head("import-column-mend", ColumnKind::Text),
            ],
            rows: self.faults.iter().map(row).collect(),
        }
    }

    fn orders_said(&self) -> Message {
        let key = if self.preview { "import-orders-would" } else { "import-orders-done" };
        let shipped = self.orders.iter().filter(|order| order.shipped.is_some()).count();
        Message::new(key).with("count", self.orders.len()).with("shipped", shipped)
    }
}

/// A list under its heading, sheet by sheet.
fn section(out: &mut String, reader: &Reader, heading: &str, count: usize, rows: Vec<(Place, [String; 4])>) {
    if count == 0 {
        return;
    }
    let _ = writeln!(out, "\n{}", reader.count(heading, count as i64));
    for of_sheet in rows.chunk_by(|a, b| a.0.sheet == b.0.sheet) {
        let _ = writeln!(out, "  {}", of_sheet[0].0.sheet);
        out.push_str(&aligned(of_sheet.iter().map(|(_, cells)| cells)));
    }
}

fn row(reader: &Reader, place: &Place) -> String {
    match place.row {
        0 => String::new(),
        row => reader.say(&Message::new("import-row").with("row", row.to_string())),
    }
}

fn shown(value: &str) -> String {
    let one_line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match one_line.char_indices().nth(VALUE_SHOWN) {
        Some((at, _)) => format!("{}…", &one_line[..at]),
        None => one_line,
    }
}

fn shown_names(reader: &Reader, names: &[String]) -> String {
    let mut shown = reader.list(names.iter().take(NAMES_SHOWN).map(String::as_str));
    if names.len() > NAMES_SHOWN {
        shown.push('…');
    }
    shown
}

/// Cells under each other; a Chinese character takes the room of two. Columns with nothing in them take none.
fn aligned<'a>(rows: impl Iterator<Item = &'a [String; 4]>) -> String {
    let rows: Vec<&[String; 4]> = rows.collect();
    let width = |words: &str| words.chars().map(|c| if c as u32 >= 0x2e80 { 2 } else { 1 }).sum::<usize>();
    let widths = [0, 1, 2].map(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0));
    let mut out = String::new();
    for [row, column, value, why] in rows {
        let mut line = String::from("   ");
        for (cell, room) in [row, column, value].into_iter().zip(widths).filter(|(_, room)| *room > 0) {
            let _ = write!(line, " {cell}{} ", " ".repeat(room - width(cell)));
        }
        let _ = writeln!(out, "{line} {why}");
    }
    out
}
