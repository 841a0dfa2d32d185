//! The columns: one value for every invoice, instalment and receipt, numbered as they came. Names and currencies are numbers
//! here, days are day numbers. The instalments of an invoice lie together, and their number never changes.

use std::{collections::HashMap, ops::Range};

use yidan_domain::{
    Currency, CustomerId, InvoiceId, Money, PersonId, ReceiptId,
    access::Scope,
    order::lateness::day_number,
    party::Customer,
    receivable::{State, Totals},
};

use super::news::{InvoiceNews, Move, News, Part, ReceiptNews};
use crate::board::{
    bits::Flags,
    lists::Lists,
    names::{Customers, NONE, NOT_HERE, Numbered},
    texts::{Parts, Texts},
};

/// Stands for no day, and for no rung.
pub const NO_DAY: i32 = i32::MIN;

#[derive(Debug, Default)]
pub struct Columns {
    // For every invoice.
    pub ids: Numbered<InvoiceId>,
    versions: Vec<u32>,
    pub customer: Vec<u32>,
    pub salesperson: Vec<u32>,
    pub issued: Vec<i32>,
    pub currency: Vec<u8>,
    /// Its first instalment; they end where those of the next begin.
    first: Vec<u32>,
    /// Its number, folded.
    pub texts: Texts,
    /// Few invoices have a promise.
    pub promised: HashMap<u32, i32>,
    // For every instalment.
    pub number: Vec<u32>,
    pub amount: Vec<i64>,
    pub paid: Vec<i64>,
    pub open: Vec<i64>,
    pub due: Vec<i32>,
    /// The day of the last of its moves.
    pub last: Vec<i32>,
    pub sent: Vec<i32>,
    pub moves: Lists<Move>,
    invoice_of: Vec<u32>,
    /// A bit for each instalment: is something open of it? What is asked of today looks at those alone.
    is_open: Flags,
    /// The latest day on which anything was issued or booked.
    newest: i32,
    /// All instalments together: of each currency how many, and what they come to.
    all: Vec<(usize, i128)>,
    // For every receipt.
    pub slips: Slips,
    // What they share.
    pub customers: Customers,
    pub people: Numbered<PersonId>,
    pub currencies: Numbered<Currency>,
}

#[derive(Debug, Default)]
pub struct Slips {
    pub ids: Numbered<ReceiptId>,
    versions: Vec<u32>,
    pub day: Vec<i32>,
    pub customer: Vec<u32>,
    pub currency: Vec<u8>,
    pub amount: Vec<i64>,
    pub left: Vec<i64>,
}

/// Sums of one kind, a figure for each currency.
#[derive(Debug, Clone, Default)]
pub struct Sums(Vec<i128>);

impl Columns {
    /// Instalments.
    pub fn len(&self) -> usize {
        self.number.len()
    }

    pub fn rows(&self, invoice: usize) -> Range<usize> {
        let end = self.first.get(invoice + 1).map_or(self.number.len(), |next| *next as usize);
        self.first[invoice] as usize..end
    }

    /// The instalments of which something is open, each with its invoice.
    pub fn each_open(&self, mut act: impl FnMut(usize, usize)) {
        self.is_open.each_of(0..self.len(), |row| act(self.invoice_of[row] as usize, row));
    }

    /// Of the currency of this number: how many instalments there are, and what they come to.
    pub fn all_of(&self, currency: usize) -> (usize, i128) {
        self.all.get(currency).copied().unwrap_or_default()
    }

    /// Does nothing count that came after this day?
    pub fn is_latest(&self, at: i32) -> bool {
        at >= self.newest
    }

    pub fn invoices(&self) -> Range<usize> {
        0..self.first.len()
    }

    pub fn customer_id(&self, number: u32) -> Option<CustomerId> {
        self.customers.id(number)
    }

    pub fn currency_of(&self, invoice: usize) -> Currency {
        self.currency_numbered(self.currency[invoice])
    }

    pub fn currency_numbered(&self, number: u8) -> Currency {
        self.currencies.key(number.into()).copied().unwrap_or(Currency::CNY)
    }

    /// How the instalment stands today.
    #[inline]
    pub fn state(&self, row: usize, today: i32) -> State {
        let past_due = (self.due[row] != NO_DAY).then(|| today - self.due[row]);
        State::of(self.open[row], self.paid[row], past_due)
    }

    /// Whose invoices a scope shows: `None` for everybody's, else the number of the person.
    pub fn seen_by(&self, scope: Scope) -> Option<u32> {
        match scope {
            Scope::All => None,
            Scope::Own(me) => Some(self.people.find(&me).unwrap_or(NOT_HERE)),
        }
    }

    #[inline]
    pub fn is_seen(&self, invoice: usize, by: Option<u32>) -> bool {
        by.is_none_or(|me| self.salesperson[invoice] == me || self.customers.owner(self.customer[invoice]) == me)
    }

    pub fn totals(&self, sums: &Sums) -> Totals {
        let amounts = (0_u8..).zip(&sums.0).filter(|(_, sum)| **sum != 0);
        let capped = |sum: i128| i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX });
        amounts.map(|(number, sum)| Money { minor: capped(*sum), currency: self.currency_numbered(number) }).collect()
    }

    pub fn put(&mut self, news: &News) {
        match news {
            News::Invoice(news) => self.put_invoice(news),
            News::Receipt(news) => self.put_receipt(news),
            News::Customer(customer) => self.name(customer),
        }
    }

    /// Is this version, or a newer one, here already?
    pub fn knows(&self, news: &News) -> bool {
        let has = |version: Option<u32>, wanted: u64| version.is_some_and(|known| u64::from(known) >= wanted);
        match news {
            News::Invoice(news) => {
                has(self.ids.find(&news.id).map(|invoice| self.versions[invoice as usize]), news.version)
            }
            News::Receipt(news) => {
                has(self.slips.ids.find(&news.id).map(|slip| self.slips.versions[slip as usize]), news.version)
            }
            News::Customer(_) => false,
        }
    }

    pub fn name(&mut self, customer: &Customer) {
        let owner = self.person(customer.owner);
        self.customers.name(customer.id, &customer.name, customer.code.as_deref().unwrap_or_default(), owner);
    }

    pub fn put_invoice(&mut self, news: &InvoiceNews) {
        let invoice = match self.ids.find(&news.id) {
            Some(invoice) if small(news.version) < self.versions[invoice as usize] => return,
            Some(invoice) => invoice as usize,
            None => self.add(news),
        };
        self.versions[invoice] = small(news.version);
        self.customer[invoice] = self.customers.number(news.customer);
        self.salesperson[invoice] = self.person(news.salesperson);
        match news.promised {
            Some(day) => drop(self.promised.insert(invoice as u32, day_number(day))),
            None => drop(self.promised.remove(&(invoice as u32))),
        }
        for (row, part) in self.rows(invoice).zip(&news.parts) {
            self.set(row, part);
        }
    }

    fn add(&mut self, news: &InvoiceNews) -> usize {
        let invoice = self.ids.add(news.id) as usize;
        self.versions.push(0);
        self.customer.push(NONE);
        self.salesperson.push(NONE);
        self.issued.push(day_number(news.issued));
        let currency = currency_number(&mut self.currencies, news.currency);
        self.currency.push(currency);
        self.first.push(self.number.len() as u32);
        self.texts.push(Parts::new([&news.number, ""]));
        for part in &news.parts {
            self.number.push(part.number);
            self.amount.push(part.amount_minor);
            self.paid.push(0);
            self.open.push(0);
            self.due.push(NO_DAY);
            self.last.push(NO_DAY);
            self.sent.push(NO_DAY);
            self.moves.push([]);
            self.invoice_of.push(invoice as u32);
            let place = usize::from(currency);
            self.all.resize(self.all.len().max(place + 1), (0, 0));
            self.all[place].0 += 1;
            self.all[place].1 += i128::from(part.amount_minor);
        }
        self.newest = self.newest.max(day_number(news.issued));
        invoice
    }

    fn set(&mut self, row: usize, part: &Part) {
        self.due[row] = part.due.map_or(NO_DAY, day_number);
        self.sent[row] = part.sent.unwrap_or(NO_DAY);
        (self.paid[row], self.open[row], self.last[row]) = (0, self.amount[row], NO_DAY);
        part.moves.iter().for_each(|made| self.count(row, made));
        self.mark(row);
        self.moves.replace(row, part.moves.iter().copied());
    }

    fn count(&mut self, row: usize, made: &Move) {
        self.open[row] = self.open[row].saturating_sub(made.minor);
        if made.is_paid {
            self.paid[row] = self.paid[row].saturating_add(made.minor);
        }
        self.last[row] = self.last[row].max(made.day);
        self.newest = self.newest.max(made.day);
        self.mark(row);
    }

    fn mark(&mut self, row: usize) {
        self.is_open.set(row, self.open[row] != 0);
    }

    fn row_of(&self, invoice: InvoiceId, number: i64) -> Option<usize> {
        let invoice = self.ids.find(&invoice)?;
        self.rows(invoice as usize).find(|row| i64::from(self.number[*row]) == number)
    }

    /// An entry of an invoice that is here already, while everything is read.
    pub fn lessen(&mut self, invoice: InvoiceId, number: i64, made: Move) {
        let Some(row) = self.row_of(invoice, number) else { return };
        self.count(row, &made);
        let moves: Vec<Move> = self.moves.get(row).iter().copied().chain([made]).collect();
        self.moves.replace(row, moves);
    }

    pub fn remind(&mut self, invoice: InvoiceId, number: i64, days: i32) {
        if let Some(row) = self.row_of(invoice, number) {
            self.sent[row] = self.sent[row].max(days);
        }
    }

    pub fn promise(&mut self, invoice: InvoiceId, day: jiff::civil::Date) {
        if let Some(invoice) = self.ids.find(&invoice) {
            self.promised.insert(invoice, day_number(day));
        }
    }

    pub fn put_receipt(&mut self, news: &ReceiptNews) {
        let customer = news.customer.map_or(NONE, |customer| self.customers.number(customer));
        let currency = currency_number(&mut self.currencies, news.amount.currency);
        let slips = &mut self.slips;
        let slip = match slips.ids.find(&news.id) {
            Some(slip) if small(news.version) < slips.versions[slip as usize] => return,
            Some(slip) => slip as usize,
            None => {
                slips.versions.push(0);
                slips.day.push(day_number(news.received_on));
                slips.customer.push(NONE);
                slips.currency.push(currency);
                slips.amount.push(news.amount.minor);
                slips.left.push(0);
                slips.ids.add(news.id) as usize
            }
        };
        slips.versions[slip] = small(news.version);
        slips.customer[slip] = customer;
        slips.left[slip] = news.left_minor;
    }

    /// So much of a receipt that is here already was used.
    pub fn take_of(&mut self, receipt: ReceiptId, minor: i64) {
        if let Some(slip) = self.slips.ids.find(&receipt) {
            let left = &mut self.slips.left[slip as usize];
            *left = left.saturating_sub(minor);
        }
    }

    fn person(&mut self, person: Option<PersonId>) -> u32 {
        person.map_or(NONE, |person| self.people.number(&person))
    }

    pub fn bytes(&self) -> usize {
        fn of<T>(column: &Vec<T>) -> usize {
            column.capacity() * size_of::<T>()
        }
        let names = of(&self.versions) + of(&self.customer) + of(&self.salesperson) + of(&self.first);
        let invoices = self.ids.bytes() + names + of(&self.issued) + of(&self.currency) + self.texts.bytes();
        let amounts = of(&self.amount) + of(&self.paid) + of(&self.open);
        let which = of(&self.invoice_of) + self.is_open.bytes();
        let parts = of(&self.number) + amounts + of(&self.due) + of(&self.last) + of(&self.sent) + which;
        invoices + parts + self.moves.bytes() + self.slips.bytes()
    }
}

impl Slips {
    fn bytes(&self) -> usize {
        self.ids.bytes() + self.day.capacity() * (4 + 4 + 4 + 1 + 8 + 8)
    }
}

impl FromIterator<i128> for Sums {
    fn from_iter<I: IntoIterator<Item = i128>>(sums: I) -> Self {
        Self(sums.into_iter().collect())
    }
}

impl Sums {
    #[inline]
    pub fn add(&mut self, currency: u8, minor: i64) {
        let place = usize::from(currency);
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        self.0[place] += i128::from(minor);
    }
}

/// There are fewer currencies in the world than a byte can tell apart.
fn currency_number(currencies: &mut Numbered<Currency>, currency: Currency) -> u8 {
    currencies.number(&currency) as u8
}

fn small(version: u64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}
