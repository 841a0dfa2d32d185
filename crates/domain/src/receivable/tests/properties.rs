//! What holds of every ledger, whatever people try to enter.

use proptest::prelude::*;

use super::*;
use crate::receivable::{
    Deduction,
    allocation::{Allocation, Reduction, checked_allocation, checked_reduction, checked_refund, checked_reversal},
    balances, effective, left,
    statement::{movements, statements},
};

/// What somebody tries to enter: an action, invoice, instalment, receipt, an amount and a day of March.
type Try = (u8, usize, u32, usize, i64, i8);

fn tries() -> impl Strategy<Value = Vec<Try>> {
    prop::collection::vec((0_u8..6, 0_usize..2, 1_u32..3, 0_usize..2, 1_i64..800, 1_i8..29), 0..40)
}

struct Books {
    invoices: [Invoice; 2],
    receipts: [Receipt; 2],
    entries: Vec<Entry>,
}

/// The ledger of those tries that are allowed.
fn books(tries: &[Try]) -> Books {
    let invoices = [
        invoice(1, "2026-03-02", &[(300, Some("2026-03-05")), (700, None)]),
        invoice(2, "2026-03-09", &[(900, Some("2026-03-20")), (100, Some("2026-03-25"))]),
    ];
    let receipts = [receipt(1, "2026-03-04", 1_100), receipt(2, "2026-03-11", 600)];
    let mut entries: Vec<Entry> = Vec::new();
    for (what, invoice, instalment, receipt, minor, on) in tries {
        let (bill, slip, amount, on) =
            (&invoices[*invoice], &receipts[*receipt], cny(*minor), jiff::civil::date(2026, 3, *on));
        let instalment = *instalment;
        let (asked_by, approved_by) = (PersonId(id(1)), PersonId(id(2)));
        let reduced = |why| checked_reduction(bill, &entries, (instalment, amount), why, on);
        let kind = match what {
            0 => checked_allocation(bill, slip, &entries, Allocation { instalment, settles: amount, takes: None }, on),
            1 => reduced(Reduction::Deduction(Deduction::Claim)),
            2 => reduced(Reduction::WriteOff { asked_by, approved_by }),
            3 => reduced(Reduction::CreditNote),
            4 => checked_refund(slip, &entries, amount, on),
            _ => checked_reversal(&entries, ReceivableEntryId(id(*minor as u128 % 12 + 1)), on),
        };
        if let Ok(kind) = kind {
            entries.push(entry(entries.len() as u128 + 1, &on.to_string(), kind));
        }
    }
    Books { invoices, receipts, entries }
}

impl Books {
    fn open(&self, at: Date) -> Vec<i64> {
        self.invoices.iter().flat_map(|it| balances(it, &self.entries, at)).map(|it| it.open.minor).collect()
    }

    fn left(&self, at: Date) -> Vec<i64> {
        self.receipts.iter().map(|it| left(it, &self.entries, at).minor).collect()
    }
}

fn march() -> impl Iterator<Item = Date> {
    (1..=31).map(|on| jiff::civil::date(2026, 3, on))
}

proptest! {
    #[test]
    fn balances_are_the_invoices_less_what_counts_at_every_date(tries in tries()) {
        let books = books(&tries);
        let moved = movements(&books.invoices, &books.receipts, &books.entries);
        for at in march() {
            let (open, left) = (books.open(at), books.left(at));
            prop_assert!(open.iter().chain(&left).all(|minor| *minor >= 0), "{} {:?} {:?}", at, open, left);
            let issued: i64 = books.invoices.iter().filter(|it| it.issued <= at).map(|it| it.amount.minor).sum();
            let settled: i64 = effective(&books.entries, at).filter_map(|it| it.kind.settles()).map(|(.., it)| it.minor).sum();
            prop_assert_eq!(open.iter().sum::<i64>(), issued - settled, "{}", at);
            let closing = statements(moved.clone(), at, at).first().map_or(0, |it| it.closing.minor);
            prop_assert_eq!(closing, open.iter().sum::<i64>() - left.iter().sum::<i64>(), "{}", at);
        }
    }

    #[test]
    fn reversing_an_entry_restores_every_balance(tries in tries(), which in any::<prop::sample::Index>()) {
        let mut books = books(&tries);
        prop_assume!(!books.entries.is_empty());
        let wrong = books.entries[which.index(books.entries.len())].clone();
        let Ok(kind) = checked_reversal(&books.entries, wrong.id, wrong.day) else { return Ok(()) };
        books.entries.push(entry(100, &wrong.day.to_string(), kind));
        let with: Vec<_> = march().map(|at| (books.open(at), books.left(at))).collect();
        books.entries.retain(|it| it.id != wrong.id && it.kind.reverses() != Some(wrong.id));
        let without: Vec<_> = march().map(|at| (books.open(at), books.left(at))).collect();
        prop_assert_eq!(with, without);
    }

    #[test]
    fn a_statement_goes_on_where_the_last_one_ended(tries in tries(), days in (1_i8..15, 15_i8..30)) {
        let books = books(&tries);
        let moved = movements(&books.invoices, &books.receipts, &books.entries);
        let on = |day| jiff::civil::date(2026, 3, day);
        let of = |from, to| statements(moved.clone(), on(from), on(to)).into_iter().next();
        let (Some(whole), Some(second)) = (of(days.0, 31), of(days.1 + 1, 31)) else { return Ok(()) };
        let first = of(days.0, days.1);
        prop_assert_eq!(first.as_ref().map_or(0, |it| it.closing.minor), second.opening.minor);
        let lines = first.map_or(Vec::new(), |it| it.lines).into_iter().chain(second.lines).collect::<Vec<_>>();
        prop_assert_eq!(whole.lines, lines);
        prop_assert_eq!(whole.closing, second.closing);
    }
}
