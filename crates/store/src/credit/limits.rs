//! Limits, monthly settlement and quotas as people set them, and how they stand.

use jiff::civil::Date;
use yidan_domain::{
    Currency, CustomerId, Message, Money, PersonId,
    credit::{Account, EntryKind, Quota, USUAL_LIMIT, account_at, quota_at},
    order::refusal::{Needs, Refusal},
    party::Customer,
    text,
};

use super::{
    accounts::{self, Holder},
    entries::{self, Of},
};
use crate::{Actor, Error, Result, Tx, customers, db::Row, people};

const LONGEST_NOTE: usize = 200;

/// A customer's account in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub currency: Currency,
    pub account: Account,
}

/// Sets the customer's formal limit in the limit's currency.
pub fn set_limit(tx: &mut Tx, actor: &Actor, customer: CustomerId, limit: Money, note: &str) -> Result<()> {
    let note = checked(actor, note)?;
    not_negative(limit)?;
    customers::get(tx, customer)?;
    accounts::lock(tx, Holder::Customer(customer), limit.currency)?;
    if accounts::account(tx, customer, limit.currency)?.limit == Some(limit) {
        return Err(Refusal::NothingChanged.into());
    }
    accounts::set(tx, Holder::Customer(customer), limit)?;
    entries::append(tx, actor, Of { customer: Some(customer), ..Of::default() }, EntryKind::LimitSet { limit }, &note)
}

/// Says whether the customer pays once a month for all orders of the month before.
pub fn set_monthly(tx: &mut Tx, actor: &Actor, customer: CustomerId, monthly: bool, note: &str) -> Result<()> {
    let note = checked(actor, note)?;
    customers::get(tx, customer)?;
    if entries::settles_monthly(tx, customer)? == monthly {
        return Err(Refusal::NothingChanged.into());
    }
    let of = Of { customer: Some(customer), ..Of::default() };
    entries::append(tx, actor, of, EntryKind::SettlementSet { monthly }, &note)
}

/// Sets how much a salesperson may guarantee altogether, in the quota's currency.
pub fn set_quota(tx: &mut Tx, actor: &Actor, salesperson: PersonId, quota: Money, note: &str) -> Result<()> {
    let note = checked(actor, note)?;
    not_negative(quota)?;
    people::must_exist(tx, salesperson)?;
    accounts::lock(tx, Holder::Salesperson(salesperson), quota.currency)?;
    if accounts::quota(tx, salesperson, quota.currency)?.limit == quota {
        return Err(Refusal::NothingChanged.into());
    }
    accounts::set(tx, Holder::Salesperson(salesperson), quota)?;
    let of = Of { salesperson: Some(salesperson), ..Of::default() };
    entries::append(tx, actor, of, EntryKind::QuotaSet { quota }, &note)
}

fn checked(actor: &Actor, note: &str) -> Result<String> {
    if !actor.viewer.sets_credit() {
        return Err(Refusal::NotAllowed { needs: Needs::Finance }.into());
    }
    let note = text::tidy(note, false);
    match note.chars().count() <= LONGEST_NOTE {
        true => Ok(note),
        false => Err(Error::Invalid(Message::new("credit-note-too-long").with("limit", LONGEST_NOTE))),
    }
}

fn not_negative(amount: Money) -> Result<()> {
    if amount.minor < 0 { Err(Error::invalid("credit-limit-negative")) } else { Ok(()) }
}

/// The customer's accounts, that of the usual limit first; on a past day as they were at its end.
pub fn limits_of(tx: &mut Tx, customer: CustomerId, at: Option<Date>) -> Result<Vec<Limit>> {
    let mut currencies = accounts::currencies(tx, customer)?;
    currencies.retain(|currency| *currency != USUAL_LIMIT.currency);
    currencies.insert(0, USUAL_LIMIT.currency);
    let entries = match at {
        Some(_) => entries::of_customer(tx, customer)?,
        None => Vec::new(),
    };
    let mut limits = Vec::with_capacity(currencies.len());
    for currency in currencies {
        let account = match at {
            Some(day) => account_at(&entries, customer, currency, day),
            None => accounts::account(tx, customer, currency)?,
        };
        // In other currencies there is no usual limit: an account that was only looked at is none.
        if currency == USUAL_LIMIT.currency || account.limit.is_some() || !account.in_use.is_zero() {
            limits.push(Limit { currency, account });
        }
    }
    Ok(limits)
}

/// A page of customers by name, after the customer `after`: those that have a limit, something in use or settle monthly.
pub fn customers_with_credit(tx: &mut Tx, after: Option<CustomerId>, limit: usize) -> Result<Vec<Customer>> {
    let from = match after {
        Some(id) => Some(customers::get(tx, id)?),
        None => None,
    };
    let (name, id) = from.as_ref().map_or(("", uuid::Uuid::nil()), |customer| (customer.name.as_str(), customer.id.0));
    tx.rows(
        "SELECT body FROM customers WHERE id IN (SELECT customer FROM credit_entries WHERE customer IS NOT NULL)
           AND (name > $1 OR (name = $1 AND id > $2)) ORDER BY name, id LIMIT $3",
        &[name.into(), id.into(), limit.into()],
        |row: &Row| row.json(0),
    )
}

/// Everybody who has a quota or guarantees something; on a past day as it was at its end.
pub fn quotas(tx: &mut Tx, at: Option<Date>) -> Result<Vec<(PersonId, Quota)>> {
    let mut quotas = Vec::new();
    for (person, currency) in accounts::guarantors(tx)? {
        let quota = match at {
            Some(day) => quota_at(&entries::of_salesperson(tx, person)?, person, currency, day),
            None => accounts::quota(tx, person, currency)?,
        };
        // A release that needed no guarantee has looked, no more.
        if !(quota.limit.is_zero() && quota.in_use.is_zero()) {
            quotas.push((person, quota));
        }
    }
    Ok(quotas)
}
