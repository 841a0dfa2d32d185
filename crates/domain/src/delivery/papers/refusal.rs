//! Why a paper is not issued, sent or declared void as told. Texts are under `paper-…`.

use crate::{Message, Say, Text, delivery::FieldFault};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperRefusal {
    Field(FieldFault),
    NoSuchPaper,
    /// About something that this kind is never about.
    OtherSubject {
        kind: Text,
    },
    /// One of its kind stands for the same.
    AlreadyIssued {
        paper: Text,
    },
    Void {
        paper: Text,
        reason: String,
    },
    NoContent,
    TakesNoSeal,
    MayNotSeal,
    MayNotVoid,
    /// To be sent without a word on what is found.
    FindingsUnexplained {
        paper: Text,
        count: usize,
    },
}

impl From<FieldFault> for PaperRefusal {
    fn from(fault: FieldFault) -> Self {
        PaperRefusal::Field(fault)
    }
}

impl Say for PaperRefusal {
    fn say(&self) -> Message {
        use PaperRefusal::*;
        match self {
            Field(fault) => fault.say(),
            NoSuchPaper => Message::new("paper-not-there"),
            OtherSubject { kind } => Message::new("paper-other-subject").with("kind", kind),
            AlreadyIssued { paper } => Message::new("paper-already-issued").with("paper", paper),
            Void { paper, reason } => Message::new("paper-void").with("paper", paper).with("reason", reason.as_str()),
            NoContent => Message::new("paper-no-content"),
            TakesNoSeal => Message::new("paper-takes-no-seal"),
            MayNotSeal => Message::new("paper-may-not-seal"),
            MayNotVoid => Message::new("paper-may-not-void"),
            FindingsUnexplained { paper, count } => {
                Message::new("paper-findings-unexplained").with("paper", paper).with("count", *count)
            }
        }
    }
}
