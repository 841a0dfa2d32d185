//! Who sees which order: one rule, wherever orders are looked at.

use jiff::Timestamp;
use yidan_domain::{
    ExceptionId, OrderId, PersonId, PromiseId,
    access::Role,
    insight::{Asked, Figure, Question, Span},
    order::{Handling, command::Command},
    party::{Customer, Person},
};
use yidan_store::{
    board, customers,
    exceptions::{self, State},
    orders, rebuild,
};
use yidan_testing::{Company, acting, customer, on_both};

/// Which of these orders the person finds, however they look: opened one by one, on the board, in insight, among exceptions.
async fn found(company: &Company, person: &Person, orders: &[OrderId]) -> Vec<usize> {
    let (store, scope) = (&company.store, acting(person).viewer.scope());
    let mut opened = Vec::new();
    for (place, id) in orders.iter().copied().enumerate() {
        if store.read(move |tx| orders::load(tx, scope, id)).await.is_ok() {
            opened.push(place);
        }
    }
    let places = |mut found: Vec<OrderId>| {
        found.sort();
        let place = |id: &OrderId| orders.iter().position(|order| order == id).unwrap();
        found.iter().map(place).collect::<Vec<_>>()
    };
    let now = Timestamp::now();
    let today = store.world().company.today(now);
    let page = store.board().page(&board::Query { limit: 50, ..board::Query::all(scope, today) });
    assert_eq!(places(page.ids), opened, "the board");
    assert_eq!(places(store.board().seen(scope, orders)), opened, "those named");
    let question = Question { span: Span::new(today, today), filter: Default::default(), now };
    let behind = store.insight(scope, question, |view| view.behind(&Asked::of(Figure::Received))).await.unwrap();
    assert_eq!(places(behind.iter().map(|behind| behind.order).collect()), opened, "insight");
    let query = exceptions::Query {
        scope,
        state: State::All,
        rule: None,
        cause: None,
        department: None,
        owner: None,
        today,
        after: None,
        limit: 50,
    };
    let listed = store.read(move |tx| exceptions::list(tx, &query)).await.unwrap();
    assert_eq!(places(listed.exceptions.iter().map(|one| one.order).collect()), opened, "exceptions");
    opened
}

async fn does(company: &Company, order: OrderId, command: Command) {
    let actor = company.actor();
    company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await.unwrap();
}

#[test]
fn people_of_sales_see_their_own_orders_and_whatever_they_were_given_to_do() {
    on_both(async |company| {
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let wang = company.hire("王敏", "wang", Role::Member, &["sales"]).await;
        let mine = Customer { owner: Some(chen.id), ..customer("晨光机电") };
        let actor = company.actor();
        let mine = company.store.write(move |tx| customers::put(tx, &actor, mine.clone())).await.unwrap();

        // Orders 0 to 6: nobody's, of this salesperson, of the customer, and those with something to do.
        let mut orders = Vec::new();
        for number in 0..7 {
            let mut draft = company.draft("quick-fulfilment", 20);
            draft.header.salesperson = Some(chen.id).filter(|_| number == 1);
            draft.header.customer = if number == 2 { mine.id } else { draft.header.customer };
            orders.push(company.enter(draft).await.order.id);
        }
        let id = || uuid::Uuid::now_v7();
        let handling = |owner: Option<PersonId>| Handling { owner, ..Handling::default() };
        let note = || "缺 40 件".to_owned();
        for (place, order) in orders.iter().enumerate() {
            let owner = Some(chen.id).filter(|_| place == 3);
            let raise =
                Command::RaiseException { id: ExceptionId(id()), step: None, note: note(), handling: handling(owner) };
            does(&company, *order, raise).await;
        }
        let due = company.store.world().company.today(Timestamp::now());
        let promise = PromiseId(id());
        does(&company, orders[4], Command::Promise { id: promise, text: "回电".into(), due, owner: chen.id }).await;
        let assign = |to: &Person| Command::Assign { step: "receive".into(), to: Some(to.id), note: String::new() };
        does(&company, orders[5], assign(&chen)).await;
        does(&company, orders[6], assign(&wang)).await;
        assert_eq!(found(&company, &chen, &orders).await, [1, 2, 3, 4, 5]);
        assert_eq!(found(&company, &wang, &orders).await, [6]);

        // What is settled, kept or done stays in sight; what was handed on does not.
        let settled = company.store.read({
            let (scope, order) = (company.actor().viewer.scope(), orders[3]);
            move |tx| orders::load(tx, scope, order)
        });
        let settled = settled.await.unwrap().exceptions[0].id;
        let clear = Command::ClearException { id: settled, note: "补齐了".into(), cause: None, charged_to: None };
        does(&company, orders[3], clear).await;
        does(&company, orders[4], Command::ClosePromise { id: promise, kept: true, note: String::new() }).await;
        does(&company, orders[5], Command::Finish { step: "receive".into(), at: None, answers: Default::default() })
            .await;
        does(&company, orders[6], assign(&chen)).await;
        assert_eq!(found(&company, &chen, &orders).await, [1, 2, 3, 4, 5, 6]);
        assert!(found(&company, &wang, &orders).await.is_empty());

        // And so it is on a copy that has just begun, and made anew from the events.
        let store = company.reopened().await;
        let scope = acting(&chen).viewer.scope();
        assert_eq!(store.board().seen(scope, &orders), orders[1..]);
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// What an earlier version kept lacks what this one keeps: it is made anew when the program is next started, and nobody has
/// to know of it.
#[test]
fn a_company_made_by_an_earlier_version_is_made_anew_at_the_start() {
    on_both(async |company| {
        let order = company.enter(company.draft("quick-fulfilment", 30)).await.order.id;
        let helper = company.hire("王敏", "wang", Role::Member, &["sales"]).await;
        let assign = Command::Assign { step: "pick".into(), to: Some(helper.id), note: String::new() };
        does(&company, order, assign).await;
        let scope = acting(&helper).viewer.scope();
        company.store.ready().await;
        assert_eq!(company.store.board().seen(scope, &[order]), [order]);
        assert_eq!(
            rebuild::renew(&company.store).await.unwrap(),
            None,
            "a new company is kept as this version keeps it"
        );

        let forget = |tx: &mut yidan_store::Tx| {
            tx.exec("UPDATE order_row SET involved = NULL, course = NULL", &[])?;
            tx.exec("DELETE FROM settings WHERE name = 'kept_in_form'", &[])
        };
        company.store.write(forget).await.unwrap();
        let started_later = company.reopened().await;
        assert_eq!(rebuild::renew(&started_later).await.unwrap().map(|report| report.orders), Some(1));
        assert_eq!(rebuild::renew(&started_later).await.unwrap(), None, "once");
        assert_eq!(rebuild::check(&started_later).await.unwrap().faults, []);
        started_later.ready().await;
        assert_eq!(started_later.board().seen(scope, &[order]), [order]);
    });
}
