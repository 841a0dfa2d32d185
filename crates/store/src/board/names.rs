//! Names that many orders share, kept once and numbered: customers, people, products, departments, steps, processes.

use std::{
    borrow::Borrow,
    cmp::Ordering,
    hash::{BuildHasher, Hash},
};

use hashbrown::{DefaultHashBuilder, HashTable};
use yidan_domain::CustomerId;

use super::{
    bits::Bits,
    sorted::Sorted,
    texts::{Parts, Texts, Word},
};

/// Stands for nobody and nothing where a number is kept.
pub const NONE: u32 = u32::MAX;

/// A number that no name has: asked for by what no order knows. It differs from the number of nobody.
pub const NOT_HERE: u32 = NONE - 1;

/// Keys numbered as they came. Each is kept once; the table beside them finds its number.
#[derive(Debug)]
pub struct Numbered<K> {
    keys: Vec<K>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl<K> Default for Numbered<K> {
    fn default() -> Self {
        Self { keys: Vec::new(), numbers: HashTable::new(), hasher: DefaultHashBuilder::default() }
    }
}

impl<K: Hash + Eq> Numbered<K> {
    pub fn find<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<u32>
    where
        K: Borrow<Q>,
    {
        let is = |number: &u32| self.keys[*number as usize].borrow() == key;
        self.numbers.find(self.hasher.hash_one(key), is).copied()
    }

    /// The key's number; a new one when it was not there.
    pub fn number<Q: Hash + Eq + ToOwned<Owned = K> + ?Sized>(&mut self, key: &Q) -> u32
    where
        K: Borrow<Q>,
    {
        self.find(key).unwrap_or_else(|| self.add(key.to_owned()))
    }

    /// Adds a key that is not there yet.
    pub fn add(&mut self, key: K) -> u32 {
        let Self { keys, numbers, hasher } = self;
        let number = keys.len() as u32;
        let hash = hasher.hash_one(&key);
        keys.push(key);
        numbers.insert_unique(hash, number, |other| hasher.hash_one(&keys[*other as usize]));
        number
    }

    pub fn key(&self, number: u32) -> Option<&K> {
        self.keys.get(number as usize)
    }

    pub fn keys(&self) -> &[K] {
        &self.keys
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// One value for each number.
    pub fn table<V>(&self, value: impl FnMut(&K) -> V) -> Vec<V> {
        self.keys.iter().map(value).collect()
    }

    pub fn bytes(&self) -> usize {
        self.keys.capacity() * size_of::<K>() + self.numbers.allocation_size()
    }
}

/// The names of goods, as order lines say them.
#[derive(Debug, Default)]
pub struct Products {
    names: Numbered<String>,
    texts: Texts,
}

impl Products {
    pub fn number(&mut self, name: &str) -> u32 {
        let number = self.names.number(name);
        if self.names.len() > self.texts.len() {
            self.texts.push(Parts::new([name, ""]));
        }
        number
    }

    pub fn with(&self, word: &Word) -> Bits {
        self.texts.with(word, &Bits::all(self.texts.len()))
    }
}

/// Customers with what they are searched, sorted and scoped by.
#[derive(Debug, Default)]
pub struct Customers {
    ids: Numbered<CustomerId>,
    /// The owner's number among people.
    owners: Vec<u32>,
    texts: Texts,
    by_name: Sorted,
}

impl Customers {
    pub fn find(&self, id: CustomerId) -> Option<u32> {
        self.ids.find(&id)
    }

    pub fn id(&self, number: u32) -> Option<CustomerId> {
        self.ids.key(number).copied()
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The customer's number. One that was never named has an empty name and no owner.
    pub fn number(&mut self, id: CustomerId) -> u32 {
        let number = self.ids.number(&id);
        if self.ids.len() > self.owners.len() {
            self.owners.push(NONE);
            self.texts.push(Parts::new(["", ""]));
            self.sort_in(number);
        }
        number
    }

    pub fn name(&mut self, id: CustomerId, name: &str, code: &str, owner: u32) {
        let number = self.number(id);
        let texts = &self.texts;
        self.by_name.remove(|other| by_name(texts, other, number));
        self.texts.replace(number as usize, Parts::new([name, code]));
        self.owners[number as usize] = owner;
        self.sort_in(number);
    }

    fn sort_in(&mut self, number: u32) {
        let texts = &self.texts;
        self.by_name.insert(number, |other| by_name(texts, other, number));
    }

    pub fn with(&self, word: &Word) -> Bits {
        self.texts.with(word, &Bits::all(self.texts.len()))
    }

    /// The owner's number among people.
    pub fn owner(&self, number: u32) -> u32 {
        self.owners[number as usize]
    }

    pub fn owned_by(&self, person: u32) -> Bits {
        Bits::of(&self.owners, |owner| *owner == person)
    }

    /// The folded name.
    pub fn name_of(&self, number: u32) -> &[u8] {
        self.texts.first(number as usize)
    }

    /// For each customer its place by name; the same for the same name. Places are odd: between two lies the even place of
    /// any name that would stand between them.
    pub fn places(&self) -> Vec<u64> {
        let mut places = vec![0; self.ids.len()];
        let (mut place, mut last) = (1, None);
        for number in self.by_name.iter() {
            let name = self.name_of(number);
            if last.replace(name).is_some_and(|last| last != name) {
                place += 2;
            }
            places[number as usize] = place;
        }
        places
    }

    /// The place of a name among `places`.
    pub fn place(&self, name: &[u8], places: &[u64]) -> u64 {
        let gap = self.by_name.gap(|other| self.name_of(other).cmp(name));
        match self.by_name.after(gap).next() {
            Some(next) if self.name_of(next) == name => places[next as usize],
            Some(next) => places[next as usize] - 1,
            None => u64::MAX - 1,
        }
    }
}

fn by_name(texts: &Texts, a: u32, b: u32) -> Ordering {
    texts.first(a as usize).cmp(texts.first(b as usize)).then(a.cmp(&b))
}
