//! What is otherwise from one round to the next, and from one version of the process sheet to another.

use std::collections::BTreeSet;

use super::{Length, ProcessSheet, Round, Sample};
use crate::{Arg, Text};

/// One line of the process sheet that reads otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    pub what: Text,
    pub from: Arg,
    pub to: Arg,
}

/// A point that measures otherwise; `None` where it was not measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasuredChange {
    pub size: String,
    pub point: String,
    pub from: Option<Length>,
    pub to: Option<Length>,
}

impl MeasuredChange {
    /// So much more, or less; `None` unless both were measured.
    pub fn more(&self) -> Option<Length> {
        Some(self.to?.less(self.from?))
    }
}

/// In the order of `ProcessSheet::lines`.
pub fn sheet_difference(before: &ProcessSheet, after: &ProcessSheet) -> Vec<Changed> {
    let pairs = before.lines().into_iter().zip(after.lines());
    pairs.filter(|(was, is)| was != is).map(|((what, from), (_, to))| Changed { what, from, to }).collect()
}

/// By size and point, in the order of their names. What was measured in another unit can't be held against it.
pub fn measurement_difference(sample: &Sample, before: &Round, after: &Round) -> Vec<MeasuredChange> {
    let units = [before, after].map(|round| sample.chart_of(round).map(|chart| chart.unit));
    if let [Some(was), Some(is)] = units
        && was != is
    {
        return Vec::new();
    }
    let (was, is) = (before.measured(), after.measured());
    let cells: BTreeSet<_> = was.keys().chain(is.keys()).copied().collect();
    let changes = cells.into_iter().map(|cell| MeasuredChange {
        size: cell.0.to_owned(),
        point: cell.1.to_owned(),
        from: was.get(&cell).copied(),
        to: is.get(&cell).copied(),
    });
    changes.filter(|change| change.from != change.to).collect()
}
