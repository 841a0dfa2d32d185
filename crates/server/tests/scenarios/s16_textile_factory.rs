//! S16: cloth of a textile mill, once regular goods for a customer in the country and once new goods for one abroad: the days of
//! the flow chart, what holds the order where, and the 21 forms as they come to be.

use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};
use yidan_testing::on_both;

use crate::firm::Firm;

const TERMS: &str = "30% T/T, 70% T/T";

#[test]
fn s16_regular_goods_for_a_customer_in_the_country() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let order = cloth(&firm, "CNY").await;
        let taken = json!({ "new": false, "abroad": false, "cloth": "32S 全棉斜纹 藏青" });
        firm.finish("chen", &order, "receive", taken).await;
        assert_eq!(firm.standing(&order, "review-new").await, "not_needed", "regular goods");
        let due = Due::of(&firm, &order).await;
        assert_eq!(due.between("contract", "deposit"), 7);
        assert_eq!(due.between("grey-cloth", "so-domestic"), 5, "a customer in the country answers within five days");
        assert_eq!(due.between("produce", "payment"), 14);
        assert_eq!(states(&firm, &order).await, "1:due");

        the_review_is_audited(&firm, &order, "review", false).await;
        assert_eq!(states(&firm, &order).await, "1:made 2:due 3:due");
        the_contract_brings_the_deposit(&firm, &order, "CNY").await;
        materials_are_bought_and_processing_agreed(&firm, &order).await;
        assert_eq!(firm.standing(&order, "so-abroad").await, "not_needed");
        the_bulk_is_made_as_the_sample_was_confirmed(&firm, &order, "so-domestic").await;
        nothing_leaves_before_it_is_paid_for(&firm, &order, "CNY").await;
        assert_eq!(firm.boss.get(&order).await.fine()["status"], "done");
        let all: Vec<String> = (1..=21).map(|number| format!("{number}:made")).collect();
        assert_eq!(states(&firm, &order).await, all.join(" "), "every form of the mill has been made");
    });
}

#[test]
fn s16_new_goods_for_a_customer_abroad_take_longer() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let order = cloth(&firm, "USD").await;
        let taken = json!({ "new": true, "abroad": true, "cloth": "天丝麻 未做过" });
        firm.finish("chen", &order, "receive", taken).await;
        assert_eq!(firm.standing(&order, "review").await, "not_needed", "new goods");
        let due = Due::of(&firm, &order).await;
        let days = due.between("receive", "review-new");
        assert!(days >= 14, "ten working days are two weeks at least, and {days} days are planned");
        assert_eq!(due.between("grey-cloth", "so-abroad"), 10, "a customer abroad answers within ten days");

        // What is out of the ordinary goes to the general manager as well.
        the_review_is_audited(&firm, &order, "review-new", true).await;
        the_contract_brings_the_deposit(&firm, &order, "USD").await;
        materials_are_bought_and_processing_agreed(&firm, &order).await;
        assert_eq!(firm.standing(&order, "so-domestic").await, "not_needed");
        let forms = firm.boss.get(&format!("{order}/forms")).await.fine()["forms"].clone();
        let (review, sample) = (&forms[0], &forms[11]);
        assert_eq!((&review["step"], &review["state"]), (&json!("review-new"), &json!("made")));
        assert_eq!(review["made_by"]["name"], "song");
        assert_eq!((&sample["step"], &sample["state"]), (&json!("so-abroad"), &json!("due")));
        let until = sample["due_at"].as_str().expect("a day").to_owned();
        assert_eq!(due.day("so-abroad").to_string(), day(&firm, &until).to_string());

        firm.by("chen").post(&format!("{order}/cancel"), &json!({ "reason": "客户改做别的布" })).await.fine();
        let left = states(&firm, &order).await;
        assert!(left.contains("11:made 12:void") && left.ends_with("21:void"), "{left}");
    });
}

/// The process says itself by when, in both languages, and who owns which form.
#[test]
fn s16_the_process_tells_its_times_and_its_21_forms() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let process = firm.by("chen").get("/processes/textile-order").await.fine();
        let steps = process["steps"].as_array().expect("steps");
        let due = |key: &str| {
            let step = steps.iter().find(|step| step["key"] == key).unwrap_or_else(|| panic!("no step {key}"));
            step["due"]["en"].as_str().expect("a rule").to_owned()
        };
        for (step, rule) in [
            ("receive", "1 workday after order"),
            ("review", "2 workdays after previous"),
            ("review-new", "10 workdays after previous"),
            ("audit", "1 workday after previous"),
            ("contract", "1 workday after previous"),
            ("instruct", "1 workday after previous"),
            ("check-instruction", "1 workday after previous"),
            ("plan", "1 workday after previous"),
            ("so-domestic", "5 days after previous"),
            ("so-abroad", "10 days after previous"),
        ] {
            assert_eq!(due(step), rule, "{step}");
        }
        let forms = process["forms"].as_array().expect("forms");
        assert_eq!(forms.len(), 21);
        assert_eq!((&forms[9]["title"]["zh"], &forms[9]["department"]), (&json!("加工合同"), &json!("outsourcing")));
        assert_eq!((&forms[0]["steps"], &forms[6]["printed"]), (&json!(["review", "review-new"]), &json!(false)));
    });
}

/// 6,000 metres at 14.60, entered by the salesperson chen.
async fn cloth(firm: &Firm, currency: &str) -> String {
    let order = json!({
        "process": "textile-order",
        "header": {
            "customer": firm.served.company.customer.id, "channel": "email", "salesperson": firm.id_of("chen"),
            "currency": currency, "promised": firm.in_days(120), "payment_terms": TERMS,
            "address": "绍兴市柯桥区群贤路 100 号",
        },
        "lines": [{ "name": "全棉染色斜纹", "spec": "32S", "quantity": { "amount": "6000", "unit": "米" }, "price": "14.60" }],
    });
    let entered = firm.by("chen").post("/orders", &order).await.fine();
    format!("/orders/{}", entered["id"].as_str().expect("an id"))
}

async fn the_review_is_audited(firm: &Firm, order: &str, step: &str, is_abnormal: bool) {
    let early = firm.not_yet("song", order, "audit").await;
    assert!(early[0].contains("订单评审") && early[1].contains("Order review"), "{early:?}");
    firm.finish("song", order, step, json!({ "feasible": true, "capacity": "染缸排得下" })).await;
    let refused = firm.held("song", order, "audit", json!({ "passed": false, "abnormal": is_abnormal })).await;
    assert!(refused[0].contains("评审没有通过"), "{refused:?}");
    firm.finish("song", order, "audit", json!({ "passed": true, "abnormal": is_abnormal })).await;
    for signer in ["wu", "lin", "xu"] {
        firm.sign(signer, order, "audit").await;
    }
    if is_abnormal {
        assert_eq!(firm.standing(order, "audit").await, "started", "the general manager has yet to sign");
        firm.boss.post(&format!("{order}/steps/audit/sign"), &json!({})).await.fine();
    }
    assert_eq!(firm.standing(order, "audit").await, "finished");
}

async fn the_contract_brings_the_deposit(firm: &Firm, order: &str, currency: &str) {
    let unsigned = firm.held("chen", order, "contract", json!({ "number": "HT-2611", "signed": false })).await;
    assert!(unsigned[0].contains("合同还没有签回"), "{unsigned:?}");
    firm.finish("chen", order, "contract", json!({ "number": "HT-2611", "signed": true })).await;
    firm.finish("xu", order, "lodge", json!({})).await;
    let held = firm.held("xu", order, "deposit", json!({})).await;
    assert!(held[0].contains("订金还没有全额到账") && held[1].contains("not credited in full"), "{held:?}");
    // 30 % of 87,600.00
    firm.credited("Nordwind GmbH", currency, "26280.00", "B-1").await;
    let slip = firm.file("xu", order, "水单.pdf").await;
    firm.finish("xu", order, "deposit", json!({ "slip": slip })).await;
}

async fn materials_are_bought_and_processing_agreed(firm: &Firm, order: &str) {
    let sheet = json!({ "number": "ZS-0312", "cloth": "32S 斜纹 150 cm", "packing": "卷装，中性唛" });
    firm.finish("chen", order, "instruct", sheet).await;
    firm.finish("chen", order, "check-instruction", json!({})).await;
    firm.sign("lin", order, "check-instruction").await;
    firm.finish("song", order, "bom", json!({ "items": "坯布 6300 米，活性染料", "wastage": "5" })).await;
    firm.sign("xu", order, "bom").await;
    let plan = json!({ "begins": firm.in_days(30), "ends": firm.in_days(45), "wanted": "坯布 6300 米" });
    firm.finish("song", order, "plan", plan).await;
    firm.finish("wu", order, "purchase", json!({ "supplier": "柯桥坯布行", "arrives": firm.in_days(25) })).await;
    let agreed = json!({ "processor": "滨海印染", "process": "染色、定型", "back": firm.in_days(44) });
    firm.finish("wu", order, "processor", agreed).await;
    let cloth = |arrived: bool| json!({ "arrived": arrived, "pieces": "63", "metres": "6300" });
    let waits = firm.held("wu", order, "grey-cloth", cloth(false)).await;
    assert!(waits[0].contains("没有到齐") && waits[1].contains("are missing"), "{waits:?}");
    firm.finish("wu", order, "grey-cloth", cloth(true)).await;
}

async fn the_bulk_is_made_as_the_sample_was_confirmed(firm: &Firm, order: &str, sample: &str) {
    let early = firm.not_yet("wu", order, "produce").await;
    assert!(early[0].contains("S/O"), "{early:?}");
    let unlike = firm.held("chen", order, sample, json!({ "approved": false, "comments": "偏红" })).await;
    assert!(unlike[0].contains("还没有确认样品"), "{unlike:?}");
    firm.finish("chen", order, sample, json!({ "approved": true, "sent": "SF1390000001" })).await;
    let made = json!({ "made": { "amount": "6050", "unit": "米" }, "scrapped": { "amount": "80", "unit": "米" } });
    firm.finish("wu", order, "produce", made).await;
    firm.finish("wu", order, "packing-order", json!({ "instruction": "每卷 60 米，中性唛", "supplier": "永盛包装" }))
        .await;
    firm.finish("zhao", order, "store", json!({ "rolls": "101", "metres": "6050", "packing": true })).await;
    let failed = firm.held("kong", order, "inspect", json!({ "passed": false, "found": "色差" })).await;
    assert!(failed[0].contains("验货没有合格"), "{failed:?}");
    firm.finish("kong", order, "inspect", json!({ "passed": true })).await;
}

async fn nothing_leaves_before_it_is_paid_for(firm: &Firm, order: &str, currency: &str) {
    firm.finish("feng", order, "pack", json!({ "cartons": "101", "weight": "1815" })).await;
    let held = firm.held("xu", order, "payment", json!({})).await;
    assert!(held[0].contains("货款还没有收齐"), "{held:?}");
    let early = firm.not_yet("chen", order, "release").await;
    assert!(early[0].contains("收货款") && early[1].contains("Payment before the goods leave"), "{early:?}");
    firm.credited("Nordwind GmbH", currency, "61320.00", "B-2").await;
    firm.finish("xu", order, "payment", json!({})).await;
    firm.finish("chen", order, "release", json!({})).await;
    firm.finish("ma", order, "ship", json!({ "tracking": "SF-1120", "rolls": "101", "metres": "6050" })).await;
    firm.finish("song", order, "fulfil", json!({ "quantity": "100.8", "outcome": "按期" })).await;
    firm.finish("xu", order, "settle", json!({ "payables": true })).await;
    firm.finish("chen", order, "archive", json!({})).await;
}

/// The forms that have a state to tell, `1:made 2:due`.
async fn states(firm: &Firm, order: &str) -> String {
    let forms = firm.by("chen").get(&format!("{order}/forms")).await.fine()["forms"].clone();
    let told = forms.as_array().expect("forms").iter().filter(|form| form["state"] != "not_yet");
    let told: Vec<String> =
        told.map(|form| format!("{}:{}", form["number"], form["state"].as_str().unwrap_or_default())).collect();
    told.join(" ")
}

/// The days on which the steps of an order are due.
struct Due(Vec<(String, Date)>);

impl Due {
    async fn of(firm: &Firm, order: &str) -> Self {
        let shown = firm.boss.get(order).await.fine();
        let steps = shown["steps"].as_array().expect("steps");
        let due = |step: &Value| Some((step["key"].as_str()?.to_owned(), day(firm, step["planned_end"].as_str()?)));
        Self(steps.iter().filter_map(due).collect())
    }

    fn day(&self, step: &str) -> Date {
        self.0.iter().find(|(key, _)| key == step).unwrap_or_else(|| panic!("{step} has no day")).1
    }

    fn between(&self, first: &str, then: &str) -> i32 {
        self.day(first).until(self.day(then)).expect("days").get_days()
    }
}

fn day(firm: &Firm, at: &str) -> Date {
    let zone = firm.served.company.store.world().company.zone.clone();
    zone.to_datetime(at.parse::<Timestamp>().expect("a time")).date()
}
