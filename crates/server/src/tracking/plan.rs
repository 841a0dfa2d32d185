//! One row held against what is kept: what is to be done so that both say the same, or why that cannot be.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use yidan_documents::tracking::TrackingRow;
use yidan_domain::{
    Lang, Message, OrderId, PurchaseId, Quantity, Say, StockEntryId, SupplierId,
    material::{
        Material, Purchase, PurchaseKind, check_not_negative,
        purchase::Arrival,
        sheet::{self, ExtraColumn},
    },
    text::folded,
};
use yidan_store::{
    Actor, Error, Result, Tx,
    materials::{self, ByHand, Filter, KeptPurchase, News, SheetFilter, Terms, Told, Tracking},
    orders, suppliers,
};

use super::{
    export::{AND, named},
    version::version,
};

/// What a row asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Another quantity required, another remark, other values in the company's columns.
    Need(ByHand),
    Buy {
        line: Box<Purchase>,
        supplier: String,
        unit: String,
    },
    Change {
        purchase: PurchaseId,
        /// The version of the purchase that this was planned by.
        seen: u64,
        number: String,
        terms: Box<Terms>,
        unit: String,
    },
    Confirm {
        purchase: PurchaseId,
        expected: Date,
        id: StockEntryId,
    },
    Arrive {
        purchase: PurchaseId,
        quantity: i64,
        day: Date,
        id: StockEntryId,
        unit: String,
    },
}

/// What is to be done for an order and a material.
pub struct Planned {
    pub order: OrderId,
    pub number: String,
    pub material: Material,
    pub deeds: Vec<Deed>,
}

/// What is to be done, or why the row is refused.
pub type Outcome = std::result::Result<Planned, Message>;

/// Holds the order until the end of the transaction, so that nobody overtakes what is planned here.
pub fn plan(tx: &mut Tx, actor: &Actor, row: &TrackingRow, columns: &[ExtraColumn]) -> Result<Outcome> {
    let unknown = || Ok(Err(Message::new("tracking-order-unknown").with("number", row.project.as_str())));
    let Some(order) = orders::find_number(tx, &row.project)? else { return unknown() };
    orders::lock(tx, order)?;
    let order = match orders::load(tx, actor.viewer.scope(), order) {
        Ok(order) => order,
        Err(Error::NotFound(_)) => return unknown(),
        Err(error) => return Err(error),
    };
    let today = tx.world.company.today(actor.now);
    let tracked = materials::tracked_of_order(tx, &actor.viewer, order.id, &SheetFilter::default(), today)?;
    let material = match find_material(tx, &row.material, &tracked)? {
        Ok(material) => material,
        Err(why) => return Ok(Err(why)),
    };
    let now = tracked.into_iter().find(|it| it.material.id == material.id);
    let is_overtaken = row.version.is_some() && row.version != now.as_ref().map(version);
    let deeds = deeds(tx, actor, row, columns, (order.id, &material, now.as_ref()))?;
    match deeds {
        Ok(deeds) if deeds.is_empty() || !is_overtaken => {
            Ok(Ok(Planned { order: order.id, number: order.number, material, deeds }))
        }
        Err(why) if !is_overtaken => Ok(Err(why)),
        _ => Ok(Err(Message::new("tracking-overtaken"))),
    }
}

fn deeds(
    tx: &mut Tx,
    actor: &Actor,
    row: &TrackingRow,
    columns: &[ExtraColumn],
    (order, material, now): (OrderId, &Material, Option<&Tracking>),
) -> Result<std::result::Result<Vec<Deed>, Message>> {
    let refused = |key: &'static str| Ok(Err(Message::new(key)));
    let today = tx.world.company.today(actor.now);
    let (required, purchased) = match (amount(row.required, material), amount(row.purchased, material)) {
        (Ok(required), Ok(purchased)) => (required, purchased),
        (Err(why), _) | (_, Err(why)) => return Ok(Err(why)),
    };
    let supplier = match row.supplier.as_str() {
        "" => None,
        several if several.contains(AND) => None,
        name => match suppliers::named(tx, name)? {
            Some(supplier) => Some(supplier.id),
            None => return Ok(Err(Message::new("tracking-supplier-unknown").with("name", name))),
        },
    };
    let mut deeds: Vec<Deed> = need(row, required, now, columns).map(Deed::Need).into_iter().collect();
    let bought: Vec<KeptPurchase> = now.map(|it| it.purchases.clone()).unwrap_or_default();
    let was = bought.iter().fold(0_i64, |sum, kept| sum.saturating_add(kept.purchase.quantity));
    let first_day = bought.first().map(|kept| kept.purchase.ordered_on);
    let mut open: Vec<ToCome> = Vec::new();
    for kept in bought.iter().filter(|kept| kept.is_open()) {
        open.push(ToCome::of(tx, actor, kept)?);
    }
    match purchased.unwrap_or(was) {
        more if more > was => {
            let usual = material.supplier.or_else(|| bought.last().map(|kept| kept.purchase.supplier));
            let Some(from) = supplier.or(usual) else { return refused("tracking-supplier-missing") };
            let ordered_on = row.purchased_on.filter(|_| bought.is_empty()).unwrap_or(today);
            let line = new_line(&order, material, from, more.saturating_sub(was), ordered_on, &bought);
            open.push(ToCome::new(&line));
            let supplier = suppliers::get(tx, from)?.name;
            deeds.push(Deed::Buy { line: Box::new(line), supplier, unit: material.unit.clone() });
        }
        less if less < was => match bought.as_slice() {
            [only] if only.is_open() && only.progress.arrived == 0 && less > 0 => {
                let terms = Box::new(Terms { quantity: less, ..Terms::of(&only.purchase) });
                let (purchase, number, unit) = (only.purchase.id, only.purchase.number.clone(), material.unit.clone());
                deeds.push(Deed::Change { purchase, seen: only.version, number, terms, unit });
                open.iter_mut().for_each(|it| it.outstanding = less);
            }
            _ => return refused("tracking-purchased-less"),
        },
        0 if !row.supplier.is_empty() || row.purchased_on.is_some() => return refused("tracking-quantity-missing"),
        _ => {
            if supplier.is_some_and(|it| !bought.is_empty() && bought.iter().all(|kept| kept.purchase.supplier != it)) {
                return refused("tracking-supplier-differs");
            }
        }
    }
    if row.purchased_on.is_some_and(|day| first_day.is_some_and(|first| first != day)) {
        return refused("tracking-date-fixed");
    }
    if let Some(day) = row.arrives_on {
        // Of a row that says what it was written from, a day that was named before is one that was put back.
        open.iter_mut().filter(|_| row.version.is_some()).for_each(|it| it.named.clear());
        match arrivals(day, today, now, &open, material) {
            Ok(more) => deeds.extend(more),
            Err(key) => return refused(key),
        }
    }
    Ok(Ok(deeds))
}

/// A purchase of which something is still to come.
struct ToCome {
    purchase: PurchaseId,
    outstanding: i64,
    expected: Option<Date>,
    /// Days that the supplier named at any time: a sheet may have been written when one of them stood.
    named: Vec<Date>,
    is_new: bool,
}

impl ToCome {
    fn of(tx: &mut Tx, actor: &Actor, kept: &KeptPurchase) -> Result<Self> {
        let events = materials::events_of(tx, &actor.viewer, kept.purchase.id)?;
        let named = events.into_iter().filter_map(|event| match event.kind {
            PurchaseKind::Confirmed { expected } => Some(expected),
            _ => None,
        });
        Ok(ToCome {
            purchase: kept.purchase.id,
            outstanding: kept.progress.outstanding,
            expected: kept.progress.expected,
            named: named.collect(),
            is_new: false,
        })
    }

    fn new(line: &Purchase) -> Self {
        ToCome { purchase: line.id, outstanding: line.quantity, expected: None, named: Vec::new(), is_new: true }
    }
}

/// A day to come is when the supplier says it comes; a day that has come is when all of it did. It is said of one purchase: of
/// several, nobody knows which is meant.
fn arrivals(
    day: Date,
    today: Date,
    now: Option<&Tracking>,
    open: &[ToCome],
    material: &Material,
) -> std::result::Result<Vec<Deed>, &'static str> {
    let shown = now.and_then(|it| it.row.arrival).map(|arrival| match arrival {
        sheet::Arrival::Arrived(day) | sheet::Arrival::Expected(day) => day,
    });
    if shown == Some(day) && !open.iter().any(|it| it.is_new) {
        return Ok(Vec::new());
    }
    if open.is_empty() {
        return Err(if shown.is_some() { "tracking-arrived-already" } else { "tracking-nothing-to-come" });
    }
    let deed = |to_come: &ToCome| {
        let ToCome { purchase, outstanding: quantity, expected, .. } = *to_come;
        let id = StockEntryId(drawn(&[
            &purchase.to_string(),
            &quantity.to_string(),
            &format!("{expected:?}"),
            &day.to_string(),
        ]));
        // What was said before is no news, though the day may have passed since.
        if expected == Some(day) || to_come.named.contains(&day) {
            None
        } else if day > today {
            Some(Deed::Confirm { purchase, expected: day, id })
        } else {
            Some(Deed::Arrive { purchase, quantity, day, id, unit: material.unit.clone() })
        }
    };
    let deeds: Vec<Deed> = open.iter().filter_map(deed).collect();
    if deeds.len() > 1 { Err("tracking-several-to-come") } else { Ok(deeds) }
}

/// What stands beside the purchases, if the row says it otherwise.
fn need(row: &TrackingRow, required: Option<i64>, now: Option<&Tracking>, columns: &[ExtraColumn]) -> Option<ByHand> {
    let line = now.and_then(|it| it.need.as_ref());
    let was = ByHand {
        quantity: line.and_then(|line| line.by_hand),
        remark: line.map(|line| line.remark.clone()).unwrap_or_default(),
        extra: line.map(|line| line.extra.clone()).unwrap_or_default(),
    };
    let known = |extra: &BTreeMap<String, String>| -> BTreeMap<String, String> {
        let kept =
            extra.iter().filter(|(key, value)| !value.is_empty() && columns.iter().any(|column| column.key == **key));
        kept.map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    let is_required = now.map_or(0, |it| it.supply.required);
    let mut extra = was.extra.clone();
    extra.extend(row.extra.clone());
    let is = ByHand {
        quantity: required.filter(|required| *required != is_required).or(was.quantity),
        remark: row.remark.as_ref().map_or_else(|| was.remark.clone(), |typed| own_remark(typed, now)),
        extra: known(&extra),
    };
    let changed = (&is.quantity, &is.remark, &is.extra) != (&was.quantity, &was.remark, &known(&was.extra));
    changed.then_some(is)
}

/// Without the notes of the purchases, which stand behind it in the cell.
fn own_remark(typed: &str, now: Option<&Tracking>) -> String {
    let mut rest = typed.trim();
    let notes = now.into_iter().flat_map(|it| &it.purchases).map(|kept| kept.purchase.note.trim());
    let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
    for note in notes.into_iter().rev() {
        match rest.strip_suffix(note) {
            Some(before) => rest = before.trim_end_matches(AND).trim_end(),
            None => break,
        }
    }
    rest.to_owned()
}

fn new_line(
    order: &OrderId,
    material: &Material,
    supplier: SupplierId,
    quantity: i64,
    ordered_on: Date,
    bought: &[KeptPurchase],
) -> Purchase {
    // The same row sent twice at once is one purchase.
    let so_far: Vec<String> = bought.iter().map(|kept| format!("{} {}", kept.purchase.id, kept.version)).collect();
    let known_by =
        [order.to_string(), material.id.to_string(), supplier.to_string(), quantity.to_string(), so_far.join(" ")];
    let known_by: Vec<&str> = known_by.iter().map(String::as_str).collect();
    Purchase {
        id: PurchaseId(drawn(&known_by)),
        number: String::new(),
        supplier,
        material: material.id,
        order: Some(*order),
        quantity,
        price: None,
        estimate: None,
        ordered_on,
        wanted_on: None,
        tolerance_percent: Decimal::ZERO,
        note: String::new(),
    }
}

/// An id that follows from what it is for.
fn drawn(parts: &[&str]) -> uuid::Uuid {
    let hash = Sha256::digest(parts.join("\n").as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.iter()).for_each(|(byte, of_hash)| *byte = *of_hash);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fn amount(typed: Option<Decimal>, material: &Material) -> std::result::Result<Option<i64>, Message> {
    let Some(typed) = typed else { return Ok(None) };
    let exact = Quantity::exact(typed, material.unit.as_str());
    let exact = exact.map(|quantity| quantity.ten_thousandths).unwrap_or(i64::MAX);
    check_not_negative(exact, &material.unit).map_err(|fault| fault.say()).map(|()| Some(exact))
}

/// By what the exported sheet calls it, by its code, which may have words behind it, or by a name that only one has.
fn find_material(tx: &mut Tx, typed: &str, tracked: &[Tracking]) -> Result<std::result::Result<Material, Message>> {
    let wanted = folded(typed);
    let is_written =
        |it: &&Tracking| [Lang::Zh, Lang::En].into_iter().any(|lang| folded(&named(&it.material, lang)) == wanted);
    let written: Vec<&Tracking> = tracked.iter().filter(is_written).collect();
    if let [only] = written.as_slice() {
        return Ok(Ok(only.material.clone()));
    }
    // Codes may have spaces: the longest that is one counts.
    let ends = typed.rmatch_indices(' ').map(|(at, _)| at);
    for end in std::iter::once(typed.len()).chain(ends) {
        if let Some(material) = materials::coded(tx, &typed[..end])? {
            return Ok(Ok(material));
        }
    }
    let is_called = |material: &Material| {
        let Material { name, spec, .. } = material;
        [&name.zh, &name.en].iter().any(|name| folded(name) == wanted || folded(&format!("{name} {spec}")) == wanted)
    };
    let of_order: Vec<&Tracking> = tracked.iter().filter(|it| is_called(&it.material)).collect();
    if let [only] = of_order.as_slice() {
        return Ok(Ok(only.material.clone()));
    }
    let filter = Filter { words: typed.to_owned(), ..Filter::default() };
    let mut found = materials::list(tx, &filter, None, 200)?;
    found.retain(is_called);
    let key = if found.is_empty() { "tracking-material-unknown" } else { "tracking-material-several" };
    match found.pop().filter(|_| found.is_empty()) {
        Some(material) => Ok(Ok(material)),
        None => Ok(Err(Message::new(key).with("name", typed))),
    }
}

impl Planned {
    /// Does it, all of it.
    pub fn carry_out(&self, tx: &mut Tx, actor: &Actor) -> Result<()> {
        for deed in &self.deeds {
            match deed {
                Deed::Need(by_hand) => {
                    drop(materials::put_need(tx, actor, self.order, self.material.id, by_hand.clone())?);
                }
                Deed::Buy { line, .. } => drop(materials::buy(tx, actor, vec![(**line).clone()])?),
                Deed::Change { purchase, seen, terms, .. } => {
                    drop(materials::change(tx, actor, *purchase, Some(*seen), (**terms).clone())?);
                }
                Deed::Confirm { purchase, expected, id } => {
                    let told = Told { id: *id, day: tx.world.company.today(actor.now), note: String::new() };
                    drop(materials::tell(tx, actor, *purchase, News::Confirmed { expected: *expected }, told)?);
                }
                Deed::Arrive { purchase, quantity, day, id, .. } => {
                    let told = Told { id: *id, day: *day, note: String::new() };
                    let arrival = Arrival { quantity: *quantity, rejected: 0, price: None, accept_over: false };
                    drop(materials::tell(tx, actor, *purchase, News::Arrived(arrival), told)?);
                }
            }
        }
        Ok(())
    }
}

impl Say for Deed {
    fn say(&self) -> Message {
        let quantity =
            |ten_thousandths: i64, unit: &str| Quantity { ten_thousandths, unit: unit.to_owned() }.to_string();
        match self {
            Deed::Need(_) => Message::new("tracking-need"),
            Deed::Buy { line, supplier, unit } => Message::new("tracking-buy")
                .with("supplier", supplier.as_str())
                .with("quantity", quantity(line.quantity, unit)),
            Deed::Change { number, terms, unit, .. } => Message::new("tracking-change")
                .with("number", number.as_str())
                .with("quantity", quantity(terms.quantity, unit)),
            Deed::Confirm { expected, .. } => Message::new("tracking-confirm").with("day", *expected),
            Deed::Arrive { quantity: came, day, unit, .. } => {
                Message::new("tracking-arrive").with("quantity", quantity(*came, unit)).with("day", *day)
            }
        }
    }
}
