//! Entries that lessen what is open without money, and reversals.

use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{InvoiceId, ReceivableEntryId};
use yidan_store::receivables;

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Sent},
        values::{Day, Money, Prose, Words},
    },
    invoices::Shower,
    values::{DeductionReason, Entry, booking, exact},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(deduct_from_invoice))
        .routes(routes!(credit_invoice))
        .routes(routes!(reverse_entry))
}

/// So much of an instalment is not paid, and rightly so.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeductionFields {
    instalment: u32,
    amount: Money,
    reason: DeductionReason,
    /// Value day; today, when left out.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    note: Prose,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreditNoteFields {
    instalment: u32,
    amount: Money,
    /// Value day; today, when left out.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    note: Prose,
}

/// Why an entry is taken back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReversalFields {
    note: Words,
    /// Value day; today, when left out.
    #[serde(default)]
    day: Option<Day>,
}

/// Deduct from an invoice
///
/// For finance: bank charges, claims, discounts.
#[utoipa::path(post, path = "/invoices/{id}/deductions", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = DeductionFields, responses((status = 201, description = "Booked.", body = Entry), (status = 403)))]
async fn deduct_from_invoice(
    caller: Caller,
    Path(id): Path<InvoiceId>,
    Sent { what, once }: Sent<DeductionFields>,
) -> Answer {
    let part = (what.instalment, exact(what.amount, "/amount")?);
    let (show, reason) = (Shower::of(&caller), what.reason.into());
    let booking = booking(&caller, what.day, &what.note);
    let booked = caller.commit(once, move |tx, actor| {
        let entry = receivables::deduct(tx, actor, id, part, reason, booking.clone())?;
        Ok(Reply::made(show.entry(&entry)))
    });
    booked.await
}

/// Give a credit note on an invoice
///
/// For finance.
#[utoipa::path(post, path = "/invoices/{id}/credit-notes", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = CreditNoteFields, responses((status = 201, description = "Booked.", body = Entry), (status = 403)))]
async fn credit_invoice(
    caller: Caller,
    Path(id): Path<InvoiceId>,
    Sent { what, once }: Sent<CreditNoteFields>,
) -> Answer {
    let part = (what.instalment, exact(what.amount, "/amount")?);
    let show = Shower::of(&caller);
    let booking = booking(&caller, what.day, &what.note);
    let booked = caller.commit(once, move |tx, actor| {
        let entry = receivables::credit_note(tx, actor, id, part, booking.clone())?;
        Ok(Reply::made(show.entry(&entry)))
    });
    booked.await
}

/// Reverse an entry
///
/// For finance. Nothing is overwritten: the reversal is an entry of its own, and what should count after all is entered anew.
#[utoipa::path(post, path = "/receivable-entries/{id}/reversals", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = ReversalFields, responses((status = 201, description = "Reversed.", body = Entry), (status = 403)))]
async fn reverse_entry(
    caller: Caller,
    Path(id): Path<ReceivableEntryId>,
    Sent { what, once }: Sent<ReversalFields>,
) -> Answer {
    let show = Shower::of(&caller);
    let booking = booking(&caller, what.day, &Prose(what.note.0));
    let booked = caller.commit(once, move |tx, actor| {
        let entry = receivables::reverse(tx, actor, id, booking.clone())?;
        Ok(Reply::made(show.entry(&entry)))
    });
    booked.await
}
