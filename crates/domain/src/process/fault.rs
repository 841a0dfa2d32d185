//! What can be wrong with a process, each with what is needed to mend it. Texts are under `process-…` and `due-…`.

use std::fmt;

use super::{
    Milestone, Stage,
    due::DueFault,
    gate::{GateFault, Kind},
};
use crate::{Message, Say, Text};

/// A problem and where it stands. Shown as `file:line` before the sentence that `say` gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub problem: Problem,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    TooLarge {
        most: usize,
    },
    /// Not TOML; what the reader of TOML says.
    Syntax {
        message: String,
    },
    UnknownKey {
        key: String,
        known: Vec<Text>,
    },
    MissingKey {
        key: String,
    },
    WrongType {
        key: String,
        wanted: Wanted,
    },
    /// A text that isn't there in one of the languages.
    MissingLanguage {
        key: String,
        lang: &'static str,
    },
    BadKey {
        key: String,
    },
    /// A step's key that due rules use as a word of their own.
    ReservedKey {
        key: String,
    },
    DuplicateKey {
        key: String,
    },
    BadVersion,
    /// `per` takes a whole number from 1.
    BadPer,
    NoSteps,
    TooManySteps {
        most: usize,
    },
    UnknownStep {
        step: String,
        known: Vec<Text>,
    },
    Ring {
        steps: Vec<Text>,
    },
    /// It comes after a ring, so its turn never comes.
    Unreachable {
        step: Text,
    },
    UnknownDepartment {
        department: String,
        known: Vec<Text>,
    },
    UnknownStage {
        stage: String,
        known: Vec<Text>,
    },
    UnknownKind {
        kind: String,
        known: Vec<Text>,
    },
    UnknownMilestone {
        milestone: String,
        known: Vec<Text>,
    },
    /// A second step says that the goods have left, or that the order is reviewed.
    SecondMilestone {
        milestone: Milestone,
        first: Text,
    },
    /// Neither the salesperson, nor a post, nor a department that is there.
    UnknownSigner {
        signer: String,
        known: Vec<Text>,
    },
    BadSigners {
        most: u32,
    },
    NoOptions,
    Due(DueFault),
    /// A rule after `previous`, of a step that comes after nothing.
    DueWithoutPrevious,
    /// A rule after a step that itself comes later.
    DueAfterLater {
        step: Text,
    },
    /// Rules that are reckoned from one another.
    DueRing {
        steps: Vec<Text>,
    },
    Gate(GateFault),
    UnknownFact {
        fact: String,
        known: Vec<Text>,
    },
    /// Given, but only by the form of a step that comes later, or of the step itself.
    FactTooLate {
        fact: String,
        steps: Vec<Text>,
    },
    /// With the facts that are sure to be known when the gate is asked, it can never hold.
    NeverHolds {
        unsure: Vec<Text>,
    },
    BadFactName {
        fact: String,
    },
    /// A form can't give what the order itself knows.
    FactOfOrder {
        fact: String,
    },
    FactKind {
        fact: String,
        given: Kind,
        kind: Kind,
    },
    BadFormNumber,
    /// Two registered forms with one number.
    DuplicateForm {
        number: u32,
    },
    /// A registered form shows a field that its step does not have.
    UnknownField {
        field: String,
        known: Vec<Text>,
    },
    /// A registered form has a key with a word that it may not have.
    UnknownFormWord {
        key: String,
        word: String,
        known: Vec<Text>,
    },
    /// The version is there already, and reads differently.
    SameVersion {
        process: String,
        version: u32,
    },
}

/// What should stand in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Words,
    YesNo,
    WholeNumber,
    List,
    Table,
    /// A list of `[[tables]]`.
    Tables,
    /// `{ zh = "…", en = "…" }`
    Languages,
}

impl Wanted {
    fn name(self) -> Text {
        match self {
            Wanted::Words => Text::new("引号内的文字 \"…\"", "words in quotes, \"…\""),
            Wanted::YesNo => Text::new("true 或 false", "true or false"),
            Wanted::WholeNumber => Text::new("整数", "a whole number"),
            Wanted::List => Text::new("文字列表 [\"…\", \"…\"]", "a list of words, [\"…\", \"…\"]"),
            Wanted::Table => Text::new("键值表 { … }", "keys with values, { … }"),
            Wanted::Tables => Text::new("若干 [[…]] 段", "sections headed [[…]]"),
            Wanted::Languages => {
                Text::new("中英文 { zh = \"…\", en = \"…\" }", "both languages, { zh = \"…\", en = \"…\" }")
            }
        }
    }
}

/// The stages by their keys, as a fault lists them.
pub(super) fn stage_keys() -> Vec<Text> {
    Stage::ALL.iter().map(|stage| Text::same(stage.key())).collect()
}

impl Say for Problem {
    fn say(&self) -> Message {
        use Problem::*;
        let unknown = |message: &'static str, name: &'static str, found: &str, known: &[Text]| {
            Message::new(message).with(name, found).with("known", known.to_vec())
        };
        match self {
            TooLarge { most } => Message::new("process-too-large").with("most", *most),
            Syntax { message } => Message::new("process-syntax").with("message", message.as_str()),
            UnknownKey { key, known } => unknown("process-unknown-key", "key", key, known),
            MissingKey { key } => Message::new("process-missing-key").with("key", key.as_str()),
            WrongType { key, wanted } => {
                Message::new("process-wrong-type").with("key", key.as_str()).with("wanted", wanted.name())
            }
            MissingLanguage { key, lang } => {
                Message::new("process-missing-language").with("key", key.as_str()).with("lang", *lang)
            }
            BadKey { key } => Message::new("process-bad-key").with("key", key.as_str()),
            ReservedKey { key } => Message::new("process-reserved-key").with("key", key.as_str()),
            DuplicateKey { key } => Message::new("process-duplicate-key").with("key", key.as_str()),
            BadVersion => Message::new("process-bad-version"),
            BadPer => Message::new("process-bad-per"),
            NoSteps => Message::new("process-no-steps"),
            TooManySteps { most } => Message::new("process-too-many-steps").with("most", *most),
            UnknownStep { step, known } => unknown("process-unknown-step", "step", step, known),
            Ring { steps } => Message::new("process-ring").with("steps", steps.clone()),
            Unreachable { step } => Message::new("process-unreachable").with("step", step),
            UnknownDepartment { department, known } => {
                unknown("process-unknown-department", "department", department, known)
            }
            UnknownStage { stage, known } => unknown("process-unknown-stage", "stage", stage, known),
            UnknownKind { kind, known } => unknown("process-unknown-kind", "kind", kind, known),
            UnknownMilestone { milestone, known } => {
                unknown("process-unknown-milestone", "milestone", milestone, known)
            }
            SecondMilestone { milestone: Milestone::Delivered, first } => {
                Message::new("process-second-delivered").with("first", first)
            }
            SecondMilestone { milestone: Milestone::Reviewed, first } => {
                Message::new("process-second-reviewed").with("first", first)
            }
            UnknownSigner { signer, known } => unknown("process-unknown-signer", "signer", signer, known),
            BadSigners { most } => Message::new("process-bad-signers").with("most", u64::from(*most)),
            NoOptions => Message::new("process-no-options"),
            Due(fault) => fault.say(),
            DueWithoutPrevious => Message::new("process-due-without-previous"),
            DueAfterLater { step } => Message::new("process-due-after-later").with("step", step),
            DueRing { steps } => Message::new("process-due-ring").with("steps", steps.clone()),
            Gate(fault) => fault.say(),
            UnknownFact { fact, known } => unknown("process-unknown-fact", "fact", fact, known),
            FactTooLate { fact, steps } => {
                Message::new("process-fact-too-late").with("fact", fact.as_str()).with("steps", steps.clone())
            }
            NeverHolds { unsure } if unsure.is_empty() => Message::new("process-never-holds"),
            NeverHolds { unsure } => Message::new("process-may-never-hold").with("facts", unsure.clone()),
            BadFactName { fact } => Message::new("process-bad-fact-name").with("fact", fact.as_str()),
            FactOfOrder { fact } => Message::new("process-fact-of-order").with("fact", fact.as_str()),
            FactKind { fact, given, kind } => Message::new("process-fact-kind")
                .with("fact", fact.as_str())
                .with("given", given.name())
                .with("kind", kind.name()),
            BadFormNumber => Message::new("process-bad-form-number"),
            DuplicateForm { number } => Message::new("process-duplicate-form").with("number", u64::from(*number)),
            UnknownField { field, known } => unknown("process-unknown-field", "field", field, known),
            UnknownFormWord { key, word, known } => {
                unknown("process-unknown-form-word", "word", word, known).with("key", key.as_str())
            }
            SameVersion { process, version } => Message::new("process-same-version")
                .with("process", process.as_str())
                .with("version", u64::from(*version)),
        }
    }
}

impl Say for Fault {
    fn say(&self) -> Message {
        self.problem.say().with("file", self.file.as_str()).with("line", self.line)
    }
}

/// For logs; people are shown `say` in their language.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem.say())
    }
}
