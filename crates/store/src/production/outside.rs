//! Jobs of outside factories (外协): who does which operation of a lot, by when and for how much.

use yidan_domain::{LotId, OutsideJobId, access::Viewer, production::OutsideJob};

use super::lots;
use crate::{Actor, Error, Result, Tx, audit};

/// Keeps a job that is not there yet; one that is there stays as it is.
pub(super) fn begin(tx: &mut Tx, actor: &Actor, job: OutsideJob) -> Result<()> {
    if let Some(known) = one(tx, job.id)? {
        return if (known.lot, known.operation) == (job.lot, job.operation) {
            Ok(())
        } else {
            Err(Error::NotFound("job"))
        };
    }
    tx.exec(
        "INSERT INTO outside_jobs (id, lot, supplier, body) VALUES ($1, $2, $3, $4)",
        &[job.id.into(), job.lot.into(), job.supplier.into(), (&serde_json::to_string(&job)?).into()],
    )?;
    audit::record(tx, actor, "outside_job", &job.id.to_string(), "begun", &job)
}

fn one(tx: &mut Tx, id: OutsideJobId) -> Result<Option<OutsideJob>> {
    tx.row("SELECT body FROM outside_jobs WHERE id = $1", &[id.into()], |row| row.json(0))
}

/// Of a lot that this viewer may see, the first begun first.
pub fn jobs_of_lot(tx: &mut Tx, viewer: &Viewer, lot: LotId) -> Result<Vec<OutsideJob>> {
    lots::get(tx, viewer, lot)?;
    tx.rows("SELECT body FROM outside_jobs WHERE lot = $1 ORDER BY id", &[lot.into()], |row| row.json(0))
}
