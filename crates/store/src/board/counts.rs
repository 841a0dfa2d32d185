//! How many orders are where: for the tabs above the board and the strip of figures.

use jiff::civil::Date;
use yidan_domain::{DepartmentKey, access::Scope, order::lateness::day_number, process::Stage};

use super::{
    bits::Bits,
    columns::Columns,
    query::Query,
    state::{State, States},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    pub total: usize,
    /// Orders in each state; an order can be in several.
    pub states: [(State, usize); State::ALL.len()],
    /// Open orders at each stage.
    pub stages: [(Stage, usize); Stage::ALL.len()],
    /// Steps to work on now, by department; only departments that have some.
    pub departments: Vec<(DepartmentKey, usize)>,
}

impl Counts {
    pub fn of_state(&self, state: State) -> usize {
        self.states.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }
}

impl Columns {
    pub fn counts(&self, scope: Scope, today: Date) -> Counts {
        self.counts_within(&Query::all(scope, today))
    }

    pub fn counts_within(&self, query: &Query) -> Counts {
        let seen = self.matching(&Query { state: None, ..query.clone() });
        let today = day_number(query.today);
        // Orders by all of their states together and by stage: one count for each order.
        let mut orders = [[0; Stage::ALL.len()]; States::MANY];
        seen.each(|row| orders[self.states(row, today).number()][self.stage[row] as usize] += 1);
        let of = |state: State| {
            States::every().filter(move |states| states.has(state)).map(|states| orders[states.number()])
        };
        Counts {
            total: seen.count(),
            states: State::ALL.map(|state| (state, of(state).flatten().sum())),
            stages: Stage::ALL.map(|stage| (stage, of(State::Open).map(|by_stage| by_stage[stage as usize]).sum())),
            departments: self.tasks_by_department(&seen),
        }
    }

    fn tasks_by_department(&self, seen: &Bits) -> Vec<(DepartmentKey, usize)> {
        let mut kinds = self.tasks.kinds.table(|_| 0);
        self.kinds.each(seen, |kind| kinds[*kind as usize] += 1);
        let mut counts = self.tasks.departments.table(|_| 0);
        for (kind, count) in self.tasks.kinds.keys().iter().zip(kinds) {
            counts[kind.department as usize] += count;
        }
        let named = self.tasks.departments.keys().iter().zip(counts);
        let mut found: Vec<_> =
            named.filter(|(_, count)| *count > 0).map(|(key, count)| (key.as_str().into(), count)).collect();
        found.sort();
        found
    }
}
