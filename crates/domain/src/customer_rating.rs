//! How a customer does (S11), by what happened in a period and nothing else: whether it pays when it has to, how often it
//! changes or calls off what it ordered, how far it beats down the first price, how soon it answers, and how many rounds its
//! samples take. Without cases there is no figure.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rust_decimal::Decimal;

use crate::{
    Currency, InvoiceId, Money, ReceivableEntryId,
    material::{Period, amount::percent, rating::median},
    order::{Order, Outcome},
    receivable::{Balance, Entry, Invoice, balances},
};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerRating {
    pub orders: Orders,
    pub payments: Payments,
    /// By currency.
    pub prices: Vec<BeatenDown>,
    pub answers: Answers,
    pub samples: Samples,
}

/// Orders received in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orders {
    pub received: u32,
    pub cancelled: u32,
    /// Changed after their review, by an accepted change order.
    pub changed: u32,
}

/// Instalments due in the period, by today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Payments {
    pub due: u32,
    pub in_time: u32,
    /// Of those that were not: until they were settled, or until today.
    pub median_days_late: Option<Decimal>,
}

/// Orders received in the period of which a quotation was accepted, with what was quoted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeatenDown {
    pub orders: u32,
    pub first: Money,
    pub agreed: Money,
}

/// Quotations sent in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    pub quoted: u32,
    pub answered: u32,
    pub median_days: Option<Decimal>,
}

/// Samples of orders received in the period that were approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Samples {
    pub approved: u32,
    pub rounds: u32,
}

/// `orders`, `invoices` and `entries` are all of the customer's; `today` is a day in `zone`.
pub fn customer_rating(
    orders: &[Order],
    (invoices, entries): (&[Invoice], &[Entry]),
    period: Period,
    (zone, today): (&TimeZone, Date),
) -> CustomerRating {
    let is_in = |at: Timestamp| period.contains(zone.to_datetime(at).date());
    let received: Vec<&Order> = orders.iter().filter(|order| is_in(order.header.received_at)).collect();
    CustomerRating {
        orders: Orders {
            received: count(&received),
            cancelled: count(received.iter().filter(|order| order.cancelled.is_some())),
            changed: count(received.iter().filter(|order| is_changed(order))),
        },
        payments: payments(invoices, entries, period, today),
        prices: prices(&received),
        answers: answers(orders, is_in),
        samples: samples(&received),
    }
}

fn count<T>(some: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(some.into_iter().count()).unwrap_or(u32::MAX)
}

fn is_changed(order: &Order) -> bool {
    order.closed_changes.iter().any(|change| change.outcome == Outcome::Accepted)
}

fn payments(invoices: &[Invoice], entries: &[Entry], period: Period, today: Date) -> Payments {
    let mut payments = Payments::default();
    let mut late = Vec::new();
    let of_invoices = by_invoice(entries);
    for invoice in invoices {
        let entries = of_invoices.get(&invoice.id).map_or(&[][..], Vec::as_slice);
        let now = balances(invoice, entries, today);
        for instalment in &invoice.instalments {
            // Nobody pays before the invoice is there.
            let due = instalment.due.filter(|due| period.contains(*due)).map(|due| due.max(invoice.issued));
            let Some(due) = due.filter(|due| *due < today) else { continue };
            let is_wiped_out = |it: &Balance| !it.paid.is_positive() && !it.open.is_positive();
            if now.iter().any(|it| it.instalment == instalment.number && is_wiped_out(it)) {
                continue;
            }
            let is_open = |day: Date| {
                let balance = balances(invoice, entries, day);
                balance.iter().any(|it| it.instalment == instalment.number && it.open.is_positive())
            };
            payments.due = payments.due.saturating_add(1);
            if is_open(due) {
                late.push((settled_on(entries, due, today, is_open) - due).get_days());
            } else {
                payments.in_time = payments.in_time.saturating_add(1);
            }
        }
    }
    payments.median_days_late = median(late);
    payments
}

/// What was entered on each invoice, and what took that back.
fn by_invoice(entries: &[Entry]) -> BTreeMap<InvoiceId, Vec<Entry>> {
    let settles = |entry: &Entry| entry.kind.settles().map(|(invoice, ..)| invoice);
    let invoice_of: BTreeMap<ReceivableEntryId, InvoiceId> =
        entries.iter().filter_map(|entry| Some((entry.id, settles(entry)?))).collect();
    let mut found: BTreeMap<InvoiceId, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        let wrong = || entry.kind.reverses().and_then(|wrong| invoice_of.get(&wrong).copied());
        if let Some(invoice) = settles(entry).or_else(wrong) {
            found.entry(invoice).or_default().push(entry.clone());
        }
    }
    found
}

/// The first day after `due` on which nothing was open any more, or today.
fn settled_on(entries: &[Entry], due: Date, today: Date, is_open: impl Fn(Date) -> bool) -> Date {
    let mut days: Vec<Date> = entries.iter().map(|entry| entry.day).filter(|day| (due..today).contains(day)).collect();
    days.sort();
    days.dedup();
    days.into_iter().find(|day| !is_open(*day)).unwrap_or(today)
}

fn prices(received: &[&Order]) -> Vec<BeatenDown> {
    let mut sums: BTreeMap<Currency, BeatenDown> = BTreeMap::new();
    for order in received {
        let first = order.quotations.first().and_then(|quotation| quotation.total());
        let agreed = order.accepted_quotation().and_then(|quotation| quotation.total());
        let Some((first, agreed)) = first.zip(agreed).filter(|(first, agreed)| first.currency == agreed.currency)
        else {
            continue;
        };
        let zero = Money::zero(first.currency);
        let sum = sums.entry(first.currency).or_insert(BeatenDown { orders: 0, first: zero, agreed: zero });
        sum.orders = sum.orders.saturating_add(1);
        sum.first.minor = sum.first.minor.saturating_add(first.minor);
        sum.agreed.minor = sum.agreed.minor.saturating_add(agreed.minor);
    }
    sums.into_values().collect()
}

fn answers(orders: &[Order], is_in: impl Fn(Timestamp) -> bool) -> Answers {
    let quoted = || orders.iter().flat_map(|order| &order.quotations).filter(|quotation| is_in(quotation.quoted_at));
    let days: Vec<i32> = quoted()
        .filter_map(|quotation| {
            let hours = quotation.quoted_at.duration_until(quotation.answer.as_ref()?.at).as_hours();
            i32::try_from((hours.max(0) + 12) / 24).ok()
        })
        .collect();
    Answers { quoted: count(quoted()), answered: count(&days), median_days: median(days) }
}

fn samples(received: &[&Order]) -> Samples {
    let approved = || received.iter().flat_map(|order| order.samples()).filter(|sample| sample.is_approved());
    Samples { approved: count(approved()), rounds: count(approved().flat_map(|sample| &sample.rounds)) }
}

impl Orders {
    pub fn cancelled_percent(&self) -> Option<Decimal> {
        percent(Decimal::from(self.cancelled), Decimal::from(self.received))
    }
}

impl Payments {
    pub fn percent(&self) -> Option<Decimal> {
        percent(Decimal::from(self.in_time), Decimal::from(self.due))
    }
}

impl BeatenDown {
    /// How much less was agreed than quoted first.
    pub fn percent(&self) -> Option<Decimal> {
        percent(self.first.amount().checked_sub(self.agreed.amount())?, self.first.amount())
    }
}

impl Samples {
    pub fn rounds_each(&self) -> Option<Decimal> {
        Decimal::from(self.rounds).checked_div(Decimal::from(self.approved)).map(|each| each.round_dp(1).normalize())
    }
}

impl CustomerRating {
    /// Did nothing happen that could be rated?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
