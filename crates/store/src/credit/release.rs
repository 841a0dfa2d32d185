//! The release of an order: decided and booked in one transaction, with order, account and quota held, so that two orders
//! at once never use the last yuan of a limit twice. What a release takes is given back when it is void or paid.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use yidan_domain::{
    Currency, Money, OrderId, PersonId,
    credit::{Case, Decision, Entry, EntryKind, decide},
    order::{
        Order,
        command::Command,
        situation::{Deed, Situation},
    },
    process::{Process, facts},
};

use super::{
    accounts::{self, Holder},
    entries::{self, Of},
};
use crate::{
    Actor, Error, Result, Tx,
    orders::{self, Acted},
    receivables,
};

/// How an order stands: what the decision rests on, and the decision.
#[derive(Debug, Clone)]
pub struct Standing {
    pub case: Case,
    pub decision: Decision,
    /// Whose quota answers for it.
    pub guarantor: Option<PersonId>,
}

/// What an order takes of whose account, in minor units.
pub(crate) type Takes = BTreeMap<(Holder, Currency), i64>;

/// How the order stands now. Whoever is about to release it holds the accounts before.
pub fn standing(tx: &mut Tx, order: &Order, today: Date) -> Result<Standing> {
    let (customer, currency) = (order.header.customer, order.header.currency);
    let own = carried(&entries::of_order(tx, order.id)?);
    let without_own = |holder, in_use: Money| {
        let own = own.get(&(holder, currency)).copied().unwrap_or(0);
        Money { minor: in_use.minor.saturating_sub(own), ..in_use }
    };
    let mut account = accounts::account(tx, customer, currency)?;
    account.in_use = without_own(Holder::Customer(customer), account.in_use);
    let guarantor = order.guarantor();
    let quota = match guarantor {
        Some(person) => {
            let mut quota = accounts::quota(tx, person, currency)?;
            quota.in_use = without_own(Holder::Salesperson(person), quota.in_use);
            Some(quota)
        }
        None => None,
    };
    let last_month_open = receivables::last_month_open(tx, customer, currency, today)?;
    let case = order.credit_case(account, quota, last_month_open, today);
    Ok(Standing { decision: decide(&case), case, guarantor })
}

/// Releases the order, or says all that it lacks (`Error::Held`). `seen` is the version that the actor had before their eyes.
pub fn release(tx: &mut Tx, actor: &Actor, id: OrderId, seen: Option<u64>) -> Result<Acted> {
    orders::lock(tx, id)?;
    let order = orders::load(tx, actor.viewer.scope(), id)?;
    let process = Arc::clone(orders::process_of(tx, &order)?);
    Situation::of(&order, &process).may(&actor.viewer, Deed::ReleaseCredit, None)?;
    if order.lines.iter().any(|line| line.price.is_none()) {
        return Err(Error::invalid("credit-not-priced"));
    }
    let currency = order.header.currency;
    accounts::lock(tx, Holder::Customer(order.header.customer), currency)?;
    if let Some(guarantor) = order.guarantor() {
        accounts::lock(tx, Holder::Salesperson(guarantor), currency)?;
    }
    let today = tx.world.company.today(actor.now);
    match standing(tx, &order, today)?.decision {
        Decision::Held(lacks) => Err(Error::Held(lacks)),
        // What it takes is booked by `follow`.
        Decision::Released(release) => orders::act(tx, actor, id, seen, Command::ReleaseCredit { release }),
    }
}

/// What the order takes as it stands: what it was released with, until it is void or paid.
pub(crate) fn taken(order: &Order, process: &Process) -> Takes {
    let mut takes = Takes::new();
    let released = order.credit.as_ref().and_then(|credit| credit.released.as_ref());
    let Some(released) = released.filter(|_| order.cancelled.is_none() && !facts::is_paid(order, process)) else {
        return takes;
    };
    let mut take = |holder, amount: Money| {
        if amount.is_positive() {
            takes.insert((holder, amount.currency), amount.minor);
        }
    };
    take(Holder::Customer(order.header.customer), released.release.uses_limit);
    if let Some(guarantor) = order.guarantor() {
        take(Holder::Salesperson(guarantor), released.release.uses_quota);
    }
    takes
}

/// Books the difference between what the order has in use and what it takes now. `took` is what it took before a command.
pub(crate) fn follow(tx: &mut Tx, actor: &Actor, took: &Takes, order: &Order, process: &Process) -> Result<()> {
    let takes = taken(order, process);
    if takes == *took {
        return Ok(());
    }
    let has = carried(&entries::of_order(tx, order.id)?);
    let concerned: BTreeSet<_> = has.keys().chain(takes.keys()).copied().collect();
    for (holder, currency) in concerned {
        let of = |takes: &Takes| takes.get(&(holder, currency)).copied().unwrap_or(0);
        let minor = of(&takes) - of(&has);
        if minor == 0 {
            continue;
        }
        let amount = Money { minor: minor.abs(), currency };
        let kind = match (holder, minor > 0) {
            (Holder::Customer(_), true) => EntryKind::Used { amount },
            (Holder::Customer(_), false) => EntryKind::Freed { amount },
            (Holder::Salesperson(_), true) => EntryKind::Guaranteed { amount },
            (Holder::Salesperson(_), false) => EntryKind::GuaranteeFreed { amount },
        };
        let of = match holder {
            Holder::Customer(customer) => Of { customer: Some(customer), salesperson: None, order: Some(order.id) },
            Holder::Salesperson(person) => {
                Of { customer: Some(order.header.customer), salesperson: Some(person), order: Some(order.id) }
            }
        };
        accounts::add(tx, holder, currency, minor)?;
        entries::append(tx, actor, of, kind, "")?;
    }
    Ok(())
}

/// What an order has in use by its entries.
fn carried(entries: &[Entry]) -> Takes {
    let mut carried = Takes::new();
    for entry in entries {
        let (holder, amount, sign) = match entry.kind {
            EntryKind::Used { amount } => (entry.customer.map(Holder::Customer), amount, 1),
            EntryKind::Freed { amount } => (entry.customer.map(Holder::Customer), amount, -1),
            EntryKind::Guaranteed { amount } => (entry.salesperson.map(Holder::Salesperson), amount, 1),
            EntryKind::GuaranteeFreed { amount } => (entry.salesperson.map(Holder::Salesperson), amount, -1),
            _ => continue,
        };
        if let Some(holder) = holder {
            *carried.entry((holder, amount.currency)).or_default() += sign * amount.minor;
        }
    }
    carried.retain(|_, minor| *minor != 0);
    carried
}
