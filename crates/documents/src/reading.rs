//! Reading one row: each value is taken or leaves a fault, so that a row is refused with everything that is wrong with it.

use jiff::civil::Date;

use crate::{
    layout::{Column, Row},
    problem::{Note, Problem, RowFault, RowNote},
    sheet::Cell,
    values,
};

/// What was said about the rows read so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    pub faults: Vec<RowFault>,
    pub notes: Vec<RowNote>,
}

pub struct RowReader<'a> {
    pub row: Row<'a>,
    pub said: Said,
}

impl<'a> RowReader<'a> {
    pub fn new(row: Row<'a>) -> Self {
        Self { row, said: Said::default() }
    }

    pub fn fault(&mut self, column: Column, problem: Problem) {
        self.said.faults.push(self.row.fault(column, problem));
    }

    pub fn note(&mut self, column: Column, note: Note) {
        let RowFault { place, column, value, .. } = self.row.fault(column, Problem::Missing);
        self.said.notes.push(RowNote { place, column, value, note });
    }

    /// The value, or `None` with its fault kept.
    pub fn take<T>(&mut self, column: Column, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.fault(column, problem)).ok()
    }

    /// A value that must be there.
    pub fn required<T>(&mut self, column: Column, read: impl Fn(&Cell) -> Result<T, Problem>) -> Option<T> {
        let cell = self.row.cell(column);
        let value = if cell.is_blank() { Err(Problem::Missing) } else { read(cell) };
        self.take(column, value)
    }

    /// `Some(None)` for a blank cell.
    pub fn optional<T>(&mut self, column: Column, read: impl Fn(&Cell) -> Result<T, Problem>) -> Option<Option<T>> {
        let cell = self.row.cell(column);
        if cell.is_blank() { Some(None) } else { self.take(column, read(cell)).map(Some) }
    }

    pub fn words(&mut self, column: Column, limit: usize) -> Option<String> {
        self.take(column, values::words(self.row.cell(column), limit))
    }

    /// A day, with a note when it was written oddly; `Some(None)` for a blank cell.
    pub fn date(&mut self, column: Column) -> Option<Option<Date>> {
        let read = self.optional(column, values::date)?;
        if let Some((_, Some(note))) = &read {
            self.note(column, note.clone());
        }
        Some(read.map(|(date, _)| date))
    }

    /// Has nothing been wrong so far?
    pub fn is_clean(&self) -> bool {
        self.said.faults.is_empty()
    }
}

impl Said {
    pub fn add(&mut self, other: Said) {
        self.faults.extend(other.faults);
        self.notes.extend(other.notes);
    }
}
