//! Entering an order and following it on its page, over HTTP: what people do, what is refused, who may, what others see.

mod common;

use common::{Browser, Got, Served};
use reqwest::{StatusCode, header, multipart};
use yidan_domain::{
    MaterialId, OrderId, Text,
    access::Role,
    material::{BomLine, Material, MaterialKind},
    order::{Order, command::Command},
};
use yidan_store::{
    materials::{self, NewBom},
    orders,
};
use yidan_testing::{Company, acting, on_both};

/// The fields of an order of 480 flanges, with some typed otherwise.
fn entry<'a>(id: &'a str, otherwise: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("id", id),
        ("process", "quick-fulfilment"),
        ("channel", "email"),
        ("customer", "nordwind gmbh"),
        ("customer_ref", "PO-88210"),
        ("salesperson", ""),
        ("currency", "CNY"),
        ("received", "2026-03-02"),
        ("received-clock", "9:00"),
        ("promised", "2026-03-20"),
        ("address", "宁波市北仑区"),
        ("payment_terms", "30% T/T, 70% L/C"),
        ("trade_terms", "fob 宁波"),
        ("remarks", ""),
        ("line-code", "FL-80"),
        ("line-name", "铸铁法兰"),
        ("line-spec", "DN80"),
        ("line-quantity", "１,２００"),
        ("line-unit", "件"),
        ("line-price", "12.50"),
        ("line-discount", "5"),
    ];
    for (name, value) in otherwise {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    fields
}

fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

async fn kept(company: &Company, id: &str) -> Order {
    let (scope, id) = (company.actor().viewer.scope(), id.parse().unwrap());
    company.store.read(move |tx| orders::load(tx, scope, id)).await.unwrap()
}

async fn entered(served: &Served) -> Order {
    served.company.enter(served.company.draft("quick-fulfilment", 20)).await.order
}

#[track_caller]
fn says(got: &Got, status: StatusCode, words: &[&str]) {
    assert_eq!(got.status, status, "{}", got.text());
    for words in words {
        assert!(got.text().contains(words), "{words:?} is not on the page:\n{}", got.text());
    }
}

/// Redirected to where the deed is shown.
#[track_caller]
fn done(got: &Got, to: &str) {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    assert_eq!(got.headers[header::LOCATION], *to);
}

#[test]
fn an_order_is_entered_by_the_form() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        says(&browser.get("/orders/new").await, StatusCode::OK, &["录入订单", "客户的原单", "加一行"]);

        let id = new_id();
        let mut form = multipart::Form::new();
        for (name, value) in entry(&id, &[]) {
            form = form.text(name.to_owned(), value.to_owned());
        }
        let original = multipart::Part::bytes(b"%PDF-1.4".to_vec()).file_name("来单.pdf");
        done(&browser.upload("/orders/new", form.part("original", original)).await, &format!("/orders/{id}"));
        let order = kept(&served.company, &id).await;
        assert_eq!(order.total().unwrap().to_string(), "14,250.00 CNY", "1,200 × 12.50 less 5 %");
        assert_eq!(order.header.trade_terms, "FOB 宁波");
        assert_eq!(order.header.customer, served.company.customer.id);
        assert_eq!(order.lines[0].product, Some(served.company.product.id));

        let page = browser.get(&format!("/orders/{id}")).await;
        says(
            &page,
            StatusCode::OK,
            &[&order.number, "Nordwind GmbH", "来单.pdf", "14,250.00 CNY", "录入订单", "存入原单"],
        );
        done(&browser.get(&format!("/orders/by-number/{}", order.number)).await, &format!("/orders/{id}"));

        // Sent twice, entered once; a catalogue number alone stands for what the catalogue says.
        done(&browser.post("/orders/new", &entry(&id, &[])).await, &format!("/orders/{id}"));
        let short = new_id();
        let bare = [("customer_ref", ""), ("line-name", ""), ("line-unit", ""), ("line-price", ""), ("line-spec", "")];
        done(&browser.post("/orders/new", &entry(&short, &bare)).await, &format!("/orders/{short}"));
        let order = kept(&served.company, &short).await;
        assert_eq!((order.lines[0].name.as_str(), order.lines[0].quantity.unit.as_str()), ("铸铁法兰", "件"));
        assert_eq!(order.lines[0].price.unwrap().to_string(), "12.5");
    });
}

#[test]
fn what_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        let long = "长".repeat(5_000);
        for (otherwise, words) in [
            ([("line-name", long.as_str())], "第 1 行的品名太长"),
            ([("customer", "Nordwin")], "相近的有：Nordwind GmbH"),
            ([("customer", "")], "请填客户"),
            ([("payment_terms", "10/40/40/11")], "加起来是 101%"),
            ([("trade_terms", "DHL 4412 8890")], "这是运单号"),
            ([("trade_terms", "送货上门")], "不是国际贸易术语"),
            ([("promised", "2026-02-30")], "没有这一天"),
            ([("promised", "2026-03-01")], "早于收单日期"),
            ([("received-clock", "下午")], "看不出是几点几分"),
            ([("received", "2090-01-01")], "还没有到"),
            ([("line-code", "FL-81")], "产品目录里没有编号 FL-81"),
            ([("line-quantity", "500+20")], "这不是一个数字"),
            ([("line-quantity", "1.5")], "不能有小数"),
            ([("line-price", "-3")], "单价不能是负数"),
            ([("line-discount", "120")], "折扣要在 0 到 100 之间"),
            ([("process", "no-such")], "没有“no-such”这个流程"),
        ] {
            let id = new_id();
            let got = browser.post("/orders/new", &entry(&id, &otherwise)).await;
            says(&got, StatusCode::UNPROCESSABLE_ENTITY, &[words, "宁波市北仑区", "DN80", &id]);
        }
        let no_lines =
            [("line-code", ""), ("line-name", ""), ("line-quantity", ""), ("line-price", ""), ("line-spec", "")];
        let got = browser.post("/orders/new", &entry(&new_id(), &no_lines)).await;
        says(&got, StatusCode::UNPROCESSABLE_ENTITY, &["至少要有一行货品"]);
        assert_eq!(served.company.store.board().len(), 0);

        // A file that came with a refused form is still there when the form is sent again.
        let id = new_id();
        let mut form = multipart::Form::new();
        for (name, value) in entry(&id, &[("promised", "30/02")]) {
            form = form.text(name.to_owned(), value.to_owned());
        }
        let original = multipart::Part::bytes(b"<svg onload=alert(1)>".to_vec()).file_name("照片.svg");
        let refused = browser.upload("/orders/new", form.part("original", original)).await;
        let token = refused.between("name=\"original-kept\" value=\"", "\"").remove(0);
        done(&browser.post("/orders/new", &entry(&id, &[("original-kept", &token)])).await, &format!("/orders/{id}"));
        let page = browser.get(&format!("/orders/{id}")).await;
        let link = page.between(&format!("href=\"/orders/{id}/files/"), "\"").remove(0);
        let file = browser.get(&format!("/orders/{id}/files/{link}")).await;
        assert_eq!(file.fine(), "<svg onload=alert(1)>");
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/octet-stream");
        assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(disposition.starts_with("attachment; filename*=UTF-8''%E7%85%A7"), "{disposition}");
        assert_eq!(browser.get(&format!("/orders/{id}/files/{}", new_id())).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_reference_used_before_is_asked_about() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        let (first, second) = (new_id(), new_id());
        done(&browser.post("/orders/new", &entry(&first, &[])).await, &format!("/orders/{first}"));
        let number = kept(&served.company, &first).await.number;
        let live = browser.panel("/orders/same-reference?customer=Nordwind%20GmbH&customer_ref=PO-88210").await;
        says(&live, StatusCode::OK, &[&number]);
        let warned = browser.post("/orders/new", &entry(&second, &[])).await;
        says(&warned, StatusCode::UNPROCESSABLE_ENTITY, &[&number, "仍然录入", "宁波市北仑区"]);
        let confirmed = browser.post("/orders/new", &entry(&second, &[("confirm", "yes")])).await;
        done(&confirmed, &format!("/orders/{second}"));
    });
}

#[test]
fn suggestions_are_found_and_a_customer_is_added_on_the_way() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        says(&browser.panel("/orders/customers?q=wind").await, StatusCode::OK, &["value=\"Nordwind GmbH\""]);
        let goods = browser.panel("/orders/products?q=%E6%B3%95%E5%85%B0&currency=CNY").await;
        says(&goods, StatusCode::OK, &["value=\"FL-80\"", "data-price=\"12.50\"", "data-unit=\"件\""]);
        let abroad = browser.panel("/orders/products?q=FL&currency=USD").await;
        says(&abroad, StatusCode::OK, &["data-price=\"\""]);

        let added = browser.post_in_place("/orders/customers", &[("name", "Casa \"Verde\" <b>")]).await;
        says(&added, StatusCode::OK, &["Casa &#34;Verde&#34; &#60;b&#62;"]);
        assert_eq!(added.headers["hx-retarget"], "#customer-field");
        let again = browser.post_in_place("/orders/customers", &[("name", "Casa \"Verde\" <b>")]).await;
        says(&again, StatusCode::UNPROCESSABLE_ENTITY, &["已经有客户"]);
    });
}

#[test]
fn every_deed_is_done_and_told() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        let colleague = served.company.hire("仓管小李", "li", Role::Member, &["warehouse"]).await;
        let order = entered(&served).await;
        let at = format!("/orders/{}", order.id);
        let on = |step: &str, deed: &str| format!("{at}/steps/{step}/{deed}");
        let post = async |path: String, fields: &[(&str, &str)]| browser.post(&path, fields).await;

        done(&post(on("receive", "start"), &[("version", "1")]).await, &format!("{at}#step-receive"));
        done(&post(on("receive", "finish"), &[("back", "/my-day")]).await, "/my-day");
        done(&post(on("confirm", "finish"), &[("back", "//evil.example")]).await, "/");
        let who = colleague.id.to_string();
        done(
            &post(on("check-stock", "assign"), &[("to", &who), ("note", "请先查")]).await,
            &format!("{at}#step-check-stock"),
        );

        // The form of a step: what is missing is said beside it, and what was filled in stays.
        let ask = browser.panel(&format!("{}?version=5", on("check-stock", "finish"))).await;
        says(&ask, StatusCode::OK, &["<dialog", "是否缺货", "name=\"answer-short\"", "value=\"5\""]);
        let refused = browser.post_in_place(&on("check-stock", "finish"), &[("answer-missing", "DN80 缺 20 件")]).await;
        says(&refused, StatusCode::UNPROCESSABLE_ENTITY, &["请填写“是否缺货”", "DN80 缺 20 件"]);
        let fields = [("answer-short", "yes"), ("answer-missing", "DN80 缺 20 件")];
        let panel = browser.post_in_place(&on("check-stock", "finish"), &fields).await;
        says(&panel, StatusCode::OK, &["id=\"order\"", "已完成", "DN80 缺 20 件"]);
        assert_eq!(panel.headers["hx-retarget"], "#order");

        done(&post(format!("{at}/remark"), &[("text", "客户来电 <script>alert(1)</script>")]).await, &at);
        done(&post(format!("{at}/exception"), &[("note", "面料色差")]).await, &at);
        done(
            &post(format!("{at}/promise"), &[("text", "周五前答复"), ("due", "2090-01-08"), ("owner", &who)]).await,
            &at,
        );
        let file = multipart::Part::bytes(b"GIF89a".to_vec()).file_name("色差.gif");
        done(&browser.upload(&format!("{at}/attach"), multipart::Form::new().part("file", file)).await, &at);
        done(&post(on("purchase", "skip"), &[("reason", "库里找到了")]).await, &format!("{at}#step-purchase"));
        done(&post(on("purchase", "reopen"), &[("reason", "又不见了")]).await, &format!("{at}#step-purchase"));

        let page = browser.get(&at).await;
        says(
            &page,
            StatusCode::OK,
            &[
                "面料色差",
                "周五前答复",
                "色差.gif",
                "把“库存检查”交给仓管小李",
                "请先查",
                "跳过“采购商品”",
                "重开“采购商品”",
            ],
        );
        says(&page, StatusCode::OK, &["客户来电 &#60;script&#62;"]);
        assert!(!page.text().contains("<script>alert"));
        let state = kept(&served.company, &order.id.to_string()).await;
        let (exception, promise) = (state.exceptions[0].id, state.promises[0].id);
        done(&post(format!("{at}/exceptions/{exception}/clear"), &[("note", "换货")]).await, &at);
        let unkept = post(format!("{at}/promises/{promise}/close"), &[("kept", "no")]).await;
        says(&unkept, StatusCode::UNPROCESSABLE_ENTITY, &["请写明原因"]);
        done(&post(format!("{at}/promises/{promise}/close"), &[("kept", "yes")]).await, &at);
        done(&post(format!("{at}/cancel"), &[("reason", "客户撤单")]).await, &at);
        let page = browser.get(&at).await;
        says(&page, StatusCode::OK, &["客户撤单", "面料色差 → 换货", "承诺已兑现", "已取消"]);

        // The history by kind, step and person.
        let only = browser.panel(&format!("{at}?kind=exception")).await;
        let entries = only.between("<ol class=\"history\">", "</ol>").remove(0);
        assert!(entries.contains("报异常") && !entries.contains("跳过"), "{entries}");
        let only = browser.panel(&format!("{at}?step=purchase&person={}", served.company.administrator.id)).await;
        let entries = only.between("<ol class=\"history\">", "</ol>").remove(0);
        assert!(entries.contains("跳过“采购商品”") && !entries.contains("报异常"), "{entries}");
    });
}

#[test]
fn the_second_of_two_is_told_what_changed_and_sends_again() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        let colleague = served.company.hire("王敏", "wang", Role::Manager, &[]).await;
        let order = entered(&served).await;
        let (id, at) = (order.id, format!("/orders/{}", order.id));
        let (actor, mut header) = (acting(&colleague), order.header.clone());
        header.address = "上海市浦东新区".into();
        let amend =
            Command::Amend { header: Box::new(header), lines: order.lines.clone(), reason: "改送上海".into() };
        served
            .company
            .store
            .write(move |tx| orders::act(tx, &actor, id, Some(1), amend.clone()).map(drop))
            .await
            .unwrap();

        // A deed on a step, in its dialog: the answer goes into the form and lifts its version.
        let start = format!("{at}/steps/receive/start");
        let answer = browser.post_in_place(&start, &[("version", "1")]).await;
        says(
            &answer,
            StatusCode::CONFLICT,
            &["王敏", "修改订单", "上海市浦东新区", "name=\"version\" id=\"version-deed\" value=\"2\""],
        );
        // Without scripts the form comes back whole.
        let page = browser.post(&format!("{at}/cancel"), &[("version", "1"), ("reason", "客户撤单")]).await;
        says(&page, StatusCode::CONFLICT, &["王敏", "客户撤单", "name=\"version\" id=\"version-deed\" value=\"2\""]);

        // An amendment: my change stays, the colleague's is taken over, and sent again both are kept.
        let mine = |version: &'static str, address: &'static str| {
            let mut fields =
                entry("", &[("version", version), ("promised", ""), ("address", address), ("reason", "交期未定")]);
            fields.retain(|(name, _)| !matches!(*name, "id" | "process"));
            fields.iter_mut().for_each(|(name, value)| match *name {
                "customer_ref" | "line-discount" => *value = "",
                "payment_terms" => *value = "30% T/T, 70% L/C",
                "trade_terms" => *value = "FOB NINGBO",
                "line-quantity" => *value = "480",
                _ => {}
            });
            fields
        };
        let received = served.company.store.world().company.zone.to_datetime(order.header.received_at);
        let (day, clock) = (received.date().to_string(), received.strftime("%H:%M").to_string());
        let with_time = |mut fields: Vec<(&'static str, &'static str)>| -> Vec<(String, String)> {
            fields.retain(|(name, _)| !name.starts_with("received"));
            let mut fields: Vec<_> = fields.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
            fields.extend([("received".to_owned(), day.clone()), ("received-clock".to_owned(), clock.clone())]);
            fields
        };
        let send = async |fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            browser.post(&format!("{at}/amend"), &fields).await
        };
        let conflict = send(with_time(mine("1", "浙江省宁波市北仑区"))).await;
        says(
            &conflict,
            StatusCode::CONFLICT,
            &["王敏", "交期未定", "上海市浦东新区</textarea>", "name=\"version\" value=\"2\""],
        );
        done(&send(with_time(mine("2", "上海市浦东新区"))).await, &at);
        let order = kept(&served.company, &id.to_string()).await;
        assert_eq!((order.header.promised, order.header.address.as_str()), (None, "上海市浦东新区"));
        let page = browser.get(&at).await;
        says(
            &page,
            StatusCode::OK,
            &["改送上海", "<del>浙江省宁波市北仑区</del>", "<ins>上海市浦东新区</ins>", "交期未定"],
        );
        let unchanged = send(with_time(mine("3", "上海市浦东新区"))).await;
        says(&unchanged, StatusCode::UNPROCESSABLE_ENTITY, &["没有任何改动"]);
    });
}

#[test]
fn a_past_time_is_looked_at_and_not_touched() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser = served.administrator().await;
        let order = entered(&served).await;
        let at = format!("/orders/{}", order.id);
        let started = browser.post(&format!("{at}/steps/receive/start"), &[]).await;
        done(&started, &format!("{at}#step-receive"));
        let then = order.entered_at;
        let page = browser.get(&format!("{at}?at={then}")).await;
        says(&page, StatusCode::OK, &["当时的订单", "录入订单"]);
        assert!(!page.text().contains("开始“订单接收”") && !page.text().contains("/steps/"), "{}", page.text());
        says(&browser.get(&format!("{at}?at=2020-01-01&clock=09:00")).await, StatusCode::NOT_FOUND, &["还没有录入"]);
        says(&browser.get(&format!("{at}?at=yesterday")).await, StatusCode::BAD_REQUEST, &["看不出是哪一天"]);
        let now = browser.get(&format!("{at}?at=2090-01-01")).await;
        says(&now, StatusCode::OK, &["开始“订单接收”"]);
    });
}

#[test]
fn people_see_and_do_what_their_role_allows() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let hire = async |name: &str, login: &str, role, departments: &[&str]| {
            let person = served.company.hire(name, login, role, departments).await;
            served.browser(&person).await
        };
        let store_keeper = hire("仓管", "store", Role::Member, &["warehouse"]).await;
        let visitor = hire("访客", "guest", Role::ReadOnly, &[]).await;
        let stranger = hire("业务员", "sales2", Role::Member, &["sales"]).await;
        let order = entered(&served).await;
        let at = format!("/orders/{}", order.id);

        // Another department's step is shown with the reason why not, and refused.
        says(&store_keeper.get(&at).await, StatusCode::OK, &["这一步归销售部办", "disabled"]);
        let refused = store_keeper.post(&format!("{at}/steps/receive/start"), &[]).await;
        says(&refused, StatusCode::FORBIDDEN, &["这一步归销售部办"]);
        says(&store_keeper.get("/orders/new").await, StatusCode::FORBIDDEN, &["由销售部来做"]);
        says(&store_keeper.get(&format!("{at}/amend")).await, StatusCode::FORBIDDEN, &["由销售部来做"]);
        // A remark is anybody's who works here.
        done(&store_keeper.post(&format!("{at}/remark"), &[("text", "货在二号库")]).await, &at);

        says(&visitor.get(&at).await, StatusCode::OK, &["货在二号库"]);
        says(&visitor.post(&format!("{at}/remark"), &[("text", "hello")]).await, StatusCode::FORBIDDEN, &["只能查看"]);
        assert_eq!(visitor.post("/orders/new", &entry(&new_id(), &[])).await.status, StatusCode::FORBIDDEN);

        // An order of somebody else's customer is not there.
        for path in ["", "/panel", "/amend", "/steps/receive/start"] {
            assert_eq!(stranger.get(&format!("{at}{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let by_number = format!("/orders/by-number/{}", order.number);
        assert_eq!(stranger.get(&by_number).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.post(&format!("{at}/remark"), &[("text", "x")]).await.status, StatusCode::NOT_FOUND);
        for path in ["/orders/not-an-id", "/orders/by-number/none", &format!("{at}/no-such-deed")] {
            assert_eq!(store_keeper.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}

#[test]
fn a_long_history_comes_in_pieces() {
    on_both(async |company| {
        let served = Served::on(company).await;
        let browser: Browser = served.administrator().await;
        let id: OrderId = entered(&served).await.id;
        let actor = served.company.actor();
        let remarks = served.company.store.write(move |tx| {
            (1..=1_000).try_for_each(|n| {
                let remark = Command::Remark { step: None, text: format!("第 {n} 条") };
                orders::act(tx, &actor, id, None, remark).map(drop)
            })
        });
        remarks.await.unwrap();
        let page = browser.get(&format!("/orders/{id}")).await;
        assert_eq!(page.between("<p class=\"as-typed\">第 ", " 条").len(), 50);
        let older = page.between("hx-get=\"/orders/", "\"").into_iter().find(|link| link.contains("before=")).unwrap();
        let next = browser.panel(&format!("/orders/{}", older.replace("&#38;", "&"))).await;
        let shown = next.between("<p class=\"as-typed\">第 ", " 条");
        assert_eq!((shown.len(), shown[0].as_str()), (50, "950"));
        assert!(!next.text().contains("id=\"order\""));
    });
}

/// S16: a form for suppliers or the workshop prints goods and quantities, what the books know, and neither customer nor price.
#[test]
fn a_form_that_goes_outside_shows_no_customer_and_no_price() {
    on_both(|company| async {
        let (actor, product) = (company.actor(), company.product.id);
        let cloth = Material {
            id: MaterialId(uuid::Uuid::now_v7()),
            code: "YARN-32".into(),
            name: Text::same("全棉纱"),
            spec: "32S".into(),
            unit: "kg".into(),
            kind: MaterialKind::Fabric,
            supplier: None,
            price: None,
            lead_days: None,
            archived: false,
        };
        let uses = BomLine {
            material: cloth.id,
            quantity: "0.5".parse().unwrap(),
            per: 1,
            wastage_percent: Default::default(),
            note: String::new(),
        };
        let order = company.enter(company.draft("textile-order", 120)).await.order.id;
        company
            .store
            .write(move |tx| {
                materials::put(tx, &actor, cloth.clone())?;
                let lines = vec![uses.clone()];
                materials::put_bom(tx, &actor, NewBom { product, lines, note: String::new(), seen: None })?;
                materials::work_out(tx, &actor, order)
            })
            .await
            .unwrap();
        let browser = Served::on(company).await.administrator().await;
        let review = browser.get(&format!("/orders/{order}/forms/1")).await;
        for seen in ["Nordwind", "30% T/T", "12.50"] {
            assert!(review.fine().contains(seen), "{seen}: {}", review.text());
        }
        let bill = browser.get(&format!("/orders/{order}/forms/6")).await;
        for hidden in ["Nordwind", "30% T/T", "12.50", "6,000.00"] {
            assert!(!bill.fine().contains(hidden), "{hidden}: {}", bill.text());
        }
        for seen in ["铸铁法兰", "480 件", "YARN-32 全棉纱 32S", "240 kg"] {
            assert!(bill.text().contains(seen), "{seen}: {}", bill.text());
        }
    });
}
