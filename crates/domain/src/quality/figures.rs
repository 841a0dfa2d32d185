//! Figures over results: how many units were nonconforming, which defects make up most of them, how many lots passed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    DefectKey, Inspection, Report,
    aql::{ByClass, Class},
    sampling::total,
};
use crate::Text;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    pub part: u64,
    pub of: u64,
}

/// What was found in all of some reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Defective {
    pub inspected: u64,
    pub found: ByClass<u64>,
}

/// One defect among all that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub key: Option<DefectKey>,
    pub name: Text,
    pub class: Class,
    pub count: u64,
    /// Of all that were found: this one and those more frequent.
    pub cumulative: Share,
}

/// Lots that passed of those inspected. A release in spite of the verdict is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Passes {
    /// At the first inspection (一次合格率).
    pub first: Share,
    /// With re-inspections, each of which counts as an inspection.
    pub all: Share,
}

impl Share {
    /// To two digits; `None` where there is nothing to divide by.
    pub fn percent(&self) -> Option<Decimal> {
        let exact = Decimal::from(self.part).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(self.of))?;
        Some(exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    fn count(&mut self, is_part: bool) {
        self.of = self.of.saturating_add(1);
        self.part = self.part.saturating_add(u64::from(is_part));
    }
}

impl Defective {
    pub fn of<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Self {
        reports.into_iter().fold(Self::default(), |sum, report| {
            let (was, more) = (sum.found, report.found());
            Self {
                inspected: sum.inspected.saturating_add(report.inspected),
                found: ByClass::new(
                    was.critical.saturating_add(more.critical),
                    was.major.saturating_add(more.major),
                    was.minor.saturating_add(more.minor),
                ),
            }
        })
    }

    /// Nonconforming units of those looked at.
    pub fn rate(&self) -> Share {
        Share { part: total(self.found), of: self.inspected }
    }

    pub fn by_class(&self) -> ByClass<Share> {
        let share = |part| Share { part, of: self.inspected };
        ByClass::new(share(self.found.critical), share(self.found.major), share(self.found.minor))
    }
}

/// The defects from the most frequent on (Pareto); the graver first among equals. Those of one key are one defect, with its
/// latest name and the gravest class it was found in; those without a key go by their name.
pub fn pareto<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Vec<Bar> {
    let mut found: BTreeMap<(Option<&DefectKey>, &str), Bar> = BTreeMap::new();
    for defect in reports.into_iter().flat_map(|report| &report.defects) {
        let of_hand = if defect.key.is_none() { &*defect.name.zh } else { "" };
        let bar = found.entry((defect.key.as_ref(), of_hand)).or_insert_with(|| Bar {
            key: defect.key.clone(),
            name: defect.name.clone(),
            class: defect.class,
            count: 0,
            cumulative: Share::default(),
        });
        bar.name = defect.name.clone();
        bar.class = bar.class.min(defect.class);
        bar.count = bar.count.saturating_add(defect.count);
    }
    let mut bars: Vec<Bar> = found.into_values().collect();
    bars.sort_by_key(|bar| (std::cmp::Reverse(bar.count), bar.class));
    let of = bars.iter().fold(0, |sum: u64, bar| sum.saturating_add(bar.count));
    let mut part: u64 = 0;
    for bar in &mut bars {
        part = part.saturating_add(bar.count);
        bar.cumulative = Share { part, of };
    }
    bars
}

/// By the day of the report; `period` says to which period a day belongs, such as `month`. One without a result is in none.
pub fn passes<'a, P: Ord>(
    inspections: impl IntoIterator<Item = &'a Inspection>,
    period: impl Fn(Date) -> P,
) -> BTreeMap<P, Passes> {
    let mut passes: BTreeMap<P, Passes> = BTreeMap::new();
    for inspection in inspections {
        let Some(report) = inspection.report() else { continue };
        let counted = passes.entry(period(report.on)).or_default();
        let has_passed = inspection.has_passed();
        counted.all.count(has_passed);
        if inspection.repeats == 0 {
            counted.first.count(has_passed);
        }
    }
    passes
}

/// The first day of its month.
pub fn month(day: Date) -> Date {
    day.first_of_month()
}
