//! Materials, stock and purchases (S12) on both databases.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, MaterialId, OrderId, PurchaseId, Say, StockEntryId, SupplierId, Text,
    access::Role,
    material::{
        AllIn, BomLine, Material, MaterialKind, Period, Price, Purchase, PurchaseState, Supplier, SupplierKind, Supply,
        purchase::Arrival, sheet::ExtraColumn,
    },
    order::command::Command,
    process::gate::Fact,
};
use yidan_store::{
    Actor, Error, Result, Tx,
    materials::{self, ByHand, KeptPurchase, Movement, NewBom, News, OrderSupply, SheetFilter, Told, Which},
    orders, rebuild, suppliers,
};
use yidan_testing::{Company, acting, on_both};

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

const ONE: i64 = 10_000;

/// A company with a buyer, a storekeeper and a planner, who know fabric and cartons and what a garment takes of them.
struct Shop {
    company: Company,
    buyer: Actor,
    keeper: Actor,
    planner: Actor,
    mill: SupplierId,
    fabric: MaterialId,
    carton: MaterialId,
}

fn yuan(per_unit: &str) -> Price {
    Price { per_unit: per_unit.parse().unwrap(), currency: Currency::CNY }
}

fn supplier(name: &str) -> Supplier {
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

fn material(code: &str, name: &str, unit: &str, supplier: Option<SupplierId>) -> Material {
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

fn uses(material: MaterialId, quantity: &str, per: u32, wastage: &str) -> BomLine {
    BomLine {
        material,
        quantity: quantity.parse().unwrap(),
        per,
        wastage_percent: wastage.parse().unwrap(),
        note: String::new(),
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(outcome: Result<T>) -> &'static str {
    match outcome {
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::NotFound(_))) => error.say().key,
        other => panic!("{other:?}"),
    }
}

impl Shop {
    async fn open(company: Company) -> Self {
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
            materials::put_bom(tx, &actor, NewBom { product, lines, note: String::new() })
        })
        .await
        .unwrap();
        shop
    }

    async fn write<T: Send + 'static>(&self, work: impl Fn(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.company.store.write(work).await
    }

    fn today(&self) -> Date {
        self.company.store.world().company.today(self.buyer.now)
    }

    fn told(&self) -> Told {
        Told { id: StockEntryId(uuid::Uuid::now_v7()), day: self.today(), note: String::new() }
    }

    /// An order of 480 garments, promised in so many days, with its needs worked out.
    async fn order(&self, days: i64) -> OrderId {
        let order = self.company.enter(self.company.draft("garments", days)).await.order.id;
        let actor = self.planner.clone();
        self.write(move |tx| materials::work_out(tx, &actor, order)).await.unwrap();
        order
    }

    fn line(&self, order: Option<OrderId>, metres: i64) -> Purchase {
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

    async fn buy(&self, actor: &Actor, line: Purchase) -> Result<KeptPurchase> {
        let actor = actor.clone();
        Ok(self.write(move |tx| materials::buy(tx, &actor, vec![line.clone()])).await?.remove(0))
    }

    async fn tell(&self, actor: &Actor, of: PurchaseId, news: News, told: Told) -> Result<KeptPurchase> {
        let actor = actor.clone();
        self.write(move |tx| materials::tell(tx, &actor, of, news.clone(), told.clone())).await
    }

    async fn came(&self, of: PurchaseId, metres: i64, rejected: i64) -> Result<KeptPurchase> {
        self.tell(&self.keeper, of, came(metres, rejected, false), self.told()).await
    }

    async fn moves(&self, actor: &Actor, material: MaterialId, movement: Movement, told: Told) -> Result<()> {
        let actor = actor.clone();
        self.write(move |tx| materials::enter(tx, &actor, material, movement.clone(), told.clone())).await.map(drop)
    }

    async fn supply(&self, order: OrderId) -> OrderSupply {
        let (viewer, today) = (self.planner.viewer.clone(), self.today());
        self.company.store.read(move |tx| materials::supply_of(tx, &viewer, order, today)).await.unwrap()
    }

    async fn fabric_of(&self, order: OrderId) -> Supply {
        let supply = self.supply(order).await;
        supply.supplies.into_iter().find(|supply| supply.material == self.fabric).unwrap()
    }

    async fn heard(&self, order: OrderId) -> BTreeMap<String, Fact> {
        let scope = self.planner.viewer.scope();
        self.company.store.read(move |tx| orders::load(tx, scope, order)).await.unwrap().told
    }

    async fn act(&self, order: OrderId, command: Command) -> Result<()> {
        let actor = self.company.actor();
        self.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await.map(drop)
    }

    async fn is_sound(&self) {
        assert_eq!(rebuild::check(&self.company.store).await.unwrap().faults, []);
    }
}

fn came(metres: i64, rejected: i64, accept_over: bool) -> News {
    News::Arrived(Arrival { quantity: metres * ONE, rejected: rejected * ONE, price: None, accept_over })
}

fn finish(step: &str) -> Command {
    Command::Finish { step: step.into(), at: None, answers: Default::default() }
}

/// S12: an order's needs are worked out, what is short is bought, confirmed, comes in parts, is checked; and the order hears.
#[test]
fn an_order_gets_its_materials() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let order = shop.order(30).await;
        let supply = shop.supply(order).await;
        let required: Vec<i64> = supply.supplies.iter().map(|supply| supply.required).collect();
        // 480 × 1.35 m with 5 %, and a carton for 24.
        assert_eq!((required, supply.all_in), (vec![6_804_000, 20 * ONE], AllIn::Unknown));
        assert!(supply.requirement.unwrap().needed_on.unwrap() > shop.today());
        assert_eq!(refused(shop.act(order, finish("buy")).await), "block-gate");

        // Cartons lie in the store: 25 of them, 20 for this order.
        let count = Movement::Count { counted: 25 * ONE };
        assert_eq!(
            refused(shop.moves(&shop.buyer, shop.carton, count.clone(), shop.told()).await),
            "refusal-needs-department"
        );
        shop.moves(&shop.keeper, shop.carton, count, shop.told()).await.unwrap();
        let aside = |pieces: i64| Movement::SetAside { order, quantity: pieces * ONE };
        assert_eq!(refused(shop.moves(&shop.planner, shop.carton, aside(26), shop.told()).await), "stock-short");
        shop.moves(&shop.planner, shop.carton, aside(20), shop.told()).await.unwrap();

        // Fabric is bought, by the buyer.
        let (viewer, today) = (shop.buyer.viewer.clone(), shop.today());
        let proposal = shop.company.store.read(move |tx| materials::proposal(tx, &viewer, today)).await.unwrap();
        assert_eq!((proposal.groups.len(), proposal.groups[0].supplier), (1, Some(shop.mill)));
        assert_eq!(proposal.groups[0].lines[0].quantity, 6_804_000);
        let line = Purchase { tolerance_percent: 3.into(), ..shop.line(Some(order), 680) };
        assert_eq!(refused(shop.buy(&shop.keeper, line.clone()).await), "refusal-needs-department");
        let bought = shop.buy(&shop.buyer, line.clone()).await.unwrap();
        assert!(bought.purchase.number.starts_with("PO-"), "{}", bought.purchase.number);
        assert_eq!(bought.purchase.estimate, Some(yuan("18.5")));
        // A double click is one purchase.
        assert_eq!(shop.buy(&shop.buyer, line).await.unwrap(), bought);
        let id = bought.purchase.id;
        let unconfirmed = shop.fabric_of(order).await;
        assert_eq!((unconfirmed.shortage, unconfirmed.all_in), (4_000, AllIn::Unknown));
        let need = ByHand { quantity: Some(680 * ONE), remark: "按样衣改过单耗".into(), ..ByHand::default() };
        let (actor, fabric) = (shop.planner.clone(), shop.fabric);
        shop.write(move |tx| materials::put_need(tx, &actor, order, fabric, need.clone())).await.unwrap();
        let expected = shop.today() + 9.days();
        let kept = shop.tell(&shop.buyer, id, News::Confirmed { expected }, shop.told()).await.unwrap();
        assert_eq!((kept.progress.state, kept.progress.expected), (PurchaseState::Confirmed, Some(expected)));
        assert_eq!(shop.fabric_of(order).await.all_in, AllIn::On(expected));

        // It comes in parts; some of it is faulty; the storekeeper's network is slow.
        let (once, part) = (shop.told(), came(400, 20, false));
        for _ in 0..3 {
            let kept = shop.tell(&shop.keeper, id, part.clone(), once.clone()).await.unwrap();
            assert_eq!((kept.progress.accepted, kept.progress.outstanding), (380 * ONE, 300 * ONE));
            assert_eq!(kept.purchase.price, None, "the storekeeper sees no prices");
        }
        let other = shop.tell(&shop.keeper, id, came(401, 20, false), once.clone()).await;
        assert_eq!(refused(other), "material-kept-otherwise");
        let there = shop.fabric_of(order).await;
        assert_eq!((there.allocated, there.missing(), there.all_in), (380 * ONE, 300 * ONE, AllIn::On(expected)));
        let awaited = ("materials.expected".to_owned(), Fact::Date(expected));
        assert_eq!(shop.heard(order).await, [awaited].into());

        // More comes than the tolerance bears: purchasing says whether it is welcome.
        assert_eq!(refused(shop.came(id, 330, 0).await), "purchase-over-delivered");
        let welcome = shop.tell(&shop.keeper, id, came(330, 0, true), shop.told()).await;
        assert_eq!(refused(welcome), "refusal-needs-department");
        let kept = shop.tell(&shop.buyer, id, came(330, 0, true), shop.told()).await.unwrap();
        assert_eq!(kept.progress.state, PurchaseState::Arrived);
        assert_eq!(shop.heard(order).await, [("materials.arrived".to_owned(), Fact::YesNo(true))].into());
        shop.act(order, finish("buy")).await.unwrap();
        shop.is_sound().await;
    });
}

/// What was wrong is taken back with a reason; what has gone further stays until that is taken back.
#[test]
fn what_was_wrong_is_reversed_in_purchase_and_store_at_once() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let order = shop.order(30).await;
        let id = shop.buy(&shop.buyer, shop.line(Some(order), 681)).await.unwrap().purchase.id;
        shop.came(id, 681, 0).await.unwrap();
        let issue = shop.told();
        let take = Movement::Issue { order, quantity: 300 * ONE };
        shop.moves(&shop.keeper, shop.fabric, take, issue.clone()).await.unwrap();
        let back = |seq| News::Reversed { seq };
        let why = || Told { note: "点错了".into(), ..shop.told() };
        assert_eq!(refused(shop.tell(&shop.keeper, id, back(1), shop.told()).await), "stock-reason-missing");
        assert_eq!(refused(shop.tell(&shop.keeper, id, back(1), why()).await), "stock-more-than-allocated");
        assert_eq!(refused(shop.tell(&shop.keeper, id, back(7), why()).await), "material-entry-unknown");
        let wrong = Movement::Reverse { entry: issue.id };
        shop.moves(&shop.keeper, shop.fabric, wrong.clone(), why()).await.unwrap();
        assert_eq!(
            refused(shop.moves(&shop.keeper, shop.fabric, wrong, why()).await),
            "material-entry-already-reversed"
        );
        let viewer = shop.keeper.viewer.clone();
        let entries = shop.company.store.read(move |tx| materials::entries_of_order(tx, &viewer, order)).await.unwrap();
        let arrival = Movement::Reverse { entry: entries[0].id };
        assert_eq!(refused(shop.moves(&shop.keeper, shop.fabric, arrival, why()).await), "stock-of-purchase");
        let kept = shop.tell(&shop.keeper, id, back(1), why()).await.unwrap();
        assert_eq!((kept.progress.accepted, kept.progress.state), (0, PurchaseState::Ordered));
        assert_eq!(shop.fabric_of(order).await.allocated, 0);

        // Some of what came is sent back, and no more comes: the order is short again.
        shop.came(id, 400, 0).await.unwrap();
        let kept = shop.tell(&shop.keeper, id, News::SentBack { quantity: 50 * ONE }, shop.told()).await.unwrap();
        assert_eq!(kept.progress.outstanding, 331 * ONE);
        let close = News::Closed { reason: "工厂停产".into() };
        assert_eq!(refused(shop.tell(&shop.keeper, id, close.clone(), shop.told()).await), "refusal-needs-department");
        let kept = shop.tell(&shop.buyer, id, close, shop.told()).await.unwrap();
        assert_eq!(kept.progress.state, PurchaseState::Closed);
        assert_eq!(shop.fabric_of(order).await.shortage, 6_804_000 - 350 * ONE);
        shop.is_sound().await;
    });
}

/// Sixteen planners set the same fabric aside for their orders at once: never more than there is.
#[test]
fn of_sixteen_at_once_nobody_takes_a_metre_twice() {
    const PLANNERS: usize = 16;
    const METRES: i64 = 60;
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let count = Movement::Count { counted: METRES * ONE };
        shop.moves(&shop.keeper, shop.fabric, count, shop.told()).await.unwrap();
        let mut orders = Vec::new();
        for _ in 0..4 {
            orders.push(shop.order(30).await);
        }
        let planners: Vec<_> = (0..PLANNERS)
            .map(|planner| {
                let (store, actor, fabric, day) =
                    (shop.company.store.clone(), shop.planner.clone(), shop.fabric, shop.today());
                let order = orders[planner % orders.len()];
                tokio::spawn(async move {
                    let mut kept = 0;
                    for turn in 0..6_i64 {
                        let quantity = (1 + turn % 3) * ONE;
                        let told = Told { id: StockEntryId(uuid::Uuid::now_v7()), day, note: String::new() };
                        let (actor, movement) = (actor.clone(), Movement::SetAside { order, quantity });
                        let work =
                            move |tx: &mut Tx| materials::enter(tx, &actor, fabric, movement.clone(), told.clone());
                        match store.write(work).await {
                            Ok(_) => kept += quantity,
                            Err(error) => assert!(error.say().key.starts_with("stock-short"), "{error:?}"),
                        }
                    }
                    kept
                })
            })
            .collect();
        let mut acknowledged = 0;
        for planner in planners {
            acknowledged += planner.await.unwrap();
        }
        let fabric = shop.fabric;
        let shelf = shop.company.store.read(move |tx| materials::on_shelf(tx, fabric)).await.unwrap();
        assert_eq!((shelf.allocated, shelf.available()), (acknowledged, METRES * ONE - acknowledged));
        assert_eq!(acknowledged, METRES * ONE, "there were more tries than metres, down to single ones");
        shop.is_sound().await;
    });
}
