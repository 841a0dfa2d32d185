//! What may happen to a paper, and why not.

use super::{Deed, Issue, Paper, PaperEvent, PaperRefusal};
use crate::delivery::{
    LONGEST_LINE, LONGEST_TEXT, Mark,
    field::{at_most, is_digest, needed, words},
};

pub const MOST_VERSIONS: usize = 200;
pub const MOST_SENT: usize = 500;

/// What is decided by besides the paper itself.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// All papers of the same subject.
    pub of_subject: &'a [Paper],
    /// How many findings there are on it now, by itself and within its set.
    pub findings: usize,
    pub may_seal: bool,
    pub may_void: bool,
}

/// There is no paper before it is issued. What is known already, because it was sent twice, makes no event.
pub fn decide(
    paper: Option<&Paper>,
    deed: Deed,
    mark: Mark,
    given: &Given,
) -> Result<Option<PaperEvent>, PaperRefusal> {
    let deed = match (paper, deed) {
        (None, Deed::Issued { id, kind, subject, number, issue }) => {
            if !kind.fits(subject) {
                return Err(PaperRefusal::OtherSubject { kind: kind.title() });
            }
            let standing = |other: &&Paper| other.kind == kind && other.subject == subject && other.is_standing();
            if let Some(other) = given.of_subject.iter().find(standing).filter(|_| kind.stands_alone()) {
                return Err(PaperRefusal::AlreadyIssued { paper: other.name() });
            }
            let number = needed(&number, ("单据号", "number"), LONGEST_LINE)?;
            check_issue(&issue, kind.takes_seal(), given)?;
            Deed::Issued { id, kind, subject, number, issue }
        }
        (None, _) => return Err(PaperRefusal::NoSuchPaper),
        (Some(paper), Deed::Issued { id, .. }) if paper.id == id => return Ok(None),
        (Some(paper), deed) => match paper.taken(deed, given)? {
            Some(deed) => deed,
            None => return Ok(None),
        },
    };
    Ok(Some(PaperEvent { mark, deed }))
}

impl Paper {
    fn taken(&self, deed: Deed, given: &Given) -> Result<Option<Deed>, PaperRefusal> {
        if let Some(voided) = &self.voided {
            return Err(PaperRefusal::Void { paper: self.name(), reason: voided.reason.clone() });
        }
        Ok(Some(match deed {
            Deed::Issued { .. } => return Err(PaperRefusal::AlreadyIssued { paper: self.name() }),
            Deed::Reissued { issue, reason } => {
                at_most(self.versions.len() + 1, MOST_VERSIONS, ("版本", "versions"))?;
                if self.latest().is_some_and(|latest| latest.issue == issue) {
                    return Ok(None);
                }
                check_issue(&issue, self.kind.takes_seal(), given)?;
                // Who has the version before wants to know what changed.
                const REASON: (&str, &str) = ("改版原因", "reason for the new version");
                let reason = if self.is_out() {
                    needed(&reason, REASON, LONGEST_TEXT)?
                } else {
                    words(&reason, REASON, LONGEST_TEXT)?
                };
                Deed::Reissued { issue, reason }
            }
            Deed::Sent { to, how, note } => {
                at_most(self.sent.len() + 1, MOST_SENT, ("发送记录", "records of sending"))?;
                let note = words(&note, ("说明", "note"), LONGEST_TEXT)?;
                if given.findings > 0 && note.is_empty() {
                    return Err(PaperRefusal::FindingsUnexplained { paper: self.name(), count: given.findings });
                }
                let to = needed(&to, ("收件人", "recipient"), LONGEST_LINE)?;
                Deed::Sent { to, how: words(&how, ("发送方式", "way of sending"), LONGEST_LINE)?, note }
            }
            Deed::Voided { reason } => {
                if !given.may_void {
                    return Err(PaperRefusal::MayNotVoid);
                }
                Deed::Voided { reason: needed(&reason, ("作废原因", "reason"), LONGEST_TEXT)? }
            }
        }))
    }
}

fn check_issue(issue: &Issue, takes_seal: bool, given: &Given) -> Result<(), PaperRefusal> {
    if !is_digest(&issue.digest) {
        return Err(PaperRefusal::NoContent);
    }
    if issue.sealed && !takes_seal {
        return Err(PaperRefusal::TakesNoSeal);
    }
    if issue.sealed && !given.may_seal {
        return Err(PaperRefusal::MayNotSeal);
    }
    Ok(())
}
