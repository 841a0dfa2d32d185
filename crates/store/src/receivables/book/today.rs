//! Who must be called today, and what today is like.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    CustomerId,
    access::Scope,
    order::lateness::day_number,
    receivable::{
        State, Totals,
        reminders::{Rung, rung_after},
    },
};

use super::{
    columns::{Columns, NO_DAY, Sums},
    list::{Row, scale},
};
use crate::board::bits::Bits;

/// A customer to be called, with what it is about: the earliest due first.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub customer: CustomerId,
    pub open: Totals,
    /// The first of them.
    pub due: Vec<Due>,
    /// How many there are in all.
    pub count: usize,
}

/// An instalment that is overdue, or of which a reminder is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    pub row: Row,
    /// Place in the ladder of the reminder that is to be sent today.
    pub rung: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Today {
    pub came_today: Totals,
    /// Since Monday, today included.
    pub came_this_week: Totals,
    pub due_today: Totals,
    pub due_today_count: usize,
    pub overdue: Totals,
    pub overdue_count: usize,
    /// Days past the earliest due day of what is overdue.
    pub oldest_days: i32,
    pub open: Totals,
    /// Left on receipts: customers' credit, and money of which nobody knows whose it is.
    pub left: Totals,
    pub unclaimed: Totals,
    pub unclaimed_count: usize,
}

/// Invoice, row and rung of what a customer is called about.
type Owed = Vec<(usize, usize, Option<usize>)>;

impl Columns {
    /// Of `most` customers, those who owe most; of each, `each` instalments.
    pub fn calls(&self, scope: Scope, today: Date, ladder: &[Rung], (most, each): (usize, usize)) -> Vec<Call> {
        let (today, seen) = (day_number(today), self.seen_by(scope));
        // No reminder is due of what falls due later than the first rung reaches.
        let until = ladder.first().map_or(today, |rung| today.saturating_sub(rung.days.min(0)));
        let mut by_customer: Vec<(i128, Owed)> = Vec::new();
        by_customer.resize_with(self.customers.len(), Default::default);
        let scales: Vec<i128> =
            (0..self.currencies.len()).map(|number| scale(self.currency_numbered(number as u8))).collect();
        self.each_open(|invoice, row| {
            if self.open[row] < 0 || self.due[row] == NO_DAY || self.due[row] > until {
                return;
            }
            let days = today - self.due[row];
            let sent = (self.sent[row] != NO_DAY).then(|| self.sent[row]);
            let rung = rung_after(ladder, days, sent);
            if (days > 0 || rung.is_some()) && self.is_seen(invoice, seen) {
                let (weight, due) = &mut by_customer[self.customer[invoice] as usize];
                *weight += i128::from(self.open[row]) * scales[usize::from(self.currency[invoice])];
                due.push((invoice, row, rung));
            }
        });
        let mut customers: Vec<(i128, u32, Owed)> = (0..)
            .zip(by_customer)
            .filter(|(_, (_, due))| !due.is_empty())
            .map(|(customer, (weight, due))| (-weight, customer, due))
            .collect();
        customers.sort_by_key(|(weight, customer, _)| (*weight, *customer));
        customers.truncate(most);
        let call = |(_, customer, mut due): (i128, u32, Owed)| {
            due.sort_by_key(|(_, row, _)| (self.due[*row], *row));
            let mut open = Sums::default();
            due.iter().for_each(|(invoice, row, _)| open.add(self.currency[*invoice], self.open[*row]));
            let shown = |(invoice, row, rung)| Due { row: self.shown(invoice, row, today), rung };
            Some(Call {
                customer: self.customer_id(customer)?,
                open: self.totals(&open),
                count: due.len(),
                due: due.into_iter().take(each).map(shown).collect(),
            })
        };
        customers.into_iter().filter_map(call).collect()
    }

    pub fn today(&self, scope: Scope, today: Date) -> Today {
        let seen = self.seen_by(scope);
        let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
        let (today, monday) = (day_number(today), day_number(monday));
        let [mut came_today, mut came_this_week, mut due_today, mut overdue, mut open, mut left, mut unclaimed] =
            std::array::from_fn(|_| Sums::default());
        let mut shown = Today::default();
        self.each_open(|invoice, row| {
            if self.open[row] < 0 || !self.is_seen(invoice, seen) {
                return;
            }
            let (currency, minor) = (self.currency[invoice], self.open[row]);
            open.add(currency, minor);
            if self.due[row] == today {
                shown.due_today_count += 1;
                due_today.add(currency, minor);
            }
            if self.state(row, today) == State::Overdue {
                shown.overdue_count += 1;
                shown.oldest_days = shown.oldest_days.max(today - self.due[row]);
                overdue.add(currency, minor);
            }
        });
        let mut slips = Bits::of(&self.slips.day, |day| *day >= monday);
        slips.add(&Bits::of(&self.slips.left, |left| *left > 0));
        slips.each(|slip| {
            if !self.is_slip_seen(slip, seen) {
                return;
            }
            let (currency, amount) = (self.slips.currency[slip], self.slips.amount[slip]);
            if self.slips.day[slip] == today {
                came_today.add(currency, amount);
            }
            if (monday..=today).contains(&self.slips.day[slip]) {
                came_this_week.add(currency, amount);
            }
            if self.slips.left[slip] > 0 {
                left.add(currency, self.slips.left[slip]);
                if self.slips.is_unclaimed(slip) {
                    shown.unclaimed_count += 1;
                    unclaimed.add(currency, self.slips.left[slip]);
                }
            }
        });
        Today {
            came_today: self.totals(&came_today),
            came_this_week: self.totals(&came_this_week),
            due_today: self.totals(&due_today),
            overdue: self.totals(&overdue),
            open: self.totals(&open),
            left: self.totals(&left),
            unclaimed: self.totals(&unclaimed),
            ..shown
        }
    }
}
