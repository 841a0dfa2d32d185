//! S7: 仓库发料 → 冲床 → 油压 → 钻孔. What each operation has delivered, what is scrap, the rate of it; empty where nothing came out.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use yidan_documents::sheet;
use yidan_testing::on_both;

use crate::{
    firm::Firm,
    serving::{Got, got},
};

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

/// The sheet goes out as a workbook, is edited, and comes back: what differs is booked, once.
#[test]
fn s7_the_summary_sheet_goes_out_and_comes_back_edited() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let first = lot_of(&firm, 480).await;
        let second = lot_of(&firm, 480).await;
        let report = |operation: usize, good: &str| json!({ "operation": operation, "good": good });
        firm.by("zhao").post(&format!("{first}/reports"), &report(0, "480")).await.fine();
        firm.by("feng").post(&format!("{first}/reports"), &report(1, "300")).await.fine();

        let shown = firm.by("feng").get("/summary-sheet").await.fine();
        let names: Vec<&str> = texts(&shown["operations"]).collect();
        assert_eq!((&shown["total"], names), (&json!(2), vec!["仓库发料", "冲床", "油压", "钻孔"]));
        assert_eq!(shown["lots"][0]["completion"], "open");
        assert!(shown["lots"][0]["countdown_days"].as_i64() == Some(90) && shown["lots"][0]["delay_days"].is_null());
        // Nothing came out of the drill: no rate, not an error.
        assert_eq!(shown["lots"][0]["made"][3]["scrap_rate"], Value::Null);

        let workbook = exported(&firm).await;
        let unchanged = bring(&firm, "feng", "汇总.xlsx", workbook.clone()).await.fine();
        assert_eq!((&unchanged["booked"], &unchanged["refused"]), (&json!([]), &json!([])), "as it went out");
        assert_eq!(unchanged["unchanged"].as_array().map(Vec::len), Some(2));

        let mut rows = cells(&workbook);
        let number = |path: &str| {
            shown["lots"].as_array().and_then(|lots| {
                let is = |lot: &&Value| path.ends_with(lot["lot"].as_str().unwrap_or_default());
                lots.iter().find(is).and_then(|lot| lot["number"].as_str()).map(str::to_owned)
            })
        };
        let (first_number, second_number) = (number(&first).expect("a number"), number(&second).expect("a number"));
        set(&mut rows, &first_number, "冲床 Delivered", "320");
        set(&mut rows, &first_number, "冲床 Scrap", "4");
        set(&mut rows, &first_number, "油压 Delivered", "200");
        set(&mut rows, &first_number, "钻孔 Scrap rate", "#DIV/0!");
        // More than was ever released.
        set(&mut rows, &second_number, "仓库发料 Delivered", "500");
        rows.push(Vec::new());
        rows.push(vec!["没有这批".into()]);
        let without = bring_to(&firm, "song", "/summary-sheet-imports?dry_run=true", written(&rows)).await.fine();
        assert_eq!(without["refused"][0]["code"], "lot-cause-missing", "scrap has a cause");
        set(&mut rows, &first_number, "Cause of the scrap", "Equipment down");
        let edited = written(&rows);
        let dry = bring_to(&firm, "song", "/summary-sheet-imports?dry_run=true", edited.clone()).await.fine();
        assert_eq!((&dry["dry_run"], dry["booked"].as_array().map(Vec::len)), (&json!(true), Some(1)));
        let booked = bring_to(&firm, "song", "/summary-sheet-imports", edited.clone()).await.fine();
        let lot = &booked["booked"][0];
        assert_eq!((&lot["number"], &lot["corrections"]), (&json!(first_number), &json!(0)));
        assert_eq!(lot["differences"][0]["good"], "20");
        let codes: Vec<&str> =
            booked["refused"].as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect();
        assert_eq!(codes, ["progress-more-than-there", "progress-sheet-no-lot"]);
        assert_eq!(booked["skipped"].as_array().map(Vec::len), Some(1));
        let now = firm.by("feng").get(&first).await.fine();
        assert_eq!(
            figures(&now),
            [("480", "0", Some("0")), ("320", "4", Some("1.23")), ("200", "0", Some("0")), ("0", "0", None)]
        );
        let again = bring_to(&firm, "song", "/summary-sheet-imports", edited).await.fine();
        assert_eq!(again["booked"], json!([]), "a sheet is booked once");

        // Fewer: not without a reason, and not by a sheet that others have reported since.
        let mut rows = cells(&exported(&firm).await);
        set(&mut rows, &first_number, "冲床 Delivered", "310");
        let refused = bring_to(&firm, "feng", "/summary-sheet-imports", written(&rows)).await.fine();
        assert_eq!(refused["refused"][0]["code"], "progress-less-without-reason");
        set(&mut rows, &first_number, "Reason for correction", "a crate too many was counted");
        let corrected = bring_to(&firm, "feng", "/summary-sheet-imports", written(&rows)).await.fine();
        assert_eq!(corrected["booked"][0]["corrections"], 1);
        set(&mut rows, &first_number, "冲床 Delivered", "315");
        let late = bring_to(&firm, "feng", "/summary-sheet-imports", written(&rows)).await.fine();
        assert_eq!(late["refused"][0]["code"], "lot-sheet-outdated");

        // Out again: the totals of the sheet are those of the lots.
        let sums = firm.by("feng").get("/summary-sheet").await.fine()["sums"][0].clone();
        assert_eq!(
            (&sums["lots"], &sums["made"][1]["good"], &sums["made"][1]["scrap"]),
            (&json!(2), &json!("310"), &json!("4"))
        );
        let unchanged = bring(&firm, "feng", "汇总.xlsx", exported(&firm).await).await.fine();
        assert_eq!((&unchanged["booked"], &unchanged["refused"]), (&json!([]), &json!([])));
        set(&mut rows, &first_number, "Version", "");
        let stranger = bring_to(&firm, "wu", "/summary-sheet-imports", written(&rows)).await.fine();
        assert_eq!(stranger["refused"][0]["code"], "refusal-needs-department");

        let workshop = firm.by("feng").get("/workshop").await.fine();
        assert_eq!(workshop["operations"][1]["here"][0]["in_progress"]["amount"], "166");
        let planning = firm.by("song").get("/planning").await.fine();
        assert_eq!((&planning["to_release_total"], &planning["late_total"]), (&json!(0), &json!(0)));
    });
}

/// A released lot of a new order: 仓库发料 → 冲床 → 油压 → 钻孔.
async fn lot_of(firm: &Firm, quantity: i64) -> String {
    let operation = |zh: &str, department: &str| json!({ "name_zh": zh, "department": department });
    let route = json!([
        operation("仓库发料", "warehouse"),
        operation("冲床", "production"),
        operation("油压", "production"),
        operation("钻孔", "production"),
    ]);
    let order = firm.order("made-to-order", "CNY", "T/T 100%").await;
    let lot = json!({ "line": 1, "quantity": quantity.to_string(), "route": route });
    let lot = firm.by("song").post(&format!("{order}/lots"), &lot).await.fine();
    let path = format!("/lots/{}", lot["id"].as_str().expect("an id"));
    firm.by("song").post(&format!("{path}/release"), &json!({ "quantity": quantity.to_string() })).await.fine();
    path
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(|text| text["zh"].as_str())
}

async fn exported(firm: &Firm) -> Vec<u8> {
    let sent = firm.by("feng").request(Method::GET, "/summary-sheet.xlsx").send().await.expect("an answer");
    assert_eq!(sent.status().as_u16(), 200);
    sent.bytes().await.expect("a workbook").to_vec()
}

fn cells(workbook: &[u8]) -> Vec<Vec<String>> {
    let sheet = sheet::read("汇总.xlsx", workbook).expect("a sheet").remove(0);
    sheet.rows.iter().map(|row| row.iter().map(|cell| cell.shown().into_owned()).collect()).collect()
}

/// Writes into the cell of a lot below a title.
fn set(rows: &mut [Vec<String>], lot: &str, title: &str, value: &str) {
    let column = rows[0].iter().position(|it| it == title).unwrap_or_else(|| panic!("no {title} in {:?}", rows[0]));
    let row = rows.iter_mut().find(|row| row[0] == lot).unwrap_or_else(|| panic!("no {lot}"));
    row.resize(row.len().max(column + 1), String::new());
    value.clone_into(&mut row[column]);
}

/// As a spreadsheet program saves it.
fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let line = |row: &Vec<String>| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    rows.iter().map(line).collect::<Vec<_>>().join("\n").into_bytes()
}

async fn bring(firm: &Firm, by: &str, name: &str, file: Vec<u8>) -> Got {
    let part = Part::bytes(file).file_name(name.to_owned());
    got(firm.by(by).request(Method::POST, "/summary-sheet-imports").multipart(Form::new().part("file", part))).await
}

async fn bring_to(firm: &Firm, by: &str, path: &str, file: Vec<u8>) -> Got {
    let part = Part::bytes(file).file_name("汇总.csv".to_owned());
    got(firm.by(by).request(Method::POST, path).multipart(Form::new().part("file", part))).await
}
