//! Approvals: an ordered chain of links, each signed by whoever holds the post that it names, by separate people.
//!
//! A process says which links a step has (`Link`); what has been handed in keeps the links that apply to it and its
//! signatures (`Approval`). `sign` is the one place that says whose turn it is and who may sign: inbox, button, API and
//! guard ask it.

mod post;
mod sign;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use post::{Away, Post, Signer};
pub use sign::{Capacity, Turn, Unfit};

use crate::{PersonId, Text, process::gate::Condition};

/// One link of a chain, as a process says it.
#[derive(Debug, Clone)]
pub struct Link {
    pub key: String,
    pub name: Text,
    pub by: Signer,
    /// So many different people of that post or department.
    pub signers: u32,
    /// The link applies where this holds, and where it is not known.
    pub when: Option<Condition>,
}

/// Something that has been handed in and waits to be signed, or is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    pub submitted_at: Timestamp,
    pub submitted_by: PersonId,
    /// Keys of the links that apply, in their order, as they stood when it was handed in.
    pub links: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signature>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    pub link: String,
    pub by: PersonId,
    /// In whose place, where somebody stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<PersonId>,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

impl Approval {
    pub fn submitted(at: Timestamp, by: PersonId, links: Vec<String>) -> Self {
        Self { submitted_at: at, submitted_by: by, links, signatures: Vec::new() }
    }

    /// The link whose turn it is; none when all have signed.
    pub fn turn<'a>(&self, chain: &'a [Link]) -> Option<&'a Link> {
        let applies = |link: &&Link| self.links.contains(&link.key);
        chain.iter().filter(applies).find(|link| self.signatures_on(&link.key).count() < link.signers as usize)
    }

    pub fn signatures_on<'a>(&'a self, link: &'a str) -> impl Iterator<Item = &'a Signature> + 'a {
        self.signatures.iter().filter(move |signature| signature.link == link)
    }

    pub fn is_complete(&self, chain: &[Link]) -> bool {
        self.turn(chain).is_none()
    }
}
