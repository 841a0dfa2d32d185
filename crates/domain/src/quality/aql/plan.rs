//! The plan for one lot, and the verdict on it.

use super::{Aql, Letter, Level, Severity, letters::code_letter, tables::find};

/// So many units are drawn, and so many of them may be nonconforming (or so many nonconformities be in them).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// By the size of the lot (Table 1).
    pub letter: Letter,
    /// Where the arrows led; its sample size counts (§10.3).
    pub used: Letter,
    /// Units to draw, never more than the lot has.
    pub sample: u64,
    /// Ac: the most that may be found in a lot that is accepted.
    pub accept: u32,
    /// Re: one more than `accept`.
    pub reject: u32,
    /// Every unit is inspected, for the table asks for as many as the lot has or more. `accept` stays as it is.
    pub whole_lot: bool,
    /// Ac at the AQL one step tighter, for the switching score (§9.3.3.2). `None` where the score does not ask: with
    /// an Ac of 0 or 1, and when inspection is not normal.
    pub accept_tighter: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Accepted,
    NotAccepted,
}

/// Lots of one unit, or none, are smaller than any of Table 1; they are inspected whole.
pub fn plan(lot: u64, level: Level, aql: Aql, severity: Severity) -> Plan {
    let letter = code_letter(lot, level);
    let found = find(severity, letter, aql);
    // In the row that is used, where the sample is the same: beside an Ac of 2 or more stands a smaller number, no arrow.
    let asked = severity == Severity::Normal && found.accept >= 2;
    let tighter = aql.tighter().filter(|_| asked).map(|aql| find(severity, found.letter, aql));
    Plan {
        letter,
        used: found.letter,
        sample: found.sample.min(lot),
        accept: found.accept,
        reject: found.accept + 1,
        whole_lot: found.sample >= lot,
        accept_tighter: tighter.map(|tighter| tighter.accept),
    }
}

impl Plan {
    /// On a lot in whose sample so many nonconforming units, or nonconformities, were found.
    pub fn verdict(&self, nonconforming: u64) -> Verdict {
        if nonconforming <= self.accept.into() { Verdict::Accepted } else { Verdict::NotAccepted }
    }
}
