//! The import screen over HTTP: choose a file, see what it holds, settle what is open, import, and import again.

use std::net::SocketAddr;

use reqwest::{Client, StatusCode, header::HeaderMap, multipart};
use yidan_domain::{access::Role, party::Person};
use yidan_server::{app::App, secrets, web};
use yidan_store::sessions::{self, Opening};
use yidan_testing::{Company, on_both};

/// Somebody signed in, and the address where the company answers.
struct Browser {
    client: Client,
    address: String,
}

async fn serve(company: &Company) -> String {
    let router = web::router(App { store: company.store.clone() });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    format!("http://{address}")
}

async fn browser(company: &Company, address: &str, person: &Person) -> Browser {
    let (secret, person) = (secrets::new_secret(), person.id);
    let digest = secrets::digest(&secret);
    let opened = company.store.write(move |tx| {
        let opening = Opening { id: uuid::Uuid::now_v7(), secret: &digest, address: "127.0.0.1", agent: "test" };
        sessions::open(tx, person, opening, jiff::Timestamp::now())
    });
    opened.await.unwrap();
    let cookie = format!("{}={secret}", web::screen::SESSION_COOKIE);
    let headers = HeaderMap::from_iter([(reqwest::header::COOKIE, cookie.parse().unwrap())]);
    Browser { client: Client::builder().default_headers(headers).build().unwrap(), address: address.to_owned() }
}

impl Browser {
    async fn upload(&self, name: &str, bytes: Vec<u8>) -> (StatusCode, String) {
        let file = multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = multipart::Form::new().text("process", "customer-order").text("currency", "CNY").part("files", file);
        let answer = self.client.post(format!("{}/import", self.address)).multipart(form).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    /// Sends the form of `page` on, as its button would, with some fields set otherwise.
    async fn send(&self, page: &str, to: &str, set: &[(&str, &str)]) -> String {
        let fields =
            [hidden(page), set.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()].concat();
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value): &(String, String)| format!("{name}={}", web::screen::url_escaped(value)))
            .collect();
        let request = self.client.post(format!("{}{to}", self.address));
        let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(body.join("&"));
        request.send().await.unwrap().text().await.unwrap()
    }
}

fn hidden(page: &str) -> Vec<(String, String)> {
    let part =
        |input: &str, begin: &str| -> Option<String> { Some(input.split_once(begin)?.1.split_once('"')?.0.to_owned()) };
    page.split("<input type=\"hidden\"")
        .skip(1)
        .filter_map(|input| Some((part(input, "name=\"")?, part(input, "value=\"")?)))
        .collect()
}

fn order_book() -> Vec<u8> {
    std::fs::read(format!("{}/../../testdata/order-book-zh.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[track_caller]
fn says(page: &str, words: &str) {
    assert!(page.contains(words), "{words:?} is not on the page:\n{page}");
}

/// How many orders the button would import.
#[track_caller]
fn offered(page: &str) -> u32 {
    let numbers = page.split("导入 ").filter_map(|rest| rest.split_once(" 张订单</button>")?.0.parse().ok());
    numbers.last().unwrap_or_else(|| panic!("nothing is offered:\n{page}"))
}

#[test]
fn a_manager_imports_the_order_book() {
    on_both(async |company| {
        let address = serve(&company).await;
        let manager = company.hire("主管", "boss", Role::Manager, &[]).await;
        let browser = browser(&company, &address, &manager).await;

        let (status, preview) = browser.upload("订单.xlsx", order_book()).await;
        assert_eq!(status, StatusCode::OK);
        // Rows with days that are still to come are refused: one more can be taken once they have been.
        let orders = offered(&preview);
        assert!(orders >= 179, "{orders}");
        says(&preview, "订单.xlsx [2026订单]");
        says(&preview, "付款比例加起来是 101%，不是 100%。请核对比例。");
        says(&preview, "星河贸易(上海)");
        says(&preview, "<option value=\"promised=交期\" selected>");
        assert!(!preview.contains("<b>加急</b>"), "what stands in a sheet is text, not HTML");

        let again = browser.send(&preview, "/import/preview", &[("new", "星河贸易(上海)")]).await;
        assert_eq!(offered(&again), orders + 1);
        let refused = browser.send(&preview, "/import/refused.csv", &[]).await;
        says(&refused, "订单.xlsx [2026订单],79,金额,'=H78*J78,");

        let done = browser.send(&again, "/import/run", &[("new", "星河贸易(上海)")]).await;
        says(&done, &format!("已导入 {} 张订单", orders + 1));
        let (_, second) = browser.upload("订单.xlsx", order_book()).await;
        says(&second, "没有新的内容可以导入");
    });
}

#[test]
fn columns_are_chosen_where_titles_are_unknown() {
    on_both(async |company| {
        let address = serve(&company).await;
        let browser = browser(&company, &address, &company.administrator).await;
        let sheet = "买家,合约,下单日期,品名,数量,单位,单价,币种\n乙公司,P1,2026-10-01,拉链,5,条,1,CNY\n";
        let (_, preview) = browser.upload("b.csv", sheet.into()).await;
        says(&preview, "找不到这些列：客户");
        says(&preview, "<details open>");
        let map = [
            ("map", "customer=买家"),
            ("map", "customer_ref=合约"),
            ("map", "received=下单日期"),
            ("map", "product=品名"),
            ("map", "quantity=数量"),
            ("map", "discount="),
        ];
        let mapped = browser.send(&preview, "/import/preview", &map).await;
        says(&mapped, "导入 1 张订单");
        browser.send(&mapped, "/import/run", &map).await;
        let (_, next) = browser.upload("c.csv", sheet.replace("P1", "P2").into()).await;
        says(&next, "导入 1 张订单");
    });
}

#[test]
fn what_cannot_be_read_is_said_and_only_managers_are_let_in() {
    on_both(async |company| {
        let address = serve(&company).await;
        let browser_of = async |person: &Person| browser(&company, &address, person).await;
        let administrator = browser_of(&company.administrator).await;
        let (_, unreadable) = administrator.upload("scan.pdf", b"%PDF-1.7\0\0".to_vec()).await;
        says(&unreadable, "这不是表格文件");
        let (status, empty) = administrator.upload("", Vec::new()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&empty, "还没有选文件");

        let member = company.hire("李强", "li", Role::Member, &["sales"]).await;
        let (status, _) = browser_of(&member).await.upload("订单.xlsx", order_book()).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    });
}
