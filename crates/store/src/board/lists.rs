//! A few values for every row, kept close together: rows are packed in blocks of 256, each item with its row's number in
//! the block. A scan reads memory in order and never branches; replacing one row's items moves one block at most.

use super::bits::Bits;

/// Rows in a block: as many as a byte can tell apart, and whole words of `Bits`.
pub const BLOCK: usize = 256;

#[derive(Debug)]
pub struct Lists<T> {
    blocks: Vec<Block<T>>,
    len: usize,
}

#[derive(Debug)]
struct Block<T> {
    items: Vec<T>,
    /// The row of each item, ascending.
    rows: Vec<u8>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), len: 0 }
    }
}

impl<T> Lists<T> {
    #[inline]
    pub fn get(&self, row: usize) -> &[T] {
        let block = &self.blocks[row / BLOCK];
        &block.items[block.range(row)]
    }

    /// Adds the items of the next row.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        if self.len.is_multiple_of(BLOCK) {
            if let Some(full) = self.blocks.last_mut() {
                full.items.shrink_to_fit();
                full.rows.shrink_to_fit();
            }
            self.blocks.push(Block { items: Vec::new(), rows: Vec::new() });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.items.extend(items);
            block.rows.resize(block.items.len(), (self.len % BLOCK) as u8);
        }
        self.len += 1;
    }

    pub fn replace(&mut self, row: usize, items: impl IntoIterator<Item = T>) {
        let block = &mut self.blocks[row / BLOCK];
        let (range, before) = (block.range(row), block.items.len());
        block.items.splice(range.clone(), items);
        let now = range.len() + block.items.len() - before;
        block.rows.splice(range, std::iter::repeat_n((row % BLOCK) as u8, now));
    }

    /// Every item of these rows.
    pub fn each(&self, among: &Bits, mut act: impl FnMut(&T)) {
        if among.is_sparse() {
            return among.each(|row| self.get(row).iter().for_each(&mut act));
        }
        for (first, block) in (0..).step_by(BLOCK).zip(&self.blocks) {
            for (item, row) in block.items.iter().zip(&block.rows) {
                if among.has(first + usize::from(*row)) {
                    act(item);
                }
            }
        }
    }

    /// Adds to `hits` the rows that have an item that passes; rows outside of `among` may be left out.
    pub fn find(&self, passes: impl Fn(&T) -> bool, among: &Bits, hits: &mut Bits) {
        if among.is_sparse() {
            return among.each(|row| {
                if self.get(row).iter().any(&passes) {
                    hits.insert(row);
                }
            });
        }
        for (first, block) in (0..).step_by(BLOCK).zip(&self.blocks) {
            let mut found = [0_u64; BLOCK / 64];
            for (item, row) in block.items.iter().zip(&block.rows) {
                found[usize::from(row / 64)] |= u64::from(passes(item)) << (row % 64);
            }
            hits.add_words(first, &found);
        }
    }

    pub fn bytes(&self) -> usize {
        let of = |block: &Block<T>| block.items.capacity() * size_of::<T>() + block.rows.capacity();
        self.blocks.iter().map(of).sum::<usize>() + self.blocks.capacity() * size_of::<Block<T>>()
    }
}

impl<T> Block<T> {
    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let row = (row % BLOCK) as u8;
        let start = self.rows.partition_point(|other| *other < row);
        let many = self.rows[start..].iter().take_while(|other| **other == row).count();
        start..start + many
    }
}
