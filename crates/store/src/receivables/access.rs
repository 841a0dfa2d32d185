//! Who keeps the books, who sees what customers owe, and of whom.

use yidan_domain::{
    CustomerId, Say,
    access::{Scope, Viewer},
    order::refusal::{Needs, Refusal},
    receivable::Invoice,
};

use crate::{Error, Result, Tx, orders::owner_of};

pub fn must_keep_books(viewer: &Viewer) -> Result<()> {
    if viewer.keeps_books() { Ok(()) } else { Err(needs_finance()) }
}

/// Finance, or the general manager.
pub(super) fn must_decide(viewer: &Viewer) -> Result<()> {
    if viewer.decides_write_offs() { Ok(()) } else { Err(needs_finance()) }
}

pub fn must_see_money(viewer: &Viewer) -> Result<()> {
    if viewer.sees_money() { Ok(()) } else { Err(needs_finance()) }
}

/// Who speaks to customers about what they owe: finance, and sales.
pub(super) fn must_speak(viewer: &Viewer) -> Result<()> {
    if viewer.chases_debts() { Ok(()) } else { Err(needs_finance()) }
}

/// An invoice outside a viewer's scope is as good as not there.
pub(super) fn must_cover(tx: &mut Tx, viewer: &Viewer, invoice: &Invoice) -> Result<()> {
    if viewer.scope() == Scope::All {
        return Ok(());
    }
    let owner = owner_of(tx, invoice.customer)?;
    if viewer.scope().covers(invoice.salesperson, owner, []) { Ok(()) } else { Err(Error::NotFound("invoice")) }
}

pub(super) fn must_cover_customer(tx: &mut Tx, viewer: &Viewer, customer: CustomerId) -> Result<()> {
    if viewer.scope() == Scope::All {
        return Ok(());
    }
    let owner = owner_of(tx, customer)?;
    if viewer.scope().covers(None, owner, []) { Ok(()) } else { Err(Error::NotFound("customer")) }
}

/// Money of which nobody knows whose it is, is seen by those who see all of it.
pub(super) fn must_cover_payer(tx: &mut Tx, viewer: &Viewer, customer: Option<CustomerId>) -> Result<()> {
    match customer {
        _ if viewer.scope() == Scope::All => Ok(()),
        Some(customer) => must_cover_customer(tx, viewer, customer).map_err(|error| match error {
            Error::NotFound(_) => Error::NotFound("receipt"),
            other => other,
        }),
        None => Err(Error::NotFound("receipt")),
    }
}

fn needs_finance() -> Error {
    Refusal::NotAllowed { needs: Needs::Finance }.into()
}

/// What a rule of the ledger says no to.
pub(super) fn said(fault: impl Say) -> Error {
    Error::Invalid(fault.say())
}
