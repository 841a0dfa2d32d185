//! Orders followed ahead of time, on both databases: the board says which will be late before they are, rules raise what
//! they find once, and what mends itself closes itself.

use jiff::{SignedDuration, Timestamp, ToSpan};
use yidan_domain::{
    OrderId, PersonId,
    access::Scope,
    order::{command::Command, lateness::Outlook},
};
use yidan_store::{
    Store,
    board::{Query, State},
    following::watch,
    orders, rebuild,
};
use yidan_testing::on_both;

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
