//! How much of each item was ordered, handed over, signed for and written off. Nothing of it is stored.

use super::{Part, Signature, Signed, Slip};

/// Of one item, in ten-thousandths of its unit. written off ≤ signed ≤ delivered ≤ ordered, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    pub ordered: i64,
    pub delivered: i64,
    pub signed: i64,
    pub written_off: i64,
}

impl Balance {
    /// Still to be handed over.
    pub fn outstanding(&self) -> i64 {
        self.ordered - self.delivered
    }
}

/// One for each item of the slip, in their order.
pub fn balances(slip: &Slip) -> Vec<Balance> {
    let ordered = |item: &super::Item| Balance { ordered: item.quantity.ten_thousandths, ..Balance::default() };
    let mut balances: Vec<Balance> = slip.items.iter().map(ordered).collect();
    let mut add = |parts: &[Part], to: fn(&mut Balance) -> &mut i64| {
        for part in parts {
            let place = part.item.checked_sub(1).and_then(|place| balances.get_mut(place as usize));
            if let Some(sum) = place.map(to) {
                *sum = sum.saturating_add(part.ten_thousandths);
            }
        }
    };
    slip.handovers.iter().for_each(|it| add(&it.parts, |balance| &mut balance.delivered));
    slip.standing().for_each(|it| add(it.parts(), |balance| &mut balance.signed));
    slip.written_off.iter().for_each(|it| add(&it.parts, |balance| &mut balance.written_off));
    balances
}

impl Signature {
    /// What it signs for; of the order itself nothing.
    pub fn parts(&self) -> &[Part] {
        match &self.of {
            Signed::Order => &[],
            Signed::Handover { parts, .. } => parts,
        }
    }
}

pub(super) fn of_item(parts: &[Part], item: u32) -> i64 {
    parts.iter().filter(|part| part.item == item).map(|part| part.ten_thousandths).fold(0, i64::saturating_add)
}
