//! The JSON API, as programs use it.

mod serving;

use reqwest::Method;
use serde_json::{Value, json};
use serving::{Program, Served, got};
use yidan_domain::access::Role;
use yidan_testing::{Company, on_both};

#[test]
fn an_order_is_entered_followed_to_its_end_and_found_in_lists() {
    on_both(|company| async {
        let served = Served::on(company).await;
        let program = served.administrator().await;
        let entered = program.post("/orders", &served.flanges()).await;
        assert_eq!(entered.headers["etag"], format!("\"{}\"", entered.body["version"]));
        let location = entered.headers["location"].to_str().unwrap().to_owned();
        let entered = entered.fine();
        let order = format!("/orders/{}", entered["id"].as_str().unwrap());
        assert_eq!(location, format!("/api/v1{order}"));
        let got_it = program.get(&order).await.fine();
        assert_eq!(got_it["total"], json!({ "amount": "6000.00", "currency": "CNY" }));
        assert_eq!(got_it["customer"]["name"], "Nordwind GmbH");
        finish_all(&program, &order).await;
        let done = program.get(&order).await.fine();
        assert_eq!(done["status"], "done", "{done:#}");
        let listed = program.get("/orders?state=done&text=法兰&sort=promised&descending=true").await.fine();
        assert_eq!((&listed["total"], &listed["orders"][0]["id"]), (&json!(1), &entered["id"]));
        let history = program.get(&format!("{order}/history?limit=1")).await.fine();
        assert_eq!(
            (&history["events"][0]["event"]["kind"], &history["events"][0]["via"]),
            (&json!("entered"), &json!("api"))
        );
        let before = format!("{order}?at={}", entered_at(&history));
        assert_eq!(program.get(&before).await.fine()["status"], "open");
        program.get(&format!("{order}?at=2001-01-01T00:00:00Z")).await.refused(404, "store-not-found");
    });
}

fn entered_at(history: &Value) -> &str {
    history["events"][0]["at"].as_str().unwrap()
}

/// Finishes whatever may be finished, answering each form plainly, until nothing is left.
async fn finish_all(program: &Program, order: &str) {
    loop {
        let state = program.get(order).await.fine();
        let may = |step: &&Value| step["may"].as_array().unwrap().contains(&json!("finish"));
        let Some(step) = state["steps"].as_array().unwrap().iter().find(may) else { return };
        let path = format!("{order}/steps/{}/finish", step["key"].as_str().unwrap());
        let process = state["process"]["key"].as_str().unwrap();
        let answers = answers(program, process, step["key"].as_str().unwrap()).await;
        program.post(&path, &json!({ "answers": answers })).await.fine();
    }
}

async fn answers(program: &Program, process: &str, step: &str) -> Value {
    let process = program.get(&format!("/processes/{process}")).await.fine();
    let steps = process["steps"].as_array().unwrap();
    let form = &steps.iter().find(|known| known["key"] == step).unwrap()["form"];
    let filled = form.as_array().unwrap().iter().map(|field| {
        let answer = match field["kind"].as_str().unwrap() {
            "yes_no" => json!(field["fact"] != "stock.short"),
            "number" => json!("12"),
            "money" => json!("6000.00"),
            "date" => json!("2099-12-20"),
            "choice" => field["options"][0]["key"].clone(),
            _ => json!("DHL 4412 8890 21"),
        };
        (field["key"].as_str().unwrap().to_owned(), answer)
    });
    Value::Object(filled.collect())
}

#[tokio::test]
async fn a_request_sent_again_under_its_key_is_done_once() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let send = async |key: &str, body: &Value| {
        got(program.request(Method::POST, "/orders").header("Idempotency-Key", key).json(body)).await
    };
    let first = send("order-7731", &served.flanges()).await;
    let again = send("order-7731", &served.flanges()).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(first.headers["location"], again.headers["location"]);
    assert_eq!(first.headers["etag"], again.headers["etag"]);
    let other = send("order-7732", &served.flanges()).await;
    assert_ne!(first.body["number"], other.body["number"]);
    let mut changed = served.flanges();
    changed["lines"][0]["price"] = json!("12.40");
    send("order-7731", &changed).await.refused(422, "idempotency-key-reused");
    send("with space", &served.flanges()).await.refused(422, "api-bad-idempotency-key");
    assert_eq!(program.get("/orders").await.fine()["total"], 2);
}

#[test]
fn of_many_at_once_under_one_key_one_is_done() {
    on_both(|company| async {
        let served = Served::on(company).await;
        let (program, flanges) = (served.administrator().await, served.flanges());
        let send = || got(program.request(Method::POST, "/orders").header("Idempotency-Key", "k").json(&flanges));
        let answers = futures::future::join_all((0..8).map(|_| send())).await;
        for answer in &answers {
            assert_eq!((answer.status.as_u16(), &answer.body), (201, &answers[0].body));
        }
        assert_eq!(program.get("/orders").await.fine()["total"], 1);
    });
}

#[tokio::test]
async fn whoever_acts_on_what_has_changed_is_told_what_changed() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let order = format!("/orders/{}", program.post("/orders", &served.flanges()).await.fine()["id"].as_str().unwrap());
    let seen = program.get(&order).await;
    let first = seen.body["steps"][0]["key"].as_str().unwrap().to_owned();
    let start = async |version: &str| {
        let request = program.request(Method::POST, &format!("{order}/steps/{first}/start"));
        got(request.header("If-Match", version)).await
    };
    let tag = seen.headers["etag"].to_str().unwrap();
    let unchanged = got(program.request(Method::GET, &order).header("If-None-Match", tag)).await;
    assert_eq!((unchanged.status.as_u16(), &unchanged.body), (304, &Value::Null));
    let started = start(tag).await.fine();
    assert_eq!(started["happened"][0]["kind"], "started");
    let problem = start(tag).await.refused(409, "store-conflict");
    assert_eq!(problem["current_version"], started["version"]);
    assert_eq!(problem["since"][0]["event"]["step"], first.as_str());
    assert_eq!(problem["since"][0]["by"]["name"], "管理员");
    start("\"99\"").await.refused(409, "store-conflict");
    start("12").await.refused(422, "api-bad-version");
    start("*").await.refused(422, "refusal-already-started");
    let changed = got(program.request(Method::GET, &order).header("If-None-Match", tag)).await;
    assert_eq!(changed.status.as_u16(), 200);
}

#[tokio::test]
async fn everybody_sees_and_does_what_the_screens_would_let_them() {
    let served = Served::on(Company::on_sqlite().await).await;
    let administrator = served.administrator().await;
    let entered = administrator.post("/orders", &served.flanges()).await.fine();
    let order = format!("/orders/{}", entered["id"].as_str().unwrap());
    let (_, reader) = served.hired("reader", Role::ReadOnly, &[]).await;
    let (_, packer) = served.hired("packer", Role::Member, &["warehouse"]).await;
    let (_, seller) = served.hired("seller", Role::Member, &["sales"]).await;

    assert_eq!(reader.get(&order).await.fine()["may"], json!([]));
    reader.post(&format!("{order}/remarks"), &json!({ "text": "看过" })).await.refused(403, "refusal-needs-writer");
    packer.post("/orders", &served.flanges()).await.refused(403, "refusal-needs-sales");
    packer.post(&format!("{order}/cancel"), &json!({ "reason": "x" })).await.refused(403, "refusal-needs-sales");
    // Somebody else's order is as good as not there.
    seller.get(&order).await.refused(404, "store-not-found");
    seller.post(&format!("{order}/remarks"), &json!({ "text": "x" })).await.refused(404, "store-not-found");
    assert_eq!(seller.get("/orders").await.fine()["total"], 0);
    assert_eq!(seller.get("/orders/counts").await.fine()["total"], 0);

    let nobody = Program { secret: "made-up".into(), ..administrator.clone() };
    let problem = nobody.get("/orders").await;
    assert_eq!(problem.headers["www-authenticate"], "Bearer");
    problem.refused(401, "unauthorized");
}

#[tokio::test]
async fn whatever_cannot_be_done_is_a_problem_that_names_place_and_mend() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let mut faults = Vec::new();
    let flanges = served.flanges();
    let changed = |pointer: &str, value: Value| {
        let mut body = flanges.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let mut extra = flanges.clone();
    extra["header"]["colour"] = json!("red");
    for (body, code, pointer) in [
        (extra, "api-unknown-field", "#/header/colour"),
        (changed("/lines/0/price", json!(12.5)), "api-not-text", "#/lines/0/price"),
        (changed("/lines/0/price", json!("-1")), "line-price-negative", "#/lines/0/price"),
        (changed("/lines/0/quantity/amount", json!("0.5")), "line-counted-in-fractions", "#/lines/0/quantity"),
        (changed("/lines/0/quantity/amount", json!("1e3")), "api-not-a-figure", "#/lines/0/quantity/amount"),
        (changed("/lines/0/quantity/amount", json!("0.00001")), "api-quantity-not-exact", "#/lines/0/quantity/amount"),
        (changed("/lines", json!([])), "line-none", "#/lines"),
        (changed("/header/promised", json!("2026-02-30")), "api-not-a-day", "#/header/promised"),
        (changed("/header/promised", json!("2001-01-01")), "refusal-promised-before-received", "#/header/promised"),
        (changed("/header/customer", json!("Nordwind")), "api-not-an-id", "#/header/customer"),
        (json!({ "lines": [] }), "api-missing-field", "#/header"),
    ] {
        let problem = program.post("/orders", &body).await.refused(422, code);
        if problem["errors"][0]["pointer"] != pointer {
            faults.push(format!("{code}: {} instead of {pointer}", problem["errors"][0]));
        }
    }
    let mut terms = flanges.clone();
    terms["header"]["payment_terms"] = json!("10/40/40/11");
    let problem = program.post("/orders", &terms).await.refused(422, "import-shares-sum");
    assert_eq!(problem["errors"][0]["pointer"], "#/header/payment_terms");
    assert_eq!(faults, Vec::<String>::new());

    for (path, parameter, code) in [
        ("/orders?limit=0", "limit", "api-out-of-range"),
        ("/orders?limit=1000", "limit", "api-out-of-range"),
        ("/orders?colour=red", "colour", "api-unknown-field"),
        ("/orders?state=lost", "state", "api-not-one-of"),
        ("/insight/orders?figure=late&skip=-1", "skip", "api-not-a-number"),
        ("/insight/orders?figure=late&skip=100000001", "skip", "api-at-most"),
        ("/insight/process-map?department=nobody", "department", "api-unknown-value"),
        ("/exceptions?department=nobody", "department", "api-unknown-value"),
        ("/exceptions?cause=nothing", "cause", "api-unknown-value"),
        ("/insight/causes/orders?rule=nothing", "rule", "api-unknown-value"),
        ("/exceptions?owner=00000000-0000-0000-0000-000000000009", "owner", "api-unknown-value"),
        ("/orders?after=page2", "after", "api-bad-cursor"),
        ("/orders?from=2026-01-01", "date", "api-date-missing"),
        ("/orders?date=promised&from=soon", "from", "api-not-a-day"),
        ("/orders?limit=5&limit=6", "limit", "api-duplicate-field"),
    ] {
        let problem = program.get(path).await.refused(422, code);
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{path}: {problem:#}");
    }

    program.get("/orders/first").await.refused(404, "not-found");
    program.get("/nothing").await.refused(404, "not-found");
    program.get(&format!("/orders/{}", uuid::Uuid::now_v7())).await.refused(404, "store-not-found");
    let wrong = program.request(Method::PATCH, "/orders");
    let problem = got(wrong).await;
    assert_eq!(problem.headers["allow"], "GET,HEAD,POST");
    problem.refused(405, "method-not-allowed");
    let text = program.request(Method::POST, "/orders").header("Content-Type", "text/plain").body("{}");
    got(text).await.refused(415, "unsupported-media-type");
    let broken =
        program.request(Method::POST, "/orders").header("Content-Type", "application/json").body("{\"header\":");
    got(broken).await.refused(400, "api-not-json");
    got(program.request(Method::POST, "/orders")).await.refused(400, "api-body-missing");
    let huge = program.request(Method::POST, "/processes/check").json(&json!({ "source": "x".repeat(3 << 20) }));
    got(huge).await.refused(413, "too-large");

    let zh = reqwest::Client::new().get(format!("http://{}/api/v1/orders?limit=0", served.address));
    let problem = got(zh.bearer_auth(&program.secret).header("Accept-Language", "zh-CN,zh;q=0.9")).await;
    assert_eq!(problem.body["detail"], "要在 1 到 200 之间。");
}

#[tokio::test]
async fn pages_follow_one_another_to_the_end() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    for _ in 0..5 {
        program.post("/orders", &served.flanges()).await.fine();
    }
    let (mut numbers, mut address) = (Vec::new(), Some("/orders?limit=2&text=法兰&sort=number".to_owned()));
    while let Some(path) = address {
        let page = program.get(&path).await;
        let link = page.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
        let next = link.map(|link| link.strip_suffix(">; rel=\"next\"").unwrap().replace("</api/v1", ""));
        let page = page.fine();
        assert_eq!(next.is_some(), page["next"].is_string());
        numbers.extend(page["orders"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap().to_owned()));
        address = next;
    }
    assert_eq!(numbers.len(), 5);
    assert!(numbers.is_sorted());
}

#[tokio::test]
async fn files_go_in_and_come_out_as_they_were() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let mut flanges = served.flanges();
    flanges["originals"] = json!([{ "name": "PO 7731.pdf", "media_type": "application/pdf", "content": "5L2g5aW9" }]);
    let order = format!("/orders/{}", program.post("/orders", &flanges).await.fine()["id"].as_str().unwrap());
    let part =
        reqwest::multipart::Part::bytes(b"<script>".to_vec()).file_name("../唛头.html").mime_str("text/html").unwrap();
    let form = reqwest::multipart::Form::new().part("file", part);
    got(program.request(Method::POST, &format!("{order}/attachments")).multipart(form)).await.fine();
    let listed = program.get(&format!("{order}/attachments")).await.fine();
    let files = listed["attachments"].as_array().unwrap();
    assert_eq!((&files[0]["original"], &files[1]["original"]), (&json!(true), &json!(false)));
    for (file, content) in files.iter().zip(["你好", "<script>"]) {
        let path = format!("{order}/attachments/{}", file["file"]["id"].as_str().unwrap());
        let download = program.get(&path).await;
        assert_eq!(download.body, content);
        assert_eq!(download.headers["content-type"], "application/octet-stream");
        assert!(download.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    }
}

#[tokio::test]
async fn lists_are_kept_by_those_who_may() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let (manager, boss) = served.hired("boss", Role::Manager, &[]).await;
    let (_, reader) = served.hired("reader", Role::ReadOnly, &[]).await;

    let atelier = json!({ "name": "Atelier Dubois", "country": "FR", "owner": manager.id });
    let added = boss.post("/customers", &atelier).await.fine();
    let path = format!("/customers/{}", added["id"].as_str().unwrap());
    boss.post("/customers", &atelier).await.refused(422, "customer-name-taken");
    reader.post("/customers", &atelier).await.refused(403, "refusal-needs-sales");
    let mut archived = added["customer"].clone();
    archived["archived"] = json!(true);
    assert_eq!(boss.put(&path, &archived).await.fine()["customer"]["archived"], true);
    assert_eq!(boss.get("/customers?text=dubois").await.fine()["customers"], json!([]));
    assert_eq!(boss.get("/customers?text=dubois&archived=true").await.fine()["customers"][0]["id"], added["id"]);
    let unknown = format!("/customers/{}", uuid::Uuid::now_v7());
    boss.put(&unknown, &archived).await.refused(404, "store-not-found");

    let bolt = json!({ "code": "BT-8", "name": { "en": "Bolt M8" }, "unit": "件", "price": "0.35", "currency": "CNY" });
    let added = boss.post("/products", &bolt).await.fine();
    assert_eq!(added["product"]["name"]["zh"], "Bolt M8");
    let first = boss.get("/products?limit=1").await;
    assert_eq!(first.headers["link"], "</api/v1/products?text=&archived=false&after=BT-8&limit=1>; rel=\"next\"");

    let clerk = json!({ "name": "陈静", "login": "chenjing", "role": "member", "departments": ["sales"] });
    boss.post("/people", &clerk).await.refused(403, "refusal-needs-administrator");
    let added = program.post("/people", &clerk).await.fine();
    let path = format!("/people/{}", added["id"].as_str().unwrap());
    assert_eq!(reader.get(&path).await.fine()["login"], Value::Null);
    let password = format!("{path}/password");
    program.put(&password, &json!({ "password": "short" })).await.refused(422, "api-too-short");
    assert_eq!(program.put(&password, &json!({ "password": "北仑港-2026-秋" })).await.status.as_u16(), 204);
    reader.put(&password, &json!({ "password": "北仑港-2026-秋" })).await.refused(403, "refusal-needs-administrator");

    reader.get("/settings").await.refused(403, "refusal-needs-administrator");
    let mut settings = program.get("/settings").await.fine()["settings"].clone();
    settings["number_pattern"] = json!("YD-{####}");
    program.put("/settings", &settings).await.fine();
    assert_eq!(program.post("/orders", &served.flanges()).await.fine()["number"], "YD-0001");
    settings["zone"] = json!("Mars/Olympus");
    program.put("/settings", &settings).await.refused(422, "settings-unknown-zone");
    let log = program.get("/audit?limit=1").await.fine();
    assert_eq!(log["entries"][0]["subject"], "settings");
    program.put("/departments/laboratory", &json!({ "name": { "zh": "化验室", "en": "Laboratory" } })).await.fine();
    program
        .put("/departments/Lab 1", &json!({ "name": { "zh": "化验室", "en": "Laboratory" } }))
        .await
        .refused(422, "department-key-malformed");
}

#[tokio::test]
async fn a_process_is_added_when_it_has_no_fault() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let source = program.get("/processes/quick-fulfilment").await.fine()["source"].as_str().unwrap().to_owned();
    let raised = source.replace("version = 1", "version = 2");
    assert_eq!(program.post("/processes/check", &json!({ "source": raised })).await.fine()["faults"], json!([]));
    let added = program.post("/processes", &json!({ "source": raised })).await;
    assert_eq!(added.headers["location"], "/api/v1/processes/quick-fulfilment?version=2");
    assert_eq!(program.get("/processes/quick-fulfilment").await.fine()["version"], 2);
    let faulty = raised.replace("after = [", "behind = [");
    let checked = program.post("/processes/check", &json!({ "source": faulty })).await.fine();
    assert_eq!(checked["faults"][0]["code"], "process-unknown-key");
    let problem = program.post("/processes", &json!({ "source": faulty })).await.refused(422, "process-unknown-key");
    assert_eq!(problem["errors"][0]["pointer"], "#/source");
    assert_eq!(program.post("/orders", &served.flanges()).await.status.as_u16(), 201);
}

#[tokio::test]
async fn tokens_views_and_the_day_are_ones_own() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let made = got(program
        .request(Method::POST, "/me/tokens")
        .header("Idempotency-Key", "t1")
        .json(&json!({ "name": "ERP" })));
    let made = made.await.fine();
    let erp = Program { secret: made["secret"].as_str().unwrap().into(), ..program.clone() };
    let again = got(program
        .request(Method::POST, "/me/tokens")
        .header("Idempotency-Key", "t1")
        .json(&json!({ "name": "ERP" })));
    let again = again.await.fine();
    // The secret is known to nobody any more.
    assert_eq!((&again["id"], &again["secret"]), (&made["id"], &Value::Null));
    assert_eq!(erp.get("/me").await.fine()["login"], "admin");
    let path = format!("/me/tokens/{}", made["id"].as_str().unwrap());
    assert_eq!(erp.delete(&path).await.status.as_u16(), 204);
    erp.get("/me").await.refused(401, "unauthorized");
    program.delete(&path).await.refused(404, "store-not-found");

    let (packer, packs) = served.hired("packer", Role::Member, &["warehouse"]).await;
    let entered = program.post("/orders", &served.flanges()).await.fine();
    let order = program.get(&format!("/orders/{}", entered["id"].as_str().unwrap())).await.fine();
    let first = order["steps"][0]["key"].as_str().unwrap();
    let assign = format!("/orders/{}/steps/{first}/assign", entered["id"].as_str().unwrap());
    program.post(&assign, &json!({ "to": packer.id })).await.fine();
    let day = packs.get("/my-day").await.fine();
    assert_eq!((&day["tasks"][0]["number"], &day["tasks"][0]["handed"]), (&entered["number"], &json!(true)));

    let saved =
        program.post("/views", &json!({ "name": "要发的", "query": "state=open", "shared": true })).await.fine();
    let replaced =
        program.post("/views", &json!({ "name": "要发的", "query": "state=late", "shared": true })).await.fine();
    assert_eq!((&saved["id"], &replaced["query"]), (&replaced["id"], &json!("state=late")));
    assert_eq!(packs.get("/views").await.fine()["views"][0]["own"], false);
    packs.delete(&format!("/views/{}", saved["id"].as_str().unwrap())).await.refused(404, "store-not-found");
}

#[tokio::test]
async fn sheets_are_imported_once() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let send = async |program: &Program, query: &str| {
        let sheet = "客户名称,客户单号,收单日期,品名,数量,单位,单价,币种\nNordwind GmbH,PO-1,2026-05-06,铸铁法兰,480,件,12.50,CNY\n\
            Nordwind GmbH,PO-2,05/06/2026,铸铁法兰,一千,件,12.50,CNY\n";
        let part = reqwest::multipart::Part::bytes(sheet.as_bytes()).file_name("订单.csv");
        let form = reqwest::multipart::Form::new().part("file", part);
        got(program.request(Method::POST, &format!("/imports{query}")).multipart(form)).await
    };
    let looked = send(&program, "?dry_run=true").await.fine();
    assert_eq!(
        (&looked["orders"].as_array().unwrap().len(), &looked["orders"][0]["id"]),
        (&1, &Value::Null),
        "{looked:#}"
    );
    assert_eq!(program.get("/orders").await.fine()["total"], 0);
    let done = send(&program, "").await.fine();
    assert_eq!(done["refused"][0]["row"], 3, "{done:#}");
    assert_eq!(
        program.get(&format!("/orders/{}", done["orders"][0]["id"].as_str().unwrap())).await.fine()["customer"]["name"],
        "Nordwind GmbH"
    );
    let again = send(&program, "").await.fine();
    assert_eq!(
        (&again["orders"], &again["skipped"][0]["code"]),
        (&json!([]), &json!("import-skip-imported-before")),
        "{again:#}"
    );
    let (_, seller) = served.hired("seller", Role::Member, &["sales"]).await;
    send(&seller, "").await.refused(403, "refusal-needs-manager");
    send(&program, "?process=Nothing").await.refused(422, "api-not-a-key");
}
