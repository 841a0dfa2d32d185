//! Digests on both databases: one for each person and working day, however many copies of the program make them.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    ExceptionId, OrderId, PersonId, PromiseId, Say,
    access::Role,
    digest::{Digest, Subject},
    order::{Handling, command::Command, lateness::day_number},
};
use yidan_store::{digests, notices, orders};
use yidan_testing::{Company, on_both};

const COPIES: usize = 8;

/// Nine o'clock on the company's next working day but `skip`, and the day.
fn morning(company: &Company, skip: usize) -> (Timestamp, Date) {
    let world = company.store.world();
    let calendar = world.company.calendars.company();
    let mut day = world.company.today(Timestamp::now());
    for _ in 0..=skip {
        day = day.tomorrow().unwrap();
        while !calendar.is_working(day_number(day)) {
            day = day.tomorrow().unwrap();
        }
    }
    (world.company.zone.to_timestamp(day.at(9, 0, 0, 0)).unwrap(), day)
}

async fn act(company: &Company, order: OrderId, command: Command) {
    let actor = company.actor();
    company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await.unwrap();
}

async fn everybody_makes(company: &Company, now: Timestamp) -> usize {
    let store = &company.store;
    let copies: Vec<_> = (0..COPIES)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { digests::make(&store, now).await })
        })
        .collect();
    let mut made = 0;
    for copy in copies {
        made += copy.await.unwrap().unwrap();
    }
    made
}

async fn digest(company: &Company, person: PersonId, day: Date) -> Digest {
    company.store.read(move |tx| digests::get(tx, person, day)).await.unwrap()
}

fn subjects(digest: &Digest) -> Vec<(Subject, usize)> {
    digest.sections.iter().map(|section| (section.about, section.count)).collect()
}

async fn told(company: &Company, person: PersonId) -> Vec<&'static str> {
    let told = company.store.read(move |tx| notices::of(tx, person, true, None, 50)).await.unwrap();
    told.iter().map(|told| told.about.say().key).collect()
}

#[test]
fn everybody_gets_one_digest_a_working_day() {
    on_both(async |company| {
        let zhao = company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await;
        let lin = company.hire("林海", "lin", Role::Manager, &["management"]).await;
        let mut draft = company.draft("quick-fulfilment", 20);
        draft.header.received_at -= jiff::SignedDuration::from_hours(24 * 14);
        let order = company.enter(draft).await.order;
        let (now, day) = morning(&company, 0);
        let assign = Command::Assign { step: "receive".into(), to: Some(zhao.id), note: String::new() };
        act(&company, order.id, assign).await;
        let raise = |owner: Option<PersonId>, due: Option<Date>| Command::RaiseException {
            id: ExceptionId(uuid::Uuid::now_v7()),
            step: None,
            note: "缺料".into(),
            handling: Handling { owner, due, ..Handling::default() },
        };
        act(&company, order.id, raise(Some(zhao.id), Some(day))).await;
        act(&company, order.id, raise(None, None)).await;
        let promise =
            Command::Promise {
                id: PromiseId(uuid::Uuid::now_v7()), text: "回复交期".into(), due: day, owner: zhao.id
            };
        act(&company, order.id, promise).await;
        company.store.ready().await;

        let zone = company.store.world().company.zone.clone();
        let early = zone.to_timestamp(day.at(7, 59, 0, 0)).unwrap();
        assert_eq!(everybody_makes(&company, early).await, 0, "not before the hour");
        assert_eq!(everybody_makes(&company, now).await, 3, "the administrator, the manager, the member");
        assert_eq!(everybody_makes(&company, now).await, 0);

        let own = subjects(&digest(&company, zhao.id, day).await);
        assert!(own.contains(&(Subject::Exceptions, 1)) && own.contains(&(Subject::Promises, 1)), "{own:?}");
        assert!(own.contains(&(Subject::Overdue, 1)), "{own:?}");
        let company_wide = subjects(&digest(&company, lin.id, day).await);
        assert!(company_wide.contains(&(Subject::Unowned, 1)), "{company_wide:?}");
        assert!(company_wide.iter().any(|(about, _)| *about == Subject::Queues), "{company_wide:?}");

        // A promise is told of on its day, an exception when its day has passed: each once.
        let handed = ["notice-exception-yours", "notice-step-handed"];
        assert_eq!(told(&company, zhao.id).await, [&["notice-promise-due"], &handed[..]].concat());
        let (next, _) = morning(&company, 1);
        assert_eq!(everybody_makes(&company, next).await, 3);
        let expected = [&["notice-exception-overdue", "notice-promise-due"], &handed[..]].concat();
        assert_eq!(told(&company, zhao.id).await, expected);
        let days = company.store.read(move |tx| digests::days(tx, zhao.id, 10)).await.unwrap();
        assert_eq!((days.len(), days[1]), (2, day), "the latest first");

        let later = next + jiff::SignedDuration::from_hours(24 * 100);
        assert_eq!(company.store.write(move |tx| digests::forget(tx, later)).await.unwrap(), 6);
    });
}

#[test]
fn days_off_have_no_digest() {
    on_both(async |company| {
        let world = company.store.world();
        let mut day = world.company.today(Timestamp::now());
        while world.company.calendars.company().is_working(day_number(day)) {
            day = day.tomorrow().unwrap();
        }
        let noon = world.company.zone.to_timestamp(day.at(12, 0, 0, 0)).unwrap();
        assert_eq!(digests::make(&company.store, noon).await.unwrap(), 0);
    });
}
