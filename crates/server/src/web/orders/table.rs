//! The step table as S18 has it — 序号 任务名称 操作步骤 负责人 开始时间 结束时间 备注 — with the planned times, the delay and the
//! reason why a step cannot move.

use jiff::Timestamp;
use yidan_domain::{
    Say,
    access::Viewer,
    order::{
        Progress, Subject,
        situation::{Situation, Standing},
        steps::{self, StepRow},
    },
    schedule::Plan,
};

use super::{
    acts::{self, Act},
    approval::{self, ApprovalView, SentBack},
    loaded::Loaded,
    shown::{self, Named},
};
use crate::texts::Reader;

pub struct StepView {
    pub number: usize,
    pub key: String,
    pub name: String,
    pub todo: String,
    pub department: String,
    /// Who does it or has done it; empty while it is the department's.
    pub person: String,
    pub planned_start: Option<Timestamp>,
    pub planned_end: Option<Timestamp>,
    pub started: Option<Timestamp>,
    pub finished: Option<Timestamp>,
    /// How much later than planned, in words.
    pub delay: String,
    pub remark: String,
    pub answers: Vec<Named>,
    /// Why it cannot move.
    pub why: Vec<String>,
    pub approval: Option<ApprovalView>,
    pub sent_back: Option<SentBack>,
    /// Key of the word for how it stands, and the kind of its pill.
    pub state: (&'static str, &'static str),
    pub class: &'static str,
    pub main: Vec<Act>,
    pub more: Vec<Act>,
}

pub fn rows(
    loaded: &Loaded,
    situation: &Situation,
    plan: &Plan,
    viewer: &Viewer,
    reader: &Reader,
    past: Option<Timestamp>,
) -> Vec<StepView> {
    let now = past.unwrap_or(reader.now);
    let rows = steps::table(situation, plan, viewer, now);
    rows.iter().map(|row| view(loaded, situation, row, viewer, reader, past)).collect()
}

fn view(
    loaded: &Loaded,
    situation: &Situation,
    row: &StepRow,
    viewer: &Viewer,
    reader: &Reader,
    past: Option<Timestamp>,
) -> StepView {
    let step = row.step;
    let (main, more) =
        if past.is_some() { Default::default() } else { offered(loaded, situation, row, viewer, reader) };
    // A start that nobody recorded is not shown as one.
    let started = match row.state.map(|state| &state.progress) {
        Some(Progress::Finished { started, .. }) => *started,
        _ => row.started_at(),
    };
    StepView {
        number: row.number,
        key: step.key.to_string(),
        name: step.name.get(reader.lang).to_owned(),
        todo: step.instructions.get(reader.lang).to_owned(),
        department: situation.process.department_name(&step.department).get(reader.lang).to_owned(),
        person: person(loaded, row),
        planned_start: row.planned.start,
        planned_end: row.planned.end,
        started,
        finished: row.finished_at(),
        delay: row.delay.map(|late| shown::delay(late, reader)).unwrap_or_default(),
        remark: remark(row),
        answers: row
            .state
            .map(|state| shown::answers(loaded.order.id, step, &state.answers, reader))
            .unwrap_or_default(),
        why: row.standing.blocks().iter().map(|block| reader.say(&block.say())).collect(),
        approval: row.state.and_then(|state| state.approval.as_ref()).map(|approval| {
            let on = Subject::Step(step.key.clone());
            ApprovalView::of(loaded, &on, approval, !row.standing.is_closed(), reader)
        }),
        sent_back: Some(step)
            .filter(|step| !step.approvals.is_empty())
            .and_then(|step| approval::sent_back(loaded, step)),
        state: state(row),
        class: match row.standing {
            Standing::Ready | Standing::Started | Standing::Held(_) => "on",
            Standing::NotNeeded | Standing::Skipped => "off",
            _ => "",
        },
        main,
        more,
    }
}

fn person(loaded: &Loaded, row: &StepRow) -> String {
    let Some(state) = row.state else { return String::new() };
    let doer = match &state.progress {
        Progress::Finished { by, .. } | Progress::Skipped { by, .. } => Some(*by),
        Progress::Started { by, .. } => state.assignee.or(Some(*by)),
        Progress::Waiting => state.assignee,
    };
    doer.map(|id| loaded.person(id).to_owned()).unwrap_or_default()
}

/// The latest remark; of a skipped step the reason as well.
fn remark(row: &StepRow) -> String {
    let Some(state) = row.state else { return String::new() };
    match &state.progress {
        Progress::Skipped { reason, .. } if state.remark.is_empty() => reason.clone(),
        Progress::Skipped { reason, .. } => format!("{reason}\n{}", state.remark),
        _ => state.remark.clone(),
    }
}

fn is_in_approval(row: &StepRow) -> bool {
    !row.standing.is_closed() && row.state.is_some_and(|state| state.approval.is_some())
}

fn state(row: &StepRow) -> (&'static str, &'static str) {
    match row.standing {
        Standing::NotNeeded => ("state-not-needed", "none"),
        Standing::Waiting(_) => ("state-waiting", "none"),
        Standing::Held(_) => ("state-held", "exception"),
        _ if is_in_approval(row) && row.delay.is_some() => ("state-in-approval", "late"),
        _ if is_in_approval(row) => ("state-in-approval", "on"),
        Standing::Ready if row.delay.is_some() => ("state-ready", "late"),
        Standing::Ready => ("state-ready", "on"),
        Standing::Started if row.delay.is_some() => ("state-started", "late"),
        Standing::Started => ("state-started", "on"),
        Standing::Finished => ("state-finished", "done"),
        Standing::Skipped => ("state-skipped", "none"),
    }
}

/// Buttons in sight, and those in the row's menu. What cannot be done at all as the step stands is left out; what this
/// viewer may not do stays, with the reason.
fn offered(
    loaded: &Loaded,
    situation: &Situation,
    row: &StepRow,
    viewer: &Viewer,
    reader: &Reader,
) -> (Vec<Act>, Vec<Act>) {
    let fitting: &[&str] = match row.standing {
        _ if is_in_approval(row) => &["sign", "send-back", "withdraw", "assign", "skip"],
        Standing::Ready => &["start", "finish", "assign", "skip"],
        Standing::Started => &["finish", "assign", "skip"],
        Standing::Held(_) | Standing::Waiting(_) if loaded.order.cancelled.is_none() => &["assign", "skip"],
        Standing::Finished | Standing::Skipped => &["reopen"],
        _ => &[],
    };
    let order = &loaded.order;
    // Whose turn it is to sign stands on the row; to all others the buttons would say nothing more.
    let is_for = |act: &Act| !matches!(act.name, "sign" | "send-back" | "withdraw") || act.is_possible();
    let fits = |act: &Act| fitting.contains(&act.name) && is_for(act);
    let acts = acts::of_step(order, row, reader).into_iter().filter(fits);
    let (main, mut more): (Vec<Act>, Vec<Act>) =
        acts.partition(|act| matches!(act.name, "start" | "finish" | "sign" | "send-back"));
    let may = |deed| Some(situation.may(viewer, deed, Some(&row.step.key)));
    more.extend(acts::beside_step(order, &row.step.key, may, reader));
    more.extend(acts::print(order, row, reader));
    (main, more)
}
