//! Working calendars are kept, told of, and changed by administrators alone. On both databases.

use yidan_domain::{
    DepartmentKey, Say, Text,
    access::Role,
    order::lateness::day_number,
    schedule::{
        Holidays, Hours,
        book::{Book, Named},
        calendar::OwnDay,
    },
};
use yidan_store::{Actor, Error, Result, Tx, audit, calendars, orders};
use yidan_testing::{Company, acting, on_both};

/// Six days a week, no public holidays.
fn factory(name: &str) -> Named {
    let week = std::array::from_fn(|day| if day < 6 { vec!["08:00-17:00".parse().unwrap()] } else { Vec::new() });
    let shut = OwnDay::on("2026-03-14".parse().unwrap(), false, "设备检修");
    Named {
        key: String::new(),
        name: Text::same(name),
        hours: Hours::new(week).unwrap(),
        holidays: None,
        own: vec![shut],
    }
}

fn day(date: &str) -> i32 {
    day_number(date.parse().unwrap())
}

async fn change(company: &Company, work: impl Fn(&mut Tx, &Actor) -> Result<()> + Send + 'static) -> Result<()> {
    let actor = company.actor();
    company.store.write(move |tx| work(tx, &actor)).await
}

fn said<T>(outcome: Result<T>) -> &'static str {
    match outcome {
        Ok(_) => "kept",
        Err(error) => error.say().key,
    }
}

#[test]
fn a_department_gets_a_week_of_six_days() {
    on_both(async |company| {
        let production = DepartmentKey::from("production");
        let before = company.store.world();
        assert_eq!(before.company.book, Book::default());
        assert!(!before.company.calendars.of(&production).is_working(day("2026-03-07")), "a Saturday");

        change(&company, |tx, actor| calendars::add_calendar(tx, actor, &factory("慈溪工厂")).map(drop)).await.unwrap();
        let assigned = [(production.clone(), Some("calendar-2".to_owned()))];
        change(&company, move |tx, actor| calendars::assign(tx, actor, "standard", &assigned)).await.unwrap();
        for store in [company.store.clone(), company.reopened().await] {
            let calendars = &store.world().company.calendars;
            assert!(calendars.of(&production).is_working(day("2026-03-07")));
            assert!(!calendars.of(&production).is_working(day("2026-03-14")), "its own day off");
            assert!(!calendars.company().is_working(day("2026-03-07")));
            assert_eq!(calendars.zone, store.world().company.zone);
        }
        let in_use = change(&company, |tx, actor| calendars::remove_calendar(tx, actor, "calendar-2")).await;
        assert_eq!(said(in_use), "calendar-in-use");
        change(&company, |tx, actor| calendars::assign(tx, actor, "standard", &[("production".into(), None)]))
            .await
            .unwrap();
        change(&company, |tx, actor| calendars::remove_calendar(tx, actor, "calendar-2")).await.unwrap();
        assert_eq!(company.store.world().company.book, Book::default());
        let log = company.store.read(|tx| audit::latest(tx, 4)).await.unwrap();
        let log: Vec<_> = log.iter().map(|entry| (entry.subject_id.as_str(), entry.action.as_str())).collect();
        assert_eq!(
            log,
            [("calendar-2", "removed"), ("departments", "changed"), ("departments", "changed"), ("calendar-2", "kept")]
        );
    });
}

#[test]
fn holidays_of_a_new_year_are_imported_and_taken_back() {
    on_both(async |company| {
        let published = r#"{"year": 2027, "papers": [], "days": [
            {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "元旦", "date": "2027-01-03", "isOffDay": false}]}"#;
        let knows = || {
            let calendars = company.store.world().company.calendars.clone();
            let calendar = calendars.company();
            (calendar.knows(2027), calendar.is_working(day("2027-01-01")), calendar.is_working(day("2027-01-03")))
        };
        assert_eq!(knows(), (false, true, false), "the plain week");
        let import = move |tx: &mut Tx, actor: &Actor| {
            let years = Holidays::from_json(published).unwrap();
            calendars::put_holidays(tx, actor, "cn", &Text::same("中国"), &years)
        };
        change(&company, import).await.unwrap();
        assert_eq!(knows(), (true, false, true));
        change(&company, |tx, actor| calendars::remove_year(tx, actor, "cn", 2027)).await.unwrap();
        assert_eq!(knows(), (false, true, false));
        let again = change(&company, |tx, actor| calendars::remove_year(tx, actor, "cn", 2027)).await;
        assert!(matches!(again, Err(Error::NotFound("year"))), "{again:?}");
    });
}

#[test]
fn what_does_not_hold_together_or_comes_from_others_is_not_kept() {
    on_both(async |company| {
        let seller = acting(&company.hire("林晓", "lin", Role::Member, &["sales"]).await);
        let refused = company.store.write(move |tx| calendars::add_calendar(tx, &seller, &factory("慈溪工厂"))).await;
        assert_eq!(said(refused), "refusal-needs-administrator");
        let unknown = [(DepartmentKey::from("moon"), Some("standard".to_owned()))];
        let refused = change(&company, move |tx, actor| calendars::assign(tx, actor, "standard", &unknown)).await;
        assert_eq!(said(refused), "person-unknown-department");
        let refused = change(&company, |tx, actor| calendars::assign(tx, actor, "calendar-2", &[])).await;
        assert_eq!(said(refused), "calendar-unknown");
        let abroad = Named { holidays: Some("vn".into()), ..factory("慈溪工厂") };
        let refused = change(&company, move |tx, actor| calendars::add_calendar(tx, actor, &abroad).map(drop)).await;
        assert_eq!(said(refused), "calendar-unknown-table");
        assert_eq!(company.store.world().company.book, Book::default());
    });
}

#[test]
fn of_two_changes_at_once_none_is_lost() {
    on_both(async |company| {
        let changes = ["north", "south", "east", "west"].map(|key| {
            let (store, actor) = (company.store.clone(), company.actor());
            tokio::spawn(async move { store.write(move |tx| calendars::add_calendar(tx, &actor, &factory(key))).await })
        });
        for change in changes {
            change.await.unwrap().unwrap();
        }
        assert_eq!(company.store.world().company.book.calendars.len(), 5);
    });
}

/// Due times in rows follow the calendars: made anew once by whichever copy comes first, and by one that was started only
/// after the change too.
#[test]
fn rows_are_due_by_the_calendars_of_today_once_they_have_been_looked_at() {
    on_both(async |company| {
        let store = company.store.clone();
        store.following_ready().await;
        let id = company.enter(company.draft("made-to-order", 60)).await.order.id;
        assert_eq!(orders::refresh_open(&store).await.unwrap(), 0, "rows are right as they are entered");
        let due = async || store.read(move |tx| orders::rows(tx, &[id])).await.unwrap()[0].active[0].due;
        let before = due().await;

        // The department of the first step begins to work at three in the morning, for an hour.
        let week = std::array::from_fn(|_| vec!["03:00-04:00".parse().unwrap()]);
        let nights = Named { hours: Hours::new(week).unwrap(), own: Vec::new(), ..factory("夜班") };
        change(&company, move |tx, actor| calendars::add_calendar(tx, actor, &nights).map(drop)).await.unwrap();
        let assigned = [(DepartmentKey::from("sales"), Some("calendar-2".to_owned()))];
        change(&company, move |tx, actor| calendars::assign(tx, actor, "standard", &assigned)).await.unwrap();
        assert_eq!(due().await, before, "nobody has looked yet");

        let started_later = company.reopened().await;
        started_later.following_ready().await;
        assert_eq!(orders::refresh_open(&started_later).await.unwrap(), 1);
        assert_eq!(orders::refresh_open(&store).await.unwrap(), 0, "it is done once");
        assert_ne!(due().await, before);
    });
}
