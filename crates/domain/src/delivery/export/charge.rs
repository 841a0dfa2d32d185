//! What bringing goods abroad costs (S17, 四): bills of forwarders, ports and others, each for one or more shipments. A bill that
//! was wrong is taken back by an entry of its own. What a bill for several comes to for each goes by their volume, to the cent.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ExportRefusal, not_to_come};
use crate::{
    ChargeId, Money, ShipmentId, Text,
    delivery::{
        LONGEST_LINE, LONGEST_TEXT, Mark,
        field::{at_most, needed, words},
    },
    receivable::Totals,
    text::folded,
};

pub const MOST_SHIPMENTS: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Drawn where it was typed, so that what is sent twice is kept once.
    pub id: ChargeId,
    pub kind: ChargeKind,
    /// Forwarder, port, lorry company.
    pub payee: String,
    /// Number of the bill.
    pub number: String,
    pub amount: Money,
    pub on: Date,
    pub shipments: Vec<ShipmentId>,
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    Freight,
    Port,
    Haulage,
    Customs,
    Inspection,
    Insurance,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeEntry {
    pub mark: Mark,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum What {
    Booked { charge: Box<Charge> },
    Reversed { charge: ChargeId, reason: String },
}

/// Of one shipment, if its packing data say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    pub shipment: ShipmentId,
    /// As refusals call it.
    pub name: Text,
    pub cubic_mm: Option<i64>,
}

/// What charges come to. Each currency for itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    pub total: Totals,
    pub by_kind: BTreeMap<ChargeKind, Totals>,
    pub by_payee: Vec<OfPayee>,
    pub cubic_mm: Option<i64>,
    /// Of all charges, for one cubic metre.
    pub per_cbm: Vec<Money>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OfPayee {
    pub payee: String,
    pub total: Totals,
    /// Of the shipments that the payee was paid for, each once.
    pub cubic_mm: Option<i64>,
    pub per_cbm: Vec<Money>,
}

impl ChargeKind {
    pub const ALL: [ChargeKind; 7] = [
        ChargeKind::Freight,
        ChargeKind::Port,
        ChargeKind::Haulage,
        ChargeKind::Customs,
        ChargeKind::Inspection,
        ChargeKind::Insurance,
        ChargeKind::Other,
    ];

    pub fn name(self) -> Text {
        let (zh, en) = match self {
            ChargeKind::Freight => ("运费", "freight"),
            ChargeKind::Port => ("码头费", "port charges"),
            ChargeKind::Haulage => ("拖车费", "haulage"),
            ChargeKind::Customs => ("报关费", "customs clearance"),
            ChargeKind::Inspection => ("商检费", "inspection"),
            ChargeKind::Insurance => ("保险费", "insurance"),
            ChargeKind::Other => ("其他费用", "other charges"),
        };
        Text::new(zh, en)
    }
}

/// A bill to be booked; `None` when it has been.
pub fn book(
    made: &[ChargeEntry],
    charge: Charge,
    mark: Mark,
    today: Date,
) -> Result<Option<ChargeEntry>, ExportRefusal> {
    if booked(made).any(|other| other.id == charge.id) {
        return Ok(None);
    }
    if !charge.amount.is_positive() {
        return Err(ExportRefusal::AmountNotPositive { amount: charge.amount });
    }
    not_to_come(charge.on, today)?;
    at_most(charge.shipments.len(), MOST_SHIPMENTS, ("票数", "shipments"))?;
    if charge.shipments.is_empty() {
        return Err(ExportRefusal::NoShipment);
    }
    if charge.shipments.iter().collect::<BTreeSet<_>>().len() < charge.shipments.len() {
        return Err(ExportRefusal::ShipmentTwice);
    }
    let charge = Charge {
        payee: needed(&charge.payee, ("收费单位", "who is paid"), LONGEST_LINE)?,
        number: words(&charge.number, ("账单号", "number of the bill"), LONGEST_LINE)?,
        note: words(&charge.note, ("备注", "note"), LONGEST_TEXT)?,
        ..charge
    };
    Ok(Some(ChargeEntry { mark, what: What::Booked { charge: Box::new(charge) } }))
}

/// A bill that was wrong is taken back, whole.
pub fn reverse(made: &[ChargeEntry], wrong: ChargeId, reason: &str, mark: Mark) -> Result<ChargeEntry, ExportRefusal> {
    if !booked(made).any(|charge| charge.id == wrong) {
        return Err(ExportRefusal::NotThere);
    }
    if reversed(made).contains(&wrong) {
        return Err(ExportRefusal::AlreadyReversed);
    }
    let reason = needed(reason, ("冲销原因", "reason to take it back"), LONGEST_TEXT)?;
    Ok(ChargeEntry { mark, what: What::Reversed { charge: wrong, reason } })
}

fn booked(made: &[ChargeEntry]) -> impl Iterator<Item = &Charge> {
    made.iter().filter_map(|entry| match &entry.what {
        What::Booked { charge } => Some(&**charge),
        What::Reversed { .. } => None,
    })
}

fn reversed(made: &[ChargeEntry]) -> BTreeSet<ChargeId> {
    let reversals = made.iter().filter_map(|entry| match &entry.what {
        What::Reversed { charge, .. } => Some(*charge),
        What::Booked { .. } => None,
    });
    reversals.collect()
}

/// Those that count.
pub fn standing(made: &[ChargeEntry]) -> Vec<&Charge> {
    let reversed = reversed(made);
    booked(made).filter(|charge| !reversed.contains(&charge.id)).collect()
}

/// What a bill comes to for each of its shipments, by volume; the shares sum up to the bill. Volumes of at least all its
/// shipments, unless it is for one alone.
pub fn shares(charge: &Charge, volumes: &[Volume]) -> Result<Vec<(ShipmentId, Money)>, ExportRefusal> {
    if let [only] = charge.shipments.as_slice() {
        return Ok(vec![(*only, charge.amount)]);
    }
    let mut weights = Vec::with_capacity(charge.shipments.len());
    let mut unknown = Vec::new();
    for shipment in &charge.shipments {
        let volume = volumes.iter().find(|volume| volume.shipment == *shipment);
        match volume.and_then(|volume| volume.cubic_mm).filter(|cubic| *cubic > 0) {
            Some(cubic) => weights.push(Decimal::from(cubic)),
            None => unknown.push(volume.map_or_else(|| Text::same("?"), |volume| volume.name.clone())),
        }
    }
    let shared = charge.amount.split(&weights).filter(|_| unknown.is_empty());
    let shared = shared.ok_or(ExportRefusal::VolumeUnknown { shipments: unknown })?;
    Ok(charge.shipments.iter().copied().zip(shared).collect())
}

/// Of bills that are all for these shipments alone, such as those of one order.
pub fn figures(charges: &[&Charge], volumes: &[Volume]) -> Figures {
    let mut figures = Figures::default();
    let mut payees: BTreeMap<String, (String, Totals, BTreeSet<ShipmentId>)> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for charge in charges {
        figures.total.add(charge.amount);
        figures.by_kind.entry(charge.kind).or_default().add(charge.amount);
        let of_payee = payees.entry(folded(&charge.payee));
        let (_, total, shipments) =
            of_payee.or_insert_with(|| (charge.payee.clone(), Totals::default(), BTreeSet::new()));
        total.add(charge.amount);
        shipments.extend(&charge.shipments);
        all.extend(charge.shipments.iter().copied());
    }
    figures.cubic_mm = volume_of(&all, volumes);
    figures.per_cbm = per_cbm(&figures.total, figures.cubic_mm);
    figures.by_payee = payees
        .into_values()
        .map(|(payee, total, shipments)| {
            let cubic_mm = volume_of(&shipments, volumes);
            let per_cbm = per_cbm(&total, cubic_mm);
            OfPayee { payee, total, cubic_mm, per_cbm }
        })
        .collect();
    figures
}

/// `None` while one of them is not known.
fn volume_of(shipments: &BTreeSet<ShipmentId>, volumes: &[Volume]) -> Option<i64> {
    let of = |shipment: &ShipmentId| volumes.iter().find(|volume| volume.shipment == *shipment)?.cubic_mm;
    let sum = shipments.iter().try_fold(0_i64, |sum, shipment| sum.checked_add(of(shipment)?))?;
    (sum > 0).then_some(sum)
}

/// Rounded to the cent: a figure to compare by, not one to book.
fn per_cbm(total: &Totals, cubic_mm: Option<i64>) -> Vec<Money> {
    let Some(cubic_mm) = cubic_mm else { return Vec::new() };
    let each = |money: Money| Money::rounded(money.amount().checked_div(Decimal::new(cubic_mm, 9))?, money.currency);
    total.iter().filter_map(each).collect()
}
