//! A signature, a sign-off or a photo of signed paper as evidence (S9): what the signer saw, who signed by what means, when by
//! the device's and by our clock, on which device, where if that was allowed, and the contents of drawings and photos.
//! All of it is sealed by SHA-256 over canonical bytes (`seal`), each piece chained to the one before of the same matter, so
//! that `verify` names what was changed later. Contents of files lie elsewhere; here are their hashes.

mod fault;
mod seal;
#[cfg(test)]
mod tests;
mod verify;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use fault::EvidenceFault;
pub use seal::{Hash, Part, Seal};
pub use verify::{FileState, Verdict, broken_links};

use super::fault::{check_past, line, line_needed};
use crate::{EvidenceId, FileId, PersonId, Text};

/// The most drawings and photos of one piece.
pub const MOST_FILES: usize = 20;
/// The most characters that a signer has before them.
pub const MOST_SHOWN: usize = 200_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub id: EvidenceId,
    pub claim: Claim,
    pub seal: Seal,
}

/// What is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub act: Act,
    /// The number of the slip, installation or shipment that it is about.
    pub of: String,
    /// Word for word what the signer had before them.
    pub shown: String,
    pub signer: Signer,
    pub means: Means,
    /// By the device's clock.
    pub signed_at: Timestamp,
    /// By ours, when it came in.
    pub kept_at: Timestamp,
    pub device: String,
    pub location: Location,
    /// Who held out the phone or the paper; nobody where the customer used a link.
    pub witness: Option<PersonId>,
    pub files: Vec<Proof>,
    /// Of the piece before it in the same matter.
    pub previous: Option<Hash>,
}

/// What the signer says by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Ordered,
    Received,
    /// Gifts and display prizes, always apart from the goods.
    GiftsReceived,
    /// The work is accepted.
    Accepted,
    /// Somebody was there.
    Attended,
    /// A photo of something, signed by nobody.
    Shown,
}

impl Act {
    pub fn name(self) -> Text {
        match self {
            Act::Ordered => Text::new("已订货", "ordered"),
            Act::Received => Text::new("已如数收货", "received"),
            Act::GiftsReceived => Text::new("已收赠品/陈列奖品", "gifts and display prizes received"),
            Act::Accepted => Text::new("验收合格", "work accepted"),
            Act::Attended => Text::new("到场", "attended"),
            Act::Shown => Text::new("照片", "photo"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    pub name: String,
    /// As what: the owner, a clerk.
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub phone: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Drawn on a screen; the drawing is kept.
    Drawn,
    /// Written on paper; a photo of it is kept, and the paper has to come back.
    Paper,
    /// Pressed on the customer's own page.
    Link,
    /// Nobody signed: a photo says it.
    Photo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Location {
    /// In millionths of a degree, north and east above zero; so many metres around it.
    At { latitude: i32, longitude: i32, within_m: u32 },
    /// The person did not allow it.
    Refused,
    /// The device could not tell.
    Unknown,
}

/// A drawing or a photo, by what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub id: FileId,
    pub sha256: Hash,
}

/// Evidence as it comes from a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub id: EvidenceId,
    pub act: Act,
    pub signer: Signer,
    pub means: Means,
    pub signed_at: Timestamp,
    pub device: String,
    pub location: Location,
    pub files: Vec<Proof>,
}

/// What we know of it beside what the phone says.
#[derive(Debug, Clone, Copy)]
pub struct Keeping<'a> {
    pub of: &'a str,
    pub shown: &'a str,
    pub witness: Option<PersonId>,
    pub now: Timestamp,
    /// The last piece of the same matter.
    pub previous: Option<&'a Evidence>,
}

impl Draft {
    pub fn kept(self, keeping: Keeping) -> Result<Evidence, EvidenceFault> {
        let Draft { id, act, signer, means, signed_at, device, location, files } = self;
        check_past(signed_at, keeping.now)?;
        check_location(location)?;
        check_files(means, &files)?;
        if (means == Means::Photo) != (act == Act::Shown) {
            return Err(EvidenceFault::NobodySigned { act: act.name() });
        }
        if keeping.shown.trim().is_empty() {
            return Err(EvidenceFault::NothingShown);
        }
        if keeping.shown.chars().count() > MOST_SHOWN {
            return Err(EvidenceFault::ShownTooLong { limit: MOST_SHOWN });
        }
        let name = ("签名人姓名", "name of who signed");
        let signer = Signer {
            name: if means == Means::Photo { line(&signer.name, name)? } else { line_needed(&signer.name, name)? },
            role: line(&signer.role, ("签名人身份", "role of who signed"))?,
            phone: line(&signer.phone, ("签名人电话", "phone of who signed"))?,
        };
        let claim = Claim {
            act,
            of: keeping.of.to_owned(),
            shown: keeping.shown.to_owned(),
            signer,
            means,
            signed_at,
            kept_at: keeping.now,
            device: line(&device, ("设备", "device"))?,
            location,
            witness: keeping.witness,
            files,
            previous: keeping.previous.map(|piece| piece.seal.whole.clone()),
        };
        let seal = Seal::of(id, &claim);
        Ok(Evidence { id, claim, seal })
    }
}

fn check_location(location: Location) -> Result<(), EvidenceFault> {
    match location {
        Location::At { latitude, longitude, .. }
            if latitude.unsigned_abs() > 90_000_000 || longitude.unsigned_abs() > 180_000_000 =>
        {
            Err(EvidenceFault::NoSuchPlace)
        }
        _ => Ok(()),
    }
}

fn check_files(means: Means, files: &[Proof]) -> Result<(), EvidenceFault> {
    let wanted = match means {
        Means::Drawn => Some(("手写签名图", "drawing of the signature")),
        Means::Paper => Some(("已签纸联的照片", "photo of the signed paper")),
        Means::Photo => Some(("照片", "photo")),
        Means::Link => None,
    };
    match wanted {
        Some((zh, en)) if files.is_empty() => Err(EvidenceFault::FileMissing { what: Text::new(zh, en) }),
        _ if files.len() > MOST_FILES => Err(EvidenceFault::TooManyFiles { most: MOST_FILES }),
        _ if files.iter().any(|file| !file.sha256.is_well_formed()) => Err(EvidenceFault::HashUnreadable),
        _ => Ok(()),
    }
}
