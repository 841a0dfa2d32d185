//! What customers owe, told through the API (S6), on both databases and in both languages.

mod serving;

use reqwest::{
    Method,
    header::{self, HeaderMap, HeaderValue},
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use serving::{Got, Program, Served, got};
use yidan_domain::access::Role;
use yidan_testing::on_both;

fn usd(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "USD" })
}

fn cny(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "CNY" })
}

fn id(body: &Value) -> String {
    body["id"].as_str().unwrap().to_owned()
}

async fn in_chinese(program: &Program, path: &str, body: &Value) -> Got {
    let chinese = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static("zh"))]);
    got(program.request(Method::POST, path).headers(chinese).json(body)).await
}

async fn imports(program: &Program, path: &str, name: &str, bytes: &[u8]) -> Value {
    let part = Part::bytes(bytes.to_vec()).file_name(name.to_owned());
    got(program.request(Method::POST, path).multipart(Form::new().part("file", part))).await.fine()
}

async fn states(program: &Program, invoice: &str) -> Vec<(String, String)> {
    let invoice = program.get(&format!("/invoices/{invoice}")).await.fine();
    let part = |part: &Value| {
        (part["state"].as_str().unwrap().to_owned(), part["open"]["amount"].as_str().unwrap().to_owned())
    };
    invoice["instalments"].as_array().unwrap().iter().map(part).collect()
}

#[test]
fn an_invoice_from_deposit_to_the_last_cent() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let (_, clerk) = served.hired("zhou", Role::Member, &["finance"]).await;
        let (_, seller) = served.hired("chen", Role::Member, &["sales"]).await;
        let (_, maker) = served.hired("sun", Role::Member, &["production"]).await;
        let boss = served.administrator().await;
        let customer = served.company.customer.id;
        let mut bill = json!({
            "number": "INV-1", "customer": customer, "issued": "2025-03-01", "amount": usd("10000.00"), "rate": "7.10",
            "instalments": [
                { "amount": usd("3000.00"), "due": "2025-03-01", "what": "deposit" },
                { "amount": usd("7000.00"), "due": "2999-04-30", "what": "尾款" },
            ],
        });
        seller.post("/invoices", &bill).await.refused(403, "refusal-needs-finance");
        maker.get("/receivables").await.refused(403, "refusal-needs-finance");
        let issued = clerk.post("/invoices", &bill).await;
        assert_eq!(issued.headers["etag"], "\"1\"");
        let invoice = id(&issued.fine());
        clerk.post("/invoices", &bill).await.refused(422, "invoice-number-taken");
        bill["instalments"][1]["amount"] = usd("6999.99");
        bill["number"] = "INV-2".into();
        let said = in_chinese(&clerk, "/invoices", &bill).await.refused(422, "invoice-sum-differs");
        assert!(said["detail"].as_str().unwrap().contains("9,999.99"), "{said:#}");
        bill["instalments"][1]["amount"] = usd("6999.999");
        let said = clerk.post("/invoices", &bill).await.refused(422, "import-too-precise");
        assert_eq!(said["errors"][0]["pointer"], "#/instalments/1/amount/amount");
        assert_eq!(
            states(&clerk, &invoice).await,
            [("overdue".into(), "3000.00".into()), ("due-later".into(), "7000.00".into())]
        );

        // The deposit comes without the banks' charges; whose it is has to be said.
        let slip = json!({
            "received_on": "2025-03-05", "amount": usd("2985.00"), "fee": usd("15.00"), "payer": "NORDWIND GMBH",
            "reference": "B1", "remark": "deposit INV-1", "rate": "7.05",
        });
        let receipt = id(&clerk.post("/receipts", &slip).await.fine());
        let pays = |settles: &str| json!({ "invoice": invoice, "instalment": 1, "settles": usd(settles), "day": "2025-03-05" });
        let allocate = format!("/receipts/{receipt}/allocations");
        let said = in_chinese(&clerk, &allocate, &pays("2985.00")).await.refused(422, "entry-other-customer");
        assert!(said["detail"].as_str().unwrap().contains("认领"), "{said:#}");
        let proposed = clerk.get(&format!("/receipts/{receipt}/proposals")).await.fine();
        assert_eq!(proposed["matches"][0]["customer"]["id"], json!(customer));
        assert_eq!(proposed["allocations"][0]["settles"], usd("2985.00"));
        let unclaimed = clerk.get("/receipts?show=unclaimed").await.fine();
        assert_eq!((&unclaimed["total"], &unclaimed["receipts"][0]["payer"]), (&json!(1), &json!("NORDWIND GMBH")));
        assert_eq!(seller.get("/receipts").await.fine()["total"], 0);
        clerk.put(&format!("/receipts/{receipt}/customer"), &json!({ "customer": customer })).await.fine();
        let once = clerk.request(Method::POST, &allocate).header("Idempotency-Key", "b1").json(&pays("2985.00"));
        let again = once.try_clone().unwrap();
        let first = got(once).await.fine();
        assert_eq!(got(again).await.fine(), first, "the same request is done once");
        clerk.post(&allocate, &pays("0.01")).await.refused(422, "entry-more-than-left");
        let fee = json!({ "instalment": 1, "amount": usd("15.00"), "reason": "bank-fee", "day": "2025-03-05" });
        clerk.post(&format!("/invoices/{invoice}/deductions"), &fee).await.fine();
        let wrong_day = json!({ "instalment": 2, "amount": usd("1.00"), "reason": "claim", "day": "2999-01-01" });
        clerk
            .post(&format!("/invoices/{invoice}/deductions"), &wrong_day)
            .await
            .refused(422, "refusal-day-in-the-future");
        assert_eq!(states(&clerk, &invoice).await[0], ("paid".into(), "0.00".into()));

        // More than is owed, and an entry that was wrong.
        let slip =
            json!({ "received_on": "2025-05-10", "amount": usd("7500.00"), "customer": customer, "reference": "B2" });
        let second = id(&clerk.post("/receipts", &slip).await.fine());
        let pays = |settles: &str| json!({ "invoice": invoice, "instalment": 2, "settles": usd(settles) });
        let allocate = format!("/receipts/{second}/allocations");
        let entry = id(&clerk.post(&allocate, &pays("5000.00")).await.fine());
        assert_eq!(states(&clerk, &invoice).await[1], ("part-paid".into(), "2000.00".into()));
        let reverse = format!("/receivable-entries/{entry}/reversals");
        let reversed = clerk.post(&reverse, &json!({ "note": "记错了" })).await.fine();
        assert_eq!((&reversed["kind"], &reversed["reverses"]), (&json!("reversal"), &json!(entry)));
        clerk.post(&reverse, &json!({ "note": "again" })).await.refused(422, "entry-already-reversed");
        clerk.post(&reverse, &json!({ "note": "" })).await.refused(422, "api-empty");
        assert_eq!(states(&clerk, &invoice).await[1], ("due-later".into(), "7000.00".into()));
        clerk.post(&allocate, &pays("6990.00")).await.fine();
        let kept = clerk.get(&format!("/receipts/{second}")).await.fine();
        assert_eq!(kept["left"], usd("510.00"));
        clerk.post(&format!("/receipts/{second}/refunds"), &json!({ "amount": usd("510.00") })).await.fine();

        // The last 10.00 is given up by another person than who asked.
        let asked = json!({ "invoice": invoice, "instalment": 2, "amount": usd("10.00"), "reason": "短量争议" });
        let write_off = id(&clerk.post("/write-offs", &asked).await.fine());
        assert_eq!(clerk.get("/write-offs").await.fine()["write_offs"][0]["id"], json!(write_off));
        let decide = format!("/write-offs/{write_off}/decisions");
        let said =
            in_chinese(&clerk, &decide, &json!({ "approved": true })).await.refused(422, "write-off-own-request");
        assert!(said["detail"].as_str().unwrap().contains("另一位"), "{said:#}");
        assert_eq!(boss.post(&decide, &json!({ "approved": true })).await.fine()["approved"], true);
        boss.post(&decide, &json!({ "approved": false })).await.refused(422, "write-off-already-decided");
        assert_eq!(states(&clerk, &invoice).await, [("paid".into(), "0.00".into()), ("paid".into(), "0.00".into())]);

        let account = clerk.get(&format!("/statements?customer={customer}&from=2025-01-01&to=2999-01-01")).await.fine();
        assert_eq!(account["statements"][0]["closing"], usd("0.00"), "{account:#}");
        let backwards = format!("/statements?customer={customer}&from=2025-01-02&to=2025-01-01");
        clerk.get(&backwards).await.refused(422, "statement-backwards");
        clerk.get(&format!("/invoices/{receipt}")).await.refused(404, "store-not-found");
    });
}

#[test]
fn promises_and_reminders_are_kept_and_the_ladder_is_set() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let boss = served.administrator().await;
        let customer = served.company.customer.id;
        let bill = json!({ "number": "INV-1", "customer": customer, "issued": "2025-03-01", "amount": cny("500.00"),
            "instalments": [{ "amount": cny("500.00"), "due": "2025-03-31" }] });
        let invoice = id(&boss.post("/invoices", &bill).await.fine());
        let ladder = boss.get("/reminder-ladder").await.fine();
        assert_eq!(ladder["rungs"].as_array().unwrap().len(), 5);
        let rung = |days: i32| json!({ "days": days, "to": ["customer"], "tone": "firm", "name": { "zh": "催", "en": "Ask" } });
        let set = json!({ "rungs": [rung(5), rung(5)] });
        boss.put("/reminder-ladder", &set).await.refused(422, "ladder-same-day");
        let set = json!({ "rungs": [rung(1), rung(20)] });
        boss.put("/reminder-ladder", &set).await.fine();
        let calls = boss.get("/receivables/calls").await.fine();
        assert_eq!(
            (&calls["calls"][0]["due"][0]["remind"], &calls["calls"][0]["open"][0]),
            (&json!(20), &cny("500.00"))
        );
        let reminder = |days: i32| json!({ "invoice": invoice, "instalment": 1, "days": days, "to": "ap@example.com", "tone": "firm" });
        boss.post("/reminders", &reminder(19)).await.refused(422, "reminder-no-such-rung");
        boss.post("/reminders", &reminder(20)).await.fine();
        let calls = boss.get("/receivables/calls").await.fine();
        assert_eq!(calls["calls"][0]["due"][0]["remind"], Value::Null);
        assert_eq!(boss.get(&format!("/reminders?invoice={invoice}")).await.fine()["reminders"][0]["days"], 20);
        let promise = json!({ "customer": customer, "invoice": invoice, "day": "2999-01-01", "amount": cny("500.00") });
        boss.post("/payment-promises", &promise).await.fine();
        let promises = boss.get(&format!("/payment-promises?customer={customer}")).await.fine();
        assert_eq!(promises["promises"][0]["outcome"], "open");
        assert_eq!(boss.get("/cash-in").await.fine()["later"], json!([cny("500.00")]));
        let listed = boss.get("/receivables?state=overdue&text=inv-1").await.fine();
        assert_eq!((&listed["total"], &listed["receivables"][0]["promised"]), (&json!(1), &json!("2999-01-01")));
        assert_eq!(boss.get("/receivables/today").await.fine()["overdue"], json!([cny("500.00")]));
    });
}

#[test]
fn an_order_opens_what_is_owed_of_it() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let boss = served.administrator().await;
        let mut entered = served.flanges();
        entered["header"]["payment_terms"] = "30% T/T deposit, balance before shipment".into();
        let order = id(&boss.post("/orders", &entered).await.fine());
        let owed = format!("/orders/{order}/invoices");
        assert_eq!(boss.get(&owed).await.fine()["invoices"], json!([]));
        let opened = boss.post(&owed, &json!({})).await.fine();
        assert_eq!(opened["instalments"][0]["amount"], cny("1800.00"), "{opened:#}");
        assert_eq!(opened["instalments"][0]["what"], json!({ "zh": "预付", "en": "in advance" }));
        assert_eq!(opened["follows_order"], true);
        boss.post(&owed, &json!({})).await.refused(422, "receivable-open-already");
        boss.post(&owed, &json!({ "another": true, "number": "INV-9" })).await.fine();
        assert_eq!(boss.get(&owed).await.fine()["invoices"].as_array().unwrap().len(), 2);
        entered["header"]["payment_terms"] = "看情况".into();
        let vague = id(&boss.post("/orders", &entered).await.fine());
        let said = in_chinese(&boss, &format!("/orders/{vague}/invoices"), &json!({})).await;
        assert_eq!(said.status.as_u16(), 422);
    });
}

const BANK: &str = "\
某某银行 账户明细,,,,,
交易日期,借方金额,贷方金额,对方户名,附言,交易流水号
2025-03-05,,\"12,000.00\",Nordwind GmbH,INV-1,A001
2025-03-06,500.00,,电费,,A002
2025-03-07,,300.00,不认识的人,,A003
2025-03-08,,三百,不认识的人,,A004
";

#[test]
fn a_bank_file_is_looked_at_kept_and_known_again() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let (_, clerk) = served.hired("zhou", Role::Member, &["finance"]).await;
        let seen = imports(&clerk, "/bank-imports?dry_run=true", "三月.csv", BANK.as_bytes()).await;
        assert_eq!(seen["receipts"].as_array().unwrap().len(), 2, "{seen:#}");
        assert_eq!(clerk.get("/receipts").await.fine()["total"], 0);
        let kept = imports(&clerk, "/bank-imports", "三月.csv", BANK.as_bytes()).await;
        assert_eq!(kept["receipts"][0]["customer"], json!(served.company.customer.id));
        assert_eq!(kept["receipts"][1]["customer"], Value::Null);
        let codes =
            |list: &str| kept[list].as_array().unwrap().iter().map(|row| row["code"].clone()).collect::<Vec<_>>();
        assert_eq!(codes("refused"), ["import-not-a-number"]);
        assert_eq!(codes("skipped"), ["bank-outgoing"]);
        // The same file again, and a longer one that holds it.
        let longer = format!("{BANK}2025-03-09,,1.00,不认识的人,,A005\n");
        for (file, new, known) in [(BANK, 0, 2), (&longer, 1, 2)] {
            let again = imports(&clerk, "/bank-imports", "again.csv", file.as_bytes()).await;
            let count = |list: &str| again[list].as_array().unwrap().len();
            assert_eq!((count("receipts"), count("already_there")), (new, known), "{again:#}");
        }
        assert_eq!(clerk.get("/receipts").await.fine()["total"], 3);
        let (_, seller) = served.hired("chen", Role::Member, &["sales"]).await;
        let part = Form::new().part("file", Part::bytes(BANK.as_bytes().to_vec()).file_name("a.csv"));
        let refused = got(seller.request(Method::POST, "/bank-imports").multipart(part)).await;
        refused.refused(403, "refusal-needs-finance");
    });
}

/// Open invoices from a sheet, aged at five days; what they come to was worked out by `testdata/receivables/expected.py`.
#[test]
fn a_sheet_of_open_invoices_ages_as_it_should() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let boss = served.administrator().await;
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/receivables");
        let sheet = std::fs::read_to_string(format!("{folder}/open-invoices.csv")).unwrap();
        for line in sheet.lines().skip(1) {
            let [number, issued, due, currency, amount, paid_on, paid] =
                line.split(',').collect::<Vec<_>>().try_into().unwrap();
            let money = |amount: &str| json!({ "amount": amount, "currency": currency });
            let due = (!due.is_empty()).then_some(due);
            let bill = json!({
                "number": number, "customer": served.company.customer.id, "issued": issued, "amount": money(amount),
                "instalments": [{ "amount": money(amount), "due": due }],
            });
            let invoice = id(&boss.post("/invoices", &bill).await.fine());
            if !paid_on.is_empty() {
                let slip =
                    json!({ "received_on": paid_on, "amount": money(paid), "customer": served.company.customer.id });
                let receipt = id(&boss.post("/receipts", &slip).await.fine());
                let pays = json!({ "invoice": invoice, "instalment": 1, "settles": money(paid), "day": paid_on });
                boss.post(&format!("/receipts/{receipt}/allocations"), &pays).await.fine();
            }
        }
        let expected = std::fs::read_to_string(format!("{folder}/ageing.csv")).unwrap();
        let mut found = String::from("at,currency,not-due,1-30,31-60,61-90,over-90\n");
        for at in ["2025-01-31", "2025-03-02", "2025-04-15", "2025-06-30", "2025-12-31"] {
            let ageing = boss.get(&format!("/ageing?at={at}")).await.fine();
            for of in ageing["currencies"].as_array().unwrap() {
                let amounts =
                    of["buckets"].as_array().unwrap().iter().map(|it| it["amount"]["amount"].as_str().unwrap());
                let amounts: Vec<&str> = amounts.collect();
                found += &format!("{at},{},{}\n", of["currency"].as_str().unwrap(), amounts.join(","));
            }
            assert_eq!(ageing["customers"][0]["total"], ageing["currencies"][0]["total"]);
        }
        assert_eq!(found, expected);
    });
}
