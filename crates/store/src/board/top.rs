//! The smallest few of very many, in order. Whatever comes is kept until there are twice as many as wanted, then the larger
//! half is thrown away: a constant effort for each item, even when every item is smaller than all before it.

#[derive(Debug)]
pub struct Top<T> {
    limit: usize,
    kept: Vec<T>,
    bar: Option<T>,
}

/// Below this many, throwing away would come too often.
const SLACK: usize = 64;

impl<T: Ord + Copy> Top<T> {
    pub fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), kept: Vec::new(), bar: None }
    }

    /// An item that larger ones need not be offered against; `None` while everything is wanted.
    #[inline]
    pub fn bar(&self) -> Option<&T> {
        self.bar.as_ref()
    }

    /// Are there as many as are wanted?
    pub fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    #[inline]
    pub fn offer(&mut self, item: T) {
        if self.bar.is_none_or(|bar| item < bar) {
            self.kept.push(item);
            if self.kept.len() >= self.limit.saturating_mul(2).saturating_add(SLACK) {
                self.prune();
            }
        }
    }

    fn prune(&mut self) {
        let (_, bar, _) = self.kept.select_nth_unstable(self.limit - 1);
        self.bar = Some(*bar);
        self.kept.truncate(self.limit);
    }

    pub fn into_sorted(mut self) -> Vec<T> {
        self.kept.sort_unstable();
        self.kept.truncate(self.limit);
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_few_are_kept_in_whatever_order_items_come() {
        let up: Vec<u32> = (0..1_000).collect();
        let down: Vec<u32> = (0..1_000).rev().collect();
        let mixed: Vec<u32> = (0..1_000).map(|i| i * 7_919 % 1_000 / 3).collect();
        for items in [up, down, mixed] {
            for limit in [1, 2, 63, 64, 65, 500, 999, 1_000, 5_000, usize::MAX] {
                let mut top = Top::new(limit);
                items.iter().for_each(|item| top.offer(*item));
                let mut expected = items.clone();
                expected.sort();
                expected.truncate(limit);
                assert_eq!(top.into_sorted(), expected, "{limit}");
            }
        }
    }
}
