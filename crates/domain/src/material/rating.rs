//! How a supplier did in a period (S11), from facts only. Every rate stands beside what it rests on, and where that is nothing
//! there is no rate. Metres and pieces are never one figure, nor are yuan and dollars.

mod outside;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    Progress, Purchase, PurchaseEvent, PurchaseKind,
    amount::{decimal, percent, sum},
    ledger::effective,
    purchase::{AgainstEstimate, against_estimate, progress},
};
use crate::{Currency, MaterialId, Money, SupplierId};
pub use outside::OutsideWork;

/// Both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub on_time: OnTime,
    /// By unit.
    pub quality: Vec<Quality>,
    /// By currency.
    pub prices: Vec<PriceDeviation>,
    pub response: Response,
}

/// Purchases due in the period, by today: due on the day that the supplier named first, else on the day wanted. A day put off
/// later does not excuse. What was closed before it was due is left out; what was closed later did not come in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OnTime {
    pub due: u32,
    /// Of which so much arrived by then as makes the purchase complete; what of it was rejected speaks of quality.
    pub in_time: u32,
}

/// What arrived in the period, and what of it was accepted: not rejected then, nor sent back in the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    pub unit: String,
    pub arrivals: u32,
    pub arrived: i64,
    pub accepted: i64,
}

/// Purchases of the period of which estimate and price are known, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceDeviation {
    pub purchases: u32,
    pub estimated: Money,
    pub paid: Money,
}

/// Purchases ordered in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Response {
    pub ordered: u32,
    /// Of which the supplier confirmed so many.
    pub confirmed: u32,
    /// From the order until it first named a day, half of those took longer.
    pub median_days: Option<Decimal>,
}

/// What a rating has to know of a line: little enough to be kept in memory for very many lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dealt {
    /// The day that the supplier named first, else the day wanted; none where it was closed before.
    pub due: Option<Date>,
    /// So much had arrived by then as makes it complete.
    pub in_time: bool,
    pub moves: Vec<Moved>,
}

/// What arrived on a day, or went back, and what that makes of what is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    pub day: Date,
    /// None where goods went back.
    pub arrived: Option<i64>,
    pub accepted: i64,
}

impl Dealt {
    /// `now` is how it stands at the end of `today`. Events that are left out came before all others.
    pub fn of(purchase: &Purchase, now: &Progress, events: &[PurchaseEvent], today: Date) -> Self {
        let own = effective(events, today).filter(|event| event.purchase == purchase.id);
        let moves = own.filter_map(|event| match event.kind {
            PurchaseKind::Arrived { quantity, .. } => Some((event, Some(quantity))),
            PurchaseKind::SentBack { .. } => Some((event, None)),
            _ => None,
        });
        let moved =
            |(event, arrived): (&PurchaseEvent, _)| Moved { day: event.day, arrived, accepted: event.kind.accepts() };
        let moves: Vec<Moved> = moves.map(moved).collect();
        let due = now.first_expected.or(purchase.wanted_on);
        let due = due.filter(|due| now.closed_on.is_none_or(|closed| closed >= *due));
        let later = |due: Date| sum(moves.iter().filter(|moved| moved.day > due).filter_map(|moved| moved.arrived));
        let in_time = due.is_some_and(|due| now.arrived.saturating_sub(later(due)) >= purchase.least());
        Self { due, in_time, moves }
    }
}

/// As of the end of `today`. `purchases` and `events` may be those of other suppliers too.
pub fn rating<'a>(
    supplier: SupplierId,
    purchases: &[Purchase],
    events: &[PurchaseEvent],
    unit_of: impl Fn(MaterialId) -> &'a str,
    period: Period,
    today: Date,
) -> Rating {
    let mut on_time = OnTime::default();
    let mut quality: BTreeMap<&str, Quality> = BTreeMap::new();
    let mut prices: BTreeMap<Currency, PriceDeviation> = BTreeMap::new();
    let mut response_days = Vec::new();
    let mut response = Response::default();
    let mut of_purchase: BTreeMap<_, Vec<PurchaseEvent>> = BTreeMap::new();
    for event in events {
        of_purchase.entry(event.purchase).or_default().push(event.clone());
    }
    for purchase in purchases.iter().filter(|purchase| purchase.supplier == supplier && purchase.ordered_on <= today) {
        let events = of_purchase.get(&purchase.id).map_or(&[][..], Vec::as_slice);
        let now = progress(purchase, events, today);
        let dealt = Dealt::of(purchase, &now, events, today);
        on_time.add(&dealt, period, today);
        let unit = unit_of(purchase.material);
        quality.entry(unit).or_insert_with(|| Quality::nothing(unit)).add(&dealt, period);
        if !period.contains(purchase.ordered_on) {
            continue;
        }
        if let Some(of_one) = against_estimate(purchase, events, today) {
            let currency = of_one.paid.currency;
            prices.entry(currency).or_insert_with(|| PriceDeviation::nothing(currency)).add(&of_one);
        }
        response.ordered += 1;
        if let Some(confirmed) = now.confirmed_on {
            response.confirmed += 1;
            response_days.push((confirmed - purchase.ordered_on).get_days().max(0));
        }
    }
    response.median_days = median(response_days);
    Rating {
        on_time,
        quality: quality.into_values().filter(|quality| quality.arrivals > 0).collect(),
        prices: prices.into_values().collect(),
        response,
    }
}

pub(crate) fn median(mut days: Vec<i32>) -> Option<Decimal> {
    days.sort();
    let upper = *days.get(days.len() / 2)?;
    let lower = *days.get(days.len().saturating_sub(1) / 2)?;
    Some((Decimal::from(lower) + Decimal::from(upper)).checked_div(Decimal::TWO)?.normalize())
}

impl Period {
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

impl OnTime {
    /// A line that was due in the period, and by today.
    pub fn add(&mut self, dealt: &Dealt, period: Period, today: Date) {
        if dealt.due.is_some_and(|due| period.contains(due) && due <= today) {
            self.due += 1;
            self.in_time += u32::from(dealt.in_time);
        }
    }

    pub fn percent(&self) -> Option<Decimal> {
        percent(Decimal::from(self.in_time), Decimal::from(self.due))
    }
}

impl Quality {
    pub fn nothing(unit: &str) -> Self {
        Quality { unit: unit.to_owned(), arrivals: 0, arrived: 0, accepted: 0 }
    }

    /// What came of a line in the period. What is sent back of an earlier period's goods takes no more than there is.
    pub fn add(&mut self, dealt: &Dealt, period: Period) {
        let mut accepted = 0_i64;
        for moved in dealt.moves.iter().filter(|moved| period.contains(moved.day)) {
            accepted = accepted.saturating_add(moved.accepted);
            self.arrivals += u32::from(moved.arrived.is_some());
            self.arrived = self.arrived.saturating_add(moved.arrived.unwrap_or_default());
        }
        self.accepted = self.accepted.saturating_add(accepted.max(0));
    }

    /// Of the same unit.
    pub fn add_all(&mut self, other: &Quality) {
        self.arrivals += other.arrivals;
        self.arrived = self.arrived.saturating_add(other.arrived);
        self.accepted = self.accepted.saturating_add(other.accepted);
    }

    pub fn percent(&self) -> Option<Decimal> {
        percent(decimal(self.accepted), decimal(self.arrived))
    }
}

impl PriceDeviation {
    fn nothing(currency: Currency) -> Self {
        PriceDeviation { purchases: 0, estimated: Money::zero(currency), paid: Money::zero(currency) }
    }

    fn add(&mut self, of_one: &AgainstEstimate) {
        if let (Some(estimated), Some(paid)) = (self.estimated.plus(of_one.estimated), self.paid.plus(of_one.paid)) {
            *self = PriceDeviation { purchases: self.purchases + 1, estimated, paid };
        }
    }

    /// Above zero where it was dearer than estimated.
    pub fn percent(&self) -> Option<Decimal> {
        percent(self.paid.minus(self.estimated)?.amount(), self.estimated.amount())
    }
}
