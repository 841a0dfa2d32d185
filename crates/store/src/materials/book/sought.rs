//! The words of a search: each of them has to be found somewhere. Where materials, suppliers and lines of purchases have them
//! is found out once, before rows are passed over.

use memchr::memmem::Finder;

use super::columns::{Columns, Seller, Shelf};
use crate::board::{
    bits::Bits,
    texts::{self, words},
};

pub struct Sought(Vec<Word>);

pub struct Word {
    finder: Finder<'static>,
    materials: Vec<bool>,
    /// Lines of purchases: their numbers, or their suppliers.
    lines: Bits,
}

impl Sought {
    pub fn of(typed: &str, columns: &Columns) -> Self {
        Self(words(typed).iter().map(|word| Word::of(word, columns)).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn all(&self, is_found: impl FnMut(&Word) -> bool) -> bool {
        self.0.iter().all(is_found)
    }

    /// Those that are not found here.
    pub fn besides<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = &'a Word> {
        self.0.iter().filter(|word| !word.is_in(text))
    }
}

impl Word {
    fn of(word: &str, columns: &Columns) -> Self {
        let has = |searched: &str| searched.contains(word);
        let of_seller = |seller: &Option<Seller>| seller.as_ref().is_some_and(|seller| has(&seller.searched));
        let suppliers: Vec<bool> = columns.sellers.iter().map(of_seller).collect();
        let mut lines = columns.numbers.with(&texts::Word::new(word), &Bits::all(columns.bought.len()));
        if suppliers.contains(&true) {
            lines.add(&Bits::of(&columns.bought, |line| suppliers[line.supplier as usize]));
        }
        Self {
            materials: columns.shelves.iter().map(|shelf: &Shelf| has(&shelf.searched)).collect(),
            lines,
            finder: Finder::new(word).into_owned(),
        }
    }

    #[inline]
    pub fn is_material(&self, number: u32) -> bool {
        self.materials[number as usize]
    }

    #[inline]
    pub fn is_line(&self, number: u32) -> bool {
        self.lines.has(number as usize)
    }

    pub fn is_in(&self, text: &[u8]) -> bool {
        self.finder.find(text).is_some()
    }
}
