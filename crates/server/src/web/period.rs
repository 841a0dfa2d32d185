//! The period that a rating is asked for, as it stands in addresses: `?from=2026-09-01&to=2026-11-30`.

use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use yidan_domain::material::Period;

use super::orders::typed;

/// A quarter, unless another period is asked for.
const DAYS: i64 = 90;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
}

impl Asked {
    /// What can't be read is as good as not asked for.
    pub fn period(&self, today: Date) -> Period {
        let day = |typed: &str| typed::day(typed).ok().flatten();
        let to = day(&self.to).unwrap_or(today);
        let from = day(&self.from).unwrap_or_else(|| to.saturating_sub(DAYS.days()));
        Period { from: from.min(to), to: to.max(from) }
    }
}
