//! Text that searches look through: for every row a few folded words, one after another, that a substring search passes
//! over block by block.

use memchr::memmem::Finder;
use yidan_domain::text::folded;

use super::{
    bits::Bits,
    lists::{Block, Lists},
};

/// Stands behind every part, so that no match reaches from one part into the next. Folded text has no control characters.
const END: u8 = b'\n';

#[derive(Debug, Default)]
pub struct Texts {
    rows: Lists<u8>,
}

/// A word to look for.
pub struct Word<'a> {
    text: &'a str,
    finder: Finder<'a>,
}

/// The parts of one row, folded.
#[derive(Debug, PartialEq)]
pub struct Parts(Vec<u8>);

impl Texts {
    pub fn push(&mut self, parts: Parts) {
        self.rows.push(parts.0);
    }

    pub fn replace(&mut self, row: usize, parts: Parts) {
        self.rows.replace(row, parts.0);
    }

    pub fn is(&self, row: usize, parts: &Parts) -> bool {
        self.rows.get(row) == parts.0
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The first part of a row, which rows are sorted by.
    #[inline]
    pub fn first(&self, row: usize) -> &[u8] {
        let all = self.rows.get(row);
        &all[..memchr::memchr(END, all).unwrap_or(all.len())]
    }

    /// The rows that contain the word; rows outside of `among` may be left out.
    pub fn with(&self, word: &Word, among: &Bits) -> Bits {
        let mut hits = Bits::none(self.len());
        if word.is_common() {
            self.find_common(word.text.as_bytes(), among, &mut hits);
        } else {
            self.find_rare(&word.finder, among, &mut hits);
        }
        hits
    }

    fn find_rare(&self, word: &Finder, among: &Bits, hits: &mut Bits) {
        for (first, block) in self.rows.blocks(among) {
            let (mut rows, mut from) = (block.rows(first), 0);
            while let Some(hit) = word.find(&block.items[from..]) {
                let (row, end) = rows.of(from + hit);
                hits.insert(row);
                from = end;
            }
        }
    }

    /// One or two letters are found in nearly every row, and a search that starts anew behind every hit is slow. This
    /// marks every place where the word stands, many at a time, whatever the text is.
    fn find_common(&self, word: &[u8], among: &Bits, hits: &mut Bits) {
        let mut marks = Vec::new();
        for (first, block) in self.rows.blocks(among) {
            mark(word, block, &mut marks);
            let (mut rows, mut from) = (block.rows(first), 0);
            while let Some(eight) = marks.get(from..).and_then(|rest| rest.first_chunk::<8>()) {
                let eight = u64::from_le_bytes(*eight);
                if eight == 0 {
                    from += 8;
                } else {
                    let (row, end) = rows.of(from + eight.trailing_zeros() as usize / 8);
                    hits.insert(row);
                    from = end;
                }
            }
        }
    }

    pub fn bytes(&self) -> usize {
        self.rows.bytes()
    }
}

/// One for each byte where the word begins, and some zeros behind.
fn mark(word: &[u8], block: &Block<u8>, marks: &mut Vec<u8>) {
    marks.clear();
    marks.resize(block.items.len(), 1);
    for (i, letter) in word.iter().enumerate() {
        let behind = block.items.get(i..).unwrap_or_default();
        marks.truncate(behind.len());
        marks.iter_mut().zip(behind).for_each(|(mark, byte)| *mark &= u8::from(byte == letter));
    }
    marks.resize(block.items.len() + 8, 0);
}

impl<'a> Word<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, finder: Finder::new(text) }
    }

    fn is_common(&self) -> bool {
        self.text.len() <= 3 && self.text.is_ascii()
    }
}

impl Parts {
    pub fn new(parts: [&str; 2]) -> Self {
        let mut out = Vec::with_capacity(parts[0].len() + parts[1].len() + 2);
        for part in parts {
            fold_into(part, &mut out);
            out.push(END);
        }
        Self(out)
    }
}

/// Order numbers are nearly always visible ASCII, which folds to its lower case: a hundred times less work.
fn fold_into(text: &str, out: &mut Vec<u8>) {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        out.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        out.extend_from_slice(folded(text).as_bytes());
    }
}

/// The words of a search, long ones first. Each is folded by itself: a space between Chinese words separates them.
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

    #[test]
    fn common_and_rare_words_are_found_alike() {
        let mut texts = Texts::default();
        for number in 0..700 {
            texts.push(Parts::new([&format!("SO-{number}"), if number % 5 == 0 { "" } else { "ab" }]));
        }
        let all = Bits::all(700);
        for word in ["1", "so", "99", "-69", "9a", "b", "ab", "x", "699"] {
            let (mut rare, mut common) = (Bits::none(700), Bits::none(700));
            texts.find_rare(&Finder::new(word), &all, &mut rare);
            texts.find_common(word.as_bytes(), &all, &mut common);
            assert_eq!(rare, common, "{word}");
        }
    }
}
