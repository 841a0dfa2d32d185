//! Is a piece of evidence still what it was when it was sealed? If not, what was changed.

use std::collections::BTreeSet;

use super::{Evidence, Hash, Part, Seal};
use crate::{EvidenceId, FileId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Intact,
    Changed {
        parts: BTreeSet<Part>,
        /// Drawings and photos that are not what was sealed.
        files: Vec<(FileId, FileState)>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    Missing,
    Changed,
}

impl Evidence {
    /// `content` gives the hash of what is kept of a file now, none where nothing is.
    pub fn verify(&self, content: impl Fn(FileId) -> Option<Hash>) -> Verdict {
        let now = Seal::of(self.id, &self.claim);
        let changed = |part: &Part| self.seal.parts.get(part) != now.parts.get(part);
        let mut parts: BTreeSet<Part> = Part::ALL.into_iter().filter(changed).collect();
        // Whoever changes a part and its hash has not yet changed the whole.
        if parts.is_empty() && self.seal.whole != now.whole {
            parts.extend(Part::ALL);
        }
        let state = |file: &super::Proof| match content(file.id) {
            None => Some((file.id, FileState::Missing)),
            Some(hash) => (hash != file.sha256).then_some((file.id, FileState::Changed)),
        };
        let files: Vec<_> = self.claim.files.iter().filter_map(state).collect();
        if parts.is_empty() && files.is_empty() { Verdict::Intact } else { Verdict::Changed { parts, files } }
    }
}

/// Pieces of one matter, in the order kept, that do not follow the one before them: something was taken out, put in
/// between or sealed anew.
pub fn broken_links<'a>(pieces: impl IntoIterator<Item = &'a Evidence>) -> Vec<EvidenceId> {
    let mut before: Option<&Hash> = None;
    let mut broken = Vec::new();
    for piece in pieces {
        if piece.claim.previous.as_ref() != before {
            broken.push(piece.id);
        }
        before = Some(&piece.seal.whole);
    }
    broken
}
