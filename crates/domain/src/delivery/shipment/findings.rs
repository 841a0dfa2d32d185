//! What is not as it should be with a shipment, and what does not fit together of what was told of it.

use jiff::civil::Date;

use super::{Container, HarmKind, Load, Shipment, sign_off::Difference};
use crate::{Message, Quantity, Say, Text, delivery::Due};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Should have left by now.
    NotLeft {
        etd: Date,
        days: i64,
    },
    /// In days against what was said first, arrived or not.
    Late {
        first: Date,
        expected: Date,
        days: i64,
    },
    /// The carrier says that it has left or arrived, and nobody has registered that it left.
    CarrierSaysLeft {
        milestone: Text,
        on: Date,
    },
    /// The number's check digit is wrong: mistyped.
    ContainerNumber {
        number: String,
    },
    Harmed {
        kind: Text,
        goods: Text,
        quantity: Quantity,
    },
    ReceivedLess {
        goods: Text,
        shipped: Quantity,
        received: Quantity,
    },
    ReceivedMore {
        goods: Text,
        shipped: Quantity,
        received: Quantity,
    },
    /// What was signed is not what is kept.
    Tampered {
        name: String,
    },
}

pub fn findings(shipment: &Shipment, due: &[Due], today: Date) -> Vec<Finding> {
    if shipment.is_cancelled() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let (None, Some(etd)) = (&shipment.departed, shipment.etd())
        && etd < today
        && shipment.arrived_on().is_none()
    {
        let days = shipment.departure_delay(today).map_or(0, |delay| i64::from(delay.against_latest));
        found.push(Finding::NotLeft { etd, days });
    }
    let first = shipment.estimates.iter().find_map(|estimate| estimate.eta);
    if let (Some(first), Some(delay)) = (first, shipment.delay(today))
        && delay.against_first > 0
    {
        let expected = shipment.arrived_on().or(shipment.eta().map(|eta| eta.max(today))).unwrap_or(first);
        found.push(Finding::Late { first, expected, days: i64::from(delay.against_first) });
    }
    let under_way = shipment.way().into_iter().find(|report| report.milestone.is_under_way());
    if let Some(report) = under_way.filter(|_| !shipment.has_left()) {
        found.push(Finding::CarrierSaysLeft { milestone: report.milestone.name(), on: report.on });
    }
    if let Load::Containers { containers } = &shipment.plan.load {
        let wrong = |container: &&Container| !container.number.is_empty() && !container.is_well_formed();
        let wrong = containers.iter().filter(wrong);
        found.extend(wrong.map(|container| Finding::ContainerNumber { number: container.number.clone() }));
    }
    for told in &shipment.harms {
        if let Some(due) = Due::find(due, told.harm.line) {
            let quantity = due.amount(told.harm.quantity);
            found.push(Finding::Harmed { kind: told.harm.kind.name(), goods: due.name(), quantity });
        }
    }
    if let Some(signed) = shipment.signed() {
        if !signed.sign_off.is_intact(shipment.id) {
            found.push(Finding::Tampered { name: signed.sign_off.name.clone() });
        }
        found.extend(signed.differences(shipment).iter().filter_map(|one| difference(one, due)));
    }
    found
}

fn difference(one: &Difference, due: &[Due]) -> Option<Finding> {
    let due = Due::find(due, one.line)?;
    let (goods, shipped, received) = (due.name(), due.amount(one.shipped), due.amount(one.received));
    Some(if one.received < one.shipped {
        Finding::ReceivedLess { goods, shipped, received }
    } else {
        Finding::ReceivedMore { goods, shipped, received }
    })
}

impl HarmKind {
    pub fn name(self) -> Text {
        match self {
            HarmKind::Damaged => Text::new("破损", "damaged"),
            HarmKind::Wet => Text::new("水湿", "wet"),
            HarmKind::Missing => Text::new("短少", "missing"),
        }
    }
}

impl Say for Finding {
    fn say(&self) -> Message {
        use Finding::*;
        match self {
            NotLeft { etd, days } => Message::new("shipment-found-not-left").with("etd", *etd).with("days", *days),
            Late { first, expected, days } => Message::new("shipment-found-late")
                .with("first", *first)
                .with("expected", *expected)
                .with("days", *days),
            CarrierSaysLeft { milestone, on } => {
                Message::new("shipment-found-carrier-says-left").with("milestone", milestone).with("on", *on)
            }
            ContainerNumber { number } => {
                Message::new("shipment-found-container-number").with("number", number.as_str())
            }
            Harmed { kind, goods, quantity } => Message::new("shipment-found-harmed")
                .with("kind", kind)
                .with("goods", goods)
                .with("quantity", quantity.to_string()),
            ReceivedLess { goods, shipped, received } => Message::new("shipment-found-received-less")
                .with("goods", goods)
                .with("shipped", shipped.to_string())
                .with("received", received.to_string()),
            ReceivedMore { goods, shipped, received } => Message::new("shipment-found-received-more")
                .with("goods", goods)
                .with("shipped", shipped.to_string())
                .with("received", received.to_string()),
            Tampered { name } => Message::new("shipment-found-tampered").with("name", name.as_str()),
        }
    }
}
