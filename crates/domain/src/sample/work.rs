//! What of a sample somebody works on, and in which departments they are. The sample room is in engineering; what belongs
//! to the customer is told by sales (S2).

use super::{Next, Sample, Task};
use crate::{DepartmentKey, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// The sample order.
    Request,
    Items,
    /// Whether items are at hand.
    Stock,
    Questions,
    /// Process sheet and size chart.
    Papers,
    Pictures,
    Drop,
    Task(Task),
}

impl Work {
    /// Those who tell of it; managers do, too.
    pub fn departments(self) -> &'static [&'static str] {
        match self {
            Work::Request | Work::Drop | Work::Task(Task::Send | Task::Hear) => &["sales"],
            Work::Items | Work::Questions | Work::Papers | Work::Task(Task::Begin) => &["sales", "engineering"],
            Work::Stock => &["warehouse", "purchasing", "sales", "engineering"],
            Work::Pictures => &["engineering", "sales", "quality", "production"],
            // Firms without engineering have their sample room in production.
            Work::Task(Task::Make | Task::Finish) => &["engineering", "production"],
            Work::Task(Task::Wash) => &["engineering", "production", "sales"],
            Work::Task(Task::Check | Task::Measure) => &["quality", "engineering", "sales"],
        }
    }
}

/// What a department is called where neither company nor process says so.
pub fn department_name(key: &str) -> Option<Text> {
    (key == "engineering").then(|| Text::new("技术部", "Engineering"))
}

/// How a sample stands, as lists tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Something is to be done here.
    Open,
    /// Sent, and the customer has not said anything.
    WithCustomer,
    Approved,
    Dropped,
}

impl State {
    pub const ALL: [State; 4] = [State::Open, State::WithCustomer, State::Approved, State::Dropped];

    pub fn key(self) -> &'static str {
        match self {
            State::Open => "open",
            State::WithCustomer => "with_customer",
            State::Approved => "approved",
            State::Dropped => "dropped",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl Sample {
    pub fn state(&self) -> State {
        match self.next() {
            _ if self.dropped.is_some() => State::Dropped,
            None => State::Approved,
            Some(Next { task: Task::Hear, .. }) => State::WithCustomer,
            Some(_) => State::Open,
        }
    }

    /// Who has to do something now.
    pub fn turn(&self) -> Option<DepartmentKey> {
        self.next().map(|next| next.department())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_the_turn_may_take_it() {
        for task in Task::ALL {
            assert!(Work::Task(task).departments().contains(&task.department().as_str()), "{task:?}");
        }
    }

    #[test]
    fn states_are_kept_by_their_keys() {
        for state in State::ALL {
            assert_eq!(State::of(state.key()), Some(state));
        }
        assert_eq!(State::of("lost"), None);
    }
}
