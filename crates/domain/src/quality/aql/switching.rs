//! How strictly the next lot of a series is inspected (§9.3, §9.4). A fold over the lots in the order of their inspection:
//! only first inspections count, lots that were submitted again are left out. Each class of defects has a series of its own.

use super::{Plan, Severity, Verdict};

/// One lot of the series. Its plan is of the severity that the series had then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    pub accepted: bool,
    /// What it adds to the switching score of normal inspection; 0 sets the score back to 0.
    pub points: u32,
    /// Production runs at a steady rate, and those responsible want reduced inspection where it has been earned (§9.3.3.1 b
    /// and c, §9.3.4 b and c).
    pub steady: bool,
}

/// Where a series stands after its latest lot. A series begins with normal inspection (§9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Switching {
    stage: Stage,
    /// What the latest lot changed.
    pub switched: Option<Switch>,
}

/// Why the severity changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Normal to tightened: two of five or fewer consecutive lots were not accepted (§9.3.1).
    TwoOfFiveNotAccepted,
    /// Tightened to normal: five consecutive lots were accepted (§9.3.2).
    FiveAccepted,
    /// Normal to reduced: the score is high enough and production steady (§9.3.3).
    ScoreReached,
    /// Reduced to normal: a lot was not accepted (§9.3.4 a).
    NotAccepted,
    /// Reduced to normal: production became irregular, or something else speaks against reduced inspection (§9.3.4 b, c).
    NotSteady,
    /// Tightened to no inspection at all: five lots were not accepted since it began (§9.4).
    FiveNotAccepted,
    /// Back to tightened inspection, for the supplier has done something about it (§9.4).
    Resumed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Normal {
        score: u32,
        /// Lots accepted since the last that was not, if one was not since normal inspection began.
        accepted_since: Option<u32>,
    },
    Tightened {
        accepted_in_a_row: u32,
        not_accepted: u32,
    },
    Reduced,
    Discontinued,
}

/// The score from which on inspection may be reduced.
const ENOUGH: u32 = 30;

impl Lot {
    /// As judged by its plan (§9.3.3.2): 3 points when it would have been accepted at the AQL one step tighter too; with an
    /// Ac of 0 or 1, 2 points when it is accepted.
    pub fn judged(plan: &Plan, nonconforming: u64, steady: bool) -> Self {
        let accepted = plan.verdict(nonconforming) == Verdict::Accepted;
        let points = match plan.accept_tighter {
            _ if !accepted => 0,
            None => 2,
            Some(tighter) if nonconforming <= tighter.into() => 3,
            Some(_) => 0,
        };
        Self { accepted, points, steady }
    }
}

impl Default for Stage {
    fn default() -> Self {
        Stage::NORMAL
    }
}

impl Stage {
    const NORMAL: Stage = Stage::Normal { score: 0, accepted_since: None };
    const TIGHTENED: Stage = Stage::Tightened { accepted_in_a_row: 0, not_accepted: 0 };
}

impl Switching {
    /// For the next lot; `None` while inspection is discontinued.
    pub fn severity(&self) -> Option<Severity> {
        match self.stage {
            Stage::Normal { .. } => Some(Severity::Normal),
            Stage::Tightened { .. } => Some(Severity::Tightened),
            Stage::Reduced => Some(Severity::Reduced),
            Stage::Discontinued => None,
        }
    }

    /// The switching score, which only normal inspection has.
    pub fn score(&self) -> u32 {
        match self.stage {
            Stage::Normal { score, .. } => score,
            _ => 0,
        }
    }

    /// After one more lot. While inspection is discontinued, lots change nothing.
    pub fn after(self, lot: Lot) -> Self {
        match self.stage {
            Stage::Normal { score, accepted_since } => normal(score, accepted_since, lot),
            Stage::Tightened { accepted_in_a_row, not_accepted } => tightened(accepted_in_a_row, not_accepted, lot),
            Stage::Reduced if !lot.accepted => switched(Stage::NORMAL, Switch::NotAccepted),
            Stage::Reduced if !lot.steady => switched(Stage::NORMAL, Switch::NotSteady),
            Stage::Reduced | Stage::Discontinued => stays(self.stage),
        }
    }

    /// Discontinued inspection begins again, tightened, once the supplier has done what is likely to help.
    pub fn resumed(self) -> Self {
        match self.stage {
            Stage::Discontinued => switched(Stage::TIGHTENED, Switch::Resumed),
            _ => self,
        }
    }
}

fn normal(score: u32, accepted_since: Option<u32>, lot: Lot) -> Switching {
    if !lot.accepted {
        // Two of five: at most three accepted lots lie between them.
        return match accepted_since {
            Some(0..=3) => switched(Stage::TIGHTENED, Switch::TwoOfFiveNotAccepted),
            _ => stays(Stage::Normal { score: 0, accepted_since: Some(0) }),
        };
    }
    let score = if lot.points == 0 { 0 } else { score.saturating_add(lot.points) };
    if score >= ENOUGH && lot.steady {
        return switched(Stage::Reduced, Switch::ScoreReached);
    }
    stays(Stage::Normal { score, accepted_since: accepted_since.map(|lots| lots.saturating_add(1)) })
}

fn tightened(accepted_in_a_row: u32, not_accepted: u32, lot: Lot) -> Switching {
    match (lot.accepted, accepted_in_a_row, not_accepted) {
        (true, 4.., _) => switched(Stage::NORMAL, Switch::FiveAccepted),
        (true, ..) => stays(Stage::Tightened { accepted_in_a_row: accepted_in_a_row + 1, not_accepted }),
        (false, _, 4..) => switched(Stage::Discontinued, Switch::FiveNotAccepted),
        (false, ..) => stays(Stage::Tightened { accepted_in_a_row: 0, not_accepted: not_accepted + 1 }),
    }
}

fn switched(stage: Stage, switch: Switch) -> Switching {
    Switching { stage, switched: Some(switch) }
}

fn stays(stage: Stage) -> Switching {
    Switching { stage, switched: None }
}
