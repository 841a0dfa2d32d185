//! S6: the sheet of what customers owe, with its five states, what is asked for and promised, and how old it is.

use serde_json::{Value, json};
use yidan_testing::on_both;

use crate::firm::{Firm, money};

#[test]
fn s6_the_sheet_of_receivables_tells_five_states() {
    on_both(|company| async {
        let firm = Firm::on(company).await;
        let clerk = firm.by("xu");
        let customer = firm.served.company.customer.id;
        // Five invoices of a hundred each, issued long ago; of some a part has come in.
        for (number, due, paid) in [
            ("INV-1", -40, "100.00"),
            ("INV-2", 20, ""),
            ("INV-3", 20, "30.00"),
            ("INV-4", -40, "30.00"),
            ("INV-5", 0, ""),
        ] {
            let bill = json!({
                "number": number, "customer": customer, "issued": firm.in_days(-60), "amount": money("100.00", "CNY"),
                "instalments": [{ "amount": money("100.00", "CNY"), "due": firm.in_days(due), "what": "货款" }],
            });
            let invoice = clerk.post("/invoices", &bill).await.fine()["id"].clone();
            if !paid.is_empty() {
                let slip = json!({
                    "received_on": firm.today(), "amount": money(paid, "CNY"), "customer": customer, "reference": number,
                });
                let receipt = clerk.post("/receipts", &slip).await.fine()["id"].as_str().expect("an id").to_owned();
                let pays = json!({ "invoice": invoice, "instalment": 1, "settles": money(paid, "CNY") });
                clerk.post(&format!("/receipts/{receipt}/allocations"), &pays).await.fine();
            }
        }
        let sheet = clerk.get("/receivables").await.fine();
        let state = |number: &str| {
            let rows = sheet["receivables"].as_array().expect("rows");
            rows.iter().find(|row| row["number"] == number).expect("the invoice")["state"].clone()
        };
        assert_eq!(
            ["INV-1", "INV-2", "INV-3", "INV-4", "INV-5"].map(state),
            ["paid", "due-later", "part-paid", "overdue", "unpaid"]
        );
        let figures = sheet["states"].as_array().expect("statistics");
        for (name, open) in [("待付款", "100.00"), ("部分付款", "70.00"), ("逾期未付款", "70.00"), ("未付款", "100.00")]
        {
            let of =
                figures.iter().find(|of| of["name"]["zh"] == name).unwrap_or_else(|| panic!("{name}: {figures:#?}"));
            assert_eq!((&of["count"], &of["open"][0]), (&json!(1), &money(open, "CNY")), "{name}");
        }
        let paid = figures.iter().find(|of| of["name"]["zh"] == "已付款").expect("those that are paid");
        assert_eq!((&paid["count"], &paid["open"]), (&json!(1), &json!([])));
        let ageing = clerk.get("/ageing").await.fine();
        let buckets = ageing["currencies"][0]["buckets"].as_array().expect("buckets").iter();
        let aged: Vec<&Value> = buckets.map(|bucket| &bucket["amount"]["amount"]).collect();
        assert_eq!(aged, ["270.00", "0.00", "70.00", "0.00", "0.00"]);
        // A month before, nothing had come in and ten days had passed.
        let then = clerk.get(&format!("/ageing?at={}", firm.in_days(-30))).await.fine();
        let buckets = then["currencies"][0]["buckets"].as_array().expect("buckets").iter();
        let aged: Vec<&Value> = buckets.map(|bucket| &bucket["amount"]["amount"]).collect();
        assert_eq!(aged, ["300.00", "200.00", "0.00", "0.00", "0.00"]);

        // Whoever is overdue is called; what was promised is kept with it.
        let calls = clerk.get("/receivables/calls").await.fine();
        assert_eq!(calls["calls"][0]["due"][0]["number"], "INV-4", "{calls:#}");
        let late =
            sheet["receivables"].as_array().expect("rows").iter().find(|row| row["number"] == "INV-4").expect("it");
        let promised = json!({
            "customer": customer, "invoice": late["invoice"], "amount": money("70.00", "CNY"), "day": firm.in_days(6),
            "note": "王会计说下周付",
        });
        clerk.post("/payment-promises", &promised).await.fine();
        let sheet = clerk.get("/receivables?state=overdue").await.fine();
        assert_eq!(sheet["receivables"][0]["promised"], json!(firm.in_days(6)));
    });
}
