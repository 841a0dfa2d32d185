//! Samples of orders (S2) on both databases: told once, listed within the viewer's scope by what is to do, rebuilt.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    OrderId, SampleDeedId, SampleId, Say,
    access::Role,
    order::command::Command,
    sample::{Check, Deed, Delivery, Judgement, Pieces, Request, Sending, Stage, State, Verdict},
};
use yidan_store::{
    Actor, Error, orders, rebuild,
    samples::{self, Query, Tally, Which},
};
use yidan_testing::{Company, acting, on_both};

const PHONES: usize = 16;

fn ordered(id: SampleId, name: &str, due: Option<Date>) -> Deed {
    let request = Request { name: name.into(), due, pieces: pieces(), note: String::new() };
    Deed::Ordered { id, request: Box::new(request) }
}

fn pieces() -> Vec<Pieces> {
    vec![Pieces { size: String::new(), count: 2 }]
}

/// Without items or a sheet: as the original.
fn round(verdict: Option<Verdict>) -> Vec<Deed> {
    let delivery = Delivery::Courier { courier: "顺丰".into(), number: "SF1432".into() };
    let sent = Stage::Sent(Sending { delivery, pieces: pieces(), why: String::new() });
    let judged = |verdict| Stage::Judged(Judgement { verdict, comments: "照此做".into(), from: String::new() });
    let stages = [Stage::Made { note: String::new() }, Stage::Checked { check: Check::Passed }, Stage::Finished, sent];
    let done = stages.into_iter().chain(verdict.map(judged)).map(|stage| Deed::Done { stage });
    std::iter::once(Deed::Begun { why: "照客户原样做".into(), due: None }).chain(done).collect()
}

async fn tell(company: &Company, actor: &Actor, order: OrderId, sample: SampleId, deed: Deed) -> Result<(), Error> {
    let (actor, id) = (actor.clone(), SampleDeedId(uuid::Uuid::now_v7()));
    let command = Command::Sample { id, sample, deed: Box::new(deed), on: None };
    company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone()).map(drop)).await
}

/// A sample of a new order, and what has happened to it.
async fn sampled(company: &Company, name: &str, due: Option<Date>, deeds: Vec<Deed>) -> (OrderId, SampleId) {
    let order = company.enter(company.draft("customer-order", 20)).await.order.id;
    let sample = SampleId(uuid::Uuid::now_v7());
    for deed in std::iter::once(ordered(sample, name, due)).chain(deeds) {
        tell(company, &company.actor(), order, sample, deed).await.expect("told");
    }
    (order, sample)
}

async fn listed(company: &Company, actor: &Actor, which: Which) -> Vec<SampleId> {
    let (scope, today) = (actor.viewer.scope(), company.today());
    let (mut found, mut after) = (Vec::new(), None);
    // Page by page, two at a time.
    loop {
        let query = Query { scope, which, turn: None, salesperson: None, today, after, limit: 2 };
        let page = company.store.read(move |tx| samples::list(tx, &query)).await.expect("a page");
        found.extend(page.samples.iter().map(|listed| listed.sample));
        match page.next {
            Some(next) => after = Some(next),
            None => return found,
        }
    }
}

#[test]
fn samples_are_listed_by_what_is_to_do() {
    on_both(async |company| {
        let day = |days: i32| Some(company.today().saturating_add(days.days()));
        let boss = company.actor();
        let (_, late) = sampled(&company, "一", day(0), Vec::new()).await;
        let (_, open) = sampled(&company, "二", day(5), Vec::new()).await;
        let (_, some_day) = sampled(&company, "三", None, Vec::new()).await;
        let (order, sent) = sampled(&company, "四", day(9), round(None)).await;
        let (_, approved) = sampled(&company, "五", day(9), round(Some(Verdict::Approved))).await;
        assert_eq!(listed(&company, &boss, Which::ToDo).await, [late, open, some_day]);
        assert_eq!(listed(&company, &boss, Which::WithCustomer).await, [sent]);
        assert_eq!(listed(&company, &boss, Which::Approved).await, [approved]);
        let tally = |today: Date| {
            let scope = boss.viewer.scope();
            company.store.read(move |tx| samples::tally(tx, scope, today))
        };
        let tomorrow = company.today().saturating_add(1.day());
        assert_eq!(tally(tomorrow).await.unwrap(), Tally { to_do: 3, overdue: 1, with_customer: 1 });
        // Somebody of sales alone sees the own ones.
        let seller = acting(&company.hire("陈静", "chen", Role::Member, &["sales"]).await);
        assert_eq!(listed(&company, &seller, Which::ToDo).await, []);

        let changes =
            Stage::Judged(Judgement { verdict: Verdict::Changes, comments: "改".into(), from: String::new() });
        tell(&company, &boss, order, sent, Deed::Done { stage: changes }).await.unwrap();
        assert_eq!(listed(&company, &boss, Which::ToDo).await.len(), 4);
        let cancel = Command::Cancel { reason: "客户取消".into() };
        let actor = boss.clone();
        company.store.write(move |tx| orders::act(tx, &actor, order, None, cancel.clone()).map(drop)).await.unwrap();
        assert_eq!(listed(&company, &boss, Which::Dropped).await, [sent], "nobody wants it any more");
        let refused = tell(&company, &boss, order, sent, Deed::Asked { words: "?".into() }).await.unwrap_err();
        assert_eq!(refused.say().key, "refusal-cancelled");

        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
        company.store.write(|tx| tx.exec("UPDATE samples SET state = 'open'", &[]).map(drop)).await.unwrap();
        assert!(!rebuild::check(&company.store).await.unwrap().faults.is_empty());
        rebuild::run(&company.store).await.unwrap();
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// A double click, a retry after a lost answer, sixteen phones: it is kept once.
#[test]
fn what_is_told_twice_is_kept_once() {
    on_both(async |company| {
        let (order, sample) = sampled(&company, "一", None, Vec::new()).await;
        let begun = Deed::Begun { why: "照客户原样做".into(), due: None };
        let id = SampleDeedId(uuid::Uuid::now_v7());
        let command = Command::Sample { id, sample, deed: Box::new(begun), on: None };
        let phones: Vec<_> = (0..PHONES)
            .map(|_| {
                let (store, actor, command) = (company.store.clone(), company.actor(), command.clone());
                tokio::spawn(async move {
                    store.write(move |tx| orders::act(tx, &actor, order, None, command.clone()).map(drop)).await
                })
            })
            .collect();
        for phone in phones {
            phone.await.unwrap().expect("answered as if it were the first");
        }
        let scope = company.actor().viewer.scope();
        let order = company.store.read(move |tx| orders::load(tx, scope, order)).await.unwrap();
        let sample = order.sample(sample).unwrap();
        assert_eq!((sample.rounds.len(), sample.state()), (1, State::Open));
    });
}
