//! A round of a sample: made in the sample room, washed, checked, finished, measured, sent, judged by the customer (S2).
//! What was done is a list in the order done, so that each wash and each remake stays to be read and is counted.

use serde::{Deserialize, Serialize};

use super::{Mark, Measurement, Pieces, chart::Measured};
use crate::Text;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// From 1.
    pub number: u32,
    /// Handed to the sample room.
    pub begun: Mark,
    /// Why it was begun, though something was missing or the sample approved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The version of the process sheet that it is made by; 0 where there was none.
    pub sheet: u32,
    /// The version of the size chart that it is measured by; 0 where there was none.
    pub chart: u32,
    #[serde(default)]
    pub done: Vec<Done>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    pub stage: Stage,
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Stage {
    Made {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// Without words: as the process sheet says.
    Washed {
        #[serde(default)]
        how: String,
    },
    Checked {
        check: Check,
    },
    Finished,
    /// Of a size and point that was measured before in this finish, the last counts.
    Measured {
        measurements: Vec<Measurement>,
    },
    Sent(Sending),
    Judged(Judgement),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Check {
    Passed,
    Failed { again: Again, wrong: String },
}

/// What a failed check sends the sample back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    ReWash,
    Remake,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    pub delivery: Delivery,
    pub pieces: Vec<Pieces>,
    /// Why it goes although points are outside their tolerance.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Delivery {
    Courier {
        courier: String,
        /// Tracking number.
        number: String,
    },
    /// Handed over in person, to whom may be said.
    ByHand {
        #[serde(default)]
        to: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    pub verdict: Verdict,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comments: String,
    /// Who of the customer's people said it; empty where nobody wrote that down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Approved,
    ApprovedWithComments,
    Changes,
    Rejected,
}

impl Round {
    pub fn last(&self) -> Option<&Stage> {
        self.done.last().map(|done| &done.stage)
    }

    /// The day of what was done last.
    pub fn last_day(&self) -> jiff::civil::Date {
        self.done.last().map_or(self.begun, |done| done.mark).on
    }

    pub fn sent(&self) -> Option<(&Sending, Mark)> {
        self.done.iter().rev().find_map(|done| match &done.stage {
            Stage::Sent(sending) => Some((sending, done.mark)),
            _ => None,
        })
    }

    /// What the customer said of it.
    pub fn judged(&self) -> Option<(&Judgement, Mark)> {
        self.done.iter().rev().find_map(|done| match &done.stage {
            Stage::Judged(judgement) => Some((judgement, done.mark)),
            _ => None,
        })
    }

    /// What was measured since it was finished last: a further wash or another make is measured anew.
    pub fn measured(&self) -> Measured<'_> {
        let finished = self.done.iter().rposition(|done| done.stage == Stage::Finished);
        let since = finished.map_or(&[][..], |place| &self.done[place..]);
        let measurements = since.iter().filter_map(|done| match &done.stage {
            Stage::Measured { measurements } => Some(measurements),
            _ => None,
        });
        measurements.flatten().map(|it| ((it.size.as_str(), it.point.as_str()), it.length)).collect()
    }

    /// Has it been washed since it was made last?
    pub fn is_washed(&self) -> bool {
        let mut since_made = self.done.iter().rev().take_while(|done| !matches!(done.stage, Stage::Made { .. }));
        since_made.any(|done| matches!(done.stage, Stage::Washed { .. }))
    }

    /// How often a check has sent it back to this.
    pub fn sent_back(&self, to: Again) -> usize {
        let is_back =
            |done: &&Done| matches!(&done.stage, Stage::Checked { check: Check::Failed { again, .. } } if *again == to);
        self.done.iter().filter(is_back).count()
    }
}

impl Again {
    pub fn name(self) -> Text {
        match self {
            Again::ReWash => Text::new("返洗", "wash again"),
            Again::Remake => Text::new("重新做板", "make again"),
        }
    }
}

impl Verdict {
    pub const ALL: [Verdict; 4] =
        [Verdict::Approved, Verdict::ApprovedWithComments, Verdict::Changes, Verdict::Rejected];

    /// As it stands in forms and the API.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Approved => "approved",
            Verdict::ApprovedWithComments => "approved_with_comments",
            Verdict::Changes => "changes",
            Verdict::Rejected => "rejected",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }

    pub fn name(self) -> Text {
        match self {
            Verdict::Approved => Text::new("确认", "approved"),
            Verdict::ApprovedWithComments => Text::new("确认，有意见", "approved with comments"),
            Verdict::Changes => Text::new("要修改", "changes wanted"),
            Verdict::Rejected => Text::new("不接受", "rejected"),
        }
    }

    pub fn approves(self) -> bool {
        matches!(self, Verdict::Approved | Verdict::ApprovedWithComments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_kept_by_their_keys() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::of(verdict.key()), Some(verdict));
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.key());
        }
        assert_eq!(Verdict::of("perhaps"), None);
    }
}
