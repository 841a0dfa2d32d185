//! Text that searches look through: for every row a few folded words, one after another, that a substring search passes
//! over block by block.

use memchr::memmem::Finder;
use yidan_domain::text::folded;

use super::{
    bits::Bits,
    lists::{BLOCK, Lists},
};

/// Stands behind every part, so that no match reaches from one part into the next. Folded text has no control characters.
const END: u8 = b'\n';

#[derive(Debug, Default)]
pub struct Texts {
    rows: Lists<u8>,
}

impl Texts {
    pub fn push(&mut self, parts: [&str; 2]) {
        self.rows.push(joined(parts));
    }

    pub fn replace(&mut self, row: usize, parts: [&str; 2]) {
        let new = joined(parts);
        if self.rows.get(row) != new {
            self.rows.replace(row, new);
        }
    }

    /// The first part of a row, which rows are sorted by.
    #[inline]
    pub fn first(&self, row: usize) -> &[u8] {
        let all = self.rows.get(row);
        &all[..memchr::memchr(END, all).unwrap_or(all.len())]
    }

    /// Adds to `hits` the rows among `among` that contain the word.
    pub fn find(&self, word: &Finder, among: &Bits, hits: &mut Bits) {
        for (i, block) in self.rows.blocks().iter().enumerate() {
            if among.is_empty_at(i * BLOCK, BLOCK) {
                continue;
            }
            let (mut row, mut from) = (0, 0);
            while let Some(hit) = word.find(&block.items[from..]) {
                while block.ends[row] as usize <= from + hit {
                    row += 1;
                }
                hits.insert(i * BLOCK + row);
                from = block.ends[row] as usize;
            }
        }
    }

    /// The rows that contain the word.
    pub fn with(&self, word: &Finder) -> Bits {
        let mut hits = Bits::none(self.len());
        self.find(word, &Bits::all(self.len()), &mut hits);
        hits
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn bytes(&self) -> usize {
        self.rows.bytes()
    }
}

fn joined(parts: [&str; 2]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts[0].len() + parts[1].len() + 2);
    for part in parts {
        fold_into(part, &mut out);
        out.push(END);
    }
    out
}

/// Order numbers are nearly always visible ASCII, which folds to its lower case: a hundred times less work.
fn fold_into(text: &str, out: &mut Vec<u8>) {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        out.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        out.extend_from_slice(folded(text).as_bytes());
    }
}

/// The words of a search. Each is folded by itself: a space between Chinese words separates them.
pub fn words(typed: &str) -> Vec<String> {
    let mut words: Vec<String> = typed.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_ascii_folds_as_all_text_does() {
        let all: String = (b'!'..=b'~').map(char::from).collect();
        for text in [all.as_str(), "SO-202603-0012", "订单 12", "ＰＯ１２", "a b"] {
            let mut out = Vec::new();
            fold_into(text, &mut out);
            assert_eq!(out, folded(text).as_bytes());
        }
    }
}
