//! Where the book of insight lies while nobody asks: in a file without a name, which is gone when the program ends.

use std::{
    fs::File,
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
};

use yidan_domain::{
    insight::{Away, Book},
    schedule::Calendars,
};
use zerocopy::{FromZeros, IntoBytes};

#[derive(Debug)]
pub struct Shelved {
    book: Book,
    folder: Option<PathBuf>,
    file: Option<File>,
    /// How many records and steps lie in the file; none while the book is in use.
    away: Option<(usize, usize)>,
}

impl Shelved {
    pub fn new(folder: Option<&Path>) -> Self {
        Self { book: Book::default(), folder: folder.map(Path::to_owned), file: None, away: None }
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    /// An empty book to be filled.
    pub fn fresh(&mut self) -> &mut Book {
        self.forget();
        &mut self.book
    }

    pub fn forget(&mut self) {
        self.book = Book::default();
        self.away = None;
    }

    pub fn is_by(&self, calendars: &Calendars) -> bool {
        self.book.is_by(calendars)
    }

    /// The book, if it is by these calendars and can be had.
    pub fn take_out(&mut self, calendars: &Calendars) -> Option<&mut Book> {
        if !self.is_by(calendars) {
            return None;
        }
        if let Some((records, steps)) = self.away.take() {
            let away =
                self.read(records, steps).inspect_err(|error| tracing::warn!(%error, "insight is filled anew")).ok()?;
            self.book.take_out(&away)?;
        }
        Some(&mut self.book)
    }

    pub fn put_away(&mut self) -> io::Result<()> {
        if self.away.is_some() {
            return Ok(());
        }
        let away = self.book.put_away();
        self.write(&away)?;
        self.away = Some((away.records.len(), away.steps.len()));
        Ok(())
    }

    fn write(&mut self, away: &Away) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(match &self.folder {
                Some(folder) => tempfile::tempfile_in(folder)?,
                None => tempfile::tempfile()?,
            }),
        };
        file.rewind()?;
        file.set_len(0)?;
        file.write_all(away.records.as_bytes())?;
        file.write_all(away.steps.as_bytes())
    }

    fn read(&mut self, records: usize, steps: usize) -> io::Result<Away> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        let mut away =
            Away { records: vec![FromZeros::new_zeroed(); records], steps: vec![FromZeros::new_zeroed(); steps] };
        file.rewind()?;
        file.read_exact(away.records.as_mut_bytes())?;
        file.read_exact(away.steps.as_mut_bytes())?;
        Ok(away)
    }
}
