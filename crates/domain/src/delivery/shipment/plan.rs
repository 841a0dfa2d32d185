//! What a shipment carries and how, until it leaves.

use serde::{Deserialize, Serialize};

use super::{MOST_ITEMS, ShipmentRefusal};
use crate::{
    Text,
    delivery::{
        Due, LONGEST_LINE, LONGEST_TEXT,
        field::{at_most, needed, words},
    },
    quantity::is_counted,
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Each line of the order at most once.
    pub cargo: Vec<Cargo>,
    pub mode: Mode,
    pub load: Load,
    pub forwarder: String,
    pub carrier: String,
    /// Port or place from which it goes, and to which.
    pub from: String,
    pub to: String,
    pub note: String,
}

/// So much of a line of the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cargo {
    pub line: u32,
    /// In ten-thousandths of the line's unit.
    pub quantity: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    Sea,
    Air,
    Rail,
    Road,
    Courier,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Load {
    /// Whole containers (FCL).
    Containers {
        containers: Vec<Container>,
    },
    /// In a container or a lorry together with goods of others (LCL).
    Shared,
    Parcels {
        count: u32,
    },
    /// A lorry of our own or hired.
    Vehicle,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// Owner, serial number and check digit (ISO 6346); empty until it is known.
    pub number: String,
    /// Such as `40HQ`.
    pub size: String,
    pub seal: String,
}

impl Mode {
    pub const ALL: [Mode; 5] = [Mode::Sea, Mode::Air, Mode::Rail, Mode::Road, Mode::Courier];

    /// As facts say it.
    pub fn key(self) -> &'static str {
        match self {
            Mode::Sea => "sea",
            Mode::Air => "air",
            Mode::Rail => "rail",
            Mode::Road => "road",
            Mode::Courier => "courier",
        }
    }

    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Mode::Sea => ("海运", "by sea"),
            Mode::Air => ("空运", "by air"),
            Mode::Rail => ("铁路", "by rail"),
            Mode::Road => ("公路", "by road"),
            Mode::Courier => ("快递", "by courier"),
        };
        Text::new(zh, en)
    }
}

impl Container {
    /// Four letters, six digits, and the check digit that follows from them (ISO 6346).
    pub fn is_well_formed(&self) -> bool {
        let bytes = self.number.as_bytes();
        let [owner @ .., check] = bytes else { return false };
        if owner.len() != 10 || !check.is_ascii_digit() {
            return false;
        }
        let (letters, digits) = owner.split_at(4);
        if !letters.iter().all(u8::is_ascii_uppercase) || !digits.iter().all(u8::is_ascii_digit) {
            return false;
        }
        let values = owner.iter().map(|c| match c {
            b'0'..=b'9' => u32::from(c - b'0'),
            // A is 10; multiples of 11 are left out.
            letter => {
                let place = u32::from(letter - b'A');
                10 + place + place.div_ceil(10)
            }
        });
        let sum: u32 = values.enumerate().map(|(place, value)| value << place).sum();
        sum % 11 % 10 == u32::from(check - b'0')
    }

    fn checked(self) -> Result<Self, ShipmentRefusal> {
        let number = words(&self.number, ("箱号", "container number"), LONGEST_LINE)?;
        let number: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
        Ok(Self {
            number: number.to_uppercase(),
            size: needed(&self.size, ("箱型", "container size"), LONGEST_LINE)?,
            seal: words(&self.seal, ("封号", "seal"), LONGEST_LINE)?,
        })
    }
}

impl Plan {
    pub(super) fn checked(self, due: &[Due]) -> Result<Self, ShipmentRefusal> {
        if self.cargo.is_empty() {
            return Err(ShipmentRefusal::NothingToShip);
        }
        at_most(self.cargo.len(), MOST_ITEMS, ("货品行", "lines"))?;
        for (place, cargo) in self.cargo.iter().enumerate() {
            cargo.check(due)?;
            if self.cargo.iter().take(place).any(|before| before.line == cargo.line) {
                return Err(ShipmentRefusal::LineTwice { line: cargo.line });
            }
        }
        let load = match self.load {
            Load::Containers { containers } => {
                at_most(containers.len(), MOST_ITEMS, ("集装箱", "containers"))?;
                if containers.is_empty() {
                    return Err(ShipmentRefusal::NoContainer);
                }
                let containers = containers.into_iter().map(Container::checked);
                Load::Containers { containers: containers.collect::<Result<_, _>>()? }
            }
            Load::Parcels { count: 0 } => return Err(ShipmentRefusal::NoParcel),
            other => other,
        };
        Ok(Self {
            cargo: self.cargo,
            mode: self.mode,
            load,
            forwarder: words(&self.forwarder, ("货代", "forwarder"), LONGEST_LINE)?,
            carrier: words(&self.carrier, ("承运人", "carrier"), LONGEST_LINE)?,
            from: words(&self.from, ("起运地", "place of departure"), LONGEST_LINE)?,
            to: words(&self.to, ("目的地", "destination"), LONGEST_LINE)?,
            note: words(&self.note, ("备注", "note"), LONGEST_TEXT)?,
        })
    }
}

impl Cargo {
    /// A line that is there, and a quantity that its unit allows.
    pub(super) fn check(&self, due: &[Due]) -> Result<(), ShipmentRefusal> {
        let due = Due::find(due, self.line).ok_or(ShipmentRefusal::NoSuchLine { line: self.line })?;
        let quantity = due.amount(self.quantity);
        if self.quantity <= 0 {
            return Err(ShipmentRefusal::NotPositive { goods: due.name(), quantity });
        }
        if is_counted(&quantity.unit) && !quantity.is_whole() {
            return Err(ShipmentRefusal::InFractions { goods: due.name(), quantity });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn container_numbers_carry_a_check_digit() {
        for (number, right) in [
            ("CSQU3054383", true),
            ("TOLU4734787", true),
            ("CSQU3054384", false),
            // A remainder of ten is written 0.
            ("CSQU3054385", false),
            ("CSQU305438", false),
            ("CSQ13054383", false),
            ("", false),
            ("中文箱号", false),
        ] {
            let container = Container { number: number.into(), size: "40HQ".into(), seal: String::new() };
            assert_eq!(container.is_well_formed(), right, "{number}");
        }
        let typed = Container { number: "csqu 305438-3".into(), size: "20GP".into(), seal: " S1 ".into() };
        assert!(typed.checked().unwrap().is_well_formed());
    }
}
