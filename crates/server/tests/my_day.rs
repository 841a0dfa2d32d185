//! What waits for whom: by urgency, with what can be done about it, and nothing that is in other hands.

mod common;

use common::{Got, Served};
use jiff::Span;
use yidan_domain::{OrderId, PersonId, access::Role, order::command::Command, party::Person};
use yidan_store::orders::{self, Draft};
use yidan_testing::{Company, on_both};

/// An order that was received `days` ago.
fn received(company: &Company, number: &str, days: i64) -> Draft {
    let mut draft = company.draft("quick-fulfilment", 10);
    draft.number = Some(number.to_owned());
    draft.header.received_at -= jiff::SignedDuration::from_hours(24 * days);
    draft
}

async fn act(company: &Company, order: OrderId, command: Command) {
    let actor = company.actor();
    let acted = company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone()));
    acted.await.expect("a deed");
}

fn finish(step: &str) -> Command {
    Command::Finish { step: step.into(), at: None, answers: Default::default() }
}

/// The sections of the page, each with what its cards say in bold.
fn sections(page: &Got) -> Vec<(String, Vec<String>)> {
    let found = page.text().split("<section id=\"").skip(1);
    found
        .map(|section| {
            let name = section.split('"').next().unwrap_or_default().to_owned();
            let cards = section.split("<p class=\"about\"><strong>").skip(1);
            let mut cards: Vec<String> = cards.filter_map(|card| Some(card.split_once('<')?.0.to_owned())).collect();
            cards.sort();
            (name, cards)
        })
        .collect()
}

fn list(name: &str, cards: &[&str]) -> (String, Vec<String>) {
    (name.to_owned(), cards.iter().map(|card| (*card).to_owned()).collect())
}

async fn promise(company: &Company, order: OrderId, owner: PersonId, days: i64) {
    let today = company.store.world().company.today(jiff::Timestamp::now());
    let due = today.checked_add(Span::new().days(days)).expect("a day");
    let id = yidan_domain::PromiseId(uuid::Uuid::now_v7());
    act(company, order, Command::Promise { id, text: "周五前回复色样".into(), due, owner }).await;
}

#[test]
fn everybody_finds_what_is_theirs_most_urgent_first() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let company = &served.company;
        let hire = async |name: &str, login: &str, departments: &[&str]| -> Person {
            company.hire(name, login, Role::Member, departments).await
        };
        let (sun, zhao) = (hire("孙丽", "sun", &["warehouse"]).await, hire("赵磊", "zhao", &["warehouse"]).await);
        let old = company.enter(received(company, "OLD", 40)).await.order;
        let handed = company.enter(received(company, "HANDED", 40)).await.order;
        let fresh = company.enter(received(company, "FRESH", 0)).await.order;
        for order in [&old, &handed] {
            for step in ["receive", "confirm"] {
                act(company, order.id, finish(step)).await;
            }
        }
        let process = company.store.world().processes.latest("quick-fulfilment").expect("shipped").clone();
        let stock = &process.steps[2];
        assert_eq!(stock.department.as_str(), "warehouse", "the third task of S18 is the warehouse's");
        let to = Command::Assign { step: stock.key.clone(), to: Some(sun.id), note: String::new() };
        act(company, handed.id, to).await;
        promise(company, fresh.id, sun.id, 0).await;

        let page = served.browser(&sun).await.get("/my-day").await;
        page.fine();
        assert_eq!(sections(&page), [list("overdue", &["HANDED", "OLD"]), list("due-today", &["FRESH"])]);
        assert!(page.text().contains("周五前回复色样") && page.text().contains("name=\"kept\" value=\"yes\""));
        let version = company.store.board().has(old.id).expect("known");
        let start = format!("action=\"/orders/{}/steps/{}/start\"", old.id, stock.key);
        assert!(page.text().contains(&start), "{}", page.text());
        assert!(page.text().contains(&format!("name=\"version\" value=\"{version}\"")));

        let zhao = served.browser(&zhao).await;
        let page = zhao.get("/my-day").await;
        assert_eq!(sections(&page), [list("overdue", &["OLD"])], "what was handed to Sun Li is not for Zhao Lei");
        let path = format!("/orders/{}/steps/{}/start", old.id, stock.key);
        let version = version.to_string();
        let answer = zhao.post(&path, &[("version", version.as_str()), ("back", "/my-day")]).await;
        assert_eq!((answer.status.as_u16(), answer.headers["location"].as_bytes()), (303, b"/my-day".as_slice()));
        let again = zhao.post(&path, &[("version", version.as_str()), ("back", "/my-day")]).await;
        assert!(again.status == 409 && again.text().contains("赵磊 · 开始“库存检查”"), "{}", again.text());
        let page = zhao.get("/my-day").await;
        assert!(page.text().contains("进行中") && !page.text().contains(&start), "begun once");
    });
}

#[tokio::test]
async fn what_is_blocked_says_why_and_who_may_not_act_finds_no_buttons() {
    let served = Served::on(Company::on_sqlite().await).await;
    let company = &served.company;
    let lin = company.hire("林海", "lin", Role::Member, &["management"]).await;
    let tang = company.hire("唐宁", "tang", Role::ReadOnly, &["management"]).await;
    let mut draft = received(company, "UNDATED", 9);
    draft.process = "customer-order".into();
    draft.header.promised = None;
    draft.header.salesperson = Some(lin.id);
    let order = company.enter(draft).await.order;
    act(company, order.id, finish("enter")).await;
    let answers = [("how".to_owned(), yidan_domain::order::Answer::Choice("phone".into()))].into();
    act(company, order.id, Command::Finish { step: "confirm".into(), at: None, answers }).await;
    act(company, order.id, finish("assign")).await;

    let page = served.browser(&lin).await.get("/my-day").await;
    assert!(page.fine().contains("还没有承诺交期") && !page.text().contains("/steps/review/start"), "{}", page.text());
    let page = served.browser(&tang).await.get("/my-day").await;
    assert!(page.fine().contains("只能查看") && !page.text().contains("name=\"version\""), "{}", page.text());
}

#[tokio::test]
async fn an_empty_day_is_a_friendly_one() {
    let served = Served::on(Company::on_sqlite().await).await;
    let page = served.administrator().await.get("/my-day").await;
    assert!(page.fine().contains("今天没有等着您的事") && page.text().contains("不属于任何部门"));
    for odd in ["/my-day?rows=0", "/my-day?rows=many", "/my-day?rows=99999999999999999999", "/my-day?x=1"] {
        assert!(served.administrator().await.get(odd).await.status.is_success(), "{odd}");
    }
}
