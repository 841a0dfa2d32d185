//! What the demo company's goods are made of, who sells it, and how far the buying for each order has come.

use jiff::{SignedDuration, Timestamp, ToSpan};
use rand::{RngExt, rngs::StdRng};
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, MaterialId, PurchaseId, StockEntryId, SupplierId, Text,
    material::{BomLine, Material, MaterialKind, Price, Purchase, Supplier, SupplierKind, purchase::Arrival},
    order::Order,
    party::Product,
    process::{Process, Stage},
};
use yidan_store::{
    Actor, Result, Tx,
    materials::{self, Movement, NewBom, News, Told},
    suppliers,
};

use super::{
    cast,
    life::{World, acting},
};

const ONE: i64 = 10_000;
const DAY_HOURS: i64 = 24;

/// Name, contact, telephone, lead time in days, what it does.
const SUPPLIERS: [(&str, &str, &str, u32, SupplierKind); 6] = [
    ("柯桥恒丰纺织 Hengfeng Textile", "沈经理", "0575-8412 0011", 9, SupplierKind::Materials),
    ("义乌新艺辅料 Xinyi Trims", "楼小姐", "0579-8530 0022", 5, SupplierKind::Materials),
    ("宁波鑫源钢材 Xinyuan Steel", "毛师傅", "0574-8711 0033", 7, SupplierKind::Materials),
    ("余姚精工配件 Jinggong Parts", "戚经理", "0574-6270 0044", 6, SupplierKind::Materials),
    ("永盛包装 Yongsheng Packing", "陆小姐", "0574-8820 0055", 4, SupplierKind::Materials),
    ("滨海印染 Binhai Dyeing", "钟厂长", "0575-8256 0066", 12, SupplierKind::OutsideWork),
];

struct Good(&'static str, &'static str, &'static str, &'static str, MaterialKind, usize, &'static str, i64);

/// Code, names, unit, kind, supplier, price, and what lies in the store at first.
const MATERIALS: [Good; 10] = [
    Good("FB-180", "32S 精梳棉汗布", "Combed cotton jersey 32S", "m", MaterialKind::Fabric, 0, "15.80", 400),
    Good("FB-105", "10.5 安牛仔布", "Denim 10.5 oz", "m", MaterialKind::Fabric, 0, "21.50", 150),
    Good("GB-40", "40S 府绸坯布", "Poplin grey cloth 40S", "m", MaterialKind::Fabric, 0, "9.60", 900),
    Good("RB-01", "1×1 罗纹", "Rib 1×1", "m", MaterialKind::Trim, 1, "18.00", 80),
    Good("TH-40", "涤纶缝纫线 40S/2", "Sewing thread 40S/2", "m", MaterialKind::Trim, 1, "0.004", 200_000),
    Good("ZP-15", "牛仔拉链 15 cm", "Jeans zipper 15 cm", "pcs", MaterialKind::Trim, 1, "0.85", 600),
    Good("SP-20", "镀锌钢板 2.0 mm", "Galvanised sheet 2.0 mm", "kg", MaterialKind::Part, 2, "5.40", 900),
    Good("CB-25", "不锈钢铸件毛坯", "Stainless casting blank", "pcs", MaterialKind::Part, 3, "62.00", 60),
    Good("SC-M6", "内六角螺钉 M6", "Hexagon socket screw M6", "pcs", MaterialKind::Part, 3, "0.12", 4_000),
    Good("CT-24", "五层瓦楞外箱", "Five-ply carton", "pcs", MaterialKind::Packing, 4, "6.20", 120),
];

/// Product, material, quantity, for how many, wastage in percent.
const BILLS: [(&str, &str, &str, u32, &str); 16] = [
    ("TS-18", "FB-180", "0.62", 1, "5"),
    ("TS-18", "RB-01", "0.06", 1, "3"),
    ("TS-18", "TH-40", "110", 1, "2"),
    ("TS-18", "CT-24", "1", 50, "0"),
    ("JN-10", "FB-105", "1.35", 1, "5"),
    ("JN-10", "ZP-15", "1", 1, "2"),
    ("JN-10", "TH-40", "190", 1, "2"),
    ("JN-10", "CT-24", "1", 24, "0"),
    ("GC-40", "GB-40", "1.03", 1, "2"),
    ("GC-32", "GB-40", "1.05", 1, "2"),
    ("BR-20", "SP-20", "0.38", 1, "6"),
    ("BR-20", "SC-M6", "2", 1, "1"),
    ("VB-25", "CB-25", "1", 1, "3"),
    ("VB-25", "CT-24", "1", 12, "0"),
    ("TB-90", "SP-20", "9.4", 1, "4"),
    ("TB-90", "SC-M6", "16", 1, "1"),
];

#[derive(Clone)]
pub struct Goods {
    suppliers: Vec<Supplier>,
    materials: Vec<Material>,
    counts: Vec<(MaterialId, StockEntryId, i64)>,
}

pub fn goods(dice: &mut StdRng, at: Timestamp) -> Goods {
    let suppliers: Vec<Supplier> = SUPPLIERS.iter().map(|of| supplier(dice, at, of)).collect();
    let materials: Vec<Material> = MATERIALS.iter().map(|of| material(dice, at, of, &suppliers)).collect();
    let stocked = materials.iter().zip(&MATERIALS);
    let counts = stocked.map(|(material, of)| (material.id, StockEntryId(cast::id(dice, at)), of.7 * ONE)).collect();
    Goods { suppliers, materials, counts }
}

fn supplier(dice: &mut StdRng, at: Timestamp, of: &(&str, &str, &str, u32, SupplierKind)) -> Supplier {
    Supplier {
        id: SupplierId(cast::id(dice, at)),
        code: None,
        name: of.0.into(),
        contact: of.1.into(),
        phone: of.2.into(),
        email: String::new(),
        address: String::new(),
        kinds: vec![of.4],
        lead_days: Some(of.3),
        terms: "月结30天".into(),
        note: String::new(),
        archived: false,
    }
}

fn material(dice: &mut StdRng, at: Timestamp, of: &Good, suppliers: &[Supplier]) -> Material {
    Material {
        id: MaterialId(cast::id(dice, at)),
        code: of.0.into(),
        name: Text::new(of.1, of.2),
        spec: String::new(),
        unit: of.3.into(),
        kind: of.4,
        supplier: suppliers.get(of.5).map(|supplier| supplier.id),
        price: of.6.parse().ok().map(|per_unit| Price { per_unit, currency: Currency::CNY }),
        lead_days: None,
        archived: false,
    }
}

pub fn set_up(tx: &mut Tx, world: &World, goods: &Goods, actor: &Actor) -> Result<()> {
    for supplier in &goods.suppliers {
        suppliers::put(tx, actor, supplier.clone())?;
    }
    for material in &goods.materials {
        materials::put(tx, actor, material.clone())?;
    }
    let day = world.company.company.today(actor.now);
    for (material, id, counted) in &goods.counts {
        let told = Told { id: *id, day, note: "期初库存".into() };
        materials::enter(tx, actor, *material, Movement::Count { counted: *counted }, told)?;
    }
    for product in &world.products {
        let lines = bill(product, &goods.materials);
        if !lines.is_empty() {
            materials::put_bom(tx, actor, NewBom { product: product.id, lines, note: String::new() })?;
        }
    }
    Ok(())
}

fn bill(product: &Product, materials: &[Material]) -> Vec<BomLine> {
    let of_product = BILLS.iter().filter(|(code, ..)| *code == product.code);
    let line = |(_, code, quantity, per, wastage): &(&str, &str, &str, u32, &str)| {
        Some(BomLine {
            material: materials.iter().find(|material| material.code == *code)?.id,
            quantity: quantity.parse().ok()?,
            per: *per,
            wastage_percent: wastage.parse().ok()?,
            note: String::new(),
        })
    };
    of_product.filter_map(line).collect()
}

/// What an order that is made here needs is worked out some days after it came in, what is free set aside, and the rest bought; some
/// of it comes late, some in two parts, and some suppliers are slow to name a day.
pub fn supply(
    tx: &mut Tx,
    world: &World,
    (order, process): (&Order, &Process),
    now: Timestamp,
    dice: &mut StdRng,
) -> Result<()> {
    let is_made = process.steps.iter().any(|step| step.stage == Stage::Making);
    let began = order.header.received_at + SignedDuration::from_hours(dice.random_range(2..5) * DAY_HOURS);
    if !is_made || order.cancelled.is_some() || began > now {
        return Ok(());
    }
    let (planner, buyer) = (world.somebody_of("planning", 0), world.somebody_of("purchasing", 0));
    let requirement = materials::work_out(tx, &acting(planner, began), order.id)?;
    if requirement.lines.is_empty() {
        return Ok(());
    }
    let day = world.company.company.today(began);
    let supply = materials::supply_of(tx, &acting(planner, began).viewer, order.id, day)?;
    for of in &supply.supplies {
        let free = supply.on_shelf.get(&of.material).map_or(0, |shelf| shelf.available());
        let quantity = of.missing().min(free);
        if quantity > 0 && dice.random_bool(0.7) {
            let told = Told { id: StockEntryId(cast::id(dice, began)), day, note: String::new() };
            let aside = Movement::SetAside { order: order.id, quantity };
            materials::enter(tx, &acting(planner, began), of.material, aside, told)?;
        }
    }
    // Of the youngest orders nobody has bought anything yet.
    if now - began < SignedDuration::from_hours(3 * DAY_HOURS) {
        return Ok(());
    }
    let supply = materials::supply_of(tx, &acting(buyer, began).viewer, order.id, day)?;
    for of in supply.supplies.iter().filter(|of| of.shortage > 0) {
        let Some(material) = supply.materials.get(&of.material) else { continue };
        let Some(supplier) = material.supplier else { continue };
        let lead = suppliers::get(tx, supplier)?.lead_days.unwrap_or(7);
        let dearer = Decimal::new(100 + dice.random_range(-3..7), 2);
        let price = material.price.map(|price| Price { per_unit: (price.per_unit * dearer).round_dp(4), ..price });
        let line = Purchase {
            id: PurchaseId(cast::id(dice, began)),
            number: String::new(),
            supplier,
            material: material.id,
            order: Some(order.id),
            quantity: of.shortage,
            price,
            estimate: None,
            ordered_on: day,
            wanted_on: Some(day.saturating_add(i64::from(lead).days())),
            tolerance_percent: if material.unit == "m" { 3.into() } else { Decimal::ZERO },
            note: String::new(),
        };
        let id = line.id;
        materials::buy(tx, &acting(buyer, began), vec![line])?;
        follow(tx, world, (id, of.shortage, lead), began, now, dice)?;
    }
    Ok(())
}

/// What the supplier says and sends, as far as that has come by now.
fn follow(
    tx: &mut Tx,
    world: &World,
    (id, quantity, lead): (PurchaseId, i64, u32),
    ordered: Timestamp,
    now: Timestamp,
    dice: &mut StdRng,
) -> Result<()> {
    let (buyer, keeper) = (world.somebody_of("purchasing", 0), world.somebody_of("warehouse", dice.random_range(0..2)));
    let after = |days: i64| ordered + SignedDuration::from_hours(days * DAY_HOURS + 2);
    let told = |at: Timestamp, dice: &mut StdRng| Told {
        id: StockEntryId(cast::id(dice, at)),
        day: world.company.company.today(at),
        note: String::new(),
    };
    let (answers, slips) = (dice.random_range(0..4), dice.random_range(-2..3));
    let named = i64::from(lead) + slips;
    if dice.random_bool(0.85) && after(answers) <= now {
        let at = after(answers);
        let expected = world.company.company.today(after(named.max(answers)));
        let told = told(at, dice);
        materials::tell(tx, &acting(buyer, at), id, News::Confirmed { expected }, told)?;
    }
    let late = if dice.random_bool(0.3) { dice.random_range(1..6) } else { 0 };
    let arrives = after(named.max(answers) + late);
    if arrives > now || dice.random_bool(0.08) {
        return Ok(());
    }
    let first = if dice.random_bool(0.25) { quantity / 2 / ONE * ONE } else { quantity };
    let rejected = if dice.random_bool(0.25) { first / 40 / ONE * ONE } else { 0 };
    let parts =
        [(first, rejected, arrives), (quantity - first, 0, arrives + SignedDuration::from_hours(3 * DAY_HOURS))];
    for (quantity, rejected, at) in parts {
        if quantity > 0 && at <= now {
            let arrival = Arrival { quantity, rejected, price: None, accept_over: false };
            let told = told(at, dice);
            materials::tell(tx, &acting(keeper, at), id, News::Arrived(arrival), told)?;
        }
    }
    Ok(())
}
