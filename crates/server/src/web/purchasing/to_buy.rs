//! What to buy: what orders are short of, by supplier, the most urgent first; and what lies free in the store or is on its way to
//! it, to be set aside.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use jiff::civil::Date;
use yidan_domain::{
    MaterialId, Message, OrderId, PurchaseId, Quantity, StockEntryId, SupplierId,
    material::{Price, Purchase, suggestion::Shortage, suggestion::Suggested},
};
use yidan_store::{
    Tx,
    materials::{self, Movement, Proposal, Told},
    orders,
};

use super::{
    super::{
        materials::{company_currency, quantity_of},
        orders::typed::{self, Typed},
    },
    Answer, Failure, Screen, must_buy,
    offers::{Offers, offers},
    view::{amount, order_link},
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

#[derive(Template)]
#[template(path = "purchasing/to_buy.html")]
struct ToBuyPage {
    frame: Frame,
    groups: Vec<GroupView>,
    set_aside: Vec<ShortView>,
    coming: Vec<ShortView>,
    faults: Faults,
    may_buy: bool,
    may_plan: bool,
    sees_costs: bool,
}

pub struct GroupView {
    pub supplier: String,
    /// The one it is usually bought from.
    pub chosen: String,
    /// Id and words of everybody who sells materials.
    pub options: Vec<(String, String)>,
    pub lines: Vec<LineView>,
}

pub struct LineView {
    /// Drawn where the page is shown, so that what is sent twice is bought once.
    pub id: String,
    pub order: String,
    pub order_number: String,
    pub order_link: String,
    pub material: String,
    pub name: String,
    pub code: String,
    pub material_link: String,
    pub quantity: String,
    pub unit: String,
    pub wanted_on: Option<Date>,
    /// The same as it is typed.
    pub wanted: String,
    pub order_by: Option<Date>,
    pub is_late: bool,
    pub price: String,
    pub currency: String,
    pub last_price: String,
    /// It is bought unless somebody says otherwise.
    pub is_ticked: bool,
}

impl GroupView {
    /// What was typed into its rows, and from whom.
    fn take(&mut self, typed: &Typed) {
        let ticked = typed.all("take");
        let rows = (1..).map(|row: usize| row.to_string());
        for row in rows.take_while(|row| !typed.get(&format!("id-{row}")).is_empty()) {
            let field = |name: &str| typed.get(&format!("{name}-{row}")).to_owned();
            let (order, material) = (field("order"), field("material"));
            let Some(line) = self.lines.iter_mut().find(|it| (&it.order, &it.material) == (&order, &material)) else {
                continue;
            };
            (line.id, line.quantity, line.currency) = (field("id"), field("quantity"), field("currency"));
            (line.price, line.wanted) = (field("price"), field("wanted"));
            line.is_ticked = ticked.contains(&row.as_str());
            typed.get("supplier").clone_into(&mut self.chosen);
        }
    }
}

pub struct ShortView {
    pub order_number: String,
    pub order_link: String,
    pub name: String,
    pub code: String,
    pub material_link: String,
    pub quantity: Quantity,
    pub needed_on: Option<Date>,
    pub set_aside: String,
}

pub async fn show(screen: Screen) -> Answer {
    page(&screen, StatusCode::OK, None, Faults::default()).await
}

/// Buys the lines that are ticked of a group, each with what stands in its row.
pub async fn buy(screen: Screen, form: Typed) -> Answer {
    must_buy(&screen)?;
    let mut faults = Faults::default();
    let lines = read(&screen, &form, &mut faults);
    if lines.is_empty() && faults.is_empty() {
        faults.add("", screen.frame().reader.say(&Message::new("to-buy-nothing-ticked")));
    }
    if !faults.is_empty() {
        return page(&screen, StatusCode::UNPROCESSABLE_ENTITY, Some(&form), faults).await;
    }
    let actor = screen.actor();
    match screen.app.store.write(move |tx| materials::buy(tx, &actor, lines.clone())).await {
        Ok(bought) => {
            let number = bought.first().map(|kept| kept.purchase.number.clone()).unwrap_or_default();
            let count = i64::try_from(bought.len()).unwrap_or_default();
            let done = Message::new("to-buy-done").with("number", number).with("count", count);
            Ok(screen.redirect("/purchasing/to-buy", &done))
        }
        Err(error) => {
            let faults = super::super::form::faults(&screen, error, &[])?;
            page(&screen, StatusCode::UNPROCESSABLE_ENTITY, Some(&form), faults).await
        }
    }
}

/// A row's fields end in its number.
fn read(screen: &Screen, form: &Typed, faults: &mut Faults) -> Vec<Purchase> {
    let reader = &screen.frame().reader;
    let mut say = |why: Message| faults.add("", reader.say(&why));
    let supplier = match form.get("supplier").parse::<SupplierId>() {
        Ok(supplier) => supplier,
        Err(_) => {
            say(Message::new("to-buy-no-supplier"));
            return Vec::new();
        }
    };
    let mut lines = Vec::new();
    for row in form.all("take") {
        let field = |name: &str| form.get(&format!("{name}-{row}"));
        let ids = (field("id").parse(), field("order").parse(), field("material").parse());
        let (Ok(id), Ok(order), Ok(material)) = ids else { continue };
        let quantity = quantity_of(field("quantity"));
        let (price, wanted_on) = (typed::number(field("price")), typed::day(field("wanted")));
        let (quantity, price, wanted_on) = match (quantity, price, wanted_on) {
            (Ok(quantity), Ok(price), Ok(wanted_on)) => (quantity, price, wanted_on),
            (Err(why), ..) | (_, Err(why), _) | (.., Err(why)) => {
                say(why);
                continue;
            }
        };
        let currency = yidan_domain::Currency::written(field("currency")).unwrap_or_else(|| company_currency(screen));
        lines.push(Purchase {
            id: PurchaseId(id),
            number: String::new(),
            supplier,
            material,
            order: Some(order),
            quantity,
            price: price.map(|per_unit| Price { per_unit, currency }),
            estimate: None,
            ordered_on: screen.today(),
            wanted_on,
            tolerance_percent: Default::default(),
            note: String::new(),
        });
    }
    lines
}

/// Sets aside all that lies free and is needed, whose need comes first, first.
pub async fn set_aside(screen: Screen) -> Answer {
    if !screen.viewer.plans_materials() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (actor, today) = (screen.actor(), screen.today());
    let work = move |tx: &mut Tx| {
        let mut proposal = materials::proposal(tx, &actor.viewer, today)?;
        // Held in one order by everybody, so that two at once do not wait for each other.
        let orders: BTreeSet<OrderId> = proposal.set_aside.iter().map(|short| short.order).collect();
        orders.into_iter().try_for_each(|order| orders::lock(tx, order))?;
        proposal.set_aside.sort_by_key(|short| (short.material, short.order));
        for Shortage { order, material, quantity, .. } in &proposal.set_aside {
            let told = Told { id: StockEntryId(uuid::Uuid::now_v7()), day: today, note: String::new() };
            let movement = Movement::SetAside { order: *order, quantity: *quantity };
            materials::enter(tx, &actor, *material, movement, told)?;
        }
        Ok(i64::try_from(proposal.set_aside.len()).unwrap_or_default())
    };
    let count = screen.app.store.write(work).await?;
    Ok(screen.redirect("/purchasing/to-buy", &Message::new("need-set-aside").with("count", count)))
}

/// `typed` is shown again where it was refused.
async fn page(screen: &Screen, status: StatusCode, typed: Option<&Typed>, faults: Faults) -> Answer {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| Ok((materials::proposal(tx, &viewer, today)?, offers(tx, &viewer, today)?));
    let (proposal, offers) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("to-buy").at(Nav::Purchasing);
    let mut groups = groups(&proposal, &offers, screen, &frame);
    typed.into_iter().for_each(|typed| groups.iter_mut().for_each(|group| group.take(typed)));
    let page = ToBuyPage {
        groups,
        set_aside: proposal.set_aside.iter().filter_map(|short| short_view(short, &proposal, &frame)).collect(),
        coming: proposal.coming.iter().filter_map(|short| short_view(short, &proposal, &frame)).collect(),
        faults,
        may_buy: screen.viewer.buys(),
        may_plan: screen.viewer.plans_materials(),
        sees_costs: screen.viewer.sees_costs(),
        frame,
    };
    Ok(html_with(status, &page.frame, &page))
}

fn groups(proposal: &Proposal, offers: &Offers, screen: &Screen, frame: &Frame) -> Vec<GroupView> {
    let of_group = |group: &yidan_domain::material::suggestion::Group| {
        let mut wanted: Vec<(MaterialId, &str)> = Vec::new();
        for line in &group.lines {
            let unit = proposal.materials.get(&line.material).map_or("", |it| it.unit.as_str());
            if !wanted.iter().any(|(material, _)| *material == line.material) {
                wanted.push((line.material, unit));
            }
        }
        let name = group.supplier.and_then(|id| proposal.suppliers.get(&id)).map(|it| it.name.clone());
        let line = |line: &Suggested| line_view(line, group.supplier, (proposal, offers), screen, frame);
        GroupView {
            supplier: name.unwrap_or_else(|| frame.t("to-buy-no-usual")),
            chosen: group.supplier.map(|id| id.to_string()).unwrap_or_default(),
            options: offers.options(&wanted, &frame.reader),
            lines: group.lines.iter().filter_map(line).collect(),
        }
    };
    proposal.groups.iter().map(of_group).filter(|group| !group.lines.is_empty()).collect()
}

pub fn line_view(
    line: &Suggested,
    supplier: Option<SupplierId>,
    (proposal, offers): (&Proposal, &Offers),
    screen: &Screen,
    frame: &Frame,
) -> Option<LineView> {
    let material = proposal.materials.get(&line.material)?;
    let order = proposal.orders.get(&line.order)?;
    let last = supplier.and_then(|supplier| offers.last(supplier, material.id));
    let price = last.or(line.estimate).filter(|_| screen.viewer.sees_costs());
    let last_price = supplier.and_then(|supplier| offers.last_price(supplier, material.id, &material.unit));
    Some(LineView {
        id: uuid::Uuid::now_v7().to_string(),
        order: line.order.to_string(),
        order_number: order.number.clone(),
        order_link: order_link(line.order),
        material: material.id.to_string(),
        name: material.name.get(frame.reader.lang).to_owned(),
        code: material.code.clone(),
        material_link: format!("/materials/{}", material.id),
        quantity: amount(line.quantity, "").amount().to_string(),
        unit: material.unit.clone(),
        wanted_on: line.wanted_on,
        wanted: line.wanted_on.map(|day| day.to_string()).unwrap_or_default(),
        order_by: line.order_by,
        is_late: line.order_by.or(line.wanted_on).is_some_and(|day| day < screen.today()),
        price: price.map(|price| price.per_unit.normalize().to_string()).unwrap_or_default(),
        currency: price.map_or_else(|| company_currency(screen), |price| price.currency).to_string(),
        last_price: last_price.unwrap_or_default(),
        is_ticked: true,
    })
}

pub fn short_view(short: &Shortage, proposal: &Proposal, frame: &Frame) -> Option<ShortView> {
    let material = proposal.materials.get(&short.material)?;
    let order: &OrderId = &short.order;
    Some(ShortView {
        order_number: proposal.orders.get(order)?.number.clone(),
        order_link: order_link(*order),
        name: material.name.get(frame.reader.lang).to_owned(),
        code: material.code.clone(),
        material_link: format!("/materials/{}", material.id),
        quantity: amount(short.quantity, &material.unit),
        needed_on: short.needed_on,
        set_aside: format!("/materials/{}/set-aside?order={order}", material.id),
    })
}
