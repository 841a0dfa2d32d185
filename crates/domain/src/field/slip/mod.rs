//! One slip to the end (S9): an order slip in copies, from the shop floor to the write-off. What is on it (`item`), where its
//! copies are (`copy`), what happened (`event`) and may happen (`decide`), how much was delivered, signed for and written
//! off (`balance`), the 24 and 48 hours (`clock`), what is to be chased (`chase`), and what finance may write off and why not
//! the rest (`write_off`). Nothing is written off that no signature supports.

pub mod balance;
pub mod chase;
pub mod clock;
pub mod copy;
pub mod decide;
pub mod event;
pub mod item;
mod refusal;
#[cfg(test)]
mod tests;
mod wording;
pub mod write_off;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use balance::{Balance, balances};
pub use chase::{Chasing, Why, chase_list};
pub use clock::{Clocks, Limits};
pub use copy::{Copies, Holder, SlipCopy};
pub use decide::{Command, Given, decide, take};
pub use event::{Event, Taken};
pub use item::{Draft, Item, ItemKind, Part, Side};
pub use refusal::SlipRefusal;
pub use write_off::{Proposal, Proposed, Reason, Short, proposal};

use super::evidence::{Act, Evidence, Means};
use crate::{Currency, CustomerId, HandoverId, OrderId, PersonId, SlipId, Text, WriteOffId};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slip {
    pub id: SlipId,
    pub number: String,
    pub order: Option<OrderId>,
    pub customer: CustomerId,
    /// Name and address of the shop.
    pub shop: String,
    pub salesman: PersonId,
    /// The dealer or distributor who delivers.
    pub carrier: String,
    pub currency: Currency,
    /// Goods, gifts and display prizes, numbered from 1.
    pub items: Vec<Item>,
    pub note: String,
    /// By the phone's clock.
    pub taken_at: Timestamp,
    pub copies: Copies,
    /// When the carrier's copy first reached the carrier.
    pub carrier_since: Option<Timestamp>,
    pub signatures: Vec<Signature>,
    /// Photos of the paper beside those that signatures on paper bring along.
    pub photos: Vec<Evidence>,
    pub handovers: Vec<Handover>,
    /// What was not delivered will not come.
    pub closed: Option<RestClosed>,
    pub reply: Option<SmsReply>,
    pub chased: Vec<Chased>,
    pub written_off: Vec<WrittenOff>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub evidence: Evidence,
    pub of: Signed,
    pub voided: Option<Voided>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Signed {
    /// That it is ordered.
    Order,
    /// That so much of a handover was received; gifts are signed for apart.
    Handover { id: HandoverId, side: Side, parts: Vec<Part> },
}

/// The signature was a mistake: the wrong shop, the wrong slip. It stays on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    pub reason: String,
    pub by: PersonId,
    pub at: Timestamp,
}

/// Goods and gifts that the carrier says were handed over, item by item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub id: HandoverId,
    pub parts: Vec<Part>,
    pub note: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestClosed {
    pub reason: String,
    pub by: PersonId,
    pub at: Timestamp,
}

/// The order number that came back by SMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsReply {
    pub number: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chased {
    pub words: String,
    /// Asked again then, not before.
    pub again_at: Option<Timestamp>,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenOff {
    pub id: WriteOffId,
    pub parts: Vec<Part>,
    pub by: PersonId,
    pub at: Timestamp,
}

/// How far a slip has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nothing was delivered, and nothing will be.
    Dropped,
    /// The customer has not signed it.
    Taken,
    Ordered,
    WithCarrier,
    PartDelivered,
    /// All handed over, not all signed for.
    Delivered,
    /// All signed for; the paper has not come back.
    Signed,
    /// Delivered (已送达), with all that proves it.
    Proven,
    WrittenOff,
}

impl Stage {
    pub fn name(self) -> Text {
        match self {
            Stage::Dropped => Text::new("不送了", "dropped"),
            Stage::Taken => Text::new("待客户签订货", "order not signed"),
            Stage::Ordered => Text::new("已订货", "ordered"),
            Stage::WithCarrier => Text::new("配送中", "with the carrier"),
            Stage::PartDelivered => Text::new("部分送达", "partly delivered"),
            Stage::Delivered => Text::new("已送货待签收", "delivered, not signed for"),
            Stage::Signed => Text::new("已签收待收单", "signed, paper not back"),
            Stage::Proven => Text::new("已送达", "delivered"),
            Stage::WrittenOff => Text::new("已核销", "written off"),
        }
    }
}

impl Slip {
    /// Signatures that count.
    pub fn standing(&self) -> impl Iterator<Item = &Signature> {
        self.signatures.iter().filter(|one| one.voided.is_none())
    }

    /// That the customer has ordered.
    pub fn order_signature(&self) -> Option<&Signature> {
        self.standing().find(|one| one.of == Signed::Order)
    }

    pub fn signature_of(&self, handover: HandoverId, wanted: Side) -> Option<&Signature> {
        let is_it = |one: &&Signature| matches!(&one.of, Signed::Handover { id, side, .. } if *id == handover && *side == wanted);
        self.standing().find(is_it)
    }

    /// All evidence, in the order kept: each piece names the one before it.
    pub fn evidence(&self) -> Vec<&Evidence> {
        let pieces = self.signatures.iter().map(|one| &one.evidence).chain(&self.photos);
        let mut left: Vec<&Evidence> = pieces.collect();
        let mut chain: Vec<&Evidence> = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let before = chain.last().map(|piece| &piece.seal.whole);
            let next = left.iter().position(|piece| piece.claim.previous.as_ref() == before);
            // Where the chain is broken, `broken_links` says so.
            chain.push(left.remove(next.unwrap_or(0)));
        }
        chain
    }

    pub(super) fn last_evidence(&self) -> Option<&Evidence> {
        self.evidence().pop()
    }

    pub fn item(&self, number: u32) -> Option<&Item> {
        self.items.get(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// Something was signed on paper, so that the carrier's copy has to come back.
    pub fn needs_paper(&self) -> bool {
        let is_receipt = |one: &&Signature| one.of != Signed::Order;
        self.standing().filter(is_receipt).any(|one| one.evidence.claim.means == Means::Paper)
    }

    /// The signed paper is in the office, or there is none to wait for.
    pub fn is_paper_back(&self) -> bool {
        !self.needs_paper() || self.copies.holder(SlipCopy::Carrier) == Holder::Office
    }

    pub fn stage(&self) -> Stage {
        let balances = balances(self);
        let all = |is: fn(&Balance) -> bool| balances.iter().all(is);
        let closed = self.closed.is_some();
        if self.order_signature().is_none() && !closed {
            return Stage::Taken;
        }
        let nothing_left = closed || all(|it| it.outstanding() == 0);
        match (self.handovers.is_empty(), nothing_left) {
            (true, true) => Stage::Dropped,
            (true, false) if self.copies.holder(SlipCopy::Carrier) == Holder::Carrier => Stage::WithCarrier,
            (true, false) => Stage::Ordered,
            (false, false) => Stage::PartDelivered,
            _ if !all(|it| it.signed == it.delivered) => Stage::Delivered,
            _ if !self.is_paper_back() => Stage::Signed,
            _ if all(|it| it.written_off == it.signed) && balances.iter().any(|it| it.written_off > 0) => {
                Stage::WrittenOff
            }
            _ => Stage::Proven,
        }
    }
}

impl Side {
    /// What is signed for it.
    pub fn act(self) -> Act {
        match self {
            Side::Goods => Act::Received,
            Side::Gifts => Act::GiftsReceived,
        }
    }
}

/// For an order's fact `receipt.signed`: something was delivered on its slips, and on each of them all is signed for and proven.
pub fn all_proven(slips: &[Slip]) -> bool {
    let mut stages = slips.iter().map(Slip::stage).filter(|stage| *stage != Stage::Dropped).peekable();
    stages.peek().is_some() && stages.all(|stage| stage >= Stage::Proven)
}
