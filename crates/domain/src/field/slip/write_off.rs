//! What finance may write off (核销): what the customer signed for, by evidence that is still what it was, on paper that has
//! come back. The rest is listed with its reasons, and their quantities add up to it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Balance, Signature, Signed, Slip,
    balance::{balances, of_item},
};
use crate::{EvidenceId, Message, Money, Quantity, Say, field::evidence::Means};

#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// One for each item of the slip.
    pub items: Vec<Proposed>,
    /// Of all that can be written off now; none where an item has no price.
    pub amount: Option<Money>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// From 1.
    pub item: u32,
    /// To be written off now.
    pub quantity: Quantity,
    /// Its worth; all write-offs of an item add up to the worth of all of it.
    pub amount: Option<Money>,
    pub short: Vec<Short>,
}

/// So much is not written off, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Short {
    pub quantity: Quantity,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Reason {
    /// Nobody signed that it was ordered.
    OrderNotSigned,
    NotDelivered,
    /// It will not come.
    NotComing {
        reason: String,
    },
    NotSigned,
    /// Gifts and display prizes, which are signed for apart.
    GiftsNotSigned,
    /// Signed on paper that is not in the office.
    PaperNotBack,
    /// The evidence is no longer what was sealed.
    EvidenceChanged,
}

/// How much of an item could be written off now, in ten-thousandths.
pub(super) fn supported(slip: &Slip, item: u32, changed: &BTreeSet<EvidenceId>) -> i64 {
    let written_off: i64 = slip.written_off.iter().map(|it| of_item(&it.parts, item)).fold(0, i64::saturating_add);
    Proof::of(slip, item, changed).good.saturating_sub(written_off).max(0)
}

pub fn proposal(slip: &Slip, changed: &BTreeSet<EvidenceId>) -> Proposal {
    let numbered = (1..).zip(slip.items.iter().zip(balances(slip)));
    let items: Vec<Proposed> = numbered
        .map(|(number, (item, balance))| {
            let now = supported(slip, number, changed);
            let worth = |quantity| item.amount(quantity, slip.currency);
            let amount = worth(balance.written_off.saturating_add(now))
                .zip(worth(balance.written_off))
                .and_then(|(all, before)| all.minus(before));
            let short = Proof::of(slip, number, changed).short(slip, number, &balance);
            let short = short.into_iter().filter(|(quantity, _)| *quantity > 0);
            let short = short.map(|(quantity, reason)| Short { quantity: item.quantity(quantity), reason });
            Proposed { item: number, quantity: item.quantity(now), amount, short: short.collect() }
        })
        .collect();
    let nothing = Money::zero(slip.currency);
    let counted = items.iter().filter(|it| it.quantity.ten_thousandths > 0);
    let amount = counted.map(|it| it.amount).try_fold(nothing, |sum, amount| sum.plus(amount?));
    Proposal { items, amount }
}

/// What is signed for of an item, by how good the proof is.
#[derive(Debug, Default)]
struct Proof {
    good: i64,
    paper_away: i64,
    changed: i64,
    order_not_signed: i64,
}

impl Proof {
    fn of(slip: &Slip, item: u32, changed: &BTreeSet<EvidenceId>) -> Self {
        let order = slip.order_signature().filter(|one| !changed.contains(&one.evidence.id));
        let mut proof = Proof::default();
        for signature in slip.standing() {
            let quantity = of_item(signature.parts(), item);
            let place = if changed.contains(&signature.evidence.id) {
                &mut proof.changed
            } else if order.is_none() {
                &mut proof.order_not_signed
            } else if is_paper(signature) && !slip.is_paper_back() {
                &mut proof.paper_away
            } else {
                &mut proof.good
            };
            *place = place.saturating_add(quantity);
        }
        proof
    }

    fn short(&self, slip: &Slip, item: u32, balance: &Balance) -> Vec<(i64, Reason)> {
        let is_gift = slip.item(item).is_some_and(|it| it.kind.side() == super::Side::Gifts);
        let not_signed = if is_gift { Reason::GiftsNotSigned } else { Reason::NotSigned };
        let not_delivered = match &slip.closed {
            Some(closed) => Reason::NotComing { reason: closed.reason.clone() },
            None => Reason::NotDelivered,
        };
        // What was written off in good faith before its proof was touched is not short a second time.
        let mut before = balance.written_off.saturating_sub(self.good).max(0);
        let mut rest = |quantity: i64| {
            let taken = quantity.min(before);
            before -= taken;
            quantity - taken
        };
        vec![
            (rest(self.changed), Reason::EvidenceChanged),
            (rest(self.paper_away), Reason::PaperNotBack),
            (rest(self.order_not_signed), Reason::OrderNotSigned),
            (balance.delivered - balance.signed, not_signed),
            (balance.outstanding(), not_delivered),
        ]
    }
}

fn is_paper(signature: &Signature) -> bool {
    signature.of != Signed::Order && signature.evidence.claim.means == Means::Paper
}

impl Say for Reason {
    fn say(&self) -> Message {
        match self {
            Reason::OrderNotSigned => Message::new("slip-short-order-not-signed"),
            Reason::NotDelivered => Message::new("slip-short-not-delivered"),
            Reason::NotComing { reason } => Message::new("slip-short-not-coming").with("reason", reason.as_str()),
            Reason::NotSigned => Message::new("slip-short-not-signed"),
            Reason::GiftsNotSigned => Message::new("slip-short-gifts-not-signed"),
            Reason::PaperNotBack => Message::new("slip-short-paper-not-back"),
            Reason::EvidenceChanged => Message::new("slip-short-evidence-changed"),
        }
    }
}
