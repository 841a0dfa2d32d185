//! What the book hears of: a lot with its entries as they stand after a commit, or all of them at start.

use std::{collections::BTreeMap, fmt, sync::Arc};

use jiff::{ToSpan, civil::Date};
use uuid::Uuid;
use yidan_domain::{
    LotId, OrderId,
    order::lateness::day_number,
    production::{Balance, Entry, Kind, Operation, Planned},
};

use super::{
    super::{
        lots::{self, Kept},
        outside,
    },
    columns::{Columns, NO_DAY},
};
use crate::{Change, Result, Tx};

#[derive(Debug, Clone)]
pub struct LotNews {
    pub id: LotId,
    pub version: u64,
    pub number: String,
    pub order: OrderId,
    pub goods: String,
    pub unit: String,
    pub quantity: i64,
    pub route: Vec<Operation>,
    pub due: Option<Date>,
    /// The day on which it was made or closed.
    pub through: Option<Date>,
    pub is_open: bool,
    pub plan: Vec<Planned>,
    pub balances: Vec<Balance>,
    pub moves: Moves,
    /// By when what is with outside factories is agreed to be back.
    pub back_by: Option<Date>,
}

/// What came of a lot's entries, day by day.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    /// Of each operation the latest day on which something came to it or out of it.
    pub last: Vec<i32>,
    pub made: Vec<Made>,
}

/// Came out of an operation on a day; below zero, was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub day: i32,
    pub operation: usize,
    pub good: i64,
    pub scrap: i64,
}

/// Days before the latest report of which is kept what came out.
pub const KEPT_DAYS: i32 = 7;

/// As it travels by LISTEN/NOTIFY.
impl fmt::Display for LotNews {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lot {}", self.id)
    }
}

/// Something has happened to the lot.
pub(crate) fn tell(tx: &mut Tx, kept: &Kept) -> Result<()> {
    let news = whole(tx, kept)?;
    tx.tell(Change::Lot(Arc::new(news)));
    Ok(())
}

/// What another copy of the program has told of.
pub(crate) fn told(tx: &mut Tx, id: Uuid) -> Result<Option<Arc<LotNews>>> {
    let Some(kept) = lots::one(tx, LotId(id))? else { return Ok(None) };
    Ok(Some(Arc::new(whole(tx, &kept)?)))
}

fn whole(tx: &mut Tx, kept: &Kept) -> Result<LotNews> {
    let entries = super::super::entries::of_lot(tx, kept.lot.id)?;
    let last = entries.iter().map(|entry| entry.day).max();
    let moves = Moves::of(kept.lot.route.len(), &entries);
    Ok(LotNews { moves, back_by: outside::back_by(tx, kept.lot.id)?, ..LotNews::of(kept, last) })
}

/// Everything, into columns that are empty. Entries only of lots that are open, or were touched of late.
pub fn read_all(tx: &mut Tx, columns: &mut Columns) -> Result<()> {
    let (mut latest, mut touched) = (None, Vec::new());
    tx.each("SELECT body, balances, version, moved FROM lots ORDER BY id", &[], |row| {
        let kept = lots::read(row)?;
        let moved: Option<Date> = row.parsed_opt(3)?;
        latest = latest.max(moved);
        let since = latest.map_or(NO_DAY, |day| day_number(day) - KEPT_DAYS);
        columns.put(&LotNews::of(&kept, moved));
        if let Some(day) = moved.map(day_number).filter(|day| *day >= since && !kept.is_open()) {
            touched.push((kept.lot.id, day, kept.lot.plan));
        }
        Ok(())
    })?;
    let since = latest.map(|day| day.saturating_sub(i64::from(KEPT_DAYS).days()));
    touched.retain(|(_, day, _)| since.is_some_and(|since| *day >= day_number(since)));
    columns.keep_of_late(touched.into_iter().map(|(lot, _, plan)| (lot, plan)));
    let since = since.map_or("9999-12-31".into(), |since| since.to_string());
    let mut of: Option<(LotId, Vec<Entry>)> = None;
    tx.each(
        "SELECT lots.id, lot_entries.body FROM lots JOIN lot_entries ON lot_entries.lot = lots.id
         WHERE lots.is_open = 1 OR lots.moved >= $1 ORDER BY lots.id, lot_entries.at, lot_entries.id",
        &[(&since).into()],
        |row| {
            let (lot, entry): (LotId, Entry) = (LotId(row.uuid(0)?), row.json(1)?);
            match &mut of {
                Some((last, entries)) if *last == lot => entries.push(entry),
                _ => {
                    if let Some((lot, entries)) = of.replace((lot, vec![entry])) {
                        columns.put_moves(lot, &entries);
                    }
                }
            }
            Ok(())
        },
    )?;
    if let Some((lot, entries)) = of {
        columns.put_moves(lot, &entries);
    }
    columns.forget_old();
    for (lot, day) in outside::all_back_by(tx)? {
        columns.put_back_by(lot, day);
    }
    Ok(())
}

impl LotNews {
    /// Without what came of its entries, of which `last` is the latest day.
    fn of(kept: &Kept, last: Option<Date>) -> Self {
        let lot = &kept.lot;
        Self {
            id: lot.id,
            version: kept.version,
            number: lot.number.clone(),
            order: lot.order,
            goods: lot.goods.clone(),
            unit: lot.quantity.unit.clone(),
            quantity: lot.quantity.ten_thousandths,
            route: lot.route.clone(),
            due: lot.due,
            through: lot.through_on(&kept.balances, last),
            is_open: kept.is_open(),
            plan: lot.plan.clone(),
            balances: kept.balances.clone(),
            moves: Moves::default(),
            back_by: None,
        }
    }
}

impl Moves {
    pub fn of(operations: usize, entries: &[Entry]) -> Self {
        let mut moves = Self { last: vec![NO_DAY; operations], made: Vec::new() };
        let by_id: BTreeMap<_, _> = entries.iter().map(|entry| (entry.id, &entry.kind)).collect();
        for entry in entries {
            let (kind, sign) = match &entry.kind {
                Kind::Reversed { entry } => (by_id.get(entry).copied(), -1),
                kind => (Some(kind), 1),
            };
            let day = day_number(entry.day);
            match kind {
                Some(Kind::Released { .. }) => moves.touch(0, day),
                Some(Kind::SentOut { operation, .. }) => moves.touch(*operation, day),
                Some(Kind::Reported(report)) => {
                    moves.touch(report.operation, day);
                    if report.good != 0 {
                        moves.touch(report.operation + 1, day);
                    }
                    let (good, scrap) = (sign * report.good, sign * report.scrapped());
                    moves.made.push(Made { day, operation: report.operation, good, scrap });
                }
                Some(Kind::Reversed { .. }) | None => {}
            }
        }
        moves
    }

    fn touch(&mut self, operation: usize, day: i32) {
        if let Some(last) = self.last.get_mut(operation) {
            *last = (*last).max(day);
        }
    }
}
