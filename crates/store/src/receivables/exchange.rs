//! What is won or lost on an invoice because it was written at one rate and paid at another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use yidan_domain::{InvoiceId, Money, ReceivableEntryId, receivable::exchange::exchange_differences};

use super::{entries, invoices, receipts};
use crate::{Result, Tx};

/// In the company's currency, over all payments of which both rates are known; nothing where there is none, or where the
/// invoice is in that currency itself.
pub fn exchange_of_invoice(tx: &mut Tx, id: InvoiceId) -> Result<Option<Money>> {
    let base = tx.world.company.settings.currency;
    let invoice = invoices::one(tx, id)?.invoice;
    if invoice.amount.currency == base {
        return Ok(None);
    }
    let own = entries::of_invoice(tx, id)?;
    let paid_by: BTreeSet<_> = own.iter().filter_map(|entry| entry.kind.takes()).map(|(receipt, _)| receipt).collect();
    let mut all: BTreeMap<ReceivableEntryId, _> = own.iter().map(|entry| (entry.id, entry.clone())).collect();
    for receipt in &paid_by {
        all.extend(entries::of_receipt(tx, *receipt)?.into_iter().map(|entry| (entry.id, entry)));
    }
    let receipts = receipts::known_receipts(tx, &paid_by.into_iter().collect::<Vec<_>>())?;
    // What a receipt has paid elsewhere says where in it this invoice's part begins, and has no rate here.
    let rate_of = |invoice_id| if invoice_id == id { invoice.rate } else { None };
    let entries: Vec<_> = all.into_values().collect();
    let receipt_rate = |receipt| receipts.get(&receipt).and_then(|receipt| receipt.rate);
    let differences = exchange_differences(&entries, Date::MAX, base, rate_of, receipt_rate);
    let own: BTreeSet<_> = own.iter().map(|entry| entry.id).collect();
    let own = differences.into_iter().filter(|(entry, _)| own.contains(entry)).map(|(_, difference)| difference);
    Ok(own.reduce(|sum, next| sum.plus(next).unwrap_or(sum)))
}
