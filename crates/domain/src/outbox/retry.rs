//! What becomes of a message that could not be sent: again after pauses that grow, or dead.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Pauses after the first try, the second …, in minutes; after the last it is dead. Two and a half days in all: over a weekend's
/// failure of a mail server.
pub const PAUSES_MINUTES: [i64; 8] = [1, 5, 30, 120, 360, 720, 1_080, 1_440];
/// The longest pause that a receiver may ask for.
const MOST_PAUSE: SignedDuration = SignedDuration::from_hours(24);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Failure {
    /// It may go well later.
    Passing {
        why: String,
        /// The receiver asked for so much time, in seconds.
        pause_seconds: Option<u32>,
    },
    /// It never will: no such mailbox, refused for good.
    Lasting { why: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Again { at: Timestamp },
    Dead,
}

/// After so many tries, this one included. `spread` is any number that differs between messages: it moves the next try by up
/// to a tenth, so that a thousand messages that failed at once do not come back at once.
pub fn next(tries: u32, failure: &Failure, now: Timestamp, spread: u64) -> Next {
    let Failure::Passing { pause_seconds, .. } = failure else { return Next::Dead };
    let place = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    let Some(minutes) = PAUSES_MINUTES.get(place) else { return Next::Dead };
    let seconds = minutes * 60;
    let moved = i64::try_from(spread % 1_000).unwrap_or(0) * seconds / 10_000;
    let own = SignedDuration::from_secs(seconds + moved);
    let asked = SignedDuration::from_secs(i64::from(pause_seconds.unwrap_or(0))).min(MOST_PAUSE);
    Next::Again { at: now.checked_add(own.max(asked)).unwrap_or(Timestamp::MAX) }
}

impl Failure {
    /// What an HTTP status says; none for success. A receiver that is gone (404, 410) or does not let us in stays so; one
    /// that is busy, slow or broken does not.
    pub fn of_http(status: u16, retry_after_seconds: Option<u32>) -> Option<Failure> {
        let why = format!("HTTP {status}");
        match status {
            200..=299 => None,
            408 | 425 | 429 | 500..=599 => Some(Failure::Passing { why, pause_seconds: retry_after_seconds }),
            _ => Some(Failure::Lasting { why }),
        }
    }

    /// What an SMTP reply says; none for success (RFC 5321, §4.2.1).
    pub fn of_smtp(code: u16, words: &str) -> Option<Failure> {
        let why = format!("SMTP {code} {}", words.chars().take(200).collect::<String>());
        match code {
            200..=299 => None,
            500..=599 => Some(Failure::Lasting { why }),
            _ => Some(Failure::Passing { why, pause_seconds: None }),
        }
    }

    pub fn why(&self) -> &str {
        match self {
            Failure::Passing { why, .. } | Failure::Lasting { why } => why,
        }
    }
}
