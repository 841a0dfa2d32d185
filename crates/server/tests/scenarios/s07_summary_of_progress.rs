//! S7: 仓库发料 → 冲床 → 油压 → 钻孔. What each operation has delivered, what is scrap, the rate of it; empty where nothing came out.

use serde_json::{Value, json};
use yidan_testing::on_both;

use crate::firm::Firm;

#[test]
fn s7_every_operation_tells_what_it_delivered_and_spoiled() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let product = firm.served.company.product.id;
        let operation = |zh: &str, department: &str| json!({ "name_zh": zh, "department": department });
        let route = json!({ "operations": [
            operation("仓库发料", "warehouse"), operation("冲床", "production"), operation("油压", "production"),
            operation("钻孔", "production"),
        ] });
        firm.by("feng")
            .put(&format!("/products/{product}/route"), &route)
            .await
            .refused(403, "refusal-needs-department");
        firm.by("song").put(&format!("/products/{product}/route"), &route).await.fine();
        let route = firm.by("song").get(&format!("/products/{product}/route")).await.fine();
        assert_eq!((&route["version"], &route["operations"][3]["name_en"]), (&json!(1), &json!("钻孔")));

        let order = firm.order("made-to-order", "CNY", "T/T 100%").await;
        let lot = json!({ "line": 1, "quantity": "480", "route": route["operations"], "due": firm.in_days(60) });
        let lot = firm.by("song").post(&format!("{order}/lots"), &lot).await.fine();
        let path = format!("/lots/{}", lot["id"].as_str().expect("an id"));
        // No rate, not an error, where there is nothing to divide.
        assert_eq!(figures(&lot), [("0", "0", None), ("0", "0", None), ("0", "0", None), ("0", "0", None)]);
        firm.by("song").post(&format!("{path}/release"), &json!({ "quantity": "480" })).await.fine();

        let issues = json!({ "operation": 0, "good": "480" });
        firm.by("zhao").post(&format!("{path}/reports"), &issues).await.fine();
        let punches = json!({
            "id": "01a22df4-0000-7000-8000-000000000001", "operation": 1, "good": "300", "rework": "10", "minutes": 400,
            "scrap": [{ "cause": "equipment", "quantity": "8" }, { "cause": "rework", "quantity": "2" }],
        });
        for _ in 0..2 {
            firm.by("feng").post(&format!("{path}/reports"), &punches).await.fine();
        }
        firm.by("zhao").post(&format!("{path}/reports"), &punches).await.refused(403, "refusal-needs-department");
        let presses = json!({ "operation": 2, "good": "301" });
        let why = firm.by("feng").post(&format!("{path}/reports"), &presses).await;
        let why = why.refused(422, "progress-more-than-there");
        assert!(why["detail"].as_str().is_some_and(|words| words.contains("300")), "{why}");
        let wrong = json!({ "operation": 2, "good": "250" });
        firm.by("feng").post(&format!("{path}/reports"), &wrong).await.fine();
        let entries = firm.by("feng").get(&format!("{path}/entries")).await.fine();
        let wrong = entries["entries"][3]["id"].as_str().expect("the fourth entry");
        let back = json!({ "reason": "应为 205" });
        firm.by("feng").post(&format!("{path}/entries/{wrong}/reverse"), &back).await.fine();
        let presses = json!({ "operation": 2, "good": "205" });
        let now = firm.by("feng").post(&format!("{path}/reports"), &presses).await.fine();
        assert_eq!(
            figures(&now),
            [("480", "0", Some("0")), ("300", "10", Some("3.23")), ("205", "0", Some("0")), ("0", "0", None)]
        );
        for standing in now["operations"].as_array().expect("operations") {
            let of = |name: &str| standing[name].as_str().expect("a figure").parse::<i64>().expect("a whole number");
            let made = |name: &str| standing["made"][name].as_str().expect("a figure").parse::<i64>().expect("whole");
            assert_eq!(of("received"), made("good") + made("scrap") + of("rework") + of("in_progress"), "{standing}");
        }
        assert_eq!((&now["open"], &now["total"]["scrap_rate"]), (&json!(true), &Value::Null));
        let closed = firm.by("song").post(&format!("{path}/close"), &json!({ "reason": "模具报废" })).await.fine();
        assert_eq!((&closed["open"], &closed["closed"]), (&json!(false), &json!("模具报废")));
        firm.by("feng").post(&format!("{path}/reports"), &presses).await.refused(422, "progress-closed");
    });
}

/// Delivered, scrap and rate of every operation.
fn figures(lot: &Value) -> Vec<(&str, &str, Option<&str>)> {
    let made = |standing: &Value| -> (&str, &str, Option<&str>) {
        let made = &lot["operations"][standing["place"].as_u64().expect("a place") as usize]["made"];
        (made["good"].as_str().expect("good"), made["scrap"].as_str().expect("scrap"), made["scrap_rate"].as_str())
    };
    lot["operations"].as_array().expect("operations").iter().map(made).collect()
}
