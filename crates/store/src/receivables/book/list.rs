//! The receivables sheet (S6): the instalments that match, a page at a time, with counts and sums of each state.

use yidan_domain::{
    Currency, CustomerId, InvoiceId, Money,
    order::lateness::day_number,
    receivable::{State, Totals},
    schedule::moment::date_of,
};

use super::{
    columns::{Columns, NO_DAY},
    query::{Cursor, Place, Query, Sort},
};
use crate::board::{
    bits::Bits,
    names::NOT_HERE,
    texts::{Word, words},
    top::Top,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub rows: Vec<Row>,
    /// How many match, on all pages together.
    pub total: usize,
    /// Of what would match in whatever state, in the order of `State::ALL`.
    pub states: [Tally; State::ALL.len()],
    pub next: Option<Cursor>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    pub count: usize,
    /// What the instalments were, and what is open of them.
    pub amount: Totals,
    pub open: Totals,
}

/// An instalment, without what its invoice tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub invoice: InvoiceId,
    pub instalment: u32,
    pub customer: Option<CustomerId>,
    pub due: Option<jiff::civil::Date>,
    pub amount: Money,
    pub paid: Money,
    pub open: Money,
    pub state: State,
    /// 0 when it is not overdue.
    pub overdue_days: i64,
    /// Days of the highest rung of the ladder that was sent.
    pub reminded: Option<i32>,
    /// The day of the latest promise about the invoice.
    pub promised: Option<jiff::civil::Date>,
}

impl Columns {
    pub fn page(&self, query: &Query) -> Page {
        let today = day_number(query.today);
        let among = self.matching(query);
        let limit = query.limit.max(1);
        let from = query.after.filter(|cursor| cursor.sort == query.sort && cursor.descending == query.descending);
        let currencies = self.currencies.len();
        let scales: Vec<i128> = (0..currencies).map(|number| scale(self.currency_numbered(number as u8))).collect();
        let sums = self.sums(query, &among, today);
        let mut top: Top<(Place, u32, u32)> = Top::new(limit.saturating_add(1));
        let offer = |top: &mut Top<(Place, u32, u32)>, invoice: usize, row: usize| {
            if query.state.is_some_and(|wanted| wanted != self.state(row, today)) {
                return;
            }
            let key = self.sort_key(query, (invoice, row), scales[usize::from(self.currency[invoice])], today);
            // The id is looked up only for what may come on the page.
            if top.bar().is_none_or(|bar| key <= bar.0.0) {
                let place = (key, self.ids.keys()[invoice], self.number[row]);
                if from.is_none_or(|cursor| place > cursor.place) {
                    top.offer((place, invoice as u32, row as u32));
                }
            }
        };
        // Either kind is passed over only where it may come on the page.
        let (open, paid) = (query.state != Some(State::Paid), query.state.is_none_or(|state| state == State::Paid));
        let open_first = query.sort == Sort::OpenFirst && !query.descending;
        if open {
            self.each_open(|invoice, row| {
                if self.open[row] > 0 && among.has(invoice) {
                    offer(&mut top, invoice, row);
                }
            });
        }
        if paid && !(open_first && top.is_full()) {
            among.each_spread(|invoice| {
                let rows = self.rows(invoice).filter(|row| self.open[*row] <= 0);
                rows.for_each(|row| offer(&mut top, invoice, row));
            });
        }
        let mut found = top.into_sorted();
        let more = found.len() > limit;
        found.truncate(limit);
        let cursor =
            |(place, ..): &(Place, u32, u32)| Cursor { sort: query.sort, descending: query.descending, place: *place };
        let of = |state: usize| &sums[state * currencies..][..currencies];
        let count = |state: usize| of(state).iter().map(|sum| sum.0).sum::<usize>();
        let tally = |state: usize| {
            let of_state = of(state);
            let total = |of: fn(&(usize, i128, i128)) -> i128| self.totals(&of_state.iter().map(of).collect());
            Tally { count: count(state), amount: total(|sum| sum.1), open: total(|sum| sum.2) }
        };
        Page {
            total: (0..State::ALL.len()).filter(|at| query.state.is_none_or(|s| s as usize == *at)).map(count).sum(),
            states: std::array::from_fn(tally),
            next: found.last().filter(|_| more).map(cursor),
            rows: found.iter().map(|(_, invoice, row)| self.shown(*invoice as usize, *row as usize, today)).collect(),
        }
    }

    /// Of each state and currency: how many match in whatever state, what they were, what is open.
    fn sums(&self, query: &Query, among: &Bits, today: i32) -> Vec<(usize, i128, i128)> {
        let currencies = self.currencies.len();
        let mut sums = vec![(0, 0, 0); State::ALL.len() * currencies];
        let mut add = |invoice: usize, row: usize| {
            let place = self.state(row, today) as usize * currencies + usize::from(self.currency[invoice]);
            let sum: &mut (usize, i128, i128) = &mut sums[place];
            sum.0 += 1;
            sum.1 += i128::from(self.amount[row]);
            sum.2 += i128::from(self.open[row]);
        };
        if !self.asks_for_all(query) {
            among.each(|invoice| self.rows(invoice).for_each(|row| add(invoice, row)));
            return sums;
        }
        // Of all there is, what is not open is paid: it need not be looked at.
        self.each_open(&mut add);
        for currency in 0..currencies {
            let (mut count, mut amount) = self.all_of(currency);
            for state in 0..State::ALL.len() {
                let (open_count, open_amount, _) = sums[state * currencies + currency];
                count -= open_count;
                amount -= open_amount;
            }
            let paid = &mut sums[State::Paid as usize * currencies + currency];
            paid.0 += count;
            paid.1 += amount;
        }
        sums
    }

    fn asks_for_all(&self, query: &Query) -> bool {
        let Query { customer, salesperson, currency, text, .. } = query;
        let names_nothing = customer.is_none() && salesperson.is_none() && currency.is_none();
        names_nothing && text.trim().is_empty() && self.seen_by(query.scope).is_none()
    }

    pub fn shown(&self, invoice: usize, row: usize, today: i32) -> Row {
        let money = |minor| Money { minor, currency: self.currency_of(invoice) };
        let is_due = self.due[row] != NO_DAY && self.open[row] > 0;
        Row {
            invoice: self.ids.keys()[invoice],
            instalment: self.number[row],
            customer: self.customer_id(self.customer[invoice]),
            due: date_of(self.due[row]).filter(|_| self.due[row] != NO_DAY),
            amount: money(self.amount[row]),
            paid: money(self.paid[row]),
            open: money(self.open[row]),
            state: self.state(row, today),
            overdue_days: if is_due { i64::from((today - self.due[row]).max(0)) } else { 0 },
            reminded: (self.sent[row] != NO_DAY).then(|| self.sent[row]),
            promised: self.promised.get(&(invoice as u32)).and_then(|day| date_of(*day)),
        }
    }

    /// The invoices that the query asks for, in whatever state.
    fn matching(&self, query: &Query) -> Bits {
        let mut found = Bits::all(self.ids.len());
        if let Some(customer) = query.customer {
            let customer = self.customers.find(customer).unwrap_or(NOT_HERE);
            found.keep(&Bits::of(&self.customer, |other| *other == customer));
        }
        if let Some(person) = query.salesperson {
            let person = self.people.find(&person).unwrap_or(NOT_HERE);
            found.keep(&Bits::of(&self.salesperson, |other| *other == person));
        }
        if let Some(currency) = query.currency {
            let number = self.currencies.find(&currency);
            found.keep(&Bits::of(&self.currency, |other| Some(u32::from(*other)) == number));
        }
        if let seen @ Some(_) = self.seen_by(query.scope) {
            found.keep_rows(self.ids.len(), |invoice| self.is_seen(invoice, seen));
        }
        for word in words(&query.text) {
            let word = Word::new(&word);
            let named = self.customers.with(&word);
            let mut hits = Bits::of(&self.customer, |customer| named.has(*customer as usize));
            hits.add(&self.texts.with(&word, &found));
            found.keep(&hits);
        }
        found
    }

    #[inline]
    fn sort_key(&self, query: &Query, (invoice, row): (usize, usize), scale: i128, today: i32) -> i128 {
        let key = match query.sort {
            Sort::OpenFirst => match (self.open[row] > 0, self.due[row]) {
                (true, NO_DAY) => UNDATED,
                (true, due) => due.into(),
                (false, NO_DAY) => 2 * PAID,
                (false, due) => PAID - i128::from(due),
            },
            Sort::Due if self.due[row] == NO_DAY => return i128::MAX,
            Sort::Due => self.due[row].into(),
            Sort::Open => i128::from(self.open[row]) * scale,
            Sort::Amount => i128::from(self.amount[row]) * scale,
            Sort::Overdue if self.due[row] == NO_DAY || self.open[row] <= 0 => 0,
            Sort::Overdue => (today - self.due[row]).max(0).into(),
            Sort::Issued => self.issued[invoice].into(),
        };
        if query.descending { -key } else { key }
    }
}

/// Beyond every day, and beyond everything open.
const UNDATED: i128 = 1 << 32;
const PAID: i128 = 1 << 34;

/// What a minor unit is in ten-thousandths of a whole one: so amounts of any currency are compared.
pub fn scale(currency: Currency) -> i128 {
    10_i128.pow(4 - currency.minor_digits().min(4))
}
