//! A lot with all that its page shows, read at once.

use std::collections::{BTreeMap, btree_map};

use yidan_domain::{LotId, SupplierId, access::Viewer, order::Order, production::Entry};

use super::{
    entries,
    lots::{self, Kept},
    outside::{KeptJob, jobs_of_lot},
};
use crate::{Error, Result, Tx, orders, suppliers};

#[derive(Debug, Clone)]
pub struct Whole {
    pub kept: Kept,
    pub order: Order,
    /// In the order in which they were told.
    pub entries: Vec<Entry>,
    /// The first begun first.
    pub jobs: Vec<KeptJob>,
    /// Names of the factories.
    pub factories: BTreeMap<SupplierId, String>,
}

/// A lot of an order that this viewer may see.
pub fn whole(tx: &mut Tx, viewer: &Viewer, id: LotId) -> Result<Whole> {
    let kept = lots::one(tx, id)?.ok_or(Error::NotFound("lot"))?;
    let order = orders::load(tx, viewer.scope(), kept.lot.order).map_err(|error| match error {
        Error::NotFound(_) => Error::NotFound("lot"),
        other => other,
    })?;
    let jobs = jobs_of_lot(tx, &Viewer::program(), id)?;
    let mut factories = BTreeMap::new();
    for kept in &jobs {
        if let btree_map::Entry::Vacant(unknown) = factories.entry(kept.job.supplier) {
            unknown.insert(suppliers::get(tx, kept.job.supplier)?.name);
        }
    }
    Ok(Whole { entries: entries::of_lot(tx, id)?, kept, order, jobs, factories })
}
