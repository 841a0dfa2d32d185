//! Receipts in a list: all of them, those of nobody, those with money left.

use yidan_domain::{CustomerId, Money, ReceiptId, access::Scope, schedule::moment::date_of};

use super::columns::{Columns, Slips};
use crate::board::{
    names::{NONE, NOT_HERE},
    top::Top,
};

#[derive(Debug, Clone)]
pub struct SlipQuery {
    pub scope: Scope,
    pub shown: SlipsShown,
    pub customer: Option<CustomerId>,
    /// The last receipt of the page before.
    pub after: Option<ReceiptId>,
    pub limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SlipsShown {
    #[default]
    All,
    /// Nobody has said whose money it is.
    Unclaimed,
    /// Not all of it is used.
    WithMoneyLeft,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SlipPage {
    pub slips: Vec<Slip>,
    /// How many match, on all pages together.
    pub total: usize,
    pub next: Option<ReceiptId>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    pub id: ReceiptId,
    pub received_on: Option<jiff::civil::Date>,
    pub customer: Option<CustomerId>,
    pub amount: Money,
    pub left: Money,
}

impl Slips {
    pub fn is_unclaimed(&self, slip: usize) -> bool {
        self.customer[slip] == NONE
    }
}

impl Columns {
    /// Money of nobody is seen by those who see all.
    #[inline]
    pub fn is_slip_seen(&self, slip: usize, by: Option<u32>) -> bool {
        let slips = &self.slips;
        by.is_none_or(|me| !slips.is_unclaimed(slip) && self.customers.owner(slips.customer[slip]) == me)
    }

    pub fn slip_page(&self, query: &SlipQuery) -> SlipPage {
        let slips = &self.slips;
        let limit = query.limit.max(1);
        let only = query.customer.map(|customer| self.customers.find(customer).unwrap_or(NOT_HERE));
        let place = |slip: usize| (-i64::from(slips.day[slip]), std::cmp::Reverse(slips.ids.keys()[slip]), slip as u32);
        let from = query.after.and_then(|id| slips.ids.find(&id)).map(|slip| place(slip as usize));
        let mut top = Top::new(limit.saturating_add(1));
        let mut total = 0;
        let seen = self.seen_by(query.scope);
        // They came about in the order of days: backwards the latest are found at once.
        for slip in (0..slips.day.len()).rev().filter(|slip| self.is_slip_seen(*slip, seen)) {
            let is_shown = match query.shown {
                SlipsShown::All => true,
                SlipsShown::Unclaimed => slips.is_unclaimed(slip) && slips.left[slip] > 0,
                SlipsShown::WithMoneyLeft => slips.left[slip] > 0,
            };
            if is_shown && only.is_none_or(|only| only == slips.customer[slip]) {
                total += 1;
                // The id is looked up only for what may come on the page.
                if top
                    .bar()
                    .is_some_and(|bar: &(i64, std::cmp::Reverse<ReceiptId>, u32)| -i64::from(slips.day[slip]) > bar.0)
                {
                    continue;
                }
                let place = place(slip);
                if from.is_none_or(|from| place > from) {
                    top.offer(place);
                }
            }
        }
        let mut found = top.into_sorted();
        let more = found.len() > limit;
        found.truncate(limit);
        let shown = |(_, id, slip): &(i64, std::cmp::Reverse<ReceiptId>, u32)| {
            let slip = *slip as usize;
            let money = |minor| Money { minor, currency: self.currency_numbered(slips.currency[slip]) };
            Slip {
                id: id.0,
                received_on: date_of(slips.day[slip]),
                customer: self.customer_id(slips.customer[slip]),
                amount: money(slips.amount[slip]),
                left: money(slips.left[slip]),
            }
        };
        SlipPage {
            total,
            next: found.last().filter(|_| more).map(|(_, id, _)| id.0),
            slips: found.iter().map(shown).collect(),
        }
    }
}
