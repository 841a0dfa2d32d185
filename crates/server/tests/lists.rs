//! Customers, products and processes as people keep them: what is found, what is refused and where, what is put out of
//! use, and who may.

mod common;

use common::{Browser, Got, Served};
use reqwest::{Method, StatusCode, multipart};
use yidan_domain::{access::Role, process::SHIPPED};
use yidan_store::customers;
use yidan_testing::{Company, acting, customer};

fn story<F: Future<Output = ()>>(story: impl FnOnce(Served) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async { story(Served::on(Company::on_sqlite().await).await).await });
}

fn location(got: &Got) -> &str {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    got.headers["location"].to_str().unwrap()
}

/// The fault that stands at a field.
fn fault(got: &Got, field: &str) -> String {
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.text());
    let place = format!("id=\"{field}-fault\"");
    let fault = got.text().split(&place).nth(1).unwrap_or_else(|| panic!("no fault at {field}: {}", got.text()));
    let words = fault.split("<span>").nth(1).and_then(|rest| rest.split("</span>").next());
    words.unwrap_or_default().to_owned()
}

/// The names in a list of customers or products.
fn rows(got: &Got) -> Vec<String> {
    got.fine();
    let heads = got.between("<th scope=\"row\" class=\"stick head\">", "</th>");
    let name =
        |head: &String| head.split_once("\">").map_or("", |(_, rest)| rest).split("</a>").next().unwrap().to_owned();
    heads.iter().map(name).collect()
}

#[test]
fn a_customer_is_added_found_changed_archived_and_restored() {
    story(async |served| {
        let chen = served.company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let chen_at_work = served.browser(&chen).await;
        let typed =
            [("name", " 晨光　五金 "), ("code", "C001"), ("phone", "0574-2788"), ("owner", &chen.id.to_string())];
        let page = location(&chen_at_work.post("/customers", &typed).await).to_owned();
        let shown = chen_at_work.get(&page).await;
        assert!(shown.fine().contains("晨光 五金"), "the name is tidied");
        assert!(shown.text().contains("陈静"), "the salesperson");

        for words in ["光五", "c001", "2788"] {
            let path = format!("/customers?find={words}");
            assert_eq!(rows(&chen_at_work.get(&path).await), ["晨光 五金"], "{words}");
        }
        assert_eq!(rows(&chen_at_work.get("/customers?find=没有的").await), [""; 0]);

        let again = chen_at_work.post("/customers", &[("name", "晨光五金"), ("phone", "139"), ("code", "C9")]).await;
        assert!(fault(&again, "name").contains("晨光 五金"), "says whose name it is");
        assert!(again.text().contains("value=\"139\""), "nothing typed is lost");
        let taken = chen_at_work.post("/customers", &[("name", "另一家"), ("code", "C001")]).await;
        assert!(fault(&taken, "code").contains("C001"));
        fault(&chen_at_work.post("/customers", &[("name", "  ")]).await, "name");
        fault(&chen_at_work.post("/customers", &[("name", "长"), ("address", &"址".repeat(2001))]).await, "address");

        fault(&chen_at_work.post("/customers", &[("name", "长"), ("terms", &"款".repeat(201))]).await, "terms");
        for email in ["lin@", "lin", "lin@example.com; 财务"] {
            let sent = chen_at_work.post("/customers", &[("name", "邮件"), ("email", email)]).await;
            assert!(fault(&sent, "email").contains("邮箱"), "{email}");
        }
        let several = [("name", "两个邮箱"), ("email", "lin@example.com, wang@example.com")];
        let two = location(&chen_at_work.post("/customers", &several).await).to_owned();
        location(&chen_at_work.post(&format!("{two}/archive"), &[]).await);

        let renamed = chen_at_work.post(&page, &[("name", "<b>晨光</b>"), ("code", "C001")]).await;
        assert_eq!(location(&renamed), page);
        let shown = chen_at_work.get(&page).await;
        assert!(shown.fine().contains("&lt;b&gt;晨光") || shown.text().contains("&#60;b&#62;晨光"), "{}", shown.text());
        assert!(!shown.text().contains("<b>晨光"));

        location(&chen_at_work.post(&format!("{page}/archive"), &[]).await);
        assert_eq!(rows(&chen_at_work.get("/customers").await), ["Nordwind GmbH"]);
        assert_eq!(rows(&chen_at_work.get("/customers?archived=yes").await).len(), 2);
        location(&chen_at_work.post(&format!("{page}/restore"), &[]).await);
        assert_eq!(rows(&chen_at_work.get("/customers").await).len(), 2);
    });
}

#[test]
fn a_long_list_of_customers_is_read_page_by_page() {
    story(async |served| {
        let actor = acting(&served.company.administrator);
        let add = move |tx: &mut yidan_store::Tx| {
            for number in 0..120 {
                customers::put(tx, &actor, customer(&format!("客户 {number:03}")))?;
            }
            Ok(())
        };
        served.company.store.write(add).await.unwrap();
        let administrator = served.administrator().await;
        let (mut seen, mut next) = (Vec::new(), Some("/customers?find=客户".to_owned()));
        while let Some(path) = next {
            let page = administrator.get(&path).await;
            seen.extend(rows(&page));
            let link =
                page.text().split_once("\" rel=\"next\"").map(|(before, _)| before.rsplit("href=\"").next().unwrap());
            next = link.map(|link| link.replace("&#38;", "&"));
        }
        let expected: Vec<String> = (0..120).map(|number| format!("客户 {number:03}")).collect();
        assert_eq!(seen, expected);
    });
}

#[test]
fn a_customers_page_shows_its_orders_within_ones_own_scope() {
    story(async |served| {
        let entered = served.company.enter(served.company.draft("quick-fulfilment", 20)).await;
        let page = format!("/customers/{}", served.company.customer.id);
        let administrator = served.administrator().await;
        assert!(administrator.get(&page).await.fine().contains(&entered.order.number));
        let other = served.company.hire("王敏", "wang", Role::Member, &["sales"]).await;
        let shown = served.browser(&other).await.get(&page).await;
        assert!(!shown.fine().contains(&entered.order.number), "somebody else's order");
    });
}

#[test]
fn a_product_is_kept_with_a_price_that_was_typed_by_hand() {
    story(async |served| {
        let administrator = served.administrator().await;
        let typed = [
            ("code", "VB-25"),
            ("name_zh", "阀体"),
            ("price", "１，２８０.５０"),
            ("price-currency", "USD"),
            ("unit", "件"),
        ];
        location(&administrator.post("/products", &typed).await);
        let long = [("code", "VB-26"), ("name_en", &"x".repeat(5_000))];
        assert!(fault(&administrator.post("/products", &long).await, "name_en").contains("200"));
        let list = administrator.get("/products?find=阀").await;
        assert_eq!(rows(&list), ["阀体"]);
        assert!(list.text().contains("1,280.50 USD"), "{}", list.text());

        for (typed, field) in [
            (&[("code", "VB-25"), ("name_zh", "又一个")][..], "code"),
            (&[("code", ""), ("name_zh", "无号")], "code"),
            (&[("code", "X-1")], "name_zh"),
            (&[("code", "X-1"), ("name_en", "Valve"), ("price", "一百")], "price"),
            (&[("code", "X-1"), ("name_en", "Valve"), ("price", "-3")], "price"),
        ] {
            fault(&administrator.post("/products", typed).await, field);
        }
    });
}

#[test]
fn those_who_only_read_see_the_lists_and_change_nothing() {
    story(async |served| {
        let tang = served.company.hire("唐宁", "tang", Role::ReadOnly, &["management"]).await;
        let (reads, customer) = (served.browser(&tang).await, served.company.customer.id);
        let (list, page) = ("/customers".to_owned(), format!("/customers/{customer}"));
        for path in [&list, &page, &"/products".to_owned(), &"/processes".to_owned()] {
            let shown = reads.get(path).await;
            assert!(
                !shown.fine().contains("/new\"") && !shown.text().contains("/edit\""),
                "{path} offers what is refused"
            );
        }
        for path in ["/customers/new", &format!("{page}/edit"), "/products/new", "/processes/new", "/settings"] {
            assert_eq!(reads.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in [&list, &page, &format!("{page}/archive"), &"/products".to_owned()] {
            let refused = reads.post(path, &[("name", "新名"), ("code", "N1"), ("name_zh", "新")]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
    });
}

#[test]
fn addresses_that_lead_nowhere_are_explained() {
    story(async |served| {
        let administrator = served.administrator().await;
        for (path, status) in [
            ("/customers/not-an-id", StatusCode::BAD_REQUEST),
            ("/customers/018f0000-0000-7000-8000-000000000000", StatusCode::NOT_FOUND),
            ("/customers?after=x", StatusCode::BAD_REQUEST),
            ("/processes/unknown", StatusCode::NOT_FOUND),
            ("/processes/quick-fulfilment/99", StatusCode::NOT_FOUND),
            ("/settings/people/x", StatusCode::BAD_REQUEST),
            ("/settings/log?before=x", StatusCode::BAD_REQUEST),
        ] {
            let page = administrator.get(path).await;
            assert_eq!(page.status, status, "{path}");
            assert!(page.text().contains("<h1>"), "{path} is explained on a page: {}", page.text());
        }
    });
}

async fn upload(browser: &Browser, file: Option<(&str, Vec<u8>)>, source: &str) -> Got {
    let mut form = multipart::Form::new().text("source", source.to_owned());
    if let Some((name, bytes)) = file {
        form = form.part("file", multipart::Part::bytes(bytes).file_name(name.to_owned()));
    }
    let (client, request) = browser.asks("/processes").multipart(form).build_split();
    let mut request = request.unwrap();
    *request.method_mut() = Method::POST;
    let answer = client.execute(request).await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    Got { status, headers, bytes: answer.bytes().await.unwrap().to_vec() }
}

#[test]
fn a_process_is_drawn_told_and_handed_out() {
    story(async |served| {
        let administrator = served.administrator().await;
        for (file, source) in SHIPPED {
            let key = file.trim_end_matches(".toml");
            let version = source.lines().find_map(|line| line.strip_prefix("version = ")).unwrap();
            let page = administrator.get(&format!("/processes/{key}/{version}")).await;
            let steps = source.matches("[[steps]]").count();
            assert_eq!(page.fine().matches("<g class=\"step ").count(), steps, "a box for every step of {file}");
            assert_eq!(page.text().matches("<tr id=\"step-").count(), steps, "a row for every step of {file}");
            assert!(page.text().contains("role=\"img\" aria-labelledby=\"map-title"));
            let handed_out = administrator.get(&format!("/processes/{key}/{version}/file")).await;
            assert_eq!(handed_out.fine(), source);
            let disposition = handed_out.headers["content-disposition"].to_str().unwrap();
            assert_eq!(disposition, format!("attachment; filename=\"{key}-{version}.toml\""));
        }
    });
}

#[test]
fn a_new_version_is_kept_whole_or_not_at_all() {
    story(async |served| {
        let (administrator, (file, source)) = (served.administrator().await, SHIPPED[0]);
        let versions = || served.company.store.world().processes.iter().count();
        let before = versions();

        let broken =
            source.replace("department = \"finance\"", "department = \"moon\"").replace("version = 1", "version = 0");
        let refused = upload(&administrator, Some((file, broken.into_bytes())), "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let lines = refused.between("<span class=\"line\">", "</span>");
        assert_eq!(lines.len(), 2, "every fault at once: {lines:?}");
        assert!(refused.text().contains("moon") && refused.text().contains("<textarea"), "the text stays to be mended");
        for (file, source, why) in [
            (None, "", "nothing sent"),
            (Some(("p.toml", vec![0xff, 0xfe, 0x00])), "", "no text"),
            (None, source, "word for word what is there"),
            (None, &source.replace("当日发货", "当日达"), "another text under the same version"),
        ] {
            assert_eq!(upload(&administrator, file, source).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        }
        assert_eq!(versions(), before);

        let second = source.replace("version = 1", "version = 2").replace('\n', "\r\n");
        let kept = upload(&administrator, None, &second).await;
        assert_eq!(location(&kept), "/processes/quick-fulfilment/2");
        assert_eq!(versions(), before + 1);
        let latest = administrator.get("/processes/quick-fulfilment").await;
        assert_eq!(location(&latest), "/processes/quick-fulfilment/2");
        assert!(administrator.get("/processes/quick-fulfilment/1").await.fine().contains("旧版"));

        let member = served.company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await;
        let member = served.browser(&member).await;
        assert_eq!(upload(&member, None, &second).await.status, StatusCode::FORBIDDEN);
    });
}
