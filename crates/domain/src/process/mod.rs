//! A process as data: the steps an order goes through, who does them, what they wait for, when they are due and what
//! is filled in. `load` reads one from TOML and refuses a faulty one with file, line and mend; `Processes` is the set that
//! a company has.

mod check;
pub mod due;
mod expression;
pub mod facts;
pub mod fault;
pub mod gate;
mod load;
mod processes;
mod read;
mod registered;
mod time;

use std::collections::BTreeSet;

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::{
    DepartmentKey, StepKey, Text,
    approval::{Link, Signer},
    order::ProcessRef,
    party::Department,
    schedule::Holds,
};
use due::{Due, Takes};
pub use fault::{Fault, Problem};
use gate::Condition;
pub use load::load;
pub use processes::{Processes, SHIPPED};
pub use registered::{LedgerPart, OrderPart, Prints, RegisteredForm};
pub use time::StandardTime;

#[derive(Debug, Clone, Default)]
pub struct Process {
    pub key: String,
    /// From 1; orders stay on the version they began with.
    pub version: u32,
    pub name: Text,
    pub description: Text,
    /// An order received after this time of day, or on a day off, counts from the next working day.
    pub cutoff: Option<civil::Time>,
    /// Departments that the process brings along, beside the standard ones.
    pub departments: Vec<Department>,
    /// In the order of the file, which is the order of the step table.
    pub steps: Vec<Step>,
    /// The forms that the firm files, by their numbers, and the steps that make them.
    pub forms: Vec<RegisteredForm>,
    /// The TOML it was loaded from.
    pub source: String,
    /// Names of the facts that its conditions ask for.
    asked: BTreeSet<String>,
}

#[derive(Debug, Clone)]
pub struct Step {
    pub key: StepKey,
    pub name: Text,
    pub department: DepartmentKey,
    pub stage: Stage,
    pub instructions: Text,
    pub after: Vec<StepKey>,
    pub takes: Option<Takes>,
    /// Other standard times for some orders; the first whose condition holds counts, before `takes`.
    pub times: Vec<StandardTime>,
    /// How much of that time somebody's hands are on it, where that is not all of it.
    pub effort: Option<Takes>,
    pub due: Option<Due>,
    /// All must hold before the step starts.
    pub start_gate: Vec<Gate>,
    /// All must hold, with the step's own form taken into account, before it finishes.
    pub finish_gate: Vec<Gate>,
    /// When this holds, the step falls away for that order.
    pub optional_when: Option<Condition>,
    /// The department itself may skip it; otherwise only a manager may.
    pub optional: bool,
    pub form: Vec<Field>,
    /// Who signs what was filled in before the step is finished, in this order.
    pub approvals: Vec<Link>,
    /// What finishing this step means for the whole order.
    pub milestone: Option<Milestone>,
}

#[derive(Debug, Clone)]
pub struct Gate {
    pub when: Condition,
    /// What is said when the condition does not hold.
    pub otherwise: Text,
}

/// The columns of the board: where in its life an order is. Every process sorts its steps into these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    Intake,
    Review,
    Supply,
    Making,
    Packing,
    Delivery,
    Settlement,
}

impl Stage {
    pub const ALL: [Stage; 7] = [
        Stage::Intake,
        Stage::Review,
        Stage::Supply,
        Stage::Making,
        Stage::Packing,
        Stage::Delivery,
        Stage::Settlement,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Stage::Intake => "intake",
            Stage::Review => "review",
            Stage::Supply => "supply",
            Stage::Making => "making",
            Stage::Packing => "packing",
            Stage::Delivery => "delivery",
            Stage::Settlement => "settlement",
        }
    }

    pub fn name(self) -> Text {
        match self {
            Stage::Intake => Text::new("接单", "Intake"),
            Stage::Review => Text::new("审核", "Review"),
            Stage::Supply => Text::new("备料", "Supply"),
            Stage::Making => Text::new("生产", "Making"),
            Stage::Packing => Text::new("包装", "Packing"),
            Stage::Delivery => Text::new("发运", "Delivery"),
            Stage::Settlement => Text::new("结算", "Settlement"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Milestone {
    /// The goods have left: what a promised date is held against, and what the ship date of an imported order finishes.
    Delivered,
    /// The order has been reviewed: from now on it changes only by a change order (S13).
    Reviewed,
}

impl Milestone {
    pub const ALL: [Milestone; 2] = [Milestone::Delivered, Milestone::Reviewed];

    pub fn key(self) -> &'static str {
        match self {
            Milestone::Delivered => "delivered",
            Milestone::Reviewed => "reviewed",
        }
    }
}

/// One thing to fill in when a step is finished.
#[derive(Debug, Clone)]
pub struct Field {
    pub key: String,
    pub name: Text,
    pub kind: FieldKind,
    pub required: bool,
    /// The fact that this answer gives to gates, such as `stock.short`.
    pub fact: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    Text,
    /// A decimal number of `unit`; an empty unit is asked of the person who fills in.
    Number {
        unit: String,
    },
    Money,
    Date,
    Choice {
        options: Vec<Choice>,
    },
    /// A customer, supplier, carrier or other firm, by name.
    Party,
    File,
    YesNo,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub key: String,
    pub name: Text,
}

impl Step {
    /// Does a condition of this step ask for the fact, or its form?
    pub fn waits_for(&self, fact: &str) -> Option<Holds> {
        let asks = |gates: &[Gate]| gates.iter().any(|gate| gate.when.facts().iter().any(|asked| asked == fact));
        if asks(&self.start_gate) {
            return Some(Holds::Start);
        }
        let gives = self.form.iter().any(|field| field.fact.as_deref() == Some(fact));
        (gives || asks(&self.finish_gate)).then_some(Holds::Finish)
    }
}

impl Process {
    pub fn reference(&self) -> ProcessRef {
        ProcessRef { key: self.key.clone(), version: self.version }
    }

    /// Does any condition ask for this fact?
    pub fn asks_for(&self, fact: &str) -> bool {
        self.asked.contains(fact)
    }

    /// Does a step wait for what is expected on the day that this fact tells (`materials.expected`)?
    pub fn expects(&self, day: &str) -> bool {
        let awaited = facts::EXPECTED.iter().filter(|(expected, _)| *expected == day).flat_map(|(_, facts)| *facts);
        awaited.into_iter().any(|fact| self.steps.iter().any(|step| step.waits_for(fact).is_some()))
    }

    /// Does any condition ask for a fact whose name begins so?
    pub(crate) fn asks_about(&self, beginning: &str) -> bool {
        self.asked.iter().any(|fact| fact.starts_with(beginning))
    }

    fn note_what_is_asked(&mut self) {
        let conditions = self.steps.iter().flat_map(|step| {
            let gates = step.start_gate.iter().chain(&step.finish_gate).map(|gate| &gate.when);
            let links = step.approvals.iter().filter_map(|link| link.when.as_ref());
            let times = step.times.iter().filter_map(|time| time.when.as_ref());
            gates.chain(&step.optional_when).chain(times).chain(links)
        });
        self.asked = conditions.flat_map(|condition| condition.facts().iter().cloned()).collect();
        if self.steps.iter().any(|step| step.times.iter().any(|time| time.per.is_some())) {
            self.asked.insert(time::QUANTITY.to_owned());
        }
    }

    /// The place of the step whose end means that the goods have left.
    pub fn delivered(&self) -> Option<usize> {
        self.steps.iter().position(|step| step.milestone == Some(Milestone::Delivered))
    }

    /// The step whose end means that the order has been reviewed.
    pub fn reviewed(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.milestone == Some(Milestone::Reviewed))
    }

    pub fn step(&self, key: &StepKey) -> Option<&Step> {
        self.steps.iter().find(|step| &step.key == key)
    }

    /// The number of a step in the step table, from 1.
    pub fn number_of(&self, key: &StepKey) -> Option<usize> {
        self.steps.iter().position(|step| &step.key == key).map(|i| i + 1)
    }

    /// The step and everything it comes after, in the order of the file.
    pub fn up_to(&self, key: &StepKey) -> Vec<&Step> {
        let mut wanted: Vec<&StepKey> = vec![key];
        let mut seen = 0;
        while seen < wanted.len() {
            if let Some(step) = self.step(wanted[seen]) {
                for before in &step.after {
                    if !wanted.contains(&before) {
                        wanted.push(before);
                    }
                }
            }
            seen += 1;
        }
        self.steps.iter().filter(|step| wanted.contains(&&step.key)).collect()
    }

    /// A department's name: the process's own, a standard one, or its key.
    pub fn department_name(&self, key: &DepartmentKey) -> Text {
        self.departments
            .iter()
            .find(|department| &department.key == key)
            .map(|department| department.name.clone())
            .or_else(|| crate::party::standard_department(key))
            .unwrap_or_else(|| Text::same(key.as_str()))
    }

    /// Its own departments and the standard ones.
    fn known_departments(&self) -> Vec<DepartmentKey> {
        let own = self.departments.iter().map(|department| department.key.clone());
        let standard = crate::party::standard_departments().into_iter().map(|department| department.key);
        own.chain(standard).collect()
    }

    pub fn signer_name(&self, signer: &Signer) -> Text {
        signer.name(|key| self.department_name(key))
    }

    /// Steps that come directly after `key`.
    pub fn following<'a>(&'a self, key: &'a StepKey) -> impl Iterator<Item = &'a Step> + 'a {
        self.steps.iter().filter(move |step| step.after.contains(key))
    }
}
