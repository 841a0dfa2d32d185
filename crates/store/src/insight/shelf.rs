//! Where the book of insight lies while nobody asks: in a file without a name, which is gone when the program ends.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    path::{Path, PathBuf},
};

use yidan_domain::{insight::Book, schedule::Calendars};
use zerocopy::IntoBytes;

const BUFFER: usize = 1 << 20;

#[derive(Debug)]
pub struct Shelved {
    book: Book,
    folder: Option<PathBuf>,
    /// None while the book is in use.
    away: Option<Away>,
}

/// The file gives its room back to the disk as soon as nobody holds it.
#[derive(Debug)]
struct Away {
    file: File,
    records: usize,
}

impl Shelved {
    pub fn new(folder: Option<&Path>) -> Self {
        Self { book: Book::default(), folder: folder.map(Path::to_owned), away: None }
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Begins anew with this one.
    pub fn put(&mut self, book: Book) {
        (self.book, self.away) = (book, None);
    }

    pub fn forget(&mut self) {
        self.put(Book::default());
    }

    pub fn is_by(&self, calendars: &Calendars) -> bool {
        self.book.is_by(calendars)
    }

    pub fn is_at_hand(&self) -> bool {
        self.away.is_none()
    }

    /// The book, if it is by these calendars and can be had.
    pub fn take_out(&mut self, calendars: &Calendars) -> Option<&mut Book> {
        if !self.is_by(calendars) {
            return None;
        }
        if let Some(Away { file, records }) = self.away.take() {
            let taken = self.read(file, records).inspect_err(|error| tracing::warn!(%error, "insight is filled anew"));
            taken.ok().filter(|is_its_own| *is_its_own)?;
        }
        Some(&mut self.book)
    }

    /// The book is empty when it fails.
    pub fn put_away(&mut self) -> io::Result<()> {
        if self.away.is_some() {
            return Ok(());
        }
        let file = match &self.folder {
            Some(folder) => tempfile::tempfile_in(folder)?,
            None => tempfile::tempfile()?,
        };
        let mut file = BufWriter::with_capacity(BUFFER, file);
        let records = self.book.put_away(|words| file.write_all(words.as_bytes()))?;
        let file = file.into_inner()?;
        self.away = Some(Away { file, records });
        Ok(())
    }

    fn read(&mut self, mut file: File, records: usize) -> io::Result<bool> {
        file.rewind()?;
        let mut file = BufReader::with_capacity(BUFFER, file);
        self.book.take_out(records, |words| file.read_exact(words.as_mut_bytes()))
    }
}
