//! Entries being made: each is checked by the domain against what is kept, while nobody else can book on the same rows.

use jiff::civil::Date;
use yidan_domain::{
    InvoiceId, Message, Money, ReceiptId, ReceivableEntryId,
    order::refusal::Refusal,
    receivable::{
        Deduction, Entry, Kind,
        allocation::{self, Allocation, Reduction},
    },
    text::tidy,
};

use super::{
    access::{must_keep_books, said},
    entries::{self, About},
    invoices::{self, LONGEST_TEXT},
    of_order, receipts,
};
use crate::{Actor, Error, Result, Tx};

/// What every entry carries beside its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Value day: from then on it counts.
    pub day: Date,
    pub note: String,
}

/// Money of a receipt pays an instalment.
pub fn allocate(
    tx: &mut Tx,
    actor: &Actor,
    receipt: ReceiptId,
    invoice: InvoiceId,
    asked: Allocation,
    booking: Booking,
) -> Result<Entry> {
    must_keep_books(&actor.viewer)?;
    let bill = invoices::lock(tx, invoice)?.invoice;
    let slip = receipts::lock(tx, receipt)?.receipt;
    let made = entries::of_both(tx, invoice, receipt)?;
    let kind = allocation::checked_allocation(&bill, &slip, &made, asked, booking.day).map_err(said)?;
    book(tx, actor, kind, None, booking, &bill.number)
}

/// The customer rightly pays less, for this reason.
pub fn deduct(
    tx: &mut Tx,
    actor: &Actor,
    invoice: InvoiceId,
    part: (u32, Money),
    reason: Deduction,
    booking: Booking,
) -> Result<Entry> {
    must_keep_books(&actor.viewer)?;
    reduce(tx, actor, invoice, part, Reduction::Deduction(reason), booking)
}

pub fn credit_note(
    tx: &mut Tx,
    actor: &Actor,
    invoice: InvoiceId,
    part: (u32, Money),
    booking: Booking,
) -> Result<Entry> {
    must_keep_books(&actor.viewer)?;
    reduce(tx, actor, invoice, part, Reduction::CreditNote, booking)
}

pub(super) fn reduce(
    tx: &mut Tx,
    actor: &Actor,
    invoice: InvoiceId,
    part: (u32, Money),
    why: Reduction,
    booking: Booking,
) -> Result<Entry> {
    let bill = invoices::lock(tx, invoice)?.invoice;
    let made = entries::of_invoice(tx, invoice)?;
    let kind = allocation::checked_reduction(&bill, &made, part, why, booking.day).map_err(said)?;
    book(tx, actor, kind, None, booking, &bill.number)
}

/// Money of a receipt goes back to the customer.
pub fn refund(tx: &mut Tx, actor: &Actor, receipt: ReceiptId, amount: Money, booking: Booking) -> Result<Entry> {
    must_keep_books(&actor.viewer)?;
    let slip = receipts::lock(tx, receipt)?.receipt;
    let made = entries::of_receipt(tx, receipt)?;
    let kind = allocation::checked_refund(&slip, &made, amount, booking.day).map_err(said)?;
    book(tx, actor, kind, None, booking, &slip.reference)
}

/// Takes back an entry that was wrong.
pub fn reverse(tx: &mut Tx, actor: &Actor, entry: ReceivableEntryId, booking: Booking) -> Result<Entry> {
    must_keep_books(&actor.viewer)?;
    let wrong = entries::one(tx, entry)?;
    let about = About::of(&wrong.kind);
    let bill = about.invoice.map(|(invoice, _)| invoices::lock(tx, invoice)).transpose()?;
    let slip = about.receipt.map(|receipt| receipts::lock(tx, receipt)).transpose()?;
    let made = match (&bill, &slip) {
        (Some(bill), _) => entries::of_invoice(tx, bill.invoice.id)?,
        (None, Some(slip)) => entries::of_receipt(tx, slip.receipt.id)?,
        // A reversal concerns nothing itself; the domain says no to it.
        (None, None) => vec![wrong.clone()],
    };
    let kind = allocation::checked_reversal(&made, entry, booking.day).map_err(said)?;
    let named = bill.map(|bill| bill.invoice.number).or(slip.map(|slip| slip.receipt.reference)).unwrap_or_default();
    book(tx, actor, kind, Some(&wrong.kind), booking, &named)
}

/// Keeps a checked entry, and lets everybody concerned know. The rows are locked.
fn book(
    tx: &mut Tx,
    actor: &Actor,
    kind: Kind,
    reversed: Option<&Kind>,
    booking: Booking,
    named: &str,
) -> Result<Entry> {
    if booking.day > tx.world.company.today(actor.now) {
        return Err(Refusal::DayInTheFuture { day: booking.day }.into());
    }
    let note = tidy(&booking.note, true);
    if note.chars().count() > LONGEST_TEXT {
        let too_long = Message::new("invoice-text-too-long").with("field", "note").with("limit", LONGEST_TEXT);
        return Err(Error::Invalid(too_long));
    }
    let id = ReceivableEntryId(uuid::Uuid::now_v7());
    let entry = Entry { id, day: booking.day, at: actor.now, by: actor.viewer.person, kind, note };
    entries::add(tx, actor, &entry, reversed, named)?;
    let about = About::of(reversed.unwrap_or(&entry.kind));
    if let Some(receipt) = about.receipt {
        receipts::moved(tx, receipt)?;
    }
    if let Some((invoice, _)) = about.invoice {
        invoices::moved(tx, invoice)?;
        let order = invoices::one(tx, invoice)?.invoice.order;
        of_order::tell(tx, actor, order)?;
    }
    Ok(entry)
}
