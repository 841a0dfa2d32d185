//! People and access: names that are taken, the last administrator, passwords and what they end, tokens, departments,
//! settings and their record.

mod common;

use common::{Browser, Got, Served};
use reqwest::StatusCode;
use yidan_domain::{access::Role, party::Person};
use yidan_server::secrets;
use yidan_store::{people, tokens};
use yidan_testing::{Company, acting};

const OLD: &str = "北仑港-2026";
const NEW: &str = "镇海炼化-2027";

fn story<F: Future<Output = ()>>(story: impl FnOnce(Served) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async { story(Served::on(Company::on_sqlite().await).await).await });
}

#[track_caller]
fn location(got: &Got) -> &str {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    got.headers["location"].to_str().unwrap()
}

#[track_caller]
fn refused_at(got: &Got, field: &str) {
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.text());
    assert!(got.text().contains(&format!("id=\"{field}-fault\"")), "no fault at {field}: {}", got.text());
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

async fn give_password(served: &Served, person: &Person, password: &str) {
    let hash = secrets::hash_password(password.to_owned()).await.unwrap();
    let (actor, id) = (acting(&served.company.administrator), person.id);
    served.company.store.write(move |tx| people::set_password(tx, &actor, id, &hash, None)).await.unwrap();
}

async fn with_name(served: &Served, login: &str) -> Person {
    let login = login.to_owned();
    served.company.store.read(move |tx| people::by_login(tx, &login)).await.unwrap().expect("the person is there")
}

#[test]
fn an_administrator_hires_changes_and_lets_go() {
    story(async |served| {
        let administrator = served.administrator().await;
        let typed = [
            ("name", "孙丽"),
            ("login", "Sun"),
            ("role", "member"),
            ("departments", "warehouse"),
            ("departments", "quality"),
            ("password", OLD),
        ];
        assert_eq!(location(&administrator.post("/settings/people", &typed).await), "/settings/people");
        let sun = with_name(&served, "sun").await;
        assert_eq!(sun.departments.iter().map(|key| key.as_str()).collect::<Vec<_>>(), ["quality", "warehouse"]);
        let page = format!("/settings/people/{}", sun.id);
        assert!(administrator.get("/settings/people").await.fine().contains("孙丽"));

        for (changed, field) in [
            (&[("login", "SUN")][..], "login"),
            (&[("login", "a b")], "login"),
            (&[("name", " "), ("login", "x")], "name"),
            (&[("login", "x"), ("departments", "moon")], "departments"),
            (&[("login", "x"), ("password", "short")], "password"),
            (&[("login", ""), ("password", OLD)], "login"),
        ] {
            let mut typed: Vec<(&str, &str)> = vec![("name", "某人"), ("role", "member")];
            typed.retain(|(name, _)| !changed.iter().any(|(other, _)| name == other));
            typed.extend(changed);
            refused_at(&administrator.post("/settings/people", &typed).await, field);
        }

        let works = served.browser(&sun).await;
        assert!(is_signed_in(&works).await);
        location(&administrator.post(&page, &[("name", "孙莉"), ("login", "sun"), ("role", "read_only")]).await);
        let sun = with_name(&served, "sun").await;
        assert_eq!((sun.name.as_str(), sun.role, sun.departments.len()), ("孙莉", Role::ReadOnly, 0));
        assert!(is_signed_in(&works).await, "a change of role signs nobody out");

        location(&administrator.post(&format!("{page}/deactivate"), &[]).await);
        assert!(!is_signed_in(&works).await);
        let door = works.post("/sign-in", &[("login", "sun"), ("password", OLD)]).await;
        assert_eq!(door.status, StatusCode::UNPROCESSABLE_ENTITY);
        location(&administrator.post(&format!("{page}/activate"), &[]).await);
        location(&works.post("/sign-in", &[("login", "sun"), ("password", OLD)]).await);

        let again = served.browser(&sun).await;
        location(&administrator.post(&format!("{page}/password"), &[("password", NEW)]).await);
        assert!(!is_signed_in(&again).await, "a new password signs out everywhere");
        location(&works.post("/sign-in", &[("login", "sun"), ("password", NEW)]).await);
        refused_at(&administrator.post(&format!("{page}/password"), &[("password", "sun")]).await, "set-password");
    });
}

#[test]
fn one_administrator_remains() {
    story(async |served| {
        let (administrator, own) = (served.administrator().await, served.company.administrator.id);
        let page = format!("/settings/people/{own}");
        let last = |got: &Got| got.status == StatusCode::UNPROCESSABLE_ENTITY && got.text().contains("至少要有一位");
        assert!(last(&administrator.post(&format!("{page}/deactivate"), &[]).await));
        let fields = [("name", "管理员"), ("login", "admin"), ("role", "manager")];
        assert!(last(&administrator.post(&page, &fields).await));
        assert!(last(
            &administrator.post(&page, &[("name", "管理员"), ("login", ""), ("role", "administrator")]).await
        ));

        // Somebody who has no password yet cannot stand in.
        let second = served.company.hire("副手", "second", Role::Administrator, &[]).await;
        assert!(last(&administrator.post(&page, &fields).await));
        give_password(&served, &second, OLD).await;
        location(&administrator.post(&page, &fields).await);
        assert_eq!(administrator.get("/settings").await.status, StatusCode::FORBIDDEN, "a manager now");
    });
}

#[test]
fn a_changed_password_ends_the_other_sessions() {
    story(async |served| {
        let chen = served.company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        give_password(&served, &chen, OLD).await;
        let (here, there) = (served.browser(&chen).await, served.browser(&chen).await);
        let change = async |current: &str, password: &str, again: &str| {
            here.post("/account/password", &[("current", current), ("password", password), ("again", again)]).await
        };
        refused_at(&change("wrong", NEW, NEW).await, "current");
        refused_at(&change(OLD, "short", "short").await, "password");
        refused_at(&change(OLD, NEW, "镇海炼化-2028").await, "again");
        assert!(is_signed_in(&there).await);

        assert_eq!(location(&change(OLD, NEW, NEW).await), "/account");
        assert!(is_signed_in(&here).await && !is_signed_in(&there).await);
        location(&there.post("/sign-in", &[("login", "chen"), ("password", NEW)]).await);

        // Guessing the current password is slowed down as at the door.
        for _ in 0..5 {
            refused_at(&change("wrong", OLD, OLD).await, "current");
        }
        refused_at(&change(NEW, OLD, OLD).await, "current");
    });
}

#[test]
fn sessions_are_listed_and_ended_one_by_one_or_all_others() {
    story(async |served| {
        let chen = served.company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let (here, there, elsewhere) =
            (served.browser(&chen).await, served.browser(&chen).await, served.browser(&chen).await);
        let page = here.get("/account").await;
        let ends = page.between("action=\"/account/sessions/", "/end\"");
        assert_eq!(ends.len(), 2, "this one is not offered");
        let stranger = served.administrator().await;
        let not_his = stranger.post(&format!("/account/sessions/{}/end", ends[0]), &[]).await;
        assert_eq!(not_his.status, StatusCode::NOT_FOUND);
        location(&here.post(&format!("/account/sessions/{}/end", ends[0]), &[]).await);
        assert_ne!(is_signed_in(&there).await, is_signed_in(&elsewhere).await);
        location(&here.post("/account/sessions/end", &[]).await);
        assert!(is_signed_in(&here).await && !is_signed_in(&there).await && !is_signed_in(&elsewhere).await);
    });
}

#[test]
fn a_token_is_shown_once_and_works_until_it_ends() {
    story(async |served| {
        let chen = served.company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let here = served.browser(&chen).await;
        refused_at(&here.post("/account/tokens", &[("name", " ")]).await, "token-name");
        let made = here.post("/account/tokens", &[("name", "网店同步")]).await;
        let secret = made.between("<code id=\"secret\">", "</code>").pop().expect("the secret is shown");
        assert_eq!(made.headers["cache-control"], "no-store");
        let holder = async || {
            let digest = secrets::digest(&secret);
            let found = served.company.store.read(move |tx| tokens::find(tx, &digest)).await.unwrap();
            found.map(|(person, _)| person.id)
        };
        assert_eq!(holder().await, Some(chen.id));

        let page = here.get("/account").await;
        assert!(page.fine().contains("网店同步") && !page.text().contains(&secret), "never shown again");
        let id = page.between("action=\"/account/tokens/", "/end\"").pop().expect("it can be ended");
        let not_hers = served.administrator().await.post(&format!("/account/tokens/{id}/end"), &[]).await;
        assert_eq!((not_hers.status, holder().await), (StatusCode::NOT_FOUND, Some(chen.id)));
        location(&here.post(&format!("/account/tokens/{id}/end"), &[]).await);
        assert_eq!(holder().await, None);
    });
}

#[test]
fn everybody_has_an_own_name_and_language() {
    story(async |served| {
        let tang = served.company.hire("唐宁", "tang", Role::ReadOnly, &[]).await;
        let here = served.browser(&tang).await;
        refused_at(&here.post("/account/name", &[("name", "")]).await, "name");
        location(&here.post("/account/name", &[("name", "唐 宁宁")]).await);
        let tang = with_name(&served, "tang").await;
        assert_eq!((tang.name.as_str(), tang.role), ("唐 宁宁", Role::ReadOnly));
        location(&here.post("/language", &[("lang", "en"), ("back", "/account")]).await);
        assert!(here.get("/account").await.fine().contains("My account"));
    });
}

#[test]
fn settings_are_checked_kept_and_recorded() {
    story(async |served| {
        let administrator = served.administrator().await;
        let settings = |changed: &[(&'static str, &'static str)]| {
            let mut typed = vec![
                ("name", "远山贸易"),
                ("zone", "Asia/Shanghai"),
                ("number_pattern", "SO-{yyyy}{mm}-{####}"),
                ("process", "customer-order"),
                ("currency", "CNY"),
                ("lang", "zh"),
            ];
            typed.retain(|(name, _)| !changed.iter().any(|(other, _)| name == other));
            typed.extend(changed);
            typed
        };
        for (name, wrong) in [
            ("name", ""),
            ("zone", "Asia/Nowhere"),
            ("number_pattern", "SO-{####"),
            ("number_pattern", "SO"),
            ("process", "nothing"),
            ("currency", "XXX"),
            ("address", "宁".repeat(501).leak()),
            ("bank", "中".repeat(501).leak()),
        ] {
            let refused = administrator.post("/settings", &settings(&[(name, wrong)])).await;
            refused_at(&refused, name);
            assert_eq!(served.company.store.world().company.settings.name, "远山贸易", "{name}: nothing is kept");
        }

        served.company.enter(served.company.draft("quick-fulfilment", 20)).await;
        let page = administrator.get("/settings").await;
        let next = page.between("for=\"number_pattern\"><strong>", "</strong>").pop().expect("an example");
        assert!(next.ends_with("-0002"), "{next}");
        let tried = administrator.panel("/settings/next-number?number_pattern=YS-%7B%23%23%23%7D").await;
        assert!(tried.fine().contains("YS-001"), "{}", tried.text());
        let tried = administrator.panel("/settings/next-number?number_pattern=YS").await;
        assert!(tried.fine().contains("class=\"red\""), "what is wrong with it");

        location(&administrator.post("/settings", &settings(&[("number_pattern", "YS-{###}")])).await);
        let entered = served.company.enter(served.company.draft("quick-fulfilment", 20)).await;
        assert_eq!(entered.order.number, "YS-001");

        let log = administrator.get("/settings/log").await;
        let (was, is) = ("<del>SO-{yyyy}{mm}-{####}</del>", "<ins>YS-{###}</ins>");
        // The first settings were made before anybody was there to be recorded.
        location(&administrator.post("/settings", &settings(&[])).await);
        let later = administrator.get("/settings/log").await;
        assert!(log.fine().contains("修改公司设置"));
        assert!(later.fine().contains("<del>YS-{###}</del>"), "old and new: {}", later.text());
        assert!(!later.text().contains(was) && !later.text().contains(is), "only what changed");
    });
}

#[test]
fn departments_are_added_and_renamed() {
    story(async |served| {
        let administrator = served.administrator().await;
        let add = async |key, zh, en| {
            administrator.post("/settings/departments", &[("key", key), ("zh", zh), ("en", en)]).await
        };
        location(&add("lab", "实验室", "Laboratory").await);
        refused_at(&add("lab", "化验室", "Lab").await, "key");
        refused_at(&add("Big Lab", "大实验室", "Big lab").await, "key");
        refused_at(&add("x", "", "X").await, "zh");
        let rename = [("zh", "化验室"), ("en", "Lab")];
        location(&administrator.post("/settings/departments/lab", &rename).await);
        let list = administrator.get("/settings/departments").await;
        assert!(list.fine().contains("化验室") && !list.text().contains("实验室"), "{}", list.text());
        let unknown = administrator.post("/settings/departments/moon", &rename).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn settings_are_for_administrators() {
    story(async |served| {
        let manager = served.company.hire("林海", "lin", Role::Manager, &["management"]).await;
        let (manager, other) = (served.browser(&manager).await, served.company.administrator.id);
        let own = format!("/settings/people/{other}");
        for path in
            ["/settings", "/settings/departments", "/settings/people", "/settings/log", "/settings/people/new", &own]
        {
            assert_eq!(manager.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let person = [("name", "某人"), ("login", "x"), ("role", "administrator")];
        for (path, typed) in [
            ("/settings/people".to_owned(), &person[..]),
            (own.clone(), &person),
            (format!("{own}/password"), &[("password", NEW)]),
            (format!("{own}/deactivate"), &[]),
            (format!("{own}/end-sessions"), &[]),
            ("/settings/departments".to_owned(), &[("key", "lab"), ("zh", "室"), ("en", "Lab")]),
        ] {
            assert_eq!(manager.post(&path, typed).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    });
}
