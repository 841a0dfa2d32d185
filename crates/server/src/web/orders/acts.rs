//! What can be done to an order, as buttons: each with where it leads, and why it cannot be done where it cannot.

use yidan_domain::{
    ExceptionId, PromiseId, StepKey,
    order::{Order, refusal::Refusal, situation::Deed, steps::StepRow},
};

use crate::texts::Reader;

/// A button. Its words are those of `deed-NAME`.
pub struct Act {
    pub name: &'static str,
    pub link: String,
    /// Done at once, without a question.
    pub at_once: bool,
    /// Why it cannot be done now; `None` when it can.
    pub why_not: Option<String>,
    /// Asked on a page of its own, not in a dialog.
    pub is_page: bool,
    /// What is filled in goes to those who sign.
    pub is_hand_in: bool,
    /// Not offered at all: the past is only looked at.
    pub hidden: bool,
    pub version: u64,
}

/// What may be done, as the domain says; `None` when nothing is offered at all.
type May = Option<Result<(), Refusal>>;

impl Act {
    fn new(name: &'static str, path: String, order: &Order, may: May, reader: &Reader) -> Self {
        let hidden = may.is_none();
        let why_not = may.and_then(Result::err).map(|refusal| reader.say(&yidan_domain::Say::say(&refusal)));
        let link = format!("/orders/{}{path}", order.id);
        let is_page = matches!(name, "amend" | "propose-change");
        Self { name, link, at_once: false, is_page, is_hand_in: false, why_not, hidden, version: order.version }
    }

    pub fn words(&self) -> String {
        if self.is_hand_in { "deed-hand-in".to_owned() } else { format!("deed-{}", self.name) }
    }

    pub fn icon(&self) -> &'static str {
        match self.name {
            "start" => "play",
            "finish" | "close" => "check",
            "assign" => "hand",
            "skip" => "skip",
            "reopen" => "undo",
            "remark" => "chat",
            "attach" => "clip",
            "exception" => "flag",
            "handle" => "person",
            "promise" => "promise",
            "amend" | "propose-change" => "edit",
            "sign" | "sign-change" => "sign",
            "send-back" | "withdraw" | "withdraw-change" => "undo",
            "refuse-change" => "cross",
            "form" => "file",
            "cancel" => "cross",
            _ => "check",
        }
    }

    pub fn is_possible(&self) -> bool {
        self.why_not.is_none() && !self.hidden
    }

    pub fn is_danger(&self) -> bool {
        self.name == "cancel"
    }
}

pub fn of_order(order: &Order, may: impl Fn(Deed) -> May, reader: &Reader) -> Vec<Act> {
    // An order that can be changed as it is needs no word about change orders.
    let propose = may(Deed::ProposeChange).filter(|may| *may != Err(Refusal::NotFrozen));
    let propose = Act::new("propose-change", "/changes/new".to_owned(), order, propose, reader);
    let deeds = [
        ("remark", Deed::Remark),
        ("exception", Deed::RaiseException),
        ("promise", Deed::Promise),
        ("attach", Deed::Attach),
        ("amend", Deed::Amend),
        ("cancel", Deed::Cancel),
    ]
    .into_iter()
    .map(|(name, deed)| Act::new(name, format!("/{name}"), order, may(deed), reader));
    deeds.chain([propose]).collect()
}

/// What is done with the change order that is open; only what this viewer can do.
pub fn on_change(order: &Order, may: impl Fn(Deed) -> May, reader: &Reader) -> Vec<Act> {
    [("sign-change", Deed::Sign), ("refuse-change", Deed::SendBack), ("withdraw-change", Deed::Withdraw)]
        .into_iter()
        .map(|(name, deed)| Act::new(name, format!("/{name}"), order, may(deed), reader))
        .filter(Act::is_possible)
        .collect()
}

/// What is done with an exception: said how it is dealt with, and that it is over.
pub fn on_exception(order: &Order, id: ExceptionId, may: impl Fn(Deed) -> May, reader: &Reader) -> Vec<Act> {
    [("handle", Deed::HandleException), ("clear", Deed::ClearException)]
        .into_iter()
        .map(|(name, deed)| Act::new(name, format!("/exceptions/{id}/{name}"), order, may(deed), reader))
        .collect()
}

pub fn close(order: &Order, id: PromiseId, may: May, reader: &Reader) -> Act {
    Act::new("close", format!("/promises/{id}/close"), order, may, reader)
}

/// The deeds on one step: start and finish first. A step without a form is started and finished at one touch; to tell
/// another time, or a remark, there is the question.
pub fn of_step(order: &Order, row: &StepRow, reader: &Reader) -> Vec<Act> {
    let may = |deed: Deed| Some(row.may(deed).map_err(Clone::clone));
    let act = |name: &'static str, deed: Deed| Act::new(name, path(&row.step.key, name), order, may(deed), reader);
    let at_once = |act: Act, at_once: bool| Act { at_once, ..act };
    let finish = at_once(act("finish", Deed::Finish), row.step.form.is_empty());
    vec![
        at_once(act("start", Deed::Start), true),
        Act { is_hand_in: !row.step.approvals.is_empty(), ..finish },
        act("assign", Deed::Assign),
        act("skip", Deed::Skip),
        act("reopen", Deed::Reopen),
        act("sign", Deed::Sign),
        act("send-back", Deed::SendBack),
        act("withdraw", Deed::Withdraw),
    ]
}

/// Deeds that are not about how the step stands, but told on its row.
pub fn beside_step(order: &Order, key: &StepKey, may: impl Fn(Deed) -> May, reader: &Reader) -> Vec<Act> {
    [("remark", Deed::Remark), ("attach", Deed::Attach), ("exception", Deed::RaiseException)]
        .into_iter()
        .map(|(name, deed)| Act::new(name, path(key, name), order, may(deed), reader))
        .collect()
}

/// The step's form to look at and to print, where it asks for something or is signed.
pub fn print(order: &Order, row: &StepRow, reader: &Reader) -> Option<Act> {
    let has_form = !row.step.form.is_empty() || !row.step.approvals.is_empty();
    let link = path(&row.step.key, "form");
    has_form.then(|| Act { is_page: true, ..Act::new("form", link, order, Some(Ok(())), reader) })
}

fn path(step: &StepKey, name: &str) -> String {
    format!("/steps/{step}/{name}")
}
