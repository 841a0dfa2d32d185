//! What is inspected: goods of an order, at one of three stages (S11).

use serde::{Deserialize, Serialize};

use crate::{LotId, OrderId, PurchaseId, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subject {
    pub order: OrderId,
    #[serde(flatten)]
    pub of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Of {
    /// What was bought for the order, as it comes in; none where no purchase was entered.
    Incoming {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purchase: Option<PurchaseId>,
    },
    /// Goods in the workshop, after the operation of this place in their route, from 0.
    InProcess { lot: LotId, operation: u32 },
    /// Finished goods: the whole order, or the part of it that is offered.
    Final { whole_order: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Incoming,
    InProcess,
    Final,
}

impl Of {
    pub fn stage(&self) -> Stage {
        match self {
            Of::Incoming { .. } => Stage::Incoming,
            Of::InProcess { .. } => Stage::InProcess,
            Of::Final { .. } => Stage::Final,
        }
    }
}

impl Stage {
    pub const ALL: [Stage; 3] = [Stage::Incoming, Stage::InProcess, Stage::Final];

    /// As it stands in addresses and rows.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Incoming => "incoming",
            Stage::InProcess => "in_process",
            Stage::Final => "final",
        }
    }

    pub fn named(key: &str) -> Option<Stage> {
        Self::ALL.into_iter().find(|stage| stage.key() == key)
    }

    pub fn name(self) -> Text {
        match self {
            Stage::Incoming => Text::new("来料检验", "incoming inspection"),
            Stage::InProcess => Text::new("制程检验", "in-process inspection"),
            Stage::Final => Text::new("成品终检", "final inspection"),
        }
    }
}
