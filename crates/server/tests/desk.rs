//! The sales desk on the screen: orders by quantities, an order's release, limits and quotas, the end of the day.

mod common;

use common::{Browser, Got, Served};
use yidan_domain::{access::Role, credit::Desk};
use yidan_store::{credit, customers};
use yidan_testing::{Company, customer};

struct Desks {
    served: Served,
    boss: Browser,
}

impl Desks {
    /// A customer of the south, whose orders go to 韩梅.
    async fn open() -> Self {
        let served = Served::on(Company::on_sqlite().await).await;
        let company = &served.company;
        let assistant = company.hire("韩梅", "han", Role::Member, &["sales"]).await;
        let (actor, mut south) = (company.actor(), customer("星河贸易"));
        (south.region, south.owner, south.address) = ("南区".into(), Some(assistant.id), "广州".into());
        let desk = Desk { regions: vec!["南区".into()], assistant: assistant.id };
        let kept = company.store.write(move |tx| {
            customers::put(tx, &actor, south.clone())?;
            credit::desk::put_desks(tx, &actor, vec![desk.clone()])
        });
        kept.await.unwrap();
        let boss = served.administrator().await;
        Self { served, boss }
    }

    /// 160 flanges at 12.50 for the customer of this name.
    async fn enter(&self, customer: &str, total: &str, more: &[(&str, &str)]) -> Got {
        let id = uuid::Uuid::now_v7().to_string();
        let fields = [
            ("id", id.as_str()),
            ("channel", "fax"),
            ("customer", customer),
            ("line-code", "FL-80"),
            ("line-quantity", "１６０"),
            ("line-code", ""),
            ("line-quantity", ""),
            ("total", total),
        ];
        self.boss.post("/desk", &[&fields[..], more].concat()).await
    }
}

fn place(got: &Got) -> String {
    assert_eq!(got.status.as_u16(), 303, "{}", got.text());
    got.headers["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_order_is_taken_in_by_quantities_and_routed_by_region() {
    let desks = Desks::open().await;
    desks.boss.get("/desk").await.fine();
    let check = [("customer", "星河贸易"), ("line-code", "FL-80"), ("line-quantity", "160"), ("total", "1999.99")];
    let said = desks.boss.post_in_place("/desk/check", &check).await;
    let said = said.fine();
    for words in ["转给 韩梅", "2,000.00 CNY", "相差 0.01 CNY"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let unknown = desks.enter("Nordwind GmbH", "2000", &[]).await;
    assert_eq!(unknown.status.as_u16(), 422);
    assert!(unknown.text().contains("客户没有填区域"), "the customer has no region");
    let differs = desks.enter("星河贸易", "1999.99", &[]).await;
    assert_eq!(differs.status.as_u16(), 422);
    assert!(differs.text().contains("两者不符") && differs.text().contains("name=\"confirm\""));
    let confirmed = desks.enter("星河贸易", "1999.99", &[("confirm", "yes")]).await;
    let order = place(&confirmed);
    let page = desks.boss.get(&order).await;
    assert!(page.fine().contains("韩梅") && page.text().contains("广州"), "handed over, to the customer's address");
    let bad = desks
        .boss
        .post("/desk", &[("id", &uuid::Uuid::now_v7().to_string()), ("line-code", "FL-99"), ("line-quantity", "x")])
        .await;
    assert_eq!(bad.status.as_u16(), 422);
    assert!(
        bad.text().contains("id=\"line-1-code\"") && bad.text().contains("id=\"customer-fault\""),
        "{}",
        bad.text()
    );
}

#[tokio::test]
async fn an_orders_page_says_what_is_lacking_and_takes_it() {
    let desks = Desks::open().await;
    let order = place(&desks.enter("星河贸易", "2000", &[]).await);
    let credit = format!("{order}/credit");
    let page = desks.boss.get(&credit).await;
    for words in ["还不能放行", "客户：再付 2,000.00 CNY", "营销总监：签 2,000.00 CNY", "1,000.00 CNY"]
    {
        assert!(page.fine().contains(words), "{words}");
    }
    assert!(!page.text().contains("签延期付款协议</a>"), "only the marketing director is offered that");
    let asked = desks.boss.panel(&format!("{credit}/slip")).await;
    assert!(asked.fine().contains("name=\"amount\""));
    let nothing = desks.boss.post_in_place(&format!("{credit}/slip"), &[("amount", ""), ("day", "2026-01-01")]).await;
    assert_eq!(nothing.status.as_u16(), 422);
    assert!(nothing.text().contains("amount-fault"));
    let late = [("amount", "1000"), ("day", "2099-01-01")];
    assert!(desks.boss.post(&format!("{credit}/slip"), &late).await.text().contains("day-fault"));
    let slip = [("amount", "1,000.00"), ("day", "2026-01-01"), ("reference", "工行 42")];
    assert_eq!(place(&desks.boss.post(&format!("{credit}/slip"), &slip).await), credit);
    let held = desks.boss.post_in_place(&format!("{credit}/release"), &[]).await;
    assert_eq!(held.status.as_u16(), 422);
    assert!(held.text().contains("承诺函"));
    place(&desks.boss.post(&format!("{credit}/commitment"), &[("note", "下次付清")]).await);
    assert!(desks.boss.get(&credit).await.fine().contains("可以放行"));
    place(&desks.boss.post(&format!("{credit}/release"), &[]).await);
    let page = desks.boss.get(&credit).await;
    for words in ["已放行", "占用信用额度 1,000.00 CNY", "工行 42", "撤销放行"] {
        assert!(page.fine().contains(words), "{words}");
    }
    place(&desks.boss.post(&format!("{credit}/recall"), &[("note", "水单有误")]).await);
    assert!(desks.boss.get(&credit).await.fine().contains("释放信用额度"));
}

#[tokio::test]
async fn limits_and_quotas_are_set_and_looked_up() {
    let desks = Desks::open().await;
    let company = &desks.served.company;
    let account = format!("/credit/customers/{}", company.customer.id);
    assert!(desks.boss.get("/credit").await.fine().contains("没有要列的额度"));
    let fields = |amount| [("amount", amount), ("amount-currency", "CNY"), ("note", "年度授信")];
    let refused = desks.boss.post(&account, &fields("-1")).await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.text().contains("amount-fault"));
    place(&desks.boss.post(&account, &fields("50,000")).await);
    place(&desks.boss.post(&format!("{account}/settlement"), &[("monthly", "yes")]).await);
    let page = desks.boss.get(&account).await;
    for words in ["50,000.00 CNY", "月结", "年度授信"] {
        assert!(page.fine().contains(words), "{words}");
    }
    assert!(desks.boss.get(&format!("{account}?at=2026-01-01")).await.fine().contains("未正式核定"));
    assert!(desks.boss.get("/credit?find=Nordwind").await.fine().contains("50,000.00 CNY"));
    assert!(desks.boss.get(&format!("/customers/{}", company.customer.id)).await.fine().contains(&account));
    let seller = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
    assert!(desks.boss.get("/credit/salespeople").await.fine().contains("陈静"));
    place(&desks.boss.post(&format!("/credit/people/{}", seller.id), &fields("3000")).await);
    assert!(desks.boss.get("/credit/salespeople").await.fine().contains("3,000.00 CNY"));
    let own = desks.served.browser(&seller).await;
    assert_eq!(own.get(&account).await.status.as_u16(), 404, "another's customer");
    let (packer, keeper) = (
        company.hire("老李", "li", Role::Member, &["warehouse"]).await,
        company.hire("周会计", "zhou", Role::Member, &["finance"]).await,
    );
    assert_eq!(desks.served.browser(&packer).await.get("/credit").await.status.as_u16(), 403);
    let keeper = desks.served.browser(&keeper).await;
    assert_eq!(place(&keeper.get("/desk").await), "/credit", "finance enters no orders");
    keeper.get("/desk/day").await.fine();
}

#[tokio::test]
async fn the_day_is_compared_with_a_pasted_list_and_closed() {
    let desks = Desks::open().await;
    place(&desks.enter("星河贸易", "2000", &[]).await);
    let today = desks.served.company.store.world().company.today(jiff::Timestamp::now()).to_string();
    let page = desks.boss.get("/desk/day").await;
    assert!(page.fine().contains("还没有对账"));
    let number = page.between("<th scope=\"row\" class=\"stick head\"><a href=\"/orders/", "</a>");
    let number = number[0].split_once('>').unwrap().1.to_owned();
    let sent = |pasted: String| reqwest::multipart::Form::new().text("day", today.clone()).text("pasted", pasted);
    let bad = desks.boss.upload("/desk/day/list", sent(format!("{number}\t星河\tabc"))).await;
    assert_eq!(bad.status.as_u16(), 422);
    assert!(bad.text().contains("第 1 行"), "{}", bad.text());
    place(&desks.boss.upload("/desk/day/list", sent(format!("{number}\t星河\t200.00"))).await);
    let page = desks.boss.get("/desk/day").await;
    assert!(page.fine().contains("订单录入是 200.00 CNY"));
    let without = [("day", today.as_str()), ("number", number.as_str()), ("note", " ")];
    assert_eq!(desks.boss.post("/desk/day/resolve", &without).await.status.as_u16(), 422);
    let note = [("day", today.as_str()), ("number", number.as_str()), ("note", "录入少打一个零，已改")];
    place(&desks.boss.post("/desk/day/resolve", &note).await);
    assert!(desks.boss.get("/desk/day").await.fine().contains("已对平"));
}

#[tokio::test]
async fn managers_say_whose_regions_are_whose() {
    let desks = Desks::open().await;
    let people = desks.served.company.store.world().people.clone();
    let han = people.iter().find(|person| person.name == "韩梅").unwrap().id.to_string();
    assert!(desks.boss.get("/desk/settings").await.fine().contains("南区"));
    let rows =
        |first: &'static str| [("regions", first), ("assistant", han.as_str()), ("regions", ""), ("assistant", "")];
    place(&desks.boss.post("/desk/settings", &rows("南区、华南，西南")).await);
    assert!(desks.boss.get("/desk/settings").await.fine().contains("南区、华南、西南"));
    let twice = desks.boss.post("/desk/settings", &rows("南区、南 区")).await;
    assert_eq!(twice.status.as_u16(), 422);
    assert!(twice.text().contains("写了两次"));
    let nobody = desks.boss.post("/desk/settings", &[("regions", "北区"), ("assistant", "")]).await;
    assert!(nobody.text().contains("还没有选销售助理"));
}
