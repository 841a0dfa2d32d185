//! What a changed plan is held to before it is kept.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};

use super::{
    Order,
    decide::Context,
    refusal::{Needs, Refusal},
};
use crate::{StepKey, schedule::PlanChange};

/// Nobody plans further ahead.
const FURTHEST_DAYS: i64 = 3 * 366;

/// All changes that hold from then on: those asked for of steps that are there and still open, empty ones left out, and
/// those of closed steps as they were: what was due by them stays so.
pub(super) fn checked(
    order: &Order,
    changes: BTreeMap<StepKey, PlanChange>,
    promised: Option<Date>,
    context: Context,
) -> Result<BTreeMap<StepKey, PlanChange>, Refusal> {
    if promised != order.header.promised && !context.viewer.enters_orders() {
        return Err(Refusal::NotAllowed { needs: Needs::Sales });
    }
    let received = context.zone.to_datetime(order.header.received_at).date();
    if let Some(promised) = promised.filter(|promised| *promised < received) {
        return Err(Refusal::PromisedBeforeReceived { promised, received });
    }
    let furthest = context.zone.to_datetime(context.now).date().saturating_add(FURTHEST_DAYS.days());
    let is_closed = |key: &StepKey| order.step(key).is_some_and(|state| state.progress.is_closed());
    let had = order.plan_changes.iter().filter(|(key, _)| is_closed(key));
    let mut kept: BTreeMap<_, _> = had.map(|(key, change)| (key.clone(), change.clone())).collect();
    for (key, change) in changes {
        let step = context.process.step(&key).ok_or_else(|| Refusal::NoSuchStep { step: key.0.clone() })?;
        if is_closed(&key) || change.is_empty() {
            continue;
        }
        let days = [change.not_before, change.split.map(|split| split.resumes)];
        if days.into_iter().flatten().any(|day| day.date() < received || day.date() > furthest) {
            return Err(Refusal::PlanOutOfReach { step: step.name.clone() });
        }
        kept.insert(key, change);
    }
    if kept == order.plan_changes && promised == order.header.promised {
        return Err(Refusal::NothingChanged);
    }
    Ok(kept)
}
