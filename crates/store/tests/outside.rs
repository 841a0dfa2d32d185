//! Outside processing, private links and daily plans on both databases.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use yidan_domain::{
    Currency, LotId, Money, OrderId, OutsideJobId, ProgressId, SupplierId, Text,
    access::Role,
    material::{Supplier, SupplierKind},
    order::{command::Command, event::Event},
    process::gate::Fact,
    production::{Operation, Planned, Report, Scrap, Stage, Teller, Terms, Verdict},
};
use yidan_store::{
    Actor, Result, Tx, links, orders,
    production::{self, JobFilter, KeptJob, NewJob, NewLot, Told},
    rebuild, suppliers,
};
use yidan_testing::{Company, WORKSHOP, acting, on_both, refused};

const ISSUE: usize = 0;
const PRESS: usize = 1;
const DRILL: usize = 2;

fn pieces(count: i64) -> i64 {
    count * 10_000
}

fn route() -> Vec<Operation> {
    let named = |zh: &str, en: &str, department: &str, outside: bool| Operation {
        name: Text::new(zh, en),
        department: department.into(),
        outside,
        seconds_per_unit: None,
    };
    vec![
        named("仓库发料", "Warehouse issue", "warehouse", false),
        named("油压", "Hydraulic press", "production", true),
        named("钻孔", "Drilling", "production", false),
    ]
}

fn told(company: &Company) -> Told {
    Told { id: ProgressId(uuid::Uuid::now_v7()), day: company.today(), note: String::new() }
}

/// A lot of so many pieces, released and given out by the warehouse.
async fn begun(company: &Company, count: i64) -> (OrderId, LotId) {
    company.teach(WORKSHOP).await;
    let order = company.enter(company.draft("workshop", 20)).await.order.id;
    let new = NewLot {
        id: LotId(uuid::Uuid::now_v7()),
        line: 1,
        quantity: pieces(count),
        route: route(),
        due: None,
        plan: Vec::new(),
        note: String::new(),
        overrun: String::new(),
    };
    let (actor, first, issue) = (company.actor(), told(company), told(company));
    let issued = Report { operation: ISSUE, good: pieces(count), ..Report::default() };
    let made = company.write(move |tx| {
        let kept = production::make(tx, &actor, order, new.clone())?;
        production::release(tx, &actor, kept.lot.id, kept.lot.quantity.ten_thousandths, first.clone())?;
        production::report(tx, &actor, kept.lot.id, issued.clone(), issue.clone())
    });
    (order, made.await.unwrap().lot.id)
}

async fn factory(company: &Company, name: &str, kind: SupplierKind) -> SupplierId {
    let (actor, id) = (company.actor(), SupplierId(uuid::Uuid::now_v7()));
    let supplier = Supplier {
        id,
        code: None,
        name: name.into(),
        contact: "周师傅".into(),
        phone: "0574-8800".into(),
        email: String::new(),
        address: String::new(),
        kinds: vec![kind],
        lead_days: None,
        terms: String::new(),
        note: String::new(),
        archived: false,
    };
    company.write(move |tx| suppliers::put(tx, &actor, supplier.clone())).await.unwrap();
    id
}

fn new_job(company: &Company, lot: LotId, supplier: SupplierId) -> NewJob {
    let terms = Terms {
        agreed: Some(company.today() + 3.days()),
        price: Some("0.8".parse().unwrap()),
        allowed_loss: Some("2".parse().unwrap()),
        loss_price: Some("12.5".parse().unwrap()),
        currency: Currency::CNY,
        note: "压印朝上".into(),
    };
    NewJob { id: OutsideJobId(uuid::Uuid::now_v7()), lot, operation: PRESS, supplier, terms }
}

async fn send(company: &Company, actor: &Actor, new: NewJob, count: i64) -> Result<KeptJob> {
    let (actor, told) = (actor.clone(), told(company));
    company.write(move |tx| production::send_out(tx, &actor, new.clone(), pieces(count), told.clone())).await
}

async fn back(company: &Company, actor: &Actor, job: &KeptJob, (good, scrap, lost): (i64, i64, i64)) -> Result<()> {
    let scrap = (scrap > 0).then(|| Scrap { cause: "equipment".into(), quantity: pieces(scrap) });
    let report = Report {
        operation: PRESS,
        good: pieces(good),
        scrap: scrap.into_iter().collect(),
        lost: pieces(lost),
        job: Some(job.job.id),
        ..Report::default()
    };
    let (actor, lot, told) = (actor.clone(), job.job.lot, told(company));
    company.write(move |tx| production::report(tx, &actor, lot, report.clone(), told.clone()).map(drop)).await
}

async fn job_now(company: &Company, id: OutsideJobId) -> KeptJob {
    let viewer = company.actor().viewer;
    company.store.read(move |tx| production::job(tx, &viewer, id)).await.unwrap()
}

async fn listed(company: &Company, stage: Stage, supplier: Option<SupplierId>) -> Vec<OutsideJobId> {
    let viewer = company.actor().viewer;
    let filter = JobFilter { stage, supplier };
    let found = company.store.read(move |tx| production::jobs(tx, &viewer, filter, 0, 50)).await.unwrap();
    found.into_iter().map(|listed| listed.job.id).collect()
}

/// 外协: sent in two parts, back in two, two lost beyond what is allowed; judged, charged, and off the list.
#[test]
fn an_outside_job_from_the_first_sending_to_the_charge() {
    on_both(async |company| {
        let (_, lot) = begun(&company, 100).await;
        let buyer = acting(&company.hire("武采购", "wu", Role::Member, &["purchasing"]).await);
        let worker = acting(&company.hire("吴师傅", "zhang", Role::Member, &["production"]).await);
        let press = factory(&company, "宁海油压厂", SupplierKind::OutsideWork).await;
        let mill = factory(&company, "钢材行", SupplierKind::Materials).await;
        let new = new_job(&company, lot, press);
        assert_eq!(refused(send(&company, &worker, new.clone(), 10).await), "refusal-needs-department");
        let nobody = NewJob { supplier: SupplierId(uuid::Uuid::nil()), ..new.clone() };
        assert_eq!(refused(send(&company, &buyer, nobody, 10).await), "outside-no-supplier");
        let no_factory = NewJob { supplier: mill, ..new.clone() };
        assert_eq!(refused(send(&company, &buyer, no_factory, 10).await), "outside-not-a-factory");
        assert_eq!(refused(send(&company, &buyer, new.clone(), 101).await), "progress-more-to-send");
        let sent = send(&company, &buyer, new.clone(), 60).await.unwrap();
        assert!(sent.job.number.ends_with("-1-W1"), "{}", sent.job.number);
        let (actor, told_more, id) = (worker.clone(), told(&company), sent.job.id);
        let more = company.write(move |tx| production::send_more(tx, &actor, id, pieces(40), told_more.clone())).await;
        assert_eq!(more.unwrap().outcome.out(), pieces(100));
        assert_eq!(listed(&company, Stage::Out, None).await, [id]);
        assert_eq!(listed(&company, Stage::Out, Some(mill)).await, []);

        assert_eq!(refused(back(&company, &worker, &sent, (99, 2, 0)).await), "progress-more-than-sent-out");
        back(&company, &worker, &sent, (56, 2, 0)).await.unwrap();
        let judge = async |verdict: Verdict, note: &'static str| {
            let actor = buyer.clone();
            company.write(move |tx| production::judge(tx, &actor, id, verdict, note)).await
        };
        assert_eq!(refused(judge(Verdict::Bad, " ").await), "outside-quality-missing");
        judge(Verdict::Accepted, "毛刺偏大").await.unwrap();
        let charge = async |actor: &Actor, fen: i64, reason: &'static str| {
            let (actor, amount) = (actor.clone(), Money { minor: fen, currency: Currency::CNY });
            company.write(move |tx| production::charge(tx, &actor, id, amount, reason)).await
        };
        assert_eq!(refused(charge(&buyer, 2_500, "超出两件").await), "outside-still-out");
        back(&company, &worker, &sent, (40, 0, 2)).await.unwrap();
        let all = job_now(&company, id).await;
        assert_eq!((all.outcome.good, all.outcome.loss(), all.outcome.returns), (pieces(96), pieces(4), 2));
        let proposed = all.outcome.proposed(&all.job.terms, "件");
        assert_eq!(proposed, Some(Money { minor: 2_500, currency: Currency::CNY }));
        assert_eq!((all.stage(), listed(&company, Stage::Charge, Some(press)).await), (Stage::Charge, vec![id]));
        assert_eq!(refused(charge(&worker, 0, "算了").await), "refusal-needs-department");
        assert_eq!(refused(charge(&buyer, 0, "").await), "outside-charge-reason");
        let charged = charge(&buyer, 1_250, "各担一半").await.unwrap();
        assert_eq!(charged.job.charge.map(|it| (it.amount.minor, it.by)), Some((1_250, buyer.viewer.person)));
        assert_eq!(listed(&company, Stage::Done, None).await, [id]);

        // What came back was mistyped: it is out again, and nothing else is out of step.
        let viewer = company.actor().viewer;
        let entries = company.store.read(move |tx| production::entries_of(tx, &viewer, lot)).await.unwrap();
        let (actor, wrong) = (buyer.clone(), entries.last().unwrap().id);
        let reason = Told { note: "数错了".into(), ..told(&company) };
        company.write(move |tx| production::reverse(tx, &actor, lot, wrong, reason.clone())).await.unwrap();
        assert_eq!(job_now(&company, id).await.outcome.out(), pieces(42));
        assert_eq!(listed(&company, Stage::Out, None).await, [id]);
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// The factory reports by its link until that is taken back or over.
#[test]
fn a_factory_reports_by_its_private_link() {
    on_both(async |company| {
        let (_, lot) = begun(&company, 50).await;
        let press = factory(&company, "宁海油压厂", SupplierKind::OutsideWork).await;
        let job = send(&company, &company.actor(), new_job(&company, lot, press), 30).await.unwrap().job.id;
        let other = send(&company, &company.actor(), new_job(&company, lot, press), 10).await.unwrap().job.id;
        let worker = acting(&company.hire("吴师傅", "zhang", Role::Member, &["production"]).await);
        let make = async |actor: &Actor, secret: [u8; 32], days: i64| {
            let actor = actor.clone();
            company.write(move |tx| production::make_link(tx, &actor, job, (uuid::Uuid::now_v7(), &secret, days))).await
        };
        assert_eq!(refused(make(&worker, [1; 32], 30).await), "refusal-needs-department");
        assert_eq!(refused(make(&company.actor(), [1; 32], 0).await), "link-days");
        let link = make(&company.actor(), [1; 32], 30).await.unwrap();
        let find = async |secret: [u8; 32], at: Timestamp| {
            company.store.read(move |tx| links::find(tx, &secret, at)).await.unwrap().map(|link| link.id)
        };
        let now = company.actor().now;
        assert_eq!(find([1; 32], now).await, Some(link.id));
        assert_eq!(find([2; 32], now).await, None);
        assert_eq!(find([1; 32], now + SignedDuration::from_hours(24 * 30)).await, None, "it is over");

        let say = async |report: Report, told: Told, at: Timestamp| {
            let link = link.clone();
            let work = move |tx: &mut Tx| production::report_by_link(tx, &link, report.clone(), told.clone(), at);
            company.store.write(work).await
        };
        // Whatever the phone says, it is about this job.
        let once = told(&company);
        let forged =
            Report { operation: DRILL, good: pieces(20), lost: pieces(3), job: Some(other), ..Report::default() };
        for _ in 0..2 {
            let kept = say(forged.clone(), once.clone(), now).await.unwrap();
            assert_eq!((kept.outcome.good, kept.outcome.lost, kept.outcome.out()), (pieces(20), 0, pieces(10)));
        }
        assert_eq!(job_now(&company, other).await.outcome.out(), pieces(10));
        let too_many = Report { good: pieces(11), ..Report::default() };
        assert_eq!(refused(say(too_many, told(&company), now).await), "progress-more-than-sent-out");
        let no_cause = Scrap { cause: "aliens".into(), quantity: pieces(1) };
        let unknown = Report { scrap: vec![no_cause], ..Report::default() };
        assert_eq!(refused(say(unknown, told(&company), now).await), "cause-unknown");
        let seen = link.clone();
        let opened = company.store.read(move |tx| production::by_link(tx, &seen)).await.unwrap();
        let by: Vec<Teller> = opened.entries.iter().map(|entry| entry.by).collect();
        assert_eq!(by, [Teller::Person(company.administrator.id), Teller::Outside(job)], "nothing of the other job");

        let (actor, id) = (company.actor(), link.id);
        let wrong_job = company.write({
            let actor = actor.clone();
            move |tx| production::end_link(tx, &actor, other, id)
        });
        assert_eq!(refused(wrong_job.await), "store-not-found");
        company.write(move |tx| production::end_link(tx, &actor, job, id)).await.unwrap();
        assert_eq!(find([1; 32], now).await, None, "it was taken back");
        let after = Report { good: pieces(1), ..Report::default() };
        assert_eq!(refused(say(after, told(&company), now).await), "store-not-found");
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// Planning says what is made when; the day shows it, and the order hears by when its goods are expected.
#[test]
fn a_plan_tells_the_workshop_its_day_and_the_order_its_end() {
    on_both(async |company| {
        let (order, lot) = begun(&company, 100).await;
        let planner = acting(&company.hire("沈计划", "shen", Role::Member, &["planning"]).await);
        let worker = acting(&company.hire("吴师傅", "zhang", Role::Member, &["production"]).await);
        let day = company.today();
        let plan = |count: i64| {
            vec![
                Planned { day, operation: PRESS, quantity: pieces(60) },
                Planned { day: day + 1.day(), operation: PRESS, quantity: pieces(count) },
                Planned { day: day + 2.days(), operation: DRILL, quantity: pieces(100) },
            ]
        };
        let put = async |actor: &Actor, plan: Vec<Planned>| {
            let actor = actor.clone();
            company.write(move |tx| production::put_plan(tx, &actor, lot, plan.clone(), None)).await
        };
        assert_eq!(refused(put(&worker, plan(40)).await), "refusal-needs-department");
        assert_eq!(refused(put(&planner, plan(41)).await), "lot-planned-too-many");
        let seen = Some(put(&planner, plan(40)).await.unwrap().lot.plan_version);
        let (actor, mine) = (planner.clone(), plan(30));
        let anew = async |plan: Vec<Planned>, seen: Option<u64>| {
            let actor = actor.clone();
            company.write(move |tx| production::put_plan(tx, &actor, lot, plan.clone(), seen)).await
        };
        anew(mine.clone(), seen).await.unwrap();
        anew(mine, seen).await.expect("the same again is no other plan");
        assert_eq!(refused(anew(plan(40), seen).await), "lot-plan-changed");
        put(&planner, plan(40)).await.unwrap();
        let expected = async || {
            let loaded = company.store.read(move |tx| orders::load(tx, yidan_domain::access::Scope::All, order)).await;
            loaded.unwrap().told.get("production.expected").cloned()
        };
        assert_eq!(expected().await, Some(Fact::Date(day + 2.days())));

        let press = |good: i64| Report { operation: PRESS, good: pieces(good), ..Report::default() };
        let say = async |report: Report| {
            let (actor, told) = (worker.clone(), told(&company));
            company.write(move |tx| production::report(tx, &actor, lot, report.clone(), told.clone())).await.unwrap();
        };
        say(press(25)).await;
        let of_day = async |on: Date| -> Vec<(usize, i64, i64, i64, i64)> {
            let viewer = worker.viewer.clone();
            let found = company.store.read(move |tx| production::day_plan(tx, &viewer, on)).await.unwrap();
            let whole = |quantity: i64| quantity / 10_000;
            let asked = found.into_iter().flat_map(|of| of.asked);
            asked
                .map(|it| (it.operation, whole(it.planned), whole(it.made), whole(it.behind), whole(it.open)))
                .collect()
        };
        assert_eq!(of_day(day).await, [(PRESS, 60, 25, 0, 35)]);
        assert_eq!(of_day(day + 1.day()).await, [(PRESS, 40, 0, 35, 75)]);
        let rows = of_day(day + 2.days()).await;
        assert_eq!(rows, [(PRESS, 0, 0, 75, 75), (DRILL, 100, 0, 0, 100)]);

        // Without a plan, and without times, nobody knows; the last operation has made nothing yet.
        put(&planner, Vec::new()).await.unwrap();
        assert_eq!((expected().await, of_day(day).await), (None, Vec::new()));
        say(press(75)).await;
        say(Report { operation: DRILL, good: pieces(100), ..Report::default() }).await;
        assert_eq!(expected().await, None, "all is made");
        let seller = acting(&company.hire("陈静", "chen", Role::Member, &["sales"]).await).viewer;
        let theirs = company.store.read(move |tx| production::day_plan(tx, &seller, day)).await;
        assert_eq!(refused(theirs), "refusal-needs-department");
    });
}

/// What a factory does burdens nobody here: the lot is through when it is back, by the day that was agreed.
#[test]
fn planning_reckons_with_the_day_on_which_goods_are_back() {
    on_both(async |company| {
        company.store.making_ready().await;
        company.teach(WORKSHOP).await;
        company.hire("老钱", "qian", Role::Member, &["warehouse"]).await;
        company.hire("吴师傅", "zhang", Role::Member, &["production"]).await;
        let press = factory(&company, "宁海油压厂", SupplierKind::OutsideWork).await;
        let order = company.enter(company.draft("workshop", 20)).await.order.id;
        let timed = |it: Operation| Operation { seconds_per_unit: Some(60), ..it };
        let new = NewLot {
            id: LotId(uuid::Uuid::now_v7()),
            line: 1,
            quantity: pieces(10),
            route: route().into_iter().map(timed).collect(),
            due: Some(company.today() + 8.days()),
            plan: Vec::new(),
            note: String::new(),
            overrun: String::new(),
        };
        let (actor, lot, first, issue) = (company.actor(), new.id, told(&company), told(&company));
        let issued = Report { operation: ISSUE, good: pieces(10), ..Report::default() };
        let made = company.write(move |tx| {
            production::make(tx, &actor, order, new.clone())?;
            production::release(tx, &actor, lot, pieces(10), first.clone())?;
            production::report(tx, &actor, lot, issued.clone(), issue.clone())
        });
        made.await.unwrap();
        let planned = |store: &yidan_store::Store| {
            let query = production::book::PlanningQuery {
                scope: yidan_domain::access::Scope::All,
                today: company.today(),
                now: company.actor().now,
                most: 10,
            };
            let found = store.making().planning(&query, &store.world());
            let late: Vec<_> = found.late.1.iter().map(|it| (it.expected, it.days)).collect();
            (found.load.iter().map(|it| it.operation.zh.clone()).collect::<Vec<_>>(), late)
        };
        let here = vec!["钻孔".to_owned()];
        assert_eq!(planned(&company.store), (here.clone(), Vec::new()), "nobody knows yet when it is back");
        let actor = company.actor();
        let back =
            |days: i64| Terms { agreed: Some(company.today() + days.days()), ..new_job(&company, lot, press).terms };
        let job = NewJob { terms: back(5), ..new_job(&company, lot, press) };
        let id = send(&company, &actor, job, 10).await.unwrap().job.id;
        assert_eq!(planned(&company.store).1, [], "it is back in time");
        let later = back(10);
        company.write(move |tx| production::change_terms(tx, &actor, id, later.clone())).await.unwrap();
        let expected = (here, vec![(Some(company.today() + 10.days()), 2)]);
        assert_eq!(planned(&company.store), expected);
        let again = company.reopened().await;
        again.making_ready().await;
        assert_eq!(planned(&again), expected, "read from the rows at a start");
    });
}

/// A line that is being made stays in its order; its lot goes along when it moves.
#[test]
fn a_lot_keeps_to_its_line() {
    on_both(async |company| {
        let (order, lot) = begun(&company, 10).await;
        let scope = yidan_domain::access::Scope::All;
        let now = company.store.read(move |tx| orders::load(tx, scope, order)).await.unwrap();
        let (header, line) = (now.header.clone(), now.lines[0].clone());
        let other =
            yidan_domain::order::Line { product: None, name: "垫片".into(), spec: String::new(), ..line.clone() };
        let amend = async |lines: Vec<yidan_domain::order::Line>| {
            let command = Command::Amend { header: Box::new(header.clone()), lines, reason: "客户改单".into() };
            let actor = company.actor();
            company.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await
        };
        let acted = amend(vec![other.clone(), line.clone()]).await.unwrap();
        assert!(acted.happened.iter().any(|event| matches!(event, Event::Amended { .. })));
        let viewer = company.actor().viewer;
        let moved = company.store.read(move |tx| production::get(tx, &viewer, lot)).await.unwrap();
        assert_eq!(moved.lot.line, 2);
        assert_eq!(refused(amend(vec![other.clone()]).await), "lot-line-lost");
        let actor = company.actor();
        company.write(move |tx| production::close(tx, &actor, lot, "不做了")).await.unwrap();
        amend(vec![other.clone()]).await.unwrap();
        let viewer = company.actor().viewer;
        let lost = company.store.read(move |tx| production::get(tx, &viewer, lot)).await.unwrap();
        assert_eq!(lost.lot.line, yidan_domain::production::LOST_LINE);
        let actor = company.actor();
        let again = company.write(move |tx| production::reopen(tx, &actor, lot)).await;
        assert_eq!(refused(again), "lot-line-gone");
        amend(vec![other, line]).await.expect("a lot that has no line any more stands in nobody's way");
    });
}

/// An order is cancelled while its goods are with a factory: they come back, by the company's word and by the link, and what is
/// lost is charged.
#[test]
fn goods_that_are_out_come_back_after_the_order_has_ended() {
    on_both(async |company| {
        let (order, lot) = begun(&company, 50).await;
        let press = factory(&company, "宁海油压厂", SupplierKind::OutsideWork).await;
        let actor = company.actor();
        let sent = send(&company, &actor, new_job(&company, lot, press), 30).await.unwrap();
        let id = sent.job.id;
        let making = actor.clone();
        let link = company
            .write(move |tx| production::make_link(tx, &making, id, (uuid::Uuid::now_v7(), &[7; 32], 30)))
            .await
            .unwrap();
        let (by, cancel) = (actor.clone(), Command::Cancel { reason: "客户取消".into() });
        company.write(move |tx| orders::act(tx, &by, order, None, cancel.clone())).await.unwrap();

        back(&company, &actor, &sent, (10, 0, 0)).await.unwrap();
        let (own, said) = (Report { good: pieces(15), ..Report::default() }, told(&company));
        let would = async |good: i64| {
            let (link, told, now) = (link.clone(), said.clone(), actor.now);
            let report = Report { good: pieces(good), ..Report::default() };
            company.store.read(move |tx| production::would_report_by_link(tx, &link, &report, &told, now)).await
        };
        assert!(would(15).await.unwrap());
        assert_eq!(refused(would(21).await), "progress-more-than-sent-out");
        let (opened, as_told, now) = (link.clone(), said.clone(), actor.now);
        let by_link = move |tx: &mut Tx| production::report_by_link(tx, &opened, own.clone(), as_told.clone(), now);
        assert_eq!(company.store.write(by_link).await.unwrap().outcome.out(), pieces(5));
        assert!(!would(15).await.unwrap(), "it is kept already");

        let wrong = said.id;
        let (by, reason) = (actor.clone(), Told { note: "数错了".into(), ..told(&company) });
        company.write(move |tx| production::reverse(tx, &by, lot, wrong, reason.clone())).await.unwrap();
        back(&company, &actor, &sent, (14, 0, 6)).await.unwrap();
        let all = job_now(&company, id).await;
        assert_eq!((all.outcome.out(), all.outcome.lost, all.stage()), (0, pieces(6), Stage::Charge));
        let (by, more) = (actor.clone(), told(&company));
        let again = company.write(move |tx| production::send_more(tx, &by, id, pieces(1), more.clone())).await;
        assert_eq!(refused(again), "progress-closed");
        let (by, nothing) = (actor.clone(), Money { minor: 0, currency: Currency::CNY });
        let charged = company.write(move |tx| production::charge(tx, &by, id, nothing, "订单取消")).await.unwrap();
        assert_eq!((charged.stage(), charged.job.charge.and_then(|it| it.beyond)), (Stage::Done, Some(pieces(6))));
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}
