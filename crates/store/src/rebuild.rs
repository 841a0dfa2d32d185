//! State and rows made anew from the events, or compared with what the events make.

use yidan_domain::{OrderId, order::apply::replay};

use crate::{
    Error, Result, Store, Tx, approvals, company, credit, exceptions, inspections, materials,
    orders::{self, check_chain},
    production, samples,
};

/// Orders looked at in one transaction: few, since others wait for it.
const BATCH: usize = 100;

/// The form of state and rows; another one whenever they hold something that they did not.
const FORM: &str = "4";
/// The setting that says in which form they are kept.
const KEPT_IN: &str = "kept_in_form";

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    pub orders: u64,
    pub events: u64,
    pub faults: Vec<Fault>,
}

/// Something kept that the events do not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The hash of this event does not follow from the one before.
    Tampered { order: OrderId, seq: u64 },
    /// Events are not numbered 1, 2, 3 …, or the stream does not begin with its entry.
    Gaps { order: OrderId },
    /// `streams` holds another state.
    State { order: OrderId },
    /// `order_row` holds another row.
    Row { order: OrderId },
    /// `exceptions` holds others.
    Exceptions { order: OrderId },
    /// `approvals` holds something else.
    Approvals { order: OrderId },
    /// `samples` holds something else.
    Samples { order: OrderId },
    /// `inspections_expected` holds something else.
    Inspected { order: OrderId },
    /// What is kept of it can't be read.
    Unreadable { order: OrderId, why: String },
    /// The process that it follows is not kept.
    Process { order: OrderId },
    /// Kept without events.
    Orphan { order: OrderId },
    /// A lot's sums are not what its entries add up to.
    Lot { number: String },
    /// What is in store of a material is not what its entries add up to.
    Stock { material: String },
    /// A purchase does not stand as its events say.
    Purchase { number: String },
    /// An inspection is not kept as its events tell it.
    Inspection { number: String },
    /// A credit account is not what its entries add up to.
    Credit { account: String },
}

/// Compares; changes nothing.
pub async fn check(store: &Store) -> Result<Report> {
    let mut report = Report::default();
    let mut after = None;
    loop {
        let (batch, last) = store.read(move |tx| check_batch(tx, after)).await?;
        report.add(batch);
        match last {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    report.faults.extend(store.read(orphans).await?);
    let accounts = store.read(credit::check).await?;
    report.faults.extend(accounts.into_iter().map(|account| Fault::Credit { account }));
    let lots = store.read(production::check).await?;
    report.faults.extend(lots.into_iter().map(|number| Fault::Lot { number }));
    let materials = store.read(materials::check_stock).await?;
    report.faults.extend(materials.into_iter().map(|material| Fault::Stock { material }));
    let purchases = store.read(materials::check_purchases).await?;
    report.faults.extend(purchases.into_iter().map(|number| Fault::Purchase { number }));
    let inspections = store.read(inspections::check).await?;
    report.faults.extend(inspections.into_iter().map(|number| Fault::Inspection { number }));
    Ok(report)
}

/// Makes what an earlier version of the program has kept anew, once, and answers how that went; `None` when this version has
/// kept it. Until then states and lists lack what this version keeps in them.
pub async fn renew(store: &Store) -> Result<Option<Report>> {
    if store.read(is_current).await? {
        return Ok(None);
    }
    run(store).await.map(Some)
}

/// Are all states and rows as this version keeps them?
pub(crate) fn is_current(tx: &mut Tx) -> Result<bool> {
    Ok(form(tx)?.as_deref() == Some(FORM))
}

/// Makes state and rows anew. Streams that are tampered with are reported and left alone. Others may work meanwhile.
pub async fn run(store: &Store) -> Result<Report> {
    let mut report = Report::default();
    let mut after = None;
    loop {
        let (batch, last) = store.write(move |tx| run_batch(tx, after)).await?;
        report.add(batch);
        match last {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    store.write(inspections::keep_anew).await?;
    store.write(|tx| company::put_setting(tx, KEPT_IN, FORM)).await?;
    Ok(report)
}

/// A company without orders keeps them as this version does from the first on.
pub(crate) fn note_form(tx: &mut Tx) -> Result<()> {
    match form(tx)?.is_none() && orders::every_stream(tx, None, 1)?.is_empty() {
        true => company::put_setting(tx, KEPT_IN, FORM),
        false => Ok(()),
    }
}

fn form(tx: &mut Tx) -> Result<Option<String>> {
    tx.row("SELECT value FROM settings WHERE name = $1", &[KEPT_IN.into()], |row| row.text(0))
}

impl Report {
    fn add(&mut self, batch: Report) {
        self.orders += batch.orders;
        self.events += batch.events;
        self.faults.extend(batch.faults);
    }
}

fn check_batch(tx: &mut Tx, after: Option<OrderId>) -> Result<(Report, Option<OrderId>)> {
    let ids = orders::every_stream(tx, after, BATCH)?;
    let mut report = Report::default();
    for id in &ids {
        let Some(told) = told(tx, *id, &mut report)? else { continue };
        if orders::kept_state(tx, *id)? != Some((told.hash, serde_json::to_value(&told.order)?)) {
            report.faults.push(Fault::State { order: *id });
        }
        let row = orders::row_of(tx, &told.order)?;
        let course = orders::case_of(tx, &told.order)?.pack();
        if orders::one_row(tx, *id)? != Some(row) || orders::kept_course(tx, *id)? != Some(course) {
            report.faults.push(Fault::Row { order: *id });
        }
        if exceptions::kept_rows(tx, &told.order)? != exceptions::rows_of(tx, &told.order)? {
            report.faults.push(Fault::Exceptions { order: *id });
        }
        if approvals::kept_rows(tx, *id)? != approvals::rows_of(tx, &told.order)? {
            report.faults.push(Fault::Approvals { order: *id });
        }
        if samples::kept_rows(tx, *id)? != samples::rows_of(&told.order) {
            report.faults.push(Fault::Samples { order: *id });
        }
        let expected = inspections::expected_of(tx, &told.order)?;
        if !inspections::is_expected_as(tx, *id, expected)? {
            report.faults.push(Fault::Inspected { order: *id });
        }
    }
    Ok((report, ids.last().copied()))
}

fn run_batch(tx: &mut Tx, after: Option<OrderId>) -> Result<(Report, Option<OrderId>)> {
    let ids = orders::every_stream(tx, after, BATCH)?;
    let mut report = Report::default();
    for id in &ids {
        orders::lock(tx, *id)?;
        match told(tx, *id, &mut report) {
            Ok(Some(told)) => orders::keep_anew(tx, &told)?,
            Ok(None) => {}
            // One that can't be read must not keep the others from being made anew.
            Err(Error::Storage(why)) => report.faults.push(Fault::Unreadable { order: *id, why }),
            Err(error) => return Err(error),
        }
    }
    Ok((report, ids.last().copied()))
}

/// The order as its events tell it, unless they do not hold together.
fn told(tx: &mut Tx, id: OrderId, report: &mut Report) -> Result<Option<orders::Kept>> {
    report.orders += 1;
    let hash = match check_chain(tx, id)? {
        Ok(hash) => hash,
        Err(seq) => {
            report.faults.push(Fault::Tampered { order: id, seq });
            return Ok(None);
        }
    };
    let history = orders::since(tx, id, 0)?;
    report.events += history.len() as u64;
    let gapless = (1..).zip(&history).all(|(seq, recorded)| recorded.seq == seq);
    match replay(&history).filter(|order| gapless && order.id == id) {
        Some(order) if tx.world.processes.get(&order.process).is_none() => {
            report.faults.push(Fault::Process { order: id });
            Ok(None)
        }
        Some(order) => Ok(Some(orders::Kept { order, hash })),
        None => {
            report.faults.push(Fault::Gaps { order: id });
            Ok(None)
        }
    }
}

fn orphans(tx: &mut Tx) -> Result<Vec<Fault>> {
    let read = |row: &crate::db::Row| Ok(Fault::Orphan { order: OrderId(row.uuid(0)?) });
    let mut found =
        tx.rows("SELECT id FROM streams WHERE NOT EXISTS (SELECT 1 FROM events WHERE stream = streams.id)", &[], read)?;
    found.extend(tx.rows(
        "SELECT id FROM order_row WHERE NOT EXISTS (SELECT 1 FROM events WHERE stream = order_row.id)",
        &[],
        read,
    )?);
    Ok(found)
}
