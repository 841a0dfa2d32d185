//! Splitting an amount so that nothing is gained or lost: the parts always sum to the whole, to the last minor unit.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

use super::Money;

impl Money {
    /// One part for each weight, in proportion. What rounding down leaves over goes, a minor unit each, to the parts that lost
    /// most by it (largest remainder); of equal losers to the earlier. `None` unless the weights are at least zero and one of
    /// them is more.
    pub fn split(self, weights: &[Decimal]) -> Option<Vec<Money>> {
        let sum = weights.iter().try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight))?;
        if sum <= Decimal::ZERO || weights.iter().any(Decimal::is_sign_negative) {
            return None;
        }
        // Of an amount below zero the same is split, and the sign put back.
        let (whole, sign) = (self.minor.unsigned_abs(), self.minor.signum());
        let mut parts = Vec::with_capacity(weights.len());
        for (place, weight) in weights.iter().enumerate() {
            let exact = Decimal::from(whole).checked_mul(weight.checked_div(sum)?)?;
            let floor = exact.round_dp_with_strategy(0, RoundingStrategy::ToZero);
            parts.push((place, floor.to_u64()?, exact - floor));
        }
        let given: u64 = parts.iter().try_fold(0_u64, |given, (_, part, _)| given.checked_add(*part))?;
        let left = usize::try_from(whole.checked_sub(given)?).ok()?;
        parts.sort_by(|(place, _, lost), (other, _, other_lost)| other_lost.cmp(lost).then(place.cmp(other)));
        let mut split = vec![Money::zero(self.currency); weights.len()];
        for (rank, (place, part, _)) in parts.into_iter().enumerate() {
            let minor = i64::try_from(part + u64::from(rank < left)).ok()?;
            split[place].minor = minor * sign;
        }
        Some(split)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Currency;

    #[test]
    fn what_rounding_leaves_goes_to_those_that_lost_most() {
        for (minor, weights, parts) in [
            (10_000, &["30", "70"][..], &[3_000, 7_000][..]),
            (10_001, &["30", "70"], &[3_000, 7_001]),
            (100, &["1", "1", "1"], &[34, 33, 33]),
            (-100, &["1", "1", "1"], &[-34, -33, -33]),
            (1, &["0", "1"], &[0, 1]),
            (0, &["1", "2"], &[0, 0]),
        ] {
            let weights: Vec<Decimal> = weights.iter().map(|weight| weight.parse().unwrap()).collect();
            let split = Money { minor, currency: Currency::CNY }.split(&weights).unwrap();
            assert_eq!(split.iter().map(|part| part.minor).collect::<Vec<_>>(), parts, "{minor} {weights:?}");
        }
        assert_eq!(Money::zero(Currency::CNY).split(&[]), None);
        assert_eq!(Money::zero(Currency::CNY).split(&[Decimal::ZERO]), None);
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_whole(minor in -1_000_000_000_000_i64..1_000_000_000_000, weights in prop::collection::vec(0_u32..10_000, 1..12)) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
            let split = Money { minor, currency: Currency::USD }.split(&weights).unwrap();
            prop_assert_eq!(split.iter().map(|part| part.minor).sum::<i64>(), minor);
            let sum: Decimal = weights.iter().sum();
            for (part, weight) in split.iter().zip(&weights) {
                let exact = Decimal::from(minor) * *weight / sum;
                prop_assert!((Decimal::from(part.minor) - exact).abs() < Decimal::ONE);
            }
        }
    }
}
