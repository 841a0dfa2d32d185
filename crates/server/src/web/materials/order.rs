//! The materials of an order: what it needs, what is set aside, bought and there, what it waits for and until when.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use yidan_domain::{
    MaterialId, Message, OrderId, ProductId, Quantity, StockEntryId,
    material::{AllIn, Material, Supply, supply::waits_for},
    order::row::Status,
    party::Product,
};
use yidan_store::{
    Tx,
    materials::{self, Movement, OrderSupply, Told},
    orders, products,
};

use super::{
    super::{
        orders::{
            loaded::Loaded,
            parsed,
            tabs::{Head, Place},
        },
        purchasing::view::{PurchaseView, amount, purchase_views},
    },
    Answer, Screen, link,
};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "materials/order.html")]
struct OrderMaterials {
    frame: Frame,
    head: Head,
    is_worked_out: bool,
    needed_on: Option<Date>,
    all_in: AllIn,
    rows: Vec<Row>,
    /// What it waits for, the last to come first: name, quantity, day.
    waits: Vec<(String, Quantity, Option<Date>)>,
    purchases: Vec<PurchaseView>,
    /// Lines of the order of which nobody has said what they are made of: words, and where that is said.
    without_bom: Vec<(String, Option<String>)>,
    newer: Vec<Product>,
    may_plan: bool,
    may_buy: bool,
    may_issue: bool,
    /// Something that is missing lies free in the store.
    has_free: bool,
}

struct Row {
    name: String,
    code: String,
    link: String,
    required: Quantity,
    /// What the bills say, where people say otherwise.
    by_bom: Option<Quantity>,
    allocated: Quantity,
    issued: Quantity,
    purchased: Quantity,
    arrived: Quantity,
    shortage: Quantity,
    free: Quantity,
    missing: i64,
    all_in: AllIn,
    remark: String,
    need: String,
    set_aside: String,
    issue: String,
    buy: String,
}

pub(super) async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| {
        let supply = materials::supply_of(tx, &viewer, id, today)?;
        let of_order = materials::PurchaseFilter { order: Some(id), ..materials::PurchaseFilter::default() };
        let purchases = materials::purchases(tx, &viewer, &of_order, (0, usize::MAX), today)?;
        let newer = match &supply.requirement {
            Some(requirement) => materials::newer_boms(tx, requirement)?,
            None => Vec::new(),
        };
        let newer = newer.into_iter().map(|product: ProductId| products::get(tx, product));
        let newer = newer.collect::<yidan_store::Result<Vec<_>>>()?;
        let is_alive = orders::rows(tx, &[id])?.iter().any(|row| row.status == Status::Open);
        Ok((supply, purchases, newer, is_alive))
    };
    let (supply, purchases, newer, is_alive) = screen.app.store.read(read).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-materials"));
    let lang = frame.reader.lang;
    let rows: Vec<Row> = supply.supplies.iter().filter_map(|of| row(id, of, &supply, &frame)).collect();
    let waits = waits_for(&supply.supplies).into_iter().filter_map(|of| {
        let material = supply.materials.get(&of.material)?;
        let day = match of.all_in {
            AllIn::On(day) => Some(day),
            AllIn::Already | AllIn::Unknown => None,
        };
        Some((material.name.get(lang).to_owned(), amount(of.missing(), &material.unit), day))
    });
    let basis = supply.requirement.as_ref().map(|it| &it.basis);
    let without = basis.map_or(&[][..], |basis| basis.without_bom.as_slice()).iter().filter_map(|number| {
        let of_other_unit = basis.and_then(|basis| basis.of_other_unit.get(number)).map(String::as_str);
        without_bom(&loaded, *number, of_other_unit, &frame)
    });
    let page = OrderMaterials {
        head: Head::of(&loaded, &screen.viewer, Place::Materials),
        is_worked_out: supply.requirement.is_some(),
        needed_on: supply.requirement.as_ref().and_then(|it| it.needed_on),
        all_in: supply.all_in,
        waits: waits.collect(),
        has_free: is_alive && rows.iter().any(|row| row.missing > 0 && row.free.ten_thousandths > 0),
        rows,
        purchases: purchase_views(&purchases, &screen.viewer, today, &frame.reader),
        without_bom: without.collect(),
        newer,
        may_plan: is_alive && screen.viewer.plans_materials(),
        may_buy: is_alive && screen.viewer.buys(),
        may_issue: is_alive && screen.viewer.keeps_store(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn without_bom(
    loaded: &Loaded,
    number: usize,
    of_other_unit: Option<&str>,
    frame: &Frame,
) -> Option<(String, Option<String>)> {
    let line = loaded.order.lines.get(number.checked_sub(1)?)?;
    if let (Some(unit), Some(product)) = (of_other_unit, line.product) {
        let message = Message::new("need-other-unit").with("line", format!("{number} · {} {}", line.name, line.spec));
        let message = message.with("ordered", line.quantity.unit.as_str()).with("unit", unit);
        return Some((frame.reader.say(&message), Some(format!("/products/{product}"))));
    }
    let link = line.product.map(|product| format!("/products/{product}/bom"));
    Some((format!("{number} · {} {}", line.name, line.spec), link))
}

fn row(order: OrderId, supply: &Supply, of: &OrderSupply, frame: &Frame) -> Option<Row> {
    let material: &Material = of.materials.get(&supply.material)?;
    let q = |quantity: i64| amount(quantity, &material.unit);
    let need = of.requirement.as_ref().and_then(|it| it.lines.iter().find(|line| line.material == material.id));
    let free = of.on_shelf.get(&material.id).map_or(0, |shelf| shelf.available().max(0));
    Some(Row {
        name: material.name.get(frame.reader.lang).to_owned(),
        code: material.code.clone(),
        link: link(material.id),
        required: q(supply.required),
        by_bom: need.filter(|need| need.by_hand.is_some()).map(|need| q(need.by_bom)),
        allocated: q(supply.allocated),
        issued: q(supply.issued),
        purchased: q(supply.purchased),
        arrived: q(supply.arrived),
        shortage: q(supply.shortage),
        free: q(free),
        missing: supply.missing(),
        all_in: supply.all_in,
        remark: need.map(|need| need.remark.clone()).unwrap_or_default(),
        need: format!("/orders/{order}/materials/need?material={}", material.id),
        set_aside: format!("{}/set-aside?order={order}", link(material.id)),
        issue: format!("{}/issue?order={order}", link(material.id)),
        buy: format!("/purchases/new?order={order}&material={}&quantity={}", material.id, q(supply.shortage).amount()),
    })
}

/// Works out the requirement by the bills in force.
pub(super) async fn work_out(screen: Screen, Path(id): Path<String>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let actor = screen.actor();
    let kept = screen.app.store.write(move |tx| materials::work_out(tx, &actor, id)).await?;
    let count = i64::try_from(kept.lines.len()).unwrap_or_default();
    Ok(screen.redirect(&format!("/orders/{id}/materials"), &Message::new("need-worked-out").with("count", count)))
}

/// Sets aside whatever is missing and lies free.
pub(super) async fn set_aside(screen: Screen, Path(id): Path<String>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let (actor, today) = (screen.actor(), screen.today());
    let work = move |tx: &mut Tx| {
        let supply = materials::supply_of(tx, &actor.viewer, id, today)?;
        let missing: BTreeMap<MaterialId, i64> =
            supply.supplies.iter().map(|of| (of.material, of.missing())).filter(|(_, missing)| *missing > 0).collect();
        let mut count = 0_i64;
        for (material, missing) in missing {
            let free = supply.on_shelf.get(&material).map_or(0, |shelf| shelf.available());
            let quantity = missing.min(free);
            if quantity > 0 {
                let told = Told { id: StockEntryId(uuid::Uuid::now_v7()), day: today, note: String::new() };
                materials::enter(tx, &actor, material, Movement::SetAside { order: id, quantity }, told)?;
                count += 1;
            }
        }
        Ok(count)
    };
    let count = screen.app.store.write(work).await?;
    Ok(screen.redirect(&format!("/orders/{id}/materials"), &Message::new("need-set-aside").with("count", count)))
}

impl Row {
    /// The day by which all is there, where it is known.
    fn until(&self) -> Option<Date> {
        match self.all_in {
            AllIn::On(day) => Some(day),
            AllIn::Already | AllIn::Unknown => None,
        }
    }

    fn is_missing(&self) -> bool {
        self.missing > 0
    }

    fn is_short(&self) -> bool {
        self.shortage.ten_thousandths > 0
    }

    fn is_free(&self) -> bool {
        self.is_missing() && self.free.ten_thousandths > 0
    }

    fn is_issuable(&self) -> bool {
        self.allocated.ten_thousandths > 0
    }
}

impl OrderMaterials {
    /// Key of the word for how the order stands, and the kind of its pill.
    fn standing(&self) -> (&'static str, &'static str) {
        let needed = self.needed_on;
        match self.all_in {
            AllIn::Already => ("need-all-in", "good"),
            AllIn::On(day) if needed.is_some_and(|needed| day > needed) => ("need-late", "late"),
            AllIn::On(_) => ("need-coming", "on"),
            AllIn::Unknown => ("need-unknown", "exception"),
        }
    }

    fn until(&self) -> Option<Date> {
        match self.all_in {
            AllIn::On(day) => Some(day),
            AllIn::Already | AllIn::Unknown => None,
        }
    }
}
