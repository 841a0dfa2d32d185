//! S13: every order is reviewed before production may plan it; afterwards it changes by a change order alone, which is reviewed
//! again and whose loss is charged to the department that asked for it.

use serde_json::{Value, json};
use yidan_testing::on_both;

use crate::firm::{Firm, money};

#[test]
fn s13_an_order_is_reviewed_and_changes_by_a_change_order_alone() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let order = firm.order("reviewed-manufacturing", "CNY", "月结30天").await;
        firm.finish("chen", &order, "receive", json!({})).await;
        firm.finish("gao", &order, "technical", json!({ "special": true, "outcome": "倒角 2 mm，样件已封" })).await;
        firm.finish("song", &order, "supply-check", json!({ "feasible": true })).await;
        firm.finish("gao", &order, "review", json!({ "passed": true, "conditions": "首件送检" })).await;
        let early = firm.not_yet("feng", &order, "plan").await;
        assert!(early[0].contains("订单评审") && early[1].contains("Order review"), "{early:?}");
        for signer in ["lin", "wu", "feng"] {
            firm.sign(signer, &order, "review").await;
        }
        assert_eq!(
            firm.standing(&order, "review").await,
            "started",
            "special requirements are the general manager's case"
        );
        firm.boss.post(&format!("{order}/steps/review/sign"), &json!({})).await.fine();
        firm.finish("feng", &order, "plan", json!({})).await;

        // The customer wants 20 more, and planning has bought for 480.
        let mut change = firm.by("chen").get(&order).await.fine();
        change["lines"][0]["quantity"]["amount"] = json!("500");
        let mut change = json!({ "header": change["header"], "lines": change["lines"], "reason": "客户加订 20 件" });
        firm.by("chen").post(&format!("{order}/amend"), &change).await.refused(422, "refusal-frozen");
        change["asked_by"] = json!("sales");
        change["loss"] = money("800.00", "CNY");
        firm.by("chen").post(&format!("{order}/changes"), &change).await.fine();
        let proposed = firm.boss.get(&order).await.fine();
        assert_eq!(proposed["lines"][0]["quantity"]["amount"], "480", "nothing changes before it is signed");
        for signer in ["lin", "wu", "feng"] {
            firm.by(signer).post(&format!("{order}/change/sign"), &json!({})).await.fine();
        }
        firm.boss.post(&format!("{order}/change/sign"), &json!({})).await.fine();
        let changed = firm.boss.get(&order).await.fine();
        assert_eq!((&changed["change"], &changed["lines"][0]["quantity"]["amount"]), (&Value::Null, &json!("500")));
        let closed = &changed["closed_changes"][0];
        assert_eq!(
            (&closed["outcome"], &closed["asked_by"], &closed["loss"]),
            (&json!("accepted"), &json!("sales"), &money("800.00", "CNY"))
        );

        let waits = firm.held("wu", &order, "purchase", json!({ "arrived": false })).await;
        assert!(waits[0].contains("物料没有到齐"), "{waits:?}");
        firm.finish("wu", &order, "purchase", json!({ "arrived": true })).await;
        let trouble =
            json!({ "step": "produce", "note": "首件砂眼，返工", "cause": "rework", "charged_to": "quality" });
        firm.by("feng").post(&format!("{order}/exceptions"), &trouble).await.fine();
        firm.finish("feng", &order, "produce", json!({ "made": "500", "scrap": "6" })).await;
        firm.finish("ma", &order, "ship", json!({ "tracking": "SF-1120" })).await;
        firm.finish("chen", &order, "receipt", json!({ "signed": true })).await;
        let owed = firm.by("xu").get(&format!("{order}/invoices")).await.fine()["invoices"].clone();
        let amounts: Vec<&Value> = owed.as_array().expect("invoices").iter().map(|bill| &bill["amount"]).collect();
        assert_eq!(amounts, [&money("6000.00", "CNY"), &money("250.00", "CNY")], "what is owed goes with the change");
        firm.credited("Nordwind GmbH", "CNY", "6250.00", "B-1").await;
        firm.finish("xu", &order, "payment", json!({})).await;
        firm.finish("jiang", &order, "self-check", json!({ "found": "更改单手续齐全" })).await;
        assert_eq!(firm.boss.get(&order).await.fine()["status"], "done");
    });
}
