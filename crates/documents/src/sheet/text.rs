//! Delimited text: encoding, separator and quoting found out from the text itself.
//!
//! Parsed here and not by a library so that rows keep the numbers they have in a spreadsheet program: an empty line is a
//! row, and a line break inside quotation marks is not.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::{Cell, Encoding, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, ReadAs, Sheet, Unreadable};

const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// Rows looked at to find the separator.
const SAMPLE_ROWS: usize = 50;

pub fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let (text, encoding) = decoded(bytes)?;
    let separator = separator_of(&text);
    let mut rows = Vec::new();
    let mut cells = 0;
    for record in Records::new(&text, separator) {
        let record = record?;
        cells += record.len();
        if rows.len() >= MOST_ROWS || cells > MOST_CELLS {
            return Err(Unreadable::TooManyRows { limit: MOST_ROWS });
        }
        if record.len() > MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns { limit: MOST_COLUMNS });
        }
        rows.push(record.into_iter().map(cell).collect());
    }
    Ok(Sheet { name: name.to_owned(), rows, read_as: ReadAs::Text { encoding, separator } })
}

fn decoded(bytes: &[u8]) -> Result<(String, Encoding), Unreadable> {
    let utf_16 = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(utf_16) = utf_16 {
        let (text, faulty) = utf_16.decode_with_bom_removal(bytes);
        return if faulty { Err(Unreadable::Encoding) } else { Ok((text.into_owned(), Encoding::Utf16)) };
    }
    if bytes.contains(&0) {
        return Err(Unreadable::NotASheet);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.trim_start_matches('\u{feff}').to_owned(), Encoding::Utf8));
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Unreadable::Encoding)?;
    Ok((text.into_owned(), Encoding::Gb18030))
}

/// The separator that cuts the first rows into the most columns, by the width that most of them reach.
fn separator_of(text: &str) -> char {
    let typical_width = |separator: &char| {
        let mut widths: Vec<usize> =
            Records::new(text, *separator).take(SAMPLE_ROWS).map_while(Result::ok).map(|record| record.len()).collect();
        widths.sort_unstable();
        widths.get(widths.len() / 2).copied().unwrap_or(0)
    };
    // The comma wins a tie: `max_by_key` keeps the last of equals.
    SEPARATORS.into_iter().rev().max_by_key(typical_width).unwrap_or(',')
}

fn cell(value: String) -> Cell {
    if value.is_empty() {
        return Cell::Empty;
    }
    // `="00123"` is how programs keep a spreadsheet from dropping zeros; the text is what is meant.
    if let Some(inner) = value.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('"')
    {
        return Cell::Text(inner.to_owned());
    }
    // An apostrophe before a sign keeps text from being taken for a formula (see `write`).
    if let Some(kept) = value.strip_prefix('\'').filter(|kept| kept.starts_with(['=', '+', '-', '@'])) {
        return Cell::Text(kept.to_owned());
    }
    if value.starts_with('=') { Cell::Formula(value) } else { Cell::Text(value) }
}

/// The rows of a delimited text (RFC 4180, and forgiving where files are).
struct Records<'a> {
    rest: &'a str,
    separator: char,
    row: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Self { rest: text, separator, row: 0 }
    }

    /// The value at the front, and what ends it.
    fn value(&mut self) -> Result<(String, End), Unreadable> {
        let mut value = String::new();
        if let Some(quoted) = self.rest.strip_prefix('"') {
            self.rest = quoted;
            loop {
                let close = self.rest.find('"').ok_or(Unreadable::QuoteNotClosed { row: self.row })?;
                value.push_str(&self.rest[..close]);
                self.rest = &self.rest[close + 1..];
                match self.rest.strip_prefix('"') {
                    Some(rest) => self.rest = rest,
                    None => break,
                }
                value.push('"');
            }
        }
        let end = self.rest.find([self.separator, '\n', '\r']).unwrap_or(self.rest.len());
        value.push_str(&self.rest[..end]);
        self.rest = &self.rest[end..];
        Ok((value, self.end()))
    }

    fn end(&mut self) -> End {
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            return End::Value;
        }
        let rest = self.rest;
        self.rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or("");
        End::Row
    }
}

enum End {
    Value,
    Row,
}

impl Iterator for Records<'_> {
    type Item = Result<Vec<String>, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        self.row += 1;
        let mut record = Vec::new();
        loop {
            match self.value() {
                Err(unreadable) => {
                    self.rest = "";
                    return Some(Err(unreadable));
                }
                Ok((value, end)) => {
                    record.push(value);
                    if let End::Row = end {
                        return Some(Ok(record));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let sheet = read("t", text.as_bytes()).unwrap();
        sheet.rows.iter().map(|row| row.iter().map(|cell| cell.shown().into_owned()).collect()).collect()
    }

    #[test]
    fn rows_keep_the_numbers_they_have_in_a_spreadsheet() {
        assert_eq!(
            rows("a,b\r\n\r\n\"two\nlines\",\"say \"\"hi\"\"\"\r\nlast,"),
            [vec!["a", "b"], vec![""], vec!["two\nlines", "say \"hi\""], vec!["last", ""]]
        );
        assert_eq!(rows("a;b,c;d\n1;2,5;3\n"), [vec!["a", "b,c", "d"], vec!["1", "2,5", "3"]]);
        assert_eq!(rows("a\tb\n1\t5\" pipe\n"), [vec!["a", "b"], vec!["1", "5\" pipe"]]);
        assert_eq!(read("t", b"a,b\n1,\"open\n2,3\n"), Err(Unreadable::QuoteNotClosed { row: 2 }));
    }

    #[test]
    fn encodings_are_found_out() {
        let utf_16: Vec<u8> = "\u{feff}客户,数量".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, encoding) in [
            ("客户,数量".as_bytes(), Encoding::Utf8),
            ("\u{feff}客户,数量".as_bytes(), Encoding::Utf8),
            (utf_16.as_slice(), Encoding::Utf16),
            (&[0xbf, 0xcd, 0xbb, 0xa7, b',', 0xca, 0xfd, 0xc1, 0xbf], Encoding::Gb18030),
        ] {
            let sheet = read("t", bytes).unwrap();
            assert_eq!(sheet.rows, [[Cell::Text("客户".into()), Cell::Text("数量".into())]]);
            assert_eq!(sheet.read_as, ReadAs::Text { encoding, separator: ',' });
        }
        for bytes in [&b"%PDF-1.7\0\0"[..], &[0xff, 0xd8, 0xff, 0xe0, 0]] {
            assert_eq!(read("t", bytes), Err(Unreadable::NotASheet));
        }
        assert_eq!(read("t", &[b'a', 0xff, b'b']), Err(Unreadable::Encoding));
    }

    #[test]
    fn text_that_looks_like_a_formula_is_one_unless_it_says_otherwise() {
        for (value, read) in [
            ("=H78*J78", Cell::Formula("=H78*J78".into())),
            ("=\"00123\"", Cell::Text("00123".into())),
            ("'=note", Cell::Text("=note".into())),
            ("-100", Cell::Text("-100".into())),
        ] {
            assert_eq!(cell(value.into()), read);
        }
    }
}
