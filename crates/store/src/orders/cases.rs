//! Orders as following and insight look at them. Those that are watched are read from their state, with all that rules
//! know of them; for all others the packed course in the order's row will do, which is read far faster.

use std::sync::Arc;

use yidan_domain::{
    CustomerId, OrderId, PersonId,
    access::Scope,
    case::{Case, Head},
    order::{Order, ProcessRef},
};

use super::{load, load_known, process_of, row::word};
use crate::{Error, Result, Tx, db::Row};

pub(crate) fn case_of(tx: &Tx, order: &Order) -> Result<Case> {
    Ok(Case::of(order, process_of(tx, order)?))
}

pub(crate) fn one_case(tx: &mut Tx, id: OrderId) -> Result<Case> {
    let order = load(tx, Scope::All, id)?;
    case_of(tx, &order)
}

/// An order whose process is not kept is no use to anybody who follows; its page says so.
pub(crate) fn each_watched_case(tx: &mut Tx, mut see: impl FnMut(Case)) -> Result<()> {
    let world = Arc::clone(&tx.world);
    const WATCHED: &str = "SELECT s.state FROM order_row r JOIN streams s ON s.id = r.id
        WHERE r.status = 'open' OR r.exceptions > 0";
    tx.each(WATCHED, &[], |row| {
        let order: Order = row.json(0)?;
        if let Some(process) = world.processes.get(&order.process) {
            see(Case::of(&order, process));
        }
        Ok(())
    })
}

/// Which orders are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    /// Done or cancelled: so many at most, those entered last first.
    Closed(u32),
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, process, process_version, customer, salesperson, status, version, course FROM order_row",
            $rest
        )
    };
}

/// Shows these orders without what is only watched while they are open.
pub fn each_case(tx: &mut Tx, which: Which, mut see: impl FnMut(Case)) -> Result<()> {
    let world = Arc::clone(&tx.world);
    // Those that another version of the program has packed.
    let mut unread = Vec::new();
    let read = |row: &Row| {
        let head = head(row)?;
        let id = head.id;
        let process = ProcessRef { key: row.text(1)?, version: u32::try_from(row.int(2)?).map_err(Error::storage)? };
        let Some(process) = world.processes.get(&process) else { return Ok(()) };
        match row.bytes_opt(7)?.and_then(|course| Case::unpack(head, process, course)) {
            Some(case) => see(case),
            None => unread.push(id),
        }
        Ok(())
    };
    match which {
        Which::All => tx.each(select!(""), &[], read)?,
        Which::Closed(most) => {
            tx.each(select!(" WHERE status <> 'open' ORDER BY id DESC LIMIT $1"), &[most.into()], read)?;
        }
    }
    for some in unread.chunks(1_000) {
        for order in load_known(tx, some)?.values() {
            if let Some(process) = world.processes.get(&order.process) {
                see(Case::of(order, process));
            }
        }
    }
    Ok(())
}

fn head(row: &Row) -> Result<Head> {
    Ok(Head {
        id: OrderId(row.uuid(0)?),
        customer: CustomerId(row.uuid(3)?),
        salesperson: row.uuid_opt(4)?.map(PersonId),
        status: word(row.str(5)?)?,
        version: row.count(6)?,
    })
}

/// The course as it is packed in the order's row.
pub(crate) fn kept_course(tx: &mut Tx, id: OrderId) -> Result<Option<Vec<u8>>> {
    let course = tx.row("SELECT course FROM order_row WHERE id = $1", &[id.into()], |row| {
        Ok(row.bytes_opt(0)?.map(<[u8]>::to_vec))
    })?;
    Ok(course.flatten())
}
