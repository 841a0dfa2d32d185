//! What an order needs: worked out from its lines and the bills in force when planning says so, kept with the versions that
//! were used, and followed when the order changes. What people put by hand beside it stays.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use yidan_domain::{
    MaterialId, OrderId, PersonId, ProductId,
    access::Viewer,
    material::{self, Bom, Need, Ordered, check_not_negative, requirement::requirement, sheet::checked_values},
    order::{Order, event::Event, row::Status},
    process::Stage,
    quantity::is_piece,
    schedule,
};

use super::{
    access::{checked_text, must_be_alive, must_plan, said},
    boms,
    book::Touched,
    catalogue, columns, of_order, store_room,
};
use crate::{
    Actor, Result, Tx, audit,
    db::some::{asking, padded},
    orders, products,
};

/// As it is kept for an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    pub order: OrderId,
    /// When production begins, by the order's plan.
    pub needed_on: Option<Date>,
    pub basis: Basis,
    /// Each material once.
    pub lines: Vec<NeedLine>,
}

/// What it was worked out from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    pub boms: Vec<UsedBom>,
    /// Lines of the order, from 1, of which nobody has said what they are made of.
    pub without_bom: Vec<usize>,
    /// Those of them whose product has another unit than the line, with the unit of the product.
    #[serde(default)]
    pub of_other_unit: BTreeMap<usize, String>,
    pub at: Timestamp,
    pub by: PersonId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedBom {
    pub product: ProductId,
    pub version: u32,
}

/// Of one material, in ten-thousandths of its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLine {
    pub material: MaterialId,
    pub by_bom: i64,
    /// What people say instead.
    pub by_hand: Option<i64>,
    pub remark: String,
    /// The company's own columns of the tracking sheet, by key.
    pub extra: BTreeMap<String, String>,
}

/// What stands beside the quantity.
#[derive(Serialize, Deserialize)]
struct Beside {
    by_bom: i64,
    by_hand: Option<i64>,
    remark: String,
    extra: BTreeMap<String, String>,
}

impl NeedLine {
    pub fn required(&self) -> i64 {
        self.by_hand.unwrap_or(self.by_bom)
    }

    fn of(material: MaterialId) -> Self {
        NeedLine { material, by_bom: 0, by_hand: None, remark: String::new(), extra: BTreeMap::new() }
    }

    fn is_by_people(&self) -> bool {
        self.by_hand.is_some() || !self.remark.is_empty() || !self.extra.is_empty()
    }
}

impl Requirement {
    pub fn needs(&self) -> Vec<Need> {
        self.lines.iter().map(|line| Need { material: line.material, quantity: line.required() }).collect()
    }
}

/// What the order would need by the bills in force.
pub fn reckoned(tx: &mut Tx, viewer: &Viewer, order: OrderId) -> Result<material::Requirement> {
    let order = orders::load(tx, viewer.scope(), order)?;
    Ok(reckon(tx, &order, &[])?.requirement)
}

/// Works out what the order needs by the bills in force, and keeps it.
pub fn work_out(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<Requirement> {
    must_plan(tx, &actor.viewer)?;
    orders::lock(tx, order)?;
    let order = orders::load(tx, actor.viewer.scope(), order)?;
    must_be_alive(tx, &order)?;
    let kept = work_out_by(tx, actor, &order, &[])?;
    of_order::tell(tx, actor, order.id)?;
    Ok(kept)
}

/// What people say of a material that the order needs, beside or instead of what its bills say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByHand {
    pub quantity: Option<i64>,
    pub remark: String,
    pub extra: BTreeMap<String, String>,
}

pub fn put_need(tx: &mut Tx, actor: &Actor, order: OrderId, material: MaterialId, by_hand: ByHand) -> Result<NeedLine> {
    must_plan(tx, &actor.viewer)?;
    orders::lock(tx, order)?;
    let order = orders::load(tx, actor.viewer.scope(), order)?;
    must_be_alive(tx, &order)?;
    let material = catalogue::get(tx, material)?;
    if let Some(quantity) = by_hand.quantity {
        check_not_negative(quantity, &material.unit).map_err(said)?;
    }
    let columns = columns::columns(tx)?;
    let kept = one(tx, order.id)?;
    let mut kept = match kept {
        Some(kept) => kept,
        None => {
            let basis = Basis::of(actor, Reckoned::default());
            Requirement { order: order.id, needed_on: needed_on(tx, &order)?, basis, lines: Vec::new() }
        }
    };
    let place = kept.lines.iter().position(|line| line.material == material.id);
    let old = place.map_or_else(|| NeedLine::of(material.id), |place| kept.lines[place].clone());
    let mut extra = checked_values(&columns, by_hand.extra).map_err(said)?;
    // What stands in a column that was taken away is there again when the column is.
    let hidden = old.extra.iter().filter(|(key, _)| !columns.iter().any(|column| column.key == **key));
    extra.extend(hidden.map(|(key, value)| (key.clone(), value.clone())));
    let remark = checked_text(&by_hand.remark)?;
    let line = NeedLine { by_hand: by_hand.quantity, remark, extra, ..old.clone() };
    match place {
        Some(_) if line == old => return Ok(line),
        Some(place) => kept.lines[place] = line.clone(),
        None => kept.lines.push(line.clone()),
    }
    keep(tx, &kept)?;
    audit::record(tx, actor, "requirement", &order.id.to_string(), "changed", &kept.basis)?;
    of_order::tell(tx, actor, order.id)?;
    Ok(line)
}

/// Of an order that this viewer may see; none while nobody has worked it out.
pub fn requirement_of(tx: &mut Tx, viewer: &Viewer, order: OrderId) -> Result<Option<Requirement>> {
    orders::load(tx, viewer.scope(), order)?;
    one(tx, order)
}

/// The products whose bills have a version in force that is newer than the one it was worked out from.
pub fn newer_boms(tx: &mut Tx, requirement: &Requirement) -> Result<Vec<ProductId>> {
    let mut newer = Vec::new();
    for used in &requirement.basis.boms {
        if boms::bom_of(tx, used.product)?.is_some_and(|bom| bom.version > used.version) {
            newer.push(used.product);
        }
    }
    Ok(newer)
}

fn work_out_by(tx: &mut Tx, actor: &Actor, order: &Order, used: &[UsedBom]) -> Result<Requirement> {
    let reckoned = reckon(tx, order, used)?;
    let before = one(tx, order.id)?.map(|kept| kept.lines).unwrap_or_default();
    let kept_of = |material: MaterialId| before.iter().find(|line| line.material == material).cloned();
    let mut lines: Vec<NeedLine> = reckoned
        .requirement
        .needs
        .iter()
        .map(|need| {
            let line = kept_of(need.material).unwrap_or_else(|| NeedLine::of(need.material));
            NeedLine { by_bom: need.quantity, ..line }
        })
        .collect();
    let besides =
        before.iter().filter(|line| line.is_by_people() && !lines.iter().any(|it| it.material == line.material));
    let besides: Vec<NeedLine> = besides.map(|line| NeedLine { by_bom: 0, ..line.clone() }).collect();
    lines.extend(besides);
    let basis = Basis::of(actor, reckoned);
    let kept = Requirement { order: order.id, needed_on: needed_on(tx, order)?, basis, lines };
    keep(tx, &kept)?;
    audit::record(tx, actor, "requirement", &order.id.to_string(), "worked_out", &kept.basis)?;
    Ok(kept)
}

#[derive(Default)]
struct Reckoned {
    requirement: material::Requirement,
    boms: Vec<UsedBom>,
    of_other_unit: BTreeMap<usize, String>,
}

impl Basis {
    fn of(actor: &Actor, reckoned: Reckoned) -> Self {
        let Reckoned { requirement, boms, of_other_unit } = reckoned;
        Basis { boms, without_bom: requirement.without_bom, of_other_unit, at: actor.now, by: actor.viewer.person }
    }
}

/// By these versions of bills, and where none is named by those in force.
fn reckon(tx: &mut Tx, order: &Order, used: &[UsedBom]) -> Result<Reckoned> {
    let mut bills: BTreeMap<ProductId, Bom> = BTreeMap::new();
    for used in used {
        bills.insert(used.product, boms::bom_version(tx, used.product, used.version)?);
    }
    let ordered: Vec<ProductId> = order.lines.iter().filter_map(|line| line.product).collect();
    let new = ordered.iter().copied().filter(|product| !bills.contains_key(product)).collect::<Vec<_>>();
    bills.extend(boms::in_force(tx, new)?);
    bills.retain(|product, _| ordered.contains(product));
    let (mut lines, mut of_other_unit) = (Vec::new(), BTreeMap::new());
    for (number, line) in (1..).zip(&order.lines) {
        let mut ordered = Ordered { product: line.product, quantity: line.quantity.ten_thousandths };
        if let Some(product) = line.product {
            let unit = products::get(tx, product)?.unit;
            if !same_unit(&unit, &line.quantity.unit) {
                ordered.product = None;
                of_other_unit.insert(number, unit);
            }
        }
        lines.push(ordered);
    }
    let materials = catalogue::some(tx, bills.values().flat_map(|bom| bom.lines.iter().map(|line| line.material)))?;
    let unit_of = |material: MaterialId| materials.get(&material).map_or("", |material| material.unit.as_str());
    let requirement = requirement(&lines, |product| bills.get(&product), unit_of).map_err(said)?;
    let boms = bills.values().map(|bom| UsedBom { product: bom.product, version: bom.version }).collect();
    Ok(Reckoned { requirement, boms, of_other_unit })
}

/// Is a line counted in what the product's bill is made for? Pieces have many names; a set or a carton is no piece.
fn same_unit(of_product: &str, of_line: &str) -> bool {
    of_product.is_empty() || of_product == of_line || (is_piece(of_product) && is_piece(of_line))
}

/// When production begins: the planned start of the first step of making; without one, the promised day.
fn needed_on(tx: &mut Tx, order: &Order) -> Result<Option<Date>> {
    let process = std::sync::Arc::clone(orders::process_of(tx, order)?);
    let calendars = &tx.world.company.calendars;
    let plan = schedule::plan(order, &process, calendars);
    let making = process.steps.iter().filter(|step| step.stage == Stage::Making);
    let begins = making.filter_map(|step| plan.get(&step.key)?.start).min();
    Ok(begins.map(|at| calendars.zone.to_datetime(at).date()).or(order.header.promised))
}

/// After a command: what an order needs follows its lines and its plan; an order that has ended needs nothing more, and what
/// was set aside for it is free. True if the order was told something.
pub(crate) fn follow(tx: &mut Tx, actor: &Actor, order: &Order, is_open: bool, happened: &[Event]) -> Result<bool> {
    if !is_open {
        store_room::free_all(tx, actor, order.id)?;
    }
    let kept: Option<(bool, Option<Date>)> =
        tx.row("SELECT is_open, needed_on FROM requirements WHERE order_id = $1", &[order.id.into()], |row| {
            Ok((row.yes(0)?, row.date_opt(1)?))
        })?;
    let Some(before) = kept else { return Ok(false) };
    let now = (is_open, needed_on(tx, order)?);
    if before != now {
        let day = now.1.map(|day| day.to_string());
        tx.exec(
            "UPDATE requirements SET is_open = $2, needed_on = $3 WHERE order_id = $1",
            &[order.id.into(), now.0.into(), day.as_deref().into()],
        )?;
        Touched::Order(order.id).tell(tx);
    }
    let changes = |event: &Event| matches!(event, Event::Amended { .. } | Event::Quoted { .. });
    if !is_open || !happened.iter().any(changes) {
        return Ok(false);
    }
    let Some(kept) = one(tx, order.id)? else { return Ok(false) };
    work_out_by(tx, actor, order, &kept.basis.boms)?;
    of_order::tell(tx, actor, order.id)?;
    Ok(true)
}

fn keep(tx: &mut Tx, kept: &Requirement) -> Result<()> {
    let is_open = orders::one_row(tx, kept.order)?.is_some_and(|row| row.status == Status::Open);
    write(tx, kept, is_open)?;
    Touched::Order(kept.order).tell(tx);
    Ok(())
}

pub(super) fn write(tx: &mut Tx, kept: &Requirement, is_open: bool) -> Result<()> {
    let day = kept.needed_on.map(|day| day.to_string());
    tx.exec(
        "INSERT INTO requirements (order_id, is_open, needed_on, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (order_id) DO UPDATE SET is_open = excluded.is_open, needed_on = excluded.needed_on,
           body = excluded.body",
        &[kept.order.into(), is_open.into(), day.as_deref().into(), (&serde_json::to_string(&kept.basis)?).into()],
    )?;
    tx.exec("DELETE FROM needs WHERE order_id = $1", &[kept.order.into()])?;
    for (place, line) in kept.lines.iter().enumerate() {
        let beside = Beside {
            by_bom: line.by_bom,
            by_hand: line.by_hand,
            remark: line.remark.clone(),
            extra: line.extra.clone(),
        };
        tx.exec(
            "INSERT INTO needs (order_id, material, place, quantity, body) VALUES ($1, $2, $3, $4, $5)",
            &[
                kept.order.into(),
                line.material.into(),
                place.into(),
                line.required().into(),
                (&serde_json::to_string(&beside)?).into(),
            ],
        )?;
    }
    Ok(())
}

pub(super) fn one(tx: &mut Tx, order: OrderId) -> Result<Option<Requirement>> {
    let header = tx.row("SELECT needed_on, body FROM requirements WHERE order_id = $1", &[order.into()], |row| {
        Ok((row.date_opt(0)?, row.json::<Basis>(1)?))
    })?;
    let Some((needed_on, basis)) = header else { return Ok(None) };
    let lines =
        tx.rows("SELECT material, body FROM needs WHERE order_id = $1 ORDER BY place", &[order.into()], |row| {
            Ok(line(MaterialId(row.uuid(0)?), row.json(1)?))
        })?;
    Ok(Some(Requirement { order, needed_on, basis, lines }))
}

fn line(material: MaterialId, beside: Beside) -> NeedLine {
    let Beside { by_bom, by_hand, remark, extra } = beside;
    NeedLine { material, by_bom, by_hand, remark, extra }
}

/// What orders need, with the day of need; the lines in their order.
pub(crate) struct Needing {
    pub order: OrderId,
    pub needed_on: Option<Date>,
    pub lines: Vec<NeedLine>,
}

static OF_ORDERS: LazyLock<String> = LazyLock::new(|| {
    asking(
        "SELECT n.order_id, r.needed_on, n.material, n.body FROM requirements r
           JOIN needs n ON n.order_id = r.order_id WHERE r.is_open = 1 AND r.order_id IN (some)
           ORDER BY n.order_id, n.place",
    )
});

/// What those of one batch of orders need that are open.
pub(super) fn of_orders(tx: &mut Tx, batch: &[OrderId]) -> Result<Vec<Needing>> {
    let mut all: Vec<Needing> = Vec::new();
    tx.each(OF_ORDERS.as_str(), &padded(batch), |row| {
        let order = OrderId(row.uuid(0)?);
        if all.last().is_none_or(|last| last.order != order) {
            all.push(Needing { order, needed_on: row.date_opt(1)?, lines: Vec::new() });
        }
        if let Some(last) = all.last_mut() {
            last.lines.push(line(MaterialId(row.uuid(2)?), row.json(3)?));
        }
        Ok(())
    })?;
    Ok(all)
}

/// The open orders of which somebody has worked out what they need.
pub(super) fn open_orders(tx: &mut Tx) -> Result<Vec<OrderId>> {
    tx.rows("SELECT order_id FROM requirements WHERE is_open = 1 ORDER BY order_id", &[], |row| {
        Ok(OrderId(row.uuid(0)?))
    })
}
