//! What the demo company's goods are made of: suppliers, materials and bills for garments, cloth, metal parts and assembled
//! goods; and for orders that are being made the purchases as far as their buying has come.

use jiff::{SignedDuration, Timestamp, ToSpan};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use yidan_domain::{
    Currency, MaterialId, PurchaseId, StockEntryId, SupplierId, Text,
    material::{
        BomLine, Material, MaterialKind, Price, Purchase, Supplier, SupplierKind, Supply, purchase::Arrival,
        sheet::ExtraColumn,
    },
    order::{Order, row::Status, situation::Situation},
    process::{Process, Stage, Step},
};
use yidan_store::{
    Actor, Result, Tx,
    materials::{self, Movement, NewBom, News, Told},
    suppliers,
};

use super::{
    DAY_SECONDS, cast,
    life::{World, acting},
};

const ONE: i64 = 10_000;

/// Name, contact, what it does, days it takes.
const SUPPLIERS: [(&str, &str, SupplierKind, u32); 9] = [
    ("恒达纺织有限公司", "周经理", SupplierKind::Materials, 10),
    ("华新辅料行", "孙小姐", SupplierKind::Materials, 5),
    ("宝钢贸易宁波公司", "郑先生", SupplierKind::Materials, 12),
    ("永固五金标准件", "王老板", SupplierKind::Materials, 4),
    ("明光电子器材", "钱工", SupplierKind::Materials, 15),
    ("大榭纸箱厂", "何厂长", SupplierKind::Materials, 6),
    ("越隆印染厂", "高厂长", SupplierKind::OutsideWork, 7),
    ("中检华东检验", "陆主任", SupplierKind::Inspection, 3),
    ("甬港货代", "沈小姐", SupplierKind::Forwarding, 2),
];

/// Code, names, specification, unit, kind, place of its supplier above, price of one.
type Stuff = (&'static str, &'static str, &'static str, &'static str, &'static str, MaterialKind, usize, &'static str);

const MATERIALS: [Stuff; 16] = [
    ("FB-180", "全棉汗布", "Cotton jersey", "32S 180 g/m²", "米", MaterialKind::Fabric, 0, "13.80"),
    ("FB-D10", "弹力牛仔布", "Stretch denim", "10.5 oz", "米", MaterialKind::Fabric, 0, "21.50"),
    ("GY-40", "府绸坯布", "Grey poplin", "40S 133×72", "米", MaterialKind::Fabric, 0, "9.60"),
    ("DY-01", "活性染料", "Reactive dye", "", "kg", MaterialKind::Other, 6, "46.00"),
    ("TR-BT", "树脂纽扣", "Resin button", "18L", "个", MaterialKind::Trim, 1, "0.08"),
    ("TR-ZP", "金属拉链", "Metal zip", "15 cm", "条", MaterialKind::Trim, 1, "1.35"),
    ("TR-LB", "主唛洗唛", "Main and care label", "", "套", MaterialKind::Trim, 1, "0.22"),
    ("TR-TH", "缝纫线", "Sewing thread", "40/2", "卷", MaterialKind::Trim, 1, "4.20"),
    ("ST-20", "镀锌板", "Galvanised sheet", "t=2.0", "kg", MaterialKind::Part, 2, "5.35"),
    ("CI-01", "生铁毛坯", "Iron casting", "HT250", "kg", MaterialKind::Part, 2, "7.90"),
    ("SS-04", "不锈钢棒", "Stainless bar", "304 Φ60", "kg", MaterialKind::Part, 2, "17.60"),
    ("SC-M6", "内六角螺钉", "Socket screw", "M6×20", "个", MaterialKind::Part, 3, "0.12"),
    ("EL-LED", "LED 灯珠", "LED chip", "5050", "个", MaterialKind::Part, 4, "0.09"),
    ("EL-DR", "驱动电源", "Driver", "24 V", "个", MaterialKind::Part, 4, "12.40"),
    ("PK-BAG", "胶袋", "Polybag", "30×40", "个", MaterialKind::Packing, 5, "0.15"),
    ("PK-CTN", "五层纸箱", "Carton, 5-ply", "60×40×40", "个", MaterialKind::Packing, 5, "7.80"),
];

/// Material, quantity, into so many, wastage in percent.
type Uses = (&'static str, &'static str, u32, &'static str);

const T_SHIRT: &[Uses] = &[
    ("FB-180", "0.85", 1, "4"),
    ("TR-LB", "1", 1, "2"),
    ("TR-TH", "1", 60, "0"),
    ("PK-BAG", "1", 1, "1"),
    ("PK-CTN", "1", 48, "0"),
];
const JEANS: &[Uses] = &[
    ("FB-D10", "1.25", 1, "5"),
    ("TR-ZP", "1", 1, "1"),
    ("TR-BT", "5", 1, "2"),
    ("TR-LB", "1", 1, "2"),
    ("TR-TH", "1", 25, "0"),
    ("PK-CTN", "1", 24, "0"),
];
const CLOTH: &[Uses] = &[("GY-40", "1", 1, "6"), ("DY-01", "0.012", 1, "3")];
const METAL: &[Uses] = &[("ST-20", "0.65", 1, "8"), ("SC-M6", "2", 1, "1"), ("PK-CTN", "1", 100, "0")];
const CASTING: &[Uses] = &[("CI-01", "4.2", 1, "6"), ("PK-CTN", "1", 12, "0")];
const VALVE: &[Uses] = &[("SS-04", "1.35", 1, "12"), ("SC-M6", "4", 1, "1"), ("PK-CTN", "1", 24, "0")];
const LIGHT: &[Uses] = &[("EL-LED", "60", 1, "1"), ("EL-DR", "1", 5, "0"), ("PK-CTN", "1", 50, "0")];
const BENCH: &[Uses] = &[("ST-20", "11.5", 1, "5"), ("SC-M6", "24", 1, "2"), ("PK-CTN", "1", 1, "0")];

/// By the product's code; goods that are bought ready-made have none.
fn bill(code: &str) -> &'static [Uses] {
    match code {
        "TS-18" => T_SHIRT,
        "JN-10" => JEANS,
        "GC-40" | "GC-32" => CLOTH,
        "BR-20" | "HG-35" | "PH-12" => METAL,
        "FL-80" => CASTING,
        "VB-25" => VALVE,
        "LED-60" | "LP-07" => LIGHT,
        "TB-90" => BENCH,
        _ => &[],
    }
}

pub fn set_up(tx: &mut Tx, world: &World, actor: &Actor, dice: &mut StdRng) -> Result<()> {
    let mut from: Vec<SupplierId> = Vec::new();
    for (name, contact, kind, lead_days) in SUPPLIERS {
        let supplier = Supplier {
            id: SupplierId(cast::id(dice, actor.now)),
            code: None,
            name: name.into(),
            contact: contact.into(),
            phone: format!("0574-8{:07}", dice.random_range(0..9_999_999)),
            email: String::new(),
            address: String::new(),
            kinds: vec![kind],
            lead_days: Some(lead_days),
            terms: "月结 30 天".into(),
            note: String::new(),
            archived: false,
        };
        from.push(suppliers::put(tx, actor, supplier)?.id);
    }
    let mut known: Vec<Material> = Vec::new();
    for (code, zh, en, spec, unit, kind, supplier, price) in MATERIALS {
        let material = Material {
            id: MaterialId(cast::id(dice, actor.now)),
            code: code.into(),
            name: Text::new(zh, en),
            spec: spec.into(),
            unit: unit.into(),
            kind,
            supplier: from.get(supplier).copied(),
            price: price.parse().ok().map(|per_unit| Price { per_unit, currency: Currency::CNY }),
            lead_days: None,
            archived: false,
        };
        known.push(materials::put(tx, actor, material)?);
    }
    for product in &world.products {
        let line = |(code, quantity, per, wastage): &Uses| {
            Some(BomLine {
                material: known.iter().find(|material| material.code == *code)?.id,
                quantity: quantity.parse().ok()?,
                per: *per,
                wastage_percent: wastage.parse().ok()?,
                note: String::new(),
            })
        };
        let lines: Vec<BomLine> = bill(&product.code).iter().filter_map(line).collect();
        if !lines.is_empty() {
            materials::put_bom(tx, actor, NewBom { product: product.id, lines, note: String::new(), seen: None })?;
        }
    }
    let day = world.company.company.today(actor.now);
    for material in known.iter().filter(|it| matches!(it.kind, MaterialKind::Trim | MaterialKind::Packing)) {
        let counted = dice.random_range(20..200) * 10 * ONE;
        let told = Told { id: StockEntryId(cast::id(dice, actor.now)), day, note: "期初盘点".into() };
        materials::enter(tx, actor, material.id, Movement::Count { counted }, told)?;
    }
    let column = ExtraColumn { key: "colour".into(), name: Text::new("颜色", "Colour") };
    materials::put_columns(tx, actor, vec![column]).map(drop)
}

/// How far the buying of an order has come.
struct Buying {
    began: Timestamp,
    /// When all of it was there.
    ended: Option<Timestamp>,
    made: bool,
    now: Timestamp,
}

/// What an order needs is worked out when its buying begins, and bought: all is there when that is finished, and before it
/// stands in one of many ways.
pub fn supply(
    tx: &mut Tx,
    world: &World,
    (order, process): (&Order, &Process),
    now: Timestamp,
    seed: u64,
) -> Result<()> {
    let mut dice = StdRng::seed_from_u64(seed ^ 0x6d61_7465);
    let buys = |step: &&Step| step.stage == Stage::Supply && step.department.as_str() == "purchasing";
    let waits = process.steps.iter().find(|step| step.waits_for("materials.arrived").is_some());
    let began_at = |step: &Step| order.step(&step.key).and_then(|state| state.progress.started_at());
    let situation = Situation::of(order, process);
    // Nothing is bought or issued any more for an order that has ended.
    if situation.status() != Status::Open {
        return Ok(());
    }
    let is_next = matches!(situation.stage(), Stage::Supply | Stage::Making);
    let began = match waits.and_then(|waits| began_at(process.steps.iter().find(buys).unwrap_or(waits))) {
        Some(began) => began,
        // Where no step says when it is bought, it was two days ago, or nothing has been bought yet.
        None if is_next => now - SignedDuration::from_secs(2 * DAY_SECONDS),
        None => return Ok(()),
    };
    let ended = waits.and_then(|waits| order.step(&waits.key)).and_then(|state| state.progress.finished_at());
    let making = process.steps.iter().filter(|step| step.stage == Stage::Making);
    let made = making.filter_map(|step| order.step(&step.key)).any(|state| state.progress.started_at().is_some());
    let buying = Buying { began, ended, made, now };
    materials::work_out(tx, &acting(world.somebody_of("planning", 0), began), order.id)?;
    let viewer = &acting(world.manager(), now).viewer;
    let today = world.company.company.today(now);
    for need in materials::supply_of(tx, viewer, order.id, today)?.supplies {
        buying.one(tx, world, order, &need, &mut dice)?;
    }
    Ok(())
}

impl Buying {
    fn one(&self, tx: &mut Tx, world: &World, order: &Order, need: &Supply, dice: &mut StdRng) -> Result<()> {
        let material = materials::get(tx, need.material)?;
        let shelf = materials::on_shelf(tx, material.id)?;
        let (planner, keeper) = (world.somebody_of("planning", 0), world.somebody_of("warehouse", 0));
        let told = |at: Timestamp, dice: &mut StdRng| Told {
            id: StockEntryId(cast::id(dice, at)),
            day: world.company.company.today(at),
            note: String::new(),
        };
        if shelf.available() >= need.required && need.required > 0 {
            let aside = Movement::SetAside { order: order.id, quantity: need.required };
            let told = told(self.now, dice);
            materials::enter(tx, &acting(planner, self.now), material.id, aside, told)?;
        } else {
            self.buy(tx, world, order, &material, need.required, dice)?;
        }
        if self.made && self.ended.is_some() && need.required > 0 {
            let issue = Movement::Issue { order: order.id, quantity: need.required };
            let told = told(self.now, dice);
            materials::enter(tx, &acting(keeper, self.now), material.id, issue, told)?;
        }
        Ok(())
    }

    fn buy(
        &self,
        tx: &mut Tx,
        world: &World,
        order: &Order,
        material: &Material,
        required: i64,
        dice: &mut StdRng,
    ) -> Result<()> {
        let Some(supplier) = material.supplier.filter(|_| required > 0) else { return Ok(()) };
        let day = |at: Timestamp| world.company.company.today(at);
        let told = |at: Timestamp, dice: &mut StdRng| Told {
            id: StockEntryId(cast::id(dice, at)),
            day: day(at),
            note: String::new(),
        };
        let (buyer, keeper) = (world.somebody_of("purchasing", 0), world.somebody_of("warehouse", 0));
        let price = material.price.map(|price| {
            let per_unit = price.per_unit * rust_decimal::Decimal::new(dice.random_range(96..108), 2);
            Price { per_unit: per_unit.round_dp(4), ..price }
        });
        let line = Purchase {
            id: PurchaseId(cast::id(dice, self.began)),
            number: String::new(),
            supplier,
            material: material.id,
            order: Some(order.id),
            quantity: required,
            price,
            estimate: None,
            ordered_on: day(self.began),
            wanted_on: Some(day(self.began).saturating_add(10.days())),
            tolerance_percent: 3.into(),
            note: String::new(),
        };
        let id = line.id;
        // Two in nine that are still being bought have not been ordered yet.
        let state = if self.ended.is_some() { 9 } else { dice.random_range(0..9) };
        if matches!(state, 0 | 8) {
            return Ok(());
        }
        materials::buy(tx, &acting(buyer, self.began), vec![line])?;
        let answered = (self.began + SignedDuration::from_secs(DAY_SECONDS)).min(self.now);
        // Overdue, a few days off, or not said.
        let expected = match state {
            1 => return Ok(()),
            2 => day(self.now).saturating_sub(2.days()).max(day(self.began)),
            9 => day(self.ended.unwrap_or(self.now)),
            _ => day(self.now).saturating_add(i64::from(state).days()),
        };
        let confirmed = told(answered, dice);
        materials::tell(tx, &acting(buyer, answered), id, News::Confirmed { expected }, confirmed)?;
        let came = match (self.ended, state) {
            (Some(_), _) => required,
            (None, 5..) => required / 2 / ONE * ONE,
            _ => 0,
        };
        if came > 0 {
            let at = self.ended.unwrap_or(self.now).max(answered);
            let arrival = Arrival { quantity: came, rejected: 0, price: None, accept_over: false };
            let arrived = told(at, dice);
            materials::tell(tx, &acting(keeper, at), id, News::Arrived(arrival), arrived)?;
        }
        Ok(())
    }
}
