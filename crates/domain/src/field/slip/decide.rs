//! What may happen to a slip, and why not. Ids of handovers, signatures and write-offs are drawn where they are typed: what is
//! sent twice makes no second event.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    Chased, Event, Handover, Holder, Part, RestClosed, Side, Signed, Slip, SlipCopy, SlipRefusal, SmsReply, Taken,
    Voided, WrittenOff,
    balance::{balances, of_item},
    item::{Draft, checked_parts},
    write_off::supported,
};
use crate::{
    EvidenceId, HandoverId, Lang, PersonId, WriteOffId,
    field::{
        evidence::{self, Act, Keeping, Means},
        fault::{check_not_before, check_past, line_needed, text, text_needed},
    },
};

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    SignOrder {
        draft: evidence::Draft,
    },
    MoveCopy {
        copy: SlipCopy,
        to: Holder,
        at: Timestamp,
        note: String,
    },
    HandOver {
        id: HandoverId,
        at: Timestamp,
        parts: Vec<Part>,
        note: String,
    },
    /// For what was taken of a handover: goods and gifts apart. Less than was handed over is signed for as less.
    Sign {
        handover: HandoverId,
        side: Side,
        parts: Vec<Part>,
        draft: evidence::Draft,
    },
    Photograph {
        draft: evidence::Draft,
    },
    Void {
        evidence: EvidenceId,
        reason: String,
    },
    CloseRest {
        reason: String,
    },
    Reply {
        number: String,
        at: Timestamp,
    },
    Chase {
        words: String,
        again_at: Option<Timestamp>,
    },
    WriteOff {
        id: WriteOffId,
        parts: Vec<Part>,
    },
}

/// What is decided by besides the slip itself.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub by: PersonId,
    pub now: Timestamp,
    /// Of the wording that is signed.
    pub lang: Lang,
    /// Finance.
    pub may_write_off: bool,
    /// Evidence of this slip that is no longer what was sealed.
    pub changed: &'a BTreeSet<EvidenceId>,
}

/// The first event of a new slip.
pub fn take(draft: Draft, given: &Given) -> Result<Taken, SlipRefusal> {
    check_past(draft.taken_at, given.now)?;
    Ok(Taken { draft: draft.checked()?, kept_at: given.now })
}

pub fn decide(slip: &Slip, command: Command, given: &Given) -> Result<Vec<Event>, SlipRefusal> {
    let (by, at) = (given.by, given.now);
    let event = match command {
        Command::SignOrder { draft } => {
            if has_evidence(slip, draft.id) {
                return Ok(Vec::new());
            }
            if let Some(earlier) = slip.order_signature() {
                return Err(SlipRefusal::SignedAlready { name: earlier.evidence.claim.signer.name.clone() });
            }
            sign(slip, Signed::Order, Act::Ordered, draft, given)?
        }
        Command::MoveCopy { copy, to, at, note } => move_copy(slip, copy, to, at, &note, given)?,
        Command::HandOver { id, at, parts, note } => {
            if slip.handovers.iter().any(|it| it.id == id) {
                return Ok(Vec::new());
            }
            hand_over(slip, id, at, &parts, &note, given)?
        }
        Command::Sign { handover, side, parts, draft } => {
            if has_evidence(slip, draft.id) {
                return Ok(Vec::new());
            }
            sign_for(slip, handover, side, &parts, draft, given)?
        }
        Command::Photograph { draft } => {
            if has_evidence(slip, draft.id) {
                return Ok(Vec::new());
            }
            let draft = evidence::Draft { act: Act::Shown, means: Means::Photo, ..draft };
            let shown = slip.wording(&Signed::Order, given.lang);
            Event::Photographed { evidence: Box::new(draft.kept(keeping(slip, &shown, given))?) }
        }
        Command::Void { evidence, reason } => void(slip, evidence, &reason, given)?,
        Command::CloseRest { reason } => {
            if slip.closed.is_some() || balances(slip).iter().all(|it| it.outstanding() == 0) {
                return Err(SlipRefusal::NothingOutstanding);
            }
            let reason = text_needed(&reason, ("不再送货的原因", "reason why the rest does not come"))?;
            Event::RestClosed { closed: RestClosed { reason, by, at } }
        }
        Command::Reply { number, at } => {
            check_past(at, given.now)?;
            let number = line_needed(&number, ("短信回复订单号", "order number from the SMS"))?;
            if slip.reply.as_ref().is_some_and(|reply| reply.number == number) {
                return Ok(Vec::new());
            }
            Event::Replied { reply: SmsReply { number, at }, by }
        }
        Command::Chase { words, again_at } => {
            if let Some(again) = again_at.filter(|again| *again <= given.now) {
                return Err(SlipRefusal::AgainInThePast { at: again });
            }
            let words = text_needed(&words, ("催单情况", "what was said"))?;
            Event::Chased { chased: Chased { words, again_at, by, at } }
        }
        Command::WriteOff { id, parts } => {
            if slip.written_off.iter().any(|it| it.id == id) {
                return Ok(Vec::new());
            }
            write_off(slip, id, &parts, given)?
        }
    };
    Ok(vec![event])
}

fn has_evidence(slip: &Slip, id: EvidenceId) -> bool {
    slip.evidence().iter().any(|piece| piece.id == id)
}

fn keeping<'a>(slip: &'a Slip, shown: &'a str, given: &Given) -> Keeping<'a> {
    let previous = slip.last_evidence();
    Keeping { of: &slip.number, shown, witness: Some(given.by), now: given.now, previous }
}

fn sign(slip: &Slip, of: Signed, act: Act, draft: evidence::Draft, given: &Given) -> Result<Event, SlipRefusal> {
    check_not_before(draft.signed_at, slip.taken_at)?;
    let shown = slip.wording(&of, given.lang);
    let evidence = evidence::Draft { act, ..draft }.kept(keeping(slip, &shown, given))?;
    Ok(Event::Signed { evidence: Box::new(evidence), of })
}

fn move_copy(
    slip: &Slip,
    copy: SlipCopy,
    to: Holder,
    at: Timestamp,
    note: &str,
    given: &Given,
) -> Result<Event, SlipRefusal> {
    let is = slip.copies.get(copy).ok_or(SlipRefusal::NoSuchCopy { copy: copy.name() })?;
    if is.holder == to {
        return Err(SlipRefusal::CopyIsThere { copy: copy.name(), holder: to.name() });
    }
    check_past(at, given.now)?;
    check_not_before(at, is.since)?;
    // The carrier delivers only what somebody has ordered.
    if (copy, to) == (SlipCopy::Carrier, Holder::Carrier) && slip.order_signature().is_none() {
        return Err(SlipRefusal::OrderNotSigned);
    }
    let note = text(note, ("备注", "remarks"))?;
    Ok(Event::CopyMoved { copy, to, at, by: given.by, note })
}

fn hand_over(
    slip: &Slip,
    id: HandoverId,
    at: Timestamp,
    parts: &[Part],
    note: &str,
    given: &Given,
) -> Result<Event, SlipRefusal> {
    let signed = slip.order_signature().ok_or(SlipRefusal::OrderNotSigned)?;
    if let Some(closed) = &slip.closed {
        return Err(SlipRefusal::RestClosed { reason: closed.reason.clone() });
    }
    check_past(at, given.now)?;
    check_not_before(at, signed.evidence.claim.signed_at)?;
    let parts = checked_parts(&slip.items, parts)?;
    for (part, item, balance) in with_items(slip, &parts) {
        if part.ten_thousandths > balance.outstanding() {
            let (given, most) = (item.quantity(part.ten_thousandths), item.quantity(balance.outstanding()));
            return Err(SlipRefusal::MoreThanOrdered { item: item.called(), given, most });
        }
    }
    let note = text(note, ("备注", "remarks"))?;
    Ok(Event::HandedOver { handover: Handover { id, parts, note, by: given.by, at } })
}

fn sign_for(
    slip: &Slip,
    id: HandoverId,
    side: Side,
    parts: &[Part],
    draft: evidence::Draft,
    given: &Given,
) -> Result<Event, SlipRefusal> {
    let handover = slip.handovers.iter().find(|it| it.id == id).ok_or(SlipRefusal::NoSuchHandover)?;
    if let Some(earlier) = slip.signature_of(id, side) {
        return Err(SlipRefusal::SignedAlready { name: earlier.evidence.claim.signer.name.clone() });
    }
    check_not_before(draft.signed_at, handover.at)?;
    let parts = checked_parts(&slip.items, parts)?;
    for (part, item, _) in with_items(slip, &parts) {
        if item.kind.side() != side {
            return Err(SlipRefusal::SignedApart { item: item.called(), kind: item.kind.name() });
        }
        let handed = of_item(&handover.parts, part.item);
        if part.ten_thousandths > handed {
            let (given, most) = (item.quantity(part.ten_thousandths), item.quantity(handed));
            return Err(SlipRefusal::MoreThanHandedOver { item: item.called(), given, most });
        }
    }
    sign(slip, Signed::Handover { id, side, parts }, side.act(), draft, given)
}

fn void(slip: &Slip, evidence: EvidenceId, reason: &str, given: &Given) -> Result<Event, SlipRefusal> {
    let one = slip.signatures.iter().find(|one| one.evidence.id == evidence).ok_or(SlipRefusal::NoSuchSignature)?;
    if let Some(earlier) = &one.voided {
        return Err(SlipRefusal::VoidedAlready { reason: earlier.reason.clone() });
    }
    if one.of == Signed::Order && !slip.handovers.is_empty() {
        return Err(SlipRefusal::DeliveredSince);
    }
    for (item, balance) in slip.items.iter().zip(balances(slip)).enumerate().map(|(place, (item, balance))| {
        let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let without = balance.signed.saturating_sub(of_item(one.parts(), number));
        (item, super::Balance { signed: without, ..balance })
    }) {
        if balance.written_off > balance.signed {
            let written_off = item.quantity(balance.written_off);
            return Err(SlipRefusal::WrittenOffSince { item: item.called(), written_off });
        }
    }
    let reason = text_needed(reason, ("作废原因", "reason why the signature does not count"))?;
    Ok(Event::Voided { evidence, voided: Voided { reason, by: given.by, at: given.now } })
}

fn write_off(slip: &Slip, id: WriteOffId, parts: &[Part], given: &Given) -> Result<Event, SlipRefusal> {
    if !given.may_write_off {
        return Err(SlipRefusal::MayNotWriteOff);
    }
    if given.by == slip.salesman {
        return Err(SlipRefusal::OwnSlip);
    }
    let parts = checked_parts(&slip.items, parts)?;
    for (part, item, _) in with_items(slip, &parts) {
        let most = supported(slip, part.item, given.changed);
        if part.ten_thousandths > most {
            let (given, most) = (item.quantity(part.ten_thousandths), item.quantity(most));
            return Err(SlipRefusal::MoreThanSupported { item: item.called(), given, most });
        }
    }
    Ok(Event::WrittenOff { written_off: WrittenOff { id, parts, by: given.by, at: given.now } })
}

fn with_items<'a>(
    slip: &'a Slip,
    parts: &'a [Part],
) -> impl Iterator<Item = (&'a Part, &'a super::Item, super::Balance)> {
    let balances = balances(slip);
    parts.iter().filter_map(move |part| {
        let place = usize::try_from(part.item.checked_sub(1)?).ok()?;
        Some((part, slip.items.get(place)?, *balances.get(place)?))
    })
}
