//! Orders followed ahead of time, on both databases: the board says which will be late before they are, rules raise what
//! they find once, and what mends itself closes itself.

use jiff::{SignedDuration, Timestamp, ToSpan};
use yidan_domain::{
    OrderId, PersonId,
    access::Scope,
    order::{
        command::{Command, Past, PastStep},
        lateness::Outlook,
    },
    process::{Process, due::Takes},
    schedule::{PlanChange, estimate::ENOUGH},
};
use yidan_store::{
    Store,
    board::{Query, State},
    following::{Who, watch},
    orders::{self, Draft},
    rebuild,
};
use yidan_testing::{Company, on_both};

fn in_state(store: &Store, state: State) -> Vec<OrderId> {
    let today = store.world().company.today(Timestamp::now());
    store.board().page(&Query { state: Some(state), ..Query::all(Scope::All, today) }).ids
}

#[test]
fn an_order_that_will_be_late_says_so_today_and_is_raised_once() {
    on_both(async |company| {
        let store = company.store.clone();
        store.following_ready().await;
        // Made to order takes a month: one is promised in three weeks, one in four months.
        let late = company.enter(company.draft("made-to-order", 21)).await.order;
        let fine = company.enter(company.draft("made-to-order", 120)).await.order;
        let now = Timestamp::now();
        assert_eq!(in_state(&store, State::WillBeLate), [late.id]);
        let row = store.read(move |tx| orders::rows(tx, &[fine.id])).await.unwrap().remove(0);
        let today = store.world().company.today(now);
        assert_eq!(store.board().lateness(&row, today).outlook, Outlook::OnTrack);

        assert_eq!(watch(&store, now).await.unwrap(), 1);
        assert_eq!(watch(&store, now).await.unwrap(), 0, "nothing is raised twice");
        assert_eq!(in_state(&store, State::Exception), [late.id]);

        // The customer agrees to a later day: it mends itself, and the history tells both, by the program.
        let actor = company.actor();
        let promised = late.header.promised.and_then(|day| day.checked_add(90.days()).ok());
        let replan = Command::Replan { changes: Default::default(), promised, reason: "客户同意推迟".into() };
        let command = replan.clone();
        store.write(move |tx| orders::act(tx, &actor, late.id, None, command.clone())).await.unwrap();
        assert_eq!(in_state(&store, State::WillBeLate), []);
        assert_eq!(watch(&store, now + SignedDuration::from_mins(1)).await.unwrap(), 1);
        let history = store.read(move |tx| orders::history(tx, Scope::All, late.id)).await.unwrap();
        let told: Vec<(&str, bool)> =
            history.iter().map(|recorded| (recorded.event.kind(), recorded.by == PersonId::PROGRAM)).collect();
        assert_eq!(
            told,
            [("entered", false), ("exception_raised", true), ("replanned", false), ("exception_cleared", true)]
        );
        let order = store.read(move |tx| orders::load(tx, Scope::All, late.id)).await.unwrap();
        assert_eq!(order.baseline.unwrap().promised, late.header.promised, "the first promise stays to be seen");
        assert_eq!(rebuild::check(&store).await.unwrap().faults, []);
    });
}

/// What a rule has raised on an order that is cancelled is nobody's trouble any more: the next look clears it, whether this
/// program saw it happen or reads it at its start.
#[test]
fn what_was_raised_mends_itself_when_the_order_is_closed() {
    on_both(async |company| {
        let store = company.store.clone();
        store.following_ready().await;
        let (seen, read) = (company.draft("made-to-order", 21), company.draft("made-to-order", 21));
        let orders = [company.enter(seen).await.order.id, company.enter(read).await.order.id];
        let now = Timestamp::now();
        assert_eq!(watch(&store, now).await.unwrap(), 2);
        let cancel = async |id: OrderId| {
            let actor = company.actor();
            let cancel = Command::Cancel { reason: "客户不要了".into() };
            store.write(move |tx| orders::act(tx, &actor, id, None, cancel.clone())).await.unwrap();
        };
        let open = async |id: OrderId| {
            let order = store.read(move |tx| orders::load(tx, Scope::All, id)).await.unwrap();
            order.exceptions.iter().filter(|exception| exception.is_open()).count()
        };
        cancel(orders[0]).await;
        assert_eq!((watch(&store, now).await.unwrap(), open(orders[0]).await), (1, 0));
        assert_eq!(watch(&store, now).await.unwrap(), 0, "once is enough");

        cancel(orders[1]).await;
        let again = company.reopened().await;
        again.following_ready().await;
        assert_eq!((watch(&again, now).await.unwrap(), open(orders[1]).await), (1, 0));
        assert_eq!(again.following().cases().closed().count(), 0);
    });
}

/// Another copy, or the same one after a restart, knows what this one knows.
#[test]
fn what_is_followed_is_the_same_after_a_restart() {
    on_both(async |company| {
        let ids: Vec<OrderId> = {
            let mut ids = Vec::new();
            for days in [21, 40, 120] {
                ids.push(company.enter(company.draft("made-to-order", days)).await.order.id);
            }
            ids
        };
        let again = company.reopened().await;
        again.ready().await;
        again.following_ready().await;
        let now = Timestamp::now();
        again.look_ahead(now, &mut ());
        company.store.look_ahead(now, &mut ());
        for id in ids {
            let day = company.store.board().expected(id);
            assert!(day.median.is_some() && day == again.board().expected(id));
        }
        let load = again.following().load();
        assert!(load.at == Some(now) && load.of.values().any(|load| load.days.iter().any(|day| day.seconds > 0)));
    });
}

#[test]
fn the_load_goes_by_the_length_that_a_changed_plan_gives_a_step() {
    on_both(async |company| {
        let store = company.store.clone();
        store.following_ready().await;
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let minutes = || {
            store.look_ahead(Timestamp::now(), &mut ());
            let load = store.following().load();
            let seconds: i64 = load.of[&Who::Department("finance".into())].days.iter().map(|day| day.seconds).sum();
            (seconds + 30) / 60
        };
        assert_eq!(minutes(), 25, "the standard time of settling");
        let takes = PlanChange { takes: Some(Takes::Hours(5)), ..PlanChange::default() };
        let changes = [("settle".into(), takes)].into();
        let command = Command::Replan { changes, promised: order.header.promised, reason: "信用证要改".into() };
        let actor = company.actor();
        store.write(move |tx| orders::act(tx, &actor, order.id, None, command.clone())).await.unwrap();
        assert_eq!(minutes(), 300);
    });
}

/// Only open orders are kept in memory; those that are closed teach all the same.
#[test]
fn a_closed_order_is_followed_no_more_and_still_teaches() {
    on_both(async |company| {
        let store = company.store.clone();
        store.following_ready().await;
        let process = store.world().processes.latest("quick-fulfilment").unwrap().clone();
        let last = process.steps.last().unwrap().key.clone();
        let act = async |id: OrderId, command: Command| {
            let actor = company.actor();
            store.write(move |tx| orders::act(tx, &actor, id, None, command.clone())).await.unwrap();
        };
        let followed = || store.following().cases().open().map(|case| case.id).collect::<Vec<_>>();
        let is_learned = || store.following().history().of_step(&process.key, &process.steps[1]).is_some();

        let mut closed = Vec::new();
        for _ in 0..ENOUGH {
            let order = company.enter(all_but_the_last(&company, &process)).await.order;
            assert_eq!(followed(), [order.id]);
            act(order.id, Command::Finish { step: last.clone(), at: None, answers: Default::default() }).await;
            assert_eq!(followed(), []);
            closed.push(order.id);
        }
        assert!(!is_learned());
        store.learn_anew(Timestamp::now()).await.unwrap();
        assert!(is_learned());

        // Opened again, it is followed again.
        act(closed[0], Command::Reopen { step: last, reason: "客户退回".into() }).await;
        assert_eq!(followed(), closed[..1]);
    });
}

/// An order of the past days, with every step done but the last.
fn all_but_the_last(company: &Company, process: &Process) -> Draft {
    let mut draft = company.draft(&process.key, 9);
    draft.header.received_at = Timestamp::now() - SignedDuration::from_hours(60);
    let hour = |hour: i64| draft.header.received_at + SignedDuration::from_hours(hour);
    let done = &process.steps[..process.steps.len() - 1];
    let told = (1..).zip(done).flat_map(|(began, step)| {
        let told = [Past::Started { at: hour(began), by: None }, Past::Finished { at: hour(began + 1), by: None }];
        told.map(|was| PastStep { step: step.key.clone(), was })
    });
    draft.past = told.collect();
    draft
}
