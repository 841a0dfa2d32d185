//! S7, 外协: what is pressed outside goes out and comes back in parts; the factory reports by its private link; what it lost
//! beyond what is allowed is charged; the daily plan moves the day on which the order's goods are expected.

use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use yidan_domain::{
    SupplierId,
    material::{Supplier, SupplierKind},
};
use yidan_store::suppliers;
use yidan_testing::on_both;

use crate::{firm::Firm, serving::got};

#[test]
fn s7_what_is_done_outside_is_followed_to_the_charge_for_the_loss() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let factory = factory(&firm).await;
        let lot = released(&firm).await;
        let path = format!("/lots/{lot}");
        let sending = json!({
            "id": "01a22df4-0000-7000-8000-000000000011", "operation": 1, "supplier": factory, "quantity": "300",
            "terms": {
                "agreed": firm.in_days(4), "price": "0.8", "allowed_loss": "1", "loss_price": "12.5", "currency": "CNY",
                "note": "压印朝上",
            },
        });
        firm.by("feng").post(&format!("{path}/outside-jobs"), &sending).await.refused(403, "refusal-needs-department");
        let too_many =
            json!({ "operation": 1, "supplier": factory, "quantity": "481", "terms": { "currency": "CNY" } });
        let why = firm.by("wu").post(&format!("{path}/outside-jobs"), &too_many).await;
        why.refused(422, "progress-more-to-send");
        let mut job = Value::Null;
        for _ in 0..2 {
            job = firm.by("wu").post(&format!("{path}/outside-jobs"), &sending).await.fine();
        }
        assert_eq!(
            (&job["sent"]["amount"], &job["on_time"], &job["stage"]),
            (&json!("300"), &json!("due"), &json!("out"))
        );
        let at = format!("/outside-jobs/{}", job["id"].as_str().expect("an id"));
        firm.by("feng").post(&format!("{at}/sendings"), &json!({ "quantity": "100" })).await.fine();
        let hidden = firm.by("feng").get(&at).await.fine();
        assert_eq!((&hidden["terms"]["price"], &hidden["terms"]["note"]), (&Value::Null, &json!("压印朝上")));

        // With a photo that was sent before.
        let photo = Form::new().part("file", Part::bytes(b"\x89PNG".to_vec()).file_name("pile.png"));
        let sent = firm.by("feng").request(Method::POST, &format!("{path}/photos")).multipart(photo);
        let photo = got(sent).await.fine();
        let back = json!({
            "operation": 1, "job": job["id"], "good": "290", "scrap": [{ "cause": "rework", "quantity": "4" }], "lost": "2",
            "photos": [photo],
        });
        firm.by("feng").post(&format!("{path}/reports"), &back).await.fine();
        let unknown = json!({ "operation": 1, "job": job["id"], "good": "1", "photos": [{ "sha256": "0".repeat(64), "name": "x" }] });
        firm.by("feng").post(&format!("{path}/reports"), &unknown).await.refused(422, "api-photo-unknown");
        let entries = firm.by("feng").get(&format!("{path}/entries")).await.fine();
        let entry = entries["entries"].as_array().and_then(|all| all.last()).expect("the latest").clone();
        assert_eq!((&entry["lost"], &entry["photos"][0]["name"]), (&json!("2"), &json!("pile.png")));
        let shown = format!("{path}/photos/{}", entry["photos"][0]["id"].as_str().expect("an id"));
        let content = firm.by("feng").request(Method::GET, &shown).send().await.expect("an answer");
        assert_eq!(content.bytes().await.expect("a body").as_ref(), b"\x89PNG");

        let charge = json!({ "amount": "50", "reason": "超出两件，另赔毛坯" });
        firm.by("wu").put(&format!("{at}/charge"), &charge).await.refused(422, "outside-still-out");
        let rest = json!({ "operation": 1, "job": job["id"], "good": "104" });
        firm.by("feng").post(&format!("{path}/reports"), &rest).await.fine();
        firm.by("wu").put(&format!("{at}/quality"), &json!({ "verdict": "accepted", "note": "毛刺偏大" })).await.fine();
        let all = firm.by("wu").get(&at).await.fine();
        assert_eq!(
            (&all["returns"], &all["loss_rate"], &all["loss_allowed"]),
            (&json!(2), &json!("1.50"), &json!("4"))
        );
        assert_eq!((&all["charge_proposed"]["amount"], &all["on_time"]), (&json!("25.00"), &json!("kept")));
        let to_decide = firm.by("wu").get(&format!("/outside-jobs?stage=charge&supplier={factory}")).await.fine();
        assert_eq!(to_decide["jobs"].as_array().map(Vec::len), Some(1));
        let charged = firm.by("wu").put(&format!("{at}/charge"), &charge).await.fine();
        assert_eq!((&charged["charge"]["amount"]["amount"], &charged["stage"]), (&json!("50.00"), &json!("done")));
        let now = firm.by("feng").get(&path).await.fine();
        let made = &now["operations"][1]["made"];
        assert_eq!(
            (&made["good"], &made["scrap"], &now["operations"][1]["out"]),
            (&json!("394"), &json!("6"), &json!("0"))
        );
    });
}

#[test]
fn s7_the_factory_reports_by_a_link_that_opens_nothing_else() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let (factory, lot) = (factory(&firm).await, released(&firm).await);
        let sending = json!({
            "operation": 1, "supplier": factory, "quantity": "200",
            "terms": { "agreed": firm.in_days(4), "price": "0.8", "currency": "CNY", "note": "压印朝上" },
        });
        let job = firm.by("wu").post(&format!("/lots/{lot}/outside-jobs"), &sending).await.fine();
        let at = format!("/outside-jobs/{}", job["id"].as_str().expect("an id"));
        firm.by("feng").post(&format!("{at}/links"), &json!({})).await.refused(403, "refusal-needs-department");
        let link = firm.by("wu").post(&format!("{at}/links"), &json!({ "days": 7 })).await.fine();
        let page = link["path"].as_str().expect("an address").to_owned();
        let listed = firm.by("wu").get(&format!("{at}/links")).await.fine();
        assert_eq!((&listed["links"][0]["path"], &listed["links"][0]["open"]), (&Value::Null, &json!(true)));

        let stranger = firm.served.stranger();
        let (status, words) = stranger.get(&page).await;
        assert_eq!(status, StatusCode::OK, "{words}");
        assert!(words.contains("铸铁法兰") && words.contains("压印朝上") && words.contains("200 件"), "{words}");
        let customer = firm.served.company.customer.name.clone();
        assert!(!words.contains(&customer) && !words.contains("CNY"), "{words}");

        let id = "01a22df4-0000-7000-8000-000000000021";
        let report =
            [("id", id), ("good", "150"), ("scrap", "3"), ("cause", "equipment"), ("day", &firm.today().to_string())];
        for _ in 0..2 {
            let (status, words) = stranger.post(&page, &report).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{words}");
        }
        let too_many =
            [("id", "01a22df4-0000-7000-8000-000000000022"), ("good", "48"), ("day", &firm.today().to_string())];
        let (status, words) = stranger.post(&page, &too_many).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(words.contains("47 件"), "{words}");
        let now = firm.by("wu").get(&at).await.fine();
        assert_eq!((&now["good"], &now["scrap"], &now["out"]), (&json!("150"), &json!("3"), &json!("47")));
        let entries = firm.by("wu").get(&format!("/lots/{lot}/entries")).await.fine();
        let entry = entries["entries"].as_array().and_then(|all| all.last()).expect("the latest").clone();
        assert_eq!((&entry["by"], &entry["job"]), (&Value::Null, &job["id"]));

        let last = [("id", "01a22df4-0000-7000-8000-000000000023"), ("good", "47"), ("day", &firm.today().to_string())];
        for _ in 0..2 {
            let (status, words) = stranger.post(&page, &last).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "all is back, and the answer was lost: {words}");
        }

        // The link opens its own page alone.
        for other in [
            "/",
            "/board",
            "/my-day",
            "/outside",
            &format!("/lots/{lot}"),
            &format!("/lots/{lot}/report"),
            &format!("/outside/{}", job["id"].as_str().expect("an id")),
            "/live",
            "/settings",
            "/customers",
        ] {
            let (status, _) = stranger.get(other).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{other} sends a stranger to sign in");
        }
        for other in
            [format!("{page}/../../board"), format!("{page}x"), format!("{page}/photos/{lot}"), "/l/nonsense".into()]
        {
            let (status, words) = stranger.get(&other).await;
            assert!(status != StatusCode::OK && !words.contains("铸铁法兰"), "{other}: {status}");
        }
        let (status, _) = stranger.post_from(&page, &report, "https://evil.example").await;
        assert_eq!(status, StatusCode::FORBIDDEN, "other sites can't report with it");

        // Taken back, it is a page that is not there; and who goes on trying is slowed down.
        let of = link["id"].as_str().expect("an id");
        firm.by("wu").post(&format!("{at}/links/{of}/end"), &json!(null)).await.fine();
        let (status, gone) = stranger.get(&page).await;
        let (_, never) = stranger.get("/l/never-made").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(heading(&gone), heading(&never), "they look alike");
        let mut last = StatusCode::OK;
        for _ in 0..8 {
            last = stranger.get("/l/guess").await.0;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let another = firm.by("wu").post(&format!("{at}/links"), &json!({ "days": 7 })).await.fine();
        let (status, _) = stranger.get(another["path"].as_str().expect("an address")).await;
        assert_eq!(status, StatusCode::OK, "behind one address, who tries links shuts out nobody who has one");
    });
}

#[test]
fn s7_the_daily_plan_says_when_goods_are_expected() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let lot = released(&firm).await;
        let (today, path) = (firm.today(), format!("/lots/{lot}"));
        let plan = |press: &str| {
            json!({ "plan": [
            { "day": today, "operation": 1, "quantity": press },
            { "day": firm.in_days(3), "operation": 2, "quantity": "480" },
        ] })
        };
        firm.by("feng").put(&format!("{path}/plan"), &plan("480")).await.refused(403, "refusal-needs-department");
        firm.by("song").put(&format!("{path}/plan"), &plan("481")).await.refused(422, "lot-planned-too-many");
        let planned = firm.by("song").put(&format!("{path}/plan"), &plan("480")).await.fine();
        assert_eq!(planned["plan"].as_array().map(Vec::len), Some(2));
        firm.by("feng").post(&format!("{path}/reports"), &json!({ "operation": 1, "good": "180" })).await.fine();
        let day = firm.by("feng").get(&format!("/workshop/day?day={today}")).await.fine();
        let work = &day["work"][0];
        assert_eq!(
            (&work["planned"]["amount"], &work["made"], &work["open"]),
            (&json!("480"), &json!("180"), &json!("300"))
        );
    });
}

fn heading(page: &str) -> Option<&str> {
    page.split_once("<h1>")?.1.split_once("</h1>").map(|(words, _)| words)
}

async fn factory(firm: &Firm) -> String {
    let id = SupplierId(uuid::Uuid::now_v7());
    let supplier = Supplier {
        id,
        code: None,
        name: "宁海油压厂".into(),
        contact: "周师傅".into(),
        phone: "0574-8800".into(),
        email: String::new(),
        address: String::new(),
        kinds: vec![SupplierKind::OutsideWork],
        lead_days: None,
        terms: String::new(),
        note: String::new(),
        archived: false,
    };
    let actor = firm.served.company.actor();
    let kept = firm.served.company.store.write(move |tx| suppliers::put(tx, &actor, supplier.clone()));
    kept.await.expect("a supplier");
    id.to_string()
}

/// A lot of 480 that the warehouse has given out: 仓库发料 → 油压 (outside) → 钻孔.
async fn released(firm: &Firm) -> String {
    let order = firm.order("made-to-order", "CNY", "T/T 100%").await;
    let operation = |zh: &str, department: &str, outside: bool| json!({ "name_zh": zh, "department": department, "outside": outside });
    let route = [
        operation("仓库发料", "warehouse", false),
        operation("油压", "production", true),
        operation("钻孔", "production", false),
    ];
    let lot = json!({ "line": 1, "quantity": "480", "route": route, "due": firm.in_days(60) });
    let lot = firm.by("song").post(&format!("{order}/lots"), &lot).await.fine();
    let id = lot["id"].as_str().expect("an id").to_owned();
    firm.by("song").post(&format!("/lots/{id}/release"), &json!({ "quantity": "480" })).await.fine();
    firm.by("zhao").post(&format!("/lots/{id}/reports"), &json!({ "operation": 0, "good": "480" })).await.fine();
    id
}
