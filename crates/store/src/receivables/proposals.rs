//! Whose money a receipt may be, and which instalments it would pay: for a person to judge.

use std::collections::HashMap;

use yidan_domain::{
    CustomerId, Money, OrderId, ReceiptId,
    access::Viewer,
    receivable::{
        Invoice, balances, left,
        matching::{Candidate, Match, OpenInvoice, match_slip},
        proposal::{Open, Proposal, propose},
    },
};

use super::{entries, invoices, receipts};
use crate::{Result, Tx, customers, orders};

#[derive(Debug, Clone, PartialEq)]
pub struct Proposals {
    /// What is left of the receipt.
    pub left: Money,
    /// Whose it may be, the likeliest first; of a claimed receipt only its customer.
    pub matches: Vec<Match>,
    /// Open instalments of its customer or, until it is claimed, of the likeliest, in the receipt's currency and others.
    pub open: Vec<Open>,
    /// How it would pay them, the oldest due day first.
    pub allocations: Vec<Proposal>,
}

/// `likely` are the customers to look at (`Book::likely`); of a claimed receipt its own is enough.
pub fn proposals_for(tx: &mut Tx, viewer: &Viewer, id: ReceiptId, likely: &[CustomerId]) -> Result<Proposals> {
    let slip = receipts::receipt(tx, viewer, id)?.receipt;
    let today = jiff::civil::Date::MAX;
    let left = left(&slip, &entries::of_receipt(tx, id)?, today);
    let customers: Vec<CustomerId> = slip.customer.map_or_else(|| likely.to_vec(), |customer| vec![customer]);
    let (mut candidates, mut open_of) = (Vec::new(), HashMap::new());
    for customer in customers {
        let (candidate, open) = candidate(tx, customer)?;
        candidates.push(candidate);
        open_of.insert(customer, open);
    }
    let matches = match_slip(&slip, &candidates);
    let whose = slip.customer.or_else(|| matches.first().map(|best| best.customer));
    let open = whose.and_then(|customer| open_of.remove(&customer)).unwrap_or_default();
    let allocations = propose(left, &open);
    Ok(Proposals { left, matches, open, allocations })
}

/// A customer with what it owes.
fn candidate(tx: &mut Tx, customer: CustomerId) -> Result<(Candidate, Vec<Open>)> {
    let mut bills = Vec::new();
    let mut all_open = Vec::new();
    for bill in invoices::of_customer(tx, customer)? {
        let made = entries::of_invoice(tx, bill.id)?;
        let open: Vec<Open> = balances(&bill, &made, jiff::civil::Date::MAX)
            .into_iter()
            .filter(|balance| balance.open.is_positive())
            .map(|balance| Open {
                invoice: bill.id,
                number: bill.number.clone(),
                instalment: balance.instalment,
                due: balance.due,
                open: balance.open,
            })
            .collect();
        if !open.is_empty() {
            bills.push((bill, open.iter().map(|it| it.open).collect::<Vec<Money>>()));
            all_open.extend(open);
        }
    }
    let ids: Vec<OrderId> = bills.iter().filter_map(|(bill, _)| bill.order).collect();
    let rows = orders::rows(tx, &ids)?;
    let item = |(bill, instalments): (Invoice, Vec<Money>)| {
        let row = rows.iter().find(|row| Some(row.id) == bill.order);
        OpenInvoice {
            invoice: bill.id,
            order_number: row.map(|row| row.number.clone()).unwrap_or_default(),
            customer_ref: row.map(|row| row.customer_ref.clone()).unwrap_or_default(),
            number: bill.number,
            instalments,
        }
    };
    let customer = customers::get(tx, customer)?;
    let names = [customer.name, customer.contact].into_iter().filter(|name| !name.is_empty()).collect();
    let candidate = Candidate { customer: customer.id, names, items: bills.into_iter().map(item).collect() };
    all_open.sort_by_key(|it| (it.due.is_none(), it.due, it.number.clone(), it.instalment));
    Ok((candidate, all_open))
}
