//! How an order stands under its process, and who may do what to it now. This is the one place that knows: buttons,
//! the API and the guard of every command ask `may`.

use super::{
    Order, Progress, Subject,
    refusal::{Block, Needs, Refusal},
    row::Status,
};
use crate::{
    ExceptionId, StepKey, Text,
    access::{Role, Viewer},
    process::{
        Gate, Process, Stage, Step, facts,
        gate::{Condition, Facts, Verdict},
    },
};

/// How a step stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// The process lets it fall away for this order.
    NotNeeded,
    /// Other steps come first.
    Waiting(Vec<Block>),
    /// Its turn, but a gate holds it.
    Held(Vec<Block>),
    Ready,
    Started,
    Finished,
    Skipped,
}

impl Standing {
    /// Nothing more to do here: what comes after may go on.
    pub fn is_closed(&self) -> bool {
        matches!(self, Standing::NotNeeded | Standing::Finished | Standing::Skipped)
    }

    /// Could somebody be working on it now?
    pub fn is_active(&self) -> bool {
        matches!(self, Standing::Held(_) | Standing::Ready | Standing::Started)
    }

    pub fn blocks(&self) -> &[Block] {
        match self {
            Standing::Waiting(blocks) | Standing::Held(blocks) => blocks,
            _ => &[],
        }
    }
}

/// What can be done to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    Start,
    Finish,
    Assign,
    Skip,
    Reopen,
    Remark,
    Attach,
    RaiseException,
    HandleException,
    ClearException,
    /// Raise and mend exceptions by the company's rules.
    FollowRule,
    Promise,
    ClosePromise,
    Amend,
    Replan,
    Cancel,
    /// On a step, or on the change order that is open.
    Sign,
    SendBack,
    Withdraw,
    ProposeChange,
    Quote,
    AnswerQuote,
    KeepLetter,
    ReviewLetter,
    KeepCosts,
    ShowCredit,
    ReleaseCredit,
    RecallCredit,
    /// Which work on which sample is for whom, says `may_sample`.
    Sample,
    /// By the ledgers.
    Tell,
}

impl Deed {
    pub const ON_STEPS: [Deed; 8] =
        [Deed::Start, Deed::Finish, Deed::Assign, Deed::Skip, Deed::Reopen, Deed::Sign, Deed::SendBack, Deed::Withdraw];
}

/// An order seen together with its process.
pub struct Situation<'a> {
    pub order: &'a Order,
    pub process: &'a Process,
    pub facts: Facts,
    /// One for each step of the process, in its order.
    standings: Vec<Standing>,
}

impl<'a> Situation<'a> {
    pub fn of(order: &'a Order, process: &'a Process) -> Self {
        let facts = facts::of_order(order, process);
        let mut found = vec![None; process.steps.len()];
        for index in 0..process.steps.len() {
            stand(order, process, &facts, index, &mut found);
        }
        let standings = found.into_iter().map(|standing| standing.unwrap_or(Standing::Ready)).collect();
        Self { order, process, facts, standings }
    }

    /// Every step with how it stands, in the order of the step table.
    pub fn steps(&self) -> impl Iterator<Item = (&'a Step, &Standing)> {
        self.process.steps.iter().zip(&self.standings)
    }

    pub fn standing(&self, key: &StepKey) -> Option<&Standing> {
        self.steps().find(|(step, _)| &step.key == key).map(|(_, standing)| standing)
    }

    /// The steps that this one comes after and that are still open.
    pub fn open_before(&self, step: &'a Step) -> impl Iterator<Item = &'a Step> {
        self.steps()
            .filter(|(before, standing)| step.after.contains(&before.key) && !standing.is_closed())
            .map(|(before, _)| before)
    }

    pub fn status(&self) -> Status {
        if self.order.cancelled.is_some() {
            Status::Cancelled
        } else if self.standings.iter().all(Standing::is_closed) {
            Status::Done
        } else {
            Status::Open
        }
    }

    /// Stage of the first step that is not closed; of the last step when all are.
    pub fn stage(&self) -> Stage {
        self.steps()
            .find(|(_, standing)| !standing.is_closed())
            .map(|(step, _)| step.stage)
            .or_else(|| self.process.steps.last().map(|step| step.stage))
            .unwrap_or(Stage::Intake)
    }

    /// May this viewer do this to the order now, and if not, why not? `step` is named for deeds on a step.
    pub fn may(&self, viewer: &Viewer, deed: Deed, step: Option<&StepKey>) -> Result<(), Refusal> {
        if viewer.role == Role::ReadOnly {
            return Err(Refusal::NotAllowed { needs: Needs::Writer });
        }
        match deed {
            Deed::Remark | Deed::Attach | Deed::ClosePromise => Ok(()),
            Deed::HandleException | Deed::ClearException => Ok(()),
            Deed::Tell => Ok(()),
            Deed::FollowRule if viewer.is_program() => Ok(()),
            Deed::FollowRule => Err(Refusal::NotAllowed { needs: Needs::Program }),
            _ if self.order.cancelled.is_some() => Err(Refusal::Cancelled),
            Deed::RaiseException | Deed::Promise | Deed::Sample => Ok(()),
            Deed::Amend | Deed::Cancel | Deed::Quote | Deed::AnswerQuote if !viewer.enters_orders() => {
                Err(Refusal::NotAllowed { needs: Needs::Sales })
            }
            Deed::Amend | Deed::Cancel | Deed::Quote | Deed::AnswerQuote if self.status() == Status::Done => {
                Err(Refusal::OrderFinished)
            }
            Deed::Amend | Deed::Quote | Deed::AnswerQuote => self.not_frozen(),
            Deed::Sign | Deed::SendBack | Deed::Withdraw => self.may_approve(viewer, deed, &Subject::of(step)),
            Deed::ProposeChange => self.may_propose_change(viewer),
            Deed::KeepLetter if viewer.enters_orders() || viewer.is_in(&"documents".into()) => Ok(()),
            Deed::KeepLetter => Err(Refusal::NotAllowed { needs: Needs::Documents }),
            // Which of the two reviews, and which piece of evidence, is for whom says the decision itself.
            Deed::ReviewLetter | Deed::ShowCredit => Ok(()),
            Deed::KeepCosts if viewer.sees_costs() => Ok(()),
            Deed::KeepCosts => Err(Refusal::NotAllowed { needs: Needs::Costing }),
            Deed::ReleaseCredit if self.order.is_released() => Err(Refusal::AlreadyReleased),
            Deed::ReleaseCredit if viewer.enters_orders() || viewer.keeps_books() => Ok(()),
            Deed::ReleaseCredit => Err(Refusal::NotAllowed { needs: Needs::Sales }),
            Deed::RecallCredit if !self.order.is_released() => Err(Refusal::NotReleased),
            Deed::RecallCredit if viewer.keeps_books() => Ok(()),
            Deed::RecallCredit => Err(Refusal::NotAllowed { needs: Needs::Finance }),
            Deed::Replan if !viewer.plans() => Err(Refusal::NotAllowed { needs: Needs::Planners }),
            Deed::Replan if self.status() == Status::Done => Err(Refusal::OrderFinished),
            Deed::Replan | Deed::Cancel => Ok(()),
            Deed::Start | Deed::Finish | Deed::Assign | Deed::Skip | Deed::Reopen => {
                let (step, standing) = self.named(step)?;
                self.allowed_on(viewer, deed, step)?;
                self.possible_on(deed, step, standing)
            }
        }
    }

    /// The same for an exception: it is settled by whoever owns it, by whoever raised it, or by a manager; while it has no
    /// owner, by whoever sees to it first.
    pub fn may_settle(&self, viewer: &Viewer, deed: Deed, id: ExceptionId) -> Result<(), Refusal> {
        self.may(viewer, deed, None)?;
        let exception = self.order.exception(id).ok_or(Refusal::NoSuchException)?;
        let owner = exception.handling.owner;
        let concerned = [owner, Some(exception.raised_by)].contains(&Some(viewer.person));
        if viewer.manages() || concerned || owner.is_none() {
            return Ok(());
        }
        Err(Refusal::NotAllowed { needs: Needs::Owner })
    }

    fn named(&self, key: Option<&StepKey>) -> Result<(&'a Step, &Standing), Refusal> {
        let missing = || Refusal::NoSuchStep { step: key.map(|k| k.0.clone()).unwrap_or_default() };
        self.steps().find(|(step, _)| Some(&step.key) == key).ok_or_else(missing)
    }

    /// Rights: a step belongs to its department and to whoever it was handed to.
    fn allowed_on(&self, viewer: &Viewer, deed: Deed, step: &Step) -> Result<(), Refusal> {
        if viewer.manages() {
            return Ok(());
        }
        if deed == Deed::Skip && !step.optional {
            return Err(Refusal::NotAllowed { needs: Needs::Manager });
        }
        let handed = self.order.step(&step.key).and_then(|state| state.assignee) == Some(viewer.person);
        if handed || viewer.is_in(&step.department) {
            return Ok(());
        }
        Err(Refusal::NotAllowed { needs: Needs::Department(self.process.department_name(&step.department)) })
    }

    /// What the step's standing permits.
    fn possible_on(&self, deed: Deed, step: &Step, standing: &Standing) -> Result<(), Refusal> {
        let name = || step.name.clone();
        if deed == Deed::Finish
            && let Some(refusal) = self.in_approval(step)
        {
            return Err(refusal);
        }
        match (deed, standing) {
            (Deed::Start | Deed::Finish | Deed::Skip | Deed::Assign, Standing::NotNeeded) => {
                Err(Refusal::NotNeeded { step: name() })
            }
            (Deed::Start | Deed::Finish | Deed::Skip | Deed::Assign, Standing::Finished | Standing::Skipped) => {
                Err(Refusal::AlreadyClosed { step: name() })
            }
            (Deed::Start, Standing::Started) => Err(Refusal::AlreadyStarted { step: name() }),
            (Deed::Start | Deed::Finish, Standing::Waiting(blocks) | Standing::Held(blocks)) => {
                Err(Refusal::Blocked { step: name(), blocks: blocks.clone() })
            }
            (Deed::Reopen, Standing::Finished | Standing::Skipped) => self.nothing_later_begun(step),
            (Deed::Reopen, _) => Err(Refusal::NotClosed { step: name() }),
            _ => Ok(()),
        }
    }

    /// A step is reopened from the end backwards, so that nothing is done that its own past no longer supports.
    fn nothing_later_begun(&self, step: &Step) -> Result<(), Refusal> {
        let begun = |later: &&Step| {
            self.order
                .step(&later.key)
                .is_some_and(|state| matches!(state.progress, Progress::Started { .. } | Progress::Finished { .. }))
        };
        let later: Vec<Text> = self
            .process
            .steps
            .iter()
            .filter(|other| other.key != step.key && self.process.up_to(&other.key).iter().any(|s| s.key == step.key))
            .filter(begun)
            .map(|later| later.name.clone())
            .collect();
        if later.is_empty() { Ok(()) } else { Err(Refusal::LaterStepsBegun { step: step.name.clone(), later }) }
    }
}

/// Finds how the step at `index` stands, and before it how those stand that it comes after. Processes have no cycles
/// (checked at load), so this ends; the entry set before descending makes it end even if one had.
fn stand(order: &Order, process: &Process, facts: &Facts, index: usize, found: &mut Vec<Option<Standing>>) -> bool {
    if let Some(standing) = &found[index] {
        return standing.is_closed();
    }
    found[index] = Some(Standing::Ready);
    let step = &process.steps[index];
    let open: Vec<&Step> = step
        .after
        .iter()
        .filter_map(|key| process.steps.iter().position(|s| &s.key == key))
        .filter(|before| !stand(order, process, facts, *before, found))
        .map(|before| &process.steps[before])
        .collect();
    let standing = match order.step(&step.key).map(|state| &state.progress) {
        Some(Progress::Finished { .. }) => Standing::Finished,
        Some(Progress::Skipped { .. }) => Standing::Skipped,
        Some(Progress::Started { .. }) => Standing::Started,
        Some(Progress::Waiting) | None => waiting(order, process, facts, step, open),
    };
    let closed = standing.is_closed();
    found[index] = Some(standing);
    closed
}

fn waiting(order: &Order, process: &Process, facts: &Facts, step: &Step, open: Vec<&Step>) -> Standing {
    let cancelled = order.cancelled.is_some();
    if !open.is_empty() && !cancelled {
        return Standing::Waiting(vec![Block::After {
            steps: open.iter().map(|before| before.name.clone()).collect(),
            departments: departments_of(process, &open),
        }]);
    }
    // A step falls away only when its turn comes: until then an earlier answer could still be corrected.
    let falls_away = |condition: &Condition| condition.verdict(facts) == Verdict::Holds;
    if open.is_empty() && step.optional_when.as_ref().is_some_and(falls_away) {
        return Standing::NotNeeded;
    }
    if cancelled {
        return Standing::Waiting(vec![Block::Cancelled]);
    }
    let blocks = unmet(process, &step.start_gate, facts);
    if blocks.is_empty() { Standing::Ready } else { Standing::Held(blocks) }
}

/// The gates that do not hold, each as a sentence.
pub fn unmet(process: &Process, gates: &[Gate], facts: &Facts) -> Vec<Block> {
    gates
        .iter()
        .filter_map(|gate| match gate.when.verdict(facts) {
            Verdict::Holds => None,
            Verdict::Fails => Some(Block::Gate { sentence: gate.otherwise.clone() }),
            Verdict::Unknown(facts) => {
                Some(Block::Unknown { sentence: gate.otherwise.clone(), asked_in: asked_in(process, &facts), facts })
            }
        })
        .collect()
}

/// Do the gates hold that are asked when the step is finished, its own form taken into account?
pub(super) fn may_finish(process: &Process, step: &Step, facts: &Facts) -> Result<(), Refusal> {
    let blocks = unmet(process, &step.finish_gate, facts);
    if blocks.is_empty() { Ok(()) } else { Err(Refusal::Blocked { step: step.name.clone(), blocks }) }
}

/// Names of the steps whose forms give these facts.
fn asked_in(process: &Process, facts: &[String]) -> Vec<Text> {
    let gives =
        |step: &&Step| step.form.iter().any(|field| field.fact.as_ref().is_some_and(|fact| facts.contains(fact)));
    process.steps.iter().filter(gives).map(|step| step.name.clone()).collect()
}

fn departments_of(process: &Process, steps: &[&Step]) -> Vec<Text> {
    let mut names: Vec<Text> = Vec::new();
    for step in steps {
        let name = process.department_name(&step.department);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
