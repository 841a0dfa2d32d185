//! The same for programs: preview, change, promise check.

mod serving;

use serde_json::json;
use serving::Served;
use yidan_domain::access::Role;
use yidan_testing::on_both;

#[test]
fn a_program_tries_a_plan_keeps_it_and_checks_a_promise() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let program = served.administrator().await;
        let order = served.company.enter(served.company.draft("made-to-order", 90)).await.order;
        let path = format!("/orders/{}", order.id);
        let before = program.get(&path).await.fine();
        assert_eq!((before["outlook"].as_str(), before["held_by"].as_str()), (Some("on-track"), Some("receive")));
        let produce = |order: &serde_json::Value| {
            order["steps"].as_array().unwrap().iter().find(|step| step["key"] == "produce").unwrap().clone()
        };
        assert!(
            produce(&before)["critical"].as_bool().unwrap() && produce(&before)["slack_minutes"].as_i64().unwrap() > 0
        );

        let promised = order.header.promised.unwrap().to_string();
        let plan = json!({
            "promised": promised,
            "changes": { "produce": { "takes": "80 workdays", "split": { "after": "2 workdays", "resumes": "2099-01-01T09:00" } } },
            "reason": "模具要重做",
        });
        let refused = program.post(&format!("{path}/plan"), &plan).await;
        refused.refused(422, "refusal-plan-out-of-reach");
        let far = json!({ "promised": "9026-12-31", "reason": "客户不急" });
        let refused = program.post(&format!("{path}/plan"), &far).await.refused(422, "refusal-promised-too-far");
        assert_eq!(refused["errors"][0]["pointer"], "#/promised");
        let whole = json!({ "promised": promised, "reason": "分两批做", "changes": {
            "produce": { "split": { "after": "10 workdays", "resumes": format!("{promised}T09:00") } },
        } });
        program.post(&format!("{path}/plan"), &whole).await.refused(422, "refusal-split-outside");
        let plan = json!({ "promised": promised, "changes": { "produce": { "takes": "80 workdays" } }, "reason": "模具要重做" });
        let preview = program.post(&format!("{path}/plan/preview"), &plan).await.fine();
        assert!(preview["then"]["expected_on"].as_str() > preview["now"]["expected_on"].as_str());
        assert_eq!(program.get(&path).await.fine()["version"], 1, "a preview keeps nothing");

        let done = program.post(&format!("{path}/plan"), &plan).await.fine();
        assert_eq!(done["happened"][0]["kind"], "replanned");
        assert_eq!(done["happened"][0]["changes"]["produce"]["takes"], "80 workdays");
        let after = program.get(&path).await.fine();
        assert_eq!(after["outlook"], "will-be-late");
        let late = |order: &serde_json::Value| {
            (order["expected_delay_days"].as_i64(), order["expected_delay_workdays"].as_i64())
        };
        assert!(late(&after).0 > late(&after).1 && late(&after).1 > Some(0), "{:?}", late(&after));
        assert!(produce(&after)["slack_minutes"].as_i64() < Some(0), "there is no room left");
        // Payment is due thirty days after delivery, and a working day later all is complete.
        let day = |day: &serde_json::Value| day.as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
        for order in [&before, &after] {
            let settled = day(&order["expected_on"]).checked_add(jiff::Span::new().days(30)).unwrap();
            let completed = day(&order["completion_on"]);
            assert!(settled <= completed && completed <= settled.checked_add(jiff::Span::new().days(14)).unwrap());
        }
        assert_eq!(preview["then"]["completion_on"], after["completion_on"]);
        for said in ["outlook", "held_by", "expected_delay_days", "expected_delay_workdays"] {
            assert_eq!(preview["then"][said], after[said], "{said}");
            assert_eq!(preview["now"][said], before[said], "{said}");
        }
        // What was planned before stays to be seen, and what is changed now can be given back with more.
        assert_eq!(after["plan_changes"]["produce"]["takes"], "80 workdays");
        assert_eq!(
            (after["baseline_promised"].as_str(), before["baseline_promised"].as_str()),
            (Some(promised.as_str()), None)
        );
        assert_eq!(produce(&after)["baseline_end"], produce(&before)["planned_end"]);
        let listed = program.get("/orders?state=will-be-late&sort=expected").await.fine();
        assert_eq!(
            (listed["total"].as_i64(), listed["orders"][0]["outlook"].as_str()),
            (Some(1), Some("will-be-late"))
        );
        assert_eq!(late(&listed["orders"][0]), late(&after));
        program.post(&format!("{path}/plan"), &plan).await.refused(422, "refusal-nothing-changed");

        let (_, own) = served.hired("chen", Role::Member, &["sales"]).await;
        own.get("/load").await.refused(403, "refusal-needs-all-orders");
        program.get("/load").await.fine();

        let mut draft = served.flanges();
        draft["process"] = "made-to-order".into();
        let check = program.post("/promise-check", &draft).await.fine();
        assert_eq!(check["possible"], true);
        draft["header"]["promised"] = jiff::Timestamp::now().to_string()[..10].into();
        let check = program.post("/promise-check", &draft).await.fine();
        assert!(
            check["possible"] == false
                && check["earliest"].is_string()
                && !check["overdue"].as_array().unwrap().is_empty()
        );
    });
}
