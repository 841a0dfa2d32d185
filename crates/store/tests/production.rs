//! Lots and their progress (S7) on both databases.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    LotId, OrderId, ProgressId, Say, Text,
    access::Role,
    order::command::Command,
    process::gate::Fact,
    production::{Closed, Entry, Operation, Planned, Report, Scrap},
};
use yidan_store::{
    Actor, Result, Tx, orders,
    production::{self, Kept, NewLot, Told},
    rebuild,
};
use yidan_testing::{Company, WORKSHOP, acting, on_both, refused};

const ISSUE: usize = 0;
const PUNCH: usize = 1;
const DRILL: usize = 2;

fn pieces(count: i64) -> i64 {
    count * 10_000
}

fn route() -> Vec<Operation> {
    let named = |zh: &str, en: &str, department: &str| Operation {
        name: Text::new(zh, en),
        department: department.into(),
        outside: false,
        seconds_per_unit: None,
    };
    vec![
        named("仓库发料", "Warehouse issue", "warehouse"),
        named("冲床", "Punching", "production"),
        named("钻孔", "Drilling", "production"),
    ]
}

fn elsewhere() -> Vec<Operation> {
    vec![Operation { department: "moon".into(), ..route().remove(0) }]
}

fn new_lot(count: i64) -> NewLot {
    NewLot {
        id: LotId(uuid::Uuid::now_v7()),
        line: 1,
        quantity: pieces(count),
        route: route(),
        due: None,
        plan: Vec::new(),
        note: String::new(),
        overrun: String::new(),
    }
}

fn told(company: &Company, note: &str) -> Told {
    Told { id: ProgressId(uuid::Uuid::now_v7()), day: company.today(), note: note.into() }
}

fn came_out(operation: usize, good: i64, scrap: i64) -> Report {
    let scrap = (scrap > 0).then(|| Scrap { cause: "equipment".into(), quantity: pieces(scrap) });
    Report { operation, good: pieces(good), scrap: scrap.into_iter().collect(), ..Report::default() }
}

/// An order of the workshop for so many pieces, and a lot of it that is released.
async fn begun(company: &Company, count: i64) -> (OrderId, LotId) {
    company.teach(WORKSHOP).await;
    let order = company.enter(company.draft("workshop", 20)).await.order.id;
    let (actor, new, told) = (company.actor(), new_lot(count), told(company, ""));
    let made = company.write(move |tx| {
        let kept = production::make(tx, &actor, order, new.clone())?;
        production::release(tx, &actor, kept.lot.id, kept.lot.quantity.ten_thousandths, told.clone())
    });
    (order, made.await.unwrap().lot.id)
}

async fn say(company: &Company, actor: &Actor, lot: LotId, report: Report, told: Told) -> Result<Kept> {
    let actor = actor.clone();
    company.write(move |tx| production::report(tx, &actor, lot, report.clone(), told.clone())).await
}

async fn lot_now(company: &Company, lot: LotId) -> Kept {
    let viewer = company.actor().viewer;
    company.store.read(move |tx| production::get(tx, &viewer, lot)).await.unwrap()
}

/// S7: a lot goes through the shop; what is wrong is refused or taken back; the order hears when it has been made.
#[test]
fn a_lot_is_made_and_its_order_may_leave() {
    on_both(async |company| {
        let (order, lot) = begun(&company, 100).await;
        let worker = acting(&company.hire("吴师傅", "wu", Role::Member, &["production"]).await);
        let keeper = acting(&company.hire("老钱", "qian", Role::Member, &["warehouse"]).await);
        let number = lot_now(&company, lot).await.lot.number;
        assert!(number.ends_with("-1"), "{number}");

        let issued = say(&company, &keeper, lot, came_out(ISSUE, 100, 0), told(&company, "")).await.unwrap();
        assert_eq!(issued.balances[PUNCH].here(), pieces(100));
        let theirs = say(&company, &keeper, lot, came_out(PUNCH, 1, 0), told(&company, "")).await;
        assert_eq!(refused(theirs), "refusal-needs-department");
        let too_many = say(&company, &worker, lot, came_out(PUNCH, 101, 0), told(&company, "")).await;
        assert_eq!(refused(too_many), "progress-more-than-there");
        let no_cause =
            Report { scrap: vec![Scrap { cause: "aliens".into(), quantity: pieces(1) }], ..came_out(PUNCH, 1, 0) };
        assert_eq!(refused(say(&company, &worker, lot, no_cause, told(&company, "")).await), "cause-unknown");
        let tomorrow = Told { day: company.today() + 1.day(), ..told(&company, "") };
        assert_eq!(
            refused(say(&company, &worker, lot, came_out(PUNCH, 1, 0), tomorrow).await),
            "refusal-day-in-the-future"
        );

        // The network was slow, and the phone sends it again.
        let once = told(&company, "二班");
        for _ in 0..3 {
            let kept = say(&company, &worker, lot, came_out(PUNCH, 95, 5), once.clone()).await.unwrap();
            assert_eq!((kept.balances[PUNCH].good, kept.balances[PUNCH].scrap), (pieces(95), pieces(5)));
        }
        let other = say(&company, &worker, lot, came_out(PUNCH, 94, 6), once.clone()).await;
        assert_eq!(refused(other), "progress-kept-otherwise");
        let wrong = told(&company, "");
        say(&company, &worker, lot, came_out(DRILL, 59, 0), wrong.clone()).await.unwrap();
        let (actor, reason) = (worker.clone(), told(&company, "多打了一位"));
        let silent = Told { note: String::new(), ..reason.clone() };
        let back = async |told: Told| {
            let (actor, wrong) = (actor.clone(), wrong.id);
            company.write(move |tx| production::reverse(tx, &actor, lot, wrong, told.clone())).await
        };
        assert_eq!(refused(back(silent).await), "progress-reason-missing");
        assert_eq!(back(reason.clone()).await.unwrap().balances[DRILL].good, 0);
        assert_eq!(refused(back(told(&company, "再来一次")).await), "progress-already-reversed");

        let finish = Command::Finish { step: "make".into(), at: None, answers: Default::default() };
        let finish = async || {
            let (actor, finish) = (company.actor(), finish.clone());
            company.write(move |tx| orders::act(tx, &actor, order, None, finish.clone())).await
        };
        assert_eq!(refused(finish().await), "block-gate");
        let (planner, more) = (company.actor(), told(&company, ""));
        let beyond = company.write(move |tx| production::release(tx, &planner, lot, pieces(1), more.clone())).await;
        assert_eq!(refused(beyond), "progress-more-than-lot");
        let made = say(&company, &worker, lot, came_out(DRILL, 95, 0), told(&company, "")).await.unwrap();
        assert!(!made.is_open());
        finish().await.unwrap();

        let viewer = company.actor().viewer;
        let entries: Vec<Entry> = company.store.read(move |tx| production::entries_of(tx, &viewer, lot)).await.unwrap();
        assert_eq!(entries.len(), 6);
        let scope = company.actor().viewer.scope();
        let heard = company.store.read(move |tx| orders::load(tx, scope, order)).await.unwrap().told;
        // Only what the process asks for is told, and only when it is news.
        assert_eq!(heard, [("production.finished".to_owned(), Fact::YesNo(true))].into());
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// Thirty-two phones report at once on the same lot: never more than there is, nothing acknowledged is lost.
#[test]
fn of_thirty_two_phones_at_once_nobody_delivers_a_piece_twice() {
    const PHONES: usize = 32;
    const PIECES: i64 = 100;
    on_both(async |company| {
        let (_, lot) = begun(&company, PIECES).await;
        let phones: Vec<_> = (0..PHONES)
            .map(|phone| {
                let (store, actor, day) = (company.store.clone(), company.actor(), company.today());
                tokio::spawn(async move {
                    let mut kept = [0_i64; 3];
                    for turn in 0..12 {
                        let operation = (phone + turn) % 3;
                        let told = Told { id: ProgressId(uuid::Uuid::now_v7()), day, note: String::new() };
                        let (actor, report) = (actor.clone(), came_out(operation, 1 + (turn % 3) as i64, 0));
                        let good = report.good;
                        let work = move |tx: &mut Tx| production::report(tx, &actor, lot, report.clone(), told.clone());
                        match store.write(work).await {
                            Ok(_) => kept[operation] += good,
                            Err(error) => assert_eq!(error.say().key, "progress-more-than-there"),
                        }
                    }
                    kept
                })
            })
            .collect();
        let mut acknowledged = [0_i64; 3];
        for phone in phones {
            acknowledged.iter_mut().zip(phone.await.unwrap()).for_each(|(sum, kept)| *sum += kept);
        }
        let kept = lot_now(&company, lot).await;
        assert_eq!(kept.balances.iter().map(|it| it.good).collect::<Vec<_>>(), acknowledged);
        assert!(kept.balances.iter().all(|it| it.here() >= 0), "{:?}", kept.balances);
        assert_eq!(acknowledged[ISSUE], pieces(PIECES), "there were more tries than pieces");
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

#[test]
fn a_lot_ends_with_its_order_or_when_planning_says_so() {
    on_both(async |company| {
        let (order, lot) = begun(&company, 10).await;
        let worker = acting(&company.hire("吴师傅", "wu", Role::Member, &["production"]).await);
        let close = async |actor: &Actor, reason: &'static str| {
            let actor = actor.clone();
            company.write(move |tx| production::close(tx, &actor, lot, reason)).await
        };
        assert_eq!(refused(close(&worker, "不做了").await), "refusal-needs-department");
        assert_eq!(refused(close(&company.actor(), " ").await), "lot-reason-missing");
        close(&company.actor(), "模具坏了").await.unwrap();
        let closed = say(&company, &worker, lot, came_out(ISSUE, 1, 0), told(&company, "")).await;
        assert_eq!(refused(closed), "progress-closed");
        let actor = company.actor();
        company.write(move |tx| production::reopen(tx, &actor, lot)).await.unwrap();
        let (actor, cancel) = (company.actor(), Command::Cancel { reason: "客户取消".into() });
        company.write(move |tx| orders::act(tx, &actor, order, None, cancel.clone())).await.unwrap();
        let Some(Closed { reason, by, .. }) = lot_now(&company, lot).await.lot.closed else { panic!("still open") };
        assert_eq!((reason.as_str(), by), ("客户取消", company.administrator.id));
        let actor = company.actor();
        let again = company.write(move |tx| production::reopen(tx, &actor, lot)).await;
        assert_eq!(refused(again), "lot-order-cancelled");
        let (actor, new) = (company.actor(), new_lot(1));
        let another = company.write(move |tx| production::make(tx, &actor, order, new.clone())).await;
        assert_eq!(refused(another), "lot-order-cancelled");
    });
}

#[test]
fn a_lot_is_made_of_a_line_by_a_route() {
    on_both(async |company| {
        let (order, first) = begun(&company, 10).await;
        let make = async |new: NewLot| {
            let actor = company.actor();
            company.write(move |tx| production::make(tx, &actor, order, new.clone())).await
        };
        for (new, key) in [
            (NewLot { line: 9, ..new_lot(1) }, "lot-no-such-line"),
            (NewLot { line: 0, ..new_lot(1) }, "lot-no-such-line"),
            (new_lot(0), "lot-not-positive"),
            (NewLot { route: Vec::new(), ..new_lot(1) }, "route-no-operations"),
            (NewLot { route: elsewhere(), ..new_lot(1) }, "department-unknown"),
            (NewLot { quantity: i64::MAX, ..new_lot(1) }, "lot-too-many"),
            (NewLot { note: "长".repeat(2_001), ..new_lot(1) }, "lot-text-too-long"),
        ] {
            assert_eq!(refused(make(new).await), key);
        }
        let fifth = new_lot(5);
        let second = make(fifth.clone()).await.unwrap();
        // Sent once more, it is the same lot.
        assert_eq!(make(fifth).await.unwrap(), second);
        assert!(second.lot.number.ends_with("-2"), "{}", second.lot.number);
        let viewer = company.actor().viewer;
        let lots = company.store.read(move |tx| production::lots_of_order(tx, &viewer, order)).await.unwrap();
        assert_eq!(lots.iter().map(|kept| kept.lot.id).collect::<Vec<_>>(), [first, second.lot.id]);

        let seller = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let stranger = acting(&seller).viewer;
        let hidden = company.store.read(move |tx| production::get(tx, &stranger, first)).await;
        assert_eq!(refused(hidden), "store-not-found");
    });
}

/// More than was ordered is made for a reason that is kept; what was spoiled may be made again without one.
#[test]
fn the_lots_of_a_line_come_to_what_was_ordered_unless_somebody_says_why() {
    on_both(async |company| {
        // 480 were ordered; the first lot has 470 of them.
        let (order, first) = begun(&company, 470).await;
        let make = async |new: NewLot| {
            let actor = company.actor();
            company.write(move |tx| production::make(tx, &actor, order, new.clone())).await
        };
        let refusal = make(new_lot(11)).await.unwrap_err().say();
        assert_eq!(refusal.key, "lot-more-than-ordered");
        let left = refusal.args.iter().find(|(name, _)| *name == "left").unwrap().1.clone();
        assert_eq!(left, yidan_domain::Arg::Words("10 件".into()));
        let second = make(NewLot { overrun: "没用上的原因".into(), ..new_lot(10) }).await.unwrap();
        assert_eq!(second.lot.overrun, "", "nothing is made beyond");
        assert_eq!(refused(make(new_lot(1)).await), "lot-more-than-ordered");
        let third = make(NewLot { overrun: " 备品 ".into(), ..new_lot(1) }).await.unwrap();
        assert_eq!(third.lot.overrun, "备品");
        let (actor, id) = (company.actor(), third.lot.id);
        company.write(move |tx| production::close(tx, &actor, id, "不做了")).await.unwrap();

        // Ten are spoiled: as many may be made in their place.
        say(&company, &company.actor(), first, came_out(ISSUE, 0, 10), told(&company, "")).await.unwrap();
        assert_eq!(refused(make(new_lot(11)).await), "lot-more-than-ordered");
        let (actor, id) = (company.actor(), second.lot.id);
        company.write(move |tx| production::close(tx, &actor, id, "先不做")).await.unwrap();
        make(new_lot(20)).await.unwrap();
        let actor = company.actor();
        let again = company.write(move |tx| production::reopen(tx, &actor, second.lot.id)).await;
        assert_eq!(refused(again), "lot-more-than-ordered", "others are made in its place");
        let actor = company.actor();
        company.write(move |tx| production::reopen(tx, &actor, third.lot.id)).await.unwrap();
    });
}

/// An empty cell of a spreadsheet is a day of 1900.
#[test]
fn no_day_of_a_lot_lies_before_its_order_or_out_of_reach() {
    on_both(async |company| {
        let (order, lot) = begun(&company, 10).await;
        let make = async |new: NewLot| {
            let actor = company.actor();
            company.write(move |tx| production::make(tx, &actor, order, new.clone())).await
        };
        let planned = |day| vec![Planned { day, operation: ISSUE, quantity: pieces(1) }];
        for (day, key) in [("1900-01-01", "day-before-order"), ("9999-12-31", "day-too-far")] {
            let day: Date = day.parse().unwrap();
            assert_eq!(refused(make(NewLot { due: Some(day), ..new_lot(1) }).await), key);
            assert_eq!(refused(make(NewLot { plan: planned(day), ..new_lot(1) }).await), key);
            let (actor, plan) = (company.actor(), planned(day));
            let put = company.write(move |tx| production::put_plan(tx, &actor, lot, plan.clone(), None)).await;
            assert_eq!(refused(put), key);
        }
        make(NewLot { due: Some(company.today()), ..new_lot(1) }).await.unwrap();
    });
}

#[test]
fn a_product_keeps_every_version_of_its_route() {
    on_both(async |company| {
        let product = company.product.id;
        let put = async |actor: &Actor, route: Vec<Operation>| {
            let actor = actor.clone();
            company.write(move |tx| production::put_route(tx, &actor, product, route.clone())).await
        };
        let worker = acting(&company.hire("吴师傅", "wu", Role::Member, &["production"]).await);
        assert_eq!(refused(put(&worker, route()).await), "refusal-needs-department");
        assert_eq!(refused(put(&company.actor(), elsewhere()).await), "department-unknown");
        assert_eq!(put(&company.actor(), route()).await.unwrap(), 1);
        assert_eq!(put(&company.actor(), route()[..2].to_vec()).await.unwrap(), 2);
        let latest = company.store.read(move |tx| production::route_of(tx, product)).await.unwrap();
        assert_eq!(latest, Some((2, route()[..2].to_vec())));
    });
}
