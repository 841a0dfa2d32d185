//! The plan of instalments: which amount is due on which day, as far as the days are known.

use jiff::{ToSpan, civil::Date};

use super::{Method, Part, PaymentTerms, When};
use crate::Money;

/// The days of an order that payments are reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchors {
    pub ordered: Date,
    /// When the goods left or, until they have (`shipped`), are expected to.
    pub ship: Option<Date>,
    pub shipped: bool,
    pub invoiced: Option<Date>,
    pub delivered: Option<Date>,
    /// Days from shipment until the documents have been seen and are paid, such as 7.
    pub sight_days: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// From 1.
    pub number: u32,
    pub part: Part,
    pub amount: Money,
    /// `None` while nothing is known that it could be reckoned from.
    pub due: Option<Date>,
    /// Has what it is reckoned from happened? Otherwise `due` moves with what is expected.
    pub is_firm: bool,
}

impl PaymentTerms {
    /// How much of `total` comes by this method; `None` when no part does.
    pub fn by_method(&self, total: Money, method: Method) -> Option<Money> {
        let shares: Vec<_> = self.parts.iter().map(|part| part.share_percent).collect();
        let amounts = self.parts.iter().zip(total.split(&shares)?);
        let amounts = amounts.filter(|(part, _)| part.method == method).map(|(_, amount)| amount);
        amounts.reduce(|sum, amount| sum.plus(amount).unwrap_or(sum))
    }

    /// One instalment for each part; the amounts sum to `total`.
    pub fn plan(&self, total: Money, anchors: &Anchors) -> Vec<Instalment> {
        let shares: Vec<_> = self.parts.iter().map(|part| part.share_percent).collect();
        let amounts = total.split(&shares).unwrap_or_default();
        (1..)
            .zip(&self.parts)
            .zip(amounts)
            .map(|((number, part), amount)| {
                let (due, has_happened) = anchors.due(part.when);
                Instalment { number, part: *part, amount, due, is_firm: has_happened && due.is_some() }
            })
            .collect()
    }
}

impl Anchors {
    /// The day, and whether what it is reckoned from has happened. An invoice or a delivery still to come is expected on
    /// the day of shipment.
    fn due(&self, when: When) -> (Option<Date>, bool) {
        let after = |day: Option<Date>, days: u32| day?.checked_add(i64::from(days).days()).ok();
        let invoice = self.invoiced.or(self.ship);
        let delivery = self.delivered.or(self.ship);
        match when {
            When::WithOrder => (Some(self.ordered), true),
            When::BeforeShipment => (self.ship, self.shipped),
            When::AgainstCopyOfBl | When::AtSight => (after(self.ship, self.sight_days), self.shipped),
            When::AfterSight { days } => (after(after(self.ship, self.sight_days), days), self.shipped),
            When::AfterBl { days } => (after(self.ship, days), self.shipped),
            When::AfterInvoice { days } => (after(invoice, days), self.invoiced.is_some()),
            When::OnDelivery => (delivery, self.delivered.is_some()),
            When::AfterDelivery { days } => (after(delivery, days), self.delivered.is_some()),
            When::EndOfMonth { days } => (after(invoice.map(Date::last_of_month), days), self.invoiced.is_some()),
        }
    }
}
