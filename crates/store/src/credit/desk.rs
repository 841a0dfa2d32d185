//! The sales desk: which assistant takes a region's orders, and orders by quantities alone — names, prices and currency
//! come from the catalogue.

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, CustomerId, Lang, Message, Money, OrderId, PersonId, ProductId, Quantity, Say, Text,
    access::Viewer,
    credit::{Desk, desk_of},
    order::{Channel, Evidence, FileRef, Header, Line, command::Command, event::Via},
    party::{Customer, Product},
    text,
};

use super::entries;
use crate::{
    Actor, Error, Result, Tx, World, audit,
    company::{needs_manager, put_setting},
    customers,
    orders::{self, Draft, Entered},
    people, products,
};

/// Key of the process that desk orders follow, where the company has one of this key.
const PROCESS: &str = "sales-desk";
const MOST_DESKS: usize = 60;
const LONGEST_REGION: usize = 40;

/// An order as the desk takes it in.
#[derive(Debug, Clone)]
pub struct DeskOrder {
    pub id: OrderId,
    pub customer: CustomerId,
    pub customer_ref: String,
    pub channel: Channel,
    pub lines: Vec<(ProductId, Decimal)>,
    /// As the customer's own order says, in whole units, and why it differs where it may.
    pub customer_total: Option<Decimal>,
    pub explanation: String,
    pub promised: Option<Date>,
    pub address: String,
    pub remarks: String,
    pub originals: Vec<FileRef>,
}

pub fn desks(tx: &mut Tx) -> Result<Vec<Desk>> {
    Ok(tx.row("SELECT value FROM settings WHERE name = 'desks'", &[], |row| row.json(0))?.unwrap_or_default())
}

/// Which regions belong to whom, all of it, as it is to be from now on.
pub fn put_desks(tx: &mut Tx, actor: &Actor, desks: Vec<Desk>) -> Result<()> {
    if !actor.viewer.manages() {
        return Err(needs_manager());
    }
    if desks.len() > MOST_DESKS {
        return Err(Error::Invalid(Message::new("desk-too-many").with("most", MOST_DESKS)));
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut kept = Vec::with_capacity(desks.len());
    for desk in desks {
        people::must_be_active(tx, desk.assistant)?;
        let regions: Vec<String> = desk.regions.iter().map(|region| text::tidy(region, false)).collect();
        let regions: Vec<String> = regions.into_iter().filter(|region| !region.is_empty()).collect();
        if regions.is_empty() {
            return Err(Error::invalid("desk-regions-missing"));
        }
        for region in &regions {
            if region.chars().count() > LONGEST_REGION {
                return Err(Error::Invalid(Message::new("desk-region-too-long").with("limit", LONGEST_REGION)));
            }
            if !seen.insert(text::folded(region)) {
                return Err(Error::Invalid(Message::new("desk-region-twice").with("region", region.as_str())));
            }
        }
        kept.push(Desk { regions, ..desk });
    }
    put_setting(tx, "desks", &serde_json::to_string(&kept)?)?;
    audit::record(tx, actor, "settings", "desks", "changed", &kept)
}

/// The assistant who takes this customer's orders; without one, the regions that have one.
pub fn assistant_of(tx: &mut Tx, customer: &Customer) -> Result<PersonId> {
    desk_of(&customer.region, &desks(tx)?).map_err(|none| Error::Invalid(none.say()))
}

/// The process of desk orders: its key.
pub fn process_of(world: &World) -> &str {
    let own = world.processes.latest(PROCESS).map(|process| process.key.as_str());
    own.unwrap_or(&world.company.settings.process)
}

/// The lines as the catalogue has them, and the currency that they are all priced in.
pub fn priced(tx: &mut Tx, lines: &[(ProductId, Decimal)]) -> Result<(Vec<Line>, Currency)> {
    let usual = tx.world.company.settings.currency;
    let mut currency = None;
    let mut priced = Vec::with_capacity(lines.len());
    for (number, (product, quantity)) in (1_usize..).zip(lines) {
        let product = products::get(tx, *product).map_err(|error| match error {
            Error::NotFound(_) => Error::Invalid(Message::new("order-unknown-product").with("line", number)),
            other => other,
        })?;
        let said = |key| Message::new(key).with("line", number).with("product", product.code.as_str());
        if product.archived {
            return Err(Error::Invalid(said("desk-product-archived")));
        }
        let of = product.currency.unwrap_or(usual);
        let first = *currency.get_or_insert(of);
        if of != first {
            let said = said("desk-product-currency").with("currency", of.code()).with("first", first.code());
            return Err(Error::Invalid(said));
        }
        let Some(price) = product.price else { return Err(Error::Invalid(said("desk-product-unpriced"))) };
        let Some(quantity) = Quantity::exact(*quantity, product.unit.as_str()) else {
            return Err(Error::Invalid(said("desk-quantity-digits")));
        };
        priced.push(line(product, quantity, price, tx.world.company.settings.lang));
    }
    Ok((priced, currency.unwrap_or(usual)))
}

fn line(product: Product, quantity: Quantity, price: Decimal, lang: Lang) -> Line {
    Line {
        product: Some(product.id),
        name: product.name.get(lang).to_owned(),
        spec: product.spec,
        quantity,
        price: Some(price),
        discount_percent: Default::default(),
    }
}

/// Enters the order, keeps the customer's own total with it, and hands its first step to the region's assistant.
pub fn enter(tx: &mut Tx, actor: &Actor, desk: DeskOrder) -> Result<Entered> {
    if !actor.viewer.enters_orders() {
        return Err(customers::needs_sales());
    }
    let customer = customers::get(tx, desk.customer).map_err(|error| match error {
        Error::NotFound(_) => Error::invalid("order-unknown-customer"),
        other => other,
    })?;
    let assistant = assistant_of(tx, &customer)?;
    let (lines, currency) = priced(tx, &desk.lines)?;
    let total = desk.customer_total.map(|total| exact(total, currency)).transpose()?;
    let terms = terms_of(tx, &customer)?;
    let draft = Draft {
        id: desk.id,
        number: None,
        process: process_of(&tx.world).to_owned(),
        header: Header {
            customer: customer.id,
            customer_ref: desk.customer_ref,
            channel: desk.channel,
            salesperson: customer.owner,
            currency,
            received_at: actor.now,
            promised: desk.promised,
            address: if desk.address.trim().is_empty() { customer.address } else { desk.address },
            payment_terms: terms,
            trade_terms: String::new(),
            remarks: desk.remarks,
        },
        lines,
        originals: desk.originals,
        past: Vec::new(),
    };
    let mut entered = orders::enter(tx, actor, draft)?;
    if let Some(total) = total {
        let evidence = Evidence::CustomerTotal { total, explanation: desk.explanation };
        let show = Command::ShowCredit { evidence: Box::new(evidence) };
        // The order is the customer's owner's: whoever takes it in need not see it afterwards.
        let viewer = Viewer { sees_all: true, ..actor.viewer.clone() };
        entered.order = orders::act(tx, &Actor { viewer, ..actor.clone() }, desk.id, None, show)?.order;
    }
    let process = std::sync::Arc::clone(orders::process_of(tx, &entered.order)?);
    if let Some(first) = process.steps.first() {
        // Routing is the company's rule, whoever enters the order.
        let program = Actor { viewer: Viewer::program(), via: Via::Program, now: actor.now };
        let assign = Command::Assign { step: first.key.clone(), to: Some(assistant), note: String::new() };
        entered.order = orders::act(tx, &program, desk.id, None, assign)?.order;
    }
    Ok(entered)
}

/// The customer's own; without any, who settles monthly pays so, and everybody else before the goods leave.
fn terms_of(tx: &mut Tx, customer: &Customer) -> Result<String> {
    if !customer.terms.trim().is_empty() {
        return Ok(customer.terms.clone());
    }
    let usual = match entries::settles_monthly(tx, customer.id)? {
        true => Text::new("月结", "monthly account"),
        false => Text::new("款到发货", "T/T before shipment"),
    };
    Ok(usual.get(tx.world.company.settings.lang).to_owned())
}

fn exact(amount: Decimal, currency: Currency) -> Result<Money> {
    Money::exact(amount, currency)
        .ok_or_else(|| Error::Invalid(Message::new("desk-customer-total").with("currency", currency.code())))
}
