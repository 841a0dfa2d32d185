//! Slips told in the trade's words: the story of S9, tables of single rules, and what holds of all of them.

mod chases;
mod copies;
mod properties;
mod rules;
mod story;

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::{copy::Pad, *};
use crate::{
    EvidenceId, FileId, HandoverId, Lang, Quantity, WriteOffId,
    field::evidence::{self, Hash, Location, Proof, Signer},
};

const SALESMAN: u128 = 1;
const FINANCE: u128 = 2;

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn handover(number: u128) -> HandoverId {
    HandoverId(Uuid::from_u128(number))
}

fn evidence_id(number: u128) -> EvidenceId {
    EvidenceId(Uuid::from_u128(number))
}

fn write_off_id(number: u128) -> WriteOffId {
    WriteOffId(Uuid::from_u128(number))
}

/// Shanghai time, in November 2026.
fn at(day_and_time: &str) -> Timestamp {
    let (day, time) = day_and_time.split_once(' ').unwrap();
    format!("2026-11-{day}T{time}:00+08:00").parse().unwrap()
}

fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Asia/Shanghai").unwrap()
}

fn boxes(count: i64) -> Quantity {
    Quantity { ten_thousandths: count * 10_000, unit: "箱".into() }
}

fn part(item: u32, count: i64) -> Part {
    Part { item, ten_thousandths: count * 10_000 }
}

fn item(kind: ItemKind, name: &str, count: i64, price: &str) -> Item {
    Item {
        kind,
        product: None,
        name: name.into(),
        spec: String::new(),
        quantity: boxes(count),
        price: price.parse().ok(),
    }
}

/// 20 cases of water, 5 of tea, a case given away, a case for the display.
fn draft() -> Draft {
    Draft {
        id: SlipId(Uuid::from_u128(1)),
        number: "DH-2611-0001".into(),
        order: None,
        customer: CustomerId(Uuid::from_u128(1)),
        shop: "秀英便利店，文一路 18 号".into(),
        salesman: person(SALESMAN),
        carrier: "杭州城西经销商".into(),
        currency: Currency::CNY,
        items: vec![
            item(ItemKind::Goods, "矿泉水", 20, "22.50"),
            item(ItemKind::Goods, "茶饮料", 5, "41"),
            item(ItemKind::Gift, "矿泉水", 1, ""),
            item(ItemKind::DisplayPrize, "茶饮料", 1, ""),
        ],
        note: "陈列四周，送一箱".into(),
        taken_at: at("02 09:30"),
        pad: Pad::Three,
    }
}

fn signature(number: u128, means: Means, at: Timestamp) -> evidence::Draft {
    evidence::Draft {
        id: evidence_id(number),
        act: Act::Shown,
        signer: Signer { name: "王秀英".into(), role: "店主".into(), phone: String::new() },
        means,
        signed_at: at,
        device: "phone".into(),
        location: Location::Refused,
        files: vec![Proof { id: FileId(Uuid::from_u128(number)), sha256: Hash::of(b"strokes") }],
    }
}

static NOTHING_CHANGED: BTreeSet<EvidenceId> = BTreeSet::new();

fn given(by: u128, now: Timestamp) -> Given<'static> {
    Given { by: person(by), now, lang: Lang::Zh, may_write_off: by == FINANCE, changed: &NOTHING_CHANGED }
}

fn taken() -> Slip {
    Slip::taken(take(draft(), &given(SALESMAN, at("02 09:31"))).unwrap())
}

fn try_at(slip: &Slip, by: u128, now: &str, command: Command) -> Result<Vec<Event>, SlipRefusal> {
    decide(slip, command, &given(by, at(now)))
}

fn act(slip: &mut Slip, by: u128, now: &str, command: Command) {
    for event in try_at(slip, by, now, command).unwrap_or_else(|why| panic!("{now}: {why:?}")) {
        let kept = serde_json::to_string(&event).unwrap();
        let read: Event = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, event, "{kept}");
        slip.apply(&read);
    }
    let kept = serde_json::to_string(slip).unwrap();
    assert_eq!(&serde_json::from_str::<Slip>(&kept).unwrap(), slip, "{kept}");
}

fn sign_order(number: u128, now: &str) -> Command {
    Command::SignOrder { draft: signature(number, Means::Drawn, at(now)) }
}

fn sign(number: u128, of: u128, side: Side, parts: &[Part], means: Means, now: &str) -> Command {
    Command::Sign { handover: handover(of), side, parts: parts.to_vec(), draft: signature(number, means, at(now)) }
}

fn hand_over(number: u128, parts: &[Part], now: &str) -> Command {
    Command::HandOver { id: handover(number), at: at(now), parts: parts.to_vec(), note: String::new() }
}

fn moved(copy: SlipCopy, to: Holder, now: &str) -> Command {
    Command::MoveCopy { copy, to, at: at(now), note: String::new() }
}

/// Signed by the customer and with the carrier at 17:00.
fn with_carrier() -> Slip {
    let mut slip = taken();
    act(&mut slip, SALESMAN, "02 09:32", sign_order(1, "02 09:32"));
    act(&mut slip, SALESMAN, "02 17:00", moved(SlipCopy::Carrier, Holder::Carrier, "02 17:00"));
    slip
}

/// What is short of an item, in words.
fn short(slip: &Slip, item: usize) -> Vec<(String, Reason)> {
    let proposal = proposal(slip, &NOTHING_CHANGED);
    proposal.items[item - 1].short.iter().map(|it| (it.quantity.to_string(), it.reason.clone())).collect()
}
