//! A list of values for every row, kept close together: rows are packed in blocks, so that a scan reads memory in order
//! and replacing one row's list moves one block at most.

use super::bits::Bits;

/// Rows in a block; a multiple of 64 so that blocks and words of `Bits` line up.
const BLOCK: usize = 256;

#[derive(Debug)]
pub struct Lists<T> {
    blocks: Vec<Block<T>>,
}

#[derive(Debug)]
pub struct Block<T> {
    /// Where each row's items end.
    ends: Vec<u32>,
    pub items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { blocks: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub fn len(&self) -> usize {
        self.blocks.last().map_or(0, |last| (self.blocks.len() - 1) * BLOCK + last.ends.len())
    }

    #[inline]
    pub fn get(&self, row: usize) -> &[T] {
        let block = &self.blocks[row / BLOCK];
        &block.items[block.range(row % BLOCK)]
    }

    /// Adds the list of the next row.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        if self.blocks.last().is_none_or(|block| block.ends.len() == BLOCK) {
            if let Some(full) = self.blocks.last_mut() {
                full.items.shrink_to_fit();
            }
            self.blocks.push(Block { ends: Vec::with_capacity(BLOCK), items: Vec::new() });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.items.extend(items);
            block.ends.push(block.items.len() as u32);
        }
    }

    pub fn replace(&mut self, row: usize, items: impl IntoIterator<Item = T>) {
        let block = &mut self.blocks[row / BLOCK];
        let (row, before) = (row % BLOCK, block.items.len() as u32);
        block.items.splice(block.range(row), items);
        let now = block.items.len() as u32;
        if now != before {
            block.ends[row..].iter_mut().for_each(|end| *end = *end + now - before);
        }
    }

    /// The blocks that hold rows of `among`, each with the number of its first row.
    pub fn blocks(&self, among: &Bits) -> impl Iterator<Item = (usize, &Block<T>)> {
        let numbered = (0..).step_by(BLOCK).zip(&self.blocks);
        numbered.filter(|(first, _)| !among.is_empty_at(*first, BLOCK))
    }

    /// Every item of these blocks, with its row.
    pub fn each(&self, among: &Bits, mut act: impl FnMut(usize, &T)) {
        for (first, block) in self.blocks(among) {
            let mut start = 0;
            for (row, end) in block.ends.iter().enumerate() {
                block.items[start..*end as usize].iter().for_each(|item| act(first + row, item));
                start = *end as usize;
            }
        }
    }

    /// Adds to `hits` the rows that have an item that passes; rows outside of `among` may be left out.
    pub fn find(&self, test: impl Fn(&T) -> bool, among: &Bits, hits: &mut Bits) {
        for (first, block) in self.blocks(among) {
            let mut rows = block.rows(first);
            for (at, _) in block.items.iter().enumerate().filter(|(_, item)| test(item)) {
                hits.insert(rows.of(at).0);
            }
        }
    }

    pub fn bytes(&self) -> usize {
        let of = |block: &Block<T>| block.items.capacity() * size_of::<T>() + block.ends.capacity() * size_of::<u32>();
        self.blocks.iter().map(of).sum::<usize>() + self.blocks.capacity() * size_of::<Block<T>>()
    }
}

impl<T> Block<T> {
    #[inline]
    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        start as usize..self.ends[row] as usize
    }

    /// Tells the rows of items that are named in order. `first` is the number of the block's first row.
    pub fn rows(&self, first: usize) -> Rows<'_> {
        Rows { first, ends: &self.ends, row: 0 }
    }
}

pub struct Rows<'a> {
    first: usize,
    ends: &'a [u32],
    row: usize,
}

impl Rows<'_> {
    /// The row of the item at this place, and where the row ends.
    #[inline]
    pub fn of(&mut self, at: usize) -> (usize, usize) {
        while self.ends[self.row] as usize <= at {
            self.row += 1;
        }
        (self.first + self.row, self.ends[self.row] as usize)
    }
}
