//! Checks before an entry is made. Nothing takes more than is open of an instalment or left of a receipt, neither on the
//! entry's value day nor on any later day that the ledger knows of; so no balance is ever below zero, at no date.
//! `entries` holds every entry that names the invoice or the receipt, and the reversals of these.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Deduction, Entry, EntryRefusal, Invoice, Kind, Receipt, balances, left};
use crate::{Currency, Money, PersonId, ReceivableEntryId};

/// How much of a receipt is to pay an instalment. `takes` may be left out where the currencies are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allocation {
    pub instalment: u32,
    pub settles: Money,
    pub takes: Option<Money>,
}

/// Why less is to be paid than was invoiced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduction {
    Deduction(Deduction),
    CreditNote,
    /// As `WriteOff::approved` gives it.
    WriteOff {
        asked_by: PersonId,
        approved_by: PersonId,
    },
}

pub fn checked_allocation(
    invoice: &Invoice,
    receipt: &Receipt,
    entries: &[Entry],
    asked: Allocation,
    day: Date,
) -> Result<Kind, EntryRefusal> {
    if receipt.customer != Some(invoice.customer) {
        return Err(EntryRefusal::OtherCustomer { number: invoice.number.clone() });
    }
    let currencies = (invoice.amount.currency, receipt.amount.currency);
    let Allocation { instalment, settles, .. } = asked;
    check_open(invoice, entries, instalment, settles, day)?;
    let takes = match asked.takes {
        Some(takes) => takes,
        None if currencies.0 == currencies.1 => settles,
        None => return Err(EntryRefusal::BothAmounts { invoice: currencies.0, receipt: currencies.1 }),
    };
    check_left(receipt, entries, takes, day)?;
    if currencies.0 == currencies.1 && settles != takes {
        return Err(EntryRefusal::AmountsDiffer { settles, takes });
    }
    Ok(Kind::Allocated { receipt: receipt.id, invoice: invoice.id, instalment, settles, takes })
}

/// `amount` of an instalment is not paid, for this reason.
pub fn checked_reduction(
    invoice: &Invoice,
    entries: &[Entry],
    (instalment, amount): (u32, Money),
    why: Reduction,
    day: Date,
) -> Result<Kind, EntryRefusal> {
    check_open(invoice, entries, instalment, amount, day)?;
    let invoice = invoice.id;
    Ok(match why {
        Reduction::Deduction(reason) => Kind::Deducted { invoice, instalment, amount, reason },
        Reduction::CreditNote => Kind::CreditNote { invoice, instalment, amount },
        Reduction::WriteOff { asked_by, approved_by } => {
            Kind::WrittenOff { invoice, instalment, amount, asked_by, approved_by }
        }
    })
}

pub fn checked_refund(receipt: &Receipt, entries: &[Entry], amount: Money, day: Date) -> Result<Kind, EntryRefusal> {
    check_left(receipt, entries, amount, day)?;
    Ok(Kind::Refunded { receipt: receipt.id, amount })
}

/// A reversal is not reversed: what should count after all is entered anew.
pub fn checked_reversal(entries: &[Entry], id: ReceivableEntryId, day: Date) -> Result<Kind, EntryRefusal> {
    let wrong = entries.iter().find(|entry| entry.id == id).ok_or(EntryRefusal::NoSuchEntry)?;
    if wrong.kind.reverses().is_some() {
        return Err(EntryRefusal::IsReversal);
    }
    if entries.iter().any(|entry| entry.kind.reverses() == Some(id)) {
        return Err(EntryRefusal::AlreadyReversed);
    }
    if day < wrong.day {
        return Err(EntryRefusal::ReversedBefore { day: wrong.day });
    }
    Ok(Kind::Reversed { entry: id })
}

fn check_open(
    invoice: &Invoice,
    entries: &[Entry],
    instalment: u32,
    amount: Money,
    day: Date,
) -> Result<(), EntryRefusal> {
    check_amount(amount, invoice.amount.currency)?;
    if day < invoice.issued {
        return Err(EntryRefusal::BeforeIssued { number: invoice.number.clone(), issued: invoice.issued });
    }
    let open_on =
        |at| balances(invoice, entries, at).into_iter().find(|it| it.instalment == instalment).map(|it| it.open);
    let least = from(day, entries).filter_map(open_on).min_by_key(|open| open.minor);
    match least {
        None => Err(EntryRefusal::NoSuchInstalment { number: invoice.number.clone(), instalment }),
        Some(open) if open.minor < amount.minor => Err(EntryRefusal::MoreThanOpen { amount, open }),
        Some(_) => Ok(()),
    }
}

fn check_left(receipt: &Receipt, entries: &[Entry], amount: Money, day: Date) -> Result<(), EntryRefusal> {
    check_amount(amount, receipt.amount.currency)?;
    if day < receipt.received_on {
        return Err(EntryRefusal::BeforeReceived { received: receipt.received_on });
    }
    let least = from(day, entries).map(|at| left(receipt, entries, at)).min_by_key(|left| left.minor);
    match least {
        Some(left) if left.minor < amount.minor => Err(EntryRefusal::MoreThanLeft { amount, left }),
        _ => Ok(()),
    }
}

fn check_amount(amount: Money, wanted: Currency) -> Result<(), EntryRefusal> {
    if amount.currency != wanted {
        return Err(EntryRefusal::WrongCurrency { given: amount, wanted });
    }
    if amount.is_positive() { Ok(()) } else { Err(EntryRefusal::NotPositive { amount }) }
}

/// `day`, and the later days on which something changes.
fn from(day: Date, entries: &[Entry]) -> impl Iterator<Item = Date> {
    let later = entries.iter().map(|entry| entry.day).filter(|it| *it > day);
    std::iter::once(day).chain(later).collect::<BTreeSet<Date>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{allocated, cny, day, entry, id, invoice, receipt, reversed, usd};

    #[test]
    fn an_allocation_stays_within_what_is_open_and_what_is_left() {
        use EntryRefusal::*;
        let bill = invoice(1, "2026-03-01", &[(3_000, None), (7_000, None)]);
        let slip = receipt(1, "2026-03-05", 5_000);
        let dollars = Receipt { amount: usd(1_000), fee: usd(0), ..receipt(1, "2026-03-05", 0) };
        // 1,000 of the first instalment on the 8th, taken back on the 12th.
        let before = [entry(1, "2026-03-08", allocated(1, (1, 1), 1_000)), entry(2, "2026-03-12", reversed(1))];
        let unknown = Receipt { customer: None, ..slip.clone() };
        let number = || bill.number.clone();
        for (instalment, settles, takes, slip, on, refused) in [
            (1, cny(3_000), None, &slip, "2026-03-12", None),
            (1, cny(2_000), None, &slip, "2026-03-06", None),
            (1, cny(2_001), None, &slip, "2026-03-06", Some(MoreThanOpen { amount: cny(2_001), open: cny(2_000) })),
            (1, cny(3_001), None, &slip, "2026-03-12", Some(MoreThanOpen { amount: cny(3_001), open: cny(3_000) })),
            (2, cny(5_000), None, &slip, "2026-03-12", None),
            (2, cny(5_001), None, &slip, "2026-03-12", Some(MoreThanLeft { amount: cny(5_001), left: cny(5_000) })),
            (2, cny(4_001), None, &slip, "2026-03-08", Some(MoreThanLeft { amount: cny(4_001), left: cny(4_000) })),
            (2, cny(7_000), Some(usd(1_000)), &dollars, "2026-03-12", None),
            (2, cny(7_000), None, &dollars, "2026-03-12", {
                Some(BothAmounts { invoice: Currency::CNY, receipt: Currency::USD })
            }),
            (2, cny(7_000), Some(cny(7_000)), &dollars, "2026-03-12", {
                Some(WrongCurrency { given: cny(7_000), wanted: Currency::USD })
            }),
            (2, usd(1), None, &dollars, "2026-03-12", Some(WrongCurrency { given: usd(1), wanted: Currency::CNY })),
            (2, cny(9), Some(cny(8)), &slip, "2026-03-12", { Some(AmountsDiffer { settles: cny(9), takes: cny(8) }) }),
            (1, cny(0), None, &slip, "2026-03-12", Some(NotPositive { amount: cny(0) })),
            (1, cny(-5), None, &slip, "2026-03-12", Some(NotPositive { amount: cny(-5) })),
            (2, cny(7_000), Some(usd(0)), &dollars, "2026-03-12", Some(NotPositive { amount: usd(0) })),
            (3, cny(1), None, &slip, "2026-03-12", Some(NoSuchInstalment { number: number(), instalment: 3 })),
            (1, cny(1), None, &unknown, "2026-03-12", Some(OtherCustomer { number: number() })),
            (1, cny(1), None, &slip, "2026-03-04", Some(BeforeReceived { received: slip.received_on })),
            (1, cny(1), None, &slip, "2026-02-28", Some(BeforeIssued { number: number(), issued: bill.issued })),
        ] {
            let asked = Allocation { instalment, settles, takes };
            let checked = checked_allocation(&bill, slip, &before, asked, day(on));
            assert_eq!(checked.err(), refused, "{asked:?} on {on}");
        }
    }

    #[test]
    fn an_entry_is_reversed_once_and_not_before_its_day() {
        let ledger = [
            entry(1, "2026-03-08", allocated(1, (1, 1), 1_000)),
            entry(2, "2026-03-12", reversed(1)),
            entry(3, "2026-03-09", allocated(1, (1, 1), 1_000)),
        ];
        for (reverses, on, refused) in [
            (3, "2026-03-09", None),
            (3, "2026-03-08", Some(EntryRefusal::ReversedBefore { day: day("2026-03-09") })),
            (1, "2026-03-20", Some(EntryRefusal::AlreadyReversed)),
            (2, "2026-03-20", Some(EntryRefusal::IsReversal)),
            (9, "2026-03-20", Some(EntryRefusal::NoSuchEntry)),
        ] {
            let checked = checked_reversal(&ledger, ReceivableEntryId(id(reverses)), day(on));
            assert_eq!(checked.err(), refused, "{reverses} on {on}");
        }
    }
}
