//! The screens of exceptions: the list and its files, rules and causes as people and programs set them, and who may.

mod common;
mod serving;

use common::Served;
use reqwest::StatusCode;
use serde_json::{Value, json};
use yidan_domain::{
    ExceptionId,
    access::Role,
    exception::{Limit, RuleKey, Taker},
    order::{Handling, command::Command},
    process::due::Takes,
};
use yidan_store::orders;
use yidan_testing::on_both;

#[test]
fn exceptions_are_listed_filtered_and_handed_out() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let company = &served.company;
        let lin = company.hire("林海", "lin", Role::Manager, &["management"]).await;
        let zhao = company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await;
        let order = company.enter(company.draft("quick-fulfilment", 20)).await.order;
        let exception = ExceptionId(uuid::Uuid::now_v7());
        let raise = Command::RaiseException {
            id: exception,
            step: Some("pick".into()),
            note: "实物少 6 件".into(),
            handling: Handling { owner: Some(lin.id), ..Handling::default() },
        };
        let (actor, id) = (company.actor(), order.id);
        company.store.write(move |tx| orders::act(tx, &actor, id, None, raise.clone())).await.expect("an exception");

        let (manager, member) = (served.browser(&lin).await, served.browser(&zhao).await);
        let list = manager.get("/exceptions").await;
        assert!(list.fine().contains("实物少 6 件") && list.text().contains(&order.number));
        let handle = format!("/orders/{id}/exceptions/{exception}/handle");
        assert!(list.text().contains(&handle));
        let others = member.get("/exceptions").await;
        assert!(others.fine().contains("实物少 6 件") && !others.text().contains(&handle), "somebody else's to settle");
        for (query, found) in [
            ("owner=me", true),
            ("department=warehouse", true),
            ("department=finance", false),
            ("rule=idle", false),
            ("state=overdue", false),
            ("state=closed", false),
        ] {
            let page = manager.get(&format!("/exceptions?{query}")).await;
            assert_eq!(page.fine().contains("实物少 6 件"), found, "{query}");
        }
        for query in ["state=nonsense", "rule=nonsense", "owner=nobody", "after=x"] {
            assert_eq!(manager.get(&format!("/exceptions?{query}")).await.status, StatusCode::BAD_REQUEST, "{query}");
        }

        let typed = [("owner", ""), ("due", ""), ("cause", "stock-count"), ("charged", ""), ("note", "先盘点")];
        let answer = manager.post(&handle, &[&typed[..], &[("back", "/exceptions?state=unowned")]].concat()).await;
        assert_eq!(answer.headers["location"], "/exceptions?state=unowned");
        assert_eq!(
            member.post(&handle, &[("owner", &zhao.id.to_string())]).await.status,
            StatusCode::SEE_OTHER,
            "nobody's"
        );
        assert_eq!(manager.post(&handle, &[("due", "2001-01-01")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        let csv = manager.get("/exceptions/export.csv").await;
        let rows: Vec<&str> = csv.fine().lines().collect();
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert!(rows[1].contains("实物少 6 件") && rows[1].contains("备货完成") && rows[1].contains("员工报告"));
        assert!(manager.get("/exceptions/export.xlsx").await.bytes.starts_with(b"PK"));
    });
}

#[test]
fn managers_set_rules_and_causes() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let lin = served.company.hire("林海", "lin", Role::Manager, &["management"]).await;
        let zhao = served.company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await;
        let (manager, member) = (served.browser(&lin).await, served.browser(&zhao).await);
        for path in ["/settings/rules", "/settings/causes", "/settings/causes/new"] {
            assert_eq!(member.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
            manager.get(path).await.fine();
        }
        assert_eq!(manager.get("/settings/people").await.status, StatusCode::FORBIDDEN);

        // As the form sends it: every rule, those that are off without their tick.
        let form = |idle_limit: &str, short: &str| -> Vec<(String, String)> {
            RuleKey::ALL
                .into_iter()
                .flat_map(|rule| {
                    let limit = match rule {
                        RuleKey::Idle => idle_limit,
                        RuleKey::QuantityShort => short,
                        _ => "1个工作日",
                    };
                    let parts = [("limit", limit), ("within", "4小时"), ("taker", "manager")];
                    let parts = parts.into_iter().chain((rule == RuleKey::Idle).then_some(("on", "yes")));
                    parts.map(move |(part, value)| (format!("{}-{part}", rule.key()), value.to_owned()))
                })
                .collect()
        };
        let post = async |idle_limit: &str, short: &str| {
            let form = form(idle_limit, short);
            let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            manager.post("/settings/rules", &fields).await
        };
        for (idle, short) in [("很久", "3"), ("3天", "60"), ("3天", "-1"), ("", "3")] {
            let answer = post(idle, short).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{idle} {short}");
            assert!(answer.text().contains("class=\"fault\""));
        }
        assert_eq!(post("3 天", "３%").await.status, StatusCode::SEE_OTHER);
        let rules = served.company.store.world().rules.clone();
        let idle = rules.get(RuleKey::Idle);
        assert_eq!((idle.on, idle.limit, idle.taker), (true, Limit::After(Takes::Days(3)), Taker::Manager));
        assert_eq!(rules.get(RuleKey::QuantityShort).limit, Limit::Percent(3));
        assert!(!rules.get(RuleKey::StepOverdue).on);

        let cause = [("key", "typhoon"), ("zh", "台风"), ("en", "Typhoon"), ("charged", "")];
        assert_eq!(manager.post("/settings/causes", &cause).await.status, StatusCode::SEE_OTHER);
        let again = manager.post("/settings/causes", &cause).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the key is taken");
        let retired = [("zh", "台风"), ("en", "Typhoon"), ("archived", "yes")];
        assert_eq!(manager.post("/settings/causes/typhoon", &retired).await.status, StatusCode::SEE_OTHER);
        assert!(manager.get("/settings/causes").await.fine().contains("台风"));
        assert_eq!(manager.get("/settings/causes/nothing").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn programs_of_managers_set_rules_and_causes() {
    on_both(async |company| {
        let served = serving::Served::on(company).await;
        let (_, manager) = served.hired("lin", Role::Manager, &["management"]).await;
        let (_, sales) = served.hired("chen", Role::Member, &["sales"]).await;
        let of_key = |list: &Value, key: &str| {
            let found = list.as_array().and_then(|list| list.iter().find(|one| one["key"] == key));
            found.cloned().expect("one of this key")
        };

        let rules = manager.get("/exceptions/rules").await.fine();
        assert_eq!(rules["rules"].as_array().map(Vec::len), Some(RuleKey::ALL.len()));
        let idle = of_key(&rules["rules"], "idle");
        assert_eq!((&idle["after"], &idle["percent"]), (&json!("10 workdays"), &Value::Null));
        assert_eq!(of_key(&rules["rules"], "quantity-short")["percent"], 0);

        let idle = json!({ "on": true, "after": "3 workdays", "taker": "department-manager", "within": "4h" });
        sales.get("/exceptions/rules").await.refused(403, "refusal-needs-manager");
        sales.put("/exceptions/rules/idle", &idle).await.refused(403, "refusal-needs-manager");
        manager.put("/exceptions/rules/nonsense", &idle).await.refused(404, "not-found");
        let set = manager.put("/exceptions/rules/idle", &idle).await.fine();
        let read = manager.get("/exceptions/rules").await.fine();
        assert_eq!(of_key(&read["rules"], "idle"), set);
        assert_eq!(
            set,
            json!({
                "key": "idle", "on": true, "after": "3 workdays", "percent": null,
                "taker": "department-manager", "within": "4 hours",
            })
        );
        assert_eq!(of_key(&read["rules"], "blocked"), of_key(&rules["rules"], "blocked"), "the others stay");

        for (rule, limit, code, place) in [
            ("idle", json!({ "percent": 3 }), "api-rule-takes-a-length", "#/percent"),
            ("idle", json!({}), "api-rule-takes-a-length", "#/after"),
            ("idle", json!({ "after": "long" }), "api-not-a-length", "#/after"),
            ("quantity-short", json!({ "after": "3d" }), "api-rule-takes-a-percentage", "#/after"),
            ("quantity-short", json!({ "after": "3d", "percent": 3 }), "api-rule-takes-a-percentage", "#/after"),
        ] {
            let mut fields = json!({ "on": true, "taker": "manager", "within": "1 workday" });
            fields.as_object_mut().unwrap().extend(limit.as_object().unwrap().clone());
            let refused = manager.put(&format!("/exceptions/rules/{rule}"), &fields).await.refused(422, code);
            assert_eq!(refused["errors"][0]["pointer"], place, "{rule} {limit}");
        }
        let short = |percent: u32| json!({ "on": true, "percent": percent, "taker": "manager", "within": "1 workday" });
        let too_much = manager.put("/exceptions/rules/quantity-short", &short(51)).await;
        too_much.refused(422, "rule-percent-too-large");
        assert_eq!(manager.put("/exceptions/rules/quantity-short", &short(50)).await.fine()["percent"], 50);

        let typhoon = |archived: bool, charged_to: Option<&str>| {
            let name = json!({ "zh": "台风", "en": "Typhoon" });
            json!({ "name": name, "charged_to": charged_to, "archived": archived })
        };
        let path = "/exceptions/causes/typhoon";
        sales.put(path, &typhoon(false, None)).await.refused(403, "refusal-needs-manager");
        let refused = manager.put(path, &typhoon(false, Some("nowhere"))).await.refused(422, "api-unknown-value");
        assert_eq!(refused["errors"][0]["pointer"], "#/charged_to");
        let nameless = json!({ "name": { "zh": "台风" } });
        manager.put(path, &nameless).await.refused(422, "cause-name-missing");
        manager.put("/exceptions/causes/Typhoon", &typhoon(false, None)).await.refused(422, "cause-key-malformed");
        for (archived, charged_to) in [(false, Some("logistics")), (true, None)] {
            let kept = manager.put(path, &typhoon(archived, charged_to)).await.fine();
            let causes = sales.get("/exceptions/causes").await.fine();
            let listed = of_key(&causes["causes"], "typhoon");
            assert_eq!(listed, kept);
            assert_eq!((&listed["archived"], &listed["charged_to"]), (&json!(archived), &json!(charged_to)));
        }
    });
}

#[test]
fn notices_are_read_by_opening_them_or_all_at_once() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let company = &served.company;
        let zhao = company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await;
        let id = company.enter(company.draft("quick-fulfilment", 20)).await.order.id;
        for step in ["pick", "pack", "allocate"] {
            let (actor, to) = (company.actor(), Some(zhao.id));
            let assign = Command::Assign { step: step.into(), to, note: String::new() };
            company
                .store
                .write(move |tx| orders::act(tx, &actor, id, None, assign.clone()))
                .await
                .expect("handed over");
        }
        let browser = served.browser(&zhao).await;
        let page = browser.get("/notices").await;
        assert!(page.fine().contains("3 条未读"));
        let links = page.between("<a href=\"/notices/", "\"");
        assert_eq!(links.len(), 3, "{links:?}");
        let opened = browser.get(&format!("/notices/{}", links[2])).await;
        assert_eq!(opened.headers["location"], format!("/orders/{id}#step-pick").as_str());
        assert!(browser.get("/my-day").await.fine().contains("2 条未读"));
        assert_eq!(
            served.administrator().await.get(&format!("/notices/{}", links[1])).await.status,
            StatusCode::NOT_FOUND
        );
        let read = browser.post("/notices/read", &[("last", &links[0])]).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER);
        assert!(!browser.get("/notices").await.fine().contains("条未读"));
        assert_eq!(browser.get("/notices?show=all").await.between("<a href=\"/notices/", "\"").len(), 3);
        browser.get("/digests").await.fine();
        assert_eq!(browser.get("/digests/2001-01-01").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/digests/yesterday").await.status, StatusCode::NOT_FOUND);
    });
}
