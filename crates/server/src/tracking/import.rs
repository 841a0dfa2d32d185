//! A sheet that comes back: looked at first, then taken row by row. A row is done as a whole or refused with its reason; what
//! stands as it is kept already changes nothing, so that importing a sheet twice does what it says once.

use std::collections::HashMap;

use yidan_documents::{
    Place, Problem, RowFault, Skipped, Unreadable, sheet,
    tracking::{self, TrackingRow, TrackingSheet},
};
use yidan_domain::{MaterialId, Message, OrderId, Say, material::sheet::ExtraColumn};
use yidan_store::{Actor, Error, Result, Store, Tx, materials};

use super::plan::{Deed, Planned, plan};
use crate::import::Source;

/// What an import has done, or would do.
#[derive(Debug, Default)]
pub struct TrackingReport {
    /// Nothing was kept: this is what an import would do.
    pub preview: bool,
    pub done: Vec<RowDone>,
    /// Rows that say what is kept already.
    pub unchanged: usize,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<Skipped>,
    /// Titles of columns that nobody knows.
    pub not_taken: Vec<String>,
    pub unreadable: Vec<(String, Unreadable)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct RowDone {
    pub place: Place,
    pub order: OrderId,
    /// The order's number.
    pub number: String,
    /// Code of the material.
    pub material: String,
    pub deeds: Vec<Deed>,
}

/// What an import would do: the same work, of which nothing is kept.
pub async fn preview(store: &Store, actor: &Actor, sources: Vec<Source>) -> Result<TrackingReport> {
    bring(store, actor, sources, true).await
}

pub async fn run(store: &Store, actor: &Actor, sources: Vec<Source>) -> Result<TrackingReport> {
    bring(store, actor, sources, false).await
}

async fn bring(store: &Store, actor: &Actor, sources: Vec<Source>, preview: bool) -> Result<TrackingReport> {
    let (mut report, rows, columns) = read(store, sources).await?;
    report.preview = preview;
    let mut seen = Seen::default();
    for row in rows {
        let (actor, columns, place, before) = (actor.clone(), columns.clone(), row.place.clone(), seen.clone());
        let work = move |tx: &mut Tx| take(tx, &actor, &row, &columns, &before);
        let taken = if preview { store.attempt(work).await } else { store.write(work).await };
        let planned = match taken {
            Ok(planned) => planned,
            Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::NotFound(_))) => Err(error.say()),
            Err(error) => return Err(error),
        };
        report.put(&place, planned, &mut seen);
    }
    Ok(report)
}

/// Plans a row and does it, in one transaction.
fn take(
    tx: &mut Tx,
    actor: &Actor,
    row: &TrackingRow,
    columns: &[ExtraColumn],
    seen: &Seen,
) -> Result<std::result::Result<Planned, Message>> {
    let planned = plan(tx, actor, row, columns)?;
    if let Ok(planned) = &planned
        && !seen.rows.contains_key(&(planned.order, planned.material.id))
    {
        planned.carry_out(tx, actor)?;
    }
    Ok(planned)
}

/// The rows of orders and materials that were read so far.
#[derive(Debug, Clone, Default)]
struct Seen {
    rows: HashMap<(OrderId, MaterialId), usize>,
}

impl TrackingReport {
    fn put(&mut self, place: &Place, planned: std::result::Result<Planned, Message>, seen: &mut Seen) {
        let planned = match planned {
            Ok(planned) => planned,
            Err(why) => return self.faults.push(place.clone().fault(Problem::Refused(why))),
        };
        let Planned { order, number, material, deeds } = planned;
        if let Some(row) = seen.rows.get(&(order, material.id)) {
            let why = Message::new("tracking-row-repeated").with("row", row.to_string());
            return self.faults.push(place.clone().fault(Problem::Refused(why)));
        }
        seen.rows.insert((order, material.id), place.row);
        if deeds.is_empty() {
            self.unchanged += 1;
        } else {
            self.done.push(RowDone { place: place.clone(), order, number, material: material.code, deeds });
        }
    }
}

async fn read(store: &Store, sources: Vec<Source>) -> Result<(TrackingReport, Vec<TrackingRow>, Vec<ExtraColumn>)> {
    let columns = store.read(materials::columns).await?;
    let known = columns.clone();
    let read = move || {
        let (mut report, mut sheets) = (TrackingReport::default(), Vec::new());
        for source in sources {
            match sheet::read(&source.name, &source.bytes) {
                Ok(found) => sheets.extend(found),
                Err(why) => report.unreadable.push((source.name, why)),
            }
        }
        let TrackingSheet { rows, faults, skipped, not_taken } = tracking::read(&sheets, &known);
        (report.faults, report.skipped, report.not_taken) = (faults, skipped, not_taken);
        (report, rows)
    };
    let (report, rows) = tokio::task::spawn_blocking(read).await.map_err(|error| Error::Storage(error.to_string()))?;
    Ok((report, rows, columns))
}
