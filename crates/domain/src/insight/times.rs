//! What many cases come to: the middle one, the one that nine in ten do not exceed, and shares. Exact: every value is one
//! that happened, of an even number of cases the later of the two in the middle, by the same ranks as what forecasts learn
//! from (`schedule::estimate`).

/// Of so many cases, in whatever the cases were counted in: seconds of working time, seconds by the clock, or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    pub count: u32,
    pub median: u32,
    pub p90: u32,
    pub longest: u32,
}

impl Times {
    /// `None` without a single case. Puts the cases into another order.
    pub fn of(cases: &mut [u32]) -> Option<Self> {
        let last = cases.len().checked_sub(1)?;
        let (middle, ninth) = ((last * 5 + 5) / 10, (last * 9 + 5) / 10);
        let (_, median, above) = cases.select_nth_unstable(middle);
        let (median, mut p90, mut longest) = (*median, *median, *median);
        if let Some(rank) = ninth.checked_sub(middle + 1) {
            let (_, found, beyond) = above.select_nth_unstable(rank);
            p90 = *found;
            longest = beyond.iter().copied().max().unwrap_or(p90);
        } else if let Some(most) = above.iter().max() {
            longest = *most;
        }
        Some(Self { count: u32::try_from(cases.len()).unwrap_or(u32::MAX), median, p90, longest })
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    pub part: u32,
    pub whole: u32,
}

impl Share {
    pub fn count(&mut self, holds: bool) {
        self.part += u32::from(holds);
        self.whole += 1;
    }

    /// In thousandths, rounded half up; nothing of nothing is no share.
    pub fn per_mille(self) -> Option<u32> {
        let whole = u64::from(self.whole);
        let rounded = (u64::from(self.part) * 2000 + whole).checked_div(whole * 2)?;
        u32::try_from(rounded).ok()
    }

    pub fn rest(self) -> u32 {
        self.whole - self.part
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::estimate::Spread;

    #[test]
    fn of_few_cases_each_value_is_one_of_them() {
        for (cases, expected) in [
            (&mut [][..], None),
            (&mut [7], Some((1, 7, 7, 7))),
            (&mut [9, 1], Some((2, 9, 9, 9))),
            (&mut [3, 1, 2], Some((3, 2, 3, 3))),
            (&mut [10, 40, 30, 20], Some((4, 30, 40, 40))),
            (&mut [10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11], Some((11, 6, 10, 11))),
        ] {
            let found = Times::of(cases).map(|times| (times.count, times.median, times.p90, times.longest));
            assert_eq!(found, expected, "{cases:?}");
        }
    }

    #[test]
    fn shares_are_rounded_and_nothing_of_nothing_is_none() {
        for (part, whole, per_mille) in
            [(0, 0, None), (0, 3, Some(0)), (1, 3, Some(333)), (2, 3, Some(667)), (1, 16, Some(63)), (3, 3, Some(1000))]
        {
            assert_eq!(Share { part, whole }.per_mille(), per_mille, "{part} of {whole}");
        }
    }

    proptest! {
        #[test]
        fn insight_and_forecast_mean_the_same_by_median_and_nine_in_ten(cases in prop::collection::vec(any::<u32>(), 1..200)) {
            let spread = Spread::of(cases.clone()).unwrap();
            let times = Times::of(&mut cases.clone()).unwrap();
            prop_assert_eq!((times.count, i64::from(times.median), i64::from(times.p90)), (spread.count, spread.median(), spread.p90()));
            prop_assert_eq!(times.longest, *cases.iter().max().unwrap());
        }
    }
}
