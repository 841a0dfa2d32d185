//! What the demo company's customers owe and pay: receivables by the orders' terms, receipts allocated to them, credit shown
//! and released; limits, quotas and regions.

use jiff::Timestamp;
use rand::{RngExt, rngs::StdRng};
use yidan_domain::{
    CustomerId, Money, PersonId, ReceiptId,
    credit::Desk,
    order::{Evidence, Order, Slip, command::Command},
    party::Person,
    receivable::{Receipt, allocation::Allocation, balances},
};
use yidan_store::{
    Actor, Error, Result, Tx, credit, orders,
    receivables::{self, Booking, Kept},
};

use super::{
    DOLLAR, cast,
    life::{World, acting},
};

/// What is paid of a receivable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pays {
    Deposit,
    /// The first instalment, and half of the next.
    Part,
    All,
}

/// Limits of some customers and quotas of those who sell, and which region goes to whom.
pub fn set_up(tx: &mut Tx, world: &World, actor: &Actor) -> Result<()> {
    let yuan = |whole: i64| Money { minor: whole * 100, currency: yidan_domain::Currency::CNY };
    for (place, limit) in [(0, 50_000), (2, 20_000), (3, 80_000)] {
        credit::set_limit(tx, actor, world.customers[place].id, yuan(limit), "年度额度")?;
    }
    for place in [0, 3] {
        credit::set_monthly(tx, actor, world.customers[place].id, true, "月结客户")?;
    }
    let sellers: Vec<PersonId> = world.sellers().map(|person| person.id).collect();
    for seller in &sellers {
        credit::set_quota(tx, actor, *seller, yuan(20_000), "年度担保额度")?;
    }
    let desk = |regions: &[&str], place: usize| Desk {
        regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        assistant: sellers[place % sellers.len()],
    };
    credit::desk::put_desks(tx, actor, vec![desk(&["南区"], 1), desk(&["北区"], 0)])
}

/// The order's receivable, opened when there is none; none where its terms can't be read or nothing has a price.
pub fn bill(tx: &mut Tx, world: &World, order: &Order, at: Timestamp) -> Result<Option<Kept>> {
    let finance = world.somebody_of("finance", 0);
    if let Some(kept) = receivables::invoices_of_order(tx, order.id)?.pop() {
        return Ok(Some(kept));
    }
    match receivables::open_for_order(tx, &acting(finance, at), order.id, None, false) {
        Err(Error::Invalid(_) | Error::Refused(_)) => Ok(None),
        opened => opened.map(Some),
    }
}

/// The customer pays, and finance books it.
pub fn pay(tx: &mut Tx, world: &World, order: &Order, pays: Pays, at: Timestamp, dice: &mut StdRng) -> Result<()> {
    let Some(Kept { invoice, .. }) = bill(tx, world, order, at)? else { return Ok(()) };
    let finance = world.somebody_of("finance", 0);
    let (actor, today) = (acting(finance, at), world.company.company.today(at));
    let made = receivables::entries_of_invoice(tx, invoice.id)?;
    for balance in balances(&invoice, &made, today) {
        let is_deposit = invoice.instalments.iter().any(|part| part.number == balance.instalment && part.is_deposit());
        let amount = match pays {
            Pays::Deposit if !is_deposit => continue,
            Pays::Part if balance.instalment > 1 => Money { minor: balance.open.minor / 2, ..balance.open },
            _ => balance.open,
        };
        if !amount.is_positive() {
            continue;
        }
        let rate = DOLLAR.parse().ok().filter(|_| amount.currency != yidan_domain::Currency::CNY);
        let receipt = Receipt {
            id: ReceiptId(cast::id(dice, at)),
            received_on: today,
            amount,
            fee: Money::zero(amount.currency),
            payer: customer_name(world, invoice.customer),
            customer: Some(invoice.customer),
            reference: format!("BK{}", dice.random_range(10_000_000..99_999_999)),
            remark: order.number.clone(),
            rate,
        };
        let receipt = receivables::receive(tx, &actor, receipt)?.receipt.id;
        let asked = Allocation { instalment: balance.instalment, settles: amount, takes: None };
        let booking = Booking { day: today, note: String::new() };
        receivables::allocate(tx, &actor, receipt, invoice.id, asked, booking)?;
    }
    Ok(())
}

/// The desk compares totals and shows a slip: in full, or short by what the limit carries with the customer's letter.
pub fn release(
    tx: &mut Tx,
    order: &Order,
    sales: &Person,
    at: Timestamp,
    world: &World,
    dice: &mut StdRng,
) -> Result<()> {
    let Some(total) = order.total() else { return Ok(()) };
    let actor = acting(sales, at);
    let today = world.company.company.today(at);
    let mut shows = |evidence| {
        let show = Command::ShowCredit { evidence: Box::new(evidence) };
        orders::act(tx, &actor, order.id, None, show).map(drop)
    };
    shows(Evidence::CustomerTotal { total, explanation: String::new() })?;
    let short = if dice.random_bool(0.5) { 80_000.min(total.minor / 2) } else { 0 };
    let reference = format!("SL{}", dice.random_range(100_000..999_999));
    let amount = Money { minor: total.minor - short, ..total };
    shows(Evidence::Slip(Slip { amount, paid_on: today, reference, file: None, taken_back: false }))?;
    if short > 0 {
        shows(Evidence::Commitment { file: None, note: "差额随下次订货一起付。".into() })?;
    }
    match credit::release(tx, &actor, order.id, None) {
        Err(Error::Held(_)) => Ok(()),
        released => released.map(drop),
    }
}

fn customer_name(world: &World, id: CustomerId) -> String {
    world.customers.iter().find(|customer| customer.id == id).map(|customer| customer.name.clone()).unwrap_or_default()
}
