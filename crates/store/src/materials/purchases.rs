//! Lines of purchases: ordered and changed. What happens to them is told in `news`.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{
    Message, OrderId, PurchaseId, SupplierId,
    access::{Scope, Viewer},
    material::{Price, Progress, Purchase, PurchaseEvent, purchase::progress},
    number::Pattern,
    order::refusal::Refusal,
};

use super::{
    access::{must_be_alive, must_buy, visible},
    book::Touched,
    catalogue, news, of_order,
};
use crate::{
    Actor, Error, Result, Tx, audit,
    db::{
        Row,
        some::{asking, by_ids, padded},
    },
    orders,
    suppliers::{self, first_of},
};

/// A line of a purchase as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPurchase {
    pub purchase: Purchase,
    pub progress: Progress,
    /// Counts what has happened to it.
    pub version: u64,
}

impl KeptPurchase {
    /// Something is still to come.
    pub fn is_open(&self) -> bool {
        self.progress.outstanding > 0
    }

    /// As this viewer may see it: prices are for those who see costs.
    pub(super) fn seen_by(mut self, viewer: &Viewer) -> Self {
        if !viewer.sees_costs() {
            (self.purchase.price, self.purchase.estimate) = (None, None);
        }
        self
    }
}

/// Orders goods. Lines that bring no number get one, those for one supplier the same. What is thought to cost something by
/// the catalogue is held against that. Lines that are kept already are left as they are.
/// What is refused says which line it is about (`line`, from 1).
pub fn buy(tx: &mut Tx, actor: &Actor, lines: Vec<Purchase>) -> Result<Vec<KeptPurchase>> {
    must_buy(tx, &actor.viewer)?;
    if lines.is_empty() {
        return Err(Error::invalid("purchase-no-lines"));
    }
    let mut orders: Vec<OrderId> = lines.iter().filter_map(|line| line.order).collect();
    orders.sort();
    orders.dedup();
    for order in &orders {
        orders::lock(tx, *order)?;
        orders::load(tx, actor.viewer.scope(), *order)?;
    }
    let (mut bought, mut numbers) = (Vec::new(), BTreeMap::new());
    for (line, place) in lines.into_iter().zip(1_i64..) {
        let kept = ordered(tx, actor, line, &mut numbers).map_err(|error| match error {
            Error::Invalid(message) => Error::Invalid(message.with("line", place)),
            other => other,
        })?;
        bought.push(kept);
    }
    for order in orders {
        of_order::tell(tx, actor, order)?;
    }
    Ok(bought.into_iter().map(|kept| kept.seen_by(&actor.viewer)).collect())
}

/// One line, or what it was ordered as when it came before.
fn ordered(
    tx: &mut Tx,
    actor: &Actor,
    line: Purchase,
    numbers: &mut BTreeMap<SupplierId, String>,
) -> Result<KeptPurchase> {
    let today = tx.world.company.today(actor.now);
    if let Some(known) = find(tx, line.id, today)? {
        return Ok(known);
    }
    if line.ordered_on > today {
        return Err(Refusal::DayInTheFuture { day: line.ordered_on }.into());
    }
    if let Some(order) = line.order {
        let order = orders::load(tx, actor.viewer.scope(), order)?;
        must_be_alive(tx, &order)?;
    }
    let supplier = suppliers::get(tx, line.supplier)?;
    if supplier.archived {
        return Err(Error::Invalid(Message::new("purchase-supplier-archived").with("name", supplier.name)));
    }
    let material = catalogue::get(tx, line.material)?;
    if material.archived {
        return Err(Error::Invalid(Message::new("purchase-material-archived").with("code", material.code)));
    }
    let number = match line.number.trim().is_empty() {
        false => own_number(tx, &line.number, line.supplier)?,
        true => match numbers.get(&line.supplier) {
            Some(number) => String::clone(number),
            None => {
                let number = next_number(tx, today)?;
                numbers.insert(line.supplier, number.clone());
                number
            }
        },
    };
    let purchase = Purchase { number, estimate: line.estimate.or(material.price), ..line };
    let purchase = purchase.checked(&material.unit).map_err(|faults| first_of(&faults))?;
    let kept = KeptPurchase { progress: progress(&purchase, &[], today), purchase, version: 1 };
    write(tx, &kept)?;
    touched(tx, &kept.purchase);
    audit::record(tx, actor, "purchase", &kept.purchase.id.to_string(), "ordered", &kept.purchase)?;
    Ok(kept)
}

/// What may be changed of a line once it is ordered. Another material, supplier or order is another line: close this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub quantity: i64,
    pub price: Option<Price>,
    pub wanted_on: Option<Date>,
    pub tolerance_percent: Decimal,
    pub note: String,
}

impl Terms {
    pub fn of(purchase: &Purchase) -> Self {
        Terms {
            quantity: purchase.quantity,
            price: purchase.price,
            wanted_on: purchase.wanted_on,
            tolerance_percent: purchase.tolerance_percent,
            note: purchase.note.clone(),
        }
    }
}

/// Changes the terms of a line; `seen` is the version that the actor had before their eyes.
pub fn change(tx: &mut Tx, actor: &Actor, id: PurchaseId, seen: Option<u64>, terms: Terms) -> Result<KeptPurchase> {
    must_buy(tx, &actor.viewer)?;
    let kept = hold(tx, actor, id)?;
    let Terms { quantity, price, wanted_on, tolerance_percent, note } = terms;
    let changed = Purchase { quantity, price, wanted_on, tolerance_percent, note, ..kept.purchase.clone() };
    let unit = catalogue::get(tx, changed.material)?.unit;
    let changed = changed.checked(&unit).map_err(|faults| first_of(&faults))?;
    if changed == kept.purchase {
        return Ok(kept);
    }
    if seen.is_some_and(|seen| seen != kept.version) {
        return Err(Error::Invalid(Message::new("purchase-changed-meanwhile").with("number", changed.number)));
    }
    let accepted = kept.progress.accepted;
    if accepted > changed.most() && changed.quantity < kept.purchase.quantity {
        let accepted = yidan_domain::Quantity { ten_thousandths: accepted, unit };
        return Err(Error::Invalid(Message::new("purchase-below-accepted").with("accepted", accepted.to_string())));
    }
    let other_currency = |price: Price| kept.purchase.price.is_some_and(|before| before.currency != price.currency);
    if kept.progress.arrived > 0 && changed.price.is_some_and(other_currency) {
        return Err(Error::invalid("purchase-currency-fixed"));
    }
    let events = news::of_purchase(tx, id)?;
    let kept = moved(tx, actor, KeptPurchase { purchase: changed, ..kept }, &events)?;
    audit::record(tx, actor, "purchase", &id.to_string(), "changed", &kept.purchase)?;
    if let Some(order) = kept.purchase.order {
        of_order::tell(tx, actor, order)?;
    }
    Ok(kept.seen_by(&actor.viewer))
}

const PATTERN: &str = "PO-{yyyy}{mm}-{####}";

fn next_number(tx: &mut Tx, today: Date) -> Result<String> {
    let pattern = Pattern::parse(PATTERN).map_err(|fault| Error::Invalid(yidan_domain::Say::say(&fault)))?;
    let series = format!("purchases {}", pattern.counter(today));
    orders::drawn(tx, &pattern, &series, today, |tx, number| Ok(supplier_of(tx, number)?.is_some()))
}

/// Lines of one number are of one supplier.
fn own_number(tx: &mut Tx, number: &str, supplier: SupplierId) -> Result<String> {
    let number = yidan_domain::text::tidy(number, false);
    match supplier_of(tx, &number)?.filter(|other| *other != supplier) {
        Some(other) => {
            let name = suppliers::get(tx, other)?.name;
            Err(Error::Invalid(Message::new("purchase-number-taken").with("number", number).with("name", name)))
        }
        None => Ok(number),
    }
}

fn supplier_of(tx: &mut Tx, number: &str) -> Result<Option<SupplierId>> {
    tx.row("SELECT supplier FROM purchases WHERE number = $1 LIMIT 1", &[number.into()], |row| {
        Ok(SupplierId(row.uuid(0)?))
    })
}

pub(super) fn write(tx: &mut Tx, kept: &KeptPurchase) -> Result<()> {
    let purchase = &kept.purchase;
    tx.exec(
        "INSERT INTO purchases (id, number, supplier, material, order_id, ordered_on, is_open, version, progress, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            purchase.id.into(),
            (&purchase.number).into(),
            purchase.supplier.into(),
            purchase.material.into(),
            purchase.order.into(),
            (&purchase.ordered_on.to_string()).into(),
            kept.is_open().into(),
            kept.version.into(),
            (&serde_json::to_string(&kept.progress)?).into(),
            (&serde_json::to_string(purchase)?).into(),
        ],
    )?;
    Ok(())
}

/// Something has happened to a held line: what it says and comes to by now is kept as its next version.
pub(super) fn moved(tx: &mut Tx, actor: &Actor, kept: KeptPurchase, events: &[PurchaseEvent]) -> Result<KeptPurchase> {
    let today = tx.world.company.today(actor.now);
    let progress = progress(&kept.purchase, events, Date::MAX).on(&kept.purchase, today);
    let kept = KeptPurchase { progress, version: kept.version + 1, ..kept };
    tx.exec(
        "UPDATE purchases SET is_open = $2, version = $3, progress = $4, body = $5 WHERE id = $1",
        &[
            kept.purchase.id.into(),
            kept.is_open().into(),
            kept.version.into(),
            (&serde_json::to_string(&kept.progress)?).into(),
            (&serde_json::to_string(&kept.purchase)?).into(),
        ],
    )?;
    touched(tx, &kept.purchase);
    Ok(kept)
}

/// The line before its order, whose needs it may be there for.
fn touched(tx: &mut Tx, purchase: &Purchase) {
    Touched::Purchase(purchase.id).tell(tx);
    if let Some(order) = purchase.order {
        Touched::Order(order).tell(tx);
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT body, progress, version FROM purchases ", $rest)
    };
}

/// A purchase that this viewer may see, as it stands today.
pub fn purchase(tx: &mut Tx, viewer: &Viewer, id: PurchaseId, today: Date) -> Result<KeptPurchase> {
    let kept = find(tx, id, today)?.ok_or(Error::NotFound("purchase"))?;
    must_cover(tx, viewer, &kept)?;
    Ok(kept.seen_by(viewer))
}

fn must_cover(tx: &mut Tx, viewer: &Viewer, kept: &KeptPurchase) -> Result<()> {
    let covered = match kept.purchase.order {
        None => viewer.scope() == Scope::All,
        Some(order) => !visible(tx, viewer, [order])?.is_empty(),
    };
    if covered { Ok(()) } else { Err(Error::NotFound("purchase")) }
}

pub(super) fn find(tx: &mut Tx, id: PurchaseId, today: Date) -> Result<Option<KeptPurchase>> {
    tx.row(select!("WHERE id = $1"), &[id.into()], |row| read(row, today))
}

/// The same for whoever tells something of it: held until the end of the transaction, its order before it.
pub(super) fn hold(tx: &mut Tx, actor: &Actor, id: PurchaseId) -> Result<KeptPurchase> {
    let today = tx.world.company.today(actor.now);
    let kept = find(tx, id, today)?.ok_or(Error::NotFound("purchase"))?;
    must_cover(tx, &actor.viewer, &kept)?;
    if let Some(order) = kept.purchase.order {
        orders::lock(tx, order)?;
    }
    let sql = tx.either(select!("WHERE id = $1"), select!("WHERE id = $1 FOR UPDATE"));
    tx.row(sql, &[id.into()], |row| read(row, today))?.ok_or(Error::NotFound("purchase"))
}

/// For an order, the first ordered first, with their prices.
pub(super) fn of_order(tx: &mut Tx, order: OrderId, today: Date) -> Result<Vec<KeptPurchase>> {
    tx.rows(select!("WHERE order_id = $1 ORDER BY ordered_on, id"), &[order.into()], |row| read(row, today))
}

static SOME: LazyLock<String> =
    LazyLock::new(|| asking("SELECT body, progress, version FROM purchases WHERE id IN (some)"));

/// These lines, in the order asked for, as far as they are there.
pub(super) fn some(tx: &mut Tx, ids: &[PurchaseId], today: Date) -> Result<Vec<KeptPurchase>> {
    let mut found: BTreeMap<PurchaseId, KeptPurchase> = by_ids(tx, &SOME, ids.iter().copied(), |row| {
        let kept = read(row, today)?;
        Ok((kept.purchase.id, kept))
    })?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

static OF_ORDERS: LazyLock<String> = LazyLock::new(|| {
    asking("SELECT body, progress, version FROM purchases WHERE order_id IN (some) ORDER BY ordered_on, id")
});

/// What was bought for one batch of orders, of each the first ordered first.
pub(super) fn of_orders(tx: &mut Tx, batch: &[OrderId], today: Date) -> Result<BTreeMap<OrderId, Vec<KeptPurchase>>> {
    let mut found: BTreeMap<OrderId, Vec<KeptPurchase>> = BTreeMap::new();
    tx.each(OF_ORDERS.as_str(), &padded(batch), |row| {
        let kept = read(row, today)?;
        if let Some(order) = kept.purchase.order {
            found.entry(order).or_default().push(kept);
        }
        Ok(())
    })?;
    Ok(found)
}

pub(super) fn of_supplier(tx: &mut Tx, supplier: SupplierId, today: Date) -> Result<Vec<KeptPurchase>> {
    tx.rows(select!("WHERE supplier = $1 ORDER BY ordered_on, id"), &[supplier.into()], |row| read(row, today))
}

/// One after another.
pub(super) fn each(tx: &mut Tx, today: Date, mut look: impl FnMut(KeptPurchase)) -> Result<()> {
    tx.each(select!("ORDER BY id"), &[], |row| {
        look(read(row, today)?);
        Ok(())
    })
}

fn read(row: &Row, today: Date) -> Result<KeptPurchase> {
    let (purchase, progress): (Purchase, Progress) = (row.json(0)?, row.json(1)?);
    Ok(KeptPurchase { progress: progress.on(&purchase, today), purchase, version: row.count(2)? })
}

/// The lines whose kept progress is not what their events come to, by their numbers.
pub(crate) fn check(tx: &mut Tx) -> Result<Vec<String>> {
    let mut all = Vec::new();
    each(tx, Date::MAX, |kept| all.push(kept))?;
    let mut wrong = Vec::new();
    for kept in all {
        let events = news::of_purchase(tx, kept.purchase.id)?;
        if progress(&kept.purchase, &events, Date::MAX) != kept.progress {
            wrong.push(kept.purchase.number);
        }
    }
    Ok(wrong)
}
