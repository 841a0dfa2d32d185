//! The copies of a slip and where each of them is. Carbon paper or not: where nothing is printed, a copy is what was sent.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{PersonId, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipCopy {
    /// 1: kept by the company.
    Company,
    /// 2: goes with the goods, is signed, and comes back.
    Carrier,
    /// 3: stays with the customer.
    Customer,
    /// 4: kept by the salesman, where the pad has it.
    Salesman,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Salesman,
    Office,
    Carrier,
    Customer,
    Lost,
}

/// How many copies the pad has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pad {
    Three,
    Four,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copies(Vec<Whereabouts>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    pub copy: SlipCopy,
    pub holder: Holder,
    pub since: Timestamp,
    pub by: PersonId,
}

impl SlipCopy {
    const ALL: [SlipCopy; 4] = [SlipCopy::Company, SlipCopy::Carrier, SlipCopy::Customer, SlipCopy::Salesman];

    /// As printed on it.
    pub fn number(self) -> u32 {
        match self {
            SlipCopy::Company => 1,
            SlipCopy::Carrier => 2,
            SlipCopy::Customer => 3,
            SlipCopy::Salesman => 4,
        }
    }

    pub fn name(self) -> Text {
        match self {
            SlipCopy::Company => Text::new("第 1 联（公司留存）", "copy 1 (company)"),
            SlipCopy::Carrier => Text::new("第 2 联（送货人）", "copy 2 (carrier)"),
            SlipCopy::Customer => Text::new("第 3 联（收货客户）", "copy 3 (customer)"),
            SlipCopy::Salesman => Text::new("第 4 联（业代留存）", "copy 4 (salesman)"),
        }
    }

    /// Where it belongs in the end.
    pub fn home(self) -> Holder {
        match self {
            SlipCopy::Company | SlipCopy::Carrier => Holder::Office,
            SlipCopy::Customer => Holder::Customer,
            SlipCopy::Salesman => Holder::Salesman,
        }
    }
}

impl Holder {
    pub fn name(self) -> Text {
        match self {
            Holder::Salesman => Text::new("业务员", "the salesman"),
            Holder::Office => Text::new("公司", "the office"),
            Holder::Carrier => Text::new("配送商", "the carrier"),
            Holder::Customer => Text::new("客户", "the customer"),
            Holder::Lost => Text::new("遗失", "lost"),
        }
    }
}

impl Copies {
    /// Fresh from the pad, all with the salesman.
    pub fn of(pad: Pad, salesman: PersonId, at: Timestamp) -> Self {
        let count = match pad {
            Pad::Three => 3,
            Pad::Four => 4,
        };
        let fresh = |copy: &SlipCopy| Whereabouts { copy: *copy, holder: Holder::Salesman, since: at, by: salesman };
        Self(SlipCopy::ALL[..count].iter().map(fresh).collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Whereabouts> {
        self.0.iter()
    }

    pub fn get(&self, copy: SlipCopy) -> Option<&Whereabouts> {
        self.0.iter().find(|it| it.copy == copy)
    }

    /// Of a copy that the pad does not have: where it would belong.
    pub fn holder(&self, copy: SlipCopy) -> Holder {
        self.get(copy).map_or(copy.home(), |it| it.holder)
    }

    pub(super) fn put(&mut self, copy: SlipCopy, holder: Holder, since: Timestamp, by: PersonId) {
        if let Some(it) = self.0.iter_mut().find(|it| it.copy == copy) {
            *it = Whereabouts { copy, holder, since, by };
        }
    }
}
