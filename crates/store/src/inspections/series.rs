//! How strictly the next lot of a series is inspected: found from all that were inspected before.

use uuid::Uuid;
use yidan_domain::{
    InspectionId, Say,
    quality::{Goods, Inspection, Next, Of, Resumption, Series, SeriesOf, Source, Switched},
};

use super::{access::may_resume, kept, settings};
use crate::{Actor, Error, Result, Tx, audit, company::needs_manager};

/// What the series of an inspection asks of its next lot, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub next: Next,
    /// What changed last, for each class that has changed.
    pub switched: Vec<Switched>,
    pub is_discontinued: bool,
}

/// As the lots before it have it. What is in no series is inspected normally.
pub fn standing(tx: &mut Tx, inspection: &Inspection) -> Result<Standing> {
    let Some(of) = &inspection.series else {
        return Ok(Standing { next: Next::default(), switched: Vec::new(), is_discontinued: false });
    };
    let name = written(of, inspection.subject.of);
    let lots: Vec<Inspection> =
        tx.rows("SELECT body FROM inspections WHERE series = $1 AND verdict <> ''", &[(&name).into()], |row| {
            row.json(0)
        })?;
    let resumptions: Vec<Resumption> =
        tx.rows("SELECT body FROM inspection_resumptions WHERE series = $1", &[(&name).into()], |row| row.json(0))?;
    let series = Series::of(of, inspection.stage(), &lots, &resumptions);
    let next = series.next(settings::settings(tx)?.reduces);
    let asked = next.severities;
    let is_discontinued = [asked.critical, asked.major, asked.minor].contains(&None);
    Ok(Standing { next, switched: series.switched(), is_discontinued })
}

pub(super) fn next(tx: &mut Tx, inspection: &Inspection) -> Result<Next> {
    Ok(standing(tx, inspection)?.next)
}

/// The supplier has done what is likely to help: discontinued inspection of this series begins again.
pub fn resume(tx: &mut Tx, actor: &Actor, id: InspectionId, deed: Uuid, note: &str) -> Result<()> {
    let kept = kept::get(tx, &actor.viewer, id)?;
    if !may_resume(&actor.viewer) {
        return Err(needs_manager());
    }
    let Some(of) = &kept.inspection.series else { return Err(Error::invalid("inspection-not-discontinued")) };
    let series = written(of, kept.inspection.subject.of);
    let is_known = tx.row("SELECT 1 FROM inspection_resumptions WHERE id = $1", &[deed.into()], |_| Ok(()))?.is_some();
    if is_known {
        return Ok(());
    }
    if !standing(tx, &kept.inspection)?.is_discontinued {
        return Err(Error::invalid("inspection-not-discontinued"));
    }
    let on = tx.world.company.today(actor.now);
    let resumption = Resumption::noted(on, actor.now, actor.viewer.person, note);
    let resumption = resumption.map_err(|refusal| Error::Invalid(refusal.say()))?;
    tx.exec(
        "INSERT INTO inspection_resumptions (id, series, body) VALUES ($1, $2, $3)",
        &[deed.into(), (&series).into(), (&serde_json::to_string(&resumption)?).into()],
    )?;
    audit::record(tx, actor, "inspection_series", &series, "resumed", &resumption)
}

/// As it stands in rows. In the workshop each operation is a series by itself.
pub(super) fn written(of: &SeriesOf, inspected: Of) -> String {
    let from = match of.from {
        Source::OwnWorkshop => "own".to_owned(),
        Source::Supplier(supplier) => supplier.to_string(),
    };
    let goods = match of.goods {
        Goods::Product(product) => product.to_string(),
        Goods::Material(material) => material.to_string(),
    };
    let after = match inspected {
        Of::InProcess { operation, .. } => format!(" {operation}"),
        Of::Incoming { .. } | Of::Final { .. } => String::new(),
    };
    format!("{from} {goods} {}{after}", inspected.stage().key())
}
