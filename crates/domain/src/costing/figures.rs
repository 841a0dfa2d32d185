//! The figures of a cost sheet: what it costs, what is refunded, what remains, and what a unit of foreign exchange costs.
//!
//! Reckoned exactly. Each kind's cost, the revenue and the refund are rounded once, half away from zero, to the minor unit
//! of the base; cost and profit are sums of those, so that the sheet adds up to the last fen as it is read.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Basis, CostSheet, Item, Kind};
use crate::{Currency, Message, Money, Say, Text};

/// Of one version of a cost sheet.
///
/// - tax refund = what is bought with VAT ÷ (1 + VAT) × refund rate
/// - profit = revenue + tax refund − cost
/// - exchange cost (换汇成本) = (costs paid in the base − tax refund) ÷ net foreign exchange, which is the sales less all
///   that is paid or deducted in the selling currency: freight, insurance, commission, charges of foreign banks. What of
///   these is paid in the base is a cost paid in the base.
///
/// A trader sells 1,000 pieces at USD 10.00 CIF, the dollar at 7.10: sales USD 10,000.00, revenue CNY 71,000.00. The
/// factory is paid CNY 56,500.00 with 13 % VAT, of which 9 % of 50,000.00 is refunded: 4,500.00. Port charges are CNY
/// 1,200.00, inspection is CNY 500.00. In dollars go freight 600.00, insurance 0.33 % or 33.00, commission 3 % or 300.00
/// and bank charges 67.00: USD 9,000.00 remain. Cost is 58,200.00 + 1,000 × 7.10 = 65,300.00, profit 71,000.00 + 4,500.00 −
/// 65,300.00 = 10,200.00, a margin of 14.37 %. Exchange cost: (58,200.00 − 4,500.00) ÷ 9,000.00 = 5.9667 yuan for a dollar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// In the selling currency.
    pub sales: Money,
    /// The sales in the base, as is all that follows unless it says otherwise.
    pub revenue: Money,
    /// Of each kind that the sheet has, in the order of kinds.
    pub costs: Vec<(Kind, Money)>,
    pub cost: Money,
    /// To four digits.
    pub cost_per_unit: Decimal,
    pub tax_refund: Money,
    pub profit: Money,
    /// Profit as a percentage of revenue, to two digits; none without revenue.
    pub margin_percent: Option<Decimal>,
    /// In the selling currency; none where that is the base.
    pub net_foreign: Option<Money>,
    /// Units of the base for one unit of the selling currency, to four digits; none where no foreign exchange is left.
    pub exchange_cost: Option<Decimal>,
}

/// What is missing before a sheet can be reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    Quantity,
    Price,
    /// What this currency is worth in the base.
    Rate {
        currency: Currency,
    },
    /// Weight or width of the fabric that the item (counted from 1) buys by the kilogram.
    Weight {
        item: usize,
        name: Text,
    },
    /// An amount is too large to reckon with.
    Overflow,
}

impl CostSheet {
    pub fn figures(&self) -> Result<Figures, Lack> {
        let quantity =
            Some(self.quantity.amount()).filter(|quantity| *quantity > Decimal::ZERO).ok_or(Lack::Quantity)?;
        let price = self.price.ok_or(Lack::Price)?;
        let rate = self.usable_rate().ok_or(Lack::Rate { currency: self.currency })?;
        for (number, item) in (1..).zip(&self.items) {
            if !self.knows(item.currency) {
                return Err(Lack::Rate { currency: item.currency });
            }
            if item.lacks_weight() {
                return Err(Lack::Weight { item: number, name: item.called() });
            }
        }
        self.reckoned(quantity, price, rate).ok_or(Lack::Overflow)
    }

    /// What one of its items comes to for the whole quantity, in the currency that it is paid in; none while something
    /// that it takes is missing.
    pub fn amount_of(&self, item: &Item) -> Option<Money> {
        let quantity = self.quantity.amount();
        let sales = match item.basis {
            Basis::PercentOfPrice(_) if item.currency == self.currency => self.price?.checked_mul(quantity)?,
            Basis::PercentOfPrice(_) => self.price?.checked_mul(quantity)?.checked_mul(self.usable_rate()?)?,
            _ => Decimal::ZERO,
        };
        Money::rounded(item.amount(quantity, sales)?, item.currency)
    }

    fn reckoned(&self, quantity: Decimal, price: Decimal, rate: Decimal) -> Option<Figures> {
        let sales = price.checked_mul(quantity)?;
        let revenue = sales.checked_mul(rate)?;
        let mut costs = BTreeMap::new();
        let (mut paid_in_base, mut net_foreign, mut bought_with_vat) = (Decimal::ZERO, sales, Decimal::ZERO);
        for item in &self.items {
            let in_base = if item.currency == self.base {
                let amount = item.amount(quantity, revenue)?;
                paid_in_base = paid_in_base.checked_add(amount)?;
                amount
            } else {
                let amount = item.amount(quantity, sales)?;
                net_foreign = net_foreign.checked_sub(amount)?;
                amount.checked_mul(rate)?
            };
            if self.with_vat(item) {
                bought_with_vat = bought_with_vat.checked_add(in_base)?;
            }
            let of_kind = costs.entry(item.kind).or_insert(Decimal::ZERO);
            *of_kind = of_kind.checked_add(in_base)?;
        }
        let refund = bought_with_vat
            .checked_mul(self.refund_percent)?
            .checked_div(self.vat_percent.checked_add(Decimal::ONE_HUNDRED)?)?;

        let in_minor_units = |(kind, exact)| Some((kind, Money::rounded(exact, self.base)?));
        let costs: Vec<_> = costs.into_iter().map(in_minor_units).collect::<Option<_>>()?;
        let cost = costs.iter().try_fold(Money::zero(self.base), |sum, (_, cost)| sum.plus(*cost))?;
        let (revenue, tax_refund) = (Money::rounded(revenue, self.base)?, Money::rounded(refund, self.base)?);
        let profit = revenue.plus(tax_refund)?.minus(cost)?;
        let foreign = self.currency != self.base;
        let exchange_cost = if foreign && net_foreign > Decimal::ZERO {
            Some(rounded(paid_in_base.checked_sub(refund)?.checked_div(net_foreign)?, 4))
        } else {
            None
        };
        Some(Figures {
            sales: Money::rounded(sales, self.currency)?,
            revenue,
            costs,
            cost,
            cost_per_unit: rounded(cost.amount().checked_div(quantity)?, 4),
            tax_refund,
            profit,
            margin_percent: percent(profit, revenue),
            net_foreign: if foreign { Some(Money::rounded(net_foreign, self.currency)?) } else { None },
            exchange_cost,
        })
    }
}

/// `part` as a percentage of the size of `whole`, to two digits; none of nothing.
pub(crate) fn percent(part: Money, whole: Money) -> Option<Decimal> {
    let share = part.amount().checked_div(whole.amount().abs())?;
    Some(rounded(share.checked_mul(Decimal::ONE_HUNDRED)?, 2))
}

/// With all its digits, so that 5 yuan for a dollar reads 5.0000 beside 5.4237.
fn rounded(exact: Decimal, digits: u32) -> Decimal {
    let mut rounded = exact.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(digits);
    if rounded.is_zero() {
        // Little less than nothing would read −0.00.
        rounded.set_sign_positive(true);
    }
    rounded
}

impl Say for Lack {
    fn say(&self) -> Message {
        match self {
            Lack::Quantity => Message::new("costing-lack-quantity"),
            Lack::Price => Message::new("costing-lack-price"),
            Lack::Rate { currency } => Message::new("costing-lack-rate").with("currency", currency.code()),
            Lack::Weight { item, name } => Message::new("costing-lack-weight").with("line", *item).with("name", name),
            Lack::Overflow => Message::new("costing-lack-overflow"),
        }
    }
}

#[cfg(test)]
mod tests;
