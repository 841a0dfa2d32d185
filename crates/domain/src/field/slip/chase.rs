//! What is to be chased on a slip: the next thing that has not been done, by when it had to be, and who has it.

use jiff::{Timestamp, tz::TimeZone};

use super::{Clocks, Holder, Limits, Side, Slip, SlipCopy, balance::of_item, balances};
use crate::{HandoverId, Message, Say, Text};

#[derive(Debug, Clone, PartialEq)]
pub struct Chasing {
    pub why: Why,
    pub due: Timestamp,
    pub is_late: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    OrderNotSigned,
    NotWithCarrier,
    /// So much is left of these.
    NotDelivered {
        rest: Vec<Text>,
    },
    NotSigned {
        handover: HandoverId,
        side: Side,
    },
    PaperNotBack {
        holder: Holder,
    },
    CopyLost {
        copy: SlipCopy,
    },
}

impl Slip {
    /// All that is open, by when it is due.
    pub fn chasing(&self, limits: Limits, zone: &TimeZone, now: Timestamp) -> Vec<Chasing> {
        let clocks = Clocks::of(self, limits, zone);
        let mut open: Vec<(Why, Timestamp)> = Vec::new();
        let lost = self.copies.iter().filter(|it| it.holder == Holder::Lost);
        open.extend(lost.map(|it| (Why::CopyLost { copy: it.copy }, it.since)));
        if self.closed.is_some() {
            // Nothing more is to come.
        } else if self.order_signature().is_none() {
            open.push((Why::OrderNotSigned, clocks.hand_over_by));
        } else {
            let rest: Vec<Text> = self.rest().collect();
            if !rest.is_empty() {
                if self.copies.holder(SlipCopy::Carrier) == Holder::Salesman {
                    open.push((Why::NotWithCarrier, clocks.hand_over_by));
                }
                open.push((Why::NotDelivered { rest }, clocks.deliver_by));
            }
        }
        for handover in &self.handovers {
            for side in [Side::Goods, Side::Gifts] {
                let holds = (1..)
                    .zip(&self.items)
                    .any(|(number, item)| item.kind.side() == side && of_item(&handover.parts, number) > 0);
                if holds && self.signature_of(handover.id, side).is_none() {
                    open.push((Why::NotSigned { handover: handover.id, side }, clocks.deliver_by.max(handover.at)));
                }
            }
        }
        if !self.is_paper_back() {
            let holder = self.copies.holder(SlipCopy::Carrier);
            open.push((Why::PaperNotBack { holder }, clocks.return_by));
        }
        open.sort_by_key(|(_, due)| *due);
        open.into_iter().map(|(why, due)| Chasing { why, due, is_late: due < now }).collect()
    }

    /// What is still to be delivered, in words.
    fn rest(&self) -> impl Iterator<Item = Text> {
        let left = self.items.iter().zip(balances(self)).filter(|(_, balance)| balance.outstanding() > 0);
        left.map(|(item, balance)| Text::same(format!("{} {}", item.called(), item.quantity(balance.outstanding()))))
    }

    /// Not to be asked again before this, as was agreed when it was last chased.
    pub fn quiet_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.chased.last().and_then(|last| last.again_at).filter(|again| *again > now)
    }
}

/// Slips on which something is late and that nobody agreed to ask about later, the latest first; each with what is late.
pub fn chase_list<'a>(
    slips: impl IntoIterator<Item = &'a Slip>,
    limits: Limits,
    zone: &TimeZone,
    now: Timestamp,
) -> Vec<(&'a Slip, Vec<Chasing>)> {
    let mut list: Vec<(&Slip, Vec<Chasing>)> = Vec::new();
    for slip in slips.into_iter().filter(|slip| slip.quiet_until(now).is_none()) {
        let mut late = slip.chasing(limits, zone, now);
        late.retain(|it| it.is_late);
        if !late.is_empty() {
            list.push((slip, late));
        }
    }
    list.sort_by_key(|(slip, late)| (late.first().map(|it| it.due), slip.taken_at));
    list
}

impl Say for Why {
    fn say(&self) -> Message {
        match self {
            Why::OrderNotSigned => Message::new("slip-chase-order-not-signed"),
            Why::NotWithCarrier => Message::new("slip-chase-not-with-carrier"),
            Why::NotDelivered { rest } => Message::new("slip-chase-not-delivered").with("rest", rest.clone()),
            Why::NotSigned { side: Side::Goods, .. } => Message::new("slip-chase-goods-not-signed"),
            Why::NotSigned { side: Side::Gifts, .. } => Message::new("slip-chase-gifts-not-signed"),
            Why::PaperNotBack { holder } => Message::new("slip-chase-paper-not-back").with("holder", holder.name()),
            Why::CopyLost { copy } => Message::new("slip-chase-copy-lost").with("copy", copy.name()),
        }
    }
}
