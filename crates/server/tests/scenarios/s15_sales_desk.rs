//! S15: an order by fax goes to the assistant of the region, who types quantities alone; credit releases it; at the end of the
//! day it is held against the order entry. The decision in all its branches is told in `tests/credit.rs`.

use serde_json::json;
use yidan_testing::on_both;

use crate::firm::{Firm, money};

#[test]
fn s15_a_desk_order_from_the_fax_to_the_last_fen() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let desks = json!({ "desks": [{ "regions": ["南区"], "assistant": firm.id_of("han") }] });
        firm.boss.put("/desks", &desks).await.fine();
        let customer = json!({ "name": "星河贸易", "region": "南区", "owner": firm.id_of("chen"), "address": "广州" });
        let customer = firm.boss.post("/customers", &customer).await.fine()["id"].clone();
        let fax = json!({
            "customer": customer, "channel": "fax", "customer_total": "1990.00",
            "lines": [{ "product": firm.served.company.product.id, "quantity": "160" }],
        });
        let entered = firm.by("han").post("/desk-orders", &fax).await.fine();
        let order = format!("/orders/{}", entered["id"].as_str().expect("an id"));
        firm.finish("han", &order, "check", json!({})).await;

        // 160 at 12.50 are 2,000.00 and not 1,990.00; 1,200.00 are on the slip.
        let held = firm.held("han", &order, "credit", json!({})).await;
        assert!(held[0].contains("还没有放行") && held[1].contains("Not released yet"), "{held:?}");
        let release = format!("{order}/credit/release");
        firm.by("han").post(&release, &json!(null)).await.refused(422, "credit-lack-totals-differ");
        let evidence = format!("{order}/credit/evidence");
        for shown in [
            json!({ "what": "customer_total", "total": money("2000.00", "CNY") }),
            json!({ "what": "slip", "amount": money("1200.00", "CNY"), "paid_on": firm.today(), "reference": "工行 0042" }),
        ] {
            firm.by("han").post(&evidence, &shown).await.fine();
        }
        let lacks = firm.by("han").get(&format!("{order}/credit")).await.fine()["lacks"].clone();
        assert_eq!(lacks[0]["code"], "credit-lack-commitment");
        assert!(lacks[0]["detail"].as_str().expect("words").contains("800.00 CNY"), "{lacks:#}");
        firm.by("han").post(&evidence, &json!({ "what": "commitment", "note": "下次订货时付清" })).await.fine();
        firm.by("han").post(&release, &json!(null)).await.fine();
        firm.finish("han", &order, "credit", json!({})).await;
        let limit = format!("/credit-limits/{}", customer.as_str().expect("an id"));
        let in_use = async || {
            let limit = firm.by("xu").get(&limit).await.fine();
            limit["limit"]["accounts"][0]["in_use"]["amount"].as_str().expect("an amount").to_owned()
        };
        assert_eq!(in_use().await, "800.00", "the limit carries what the slip leaves open");

        firm.finish("xu", &order, "enter", json!({ "number": "SO-5501" })).await;
        firm.finish("zhao", &order, "pick", json!({})).await;
        firm.finish("ma", &order, "ship", json!({ "tracking": "SF-8801" })).await;
        let day = format!("/desk-days/{}", firm.today());
        let number = firm.boss.get(&order).await.fine()["number"].clone();
        let list =
            json!({ "entries": [{ "number": number, "customer": "星河贸易", "amount": money("2000.00", "CNY") }] });
        let compared = firm.by("xu").put(&day, &list).await.fine();
        assert_eq!((&compared["differences"], &compared["closed"]), (&json!([]), &json!(true)));
        firm.finish("xu", &order, "reconcile", json!({})).await;

        // What was released is owed; once it is paid the limit is free again.
        firm.held("xu", &order, "payment", json!({})).await;
        firm.credited("星河贸易", "CNY", "2000.00", "B-1").await;
        firm.finish("xu", &order, "payment", json!({})).await;
        assert_eq!(firm.boss.get(&order).await.fine()["status"], "done");
        assert_eq!(in_use().await, "0.00");
    });
}
