//! One row for each account: what is allowed and what is in use, as the entries add up. Rows are locked in the order of
//! their `Holder`, so that no two transactions can wait for each other.

use jiff::civil::Date;
use yidan_domain::{
    Currency, CustomerId, Money, PersonId,
    credit::{Account, Quota, account_at, quota_at},
};

use super::entries;
use crate::{Result, Tx};

/// Whose account it is; a customer's is locked before a salesperson's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    Customer(CustomerId),
    Salesperson(PersonId),
}

/// A row, or what stands for one that nobody has needed yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Held {
    /// Limit or quota; `None` until one is set.
    most: Option<i64>,
    in_use: i64,
}

/// Nobody else reads it to decide, or changes it, until the end of the transaction.
pub(super) fn lock(tx: &mut Tx, holder: Holder, currency: Currency) -> Result<()> {
    add(tx, holder, currency, 0)
}

/// Adds to what is in use; the row is made where there is none, and locked.
pub(super) fn add(tx: &mut Tx, holder: Holder, currency: Currency, minor: i64) -> Result<()> {
    let (id, sql) = match holder {
        Holder::Customer(customer) => (
            customer.into(),
            "INSERT INTO credit_accounts (customer, currency, in_use_minor) VALUES ($1, $2, $3)
             ON CONFLICT (customer, currency)
             DO UPDATE SET in_use_minor = credit_accounts.in_use_minor + excluded.in_use_minor",
        ),
        Holder::Salesperson(person) => (
            person.into(),
            "INSERT INTO guarantee_accounts (salesperson, currency, in_use_minor) VALUES ($1, $2, $3)
             ON CONFLICT (salesperson, currency)
             DO UPDATE SET in_use_minor = guarantee_accounts.in_use_minor + excluded.in_use_minor",
        ),
    };
    tx.exec(sql, &[id, currency.code().into(), minor.into()])?;
    Ok(())
}

/// Sets limit or quota.
pub(super) fn set(tx: &mut Tx, holder: Holder, most: Money) -> Result<()> {
    let (id, sql) = match holder {
        Holder::Customer(customer) => (
            customer.into(),
            "INSERT INTO credit_accounts (customer, currency, limit_minor, in_use_minor) VALUES ($1, $2, $3, 0)
             ON CONFLICT (customer, currency) DO UPDATE SET limit_minor = excluded.limit_minor",
        ),
        Holder::Salesperson(person) => (
            person.into(),
            "INSERT INTO guarantee_accounts (salesperson, currency, quota_minor, in_use_minor) VALUES ($1, $2, $3, 0)
             ON CONFLICT (salesperson, currency) DO UPDATE SET quota_minor = excluded.quota_minor",
        ),
    };
    tx.exec(sql, &[id, currency_of(&most), most.minor.into()])?;
    Ok(())
}

fn currency_of(money: &Money) -> crate::db::Value<'_> {
    money.currency.code().into()
}

fn held(tx: &mut Tx, holder: Holder, currency: Currency) -> Result<Held> {
    let (id, sql) = match holder {
        Holder::Customer(customer) => (
            customer.into(),
            "SELECT limit_minor, in_use_minor FROM credit_accounts WHERE customer = $1 AND currency = $2",
        ),
        Holder::Salesperson(person) => (
            person.into(),
            "SELECT quota_minor, in_use_minor FROM guarantee_accounts WHERE salesperson = $1 AND currency = $2",
        ),
    };
    let found =
        tx.row(sql, &[id, currency.code().into()], |row| Ok(Held { most: row.int_opt(0)?, in_use: row.int(1)? }))?;
    Ok(found.unwrap_or_default())
}

pub(super) fn account(tx: &mut Tx, customer: CustomerId, currency: Currency) -> Result<Account> {
    let held = held(tx, Holder::Customer(customer), currency)?;
    Ok(Account {
        limit: held.most.map(|minor| Money { minor, currency }),
        in_use: Money { minor: held.in_use, currency },
        settles_monthly: entries::settles_monthly(tx, customer)?,
    })
}

/// Nothing until a quota is set.
pub(super) fn quota(tx: &mut Tx, salesperson: PersonId, currency: Currency) -> Result<Quota> {
    let held = held(tx, Holder::Salesperson(salesperson), currency)?;
    let money = |minor| Money { minor, currency };
    Ok(Quota { limit: money(held.most.unwrap_or(0)), in_use: money(held.in_use) })
}

/// In which currencies a customer has an account.
pub(super) fn currencies(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Currency>> {
    let sql = "SELECT currency FROM credit_accounts WHERE customer = $1 ORDER BY currency";
    tx.rows(sql, &[customer.into()], |row| row.parsed(0))
}

/// Everybody with a quota or something guaranteed, in each currency.
pub(super) fn guarantors(tx: &mut Tx) -> Result<Vec<(PersonId, Currency)>> {
    let sql = "SELECT salesperson, currency FROM guarantee_accounts ORDER BY salesperson, currency";
    tx.rows(sql, &[], |row| Ok((PersonId(row.uuid(0)?), row.parsed(1)?)))
}

/// The accounts that are not what their entries add up to: how they are called in the tables, and what is wrong.
pub fn check(tx: &mut Tx) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (customer, currency) in entries::customers(tx)? {
        let told = account_at(&entries::of_customer(tx, customer)?, customer, currency, Date::MAX);
        let kept = account(tx, customer, currency)?;
        if told != kept {
            faults.push(format!("customer {customer} {currency}: {kept:?} is kept, the entries say {told:?}"));
        }
    }
    for (salesperson, currency) in entries::salespeople(tx)? {
        let told = quota_at(&entries::of_salesperson(tx, salesperson)?, salesperson, currency, Date::MAX);
        let kept = quota(tx, salesperson, currency)?;
        if told != kept {
            faults.push(format!("salesperson {salesperson} {currency}: {kept:?} is kept, the entries say {told:?}"));
        }
    }
    Ok(faults)
}
