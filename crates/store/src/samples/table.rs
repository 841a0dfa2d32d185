//! The table `samples`: a row for each sample of each order, made from the order's state.

use jiff::civil::Date;
use yidan_domain::{
    DepartmentKey, OrderId, SampleId,
    order::Order,
    sample::{Sample, State},
};

use crate::{Result, Tx};

/// What lists find a sample by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SampleRow {
    id: SampleId,
    state: State,
    /// Who has to do something.
    turn: Option<DepartmentKey>,
    /// Due from the sample room; sent; over with.
    day: String,
}

/// Behind every day: nobody has said by when.
const NO_DAY: &str = "9999-12-31";

/// What the table has to hold for an order, by ids.
pub(crate) fn rows_of(order: &Order) -> Vec<SampleRow> {
    let row = |sample: &Sample| {
        let state = order.state_of_sample(sample);
        SampleRow {
            id: sample.id,
            turn: sample.turn().filter(|_| matches!(state, State::Open | State::WithCustomer)),
            day: day(sample, state).map_or_else(|| NO_DAY.to_owned(), |day| day.to_string()),
            state,
        }
    };
    let mut rows: Vec<SampleRow> = order.samples().map(row).collect();
    rows.sort_by_key(|row| row.id);
    rows
}

fn day(sample: &Sample, state: State) -> Option<Date> {
    let last = || sample.rounds.last().map(|round| round.last_day());
    match state {
        State::Open => sample.due(),
        State::WithCustomer | State::Approved => last(),
        State::Dropped => {
            sample.dropped.as_ref().map(|dropped| dropped.mark.on).or_else(last).or(Some(sample.ordered.on))
        }
    }
}

/// Writes what has changed since `before`.
pub(crate) fn follow(tx: &mut Tx, order: &Order, before: &[SampleRow]) -> Result<()> {
    let rows = rows_of(order);
    rows.iter().filter(|row| !before.contains(row)).try_for_each(|row| put(tx, order.id, row))
}

/// Writes all of them, whatever is there now.
pub(crate) fn keep_anew(tx: &mut Tx, order: &Order) -> Result<()> {
    tx.exec("DELETE FROM samples WHERE order_id = $1", &[order.id.into()])?;
    rows_of(order).iter().try_for_each(|row| put(tx, order.id, row))
}

fn put(tx: &mut Tx, order: OrderId, row: &SampleRow) -> Result<()> {
    tx.exec(
        "INSERT INTO samples (id, order_id, state, turn, day) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (order_id, id) DO UPDATE SET state = excluded.state, turn = excluded.turn, day = excluded.day",
        &[
            row.id.0.into(),
            order.into(),
            row.state.key().into(),
            row.turn.as_ref().map(DepartmentKey::as_str).into(),
            (&row.day).into(),
        ],
    )?;
    Ok(())
}

/// What the table holds for an order, by ids.
pub(crate) fn kept_rows(tx: &mut Tx, order: OrderId) -> Result<Vec<SampleRow>> {
    let kept = tx.rows("SELECT id, state, turn, day FROM samples WHERE order_id = $1", &[order.into()], |row| {
        let (id, turn, day) = (SampleId(row.uuid(0)?), row.str_opt(2)?.map(DepartmentKey::from), row.text(3)?);
        Ok(State::of(row.str(1)?).map(|state| SampleRow { id, state, turn, day }))
    })?;
    let mut kept: Vec<SampleRow> = kept.into_iter().flatten().collect();
    kept.sort_by_key(|row| row.id);
    Ok(kept)
}
