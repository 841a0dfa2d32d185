//! Money that came in: kept, claimed for a customer, known again when a bank's file is read twice.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use jiff::civil::Date;
use yidan_domain::{
    CustomerId, Message, ReceiptId,
    access::Viewer,
    order::refusal::Refusal,
    receivable::{Receipt, effective},
    text::tidy,
};

use super::{
    access::{must_cover_payer, must_keep_books, must_see_money, said},
    book, entries,
    invoices::LONGEST_TEXT,
};
use crate::{
    Actor, Error, Result, Tx, audit, customers,
    db::{
        Row,
        some::{asking, by_ids},
    },
};

#[derive(Debug, Clone, PartialEq)]
pub struct KeptReceipt {
    pub receipt: Receipt,
    pub version: u64,
}

/// Keeps what came in.
pub fn receive(tx: &mut Tx, actor: &Actor, receipt: Receipt) -> Result<KeptReceipt> {
    must_keep_books(&actor.viewer)?;
    keep(tx, actor, receipt, None)
}

/// Keeps a line of a bank's file; nothing if it was kept before.
pub fn keep_slip(tx: &mut Tx, actor: &Actor, receipt: Receipt, fingerprint: &[u8; 32]) -> Result<Option<KeptReceipt>> {
    must_keep_books(&actor.viewer)?;
    if !known_slips(tx, &[*fingerprint])?.is_empty() {
        return Ok(None);
    }
    keep(tx, actor, receipt, Some(fingerprint)).map(Some)
}

/// Which of these lines were kept before.
pub fn known_slips(tx: &mut Tx, fingerprints: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>> {
    let mut known = HashSet::new();
    for fingerprint in fingerprints {
        let found = tx.row("SELECT 1 FROM receipts WHERE fingerprint = $1", &[fingerprint.into()], |_| Ok(()))?;
        known.extend(found.map(|()| *fingerprint));
    }
    Ok(known)
}

fn keep(tx: &mut Tx, actor: &Actor, receipt: Receipt, fingerprint: Option<&[u8; 32]>) -> Result<KeptReceipt> {
    let receipt = checked(tx, actor, receipt)?;
    tx.exec(
        "INSERT INTO receipts (id, received_on, customer, currency, amount_minor, fingerprint, version, body)
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7)",
        &[
            receipt.id.into(),
            (&receipt.received_on.to_string()).into(),
            receipt.customer.into(),
            receipt.amount.currency.code().into(),
            receipt.amount.minor.into(),
            fingerprint.into(),
            (&serde_json::to_string(&receipt)?).into(),
        ],
    )?;
    audit::record(tx, actor, "receipt", &receipt.id.to_string(), "received", &receipt)?;
    book::tell_receipt(tx, receipt.id)?;
    Ok(KeptReceipt { receipt, version: 1 })
}

fn checked(tx: &mut Tx, actor: &Actor, receipt: Receipt) -> Result<Receipt> {
    let short = |words: &str, limit: usize, field: &'static str| {
        let tidy = tidy(words, false);
        match tidy.chars().count() > limit {
            true => {
                Err(Error::Invalid(Message::new("invoice-text-too-long").with("field", field).with("limit", limit)))
            }
            false => Ok(tidy),
        }
    };
    let receipt = Receipt {
        payer: short(&receipt.payer, 200, "payer")?,
        reference: short(&receipt.reference, 200, "reference")?,
        remark: short(&receipt.remark, LONGEST_TEXT, "remark")?,
        ..receipt
    };
    let receipt = receipt.checked().map_err(said)?;
    if receipt.received_on > tx.world.company.today(actor.now) {
        return Err(Refusal::DayInTheFuture { day: receipt.received_on }.into());
    }
    if let Some(customer) = receipt.customer {
        customers::get(tx, customer).map_err(|_| Error::invalid("order-unknown-customer"))?;
    }
    Ok(receipt)
}

/// Says whose money it is; `None` that this is not known after all. Not while it pays somebody's invoices.
pub fn claim(tx: &mut Tx, actor: &Actor, id: ReceiptId, customer: Option<CustomerId>) -> Result<KeptReceipt> {
    must_keep_books(&actor.viewer)?;
    let kept = lock(tx, id)?;
    if kept.receipt.customer == customer {
        return Ok(kept);
    }
    let pays = entries::of_receipt(tx, id)?;
    let counts = effective(&pays, Date::MAX).any(|entry| entry.kind.takes().is_some());
    if counts {
        return Err(Error::invalid("receipt-in-use"));
    }
    let receipt = checked(tx, actor, Receipt { customer, ..kept.receipt })?;
    tx.exec(
        "UPDATE receipts SET customer = $2, body = $3 WHERE id = $1",
        &[id.into(), customer.into(), (&serde_json::to_string(&receipt)?).into()],
    )?;
    audit::record(tx, actor, "receipt", &id.to_string(), "claimed", &receipt)?;
    moved(tx, id)?;
    Ok(KeptReceipt { receipt, version: kept.version + 1 })
}

/// A receipt that this viewer may see.
pub fn receipt(tx: &mut Tx, viewer: &Viewer, id: ReceiptId) -> Result<KeptReceipt> {
    must_see_money(viewer)?;
    let kept = one(tx, id)?;
    must_cover_payer(tx, viewer, kept.receipt.customer)?;
    Ok(kept)
}

pub(super) fn one(tx: &mut Tx, id: ReceiptId) -> Result<KeptReceipt> {
    tx.row("SELECT body, version FROM receipts WHERE id = $1", &[id.into()], read)?.ok_or(Error::NotFound("receipt"))
}

/// The receipt, held until the end of the transaction.
pub(super) fn lock(tx: &mut Tx, id: ReceiptId) -> Result<KeptReceipt> {
    let sql = tx.either(
        "SELECT body, version FROM receipts WHERE id = $1",
        "SELECT body, version FROM receipts WHERE id = $1 FOR UPDATE",
    );
    tx.row(sql, &[id.into()], read)?.ok_or(Error::NotFound("receipt"))
}

/// Something has happened to a locked receipt.
pub(super) fn moved(tx: &mut Tx, id: ReceiptId) -> Result<()> {
    tx.exec("UPDATE receipts SET version = version + 1 WHERE id = $1", &[id.into()])?;
    book::tell_receipt(tx, id)
}

pub(super) fn of_customer(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Receipt>> {
    of_customer_since(tx, customer, Date::ZERO)
}

/// Those that came on the day or after it.
pub(super) fn of_customer_since(tx: &mut Tx, customer: CustomerId, day: Date) -> Result<Vec<Receipt>> {
    let found = tx.rows(
        "SELECT body, version FROM receipts WHERE customer = $1 AND received_on >= $2 ORDER BY received_on, id",
        &[customer.into(), (&day.to_string()).into()],
        read,
    )?;
    Ok(found.into_iter().map(|kept| kept.receipt).collect())
}

static SOME: LazyLock<String> = LazyLock::new(|| asking("SELECT body, version FROM receipts WHERE id IN (some)"));

/// These receipts, as far as they are there. The ids come from the book, which knows the viewer's scope.
pub fn known_receipts(tx: &mut Tx, ids: &[ReceiptId]) -> Result<HashMap<ReceiptId, Receipt>> {
    by_ids(tx, &SOME, ids.iter().copied(), |row| {
        let kept = read(row)?;
        Ok((kept.receipt.id, kept.receipt))
    })
}

fn read(row: &Row) -> Result<KeptReceipt> {
    Ok(KeptReceipt { receipt: row.json(0)?, version: row.count(1)? })
}
