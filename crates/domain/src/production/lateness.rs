//! How a lot stands against its day (S7): countdown 倒计时 and delay 延期天数 of a row of the summary sheet. A lot without a day
//! of its own goes by the promise of its order. Rests on the rule of orders, and like that on day numbers.

use crate::order::{
    lateness::Lateness,
    row::Status,
    summary::{SOON_DAYS, Trouble},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LotLateness {
    /// Days until it is due, below zero once that has passed; only while it is not through.
    pub countdown_days: Option<i32>,
    /// Days after its day on which it was through, or today while it is not; `None` when not late.
    pub delay_days: Option<i32>,
}

/// What an order says of its lots, in day numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfOrder {
    pub status: Status,
    pub promised: Option<i32>,
    /// When the goods left: by then a lot that nobody has finished or closed was through.
    pub delivered: Option<i32>,
}

/// When a lot is due, else when its order is promised.
#[inline]
pub fn due_of_lot(due: Option<i32>, promised: Option<i32>) -> Option<i32> {
    due.or(promised)
}

/// `through` is the day on which it was made or closed.
#[inline]
pub fn lot_lateness(today: i32, due: Option<i32>, through: Option<i32>, order: &OfOrder) -> LotLateness {
    let ended = through.or(order.delivered);
    let of = Lateness::by_number(today, order.status, due_of_lot(due, order.promised), ended, (None, None));
    LotLateness { countdown_days: of.countdown_days, delay_days: of.delay_days }
}

/// The exception state of a row: its order's, unless the lot is worse off than the order.
pub fn lot_trouble(order: Trouble, lot: LotLateness) -> Trouble {
    match (order, lot.countdown_days) {
        (Trouble::Cancelled | Trouble::Exception | Trouble::Done | Trouble::Late, _) => order,
        (_, Some(..0)) => Trouble::Late,
        (Trouble::StepLate | Trouble::OnTime, Some(days)) if SOON_DAYS.contains(&days) => Trouble::DueSoon,
        _ => order,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countdown_and_delay_are_those_of_the_lot() {
        const TODAY: i32 = 100;
        for (status, promised, delivered, due, through, countdown, delay) in [
            // Its own day counts, whatever the order is promised for.
            (Status::Open, Some(120), None, Some(110), None, Some(10), None),
            (Status::Open, Some(120), None, Some(95), None, Some(-5), Some(5)),
            (Status::Open, Some(90), None, Some(100), None, Some(0), None),
            // Without one, the promise.
            (Status::Open, Some(120), None, None, None, Some(20), None),
            (Status::Open, Some(97), None, None, None, Some(-3), Some(3)),
            (Status::Open, None, None, None, None, None, None),
            (Status::Open, None, None, Some(98), None, Some(-2), Some(2)),
            // Through: nothing is counted down, and the delay stays what it was then.
            (Status::Open, Some(120), None, Some(90), Some(92), None, Some(2)),
            (Status::Open, Some(80), None, Some(90), Some(90), None, None),
            (Status::Done, Some(80), Some(99), None, Some(78), None, None),
            // The goods have left: a lot that was forgotten open was through by then.
            (Status::Done, Some(80), Some(82), None, None, None, Some(2)),
            (Status::Done, Some(80), Some(82), Some(85), None, None, None),
            (Status::Done, Some(80), None, Some(85), None, None, None),
            (Status::Cancelled, Some(80), None, Some(85), Some(90), None, None),
        ] {
            let order = OfOrder { status, promised, delivered };
            let expected = LotLateness { countdown_days: countdown, delay_days: delay };
            assert_eq!(lot_lateness(TODAY, due, through, &order), expected, "{order:?} {due:?} {through:?}");
        }
    }

    #[test]
    fn a_lot_that_is_worse_off_than_its_order_says_so() {
        use Trouble::*;
        for (order, countdown, expected) in [
            (OnTime, Some(4), OnTime),
            (OnTime, Some(3), DueSoon),
            (StepLate, Some(0), DueSoon),
            (OnTime, Some(-1), Late),
            (NoDate, Some(-1), Late),
            (NoDate, Some(1), NoDate),
            (AtRisk, Some(1), AtRisk),
            (WillBeLate, Some(-1), Late),
            (Exception, Some(-1), Exception),
            (Late, None, Late),
            (OnTime, None, OnTime),
            (Cancelled, None, Cancelled),
        ] {
            let lot = LotLateness { countdown_days: countdown, delay_days: None };
            assert_eq!(lot_trouble(order, lot), expected, "{order:?} {countdown:?}");
        }
    }
}
