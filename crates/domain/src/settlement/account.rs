//! What an order came to in the end, in the base of its cost sheet: revenue as invoiced, costs as entered, what complaints cost
//! and others bore, and what exchange rates did, each against the estimate.

use rust_decimal::Decimal;

use crate::{
    Currency, Message, Money, Say,
    costing::{self, Actual, Against, Kind, Lack, actual::held, against},
};

/// What the ledgers have of the order, all in the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures<'a> {
    /// Invoices less credit notes and what was written off.
    pub invoiced: Money,
    /// What the tax office refunds; the estimate until it is known.
    pub tax_refund: Option<Money>,
    /// Above zero: gained between invoice and receipt.
    pub exchange: Money,
    /// What complaints cost, and what suppliers, carriers and customers bore of it. Not among the actual entries.
    pub complaints: Money,
    pub recovered: Money,
    pub actuals: &'a [Actual],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Final {
    pub revenue: Against,
    pub tax_refund: Against,
    pub kinds: Vec<(Kind, Against)>,
    /// Without complaints and exchange, which nobody estimates.
    pub cost: Against,
    /// After what others bore.
    pub complaints: Money,
    pub exchange: Money,
    pub profit: Against,
    /// Of the revenue, to two digits: as estimated, and as it came.
    pub margin_percent: (Option<Decimal>, Option<Decimal>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FinalFault {
    Lack(Lack),
    OtherCurrency { given: Currency, base: Currency },
}

pub fn final_account(estimate: &costing::Figures, is: &Figures) -> Result<Final, FinalFault> {
    let base = estimate.cost.currency;
    let amounts = [Some(is.invoiced), is.tax_refund, Some(is.exchange), Some(is.complaints), Some(is.recovered)];
    if let Some(other) = amounts.into_iter().flatten().find(|amount| amount.currency != base) {
        return Err(FinalFault::OtherCurrency { given: other.currency, base });
    }
    let outcome = against(estimate, is.actuals).map_err(FinalFault::Lack)?;
    reckoned(estimate, is, outcome).ok_or(FinalFault::Lack(Lack::Overflow))
}

fn reckoned(estimate: &costing::Figures, is: &Figures, outcome: costing::Outcome) -> Option<Final> {
    let refund = is.tax_refund.unwrap_or(estimate.tax_refund);
    let complaints = is.complaints.minus(is.recovered)?;
    let profit = is.invoiced.plus(refund)?.plus(is.exchange)?.minus(outcome.cost.actual)?.minus(complaints)?;
    let margin = |profit: Money, revenue: Money| costing::figures::percent(profit, revenue);
    Some(Final {
        revenue: held(estimate.revenue, is.invoiced)?,
        tax_refund: held(estimate.tax_refund, refund)?,
        kinds: outcome.kinds,
        cost: outcome.cost,
        complaints,
        exchange: is.exchange,
        profit: held(estimate.profit, profit)?,
        margin_percent: (margin(estimate.profit, estimate.revenue), margin(profit, is.invoiced)),
    })
}

impl Say for FinalFault {
    fn say(&self) -> Message {
        match self {
            FinalFault::Lack(lack) => lack.say(),
            FinalFault::OtherCurrency { given, base } => {
                Message::new("settlement-other-currency").with("given", given.code()).with("base", base.code())
            }
        }
    }
}
