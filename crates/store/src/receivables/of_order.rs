//! Receivables of an order: opened by its terms of payment, falling due as it goes on, and told to it for its gates.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use yidan_domain::{
    InvoiceId, Lang, Message, Money, OrderId,
    order::{Answer, Order, Progress, event::Event, row::OrderRow},
    process::{Process, gate::Fact},
    receivable::{Balance, Instalment, Invoice, balances},
    terms::payment::{self, Anchors, PaymentTerms},
};

use super::{
    access::{must_keep_books, said},
    entries,
    invoices::{self, Kept, LONGEST_NUMBER, insert, of_order as kept_of},
};
use crate::{Actor, Error, Result, Tx, audit, orders};

/// Days from shipment until the documents have been seen and are paid.
const SIGHT_DAYS: u32 = 7;

/// Opens what is owed of an order: its total, in the instalments of its terms of payment. `number` is the invoice's own;
/// until there is one, it goes by the order's. A second one for the same order has to be asked for as `another`.
pub fn open_for_order(
    tx: &mut Tx,
    actor: &Actor,
    order: OrderId,
    number: Option<String>,
    another: bool,
) -> Result<Kept> {
    must_keep_books(&actor.viewer)?;
    orders::lock(tx, order)?;
    let order = orders::load(tx, actor.viewer.scope(), order)?;
    if !another && let Some(first) = kept_of(tx, order.id)?.first() {
        let number = first.invoice.number.as_str();
        return Err(Error::Invalid(Message::new("receivable-open-already").with("number", number)));
    }
    let terms = payment::read(&order.header.payment_terms).map_err(said)?;
    let row = orders::row_of(tx, &order)?;
    let total =
        order.total().filter(|total| total.is_positive()).ok_or_else(|| Error::invalid("receivable-no-total"))?;
    let kept = open(tx, actor, &order, (&row, &terms), total, number)?;
    tell(tx, actor, Some(order.id))?;
    Ok(kept)
}

/// Opens so much of what is owed of an order.
pub(super) fn open(
    tx: &mut Tx,
    actor: &Actor,
    order: &Order,
    (row, terms): (&OrderRow, &PaymentTerms),
    amount: Money,
    number: Option<String>,
) -> Result<Kept> {
    let number = match number.map(|number| yidan_domain::text::tidy(&number, false)) {
        Some(number) if number.chars().count() > LONGEST_NUMBER => {
            let too_long = Message::new("invoice-text-too-long").with("field", "number").with("limit", LONGEST_NUMBER);
            return Err(Error::Invalid(too_long));
        }
        Some(number) => number,
        None => free_number(tx, &order.number)?,
    };
    let issued = tx.world.company.today(actor.now);
    let invoice = Invoice {
        id: InvoiceId(uuid::Uuid::now_v7()),
        number,
        customer: order.header.customer,
        order: Some(order.id),
        salesperson: order.header.salesperson,
        issued,
        amount,
        rate: None,
        terms: order.header.payment_terms.clone(),
        instalments: Vec::new(),
        note: String::new(),
    };
    let anchors = anchors(tx, order, row, &invoice)?;
    let zh = tx.world.company.settings.lang == Lang::Zh;
    let instalment = |planned: &payment::Instalment| {
        let what = planned.part.when.name();
        let what = if zh { what.zh } else { what.en };
        Instalment { number: planned.number, amount: planned.amount, due: planned.due, what }
    };
    // Of a cent or two there may be nothing for a part.
    let planned = terms.plan(amount, &anchors);
    let instalments = planned.iter().filter(|part| part.amount.is_positive()).map(instalment).collect();
    let invoice = Invoice { instalments, ..invoice }.checked().map_err(said)?;
    insert(tx, actor, invoice, true)
}

/// The order's number or, where an invoice has that already, the first of `-2`, `-3` … that is free.
fn free_number(tx: &mut Tx, order: &str) -> Result<String> {
    let mut number = order.to_owned();
    let mut next = 2;
    while invoices::numbered(tx, &number)?.is_some() {
        number = format!("{order}-{next}");
        next += 1;
    }
    Ok(number)
}

/// How an order stood before a command, as far as what is owed of it hangs on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before {
    promised: Option<Date>,
}

impl Before {
    pub fn of(order: &Order) -> Self {
        Self { promised: order.header.promised }
    }
}

/// After a command: what was reviewed or released on credit is owed from now on, and what is owed falls due as the order goes on. Commands that
/// neither end a step of weight nor move the promised day cost nothing.
pub(crate) fn follow(
    tx: &mut Tx,
    actor: &Actor,
    order: &Order,
    row: &OrderRow,
    happened: &[Event],
    before: Before,
) -> Result<()> {
    let process = Arc::clone(orders::process_of(tx, order)?);
    let has_moved = before != Before::of(order) || happened.iter().any(|event| has_weight(event, &process));
    if !has_moved {
        return Ok(());
    }
    let kept = kept_of(tx, order.id)?;
    if kept.is_empty() {
        return open_owed(tx, actor, order, row, &process, happened);
    }
    for kept in kept.into_iter().filter(|kept| kept.is_planned) {
        reckon(tx, actor, order, row, kept.invoice.id)?;
    }
    Ok(())
}

fn has_weight(event: &Event, process: &Process) -> bool {
    let step = match event {
        Event::Finished { step, .. } | Event::Skipped { step, .. } | Event::Reopened { step, .. } => step,
        Event::CreditReleased { .. } => return true,
        // The signature that finishes a step.
        Event::Signed { on, .. } => match on.step() {
            Some(step) => step,
            None => return false,
        },
        _ => return false,
    };
    // Where no step is said to deliver, the last of all does.
    process.delivered().is_none()
        || process.step(step).is_some_and(|step| {
            step.milestone.is_some() || step.form.iter().any(|field| field.fact.as_deref() == Some(SIGNED_FOR))
        })
}

/// Opens the receivable of an order that has just been reviewed or released, if its total and terms are known.
fn open_owed(
    tx: &mut Tx,
    actor: &Actor,
    order: &Order,
    row: &OrderRow,
    process: &Process,
    happened: &[Event],
) -> Result<()> {
    let review = process.reviewed().map(|step| &step.key);
    let is_reviewed =
        review.and_then(|key| order.step(key)).is_some_and(|state| matches!(state.progress, Progress::Finished { .. }));
    let is_owed = happened.iter().any(|event| match event {
        Event::CreditReleased { .. } => true,
        Event::Finished { step, .. } => is_reviewed && Some(step) == review,
        Event::Signed { on, .. } => is_reviewed && on.step() == review,
        _ => false,
    });
    match (payment::read(&order.header.payment_terms), order.total()) {
        (Ok(terms), Some(total)) if is_owed && total.is_positive() => {
            open(tx, actor, order, (row, &terms), total, None).map(drop)
        }
        _ => Ok(()),
    }
}

/// The due days of what is not paid yet, by how far the order has come.
fn reckon(tx: &mut Tx, actor: &Actor, order: &Order, row: &OrderRow, id: InvoiceId) -> Result<()> {
    let mut invoice = invoices::lock(tx, id)?.invoice;
    // By the terms that the invoice was opened with, which the order may have left since.
    let Ok(terms) = payment::read(&invoice.terms) else { return Ok(()) };
    let planned = terms.plan(invoice.amount, &anchors(tx, order, row, &invoice)?);
    let made = entries::of_invoice(tx, id)?;
    let now = balances(&invoice, &made, Date::MAX);
    let mut has_changed = false;
    for instalment in &mut invoice.instalments {
        let is_open = |balance: &Balance| balance.instalment == instalment.number && balance.open.is_positive();
        let due = planned.iter().find(|planned| planned.number == instalment.number).map(|planned| planned.due);
        if let Some(due) = due.filter(|due| *due != instalment.due && now.iter().any(is_open)) {
            instalment.due = due;
            has_changed = true;
        }
    }
    if !has_changed {
        return Ok(());
    }
    invoices::update(tx, &invoice)?;
    audit::record(tx, actor, "invoice", &id.to_string(), "due", &invoice)
}

/// The fact by which a form says that the customer has signed for the goods.
const SIGNED_FOR: &str = "receipt.signed";

/// How the terms of payment divide an order's total, as it stands; nothing without a total.
pub fn planned_of_order(
    tx: &mut Tx,
    order: &Order,
    terms: &PaymentTerms,
    invoiced: Option<Date>,
) -> Result<Vec<payment::Instalment>> {
    let Some(total) = order.total().filter(|total| total.is_positive()) else { return Ok(Vec::new()) };
    let row = orders::row_of(tx, order)?;
    Ok(terms.plan(total, &Anchors { invoiced, ..anchors_of_order(tx, order, &row)? }))
}

fn anchors(tx: &Tx, order: &Order, row: &OrderRow, invoice: &Invoice) -> Result<Anchors> {
    // While the receivable goes by the order's number there is no invoice yet; it is expected with the goods.
    let is_invoiced = invoice.number != order.number && !invoice.number.starts_with(&format!("{}-", order.number));
    Ok(Anchors { invoiced: is_invoiced.then_some(invoice.issued), ..anchors_of_order(tx, order, row)? })
}

fn anchors_of_order(tx: &Tx, order: &Order, row: &OrderRow) -> Result<Anchors> {
    let process = orders::process_of(tx, order)?;
    let zone = &tx.world.company.zone;
    let signed = process.steps.iter().find_map(|step| {
        let field = step.form.iter().find(|field| field.fact.as_deref() == Some(SIGNED_FOR))?;
        let state = order.step(&step.key)?;
        let yes = !matches!(state.answers.get(&field.key), None | Some(Answer::YesNo(false)));
        state.progress.finished_at().filter(|_| yes)
    });
    Ok(Anchors {
        ordered: row.received_on,
        ship: row.delivered_on.or(row.promised),
        shipped: row.delivered_on.is_some(),
        invoiced: None,
        delivered: signed.map(|at| zone.to_datetime(at).date()),
        sight_days: SIGHT_DAYS,
    })
}

/// Tells an order what its receivables have come to, as far as that is news to it.
pub(super) fn tell(tx: &mut Tx, actor: &Actor, order: Option<OrderId>) -> Result<()> {
    match order {
        Some(order) => orders::hear(tx, actor, order, come_to),
        None => Ok(()),
    }
}

fn come_to(tx: &mut Tx, order: &Order) -> Result<BTreeMap<String, Option<Fact>>> {
    let currency = order.header.currency;
    let (mut deposits, mut all) = (Sum::new(Money::zero(currency)), Sum::new(Money::zero(currency)));
    for Kept { invoice, .. } in kept_of(tx, order.id)? {
        let made = entries::of_invoice(tx, invoice.id)?;
        for balance in balances(&invoice, &made, Date::MAX) {
            all.add(&balance);
            let part = invoice.instalments.iter().find(|instalment| instalment.number == balance.instalment);
            if part.is_some_and(Instalment::is_deposit) {
                deposits.add(&balance);
            }
        }
    }
    let facts = [
        // What is given up is not credited.
        ("deposit.credited", Fact::YesNo(deposits.is_paid() && deposits.paid.is_positive())),
        ("deposit.amount", Fact::Money(deposits.paid)),
        ("payment.received", Fact::YesNo(all.is_paid())),
        ("payment.amount", Fact::Money(all.paid)),
    ];
    Ok(facts.into_iter().map(|(name, fact)| (name.to_owned(), Some(fact))).collect())
}

/// Instalments together, in the order's currency.
struct Sum {
    paid: Money,
    parts: usize,
    open_parts: usize,
}

impl Sum {
    fn new(paid: Money) -> Self {
        Self { paid, parts: 0, open_parts: 0 }
    }

    fn add(&mut self, balance: &Balance) {
        self.paid = self.paid.plus(balance.paid).unwrap_or(self.paid);
        self.parts += 1;
        self.open_parts += usize::from(balance.open.is_positive());
    }

    fn is_paid(&self) -> bool {
        self.parts > 0 && self.open_parts == 0
    }
}
