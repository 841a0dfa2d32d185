//! Who arranges inspections, who reports on them, who lets failed goods go on.

use yidan_domain::{
    access::Viewer,
    order::refusal::{Needs, Refusal},
    quality::Command,
};

use crate::{Error, Result, Tx};

/// May this viewer give such a command at all? Whether the inspection takes it now is for the domain to say.
pub fn may_act(viewer: &Viewer, command: &Command) -> bool {
    match command {
        Command::Start { .. } | Command::Record { .. } | Command::Correct { .. } => viewer.inspects(),
        // The domain says who may release, in words of its own.
        Command::Release { .. } => viewer.inspects(),
        _ => viewer.arranges_inspections(),
    }
}

/// May this viewer say that discontinued inspection begins again?
pub fn may_resume(viewer: &Viewer) -> bool {
    viewer.releases_goods()
}

pub(super) fn must_act(tx: &Tx, viewer: &Viewer, command: &Command) -> Result<()> {
    if may_act(viewer, command) { Ok(()) } else { Err(needs_quality(tx)) }
}

pub(super) fn must_arrange(tx: &Tx, viewer: &Viewer) -> Result<()> {
    if viewer.arranges_inspections() { Ok(()) } else { Err(needs_quality(tx)) }
}

fn needs_quality(tx: &Tx) -> Error {
    let name = tx.world.company.department_name(&"quality".into());
    Refusal::NotAllowed { needs: Needs::Department(name) }.into()
}
