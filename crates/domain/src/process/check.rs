//! How the parts of a process fit together: steps that lead to each other, departments that exist, facts that somebody
//! gives in time, due rules that lead back to a date.

use std::collections::BTreeSet;

use super::{
    Gate, Milestone, Process, Step,
    due::{Anchor, Due, Side},
    facts::{self, Giver},
    fault::Problem,
    gate::{Condition, Kind},
    read::Reader,
};
use crate::{StepKey, Text};

/// The lines on which the parts of a step stand.
#[derive(Debug, Default)]
pub(super) struct StepLines {
    pub at: usize,
    pub key: usize,
    pub department: usize,
    pub after: Vec<usize>,
    pub due: usize,
    pub start_gate: Vec<usize>,
    pub finish_gate: Vec<usize>,
    pub optional_when: usize,
    pub times: Vec<usize>,
    pub milestone: usize,
    pub form: Vec<usize>,
    pub approvals: Vec<LinkLines>,
}

/// The lines on which the parts of a link of approval stand.
#[derive(Debug)]
pub(super) struct LinkLines {
    pub key: usize,
    pub by: usize,
    pub when: usize,
}

pub(super) fn all(process: &Process, lines: &[StepLines], reader: &mut Reader) {
    let mut check = Check { process, lines, reader, earlier: earlier(process) };
    check.keys();
    check.departments();
    check.sequence();
    check.milestones();
    check.approvals();
    check.forms();
    check.due_rules();
    check.conditions();
}

struct Check<'a, 'r, 's> {
    process: &'a Process,
    lines: &'a [StepLines],
    reader: &'r mut Reader<'s>,
    /// For each step, the steps that are closed before its turn comes.
    earlier: Vec<BTreeSet<usize>>,
}

impl Check<'_, '_, '_> {
    fn steps(&self) -> impl Iterator<Item = (usize, &Step, &StepLines)> {
        self.process.steps.iter().zip(self.lines).enumerate().map(|(i, (step, lines))| (i, step, lines))
    }

    fn report(&mut self, found: Vec<(usize, Problem)>) {
        for (line, problem) in found {
            self.reader.fault(line, problem);
        }
    }

    fn names(&self, steps: impl IntoIterator<Item = usize>) -> Vec<Text> {
        steps.into_iter().map(|i| self.process.steps[i].name.clone()).collect()
    }

    fn step_keys(&self) -> Vec<Text> {
        self.process.steps.iter().map(|step| Text::same(step.key.as_str())).collect()
    }

    fn keys(&mut self) {
        let mut found = Vec::new();
        for (i, step, lines) in self.steps() {
            let repeats = |key: &str| (lines.key, Problem::DuplicateKey { key: key.to_owned() });
            if !step.key.as_str().is_empty() && self.process.steps[..i].iter().any(|other| other.key == step.key) {
                found.push(repeats(step.key.as_str()));
            }
            for (j, (field, line)) in step.form.iter().zip(&lines.form).enumerate() {
                if !field.key.is_empty() && step.form[..j].iter().any(|other| other.key == field.key) {
                    found.push((*line, Problem::DuplicateKey { key: field.key.clone() }));
                }
            }
        }
        self.report(found);
    }

    fn departments(&mut self) {
        let keys = self.process.known_departments();
        let known: Vec<Text> = keys.iter().map(|key| Text::same(key.as_str())).collect();
        let unknown = |step: &Step| !step.department.as_str().is_empty() && !keys.contains(&step.department);
        let found = self
            .steps()
            .filter(|(_, step, _)| unknown(step))
            .map(|(_, step, lines)| {
                let department = step.department.0.clone();
                (lines.department, Problem::UnknownDepartment { department, known: known.clone() })
            })
            .collect();
        self.report(found);
    }

    /// Steps come after steps that exist, never in a ring, and so the turn of each one comes.
    fn sequence(&mut self) {
        let mut found = Vec::new();
        for (_, step, lines) in self.steps() {
            for (before, line) in step.after.iter().zip(&lines.after) {
                if index(self.process, before).is_none() {
                    found.push((*line, Problem::UnknownStep { step: before.0.clone(), known: self.step_keys() }));
                }
            }
        }
        let edges: Vec<Vec<usize>> = self.process.steps.iter().map(|step| before(self.process, step)).collect();
        let rings = rings(&edges);
        for ring in &rings {
            found.push((self.lines[ring[0]].at, Problem::Ring { steps: self.names(ring.iter().copied()) }));
        }
        let in_ring = |i: usize| self.earlier[i].contains(&i);
        for (i, step, lines) in self.steps() {
            if !in_ring(i) && self.earlier[i].iter().any(|before| in_ring(*before)) {
                found.push((lines.at, Problem::Unreachable { step: step.name.clone() }));
            }
        }
        self.report(found);
    }

    fn milestones(&mut self) {
        let mut found = Vec::new();
        for milestone in Milestone::ALL {
            let mut steps = self.steps().filter(|(_, step, _)| step.milestone == Some(milestone));
            let Some((_, first, _)) = steps.next() else { continue };
            let second = |(_, _, lines): (usize, &Step, &StepLines)| {
                (lines.milestone, Problem::SecondMilestone { milestone, first: first.name.clone() })
            };
            found.extend(steps.map(second));
        }
        self.report(found);
    }

    /// Links have keys of their own, and departments that exist.
    fn approvals(&mut self) {
        let known = self.process.known_departments();
        let mut found = Vec::new();
        for (_, step, lines) in self.steps() {
            for (i, (link, lines)) in step.approvals.iter().zip(&lines.approvals).enumerate() {
                if !link.key.is_empty() && step.approvals[..i].iter().any(|other| other.key == link.key) {
                    found.push((lines.key, Problem::DuplicateKey { key: link.key.clone() }));
                }
                let unknown = link.by.department().filter(|key| !known.contains(key));
                if let Some(key) = unknown {
                    let known = known.iter().map(|key| Text::same(key.as_str())).collect();
                    found.push((lines.by, Problem::UnknownSigner { signer: key.0.clone(), known }));
                }
            }
        }
        self.report(found);
    }

    fn forms(&mut self) {
        let mut found = Vec::new();
        for (i, step, lines) in self.steps() {
            for (field, line) in step.form.iter().zip(&lines.form) {
                let Some(fact) = &field.fact else { continue };
                let given = facts::kind_of_field(&field.kind);
                if !facts::is_name(fact) {
                    found.push((*line, Problem::BadFactName { fact: fact.clone() }));
                } else if facts::is_of_order(fact) {
                    found.push((*line, Problem::FactOfOrder { fact: fact.clone() }));
                } else if let Some(kind) = self.kind_of(fact, i).filter(|kind| *kind != given) {
                    found.push((*line, Problem::FactKind { fact: fact.clone(), given, kind }));
                }
            }
        }
        self.report(found);
    }

    /// What kind a fact is: as the table says, else as the first form says that gives it, among the steps up to `last`.
    fn kind_of(&self, fact: &str, last: usize) -> Option<Kind> {
        let in_table = facts::known(fact).map(|known| known.kind);
        let fields = self.process.steps.iter().take(last + 1).flat_map(|step| &step.form);
        in_table.or_else(|| {
            fields
                .filter(|field| field.fact.as_deref() == Some(fact))
                .map(|field| facts::kind_of_field(&field.kind))
                .next()
        })
    }

    fn due_rules(&mut self) {
        let mut found = Vec::new();
        for (i, step, lines) in self.steps() {
            let Some(Due::Relative { side, anchor, .. }) = &step.due else { continue };
            let problem = match anchor {
                Anchor::Previous if step.after.is_empty() => Some(Problem::DueWithoutPrevious),
                Anchor::Step(key) => match index(self.process, key) {
                    None => Some(Problem::UnknownStep { step: key.0.clone(), known: self.step_keys() }),
                    Some(later) if *side == Side::After && later != i && self.earlier[later].contains(&i) => {
                        Some(Problem::DueAfterLater { step: self.process.steps[later].name.clone() })
                    }
                    Some(_) => None,
                },
                _ => None,
            };
            found.extend(problem.map(|problem| (lines.due, problem)));
        }
        // Rings of steps have been named; rules of an otherwise sound process may still be reckoned in a ring.
        let sound = found.is_empty() && (0..self.lines.len()).all(|i| !self.earlier[i].contains(&i));
        if sound {
            let edges: Vec<Vec<usize>> =
                self.process.steps.iter().map(|step| reckoned_from(self.process, step)).collect();
            for ring in rings(&edges) {
                let with_rule = ring.iter().find(|i| self.process.steps[**i].due.is_some()).unwrap_or(&ring[0]);
                found.push((self.lines[*with_rule].due, Problem::DueRing { steps: self.names(ring) }));
            }
        }
        self.report(found);
    }

    fn conditions(&mut self) {
        let mut found = Vec::new();
        for (i, step, lines) in self.steps() {
            // Where a step comes after one that doesn't exist, what is known before it can't be judged.
            if self.leads_nowhere(i) {
                continue;
            }
            let earlier: BTreeSet<usize> = self.earlier[i].iter().copied().filter(|before| *before != i).collect();
            let with_own: BTreeSet<usize> = earlier.iter().copied().chain([i]).collect();
            for (gate, line) in step.start_gate.iter().zip(&lines.start_gate) {
                found.extend(self.gate(gate, &earlier, i).map(|problem| (*line, problem)));
            }
            for (gate, line) in step.finish_gate.iter().zip(&lines.finish_gate) {
                found.extend(self.gate(gate, &with_own, i).map(|problem| (*line, problem)));
            }
            for (time, line) in step.times.iter().zip(&lines.times) {
                let problem = time.when.as_ref().and_then(|when| self.condition(when, &earlier));
                found.extend(problem.map(|problem| (*line, problem)));
            }
            if let Some(condition) = &step.optional_when {
                found.extend(self.condition(condition, &earlier).map(|problem| (lines.optional_when, problem)));
            }
            for (link, lines) in step.approvals.iter().zip(&lines.approvals) {
                let problem = link.when.as_ref().and_then(|when| self.condition(when, &with_own));
                found.extend(problem.map(|problem| (lines.when, problem)));
            }
        }
        self.report(found);
    }

    fn leads_nowhere(&self, index: usize) -> bool {
        let unresolved =
            |i: &usize| self.process.steps[*i].after.iter().any(|key| self::index(self.process, key).is_none());
        self.earlier[index].iter().chain([&index]).any(unresolved)
    }

    /// A gate must besides be able to hold with the facts that are sure to be there by then.
    fn gate(&self, gate: &Gate, givers: &BTreeSet<usize>, own: usize) -> Option<Problem> {
        if let Some(problem) = self.condition(&gate.when, givers) {
            return Some(problem);
        }
        let sure =
            |fact: &str| self.is_of_program(fact) || givers.iter().any(|giver| self.surely_gives(*giver, fact, own));
        if gate.when.can_hold(&sure) {
            return None;
        }
        let unsure = gate.when.facts().iter().filter(|fact| !sure(fact)).map(Text::same).collect();
        Some(Problem::NeverHolds { unsure })
    }

    /// Given by the order, or by a ledger because no form gives it.
    fn is_of_program(&self, fact: &str) -> bool {
        let by_form =
            || self.process.steps.iter().flat_map(|step| &step.form).any(|field| field.fact.as_deref() == Some(fact));
        match facts::known(fact).map(|known| known.giver) {
            Some(Giver::Order) => true,
            Some(Giver::Ledger) => !by_form(),
            Some(Giver::Form) | None => false,
        }
    }

    /// Must whoever finishes this step say the fact, and is the step never left out? The step whose gate is asked is
    /// being finished, so it is not left out.
    fn surely_gives(&self, giver: usize, fact: &str, own: usize) -> bool {
        let step = &self.process.steps[giver];
        let always = giver == own || (!step.optional && step.optional_when.is_none());
        always && step.form.iter().any(|field| field.required && field.fact.as_deref() == Some(fact))
    }

    fn condition(&self, condition: &Condition, givers: &BTreeSet<usize>) -> Option<Problem> {
        let unknown = condition.facts().iter().find_map(|fact| self.fact(fact, givers));
        unknown.or_else(|| {
            let kind_of = |fact: &str| self.kind_of(fact, self.lines.len());
            condition.check(&kind_of).err().map(Problem::Gate)
        })
    }

    /// Can this fact be known by the time it is asked?
    fn fact(&self, fact: &str, givers: &BTreeSet<usize>) -> Option<Problem> {
        if self.is_of_program(fact) {
            return None;
        }
        let gives = |i: &usize| self.process.steps[*i].form.iter().any(|field| field.fact.as_deref() == Some(fact));
        if givers.iter().any(gives) {
            return None;
        }
        let elsewhere: Vec<usize> = (0..self.process.steps.len()).filter(gives).collect();
        if !elsewhere.is_empty() {
            return Some(Problem::FactTooLate { fact: fact.to_owned(), steps: self.names(elsewhere) });
        }
        let of_order = facts::TABLE.iter().filter(|known| known.giver == Giver::Order).map(|known| known.name);
        let of_forms =
            givers.iter().flat_map(|i| &self.process.steps[*i].form).filter_map(|field| field.fact.as_deref());
        let known = of_forms.chain(of_order).map(Text::same).collect();
        Some(Problem::UnknownFact { fact: fact.to_owned(), known })
    }
}

fn index(process: &Process, key: &StepKey) -> Option<usize> {
    process.steps.iter().position(|step| &step.key == key)
}

fn before(process: &Process, step: &Step) -> Vec<usize> {
    step.after.iter().filter_map(|key| index(process, key)).collect()
}

/// The steps whose planned ends this one's is reckoned from.
fn reckoned_from(process: &Process, step: &Step) -> Vec<usize> {
    let mut from = match &step.due {
        Some(Due::Clock(_) | Due::Relative { anchor: Anchor::Delivery | Anchor::Order, .. }) => Vec::new(),
        Some(Due::Relative { anchor: Anchor::Previous, .. }) | None => before(process, step),
        Some(Due::Relative { anchor: Anchor::Step(key), .. }) => index(process, key).into_iter().collect(),
    };
    if step.optional_when.is_some() {
        // When it falls away it ends when those before it do.
        from.extend(before(process, step));
    }
    from
}

/// For each step, every step that comes before it; a step of a ring comes before itself.
fn earlier(process: &Process) -> Vec<BTreeSet<usize>> {
    let edges: Vec<Vec<usize>> = process.steps.iter().map(|step| before(process, step)).collect();
    let all_before = |i: usize| {
        let mut seen = BTreeSet::new();
        let mut open = edges[i].clone();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(&edges[next]);
            }
        }
        seen
    };
    (0..edges.len()).map(all_before).collect()
}

/// Rings among the edges, each once, as the walk that leads round it.
fn rings(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut rings: Vec<Vec<usize>> = Vec::new();
    let mut done = vec![false; edges.len()];
    for start in 0..edges.len() {
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let target = edges[*node].get(*next).copied();
            *next += 1;
            match target {
                Some(target) => {
                    if let Some(from) = path.iter().position(|(on_path, _)| *on_path == target) {
                        // Edges lead backwards, to what comes before; a reader follows the steps forwards.
                        let ring = path[from..].iter().rev().map(|(on_path, _)| *on_path).collect();
                        rings.push(from_its_first(ring));
                    } else if !done[target] {
                        path.push((target, 0));
                    }
                }
                None => {
                    done[*node] = true;
                    path.pop();
                }
            }
        }
    }
    rings
}

fn from_its_first(mut ring: Vec<usize>) -> Vec<usize> {
    let first = (0..ring.len()).min_by_key(|i| ring[*i]).unwrap_or_default();
    ring.rotate_left(first);
    ring
}
