//! A set of row numbers, one bit each: what filters narrow down, 64 rows at a time.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
pub struct Bits {
    words: Vec<u64>,
}

/// A bit for each row of a table that grows; of rows beyond its end it is not set.
#[derive(Debug, Default)]
pub struct Flags {
    words: Vec<u64>,
}

/// Words that are looked at together, and of how many such groups one is looked at first (`each_spread`).
const GROUP: usize = 16;
const SAMPLE: usize = 16;

impl Bits {
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    pub fn all(len: usize) -> Self {
        let mut words = vec![u64::MAX; len.div_ceil(64)];
        if let Some(last) = words.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last = (1 << (len % 64)) - 1;
        }
        Self { words }
    }

    /// The rows whose value in the column passes the test, which had better not branch: it runs on every row.
    pub fn of<T>(column: &[T], test: impl Fn(&T) -> bool) -> Self {
        let word = |values: &[T]| (0..).zip(values).fold(0, |bits, (i, value)| bits | u64::from(test(value)) << i);
        Self { words: column.chunks(64).map(word).collect() }
    }

    #[inline]
    pub fn insert(&mut self, row: usize) {
        self.words[row / 64] |= 1 << (row % 64);
    }

    #[inline]
    pub fn has(&self, row: usize) -> bool {
        self.words[row / 64] >> (row % 64) & 1 == 1
    }

    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Are there so few rows that looking each up is faster than passing over all?
    pub fn is_sparse(&self) -> bool {
        self.count() < self.words.len() * 64 / 20
    }

    /// Is there nothing among the `count` rows from `first`? Both are multiples of 64; rows beyond the end are not there.
    pub fn is_empty_at(&self, first: usize, count: usize) -> bool {
        self.words.iter().skip(first / 64).take(count / 64).all(|word| *word == 0)
    }

    /// Adds rows of which the first, a multiple of 64, is the first bit of the first word; none of them beyond the end.
    pub fn add_words(&mut self, first: usize, rows: &[u64]) {
        self.words.iter_mut().skip(first / 64).zip(rows).for_each(|(word, rows)| *word |= rows);
    }

    pub fn keep(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Keeps the rows that pass. Where many are left, the test runs on all of a word's rows and had better not branch.
    #[inline]
    pub fn keep_rows(&mut self, len: usize, passes: impl Fn(usize) -> bool) {
        for (first, word) in (0..).step_by(64).zip(&mut self.words) {
            if word.count_ones() > 16 {
                let rows = first..len.min(first + 64);
                *word &= rows.fold(0, |bits, row| bits | u64::from(passes(row)) << (row - first));
            } else {
                each_bit(*word, |bit| *word &= !(u64::from(!passes(first + bit)) << bit));
            }
        }
    }

    pub fn add(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    pub fn each(&self, mut act: impl FnMut(usize)) {
        self.each_of(0..self.words.len(), &mut act);
    }

    /// The same, but a sample from everywhere first: who looks for the smallest few then knows early what is small,
    /// although rows mostly come in the order of time.
    pub fn each_spread(&self, mut act: impl FnMut(usize)) {
        let groups = self.words.len().div_ceil(GROUP);
        let sample = (0..groups).step_by(SAMPLE);
        let rest = (0..groups).filter(|group| !group.is_multiple_of(SAMPLE));
        for group in sample.chain(rest) {
            self.each_of(group * GROUP..self.words.len().min((group + 1) * GROUP), &mut act);
        }
    }

    #[inline]
    fn each_of(&self, words: Range<usize>, act: &mut impl FnMut(usize)) {
        for i in words {
            each_bit(self.words[i], |bit| act(i * 64 + bit));
        }
    }
}

impl Flags {
    pub fn set(&mut self, row: usize, is: bool) {
        if self.words.len() <= row / 64 {
            self.words.resize(row / 64 + 1, 0);
        }
        let (word, bit) = (&mut self.words[row / 64], 1 << (row % 64));
        if is { *word |= bit } else { *word &= !bit }
    }

    #[inline]
    pub fn has(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Those of these rows that are set; the first is a multiple of 64.
    pub fn each_of(&self, rows: Range<usize>, mut act: impl FnMut(usize)) {
        let words = self.words.get(rows.start / 64..).unwrap_or_default();
        for (first, word) in rows.step_by(64).zip(words) {
            each_bit(*word, |bit| act(first + bit));
        }
    }

    pub fn bytes(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }
}

#[inline(always)]
fn each_bit(mut word: u64, mut act: impl FnMut(usize)) {
    while word != 0 {
        act(word.trailing_zeros() as usize);
        word &= word - 1;
    }
}
