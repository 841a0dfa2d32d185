//! Exceptions on both databases: raised once by however many watchers, listed within the viewer's scope, rebuilt.

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{
    CauseKey, ExceptionId, OrderId, PersonId, Text,
    access::Role,
    case::Case,
    exception::{Cause, Difference, Finding, Found, Rule, RuleKey, Taker, Watched, differences, found},
    order::{
        Handling,
        command::Command,
        refusal::{Needs, Refusal},
    },
    schedule::{
        Network,
        forecast::{NoHistory, forecast},
    },
};
use yidan_store::{
    Actor, Error, Result, Store,
    exceptions::{self, Query, State, apply_rules},
    orders, rebuild,
};
use yidan_testing::{Company, acting, on_both};

const WATCHERS: usize = 16;

/// One copy of the program looks at the order and does what its rules say.
async fn watch(store: Store, id: OrderId, now: Timestamp) -> Result<usize> {
    let world = store.world();
    store
        .write(move |tx| {
            let order = orders::load(tx, yidan_domain::access::Scope::All, id)?;
            let process = world.processes.get(&order.process).ok_or(Error::NotFound("process"))?;
            let calendars = &world.company.calendars;
            let case = Case::of(&order, process);
            let network = Network::of(&case.process, calendars);
            let forecast = forecast(&network, &case.course, &NoHistory, now);
            let Some(guard) = &case.guard else { return Ok(0) };
            let found = found(&Watched::of(&case, guard, &network, &forecast), &world.rules, now, calendars);
            apply_rules(tx, id, order.version, &differences(&found, &guard.raised), now)
        })
        .await
}

async fn everybody_watches(company: &Company, id: OrderId, now: Timestamp) -> usize {
    let watchers: Vec<_> = (0..WATCHERS).map(|_| tokio::spawn(watch(company.store.clone(), id, now))).collect();
    let mut done = 0;
    for watcher in watchers {
        done += watcher.await.unwrap().unwrap();
    }
    done
}

#[test]
fn sixteen_watchers_raise_an_exception_once_and_mend_it_once() {
    on_both(async |company| {
        let manager = company.hire("林海", "lin", Role::Manager, &["management"]).await;
        let mut draft = company.draft("quick-fulfilment", 0);
        draft.header.promised = None;
        let id = company.enter(draft).await.order.id;
        let later = Timestamp::now() + SignedDuration::from_hours(24 * 4);
        let raised = everybody_watches(&company, id, later).await;
        let scope = company.actor().viewer.scope();
        let order = company.store.read(move |tx| orders::load(tx, scope, id)).await.unwrap();
        assert_eq!(order.exceptions.len(), raised, "each was raised by one watcher");
        let rules: Vec<Option<RuleKey>> = order.exceptions.iter().map(|exception| exception.rule()).collect();
        assert_eq!(rules.iter().filter(|rule| **rule == Some(RuleKey::NoDate)).count(), 1, "{rules:?}");
        let handling = &order.exceptions[0].handling;
        assert_eq!(handling.owner, Some(manager.id), "without a salesperson a manager gets it");
        assert!(handling.due.is_some());

        let actor = Actor { now: later, ..company.actor() };
        let mut header = order.header.clone();
        header.promised = company.draft("quick-fulfilment", 400).header.promised;
        let amend =
            Command::Amend { header: Box::new(header), lines: order.lines, reason: "客户定了日期".into() };
        company.store.write(move |tx| orders::act(tx, &actor, id, None, amend.clone())).await.unwrap();
        everybody_watches(&company, id, later).await;
        let order = company.store.read(move |tx| orders::load(tx, scope, id)).await.unwrap();
        let no_date: Vec<_> = order.exceptions.iter().filter(|one| one.rule() == Some(RuleKey::NoDate)).collect();
        assert_eq!(no_date.len(), 1);
        assert!(no_date[0].has_mended());
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// A promise that can't be kept, and then is broken: one exception, found in lists by what it says now, and handed on.
#[test]
fn a_trouble_that_gets_worse_keeps_its_exception() {
    on_both(async |company| {
        let lin = company.hire("林海", "lin", Role::Manager, &["management"]).await;
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let mut draft = company.draft("made-to-order", 5);
        draft.header.salesperson = Some(chen.id);
        let id = company.enter(draft).await.order.id;
        let mut rules = company.store.world().rules.clone();
        rules.set(RuleKey::PromiseBroken, Rule { taker: Taker::Manager, ..rules.get(RuleKey::PromiseBroken) });
        let actor = company.actor();
        company.store.write(move |tx| exceptions::put_rules(tx, &actor, &rules)).await.unwrap();

        let hours = |hours| Timestamp::now() + SignedDuration::from_hours(hours);
        let says = async |rule, owner: PersonId| {
            let scope = company.actor().viewer.scope();
            let today = company.store.world().company.today(Timestamp::now());
            let query = Query {
                scope,
                state: State::Open,
                rule: Some(rule),
                cause: None,
                department: None,
                owner: Some(owner),
                today,
                after: None,
                limit: 50,
            };
            company.store.read(move |tx| exceptions::list(tx, &query)).await.unwrap().exceptions
        };
        everybody_watches(&company, id, hours(1)).await;
        let late = says(RuleKey::WillBeLate, chen.id).await;
        assert_eq!(late.len(), 1);
        everybody_watches(&company, id, hours(24 * 7)).await;
        assert!(says(RuleKey::WillBeLate, chen.id).await.is_empty());
        let broken = says(RuleKey::PromiseBroken, lin.id).await;
        assert_eq!(broken.len(), 1);
        assert_eq!(broken[0].exception.id, late[0].exception.id);
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

#[test]
fn a_watcher_that_comes_too_late_does_nothing() {
    on_both(async |company| {
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let id = order.id;
        let idle = Found { step: None, finding: Finding::Idle { since: order.updated_at } };
        let raise = vec![Difference::Raise(idle), Difference::Mend(ExceptionId(uuid::Uuid::now_v7()))];
        let remark = Command::Remark { step: None, text: "已联系客户".into() };
        let actor = company.actor();
        company.store.write(move |tx| orders::act(tx, &actor, id, None, remark.clone())).await.unwrap();
        let done = company.store.write(move |tx| apply_rules(tx, id, order.version, &raise, Timestamp::now())).await;
        assert_eq!(done.unwrap(), 0);
    });
}

/// Raises an exception; its owner and cause may be named.
async fn raise(company: &Company, id: OrderId, note: &str, handling: Handling) -> Result<ExceptionId> {
    let (actor, exception) = (company.actor(), ExceptionId(uuid::Uuid::now_v7()));
    let raise = Command::RaiseException { id: exception, step: Some("pick".into()), note: note.into(), handling };
    company.store.write(move |tx| orders::act(tx, &actor, id, None, raise.clone())).await.map(|_| exception)
}

fn owned(owner: PersonId) -> Handling {
    Handling { owner: Some(owner), ..Handling::default() }
}

#[test]
fn exceptions_are_listed_by_what_people_look_for() {
    on_both(async |company| {
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let wang = company.hire("王敏", "wang", Role::Member, &["sales"]).await;
        let mut draft = company.draft("quick-fulfilment", 20);
        draft.header.salesperson = Some(chen.id);
        let own = company.enter(draft).await.order;
        let other = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let today = company.store.world().company.today(Timestamp::now());
        let late = Handling { cause: Some("late-material".into()), due: Some(today), ..owned(chen.id) };
        let first = raise(&company, own.id, "缺 40 件", late).await.unwrap();
        raise(&company, own.id, "箱唛印错", Handling::default()).await.unwrap();
        let third = raise(&company, other.id, "客户改颜色", owned(wang.id)).await.unwrap();
        let actor = company.actor();
        let clear = Command::ClearException { id: third, note: "已改".into(), cause: None, charged_to: None };
        let other_id = other.id;
        company.store.write(move |tx| orders::act(tx, &actor, other_id, None, clear.clone())).await.unwrap();

        let tomorrow = today.tomorrow().unwrap();
        let everything = Query {
            scope: company.actor().viewer.scope(),
            state: State::All,
            rule: None,
            cause: None,
            department: None,
            owner: None,
            today: tomorrow,
            after: None,
            limit: 50,
        };
        let chens = acting(&chen).viewer.scope();
        for (told, query, notes) in [
            ("all, the latest first", everything.clone(), vec!["客户改颜色", "箱唛印错", "缺 40 件"]),
            ("open", Query { state: State::Open, ..everything.clone() }, vec!["箱唛印错", "缺 40 件"]),
            ("overdue tomorrow", Query { state: State::Overdue, ..everything.clone() }, vec!["缺 40 件"]),
            ("not overdue today", Query { state: State::Overdue, today, ..everything.clone() }, vec![]),
            ("nobody's", Query { state: State::Unowned, ..everything.clone() }, vec!["箱唛印错"]),
            ("closed", Query { state: State::Closed, ..everything.clone() }, vec!["客户改颜色"]),
            ("by cause", Query { cause: Some("late-material".into()), ..everything.clone() }, vec!["缺 40 件"]),
            ("charged", Query { department: Some("purchasing".into()), ..everything.clone() }, vec!["缺 40 件"]),
            (
                "on its steps",
                Query { department: Some("warehouse".into()), ..everything.clone() },
                vec!["客户改颜色", "箱唛印错"],
            ),
            ("by owner", Query { owner: Some(wang.id), ..everything.clone() }, vec!["客户改颜色"]),
            ("by rule", Query { rule: Some(RuleKey::Idle), ..everything.clone() }, vec![]),
            ("of own orders", Query { scope: chens, ..everything.clone() }, vec!["箱唛印错", "缺 40 件"]),
            ("the first page", Query { limit: 2, ..everything.clone() }, vec!["客户改颜色", "箱唛印错"]),
        ] {
            let page = company.store.read(move |tx| exceptions::list(tx, &query)).await.unwrap();
            let found: Vec<&str> = page.exceptions.iter().map(|one| one.exception.note.as_str()).collect();
            assert_eq!(found, notes, "{told}");
        }
        let after = company.store.read({
            let query = Query { limit: 2, ..everything.clone() };
            move |tx| exceptions::list(tx, &query)
        });
        let rest = Query { after: after.await.unwrap().next, ..everything };
        let page = company.store.read(move |tx| exceptions::list(tx, &rest)).await.unwrap();
        assert_eq!((page.exceptions[0].exception.id, page.next), (first, None));
        assert_eq!(page.exceptions[0].step.as_ref().map(|step| step.zh.as_str()), Some("备货完成"));
        let tally = company.store.read(move |tx| exceptions::tally(tx, chens, tomorrow)).await.unwrap();
        assert_eq!((tally.open, tally.overdue, tally.unowned), (2, 1, 1));

        // What lists show is made from events alone.
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
        rebuild::run(&company.store).await.unwrap();
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

#[test]
fn causes_are_the_companys_own_and_never_lost() {
    on_both(async |company| {
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let named = |key: &str| Handling { cause: Some(key.into()), ..Handling::default() };
        let unknown = raise(&company, order.id, "缺料", named("weather")).await;
        assert!(matches!(unknown, Err(Error::Invalid(message)) if message.key == "cause-unknown"));
        let cause = |key: &str, charged_to: Option<&str>, archived| Cause {
            key: CauseKey::from(key),
            name: Text::new("台风", "Typhoon"),
            charged_to: charged_to.map(Into::into),
            archived,
        };
        let member = acting(&company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await);
        let put = |actor: Actor, cause: Cause| {
            company.store.write(move |tx| exceptions::put_cause(tx, &actor, cause.clone()))
        };
        let refused = put(member, cause("weather", None, false)).await;
        assert!(matches!(refused, Err(Error::Refused(why)) if *why == Refusal::NotAllowed { needs: Needs::Manager }));
        let refused = put(company.actor(), cause("weather", Some("nowhere"), false)).await;
        assert!(matches!(refused, Err(Error::Invalid(message)) if message.key == "department-unknown"));
        put(company.actor(), cause("weather", Some("logistics"), false)).await.unwrap();
        raise(&company, order.id, "缺料", named("weather")).await.unwrap();
        put(company.actor(), cause("weather", Some("logistics"), true)).await.unwrap();
        assert!(raise(&company, order.id, "又缺料", named("weather")).await.is_err(), "it is not offered any more");
        let world = company.store.world();
        assert_eq!(world.causes.name(&"weather".into()).zh, "台风", "but what it was called is still known");
        assert!(world.causes.offered().all(|cause| cause.key.as_str() != "weather"));
    });
}
