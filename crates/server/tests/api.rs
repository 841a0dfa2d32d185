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
        (changed("/lines/0/price", json!(12.5)), "api-wrong-value", "#/lines/0/price"),
        (changed("/lines/0/price", json!("-1")), "line-price-negative", "#/lines/0/price"),
        (changed("/lines/0/quantity/amount", json!("0.5")), "line-counted-in-fractions", "#/lines/0/quantity"),
        (changed("/lines/0/quantity/amount", json!("1e3")), "api-not-a-figure", "#/lines/0/quantity/amount"),
        (changed("/lines/0/quantity/amount", json!("0.00001")), "api-quantity-not-exact", "#/lines/0/quantity/amount"),
        (changed("/lines", json!([])), "line-none", "#/lines"),
        (changed("/header/promised", json!("2026-02-30")), "api-not-a-day", "#/header/promised"),
        (changed("/header/promised", json!("2001-01-01")), "refusal-promised-before-received", "#/header/promised"),
        (changed("/header/customer", json!("Nordwind")), "api-wrong-value", "#/header/customer"),
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
        ("/orders?state=lost", "state", "api-wrong-value"),
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
    let huge = program.request(Method::POST, "/orders/x/remarks").json(&"x".repeat(30 << 20));
    assert!(got(huge).await.status.is_client_error());

    let chinese = program.request(Method::GET, "/orders?limit=0").header("Accept-Language", "zh-CN");
    let _ = chinese;
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
