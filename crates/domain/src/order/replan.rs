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

/// The changes that count: of steps that are there and still open, empty ones left out.
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
    let mut kept = BTreeMap::new();
    for (key, change) in changes {
        let step = context.process.step(&key).ok_or_else(|| Refusal::NoSuchStep { step: key.0.clone() })?;
        let days = [change.not_before, change.split.map(|split| split.resumes)];
        if days.into_iter().flatten().any(|day| day.date() < received || day.date() > furthest) {
            return Err(Refusal::PlanOutOfReach { step: step.name.clone() });
        }
        let is_closed = order.step(&key).is_some_and(|state| state.progress.is_closed());
        if !change.is_empty() && !is_closed {
            kept.insert(key, change);
        }
    }
    if kept == order.plan_changes && promised == order.header.promised {
        return Err(Refusal::NothingChanged);
    }
    Ok(kept)
}
