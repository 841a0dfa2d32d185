//! Who plans what is made, and who says what came out.

use yidan_domain::{
    DepartmentKey, Say,
    access::Viewer,
    order::refusal::{Needs, Refusal},
};

use crate::{Error, Result, Tx};

pub(super) fn must_plan(tx: &Tx, viewer: &Viewer) -> Result<()> {
    if viewer.plans_production() { Ok(()) } else { Err(needs(tx, &"planning".into())) }
}

pub(super) fn must_report(tx: &Tx, viewer: &Viewer, department: &DepartmentKey) -> Result<()> {
    if viewer.reports_progress(department) { Ok(()) } else { Err(needs(tx, department)) }
}

fn needs(tx: &Tx, department: &DepartmentKey) -> Error {
    let name = tx.world.company.department_name(department);
    Refusal::NotAllowed { needs: Needs::Department(name) }.into()
}

/// What a rule of the workshop says no to.
pub(super) fn said(fault: impl Say) -> Error {
    Error::Invalid(fault.say())
}
