//! Values that requests and answers about the workshop share.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{
    self as domain, Message, Quantity,
    production::{self, Delivered, Sheet},
};
use yidan_store::production::Kept;

use super::super::{
    problem::Problem,
    reading::Fault,
    values::{Day, Figure, Key, Name},
};
use super::plan::Planned;

/// An operation of a route. One language is enough for its name; the other then says the same.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    pub name_zh: Name,
    #[serde(default)]
    pub name_en: Name,
    pub department: Key,
    /// As a rule an outside factory does it.
    #[serde(default)]
    pub outside: bool,
    #[serde(default)]
    #[schema(maximum = 86400)]
    pub seconds_per_unit: Option<u32>,
}

/// A lot, with what it adds up to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lot {
    pub id: Uuid,
    #[schema(examples("SO-202611-0042-1"))]
    pub number: String,
    pub order: Uuid,
    /// Line of the order, from 1; 0 when it has been taken out since.
    pub line: u32,
    pub goods: String,
    pub quantity: super::super::values::Quantity,
    pub due: Option<Day>,
    pub plan: Vec<Planned>,
    /// Counts how often it was planned anew.
    pub plan_version: u64,
    pub note: String,
    /// Why more is made than was ordered; empty where it is not.
    pub overrun: String,
    pub open: bool,
    /// Why no more is made of it, where it was closed.
    pub closed: Option<String>,
    pub operations: Vec<Standing>,
    /// Good is what the last operation has finished, scrap that of all.
    pub total: Made,
    pub version: u64,
}

/// An operation of a lot and how it stands: received = good + scrap + rework + in progress.
#[derive(Debug, Serialize, ToSchema)]
pub struct Standing {
    /// Place in the route, from 0.
    pub place: usize,
    pub operation: Operation,
    pub received: Figure,
    pub made: Made,
    pub rework: Figure,
    pub in_progress: Figure,
    /// With outside factories, a part of what is in progress.
    pub out: Figure,
    pub minutes: i64,
}

/// What came out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Made {
    pub good: Figure,
    pub scrap: Figure,
    /// Scrap in a hundred of what came out; nothing where nothing came out.
    pub scrap_rate: Option<Figure>,
}

impl From<&Delivered> for Made {
    fn from(delivered: &Delivered) -> Self {
        Self {
            good: amount(delivered.good),
            scrap: amount(delivered.scrap),
            scrap_rate: delivered.scrap_rate().map(Figure),
        }
    }
}

impl Made {
    pub fn with_rate(delivered: &Delivered, rate: Option<Decimal>) -> Self {
        Self { scrap_rate: rate.map(Figure), ..Self::from(delivered) }
    }
}

impl From<&production::Operation> for Operation {
    fn from(operation: &production::Operation) -> Self {
        Self {
            name_zh: Name(operation.name.zh.clone()),
            name_en: Name(operation.name.en.clone()),
            department: Key(operation.department.to_string()),
            outside: operation.outside,
            seconds_per_unit: operation.seconds_per_unit,
        }
    }
}

impl From<Operation> for production::Operation {
    fn from(sent: Operation) -> Self {
        Self {
            name: domain::Text { zh: sent.name_zh.0, en: sent.name_en.0 },
            department: sent.department.0.as_str().into(),
            outside: sent.outside,
            seconds_per_unit: sent.seconds_per_unit,
        }
    }
}

impl From<&Kept> for Lot {
    fn from(kept: &Kept) -> Self {
        let (lot, sheet) = (&kept.lot, Sheet::of(&kept.balances));
        let standing = |(place, operation): (usize, &production::Operation)| {
            let balance = kept.balances.get(place).copied().unwrap_or_default();
            Standing {
                place,
                operation: operation.into(),
                received: amount(balance.received),
                made: (&Delivered { good: balance.good, scrap: balance.scrap }).into(),
                rework: amount(balance.rework),
                in_progress: amount(balance.in_progress()),
                out: amount(balance.out),
                minutes: balance.minutes,
            }
        };
        Self {
            id: lot.id.0,
            number: lot.number.clone(),
            order: lot.order.0,
            line: lot.line,
            goods: lot.goods.clone(),
            quantity: (&lot.quantity).into(),
            due: lot.due.map(Day),
            plan: lot.plan.iter().map(Planned::from).collect(),
            plan_version: lot.plan_version,
            note: lot.note.clone(),
            overrun: lot.overrun.clone(),
            open: kept.is_open(),
            closed: lot.closed.as_ref().map(|closed| closed.reason.clone()),
            operations: lot.route.iter().enumerate().map(standing).collect(),
            // On the way, what is finished stands against the scrap of all: no rate yet.
            total: Made {
                scrap_rate: sheet.total.scrap_rate().filter(|_| !kept.is_open()).map(Figure),
                ..Made::from(&sheet.total)
            },
            version: kept.version,
        }
    }
}

pub fn amount(ten_thousandths: i64) -> Figure {
    Figure(Quantity { ten_thousandths, unit: String::new() }.amount())
}

/// Ten-thousandths of what was sent at this place.
pub fn exact(sent: Figure, pointer: &str) -> Result<i64, Problem> {
    let read: Decimal = sent.0;
    let exact = Quantity::exact(read, "").map(|quantity| quantity.ten_thousandths);
    exact.ok_or_else(|| Fault::at(pointer, Message::new("api-quantity-not-exact")).into())
}
