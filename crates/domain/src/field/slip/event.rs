//! What happened to a slip. `apply` cannot fail; what may happen is decided in `decide`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Chased, Copies, Draft, Handover, Holder, RestClosed, Signature, Signed, Slip, SlipCopy, SmsReply, Voided,
    WrittenOff,
};
use crate::{EvidenceId, PersonId, field::evidence::Evidence};

/// The event with which a slip begins to exist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    pub draft: Draft,
    /// When it came in from the phone.
    pub kept_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Signed { evidence: Box<Evidence>, of: Signed },
    Voided { evidence: EvidenceId, voided: Voided },
    CopyMoved { copy: SlipCopy, to: Holder, at: Timestamp, by: PersonId, note: String },
    HandedOver { handover: Handover },
    Photographed { evidence: Box<Evidence> },
    RestClosed { closed: RestClosed },
    Replied { reply: SmsReply, by: PersonId },
    Chased { chased: Chased },
    WrittenOff { written_off: WrittenOff },
}

impl Slip {
    pub fn taken(taken: Taken) -> Self {
        let Draft { id, number, order, customer, shop, salesman, carrier, currency, items, note, taken_at, pad } =
            taken.draft;
        Self {
            id,
            number,
            order,
            customer,
            shop,
            salesman,
            carrier,
            currency,
            items,
            note,
            taken_at,
            copies: Copies::of(pad, salesman, taken_at),
            carrier_since: None,
            signatures: Vec::new(),
            photos: Vec::new(),
            handovers: Vec::new(),
            closed: None,
            reply: None,
            chased: Vec::new(),
            written_off: Vec::new(),
        }
    }

    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Signed { evidence, of } => {
                if of == Signed::Order {
                    // The third copy stays where it was signed.
                    let by = evidence.claim.witness.unwrap_or(self.salesman);
                    self.copies.put(SlipCopy::Customer, Holder::Customer, evidence.claim.signed_at, by);
                }
                self.signatures.push(Signature { evidence: *evidence, of, voided: None });
            }
            Event::Voided { evidence, voided } => {
                if let Some(one) = self.signatures.iter_mut().find(|one| one.evidence.id == evidence) {
                    one.voided = Some(voided);
                }
            }
            Event::CopyMoved { copy, to, at, by, .. } => {
                if (copy, to) == (SlipCopy::Carrier, Holder::Carrier) {
                    self.carrier_since.get_or_insert(at);
                }
                self.copies.put(copy, to, at, by);
            }
            Event::HandedOver { handover } => self.handovers.push(handover),
            Event::Photographed { evidence } => self.photos.push(*evidence),
            Event::RestClosed { closed } => self.closed = Some(closed),
            Event::Replied { reply, .. } => self.reply = Some(reply),
            Event::Chased { chased } => self.chased.push(chased),
            Event::WrittenOff { written_off } => self.written_off.push(written_off),
        }
    }
}
