//! What a rule has found, with the numbers that its sentence is said with.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Message, PromiseId, Quantity, Say, quality};

/// The rules that the program watches orders by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKey {
    NoDate,
    StepLateStart,
    StepOverdue,
    AtRisk,
    WillBeLate,
    PromiseBroken,
    WordBroken,
    Blocked,
    Idle,
    QuantityShort,
    InspectionFailed,
}

/// One trouble in forms that grow worse: it has one exception, which says the worst that holds.
const LATENESS: [RuleKey; 3] = [RuleKey::AtRisk, RuleKey::WillBeLate, RuleKey::PromiseBroken];
/// The same of one step.
const STANDSTILL: [RuleKey; 3] = [RuleKey::StepLateStart, RuleKey::StepOverdue, RuleKey::Blocked];

/// Kept in events, so that an exception always says what was found when it was raised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Finding {
    /// The order has no promised day.
    NoDate {
        received: Timestamp,
    },
    /// A step could begin and should have.
    StepLateStart {
        planned: Timestamp,
    },
    StepOverdue {
        due: Timestamp,
    },
    /// If things go badly the goods leave too late.
    AtRisk {
        promised: Date,
        likely_by: Date,
    },
    /// As things go the goods leave too late.
    WillBeLate {
        promised: Date,
        expected: Date,
    },
    /// The promised day has passed and the goods have not left.
    PromiseBroken {
        promised: Date,
    },
    /// Something else promised to the customer, and its day has passed.
    WordBroken {
        promise: PromiseId,
        due: Date,
    },
    /// It is a step's turn, and a condition of the process holds it.
    Blocked {
        since: Timestamp,
    },
    /// Nobody has done anything.
    Idle {
        since: Timestamp,
    },
    QuantityShort {
        ordered: Quantity,
        made: Quantity,
    },
    /// A lot has failed its inspection, and may not go on.
    InspectionFailed {
        found: Box<quality::Finding>,
    },
}

impl RuleKey {
    pub const ALL: [RuleKey; 11] = [
        RuleKey::NoDate,
        RuleKey::StepLateStart,
        RuleKey::StepOverdue,
        RuleKey::Blocked,
        RuleKey::Idle,
        RuleKey::AtRisk,
        RuleKey::WillBeLate,
        RuleKey::PromiseBroken,
        RuleKey::WordBroken,
        RuleKey::QuantityShort,
        RuleKey::InspectionFailed,
    ];

    /// As it stands in addresses and files, and ends the keys of its words.
    pub fn key(self) -> &'static str {
        match self {
            RuleKey::NoDate => "no-date",
            RuleKey::StepLateStart => "step-late-start",
            RuleKey::StepOverdue => "step-overdue",
            RuleKey::AtRisk => "at-risk",
            RuleKey::WillBeLate => "will-be-late",
            RuleKey::PromiseBroken => "promise-broken",
            RuleKey::WordBroken => "word-broken",
            RuleKey::Blocked => "blocked",
            RuleKey::Idle => "idle",
            RuleKey::QuantityShort => "quantity-short",
            RuleKey::InspectionFailed => "inspection-failed",
        }
    }

    pub fn named(key: &str) -> Option<RuleKey> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }

    /// Does it say that the order as a whole is late, or going to be?
    pub fn is_about_lateness(self) -> bool {
        LATENESS.contains(&self)
    }

    /// Do both rules speak of one trouble, in its lesser and worse forms?
    pub fn has_the_trouble_of(self, other: RuleKey) -> bool {
        self == other || [LATENESS, STANDSTILL].iter().any(|forms| forms.contains(&self) && forms.contains(&other))
    }

    pub fn is_worse_than(self, other: RuleKey) -> bool {
        let place = |forms: &[RuleKey], key| forms.iter().position(|form| *form == key);
        [LATENESS, STANDSTILL]
            .iter()
            .any(|forms| place(forms, self) > place(forms, other) && place(forms, other).is_some())
    }
}

impl Finding {
    pub fn rule(&self) -> RuleKey {
        match self {
            Finding::NoDate { .. } => RuleKey::NoDate,
            Finding::StepLateStart { .. } => RuleKey::StepLateStart,
            Finding::StepOverdue { .. } => RuleKey::StepOverdue,
            Finding::AtRisk { .. } => RuleKey::AtRisk,
            Finding::WillBeLate { .. } => RuleKey::WillBeLate,
            Finding::PromiseBroken { .. } => RuleKey::PromiseBroken,
            Finding::WordBroken { .. } => RuleKey::WordBroken,
            Finding::Blocked { .. } => RuleKey::Blocked,
            Finding::Idle { .. } => RuleKey::Idle,
            Finding::QuantityShort { .. } => RuleKey::QuantityShort,
            Finding::InspectionFailed { .. } => RuleKey::InspectionFailed,
        }
    }

    /// Do both speak of one trouble, however bad it is and whatever the numbers are by now?
    pub fn concerns_the_same_as(&self, other: &Finding) -> bool {
        match (self, other) {
            (Finding::WordBroken { promise, .. }, Finding::WordBroken { promise: other, .. }) => promise == other,
            (Finding::InspectionFailed { found }, Finding::InspectionFailed { found: other }) => found.lot == other.lot,
            _ => self.rule().has_the_trouble_of(other.rule()),
        }
    }

    /// Does whoever has settled this one, then, know of the other? It is the same trouble on the same ground and no worse,
    /// or a lesser form that was so already. A new due day or a new promise is a new ground; how late it is expected is
    /// not: that changes every day.
    pub fn has_settled(&self, at: Timestamp, other: &Finding) -> bool {
        let is_lesser = self.rule().is_worse_than(other.rule());
        match other {
            Finding::StepLateStart { planned: since } | Finding::StepOverdue { due: since } if is_lesser => {
                *since <= at
            }
            _ => self.stands_on(other) && (is_lesser || self.rule() == other.rule()),
        }
    }

    /// Does it say already what the other says, by the same rule and on the same ground?
    pub fn says(&self, other: &Finding) -> bool {
        match (self, other) {
            // On the same ground, but with another day for the re-inspection.
            (Finding::InspectionFailed { .. }, Finding::InspectionFailed { .. }) => self == other,
            _ => self.rule() == other.rule() && self.stands_on(other),
        }
    }

    /// Are both of one promise or of one failed inspection, or the same to the number?
    fn stands_on(&self, other: &Finding) -> bool {
        if let (Finding::InspectionFailed { found }, Finding::InspectionFailed { found: other }) = (self, other) {
            return found.inspection == other.inspection;
        }
        match (self.missed(), other.missed()) {
            (Some(promised), Some(of_other)) => promised == of_other,
            _ => self == other,
        }
    }

    /// The promised day that the order misses, or may.
    fn missed(&self) -> Option<Date> {
        match self {
            Finding::AtRisk { promised, .. }
            | Finding::WillBeLate { promised, .. }
            | Finding::PromiseBroken { promised } => Some(*promised),
            _ => None,
        }
    }
}

/// Without the step, which is named beside it.
impl Say for Finding {
    fn say(&self) -> Message {
        match self {
            Finding::NoDate { received } => Message::new("finding-no-date").with("received", *received),
            Finding::StepLateStart { planned } => Message::new("finding-step-late-start").with("planned", *planned),
            Finding::StepOverdue { due } => Message::new("finding-step-overdue").with("due", *due),
            Finding::AtRisk { promised, likely_by } => {
                Message::new("finding-at-risk").with("promised", *promised).with("likely", *likely_by)
            }
            Finding::WillBeLate { promised, expected } => {
                Message::new("finding-will-be-late").with("promised", *promised).with("expected", *expected)
            }
            Finding::PromiseBroken { promised } => Message::new("finding-promise-broken").with("promised", *promised),
            Finding::WordBroken { due, .. } => Message::new("finding-word-broken").with("due", *due),
            Finding::Blocked { since } => Message::new("finding-blocked").with("since", *since),
            Finding::Idle { since } => Message::new("finding-idle").with("since", *since),
            Finding::QuantityShort { ordered, made } => Message::new("finding-quantity-short")
                .with("ordered", ordered.to_string())
                .with("made", made.to_string()),
            Finding::InspectionFailed { found } => found.say(),
        }
    }
}
