//! Why something does not happen to a slip. Texts are under `slip-…`.

use jiff::Timestamp;

use crate::{
    Message, Quantity, Say, Text,
    field::{Fault, evidence::EvidenceFault},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipRefusal {
    Field(Fault),
    Evidence(EvidenceFault),
    NoGoods,
    PriceNegative {
        item: Text,
    },
    AmountTooLarge {
        item: Text,
    },
    NoSuchItem {
        item: u32,
    },
    /// A handover or a signature says what it is for, item by item.
    NothingItemised,
    NoSuchCopy {
        copy: Text,
    },
    CopyIsThere {
        copy: Text,
        holder: Text,
    },
    OrderNotSigned,
    SignedAlready {
        name: String,
    },
    RestClosed {
        reason: String,
    },
    NothingOutstanding,
    MoreThanOrdered {
        item: String,
        given: Quantity,
        most: Quantity,
    },
    NoSuchHandover,
    /// Goods among gifts, or gifts among goods.
    SignedApart {
        item: String,
        kind: Text,
    },
    MoreThanHandedOver {
        item: String,
        given: Quantity,
        most: Quantity,
    },
    NoSuchSignature,
    VoidedAlready {
        reason: String,
    },
    /// The order's signature, on which goods were delivered.
    DeliveredSince,
    WrittenOffSince {
        item: String,
        written_off: Quantity,
    },
    AgainInThePast {
        at: Timestamp,
    },
    MayNotWriteOff,
    OwnSlip,
    MoreThanSupported {
        item: String,
        given: Quantity,
        most: Quantity,
    },
}

impl From<Fault> for SlipRefusal {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

impl From<EvidenceFault> for SlipRefusal {
    fn from(fault: EvidenceFault) -> Self {
        Self::Evidence(fault)
    }
}

impl Say for SlipRefusal {
    fn say(&self) -> Message {
        use SlipRefusal::*;
        let more = |key, item: &str, given: &Quantity, most: &Quantity| {
            Message::new(key).with("item", item).with("given", given.to_string()).with("most", most.to_string())
        };
        match self {
            Field(fault) => fault.say(),
            Evidence(fault) => fault.say(),
            NoGoods => Message::new("slip-no-goods"),
            PriceNegative { item } => Message::new("slip-price-negative").with("item", item),
            AmountTooLarge { item } => Message::new("slip-amount-too-large").with("item", item),
            NoSuchItem { item } => Message::new("slip-no-such-item").with("item", i64::from(*item)),
            NothingItemised => Message::new("slip-nothing-itemised"),
            NoSuchCopy { copy } => Message::new("slip-no-such-copy").with("copy", copy),
            CopyIsThere { copy, holder } => {
                Message::new("slip-copy-is-there").with("copy", copy).with("holder", holder)
            }
            OrderNotSigned => Message::new("slip-order-not-signed"),
            SignedAlready { name } => Message::new("slip-signed-already").with("name", name.as_str()),
            RestClosed { reason } => Message::new("slip-rest-closed").with("reason", reason.as_str()),
            NothingOutstanding => Message::new("slip-nothing-outstanding"),
            MoreThanOrdered { item, given, most } => more("slip-more-than-ordered", item, given, most),
            NoSuchHandover => Message::new("slip-no-such-handover"),
            SignedApart { item, kind } => {
                Message::new("slip-signed-apart").with("item", item.as_str()).with("kind", kind)
            }
            MoreThanHandedOver { item, given, most } => more("slip-more-than-handed-over", item, given, most),
            NoSuchSignature => Message::new("slip-no-such-signature"),
            VoidedAlready { reason } => Message::new("slip-voided-already").with("reason", reason.as_str()),
            DeliveredSince => Message::new("slip-delivered-since"),
            WrittenOffSince { item, written_off } => Message::new("slip-written-off-since")
                .with("item", item.as_str())
                .with("quantity", written_off.to_string()),
            AgainInThePast { at } => Message::new("slip-again-in-the-past").with("at", *at),
            MayNotWriteOff => Message::new("slip-may-not-write-off"),
            OwnSlip => Message::new("slip-own-slip"),
            MoreThanSupported { item, given, most } => more("slip-more-than-supported", item, given, most),
        }
    }
}
