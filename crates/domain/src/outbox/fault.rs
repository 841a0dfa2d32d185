//! Why a template, an address or a setting is not taken, or a message not touched. Texts are under `outbox-…`.

use crate::{Message, Say, Text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutboxFault {
    BadAddress { channel: Text, written: String },
    WordsMissing { lang: Text },
    WordsTooLong { lang: Text, most: usize },
    TooLongForChannel { channel: Text, characters: usize, most: usize },
    UnknownPlace { name: String, known: Vec<Text> },
    Unclosed { near: String },
    QuietAllDay { at: String },
    NotDead { state: Text },
    NotWaiting { state: Text },
}

impl Say for OutboxFault {
    fn say(&self) -> Message {
        use OutboxFault::*;
        match self {
            BadAddress { channel, written } => {
                Message::new("outbox-bad-address").with("channel", channel).with("written", written.as_str())
            }
            WordsMissing { lang } => Message::new("outbox-words-missing").with("lang", lang),
            WordsTooLong { lang, most } => Message::new("outbox-words-too-long").with("lang", lang).with("most", *most),
            TooLongForChannel { channel, characters, most } => Message::new("outbox-too-long-for-channel")
                .with("channel", channel)
                .with("characters", *characters)
                .with("most", *most),
            UnknownPlace { name, known } => {
                Message::new("outbox-unknown-place").with("name", name.as_str()).with("known", known.clone())
            }
            Unclosed { near } => Message::new("outbox-unclosed").with("near", near.as_str()),
            QuietAllDay { at } => Message::new("outbox-quiet-all-day").with("at", at.as_str()),
            NotDead { state } => Message::new("outbox-not-dead").with("state", state),
            NotWaiting { state } => Message::new("outbox-not-waiting").with("state", state),
        }
    }
}
