//! What is made of a line against what was ordered of it. More may be made, to be on the safe side or for stock, but nobody
//! does so by a slip of the pen: somebody says why, and it is kept with the lot.

use super::{Balance, Lot, LotFault, Overrun, Sheet};
use crate::Quantity;

/// How much may come of a lot yet: what is spoiled does not, and of a lot that is through only what was made counts.
pub fn comes_to(lot: &Lot, balances: &[Balance]) -> i64 {
    let made = Sheet::of(balances).total;
    match lot.is_open(balances) {
        true => lot.quantity.ten_thousandths.saturating_sub(made.scrap).max(made.good),
        false => made.good,
    }
}

/// What its lots come to, in the unit of the line; lots from before the unit was changed are left out.
pub fn come_to<'a>(line: u32, ordered: &Quantity, lots: impl IntoIterator<Item = (&'a Lot, &'a [Balance])>) -> i64 {
    let own = lots.into_iter().filter(|(lot, _)| lot.line == line && lot.quantity.unit == ordered.unit);
    own.fold(0_i64, |sum, (lot, balances)| sum.saturating_add(comes_to(lot, balances)))
}

/// What no lot is for yet.
pub fn left_to_make(ordered: &Quantity, in_lots: i64) -> i64 {
    ordered.ten_thousandths.saturating_sub(in_lots).max(0)
}

/// May a lot be of so many, beside others of its line that come to `in_lots`? `why` says why more is made than was ordered.
pub fn checked_against_line(
    line: u32,
    ordered: &Quantity,
    in_lots: i64,
    given: i64,
    why: &str,
) -> Result<(), LotFault> {
    let left = left_to_make(ordered, in_lots);
    if given <= left || !why.is_empty() {
        return Ok(());
    }
    let amount = |ten_thousandths| Quantity { ten_thousandths, unit: ordered.unit.clone() };
    let amounts =
        Overrun { ordered: ordered.clone(), in_lots: amount(in_lots), left: amount(left), given: amount(given) };
    Err(LotFault::MoreThanOrdered { line, amounts: Box::new(amounts) })
}
