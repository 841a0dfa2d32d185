//! An approval as it is shown: its links in their order, who signs now, and who has signed, in whose place.

use jiff::Timestamp;
use yidan_domain::{
    approval::{Approval, Link, Signature},
    order::{
        Subject, chain,
        event::{Event, Recorded},
        situation::Situation,
    },
    process::{Step, gate::Verdict},
};

use super::loaded::Loaded;
use crate::texts::Reader;

pub struct ApprovalView {
    pub by: String,
    pub at: Timestamp,
    pub links: Vec<LinkView>,
}

pub struct LinkView {
    pub name: String,
    /// Who signs it: a post, a department, the salesperson.
    pub signer: String,
    pub signers: u32,
    pub is_turn: bool,
    pub signatures: Vec<SignatureView>,
}

pub struct SignatureView {
    pub by: String,
    /// Whom they stood in for; empty when nobody.
    pub in_place_of: String,
    pub at: Timestamp,
    pub comment: String,
}

/// Why it came back, until it is handed in again.
pub struct SentBack {
    pub by: String,
    pub at: Timestamp,
    pub reason: String,
}

impl ApprovalView {
    /// `is_open`: it still waits to be signed.
    pub fn of(loaded: &Loaded, on: &Subject, approval: &Approval, is_open: bool, reader: &Reader) -> Self {
        let chain = chain(&loaded.process, on);
        let turn = approval.turn(&chain).filter(|_| is_open).map(|link| link.key.clone());
        let applies = |link: &&Link| approval.links.contains(&link.key);
        let links = chain.iter().filter(applies).map(|link| {
            let signatures = approval.signatures_on(&link.key).map(|signature| signed(loaded, signature)).collect();
            LinkView { is_turn: turn.as_ref() == Some(&link.key), signatures, ..LinkView::of(loaded, link, reader) }
        });
        Self { by: loaded.person(approval.submitted_by).to_owned(), at: approval.submitted_at, links: links.collect() }
    }
}

impl LinkView {
    fn of(loaded: &Loaded, link: &Link, reader: &Reader) -> Self {
        Self {
            name: link.name.get(reader.lang).to_owned(),
            signer: loaded.process.signer_name(&link.by).get(reader.lang).to_owned(),
            signers: link.signers,
            is_turn: false,
            signatures: Vec::new(),
        }
    }

    pub fn is_signed(&self) -> bool {
        self.missing() == 0
    }

    /// Signatures that are still to come.
    pub fn missing(&self) -> usize {
        (self.signers as usize).saturating_sub(self.signatures.len())
    }
}

/// The links that would have to sign a step that is not handed in yet, as far as can be known.
pub fn to_come(loaded: &Loaded, situation: &Situation, step: &Step, reader: &Reader) -> Vec<LinkView> {
    let applies = |link: &&Link| link.when.as_ref().is_none_or(|when| when.verdict(&situation.facts) != Verdict::Fails);
    step.approvals.iter().filter(applies).map(|link| LinkView::of(loaded, link, reader)).collect()
}

fn signed(loaded: &Loaded, signature: &Signature) -> SignatureView {
    let person = |id| loaded.person(id).to_owned();
    SignatureView {
        by: person(signature.by),
        in_place_of: signature.in_place_of.map(person).unwrap_or_default(),
        at: signature.at,
        comment: signature.comment.clone(),
    }
}

/// The last that was heard of a step's approval, if it was sent back and the step is open.
pub fn sent_back(loaded: &Loaded, step: &Step) -> Option<SentBack> {
    let is_about = |event: &Event| match event {
        Event::SentBack { on, .. } | Event::Withdrawn { on, .. } => on.step() == Some(&step.key),
        Event::Submitted { step: key, .. } | Event::Finished { step: key, .. } => *key == step.key,
        Event::Skipped { step: key, .. } | Event::Reopened { step: key, .. } => *key == step.key,
        _ => false,
    };
    match loaded.history.iter().rev().find(|recorded| is_about(&recorded.event))? {
        Recorded { event: Event::SentBack { reason, .. }, by, at, .. } => {
            Some(SentBack { by: loaded.person(*by).to_owned(), at: *at, reason: reason.clone() })
        }
        _ => None,
    }
}
