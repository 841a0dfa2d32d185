//! Standard times: how long a step takes, for all orders or by quantity, goods or whatever else is known of an order.

use std::num::NonZeroU32;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    Step,
    due::Takes,
    gate::{Condition, Fact, Facts, Verdict},
};

/// The fact that times for each so many pieces are multiplied by.
pub const QUANTITY: &str = "order.quantity";

#[derive(Debug, Clone)]
pub struct StandardTime {
    /// For which orders; for all without one.
    pub when: Option<Condition>,
    pub takes: Takes,
    /// The time is for each started so many of the ordered quantity.
    pub per: Option<NonZeroU32>,
}

impl Step {
    /// How long this step takes for an order of which these facts are known.
    pub fn standard_time(&self, facts: &Facts) -> Option<Takes> {
        self.times.iter().find_map(|time| time.for_order(facts)).or(self.takes)
    }
}

impl Step {
    /// The work that the step costs: what the process says, else the time that it is to take as far as that is counted in
    /// minutes or hours. A time in days is mostly waiting, and says nothing of work.
    pub fn work(&self, takes: Option<Takes>) -> Option<Takes> {
        self.effort.or(takes.filter(|takes| matches!(takes, Takes::Minutes(_) | Takes::Hours(_))))
    }
}

impl StandardTime {
    fn for_order(&self, facts: &Facts) -> Option<Takes> {
        let holds = self.when.as_ref().is_none_or(|when| when.verdict(facts) == Verdict::Holds);
        if !holds {
            return None;
        }
        let Some(per) = self.per else { return Some(self.takes) };
        let Some(Fact::Number(quantity)) = facts.get(QUANTITY) else { return None };
        let times = (quantity / Decimal::from(per.get())).ceil().max(Decimal::ONE).to_u32()?;
        Some(self.takes.times(times))
    }
}
