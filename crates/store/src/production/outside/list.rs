//! All jobs, a page at a time: those that are out by the day that was agreed, the late ones first.

use yidan_domain::{
    SupplierId,
    access::{Scope, Viewer},
    production::{Lot, Outcome, OutsideJob, Stage},
};

use super::{super::access::must_see_workshop, jobs::word};
use crate::{Result, Tx, db::Row};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobFilter {
    pub stage: Stage,
    pub supplier: Option<SupplierId>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub job: OutsideJob,
    pub outcome: Outcome,
    pub lot: Lot,
}

/// For those who see all orders; what is done, the latest begun first.
pub fn jobs(tx: &mut Tx, viewer: &Viewer, filter: JobFilter, skip: usize, limit: usize) -> Result<Vec<Listed>> {
    must_see_workshop(tx, viewer)?;
    debug_assert_eq!(viewer.scope(), Scope::All);
    // Nobody is the supplier of the lowest id: it stands for all.
    let all = uuid::Uuid::nil();
    let supplier = filter.supplier.map_or(all, |supplier| supplier.0);
    let sql = match filter.stage {
        Stage::Done => {
            "SELECT j.body, s.outcome, l.body FROM outside_standing s JOIN outside_jobs j ON j.id = s.job
             JOIN lots l ON l.id = j.lot WHERE s.stage = $1 AND (s.supplier = $2 OR $2 = $3)
             ORDER BY s.job DESC LIMIT $4 OFFSET $5"
        }
        Stage::Out | Stage::Charge => {
            "SELECT j.body, s.outcome, l.body FROM outside_standing s JOIN outside_jobs j ON j.id = s.job
             JOIN lots l ON l.id = j.lot WHERE s.stage = $1 AND (s.supplier = $2 OR $2 = $3)
             ORDER BY s.agreed, s.job LIMIT $4 OFFSET $5"
        }
    };
    tx.rows(sql, &[word(filter.stage).into(), supplier.into(), all.into(), limit.into(), skip.into()], read)
}

/// All of one factory, for its rating.
pub(crate) fn of_supplier(tx: &mut Tx, supplier: SupplierId) -> Result<Vec<Listed>> {
    let sql = "SELECT j.body, s.outcome, l.body FROM outside_standing s JOIN outside_jobs j ON j.id = s.job
               JOIN lots l ON l.id = j.lot WHERE s.supplier = $1 ORDER BY s.job";
    tx.rows(sql, &[supplier.into()], read)
}

fn read(row: &Row) -> Result<Listed> {
    Ok(Listed { job: row.json(0)?, outcome: row.json(1)?, lot: row.json(2)? })
}
