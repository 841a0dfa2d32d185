//! What a company sets about inspections: how long ahead they are booked, how long what failed takes to mend, and the
//! defects to choose from.

use serde::{Deserialize, Serialize};
use yidan_domain::{
    Say,
    quality::{DefectList, LeadTimes},
};

use super::{of_order, waits};
use crate::{Actor, Error, Result, Tx, audit, company::needs_manager, company::put_setting};

const NAME: &str = "inspections";

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub lead: LeadTimes,
    pub defects: DefectList,
    /// Reduced inspection is wanted where it has been earned: production runs at a steady rate (ISO 2859-1, §9.3.3).
    pub reduces: bool,
}

pub fn settings(tx: &mut Tx) -> Result<Settings> {
    Ok(tx.row("SELECT value FROM settings WHERE name = $1", &[NAME.into()], |row| row.json(0))?.unwrap_or_default())
}

/// A defect that was ever on the list stays there; it may be archived.
pub fn put_settings(tx: &mut Tx, actor: &Actor, new: Settings) -> Result<Settings> {
    if !actor.viewer.manages() {
        return Err(needs_manager());
    }
    let lead = new.lead.checked().map_err(|refusal| Error::Invalid(refusal.say()))?;
    let mut defects = new.defects;
    for kind in &mut defects.0 {
        let name = |words: &str| yidan_domain::text::tidy(words, false);
        kind.name = yidan_domain::Text::new(name(&kind.name.zh), name(&kind.name.en));
    }
    let was = settings(tx)?;
    let gone = was.defects.0.into_iter().filter(|kind| defects.get(&kind.key).is_none());
    let gone: Vec<_> = gone.map(|kind| yidan_domain::quality::DefectKind { archived: true, ..kind }).collect();
    defects.0.extend(gone);
    let defects = defects.checked().map_err(|fault| Error::Invalid(fault.say()))?;
    let settings = Settings { lead, defects, ..new };
    put_setting(tx, NAME, &serde_json::to_string(&settings)?)?;
    audit::record(tx, actor, "settings", NAME, "changed", &settings)?;
    if was.lead != settings.lead {
        waits::keep_all(tx)?;
    }
    if was.lead.mend_days != settings.lead.mend_days {
        of_order::tell_of_failed(tx, actor)?;
    }
    Ok(settings)
}
