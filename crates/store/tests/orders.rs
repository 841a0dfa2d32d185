//! An order from its entry on, on both databases.

use yidan_domain::{
    access::Role,
    order::{command::Command, refusal::Refusal},
};
use yidan_store::{Error, board::Query, orders, rebuild};
use yidan_testing::{acting, on_both};

#[test]
fn an_order_is_entered_followed_and_found_again() {
    on_both(async |company| {
        let first = company.enter(company.draft("quick-fulfilment", 20)).await;
        let second = company.enter(company.draft("quick-fulfilment", 20)).await;
        assert_ne!(first.order.number, second.order.number);

        let (actor, id) = (company.actor(), first.order.id);
        let step = company.store.world().processes.get(&first.order.process).unwrap().steps[0].key.clone();
        let acted = company
            .store
            .write({
                let actor = actor.clone();
                move |tx| orders::act(tx, &actor, id, Some(1), Command::Start { step: step.clone(), at: None })
            })
            .await
            .unwrap();
        assert_eq!(acted.order.version, 2);

        let scope = actor.viewer.scope();
        let history = company.store.read(move |tx| orders::history(tx, scope, id)).await.unwrap();
        assert_eq!(history.iter().map(|recorded| recorded.event.kind()).collect::<Vec<_>>(), ["entered", "started"]);

        let page = company.store.board().page(&Query::all(scope, company.store.world().company.today(actor.now)));
        assert_eq!(page.ids, [first.order.id, second.order.id]);
        let rows = company.store.read(move |tx| orders::rows(tx, &page.ids)).await.unwrap();
        assert_eq!(rows[0].number, first.order.number);

        let report = rebuild::check(&company.store).await.unwrap();
        assert_eq!((report.orders, report.events, report.faults), (2, 3, vec![]));
    });
}

#[test]
fn the_second_of_two_who_act_at_once_is_told_what_changed() {
    on_both(async |company| {
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let step = company.store.world().processes.get(&order.process).unwrap().steps[0].key.clone();
        let colleague = company.hire("王敏", "wang", Role::Manager, &[]).await;
        let start = Command::Start { step, at: None };
        for (person, conflict) in [(&company.administrator, false), (&colleague, true)] {
            let (actor, start) = (acting(person), start.clone());
            let outcome =
                company.store.write(move |tx| orders::act(tx, &actor, order.id, Some(1), start.clone())).await;
            match outcome {
                Ok(_) => assert!(!conflict),
                Err(Error::Conflict(said)) => {
                    assert!(conflict);
                    assert_eq!(said.since[0].by, company.administrator.id);
                }
                Err(other) => panic!("{other}"),
            }
        }
    });
}

#[test]
fn a_salesperson_does_not_see_the_orders_of_others() {
    on_both(async |company| {
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let salesperson = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let actor = acting(&salesperson);
        let scope = actor.viewer.scope();
        let seen = company.store.read(move |tx| orders::load(tx, scope, order.id)).await;
        assert!(matches!(seen, Err(Error::NotFound("order"))), "{seen:?}");
        let today = company.store.world().company.today(actor.now);
        assert!(company.store.board().page(&Query::all(scope, today)).ids.is_empty());

        let remark = Command::Remark { step: None, text: "看不到的订单".into() };
        let outcome = company.store.write(move |tx| orders::act(tx, &actor, order.id, None, remark.clone())).await;
        assert!(matches!(outcome, Err(Error::NotFound("order"))));
    });
}

#[test]
fn a_refused_command_leaves_nothing_behind() {
    on_both(async |company| {
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let process = company.store.world().processes.get(&order.process).unwrap().clone();
        let last = process.steps.last().unwrap().key.clone();
        let actor = company.actor();
        let outcome = company
            .store
            .write(move |tx| {
                let finish = Command::Finish { step: last.clone(), at: None, answers: Default::default() };
                orders::act(tx, &actor, order.id, None, finish)
            })
            .await;
        let Err(Error::Refused(refusal)) = outcome else { panic!("{outcome:?}") };
        assert!(matches!(*refusal, Refusal::Blocked { .. }), "{refusal:?}");
        let report = rebuild::check(&company.store).await.unwrap();
        assert_eq!((report.events, report.faults), (1, vec![]));
    });
}
