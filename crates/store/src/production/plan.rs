//! The daily plan of lots: put by planning, looked at day by day.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    LotId, Message,
    access::{Scope, Viewer},
    production::{Asked, Entry, Lot, Planned, ProgressRefusal, asked_on, tidy_plan},
};

use super::{
    access::{must_plan, must_see_workshop, said},
    lots::{self, Kept},
};
use crate::{Actor, Error, Result, Tx, orders};

/// What was planned longer ago than this and is still open is no news any more.
const LOOKS_BACK_DAYS: i64 = 31;

/// A lot of which a day asks something.
#[derive(Debug, Clone, PartialEq)]
pub struct OfDay {
    pub kept: Kept,
    pub asked: Vec<Asked>,
}

/// The plan of a lot, in place of the one before: of the one that was seen, where that is said.
pub fn put_plan(tx: &mut Tx, actor: &Actor, id: LotId, plan: Vec<Planned>, seen: Option<u64>) -> Result<Kept> {
    must_plan(tx, &actor.viewer)?;
    let kept = lots::lock(tx, &actor.viewer, id)?;
    let plan = tidy_plan(plan);
    if kept.lot.plan == plan {
        return Ok(kept);
    }
    if seen.is_some_and(|seen| seen != kept.lot.plan_version) {
        return Err(Error::Invalid(Message::new("lot-plan-changed").with("number", kept.lot.number)));
    }
    if kept.lot.closed.is_some() {
        return Err(said(ProgressRefusal::Closed { number: kept.lot.number }));
    }
    let lot = Lot { plan, ..kept.lot.clone() };
    lot.check().map_err(said)?;
    let order = orders::load(tx, Scope::All, lot.order)?;
    lots::in_reach(tx, actor, &order, None, &lot.plan)?;
    let plan = lot.plan;
    let kept = lots::change(tx, actor, kept, "planned", |lot| {
        lot.plan = plan;
        lot.plan_version += 1;
    })?;
    keep_days(tx, &kept)?;
    Ok(kept)
}

pub(super) fn keep_days(tx: &mut Tx, kept: &Kept) -> Result<()> {
    tx.exec("DELETE FROM lot_days WHERE lot = $1", &[kept.lot.id.into()])?;
    let mut days: Vec<Date> = kept.lot.plan.iter().map(|planned| planned.day).collect();
    days.dedup();
    for day in days {
        tx.exec(
            "INSERT INTO lot_days (day, lot) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            &[(&day.to_string()).into(), kept.lot.id.into()],
        )?;
    }
    Ok(())
}

/// What a day asks of the workshop: what is planned for it, and what was planned before and is not made. For those who see
/// all orders; lots in the order of their numbers.
pub fn day_plan(tx: &mut Tx, viewer: &Viewer, day: Date) -> Result<Vec<OfDay>> {
    must_see_workshop(tx, viewer)?;
    let since = day.checked_sub(LOOKS_BACK_DAYS.days()).unwrap_or(Date::MIN).to_string();
    let days = [day.to_string(), since];
    let lots = tx.rows(
        "SELECT body, balances, version FROM lots l
         WHERE id IN (SELECT d.lot FROM lot_days d WHERE d.day <= $1 AND d.day > $2)
           AND (is_open = 1 OR EXISTS (SELECT 1 FROM lot_days d WHERE d.lot = l.id AND d.day = $1))
         ORDER BY id",
        &[(&days[0]).into(), (&days[1]).into()],
        lots::read,
    )?;
    let entries = tx.rows(
        "SELECT e.lot, e.body FROM lot_entries e JOIN lots l ON l.id = e.lot
         WHERE l.id IN (SELECT d.lot FROM lot_days d WHERE d.day <= $1 AND d.day > $2)
           AND (l.is_open = 1 OR EXISTS (SELECT 1 FROM lot_days d WHERE d.lot = l.id AND d.day = $1))
         ORDER BY e.lot, e.at, e.id",
        &[(&days[0]).into(), (&days[1]).into()],
        |row| Ok((LotId(row.uuid(0)?), row.json::<Entry>(1)?)),
    )?;
    let mut of_day = Vec::new();
    let mut rest = entries.into_iter().peekable();
    for kept in lots {
        let mut made = Vec::new();
        while let Some((_, entry)) = rest.next_if(|(lot, _)| *lot == kept.lot.id) {
            made.push(entry);
        }
        let asked = asked_on(&kept.lot, &made, day);
        if !asked.is_empty() && kept.lot.closed.is_none() {
            of_day.push(OfDay { kept, asked });
        }
    }
    of_day.sort_by(|one, other| one.kept.lot.number.cmp(&other.kept.lot.number));
    Ok(of_day)
}
