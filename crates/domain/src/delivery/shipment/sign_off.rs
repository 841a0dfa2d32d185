//! The customer's signature for goods (S5, 6): evidence. It is kept with when and on what device it was given, with the content
//! of every file by its SHA-256, and under a seal over all of it, so that changing anything shows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Cargo, MOST_ITEMS, Shipment, ShipmentRefusal, Signed};
use crate::{
    ShipmentId, SignOffId,
    delivery::{
        Due, FieldFault, LONGEST_LINE, LONGEST_TEXT,
        field::{at_most, is_digest, needed, words},
    },
    order::FileRef,
    text::tidy,
};

pub const MOST_PHOTOS: usize = 20;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignOff {
    /// Drawn where it was signed: what a phone sends again is kept once.
    pub id: SignOffId,
    /// Who signed, in the customer's name.
    pub name: String,
    /// By the clock of the device.
    pub at: Timestamp,
    pub device: String,
    /// Where, if the device was allowed to say so.
    pub place: Option<Place>,
    /// As drawn with a finger.
    pub signature: FileRef,
    pub photos: Vec<FileRef>,
    /// What came, by line. Lines that are not named came as they were shipped.
    pub received: Vec<Cargo>,
    pub remark: String,
    /// Over all of the above and the shipment.
    pub seal: String,
}

/// In millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub latitude_micro: i32,
    pub longitude_micro: i32,
    /// How far off it may be.
    pub within_m: u32,
}

/// A line of which another quantity came than was shipped, in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub line: u32,
    pub shipped: i64,
    pub received: i64,
}

impl SignOff {
    /// With its texts tidied and its seal set.
    pub(super) fn checked(self, shipment: &Shipment, due: &[Due]) -> Result<Self, ShipmentRefusal> {
        at_most(self.photos.len(), MOST_PHOTOS, ("照片", "photos"))?;
        at_most(self.received.len(), MOST_ITEMS, ("货品行", "lines"))?;
        let unsealed = std::iter::once(&self.signature).chain(&self.photos).find(|file| !is_digest(&file.sha256));
        if let Some(file) = unsealed {
            return Err(FieldFault::NotSealed { file: file.name.clone() }.into());
        }
        for (place, cargo) in self.received.iter().enumerate() {
            if self.received.iter().take(place).any(|before| before.line == cargo.line) {
                return Err(ShipmentRefusal::LineTwice { line: cargo.line });
            }
            if shipment.of_line(cargo.line) == 0 {
                return Err(ShipmentRefusal::LineNotShipped { line: cargo.line });
            }
            // That nothing came is a thing to be said; else it is a quantity like others.
            if cargo.quantity != 0 {
                cargo.check(due)?;
            }
        }
        let mut checked = Self {
            name: needed(&self.name, ("签收人", "name of who signs"), LONGEST_LINE)?,
            device: words(&self.device, ("设备", "device"), LONGEST_LINE)?,
            remark: words(&self.remark, ("签收备注", "remark"), LONGEST_TEXT)?,
            ..self
        };
        checked.seal = checked.reckoned(shipment.id);
        Ok(checked)
    }

    /// Is it still what was signed?
    pub fn is_intact(&self, shipment: ShipmentId) -> bool {
        self.seal == self.reckoned(shipment)
    }

    /// Is it the same signature sent again? Texts are tidied and the seal is set only when it is kept.
    pub(super) fn is_same(&self, sent: &SignOff) -> bool {
        let texts = |one: &SignOff| (tidy(&one.name, false), tidy(&one.device, false), tidy(&one.remark, true));
        let bare = |one: &SignOff| {
            let (name, device, remark) = texts(one);
            SignOff { name, device, remark, seal: String::new(), ..one.clone() }
        };
        bare(self) == bare(sent)
    }

    /// A field that is added here later must be left out of what is written while it is empty, or old seals break.
    fn reckoned(&self, shipment: ShipmentId) -> String {
        let content = (shipment, SignOff { seal: String::new(), ..self.clone() });
        let written = serde_json::to_vec(&content).unwrap_or_default();
        Sha256::digest(&written).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Signed {
    /// From what was shipped.
    pub fn differences(&self, shipment: &Shipment) -> Vec<Difference> {
        let of_line = |cargo: &Cargo| {
            let shipped = shipment.of_line(cargo.line);
            (cargo.quantity != shipped).then_some(Difference { line: cargo.line, shipped, received: cargo.quantity })
        };
        self.received.iter().filter_map(of_line).collect()
    }

    /// What came of a line of the shipment.
    pub fn received_of(&self, shipment: &Shipment, line: u32) -> i64 {
        let named = self.received.iter().find(|cargo| cargo.line == line);
        named.map_or_else(|| shipment.of_line(line), |cargo| cargo.quantity)
    }
}
