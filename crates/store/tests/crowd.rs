//! Many at once: no update is lost, no number given twice, every refusal explains itself. On both databases.

use std::collections::{BTreeMap, BTreeSet};

use yidan_domain::{
    OrderId, Say,
    order::{command::Command, event::Event},
};
use yidan_store::{Error, orders, rebuild};
use yidan_testing::{Company, on_both};

const CLIENTS: usize = 32;
const ORDERS: usize = 10;
const ROUNDS: usize = 12;

#[test]
fn thirty_two_people_on_the_same_ten_orders_lose_nothing() {
    on_both(async |company| {
        let mut ids = Vec::new();
        for _ in 0..ORDERS {
            ids.push(company.enter(company.draft("quick-fulfilment", 20)).await.order.id);
        }
        let clients: Vec<_> = (0..CLIENTS).map(|client| tokio::spawn(hammer(&company, client, ids.clone()))).collect();
        let mut remarks = BTreeMap::<OrderId, BTreeSet<String>>::new();
        let mut first_steps = BTreeMap::<OrderId, usize>::new();
        for client in clients {
            let (said, started) = client.await.unwrap();
            for (id, text) in said {
                assert!(remarks.entry(id).or_default().insert(text), "a remark was acknowledged twice");
            }
            for id in started {
                *first_steps.entry(id).or_default() += 1;
            }
        }
        for id in ids {
            assert_eq!(first_steps.get(&id), Some(&1), "one of all who started the first step was first");
            let scope = company.actor().viewer.scope();
            let history = company.store.read(move |tx| orders::history(tx, scope, id)).await.unwrap();
            let kept: BTreeSet<String> = history
                .iter()
                .filter_map(|recorded| match &recorded.event {
                    Event::Remarked { text, .. } => Some(text.clone()),
                    _ => None,
                })
                .collect();
            assert_eq!(Some(&kept), remarks.get(&id), "what was acknowledged is what is kept");
        }
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// Everybody tries to start the first step of every order, and says something in every round.
fn hammer(
    company: &Company,
    client: usize,
    ids: Vec<OrderId>,
) -> impl Future<Output = (Vec<(OrderId, String)>, Vec<OrderId>)> + use<> {
    let (store, actor) = (company.store.clone(), company.actor());
    let step = store.world().processes.latest("quick-fulfilment").unwrap().steps[0].key.clone();
    async move {
        let (mut said, mut started) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            let id = ids[(client + round) % ids.len()];
            let text = format!("第 {client} 人第 {round} 次");
            let remark = Command::Remark { step: None, text: text.clone() };
            let start = Command::Start { step: step.clone(), at: None };
            for command in [remark, start] {
                let is_remark = matches!(command, Command::Remark { .. });
                let actor = actor.clone();
                match store.write(move |tx| orders::act(tx, &actor, id, None, command.clone())).await {
                    Ok(_) if is_remark => said.push((id, text.clone())),
                    Ok(_) => started.push(id),
                    Err(Error::Refused(refusal)) => {
                        assert!(!is_remark);
                        assert_eq!(refusal.say().key, "refusal-already-started");
                    }
                    Err(other) => panic!("{other}"),
                }
            }
        }
        (said, started)
    }
}

#[test]
fn order_numbers_are_given_once_and_without_gaps() {
    on_both(async |company| {
        let own = company.enter(yidan_store::orders::Draft {
            number: Some(next_but_one(&company)),
            ..company.draft("quick-fulfilment", 20)
        });
        let own = own.await.order.number;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (store, actor) = (company.store.clone(), company.actor());
                let good = company.draft("quick-fulfilment", 20);
                let mut bad = company.draft("quick-fulfilment", 20);
                bad.lines.clear();
                tokio::spawn(async move {
                    let mut numbers = Vec::new();
                    for turn in 0..4 {
                        // Every other order is refused after its number was taken: the number must come back.
                        let mut draft = if turn % 2 == 0 { good.clone() } else { bad.clone() };
                        draft.id = OrderId(uuid::Uuid::now_v7());
                        let actor = actor.clone();
                        let entered = store.write(move |tx| orders::enter(tx, &actor, draft.clone())).await;
                        match entered {
                            Ok(entered) => numbers.push(entered.order.number),
                            Err(Error::Refused(_)) => assert_eq!(turn % 2, 1),
                            Err(other) => panic!("{other}"),
                        }
                    }
                    numbers
                })
            })
            .collect();
        let mut numbers = BTreeSet::from([own]);
        for client in clients {
            for number in client.await.unwrap() {
                assert!(numbers.insert(number.clone()), "{number} was given twice");
            }
        }
        let series = company.store.read(orders::series).await.unwrap();
        assert_eq!(series.len(), 1);
        assert_eq!(series[0].last as usize, numbers.len(), "every number up to the last belongs to an order");
    });
}

/// The second number that the company's pattern will give today.
fn next_but_one(company: &Company) -> String {
    let world = company.store.world();
    let pattern = yidan_domain::number::Pattern::parse(&world.company.settings.number_pattern).unwrap();
    pattern.number(world.company.today(jiff::Timestamp::now()), 2)
}
