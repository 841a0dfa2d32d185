//! S2: a garment sample from the sample order to the costing sheet: stock looked up, a point asked, washed again, a point
//! outside its tolerance, two rounds, and what was approved becomes the order's technical confirmation (S13).

use serde_json::{Value, json};
use yidan_testing::on_both;

use crate::firm::Firm;

#[test]
fn s2_a_jacket_is_sampled_in_two_rounds_and_costed() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let order = firm.order("made-to-order", "CNY", "T/T 100%").await;
        let request = json!({
            "name": "DJ-218 牛仔夹克", "due": firm.in_days(12),
            "pieces": [{ "size": "M", "count": 2 }, { "size": "L", "count": 1 }],
        });
        let new = json!({ "id": "01a22df4-0000-7000-8000-000000000201", "request": request });
        firm.by("zhao").post(&format!("{order}/samples"), &new).await.refused(403, "refusal-needs-departments");
        for _ in 0..2 {
            firm.by("chen").post(&format!("{order}/samples"), &new).await.fine();
        }
        let samples = firm.by("gao").get(&format!("{order}/samples")).await.fine();
        assert_eq!(samples["samples"].as_array().map(Vec::len), Some(1), "sent twice, kept once");
        let jacket = Jacket { firm: &firm, path: format!("{order}/samples/01a22df4-0000-7000-8000-000000000201") };
        jacket.is_read_item_by_item().await;
        jacket.goes_through_the_first_round().await;
        jacket.is_approved_in_the_second().await;
        jacket.is_pictured(&order).await;

        let confirmed = firm.by("song").get(&format!("{order}/technical-confirmations")).await.fine();
        let confirmed = &confirmed["confirmations"][0];
        assert_eq!((&confirmed["round"], &confirmed["verdict"]), (&json!(2), &json!("approved_with_comments")));
        assert_eq!(confirmed["sheet"]["wash"], "石磨 50 分钟");
        assert_eq!(confirmed["items"][0]["fabric"]["weight_gsm"], "400");
        let approved = firm.by("gao").get("/samples?which=approved").await.fine();
        assert_eq!(approved["samples"][0]["sample"]["re_washes"], 1);
        let told = firm.by("gao").get(&format!("{order}/history")).await.fine();
        let events = told["events"].as_array().expect("a history");
        let sampled = events.iter().filter(|one| one["event"]["kind"] == "sampled");
        assert!(sampled.clone().any(|one| one["event"]["what"] == "wash-again"), "{told}");
        the_price_is_reckoned(&firm, &order).await;
    });
}

struct Jacket<'a> {
    firm: &'a Firm,
    path: String,
}

impl Jacket<'_> {
    async fn tell(&self, by: &str, deed: Value) -> Value {
        self.firm.by(by).post(&format!("{}/deeds", self.path), &json!({ "deed": deed })).await.fine()
    }

    async fn refused(&self, by: &str, status: u16, deed: Value, code: &str) -> Value {
        let got = self.firm.by(by).post(&format!("{}/deeds", self.path), &json!({ "deed": deed })).await;
        got.refused(status, code)
    }

    async fn is_read_item_by_item(&self) {
        let fabric = json!({
            "kind": "牛仔布", "colour": "靛蓝", "yarn": "10S×10S", "weave": "3/1 右斜", "weight_gsm": "400",
            "width_cm": "150", "composition": "98% 棉 2% 氨纶", "finish": "防缩",
        });
        let zip = json!({ "kind": "zip", "spec": "5# 金属闭尾", "brand": "YKK", "colour": "古铜" });
        let items = json!([
            { "fabric": fabric, "amount": "3", "unit": "m" }, { "trim": zip, "amount": "3", "unit": "条" },
        ]);
        let both = json!([{ "fabric": fabric, "trim": zip, "amount": "3", "unit": "m" }]);
        self.refused("chen", 422, json!({ "is": "listed", "items": both }), "api-sample-item").await;
        self.tell("chen", json!({ "is": "listed", "items": items })).await;
        self.tell("chen", json!({ "is": "asked", "words": "袋口用撞钉还是车缝？" })).await;
        let why = self.refused("chen", 422, json!({ "is": "begun" }), "sample-question-open").await;
        assert!(why["detail"].as_str().is_some_and(|words| !words.is_empty()), "{why}");
        self.tell("chen", json!({ "is": "answered", "number": 1, "words": "撞钉", "from": "Ms Lam" })).await;
        // Stock is looked up before anything is ordered.
        self.refused("chen", 422, json!({ "is": "begun" }), "sample-item-not-looked-up").await;
        self.tell("zhao", json!({ "is": "found", "line": 1, "amount": "8", "unit": "m" })).await;
        self.tell("zhao", json!({ "is": "to_order", "line": 2 })).await;
        self.tell("wu", json!({ "is": "item_ordered", "line": 2, "on": self.firm.today() })).await;
        let shown = self.tell("wu", json!({ "is": "arrived", "line": 2, "on": self.firm.today() })).await;
        assert_eq!((&shown["items"][0]["at_hand"], &shown["items"][1]["stock"]), (&json!(true), &json!("arrived")));
        let sheet =
            json!({ "materials": "面料先缩水", "wash": "石磨 40 分钟", "thread": "20S/3 金黄", "sewing": "双针 6 mm" });
        self.tell("gao", json!({ "is": "sheet_written", "sheet": sheet })).await;
        let chart = json!({ "unit": "cm", "sizes": ["M", "L"], "points": [
            { "name": "腰围", "targets": ["76", "80"], "plus": "1", "minus": "0.5" },
            { "name": "衣长", "targets": ["58", "60"], "plus": "0.5", "minus": "0.5" },
        ] });
        let ready = self.tell("gao", json!({ "is": "chart_drawn", "chart": chart })).await;
        assert_eq!(ready["next"]["missing"], json!([]), "everything is at hand");
    }

    /// By files that the order has.
    async fn is_pictured(&self, order: &str) {
        let file = self.firm.file("gao", order, "front.jpg").await;
        let shown = self.tell("gao", json!({ "is": "pictured", "files": [file], "note": "正面" })).await;
        let picture = &shown["pictures"][0];
        assert_eq!((&picture["file"]["name"], &picture["round"]), (&json!("front.jpg"), &json!(2)), "{shown}");
        let unknown = json!({ "is": "pictured", "files": ["01a22df4-0000-7000-8000-0000000002ff"] });
        self.refused("gao", 422, unknown, "api-no-such-file").await;
    }

    async fn measured(&self, lengths: [[&str; 2]; 2]) -> Value {
        let of = |size: &str, point: &str, length: &str| json!({ "size": size, "point": point, "length": length });
        let [[mw, ml], [lw, ll]] = lengths;
        let measurements = [of("M", "腰围", mw), of("M", "衣长", ml), of("L", "腰围", lw), of("L", "衣长", ll)];
        self.tell("kong", json!({ "is": "measured", "measurements": measurements })).await
    }

    fn sent(&self, number: &str, why: &str) -> Value {
        let pieces = json!([{ "size": "M", "count": 2 }, { "size": "L", "count": 1 }]);
        json!({ "is": "sent", "courier": "DHL", "number": number, "pieces": pieces, "why": why })
    }

    async fn goes_through_the_first_round(&self) {
        self.tell("chen", json!({ "is": "begun" })).await;
        let to_do = self.firm.by("gao").get("/samples?turn=engineering").await.fine();
        assert_eq!(to_do["samples"][0]["sample"]["next"]["task"]["en"], "make");
        self.refused("chen", 403, json!({ "is": "made" }), "refusal-needs-departments").await;
        self.tell("gao", json!({ "is": "made" })).await;
        self.refused("kong", 422, json!({ "is": "passed" }), "sample-not-now").await;
        self.tell("gao", json!({ "is": "washed" })).await;
        let failed = json!({ "is": "failed", "again": "re_wash", "wrong": "手感偏硬" });
        let back = self.tell("kong", failed).await;
        assert_eq!((&back["re_washes"], &back["next"]["task"]["en"]), (&json!(1), &json!("wash")));
        self.tell("gao", json!({ "is": "washed", "how": "加洗 15 分钟" })).await;
        self.tell("kong", json!({ "is": "passed" })).await;
        self.tell("gao", json!({ "is": "finished" })).await;
        let measured = self.measured([["77.2", "58"], ["80", "60.2"]]).await;
        let outside = &measured["rounds"][0]["outside"];
        assert_eq!(outside.as_array().map(Vec::len), Some(1));
        assert_eq!((&outside[0]["point"], &outside[0]["off"]), (&json!("腰围"), &json!("1.2")));
        self.refused("chen", 422, self.sent("7731", ""), "sample-outside-unexplained").await;
        self.tell("chen", self.sent("7731", "先寄看款")).await;
        let sheet = json!({ "is": "sheet_written", "sheet": { "wash": "石磨 50 分钟" } });
        self.refused("gao", 422, sheet, "sample-with-customer").await;
        let silent = json!({ "is": "judged", "verdict": "changes" });
        self.refused("chen", 422, silent, "sample-comments-missing").await;
        self.tell("chen", json!({ "is": "judged", "verdict": "changes", "comments": "腰围收回，洗白一点" })).await;
    }

    async fn is_approved_in_the_second(&self) {
        let sheet =
            json!({ "materials": "面料先缩水", "wash": "石磨 50 分钟", "thread": "20S/3 金黄", "sewing": "双针 6 mm" });
        self.tell("gao", json!({ "is": "sheet_written", "sheet": sheet })).await;
        self.tell("chen", json!({ "is": "begun", "due": self.firm.in_days(20) })).await;
        for (by, deed) in [
            ("gao", json!({ "is": "made" })),
            ("gao", json!({ "is": "washed" })),
            ("kong", json!({ "is": "passed" })),
            ("gao", json!({ "is": "finished" })),
        ] {
            self.tell(by, deed).await;
        }
        self.measured([["76.4", "58"], ["80.5", "60"]]).await;
        self.tell("chen", self.sent("7802", "")).await;
        let verdict =
            json!({ "is": "judged", "verdict": "approved_with_comments", "comments": "大货照此", "from": "Ms Lam" });
        let over = self.tell("chen", verdict).await;
        assert_eq!((&over["state"], &over["round"], &over["next"]), (&json!("approved"), &json!(2), &Value::Null));
        self.refused("chen", 422, json!({ "is": "asked", "words": "?" }), "sample-approved").await;
    }
}

/// Then the costing sheet: fabric by weight and use, trims, processing, washing, documents, profit.
async fn the_price_is_reckoned(firm: &Firm, order: &str) {
    let sheet = json!({
        "quantity": { "amount": "480", "unit": "件" }, "price": "168.00",
        "items": [
            { "kind": "fabric", "name": "牛仔布", "basis": { "per_unit": "46.20" } },
            { "kind": "trims", "name": "拉链、撞钉、主标、洗标、吊牌", "basis": { "per_unit": "11.80" } },
            { "kind": "processing", "name": "车缝", "basis": { "per_unit": "38.00" } },
            { "kind": "washing", "name": "石磨", "basis": { "per_unit": "9.50" } },
            { "kind": "documents", "name": "单证港杂", "basis": { "total": "1200" } },
        ],
    });
    firm.by("chen").put(&format!("{order}/costs"), &sheet).await.fine();
    let figures = firm.by("chen").get(&format!("{order}/costs")).await.fine()["figures"].clone();
    // 480 × 105.50 + 1,200 = 51,840; sold for 80,640.
    assert_eq!(figures["cost"], json!({ "amount": "51840.00", "currency": "CNY" }), "{figures}");
    assert_eq!(figures["profit"], json!({ "amount": "28800.00", "currency": "CNY" }));
}
