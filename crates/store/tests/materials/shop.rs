//! A company with a buyer, a storekeeper and a planner, who know fabric and cartons and what a garment takes of them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, MaterialId, OrderId, PurchaseId, StockEntryId, SupplierId, Text,
    access::Role,
    material::{BomLine, Material, MaterialKind, Price, Purchase, Supplier, SupplierKind, Supply, purchase::Arrival},
    order::command::Command,
    process::gate::Fact,
};
use yidan_store::{
    Actor, Result, Tx,
    materials::{self, KeptPurchase, Movement, NewBom, News, OrderSupply, Told},
    orders, rebuild, suppliers,
};
use yidan_testing::{Company, acting};

/// An order that may be made once its materials are there.
const PROCESS: &str = r#"
key = "garments"
version = 1
name = { zh = "成衣", en = "Garments" }
description = { zh = "成衣", en = "Garments" }

[[steps]]
key = "buy"
name = { zh = "备料", en = "Get materials" }
department = "purchasing"
stage = "supply"
instructions = { zh = "备料", en = "Get materials" }

  [[steps.finish_gate]]
  when = "materials.arrived"
  otherwise = { zh = "物料没有到齐。", en = "Materials are missing." }

[[steps]]
key = "make"
name = { zh = "生产", en = "Make" }
department = "production"
stage = "making"
instructions = { zh = "生产", en = "Make" }
after = ["buy"]
takes = "5 workdays"
due = "3 workdays before delivery"

[[steps]]
key = "ship"
name = { zh = "发货", en = "Ship" }
department = "logistics"
stage = "delivery"
instructions = { zh = "发货", en = "Ship" }
after = ["make"]
milestone = "delivered"
"#;

pub const ONE: i64 = 10_000;

pub struct Shop {
    pub company: Company,
    pub buyer: Actor,
    pub keeper: Actor,
    pub planner: Actor,
    pub mill: SupplierId,
    pub fabric: MaterialId,
    pub carton: MaterialId,
}

pub fn yuan(per_unit: &str) -> Price {
    Price { per_unit: per_unit.parse().unwrap(), currency: Currency::CNY }
}

pub fn supplier(name: &str) -> Supplier {
    Supplier {
        id: SupplierId(uuid::Uuid::now_v7()),
        code: None,
        name: name.into(),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        kinds: vec![SupplierKind::Materials],
        lead_days: Some(7),
        terms: String::new(),
        note: String::new(),
        archived: false,
    }
}

pub fn material(code: &str, name: &str, unit: &str, supplier: Option<SupplierId>) -> Material {
    Material {
        id: MaterialId(uuid::Uuid::now_v7()),
        code: code.into(),
        name: Text::same(name),
        spec: String::new(),
        unit: unit.into(),
        kind: MaterialKind::Fabric,
        supplier,
        price: Some(yuan("18.5")),
        lead_days: None,
        archived: false,
    }
}

pub fn uses(material: MaterialId, quantity: &str, per: u32, wastage: &str) -> BomLine {
    BomLine {
        material,
        quantity: quantity.parse().unwrap(),
        per,
        wastage_percent: wastage.parse().unwrap(),
        note: String::new(),
    }
}

impl Shop {
    pub async fn open(company: Company) -> Self {
        company.teach(PROCESS).await;
        let hired = async |name: &str, login: &str, department: &str| {
            acting(&company.hire(name, login, Role::Member, &[department]).await)
        };
        let buyer = hired("吴采购", "wu", "purchasing").await;
        let keeper = hired("赵仓库", "zhao", "warehouse").await;
        let planner = hired("冯计划", "feng", "planning").await;
        let (actor, mill) = (buyer.clone(), supplier("恒达纺织"));
        let (fabric, carton) = (material("F-1", "珠地布", "m", Some(mill.id)), material("P-1", "五层纸箱", "个", None));
        let (product, of) = (company.product.id, [fabric.id, carton.id]);
        let shop = Shop { buyer, keeper, planner, mill: mill.id, fabric: fabric.id, carton: carton.id, company };
        shop.write(move |tx| {
            suppliers::put(tx, &actor, mill.clone())?;
            materials::put(tx, &actor, fabric.clone())?;
            materials::put(tx, &actor, carton.clone())?;
            let lines = vec![uses(of[0], "1.35", 1, "5"), uses(of[1], "1", 24, "0")];
            materials::put_bom(tx, &actor, NewBom { product, lines, note: String::new(), seen: None })
        })
        .await
        .unwrap();
        shop
    }

    pub async fn write<T: Send + 'static>(&self, work: impl Fn(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.company.write(work).await
    }

    pub fn today(&self) -> Date {
        self.company.today()
    }

    pub fn told(&self) -> Told {
        Told { id: StockEntryId(uuid::Uuid::now_v7()), day: self.today(), note: String::new() }
    }

    /// An order of 480 garments, promised in so many days, with its needs worked out.
    pub async fn order(&self, days: i64) -> OrderId {
        let order = self.company.enter(self.company.draft("garments", days)).await.order.id;
        let actor = self.planner.clone();
        self.write(move |tx| materials::work_out(tx, &actor, order)).await.unwrap();
        order
    }

    pub fn line(&self, order: Option<OrderId>, metres: i64) -> Purchase {
        Purchase {
            id: PurchaseId(uuid::Uuid::now_v7()),
            number: String::new(),
            supplier: self.mill,
            material: self.fabric,
            order,
            quantity: metres * ONE,
            price: Some(yuan("18.2")),
            estimate: None,
            ordered_on: self.today(),
            wanted_on: None,
            tolerance_percent: Decimal::ZERO,
            note: String::new(),
        }
    }

    pub async fn buy(&self, actor: &Actor, line: Purchase) -> Result<KeptPurchase> {
        let actor = actor.clone();
        Ok(self.write(move |tx| materials::buy(tx, &actor, vec![line.clone()])).await?.remove(0))
    }

    pub async fn tell(&self, actor: &Actor, of: PurchaseId, news: News, told: Told) -> Result<KeptPurchase> {
        let actor = actor.clone();
        self.write(move |tx| materials::tell(tx, &actor, of, news.clone(), told.clone())).await
    }

    pub async fn came(&self, of: PurchaseId, metres: i64, rejected: i64) -> Result<KeptPurchase> {
        self.tell(&self.keeper, of, came(metres, rejected, false), self.told()).await
    }

    pub async fn moves(&self, actor: &Actor, material: MaterialId, movement: Movement, told: Told) -> Result<()> {
        let actor = actor.clone();
        self.write(move |tx| materials::enter(tx, &actor, material, movement.clone(), told.clone())).await.map(drop)
    }

    pub async fn supply(&self, order: OrderId) -> OrderSupply {
        let (viewer, today) = (self.planner.viewer.clone(), self.today());
        self.company.store.read(move |tx| materials::supply_of(tx, &viewer, order, today)).await.unwrap()
    }

    pub async fn fabric_of(&self, order: OrderId) -> Supply {
        let supply = self.supply(order).await;
        supply.supplies.into_iter().find(|supply| supply.material == self.fabric).unwrap()
    }

    pub async fn heard(&self, order: OrderId) -> BTreeMap<String, Fact> {
        let scope = self.planner.viewer.scope();
        self.company.store.read(move |tx| orders::load(tx, scope, order)).await.unwrap().told
    }

    pub async fn act(&self, order: OrderId, command: Command) -> Result<()> {
        let actor = self.company.actor();
        self.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await.map(drop)
    }

    pub async fn is_sound(&self) {
        assert_eq!(rebuild::check(&self.company.store).await.unwrap().faults, []);
    }
}

pub fn came(metres: i64, rejected: i64, accept_over: bool) -> News {
    News::Arrived(Arrival { quantity: metres * ONE, rejected: rejected * ONE, price: None, accept_over })
}

pub fn finish(step: &str) -> Command {
    Command::Finish { step: step.into(), at: None, answers: Default::default() }
}
