//! Rows of open orders made anew where the company's calendars or time zone have changed: their due dates follow from them.

use super::{keep_row, load_to_change, one_row, row_of};
use crate::{Result, Store};
use yidan_domain::{OrderId, access::Scope};

/// Orders looked at in one transaction.
const BATCH: usize = 100;

/// Answers how many rows were out of date.
pub async fn refresh_open(store: &Store) -> Result<usize> {
    let open: Vec<OrderId> = store.following().cases().open().map(|case| case.id).collect();
    let mut changed = 0;
    for batch in open.chunks(BATCH) {
        let ids = batch.to_vec();
        changed += store
            .write(move |tx| {
                let mut changed = 0;
                for id in &ids {
                    let kept = load_to_change(tx, Scope::All, *id)?;
                    let row = row_of(tx, &kept.order)?;
                    if one_row(tx, *id)?.as_ref() != Some(&row) {
                        keep_row(tx, false, &kept.order, row)?;
                        changed += 1;
                    }
                }
                Ok(changed)
            })
            .await?;
    }
    Ok(changed)
}
