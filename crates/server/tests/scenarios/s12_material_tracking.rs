//! S12: materials by project. What an order needs, what is bought for it and when it comes, in nine columns and one that the
//! company adds; the sheet goes out, is edited, and comes back.

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
fn s12_an_order_is_followed_material_by_material() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let product = firm.served.company.product.id;
        let mill = json!({ "name": "恒达铸造", "kinds": ["materials"], "lead_days": 12 });
        firm.by("chen").post("/suppliers", &mill).await.refused(403, "refusal-needs-department");
        let mill = id(&firm.by("wu").post("/suppliers", &mill).await.fine());
        firm.by("wu").post("/suppliers", &json!({ "name": "大榭纸箱厂", "kinds": ["materials"] })).await.fine();
        let material = |code: &str, zh: &str, unit: &str, kind: &str| {
            json!({
                "code": code, "name": { "zh": zh }, "unit": unit, "kind": kind,
                "price": { "per_unit": "7.90", "currency": "CNY" },
            })
        };
        let iron = id(&firm.by("gao").post("/materials", &material("CI-01", "生铁毛坯", "kg", "part")).await.fine());
        let carton = id(&firm.by("gao").post("/materials", &material("PK-1", "纸箱", "个", "packing")).await.fine());
        let bill = json!({ "lines": [
            { "material": iron, "quantity": "4.2", "wastage_percent": "5" },
            { "material": carton, "quantity": "1", "per": 25 },
        ] });
        let bom = firm.by("gao").post(&format!("/products/{product}/boms"), &bill).await.fine();
        assert_eq!(bom["version"], 1);
        let columns = json!({ "columns": [{ "key": "drawing", "name": { "zh": "图号", "en": "Drawing" } }] });
        firm.by("wu").put("/material-columns", &columns).await.fine();

        // 480 flanges: 2,116.8 kg of iron, 20 cartons.
        let order = firm.order("made-to-order", "CNY", "T/T 100%").await;
        let needs = firm.by("song").post(&format!("{order}/materials"), &Value::Null).await.fine();
        let required = |needs: &Value, place: usize| needs["supplies"][place]["required"].clone();
        assert_eq!((required(&needs, 0), required(&needs, 1)), (json!("2116.8"), json!("20")));
        assert_eq!((&needs["all_in"], &needs["lines_without_bom"]), (&json!("unknown"), &json!([])));
        let counted = json!({ "movement": { "kind": "count", "counted": "30" } });
        firm.by("zhao").post(&format!("/materials/{carton}/stock"), &counted).await.fine();
        let number = order.rsplit('/').next().expect("an id").to_owned();
        let aside = json!({ "movement": { "kind": "set_aside", "order": number, "quantity": "20" } });
        firm.by("song").post(&format!("/materials/{carton}/stock"), &aside).await.fine();
        let again = firm.by("song").post(&format!("/materials/{carton}/stock"), &aside).await;
        again.refused(422, "stock-short-set-aside");
        let short = firm.by("wu").get("/material-shortages").await.fine();
        assert_eq!(short["buy"][0]["lines"][0]["quantity"], "2116.8");

        // Bought, confirmed, part of it comes; the store says what it accepted.
        let line = json!({ "lines": [{
            "supplier": mill, "material": iron, "order": number, "quantity": "2120",
            "price": { "per_unit": "8.10", "currency": "CNY" }, "tolerance_percent": "3",
        }] });
        firm.by("zhao").post("/purchases", &line).await.refused(403, "refusal-needs-department");
        let bought = firm.by("wu").post("/purchases", &line).await.fine()["purchases"][0].clone();
        let path = format!("/purchases/{}/events", id(&bought));
        let confirmed = json!({ "news": { "kind": "confirmed", "expected": firm.in_days(12) } });
        firm.by("wu").post(&path, &confirmed).await.fine();
        let part = json!({
            "id": "01a22df4-0000-7000-8000-00000000000a",
            "news": { "kind": "arrived", "quantity": "1000", "rejected": "50" },
        });
        for _ in 0..2 {
            let now = firm.by("zhao").post(&path, &part).await.fine();
            assert_eq!((&now["accepted"], &now["outstanding"]), (&json!("950"), &json!("1170")));
            assert_eq!((&now["state"], &now["price"]), (&json!("part_arrived"), &Value::Null));
        }
        let too_much = json!({ "news": { "kind": "arrived", "quantity": "1500" } });
        firm.by("zhao").post(&path, &too_much).await.refused(422, "purchase-over-delivered");
        let waiting = firm.by("song").get(&format!("/materials/{iron}/waiting")).await.fine();
        assert_eq!(waiting["orders"][0]["supply"]["missing"], "1166.8");
        assert_eq!(waiting["orders"][0]["supply"]["expected"], json!(firm.in_days(12)));
        let rating = firm.by("wu").get(&format!("/suppliers/{mill}/rating")).await.fine();
        assert_eq!((&rating["ordered"], &rating["quality"][0]["percent"]), (&json!(1), &json!("95.00")));

        // The sheet goes out and comes back as it is: nothing changes.
        let sheet = exported(&firm).await;
        assert_eq!(
            sheet.titles[..9],
            ["No.", "Project", "Material", "Required", "Purchased", "Purchased on", "Arrived on", "Supplier", "Remark"]
        );
        assert_eq!(sheet.titles[9..], ["Drawing", "Version"]);
        let same = imported(&firm, "wu", sheet.csv().as_bytes()).await.fine();
        assert_eq!(
            (&same["done"], &same["unchanged"], &same["refused"]),
            (&json!([]), &json!(2), &json!([])),
            "{same:#}"
        );

        // It comes back edited, with a broken row, a blank one and a sum.
        let project = sheet.cell("CI-01", 1).to_owned();
        let edited = format!(
            "物料采购追踪,,,,,,,,,\n{}\n\
             1,{project},CI-01 生铁毛坯,2116.8,2120,{today},{later},恒达铸造,催第二批,D-7\n\
             2,,PK-1 纸箱,20,25,{today},{later},大榭纸箱厂,,\n\
             3,{project},CI-01,#DIV/0!,2120,,,,,\n\
             4,SO-NOWHERE,CI-01,1,,,,,,\n\
             5,{project},PK-9,1,,,,,,\n\
             ,,,,,,,,,\n\
             合计,,,2137,2145,,,,,\n",
            sheet.titles.join(","),
            today = firm.today(),
            later = firm.in_days(20),
        );
        let tried = dry_run(&firm, "wu", edited.as_bytes()).await.fine();
        let done = imported(&firm, "wu", edited.as_bytes()).await.fine();
        assert_eq!((&tried["done"], &tried["refused"]), (&done["done"], &done["refused"]), "{tried:#} {done:#}");
        let codes: Vec<&str> = done["refused"]
            .as_array()
            .expect("refused")
            .iter()
            .map(|it| it["code"].as_str().expect("a code"))
            .collect();
        assert_eq!(codes, ["import-not-a-number", "tracking-order-unknown", "tracking-material-unknown"], "{done:#}");
        assert_eq!(done["done"].as_array().expect("done").len(), 2, "{done:#}");
        let twice = imported(&firm, "wu", edited.as_bytes()).await.fine();
        assert_eq!((&twice["done"], &twice["unchanged"]), (&json!([]), &json!(2)), "{twice:#}");
        let rows = firm.by("wu").get("/material-sheet").await.fine()["rows"].clone();
        for row in rows.as_array().expect("rows") {
            assert_eq!(row["expected_on"], json!(firm.in_days(20)), "{row:#}");
        }
        assert_eq!((&rows[0]["remarks"], &rows[0]["extra"]["drawing"]), (&json!(["催第二批"]), &json!("D-7")));
        assert_eq!((&rows[1]["purchased"], &rows[1]["suppliers"]), (&json!("25"), &json!(["大榭纸箱厂"])));
        let totals = exported(&firm).await;
        assert_eq!((totals.sum(3), totals.sum(4)), (2136.8, 2145.0));

        // A sheet that others have overtaken changes nothing: the supplier puts the iron off, and then it comes back with only
        // a remark edited.
        let stale = totals.csv().replace("催第二批", "再催");
        let put_off = json!({ "news": { "kind": "confirmed", "expected": firm.in_days(30) } });
        firm.by("wu").post(&path, &put_off).await.fine();
        let refused = imported(&firm, "wu", stale.as_bytes()).await.fine();
        assert_eq!(refused["refused"][0]["code"], "tracking-overtaken", "{refused:#}");
        assert_eq!((&refused["done"], &refused["unchanged"]), (&json!([]), &json!(1)), "{refused:#}");
        // Kept by hand, without versions, it may have an old day: that is no news.
        let by_hand = format!("Project,Material,Arrived on,Remark\n{project},CI-01,{},再催\n", firm.in_days(20));
        let done = imported(&firm, "wu", by_hand.as_bytes()).await.fine();
        assert_eq!(done["done"][0]["done"].as_array().map(Vec::len), Some(1), "only the remark: {done:#}");
        let fresh = exported(&firm).await.csv().replace(&firm.in_days(30).to_string(), &firm.in_days(20).to_string());
        let back = imported(&firm, "wu", fresh.as_bytes()).await.fine();
        assert_eq!((&back["refused"], back["done"].as_array().map(Vec::len)), (&json!([]), Some(1)), "{back:#}");

        // What nobody may do, and what does not say enough, the preview says as well.
        let more = format!("Project,Material,Purchased\n{project},PK-1,30\n");
        let forbidden = dry_run(&firm, "zhao", more.as_bytes()).await.fine();
        assert_eq!(forbidden["refused"][0]["code"], "refusal-needs-department", "{forbidden:#}");
        let twice = dry_run(&firm, "wu", more.as_bytes()).await.fine();
        assert_eq!(twice["done"].as_array().map(Vec::len), Some(1), "{twice:#}");
        let kept = firm.by("wu").get("/material-sheet").await.fine();
        assert_eq!(kept["rows"][1]["purchased"], "25", "nothing of a preview is kept");
        let ink = id(&firm.by("gao").post("/materials", &material("IN K-1", "油墨", "kg", "part")).await.fine());
        let needs_ink = json!({ "by_hand": "3" });
        firm.by("song").put(&format!("{order}/materials/{ink}"), &needs_ink).await.fine();
        let bare = format!("Project,Material,Supplier\n{project},IN K-1 油墨,恒达铸造\n");
        let bare = imported(&firm, "wu", bare.as_bytes()).await.fine();
        assert_eq!(bare["refused"][0]["code"], "tracking-quantity-missing", "{bare:#}");
        let none = json!({ "by_hand": "0" });
        firm.by("song").put(&format!("{order}/materials/{ink}"), &none).await.fine();

        // What comes is on the sheet as arrived, and the order waits for nothing more.
        let rest = json!({ "news": { "kind": "arrived", "quantity": "1170" } });
        firm.by("zhao").post(&path, &rest).await.fine();
        let supply = firm.by("song").get(&format!("{order}/materials")).await.fine();
        assert_eq!((&supply["all_in"], &supply["supplies"][0]["missing"]), (&json!("already"), &json!("0")));
        let covered = firm.by("song").get("/material-sheet?which=covered").await.fine();
        assert_eq!(covered["total"], 3);
    });
}

fn id(of: &Value) -> String {
    of["id"].as_str().expect("an id").to_owned()
}

/// The workbook as its cells show.
struct Sheet {
    titles: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn cell(&self, code: &str, column: usize) -> &str {
        let row = self.rows.iter().find(|row| row[2].starts_with(code)).expect("a row of the material");
        &row[column]
    }

    fn sum(&self, column: usize) -> f64 {
        self.rows.iter().filter_map(|row| row.get(column)?.parse::<f64>().ok()).sum()
    }

    fn csv(&self) -> String {
        let rows = self.rows.iter().map(|row| row.join(","));
        let lines: Vec<String> = std::iter::once(self.titles.join(",")).chain(rows).collect();
        lines.join("\n")
    }
}

async fn exported(firm: &Firm) -> Sheet {
    let sent = firm.by("wu").request(Method::GET, "/material-sheet/xlsx").send().await.expect("an answer");
    assert!(sent.status().is_success(), "{:?}", sent.status());
    let bytes = sent.bytes().await.expect("a workbook");
    let read = sheet::read("s12.xlsx", &bytes).expect("a workbook").remove(0);
    let mut rows = read.rows.iter().map(|row| row.iter().map(|cell| cell.shown().into_owned()).collect());
    let titles = rows.next().expect("titles");
    Sheet { titles, rows: rows.collect() }
}

async fn imported(firm: &Firm, by: &str, sheet: &[u8]) -> Got {
    sent(firm, by, "/material-sheet/imports", sheet).await
}

async fn dry_run(firm: &Firm, by: &str, sheet: &[u8]) -> Got {
    sent(firm, by, "/material-sheet/imports?dry_run=true", sheet).await
}

async fn sent(firm: &Firm, by: &str, path: &str, sheet: &[u8]) -> Got {
    let part = Part::bytes(sheet.to_vec()).file_name("S12.csv");
    got(firm.by(by).request(Method::POST, path).multipart(Form::new().part("file", part))).await
}
