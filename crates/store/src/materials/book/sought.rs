//! The words of a search: each of them has to be found somewhere. Where materials and suppliers have them is found out once.

use memchr::memmem::Finder;

use super::columns::{Columns, Seller, Shelf};
use crate::board::texts::words;

pub struct Sought(Vec<Word>);

pub struct Word {
    finder: Finder<'static>,
    /// Of each material, and of each supplier.
    materials: Vec<bool>,
    suppliers: Vec<bool>,
}

impl Sought {
    pub fn of(typed: &str, columns: &Columns) -> Self {
        let word = |word: String| {
            let has = |searched: &str| searched.contains(&word);
            let of_seller = |seller: &Option<Seller>| seller.as_ref().is_some_and(|seller| has(&seller.searched));
            Word {
                materials: columns.shelves.iter().map(|shelf: &Shelf| has(&shelf.searched)).collect(),
                suppliers: columns.sellers.iter().map(of_seller).collect(),
                finder: Finder::new(&word).into_owned(),
            }
        };
        Self(words(typed).into_iter().map(word).collect())
    }

    pub fn all(&self, is_found: impl FnMut(&Word) -> bool) -> bool {
        self.0.iter().all(is_found)
    }
}

impl Word {
    pub fn is_material(&self, number: u32) -> bool {
        self.materials[number as usize]
    }

    pub fn is_supplier(&self, number: u32) -> bool {
        self.suppliers[number as usize]
    }

    pub fn is_in(&self, text: &[u8]) -> bool {
        self.finder.find(text).is_some()
    }
}
