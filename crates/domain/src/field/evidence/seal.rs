//! The seal of a piece of evidence: SHA-256 over the canonical bytes of each part, and over all of these hashes.
//!
//! Canonical bytes: every value by its length (8 bytes, little endian) and its UTF-8 bytes; numbers and times in decimal
//! digits; a list by its length and then its values. The form never changes; a new one would get a new `FORM`.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Act, Claim, Location, Means, Signer};
use crate::{EvidenceId, Text};

const FORM: &str = "yidan evidence 1";

/// A SHA-256 in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(pub String);

impl Hash {
    pub fn of(bytes: &[u8]) -> Self {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 64 && self.0.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What of a piece of evidence is hashed by itself, so that a change can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Id,
    Act,
    Shown,
    Signer,
    Means,
    Times,
    Device,
    Location,
    Witness,
    Files,
    Previous,
}

impl Part {
    pub const ALL: [Part; 11] = [
        Part::Id,
        Part::Act,
        Part::Shown,
        Part::Signer,
        Part::Means,
        Part::Times,
        Part::Device,
        Part::Location,
        Part::Witness,
        Part::Files,
        Part::Previous,
    ];

    pub fn name(self) -> Text {
        match self {
            Part::Id => Text::new("编号", "number"),
            Part::Act => Text::new("签署事项", "what was signed"),
            Part::Shown => Text::new("签署内容", "wording"),
            Part::Signer => Text::new("签名人", "signer"),
            Part::Means => Text::new("签署方式", "means"),
            Part::Times => Text::new("时间", "times"),
            Part::Device => Text::new("设备", "device"),
            Part::Location => Text::new("位置", "place"),
            Part::Witness => Text::new("经办人", "witness"),
            Part::Files => Text::new("签名图与照片", "drawings and photos"),
            Part::Previous => Text::new("与上一份的衔接", "link to the piece before"),
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Part::Id => "id",
            Part::Act => "act",
            Part::Shown => "shown",
            Part::Signer => "signer",
            Part::Means => "means",
            Part::Times => "times",
            Part::Device => "device",
            Part::Location => "location",
            Part::Witness => "witness",
            Part::Files => "files",
            Part::Previous => "previous",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    pub parts: BTreeMap<Part, Hash>,
    pub whole: Hash,
}

impl Seal {
    pub fn of(id: EvidenceId, claim: &Claim) -> Self {
        let parts: BTreeMap<Part, Hash> = Part::ALL.map(|part| (part, hash_of(part, id, claim))).into();
        let whole = Self::whole_of(&parts);
        Self { parts, whole }
    }

    pub(super) fn whole_of(parts: &BTreeMap<Part, Hash>) -> Hash {
        let mut bytes = Canonical::begin("whole");
        for (part, hash) in parts {
            bytes.words(part.tag());
            bytes.words(&hash.0);
        }
        Hash::of(&bytes.0)
    }
}

fn hash_of(part: Part, id: EvidenceId, claim: &Claim) -> Hash {
    let mut bytes = Canonical::begin(part.tag());
    match part {
        Part::Id => bytes.words(&id.to_string()),
        Part::Act => {
            bytes.words(act(claim.act));
            bytes.words(&claim.of);
        }
        Part::Shown => bytes.words(&claim.shown),
        Part::Signer => {
            let Signer { name, role, phone } = &claim.signer;
            [name, role, phone].iter().for_each(|it| bytes.words(it));
        }
        Part::Means => bytes.words(means(claim.means)),
        Part::Times => [claim.signed_at, claim.kept_at].iter().for_each(|at| bytes.number(at.as_nanosecond())),
        Part::Device => bytes.words(&claim.device),
        Part::Location => match claim.location {
            Location::At { latitude, longitude, within_m } => {
                bytes.words("at");
                [i128::from(latitude), i128::from(longitude), i128::from(within_m)]
                    .iter()
                    .for_each(|it| bytes.number(*it));
            }
            Location::Refused => bytes.words("refused"),
            Location::Unknown => bytes.words("unknown"),
        },
        Part::Witness => bytes.list(claim.witness.iter().map(ToString::to_string)),
        Part::Files => bytes.list(claim.files.iter().flat_map(|file| [file.id.to_string(), file.sha256.0.clone()])),
        Part::Previous => bytes.list(claim.previous.iter().map(|hash| hash.0.clone())),
    }
    Hash::of(&bytes.0)
}

struct Canonical(Vec<u8>);

impl Canonical {
    fn begin(tag: &str) -> Self {
        let mut bytes = Self(Vec::new());
        bytes.words(FORM);
        bytes.words(tag);
        bytes
    }

    fn words(&mut self, words: &str) {
        self.0.extend_from_slice(&(words.len() as u64).to_le_bytes());
        self.0.extend_from_slice(words.as_bytes());
    }

    fn number(&mut self, number: i128) {
        self.words(&number.to_string());
    }

    fn list(&mut self, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.collect();
        self.number(values.len() as i128);
        values.iter().for_each(|value| self.words(value));
    }
}

// Written out rather than taken from names in the code: renaming must not break old seals.
fn act(act: Act) -> &'static str {
    match act {
        Act::Ordered => "ordered",
        Act::Received => "received",
        Act::GiftsReceived => "gifts received",
        Act::Accepted => "accepted",
        Act::Attended => "attended",
        Act::Shown => "shown",
    }
}

fn means(means: Means) -> &'static str {
    match means {
        Means::Drawn => "drawn",
        Means::Paper => "paper",
        Means::Link => "link",
        Means::Photo => "photo",
    }
}
