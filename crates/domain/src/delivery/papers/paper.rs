//! A paper that was issued: its versions, where each was sent, and whether it is void. What stands on a version is known by the
//! digest of its content.

use serde::{Deserialize, Serialize};

use super::{Kind, Subject};
use crate::{PaperId, Text, delivery::Mark, order::FileRef};

/// Made by its events alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    pub id: PaperId,
    pub kind: Kind,
    pub subject: Subject,
    pub number: String,
    /// Numbered from 1; the last one counts. There is always one.
    pub versions: Vec<Version>,
    pub sent: Vec<Sent>,
    pub voided: Option<Voided>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    pub issue: Issue,
    /// Why it was issued anew.
    pub reason: String,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Of its `Content`.
    pub digest: String,
    pub language: Language,
    /// With the company's seal on it.
    pub sealed: bool,
    /// As it was printed, where it was kept.
    pub file: Option<FileRef>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    Chinese,
    English,
    Both,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    /// From 1.
    pub version: u32,
    pub to: String,
    pub how: String,
    /// Why in spite of what was found.
    pub note: String,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Voided {
    pub reason: String,
    pub mark: Mark,
}

/// Only `decide` makes one that is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperEvent {
    pub mark: Mark,
    pub deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    Issued { id: PaperId, kind: Kind, subject: Subject, number: String, issue: Issue },
    Reissued { issue: Issue, reason: String },
    Sent { to: String, how: String, note: String },
    Voided { reason: String },
}

/// The paper that its events tell, or `None` when they don't begin with its issue.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a PaperEvent>) -> Option<Paper> {
    let mut events = events.into_iter();
    let mut paper = Paper::issued(events.next()?)?;
    events.for_each(|event| paper.apply(event));
    Some(paper)
}

impl Paper {
    /// The paper as its first event tells it.
    pub fn issued(first: &PaperEvent) -> Option<Paper> {
        let Deed::Issued { id, kind, subject, number, issue } = &first.deed else {
            return None;
        };
        let version = Version { issue: issue.clone(), reason: String::new(), mark: first.mark.clone() };
        Some(Paper {
            id: *id,
            kind: *kind,
            subject: *subject,
            number: number.clone(),
            versions: vec![version],
            sent: Vec::new(),
            voided: None,
        })
    }

    pub fn apply(&mut self, event: &PaperEvent) {
        let mark = event.mark.clone();
        match &event.deed {
            // A paper is issued once.
            Deed::Issued { .. } => {}
            Deed::Reissued { issue, reason } => {
                self.versions.push(Version { issue: issue.clone(), reason: reason.clone(), mark });
            }
            Deed::Sent { to, how, note } => {
                let (version, to, how, note) = (self.version(), to.clone(), how.clone(), note.clone());
                self.sent.push(Sent { version, to, how, note, mark });
            }
            Deed::Voided { reason } => self.voided = Some(Voided { reason: reason.clone(), mark }),
        }
    }

    /// The number of the version that counts.
    pub fn version(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX)
    }

    pub fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    pub fn is_standing(&self) -> bool {
        self.voided.is_none()
    }

    /// Somebody outside has the latest version.
    pub fn is_out(&self) -> bool {
        self.sent.iter().any(|sent| sent.version == self.version())
    }

    /// `商业发票 CI-202611-0012`.
    pub fn name(&self) -> Text {
        let title = self.kind.title();
        Text::new(format!("{} {}", title.zh, self.number), format!("{} {}", title.en, self.number))
    }
}
