//! What is open of an invoice's instalments and left of a receipt on a day, and the state of each instalment (S6).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Entry, Invoice, Kind, Receipt, effective};
use crate::{Money, Text};

/// One instalment on a day: what it was, what was paid of it, what was taken off it otherwise, what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    pub instalment: u32,
    pub due: Option<Date>,
    pub amount: Money,
    pub paid: Money,
    /// Deductions, credit notes and what was written off.
    pub reduced: Money,
    pub open: Money,
}

/// How it stands with an instalment: the five names of the receivables sheet (S6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing is left.
    Paid,
    /// Nothing was paid, and it is due after today.
    DueLater,
    /// Something was paid, something is left, and it is not overdue.
    PartPaid,
    /// Something is left, and the due day is past.
    Overdue,
    /// Nothing was paid, and it is due today or has no due day yet.
    Unpaid,
}

impl State {
    pub const ALL: [State; 5] = [State::Paid, State::DueLater, State::PartPaid, State::Overdue, State::Unpaid];

    /// By what is open and what was paid, in minor units, and the days past the due day (below zero before it).
    #[inline]
    pub fn of(open: i64, paid: i64, past_due_days: Option<i32>) -> State {
        match past_due_days {
            _ if open <= 0 => State::Paid,
            Some(1..) => State::Overdue,
            _ if paid > 0 => State::PartPaid,
            Some(..0) => State::DueLater,
            Some(0) | None => State::Unpaid,
        }
    }

    pub fn name(self) -> Text {
        match self {
            State::Paid => Text::new("已付款", "Paid"),
            State::DueLater => Text::new("待付款", "Due later"),
            State::PartPaid => Text::new("部分付款", "Part paid"),
            State::Overdue => Text::new("逾期未付款", "Overdue"),
            State::Unpaid => Text::new("未付款", "Unpaid"),
        }
    }
}

impl Balance {
    pub fn state(&self, today: Date) -> State {
        State::of(self.open.minor, self.paid.minor, self.due.map(|due| (today - due).get_days()))
    }
}

/// The instalments of an invoice at the end of day `at`; none before it was issued. `entries` may hold those of other
/// invoices too.
pub fn balances(invoice: &Invoice, entries: &[Entry], at: Date) -> Vec<Balance> {
    if at < invoice.issued {
        return Vec::new();
    }
    let zero = Money::zero(invoice.amount.currency);
    let fresh = invoice.instalments.iter().map(|instalment| Balance {
        instalment: instalment.number,
        due: instalment.due,
        amount: instalment.amount,
        paid: zero,
        reduced: zero,
        open: instalment.amount,
    });
    let mut balances: Vec<Balance> = fresh.collect();
    for entry in effective(entries, at) {
        let Some((_, number, settles)) = entry.kind.settles().filter(|(of, ..)| *of == invoice.id) else { continue };
        let Some(balance) = balances.iter_mut().find(|balance| balance.instalment == number) else { continue };
        let paid = matches!(entry.kind, Kind::Allocated { .. });
        let sum = if paid { &mut balance.paid } else { &mut balance.reduced };
        // Entries were checked when they were made: they never come to more than the instalment.
        sum.minor = sum.minor.saturating_add(settles.minor);
        balance.open.minor = balance.open.minor.saturating_sub(settles.minor);
    }
    balances
}

/// What is left of a receipt at the end of day `at`: the customer's credit. Nothing before it came in.
pub fn left(receipt: &Receipt, entries: &[Entry], at: Date) -> Money {
    let mut left = if at < receipt.received_on { Money::zero(receipt.amount.currency) } else { receipt.amount };
    for (of, takes) in effective(entries, at).filter_map(|entry| entry.kind.takes()) {
        if of == receipt.id {
            left.minor = left.minor.saturating_sub(takes.minor);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{cny, day};

    #[test]
    fn the_state_follows_from_what_is_left_what_was_paid_and_the_due_day() {
        use State::*;
        let today = day("2026-03-10");
        for (paid, reduced, due, state) in [
            (100, 0, Some("2026-03-01"), Paid),
            (0, 100, Some("2026-03-01"), Paid),
            (60, 40, None, Paid),
            (99, 0, Some("2026-03-09"), Overdue),
            (0, 0, Some("2026-03-09"), Overdue),
            (99, 0, Some("2026-03-10"), PartPaid),
            (1, 0, Some("2026-03-11"), PartPaid),
            (1, 0, None, PartPaid),
            (0, 0, Some("2026-03-11"), DueLater),
            (0, 40, Some("2026-03-11"), DueLater),
            (0, 0, Some("2026-03-10"), Unpaid),
            (0, 0, None, Unpaid),
        ] {
            let balance = Balance {
                instalment: 1,
                due: due.map(day),
                amount: cny(100),
                paid: cny(paid),
                reduced: cny(reduced),
                open: cny(100 - paid - reduced),
            };
            assert_eq!(balance.state(today), state, "{paid} {reduced} {due:?}");
        }
    }
}
