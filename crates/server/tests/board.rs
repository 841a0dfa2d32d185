//! The board as people use it: looking for orders, turning pages, taking the list away, keeping a view, and seeing at once
//! what somebody else does.

mod common;

use common::{Browser, Served};
use jiff::{Span, civil::Date};
use yidan_documents::sheet::{self, Cell};
use yidan_domain::{
    CustomerId, OrderId, PersonId,
    access::Role,
    order::command::Command,
    party::{Customer, Person},
};
use yidan_store::{customers, orders};
use yidan_testing::{Company, customer, on_both};

/// An order to be entered: what differs from the company's usual one.
struct Wanted<'a> {
    number: &'a str,
    customer: CustomerId,
    goods: &'a str,
    days: Option<i64>,
    salesperson: Option<PersonId>,
    process: &'a str,
}

impl<'a> Wanted<'a> {
    fn new(number: &'a str, customer: &Customer) -> Self {
        let (customer, process) = (customer.id, "customer-order");
        Self { number, customer, goods: "铸铁法兰", days: Some(20), salesperson: None, process }
    }
}

async fn enter(company: &Company, wanted: Wanted<'_>) -> OrderId {
    let mut draft = company.draft(wanted.process, wanted.days.unwrap_or(1));
    draft.number = Some(wanted.number.to_owned());
    draft.header.customer = wanted.customer;
    draft.header.customer_ref = format!("PO-{}", wanted.number);
    draft.header.salesperson = wanted.salesperson;
    draft.header.promised = draft.header.promised.filter(|_| wanted.days.is_some());
    if wanted.days.is_some_and(|days| days < 0) {
        draft.header.received_at -= jiff::SignedDuration::from_hours(24 * 30);
    }
    draft.lines[0].name = wanted.goods.to_owned();
    company.enter(draft).await.order.id
}

async fn act(company: &Company, order: OrderId, command: Command) {
    let actor = company.actor();
    let acted = company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone()));
    acted.await.expect("a deed");
}

async fn known_customer(company: &Company, name: &str, owner: Option<&Person>) -> Customer {
    let (actor, owner) = (company.actor(), owner.map(|person| person.id));
    let kept = Customer { owner, ..customer(name) };
    company.store.write(move |tx| customers::put(tx, &actor, kept.clone())).await.expect("a customer")
}

/// The numbers of the orders that a page of the board shows.
async fn numbers(browser: &Browser, address: &str) -> Vec<String> {
    let page = browser.get(address).await;
    page.fine();
    page.between("class=\"stick head\"><a href=\"/orders/", "</a>")
        .iter()
        .filter_map(|link| Some(link.split_once("\">")?.1.to_owned()))
        .collect()
}

#[tokio::test]
async fn every_condition_finds_what_it_says() {
    let served = Served::on(Company::on_sqlite().await).await;
    let company = &served.company;
    let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
    let bright = known_customer(company, "宁波晨光进出口有限公司", None).await;
    let nord = &company.customer;
    let soon = enter(company, Wanted { days: Some(2), ..Wanted::new("A-1", &bright) }).await;
    enter(company, Wanted { days: Some(-5), goods: "全棉斜纹布", ..Wanted::new("A-2", nord) }).await;
    enter(company, Wanted { days: None, ..Wanted::new("A-3", nord) }).await;
    enter(company, Wanted { salesperson: Some(chen.id), ..Wanted::new("B-4", nord) }).await;
    enter(company, Wanted { process: "quick-fulfilment", ..Wanted::new("B-5", nord) }).await;
    act(
        company,
        soon,
        Command::RaiseException { id: id(), step: None, note: "缺料".into(), handling: Default::default() },
    )
    .await;
    let gone = enter(company, Wanted::new("B-6", nord)).await;
    act(company, gone, Command::Cancel { reason: "客户取消".into() }).await;

    let browser = served.administrator().await;
    let today = company.store.world().company.today(jiff::Timestamp::now());
    let day = |days: i64| -> Date { today.checked_add(Span::new().days(days)).expect("a day") };
    let (chen_id, nord_id) = (format!("person={}", chen.id), format!("sort=number&customer={}", nord.id));
    let (from, received) =
        (format!("sort=number&from={}", day(19)), format!("sort=number&dates=received&from={}", day(0)));
    for (query, found) in [
        ("", "A-2 A-1 B-4 B-5 A-3"),
        ("sort=-number", "B-5 B-4 A-3 A-2 A-1"),
        ("sort=number&state=all", "A-1 A-2 A-3 B-4 B-5 B-6"),
        ("state=late", "A-2"),
        ("state=due-soon", "A-1"),
        ("state=no-date", "A-3"),
        ("state=exception", "A-1"),
        ("state=cancelled", "B-6"),
        ("state=done", ""),
        ("q=晨光", "A-1"),
        ("q=斜纹", "A-2"),
        ("q=b-&sort=number", "B-4 B-5 B-6"),
        ("q=b-&state=open&sort=number", "B-4 B-5"),
        ("q=po-a-3", "A-3"),
        ("customer=晨光", "A-1"),
        ("customer=Nordwind GmbH&state=late", "A-2"),
        (nord_id.as_str(), "A-2 A-3 B-4 B-5 B-6"),
        (chen_id.as_str(), "B-4"),
        ("department=sales&state=open&sort=number&process=quick-fulfilment", "B-5"),
        ("process=quick-fulfilment", "B-5"),
        ("stage=intake&state=no-date", "A-3"),
        (from.as_str(), "B-4 B-5 B-6"),
        (received.as_str(), "A-1 A-3 B-4 B-5 B-6"),
        ("q=没有这样的", ""),
    ] {
        let shown = numbers(&browser, &format!("/board?{query}")).await.join(" ");
        assert_eq!(shown, found, "{query}");
    }
    // The figures of the strip are what their links lead to.
    let page = browser.panel("/board?q=a-").await;
    let figures = page
        .between("<strong", "</strong>")
        .iter()
        .take(10)
        .map(|f| f.rsplit('>').next().unwrap_or("").to_owned())
        .collect::<Vec<_>>();
    assert_eq!(figures, ["3", "1", "1", "0", "1", "1", "1", "0", "0", "3"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let served = Served::on(Company::on_sqlite().await).await;
    let browser = served.administrator().await;
    for (query, said) in [
        ("state=slow", "state=“slow”"),
        ("from=2026-02-30", "“2026-02-30”不是日期"),
        ("from=2026-03-02&to=2026-03-01", "晚于截止日期"),
        ("sort=price", "sort=“price”"),
        ("stage=moon", "stage=“moon”"),
        ("person=me", "person=“me”"),
        ("department=moon", "department=“moon”"),
        ("process=moon", "process=“moon”"),
        ("dates=shipped&from=2026-01-01", "dates=“shipped”"),
        ("customer=Nobody", "没有叫“Nobody”的客户"),
        ("customer=%00", "没有叫"),
    ] {
        for path in ["/board", "/board/export.csv", "/board/export.xlsx"] {
            let page = browser.get(&format!("{path}?{query}")).await;
            assert!(
                page.status == 400 && page.text().contains(said),
                "{path}?{query}: {} {}",
                page.status,
                page.text()
            );
        }
    }
    let page = browser.get("/board?after=nonsense").await;
    assert!(page.status == 400 && page.text().contains("after=“nonsense”"), "a file begins at the beginning anyway");
    // What nobody asked for does no harm, and a cursor of another order begins at the beginning.
    for query in ["nonsense=1", "q=%ff%fe", "q=", "state=", "q=<script>alert(1)</script>"] {
        let page = browser.get(&format!("/board?{query}")).await;
        assert!(!page.fine().contains("<script>alert"), "{query}");
    }
}

#[test]
fn all_pages_together_are_the_list_that_is_exported() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let company = &served.company;
        let tricky = known_customer(company, "=HYPERLINK(\"http://x\")", None).await;
        let (actor, drafts) = (company.actor(), company);
        let drafts: Vec<orders::Draft> = (0..130)
            .map(|i| {
                let mut draft = drafts.draft("quick-fulfilment", 1 + i % 17);
                draft.number = Some(format!("N-{i:03}"));
                draft.header.customer = if i % 3 == 0 { tricky.id } else { company.customer.id };
                draft
            })
            .collect();
        let entered = company
            .store
            .write(move |tx| drafts.iter().try_for_each(|draft| orders::enter(tx, &actor, draft.clone()).map(drop)));
        entered.await.expect("orders");

        let browser = served.administrator().await;
        for query in ["", "sort=-delay", "sort=customer&q=n-", "sort=-number&state=all"] {
            let mut pages = Vec::new();
            let mut next = Some(format!("/board?{query}"));
            while let Some(address) = next {
                pages.push(numbers(&browser, &address).await);
                let page = browser.get(&address).await;
                let links = page.between("href=\"", "\" rel=\"next\"");
                next = links.last().map(|link| {
                    link.rsplit("href=\"").next().unwrap_or(link).replace("&amp;", "&").replace("&#38;", "&")
                });
            }
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 30], "{query}");
            let shown = pages.concat();

            let csv = browser.get(&format!("/board/export.csv?{query}")).await;
            assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
            assert!(csv.fine().contains(",\"'=HYPERLINK("), "a formula stays text");
            let xlsx = browser.get(&format!("/board/export.xlsx?{query}")).await;
            assert!(xlsx.status.is_success());
            for (name, bytes) in [("b.csv", &csv.bytes), ("b.xlsx", &xlsx.bytes)] {
                let sheet = sheet::read(name, bytes).expect("a sheet").remove(0);
                let column = |at: usize| sheet.rows[1..].iter().map(|row| words(&row[at])).collect::<Vec<_>>();
                assert_eq!(words(&sheet.rows[0][0]), "订单号");
                assert_eq!(column(0), shown, "{name} {query}");
                assert!(column(1).contains(&"=HYPERLINK(\"http://x\")".to_owned()));
                assert!(column(column_of(&sheet.rows[0], "金额")).iter().all(|total| total.starts_with("6000")));
            }
        }
    });
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => words.clone(),
        Cell::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

fn column_of(titles: &[Cell], title: &str) -> usize {
    titles.iter().position(|cell| words(cell) == title).expect("the column")
}

#[tokio::test]
async fn a_salesperson_sees_own_orders_and_no_others_anywhere() {
    let served = Served::on(Company::on_sqlite().await).await;
    let company = &served.company;
    let li = company.hire("李雷", "li", Role::Member, &["sales"]).await;
    let own = known_customer(company, "李雷的客户", Some(&li)).await;
    let mine = enter(company, Wanted::new("MINE", &own)).await;
    let others = enter(company, Wanted::new("OTHERS", &company.customer)).await;

    let browser = served.browser(&li).await;
    assert_eq!(numbers(&browser, "/board?state=all").await, ["MINE"]);
    let rows = browser.panel(&format!("/board/rows?id={mine}&id={others}")).await;
    assert!(rows.fine().contains("MINE") && !rows.text().contains("OTHERS"), "{}", rows.text());
    assert!(!browser.get("/board/export.csv?state=all").await.fine().contains("OTHERS"));
    assert_eq!(browser.get(&format!("/live?order={others}")).await.status, 404);
}

#[tokio::test]
async fn a_view_is_kept_shared_opened_and_deleted() {
    let served = Served::on(Company::on_sqlite().await).await;
    let company = &served.company;
    let wang = company.hire("王磊", "wang", Role::Manager, &[]).await;
    enter(company, Wanted::new("A-1", &company.customer)).await;
    let (admin, wang) = (served.administrator().await, served.browser(&wang).await);

    let query = "q=%E6%B3%95%E5%85%B0&state=open&after=promised.up.after.1.x";
    let saved = admin.post("/board/views", &[("name", "法兰 "), ("query", query), ("shared", "on")]).await;
    let link = "/board?q=%E6%B3%95%E5%85%B0&state=open";
    assert_eq!((saved.status.as_u16(), saved.headers["location"].as_bytes()), (303, link.as_bytes()));
    let nameless = admin.post("/board/views", &[("name", " "), ("query", query)]).await;
    assert!(nameless.status == 422 && nameless.text().contains("请给视图起个名字"), "{}", nameless.text());

    let page = wang.get("/board").await;
    let shown = link.replace('&', "&#38;");
    assert!(page.fine().contains("法兰</a>") && (page.text().contains(&shown) || page.text().contains(link)));
    assert_eq!(numbers(&wang, link).await, ["A-1"]);
    let id = admin.get("/board").await.between("/board/views/", "/delete").remove(0);
    assert!(page.between("/board/views/", "/delete").is_empty(), "others' views stay");
    assert_eq!(wang.post(&format!("/board/views/{id}/delete"), &[]).await.status, 404);
    assert_eq!(admin.post(&format!("/board/views/{id}/delete"), &[]).await.status, 303);
    assert!(!wang.get("/board").await.text().contains("法兰</a>"));
}

/// A line that is read event by event.
struct Line(reqwest::Response, String);

impl Line {
    async fn open(browser: &Browser, path: &str) -> Self {
        let response = browser.asks(path).send().await.expect("a line");
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self(response, String::new())
    }

    /// Name and data of the next event.
    async fn next(&mut self) -> (String, String) {
        loop {
            if let Some((event, rest)) = self.1.split_once("\n\n") {
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                let found = field("event:").zip(field("data:")).map(|(n, d)| (n.to_owned(), d.to_owned()));
                self.1 = rest.to_owned();
                if let Some(found) = found {
                    return found;
                }
                continue;
            }
            let chunk = self.0.chunk().await.expect("the line holds").expect("the line goes on");
            self.1.push_str(std::str::from_utf8(&chunk).expect("text"));
        }
    }
}

#[test]
fn what_somebody_else_does_is_told_to_those_who_may_know() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let company = &served.company;
        let li = company.hire("李雷", "li", Role::Member, &["sales"]).await;
        let own = known_customer(company, "李雷的客户", Some(&li)).await;
        let mine = enter(company, Wanted::new("MINE", &own)).await;
        let (admin, li) = (served.administrator().await, served.browser(&li).await);

        let mut all = Line::open(&admin, "/live").await;
        let mut own_line = Line::open(&li, "/live").await;
        let mut page = Line::open(&li, &format!("/live?order={mine}")).await;
        let others = enter(company, Wanted::new("OTHERS", &company.customer)).await;
        assert_eq!(all.next().await, ("orders".into(), others.to_string()));
        act(company, mine, Command::Remark { step: None, text: "客户来电".into() }).await;
        assert_eq!(all.next().await, ("orders".into(), mine.to_string()));
        assert_eq!(own_line.next().await, ("orders".into(), mine.to_string()), "and nothing of what others do");
        let (name, version) = page.next().await;
        assert_eq!(name, format!("order-{mine}"));
        let row = li.panel(&format!("/board/rows?id={mine}")).await;
        assert!(row.fine().contains(&format!("data-version=\"{version}\"")), "{}", row.text());
    });
}

#[tokio::test]
async fn an_empty_board_leads_on() {
    let served = Served::on(Company::on_sqlite().await).await;
    let page = served.administrator().await.get("/board").await;
    assert!(page.fine().contains("还没有订单") && page.text().contains("href=\"/import\""));
    let viewer = served.company.hire("只读", "viewer", Role::ReadOnly, &[]).await;
    let page = served.browser(&viewer).await.get("/board").await;
    assert!(!page.fine().contains("class=\"button primary\" href=\"/orders/new\""));
}

#[tokio::test]
async fn typing_swaps_the_panel_alone() {
    let served = Served::on(Company::on_sqlite().await).await;
    enter(&served.company, Wanted::new("A-1", &served.company.customer)).await;
    let browser = served.administrator().await;
    let panel = browser.panel("/board?q=a-1").await;
    assert!(panel.fine().contains("id=\"list\"") && !panel.text().contains("<html"));
    let names = browser.panel("/board/customers?customer=wind").await;
    assert_eq!(names.fine().trim(), "<option value=\"Nordwind GmbH\"></option>");
}

fn id() -> yidan_domain::ExceptionId {
    yidan_domain::ExceptionId(uuid::Uuid::now_v7())
}
