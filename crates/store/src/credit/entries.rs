//! The entries themselves: written once, read by whose they are.

use yidan_domain::{
    CreditEntryId, Currency, CustomerId, Money, OrderId, PersonId,
    credit::{Entry, EntryKind},
};

use crate::{Actor, Result, Tx, db::Row};

/// Whose account an entry changes, and for which order.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Of {
    pub customer: Option<CustomerId>,
    pub salesperson: Option<PersonId>,
    pub order: Option<OrderId>,
}

pub(super) fn append(tx: &mut Tx, actor: &Actor, of: Of, kind: EntryKind, note: &str) -> Result<()> {
    let entry = Entry {
        id: CreditEntryId(uuid::Uuid::now_v7()),
        day: tx.world.company.today(actor.now),
        at: actor.now,
        by: actor.viewer.person,
        customer: of.customer,
        salesperson: of.salesperson,
        order: of.order,
        kind,
        note: note.to_owned(),
    };
    let amount = amount(kind);
    tx.exec(
        "INSERT INTO credit_entries
           (id, day, at, by, customer, salesperson, order_id, currency, kind, amount_minor, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            entry.id.0.into(),
            (&entry.day.to_string()).into(),
            (&entry.at.to_string()).into(),
            entry.by.into(),
            of.customer.into(),
            of.salesperson.into(),
            of.order.into(),
            amount.as_ref().map(|amount| amount.currency.code()).into(),
            key(kind).into(),
            amount.map(|amount| amount.minor).into(),
            (&serde_json::to_string(&entry)?).into(),
        ],
    )?;
    Ok(())
}

/// What has happened to a customer's account, the latest first.
pub fn of_customer(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Entry>> {
    let sql = "SELECT body FROM credit_entries WHERE customer = $1 ORDER BY day DESC, at DESC, id DESC";
    tx.rows(sql, &[customer.into()], read)
}

/// What has happened to a salesperson's quota, the latest first.
pub fn of_salesperson(tx: &mut Tx, salesperson: PersonId) -> Result<Vec<Entry>> {
    let sql = "SELECT body FROM credit_entries WHERE salesperson = $1 ORDER BY day DESC, at DESC, id DESC";
    tx.rows(sql, &[salesperson.into()], read)
}

/// What an order has taken and given back, the latest first.
pub fn of_order(tx: &mut Tx, order: OrderId) -> Result<Vec<Entry>> {
    let sql = "SELECT body FROM credit_entries WHERE order_id = $1 ORDER BY day DESC, at DESC, id DESC";
    tx.rows(sql, &[order.into()], read)
}

/// Does the customer settle monthly, by what was said last?
pub(super) fn settles_monthly(tx: &mut Tx, customer: CustomerId) -> Result<bool> {
    let sql = "SELECT body FROM credit_entries WHERE customer = $1 AND kind = 'settlement_set'
               ORDER BY day DESC, at DESC, id DESC LIMIT 1";
    let last = tx.row(sql, &[customer.into()], read)?;
    Ok(matches!(last.map(|entry| entry.kind), Some(EntryKind::SettlementSet { monthly: true })))
}

/// The customers whose accounts some entry changes, with the currency.
pub(super) fn customers(tx: &mut Tx) -> Result<Vec<(CustomerId, Currency)>> {
    tx.rows(
        "SELECT DISTINCT customer, currency FROM credit_entries WHERE kind IN ('limit_set', 'used', 'freed')",
        &[],
        |row| Ok((CustomerId(row.uuid(0)?), row.parsed(1)?)),
    )
}

/// The same of salespeople's quotas.
pub(super) fn salespeople(tx: &mut Tx) -> Result<Vec<(PersonId, Currency)>> {
    tx.rows(
        "SELECT DISTINCT salesperson, currency FROM credit_entries
         WHERE kind IN ('quota_set', 'guaranteed', 'guarantee_freed')",
        &[],
        |row| Ok((PersonId(row.uuid(0)?), row.parsed(1)?)),
    )
}

fn read(row: &Row) -> Result<Entry> {
    row.json(0)
}

fn key(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::LimitSet { .. } => "limit_set",
        EntryKind::SettlementSet { .. } => "settlement_set",
        EntryKind::QuotaSet { .. } => "quota_set",
        EntryKind::Used { .. } => "used",
        EntryKind::Freed { .. } => "freed",
        EntryKind::Guaranteed { .. } => "guaranteed",
        EntryKind::GuaranteeFreed { .. } => "guarantee_freed",
    }
}

fn amount(kind: EntryKind) -> Option<Money> {
    match kind {
        EntryKind::LimitSet { limit: amount }
        | EntryKind::QuotaSet { quota: amount }
        | EntryKind::Used { amount }
        | EntryKind::Freed { amount }
        | EntryKind::Guaranteed { amount }
        | EntryKind::GuaranteeFreed { amount } => Some(amount),
        EntryKind::SettlementSet { .. } => None,
    }
}
