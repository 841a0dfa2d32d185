//! What finished orders teach about steps: the spread of working times — how long they took, or how far they were off their
//! due date — with the number of cases that stands behind it.

/// Fewer cases than this say too little: the standard time of the process counts.
pub const ENOUGH: u32 = 8;

/// Twentieths: the lowest value, 5 %, 10 %, …, the highest.
const PARTS: usize = 20;

/// Working seconds from when a step could begin until it was finished, or from when it was due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    pub count: u32,
    at: [i64; PARTS + 1],
}

impl Spread {
    /// `None` without a single case.
    pub fn of(cases: Vec<impl Into<i64>>) -> Option<Self> {
        let mut cases: Vec<i64> = cases.into_iter().map(Into::into).collect();
        cases.sort_unstable();
        let last = cases.len().checked_sub(1)?;
        // Nearest rank: every value is one that happened.
        let at = std::array::from_fn(|part| cases[(last * part + PARTS / 2) / PARTS]);
        Some(Self { count: u32::try_from(cases.len()).unwrap_or(u32::MAX), at })
    }

    /// Is its middle, from one in ten to nine in ten, narrower than the other's?
    pub fn varies_less(&self, than: &Spread) -> bool {
        self.p90() - self.p10() < than.p90() - than.p10()
    }

    pub fn is_enough(&self) -> bool {
        self.count >= ENOUGH
    }

    pub fn median(&self) -> i64 {
        self.at[PARTS / 2]
    }

    pub fn p90(&self) -> i64 {
        self.at[PARTS * 9 / 10]
    }

    /// As short as it is for one in ten.
    pub fn p10(&self) -> i64 {
        self.at[PARTS / 10]
    }

    /// What is left for a step that has been waited for so long: of all cases, as long as it is not at all.
    pub fn after_waiting(&self, elapsed: i64) -> Option<Beyond> {
        match elapsed {
            ..=0 => Some(Beyond { median: self.median(), p90: self.p90() }),
            waited => self.beyond(waited),
        }
    }

    /// The same of those cases that took longer than `elapsed` seconds; `None` when there were none.
    pub fn beyond(&self, elapsed: i64) -> Option<Beyond> {
        let passed = self.at.iter().filter(|value| **value <= elapsed).count();
        (passed <= PARTS).then(|| {
            // `passed` values lie at or below; what is left is split anew.
            let left = PARTS - passed.saturating_sub(1);
            let at = |tenths: usize| self.at[(PARTS - left) + (left * tenths + 5) / 10];
            Beyond { median: at(5).max(elapsed), p90: at(9).max(elapsed) }
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beyond {
    pub median: i64,
    pub p90: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_spread_says_median_and_nine_in_ten() {
        let spread = Spread::of((1..=100).rev().collect::<Vec<i64>>()).unwrap();
        assert_eq!((spread.count, spread.median(), spread.p90()), (100, 51, 90));
        assert_eq!(Spread::of(vec![7_i64]).map(|one| (one.median(), one.p90(), one.is_enough())), Some((7, 7, false)));
        assert_eq!(Spread::of(Vec::<i64>::new()), None);
    }

    /// The longer something has been waited for, the later it is expected, and never in the past.
    #[test]
    fn what_has_taken_long_already_is_judged_by_the_slow_ones() {
        let spread = Spread::of((1..=100).collect::<Vec<i64>>()).unwrap();
        for (elapsed, median, p90) in [(0, 51, 90), (40, 70, 95), (90, 95, 100), (99, 100, 100)] {
            assert_eq!(spread.beyond(elapsed), Some(Beyond { median, p90 }), "after {elapsed}");
        }
        assert_eq!(spread.beyond(100), None);
    }

    /// Cases that took no time at all are cases too.
    #[test]
    fn a_step_that_nobody_has_waited_for_is_judged_by_all() {
        let spread = Spread::of((0..100).map(|case| if case < 60 { 0 } else { 3600 }).collect::<Vec<i64>>()).unwrap();
        assert_eq!(spread.after_waiting(0), Some(Beyond { median: 0, p90: 3600 }));
        assert_eq!(spread.after_waiting(1), Some(Beyond { median: 3600, p90: 3600 }));
    }

    proptest! {
        #[test]
        fn what_is_left_never_lies_in_the_past_and_never_shrinks(
            cases in prop::collection::vec(0..1_000_000_u32, 1..60), elapsed in 0..1_000_000_i64, more in 0..1000_i64,
        ) {
            let spread = Spread::of(cases).unwrap();
            prop_assert!(spread.median() <= spread.p90());
            if let Some(now) = spread.beyond(elapsed) {
                prop_assert!(elapsed <= now.median && now.median <= now.p90);
                if let Some(later) = spread.beyond(elapsed + more) {
                    prop_assert!(now.median <= later.median && now.p90 <= later.p90);
                }
            }
        }
    }
}
