//! Story S1, 6.1: a letter of credit is received, reviewed by two people, sent back for amendment and reviewed again — by the
//! API and on the screen.

mod common;
mod serving;

use jiff::{Timestamp, ToSpan, civil::Date};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use serving::got;
use yidan_domain::{access::Role, letter, order::Order};
use yidan_testing::{Company, on_both};

/// 480 flanges at 12.50, 70 % of it by letter of credit: 4,200.00; promised in 60 days.
async fn entered(company: &Company) -> Order {
    // It takes more than a day, at whatever hour the test runs.
    company.enter(company.draft("made-to-order", 60)).await.order
}

fn in_days(company: &Company, days: i64) -> Date {
    company.store.world().company.today(Timestamp::now()).saturating_add(days.days())
}

fn terms(amount: &str, shipment: Date, expiry: Date) -> Value {
    json!({
        "amount": { "amount": amount, "currency": "CNY" }, "expiry": expiry, "latest_shipment": shipment,
        "presentation_days": 15, "port_of_loading": "Ningbo", "port_of_discharge": "Hamburg",
    })
}

fn accepted(reviewer: letter::Reviewer) -> Value {
    let points = letter::Point::for_reviewer(reviewer).iter();
    let checked: Vec<Value> = points.map(|point| json!({ "point": point.key(), "holds": true })).collect();
    json!({ "reviewer": reviewer.key(), "checked": checked, "outcome": "accepted" })
}

#[test]
fn a_credit_releases_when_two_people_accept_what_was_amended() {
    on_both(|company| async {
        let order = entered(&company).await;
        let served = serving::Served::on(company).await;
        let (_, sales) = served.hired("zhang", Role::Member, &["sales", "planning"]).await;
        let (_, clerk) = served.hired("li", Role::Member, &["documents"]).await;
        let (_, store) = served.hired("zhao", Role::Member, &["warehouse"]).await;
        let manager = served.administrator().await;
        let path = format!("/orders/{}/letters", order.id);
        let (soon, later, end) =
            (in_days(&served.company, 0), in_days(&served.company, 70), in_days(&served.company, 90));

        // Too little money, too little time, and no day left for the documents.
        let mut received =
            json!({ "number": "LC-2026/088", "bank": "Deutsche Bank", "terms": terms("4000.00", soon, soon) });
        store.post(&path, &received).await.refused(403, "refusal-needs-documents");
        received["received_on"] = json!("2090-01-01");
        let problem = clerk.post(&path, &received).await.refused(422, "refusal-day-in-the-future");
        assert_eq!(problem["errors"][0]["pointer"], "#/received_on");
        received["received_on"] = Value::Null;
        for (field, value, code, pointer) in [
            ("tolerance_percent", json!("120"), "letter-tolerance-outside", "#/terms/tolerance_percent"),
            ("presentation_days", json!(0), "api-out-of-range", "#/terms/presentation_days"),
            ("amount", json!({ "amount": "0", "currency": "CNY" }), "letter-amount-not-positive", "#/terms/amount"),
            ("amount", json!({ "amount": "1.005", "currency": "CNY" }), "import-too-precise", "#/terms/amount/amount"),
        ] {
            let mut wrong = received.clone();
            wrong["terms"][field] = value;
            assert_eq!(clerk.post(&path, &wrong).await.refused(422, code)["errors"][0]["pointer"], pointer);
        }
        let done = clerk.post(&path, &received).await.fine();
        let letter = done["happened"][0]["letter"].as_str().unwrap().to_owned();
        clerk.post(&path, &received).await.refused(422, "refusal-letter-twice");
        let kept = sales.get(&path).await.fine();
        let codes = |kept: &Value| -> Vec<String> {
            let found = kept["letters"][0]["findings"].as_array().unwrap().clone();
            found.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(
            codes(&kept),
            [
                "letter-amount-short",
                "letter-shipment-before-promise",
                "letter-shipment-before-forecast",
                "letter-expiry-too-short"
            ]
        );
        let short = kept["letters"][0]["findings"][0]["detail"].as_str().unwrap();
        assert!(short.contains("4,000.00 CNY") && short.contains("4,200.00 CNY"), "{short}");
        assert_eq!(kept["letters"][0]["may_review"], json!(["salesperson"]));
        assert_eq!((&kept["letters"][0]["days_to_expiry"], &kept["accepted"]), (&json!(0), &json!(false)));

        // The salesperson accepts what the clerk then finds wanting.
        let reviews = format!("{path}/{letter}/reviews");
        let (of_sales, of_clerk) = (accepted(letter::Reviewer::Salesperson), accepted(letter::Reviewer::Documents));
        let problem = sales.post(&reviews, &of_sales).await.refused(422, "letter-findings-unexplained");
        assert_eq!(problem["errors"][0]["pointer"], "#/note");
        let mut in_spite = of_sales.clone();
        in_spite["note"] = json!("200.00 come by T/T, the date is being extended");
        sales.post(&reviews, &in_spite).await.fine();
        let given = sales.get(&path).await.fine()["letters"][0]["versions"][0]["reviews"][0].clone();
        assert_eq!(given["note"], in_spite["note"]);
        sales.post(&reviews, &of_clerk).await.refused(403, "refusal-needs-documents");
        let mut hasty = of_clerk.clone();
        hasty["checked"].as_array_mut().unwrap().pop();
        let problem = clerk.post(&reviews, &hasty).await.refused(422, "letter-points-open");
        assert_eq!(problem["errors"][0]["pointer"], "#/checked");
        let silent = json!({ "reviewer": "documents", "outcome": "discrepant" });
        clerk.post(&reviews, &silent).await.refused(422, "letter-no-discrepancy-named");
        let wanting = json!({
            "reviewer": "documents", "outcome": "discrepant", "checked": [{ "point": "amount", "holds": false }],
            "discrepancies": ["Amount to be CNY 4,200.00, shipment in 70 days"],
        });
        clerk.post(&reviews, &wanting).await.fine();
        let kept = sales.get(&path).await.fine();
        assert_eq!(
            (&kept["letters"][0]["standing"], &kept["letters"][0]["failing"]),
            (&json!("discrepant"), &json!(["amount"]))
        );

        // The amendment voids both reviews; who reviews what stood before it is told.
        let seen = sales.get(&path).await.headers["etag"].to_str().unwrap().to_owned();
        let amendments = format!("{path}/{letter}/amendments");
        let mut amended =
            json!({ "terms": terms("4200.00", later, end), "note": "Amendment 1", "received_on": "2026-01-01" });
        clerk.post(&amendments, &amended).await.refused(422, "letter-amended-before");
        amended["received_on"] = Value::Null;
        clerk.post(&amendments, &amended).await.fine();
        let kept = sales.get(&path).await.fine();
        let it = &kept["letters"][0];
        assert_eq!((&it["standing"], &it["waits_for"]), (&json!("waits"), &json!(["salesperson", "documents"])));
        let changed: Vec<_> =
            it["versions"][1]["changed"].as_array().unwrap().iter().map(|one| &one["what"]["en"]).collect();
        assert_eq!(changed, ["Amount", "Expiry", "Latest shipment"]);
        assert_eq!(codes(&kept), Vec::<String>::new());
        let request = sales.request(Method::POST, &reviews).header("If-Match", seen).json(&of_sales);
        let problem = got(request).await.refused(409, "store-conflict");
        assert_eq!(problem["since"][0]["event"]["kind"], "letter_amended");

        // A manager may be either of the two, but not both.
        manager.post(&reviews, &of_sales).await.fine();
        let problem = manager.post(&reviews, &of_clerk).await.refused(422, "letter-same-person");
        assert_eq!(problem["errors"][0]["pointer"], "#/reviewer");
        sales.post(&reviews, &of_sales).await.refused(422, "letter-already-reviewed");
        clerk.post(&reviews, &of_clerk).await.fine();
        let kept = sales.get(&path).await.fine();
        assert_eq!((&kept["letters"][0]["standing"], &kept["accepted"]), (&json!("accepted"), &json!(true)));
        let unknown = format!("{path}/{}/reviews", order.id);
        clerk.post(&unknown, &of_clerk).await.refused(404, "refusal-no-such-letter");
    });
}

#[test]
fn a_credit_is_entered_reviewed_and_amended_on_the_screen() {
    on_both(|company| async {
        let order = entered(&company).await;
        let served = common::Served::on(company).await;
        let clerk = served.company.hire("李单证", "li", Role::Member, &["documents"]).await;
        let (boss, clerk) = (served.administrator().await, served.browser(&clerk).await);
        let path = format!("/orders/{}/letters", order.id);
        let blank = clerk.get(&path).await;
        assert!(blank.fine().contains("还没有收到信用证") && blank.text().contains("登记信用证"));
        let form = clerk.get(&format!("{path}/new")).await;
        let version = form.between("name=\"version\" value=\"", "\"").remove(0);
        let (shipment, expiry) = (in_days(&served.company, 70).to_string(), in_days(&served.company, 90).to_string());
        let today = in_days(&served.company, 0).to_string();
        let fields = |amount: &'static str, expiry: &str| {
            let fields = [
                ("version", version.as_str()),
                ("number", "LC-088"),
                ("bank", "Deutsche Bank"),
                ("received", &today),
                ("amount", amount),
                ("amount-currency", "CNY"),
                ("tolerance", "±5%"),
                ("latest_shipment", &shipment),
                ("expiry", expiry),
                ("presentation_days", "21"),
                ("usance_days", ""),
                ("partial_shipments", "yes"),
                ("transhipment", "no"),
                ("beneficiary", "Yuanshan Trading Co."),
            ];
            fields.map(|(name, value)| (name, value.to_owned()))
        };
        let send = async |to: &str, fields: [(&str, String); 14]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            clerk.post(to, &fields).await
        };
        for (amount, expiry, words) in
            [("", expiry.as_str(), "请填信用证金额"), ("0", &expiry, "金额要大于零"), ("3000", "", "请填到期日")]
        {
            let refused = send(&path, fields(amount, expiry)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                refused.text().contains(words) && refused.text().contains("Yuanshan Trading Co."),
                "{}",
                refused.text()
            );
        }
        assert_eq!(send(&path, fields("3,000", &expiry)).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&path).await;
        for words in [
            "LC-088",
            "3,000.00 CNY",
            "±5%",
            "剩 90 天",
            "等业务员、单证员审证",
            "最多可支取 3,150.00 CNY，这一单要收 4,200.00 CNY",
            "李单证",
        ] {
            assert!(page.fine().contains(words), "{words}: {}", page.text());
        }

        let letter = page.between("id=\"letter-", "\"").remove(0);
        let review = |reviewer: &str| format!("{path}/{letter}/review/{reviewer}");
        assert_eq!(clerk.get(&review("salesperson")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(clerk.get(&review("nobody")).await.status, StatusCode::NOT_FOUND);
        let form = clerk.get(&review("documents")).await;
        let seen = form.between("name=\"version\" value=\"", "\"").remove(0);
        assert!(form.fine().contains("所需单据") && form.text().contains("这一单要收 4,200.00 CNY"), "{}", form.text());
        let hasty = clerk.post(&review("documents"), &[("outcome", "accepted"), ("point-amount", "yes")]).await;
        assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(hasty.text().contains("还没有核对或不相符的项目") || hasty.text().contains("还有没核对或不相符的项目"));
        assert!(hasty.text().contains("name=\"point-amount\" value=\"yes\" checked"), "{}", hasty.text());
        let found =
            [("outcome", "discrepant"), ("point-amount", "no"), ("discrepancies", "金额改为 4,200\r\n受益人地址补全")];
        assert_eq!(clerk.post(&review("documents"), &found).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&path).await;
        for words in ["有不符点", "金额与币种：不符", "受益人地址补全", "请业务员联系客人改证"]
        {
            assert!(page.fine().contains(words), "{words}: {}", page.text());
        }

        let amend = format!("{path}/{letter}/amend");
        let same = clerk.get(&amend).await;
        assert!(same.fine().contains("value=\"3000.00\""), "{}", same.text());
        let mut nothing = fields("3000", &expiry);
        nothing[0].1 = same.between("name=\"version\" value=\"", "\"").remove(0);
        let refused = send(&amend, nothing.clone()).await;
        assert!(refused.text().contains("和上一版完全一样"), "{}", refused.text());
        nothing[4].1 = "4200".into();
        assert_eq!(send(&amend, nothing).await.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&path).await;
        assert!(page.fine().contains("<del>3,000.00 CNY</del> → <ins>4,200.00 CNY</ins>"), "{}", page.text());

        // Whoever began before the amendment is told of it, and loses nothing.
        let mut of_clerk: Vec<(String, &str)> =
            letter::Point::ALL.iter().map(|point| (format!("point-{}", point.key()), "yes")).collect();
        of_clerk.push(("outcome".into(), "accepted"));
        let post = async |version: &str| {
            let fields = of_clerk.iter().map(|(name, value)| (name.as_str(), *value)).chain([("version", version)]);
            clerk.post(&review("documents"), &fields.collect::<Vec<_>>()).await
        };
        let conflict = post(&seen).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.text().contains("信用证刚有改证") && conflict.text().contains("value=\"yes\" checked"));
        assert_eq!(
            post(&conflict.between("name=\"version\" value=\"", "\"").remove(0)).await.status,
            StatusCode::SEE_OTHER
        );
        let mut of_sales = of_clerk.clone();
        of_sales.retain(|(name, _)| name != "point-validity");
        let of_sales: Vec<(&str, &str)> = of_sales.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(boss.post(&review("salesperson"), &of_sales).await.status, StatusCode::SEE_OTHER);
        assert!(boss.get(&path).await.fine().contains("信用证都已审核通过"));
        assert!(boss.get(&review("documents")).await.fine().contains("您已作为业务员审过"));
    });
}
