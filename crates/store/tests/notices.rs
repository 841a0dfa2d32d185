//! Notices on both databases: written with what they tell of, counted, read, forgotten.

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{OrderId, Say, access::Role, order::command::Command};
use yidan_store::{Change, Error, notices, orders};
use yidan_testing::{Company, acting, on_both};

async fn assign(company: &Company, id: OrderId, step: &str, to: yidan_domain::PersonId) -> Result<(), Error> {
    let actor = company.actor();
    let assign = Command::Assign { step: step.into(), to: Some(to), note: "今天要".into() };
    company.store.write(move |tx| orders::act(tx, &actor, id, None, assign.clone())).await.map(drop)
}

#[test]
fn a_notice_waits_until_it_is_read_and_then_for_a_while() {
    on_both(async |company| {
        let zhao = company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await;
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let mut changes = company.store.changes();
        assign(&company, order.id, "pick", zhao.id).await.unwrap();
        let mut heard = Vec::new();
        while heard.len() < 2 {
            heard.push(changes.recv().await.unwrap());
        }
        assert!(heard.iter().any(|change| matches!(change, Change::Notices(person) if *person == zhao.id)));
        assert!(assign(&company, order.id, "pick", zhao.id).await.is_err(), "what is refused tells nobody");
        assign(&company, order.id, "pack", zhao.id).await.unwrap();

        let me = zhao.id;
        let told = company.store.read(move |tx| notices::of(tx, me, true, None, 10)).await.unwrap();
        let keys: Vec<_> =
            told.iter().map(|told| (told.about.say().key, told.step.as_ref().unwrap().as_str())).collect();
        assert_eq!(keys, [("notice-step-handed", "pack"), ("notice-step-handed", "pick")]);
        assert_eq!((told[0].number.as_str(), told[0].customer.as_str()), (order.number.as_str(), "Nordwind GmbH"));
        assert_eq!(told[0].by, company.administrator.id);
        let others = company.administrator.id;
        assert_eq!(company.store.read(move |tx| notices::unread(tx, others)).await.unwrap(), 0, "not one's own doing");

        let (now, newest, oldest) = (Timestamp::now(), told[0].id, told[1].id);
        let foreign = company.store.write(move |tx| notices::open(tx, others, newest, now)).await;
        assert!(matches!(foreign, Err(Error::NotFound("notice"))), "nobody reads what others are told");
        let opened = company.store.write(move |tx| notices::open(tx, me, newest, now)).await.unwrap();
        assert_eq!((opened.order, opened.step), (order.id, Some("pack".into())));
        assert_eq!(company.store.read(move |tx| notices::unread(tx, me)).await.unwrap(), 1);
        let rest = company.store.read(move |tx| notices::of(tx, me, false, Some(newest), 10)).await.unwrap();
        assert_eq!(rest.iter().map(|told| (told.id, told.is_read)).collect::<Vec<_>>(), [(oldest, false)]);
        assert_eq!(company.store.write(move |tx| notices::read_until(tx, me, oldest, now)).await.unwrap(), 1);

        let later = now + SignedDuration::from_hours(24 * 91);
        assert_eq!(company.store.write(move |tx| notices::forget(tx, now)).await.unwrap(), 0);
        assert_eq!(company.store.write(move |tx| notices::forget(tx, later)).await.unwrap(), 2);
        assert!(assign(&company, order.id, "pick", company.administrator.id).await.is_ok());
        let me = acting(&zhao).viewer.person;
        assert_eq!(company.store.read(move |tx| notices::unread(tx, me)).await.unwrap(), 0);

        // What is never read goes after a year.
        assert!(assign(&company, order.id, "pick", me).await.is_ok());
        let much_later = now + SignedDuration::from_hours(24 * 366);
        assert_eq!(company.store.write(move |tx| notices::forget(tx, later)).await.unwrap(), 0);
        assert_eq!(company.store.write(move |tx| notices::forget(tx, much_later)).await.unwrap(), 1);
    });
}
