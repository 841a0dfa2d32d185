//! S1, S3: an export order from the inquiry to the last dollar. The contract is signed before it is carried out; production is
//! released by the terms of payment; the goods leave with their papers.

use serde_json::{Value, json};
use yidan_domain::letter::{Point, Reviewer};
use yidan_testing::on_both;

use crate::firm::{Firm, money};

#[test]
fn s1_an_export_order_from_the_inquiry_to_the_proceeds() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let order = firm.order("foreign-trade", "USD", "30% T/T deposit, 70% L/C at sight").await;
        the_customer_accepts_the_second_quotation(&firm, &order).await;
        the_factory_is_asked_and_the_price_reckoned(&firm, &order).await;
        the_contract_is_reviewed(&firm, &order).await;
        letter_and_deposit_release_production(&firm, &order).await;
        the_goods_are_made_inspected_and_shipped(&firm, &order).await;
        the_proceeds_come_in(&firm, &order).await;
    });
}

async fn the_customer_accepts_the_second_quotation(firm: &Firm, order: &str) {
    firm.finish("chen", order, "inquiry", json!({ "wishes": "DN80，含木箱" })).await;
    let held = firm.held("chen", order, "quote", json!({})).await;
    assert!(held[0].contains("客户还没有接受报价") && held[1].contains("not accepted a quotation"), "{held:?}");
    let rounds = format!("{order}/quotations");
    for (round, price, accepted, words) in [(1, "13.00", false, "太贵"), (2, "12.50", true, "")] {
        let mut offer = firm.by("chen").get(order).await.fine();
        offer["lines"][0]["price"] = json!(price);
        let offer = json!({ "header": offer["header"], "lines": offer["lines"], "valid_until": firm.in_days(14) });
        firm.by("chen").post(&rounds, &offer).await.fine();
        let answer = json!({ "accepted": accepted, "words": words });
        firm.by("chen").post(&format!("{rounds}/{round}/answer"), &answer).await.fine();
    }
    firm.finish("chen", order, "quote", json!({})).await;
    let missing = firm.held("chen", order, "purchase-order", json!({})).await;
    assert!(missing[0].contains("客户订单原件"), "{missing:?}");
    let po = firm.file("chen", order, "PO 7731.pdf").await;
    firm.finish("chen", order, "purchase-order", json!({ "po": po })).await;
}

async fn the_factory_is_asked_and_the_price_reckoned(firm: &Firm, order: &str) {
    let contract = firm.file("wu", order, "收购合同.pdf").await;
    let asked = json!({
        "factory": "宁波铸造厂", "contract": contract, "ready": firm.in_days(80), "statutory": true, "inspector": "own",
    });
    firm.finish("wu", order, "factory-order", asked).await;
    let held = firm.held("chen", order, "costing", json!({})).await;
    assert!(held[0].contains("核价单还没有填齐"), "{held:?}");
    let sheet = json!({
        "rate": "7.10", "quantity": { "amount": "480", "unit": "件" }, "price": "12.50", "refund_percent": "13",
        "items": [
            { "kind": "goods", "name": "铸铁法兰", "basis": { "per_unit": "67.80" } },
            { "kind": "freight", "basis": { "total": "300" }, "currency": "USD" },
            { "kind": "commission", "basis": { "percent_of_price": "3" }, "currency": "USD" },
        ],
    });
    firm.by("chen").put(&format!("{order}/costs"), &sheet).await.fine();
    let figures = firm.by("chen").get(&format!("{order}/costs")).await.fine()["figures"].clone();
    // Bought for 32,544.00, of which 28,800.00 without VAT; 6,000 − 300 − 180 dollars are left to earn them.
    assert_eq!((&figures["net_foreign"], &figures["exchange_cost"]), (&money("5520.00", "USD"), &json!("5.2174")));
    firm.finish("chen", order, "costing", json!({})).await;
}

/// The commission makes it the general manager's case.
async fn the_contract_is_reviewed(firm: &Firm, order: &str) {
    let handed_in = firm.finish("chen", order, "contract-review", json!({ "prepayment": true })).await;
    assert_eq!(handed_in["happened"][0]["kind"], "submitted");
    let early = firm.not_yet("chen", order, "hand-over").await;
    assert!(early[0].contains("出口合同审核") && early[1].contains("Export contract review"), "{early:?}");
    firm.by("jiang")
        .post(&format!("{order}/steps/contract-review/sign"), &json!({}))
        .await
        .refused(422, "approval-not-yours");
    firm.sign("lin", order, "contract-review").await;
    // Whoever reckons anew puts other figures under the signatures: they are void.
    let mut sheet = firm.by("wu").get(&format!("{order}/costs")).await.fine()["sheet"].clone();
    sheet["items"][1]["basis"] = json!({ "total": "310" });
    firm.by("wu").put(&format!("{order}/costs"), &sheet).await.fine();
    firm.by("jiang")
        .post(&format!("{order}/steps/contract-review/sign"), &json!({}))
        .await
        .refused(422, "approval-nothing-to-sign");
    firm.finish("chen", order, "contract-review", json!({ "prepayment": true })).await;
    for signer in ["lin", "jiang"] {
        firm.sign(signer, order, "contract-review").await;
    }
    assert_eq!(firm.standing(order, "contract-review").await, "started", "the general manager has yet to sign");
    firm.boss.post(&format!("{order}/steps/contract-review/sign"), &json!({ "comment": "可以做" })).await.fine();
    assert_eq!(firm.standing(order, "contract-review").await, "finished");
    let owed = firm.by("xu").get(&format!("{order}/invoices")).await.fine()["invoices"][0].clone();
    assert_eq!(
        (&owed["instalments"][0]["amount"], &owed["instalments"][1]["amount"]),
        (&money("1800.00", "USD"), &money("4200.00", "USD"))
    );
    firm.finish("chen", order, "hand-over", json!({ "clerk": "小宋" })).await;
}

async fn letter_and_deposit_release_production(firm: &Firm, order: &str) {
    assert_eq!(firm.standing(order, "open-account").await, "not_needed");
    let early = firm.not_yet("chen", order, "release").await;
    assert!(early[0].contains("收证审证") && early[0].contains("定金到账"), "{early:?}");

    let held = firm.held("xu", order, "deposit", json!({})).await;
    assert!(held[0].contains("定金还没有全额到账"), "{held:?}");
    firm.credited("Nordwind GmbH", "USD", "1799.99", "B-1").await;
    firm.held("xu", order, "deposit", json!({})).await;
    firm.credited("Nordwind GmbH", "USD", "0.01", "B-2").await;
    firm.finish("xu", order, "deposit", json!({})).await;

    let letters = format!("{order}/letters");
    let terms = |amount: &str| {
        json!({
            "amount": money(amount, "USD"), "expiry": firm.in_days(120), "latest_shipment": firm.in_days(95),
            "presentation_days": 21, "port_of_loading": "Ningbo", "port_of_discharge": "Hamburg",
        })
    };
    let received = json!({ "number": "LC-088", "bank": "Hansebank", "terms": terms("4000.00") });
    let letter = firm.by("li").post(&letters, &received).await.fine()["happened"][0]["letter"].clone();
    let letter = format!("{letters}/{}", letter.as_str().expect("an id"));
    let wanting = json!({
        "reviewer": "documents", "outcome": "discrepant", "checked": [{ "point": "amount", "holds": false }],
        "discrepancies": ["Amount to be USD 4,200.00"],
    });
    firm.by("li").post(&format!("{letter}/reviews"), &wanting).await.fine();
    firm.by("li").post(&format!("{letter}/amendments"), &json!({ "terms": terms("4200.00") })).await.fine();
    firm.by("chen").post(&format!("{letter}/reviews"), &accepted(Reviewer::Salesperson)).await.fine();
    let held = firm.held("li", order, "letter", json!({})).await;
    assert!(held[1].contains("not accepted by salesperson and documents clerk both"), "{held:?}");
    firm.by("li").post(&format!("{letter}/reviews"), &accepted(Reviewer::Documents)).await.fine();
    firm.finish("li", order, "letter", json!({})).await;
    firm.finish("chen", order, "release", json!({})).await;
}

fn accepted(reviewer: Reviewer) -> Value {
    let points = Point::for_reviewer(reviewer).iter();
    let checked: Vec<Value> = points.map(|point| json!({ "point": point.key(), "holds": true })).collect();
    json!({ "reviewer": reviewer.key(), "checked": checked, "outcome": "accepted" })
}

async fn the_goods_are_made_inspected_and_shipped(firm: &Firm, order: &str) {
    firm.finish("song", order, "produce", json!({ "made": "480" })).await;
    for other in ["book-third-party", "arrange-customer"] {
        assert_eq!(firm.standing(order, other).await, "not_needed", "our own inspector goes");
    }
    firm.finish("kong", order, "call-inspector", json!({ "day": firm.in_days(75) })).await;
    firm.finish("kong", order, "tell-factory", json!({})).await;
    let failed = firm.held("kong", order, "inspect", json!({ "passed": false })).await;
    assert!(failed[0].contains("验货没有合格"), "{failed:?}");
    firm.finish("kong", order, "inspect", json!({ "passed": true })).await;
    firm.finish("chen", order, "basic-documents", json!({ "cartons": "20" })).await;
    let early = firm.not_yet("ma", order, "ship").await;
    assert!(early[0].contains("法定商检"), "the goods are listed: {early:?}");
    firm.finish("li", order, "statutory", json!({ "number": "CIQ-5521" })).await;
    firm.finish("ma", order, "ship", json!({ "bill": "COSU-88412", "arrives": firm.in_days(120) })).await;
    firm.finish("li", order, "present", json!({ "how": "bank" })).await;
}

/// The bank keeps 20 dollars; finance books them as its fee.
async fn the_proceeds_come_in(firm: &Firm, order: &str) {
    let held = firm.held("xu", order, "proceeds", json!({})).await;
    assert!(held[0].contains("货款还没有收齐"), "{held:?}");
    firm.credited("Nordwind GmbH", "USD", "4180.00", "B-3").await;
    firm.held("xu", order, "proceeds", json!({})).await;
    let invoice = firm.by("xu").get(&format!("{order}/invoices")).await.fine()["invoices"][0].clone();
    assert_eq!(invoice["open"], money("20.00", "USD"));
    let fee = json!({ "instalment": 2, "amount": money("20.00", "USD"), "reason": "bank-fee" });
    let invoice = invoice["id"].as_str().expect("an id");
    firm.by("xu").post(&format!("/invoices/{invoice}/deductions"), &fee).await.fine();
    firm.finish("xu", order, "proceeds", json!({})).await;
    assert_eq!(firm.boss.get(order).await.fine()["status"], "done");
    let spent = json!({ "kind": "goods", "amount": money("33000.00", "CNY"), "document": "FP-1" });
    firm.by("wu").post(&format!("{order}/costs/entries"), &spent).await.fine();
}

#[test]
fn s3_the_terms_of_payment_say_what_releases_production() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        for (terms, needed) in [
            ("100% T/T deposit", vec!["deposit"]),
            ("L/C at sight", vec!["letter"]),
            ("O/A 60", vec!["open-account"]),
            ("D/A 90", vec!["open-account"]),
            ("30TT/70LC", vec!["letter", "deposit"]),
            // What cannot be read releases nothing.
            ("看情况", vec!["letter", "deposit", "open-account"]),
        ] {
            let order = contracted(&firm, terms).await;
            let mut asked = Vec::new();
            for step in ["letter", "deposit", "open-account"] {
                if firm.standing(&order, step).await != "not_needed" {
                    asked.push(step);
                }
            }
            assert_eq!(asked, needed, "{terms}");
            // On open account a manager says so, and nobody else.
            if needed == ["open-account"] {
                firm.finish("chen", &order, "open-account", json!({ "standing": "往来八年，从未拖欠" })).await;
                let early = firm.not_yet("chen", &order, "release").await;
                assert!(early[1].contains("Open account confirmed"), "{early:?}");
                let sign = format!("{order}/steps/open-account/sign");
                firm.by("xu").post(&sign, &json!({})).await.refused(422, "approval-not-yours");
                firm.sign("lin", &order, "open-account").await;
                firm.finish("chen", &order, "release", json!({})).await;
            }
        }
    });
}

/// An order on these terms whose contract was signed long ago, on paper.
async fn contracted(firm: &Firm, terms: &str) -> String {
    let order = firm.order("foreign-trade", "USD", terms).await;
    for step in ["inquiry", "quote", "purchase-order", "factory-order", "costing", "contract-review", "hand-over"] {
        let skip = json!({ "reason": "合同早已签订" });
        firm.boss.post(&format!("{order}/steps/{step}/skip"), &skip).await.fine();
    }
    order
}
