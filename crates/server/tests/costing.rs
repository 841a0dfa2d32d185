//! Costs of an order (S1, S2): the sheet, its versions, and what it came to, as programs and people work with them.

mod common;
mod serving;

use std::collections::BTreeMap;

use reqwest::{
    Method,
    header::{ACCEPT_LANGUAGE, HeaderMap},
};
use serde_json::{Value, json};
use serving::{Program, Served, got};
use yidan_domain::{
    Currency,
    access::Role,
    order::{Order, Subject, command::Command},
};
use yidan_store::orders::{self, Draft};
use yidan_testing::{Company, on_both};

/// 480 flanges sold at 12.50 dollars.
async fn sold_in_dollars(company: &Company) -> Order {
    let mut draft: Draft = company.draft("made-to-order", 60);
    draft.header.currency = Currency::USD;
    company.enter(draft).await.order
}

/// A trader's sheet (S1): bought with VAT, sold CIF in dollars with a commission.
fn trader(price: &str) -> Value {
    json!({
        "rate": "7.10", "quantity": { "amount": "480", "unit": "件" }, "price": price,
        "refund_percent": "13",
        "items": [
            { "kind": "goods", "name": "铸铁法兰", "spec": "宁波铸造厂", "basis": { "per_unit": "67.80" } },
            { "kind": "freight", "basis": { "total": "300" }, "currency": "USD" },
            { "kind": "insurance", "basis": { "percent_of_price": "0.5" }, "currency": "USD" },
            { "kind": "commission", "basis": { "percent_of_price": "3" }, "currency": "USD" },
            { "kind": "bank", "basis": { "total": "40" }, "currency": "USD" },
        ],
    })
}

/// Figures as `name amount`, so that a table of them can be read.
fn figures(figures: &Value) -> Vec<String> {
    let money = |name: &str| {
        let money = &figures[name];
        format!("{name} {} {}", money["amount"].as_str().unwrap(), money["currency"].as_str().unwrap())
    };
    let plain = |name: &str| format!("{name} {}", figures[name].as_str().unwrap());
    let mut told = vec![money("sales"), money("revenue")];
    for of in figures["costs"].as_array().unwrap() {
        told.push(format!("{} {}", of["kind"].as_str().unwrap(), of["amount"]["amount"].as_str().unwrap()));
    }
    told.extend(["cost", "tax_refund", "profit", "net_foreign"].map(money));
    told.extend(["cost_per_unit", "margin_percent", "exchange_cost"].map(plain));
    told
}

async fn version_of(program: &Program, path: &str) -> Value {
    program.get(path).await.fine()["version"].clone()
}

#[test]
fn a_trader_reckons_an_export_version_after_version() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let program = served.administrator().await;
        let order = sold_in_dollars(&served.company).await;
        let path = format!("/orders/{}/costs", order.id);
        let empty = program.get(&path).await.fine();
        assert_eq!((&empty["sheet"], empty["versions"].as_array().map(Vec::len)), (&Value::Null, Some(0)));

        let kept = program.put(&path, &trader("12.50")).await;
        assert_eq!(kept.headers["etag"], "\"2\"");
        assert_eq!(kept.fine()["happened"], json!([{ "kind": "costs_estimated", "version": 1 }]));
        let costs = program.get(&path).await.fine();
        // Bought for 480 × 67.80 = 32,544.00, of which 28,800.00 without VAT; in dollars go 300 + 30 + 180 + 40 = 550.
        assert_eq!(
            figures(&costs["figures"]),
            [
                "sales 6000.00 USD",
                "revenue 42600.00 CNY",
                "goods 32544.00",
                "freight 2130.00",
                "insurance 213.00",
                "commission 1278.00",
                "bank 284.00",
                "cost 36449.00 CNY",
                "tax_refund 3744.00 CNY",
                "profit 9895.00 CNY",
                "net_foreign 5450.00 USD",
                "cost_per_unit 75.9354",
                "margin_percent 23.23",
                "exchange_cost 5.2844",
            ]
        );
        assert_eq!((&costs["sheet"]["base"], &costs["sheet"]["currency"]), (&json!("CNY"), &json!("USD")));
        let unchanged = program.put(&path, &costs["sheet"]).await;
        unchanged.refused(422, "refusal-nothing-changed");

        program.put(&path, &trader("12.00")).await.fine();
        let mut packed = trader("12.00");
        let packing = json!({ "kind": "packing", "basis": { "total": "260.50" } });
        packed["items"].as_array_mut().unwrap().push(packing);
        program.put(&path, &packed).await.fine();
        let mut unpriced = packed.clone();
        unpriced["price"] = Value::Null;
        program.put(&path, &unpriced).await.fine();
        let lacking = program.get(&path).await.fine();
        assert_eq!((&lacking["figures"], &lacking["lacking"]["code"]), (&Value::Null, &json!("costing-lack-price")));
        assert_eq!(lacking["versions"].as_array().unwrap().len(), 4);

        let side_by_side = program.get(&format!("{path}/versions")).await.fine();
        let numbers: Vec<_> = side_by_side["versions"].as_array().unwrap().iter().map(|v| &v["version"]).collect();
        assert_eq!(numbers, [2, 3, 4], "the newest three");
        let row = |answer: &Value, line: &str, kind: Value| {
            let rows = answer["rows"].as_array().unwrap().clone();
            let row = rows.into_iter().find(|row| row["line"] == line && row["kind"] == kind).unwrap();
            row["cells"].clone()
        };
        assert_eq!(
            row(&side_by_side, "cost", json!("packing")),
            json!([{ "value": "0.00", "difference": null }, { "value": "260.50", "difference": "260.50" }, null])
        );
        let all = program.get(&format!("{path}/versions?last=20")).await.fine();
        // Half a dollar less apiece is 240 dollars or 1,704.00; percentages of the sale give back 3.5 % of it.
        assert_eq!(row(&all, "profit", Value::Null)[1], json!({ "value": "8250.64", "difference": "-1644.36" }));
        assert_eq!(row(&all, "price", Value::Null)[3], Value::Null);
        program.get(&format!("{path}/versions?last=21")).await.refused(422, "api-out-of-range");

        let stale = program.request(Method::PUT, &path).header("If-Match", "\"2\"").json(&trader("13"));
        got(stale).await.refused(409, "store-conflict");
    });
}

#[test]
fn a_garment_is_reckoned_from_fabric_to_freight() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let program = served.administrator().await;
        let order = sold_in_dollars(&served.company).await;
        let path = format!("/orders/{}/costs", order.id);
        let item = |kind: &str, basis: Value| json!({ "kind": kind, "basis": basis });
        let fabric = json!({
            "kind": "fabric", "name": "珠地布",
            "basis": { "weighed": { "metres_per_piece": "0.72", "wastage_percent": "5", "price_per_kg": "38.50" } },
            "fabric": { "composition": "100% 棉", "yarn": "32S", "weight_gsm": "220", "width_cm": "175" },
        });
        let thread = json!({ "per_piece": "130", "unit": "m", "wastage_percent": "5", "price": "0.0018" });
        let sheet = json!({
            "rate": "7.10", "quantity": { "amount": "3000", "unit": "件" }, "price": "4.20", "refund_percent": "13",
            "note": "样衣确认后第一次核价",
            "items": [
                fabric,
                item("trims", json!({ "per_unit": "3.20" })),
                item("trims", json!({ "consumption": thread })),
                item("processing", json!({ "per_unit": "6.50" })),
                item("print_embroidery", json!({ "per_unit": "1.10" })),
                item("washing", json!({ "per_unit": "0.80" })),
                item("packing", json!({ "per_unit": "0.60" })),
                item("freight", json!({ "total": "1850" })),
                item("documents", json!({ "total": "650" })),
            ],
        });
        program.put(&path, &sheet).await.fine();
        let costs = program.get(&path).await.fine();
        // Fabric: 0.72 m × 0.385 kg × 1.05 × 38.50 × 3,000. Refunded: 63,454.53 of fabric, trims and making ÷ 1.13 × 13 %.
        assert_eq!(
            figures(&costs["figures"]),
            [
                "sales 12600.00 USD",
                "revenue 89460.00 CNY",
                "fabric 33617.43",
                "trims 10337.10",
                "processing 19500.00",
                "print_embroidery 3300.00",
                "washing 2400.00",
                "packing 1800.00",
                "freight 1850.00",
                "documents 650.00",
                "cost 73454.53 CNY",
                "tax_refund 7300.08 CNY",
                "profit 23305.55 CNY",
                "net_foreign 12600.00 USD",
                "cost_per_unit 24.4848",
                "margin_percent 26.05",
                "exchange_cost 5.2504",
            ]
        );
        assert_eq!(costs["versions"][0]["note"], "样衣确认后第一次核价");
        assert_eq!(costs["sheet"]["items"][0]["fabric"]["yarn"], "32S");
    });
}

#[test]
fn what_is_spent_stands_against_the_estimate_and_a_mistake_is_taken_back() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let program = served.administrator().await;
        let order = sold_in_dollars(&served.company).await;
        let path = format!("/orders/{}/costs", order.id);
        let entries = format!("{path}/entries");
        let yuan = |kind: &str, amount: &str| json!({ "kind": kind, "amount": { "amount": amount, "currency": "CNY" }, "day": "2026-01-15", "document": "INV-204" });
        program.post(&entries, &yuan("goods", "32800")).await.refused(422, "refusal-no-cost-sheet");
        program.put(&path, &trader("12.50")).await.fine();
        let twice = || {
            program.request(Method::POST, &entries).header("Idempotency-Key", "goods-1").json(&yuan("goods", "32800"))
        };
        let first = got(twice()).await.fine();
        assert_eq!((got(twice()).await.fine(), &first["happened"][0]["kind"]), (first.clone(), &json!("cost_entered")));
        program.post(&entries, &yuan("freight", "2000")).await.fine();

        let reverse = |number: usize| format!("{entries}/{number}/reverse");
        program.post(&reverse(2), &json!({ "reason": "记到别的单上了" })).await.fine();
        program.post(&reverse(2), &json!({ "reason": "再来一次" })).await.refused(422, "costing-entry-not-reversible");
        program.post(&reverse(9), &json!({ "reason": "没有这笔" })).await.refused(404, "costing-entry-not-there");
        let blank = program.post(&reverse(1), &json!({ "reason": " " })).await.refused(422, "refusal-reason-missing");
        assert_eq!(blank["errors"][0]["pointer"], "#/reason");

        let mut in_dollars = yuan("freight", "300");
        in_dollars["amount"]["currency"] = "USD".into();
        let mut to_come = yuan("freight", "300");
        to_come["day"] = "2199-01-01".into();
        for (wrong, code, pointer) in [
            (yuan("goods", "0"), "costing-entry-zero", "#/amount/amount"),
            (yuan("goods", "0.001"), "costs-not-exact", "#/amount/amount"),
            (in_dollars, "costing-entry-other-currency", "#/amount/currency"),
            (to_come, "refusal-day-in-the-future", "#/day"),
            (yuan("tea", "3"), "api-not-one-of", "#/kind"),
        ] {
            let refused = program.post(&entries, &wrong).await.refused(422, code);
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused:#}");
        }

        let costs = program.get(&path).await.fine();
        let told: Vec<_> = costs["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                (entry["amount"]["amount"].as_str().unwrap(), entry["reverses"].as_u64(), entry["reversed_by"].as_u64())
            })
            .collect();
        assert_eq!(told, [("32800.00", None, None), ("2000.00", None, Some(3)), ("-2000.00", Some(2), None)]);
        let held = |held: &Value| {
            let money = |name: &str| held[name]["amount"].as_str().unwrap().to_owned();
            let percent = held["difference_percent"].as_str().unwrap_or("none");
            format!("{} {} {} {percent}", money("estimated"), money("actual"), money("difference"))
        };
        let outcome = &costs["outcome"];
        assert_eq!(held(&outcome["costs"][0]), "32544.00 32800.00 256.00 0.79");
        assert_eq!(held(&outcome["costs"][1]), "2130.00 0.00 -2130.00 -100.00");
        assert_eq!(held(&outcome["cost"]), "36449.00 32800.00 -3649.00 -10.01");
        assert_eq!(held(&outcome["profit"]), "9895.00 13544.00 3649.00 36.88");

        let mut in_euro = trader("12.50");
        in_euro["base"] = "EUR".into();
        let refused = program.put(&path, &in_euro).await.refused(422, "costing-entry-other-currency");
        assert_eq!(refused["errors"][0]["pointer"], "#/base", "what was spent is in yuan");
    });
}

#[test]
fn what_is_wrong_is_told_at_its_place_and_nothing_is_kept() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let program = served.administrator().await;
        let order = sold_in_dollars(&served.company).await;
        let path = format!("/orders/{}/costs", order.id);
        type Change = fn(&mut Value);
        let cases: [(Change, &str, &str, &str, &str); 7] = [
            (
                |s| s["refund_percent"] = "14".into(),
                "costing-refund-out-of-range",
                "#/refund_percent",
                "退税率",
                "refund rate",
            ),
            (
                |s| s["quantity"]["amount"] = "0".into(),
                "costing-quantity-not-positive",
                "#/quantity/amount",
                "数量",
                "quantity",
            ),
            (|s| s["rate"] = "0".into(), "costing-rate-not-positive", "#/rate", "汇率", "exchange rate"),
            (
                |s| s["items"][1]["basis"]["total"] = "-300".into(),
                "costing-item-negative",
                "#/items/1",
                "第 2 行“运费”",
                "Line 2 “Freight”",
            ),
            (
                |s| s["items"][3]["basis"]["percent_of_price"] = "101".into(),
                "costing-item-percent-out-of-range",
                "#/items/3/basis",
                "“佣金”",
                "“Commission”",
            ),
            (
                |s| s["items"][4]["currency"] = "EUR".into(),
                "costing-item-other-currency",
                "#/items/4/currency",
                "EUR",
                "EUR",
            ),
            (|s| s["items"][0]["basis"]["per_unit"] = json!(67.8), "api-not-text", "#/items/0/basis/per_unit", "", ""),
        ];
        for (change, code, pointer, zh, en) in cases {
            let mut sheet = trader("12.50");
            change(&mut sheet);
            for (lang, words) in [("zh", zh), ("en", en)] {
                let spoken = HeaderMap::from_iter([(ACCEPT_LANGUAGE, lang.parse().unwrap())]);
                let sent = program.request(Method::PUT, &path).headers(spoken).json(&sheet);
                let refused = got(sent).await.refused(422, code);
                assert_eq!(refused["errors"][0]["pointer"], pointer);
                assert!(refused["detail"].as_str().unwrap().contains(words), "{refused:#}");
            }
        }
        assert_eq!(version_of(&program, &format!("/orders/{}", order.id)).await, 1, "nothing is kept");

        let (_, warehouse) = served.hired("wang", Role::Member, &["warehouse"]).await;
        let spent = json!({ "kind": "goods", "amount": { "amount": "1", "currency": "CNY" } });
        warehouse.get(&path).await.refused(403, "refusal-needs-costing");
        warehouse.get(&format!("{path}/versions")).await.refused(403, "refusal-needs-costing");
        warehouse.put(&path, &trader("12.50")).await.refused(403, "refusal-needs-costing");
        warehouse.post(&format!("{path}/entries"), &spent).await.refused(403, "refusal-needs-costing");
        let told = |history: &Value| history["events"].as_array().unwrap().len();
        let history = format!("/orders/{}/history", order.id);
        let (_, buyer) = served.hired("sun", Role::Member, &["purchasing"]).await;
        buyer.put(&path, &trader("12.50")).await.fine();
        assert_eq!(told(&buyer.get(&history).await.fine()), 2);
        assert_eq!(told(&warehouse.get(&history).await.fine()), 1, "the history does not tell either");
        let start = format!("/orders/{}/steps/receive/start", order.id);
        program.post(&start, &json!({})).await.fine();
        let late = warehouse.request(Method::POST, &start).header("If-Match", "\"1\"").json(&json!({}));
        let conflict = got(late).await.refused(409, "store-conflict");
        let since: Vec<_> = conflict["since"].as_array().unwrap().iter().map(|told| &told["event"]["kind"]).collect();
        assert_eq!(since, ["started"], "nor does what has happened since");
    });
}

/// A process whose first step is signed by the head of sales, and by the general manager for a commission.
fn reviewed() -> yidan_domain::process::Process {
    let source = include_str!("../../../processes/made-to-order.toml").replace("\"made-to-order\"", "\"reviewed\"");
    let links = r#"due = "1 workday after order"

  [[steps.approvals]]
  key = "head"
  name = { zh = "部门经理", en = "Head of sales" }
  by = "head-of-sales"

  [[steps.approvals]]
  key = "boss"
  name = { zh = "总经理", en = "General manager" }
  by = "general-manager"
  when = "cost.commission"
"#;
    let source = source.replacen("due = \"1 workday after order\"\n", links, 1);
    yidan_domain::process::load(&source, "reviewed.toml").unwrap()
}

#[test]
fn the_review_shows_who_has_signed_and_who_is_still_to_sign() {
    on_both(async |company| {
        let served = common::Served::on(company).await;
        let company = &served.company;
        let (actor, process) = (company.actor(), reviewed());
        let added = company.store.write(move |tx| yidan_store::company::add_process(tx, &actor, &process));
        added.await.unwrap();
        let mut draft = company.draft("reviewed", 60);
        draft.header.currency = Currency::USD;
        let order = company.enter(draft).await.order;
        let browser = served.administrator().await;
        let path = format!("/orders/{}/costs", order.id);
        browser.post(&path, &typed("1", "67.80", "")).await;
        let review = format!("{path}/review");
        assert!(browser.get(&review).await.fine().contains("符合条件时才要"));

        let manager = company.hire("周经理", "zhou", Role::Manager, &["sales"]).await;
        let (step, head) = (yidan_domain::StepKey::from("receive"), yidan_testing::acting(&manager));
        let deeds = [
            (company.actor(), Command::Finish { step: step.clone(), at: None, answers: BTreeMap::new() }),
            (head, Command::Sign { on: Subject::Step(step), comment: "利润可以".into() }),
        ];
        for (actor, command) in deeds {
            let id = order.id;
            company.store.write(move |tx| orders::act(tx, &actor, id, None, command.clone()).map(drop)).await.unwrap();
        }
        let signed = browser.get(&review).await;
        for words in ["周经理", "利润可以", "总经理"] {
            assert!(signed.fine().contains(words), "{words}");
        }
        assert!(!signed.text().contains("符合条件时才要"), "it applies: there is a commission");
    });
}

/// The fields of the form for the trader's sheet; `cost` is the price of the goods.
fn typed<'a>(version: &'a str, cost: &'a str, wastage: &'a str) -> Vec<(&'a str, &'a str)> {
    let row = |kind, basis, currency, amount, wastage| {
        [
            ("kind", kind),
            ("basis", basis),
            ("currency", currency),
            ("amount", amount),
            ("wastage", wastage),
            ("per-piece", ""),
        ]
    };
    let mut fields = vec![
        ("version", version),
        ("currency", "USD"),
        ("rate", "７.10"),
        ("quantity", "480"),
        ("quantity-unit", "件"),
        ("price", "12.50"),
        ("vat", "13"),
        ("refund", "13%"),
        ("note", ""),
    ];
    let rows = [
        row("goods", "per_unit", "base", cost, ""),
        row("freight", "total", "sale", "300", ""),
        row("insurance", "percent", "sale", "0.5%", ""),
        row("commission", "percent", "sale", "3", ""),
        row("bank", "total", "sale", "40", wastage),
        row("other", "total", "base", "", ""),
    ];
    for (part, value) in rows.into_iter().flatten() {
        let name = match part {
            "kind" => "item-kind",
            "basis" => "item-basis",
            "currency" => "item-currency",
            "amount" => "item-amount",
            "wastage" => "item-wastage",
            _ => "item-per-piece",
        };
        fields.push((name, value));
    }
    fields
}

#[test]
fn people_fill_in_the_sheet_compare_and_print_it() {
    on_both(async |company| {
        let served = common::Served::on(company).await;
        let browser = served.administrator().await;
        let order = sold_in_dollars(&served.company).await;
        let path = format!("/orders/{}/costs", order.id);

        let begun = browser.get(&format!("{path}?start=garment")).await;
        assert!(begun.fine().contains("value=\"weighed\" selected") && begun.text().contains("value=\"480\""));
        let preview = browser.post_in_place(&format!("{path}/preview"), &typed("1", "67.80", "")).await;
        assert!(
            preview.fine().contains("9,895.00 CNY") && preview.text().contains("5.2844 CNY/USD"),
            "{}",
            preview.text()
        );
        let unreadable = browser.post_in_place(&format!("{path}/preview"), &typed("1", "六十八", "")).await;
        assert!(!unreadable.fine().contains("CNY/USD"));

        let wrong = browser.post(&path, &typed("1", "-67.80", "")).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("href=\"#item-1-amount\"") && wrong.text().contains("id=\"item-1-amount\""));
        let wrong = browser.post(&path, &typed("1", "六十八", "")).await;
        assert!(wrong.status == 422 && wrong.text().contains("id=\"item-1-amount-fault\""));

        let kept = browser.post(&path, &typed("1", "67.80", "")).await;
        assert_eq!((kept.status.as_u16(), kept.headers["location"].to_str().unwrap()), (303, path.as_str()));
        let page = browser.get(&path).await;
        assert!(page.fine().contains("23.23%") && page.text().contains("第 1 版"));
        let stale = browser.post(&path, &typed("1", "66.00", "")).await;
        assert!(stale.status == 409 && stale.text().contains("value=\"66.00\""), "what was typed stays");
        browser.post(&path, &typed("2", "66.00", "")).await;
        let versions = browser.get(&format!("{path}/versions")).await;
        assert!(versions.fine().contains("第 2 版") && versions.text().contains("减 -864.00"), "{}", versions.text());

        let actual = format!("{path}/actual");
        let entry =
            [("version", "3"), ("kind", "goods"), ("amount", "32,000"), ("day", "2026-01-15"), ("document", "INV-9")];
        assert_eq!(browser.post(&actual, &entry).await.status, 303);
        let wrong = browser.post(&actual, &[("kind", "goods"), ("amount", "0"), ("day", "")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("id=\"amount-fault\""));
        let shown = browser.get(&actual).await;
        assert!(shown.fine().contains("32,000.00") && shown.text().contains("+320.00"), "{}", shown.text());
        let reverse = format!("{actual}/1/reverse");
        assert_eq!(browser.post(&reverse, &[("version", "4"), ("reason", "")]).await.status, 422);
        assert_eq!(browser.post(&reverse, &[("version", "4"), ("reason", "重复")]).await.status, 303);
        assert!(browser.get(&actual).await.fine().contains("已由第 2 笔冲销"));

        let review = browser.get(&format!("{path}/review")).await;
        for words in ["出口合同审核表", "Nordwind GmbH", "1 USD = 7.1 CNY", "佣金", "30%", "FOB NINGBO"] {
            assert!(review.fine().contains(words), "{words}");
        }
        let book = browser.get(&format!("{path}/export.xlsx")).await;
        assert!(book.status.is_success());
        let sheets = yidan_documents::sheet::read("costs.xlsx", &book.bytes).unwrap();
        let is_error = |cell: &yidan_documents::Cell| matches!(cell, yidan_documents::Cell::Error(_));
        assert!(
            sheets.len() == 3
                && sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten()).all(|cell| !is_error(cell))
        );

        let wang = served.company.hire("王强", "wang", Role::Member, &["warehouse"]).await;
        let warehouse = served.browser(&wang).await;
        for page in ["", "/versions", "/actual", "/review", "/export.xlsx"] {
            assert_eq!(warehouse.get(&format!("{path}{page}")).await.status, 403, "{page}");
        }
        let order_page = warehouse.get(&format!("/orders/{}", order.id)).await;
        assert!(!order_page.fine().contains(&format!("{path}\"")), "no tab leads there");
        assert!(!order_page.text().contains("32,000.00"), "nor does the history tell");
    });
}
