//! A list of values for every row, kept close together: rows are packed in blocks, so that a scan reads memory in order
//! and replacing one row's list moves one block at most.

/// Rows in a block; a multiple of 64 so that blocks and words of `Bits` line up.
pub const BLOCK: usize = 256;

#[derive(Debug)]
pub struct Lists<T> {
    blocks: Vec<Block<T>>,
}

#[derive(Debug)]
pub struct Block<T> {
    /// Where each row's items end.
    pub ends: Vec<u32>,
    pub items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { blocks: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub fn blocks(&self) -> &[Block<T>] {
        &self.blocks
    }

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
        let (row, before) = (row % BLOCK, block.items.len());
        block.items.splice(block.range(row), items);
        let (now, before) = (block.items.len() as u32, before as u32);
        block.ends[row..].iter_mut().for_each(|end| *end = *end + now - before);
    }

    /// Every row's list, in order.
    pub fn rows(&self) -> impl Iterator<Item = &[T]> {
        self.blocks.iter().flat_map(|block| (0..block.ends.len()).map(|row| &block.items[block.range(row)]))
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
}
