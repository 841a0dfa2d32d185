//! What an order is reckoned to cost, version after version, and what it came to (S1, S2).

use jiff::Timestamp;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::{
    Order,
    decide::{Context, LONGEST_TEXT, name_within, text_within},
    event::{Event, Recorded},
    refusal::Refusal,
};
use crate::{
    PersonId, Quantity,
    costing::{Actual, CostSheet, EntryFault, Figures, Item},
    text::tidy,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Costs {
    /// Of the sheet, from 1; earlier ones are in the history.
    pub version: u32,
    pub sheet: CostSheet,
    /// What has been spent, entry by entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actuals: Vec<Actual>,
}

/// A version of the sheet as the history has it.
pub struct CostVersion<'a> {
    pub version: u32,
    pub sheet: &'a CostSheet,
    pub at: Timestamp,
    pub by: PersonId,
}

/// All versions of the sheet, the first first.
pub fn cost_versions(history: &[Recorded]) -> impl Iterator<Item = CostVersion<'_>> {
    history.iter().filter_map(|recorded| match &recorded.event {
        Event::CostsEstimated { version, sheet } => {
            Some(CostVersion { version: *version, sheet, at: recorded.at, by: recorded.by })
        }
        _ => None,
    })
}

/// An entry of what has been spent, as the history has it.
pub struct CostEntry<'a> {
    pub actual: &'a Actual,
    pub at: Timestamp,
    pub by: PersonId,
}

/// All entries, the first first: their numbers count from 1.
pub fn cost_entries(history: &[Recorded]) -> impl Iterator<Item = CostEntry<'_>> {
    history.iter().filter_map(|recorded| match &recorded.event {
        Event::CostEntered { actual } => Some(CostEntry { actual, at: recorded.at, by: recorded.by }),
        _ => None,
    })
}

/// Digits of a price that is an average.
const AVERAGE_DIGITS: u32 = 6;

/// Entries that one order keeps.
const MOST_ENTRIES: usize = 1_000;

impl Costs {
    /// The figures of the latest sheet, as far as it is complete.
    pub fn figures(&self) -> Option<Figures> {
        self.sheet.figures().ok()
    }
}

impl Order {
    /// What a first sheet begins with: how much is sold, and for how much apiece, on the average where lines differ. None
    /// where lines are counted in different units.
    pub fn sale(&self) -> Option<(Quantity, Option<Decimal>)> {
        let unit = &self.lines.first()?.quantity.unit;
        let in_unit = self.lines.iter().all(|line| line.quantity.unit == *unit);
        let mut sums = self.lines.iter().map(|line| line.quantity.ten_thousandths);
        let ten_thousandths = sums.try_fold(0, i64::checked_add).filter(|sum| in_unit && *sum > 0)?;
        let quantity = Quantity { ten_thousandths, unit: unit.clone() };
        let is_priced = self.lines.iter().all(|line| line.price.is_some());
        let total = self.total().filter(|_| is_priced);
        let average = total.and_then(|total| total.amount().checked_div(quantity.amount()));
        let rounding = RoundingStrategy::MidpointAwayFromZero;
        let price = average.map(|price| price.round_dp_with_strategy(AVERAGE_DIGITS, rounding).normalize());
        Some((quantity, price))
    }

    pub(super) fn costs_estimated(&self, sheet: CostSheet) -> Result<Event, Refusal> {
        let mut sheet = CostSheet { note: tidy(&sheet.note, true), ..sheet };
        sheet.items.iter_mut().for_each(tidied);
        let kept = self.costs.as_ref();
        // What has been spent is in the base of the sheet, and would stand against nothing in another.
        if let Some(costs) = kept.filter(|costs| !costs.actuals.is_empty() && costs.sheet.base != sheet.base) {
            let fault = EntryFault::OtherCurrency { currency: sheet.base, base: costs.sheet.base };
            return Err(Refusal::CostEntry(fault));
        }
        let faults = sheet.faults();
        if !faults.is_empty() {
            return Err(Refusal::Costs { faults });
        }
        if kept.is_some_and(|costs| costs.sheet == sheet) {
            return Err(Refusal::NothingChanged);
        }
        let version = kept.map_or(0, |costs| costs.version) + 1;
        Ok(Event::CostsEstimated { version, sheet: Box::new(sheet) })
    }

    pub(super) fn cost_entered(&self, actual: Actual, context: Context) -> Result<Event, Refusal> {
        let costs = self.costs.as_ref().ok_or(Refusal::NoCostSheet)?;
        let today = context.calendars.zone.to_datetime(context.now).date();
        if actual.day > today {
            return Err(Refusal::DayInTheFuture { day: actual.day });
        }
        if costs.actuals.len() >= MOST_ENTRIES {
            return Err(Refusal::TooManyEntries { most: MOST_ENTRIES });
        }
        let (document, note) = (name_within(&actual.document)?, text_within(&actual.note, LONGEST_TEXT)?);
        let actual = Actual { document, note, reverses: None, ..actual };
        match actual.fault(costs.sheet.base) {
            Some(fault) => Err(Refusal::CostEntry(fault)),
            None => Ok(Event::CostEntered { actual: Box::new(actual) }),
        }
    }

    /// Takes back the entry of this number, counted from 1.
    pub(super) fn cost_reversed(&self, number: usize, note: &str, context: Context) -> Result<Event, Refusal> {
        let costs = self.costs.as_ref().ok_or(Refusal::NoCostSheet)?;
        let note = text_within(note, LONGEST_TEXT)?;
        if note.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let today = context.calendars.zone.to_datetime(context.now).date();
        let actual = Actual::reversing(&costs.actuals, number, today, note).map_err(Refusal::CostEntry)?;
        Ok(Event::CostEntered { actual: Box::new(actual) })
    }
}

/// Its words; how long they may be is for `faults`, which name the item.
fn tidied(item: &mut Item) {
    (item.name, item.spec) = (tidy(&item.name, false), tidy(&item.spec, false));
    if let Some(fabric) = &mut item.fabric {
        (fabric.composition, fabric.yarn) = (tidy(&fabric.composition, false), tidy(&fabric.yarn, false));
    }
}
