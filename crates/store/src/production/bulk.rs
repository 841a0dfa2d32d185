//! For measuring: many lots with their entries at once, as they would be kept, without asking the rules and without telling
//! anybody. The program never calls it while it serves.

use jiff::civil::Date;
use yidan_domain::production::{Entry, Lot, balances};

use super::{entries::word, lots::Kept};
use crate::{Result, Tx};

/// Keeps a lot of which nothing was kept before. Its entries have to add up.
pub fn keep_bare(tx: &mut Tx, lot: Lot, entries: &[Entry]) -> Result<()> {
    let balances = balances(lot.route.len(), entries, Date::MAX);
    let kept = Kept { lot, balances, version: entries.len() as u64 + 1 };
    let moved = entries.iter().map(|entry| entry.day).max().map(|day| day.to_string());
    tx.exec(
        "INSERT INTO lots (id, number, order_id, is_open, version, balances, body, moved)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            kept.lot.id.into(),
            (&kept.lot.number).into(),
            kept.lot.order.into(),
            kept.is_open().into(),
            kept.version.into(),
            (&serde_json::to_string(&kept.balances)?).into(),
            (&serde_json::to_string(&kept.lot)?).into(),
            moved.as_deref().into(),
        ],
    )?;
    for entry in entries {
        tx.exec(
            "INSERT INTO lot_entries (id, lot, day, at, kind, body) VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                entry.id.into(),
                kept.lot.id.into(),
                (&entry.day.to_string()).into(),
                (&entry.at.to_string()).into(),
                word(&entry.kind).into(),
                (&serde_json::to_string(entry)?).into(),
            ],
        )?;
    }
    Ok(())
}
