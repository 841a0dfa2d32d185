//! Working calendars on the screen and over the API: hours, own days, departments, and a new year of public holidays.

#[path = "common/mod.rs"]
mod common;
mod serving;

use common::{Browser, Got, Served};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use yidan_domain::{access::Role, order::lateness::day_number};
use yidan_testing::Company;

const NEXT_YEAR: &str = r#"{"year": 2027, "papers": ["https://www.gov.cn/2027"], "days": [
    {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "元旦", "date": "2027-01-03", "isOffDay": false}]}"#;

fn story(told: impl AsyncFn(Served)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async { told(Served::on(Company::on_sqlite().await).await).await });
}

/// Where a form sent its reader.
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

fn works(served: &Served, department: &str, date: &str) -> bool {
    let calendars = served.company.store.world().company.calendars.clone();
    calendars.of(&department.into()).is_working(day_number(date.parse().unwrap()))
}

const SIX_DAYS: [(&str, &str); 9] = [
    ("zh", "慈溪工厂"),
    ("en", "Cixi factory"),
    ("monday", "8:00-12:00，13:00-17:00"),
    ("tuesday", "8:00-17:00"),
    ("wednesday", "8:00-17:00"),
    ("thursday", "8:00-17:00"),
    ("friday", "8:00-17:00"),
    ("saturday", "8：00至12：00"),
    ("holidays", "cn"),
];

#[test]
fn a_department_works_six_days_a_week() {
    story(async |served| {
        let administrator = served.administrator().await;
        let added = administrator.post("/calendars", &SIX_DAYS).await;
        assert_eq!(location(&added), "/calendars?calendar=calendar-2");
        let page = administrator.get("/calendars?calendar=calendar-2&year=2026").await;
        assert!(page.fine().contains("慈溪工厂") && page.text().contains("08:00–12:00"));
        assert!(!works(&served, "production", "2026-03-07"), "a Saturday");
        let who = [("company", "standard"), ("department-production", "calendar-2"), ("department-sales", "")];
        location(&administrator.post("/calendars/departments", &who).await);
        assert!(works(&served, "production", "2026-03-07") && !works(&served, "sales", "2026-03-07"));
        assert!(!works(&served, "production", "2026-10-03"), "a public holiday on a Saturday");
        assert!(administrator.get("/settings/departments").await.fine().contains("慈溪工厂"));

        for (field, typed, at) in [
            ("monday", "nine to five", "monday"),
            ("tuesday", "18:00-09:00", "tuesday"),
            ("zh", " ", "zh"),
            ("zh", "标准工作日历", "zh"),
            ("holidays", "vn", "holidays"),
        ] {
            let mut fields = SIX_DAYS.to_vec();
            fields.iter_mut().filter(|(name, _)| *name == field).for_each(|pair| pair.1 = typed);
            refused_at(&administrator.post("/calendars/calendar-2", &fields).await, at);
        }
        refused_at(&administrator.post("/calendars", &SIX_DAYS[..2]).await, "monday");
        assert!(administrator.post("/calendars/calendar-2/remove", &[]).await.status.is_client_error(), "it is in use");
        location(
            &administrator
                .post("/calendars/departments", &[("company", "standard"), ("department-production", "")])
                .await,
        );
        location(&administrator.post("/calendars/calendar-2/remove", &[]).await);
        assert_eq!(administrator.get("/calendars?calendar=calendar-2").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn own_days_go_before_public_holidays() {
    story(async |served| {
        let administrator = served.administrator().await;
        let add = async |from: &str, until: &str, kind: &str, name: &str| {
            let typed = [("from", from), ("until", until), ("kind", kind), ("name", name)];
            administrator.post("/calendars/standard/own", &typed).await
        };
        let added = add("2026-10-05", "", "worked", "赶货").await;
        assert_eq!(location(&added), "/calendars?calendar=standard&year=2026");
        location(&add("2026-03-09", "2026-03-11", "off", "设备检修").await);
        assert!(works(&served, "sales", "2026-10-05") && !works(&served, "sales", "2026-03-10"));
        let page = administrator.get("/calendars?year=2026").await;
        assert!(page.fine().contains("10-05 赶货：自定上班") && page.text().contains("03-11 设备检修：自定休息"));
        refused_at(&add("2026-13-01", "", "off", "x").await, "own-from");
        refused_at(&add("2026-03-02", "soon", "off", "x").await, "own-until");
        refused_at(&add("2026-03-02", "2026-03-01", "off", "x").await, "own-until");
        refused_at(&add("2026-03-02", "", "off", " ").await, "own-name");
        let meant = [("from", "2026-10-05"), ("until", "2026-10-05"), ("name", "赶货")];
        location(&administrator.post("/calendars/standard/own/remove", &meant).await);
        assert!(!works(&served, "sales", "2026-10-05") && !works(&served, "sales", "2026-03-10"));
        let log = administrator.get("/settings/log").await;
        assert!(log.fine().contains("工作日历“标准工作日历”"));
    });
}

async fn upload(browser: &Browser, table: &str, source: &str) -> Got {
    let file = Part::bytes(source.as_bytes().to_vec()).file_name("2027.json");
    let form = Form::new().text("table", table.to_owned()).text("key", "").text("name", "").part("file", file);
    browser.upload("/calendars/holidays/preview", form).await
}

#[test]
fn a_new_year_is_looked_at_imported_and_taken_back() {
    story(async |served| {
        let administrator = served.administrator().await;
        let unknown = "2027 年的放假安排还没有公布：按平常的周末计算，公布后导入。";
        assert!(administrator.get("/calendars?year=2027").await.fine().contains(unknown));
        assert!(!administrator.get("/calendars?year=2026").await.fine().contains("还没有公布"));

        let preview = upload(&administrator, "cn", NEXT_YEAR).await;
        assert!(preview.fine().contains("新的一年") && preview.text().contains("放假 1 天"));
        assert!(works(&served, "sales", "2027-01-01"), "nothing is kept by looking");
        let keep = [("table", "cn"), ("key", ""), ("name", ""), ("file", "2027.json"), ("source", NEXT_YEAR)];
        assert_eq!(location(&administrator.post("/calendars/holidays", &keep).await), "/calendars/holidays");
        assert!(!works(&served, "sales", "2027-01-01") && works(&served, "sales", "2027-01-03"));
        assert!(!administrator.get("/calendars?year=2027").await.fine().contains(unknown));
        let again = upload(&administrator, "cn", NEXT_YEAR).await;
        assert!(again.fine().contains("替换现有的") && again.text().contains("和现在的一样"));
        location(&administrator.post("/calendars/holidays/cn/2027/remove", &[]).await);
        assert!(works(&served, "sales", "2027-01-01"));
    });
}

#[test]
fn a_bad_file_says_its_lines_and_nothing_is_kept() {
    story(async |served| {
        let administrator = served.administrator().await;
        let ics = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nSUMMARY:元旦\nEND:VEVENT\nBEGIN:VEVENT\n\
                   DTSTART:20270230\nSUMMARY:春节\nEND:VEVENT\nEND:VCALENDAR";
        let refused = upload(&administrator, "cn", ics).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("第 7 行：“20270230”不是日期"), "{}", refused.text());
        refused_at(&upload(&administrator, "cn", "").await, "file");
        refused_at(&upload(&administrator, "", NEXT_YEAR).await, "key");
        refused_at(&upload(&administrator, "Viet Nam", NEXT_YEAR).await, "key");
        refused_at(&upload(&administrator, "vn", NEXT_YEAR).await, "name");
        assert_eq!(served.company.store.world().company.tables, Default::default());
    });
}

#[test]
fn everybody_may_look_and_administrators_alone_may_change() {
    story(async |served| {
        let member = served.company.hire("孙丽", "sun", Role::Member, &["warehouse"]).await;
        let member = served.browser(&member).await;
        for page in ["/calendars", "/calendars?year=2031", "/calendars/holidays"] {
            let shown = member.get(page).await;
            assert!(!shown.fine().contains("action=\"/calendars"), "{page} offers nothing to change");
        }
        for (path, fields) in [
            ("/calendars", &SIX_DAYS[..]),
            ("/calendars/standard", &SIX_DAYS),
            ("/calendars/standard/own", &[("from", "2026-03-02"), ("name", "x")]),
            ("/calendars/departments", &[("company", "standard")]),
            ("/calendars/holidays", &[("table", "cn"), ("source", NEXT_YEAR)]),
        ] {
            assert_eq!(member.post(path, fields).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(member.get("/calendars/new").await.status, StatusCode::FORBIDDEN);
    });
}

#[tokio::test]
async fn programs_ask_for_days_and_keep_calendars() {
    let served = serving::Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let mut book = program.get("/calendars").await.fine();
    assert_eq!(book["calendars"][0]["hours"]["monday"], json!(["09:00-13:00", "14:00-18:00"]));
    let mut factory = book["calendars"][0].clone();
    factory["key"] = json!("factory");
    factory["name"] = json!({ "zh": "慈溪工厂" });
    factory["hours"]["saturday"] = json!(["08:00-12:00"]);
    factory["own"] = json!([{ "from": "2026-10-09", "until": "2026-10-09", "worked": false, "name": "盘点" }]);
    book["calendars"].as_array_mut().unwrap().push(factory);
    book["departments"] = json!({ "production": "factory" });
    assert_eq!(program.put("/calendars", &book).await.fine()["calendars"][1]["name"]["en"], "慈溪工厂");

    let days = program.get("/calendar/days?from=2026-10-08&to=2026-10-11&department=production").await.fine();
    let days: Vec<(&Value, &Value, &Value)> = days["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| (&day["kind"], &day["minutes"], &day["name"]["en"]))
        .collect();
    assert_eq!(
        days,
        [
            (&json!("worked"), &json!(480), &json!(null)),
            (&json!("own-off"), &json!(0), &json!("盘点")),
            (&json!("make-up"), &json!(240), &json!("National Day")),
            (&json!("off"), &json!(0), &json!(null)),
        ]
    );
    let published = async || {
        let day = program.get("/calendar/days?from=2027-01-01&to=2027-01-01").await.fine()["days"][0].clone();
        (day["published"].clone(), day["working"].clone())
    };
    assert_eq!(published().await, (json!(false), json!(true)));
    let imported = program.post("/holidays", &json!({ "table": "cn", "source": NEXT_YEAR })).await;
    assert_eq!(imported.fine()["years"][0]["days"][1], json!({ "date": "2027-01-03", "name": "元旦", "off": false }));
    assert_eq!(published().await, (json!(true), json!(false)));

    let bad = json!({ "table": "cn", "source": NEXT_YEAR.replace("2027-01-03", "2027-02-30") });
    let refused = program.post("/holidays", &bad).await.refused(422, "holidays-bad-date");
    assert_eq!(refused["errors"][0]["pointer"], "#/source");
    book["calendars"][1]["hours"] = json!({});
    program.put("/calendars", &book).await.refused(422, "hours-nothing-worked");
    book["calendars"][1]["hours"] = json!({ "monday": ["9-12"] });
    program.put("/calendars", &book).await.refused(422, "api-not-a-span");
    program.get("/calendar/days?from=2026-01-02&to=2026-01-01").await.refused(422, "calendar-days-span");
    program.get("/calendar/days?from=1969-12-31&to=1970-01-01").await.refused(422, "calendar-outside");
    program
        .get("/calendar/days?from=2026-01-01&to=2026-01-01&department=moon")
        .await
        .refused(422, "person-unknown-department");
    let (_, member) = served.hired("sun", Role::Member, &["warehouse"]).await;
    member.get("/calendars").await.fine();
    member
        .put("/calendars", &json!({ "calendars": [], "company": "x" }))
        .await
        .refused(403, "refusal-needs-administrator");
}
