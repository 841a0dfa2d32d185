//! Insight as people and programs ask for it: figures that open their orders, a workbook of all of it, a map of forty steps,
//! and nothing that one may not see.

mod common;
mod serving;

use std::collections::BTreeSet;

use common::{Browser, Served};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use yidan_documents::sheet::{self, Cell};
use yidan_domain::{
    ExceptionId, OrderId, PersonId,
    access::Role,
    order::{
        Handling,
        command::{Command, Past, PastStep},
    },
    process,
};
use yidan_store::{company, orders};
use yidan_testing::{Company, on_both};

const PAGES: [&str; 5] = ["/insight", "/insight/steps", "/insight/scorecards", "/insight/causes", "/insight/map"];

/// An order whose every step is done, an hour each, the last one some hours ago.
async fn delivered(
    company: &Company,
    process: &str,
    number: &str,
    days_promised: i64,
    salesperson: Option<PersonId>,
) -> OrderId {
    let process = company.store.world().processes.latest(process).expect("the process").clone();
    let mut draft = company.draft(&process.key, days_promised);
    let now = Timestamp::now();
    let hour = |hours: usize| now - SignedDuration::from_hours(hours as i64);
    let first = 2 * process.steps.len() + 8;
    draft.number = Some(number.to_owned());
    draft.header.received_at = hour(first + 72);
    draft.header.salesperson = salesperson;
    let steps = process.steps.iter().enumerate().flat_map(|(place, step)| {
        let (started, finished) = (hour(first - 2 * place), hour(first - 2 * place - 1));
        let told = [Past::Started { at: started, by: None }, Past::Finished { at: finished, by: None }];
        told.map(|was| PastStep { step: step.key.clone(), was })
    });
    draft.past = steps.collect();
    company.enter(draft).await.order.id
}

async fn act(company: &Company, order: OrderId, command: Command) {
    let actor = company.actor();
    let acted = company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone()));
    acted.await.expect("a deed");
}

/// One order in time, one late with an exception, one cancelled on its way.
async fn lived(company: &Company, salesperson: PersonId) {
    delivered(company, "quick-fulfilment", "SO-TIMELY", 9, Some(salesperson)).await;
    let late = delivered(company, "quick-fulfilment", "SO-LATE", -3, None).await;
    let handling = Handling { cause: Some("late-material".into()), ..Handling::default() };
    let id = ExceptionId(uuid::Uuid::now_v7());
    act(company, late, Command::RaiseException { id, step: None, note: "缺料".into(), handling }).await;
    let cancelled = company.enter(company.draft("quick-fulfilment", 20)).await.order.id;
    act(company, cancelled, Command::Cancel { reason: "客户取消".into() }).await;
}

/// The numbers of the orders that a list shows.
async fn numbers(browser: &Browser, address: &str) -> Vec<String> {
    let page = browser.get(&address.replace("&#38;", "&").replace("&amp;", "&")).await;
    page.fine();
    page.between("class=\"stick head\"><a href=\"/orders/", "</a>")
        .iter()
        .filter_map(|link| Some(link.split_once("\">")?.1.to_owned()))
        .collect()
}

#[test]
fn figures_are_shown_and_open_their_orders() {
    on_both(async |company| {
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        lived(&company, chen.id).await;
        let served = Served::on(company).await;
        let admin = served.administrator().await;
        for page in PAGES {
            admin.get(page).await.fine();
        }
        let overview = admin.get("/insight").await;
        assert!(overview.fine().contains("50.0%"), "one of two in time");
        let tiles = overview.between("<a href=\"/insight/orders?", "\"");
        let late = tiles.iter().find(|link| link.contains("late")).expect("a way to the late ones");
        assert_eq!(numbers(&admin, &format!("/insight/orders?{late}")).await, ["SO-LATE"]);
        for (query, found) in [
            ("figure=on-time", &["SO-TIMELY"][..]),
            ("figure=finished&step=pack&process=quick-fulfilment", &["SO-LATE", "SO-TIMELY"]),
            ("figure=exceptions&cause=late-material", &["SO-LATE"]),
            ("figure=exceptions&charged=purchasing", &["SO-LATE"]),
            ("figure=exceptions&cause=payment", &[]),
            ("figure=late&customer=Nordwind", &["SO-LATE"]),
            ("figure=delivered&q=法兰", &["SO-LATE", "SO-TIMELY"]),
            ("figure=exceptions&q=SO-TIMELY", &[]),
            ("figure=delivered&q=法兰 阀门", &[]),
            ("figure=late&page=18446744073709551615", &[]),
        ] {
            let mut numbers = numbers(&admin, &format!("/insight/orders?{query}")).await;
            numbers.sort();
            assert_eq!(numbers, found, "{query}");
        }
        // Each link leads to its orders; of every kind there is one.
        let mut links = BTreeSet::new();
        for page in PAGES.into_iter().chain(["/insight/map?process=quick-fulfilment"]) {
            links.extend(admin.get(page).await.between("href=\"/insight/orders?", "\""));
        }
        for kind in ["waited-for", "bottleneck", "with-start", "received", "open=1", "on-map", "next"] {
            assert!(links.iter().any(|link| link.contains(kind)), "{kind} among {links:?}");
        }
        for link in links {
            let page = admin.get(&format!("/insight/orders?{}", link.replace("&#38;", "&"))).await;
            assert_eq!(page.status, 200, "{link}");
        }
        let nobody = uuid::Uuid::max();
        for (bad, said) in [
            ("/insight?from=May", "May"),
            ("/insight/orders?figure=profit", "profit"),
            ("/insight?process=nothing", "process=“nothing”"),
            ("/insight/orders?figure=exceptions&cause=nothing", "cause=“nothing”"),
            ("/insight?department=nothing", "department=“nothing”"),
            ("/insight?person=x", "person=“x”"),
            (&format!("/insight?person={nobody}"), "person=“ffffffff"),
            (&format!("/insight/export.xlsx?salesperson={nobody}"), "salesperson=“ffffffff"),
            (&format!("/insight/orders?figure=late&customer={nobody}"), "customer=“ffffffff"),
            (&format!("/board?person={nobody}"), "person=“ffffffff"),
        ] {
            let refused = admin.get(bad).await;
            assert_eq!(refused.status, 400, "{bad}");
            assert!(refused.text().contains(said), "{bad}: what is wrong is named");
        }
        assert_eq!(admin.get("/insight/map?version=77").await.status, 404);

        // Somebody of sales sees own orders alone, and nobody else's card.
        let own = served.browser(&chen).await;
        assert_eq!(numbers(&own, "/insight/orders?figure=delivered").await, ["SO-TIMELY"]);
        assert!(!own.get("/insight/scorecards").await.fine().contains(">管理员</a>"));
        assert!(admin.get("/insight/scorecards").await.fine().contains(">管理员</a>"));
    });
}

#[test]
fn figures_of_a_person_are_for_that_person_and_managers() {
    on_both(async |company| {
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let sun = company.hire("孙丽", "sun", Role::Member, &["warehouse"]).await;
        let lin = company.hire("林涛", "lin", Role::Manager, &[]).await;
        lived(&company, chen.id).await;
        let served = Served::on(company).await;
        let (own, manager) = (served.browser(&sun).await, served.browser(&lin).await);
        let pages = PAGES.into_iter().chain(["/insight/orders", "/insight/export.xlsx"]);
        for page in pages {
            let about = |of: PersonId| format!("{page}?figure=finished&person={of}");
            let refused = own.get(&about(chen.id)).await;
            assert_eq!(refused.status, 403, "{page}");
            assert!(refused.text().contains("个人的数字只给本人和主管看"), "{page}");
            assert_eq!(own.get(&about(sun.id)).await.status, 200, "{page}");
            assert_eq!(manager.get(&about(chen.id)).await.status, 200, "{page}");
        }
        let offered = async |browser: &Browser| {
            let page = browser.get("/insight").await;
            page.between("<select name=\"person\"", "</select>")[0].matches("<option").count() - 1
        };
        assert_eq!(
            (offered(&own).await, offered(&manager).await),
            (1, 4),
            "only whose figures may be seen are offered"
        );
    });
}

#[test]
fn the_workbook_has_everything_that_is_shown() {
    on_both(async |company| {
        lived(&company, company.administrator.id).await;
        let served = Served::on(company).await;
        let got = served.administrator().await.get("/insight/export.xlsx").await;
        assert!(got.status.is_success());
        let sheets = sheet::read("i.xlsx", &got.bytes).unwrap();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "i.xlsx [概览]",
                "i.xlsx [逐周]",
                "i.xlsx [瓶颈：哪一步最误事]",
                "i.xlsx [步骤用时]",
                "i.xlsx [部门]",
                "i.xlsx [人员]",
                "i.xlsx [异常原因]",
            ],
            "what is empty is left out"
        );
        let number = |text: &str| Cell::Number(text.parse().unwrap());
        let row = |sheet: usize, name: &str| {
            let rows = &sheets[sheet].rows;
            let found = rows.iter().find(|row| row[0] == Cell::Text(name.into()));
            found.unwrap_or_else(|| panic!("no {name}: {rows:?}")).clone()
        };
        assert_eq!(row(0, "收单")[1..3], [number("3"), number("0")]);
        assert_eq!(row(0, "准时率 %")[1], number("50"));
        assert_eq!(row(0, "晚发")[1], number("1"));
        assert_eq!(sheets[3].rows.len(), 12, "a row for each step");
        assert_eq!(sheets[3].rows[1][4], number("2"));
        assert_eq!(row(6, "原因")[1..3], [Cell::Text("物料没按时到".into()), number("1")]);
    });
}

#[tokio::test]
async fn a_company_without_orders_is_told_so_on_every_page() {
    let served = Served::on(Company::on_sqlite().await).await;
    let admin = served.administrator().await;
    for page in PAGES {
        let page = admin.get(page).await;
        assert!(page.fine().contains("class=\"blank\""), "says what would bring figures");
    }
    assert!(admin.get("/insight/export.xlsx").await.status.is_success());
    assert!(admin.get("/insight/orders?figure=late").await.fine().contains("没有这样的订单"));
}

/// Forty steps: every one is a box that is a link, and none lies over another (`processes::drawing`).
#[tokio::test]
async fn a_map_of_forty_steps_can_be_walked_through() {
    let company = Company::on_sqlite().await;
    let mut source = String::from("key = \"forty\"\nversion = 1\nname = { zh = \"四十步\", en = \"Forty\" }\n");
    for step in 0..40 {
        // Every fourth step has two beside it.
        let after = match step {
            0 => String::new(),
            step if step % 4 == 3 => format!("\"s{}\", \"s{}\"", step - 1, step - 2),
            step if step % 4 == 2 => format!("\"s{}\"", step - 2),
            step => format!("\"s{}\"", step - 1),
        };
        let milestone = if step == 35 { "milestone = \"delivered\"\n" } else { "" };
        source += &format!(
            "[[steps]]\nkey = \"s{step}\"\nname = {{ zh = \"第{step}步\", en = \"Step {step}\" }}\ndepartment = \"warehouse\"\n\
             stage = \"making\"\ninstructions = {{ zh = \"做。\", en = \"Do.\" }}\nafter = [{after}]\ntakes = \"1h\"\n{milestone}"
        );
    }
    let process = process::load(&source, "forty.toml").unwrap();
    let actor = company.actor();
    company.store.write(move |tx| company::add_process(tx, &actor, &process)).await.unwrap();
    delivered(&company, "forty", "SO-FORTY", 9, None).await;
    let served = Served::on(company).await;
    let page = served.administrator().await.get("/insight/map?process=forty").await;
    assert_eq!(page.fine().matches("<g class=\"step ").count(), 40);
    assert_eq!(
        page.between("<a href=\"/insight/orders?process=forty&#38;version=1&#38;figure=on-map&#38;step=s", "\"").len(),
        40
    );
    // Each has a row of its own in the Gantt chart, with its name and its bar, and behind it one in the table.
    let order = served.company.enter(served.company.draft("forty", 30)).await.order;
    let browser = served.administrator().await;
    let page = browser.get(&format!("/orders/{}", order.id)).await;
    let names: BTreeSet<String> = page.between("<text class=\"name\" x=\"4\" y=\"", "\"").into_iter().collect();
    assert_eq!(names.len(), 40, "no name lies over another");
    assert_eq!(page.between("<rect class=\"expected\"", "/>").len(), 40);
    let plan = browser.get(&format!("/orders/{}/plan", order.id)).await;
    assert_eq!(plan.between("data-bar=\"", "\"").len(), 40, "each can be moved, by pointer and by keys");
    assert_eq!(plan.between("name=\"not-before-", "\"").len(), 40);
}

#[test]
fn programs_ask_the_same_questions() {
    on_both(async |company| {
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        lived(&company, chen.id).await;
        let served = serving::Served::on(company).await;
        let program = served.administrator().await;
        let trend = program.get("/insight/figures").await.fine();
        let figures = &trend["figures"];
        assert_eq!(
            (&figures["received"], &figures["delivered"], &figures["completed"]),
            (&json!(3), &json!(2), &json!(2))
        );
        assert_eq!(figures["on_time"], json!({ "part": 1, "whole": 2 }));
        let points = trend["trend"].as_array().unwrap();
        let delivered: u64 = points.iter().filter_map(|point| point["delivered"].as_u64()).sum();
        assert_eq!(delivered, 2, "the trend is the same, part by part");
        let cards = program.get("/insight/scorecards").await.fine();
        let card =
            |key: &str| cards["departments"].as_array().unwrap().iter().find(|card| card["department"] == key).cloned();
        assert_eq!(card("purchasing").unwrap()["exceptions"], json!({ "raised": 1, "open": 1 }));
        for (asked, total) in [
            ("cause=late-material", 1),
            ("cause=late-material&open=true", 1),
            ("rule=-", 1),
            ("cause=-", 0),
            ("charged=sales", 0),
        ] {
            assert_eq!(program.get(&format!("/insight/causes/orders?{asked}")).await.fine()["total"], total, "{asked}");
        }
        let steps = program.get("/insight/steps?process=quick-fulfilment").await.fine();
        assert_eq!(steps["steps"].as_array().unwrap().len(), 11);
        assert_eq!(steps["steps"][0]["work"]["finished"], 2);
        let cards = program.get("/insight/scorecards").await.fine();
        assert_eq!(cards["people"][0]["work"]["finished"], 22);
        let causes = program.get("/insight/causes").await.fine();
        assert_eq!(causes["by_cause"][0]["key"], "late-material");
        assert_eq!(causes["by_department"][0]["key"], "purchasing");
        let map = program.get("/insight/process-map?process=quick-fulfilment").await.fine();
        assert_eq!((&map["orders"], &map["cancelled"]), (&json!(3), &json!(1)));
        let late = program.get("/insight/orders?figure=late").await.fine();
        assert_eq!(late["total"], 1);
        assert!(late["orders"][0]["days_late"].as_i64() > Some(0));
        let part = program.get("/insight/orders?figure=delivered&skip=1&limit=1").await.fine();
        assert_eq!((&part["total"], part["orders"].as_array().unwrap().len()), (&json!(2), 1));

        program.get("/insight/process-map?version=77").await.refused(404, "store-not-found");
        let nobody = uuid::Uuid::max().to_string();
        let all = ["process", "department", "customer", "salesperson", "person"];
        for (path, names) in [
            ("/insight/figures?", &all[..]),
            ("/insight/orders?figure=late&", &all),
            ("/insight/process-map?", &["process"]),
            ("/orders?", &["process", "department", "customer", "person"]),
        ] {
            for name in names {
                let value = if ["process", "department"].contains(name) { "nothing" } else { &nobody };
                let refused = program.get(&format!("{path}{name}={value}")).await.refused(422, "api-unknown-value");
                assert_eq!(refused["errors"][0]["parameter"], *name, "{path}");
            }
        }
        program.get("/insight/figures?from=2026-05-01&to=2026-04-01").await.refused(422, "board-dates-turned");
        let (of_chen, own) = (format!("person={}", chen.id), served.program_of(&chen).await);
        let (_, other) = served.hired("sun", Role::Member, &["warehouse"]).await;
        for path in ["figures", "steps", "scorecards", "causes", "orders?figure=finished"] {
            let path = format!("/insight/{path}{}{of_chen}", if path.contains('?') { '&' } else { '?' });
            other.get(&path).await.refused(403, "refusal-needs-that-person");
            own.get(&path).await.fine();
            program.get(&path).await.fine();
        }
        let past = program.get("/insight/figures?to=2020-01-01").await.fine();
        assert_eq!((&past["from"], &past["to"]), (&json!("2019-10-02"), &json!("2020-01-01")));
        let own = own.get("/insight/figures").await.fine();
        assert_eq!(own["figures"]["received"], 1);
    });
}
