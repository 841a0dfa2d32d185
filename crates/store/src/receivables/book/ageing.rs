//! Ageing at any date, of all and of the customers who owe most; and the money to come.

use jiff::civil::Date;
use yidan_domain::{
    Currency, CustomerId, Money,
    access::Scope,
    order::lateness::day_number,
    receivable::{
        ageing::{Bucket, bucket_of},
        cash_in::{self, CashIn, MOST_WEEKS},
    },
    schedule::moment::date_of,
};

use super::columns::{Columns, NO_DAY};
use crate::board::names::NOT_HERE;

#[derive(Debug, Clone)]
pub struct AgeingQuery {
    pub scope: Scope,
    /// As it stood at the end of this day.
    pub at: Date,
    pub customer: Option<CustomerId>,
    /// Customers that are shown for each currency.
    pub most: usize,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ageing {
    /// One for each currency in which something was open, by its code.
    pub all: Vec<Aged>,
    /// With the customer; of each currency the one who owed most first.
    pub customers: Vec<(CustomerId, Aged)>,
}

/// What was open in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aged {
    pub currency: Currency,
    /// In the order of `Bucket::ALL`.
    pub minor: [i64; Bucket::ALL.len()],
}

impl Aged {
    pub fn amount(&self, bucket: Bucket) -> Money {
        Money { minor: self.minor[bucket as usize], currency: self.currency }
    }

    pub fn total(&self) -> Money {
        let minor = self.minor.iter().fold(0_i64, |sum, minor| sum.saturating_add(*minor));
        Money { minor, currency: self.currency }
    }
}

impl Columns {
    /// What is open of an instalment at the end of a day.
    #[inline]
    pub fn open_at(&self, row: usize, at: i32) -> i64 {
        if self.last[row] <= at {
            return self.open[row];
        }
        let moves = self.moves.get(row).iter().filter(|made| made.day <= at);
        self.amount[row] - moves.map(|made| made.minor).sum::<i64>()
    }

    pub fn ageing(&self, query: &AgeingQuery) -> Ageing {
        let at = day_number(query.at);
        let seen = self.seen_by(query.scope);
        let only = query.customer.map(|customer| self.customers.find(customer).unwrap_or(NOT_HERE));
        // For each currency a figure of each customer and bucket.
        let mut of: Vec<Vec<[i64; 5]>> = vec![Vec::new(); self.currencies.len()];
        let mut count = |invoice: usize, row: usize| {
            let open = self.open_at(row, at);
            if open == 0 || only.is_some_and(|only| only != self.customer[invoice]) || !self.is_seen(invoice, seen) {
                return;
            }
            let days = if self.due[row] == NO_DAY { 0 } else { at - self.due[row] };
            let sums = &mut of[usize::from(self.currency[invoice])];
            if sums.is_empty() {
                sums.resize(self.customers.len(), [0; 5]);
            }
            let sum = &mut sums[self.customer[invoice] as usize][bucket_of(days.into()) as usize];
            *sum = sum.saturating_add(open);
        };
        if self.is_latest(at) {
            self.each_open(&mut count);
        } else {
            for invoice in self.invoices().filter(|invoice| self.issued[*invoice] <= at) {
                self.rows(invoice).for_each(|row| count(invoice, row));
            }
        }
        let mut ageing = Ageing::default();
        let mut currencies: Vec<(Currency, Vec<[i64; 5]>)> = self.currencies.keys().iter().copied().zip(of).collect();
        currencies.sort_by_key(|(currency, _)| *currency);
        for (currency, sums) in currencies {
            let mut all = Aged { currency, minor: [0; 5] };
            let mut customers: Vec<(u32, Aged)> = Vec::new();
            for (customer, minor) in (0..).zip(sums).filter(|(_, minor)| *minor != [0; 5]) {
                all.minor.iter_mut().zip(minor).for_each(|(sum, minor)| *sum = sum.saturating_add(minor));
                customers.push((customer, Aged { currency, minor }));
            }
            if customers.is_empty() {
                continue;
            }
            ageing.all.push(all);
            customers.sort_by_key(|(customer, aged)| (std::cmp::Reverse(aged.total().minor), *customer));
            let named = |(customer, aged)| Some((self.customer_id(customer)?, aged));
            ageing.customers.extend(customers.into_iter().take(query.most).filter_map(named));
        }
        ageing
    }

    pub fn cash_in(&self, scope: Scope, today: Date, weeks: usize) -> CashIn {
        /// Days that are told apart; all before today are one, and so are all after the last week.
        const DAYS: usize = (MOST_WEEKS + 1) * 7 + 1;
        let (first, seen) = (day_number(today) - 1, self.seen_by(scope));
        let mut sums: Vec<Vec<i64>> = vec![Vec::new(); self.currencies.len()];
        let has_promises = !self.promised.is_empty();
        self.each_open(|invoice, row| {
            if self.open[row] < 0 || !self.is_seen(invoice, seen) {
                return;
            }
            let promised = || self.promised.get(&(invoice as u32)).copied();
            let day = if has_promises { promised().unwrap_or(self.due[row]) } else { self.due[row] };
            let place = match day {
                NO_DAY => DAYS,
                day => usize::try_from(day.saturating_sub(first)).unwrap_or(0).min(DAYS),
            };
            let sums = &mut sums[usize::from(self.currency[invoice])];
            if sums.is_empty() {
                sums.resize(DAYS + 1, 0);
            }
            sums[place] = sums[place].saturating_add(self.open[row]);
        });
        let items = self.currencies.keys().iter().zip(&sums).flat_map(|(currency, sums)| {
            let days = (first..).zip(sums).enumerate().filter(|(_, (_, minor))| **minor != 0);
            days.map(|(place, (day, minor))| {
                (date_of(day).filter(|_| place < DAYS), Money { minor: *minor, currency: *currency })
            })
        });
        cash_in::expected(items, today, weeks)
    }
}
