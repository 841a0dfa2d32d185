//! What the open orders of a company need, what was bought for them, and inspections that wait: written in bulk.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    Currency, InspectionId, MaterialId, OrderId, PurchaseId, SupplierId, Text,
    access::Scope,
    material::{Material, MaterialKind, Price, Purchase, PurchaseEvent, PurchaseKind, Supplier, SupplierKind},
    order::inspected,
    quality::{Arrangement, Inspector, Of, Request, Sampling, Subject},
};
use yidan_store::{
    Actor, Result, Tx,
    board::{Query, State},
    inspections,
    materials::{
        self, Basis, NeedLine, Requirement,
        bulk::{keep_needs_bare, keep_purchase_bare, keep_shelf_bare},
    },
    orders, suppliers,
};

use super::company::Company;
use crate::cli::Stop;

const MATERIALS: usize = 400;
const SUPPLIERS: usize = 60;
/// Materials that each open order needs.
const NEEDS: usize = 3;
/// Lines bought for the store.
const FOR_STORE: usize = 500;
const INSPECTIONS: usize = 3_000;
/// Orders of one transaction.
const BATCH: usize = 1_000;
/// Inspections of one transaction.
const FEW: usize = 100;

#[derive(Clone)]
struct Known {
    materials: Vec<MaterialId>,
    suppliers: Vec<SupplierId>,
    actor: Actor,
    today: Date,
}

/// What every open order needs and waits for; nothing where something was bought before.
pub async fn fill(company: &Company) -> Result<(), Stop> {
    let store = &company.store;
    store.materials_ready().await;
    if !store.materials().is_empty() {
        return Ok(());
    }
    let actor = company.actor.clone();
    let today = store.world().company.today(actor.now);
    let known = store.write(move |tx| catalogue(tx, &actor, today)).await?;
    let open = Query { limit: usize::MAX / 2, state: Some(State::Open), ..Query::all(Scope::All, today) };
    let orders = store.board().page(&open).ids;
    for (first, batch) in (0..).step_by(BATCH).zip(orders.chunks(BATCH)) {
        let (known, batch) = (known.clone(), batch.to_vec());
        let work =
            move |tx: &mut Tx| (first..).zip(&batch).try_for_each(|(turn, order)| supply(tx, turn, *order, &known));
        store.write(work).await?;
    }
    let of_store = known.clone();
    store.write(move |tx| stock(tx, &of_store)).await?;
    let inspected: Vec<OrderId> = orders.into_iter().take(INSPECTIONS).collect();
    for batch in inspected.chunks(FEW) {
        let (actor, batch) = (company.actor.clone(), batch.to_vec());
        store.write(move |tx| batch.iter().try_for_each(|order| inspect(tx, &actor, *order))).await?;
    }
    Ok(())
}

fn catalogue(tx: &mut Tx, actor: &Actor, today: Date) -> Result<Known> {
    let mut known = Known { materials: Vec::new(), suppliers: Vec::new(), actor: actor.clone(), today };
    for turn in 0..SUPPLIERS {
        known.suppliers.push(suppliers::put(tx, actor, supplier(turn))?.id);
    }
    for turn in 0..MATERIALS {
        let usual = known.suppliers[turn % SUPPLIERS];
        known.materials.push(materials::put(tx, actor, material(turn, usual))?.id);
    }
    Ok(known)
}

/// Of eight materials one was not bought yet. What was bought has come, has come in part, was confirmed, or nobody has
/// answered.
fn supply(tx: &mut Tx, turn: usize, order: OrderId, known: &Known) -> Result<()> {
    let needed_on = known.today.saturating_add((turn as i64 % 60 - 5).days());
    let of = |place: usize| known.materials[(turn * 7 + place * 131) % MATERIALS];
    let lines = (0..NEEDS).map(|place| NeedLine {
        material: of(place),
        by_bom: quantity(turn + place),
        by_hand: None,
        remark: String::new(),
        extra: Default::default(),
    });
    let basis = Basis {
        boms: Vec::new(),
        without_bom: Vec::new(),
        of_other_unit: BTreeMap::new(),
        at: known.actor.now,
        by: known.actor.viewer.person,
    };
    keep_needs_bare(tx, &Requirement { order, needed_on: Some(needed_on), basis, lines: lines.collect() })?;
    for place in (0..NEEDS).filter(|place| !(turn + place).is_multiple_of(8)) {
        let bought = purchase(turn * NEEDS + place, Some(order), of(place), quantity(turn + place), known);
        keep_purchase_bare(tx, &bought, &events(turn + place * 5, &bought, known), known.today)?;
    }
    Ok(())
}

fn purchase(turn: usize, order: Option<OrderId>, material: MaterialId, quantity: i64, known: &Known) -> Purchase {
    let ago = |days: usize| known.today.saturating_sub((days as i64).days());
    Purchase {
        id: PurchaseId(uuid::Uuid::now_v7()),
        number: format!("PO-{:07}", turn / 2),
        supplier: known.suppliers[turn % SUPPLIERS],
        material,
        order,
        quantity,
        price: Some(price(turn)),
        estimate: Some(price(turn + 1)),
        ordered_on: ago(8 + turn % 50),
        wanted_on: Some(ago(turn % 20).saturating_add(14.days())),
        tolerance_percent: 3.into(),
        note: String::new(),
    }
}

fn events(turn: usize, bought: &Purchase, known: &Known) -> Vec<PurchaseEvent> {
    let expected = known.today.saturating_add((turn as i64 % 30 - 8).days());
    let confirmed = PurchaseKind::Confirmed { expected };
    let came = |quantity: i64| PurchaseKind::Arrived { quantity, rejected: 0, price: None };
    let kinds = match turn % 4 {
        0 => vec![confirmed, came(bought.quantity)],
        1 => vec![confirmed, came(bought.quantity / 20_000 * 10_000)],
        2 => vec![confirmed],
        _ => Vec::new(),
    };
    let event = |(seq, kind)| PurchaseEvent {
        purchase: bought.id,
        seq,
        day: known.today.saturating_sub((1 + turn as i64 % 6).days()),
        at: known.actor.now,
        by: known.actor.viewer.person,
        kind,
        note: String::new(),
    };
    (1..).zip(kinds).map(event).collect()
}

fn stock(tx: &mut Tx, known: &Known) -> Result<()> {
    for turn in 0..FOR_STORE {
        let bought = purchase(turn, None, known.materials[turn * 3 % MATERIALS], quantity(turn), known);
        keep_purchase_bare(tx, &bought, &[], known.today)?;
    }
    for (turn, material) in known.materials.iter().enumerate() {
        keep_shelf_bare(tx, *material, if turn % 3 == 0 { quantity(turn) * 5 } else { 0 })?;
    }
    Ok(())
}

fn inspect(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<()> {
    let lines = orders::load(tx, actor.viewer.scope(), order)?.lines;
    let ordered = inspected::units_ordered(&lines);
    let arrangement = Arrangement {
        inspector: Inspector::Own,
        goods: String::new(),
        lot: ordered.unwrap_or(480),
        sampling: Sampling::usual(),
        place: "仓库".into(),
        wanted_on: Some(tx.world.company.today(actor.now)),
        fewer: None,
    };
    let subject = Subject { order, of: Of::Final { whole_order: true } };
    let request = Request { subject, series: None, again: None, arrangement };
    inspections::plan(tx, actor, InspectionId(uuid::Uuid::now_v7()), request).map(drop)
}

fn quantity(turn: usize) -> i64 {
    10_000 * (100 + (turn * 37 % 900) as i64)
}

fn price(turn: usize) -> Price {
    Price { per_unit: (10 + turn as i64 % 40).into(), currency: Currency::CNY }
}

fn supplier(turn: usize) -> Supplier {
    Supplier {
        id: SupplierId(uuid::Uuid::now_v7()),
        code: None,
        name: format!("{}{turn}", ["恒达纺织", "顺发辅料", "柯桥坯布", "永康五金", "余姚塑料"][turn % 5]),
        contact: String::new(),
        phone: format!("0574-{:08}", 87_000_000 + turn),
        email: String::new(),
        address: String::new(),
        kinds: vec![SupplierKind::Materials],
        lead_days: Some(5 + turn as u32 % 20),
        terms: String::new(),
        note: String::new(),
        archived: false,
    }
}

fn material(turn: usize, usual: SupplierId) -> Material {
    Material {
        id: MaterialId(uuid::Uuid::now_v7()),
        code: format!("M-{turn:04}"),
        name: Text::same(format!("{}{turn}", ["珠地布", "五层纸箱", "涤纶线", "冷轧板", "尼龙粒子"][turn % 5])),
        spec: format!("{} mm", 2 + turn % 40),
        unit: ["m", "件", "m", "kg", "kg"][turn % 5].into(),
        kind: MaterialKind::ALL[turn % MaterialKind::ALL.len()],
        supplier: (!turn.is_multiple_of(20)).then_some(usual),
        price: Some(price(turn)),
        lead_days: None,
        archived: false,
    }
}
