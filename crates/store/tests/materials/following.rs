//! What lists show of materials, and how what an order needs follows the order.

use jiff::ToSpan;
use yidan_domain::{
    MaterialId, Quantity, Text,
    access::Role,
    material::{AllIn, Material, Period, PurchaseState, sheet::ExtraColumn},
    order::command::Command,
    process::gate::Fact,
};
use yidan_store::{
    Result, Tx,
    materials::{self, ByHand, Filter, Movement, NewBom, News, PurchaseFilter, SheetFilter, Told, Tracking, Which},
    orders, suppliers,
};
use yidan_testing::{acting, on_both, refused};

use crate::shop::{ONE, Shop, finish, material, supplier, uses, yuan};

impl Shop {
    async fn sheet(&self, filter: SheetFilter) -> Vec<Tracking> {
        let (viewer, today) = (self.planner.viewer.clone(), self.today());
        let index = self.company.store.clone();
        index.materials_ready().await;
        let all = (0, usize::MAX);
        let read = move |tx: &mut Tx| index.materials().tracked(tx, &viewer, &filter, all, today);
        self.company.store.read(read).await.unwrap().rows
    }
}

/// S12: a row for each material of each order, with the company's own column; the lists of what to chase and who waits.
#[test]
fn the_sheet_follows_every_material_of_every_order() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let (soon, later) = (shop.order(20).await, shop.order(60).await);
        let columns = vec![ExtraColumn { key: "colour".into(), name: Text::new("颜色", "Colour") }];
        let (keeper, buyer) = (shop.keeper.clone(), shop.buyer.clone());
        let kept = columns.clone();
        let theirs = shop.write(move |tx| materials::put_columns(tx, &keeper, columns.clone())).await;
        assert_eq!(refused(theirs), "refusal-needs-department");
        shop.write(move |tx| materials::put_columns(tx, &buyer, kept.clone())).await.unwrap();
        let note = |key: &str| ByHand {
            remark: "先裁大货".into(),
            extra: [(key.to_owned(), " 藏青 ".to_owned())].into(),
            ..ByHand::default()
        };
        let (planner, fabric) = (shop.planner.clone(), shop.fabric);
        let (wrong, right) = (note("size"), note("colour"));
        let unknown = shop.write({
            let planner = planner.clone();
            move |tx| materials::put_need(tx, &planner, later, fabric, wrong.clone())
        });
        assert_eq!(refused(unknown.await), "material-column-unknown");
        shop.write(move |tx| materials::put_need(tx, &planner, later, fabric, right.clone())).await.unwrap();

        let line = shop.line(Some(later), 700);
        let bought = shop.buy(&shop.buyer, line).await.unwrap();
        let rows = shop.sheet(SheetFilter::default()).await;
        assert_eq!(rows.len(), 4);
        let first = &rows[0];
        assert_eq!((first.order, first.material.id, first.row.number), (later, shop.fabric, 1));
        assert_eq!(first.row.purchased.as_ref().unwrap().to_string(), "700 m");
        assert_eq!(
            (first.row.suppliers.as_slice(), first.row.remarks.as_slice()),
            (&["恒达纺织".to_owned()][..], &["先裁大货".to_owned()][..])
        );
        assert_eq!(first.row.extra["colour"], "藏青");
        let short = shop.sheet(SheetFilter { which: Which::Short, ..SheetFilter::default() }).await;
        assert_eq!(short.iter().filter(|it| it.order == soon).count(), 2);
        let words = SheetFilter { words: "恒达".into(), ..SheetFilter::default() };
        assert_eq!(shop.sheet(words).await.len(), 1);
        assert_eq!(shop.sheet(SheetFilter { which: Which::Unconfirmed, ..SheetFilter::default() }).await.len(), 1);

        let (viewer, today, carton) = (shop.planner.viewer.clone(), shop.today(), shop.carton);
        let index = shop.company.store.clone();
        let read = move |tx: &mut Tx| index.materials().waiting(tx, &viewer, carton, (0, 10), today);
        let waiting = shop.company.store.read(read).await.unwrap().orders;
        assert_eq!(waiting.iter().map(|it| it.order).collect::<Vec<_>>(), [soon, later], "who needs it first, first");

        let filter = PurchaseFilter { open: true, state: Some(PurchaseState::Ordered), ..PurchaseFilter::default() };
        let viewer = shop.keeper.viewer.clone();
        let index = shop.company.store.clone();
        let read = move |tx: &mut Tx| index.materials().purchases(tx, &viewer, &filter, (0, 10), today);
        let list = shop.company.store.read(read);
        let list = list.await.unwrap();
        assert_eq!((list.total, list.lines[0].purchase.id), (1, bought.purchase.id));
        assert_eq!(list.lines[0].purchase.price, None, "the storekeeper sees no prices");

        let period = Period { from: today, to: today };
        shop.came(bought.purchase.id, 700, 70).await.unwrap();
        let rating = async |viewer| {
            let mill = shop.mill;
            shop.company.store.read(move |tx| materials::rating_of(tx, &viewer, mill, period, today)).await.unwrap()
        };
        let told = rating(shop.buyer.viewer.clone()).await;
        assert_eq!((told.quality[0].percent(), told.prices.len()), (Some(90.into()), 1));
        assert_eq!(rating(shop.keeper.viewer.clone()).await.prices, []);
    });
}

/// More is ordered, and more is needed by the same bill; a new bill counts when somebody says so; with the order ends the need.
#[test]
fn what_an_order_needs_follows_the_order() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let order = shop.order(30).await;
        let (actor, product, fabric) = (shop.planner.clone(), shop.company.product.id, shop.fabric);
        let lines = vec![uses(fabric, "2", 1, "0")];
        let bom = shop
            .write(move |tx| {
                let new = NewBom { product, lines: lines.clone(), note: String::new(), seen: None };
                materials::put_bom(tx, &actor, new.clone())?;
                // The same again is no other version.
                materials::put_bom(tx, &actor, new)
            })
            .await
            .unwrap();
        assert_eq!(bom.version, 2);
        let (actor, lines) = (shop.planner.clone(), vec![uses(fabric, "3", 1, "0")]);
        let late = shop.write(move |tx| {
            let new = NewBom { product, lines: lines.clone(), note: String::new(), seen: Some(1) };
            materials::put_bom(tx, &actor, new)
        });
        assert_eq!(refused(late.await), "bom-changed-meanwhile");
        let scope = shop.company.actor().viewer.scope();
        let now = shop.company.store.read(move |tx| orders::load(tx, scope, order)).await.unwrap();
        let mut lines = now.lines.clone();
        lines[0].quantity = Quantity { ten_thousandths: 960 * ONE, unit: "件".into() };
        let amend = Command::Amend { header: Box::new(now.header.clone()), lines, reason: "加单".into() };
        shop.act(order, amend).await.unwrap();
        assert_eq!(shop.fabric_of(order).await.required, 13_608_000, "by the bill that it was worked out from");
        let actor = shop.planner.clone();
        shop.write(move |tx| materials::work_out(tx, &actor, order)).await.unwrap();
        assert_eq!(shop.fabric_of(order).await.required, 1_920 * ONE);

        shop.moves(&shop.keeper, shop.fabric, Movement::Count { counted: 100 * ONE }, shop.told()).await.unwrap();
        let aside = Movement::SetAside { order, quantity: 60 * ONE };
        shop.moves(&shop.planner, shop.fabric, aside.clone(), shop.told()).await.unwrap();
        shop.act(order, Command::Cancel { reason: "客户取消".into() }).await.unwrap();
        let fabric = shop.fabric;
        let shelf = shop.company.store.read(move |tx| materials::on_shelf(tx, fabric)).await.unwrap();
        assert_eq!((shelf.on_hand, shelf.available()), (100 * ONE, 100 * ONE));
        assert_eq!(shop.sheet(SheetFilter::default()).await, []);
        let late = shop.moves(&shop.planner, shop.fabric, aside, shop.told()).await;
        assert_eq!(refused(late), "material-order-cancelled");
        assert_eq!(refused(shop.buy(&shop.buyer, shop.line(Some(order), 1)).await), "material-order-cancelled");
        shop.is_sound().await;
    });
}

#[test]
fn lists_keep_their_codes_and_units() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let put = async |material: Material| -> Result<Material> {
            let actor = shop.buyer.clone();
            shop.write(move |tx| materials::put(tx, &actor, material.clone())).await
        };
        assert_eq!(refused(put(material("F-1", "别的布", "m", None)).await), "material-code-taken");
        let fabric = Material { id: shop.fabric, ..material("F-1", "珠地布", "kg", None) };
        assert_eq!(refused(put(fabric).await), "material-unit-in-use");
        let (actor, same) = (shop.buyer.clone(), supplier(" 恒达纺织　"));
        let taken = shop.write(move |tx| suppliers::put(tx, &actor, same.clone())).await;
        assert_eq!(refused(taken), "supplier-name-taken");
        let (actor, mill) = (shop.buyer.clone(), shop.mill);
        shop.write(move |tx| suppliers::archive(tx, &actor, mill, true)).await.unwrap();
        assert_eq!(refused(shop.buy(&shop.buyer, shop.line(None, 1)).await), "purchase-supplier-archived");
        let found = shop.company.store.read(|tx: &mut Tx| {
            let filter = Filter { words: "纸箱".into(), ..Filter::default() };
            Ok((materials::list(tx, &filter, None, 10)?, suppliers::list(tx, &suppliers::Filter::default(), None, 10)?))
        });
        let (materials, suppliers) = found.await.unwrap();
        assert_eq!(materials.iter().map(|it| it.id).collect::<Vec<MaterialId>>(), [shop.carton]);
        assert_eq!(suppliers, [], "the only one is archived");
    });
}

/// Whoever sees only own orders sees only their purchases, and nothing of the store's.
#[test]
fn sales_see_the_materials_of_their_own_orders() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let order = shop.order(30).await;
        let for_order = shop.buy(&shop.buyer, shop.line(Some(order), 10)).await.unwrap().purchase.id;
        shop.buy(&shop.buyer, shop.line(None, 10)).await.unwrap();
        let stranger = acting(&shop.company.hire("陈静", "chen", Role::Member, &["sales"]).await).viewer;
        let (index, today) = (shop.company.store.clone(), shop.today());
        index.materials_ready().await;
        let seen = shop.company.store.read(move |tx| {
            let list = index.materials().purchases(tx, &stranger, &PurchaseFilter::default(), (0, 10), today)?;
            let one = materials::purchase(tx, &stranger, for_order, today);
            let supply = materials::supply_of(tx, &stranger, order, today);
            Ok((
                list.total,
                refused(one),
                refused(supply),
                index.materials().tracked(tx, &stranger, &SheetFilter::default(), (0, 10), today)?.total,
            ))
        });
        let (total, one, supply, sheet) = seen.await.unwrap();
        assert_eq!((total, one, supply, sheet), (0, "store-not-found", "store-not-found", 0));
    });
}

/// The terms of a line change until goods have come; afterwards not below what was accepted.
#[test]
fn the_terms_of_a_purchase_change_while_they_can() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let kept = shop.buy(&shop.buyer, shop.line(None, 100)).await.unwrap();
        let id = kept.purchase.id;
        let change = async |seen, metres: i64, price: &str| {
            let actor = shop.buyer.clone();
            let quantity = metres * ONE;
            let terms = materials::Terms { quantity, price: Some(yuan(price)), ..materials::Terms::of(&kept.purchase) };
            shop.write(move |tx| materials::change(tx, &actor, id, seen, terms.clone())).await
        };
        assert_eq!(change(Some(1), 80, "18.2").await.unwrap().version, 2);
        assert_eq!(refused(change(Some(1), 70, "18.2").await), "purchase-changed-meanwhile");
        let expected = shop.today() + 3.days();
        shop.tell(&shop.buyer, id, News::Confirmed { expected }, shop.told()).await.unwrap();
        shop.came(id, 60, 0).await.unwrap();
        assert_eq!(refused(change(None, 50, "18.2").await), "purchase-below-accepted");
        let done = change(None, 60, "18.2").await.unwrap();
        assert_eq!((done.progress.state, done.progress.outstanding), (PurchaseState::Arrived, 0));
        let order = shop.order(30).await;
        assert_eq!(shop.supply(order).await.all_in, AllIn::Unknown);
        shop.is_sound().await;
    });
}

/// What comes for an order that has ended, or comes back to it, is free for others; nothing more is taken for it.
#[test]
fn nothing_stays_set_aside_for_an_order_that_has_ended() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let free = async || {
            let fabric = shop.fabric;
            let shelf = shop.company.store.read(move |tx| materials::on_shelf(tx, fabric)).await.unwrap();
            (shelf.on_hand / ONE, shelf.available() / ONE)
        };
        let order = shop.order(30).await;
        let bought = shop.buy(&shop.buyer, shop.line(Some(order), 700)).await.unwrap().purchase.id;
        shop.came(bought, 300, 0).await.unwrap();
        let issue = shop.told();
        shop.moves(&shop.keeper, shop.fabric, Movement::Issue { order, quantity: 200 * ONE }, issue.clone())
            .await
            .unwrap();
        assert_eq!(free().await, (100, 0));
        shop.act(order, Command::Cancel { reason: "客户取消".into() }).await.unwrap();
        assert_eq!(free().await, (100, 100));
        shop.came(bought, 400, 0).await.unwrap();
        assert_eq!(free().await, (500, 500), "it came all the same");
        let wrong = Told { note: "没有领".into(), ..shop.told() };
        shop.moves(&shop.keeper, shop.fabric, Movement::Reverse { entry: issue.id }, wrong).await.unwrap();
        assert_eq!(free().await, (700, 700), "what it had been issued");

        let done = shop.order(30).await;
        let quantity = shop.fabric_of(done).await.required;
        shop.moves(&shop.planner, shop.fabric, Movement::SetAside { order: done, quantity }, shop.told())
            .await
            .unwrap();
        let (planner, carton) = (shop.planner.clone(), shop.carton);
        let none = ByHand { quantity: Some(0), ..ByHand::default() };
        shop.write(move |tx| materials::put_need(tx, &planner, done, carton, none.clone())).await.unwrap();
        for step in ["buy", "make", "ship"] {
            shop.act(done, finish(step)).await.unwrap();
        }
        assert_eq!(free().await.1, 700, "what it did not use");
        let late = Movement::SetAside { order: done, quantity: ONE };
        assert_eq!(refused(shop.moves(&shop.planner, shop.fabric, late, shop.told()).await), "material-order-done");
        assert_eq!(refused(shop.buy(&shop.buyer, shop.line(Some(done), 1)).await), "material-order-done");
        shop.is_sound().await;
    });
}

/// A set is no piece; and a product of which nobody knows what it is made of leaves the order waiting.
#[test]
fn a_line_without_a_bill_for_its_unit_is_not_supplied() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let order = shop.order(30).await;
        let scope = shop.company.actor().viewer.scope();
        let now = shop.company.store.read(move |tx| orders::load(tx, scope, order)).await.unwrap();
        let mut lines = vec![now.lines[0].clone(), now.lines[0].clone()];
        lines[1].quantity = Quantity { ten_thousandths: 10 * ONE, unit: "套".into() };
        let amend = Command::Amend { header: Box::new(now.header.clone()), lines, reason: "加单".into() };
        shop.act(order, amend).await.unwrap();
        let basis = shop.supply(order).await.requirement.unwrap().basis;
        assert_eq!((basis.without_bom, basis.of_other_unit.len()), (vec![2], 1));

        for (material, quantity) in [(shop.fabric, 1_000 * ONE), (shop.carton, 100 * ONE)] {
            shop.moves(&shop.keeper, material, Movement::Count { counted: quantity }, shop.told()).await.unwrap();
            let aside = Movement::SetAside { order, quantity };
            shop.moves(&shop.planner, material, aside, shop.told()).await.unwrap();
        }
        assert_eq!(shop.heard(order).await["materials.arrived"], Fact::YesNo(false), "of the sets nobody knows");
        let (planner, fabric) = (shop.planner.clone(), shop.fabric);
        let by_hand = ByHand { quantity: Some(900 * ONE), ..ByHand::default() };
        shop.write(move |tx| materials::put_need(tx, &planner, order, fabric, by_hand.clone())).await.unwrap();
        assert_eq!(shop.heard(order).await["materials.arrived"], Fact::YesNo(true), "somebody has said what they take");
        shop.is_sound().await;
    });
}
