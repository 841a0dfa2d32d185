//! Shipments as they go: an order of 1,000 flanges and 200 bolts.

mod balance;
mod decisions;
mod sign_offs;
mod story;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use super::*;
use crate::{
    FileId, PersonId, Quantity, Say, SignOffId,
    delivery::{By, Due, Mark},
};

pub fn day(written: &str) -> Date {
    written.parse().unwrap()
}

/// At noon in Shanghai.
pub fn at(written: &str) -> Timestamp {
    format!("{written}T04:00:00Z").parse().unwrap()
}

pub fn mark(written: &str) -> Mark {
    Mark::of(at(written), PersonId(uuid::Uuid::from_u128(7)))
}

pub fn order() -> OrderId {
    OrderId(uuid::Uuid::from_u128(1))
}

pub fn id(number: u128) -> ShipmentId {
    ShipmentId(uuid::Uuid::from_u128(number))
}

pub fn due() -> Vec<Due> {
    let line = |line, goods: &str, count: i64| Due {
        line,
        goods: goods.into(),
        quantity: Quantity { ten_thousandths: count * 10_000, unit: "pcs".into() },
        tolerance_percent: 0.into(),
    };
    vec![line(1, "Flange DN25", 1_000), line(2, "Bolt M8", 200)]
}

pub fn plan(cargo: &[(u32, i64)]) -> Plan {
    Plan {
        cargo: cargo.iter().map(|(line, count)| Cargo { line: *line, quantity: count * 10_000 }).collect(),
        mode: Mode::Sea,
        load: Load::Shared,
        forwarder: "Sinotrans".into(),
        carrier: "COSCO".into(),
        from: "Ningbo".into(),
        to: "Hamburg".into(),
        note: String::new(),
    }
}

pub fn file(number: u8) -> FileRef {
    FileRef {
        id: FileId(uuid::Uuid::from_u128(number.into())),
        name: format!("{number}.png"),
        media_type: "image/png".into(),
        bytes: 1_000,
        sha256: format!("{number:02x}").repeat(32),
    }
}

pub fn sign_off(number: u128, received: &[(u32, i64)]) -> SignOff {
    SignOff {
        id: SignOffId(uuid::Uuid::from_u128(number)),
        name: " Frau  Petersen".into(),
        at: at("2026-12-20"),
        device: "Chrome on Android".into(),
        place: Some(Place { latitude_micro: 53_550_000, longitude_micro: 9_990_000, within_m: 20 }),
        signature: file(1),
        photos: vec![file(2)],
        received: received.iter().map(|(line, count)| Cargo { line: *line, quantity: count * 10_000 }).collect(),
        remark: String::new(),
        seal: String::new(),
    }
}

pub fn report(key: &str, milestone: Milestone, on: &str) -> Report {
    Report {
        key: key.into(),
        carrier: "COSCO".into(),
        source: Source::Webhook,
        at: at(on),
        on: day(on),
        milestone,
        place: "Ningbo".into(),
        words: String::new(),
        eta: None,
    }
}

/// All shipments of the order, told one deed after another.
#[derive(Default, Clone)]
pub struct Book {
    pub shipments: Vec<Shipment>,
    pub events: Vec<(ShipmentId, ShipmentEvent)>,
    pub packed: Option<BTreeMap<u32, i64>>,
}

impl Book {
    /// The number of events, or the key of the refusal.
    pub fn tell(&mut self, shipment: ShipmentId, on: &str, deed: Deed) -> Result<usize, &'static str> {
        self.tell_by(shipment, mark(on), day(on), deed)
    }

    pub fn tell_by(&mut self, of: ShipmentId, mark: Mark, today: Date, deed: Deed) -> Result<usize, &'static str> {
        let (due, all) = (due(), self.shipments.clone());
        let given = Given { of_order: &all, due: &due, packed: self.packed.as_ref(), today, may_annul: true };
        let known = all.iter().find(|shipment| shipment.id == of);
        let events = decide(known, deed, mark, &given).map_err(|refusal| refusal.say().key)?;
        for event in &events {
            match self.shipments.iter_mut().find(|shipment| shipment.id == of) {
                Some(shipment) => shipment.apply(event),
                None => self.shipments.push(Shipment::planned(event).unwrap()),
            }
            self.events.push((of, event.clone()));
        }
        Ok(events.len())
    }

    pub fn plan(&mut self, number: u128, on: &str, cargo: &[(u32, i64)]) -> Result<usize, &'static str> {
        let plan = Box::new(plan(cargo));
        self.tell(id(number), on, Deed::Planned { id: id(number), order: order(), number: 0, plan })
    }

    pub fn leave(&mut self, number: u128, on: &str) -> Result<usize, &'static str> {
        self.tell(id(number), on, Deed::Departed { on: day(on), reason: String::new() })
    }

    pub fn shipment(&self, number: u128) -> &Shipment {
        self.shipments.iter().find(|shipment| shipment.id == id(number)).unwrap()
    }

    /// What is known from the events alone, through what is kept of them.
    pub fn replayed(&self) -> Vec<Shipment> {
        let kept = |event: &ShipmentEvent| -> ShipmentEvent {
            serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap()
        };
        let of = |shipment: &Shipment| {
            let events: Vec<_> =
                self.events.iter().filter(|(id, _)| *id == shipment.id).map(|(_, event)| kept(event)).collect();
            replay(&events).unwrap()
        };
        self.shipments.iter().map(of).collect()
    }
}

pub fn carrier() -> Mark {
    Mark { at: at("2026-12-19"), by: By::Carrier("COSCO".into()) }
}
