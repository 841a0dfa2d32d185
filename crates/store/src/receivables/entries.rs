//! The entries of the ledger: added, never changed.

use yidan_domain::{
    CustomerId, InvoiceId, Money, ReceiptId, ReceivableEntryId,
    receivable::{Entry, Kind},
};

use crate::{Actor, Error, Result, Tx, audit};

/// What an entry concerns. A reversal concerns what it reverses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct About {
    pub invoice: Option<(InvoiceId, u32)>,
    pub receipt: Option<ReceiptId>,
    /// In the invoice's currency, and in the receipt's.
    settles: Option<Money>,
    takes: Option<Money>,
}

impl About {
    pub fn of(kind: &Kind) -> Self {
        let (settles, takes) = (kind.settles(), kind.takes());
        Self {
            invoice: settles.map(|(invoice, instalment, _)| (invoice, instalment)),
            receipt: takes.map(|(receipt, _)| receipt),
            settles: settles.map(|(_, _, amount)| amount),
            takes: takes.map(|(_, amount)| amount),
        }
    }

    fn reversed(self) -> Self {
        let negated = |money: Money| Money { minor: money.minor.saturating_neg(), currency: money.currency };
        Self { settles: self.settles.map(negated), takes: self.takes.map(negated), ..self }
    }
}

/// Adds an entry; `reversed` is what a reversal reverses.
pub fn add(tx: &mut Tx, actor: &Actor, entry: &Entry, reversed: Option<&Kind>, named: &str) -> Result<()> {
    let about = reversed.map_or_else(|| About::of(&entry.kind), |kind| About::of(kind).reversed());
    let currency = about.settles.or(about.takes).map(|amount| amount.currency);
    let minor = |amount: Option<Money>| amount.map_or(0, |amount| amount.minor);
    tx.exec(
        "INSERT INTO receivable_entries (id, day, at, by, kind, invoice, instalment, receipt, currency, settles_minor,
           takes_minor, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            entry.id.into(),
            (&entry.day.to_string()).into(),
            (&entry.at.to_string()).into(),
            entry.by.into(),
            word(&entry.kind).into(),
            about.invoice.map(|(invoice, _)| invoice).into(),
            about.invoice.map(|(_, instalment)| instalment).into(),
            about.receipt.into(),
            currency.as_ref().map_or("", |currency| currency.code()).into(),
            minor(about.settles).into(),
            minor(about.takes).into(),
            (&serde_json::to_string(entry)?).into(),
        ],
    )?;
    let body = serde_json::json!({ "name": named, "entry": entry });
    audit::record(tx, actor, "receivable", &entry.id.to_string(), word(&entry.kind), &body)
}

pub fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Allocated { .. } => "allocated",
        Kind::Deducted { .. } => "deducted",
        Kind::WrittenOff { .. } => "written_off",
        Kind::CreditNote { .. } => "credit_note",
        Kind::Refunded { .. } => "refunded",
        Kind::Reversed { .. } => "reversed",
    }
}

pub fn one(tx: &mut Tx, id: ReceivableEntryId) -> Result<Entry> {
    tx.row("SELECT body FROM receivable_entries WHERE id = $1", &[id.into()], |row| row.json(0))?
        .ok_or(Error::NotFound("entry"))
}

/// Every entry of the invoice with its reversals, in the order in which they were made.
pub fn of_invoice(tx: &mut Tx, invoice: InvoiceId) -> Result<Vec<Entry>> {
    tx.rows("SELECT body FROM receivable_entries WHERE invoice = $1 ORDER BY at, id", &[invoice.into()], |row| {
        row.json(0)
    })
}

pub fn of_receipt(tx: &mut Tx, receipt: ReceiptId) -> Result<Vec<Entry>> {
    tx.rows("SELECT body FROM receivable_entries WHERE receipt = $1 ORDER BY at, id", &[receipt.into()], |row| {
        row.json(0)
    })
}

/// Of all its invoices and receipts.
pub fn of_customer(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = tx.rows(
        "SELECT body FROM receivable_entries WHERE invoice IN (SELECT id FROM invoices WHERE customer = $1)
         UNION
         SELECT body FROM receivable_entries WHERE receipt IN (SELECT id FROM receipts WHERE customer = $1)",
        &[customer.into()],
        |row| row.json(0),
    )?;
    entries.sort_by_key(|entry| (entry.at, entry.id));
    Ok(entries)
}

/// What an allocation is checked against: everything that names the one or the other.
pub fn of_both(tx: &mut Tx, invoice: InvoiceId, receipt: ReceiptId) -> Result<Vec<Entry>> {
    tx.rows(
        "SELECT body FROM receivable_entries WHERE invoice = $1
         UNION
         SELECT body FROM receivable_entries WHERE receipt = $2",
        &[invoice.into(), receipt.into()],
        |row| row.json(0),
    )
}
