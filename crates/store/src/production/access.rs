//! Who plans what is made, and who says what came out.

use yidan_domain::{
    DepartmentKey, Message, Say,
    access::Viewer,
    order::refusal::{Needs, Refusal},
    production::{Kind, Lot, Operation},
};

use crate::{Error, Result, Tx};

pub(super) fn must_plan(tx: &Tx, viewer: &Viewer) -> Result<()> {
    if viewer.plans_production() { Ok(()) } else { Err(needs_department(tx, &PLANNING.into())) }
}

/// What belongs to an outside job may also be said by those who arrange it.
pub fn may_say(viewer: &Viewer, department: &DepartmentKey, is_outside: bool) -> bool {
    viewer.reports_progress(department) || (is_outside && viewer.arranges_outside())
}

pub(super) fn must_arrange(tx: &Tx, viewer: &Viewer) -> Result<()> {
    if viewer.arranges_outside() { Ok(()) } else { Err(needs_department(tx, &PLANNING.into())) }
}

/// Lists of all lots are for those who see all orders.
pub(super) fn must_see_workshop(tx: &Tx, viewer: &Viewer) -> Result<()> {
    if viewer.sees_load() { Ok(()) } else { Err(needs_department(tx, &PLANNING.into())) }
}

/// May this viewer take back what was said of a lot? Those may who could have said it.
pub fn may_reverse(viewer: &Viewer, lot: &Lot, kind: &Kind) -> bool {
    match department_of(lot, kind) {
        Some(department) => may_say(viewer, department, kind.job().is_some()),
        None => viewer.plans_production(),
    }
}

pub(super) fn needs(tx: &Tx, kind: &Kind, lot: &Lot) -> Error {
    let planning = PLANNING.into();
    needs_department(tx, department_of(lot, kind).unwrap_or(&planning))
}

/// Of the operation that it is about.
fn department_of<'a>(lot: &'a Lot, kind: &Kind) -> Option<&'a DepartmentKey> {
    let place = match kind {
        Kind::Reported(report) => report.operation,
        Kind::SentOut { operation, .. } => *operation,
        Kind::Released { .. } | Kind::Reversed { .. } => return None,
    };
    lot.route.get(place).map(|operation| &operation.department)
}

/// Every operation is somebody's.
pub(super) fn must_have_departments(tx: &Tx, route: &[Operation]) -> Result<()> {
    match route.iter().find(|operation| !tx.world.company.has_department(&operation.department)) {
        Some(unknown) => {
            let message = Message::new("department-unknown").with("department", unknown.department.as_str());
            Err(Error::Invalid(message))
        }
        None => Ok(()),
    }
}

const PLANNING: &str = "planning";

pub(crate) fn needs_department(tx: &Tx, department: &DepartmentKey) -> Error {
    let name = tx.world.company.department_name(department);
    Refusal::NotAllowed { needs: Needs::Department(name) }.into()
}

/// What a rule of the workshop says no to.
pub(super) fn said(fault: impl Say) -> Error {
    Error::Invalid(fault.say())
}
