//! Inspections (S1, 7; S11) on both databases.

use jiff::ToSpan;
use uuid::Uuid;
use yidan_domain::{
    InspectionId, LotId, OrderId, Say, Text,
    access::{Role, Scope},
    case::Case,
    exception::{Watched, differences, found},
    order::{Header, Line, Order, command::Command as OrderCommand, lateness::day_number},
    process::{due::Side, gate::Fact},
    production::Operation,
    quality::{
        Arrangement, Command, DefectList, Fewer, Heading, Horizon, Inspector, LeadTimes, Of, Report, Request, Sampling,
        State, Subject, Verdict, Waits,
        aql::{ByClass, Severity},
    },
    schedule::{
        Network,
        forecast::{NoHistory, forecast},
        moment::date_of,
    },
};
use yidan_store::{
    Actor, Error, Result, Tx,
    exceptions::apply_rules,
    inspections::{self, Kept, Query, Settings, Which},
    orders,
    production::{self, NewLot},
    rebuild,
};
use yidan_testing::{Company, acting, on_both, refused};

/// Goods are inspected and shipped.
const PROCESS: &str = r#"
key = "inspected"
version = 1
name = { zh = "验货发货", en = "Inspected" }
description = { zh = "验货发货", en = "Inspected" }

[[steps]]
key = "inspect"
name = { zh = "验货", en = "Inspect" }
department = "quality"
stage = "making"
instructions = { zh = "验货", en = "Inspect" }

  [[steps.finish_gate]]
  when = "inspection.passed && inspection.booked"
  otherwise = { zh = "还没有验货合格。", en = "The goods have not passed yet." }

[[steps]]
key = "ship"
name = { zh = "发货", en = "Ship" }
department = "logistics"
stage = "delivery"
instructions = { zh = "发货", en = "Ship" }
after = ["inspect"]
milestone = "delivered"
"#;

async fn entered(company: &Company) -> OrderId {
    if company.store.world().processes.latest("inspected").is_none() {
        company.teach(PROCESS).await;
    }
    company.enter(company.draft("inspected", 20)).await.order.id
}

/// The whole order of 480 flanges, by our own inspector.
fn request(order: OrderId) -> Request {
    let arrangement = Arrangement {
        inspector: Inspector::Own,
        goods: String::new(),
        lot: 480,
        sampling: Sampling::usual(),
        place: "宁波仓库".into(),
        wanted_on: None,
        fewer: None,
    };
    Request { subject: Subject { order, of: Of::Final { whole_order: true } }, series: None, again: None, arrangement }
}

async fn plan(company: &Company, request: Request) -> Result<Kept> {
    let (actor, id) = (company.actor(), InspectionId(Uuid::now_v7()));
    company.write(move |tx| inspections::plan(tx, &actor, id, request.clone())).await
}

async fn act(company: &Company, actor: &Actor, id: InspectionId, command: Command) -> Result<Kept> {
    act_as(company, actor, id, Uuid::now_v7(), command).await
}

async fn act_as(company: &Company, actor: &Actor, id: InspectionId, deed: Uuid, command: Command) -> Result<Kept> {
    let actor = actor.clone();
    company.write(move |tx| inspections::act(tx, &actor, id, deed, None, command.clone())).await
}

/// Of 50 units so many have cracks (major): two may.
fn report(company: &Company, cracked: u64) -> Report {
    let crack = DefectList::default().get(&"crack".into()).unwrap().found(cracked);
    let defects = if cracked > 0 { vec![crack] } else { Vec::new() };
    Report { on: company.today(), inspected: 50, defects, again: None, note: String::new(), files: Vec::new() }
}

async fn order_now(company: &Company, id: OrderId) -> Order {
    let scope = company.actor().viewer.scope();
    company.store.read(move |tx| orders::load(tx, scope, id)).await.unwrap()
}

/// The rules are held against the order, as the watching job does.
async fn look(company: &Company, order: OrderId) {
    let (now, world) = (company.actor().now, company.store.world());
    let work = move |tx: &mut Tx| {
        let order = orders::load(tx, Scope::All, order)?;
        let process = world.processes.get(&order.process).ok_or(Error::NotFound("process"))?;
        let case = Case::of(&order, process);
        let network = Network::of(&case.process, &world.company.calendars);
        let forecast = forecast(&network, &case.course, &NoHistory, now);
        let Some(guard) = &case.guard else { return Ok(0) };
        let watched = Watched::of(&case, guard, &network, &forecast);
        let found = found(&watched, &world.rules, now, &world.company.calendars);
        apply_rules(tx, order.id, order.version, &differences(&found, &guard.raised), now)
    };
    company.write(work).await.unwrap();
}

/// S11: booked, told, failed, inspected again and passed; the order hears of it all, and a report that is sent twice counts once.
#[test]
fn a_lot_fails_is_mended_and_passes() {
    on_both(async |company| {
        let order = entered(&company).await;
        let quality = company.hire("何慧", "he", Role::Manager, &["quality"]).await;
        let inspector = acting(&company.hire("小马", "ma", Role::Member, &["quality"]).await);
        let keeper = acting(&company.hire("老钱", "qian", Role::Member, &["warehouse"]).await);
        let first = plan(&company, request(order)).await.unwrap();
        assert!(first.number.ends_with("-Q1"), "{}", first.number);
        let id = first.inspection.id;

        let book = Command::Book { on: company.today() };
        assert_eq!(refused(act(&company, &keeper, id, book.clone()).await), "refusal-needs-department");
        act(&company, &inspector, id, book).await.unwrap();
        act(&company, &inspector, id, Command::TellFactory).await.unwrap();
        let told = order_now(&company, order).await.told;
        let day = Fact::Date(company.today());
        let yes_no = |name: &str, yes| (name.to_owned(), Fact::YesNo(yes));
        let known = [yes_no("inspection.passed", false), yes_no("inspection.booked", true)];
        assert_eq!(told, known.into_iter().chain([("inspection.expected".to_owned(), day)]).collect());

        let deed = Uuid::now_v7();
        let failed = Command::Record { report: report(&company, 5) };
        for _ in 0..3 {
            let kept = act_as(&company, &inspector, id, deed, failed.clone()).await.unwrap();
            assert!(matches!(kept.inspection.verdict(), Some(Verdict::Failed { .. })));
            assert_eq!(kept.version, 5, "planned, booked, told, begun and reported");
        }
        let otherwise = Command::Record { report: report(&company, 0) };
        assert_eq!(refused(act_as(&company, &inspector, id, deed, otherwise).await), "inspection-kept-otherwise");
        let failed_lots = order_now(&company, order).await.failed_lots;
        assert_eq!((failed_lots.len(), failed_lots[0].inspection), (1, id));

        let expected = async || order_now(&company, order).await.told["inspection.expected"].clone();
        let mended = |days: u32| {
            let (world, today) = (company.store.world(), day_number(company.today()));
            date_of(world.company.calendars.company().workdays(today, days, Side::After).unwrap()).unwrap()
        };
        assert_eq!((failed_lots[0].mended_on, expected().await), (Some(mended(3)), Fact::Date(mended(3))));
        let settings = company.store.read(inspections::settings).await.unwrap();
        let lead = LeadTimes { mend_days: 10, ..settings.lead };
        let (actor, slower) = (company.actor(), Settings { lead, ..settings });
        company.write(move |tx| inspections::put_settings(tx, &actor, slower.clone())).await.unwrap();
        assert_eq!(expected().await, Fact::Date(mended(10)), "what has failed goes by the new days");

        look(&company, order).await;
        look(&company, order).await;
        let exceptions = order_now(&company, order).await.exceptions;
        assert_eq!(exceptions.len(), 1, "{exceptions:?}");
        assert_eq!(exceptions[0].handling.owner, Some(quality.id), "the manager of quality");

        let again = plan(&company, Request { again: Some(id), ..request(order) }).await.unwrap();
        assert_eq!(again.inspection.repeats, 1);
        let twice = plan(&company, Request { again: Some(id), ..request(order) }).await;
        assert_eq!(refused(twice), "inspection-repeated-already");
        let waiting = waiting(&company).await;
        assert_eq!(waiting, [again.number.as_str()], "what failed waits no longer, its re-inspection does");
        act(&company, &inspector, again.inspection.id, Command::Record { report: report(&company, 1) }).await.unwrap();
        look(&company, order).await;
        let done = order_now(&company, order).await;
        assert_eq!(done.failed_lots, []);
        assert!(done.exceptions[0].has_mended());
        assert_eq!(done.told["inspection.passed"], Fact::YesNo(true));
        let finish = OrderCommand::Finish { step: "inspect".into(), at: None, answers: Default::default() };
        let actor = company.actor();
        company.write(move |tx| orders::act(tx, &actor, order, None, finish.clone())).await.unwrap();
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
        rebuild::run(&company.store).await.unwrap();
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
        assert!(waiting_of(&company).await.is_empty());
    });
}

async fn waiting(company: &Company) -> Vec<String> {
    waiting_of(company).await.into_iter().map(|listed| listed.kept.number).collect()
}

async fn waiting_of(company: &Company) -> Vec<inspections::Listed> {
    let viewer = company.actor().viewer;
    company.store.read(move |tx| inspections::waiting(tx, &viewer, 50)).await.unwrap()
}

/// The customer takes what failed; only a manager may let it go.
#[test]
fn failed_goods_are_released_by_a_manager() {
    on_both(async |company| {
        let order = entered(&company).await;
        let inspector = acting(&company.hire("小马", "ma", Role::Member, &["quality"]).await);
        let id = plan(&company, request(order)).await.unwrap().inspection.id;
        act(&company, &inspector, id, Command::Record { report: report(&company, 5) }).await.unwrap();
        let release = Command::Release { note: "客户邮件同意".into() };
        assert_eq!(refused(act(&company, &inspector, id, release.clone()).await), "inspection-may-not-release");
        assert!(company.store.read(inspections::unsettled).await.unwrap().contains(&id));
        let released = act(&company, &company.actor(), id, release).await.unwrap();
        assert!(company.store.read(inspections::unsettled).await.unwrap().is_empty());
        assert!(matches!(released.inspection.state, State::Released { .. }));
        let order = order_now(&company, order).await;
        assert_eq!((order.failed_lots.len(), &order.told["inspection.passed"]), (0, &Fact::YesNo(true)));
        let viewer = company.actor().viewer;
        let history = company.store.read(move |tx| inspections::history(tx, &viewer, id)).await.unwrap();
        assert_eq!(history.len(), 4);
        assert_eq!(history[0].event, None);
    });
}

/// Two inspectors stand before the same lot, and both send their report: one of them counts.
#[test]
fn of_two_inspectors_at_once_one_reports() {
    on_both(async |company| {
        for _ in 0..4 {
            let order = entered(&company).await;
            let id = plan(&company, request(order)).await.unwrap().inspection.id;
            let inspectors: Vec<_> = (0..8)
                .map(|place: u64| {
                    let (store, actor) = (company.store.clone(), company.actor());
                    let command = Command::Record { report: report(&company, place) };
                    tokio::spawn(async move {
                        store
                            .write(move |tx| inspections::act(tx, &actor, id, Uuid::now_v7(), None, command.clone()))
                            .await
                    })
                })
                .collect();
            let mut reported = 0;
            for inspector in inspectors {
                match inspector.await.unwrap() {
                    Ok(_) => reported += 1,
                    Err(error) => assert_eq!(error.say().key, "inspection-inspected"),
                }
            }
            assert_eq!(reported, 1);
        }
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// Whoever inspects decides of which series it is; and terms are changed as they were read.
#[test]
fn other_terms_are_of_another_series_and_meant_for_those_that_were_read() {
    on_both(async |company| {
        let order = entered(&company).await;
        let planned = plan(&company, request(order)).await.unwrap();
        let (id, seen, deed) = (planned.inspection.id, planned.version, Uuid::now_v7());
        let change = async |deed: Uuid, seen: u64, inspector: Inspector| {
            let (actor, arrangement) = (company.actor(), Arrangement { inspector, ..request(order).arrangement });
            let command = Command::Change { arrangement, series: None };
            company.write(move |tx| inspections::act(tx, &actor, id, deed, Some(seen), command.clone())).await
        };
        let sgs = || Inspector::ThirdParty { name: "ＳＧＳ".into() };
        let theirs = change(deed, seen, sgs()).await.unwrap();
        assert!(planned.inspection.series.is_some());
        assert_eq!(theirs.inspection.series, None, "by the customer's rules");
        assert_eq!(change(deed, seen, sgs()).await.unwrap(), theirs, "its answer was lost");
        let stale = change(Uuid::now_v7(), seen, Inspector::Customer).await;
        assert!(matches!(stale, Err(Error::Conflict(conflict)) if conflict.version == theirs.version));
        let ours = change(Uuid::now_v7(), theirs.version, Inspector::Own).await.unwrap();
        assert_eq!(ours.inspection.series, planned.inspection.series);
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// Two of the first lots fail: the next one is inspected tightened, until a company of ours has earned better.
#[test]
fn a_series_that_fails_is_inspected_tightened() {
    on_both(async |company| {
        for cracked in [9, 9] {
            let order = entered(&company).await;
            let id = plan(&company, request(order)).await.unwrap().inspection.id;
            act(&company, &company.actor(), id, Command::Record { report: report(&company, cracked) }).await.unwrap();
        }
        let order = entered(&company).await;
        let next = plan(&company, request(order)).await.unwrap().inspection;
        let asked = next.clone();
        let standing = company.store.read(move |tx| inspections::standing(tx, &asked)).await.unwrap();
        assert_eq!(standing.next.severities.major, Some(Severity::Tightened));
        assert_eq!((standing.switched.len(), standing.is_discontinued), (1, false));
        let begun = act(&company, &company.actor(), next.id, Command::Start { on: company.today() }).await.unwrap();
        let severities = begun.inspection.start().unwrap().severities;
        assert_eq!(severities, ByClass::new(Severity::Normal, Severity::Tightened, Severity::Normal));
        let third = Inspector::ThirdParty { name: "SGS".into() };
        let arrangement = Arrangement { inspector: third, ..request(order).arrangement };
        let theirs = plan(&company, Request { arrangement, ..request(order) }).await.unwrap();
        assert_eq!(theirs.inspection.series, None, "by the customer's rules");
        let (actor, id) = (company.actor(), next.id);
        let resumed = company.write(move |tx| inspections::resume(tx, &actor, id, Uuid::now_v7(), "换了供方")).await;
        assert_eq!(refused(resumed), "inspection-not-discontinued");
    });
}

/// What is made on one line of several is of that line's product; each operation is a series by itself.
#[test]
fn in_the_workshop_each_operation_of_a_product_is_a_series() {
    on_both(async |company| {
        let mut draft = company.draft("made-to-order", 20);
        let other = Line { product: None, ..draft.lines[0].clone() };
        draft.lines.push(other);
        let order = company.enter(draft).await.order.id;
        let lot = lot_of(&company, order).await;
        let planned = async |operation: u32| {
            let subject = Subject { order, of: Of::InProcess { lot, operation } };
            plan(&company, Request { subject, ..request(order) }).await.unwrap().inspection
        };
        for _ in 0..2 {
            let failed = Command::Record { report: report(&company, 9) };
            act(&company, &company.actor(), planned(0).await.id, failed).await.unwrap();
        }
        for (operation, severity) in [(0, Severity::Tightened), (1, Severity::Normal)] {
            let asked = planned(operation).await;
            assert!(asked.series.is_some());
            let standing = company.store.read(move |tx| inspections::standing(tx, &asked)).await.unwrap();
            assert_eq!(standing.next.severities.major, Some(severity), "{operation}");
        }
    });
}

/// Of its first line, through two operations.
async fn lot_of(company: &Company, order: OrderId) -> LotId {
    let operation = |name: &str| Operation {
        name: Text::same(name),
        department: "production".into(),
        outside: false,
        seconds_per_unit: None,
    };
    let new = NewLot {
        id: LotId(Uuid::now_v7()),
        line: 1,
        quantity: 4_800_000,
        route: vec![operation("冲床"), operation("钻孔")],
        due: None,
        plan: Vec::new(),
        note: String::new(),
        overrun: String::new(),
    };
    let actor = company.actor();
    company.write(move |tx| production::make(tx, &actor, order, new.clone())).await.unwrap().lot.id
}

/// S11: what leaves is inspected in full, in parts or at once, also when more is ordered later.
#[test]
fn an_order_passes_when_as_much_has_passed_as_was_ordered() {
    on_both(async |company| {
        let order = entered(&company).await;
        let of = |lot: u64, whole_order: bool| {
            let whole = request(order);
            let arrangement = Arrangement { lot, ..whole.arrangement.clone() };
            Request { subject: Subject { order, of: Of::Final { whole_order } }, arrangement, ..whole }
        };
        assert_eq!(refused(plan(&company, of(481, false)).await), "inspection-lot-more-than-there");
        assert_eq!(refused(plan(&company, of(400, true)).await), "inspection-fewer-than-ordered");
        let passes = async |request: Request| {
            let id = plan(&company, request).await.unwrap().inspection.id;
            act(&company, &company.actor(), id, Command::Record { report: report(&company, 0) }).await.unwrap();
            order_now(&company, order).await.told["inspection.passed"].clone()
        };
        assert_eq!(passes(of(300, false)).await, Fact::YesNo(false), "180 have not been looked at");
        assert_eq!(passes(of(180, false)).await, Fact::YesNo(true));
        let more = async |count: i64| {
            let actor = company.actor();
            let amended = company.write(move |tx| {
                let now = orders::load(tx, Scope::All, order)?;
                let mut lines = now.lines.clone();
                lines[0].quantity.ten_thousandths = count * 10_000;
                let amend = OrderCommand::Amend { header: Box::new(now.header), lines, reason: "加单".into() };
                orders::act(tx, &actor, order, None, amend)
            });
            let acted = amended.await.unwrap().order;
            let now = order_now(&company, order).await;
            assert_eq!(acted.version, now.version, "the answer has heard of it, too");
            now.told["inspection.passed"].clone()
        };
        assert_eq!(more(500).await, Fact::YesNo(false));
        let why = "客户同意短装".to_owned();
        let fewer = Some(Fewer { why: why.clone(), ordered: 0 });
        let agreed = of(50, true);
        let agreed = Request { arrangement: Arrangement { fewer, ..agreed.arrangement.clone() }, ..agreed };
        assert_eq!(passes(agreed).await, Fact::YesNo(true), "the customer takes fewer");
        assert_eq!(more(600).await, Fact::YesNo(false), "that was said of 500");
        let actor = company.actor();
        let kept =
            company.store.read(move |tx| inspections::inspections_of_order(tx, &actor.viewer, order)).await.unwrap();
        let last = kept.last().unwrap().inspection.arrangement.fewer.clone();
        assert_eq!(last, Some(Fewer { why, ordered: 500 }));
        assert!(rebuild::check(&company.store).await.unwrap().faults.is_empty());
    });
}

#[test]
fn lists_show_what_is_asked_for_and_only_own_orders() {
    on_both(async |company| {
        let (one, other) = (entered(&company).await, entered(&company).await);
        let planned = plan(&company, request(one)).await.unwrap();
        let third = Inspector::ThirdParty { name: "SGS".into() };
        let day = company.today() + 3.days();
        let arrangement = Arrangement { inspector: third, wanted_on: Some(day), ..request(other).arrangement };
        let theirs = plan(&company, Request { arrangement, ..request(other) }).await.unwrap();
        let find = async |query: Query| -> Vec<String> {
            let viewer = company.actor().viewer;
            let query = Query { limit: 10, ..query };
            let (found, _) = company.store.read(move |tx| inspections::list(tx, &viewer, &query)).await.unwrap();
            found.into_iter().map(|listed| listed.kept.number).collect()
        };
        let both = vec![theirs.number.clone(), planned.number.clone()];
        assert_eq!(find(Query::default()).await, both);
        assert_eq!(find(Query { inspector: "own".into(), ..Query::default() }).await, both[1..]);
        assert_eq!(find(Query { words: "sgs".into(), ..Query::default() }).await, both[..1]);
        assert_eq!(find(Query { words: "nordwind".into(), ..Query::default() }).await, both);
        assert_eq!(find(Query { from: Some(day), to: Some(day), ..Query::default() }).await, both[..1]);
        assert_eq!(find(Query { after: Some(theirs.inspection.id), ..Query::default() }).await, both[1..]);
        assert_eq!(find(Query { state: "booked".into(), ..Query::default() }).await, Vec::<String>::new());

        let stranger = acting(&company.hire("陈静", "chen", Role::Member, &["sales"]).await).viewer;
        let (viewer, id) = (stranger.clone(), planned.inspection.id);
        let hidden = company.store.read(move |tx| inspections::get(tx, &viewer, id)).await;
        assert_eq!(refused(hidden), "store-not-found");
        let none = company.store.read(move |tx| inspections::waiting(tx, &stranger, 50)).await.unwrap();
        assert_eq!(none, []);
    });
}

#[test]
fn what_is_planned_is_of_the_order_and_ends_with_it() {
    on_both(async |company| {
        let order = entered(&company).await;
        let of_lot = Of::InProcess { lot: LotId(Uuid::now_v7()), operation: 0 };
        let unknown = plan(&company, Request { subject: Subject { order, of: of_lot }, ..request(order) }).await;
        assert_eq!(refused(unknown), "store-not-found");
        let (actor, id, asked) = (company.actor(), InspectionId(Uuid::now_v7()), request(order));
        let twice = async |asked: Request| {
            let actor = actor.clone();
            company.write(move |tx| inspections::plan(tx, &actor, id, asked.clone())).await
        };
        let first = twice(asked.clone()).await.unwrap();
        assert_eq!(twice(asked).await.unwrap(), first);
        let other = entered(&company).await;
        assert_eq!(refused(twice(request(other)).await), "inspection-id-taken");

        let (actor, cancel) = (company.actor(), OrderCommand::Cancel { reason: "客户取消".into() });
        company.write(move |tx| orders::act(tx, &actor, order, None, cancel.clone())).await.unwrap();
        let viewer = company.actor().viewer;
        let kept = company.store.read(move |tx| inspections::get(tx, &viewer, id)).await.unwrap();
        assert!(matches!(&kept.inspection.state, State::Cancelled { reason, .. } if reason == "客户取消"));
        assert_eq!(refused(plan(&company, request(order)).await), "inspection-order-cancelled");
        assert_eq!(twice(request(order)).await.unwrap(), kept, "its answer was lost");
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

#[test]
fn a_company_sets_its_lead_times_and_defects() {
    on_both(async |company| {
        let inspector = acting(&company.hire("小马", "ma", Role::Member, &["quality"]).await);
        let put = async |actor: &Actor, settings: Settings| {
            let actor = actor.clone();
            company.write(move |tx| inspections::put_settings(tx, &actor, settings.clone())).await
        };
        let lead = LeadTimes { third_party_days: 10, ..LeadTimes::default() };
        let mut defects = DefectList::default();
        defects.0.truncate(2);
        let settings = Settings { lead, defects, reduces: true };
        assert_eq!(refused(put(&inspector, settings.clone()).await), "refusal-needs-manager");
        let kept = put(&company.actor(), settings).await.unwrap();
        assert_eq!(kept.defects.0.len(), 24, "none that was ever there is lost");
        assert_eq!(kept.defects.offered().count(), 2);
        let late = LeadTimes { own_days: 400, ..lead };
        let outside = put(&company.actor(), Settings { lead: late, ..kept.clone() }).await;
        assert_eq!(refused(outside), "inspection-lead-time-outside");
        assert_eq!(company.store.read(inspections::settings).await.unwrap(), kept);
    });
}

/// Under each heading stands what the domain puts there, whatever day it is; and the list of each says the same.
#[test]
fn the_board_shows_what_is_next() {
    on_both(async |company| {
        let mut all = Vec::new();
        let base = company.today();
        for wanted in [None, Some(1), Some(12)] {
            for booked in [None, Some(0), Some(4), Some(9), Some(19)] {
                let order = entered(&company).await;
                let arrangement =
                    Arrangement { wanted_on: wanted.map(|days| base + days.days()), ..request(order).arrangement };
                let mut kept = plan(&company, Request { arrangement, ..request(order) }).await.unwrap();
                if let Some(days) = booked {
                    let book = Command::Book { on: base + days.days() };
                    kept = act(&company, &company.actor(), kept.inspection.id, book).await.unwrap();
                }
                if wanted == Some(1) && booked.is_some() {
                    kept = act(&company, &company.actor(), kept.inspection.id, Command::TellFactory).await.unwrap();
                }
                if (wanted, booked) == (None, Some(0)) {
                    let failed = Command::Record { report: report(&company, 5) };
                    kept = act(&company, &company.actor(), kept.inspection.id, failed).await.unwrap();
                }
                all.push((kept, order));
            }
        }
        // One is to leave before the day of its inspection.
        let sooner = all[4].1;
        let work = move |tx: &mut Tx, actor: &Actor| {
            let order = orders::load(tx, Scope::All, sooner)?;
            let header = Box::new(Header { promised: Some(base + 6.days()), ..order.header });
            let amend = OrderCommand::Amend { header, lines: order.lines, reason: "客户催货".into() };
            orders::act(tx, actor, sooner, None, amend)
        };
        let actor = company.actor();
        company.write(move |tx| work(tx, &actor)).await.unwrap();
        let delivery = |order: OrderId| base + if order == sooner { 6.days() } else { 20.days() };

        let (mut seen, mut beyond) = (std::collections::BTreeSet::new(), false);
        for ahead in (-12..25).step_by(3) {
            let (today, viewer) = (base + ahead.days(), company.actor().viewer);
            let horizon = Horizon::of(today);
            let waits = |(kept, order): &(Kept, OrderId)| {
                Waits::of(&kept.inspection, Some(delivery(*order)), &LeadTimes::default())
            };
            let late = all.iter().filter(|one| waits(one).is_late(today)).count() as u64;
            let shown = company.store.read(move |tx| {
                let mut lists = Vec::new();
                for (heading, which) in [
                    (Heading::Failed, Some(Which::Failed)),
                    (Heading::ToBook, Some(Which::ToBook)),
                    (Heading::ThisWeek, Some(Which::ThisWeek)),
                    // The list of what is to be told has more than stands under the heading.
                    (Heading::ToTell, None),
                ] {
                    let listed = inspections::under(tx, &viewer, today, heading, 50)?;
                    let query = |which| Query { waits: Some((which, today)), limit: 50, ..Query::default() };
                    let of_list = which.map(|which| inspections::list(tx, &viewer, &query(which)));
                    lists.push((heading, listed, of_list.transpose()?.map(|(listed, _)| listed)));
                }
                let query = Query { waits: Some((Which::Late, today)), limit: 50, ..Query::default() };
                let late = inspections::list(tx, &viewer, &query)?.0.len() as u64;
                let query = Query { waits: Some((Which::ToTell, today)), limit: 50, ..Query::default() };
                let untold = inspections::list(tx, &viewer, &query)?.0.len() as u64;
                let few = inspections::under(tx, &viewer, today, Heading::ThisWeek, 1)?.len();
                Ok((lists, (late, untold), inspections::tally(tx, &viewer, today)?, few))
            });
            let (lists, of_lists, tally, few) = shown.await.unwrap();
            let counts = [tally.failed, tally.to_book, tally.this_week, tally.to_tell];
            for ((heading, listed, of_list), count) in lists.into_iter().zip(counts) {
                let numbers = |listed: Vec<inspections::Listed>| {
                    let mut numbers: Vec<String> = listed.into_iter().map(|one| one.kept.number).collect();
                    numbers.sort();
                    numbers
                };
                let under = all.iter().filter(|one| waits(one).heading(&horizon) == heading);
                let mut wanted: Vec<String> = under.map(|(kept, _)| kept.number.clone()).collect();
                wanted.sort();
                assert_eq!(numbers(listed), wanted, "{heading:?} {today}");
                if let Some(of_list) = of_list {
                    assert_eq!(numbers(of_list), wanted, "{heading:?} {today}");
                }
                assert_eq!(count, wanted.len() as u64, "{heading:?} {today}");
                seen.insert((heading as u8, wanted.is_empty()));
            }
            let untold = all.iter().filter(|one| waits(one).is_to_tell(&horizon)).count() as u64;
            assert_eq!((tally.late, tally.untold), (late, untold), "{today}");
            assert_eq!(of_lists, (late, untold), "{today}");
            beyond |= untold > tally.to_tell;
            assert_eq!(counts.iter().sum::<u64>() + tally.later, all.len() as u64);
            assert_eq!(few as u64, tally.this_week.min(1));
        }
        assert!(beyond, "somebody is to be told of what is inspected this week");
        assert!((0..4).all(|heading| seen.contains(&(heading, false))), "{seen:?}");
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
        rebuild::run(&company.store).await.unwrap();
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// Orders whose delivery is near and whose goods nobody has planned to inspect.
#[test]
fn orders_near_delivery_without_an_inspection_are_named() {
    on_both(async |company| {
        company.teach(PROCESS).await;
        let enter = async |days: i64| company.enter(company.draft("inspected", days)).await.order.id;
        let unplanned = async || {
            let viewer = company.actor().viewer;
            let day = company.today();
            let found = company.store.read(move |tx| inspections::unplanned(tx, &viewer, day, None, 50)).await.unwrap();
            assert_eq!(found.count, found.rows.len() as u64);
            found.rows.into_iter().map(|one| one.order).collect::<Vec<_>>()
        };
        let command = async |order: OrderId, command: OrderCommand| {
            let actor = company.actor();
            company.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await.unwrap();
        };
        let (far, near, nearer) = (enter(15).await, enter(14).await, enter(2).await);
        let (now, other) = (enter(0).await, company.enter(company.draft("quick-fulfilment", 2)).await.order.id);
        assert_eq!(unplanned().await, [now, nearer, near], "not {far}, which is later, nor {other}, which has none");

        let planned = plan(&company, request(near)).await.unwrap().inspection.id;
        assert_eq!(unplanned().await, [now, nearer]);
        act(&company, &company.actor(), planned, Command::Cancel { reason: "客户改期".into() }).await.unwrap();
        let incoming = Subject { order: near, of: Of::Incoming { purchase: None } };
        plan(&company, Request { subject: incoming, ..request(near) }).await.unwrap();
        assert_eq!(unplanned().await, [now, nearer, near], "what came in was inspected, not the goods");

        command(now, OrderCommand::Cancel { reason: "客户取消".into() }).await;
        command(nearer, OrderCommand::Skip { step: "inspect".into(), reason: "客户免验".into() }).await;
        assert_eq!(unplanned().await, [near]);
        command(nearer, OrderCommand::Reopen { step: "inspect".into(), reason: "客户又要验".into() }).await;
        assert_eq!(unplanned().await, [nearer, near]);
        let order = order_now(&company, far).await;
        let header = Box::new(Header { promised: Some(company.today() + 3.days()), ..order.header });
        command(far, OrderCommand::Amend { header, lines: order.lines, reason: "客户催货".into() }).await;
        assert_eq!(unplanned().await, [nearer, far, near]);

        let (viewer, day) = (company.actor().viewer, company.today());
        let after = Some((day + 3.days(), far));
        let page = company.store.read(move |tx| inspections::unplanned(tx, &viewer, day, after, 50)).await.unwrap();
        assert_eq!((page.rows.len(), page.rows[0].order, page.count), (1, near, 3));
        let stranger = acting(&company.hire("陈静", "chen", Role::Member, &["sales"]).await).viewer;
        let none = company.store.read(move |tx| inspections::unplanned(tx, &stranger, day, None, 50)).await.unwrap();
        assert_eq!(none, inspections::Counted { rows: Vec::new(), count: 0 });
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
        rebuild::run(&company.store).await.unwrap();
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
        assert_eq!(unplanned().await, [nearer, far, near]);
    });
}
