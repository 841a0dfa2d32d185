//! The book of what is made, on both databases: whatever is done, it says what the rows say, at once, in another copy of the
//! program too, and after a start. What a summary sheet says is booked, all of a lot or nothing.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use yidan_domain::{
    LotId, ProgressId, Text,
    access::{Role, Scope},
    order::command::Command,
    production::{Delivered, Entry, Kind, Operation, Planned, Report, Scrap, Sheet, Wanted},
};
use yidan_store::{
    Actor, Error, Result, Store, Tx, orders,
    production::{
        self, Figures, Kept, NewLot, Told,
        book::{Page, PlanningQuery, Query, Sort, Workshop, WorkshopQuery},
    },
};
use yidan_testing::{Company, acting, heard, on_both, refused};

fn pieces(count: i64) -> i64 {
    count * 10_000
}

/// Two ways through the shop; both begin in the store.
fn route(turn: usize) -> Vec<Operation> {
    let named = |zh: &str, department: &str, seconds| Operation {
        name: Text::same(zh),
        department: department.into(),
        outside: false,
        seconds_per_unit: seconds,
    };
    let issue = named("仓库发料", "warehouse", Some(5));
    match turn % 2 {
        0 => vec![issue, named("冲床", "production", Some(40)), named("钻孔", "production", Some(60))],
        _ => vec![issue, named("油压", "production", None), named("钻孔", "production", Some(60))],
    }
}

fn told(day: Date, note: &str) -> Told {
    Told { id: ProgressId(uuid::Uuid::now_v7()), day, note: note.into() }
}

fn came_out(operation: usize, good: i64, scrap: i64) -> Report {
    let scrap = (scrap > 0).then(|| Scrap { cause: "equipment".into(), quantity: pieces(scrap) });
    Report { operation, good: pieces(good), scrap: scrap.into_iter().collect(), ..Report::default() }
}

/// A lot of a new order that is promised in so many days; one that should have been through by then has a day of its own.
async fn lot(company: &Company, turn: usize, days: i64, plan: Vec<Planned>) -> Kept {
    let mut draft = company.draft("made-to-order", days.max(1));
    draft.header.received_at -= SignedDuration::from_hours(30 * 24);
    let order = company.enter(draft).await.order.id;
    let actor = company.actor();
    let new = NewLot {
        id: LotId(uuid::Uuid::now_v7()),
        line: 1,
        quantity: pieces(100),
        route: route(turn),
        due: (days < 1).then(|| company.today().saturating_add(days.days())),
        plan,
        note: String::new(),
        overrun: String::new(),
    };
    company.store.write(move |tx| production::make(tx, &actor, order, new.clone())).await.unwrap()
}

async fn write<T: Send + 'static>(
    company: &Company,
    work: impl Fn(&mut Tx, &Actor) -> Result<T> + Send + 'static,
) -> Result<T> {
    let actor = company.actor();
    company.store.write(move |tx| work(tx, &actor)).await
}

fn everything(company: &Company) -> Query {
    Query { open: None, sort: Sort::Made, limit: 1_000, ..Query::open(Scope::All, company.today()) }
}

fn workshop(company: &Company) -> WorkshopQuery {
    WorkshopQuery {
        scope: Scope::All,
        today: company.today(),
        department: None,
        operation: None,
        text: String::new(),
        each: 100,
    }
}

/// All that the book can be asked, by one copy of the program.
fn asked(company: &Company, store: &Store) -> (Page, Page, Workshop, String) {
    let open = Query { open: Some(true), ..everything(company) };
    let planning = PlanningQuery { scope: Scope::All, today: company.today(), now: noon(company), most: 100 };
    let planned = store.making().planning(&planning, &store.world());
    (
        store.making().sheet(&everything(company)),
        store.making().sheet(&open),
        store.making().workshop(&workshop(company)),
        format!("{planned:?}"),
    )
}

/// The same moment for every copy.
fn noon(company: &Company) -> Timestamp {
    let zone = &company.store.world().company.calendars.zone;
    zone.to_timestamp(company.today().at(12, 0, 0, 0)).unwrap()
}

/// The sheet and the workshop as the rows say.
async fn matches_rows(company: &Company, lots: &[LotId]) {
    let (viewer, ids) = (company.actor().viewer, lots.to_vec());
    let kept: Vec<(Kept, Vec<Entry>)> = company
        .store
        .read(move |tx| {
            ids.iter()
                .map(|lot| Ok((production::get(tx, &viewer, *lot)?, production::entries_of(tx, &viewer, *lot)?)))
                .collect()
        })
        .await
        .unwrap();
    let (all, open, workshop, _) = asked(company, &company.store);
    assert_eq!(all.total, lots.len());
    assert_eq!(open.total, kept.iter().filter(|(kept, _)| kept.is_open()).count());
    let mut sums: BTreeMap<String, Delivered> = BTreeMap::new();
    for (row, (kept, _)) in all.rows.iter().zip(&kept) {
        assert_eq!((row.lot, row.is_open), (kept.lot.id, kept.is_open()));
        let sheet = Sheet::of(&kept.balances);
        assert_eq!(row.total, sheet.total);
        for (operation, made) in kept.lot.route.iter().zip(&sheet.operations) {
            let column = all.operations.iter().position(|name| *name == operation.name).expect("a column");
            assert_eq!(row.made[column], Some(*made), "{} {}", kept.lot.number, operation.name.zh);
            let sum = sums.entry(operation.name.zh.clone()).or_default();
            (sum.good, sum.scrap) = (sum.good + made.good, sum.scrap + made.scrap);
        }
        assert_eq!(row.made.iter().flatten().count(), kept.lot.route.len());
    }
    let of_all: BTreeMap<String, Delivered> = all
        .operations
        .iter()
        .map(|name| name.zh.clone())
        .zip(all.sums[0].made.iter().map(|made| made.expect("made")))
        .collect();
    assert_eq!(of_all, sums);
    let today = company.today();
    for station in &workshop.stations {
        let here: Vec<(LotId, i64, i64)> = kept
            .iter()
            .filter(|(kept, _)| kept.is_open())
            .filter_map(|(kept, _)| {
                let place = kept.lot.route.iter().position(|operation| operation.name == station.operation)?;
                let balance = &kept.balances[place];
                let lies = balance.in_progress() != 0 || balance.rework != 0;
                lies.then_some((kept.lot.id, balance.in_progress(), balance.rework))
            })
            .collect();
        let mut told: Vec<_> =
            station.here.iter().map(|here| (here.lot, here.in_progress.ten_thousandths, here.rework)).collect();
        told.sort();
        assert_eq!(told, here, "{}", station.operation.zh);
        let of_today = kept.iter().flat_map(|(kept, entries)| {
            entries.iter().filter(|entry| entry.day == today).filter_map(|entry| good_of(entry, entries, kept, station))
        });
        let good: i64 = station.amounts.iter().map(|amounts| amounts.good).sum();
        assert_eq!(good, of_today.sum::<i64>(), "{}", station.operation.zh);
    }
}

/// What an entry says of an operation: what it takes back counts against it.
fn good_of(entry: &Entry, all: &[Entry], kept: &Kept, station: &production::book::Station) -> Option<i64> {
    let (kind, sign) = match &entry.kind {
        Kind::Reversed { entry } => (&all.iter().find(|other| other.id == *entry)?.kind, -1),
        kind => (kind, 1),
    };
    match kind {
        Kind::Reported(report) if kept.lot.route[report.operation].name == station.operation => {
            Some(sign * report.good)
        }
        _ => None,
    }
}

/// Like dice, but the same every time.
struct Turns(u64);

impl Turns {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

#[test]
fn the_book_says_what_the_rows_say_in_every_copy_and_after_a_start() {
    on_both(async |company| {
        company.store.making_ready().await;
        let other = company.reopened().await;
        other.making_ready().await;
        let mut lots = Vec::new();
        for turn in 0..6 {
            let days = i64::try_from(turn).unwrap() * 3 - 4;
            let plan = vec![Planned { day: company.today(), operation: 0, quantity: pieces(50) }];
            lots.push(lot(&company, turn, days, plan).await.lot.id);
        }
        let mut dice = Turns(7);
        for _ in 0..120 {
            let lot = lots[dice.next(lots.len())];
            let day = company.today().saturating_sub(i64::try_from(dice.next(3)).unwrap().days());
            let (operation, good) = (dice.next(3), 1 + dice.next(30) as i64);
            let outcome = match dice.next(10) {
                0..=2 => {
                    write(&company, move |tx, actor| production::release(tx, actor, lot, pieces(good), told(day, "")))
                        .await
                }
                3..=7 => {
                    let report = came_out(operation, good, good / 9);
                    write(&company, move |tx, actor| production::report(tx, actor, lot, report.clone(), told(day, "")))
                        .await
                }
                8 => {
                    let place = dice.next(8);
                    write(&company, move |tx, actor| {
                        let entries = production::entries_of(tx, &actor.viewer, lot)?;
                        let wrong = entries.get(place).map_or(ProgressId(uuid::Uuid::nil()), |entry| entry.id);
                        production::reverse(tx, actor, lot, wrong, told(day, "看错了"))
                    })
                    .await
                }
                _ if dice.next(4) == 0 => {
                    write(&company, move |tx, actor| production::close(tx, actor, lot, "不做了")).await
                }
                _ => write(&company, move |tx, actor| production::reopen(tx, actor, lot)).await,
            };
            // What the rules refuse changes nothing.
            assert!(matches!(outcome, Ok(_) | Err(Error::Invalid(_) | Error::Refused(_))), "{outcome:?}");
        }
        matches_rows(&company, &lots).await;
        let now = asked(&company, &company.store);
        assert!(now.2.lots > 0 && now.1.total < now.0.total, "some lots are open, some are not: {now:?}");
        let again = company.reopened().await;
        again.making_ready().await;
        assert_eq!(asked(&company, &again), now, "read from the rows at a start");
        hears(&company, &other, &now).await;
    });
}

/// What one copy commits, the other hears.
async fn hears(company: &Company, other: &Store, now: &(Page, Page, Workshop, String)) {
    heard(other, async || asked(company, other) == *now).await;
}

#[test]
fn lots_are_found_by_their_orders_and_shown_page_by_page() {
    on_both(async |company| {
        company.store.making_ready().await;
        let mut lots = Vec::new();
        for turn in 0..5 {
            lots.push(lot(&company, turn, 10 - i64::try_from(turn).unwrap(), Vec::new()).await.lot);
        }
        let query = Query { limit: 2, ..Query::open(Scope::All, company.today()) };
        let mut after = None;
        let mut found = Vec::new();
        loop {
            let page = company.store.making().sheet(&Query { after, ..query.clone() });
            assert_eq!(page.total, 5);
            found.extend(page.rows.iter().map(|row| row.lot));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<LotId> = lots.iter().rev().map(|lot| lot.id).collect();
        assert_eq!(found, expected, "the most pressing first");

        let mut one = query.clone();
        one.orders.text = lots[3].number.trim_end_matches("-1").to_owned();
        assert_eq!(company.store.making().sheet(&one).rows[0].lot, lots[3].id);
        let punched = Query { due: Some((None, Some(company.today().saturating_add(7.days())))), ..query.clone() };
        assert_eq!(company.store.making().sheet(&punched).total, 2);
        let elsewhere = Query { department: Some("purchasing".into()), ..query.clone() };
        assert_eq!(company.store.making().sheet(&elsewhere).total, 0);
        // Orders of others are as good as not there.
        let stranger = company.hire("小林", "lin", Role::Member, &["sales"]).await;
        let own = Query::open(acting(&stranger).viewer.scope(), company.today());
        assert_eq!(company.store.making().sheet(&own).total, 0);
    });
}

/// S7: countdown and delay are the lot's, as they stand beside its own day.
#[test]
fn a_row_counts_by_the_day_of_its_lot_and_of_its_order_where_it_has_none() {
    on_both(async |company| {
        company.store.making_ready().await;
        let mut lots = Vec::new();
        // Orders that are promised in so many days; a day of its own has only what was due by now.
        for days in [20, -3, 6] {
            lots.push(lot(&company, 0, days, Vec::new()).await.lot.id);
        }
        let closed = lot(&company, 0, -5, Vec::new()).await.lot.id;
        write(&company, move |tx, actor| production::close(tx, actor, closed, "客户不要了")).await.unwrap();
        let rows = |query: &Query| {
            let page = company.store.making().sheet(query);
            let row = |row: &yidan_store::production::book::Row| {
                (row.lot, row.lateness.countdown_days, row.lateness.delay_days)
            };
            page.rows.iter().map(row).collect::<Vec<_>>()
        };
        let by = |sort, descending| Query { sort, descending, ..everything(&company) };
        let (late, soon, later) = ((lots[1], Some(-3), Some(3)), (lots[2], Some(6), None), (lots[0], Some(20), None));
        let through = (closed, None, Some(5));
        assert_eq!(rows(&by(Sort::Countdown, false)), [late, soon, later, through]);
        assert_eq!(rows(&by(Sort::Delay, true)), [through, late, later, soon]);
        let due = |row: usize| company.store.making().sheet(&by(Sort::Made, false)).rows[row].due;
        assert_eq!(due(0), Some(company.today() + 20.days()), "by the order's promise");
        let again = company.reopened().await;
        again.making_ready().await;
        let (sheet, query) = (company.store.making().sheet(&everything(&company)), everything(&company));
        assert_eq!(again.making().sheet(&query), sheet, "read from the rows at a start");
    });
}

/// A file that may be brought back names an operation so that each of its lots knows it.
#[test]
fn titles_that_could_be_mistaken_are_the_chinese_ones() {
    on_both(async |company| {
        company.store.making_ready().await;
        for names in [[("冲床", "Punching"), ("油压", "Pressing")], [("冲床", "Stamping"), ("压铆", "pressing")]]
        {
            let operation = |(zh, en): (&str, &str)| Operation { name: Text::new(zh, en), ..route(0).remove(1) };
            let mut by: Vec<Operation> = names.map(operation).into();
            by.push(Operation { name: Text::new("钻孔", "Drilling"), ..route(0).remove(2) });
            let order = company.enter(company.draft("made-to-order", 5)).await.order.id;
            let new = NewLot {
                id: LotId(uuid::Uuid::now_v7()),
                line: 1,
                quantity: pieces(10),
                route: by,
                due: None,
                plan: Vec::new(),
                note: String::new(),
                overrun: String::new(),
            };
            write(&company, move |tx, actor| production::make(tx, actor, order, new.clone())).await.unwrap();
        }
        let page = company.store.making().sheet(&everything(&company));
        let mut titles: Vec<&str> = page.titles.iter().map(|title| title.en.as_str()).collect();
        titles.sort();
        assert_eq!(titles, ["Drilling", "冲床", "压铆", "油压"]);
    });
}

#[test]
fn planning_sees_what_waits_what_will_be_late_and_what_is_before_each_operation() {
    on_both(async |company| {
        company.store.making_ready().await;
        company.hire("老钱", "qian", Role::Member, &["warehouse"]).await;
        company.hire("吴师傅", "wu", Role::Member, &["production"]).await;
        let late = lot(&company, 0, -2, Vec::new()).await.lot;
        let planned = Planned { day: company.today(), operation: 0, quantity: pieces(10) };
        let soon = lot(&company, 0, 300, vec![planned]).await.lot;
        let unknown = lot(&company, 1, 400, Vec::new()).await.lot;
        let query = PlanningQuery { scope: Scope::All, today: company.today(), now: noon(&company), most: 100 };
        let planning = company.store.making().planning(&query, &company.store.world());
        let waits: Vec<LotId> = planning.to_release.1.iter().map(|it| it.lot).collect();
        assert_eq!(waits, [late.id, soon.id, unknown.id], "what is planned, else due, first");
        assert_eq!(planning.to_release.1[1].planned, Some(company.today()));
        let late_lots: Vec<(LotId, bool)> = planning.late.1.iter().map(|it| (it.lot, it.expected.is_some())).collect();
        assert_eq!(late_lots, [(late.id, true)]);
        assert!(planning.late.1[0].days >= 2);
        let own = PlanningQuery { scope: Scope::Own(company.administrator.id), ..query.clone() };
        let of_own = company.store.making().planning(&own, &company.store.world());
        assert_eq!(of_own.load, [], "it is the whole company's load");
        let load: Vec<(String, usize, i64, usize)> =
            planning.load.iter().map(|it| (it.operation.zh.clone(), it.lots, it.seconds, it.unknown)).collect();
        let expected = [("仓库发料", 3, 1_500, 0), ("冲床", 2, 8_000, 0), ("油压", 1, 0, 1), ("钻孔", 3, 18_000, 0)];
        let mut sorted = load.clone();
        sorted.sort();
        let mut of: Vec<_> =
            expected.map(|(name, lots, seconds, unknown)| (name.to_owned(), lots, seconds, unknown)).into();
        of.sort();
        assert_eq!(sorted, of);
        assert_eq!(load[0].0, "仓库发料", "in the order of routes");

        // A cancelled order's lots are closed, and planning has nothing more to do with them.
        let order = soon.order;
        write(&company, move |tx, actor| {
            orders::act(tx, actor, order, None, Command::Cancel { reason: "客户取消".into() }).map(drop)
        })
        .await
        .unwrap();
        let planning = company.store.making().planning(&query, &company.store.world());
        assert_eq!(planning.to_release.0, 2);
    });
}

fn figures(version: Option<u64>, wanted: &[(usize, i64, i64)], reason: &str) -> Figures {
    let wanted = wanted.iter();
    Figures {
        version,
        wanted: wanted
            .map(|(operation, good, scrap)| Wanted {
                operation: *operation,
                good: pieces(*good),
                scrap: pieces(*scrap),
            })
            .collect(),
        cause: "equipment".into(),
        reason: reason.into(),
    }
}

#[test]
fn a_sheet_is_booked_once_and_all_of_a_lot_or_nothing() {
    on_both(async |company| {
        let lot = lot(&company, 0, 20, Vec::new()).await.lot.id;
        let day = company.today();
        write(&company, move |tx, actor| production::release(tx, actor, lot, pieces(100), told(day, "")))
            .await
            .unwrap();
        let book = async |figures: Figures| {
            write(&company, move |tx, actor| production::figures(tx, actor, lot, &figures)).await
        };
        let (kept, kinds) = book(figures(Some(2), &[(0, 100, 0), (1, 60, 5)], "")).await.unwrap();
        assert_eq!((kinds.len(), kept.version), (2, 3));
        let (same, kinds) = book(figures(Some(2), &[(0, 100, 0), (1, 60, 5)], "")).await.unwrap();
        assert_eq!((kinds.len(), same.version), (0, 3), "the same sheet again changes nothing");

        // Somebody has reported since the sheet was made.
        assert_eq!(refused(book(figures(Some(2), &[(1, 70, 5)], "")).await), "lot-sheet-outdated");
        assert_eq!(refused(book(figures(None, &[(1, 50, 5)], "")).await), "progress-less-without-reason");
        assert_eq!(refused(book(figures(None, &[(1, 90, 5), (2, 96, 0)], "")).await), "progress-more-than-there");
        let now = company.store.read(move |tx| Ok(production::known(tx, &[lot])?.remove(&lot))).await.unwrap().unwrap();
        assert_eq!(now, kept, "nothing of what was refused is kept");

        let (fewer, kinds) = book(figures(Some(3), &[(1, 50, 5)], "数错了")).await.unwrap();
        assert_eq!((kinds.len(), fewer.balances[1].good), (2, pieces(50)));
        let viewer = company.actor().viewer;
        let entries = company.store.read(move |tx| production::entries_of(tx, &viewer, lot)).await.unwrap();
        assert!(entries.iter().rev().take(2).all(|entry| entry.note == "数错了"), "{entries:?}");
        let wrong = yidan_store::rebuild::check(&company.store).await.unwrap();
        assert!(wrong.faults.is_empty(), "{wrong:?}");

        // Who may not report may not bring a sheet.
        let buyer = acting(&company.hire("小郑", "zheng", Role::Member, &["purchasing"]).await);
        let outcome = company.store.write(move |tx| {
            let mut all = buyer.clone();
            all.viewer.sees_all = true;
            production::figures(tx, &all, lot, &figures(None, &[(1, 51, 5)], ""))
        });
        assert_eq!(refused(outcome.await), "refusal-needs-department");
    });
}
