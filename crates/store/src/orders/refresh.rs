//! Rows of open orders made anew where the company's calendars or time zone have changed: their due dates follow from them.
//! By which calendars the rows were last made stands in the settings, so that a program that was stopped in between goes
//! on where it was, and of several copies one does the work.

use sha2::{Digest, Sha256};
use yidan_domain::{OrderId, access::Scope};

use super::{Row, keep_row, load_to_change, one_row, row_of};
use crate::{Result, Store, Tx, World, company};

/// Orders looked at in one transaction.
const BATCH: usize = 100;

/// Answers how many rows were out of date.
pub async fn refresh_open(store: &Store) -> Result<usize> {
    let calendars = fingerprint(&store.world())?;
    if store.read(made_by).await?.as_ref() == Some(&calendars) {
        return Ok(0);
    }
    let open: Vec<OrderId> = store.following().cases().open().map(|case| case.id).collect();
    let mut changed = 0;
    for batch in open.chunks(BATCH) {
        let ids = batch.to_vec();
        changed += store.write(move |tx| refresh(tx, &ids)).await?;
    }
    store.write(move |tx| company::put_setting(tx, MADE_BY, &calendars)).await?;
    Ok(changed)
}

fn refresh(tx: &mut Tx, ids: &[OrderId]) -> Result<usize> {
    let mut changed = 0;
    for id in ids {
        let kept = load_to_change(tx, Scope::All, *id)?;
        let row = row_of(tx, &kept.order)?;
        if one_row(tx, *id)?.as_ref() != Some(&row) {
            keep_row(tx, Row::Refreshed, &kept.order, row)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// Of all that due dates are reckoned by. The holidays that ship may be other ones in another version of the program.
fn fingerprint(world: &World) -> Result<String> {
    let company = &world.company;
    let all = serde_json::to_vec(&(&company.settings.zone, &company.book, &company.tables, env!("CARGO_PKG_VERSION")))?;
    Ok(Sha256::digest(all).iter().map(|byte| format!("{byte:02x}")).collect())
}

const MADE_BY: &str = "rows_made_by";

fn made_by(tx: &mut Tx) -> Result<Option<String>> {
    tx.row("SELECT value FROM settings WHERE name = $1", &[MADE_BY.into()], |row| row.text(0))
}
