//! What all shipments of an order together carry of each of its lines. What is planned is held for its shipment, so that two
//! never carry the same piece; only what was packed can leave.

use std::collections::BTreeMap;

use super::{Plan, Shipment, ShipmentRefusal};
use crate::{ShipmentId, delivery::Due};

/// Of one line, in ten-thousandths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    pub line: u32,
    pub ordered: i64,
    /// With the tolerance.
    pub most: i64,
    /// `None` where no packing data are kept.
    pub packed: Option<i64>,
    /// In shipments that have not left.
    pub planned: i64,
    pub shipped: i64,
    /// By what the customer has signed for.
    pub received: i64,
}

impl Balance {
    /// May still be planned.
    pub fn left(&self) -> i64 {
        self.most.saturating_sub(self.planned).saturating_sub(self.shipped).max(0)
    }
}

/// `shipments`: all of the order; `packed` as in `Given`.
pub fn balances(shipments: &[Shipment], due: &[Due], packed: Option<&BTreeMap<u32, i64>>) -> Vec<Balance> {
    let of_line = |due: &Due| {
        let live = || shipments.iter().filter(|shipment| !shipment.is_cancelled());
        let sum = |left: bool| {
            let those = live().filter(|shipment| shipment.has_left() == left);
            those.fold(0_i64, |sum, shipment| sum.saturating_add(shipment.of_line(due.line)))
        };
        let received =
            live().filter_map(|shipment| shipment.signed().map(|signed| signed.received_of(shipment, due.line)));
        Balance {
            line: due.line,
            ordered: due.quantity.ten_thousandths,
            most: due.most(),
            packed: packed.map(|packed| packed.get(&due.line).copied().unwrap_or_default()),
            planned: sum(false),
            shipped: sum(true),
            received: received.fold(0, i64::saturating_add),
        }
    };
    due.iter().map(of_line).collect()
}

/// What has left, by line: what packing data must not fall below (`packing::may_repack`).
pub fn shipped(shipments: &[Shipment], due: &[Due]) -> BTreeMap<u32, i64> {
    let balances = balances(shipments, due, None);
    balances.into_iter().filter(|balance| balance.shipped > 0).map(|one| (one.line, one.shipped)).collect()
}

/// May a shipment carry this, beside what the others of the order carry?
pub(super) fn may_plan(plan: &Plan, but: ShipmentId, all: &[Shipment], due: &[Due]) -> Result<(), ShipmentRefusal> {
    let others: Vec<Shipment> = all.iter().filter(|shipment| shipment.id != but).cloned().collect();
    let balances = balances(&others, due, None);
    for cargo in &plan.cargo {
        let (Some(due), Some(balance)) =
            (Due::find(due, cargo.line), balances.iter().find(|balance| balance.line == cargo.line))
        else {
            return Err(ShipmentRefusal::NoSuchLine { line: cargo.line });
        };
        if cargo.quantity > balance.left() {
            return Err(ShipmentRefusal::MoreThanOrdered {
                goods: Box::new(due.name()),
                given: due.amount(cargo.quantity),
                left: due.amount(balance.left()),
                most: due.amount(balance.most),
            });
        }
    }
    Ok(())
}

/// May it leave, beside what has left of the order?
pub(super) fn may_leave(
    shipment: &Shipment,
    all: &[Shipment],
    due: &[Due],
    packed: Option<&BTreeMap<u32, i64>>,
) -> Result<(), ShipmentRefusal> {
    // The order may have become smaller since it was planned.
    may_plan(&shipment.plan, shipment.id, all, due)?;
    let others: Vec<Shipment> = all.iter().filter(|one| one.id != shipment.id).cloned().collect();
    for balance in balances(&others, due, packed) {
        let (given, Some(packed)) = (shipment.of_line(balance.line), balance.packed) else { continue };
        let left = packed.saturating_sub(balance.shipped).max(0);
        if let Some(due) = Due::find(due, balance.line)
            && given > left
        {
            let (given, left) = (due.amount(given), due.amount(left));
            return Err(ShipmentRefusal::MoreThanPacked { goods: due.name(), given, left });
        }
    }
    Ok(())
}
