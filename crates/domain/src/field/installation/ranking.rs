//! How often branches err, the best first (S8: the rate of errors, ranked).

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Installation, Responsible, measure::TOLERANCE_MM};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// From 1; those who err as often share a place.
    pub rank: u32,
    pub branch: String,
    /// Measured twice or put up, so that an error could show.
    pub jobs: u32,
    pub with_errors: u32,
    /// In percent, to two digits.
    pub rate: Decimal,
}

/// Of all installations that can be judged; branches without any are not among them.
pub fn ranking<'a>(installations: impl IntoIterator<Item = &'a Installation>) -> Vec<Ranked> {
    let mut branches: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for job in installations.into_iter().filter(|job| job.can_be_judged()) {
        let (jobs, with_errors) = branches.entry(&job.branch).or_default();
        *jobs = jobs.saturating_add(1);
        *with_errors = with_errors.saturating_add(u32::from(job.has_errors()));
    }
    let rate = |jobs: u32, with_errors: u32| {
        let share = Decimal::from(with_errors) * Decimal::ONE_HUNDRED / Decimal::from(jobs.max(1));
        let mut rate = share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        rate.rescale(2);
        rate
    };
    let ranked = branches.into_iter().map(|(branch, (jobs, with_errors))| {
        let rate = rate(jobs, with_errors);
        Ranked { rank: 0, branch: branch.to_owned(), jobs, with_errors, rate }
    });
    let mut ranked: Vec<Ranked> = ranked.collect();
    // Of equals, who did more comes first; whole numbers, as 1 of 3 is not 33.33 %.
    ranked.sort_by(|a, b| {
        let cross = |it: &Ranked, other: &Ranked| u64::from(it.with_errors) * u64::from(other.jobs);
        cross(a, b).cmp(&cross(b, a)).then(b.jobs.cmp(&a.jobs)).then(a.branch.cmp(&b.branch))
    });
    let mut place = 1;
    for at in 0..ranked.len() {
        let is_tie = at > 0 && {
            let (before, here) = (&ranked[at - 1], &ranked[at]);
            u64::from(before.with_errors) * u64::from(here.jobs) == u64::from(here.with_errors) * u64::from(before.jobs)
        };
        if !is_tie {
            place = u32::try_from(at + 1).unwrap_or(u32::MAX);
        }
        ranked[at].rank = place;
    }
    ranked
}

impl Installation {
    fn can_be_judged(&self) -> bool {
        self.cancelled.is_none()
            && (self.measurements.len() > 1 || self.work.is_some_and(|work| work.finished.is_some()))
    }

    /// Something was measured wrongly at first, or was found wrong later that was the company's own doing.
    pub fn has_errors(&self) -> bool {
        let wrong = |it: Responsible| !matches!(it, Responsible::Customer | Responsible::Outside);
        let measured = self.measured_wrongly(TOLERANCE_MM);
        let defects = self.defects.iter().any(|defect| wrong(defect.responsible));
        let findings = self.audits.iter().flat_map(|audit| &audit.findings).any(|it| wrong(it.responsible));
        measured || defects || findings
    }
}
