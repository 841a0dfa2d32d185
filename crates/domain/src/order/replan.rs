//! What a changed plan is held to before it is kept.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use super::{
    Order,
    decide::{Context, furthest},
    entry::check_promise,
    refusal::{Needs, Refusal},
    situation::Situation,
};
use crate::{StepKey, schedule::PlanChange};

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
    if promised != order.header.promised {
        check_promise(promised, order.header.received_at, context)?;
    }
    let day = |at: Timestamp| context.calendars.zone.to_datetime(at).date();
    let (received, furthest) = (day(order.header.received_at), furthest(day(context.now)));
    let facts = Situation::of(order, context.process).facts;
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
        let is_new = order.plan_changes.get(&key) != Some(&change);
        if let Some(split) = change.split.filter(|_| is_new) {
            let whole = change.takes.or_else(|| step.standard_time(&facts));
            let calendar = context.calendars.of(&step.department);
            let is_part = |whole| calendar.length(split.after).is_shorter_than(calendar.length(whole));
            if split.after.is_nothing() || !whole.is_none_or(is_part) {
                return Err(Refusal::SplitOutside { step: step.name.clone(), whole });
            }
        }
        kept.insert(key, change);
    }
    if kept == order.plan_changes && promised == order.header.promised {
        return Err(Refusal::NothingChanged);
    }
    Ok(kept)
}
