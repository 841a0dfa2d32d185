//! S15, told through the API: orders by quantities alone, the release on credit to the fen, and the end of the day.

mod serving;

use serde_json::{Value, json};
use serving::{Got, Program, Served};
use yidan_domain::{access::Role, approval::Post, party::Person};
use yidan_store::people;
use yidan_testing::on_both;

/// Those who play in the story.
struct Cast {
    served: Served,
    boss: Program,
    /// Sales assistant of the south.
    assistant: Program,
    assistant_id: String,
    /// Salesperson, who owns the customers.
    seller: Program,
    seller_id: String,
    director: Program,
    clerk: Program,
}

impl Cast {
    async fn on(served: Served) -> Self {
        let (han, assistant) = served.hired("han", Role::Member, &["sales", "service"]).await;
        let (chen, seller) = served.hired("chen", Role::Member, &["sales"]).await;
        let (_, clerk) = served.hired("zhou", Role::Member, &["finance"]).await;
        let (director, program) = served.hired("director", Role::Member, &["management"]).await;
        let (actor, person) =
            (served.company.actor(), Person { posts: vec![Post::MarketingDirector], ..director.clone() });
        served.company.store.write(move |tx| people::put(tx, &actor, person.clone())).await.unwrap();
        let boss = served.administrator().await;
        let desks = json!({ "desks": [{ "regions": ["南区", "华南"], "assistant": han.id }] });
        assistant.put("/desks", &desks).await.refused(403, "refusal-needs-manager");
        boss.put("/desks", &desks).await.fine();
        Self {
            boss,
            assistant,
            assistant_id: han.id.to_string(),
            seller,
            seller_id: chen.id.to_string(),
            director: program,
            clerk,
            served,
        }
    }

    async fn customer(&self, name: &str, region: &str) -> String {
        let customer = json!({ "name": name, "region": region, "owner": self.seller_id, "address": "广州" });
        let added = self.boss.post("/customers", &customer).await.fine();
        added["id"].as_str().unwrap().to_owned()
    }

    async fn desk(&self, customer: &str, total: &str) -> Got {
        let lines = json!([{ "product": self.served.company.product.id, "quantity": "160" }]);
        let order = json!({ "customer": customer, "channel": "fax", "lines": lines, "customer_total": total });
        self.assistant.post("/desk-orders", &order).await
    }

    /// 160 flanges at 12.50, compared.
    async fn order(&self, customer: &str) -> String {
        let entered = self.desk(customer, "2000.00").await.fine();
        format!("/orders/{}", entered["id"].as_str().unwrap())
    }

    async fn slip(&self, order: &str, amount: &str) {
        let paid_on = self.served.company.store.world().company.today(jiff::Timestamp::now());
        let slip = json!({ "what": "slip", "amount": cny(amount), "paid_on": paid_on, "reference": "工行 0042" });
        self.assistant.post(&format!("{order}/credit/evidence"), &slip).await.fine();
    }

    async fn letter(&self, order: &str) {
        let letter = json!({ "what": "commitment", "note": "下次订货时付清" });
        self.assistant.post(&format!("{order}/credit/evidence"), &letter).await.fine();
    }

    async fn release(&self, order: &str) -> Got {
        self.assistant.post(&format!("{order}/credit/release"), &Value::Null).await
    }

    /// The codes of what is lacking.
    async fn lacks(&self, order: &str) -> Vec<(String, String)> {
        let credit = self.assistant.get(&format!("{order}/credit")).await.fine();
        let words = |lack: &Value| (lack["code"].as_str().unwrap().into(), lack["detail"].as_str().unwrap().into());
        credit["lacks"].as_array().unwrap().iter().map(words).collect()
    }

    async fn ground(&self, order: &str) -> Value {
        self.assistant.get(&format!("{order}/credit")).await.fine()["released"]["ground"]["ground"].clone()
    }

    async fn in_use(&self, customer: &str) -> Value {
        let limit = self.clerk.get(&format!("/credit-limits/{customer}")).await.fine();
        limit["limit"]["accounts"][0]["in_use"]["amount"].clone()
    }

    async fn quota_left(&self) -> Value {
        let quota = self.seller.get(&format!("/guarantee-quotas/{}", self.seller_id)).await.fine();
        quota["quotas"][0]["available"]["amount"].clone()
    }
}

fn cny(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "CNY" })
}

fn codes(lacks: &[(String, String)]) -> Vec<&str> {
    lacks.iter().map(|(code, _)| code.as_str()).collect()
}

#[test]
fn an_order_is_released_on_credit_to_the_fen() {
    on_both(|company| async {
        let cast = Cast::on(Served::on(company).await).await;
        totals_are_compared_before_anything_else(&cast).await;
        the_limit_and_the_quota_carry_what_the_slip_leaves_open(&cast).await;
        without_a_slip_somebody_signs(&cast).await;
        monthly_customers_are_released_while_last_month_is_settled(&cast).await;
    });
}

async fn totals_are_compared_before_anything_else(cast: &Cast) {
    let west = cast.customer("西岭五金", "西区").await;
    let refused = cast.desk(&west, "2000.00").await.refused(422, "desk-region-unknown");
    assert!(refused["detail"].as_str().unwrap().contains("南区"), "the regions that have a desk are named");
    let customer = cast.customer("星河贸易", "南区").await;
    // A colleague of sales takes it in, who does not see other people's customers.
    let (_, colleague) = cast.served.hired("mei", Role::Member, &["sales"]).await;
    let lines = json!([{ "product": cast.served.company.product.id, "quantity": "160" }]);
    let fax = json!({ "customer": customer, "channel": "fax", "lines": lines, "customer_total": "2000.00" });
    colleague.post("/desk-orders", &fax).await.fine();
    let entered = cast.desk(&customer, "1999.99").await.fine();
    let order = format!("/orders/{}", entered["id"].as_str().unwrap());
    let shown = cast.assistant.get(&order).await.fine();
    assert_eq!((&shown["process"]["key"], &shown["total"]), (&json!("sales-desk"), &cny("2000.00")));
    assert_eq!(shown["steps"][0]["assignee"]["id"], cast.assistant_id.as_str(), "routed by the region");

    let lacks = cast.lacks(&order).await;
    assert_eq!(codes(&lacks), ["credit-lack-totals-differ", "credit-lack-no-slip"]);
    let held = cast.release(&order).await.refused(422, "credit-lack-totals-differ");
    assert_eq!(held["lacks"].as_array().unwrap().len(), 2);
    assert_eq!(held["lacks"][0]["ways"][1]["code"], "credit-way-explain");

    let corrected = json!({ "what": "customer_total", "total": cny("2000.00") });
    cast.assistant.post(&format!("{order}/credit/evidence"), &corrected).await.fine();
    cast.assistant.post(&format!("{order}/steps/check/finish"), &json!({})).await.fine();
    cast.assistant.post(&format!("{order}/steps/credit/finish"), &json!({})).await.refused(422, "block-gate");
    cast.slip(&order, "2000.00").await;
    cast.release(&order).await.fine();
    assert_eq!((cast.ground(&order).await, cast.in_use(&customer).await), (json!("paid"), json!("0.00")));
    cast.release(&order).await.refused(422, "refusal-already-released");
    cast.assistant.post(&format!("{order}/steps/credit/finish"), &json!({})).await.fine();
}

async fn the_limit_and_the_quota_carry_what_the_slip_leaves_open(cast: &Cast) {
    let customer = cast.customer("长风机电", "华南").await;
    let short = cast.order(&customer).await;
    // A nought too many: the slip is taken back, and counts no more.
    cast.slip(&short, "10000.00").await;
    let back = |number: usize| json!({ "what": "slip_taken_back", "number": number, "reason": "多打了一个零" });
    let evidence = format!("{short}/credit/evidence");
    cast.assistant.post(&evidence, &back(2)).await.refused(404, "refusal-no-such-slip");
    cast.assistant.post(&evidence, &back(1)).await.fine();
    cast.assistant.post(&evidence, &back(1)).await.refused(404, "refusal-no-such-slip");
    assert_eq!(codes(&cast.lacks(&short).await), ["credit-lack-no-slip"]);
    cast.slip(&short, "1000.00").await;
    let lacks = cast.lacks(&short).await;
    assert_eq!(codes(&lacks), ["credit-lack-commitment"]);
    assert!(lacks[0].1.contains("1,000.00 CNY"), "{lacks:?}");
    cast.letter(&short).await;
    cast.release(&short).await.fine();
    assert_eq!((cast.ground(&short).await, cast.in_use(&customer).await), (json!("limit"), json!("1000.00")));

    // The usual limit of 1,000.00 is used up: the next order has nothing left of it.
    let next = cast.order(&customer).await;
    cast.slip(&next, "1999.99").await;
    cast.letter(&next).await;
    assert_eq!(codes(&cast.lacks(&next).await), ["credit-lack-top-up"]);
    cast.boss.post(&format!("{short}/cancel"), &json!({ "reason": "客户取消" })).await.fine();
    assert_eq!(cast.in_use(&customer).await, "0.00");
    cast.release(&next).await.fine();
    let recall = json!({ "reason": "水单是假的" });
    cast.assistant.post(&format!("{next}/credit/recall"), &recall).await.refused(403, "refusal-needs-finance");
    cast.clerk.post(&format!("{next}/credit/recall"), &recall).await.fine();
    assert_eq!(cast.in_use(&customer).await, "0.00");

    // 1,000.01 is short: 0.01 above the limit, which the salesperson signs for, and no more than the quota.
    let quota = format!("/guarantee-quotas/{}", cast.seller_id);
    cast.seller.post(&quota, &json!({ "quota": cny("0.01") })).await.refused(403, "refusal-needs-finance");
    cast.clerk.post(&quota, &json!({ "quota": cny("0.01"), "note": "试用" })).await.fine();
    let above = cast.order(&customer).await;
    cast.slip(&above, "999.99").await;
    cast.letter(&above).await;
    let lacks = cast.lacks(&above).await;
    assert_eq!(codes(&lacks), ["credit-lack-guarantee"]);
    assert!(lacks[0].1.contains("0.01 CNY"), "{lacks:?}");
    let signed = json!({ "what": "guarantee", "amount": cny("0.01") });
    let evidence = format!("{above}/credit/evidence");
    cast.assistant.post(&evidence, &signed).await.refused(403, "refusal-needs-salesperson");
    cast.seller.post(&evidence, &signed).await.fine();
    cast.release(&above).await.fine();
    assert_eq!(cast.ground(&above).await, "limit_and_guarantee");
    assert_eq!((cast.in_use(&customer).await, cast.quota_left().await), (json!("1000.00"), json!("0.00")));

    // Neither is left: the customer pays the last fen.
    let last = cast.order(&customer).await;
    cast.slip(&last, "1999.99").await;
    let lacks = cast.lacks(&last).await;
    assert_eq!(codes(&lacks), ["credit-lack-top-up"]);
    assert!(lacks[0].1.contains("0.01 CNY"), "{lacks:?}");
    cast.slip(&last, "0.01").await;
    cast.release(&last).await.fine();
    assert_eq!(cast.ground(&last).await, "paid");
}

async fn without_a_slip_somebody_signs(cast: &Cast) {
    let customer = cast.customer("海桥商行", "南区").await;
    let guaranteed = cast.order(&customer).await;
    let quota = format!("/guarantee-quotas/{}", cast.seller_id);
    cast.clerk.post(&quota, &json!({ "quota": cny("2000.01") })).await.fine();
    let evidence = json!({ "what": "guarantee", "amount": cny("2000.00") });
    cast.seller.post(&format!("{guaranteed}/credit/evidence"), &evidence).await.fine();
    cast.release(&guaranteed).await.fine();
    assert_eq!((cast.ground(&guaranteed).await, cast.quota_left().await), (json!("guarantee"), json!("0.00")));

    let deferred = cast.order(&customer).await;
    let path = format!("{deferred}/credit/evidence");
    let until = cast.served.company.draft("sales-desk", 30).header.promised;
    let agreement = json!({ "what": "agreement", "amount": cny("2000.00"), "until": until });
    for other in [&cast.assistant, &cast.boss, &cast.clerk] {
        other.post(&path, &agreement).await.refused(403, "refusal-needs-marketing-director");
    }
    cast.director.post(&path, &agreement).await.fine();
    cast.release(&deferred).await.fine();
    assert_eq!(cast.ground(&deferred).await, "deferred");
    let kept = cast.seller.get(&format!("{deferred}/credit")).await.fine();
    assert_eq!(kept["shown"].as_array().unwrap().len(), 2);
    assert_eq!(kept["entries"], json!([]), "an agreement takes nothing of limit and quota");
}

async fn monthly_customers_are_released_while_last_month_is_settled(cast: &Cast) {
    let customer = cast.customer("南湖百货", "南区").await;
    let limit = format!("/credit-limits/{customer}");
    cast.clerk.post(&limit, &json!({})).await.refused(422, "refusal-nothing-changed");
    cast.director.post(&limit, &json!({ "settles_monthly": true, "limit": cny("50000.00") })).await.fine();
    let order = cast.order(&customer).await;
    cast.release(&order).await.fine();
    assert_eq!((cast.ground(&order).await, cast.in_use(&customer).await), (json!("monthly"), json!("0.00")));
    let kept = cast.clerk.get(&limit).await.fine();
    assert_eq!(kept["limit"]["settles_monthly"], true);
    assert_eq!(kept["entries"].as_array().unwrap().len(), 2);

    // One fen of last month is open: held until it is settled.
    let today = cast.served.company.store.world().company.today(jiff::Timestamp::now());
    let last_month = today.first_of_month().yesterday().unwrap();
    let bill = json!({
        "number": "INV-LAST-MONTH", "customer": customer, "issued": last_month, "amount": cny("0.01"),
        "instalments": [{ "amount": cny("0.01"), "due": last_month }],
    });
    let invoice = cast.clerk.post("/invoices", &bill).await.fine()["id"].clone();
    let next = cast.order(&customer).await;
    let lacks = cast.lacks(&next).await;
    assert_eq!(codes(&lacks), ["credit-lack-last-month-open"]);
    assert!(lacks[0].1.contains("0.01 CNY"), "{lacks:?}");
    cast.release(&next).await.refused(422, "credit-lack-last-month-open");
    let came = json!({ "received_on": today, "amount": cny("0.01"), "customer": customer, "reference": "B-1" });
    let receipt = cast.clerk.post("/receipts", &came).await.fine()["id"].as_str().unwrap().to_owned();
    let pays = json!({ "invoice": invoice, "instalment": 1, "settles": cny("0.01") });
    cast.clerk.post(&format!("/receipts/{receipt}/allocations"), &pays).await.fine();
    cast.release(&next).await.fine();
    let yesterday = cast.served.company.store.world().company.today(jiff::Timestamp::now()).yesterday().unwrap();
    let before = cast.clerk.get(&format!("{limit}?at={yesterday}")).await.fine();
    assert_eq!(
        (&before["limit"]["settles_monthly"], &before["limit"]["accounts"][0]["limit"]),
        (&json!(false), &cny("1000.00"))
    );
    let listed = cast.clerk.get("/credit-limits").await.fine();
    assert!(listed["limits"].as_array().unwrap().iter().any(|limit| limit["customer"] == customer.as_str()));
}

#[test]
fn the_days_orders_are_held_against_the_order_entry() {
    on_both(|company| async {
        let cast = Cast::on(Served::on(company).await).await;
        let customer = cast.customer("星河贸易", "南区").await;
        let mut numbers = Vec::new();
        for _ in 0..3 {
            numbers.push(cast.desk(&customer, "2000.00").await.fine()["number"].as_str().unwrap().to_owned());
        }
        let today = cast.served.company.store.world().company.today(jiff::Timestamp::now());
        let day = format!("/desk-days/{today}");
        cast.seller.get(&day).await.refused(403, "refusal-needs-all-orders");
        let shown = cast.assistant.get(&day).await.fine();
        assert_eq!((shown["orders"].as_array().unwrap().len(), &shown["closed"]), (3, &json!(false)));
        let row =
            |number: &str, amount: &str| json!({ "number": number, "customer": "星河贸易", "amount": cny(amount) });
        let list = json!({ "entries": [row(&numbers[0], "2000.00"), row(&numbers[1], "200.00"), row("SO-X", "5.00")] });
        let compared = cast.clerk.put(&day, &list).await.fine();
        let codes: Vec<_> = compared["differences"].as_array().unwrap().iter().map(|gap| gap["code"].clone()).collect();
        assert_eq!(codes, ["reconcile-amount", "reconcile-missing-there", "reconcile-missing-here"]);
        for number in [&numbers[1], &numbers[2], "SO-X"] {
            let path = format!("{day}/resolutions");
            let noted = json!({ "number": number, "note": "录入漏了一个零，已改" });
            let shown = cast.assistant.post(&path, &noted).await.fine();
            assert_eq!(shown["closed"], number == "SO-X");
        }
        let none = json!({ "number": numbers[0], "note": "没有差异" });
        cast.clerk.post(&format!("{day}/resolutions"), &none).await.refused(422, "desk-no-such-difference");
        // Another difference under the same number is a new one.
        let list = json!({ "entries": [row(&numbers[0], "2000.00"), row(&numbers[1], "20.00"), row("SO-X", "5.00")] });
        let again = cast.clerk.put(&day, &list).await.fine();
        assert_eq!((&again["closed"], &again["differences"][0]["resolved"]), (&json!(false), &Value::Null));
    });
}

#[tokio::test]
async fn a_seller_of_own_customers_sees_own_limits() {
    let cast = Cast::on(Served::on(yidan_testing::Company::on_sqlite().await).await).await;
    let own = cast.customer("星河贸易", "南区").await;
    let other = cast.served.company.customer.id.to_string();
    for customer in [&own, &other] {
        cast.clerk.post(&format!("/credit-limits/{customer}"), &json!({ "limit": cny("5000.00") })).await.fine();
    }
    let seen = cast.seller.get("/credit-limits").await.fine();
    assert_eq!(seen["limits"].as_array().unwrap().len(), 1);
    cast.seller.get(&format!("/credit-limits/{other}")).await.refused(404, "store-not-found");
    let (_, packer) = cast.served.hired("packer", Role::Member, &["warehouse"]).await;
    packer.get("/credit-limits").await.refused(403, "refusal-needs-finance");
    let order = cast.order(&own).await;
    packer.get(&format!("{order}/credit")).await.refused(403, "refusal-needs-finance");
    let kept = cast.clerk.get(&format!("/credit-limits?text={}", "星河")).await.fine();
    assert_eq!(kept["limits"][0]["accounts"][0]["available"], cny("5000.00"));
    let many = json!({ "limit": { "amount": "0.001", "currency": "CNY" } });
    let problem = cast.clerk.post(&format!("/credit-limits/{own}"), &many).await.refused(422, "api-money-not-exact");
    assert_eq!(problem["errors"][0]["pointer"], "#/limit/amount");
}
