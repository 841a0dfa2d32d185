//! Text that searches look through: for every row a few folded words, one after another, that a substring search passes
//! over block by block.

use memchr::memmem::Finder;
use yidan_domain::text::folded;

use super::{bits::Bits, lists::BLOCK};

/// Stands behind every part, so that no match reaches from one part into the next. Folded text has no control characters.
const END: u8 = b'\n';

#[derive(Debug, Default)]
pub struct Texts {
    blocks: Vec<Block>,
}

#[derive(Debug, Default)]
struct Block {
    text: Vec<u8>,
    /// Where each row's text ends.
    ends: Vec<u32>,
    is_ascii: bool,
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
        if self.blocks.last().is_none_or(|block| block.ends.len() == BLOCK) {
            if let Some(full) = self.blocks.last_mut() {
                full.text.shrink_to_fit();
            }
            self.blocks.push(Block { text: Vec::new(), ends: Vec::with_capacity(BLOCK), is_ascii: true });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.text.extend_from_slice(&parts.0);
            block.ends.push(block.text.len() as u32);
            block.is_ascii &= parts.0.is_ascii();
        }
    }

    pub fn replace(&mut self, row: usize, parts: Parts) {
        let block = &mut self.blocks[row / BLOCK];
        let (row, before) = (row % BLOCK, block.text.len() as u32);
        block.is_ascii &= parts.0.is_ascii();
        block.text.splice(block.range(row), parts.0);
        let now = block.text.len() as u32;
        block.ends[row..].iter_mut().for_each(|end| *end = *end + now - before);
    }

    pub fn is(&self, row: usize, parts: &Parts) -> bool {
        self.get(row) == parts.0
    }

    pub fn len(&self) -> usize {
        self.blocks.last().map_or(0, |last| (self.blocks.len() - 1) * BLOCK + last.ends.len())
    }

    #[inline]
    fn get(&self, row: usize) -> &[u8] {
        let block = &self.blocks[row / BLOCK];
        &block.text[block.range(row % BLOCK)]
    }

    /// The first part of a row, which rows are sorted by.
    #[inline]
    pub fn first(&self, row: usize) -> &[u8] {
        let all = self.get(row);
        &all[..memchr::memchr(END, all).unwrap_or(all.len())]
    }

    /// The rows that contain the word; rows outside of `among` may be left out.
    pub fn with(&self, word: &Word, among: &Bits) -> Bits {
        let mut hits = Bits::none(self.len());
        // Numbers and references hardly ever have Chinese in them.
        let can_have = |block: &Block| !block.is_ascii || word.text.is_ascii();
        if among.is_sparse() {
            among.each(|row| {
                if can_have(&self.blocks[row / BLOCK]) && word.finder.find(self.get(row)).is_some() {
                    hits.insert(row);
                }
            });
            return hits;
        }
        let mut marks = Vec::new();
        for (first, block) in (0..).step_by(BLOCK).zip(&self.blocks) {
            if among.is_empty_at(first, BLOCK) || !can_have(block) {
                continue;
            }
            let found = if word.is_common() {
                block.find_common(word.text.as_bytes(), &mut marks)
            } else {
                block.find_rare(&word.finder)
            };
            hits.add_words(first, &found);
        }
        hits
    }

    pub fn bytes(&self) -> usize {
        let of = |block: &Block| block.text.capacity() + block.ends.capacity() * size_of::<u32>();
        self.blocks.iter().map(of).sum::<usize>() + self.blocks.capacity() * size_of::<Block>()
    }
}

/// One bit for each row of a block.
type Found = [u64; BLOCK / 64];

impl Block {
    #[inline]
    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        start as usize..self.ends[row] as usize
    }

    fn find_rare(&self, word: &Finder) -> Found {
        let (mut found, mut row, mut from) = (Found::default(), 0, 0);
        while let Some(hit) = word.find(&self.text[from..]) {
            while self.ends[row] as usize <= from + hit {
                row += 1;
            }
            found[row / 64] |= 1 << (row % 64);
            from = self.ends[row] as usize;
        }
        found
    }

    /// One or two letters are found in nearly every row, and a search that starts anew behind every hit is slow. This
    /// marks every place where the word stands, many at a time, and takes as long whatever the text is.
    fn find_common(&self, word: &[u8], marks: &mut Vec<u8>) -> Found {
        marks.clear();
        marks.resize(self.text.len(), 1);
        for (i, letter) in word.iter().enumerate() {
            let behind = self.text.get(i..).unwrap_or_default();
            marks.truncate(behind.len());
            marks.iter_mut().zip(behind).for_each(|(mark, byte)| *mark &= u8::from(byte == letter));
        }
        marks.resize(self.text.len(), 0);
        let (mut found, mut start) = (Found::default(), 0);
        for (row, end) in self.ends.iter().enumerate() {
            let end = *end as usize;
            found[row / 64] |= u64::from(is_marked(&marks[start..end])) << (row % 64);
            start = end;
        }
        found
    }
}

#[inline]
fn is_marked(marks: &[u8]) -> bool {
    let (eights, rest) = marks.as_chunks::<8>();
    let most = eights.iter().fold(0, |all, eight| all | u64::from_le_bytes(*eight));
    let last = match marks.last_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => rest.iter().fold(0, |all, mark| all | u64::from(*mark)),
    };
    most | last != 0
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
        let mut block = Block { is_ascii: true, ..Block::default() };
        for number in 0..BLOCK {
            block.text.extend_from_slice(&Parts::new([&format!("SO-{number}"), ["", "ab"][number % 2]]).0);
            block.ends.push(block.text.len() as u32);
        }
        for word in ["1", "so", "99", "-69", "9a", "b", "ab", "x", "255"] {
            let (rare, common) = (block.find_rare(&Finder::new(word)), block.find_common(word.as_bytes(), &mut vec![]));
            assert_eq!(rare, common, "{word}");
        }
    }
}
