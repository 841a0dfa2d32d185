//! How many orders are where: for the tabs above the board and the strip of figures.

use jiff::civil::Date;
use yidan_domain::{
    DepartmentKey,
    access::Scope,
    order::{lateness::day_number, row::Status},
    process::Stage,
};

use super::{bits::Bits, columns::Columns, query::State};

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
        let mut seen = Bits::all(self.len());
        self.keep_scope(scope, &mut seen);
        let today = day_number(today);
        let (mut states, mut stages) = ([0; State::ALL.len()], [0; Stage::ALL.len()]);
        let mut kinds = vec![0; self.kinds.len()];
        seen.each(|row| {
            for (state, count) in State::ALL.into_iter().zip(&mut states) {
                *count += usize::from(self.in_state(state, row, today));
            }
            stages[self.stage[row] as usize] += usize::from(self.status[row] == Status::Open);
            for task in self.active.get(row) {
                kinds[task.kind as usize] += 1;
            }
        });
        Counts {
            total: seen.count(),
            states: pairs(State::ALL, states),
            stages: pairs(Stage::ALL, stages),
            departments: self.by_department(&kinds),
        }
    }

    fn by_department(&self, kinds: &[usize]) -> Vec<(DepartmentKey, usize)> {
        let mut counts = self.departments.table(|_| 0);
        for (kind, count) in self.kinds.keys().iter().zip(kinds) {
            counts[kind.department as usize] += count;
        }
        let named = self.departments.keys().iter().zip(counts);
        let mut found: Vec<_> =
            named.filter(|(_, count)| *count > 0).map(|(key, count)| (key.as_str().into(), count)).collect();
        found.sort();
        found
    }
}

fn pairs<K, const N: usize>(keys: [K; N], counts: [usize; N]) -> [(K, usize); N] {
    let mut counts = counts.into_iter();
    keys.map(|key| (key, counts.next().unwrap_or(0)))
}
