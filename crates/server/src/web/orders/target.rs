//! A deed as an address names it: what is to be done, to which order, and to which step, exception or promise of it.

use std::collections::HashMap;

use yidan_domain::{
    ExceptionId, Message, OrderId, PromiseId, StepKey,
    access::Viewer,
    order::{
        refusal::Refusal,
        situation::{Deed, Situation},
    },
    process::Step,
};
use yidan_store::Error;

use super::{super::Failure, loaded::Loaded, parsed};

/// What is to be done, and to what: read from the address.
pub struct Target {
    pub order: OrderId,
    pub name: &'static str,
    pub deed: Deed,
    pub step: Option<StepKey>,
    pub exception: Option<ExceptionId>,
    pub promise: Option<PromiseId>,
}

const ON_STEP: [(&str, Deed); 11] = [
    ("start", Deed::Start),
    ("finish", Deed::Finish),
    ("assign", Deed::Assign),
    ("skip", Deed::Skip),
    ("reopen", Deed::Reopen),
    ("sign", Deed::Sign),
    ("send-back", Deed::SendBack),
    ("withdraw", Deed::Withdraw),
    ("remark", Deed::Remark),
    ("attach", Deed::Attach),
    ("exception", Deed::RaiseException),
];
const ON_ORDER: [(&str, Deed); 8] = [
    ("remark", Deed::Remark),
    ("attach", Deed::Attach),
    ("exception", Deed::RaiseException),
    ("promise", Deed::Promise),
    ("cancel", Deed::Cancel),
    ("sign-change", Deed::Sign),
    ("refuse-change", Deed::SendBack),
    ("withdraw-change", Deed::Withdraw),
];

impl Target {
    pub fn of(parts: &HashMap<String, String>) -> Result<Self, Failure> {
        let part = |name: &str| parts.get(name).map(String::as_str);
        let exception = part("exception").map(parsed).transpose()?;
        let promise = part("promise").map(parsed).transpose()?;
        let known: &[(&str, Deed)] = match (part("step"), &exception, &promise) {
            (Some(_), ..) => &ON_STEP,
            (_, Some(_), _) => &[("handle", Deed::HandleException), ("clear", Deed::ClearException)],
            (_, _, Some(_)) => &[("close", Deed::ClosePromise)],
            _ => &ON_ORDER,
        };
        let asked = part("deed").unwrap_or_default();
        let (name, deed) = *known.iter().find(|(name, _)| *name == asked).ok_or(Error::NotFound("page"))?;
        let order = parsed(part("id").unwrap_or_default())?;
        Ok(Self { order, name, deed, step: part("step").map(StepKey::from), exception, promise })
    }

    pub fn path(&self) -> String {
        let Self { order, name, .. } = self;
        match (&self.step, self.exception, self.promise) {
            (Some(step), ..) => format!("/orders/{order}/steps/{step}/{name}"),
            (_, Some(exception), _) => format!("/orders/{order}/exceptions/{exception}/{name}"),
            (_, _, Some(promise)) => format!("/orders/{order}/promises/{promise}/{name}"),
            _ => format!("/orders/{order}/{name}"),
        }
    }

    /// May this viewer do it now?
    pub fn may(&self, situation: &Situation, viewer: &Viewer) -> Result<(), Refusal> {
        match self.exception {
            Some(exception) => situation.may_settle(viewer, self.deed, exception),
            None => situation.may(viewer, self.deed, self.step.as_ref()),
        }
    }

    /// Is it about the change order, which has a page of its own?
    pub fn is_of_change(&self) -> bool {
        self.step.is_none() && matches!(self.deed, Deed::Sign | Deed::SendBack | Deed::Withdraw)
    }

    /// What the deed is called: what others have to sign is handed in, not finished.
    pub fn words(&self, step: Option<&Step>) -> String {
        let hands_in = self.deed == Deed::Finish && step.is_some_and(|step| !step.approvals.is_empty());
        if hands_in { "deed-hand-in".to_owned() } else { format!("deed-{}", self.name) }
    }

    /// Where the order shows what was done.
    pub fn shown_at(&self) -> String {
        match &self.step {
            _ if self.is_of_change() => format!("/orders/{}/changes", self.order),
            Some(step) => format!("/orders/{}#step-{step}", self.order),
            None => format!("/orders/{}", self.order),
        }
    }

    pub fn definition<'a>(&self, loaded: &'a Loaded) -> Result<Option<&'a Step>, Failure> {
        let Some(key) = &self.step else { return Ok(None) };
        let missing = || Refusal::NoSuchStep { step: key.0.clone() };
        Ok(Some(loaded.process.step(key).ok_or_else(missing)?))
    }

    pub fn done(&self) -> Message {
        Message::new(match self.deed {
            Deed::Start => "done-start",
            Deed::Finish => "done-finish",
            Deed::Assign => "done-assign",
            Deed::Skip => "done-skip",
            Deed::Reopen => "done-reopen",
            Deed::Remark => "done-remark",
            Deed::Attach => "done-attach",
            Deed::RaiseException => "done-exception",
            Deed::HandleException | Deed::FollowRule | Deed::Tell => "done-handle",
            Deed::ClearException => "done-clear",
            Deed::Promise => "done-promise",
            Deed::ClosePromise => "done-close",
            Deed::Amend => "done-amend",
            Deed::Replan => "done-replan",
            Deed::Cancel => "done-cancel",
            Deed::Sign => "done-sign",
            Deed::SendBack if self.step.is_none() => "done-refuse-change",
            Deed::SendBack => "done-send-back",
            Deed::Withdraw => "done-withdraw",
            Deed::ProposeChange => "done-propose-change",
            Deed::Quote => "done-quote",
            Deed::AnswerQuote => "done-answer-quote",
            Deed::KeepLetter => "done-keep-letter",
            Deed::ReviewLetter => "done-review-letter",
            Deed::KeepCosts => "done-keep-costs",
            Deed::ShowCredit => "done-show-credit",
            Deed::ReleaseCredit => "done-release-credit",
            Deed::RecallCredit => "done-recall-credit",
            Deed::Sample => "done-sample",
        })
    }
}
