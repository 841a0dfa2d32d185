//! What a customer wants to hear of, by what, in which language.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Channel, Occasion, Pace, Quiet};
use crate::{Lang, Text};

/// Occasions that a customer takes or refuses together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Orders,
    Transport,
    Visits,
    AfterSales,
    Money,
    /// Never told to customers.
    Inside,
}

/// Until a customer says otherwise: everything, by every channel, at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    pub lang: Lang,
    pub not_about: BTreeSet<Group>,
    pub not_by: BTreeSet<Channel>,
    /// Once a day all together, whatever the rule says.
    pub daily: bool,
    pub quiet: Option<Quiet>,
}

impl Choice {
    pub fn takes(&self, occasion: Occasion, channel: Channel) -> bool {
        !self.not_about.contains(&occasion.group()) && !self.not_by.contains(&channel)
    }

    pub fn pace(&self, of_rule: Pace) -> Pace {
        if self.daily { Pace::Daily } else { of_rule }
    }
}

impl Group {
    pub const OF_CUSTOMERS: [Group; 5] =
        [Group::Orders, Group::Transport, Group::Visits, Group::AfterSales, Group::Money];

    pub fn name(self) -> Text {
        match self {
            Group::Orders => Text::new("订单与交期", "Orders and delivery"),
            Group::Transport => Text::new("发货与物流", "Transport"),
            Group::Visits => Text::new("上门安装", "Installation"),
            Group::AfterSales => Text::new("售后与评价", "After-sales"),
            Group::Money => Text::new("货款", "Payment"),
            Group::Inside => Text::new("内部", "Inside"),
        }
    }
}
