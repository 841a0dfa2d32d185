//! Plan and forecast over HTTP: what will be late says so, a plan is tried before it is kept, and what can be promised is
//! said while an order is typed.

mod common;

use common::{Browser, Served};
use reqwest::{StatusCode, header};
use yidan_domain::{
    access::Role,
    order::command::Command,
    process::due::Takes,
    schedule::{PlanChange, Split},
};
use yidan_store::orders;
use yidan_testing::{Company, on_both};

fn day(company: &Company, days: i64) -> String {
    let today = company.store.world().company.today(jiff::Timestamp::now());
    today.checked_add(jiff::Span::new().days(days)).unwrap().to_string()
}

#[test]
fn an_order_that_will_be_late_says_when_why_and_where_it_is_held() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let order = served.company.enter(served.company.draft("made-to-order", 21)).await.order;
        let browser = served.administrator().await;
        let page = browser.get(&format!("/orders/{}", order.id)).await;
        for words in [
            "将要延期",
            "按标准时间预计",
            "比承诺晚",
            "现在卡在“接单”（销售部）",
            "预计完成",
            "计划与预测",
            "class=\"gantt\"",
        ] {
            assert!(page.fine().contains(words), "{words} is not on the page");
        }
        let board = browser.get("/board?state=will-be-late").await;
        assert!(board.fine().contains(&order.number));
        let sheet = browser.get("/board/export.csv?state=will-be-late").await;
        assert!(sheet.fine().contains("预计延期天数,预计延期工作日"));
        let nothing = browser.get("/board?state=at-risk").await;
        assert!(!nothing.fine().contains(&order.number));
    });
}

#[test]
fn a_plan_is_tried_before_it_is_kept_and_the_old_one_stays_to_be_seen() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let order = served.company.enter(served.company.draft("made-to-order", 90)).await.order;
        let browser = served.administrator().await;
        let path = format!("/orders/{}/plan", order.id);
        assert!(browser.get(&path).await.fine().contains("name=\"not-before-buy-materials\""));

        let promised = day(&served.company, 90);
        let later = day(&served.company, 80);
        let moved = [("promised", promised.as_str()), ("not-before-buy-materials", later.as_str())];
        let tried = browser.post(&path, &moved).await;
        for words in ["试算结果", "来料验收", "将要延期", "晚 "] {
            assert!(tried.fine().contains(words), "{words} is not on the page");
        }
        let untouched = kept(&served.company, &order).await;
        assert_eq!((untouched.version, untouched.plan_changes.len()), (1, 0), "trying keeps nothing");

        // Without a reason it is refused, with what was typed still there; with one it is kept.
        let save = [&moved[..], &[("do", "save"), ("version", "1")]].concat();
        let refused = browser.post(&path, &save).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(&later));
        let done = browser.post(&path, &[&save[..], &[("reason", "钢材推迟到货")]].concat()).await;
        assert_eq!(
            (done.status, done.headers[header::LOCATION].to_str().unwrap()),
            (StatusCode::SEE_OTHER, &*format!("/orders/{}", order.id))
        );
        let page = browser.get(&format!("/orders/{}", order.id)).await;
        for words in ["调整计划", "钢材推迟到货", "class=\"baseline\""] {
            assert!(page.fine().contains(words), "{words} is not on the page");
        }

        // Whoever saw the plan before is told what was changed since.
        let conflict =
            browser.post(&path, &[&save[..], &[("reason", "再推迟"), ("takes-produce", "20 个工作日")]].concat()).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        for faulty in
            [("takes-produce", "soon"), ("not-before-produce", "30 Feb"), ("split-after-produce", "1 个工作日")]
        {
            assert_eq!(browser.post(&path, &[faulty]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{faulty:?}");
        }
        let packer = served.company.hire("孙丽", "sun", Role::Member, &["warehouse"]).await;
        assert_eq!(served.browser(&packer).await.get(&path).await.status, StatusCode::FORBIDDEN);
    });
}

/// The API tells when a step may begin to the minute; whoever changes something else in the form must not cut it to the day.
#[test]
fn a_time_of_day_in_the_plan_stays_when_the_form_is_saved() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let order = served.company.enter(served.company.draft("made-to-order", 90)).await.order;
        let (begins, resumes) = (day(&served.company, 40), day(&served.company, 60));
        let at = |day: &str, clock: &str| format!("{day}T{clock}").parse::<jiff::civil::DateTime>().unwrap();
        let split = Split { after: Takes::Workdays(1), resumes: at(&resumes, "09:15:30") };
        let change =
            PlanChange { not_before: Some(at(&begins, "14:30:00")), split: Some(split), ..PlanChange::default() };
        let changes = [("produce".into(), change.clone())].into();
        let command = Command::Replan { changes, promised: order.header.promised, reason: "模具".into() };
        let (actor, id) = (served.company.actor(), order.id);
        served.company.store.write(move |tx| orders::act(tx, &actor, id, None, command.clone())).await.unwrap();

        let browser = served.administrator().await;
        let path = format!("/orders/{id}/plan");
        let page = browser.get(&path).await;
        let shown = |name: &str| page.between(&format!("name=\"{name}\" "), ">")[0].clone();
        let (begins, resumes) = (format!("{begins} 14:30"), format!("{resumes} 09:15:30"));
        assert!(shown("not-before-produce").contains(&format!("value=\"{begins}\"")), "{begins}");
        assert!(shown("resumes-produce").contains(&format!("value=\"{resumes}\"")), "{resumes}");

        let promised = day(&served.company, 90);
        let other = day(&served.company, 30);
        let save = [
            ("do", "save"),
            ("reason", "材料晚到"),
            ("promised", promised.as_str()),
            ("not-before-buy-materials", &other),
            ("not-before-produce", &begins),
            ("split-after-produce", "1 个工作日"),
            ("resumes-produce", &resumes),
        ];
        assert_eq!(browser.post(&path, &save).await.status, StatusCode::SEE_OTHER);
        let kept = kept(&served.company, &order).await.plan_changes;
        assert_eq!(kept["produce"], change);
        assert_eq!(kept["buy-materials"].not_before, Some(at(&other, "00:00:00")));
    });
}

async fn kept(company: &Company, order: &yidan_domain::order::Order) -> yidan_domain::order::Order {
    let (scope, id) = (company.actor().viewer.scope(), order.id);
    company.store.read(move |tx| orders::load(tx, scope, id)).await.unwrap()
}

#[test]
fn what_can_be_promised_is_said_while_the_order_is_typed() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        let check = async |process: &str, promised: &str| {
            let fields = [("process", process), ("promised", promised), ("line-quantity", "480"), ("line-unit", "件")];
            browser.post("/orders/promise-check", &fields).await.fine().to_owned()
        };
        let soon = check("made-to-order", &day(&served.company, 7)).await;
        assert!(soon.contains("来不及：要") && soon.contains("最早可以承诺") && soon.contains("data-value="), "{soon}");
        let late = check("made-to-order", &day(&served.company, 150)).await;
        assert!(late.contains("来得及：要"), "{late}");
        assert!(check("made-to-order", "").await.contains("按标准时间要"));
        // What can't be read is not spoken of here: the form says it when the order is entered.
        for nothing in [check("made-to-order", "30 Feb").await, check("nowhere", "").await] {
            assert!(!nothing.contains("promise-said"), "{nothing}");
        }
    });
}

#[test]
fn the_load_shows_what_comes_to_each_department() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        served.company.store.following_ready().await;
        assert!(browser.get("/load").await.fine().contains("没有要做的工作"));
        let order = served.company.enter(served.company.draft("made-to-order", 60)).await.order;
        served.company.store.look_ahead(jiff::Timestamp::now(), &mut ());
        let page = browser.get("/load").await;
        assert!(page.fine().contains("销售部") && page.text().contains("生产部"));
        let nobody_is_too_busy = page.text().contains("没有在职人员") && !page.text().contains("<b>!</b>");
        assert!(nobody_is_too_busy, "a company that has not told who works here is not overloaded");
        let links = page.between("href=\"/load/orders?", "\"");
        let link = links.first().expect("a figure opens its orders").replace("&amp;", "&").replace("&#38;", "&");
        assert!(browser.get(&format!("/load/orders?{link}")).await.fine().contains(&order.number));
        for (query, said) in [
            ("department=sales&day=x", "“x”不是日期：请写成 2026-11-24 这样"),
            ("department=sales&day=2026-02-30", "“2026-02-30”不是日期"),
            ("department=nobody&day=2026-02-03", "department=“nobody”"),
            ("person=x&day=2026-02-03", "person=“x”"),
            ("department=sales", "没有日期"),
            ("day=2026-02-03", "没有部门和人员"),
        ] {
            let refused = browser.get(&format!("/load/orders?{query}")).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{query}");
            assert!(refused.text().contains(said), "{query} is not told what is wrong");
        }

        // Whoever sees own orders alone is not shown what the whole company has to do.
        let chen = served.company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let own = served.browser(&chen).await;
        for path in ["/load", "/load?by=person", &format!("/load/orders?{link}")] {
            let refused = own.get(path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
            assert!(refused.text().contains("请管理员给账号勾上“能看全部订单”"), "{path}");
        }
        let offers_load = async |browser: &Browser| browser.get("/board").await.fine().contains("href=\"/load\"");
        assert_eq!((offers_load(&own).await, offers_load(&browser).await), (false, true));

        // A department with three machines works on three at once, however many people it has.
        let capacity = |said: &'static str| [("zh", "生产部"), ("en", "Production"), ("capacity", said)];
        for nonsense in ["0", "三台", "-1", "10000", "2.5"] {
            let refused = browser.post("/settings/departments/production", &capacity(nonsense)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{nonsense}");
            assert_eq!(refused.between("能同时做几件要填", "不填"), [" 1 到 9,999 的整数，"]);
            assert!(refused.text().contains(nonsense), "what was typed is still there");
        }
        assert_eq!(
            browser.post("/settings/departments/production", &capacity("３")).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(browser.get("/load").await.fine().contains("同时 3 件"));

        // Once it is handed to somebody it is that person's load.
        let (actor, id) = (served.company.actor(), order.id);
        let assign = Command::Assign { step: "receive".into(), to: Some(actor.viewer.person), note: String::new() };
        served.company.store.write(move |tx| orders::act(tx, &actor, id, None, assign.clone())).await.unwrap();
        served.company.store.look_ahead(jiff::Timestamp::now(), &mut ());
        let person = browser.get("/load?by=person").await;
        assert!(person.fine().contains(&served.company.administrator.name));
    });
}
