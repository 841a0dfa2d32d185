//! What an order is reckoned to cost, version after version, and what it came to (S1, S2).

use serde::{Deserialize, Serialize};

use super::{
    Order,
    decide::{Context, LONGEST_TEXT, name_within, text_within},
    event::Event,
    refusal::Refusal,
};
use crate::costing::{Actual, CostSheet, Figures};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Costs {
    /// Of the sheet, from 1; earlier ones are in the history.
    pub version: u32,
    pub sheet: CostSheet,
    /// What has been spent, entry by entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actuals: Vec<Actual>,
}

/// Entries that one order keeps.
const MOST_ENTRIES: usize = 1_000;

impl Costs {
    /// The figures of the latest sheet, as far as it is complete.
    pub fn figures(&self) -> Option<Figures> {
        self.sheet.figures().ok()
    }
}

impl Order {
    pub(super) fn costs_estimated(&self, sheet: CostSheet) -> Result<Event, Refusal> {
        let mut sheet = CostSheet { note: text_within(&sheet.note, LONGEST_TEXT)?, ..sheet };
        for item in &mut sheet.items {
            (item.name, item.spec) = (name_within(&item.name)?, name_within(&item.spec)?);
        }
        let faults = sheet.faults();
        if !faults.is_empty() {
            return Err(Refusal::Costs { faults });
        }
        if self.costs.as_ref().is_some_and(|costs| costs.sheet == sheet) {
            return Err(Refusal::NothingChanged);
        }
        let version = self.costs.as_ref().map_or(0, |costs| costs.version) + 1;
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
