//! A set of row numbers, one bit each: what filters narrow down, 64 rows at a time.

#[derive(Debug, Clone)]
pub struct Bits {
    words: Vec<u64>,
}

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

    /// Is there nothing among the `count` rows from `first`? Both are multiples of 64; rows beyond the end are not there.
    pub fn is_empty_at(&self, first: usize, count: usize) -> bool {
        self.words.iter().skip(first / 64).take(count / 64).all(|word| *word == 0)
    }

    pub fn keep(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Keeps the rows whose value in the column passes the test. The test runs on every row: it must be cheap.
    pub fn keep_by<T>(&mut self, column: &[T], test: impl Fn(&T) -> bool) {
        for (word, values) in self.words.iter_mut().zip(column.chunks(64)) {
            let passed = values.iter().enumerate().fold(0, |bits, (i, value)| bits | u64::from(test(value)) << i);
            *word &= passed;
        }
    }

    /// Keeps the rows that pass the test, which runs only on rows that are still there.
    pub fn retain(&mut self, mut test: impl FnMut(usize) -> bool) {
        for (i, word) in self.words.iter_mut().enumerate() {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !test(i * 64 + bit as usize) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    pub fn each(&self, mut act: impl FnMut(usize)) {
        for (i, word) in self.words.iter().enumerate() {
            let mut left = *word;
            while left != 0 {
                act(i * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}
