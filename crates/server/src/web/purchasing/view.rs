//! A line of a purchase as lists show it.

use jiff::civil::Date;
use yidan_domain::{
    OrderId, Quantity,
    access::Viewer,
    material::{Price, PurchaseState},
};
use yidan_store::materials::{KeptPurchase, Purchases};

use crate::texts::Reader;

pub struct PurchaseView {
    pub link: String,
    pub number: String,
    pub supplier: String,
    pub supplier_link: String,
    pub phone: String,
    pub material: String,
    pub code: String,
    pub material_link: String,
    /// Number and address; none where it is for the store.
    pub order: Option<(String, String)>,
    pub quantity: Quantity,
    pub accepted: Quantity,
    pub outstanding: Quantity,
    pub is_open: bool,
    pub price: String,
    pub ordered_on: Date,
    pub wanted_on: Option<Date>,
    /// The day the supplier named last.
    pub expected: Option<Date>,
    pub due: Option<Date>,
    /// Days past the day on which it was due.
    pub days_late: i32,
    pub state: (String, &'static str),
    pub may_confirm: bool,
    pub may_receive: bool,
}

pub fn purchase_views(found: &Purchases, viewer: &Viewer, today: Date, reader: &Reader) -> Vec<PurchaseView> {
    found.lines.iter().map(|kept| purchase_view(kept, found, viewer, today, reader)).collect()
}

pub fn purchase_view(
    kept: &KeptPurchase,
    among: &Purchases,
    viewer: &Viewer,
    today: Date,
    reader: &Reader,
) -> PurchaseView {
    let (purchase, progress) = (&kept.purchase, &kept.progress);
    let material = among.materials.get(&purchase.material);
    let supplier = among.suppliers.get(&purchase.supplier);
    let unit = material.map_or("", |material| material.unit.as_str());
    let due = progress.due(purchase);
    PurchaseView {
        link: super::link(purchase.id),
        number: purchase.number.clone(),
        supplier: supplier.map(|supplier| supplier.name.clone()).unwrap_or_default(),
        supplier_link: format!("/suppliers/{}", purchase.supplier),
        phone: supplier.map(|supplier| supplier.phone.clone()).unwrap_or_default(),
        material: material.map(|material| material.name.get(reader.lang).to_owned()).unwrap_or_default(),
        code: material.map(|material| material.code.clone()).unwrap_or_default(),
        material_link: format!("/materials/{}", purchase.material),
        order: purchase.order.map(|order| (among.orders.get(&order).cloned().unwrap_or_default(), order_link(order))),
        quantity: amount(purchase.quantity, unit),
        accepted: amount(progress.accepted, unit),
        outstanding: amount(progress.outstanding, unit),
        is_open: kept.is_open(),
        price: purchase.price.map(|price| price_words(price, unit)).unwrap_or_default(),
        ordered_on: purchase.ordered_on,
        wanted_on: purchase.wanted_on,
        expected: progress.expected,
        due,
        days_late: due.filter(|_| kept.is_open()).map_or(0, |due| days(due, today).max(0)),
        state: (progress.state.name().get(reader.lang).to_owned(), state_class(progress.state)),
        may_confirm: kept.is_open() && viewer.buys(),
        // The rest of a delivery may come though what is missing lies within the tolerance.
        may_receive: progress.state != PurchaseState::Closed
            && (kept.is_open() || progress.accepted < purchase.quantity)
            && viewer.receives(),
    }
}

/// The page on which an order's materials stand.
pub fn order_link(order: OrderId) -> String {
    format!("/orders/{order}/materials")
}

pub fn days(from: Date, to: Date) -> i32 {
    from.until(to).map(|span| span.get_days()).unwrap_or_default()
}

pub fn amount(ten_thousandths: i64, unit: &str) -> Quantity {
    Quantity { ten_thousandths, unit: unit.to_owned() }
}

/// `12.5 CNY / m`
pub fn price_words(price: Price, unit: &str) -> String {
    format!("{} {} / {unit}", price.per_unit.normalize(), price.currency)
}

pub fn state_class(state: PurchaseState) -> &'static str {
    match state {
        PurchaseState::Ordered => "soon",
        PurchaseState::Confirmed | PurchaseState::PartArrived => "on",
        PurchaseState::Arrived => "good",
        PurchaseState::Closed => "none",
        PurchaseState::Overdue => "late",
    }
}
