//! Whether an order is released on credit, by S15 to the last fen: on what ground and what it takes of limit and quota, or
//! else all that is lacking.
//!
//! Amounts are compared in the order's currency; whoever asks converts them before.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Account, Agreement, Flaw, Lack, Quota};
use crate::{Currency, Message, Money, Say};

/// All that the decision rests on. Account and quota leave out what this order itself had in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// Catalogue price × quantity of every line.
    pub desk_total: Money,
    /// As the customer's own order says; `None` while nobody has compared.
    pub customer_total: Option<Money>,
    pub difference_explained: bool,
    pub account: Account,
    /// What a customer who settles monthly still owes for the month before.
    pub last_month_open: Money,
    /// The sum of the bank slips for this order.
    pub slips: Option<Money>,
    /// The customer's letter: what the limit carries is paid with the next order.
    pub commitment: bool,
    /// What the salesperson has signed for.
    pub guaranteed: Option<Money>,
    /// The salesperson's; `None` when the order has no salesperson.
    pub quota: Option<Quota>,
    pub agreement: Option<Agreement>,
    pub today: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Released(Release),
    /// Never empty.
    Held(Vec<Lack>),
}

/// Why an order goes ahead, and what it has in use from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    pub ground: Ground,
    pub uses_limit: Money,
    pub uses_quota: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Ground {
    /// Settles monthly, and the month before is settled.
    Monthly,
    Paid,
    /// The limit carries what the slips leave open.
    Limit {
        shortfall: Money,
    },
    LimitAndGuarantee {
        on_limit: Money,
        guaranteed: Money,
    },
    Guarantee {
        guaranteed: Money,
    },
    Deferred {
        until: Date,
    },
}

pub fn decide(case: &Case) -> Decision {
    let mut lacks = Vec::from_iter(uncompared(case));
    match released(case) {
        Ok(release) if lacks.is_empty() => return Decision::Released(release),
        Ok(_) => {}
        Err(more) => lacks.extend(more),
    }
    // Two amounts in the same wrong currency are one lack.
    lacks.dedup();
    Decision::Held(lacks)
}

/// The desk's total is held against the customer's own before anything else counts.
fn uncompared(case: &Case) -> Option<Lack> {
    let desk = case.desk_total;
    match case.customer_total {
        None => Some(Lack::NotCompared { desk }),
        Some(_) if case.difference_explained => None,
        Some(customer) if customer.currency != desk.currency => {
            Some(Lack::Currency { order: desk.currency, other: customer.currency })
        }
        Some(customer) => (customer != desk).then_some(Lack::TotalsDiffer { desk, customer }),
    }
}

fn released(case: &Case) -> Result<Release, Vec<Lack>> {
    let total = case.desk_total;
    if case.account.settles_monthly {
        let amount = case.last_month_open;
        let is_open = amount.is_positive();
        return if is_open { Err(vec![Lack::LastMonthOpen { amount }]) } else { Ok(case.release(Ground::Monthly)) };
    }
    // A slip over nothing is none.
    let slips = case.slips.filter(|slips| slips.is_positive());
    let paid = slips.unwrap_or(Money::zero(total.currency));
    in_currency(total.currency, &[paid]).map_err(|lack| vec![lack])?;
    if paid.minor >= total.minor {
        return Ok(case.release(Ground::Paid));
    }
    let shortfall = Money { minor: total.minor - paid.minor, ..total };
    let by_slip = if slips.is_some() { short_slip(case, shortfall) } else { Err(no_slip(case)) };
    by_slip.or_else(|lacks| whole_order(case, shortfall).ok_or(lacks))
}

/// A slip that falls short: the limit carries what it can and asks for the customer's letter; what is above it the salesperson
/// guarantees; what is above that the customer pays.
fn short_slip(case: &Case, shortfall: Money) -> Result<Release, Vec<Lack>> {
    let money = |minor| Money { minor, ..shortfall };
    let account = &case.account;
    in_currency(shortfall.currency, &[account.limit(), account.in_use]).map_err(|lack| vec![lack])?;
    let on_limit = account.available().minor.min(shortfall.minor);
    let above = shortfall.minor - on_limit;
    let mut lacks = Vec::new();
    if on_limit > 0 && !case.commitment {
        lacks.push(Lack::Commitment { amount: money(on_limit), shortfall });
    }
    if above > 0 {
        match case.guarantee() {
            Err(lack) => lacks.push(lack),
            Ok(Guarantee { signed, quota_left }) => {
                let most = quota_left.minor.min(above);
                if most < above {
                    lacks.push(Lack::TopUp { amount: money(above - most), quota_left });
                }
                if signed.minor < most {
                    let or_paid = money(above - signed.minor);
                    lacks.push(Lack::Guarantee { amount: money(most), signed, quota_left, or_paid });
                }
            }
        }
    }
    if !lacks.is_empty() {
        return Err(lacks);
    }
    let (on_limit, guaranteed) = (money(on_limit), money(above));
    let ground = match (on_limit.is_zero(), guaranteed.is_zero()) {
        (_, true) => Ground::Limit { shortfall },
        (true, false) => Ground::Guarantee { guaranteed },
        (false, false) => Ground::LimitAndGuarantee { on_limit, guaranteed },
    };
    Ok(Release { ground, uses_limit: on_limit, uses_quota: guaranteed })
}

fn no_slip(case: &Case) -> Vec<Lack> {
    let total = case.desk_total;
    let guarantee = case.guarantee();
    let quota_left = guarantee.as_ref().map_or(Money::zero(total.currency), |guarantee| guarantee.quota_left);
    let agreement = case.agreement.and_then(|agreement| flaw(agreement, case));
    [Lack::NoSlip { total, quota_left, agreement }].into_iter().chain(guarantee.err()).collect()
}

/// A guarantee or an agreement over the whole order needs no slip, and does not lose its force when part of the order is paid.
fn whole_order(case: &Case, shortfall: Money) -> Option<Release> {
    let total = case.desk_total.minor;
    let guarantee = case.guarantee().ok();
    if guarantee.is_some_and(|guarantee| guarantee.signed.minor.min(guarantee.quota_left.minor) >= total) {
        let ground = Ground::Guarantee { guaranteed: shortfall };
        return Some(Release { uses_quota: shortfall, ..case.release(ground) });
    }
    let agreement = case.agreement.filter(|agreement| flaw(*agreement, case).is_none())?;
    Some(case.release(Ground::Deferred { until: agreement.until }))
}

/// What keeps an agreement from covering the order.
fn flaw(agreement: Agreement, case: &Case) -> Option<Flaw> {
    let Agreement { amount, until } = agreement;
    if until < case.today {
        return Some(Flaw::Expired { until });
    }
    let covers = amount.currency == case.desk_total.currency && amount.minor >= case.desk_total.minor;
    (!covers).then_some(Flaw::Short { amount })
}

struct Guarantee {
    /// Not below zero.
    signed: Money,
    quota_left: Money,
}

impl Case {
    /// Nobody's signature counts where there is no salesperson.
    fn guarantee(&self) -> Result<Guarantee, Lack> {
        let currency = self.desk_total.currency;
        let none = Money::zero(currency);
        let Some(quota) = self.quota else {
            return Ok(Guarantee { signed: none, quota_left: none });
        };
        let signed = self.guaranteed.unwrap_or(none);
        in_currency(currency, &[quota.limit, quota.in_use, signed])?;
        Ok(Guarantee { signed: Money { minor: signed.minor.max(0), currency }, quota_left: quota.available() })
    }

    /// A release that takes nothing of limit and quota.
    fn release(&self, ground: Ground) -> Release {
        let nothing = Money::zero(self.desk_total.currency);
        Release { ground, uses_limit: nothing, uses_quota: nothing }
    }
}

fn in_currency(order: Currency, amounts: &[Money]) -> Result<(), Lack> {
    match amounts.iter().find(|amount| amount.currency != order) {
        None => Ok(()),
        Some(amount) => Err(Lack::Currency { order, other: amount.currency }),
    }
}

impl Ground {
    pub fn key(&self) -> &'static str {
        match self {
            Ground::Monthly => "monthly",
            Ground::Paid => "paid",
            Ground::Limit { .. } => "limit",
            Ground::LimitAndGuarantee { .. } => "limit_and_guarantee",
            Ground::Guarantee { .. } => "guarantee",
            Ground::Deferred { .. } => "deferred",
        }
    }
}

impl Say for Ground {
    fn say(&self) -> Message {
        match *self {
            Ground::Monthly => Message::new("credit-ground-monthly"),
            Ground::Paid => Message::new("credit-ground-paid"),
            Ground::Limit { shortfall } => Message::new("credit-ground-limit").with("shortfall", shortfall),
            Ground::LimitAndGuarantee { on_limit, guaranteed } => {
                Message::new("credit-ground-limit-and-guarantee").with("limit", on_limit).with("guaranteed", guaranteed)
            }
            Ground::Guarantee { guaranteed } => Message::new("credit-ground-guarantee").with("guaranteed", guaranteed),
            Ground::Deferred { until } => Message::new("credit-ground-deferred").with("until", until),
        }
    }
}
