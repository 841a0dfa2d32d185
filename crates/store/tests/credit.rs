//! Credit under many at once: nobody ever uses the last yuan of a limit or quota twice, accounts are what their entries add
//! up to, and what is void, cancelled or paid gives back. On both databases.

use std::{collections::BTreeMap, sync::Arc};

use yidan_domain::{
    Currency, CustomerId, Money, OrderId, PersonId, Say,
    access::Role,
    credit::Decision,
    order::{Evidence, Slip, command::Command},
    party::Person,
    process::gate::Fact,
};
use yidan_store::{Actor, Error, Store, credit, customers, orders};
use yidan_testing::{Company, acting, customer, on_both};

const CLIENTS: usize = 64;
const FULL_ROUNDS: usize = 4;
/// Rounds of each client in which what was released is given back: 64 × 40 for each database and each holder.
const TURNS: usize = 40;
/// So many shortfalls of 1.00 fit; the rest of the limit is not enough for another.
const FIT: usize = 7;
const MOST: i64 = 799;

fn cny(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

/// An order of 100.00, compared, with a slip over 99.00 and the customer's letter: 1.00 is short.
async fn short_order(company: &Company, customer: CustomerId, salesperson: Option<PersonId>) -> OrderId {
    let mut draft = company.draft("quick-fulfilment", 20);
    draft.id = OrderId(uuid::Uuid::now_v7());
    (draft.header.customer, draft.header.salesperson) = (customer, salesperson);
    draft.lines[0].quantity.ten_thousandths = 80_000;
    let id = company.enter(draft).await.order.id;
    let paid_on = company.store.world().company.today(jiff::Timestamp::now());
    let slip = Slip { amount: cny(9_900), paid_on, reference: String::new(), file: None, taken_back: false };
    let shown = [
        Evidence::CustomerTotal { total: cny(10_000), explanation: String::new() },
        Evidence::Slip(slip),
        Evidence::Commitment { file: None, note: String::new() },
    ];
    for evidence in shown {
        act(&company.store, &company.actor(), id, Command::ShowCredit { evidence: Box::new(evidence) }).await.unwrap();
    }
    id
}

async fn act(store: &Store, actor: &Actor, id: OrderId, command: Command) -> Result<(), Error> {
    let actor = actor.clone();
    store.write(move |tx| orders::act(tx, &actor, id, None, command.clone()).map(drop)).await
}

/// Was it released? Anything but being held is a failure.
async fn release(store: &Store, actor: &Actor, id: OrderId) -> bool {
    let actor = actor.clone();
    match store.write(move |tx| credit::release(tx, &actor, id, None)).await {
        Ok(_) => true,
        Err(Error::Held(_)) => false,
        Err(other) => panic!("{other}"),
    }
}

async fn recall(store: &Store, actor: &Actor, id: OrderId) {
    act(store, actor, id, Command::RecallCredit { reason: "试一试".into() }).await.unwrap();
}

async fn limit(company: &Company, customer: CustomerId, minor: i64) {
    let actor = company.actor();
    company.store.write(move |tx| credit::set_limit(tx, &actor, customer, cny(minor), "")).await.unwrap();
}

async fn in_use(store: &Store, whose: Whose) -> i64 {
    let read = store.read(move |tx| match whose {
        Whose::Customer(customer) => Ok(credit::limits_of(tx, customer, None)?[0].account.in_use.minor),
        Whose::Salesperson(person) => {
            let quotas = credit::quotas(tx, None)?;
            Ok(quotas.iter().find(|(of, _)| *of == person).map_or(0, |(_, quota)| quota.in_use.minor))
        }
    });
    read.await.unwrap()
}

#[derive(Clone, Copy)]
enum Whose {
    Customer(CustomerId),
    Salesperson(PersonId),
}

async fn race(company: &Company, ids: Vec<OrderId>, whose: Whose) {
    let ids = Arc::new(ids);
    // Nobody gives back: as many are released as fit, and no more.
    for round in 0..FULL_ROUNDS {
        let released = at_once(company, &ids, whose, round, 1).await;
        assert_eq!(released.len(), FIT, "as many as fit, and no more");
        assert_eq!(in_use(&company.store, whose).await, FIT as i64 * 100);
        for id in released {
            recall(&company.store, &company.actor(), id).await;
        }
        assert_eq!(in_use(&company.store, whose).await, 0);
    }
    // Whoever is released gives back at once, and others come after, thousands of times.
    at_once(company, &ids, whose, 0, TURNS).await;
    assert_eq!(in_use(&company.store, whose).await, 0);
    assert_eq!(company.store.read(credit::check).await.unwrap(), Vec::<String>::new());
}

/// Each client asks for so many releases, one after the other. A single one is kept, of several each is given back.
async fn at_once(company: &Company, ids: &Arc<Vec<OrderId>>, whose: Whose, round: usize, turns: usize) -> Vec<OrderId> {
    let client = |client: usize| {
        let (store, actor, ids) = (company.store.clone(), company.actor(), Arc::clone(ids));
        async move {
            let mut kept = None;
            let id = ids[(client + round) % ids.len()];
            for _ in 0..turns {
                let released = release(&store, &actor, id).await;
                let used = in_use(&store, whose).await;
                assert!(used <= MOST, "{used} of {MOST} in use");
                match (released, turns) {
                    (true, 1) => kept = Some(id),
                    (true, _) => recall(&store, &actor, id).await,
                    (false, _) => {}
                }
            }
            kept
        }
    };
    let clients: Vec<_> = (0..CLIENTS).map(|number| tokio::spawn(client(number))).collect();
    let mut kept = Vec::new();
    for client in clients {
        kept.extend(client.await.unwrap());
    }
    kept
}

#[test]
fn sixty_four_orders_race_for_the_last_yuan_of_a_limit() {
    on_both(async |company| {
        let customer = company.customer.id;
        limit(&company, customer, MOST).await;
        let mut ids = Vec::new();
        for _ in 0..CLIENTS {
            ids.push(short_order(&company, customer, None).await);
        }
        race(&company, ids, Whose::Customer(customer)).await;
    });
}

#[test]
fn sixty_four_customers_orders_race_for_the_last_yuan_of_a_quota() {
    on_both(async |company| {
        let salesperson = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let (actor, person) = (company.actor(), salesperson.id);
        company.store.write(move |tx| credit::set_quota(tx, &actor, person, cny(MOST), "")).await.unwrap();
        let mut ids = Vec::new();
        for number in 0..CLIENTS {
            let actor = company.actor();
            let customer = customer(&format!("客户 {number}"));
            let id = customer.id;
            company.store.write(move |tx| customers::put(tx, &actor, customer.clone())).await.unwrap();
            limit(&company, id, 0).await;
            let order = short_order(&company, id, Some(person)).await;
            guarantee(&company.store, &salesperson, order, 100).await.unwrap();
            ids.push(order);
        }
        race(&company, ids, Whose::Salesperson(person)).await;
    });
}

async fn guarantee(store: &Store, salesperson: &Person, id: OrderId, minor: i64) -> Result<(), Error> {
    let evidence = Evidence::Guarantee { amount: cny(minor) };
    act(store, &acting(salesperson), id, Command::ShowCredit { evidence: Box::new(evidence) }).await
}

#[test]
fn what_is_void_cancelled_or_paid_gives_back_and_is_decided_anew() {
    on_both(async |company| {
        let (store, actor, customer) = (&company.store, company.actor(), company.customer.id);
        limit(&company, customer, 100).await;
        let used = || in_use(store, Whose::Customer(customer));
        let first = short_order(&company, customer, None).await;
        let second = short_order(&company, customer, None).await;

        assert!(release(store, &actor, first).await && !release(store, &actor, second).await);
        // Another total makes the release void; meanwhile the other order has the limit.
        let scope = actor.viewer.scope();
        let order = store.read(move |tx| orders::load(tx, scope, first)).await.unwrap();
        let mut lines = order.lines.clone();
        lines[0].price = Some("12.49".parse().unwrap());
        let header = Box::new(order.header.clone());
        act(store, &actor, first, Command::Amend { header, lines, reason: "让利".into() }).await.unwrap();
        assert_eq!(used().await, 0);
        assert!(release(store, &actor, second).await && !release(store, &actor, first).await);

        // Paid in full it takes nothing; when the payment turns out not to be there, it takes again.
        let told =
            |paid| Command::Tell { facts: BTreeMap::from([("payment.received".into(), Some(Fact::YesNo(paid)))]) };
        for (paid, minor) in [(true, 0), (true, 0), (false, 100)] {
            act(store, &actor, second, told(paid)).await.unwrap();
            assert_eq!(used().await, minor, "{paid}");
        }
        act(store, &actor, second, Command::Cancel { reason: "客户取消".into() }).await.unwrap();
        assert_eq!(used().await, 0);
        act(store, &actor, second, told(true)).await.unwrap();
        assert_eq!(used().await, 0);

        let entries = store.read(move |tx| credit::of_order(tx, second)).await.unwrap();
        let said: Vec<_> = entries.iter().rev().map(|entry| entry.kind.say().key).collect();
        assert_eq!(said, ["credit-entry-used", "credit-entry-freed", "credit-entry-used", "credit-entry-freed"]);
        assert_eq!(store.read(credit::check).await.unwrap(), Vec::<String>::new());
    });
}

#[test]
fn an_explanation_speaks_of_the_total_that_it_was_given_for() {
    on_both(async |company| {
        let (store, actor) = (&company.store, company.actor());
        let id = short_order(&company, company.customer.id, None).await;
        let explained = Evidence::CustomerTotal { total: cny(10_001), explanation: "客户多算了一分".into() };
        act(store, &actor, id, Command::ShowCredit { evidence: Box::new(explained) }).await.unwrap();
        assert!(release(store, &actor, id).await, "the usual limit of 1,000.00 carries 1.00");
        let scope = actor.viewer.scope();
        let order = store.read(move |tx| orders::load(tx, scope, id)).await.unwrap();
        let mut lines = order.lines.clone();
        lines[0].quantity.ten_thousandths = 90_000;
        let header = Box::new(order.header.clone());
        act(store, &actor, id, Command::Amend { header, lines, reason: "加一件".into() }).await.unwrap();
        let today = store.world().company.today(actor.now);
        let standing = store.read(move |tx| {
            let order = orders::load(tx, scope, id)?;
            credit::standing(tx, &order, today)
        });
        let Decision::Held(lacks) = standing.await.unwrap().decision else { panic!("it is held") };
        assert_eq!(lacks[0].say().key, "credit-lack-totals-differ");
    });
}

#[test]
fn limits_and_quotas_are_set_by_those_who_may_and_told_of_any_day() {
    on_both(async |company| {
        let (store, customer) = (&company.store, company.customer.id);
        let clerk = company.hire("周会计", "zhou", Role::Member, &["finance"]).await;
        let seller = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        for (person, may) in [(&seller, false), (&clerk, true)] {
            let actor = acting(person);
            let set = store.write(move |tx| credit::set_limit(tx, &actor, customer, cny(500_000), "年度授信"));
            assert_eq!(set.await.is_ok(), may, "{}", person.name);
        }
        let actor = acting(&clerk);
        let twice = store.write(move |tx| credit::set_limit(tx, &actor, customer, cny(500_000), "")).await;
        assert_eq!(twice.unwrap_err().say().key, "refusal-nothing-changed");
        let actor = acting(&clerk);
        let below = store.write(move |tx| credit::set_limit(tx, &actor, customer, cny(-1), "")).await;
        assert_eq!(below.unwrap_err().say().key, "credit-limit-negative");
        let actor = acting(&clerk);
        store.write(move |tx| credit::set_monthly(tx, &actor, customer, true, "")).await.unwrap();
        let today = store.world().company.today(jiff::Timestamp::now());
        let told = |at| store.read(move |tx| Ok(credit::limits_of(tx, customer, at)?[0].account));
        let (now, before) = (told(None).await.unwrap(), told(today.yesterday().ok()).await.unwrap());
        assert_eq!((now.limit, now.settles_monthly), (Some(cny(500_000)), true));
        assert_eq!((before.limit, before.settles_monthly), (None, false));
        let listed = store.read(|tx| credit::customers_with_credit(tx, None, 10)).await.unwrap();
        assert_eq!(listed.len(), 1);
    });
}
