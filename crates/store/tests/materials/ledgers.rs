//! From what an order needs to what lies in the store for it, and back again where something was wrong.

use jiff::ToSpan;
use yidan_domain::{
    Arg, Say, StockEntryId,
    material::{AllIn, Purchase, PurchaseState, Supplier, SupplierKind},
    process::gate::Fact,
};
use yidan_store::{
    Error, Tx,
    materials::{self, ByHand, Movement, News, Told, book::ToBuy},
    suppliers,
};
use yidan_testing::{on_both, refused};

use crate::shop::{ONE, Shop, came, finish, yuan};

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
        shop.company.store.materials_ready().await;
        let proposal = shop.company.store.materials().proposal(&viewer, &ToBuy::default(), today);
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
        let missing = ("materials.arrived".to_owned(), Fact::YesNo(false));
        assert_eq!(shop.heard(order).await, [awaited, missing].into());

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

/// Of several lines the second is wrong: it says which, and none is bought.
#[test]
fn a_line_that_is_refused_says_which() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let order = shop.order(30).await;
        let (good, wrong) = (shop.line(Some(order), 100), Purchase { price: Some(yuan("-1")), ..shop.line(None, 5) });
        let (actor, lines) = (shop.buyer.clone(), vec![good.clone(), wrong]);
        let outcome = shop.write(move |tx| materials::buy(tx, &actor, lines.clone())).await;
        let Err(Error::Invalid(said)) = outcome else { panic!("{outcome:?}") };
        assert_eq!((said.key, said.args.last()), ("material-price-negative", Some(&("line", Arg::Number(2)))));
        let (viewer, today) = (shop.buyer.viewer.clone(), shop.today());
        let kept = shop.company.store.read(move |tx| materials::purchase(tx, &viewer, good.id, today)).await;
        assert_eq!(refused(kept), "store-not-found");
    });
}

#[test]
fn whoever_a_material_is_usually_bought_from_can_be_chosen() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let put = |kinds: Vec<SupplierKind>, archived: bool| {
            let (actor, mill) = (shop.buyer.clone(), shop.mill);
            shop.write(move |tx| {
                let supplier = Supplier { kinds: kinds.clone(), archived, ..suppliers::get(tx, mill)? };
                suppliers::put(tx, &actor, supplier)
            })
        };
        let is_offered = async || {
            shop.company.store.materials_ready().await;
            let (book, of) = (shop.company.store.materials(), [shop.fabric].into());
            book.offers(&shop.buyer.viewer, &of, shop.today()).suppliers.contains_key(&shop.mill)
        };
        put(vec![SupplierKind::OutsideWork], false).await.unwrap();
        assert!(is_offered().await);
        put(vec![SupplierKind::Materials], true).await.unwrap();
        assert!(!is_offered().await, "the company has stopped with it");
    });
}
