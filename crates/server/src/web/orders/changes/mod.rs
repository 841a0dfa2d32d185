//! Change orders of a reviewed order: the one that is open with its difference, its effect and who signs it, those that are
//! closed, and what they have cost whom. `propose` is the form of a new one, `effect` what it would bring about.

mod effect;
mod propose;

use std::collections::BTreeMap;

use askama::Template;
use axum::{Router, extract::Path, routing::get};
use jiff::Timestamp;
use yidan_domain::{
    Currency, DepartmentKey, Money,
    order::{
        ClosedChange, Outcome, Subject,
        event::{Event, Recorded},
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};

use super::{
    super::{Answer, Screen},
    acts::{self, Act},
    approval::ApprovalView,
    difference::Change,
    history,
    loaded::Loaded,
    parsed,
    tabs::{Head, Place},
};
use crate::{
    app::App,
    page::{Frame, Nav, filters, html},
};
use effect::Effect;
pub use propose::Proposal;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/changes", get(show).post(propose::propose))
        .route("/orders/{id}/changes/new", get(propose::ask))
}

#[derive(Template)]
#[template(path = "orders/changes.html")]
struct ChangesPage {
    frame: Frame,
    head: Head,
    /// Why none can be proposed now; `None` when one can.
    why_not: Option<String>,
    /// The order need not be changed by a change order: it can be amended.
    may_amend: bool,
    open: Option<OpenChange>,
    closed: Vec<Closed>,
    losses: Vec<Loss>,
}

struct OpenChange {
    number: u32,
    reason: String,
    effect: Effect,
    approval: ApprovalView,
    acts: Vec<Act>,
}

struct Closed {
    number: u32,
    /// Key of the word for what came of it, and the kind of its pill.
    outcome: (&'static str, &'static str),
    department: String,
    loss: String,
    /// Why it was asked for, and by whom.
    reason: String,
    proposed_by: String,
    by: String,
    at: Timestamp,
    /// What was said when it was refused or taken back.
    words: String,
    changes: Vec<Change>,
}

/// What accepted changes have cost a department.
struct Loss {
    department: String,
    amount: String,
}

async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let mut frame = screen.frame().titled("tab-changes").at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.title);
    let situation = Situation::of(&loaded.order, &loaded.process);
    let may_propose = situation.may(&screen.viewer, Deed::ProposeChange, None);
    let reader = &frame.reader;
    let page = ChangesPage {
        head: Head::of(&loaded, &screen.viewer, Place::Changes),
        may_amend: situation.may(&screen.viewer, Deed::Amend, None).is_ok(),
        why_not: may_propose.err().map(|refusal: Refusal| reader.say(&yidan_domain::Say::say(&refusal))),
        open: open(&loaded, &situation, &screen, &frame),
        closed: loaded.order.closed_changes.iter().rev().map(|change| closed(&loaded, change, &frame)).collect(),
        losses: losses(&loaded, &frame),
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn open(loaded: &Loaded, situation: &Situation, screen: &Screen, frame: &Frame) -> Option<OpenChange> {
    let change = loaded.order.change.as_deref()?;
    let may = |deed| Some(situation.may(&screen.viewer, deed, None));
    Some(OpenChange {
        number: change.number,
        reason: change.reason.clone(),
        effect: Effect::of(loaded, change, &frame.reader),
        approval: ApprovalView::of(loaded, &Subject::Change, &change.approval, true, &frame.reader),
        acts: acts::on_change(&loaded.order, may, &frame.reader),
    })
}

fn closed(loaded: &Loaded, change: &ClosedChange, frame: &Frame) -> Closed {
    let proposed = loaded.history.iter().find_map(|recorded| match &recorded.event {
        Event::ChangeProposed { change: proposed } if proposed.number == change.number => Some((recorded, proposed)),
        _ => None,
    });
    let reason = proposed.map(|(_, proposed)| proposed.reason.clone()).unwrap_or_default();
    let department = loaded.world.company.department_name(&change.asked_by);
    Closed {
        number: change.number,
        outcome: match change.outcome {
            Outcome::Accepted => ("change-accepted", "done"),
            Outcome::Refused => ("change-refused", "late"),
            Outcome::Withdrawn => ("change-withdrawn", "none"),
        },
        department: department.get(frame.reader.lang).to_owned(),
        loss: change.loss.map(|loss| loss.to_string()).unwrap_or_default(),
        words: if change.outcome == Outcome::Accepted { String::new() } else { change.reason.clone() },
        reason,
        proposed_by: proposed.map(|(recorded, _)| loaded.person(recorded.by).to_owned()).unwrap_or_default(),
        by: loaded.person(change.by).to_owned(),
        at: change.at,
        changes: proposed
            .map(|(recorded, _): (&Recorded, _)| history::changes_of(loaded, &frame.reader, recorded))
            .unwrap_or_default(),
    }
}

fn losses(loaded: &Loaded, frame: &Frame) -> Vec<Loss> {
    let mut sums: BTreeMap<(&DepartmentKey, String), Money> = BTreeMap::new();
    for (department, loss) in loaded.order.charged_losses() {
        let sum = sums.entry((department, loss.currency.to_string())).or_insert(Money::zero(loss.currency));
        *sum = sum.plus(loss).unwrap_or(*sum);
    }
    let name = |key: &DepartmentKey| loaded.world.company.department_name(key).get(frame.reader.lang).to_owned();
    sums.into_iter().map(|((key, _), sum)| Loss { department: name(key), amount: sum.to_string() }).collect()
}

/// The company's own first: what a change costs is reckoned within the house.
fn currencies(own: Currency) -> Vec<String> {
    let others = super::super::form::currencies().into_iter().filter(|code| *code != own.code());
    std::iter::once(own.code()).chain(others).map(str::to_owned).collect()
}
