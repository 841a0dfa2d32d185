//! Passes over very many rows are made by a few threads at once.

use std::{ops::Range, panic::resume_unwind, thread::available_parallelism};

/// Below this many rows, threads cost more than they bring.
const WORTH_IT: usize = 100_000;
/// Nobody shall take the whole machine for a page.
const MOST_THREADS: usize = 4;

/// Works on parts of so many rows at once; every part begins at a multiple of 64.
pub fn side_by_side<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = if len < WORTH_IT { 1 } else { available_parallelism().map_or(1, usize::from).min(MOST_THREADS) };
    let part = len.div_ceil(threads).next_multiple_of(64);
    let parts = (0..len).step_by(part.max(1)).map(|first| first..len.min(first + part));
    if threads == 1 {
        return parts.map(work).collect();
    }
    std::thread::scope(|scope| {
        let running: Vec<_> = parts.map(|part| scope.spawn(|| work(part))).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_worked_on_once() {
        for len in [0, 1, 64, 65, WORTH_IT - 1, WORTH_IT, WORTH_IT + 77] {
            let parts = side_by_side(len, |rows| rows);
            assert!(parts.iter().all(|rows| rows.start.is_multiple_of(64)), "{len}");
            assert!(parts.into_iter().flatten().eq(0..len), "{len}");
        }
    }
}
