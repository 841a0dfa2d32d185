//! S11, with S1, 7: what comes in is inspected, then the goods on the way, then all that is finished. The inspection is booked
//! one week before the delivery, two weeks with a third party; a lot that fails is an exception, moves the forecast, is mended,
//! inspected again, and passes.

use jiff::{Timestamp, ToSpan, civil::Date};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use yidan_store::following;
use yidan_testing::on_both;

use crate::{firm::Firm, serving::got};

#[test]
fn s11_quality_goes_along_with_the_goods() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let order = firm.order("made-to-order", "CNY", "T/T 100%").await;
        let plan = |of: Value, lot: u64, inspector: Value| {
            let sampling = json!({ "by": "aql", "level": "II", "major": "2.5", "minor": "4.0" });
            let mut arrangement = json!({ "lot": lot, "sampling": sampling, "place": "宁波" });
            let fields = arrangement.as_object_mut().expect("an object");
            fields.extend(inspector.as_object().expect("an object").clone());
            json!({ "of": of, "arrangement": arrangement })
        };
        let own = || json!({ "inspector": "own" });

        // What comes in.
        let castings = plan(json!({ "stage": "incoming" }), 500, own());
        firm.by("feng").post(&format!("{order}/inspections"), &castings).await.refused(403, "refusal-needs-department");
        let incoming = firm.by("wu").post(&format!("{order}/inspections"), &castings).await.fine();
        let incoming = path(&incoming);
        firm.by("kong")
            .post(&format!("{incoming}/result"), &json!({ "inspected": 10 }))
            .await
            .refused(422, "inspection-sample-too-small");
        let passed = firm.by("kong").post(&format!("{incoming}/result"), &json!({ "inspected": 50 })).await.fine();
        assert_eq!(passed["result"]["verdict"], "passed");

        // In the workshop, after the second operation.
        let operation = |zh: &str| json!({ "name_zh": zh, "department": "production" });
        let lot = json!({ "line": 1, "quantity": "480", "route": [operation("铸造"), operation("钻孔")] });
        let lot = firm.by("song").post(&format!("{order}/lots"), &lot).await.fine();
        let of = |operation: u32| json!({ "stage": "in-process", "lot": lot["id"], "operation": operation });
        let beyond = plan(of(7), 480, own());
        firm.by("kong")
            .post(&format!("{order}/inspections"), &beyond)
            .await
            .refused(422, "inspection-no-such-operation");
        let in_process = firm.by("kong").post(&format!("{order}/inspections"), &plan(of(1), 480, own())).await.fine();
        let found = json!({ "inspected": 50, "defects": [{ "key": "burr", "count": 3 }] });
        let passed = firm.by("kong").post(&format!("{}/result", path(&in_process)), &found).await.fine();
        assert_eq!(passed["result"]["defects"][0]["class"], "minor");

        // Finished goods, by a third party: two weeks before the delivery; our own inspector one week.
        let delivery = firm.in_days(90);
        let finished = || json!({ "stage": "final", "whole_order": true });
        let ours = firm.by("kong").post(&format!("{order}/inspections"), &plan(finished(), 480, own())).await.fine();
        let sgs = json!({ "inspector": "third-party", "inspector_name": "SGS" });
        let theirs = firm.by("kong").post(&format!("{order}/inspections"), &plan(finished(), 480, sgs)).await.fine();
        for (inspection, days) in [(&ours, 7), (&theirs, 14)] {
            let todo = todo_of(&firm, inspection).await;
            assert_eq!((&todo[0]["task"], &todo[0]["by"]), (&json!("book"), &json!(before(delivery, days))));
        }
        firm.by("kong").post(&format!("{}/cancel", path(&ours)), &json!({ "reason": "客户要 SGS 验" })).await.fine();

        let theirs = path(&theirs);
        let late = json!({ "on": delivery });
        firm.by("kong").post(&format!("{theirs}/book"), &late).await.refused(422, "inspection-not-before-delivery");
        firm.by("kong")
            .post(&format!("{theirs}/told"), &json!({ "whom": "factory" }))
            .await
            .refused(422, "inspection-not-booked");
        firm.by("kong").post(&format!("{theirs}/book"), &json!({ "on": firm.today() })).await.fine();
        let told = firm.by("kong").post(&format!("{theirs}/told"), &json!({ "whom": "factory" })).await.fine();
        assert!(told["factory_told_at"].is_string());
        let drawn = firm.by("kong").get(&format!("{theirs}/plan")).await.fine();
        assert_eq!((&drawn["units"], &drawn["classes"][1]["accept"]), (&json!(50), &json!(3)));

        // It fails: an exception, and the forecast moves at once, by the days to mend.
        let mut settings = firm.boss.get("/inspection-settings").await.fine();
        settings["mend_days"] = json!(40);
        firm.boss.put("/inspection-settings", &settings).await.fine();
        let unharmed = expected_on(&firm, &order).await;
        let upload = || Form::new().part("file", Part::bytes(b"\x89PNG".to_vec()).file_name("crack.png"));
        let send = |by: &str| firm.by(by).request(Method::POST, &format!("{theirs}/photos")).multipart(upload());
        assert_eq!(got(send("feng")).await.status.as_u16(), 403);
        let photo = got(send("kong")).await.fine();
        let unknown = json!({ "inspected": 50, "files": [{ "sha256": "0".repeat(64), "name": "x" }] });
        firm.by("kong").post(&format!("{theirs}/result"), &unknown).await.refused(422, "api-photo-unknown");
        let cracked = json!({
            "id": "01a22df4-0000-7000-8000-000000000011", "inspected": 50,
            "defects": [{ "key": "crack", "count": 4, "photos": [photo] }, { "name_zh": "漏漆", "class": "minor", "count": 1 }],
        });
        for _ in 0..2 {
            let failed = firm.by("kong").post(&format!("{theirs}/result"), &cracked).await.fine();
            assert_eq!(failed["result"]["verdict"], "failed");
        }
        let kept = firm.by("kong").get(&theirs).await.fine();
        let kept = &kept["result"]["defects"][0]["photos"][0];
        assert_eq!((&kept["name"], &kept["bytes"]), (&json!("crack.png"), &json!(4)));
        let shown = format!("{theirs}/photos/{}", kept["id"].as_str().expect("an id"));
        let content = firm.by("kong").request(Method::GET, &shown).send().await.expect("an answer");
        assert_eq!(content.bytes().await.expect("a body").as_ref(), b"\x89PNG");

        let raised = exceptions(&firm).await;
        assert_eq!(raised.len(), 1, "{raised:?}");
        assert!(raised[0]["says"].as_str().is_some_and(|words| words.contains("Crack 4")), "{raised:?}");
        let expected = expected_on(&firm, &order).await;
        assert!(expected > unharmed && expected > firm.in_days(55), "{unharmed} before, {expected} after");

        // Mended and inspected again in ten weeks, which is later than the goods were expected to leave.
        firm.by("kong")
            .post(&format!("{theirs}/release"), &json!({ "reason": "急" }))
            .await
            .refused(422, "inspection-may-not-release");
        let mut again = plan(finished(), 480, json!({ "inspector": "third-party", "inspector_name": "SGS" }));
        again["again"] = json!(theirs.rsplit('/').next());
        let again = firm.by("kong").post(&format!("{order}/inspections"), &again).await.fine();
        assert_eq!(again["repeats"], 1);
        let again = path(&again);
        firm.by("kong").post(&format!("{again}/book"), &json!({ "on": firm.in_days(70) })).await.fine();
        let later = expected_on(&firm, &order).await;
        assert!(later > expected && later > firm.in_days(70), "{expected} before, {later} after");
        let raised = exceptions(&firm).await;
        let day = firm.in_days(70).strftime("%m-%d").to_string();
        assert!(raised[0]["says"].as_str().is_some_and(|words| words.contains(&day)), "{raised:?}");

        // The answer is lost on its way to the phone, which sends the report again, as it was.
        let sound = json!({
            "id": "01a22df4-0000-7000-8000-000000000012", "inspected": 50, "defects": [{ "key": "scratch", "count": 2 }],
        });
        for _ in 0..2 {
            firm.by("kong").post(&format!("{again}/result"), &sound).await.fine();
        }
        let passed = firm.by("kong").get(&again).await.fine();
        assert_eq!(passed["result"]["verdict"], "passed");
        assert!(exceptions(&firm).await.is_empty());
        assert!(expected_on(&firm, &order).await < later);
        let waiting = firm.by("kong").get("/inspections/waiting").await.fine();
        assert_eq!((&waiting["inspections"], &waiting["count"]), (&json!([]), &json!(0)));

        // What the inspections say is not typed into the step's form again.
        let shown = firm.boss.get(&order).await.fine();
        let inspect = shown["steps"].as_array().expect("steps").iter().find(|step| step["key"] == "inspect");
        assert_eq!(inspect.expect("the step")["recorded"], json!({ "passed": true }));
        let figures = format!("/quality-figures?from={}&to={}", firm.in_days(-7), firm.today());
        let figures = firm.by("kong").get(&figures).await.fine();
        let month = &figures["months"][0];
        assert_eq!((&month["first_passed"], &month["first"], &month["inspections"]), (&json!(2), &json!(3), &json!(4)));
        assert_eq!(figures["defects"][0]["key"], "crack");
    });
}

fn path(inspection: &Value) -> String {
    format!("/inspections/{}", inspection["id"].as_str().expect("an id"))
}

fn before(day: Date, days: i64) -> Date {
    day.saturating_sub(days.days())
}

async fn todo_of(firm: &Firm, inspection: &Value) -> Value {
    let waiting = firm.by("kong").get("/inspections/waiting").await.fine();
    let rows = waiting["inspections"].as_array().expect("rows").clone();
    let row = rows.into_iter().find(|row| row["inspection"]["id"] == inspection["id"]);
    row.expect("it waits")["todo"].clone()
}

/// After the rules have been held against the orders.
async fn exceptions(firm: &Firm) -> Vec<Value> {
    let store = &firm.served.company.store;
    store.following_ready().await;
    following::watch(store, Timestamp::now()).await.expect("orders are watched");
    let found = firm.boss.get("/exceptions?rule=inspection-failed").await.fine();
    found["exceptions"].as_array().expect("exceptions").clone()
}

async fn expected_on(firm: &Firm, order: &str) -> Date {
    let store = &firm.served.company.store;
    store.following_ready().await;
    store.look_ahead(Timestamp::now(), &mut ());
    let id = order.rsplit('/').next().expect("an id");
    let listed = firm.boss.get("/orders").await.fine();
    let rows = listed["orders"].as_array().expect("orders").clone();
    let row = rows.into_iter().find(|row| row["id"] == id).expect("the order");
    row["expected_on"].as_str().expect("a day").parse().expect("a day")
}
