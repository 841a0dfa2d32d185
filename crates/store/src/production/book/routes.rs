//! The routes that lots share: each kept once, with the names of its operations numbered.

use yidan_domain::{DepartmentKey, Text, production::Operation, text::letters};

use crate::board::names::Numbered;

/// An operation of a route.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// Number of its name.
    pub name: u32,
    /// Number of its department.
    pub department: u32,
    /// As a rule an outside factory does it.
    pub outside: bool,
    pub seconds_per_unit: Option<u32>,
}

/// What lots have in common: their operations and their unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Kind {
    pub steps: Vec<Step>,
    /// Number of the unit.
    pub unit: u32,
}

#[derive(Debug, Default)]
pub struct Routes {
    pub kinds: Numbered<Kind>,
    /// Where the operations of each kind begin, were all written one after another.
    pub first: Vec<usize>,
    pub operations: usize,
    names: Numbered<String>,
    texts: Vec<Text>,
    /// Have routes given it different English names?
    mixed: Vec<bool>,
    pub departments: Numbered<DepartmentKey>,
    pub units: Numbered<String>,
}

impl Routes {
    /// The number of what lots of this route and unit have in common.
    pub fn number(&mut self, route: &[Operation], unit: &str) -> u32 {
        let steps = route.iter().map(|operation| Step {
            name: self.name_number(&operation.name),
            department: self.departments.number(&operation.department),
            outside: operation.outside,
            seconds_per_unit: operation.seconds_per_unit,
        });
        let kind = Kind { steps: steps.collect(), unit: self.units.number(unit) };
        self.kinds.find(&kind).unwrap_or_else(|| {
            self.first.push(self.operations);
            self.operations += kind.steps.len();
            self.kinds.add(kind)
        })
    }

    /// The Chinese name tells operations apart, as on the summary sheet.
    fn name_number(&mut self, name: &Text) -> u32 {
        let number = self.names.number(name.zh.as_str());
        match self.texts.get(number as usize) {
            Some(known) if known.en != name.en => self.mixed[number as usize] = true,
            Some(_) => {}
            None => {
                self.texts.push(name.clone());
                self.mixed.push(false);
            }
        }
        number
    }

    /// What each of these operations is called in a sheet that is read again: by its Chinese name where the English one is
    /// not the same on all routes, or is another's too.
    pub fn titles(&self, names: &[u32]) -> Vec<Text> {
        let texts: Vec<Text> = names.iter().map(|name| self.name(*name)).collect();
        let is_of_one = |text: &Text| texts.iter().filter(|other| letters(&other.en) == letters(&text.en)).count() == 1;
        let is_mixed = |name: u32| self.mixed.get(name as usize).copied().unwrap_or_default();
        let title = |(name, text): (&u32, &Text)| match !is_mixed(*name) && is_of_one(text) {
            true => text.clone(),
            false => Text::same(text.zh.as_str()),
        };
        names.iter().zip(&texts).map(title).collect()
    }

    pub fn name(&self, number: u32) -> Text {
        self.texts.get(number as usize).cloned().unwrap_or_default()
    }

    pub fn find_name(&self, name: &str) -> Option<u32> {
        self.names.find(name)
    }

    pub fn kind(&self, number: u32) -> &Kind {
        &self.kinds.keys()[number as usize]
    }

    pub fn unit(&self, number: u32) -> String {
        self.units.key(number).cloned().unwrap_or_default()
    }

    pub fn department(&self, number: u32) -> DepartmentKey {
        self.departments.key(number).cloned().unwrap_or_else(|| "".into())
    }

    /// One column for each name of these kinds: an operation stands behind the one before it on its route, and a route that has
    /// nothing in common with those before it behind them all.
    pub fn columns(&self, kinds: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut columns: Vec<u32> = Vec::new();
        for kind in kinds {
            let steps = &self.kind(kind).steps;
            let shared = steps.iter().find_map(|step| columns.iter().position(|known| *known == step.name));
            let mut at = shared.unwrap_or(columns.len());
            for step in steps {
                match columns.iter().position(|known| *known == step.name) {
                    Some(known) => at = at.max(known + 1),
                    None => {
                        columns.insert(at, step.name);
                        at += 1;
                    }
                }
            }
        }
        columns
    }

    /// The same, by the way that most lots take: `counts` are those of each kind.
    pub fn usual_way(&self, counts: &[usize]) -> Vec<u32> {
        let mut kinds: Vec<u32> = (0..counts.len() as u32).collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(counts[*kind as usize]));
        self.columns(kinds)
    }
}
