//! S10: needs, rounds of quotation, a contract that is drafted, reviewed, signed and archived; then production, delivery, the
//! customer's satisfaction, and payment.

use serde_json::json;
use yidan_testing::on_both;

use crate::firm::Firm;

#[test]
fn s10_a_contract_is_signed_before_anything_is_made() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let order = firm.order("sales-contract", "CNY", "30% T/T deposit, 70% before shipment").await;
        firm.finish("chen", &order, "needs", json!({ "needs": "480 件，木箱，DN80" })).await;
        let rounds = format!("{order}/quotations");
        for (round, price, accepted, words) in [(1, "13.20", false, "目标价 12.80"), (2, "12.80", true, "可以")] {
            let mut offer = firm.by("chen").get(&order).await.fine();
            offer["lines"][0]["price"] = json!(price);
            let offer = json!({ "header": offer["header"], "lines": offer["lines"] });
            firm.by("chen").post(&rounds, &offer).await.fine();
            let answer = json!({ "accepted": accepted, "words": words });
            firm.by("chen").post(&format!("{rounds}/{round}/answer"), &answer).await.fine();
        }
        let agreed = firm.by("chen").get(&order).await.fine();
        assert_eq!(agreed["total"]["amount"], "6144.00", "the accepted round is the order");
        firm.finish("chen", &order, "quote", json!({})).await;

        let draft = firm.file("chen", &order, "合同草稿.docx").await;
        firm.finish("chen", &order, "draft", json!({ "draft": draft })).await;
        firm.finish("chen", &order, "review", json!({})).await;
        firm.by("xu").post(&format!("{order}/steps/review/sign"), &json!({})).await.refused(422, "approval-not-yours");
        let back = json!({ "reason": "违约责任写清楚" });
        firm.by("lin").post(&format!("{order}/steps/review/send-back"), &back).await.fine();
        firm.finish("chen", &order, "review", json!({})).await;
        for signer in ["lin", "xu"] {
            firm.sign(signer, &order, "review").await;
        }
        assert_eq!(firm.standing(&order, "review").await, "finished", "6,144.00 is not the general manager's case");

        let early = firm.not_yet("jiang", &order, "archive").await;
        assert!(early[0].contains("签订合同") && early[1].contains("Sign contract"), "{early:?}");
        let unsigned = firm.held("chen", &order, "sign", json!({})).await;
        assert!(unsigned[0].contains("签字件"), "{unsigned:?}");
        let signed = firm.file("chen", &order, "合同签字件.pdf").await;
        firm.finish("chen", &order, "sign", json!({ "signed": signed })).await;
        firm.finish("jiang", &order, "archive", json!({ "number": "HT-2601", "place": "A 柜" })).await;

        let waits = firm.not_yet("song", &order, "confirm").await;
        assert!(waits[0].contains("定金还没有全额到账") && waits[1].contains("deposit is not credited"), "{waits:?}");
        firm.credited("Nordwind GmbH", "CNY", "1843.20", "B-1").await;
        firm.finish("song", &order, "confirm", json!({})).await;
        firm.finish("feng", &order, "produce", json!({ "made": "480" })).await;
        firm.finish("chen", &order, "inform", json!({})).await;
        firm.finish("ma", &order, "ship", json!({ "carrier": "德邦", "tracking": "DP-77120" })).await;
        firm.finish("chen", &order, "receipt", json!({ "signed": true })).await;
        firm.finish("han", &order, "survey", json!({ "rating": "good" })).await;
        let open = firm.held("xu", &order, "payment", json!({})).await;
        assert!(open[0].contains("货款还没有收齐"), "{open:?}");
        firm.credited("Nordwind GmbH", "CNY", "4300.80", "B-2").await;
        firm.finish("xu", &order, "payment", json!({})).await;
        assert_eq!(firm.boss.get(&order).await.fine()["status"], "done");
    });
}
