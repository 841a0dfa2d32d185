//! The book of materials: whatever is done, it says what the tables say, for everybody who sees something of it, in another
//! copy of the program too, and after a start.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    MaterialId, OrderId, PurchaseId, SupplierId,
    access::{Role, Viewer},
    material::{
        Period, Price, Purchase, PurchaseState,
        suggestion::{Group, Shortage, set_aside_first, suggestions},
        supply::{Supplied, waiting_for},
    },
    order::command::Command,
};
use yidan_store::{
    Error, Result, Store, Tx,
    materials::{
        self, ByHand, KeptPurchase, Movement, News, PurchaseFilter, SheetFilter, Told, Tracking, Which,
        book::{InStock, RATED_DAYS, ToBuy},
    },
    orders, suppliers,
};
use yidan_testing::{acting, heard, on_both};

use crate::shop::{ONE, Shop, came, material, supplier, yuan};

const ALL: (usize, usize) = (0, usize::MAX);

/// What has been made in the shop.
#[derive(Clone, Default)]
struct Made {
    orders: Vec<OrderId>,
    purchases: Vec<PurchaseId>,
    materials: Vec<MaterialId>,
    suppliers: Vec<SupplierId>,
}

/// What lists show, told by the book or reckoned from the tables.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    set_aside: Vec<Shortage>,
    coming: Vec<Shortage>,
    groups: Vec<Group>,
    /// The list of purchases; those that are open; then by state.
    purchases: Vec<Vec<KeptPurchase>>,
    chase: [Vec<PurchaseId>; 4],
    /// By `Which::ALL`.
    sheet: Vec<Vec<Tracking>>,
    waiting: Vec<Vec<(OrderId, i64)>>,
    stock: BTreeMap<MaterialId, InStock>,
    last: BTreeMap<(SupplierId, MaterialId), Price>,
    ratings: String,
}

impl Shown {
    /// Which of its lists have anything in them.
    fn with_something(&self) -> Vec<String> {
        let places = |what: &str, sizes: Vec<usize>| {
            let full = sizes.into_iter().enumerate().filter(|(_, size)| *size > 0);
            full.map(|(place, _)| format!("{what} {place}")).collect::<Vec<_>>()
        };
        [
            places("to do", vec![self.set_aside.len(), self.coming.len(), self.groups.len() / 2, self.last.len()]),
            places("chase", self.chase.iter().map(Vec::len).collect()),
            places("purchases", self.purchases.iter().map(Vec::len).collect()),
            places("sheet", self.sheet.iter().map(Vec::len).collect()),
        ]
        .concat()
    }
}

fn of_state(state: PurchaseState) -> PurchaseFilter {
    PurchaseFilter { state: Some(state), ..PurchaseFilter::default() }
}

fn of_which(which: Which) -> SheetFilter {
    SheetFilter { which, ..SheetFilter::default() }
}

fn open() -> PurchaseFilter {
    PurchaseFilter { open: true, ..PurchaseFilter::default() }
}

/// As the book has it.
fn told(tx: &mut Tx, store: &Store, viewer: &Viewer, made: &Made, today: Date) -> Result<Shown> {
    let book = store.materials();
    let proposal = book.proposal(viewer, &ToBuy::default(), today);
    let group = |group: &materials::book::Group| Group { supplier: group.supplier, lines: group.lines.clone() };
    assert!(proposal.groups.iter().all(|group| group.total == group.lines.len()));
    let mut shown = Shown {
        groups: proposal.groups.iter().map(group).collect(),
        set_aside: proposal.set_aside.1,
        coming: proposal.coming.1,
        stock: book.stock(viewer, &made.materials, today),
        ..Shown::default()
    };
    for filter in [PurchaseFilter::default(), open()].into_iter().chain(PurchaseState::ALL.map(of_state)) {
        let found = book.purchases(tx, viewer, &filter, ALL, today)?;
        assert_eq!(found.total, found.lines.len());
        shown.purchases.push(found.lines);
    }
    let chase = book.chase(tx, viewer, usize::MAX, today)?;
    shown.chase = [chase.overdue, chase.unconfirmed, chase.today, chase.week].map(|few| {
        assert_eq!(few.count, few.lines.len());
        few.lines.iter().map(|kept| kept.purchase.id).collect()
    });
    for which in Which::ALL {
        let found = book.tracked(tx, viewer, &of_which(which), ALL, today)?;
        assert_eq!(found.total, found.rows.len());
        shown.sheet.push(found.rows);
    }
    for material in &made.materials {
        let found = book.waiting(tx, viewer, *material, ALL, today)?;
        assert_eq!(found.total, found.orders.len());
        shown.waiting.push(found.orders.iter().map(|it| (it.order, it.supply.shortage)).collect());
    }
    let offers = book.offers(viewer, &made.materials.iter().copied().collect(), today);
    shown.last = offers.last;
    let rated = |id: &SupplierId| offers.ratings.get(id).cloned().unwrap_or_default();
    shown.ratings = format!("{:?}", made.suppliers.iter().map(rated).collect::<Vec<_>>());
    Ok(shown)
}

fn seen<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// As the tables have it: order by order, purchase by purchase.
fn reckoned(tx: &mut Tx, (viewer, everybody): (&Viewer, &Viewer), made: &Made, today: Date) -> Result<Shown> {
    let mut shown = Shown::default();
    let mut kept: Vec<KeptPurchase> = Vec::new();
    let mut to_store: BTreeMap<MaterialId, i64> = BTreeMap::new();
    for id in &made.purchases {
        let of_all = materials::purchase(tx, everybody, *id, today)?;
        if of_all.purchase.order.is_none() {
            *to_store.entry(of_all.purchase.material).or_default() += of_all.progress.outstanding;
        }
        kept.extend(seen(materials::purchase(tx, viewer, *id, today))?);
    }
    kept.sort_by_key(|kept| {
        (std::cmp::Reverse((kept.purchase.ordered_on, kept.purchase.number.clone())), kept.purchase.id)
    });
    let mut open = kept.clone();
    open.retain(KeptPurchase::is_open);
    let due = |kept: &KeptPurchase| kept.progress.due(&kept.purchase);
    open.sort_by_key(|kept| (due(kept).is_none(), due(kept), kept.purchase.ordered_on, kept.purchase.id));
    let with = |state| kept.iter().filter(|kept| kept.progress.state == state).cloned().collect::<Vec<_>>();
    shown.purchases = [kept.clone(), open.clone()].into_iter().chain(PurchaseState::ALL.map(with)).collect();
    let is_overdue = |kept: &KeptPurchase| kept.progress.state == PurchaseState::Overdue;
    let comes = |kept: &KeptPurchase, from: Date, to: Date| {
        kept.progress.expected.is_some_and(|day| (from..=to).contains(&day))
    };
    let list = |fits: &dyn Fn(&KeptPurchase) -> bool| {
        open.iter().filter(|kept| fits(kept)).map(|kept| kept.purchase.id).collect::<Vec<_>>()
    };
    shown.chase = [
        list(&is_overdue),
        list(&|kept| kept.progress.expected.is_none() && !is_overdue(kept)),
        list(&|kept| comes(kept, today, today)),
        list(&|kept| comes(kept, today + 1.days(), today + 7.days())),
    ];

    let mut supplied: Vec<Supplied> = Vec::new();
    let mut sheet: Vec<Vec<Tracking>> = vec![Vec::new(); Which::ALL.len()];
    let mut orders = made.orders.clone();
    orders.sort();
    for order in orders {
        let Some(supply) = seen(materials::supply_of(tx, viewer, order, today))? else { continue };
        let is_open = orders::load(tx, viewer.scope(), order)?.cancelled.is_none();
        let Some(requirement) = supply.requirement.filter(|it| is_open && !it.lines.is_empty()) else { continue };
        supplied.push(Supplied { order, needed_on: requirement.needed_on, supplies: supply.supplies });
        for (rows, which) in sheet.iter_mut().zip(Which::ALL) {
            rows.extend(materials::tracked_of_order(tx, viewer, order, &of_which(which), today)?);
        }
    }
    for rows in &mut sheet {
        rows.sort_by_key(|it| (it.row.purchased_on.is_none(), it.row.purchased_on, it.number.clone()));
        (1..).zip(rows).for_each(|(number, it)| it.row.number = number);
    }
    shown.sheet = sheet;
    let mut shortages = Vec::new();
    for Supplied { order, needed_on, supplies } in &supplied {
        let short = supplies.iter().filter(|supply| supply.shortage > 0);
        shortages.extend(short.map(|it| Shortage {
            order: *order,
            material: it.material,
            quantity: it.shortage,
            needed_on: *needed_on,
        }));
    }
    let shelves = materials::shelves(tx)?;
    let free = shelves.iter().map(|(material, shelf)| (*material, shelf.available())).collect();
    let short;
    (shown.set_aside, short) = set_aside_first(&shortages, &free);
    let left;
    (shown.coming, left) = set_aside_first(&short, &to_store);
    let known = materials::some(tx, made.materials.iter().copied())?;
    shown.groups = suggestions(&left, &known, &suppliers::all(tx)?);
    for material in &made.materials {
        let waiting = waiting_for(*material, &supplied);
        shown.waiting.push(waiting.into_iter().map(|(order, supply)| (order.order, supply.shortage)).collect());
        let on_order = open.iter().filter(|kept| kept.purchase.material == *material);
        let in_stock = InStock {
            shelf: shelves.get(material).copied().unwrap_or_default(),
            on_order: on_order.map(|kept| kept.progress.outstanding).sum(),
            short: left.iter().filter(|short| short.material == *material).map(|short| short.quantity).sum(),
        };
        shown.stock.insert(*material, in_stock);
    }
    for kept in kept.iter().rev() {
        if let Some(price) = kept.purchase.price {
            shown.last.insert((kept.purchase.supplier, kept.purchase.material), price);
        }
    }
    let period = Period { from: today - RATED_DAYS.days(), to: today };
    let mut ratings = Vec::new();
    for supplier in &made.suppliers {
        let rating = materials::rating_of(tx, viewer, *supplier, period, today)?;
        ratings.push((rating.on_time, rating.quality));
    }
    shown.ratings = format!("{ratings:?}");
    Ok(shown)
}

/// Like dice, but the same every time.
struct Turns(u64);

impl Turns {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.next(some.len())]
    }
}

impl Shop {
    /// Something happens, or is refused.
    async fn happens(&self, dice: &mut Turns, made: &mut Made) {
        let (order, of, day) = (dice.of(&made.orders), dice.of(&made.materials), self.today());
        let quantity = (1 + dice.next(60) as i64) * ONE;
        let told = Told { note: "数过".into(), ..self.told() };
        let later = self.today() + (dice.next(16) as i64 - 5).days();
        let outcome: Result<()> = match dice.next(16) {
            0..=4 => {
                let line = Purchase {
                    material: of,
                    supplier: dice.of(&made.suppliers),
                    order: Some(order).filter(|_| dice.next(3) > 0),
                    quantity,
                    price: (dice.next(4) > 0).then(|| yuan("18.2")),
                    wanted_on: Some(later).filter(|_| dice.next(2) > 0),
                    ordered_on: day - (dice.next(40) as i64 + 6).days(),
                    ..self.line(None, 1)
                };
                let bought = self.buy(&self.buyer, line).await;
                made.purchases.extend(bought.as_ref().map(|kept| kept.purchase.id));
                bought.map(drop)
            }
            5..=9 if !made.purchases.is_empty() => {
                let id = dice.of(&made.purchases);
                let (teller, news) = match dice.next(8) {
                    0..=2 => (&self.buyer, News::Confirmed { expected: later }),
                    3..=5 => (&self.buyer, came(1 + dice.next(40) as i64, dice.next(2) as i64, true)),
                    6 => (&self.buyer, News::Closed { reason: "不做了".into() }),
                    _ => (&self.buyer, News::Reversed { seq: 1 + dice.next(3) as u32 }),
                };
                let day = day - (dice.next(4) as i64).days();
                self.tell(teller, id, news, Told { day, ..told }).await.map(drop)
            }
            10 => self.moves(&self.keeper, of, Movement::Count { counted: 10 * quantity }, told).await,
            11 => self.moves(&self.planner, of, Movement::SetAside { order, quantity }, told).await,
            12 => self.moves(&self.keeper, of, Movement::Issue { order, quantity }, told).await,
            13 => {
                let (actor, by_hand) =
                    (self.planner.clone(), ByHand { quantity: Some(9 * quantity), ..ByHand::default() });
                self.write(move |tx| materials::put_need(tx, &actor, order, of, by_hand.clone())).await.map(drop)
            }
            14 => {
                let (actor, of) = (self.buyer.clone(), dice.of(&made.suppliers));
                let archived = dice.next(4) == 0;
                self.write(move |tx| suppliers::archive(tx, &actor, of, archived)).await.map(drop)
            }
            // The last order stays, as somebody sees that one alone.
            _ if dice.next(3) == 0 => {
                let ended = dice.of(&made.orders[..made.orders.len() - 1]);
                self.act(ended, Command::Cancel { reason: "客户取消".into() }).await
            }
            _ => {
                let (actor, usual, days) = (self.buyer.clone(), dice.of(&made.suppliers), dice.next(30) as u32);
                let change = move |tx: &mut Tx| {
                    let was = materials::get(tx, of)?;
                    let is = yidan_domain::material::Material { supplier: Some(usual), lead_days: Some(days), ..was };
                    materials::put(tx, &actor, is)
                };
                self.write(change).await.map(drop)
            }
        };
        // What the rules refuse changes nothing.
        assert!(matches!(outcome, Ok(()) | Err(Error::Invalid(_) | Error::Refused(_))), "{outcome:?}");
    }

    /// What one copy of the program shows these people.
    async fn shows(&self, store: &Store, people: &[Viewer], made: &Made) -> Vec<Shown> {
        let (index, people, made, today) = (store.clone(), people.to_vec(), made.clone(), self.today());
        let all = move |tx: &mut Tx| people.iter().map(|who| told(tx, &index, who, &made, today)).collect();
        store.read(all).await.unwrap()
    }

    async fn reckons(&self, people: &[Viewer], made: &Made) -> Vec<Shown> {
        let (people, made, today) = (people.to_vec(), made.clone(), self.today());
        let boss = self.company.actor().viewer;
        let all = move |tx: &mut Tx| people.iter().map(|who| reckoned(tx, (who, &boss), &made, today)).collect();
        self.company.store.read(all).await.unwrap()
    }
}

#[test]
fn the_book_says_what_the_tables_say_in_every_copy_and_after_a_start() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let store = &shop.company.store;
        store.materials_ready().await;
        let other = shop.company.reopened().await;
        other.materials_ready().await;
        let second = supplier("顺发辅料");
        let thread = material("T-1", "涤纶线", "m", Some(second.id));
        let mut made = Made {
            materials: vec![shop.fabric, shop.carton, thread.id],
            suppliers: vec![shop.mill, second.id],
            ..Made::default()
        };
        let actor = shop.buyer.clone();
        shop.write(move |tx| {
            suppliers::put(tx, &actor, second.clone())?;
            materials::put(tx, &actor, thread.clone())
        })
        .await
        .unwrap();
        for days in [12, 20, 20, 45, 60, 90] {
            made.orders.push(shop.order(days).await);
        }
        let seller = acting(&shop.company.hire("陈静", "chen", Role::Member, &["sales"]).await);
        let mut draft = shop.company.draft("garments", 30);
        draft.header.salesperson = Some(seller.viewer.person);
        let actor = shop.company.actor();
        let entered = shop.write(move |tx| orders::enter(tx, &actor, draft.clone())).await.unwrap();
        let theirs = entered.order.id;
        let actor = shop.planner.clone();
        shop.write(move |tx| materials::work_out(tx, &actor, theirs)).await.unwrap();
        made.orders.push(theirs);
        let people = [shop.buyer.viewer.clone(), shop.keeper.viewer.clone(), seller.viewer];
        let mut dice = Turns(11);
        let mut lists = BTreeSet::new();
        for turn in 0..200 {
            shop.happens(&mut dice, &mut made).await;
            if turn % 20 == 19 {
                let shown = shop.shows(store, &people, &made).await;
                assert_eq!(shown, shop.reckons(&people, &made).await, "{turn}");
                lists.extend(shown[0].with_something());
            }
        }
        assert!(lists.len() >= 12, "what was compared was not always empty: {lists:?}");
        let now = shop.shows(store, &people, &made).await;
        assert!(now[2].sheet[0].len() < now[0].sheet[0].len() && !now[2].sheet[0].is_empty(), "own orders alone");
        let again = shop.company.reopened().await;
        again.materials_ready().await;
        assert_eq!(shop.shows(&again, &people, &made).await, now, "read from the tables at a start");
        heard(&other, async || shop.shows(&other, &people, &made).await == now).await;
        shop.is_sound().await;
    });
}

/// Every page holds what comes after the page before, and what is searched is found on whatever page it would stand.
#[test]
fn lists_are_shown_page_by_page_and_searched() {
    on_both(async |company| {
        let shop = Shop::open(company).await;
        let mut orders = Vec::new();
        for days in 20..26 {
            orders.push(shop.order(days).await);
        }
        for (turn, order) in orders.iter().enumerate() {
            let line = Purchase { wanted_on: Some(shop.today() + (turn as i64).days()), ..shop.line(Some(*order), 9) };
            shop.buy(&shop.buyer, line).await.unwrap();
        }
        let (index, viewer, today, fabric) =
            (shop.company.store.clone(), shop.buyer.viewer.clone(), shop.today(), shop.fabric);
        index.materials_ready().await;
        let read = move |tx: &mut Tx| {
            let book = index.materials();
            let (mut lines, mut rows, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
            for page in 0..4 {
                let page = (page * 4, 4);
                lines.extend(book.purchases(tx, &viewer, &open(), page, today)?.lines);
                rows.extend(book.tracked(tx, &viewer, &SheetFilter::default(), page, today)?.rows);
                waiting.extend(book.waiting(tx, &viewer, fabric, page, today)?.orders);
            }
            let number = rows[3].number.clone();
            let one = SheetFilter { words: format!("{} 珠地", number.to_lowercase()), ..SheetFilter::default() };
            let found = book.tracked(tx, &viewer, &one, ALL, today)?;
            let words = PurchaseFilter { words: format!("恒达 {number}"), ..PurchaseFilter::default() };
            let bought = book.purchases(tx, &viewer, &words, ALL, today)?;
            let buy = book.proposal(&viewer, &ToBuy { words: number.clone(), each: 1, ..ToBuy::default() }, today);
            Ok((lines, rows, waiting, found, bought, buy, number))
        };
        let (lines, rows, waiting, found, bought, buy, number) = shop.company.store.read(read).await.unwrap();
        assert!(lines.is_sorted_by_key(|kept| kept.purchase.wanted_on) && lines.len() == 6);
        assert_eq!(rows.iter().map(|it| it.row.number).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
        assert_eq!(rows.iter().map(|it| (it.order, it.material.id)).collect::<BTreeSet<_>>().len(), 12);
        assert_eq!(waiting.iter().map(|it| it.order).collect::<Vec<_>>(), orders);
        assert_eq!((found.total, &found.rows[0].number), (1, &number));
        assert_eq!((bought.total, bought.orders.values().collect::<Vec<_>>()), (1, vec![&number]));
        assert_eq!(
            buy.groups.iter().map(|group| (group.total, group.lines.len())).collect::<Vec<_>>(),
            [(1, 1), (1, 1)]
        );
    });
}
