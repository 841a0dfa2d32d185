//! The OpenAPI document is true: schemathesis (from PyPI) reads it, makes requests of every shape out of it — right ones,
//! wrong ones, chains of them — and finds nothing that the program answers otherwise than documented.

mod serving;

use serde_json::json;
use serving::{Program, Served};
use tokio::process::Command;
use yidan_testing::{Company, python_with};

const REQUIREMENTS: [&str; 1] = ["schemathesis==4.32.5"];

/// Every check is made. What a request of the right shape may be answered with: also 422, when a rule of the trade refuses it. Commands to an
/// order are given to one that is there, so that they meet the rules and not only the door.
const CONFIG: &str = r#"
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "401", "403", "404", "409", "422"]

# An answer that is given again under its Idempotency-Key tells of what was made the first time; it may be deleted by now.
[[operations]]
include-path-regex = "^/(views|me/tokens)"
checks.ensure_resource_availability.enabled = false

[[operations]]
include-path-regex = "^/orders/[{]id[}]/(steps|remarks|exceptions|promises|attachments|history|quotations|letters)"
parameters = { "path.id" = "ORDER", "path.step" = "STEP" }
"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_api_does_what_its_document_says() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    let config = furnish(&served, &program).await;
    // Whoever ends tokens may meet the one in use, and nothing would be looked at after that: they come last.
    run(&served, &program, &config, &["--exclude-path-regex", "^/me/tokens"]).await;
    program.get("/me").await.fine();
    run(&served, &program, &config, &["--include-path-regex", "^/me/tokens"]).await;
}

async fn run(served: &Served, program: &Program, config: &str, what: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("schemathesis.toml"), config).expect("the configuration");
    let run = Command::new(python_with(&REQUIREMENTS).join("bin/schemathesis"))
        .current_dir(folder.path())
        .args(["run", &format!("http://{}/api/openapi.json", served.address)])
        .args(["--seed", "20261124", "--max-examples", "25"])
        .args(["--header", &format!("Authorization: Bearer {}", program.secret)])
        .args(what)
        .kill_on_drop(true)
        .output();
    let output = run.await.expect("schemathesis runs");
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A few orders, one of them under way, with all that can hang on one. Answers with the configuration that names it.
async fn furnish(served: &Served, program: &Program) -> String {
    let mut made = Vec::new();
    for _ in 0..3 {
        let entered = program.post("/orders", &served.flanges()).await.fine();
        made.push(format!("/orders/{}", entered["id"].as_str().expect("an id")));
    }
    let order = program.get(&made[0]).await.fine();
    let step = order["steps"][0]["key"].as_str().expect("a step");
    for (path, body) in [
        (format!("steps/{step}/start"), json!({})),
        ("remarks".into(), json!({ "text": "客户催得紧" })),
        ("exceptions".into(), json!({ "note": "少两箱" })),
        ("promises".into(), json!({ "text": "补发两箱", "due": "2099-12-01" })),
    ] {
        program.post(&format!("{}/{path}", made[0]), &body).await.fine();
    }
    program.post("/views", &json!({ "name": "要发的", "query": "state=due-soon" })).await.fine();
    CONFIG.replace("ORDER", made[0].trim_start_matches("/orders/")).replace("STEP", step)
}
