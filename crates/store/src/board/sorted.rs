//! Row numbers kept in an order of the caller's. The order is given as a comparison each time, so only four bytes a row
//! are kept. Rows that come in order, as ids and numbers mostly do, are just appended.

use std::cmp::Ordering;

const FULL: usize = 1024;

#[derive(Debug, Default)]
pub struct Sorted {
    chunks: Vec<Vec<u32>>,
}

/// Between two rows: chunk, and index in it.
#[derive(Debug, Clone, Copy)]
pub struct Gap(usize, usize);

impl Sorted {
    /// The gap before the first row that is not `Less`.
    pub fn gap(&self, compare: impl Fn(u32) -> Ordering) -> Gap {
        let less = |row: &u32| compare(*row) == Ordering::Less;
        let chunk = self.chunks.partition_point(|chunk| chunk.last().is_some_and(less));
        Gap(chunk, self.chunks.get(chunk).map_or(0, |rows| rows.partition_point(less)))
    }

    pub fn insert(&mut self, row: u32, compare: impl Fn(u32) -> Ordering) {
        let append = self.chunks.last().and_then(|rows| rows.last()).is_none_or(|last| compare(*last).is_lt());
        if append {
            return self.append(row);
        }
        let Gap(chunk, index) = self.gap(compare);
        let rows = &mut self.chunks[chunk];
        rows.insert(index, row);
        if rows.len() > FULL {
            let second = rows.split_off(FULL / 2);
            self.chunks.insert(chunk + 1, second);
        }
    }

    fn append(&mut self, row: u32) {
        match self.chunks.last_mut().filter(|rows| rows.len() < FULL) {
            Some(rows) => rows.push(row),
            None => self.chunks.push(vec![row]),
        }
    }

    pub fn remove(&mut self, compare: impl Fn(u32) -> Ordering) {
        let Gap(chunk, index) = self.gap(&compare);
        let Some(rows) = self.chunks.get_mut(chunk) else { return };
        if rows.get(index).is_some_and(|row| compare(*row).is_eq()) {
            rows.remove(index);
        }
        if rows.is_empty() {
            self.chunks.remove(chunk);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.after(Gap(0, 0))
    }

    pub fn end(&self) -> Gap {
        Gap(self.chunks.len(), 0)
    }

    pub fn after(&self, Gap(chunk, index): Gap) -> impl Iterator<Item = u32> {
        let (first, rest) = self.chunks.get(chunk..).and_then(|chunks| chunks.split_first()).unzip();
        let first = first.into_iter().flat_map(move |rows| &rows[index..]);
        first.chain(rest.into_iter().flatten().flatten()).copied()
    }

    /// Backwards from the gap.
    pub fn before(&self, Gap(chunk, index): Gap) -> impl Iterator<Item = u32> {
        let last = self.chunks.get(chunk).into_iter().flat_map(move |rows| rows[..index].iter().rev());
        last.chain(self.chunks[..chunk].iter().rev().flat_map(|rows| rows.iter().rev())).copied()
    }

    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(|rows| rows.capacity() * size_of::<u32>() + size_of::<Vec<u32>>()).sum()
    }
}
