//! Why something is not taken as evidence.

use crate::{Message, Say, Text, field::Fault};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceFault {
    Field(Fault),
    /// A signature without its drawing, or paper without its photo.
    FileMissing {
        what: Text,
    },
    TooManyFiles {
        most: usize,
    },
    /// The phone sent no SHA-256.
    HashUnreadable,
    /// A photo signs nothing, and a signature is more than a photo.
    NobodySigned {
        act: Text,
    },
    /// It must be on record what the signer saw.
    NothingShown,
    ShownTooLong {
        limit: usize,
    },
    NoSuchPlace,
}

impl From<Fault> for EvidenceFault {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

impl Say for EvidenceFault {
    fn say(&self) -> Message {
        use EvidenceFault::*;
        match self {
            Field(fault) => fault.say(),
            FileMissing { what } => Message::new("evidence-file-missing").with("what", what),
            TooManyFiles { most } => Message::new("evidence-too-many-files").with("most", *most),
            HashUnreadable => Message::new("evidence-hash-unreadable"),
            NobodySigned { act } => Message::new("evidence-nobody-signed").with("act", act),
            NothingShown => Message::new("evidence-nothing-shown"),
            ShownTooLong { limit } => Message::new("evidence-shown-too-long").with("limit", *limit),
            NoSuchPlace => Message::new("evidence-no-such-place"),
        }
    }
}
