//! Insight on both databases: what happens to orders is in the answer to the next question, within what one may see.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{
    ExceptionId, OrderId,
    access::{Role, Scope, Viewer},
    insight::{Asked, Figure, Filter, Question, Share, Span},
    order::{
        Handling,
        command::{Command, Past, PastStep},
    },
};
use yidan_store::{Store, insight, orders};
use yidan_testing::{Company, on_both};

fn this_month(store: &Store) -> Question {
    let now = Timestamp::now();
    let today = store.world().company.today(now);
    let from = today.checked_sub(jiff::Span::new().days(30)).unwrap();
    Question { span: Span::new(from, today), filter: Filter::default(), now }
}

/// Every step of the past done, the last of them an hour ago.
async fn delivered(company: &Company, days_promised: i64, salesperson: Option<yidan_domain::PersonId>) -> OrderId {
    let mut draft = company.draft("quick-fulfilment", days_promised);
    let hour = |hours: i64| Timestamp::now() - SignedDuration::from_hours(hours);
    draft.header.received_at = hour(70);
    draft.header.salesperson = salesperson;
    let process = company.store.world().processes.latest("quick-fulfilment").unwrap().clone();
    let steps = process.steps.iter().enumerate().flat_map(|(number, step)| {
        let hour = |hours: i64| hour(hours - 3 * number as i64);
        let told = [Past::Started { at: hour(38), by: None }, Past::Finished { at: hour(37), by: None }];
        told.map(|was| PastStep { step: step.key.clone(), was })
    });
    draft.past = steps.collect();
    company.enter(draft).await.order.id
}

#[test]
fn what_happens_is_in_the_next_answer() {
    on_both(async |company| {
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let on_time = delivered(&company, 5, Some(chen.id)).await;
        let late = delivered(&company, -2, None).await;
        let open = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let question = this_month(&company.store);
        let figures = company.store.insight(Scope::All, question.clone(), |view| view.orders()).await.unwrap();
        assert_eq!((figures.received, figures.delivered, figures.done), (3, 2, 2));
        assert_eq!(figures.on_time, Share { part: 1, whole: 2 });

        // Somebody sees only own orders.
        let own = Viewer::of(&chen).scope();
        let behind = company.store.insight(own, question.clone(), |view| view.behind(&Asked::of(Figure::Received)));
        assert_eq!(behind.await.unwrap().iter().map(|behind| behind.order).collect::<Vec<_>>(), [on_time]);

        // And somebody looks for goods by words.
        for (words, orders) in [("铸铁", 3), ("法兰 nordwind", 3), ("法兰 阀", 0)] {
            let filter = Filter { words: words.into(), ..Filter::default() };
            let asked = Question { filter, ..question.clone() };
            let figures = company.store.insight(Scope::All, asked, |view| view.orders()).await.unwrap();
            assert_eq!(figures.received, orders, "{words}");
        }

        // A step more, and it counts.
        let first = company.store.world().processes.get(&open.process).unwrap().steps[0].key.clone();
        let finished = || company.store.insight(Scope::All, this_month(&company.store), |view| view.work().finished);
        let before = finished().await.unwrap();
        let actor = company.actor();
        let finish = Command::Finish { step: first, at: None, answers: Default::default() };
        company.store.write(move |tx| orders::act(tx, &actor, open.id, None, finish.clone())).await.unwrap();
        assert_eq!(finished().await.unwrap(), before + 1);

        // Put away when nobody asks, it says the same when somebody does, with what has happened since.
        let keep = async |rests| company.store.keep_insight(rests).await.unwrap();
        keep(Duration::from_secs(3600)).await;
        keep(Duration::ZERO).await;
        assert_eq!(finished().await.unwrap(), before + 1);
        keep(Duration::ZERO).await;
        let more = delivered(&company, 5, None).await;
        let process = company.store.world().processes.latest("quick-fulfilment").unwrap().clone();
        assert_eq!(finished().await.unwrap(), before + 1 + process.steps.len() as u32);
        let own = question.clone();
        let received = company.store.insight(Scope::All, own, |view| view.behind(&Asked::of(Figure::Received))).await;
        assert_eq!(received.unwrap().iter().filter(|behind| behind.order == more).count(), 1);

        // And what went wrong, with its cause.
        let (actor, id) = (company.actor(), ExceptionId(uuid::Uuid::now_v7()));
        let handling = Handling { cause: Some("late-material".into()), ..Handling::default() };
        let raise = Command::RaiseException { id, step: None, note: "缺料".into(), handling };
        company.store.write(move |tx| orders::act(tx, &actor, late, None, raise.clone())).await.unwrap();
        let troubles = company.store.read(insight::troubles).await.unwrap();
        let causes = company.store.insight(Scope::All, this_month(&company.store), move |view| view.causes(&troubles));
        let causes = causes.await.unwrap();
        assert_eq!(causes.by_cause.len(), 1);
        assert_eq!(causes.by_cause[0].1.orders, 1);
        assert_eq!(causes.by_department[0].0, Some("purchasing".into()), "the cause is charged to purchasing");
    });
}
