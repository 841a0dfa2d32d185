//! Story S10: an offer is negotiated in rounds, one of them expires, and the one that is accepted becomes the order — by the
//! API and on the screen.

mod common;
mod serving;

use jiff::{SignedDuration, Timestamp, ToSpan};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use serving::{Program, got};
use yidan_domain::{
    access::Role,
    order::{Order, command::Command},
};
use yidan_store::{
    Actor,
    company::{self, Settings},
    orders,
};
use yidan_testing::{Company, on_both};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An order that came in twenty days ago.
async fn entered(company: &Company) -> Order {
    let mut draft = company.draft("quick-fulfilment", 400);
    draft.header.received_at = Timestamp::now() - DAY * 20;
    company.enter(draft).await.order
}

/// Quoted ten days ago at this price, valid for a week.
async fn quoted_then(company: &Company, order: &Order, price: &str) {
    let then = Timestamp::now() - DAY * 10;
    let valid_until = company.store.world().company.today(then).saturating_add(7.days());
    let mut lines = order.lines.clone();
    lines[0].price = Some(price.parse().unwrap());
    let header = Box::new(order.header.clone());
    let command = Command::Quote { header, lines, valid_until: Some(valid_until), note: String::new() };
    let (actor, id) = (Actor { now: then, ..company.actor() }, order.id);
    company.store.write(move |tx| orders::act(tx, &actor, id, None, command.clone())).await.unwrap();
}

/// The order as it stands, at another price.
async fn offer(program: &Program, order: &str, price: &str) -> Value {
    let mut body = program.get(order).await.fine();
    body["lines"][0]["price"] = json!(price);
    json!({ "header": body["header"], "lines": body["lines"] })
}

async fn tag(program: &Program, order: &str) -> String {
    program.get(order).await.headers["etag"].to_str().unwrap().to_owned()
}

#[test]
fn the_round_that_is_accepted_becomes_the_order() {
    on_both(|company| async {
        let order = entered(&company).await;
        let served = serving::Served::on(company).await;
        let (_, sales) = served.hired("zhang", Role::Member, &["sales", "planning"]).await;
        let (_, clerk) = served.hired("li", Role::Member, &["documents"]).await;
        let path = format!("/orders/{}", order.id);
        let rounds = format!("{path}/quotations");
        let tomorrow = served.company.store.world().company.today(Timestamp::now()).saturating_add(1.day());

        let mut first = offer(&sales, &path, "13.00").await;
        clerk.post(&rounds, &first).await.refused(403, "refusal-needs-sales");
        first["valid_until"] = json!("2020-01-01");
        let problem = sales.post(&rounds, &first).await.refused(422, "refusal-valid-until-in-the-past");
        assert_eq!(problem["errors"][0]["pointer"], "#/valid_until");
        first["valid_until"] = json!(tomorrow);
        first["header"]["received_at"] = Value::Null;
        let done = sales.post(&rounds, &first).await.fine();
        assert_eq!((&done["happened"][0]["kind"], &done["happened"][0]["round"]), (&json!("quoted"), &json!(1)));
        let problem = sales.post(&format!("{rounds}/1/answer"), &json!({ "accepted": false })).await;
        assert_eq!(problem.refused(422, "refusal-reason-missing")["errors"][0]["pointer"], "#/words");
        let declined = json!({ "accepted": false, "words": "目标价 12 元" });
        sales.post(&format!("{rounds}/1/answer"), &declined).await.fine();
        sales.post(&format!("{rounds}/1/answer"), &declined).await.refused(422, "refusal-quote-answered");
        assert_eq!(sales.get(&path).await.fine()["total"]["amount"], "6000.00", "nothing was agreed");

        quoted_then(&served.company, &order, "12.00").await;
        let accepted = json!({ "accepted": true, "words": "OK" });
        sales.post(&format!("{rounds}/2/answer"), &accepted).await.refused(422, "refusal-quote-expired");
        sales.post(&format!("{rounds}/9/answer"), &accepted).await.refused(404, "refusal-no-such-quote");

        let seen = tag(&sales, &path).await;
        let mut third = offer(&sales, &path, "11.80").await;
        third["header"]["payment_terms"] = json!("30% T/T, 70% before shipment");
        let quote = |body: Value| {
            let request = sales.request(Method::POST, &rounds).header("If-Match", &seen);
            got(request.json(&body))
        };
        quote(third.clone()).await.fine();
        let problem = quote(third).await.refused(409, "store-conflict");
        assert_eq!(problem["since"][0]["event"]["kind"], "quoted", "somebody else's round is to be seen first");

        let seen = tag(&sales, &path).await;
        let accept = || {
            let request = sales.request(Method::POST, &format!("{rounds}/3/answer")).header("If-Match", &seen);
            got(request.json(&accepted))
        };
        let happened = accept().await.fine()["happened"].clone();
        assert_eq!((&happened[0]["kind"], &happened[1]["kind"]), (&json!("quote_answered"), &json!("amended")));
        accept().await.refused(409, "store-conflict");
        let agreed = sales.get(&path).await.fine();
        assert_eq!(agreed["total"], json!({ "amount": "5664.00", "currency": "CNY" }));
        assert_eq!(agreed["header"]["payment_terms"], "30% T/T, 70% before shipment");
        assert_eq!(
            agreed["header"]["received_at"],
            order_received(&order),
            "when it came is not for a quotation to say"
        );
        assert_eq!(agreed["quotations"], 3);

        let listed = sales.get(&rounds).await.fine();
        let round = |index: usize, field: &str| listed["quotations"][index][field].clone();
        assert_eq!((round(0, "answer")["accepted"].clone(), round(0, "may_answer")), (json!(false), json!(false)));
        assert_eq!(
            (round(1, "valid"), round(1, "answer"), round(1, "may_answer")),
            (json!(false), json!(null), json!(true))
        );
        assert_eq!((round(2, "valid"), round(2, "answer")["accepted"].clone()), (json!(true), json!(true)));
        assert_eq!((listed["may_quote"].clone(), round(2, "total")["amount"].clone()), (json!(true), json!("5664.00")));
        assert_eq!(clerk.get(&rounds).await.fine()["may_quote"], false);
    });
}

fn order_received(order: &Order) -> String {
    order.header.received_at.to_string()
}

#[test]
fn rounds_are_quoted_compared_answered_and_printed_on_the_screen() {
    on_both(|company| async {
        let order = entered(&company).await;
        let served = common::Served::on(company).await;
        let browser = served.administrator().await;
        let path = format!("/orders/{}/quotes", order.id);
        let page = browser.get(&path).await;
        assert!(page.fine().contains("还没有报过价"), "{}", page.text());

        let form = browser.get(&format!("{path}/new")).await;
        assert!(form.fine().contains("第 1 轮报价") && form.text().contains("name=\"valid_until\""));
        let version = form.between("name=\"version\" value=\"", "\"").remove(0);
        let received = form.between("name=\"received\" id=\"received\" required value=\"", "\"").remove(0);
        let clock = form.between("name=\"received-clock\" value=\"", "\"").remove(0);
        let quoted = |price: &'static str, valid: &'static str| {
            [
                ("version", version.clone()),
                ("channel", "email".into()),
                ("customer", "Nordwind GmbH".into()),
                ("currency", "CNY".into()),
                ("received", received.clone()),
                ("received-clock", clock.clone()),
                ("payment_terms", "30% T/T, 70% L/C".into()),
                ("trade_terms", "FOB NINGBO".into()),
                ("line-code", "FL-80".into()),
                ("line-name", "铸铁法兰".into()),
                ("line-spec", "DN80".into()),
                ("line-quantity", "480".into()),
                ("line-unit", "件".into()),
                ("line-price", price.into()),
                ("valid_until", valid.into()),
                ("note", "纸箱加托盘".into()),
            ]
        };
        let send = async |fields: [(&str, String); 16]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(&path, &fields).await
        };
        for (price, valid, words) in [
            ("12.x", "2099-01-01", "这不是一个数字"),
            ("13", "someday", "valid_until-fault"),
            ("13", "2020-01-01", "2020-01-01"),
        ] {
            let refused = send(quoted(price, valid)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            for words in [words, "纸箱加托盘", "DN80"] {
                assert!(refused.text().contains(words), "{words}: {}", refused.text());
            }
        }
        assert_eq!(send(quoted("13", "2099-01-01")).await.status, StatusCode::SEE_OTHER);
        let conflict = send(quoted("12.80", "2099-01-01")).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.text());
        assert!(conflict.text().contains("第 1 轮报价 6,240.00 CNY"), "what somebody else offered meanwhile");
        let mut again = quoted("12.80", "2099-01-01");
        again[0].1 = conflict.between("name=\"version\" value=\"", "\"").remove(0);
        assert_eq!(send(again).await.status, StatusCode::SEE_OTHER);

        let page = browser.get(&path).await;
        for words in
            ["第 2 轮报价", "6,144.00 CNY", "<del>铸铁法兰 DN80 · 480 件 · 13.00 CNY</del>", "等客户答复", "形式发票"]
        {
            assert!(page.fine().contains(words), "{words}: {}", page.text());
        }
        let answer = format!("{path}/2/answer");
        let silent = browser.post(&answer, &[("accepted", "no"), ("words", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text().contains("请写明客户为什么没有接受"));
        assert_eq!(browser.post(&answer, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(&answer, &[("accepted", "yes")]).await.status, StatusCode::SEE_OTHER);
        assert!(browser.get(&path).await.fine().contains("客户已接受"));
        assert!(browser.get(&format!("/orders/{}", order.id)).await.fine().contains("6,144.00 CNY"));

        let actor = served.company.actor();
        let settings = Settings {
            address: "宁波市海曙区\nHaishu, Ningbo".into(),
            bank: "Bank of China\nSWIFT BKCHCNBJ92A".into(),
            ..served.company.store.world().company.settings.clone()
        };
        served.company.store.write(move |tx| company::put_settings(tx, &actor, &settings)).await.unwrap();
        let proforma = browser.get(&format!("{path}/2/proforma")).await;
        let number = format!("{}-2", order.number);
        for words in [
            &number,
            "PROFORMA INVOICE",
            "形式发票",
            "Nordwind GmbH",
            "远山贸易",
            "Haishu, Ningbo",
            "SWIFT BKCHCNBJ92A",
            "30%电汇预付",
            "70% L/C at sight",
            "FOB NINGBO",
            "纸箱加托盘",
            "6,144.00 CNY",
            "Confirmed by buyer",
        ] {
            assert!(proforma.fine().contains(words), "{words}: {}", proforma.text());
        }
        assert_eq!(browser.get(&format!("{path}/7/proforma")).await.status, StatusCode::NOT_FOUND);
    });
}
