//! Finance's screens, as finance, a salesperson and the warehouse see them, in both languages; and what their forms refuse.

mod common;

use common::{Browser, Got, Served};
use jiff::{Timestamp, ToSpan, civil::Date};
use reqwest::{StatusCode, multipart};
use yidan_domain::{
    Currency, InvoiceId, Lang, Money, ReceiptId,
    access::Role,
    party::{Customer, Person},
    receivable::{Instalment, Invoice, Receipt},
};
use yidan_store::{customers, people, receivables};
use yidan_testing::{Company, acting, customer};

/// A company whose finance has something to do: an invoice in two instalments, the first of which is 20 days overdue, and
/// money that may be its customer's.
struct Office {
    served: Served,
    finance: Person,
    sales: Person,
    other: Person,
    customer: Customer,
    invoice: InvoiceId,
    receipt: ReceiptId,
    today: Date,
}

fn cny(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

async fn office() -> Office {
    let company = Company::on_sqlite().await;
    let today = company.store.world().company.today(Timestamp::now());
    let finance = company.hire("钱会计", "qian", Role::Member, &["finance"]).await;
    let sales = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
    let other = company.hire("王敏", "wang", Role::Member, &["sales"]).await;
    let owned = Customer { owner: Some(sales.id), phone: "0574-2788".into(), ..customer("晨光五金") };
    let (actor, of_books) = (company.actor(), acting(&finance));
    let (owner, id) = (sales.id, owned.id);
    let kept = company.store.write(move |tx| {
        let customer = customers::put(tx, &actor, owned.clone())?;
        let due = |days: i64| Some(today.saturating_add(days.days()));
        let part = |number, minor, due, what: &str| Instalment { number, amount: cny(minor), due, what: what.into() };
        let invoice = Invoice {
            id: InvoiceId(uuid::Uuid::now_v7()),
            number: "INV-2601".into(),
            customer: id,
            order: None,
            salesperson: Some(owner),
            issued: today.saturating_sub(40.days()),
            amount: cny(1_000_000),
            rate: None,
            terms: "30% T/T in advance, 70% 30 days".into(),
            instalments: vec![part(1, 300_000, due(-20), "定金"), part(2, 700_000, due(10), "尾款")],
            note: "样品已扣".into(),
        };
        let receipt = Receipt {
            id: ReceiptId(uuid::Uuid::now_v7()),
            received_on: today,
            amount: cny(298_500),
            fee: cny(1_500),
            payer: "晨光五金".into(),
            customer: None,
            reference: "TX-1".into(),
            remark: "INV 2601 定金".into(),
            rate: None,
        };
        let receipt = receivables::receive(tx, &of_books, receipt)?.receipt.id;
        Ok((customer, receivables::issue(tx, &of_books, invoice)?.invoice.id, receipt))
    });
    let (customer, invoice, receipt) = kept.await.unwrap();
    Office { served: Served::on(company).await, finance, sales, other, customer, invoice, receipt, today }
}

fn story<F: Future<Output = ()>>(story: impl FnOnce(Office) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async { story(office().await).await });
}

/// The fault that stands at a field.
fn fault(got: &Got, field: &str) -> String {
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", got.text());
    let place = format!("id=\"{field}-fault\"");
    let fault = got.text().split(&place).nth(1).unwrap_or_else(|| panic!("no fault at {field}: {}", got.text()));
    fault.split("<span>").nth(1).and_then(|rest| rest.split("</span>").next()).unwrap_or_default().to_owned()
}

fn location(got: &Got) -> String {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
    got.headers["location"].to_str().unwrap().to_owned()
}

async fn version(browser: &Browser, path: &str) -> String {
    browser.get(path).await.between("name=\"version\" value=\"", "\"").remove(0)
}

impl Office {
    fn pages(&self) -> Vec<String> {
        let (invoice, customer) = (self.invoice, self.customer.id);
        vec![
            "/finance".into(),
            "/finance/receivables".into(),
            "/finance/receivables?state=overdue&sort=-open&q=2601&currency=CNY".into(),
            "/finance/receivables/export.csv".into(),
            "/finance/receivables/export.xlsx".into(),
            format!("/finance/invoices/{invoice}"),
            format!("/finance/invoices/{invoice}/remind"),
            format!("/finance/invoices/{invoice}/promise"),
            format!("/finance/invoices/{invoice}/write-off"),
            format!("/finance/customers/{customer}/promise"),
            "/finance/receipts".into(),
            "/finance/receipts?shown=left".into(),
            "/finance/ageing".into(),
            format!("/finance/ageing?at={}", self.today.saturating_sub(30.days())),
            "/finance/ageing/export.xlsx".into(),
            "/finance/write-offs".into(),
            format!("/customers/{customer}/statement"),
        ]
    }

    /// For those who keep the books alone.
    fn books(&self) -> Vec<String> {
        let (invoice, receipt) = (self.invoice, self.receipt);
        vec![
            "/finance/invoices/new".into(),
            format!("/finance/invoices/{invoice}/allocate"),
            format!("/finance/invoices/{invoice}/deduct"),
            format!("/finance/invoices/{invoice}/credit-note"),
            "/finance/receipts/new".into(),
            "/finance/receipts/import".into(),
            format!("/finance/receipts/{receipt}/refund"),
            "/finance/ladder".into(),
        ]
    }
}

/// Is there a key of the texts where words should be?
fn has_bare_key(page: &str) -> Option<&str> {
    let visible = page.split('>').filter_map(|part| part.split('<').next());
    let mut words = visible.map(str::trim);
    words.find(|word| {
        ["finance-", "money-", "ladder-", "reminder-"].iter().any(|begin| word.starts_with(begin))
            && !word.contains(' ')
    })
}

#[test]
fn every_page_answers_those_who_may_see_it_in_both_languages() {
    story(async |office| {
        let (finance, sales) =
            (office.served.browser(&office.finance).await, office.served.browser(&office.sales).await);
        let store = office.served.company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await;
        let store = office.served.browser(&store).await;
        for lang in [Lang::Zh, Lang::En] {
            let (one, two) = (office.finance.id, office.sales.id);
            let kept = office.served.company.store.write(move |tx| {
                people::keep_lang(tx, one, lang)?;
                people::keep_lang(tx, two, lang)
            });
            kept.await.unwrap();
            for path in office.pages().iter().chain(&office.books()) {
                let page = finance.get(path).await;
                assert!(page.status.is_success(), "{path}: {} {}", page.status, String::from_utf8_lossy(&page.bytes));
                if !path.contains("export") {
                    assert_eq!(has_bare_key(page.text()), None, "{path}");
                    assert!(!page.text().contains("style=\""), "{path}");
                    let tag = if lang == Lang::Zh { "<html lang=\"zh" } else { "<html lang=\"en" };
                    assert!(page.text().contains(tag), "{path}");
                }
            }
            finance.get(&format!("/finance/receipts/{}", office.receipt)).await.fine();
        }
        for path in office.pages() {
            assert!(sales.get(&path).await.status.is_success(), "{path}");
            assert_eq!(store.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in office.books() {
            assert_eq!(sales.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(store.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in ["/finance/invoices/x", "/finance/ageing/export.xlsx?at=x", "/finance/receivables?state=odd"] {
            assert_eq!(finance.get(path).await.status, StatusCode::BAD_REQUEST, "{path}");
        }
        let unknown = format!("/finance/invoices/{}", office.receipt);
        assert_eq!(finance.get(&unknown).await.status, StatusCode::NOT_FOUND);
        assert_eq!(finance.get("/finance/ageing?at=x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_salesperson_sees_own_customers_alone_and_books_nothing() {
    story(async |office| {
        let (own, other) = (office.served.browser(&office.sales).await, office.served.browser(&office.other).await);
        assert!(own.get("/finance").await.fine().contains("晨光五金"));
        let list = own.get("/finance/receivables").await;
        assert!(list.fine().contains("INV-2601") && list.text().contains("0574-2788"));
        assert!(!list.text().contains("/finance/invoices/new"), "offers what is refused");
        assert!(!other.get("/finance").await.fine().contains("晨光五金"));
        assert!(!other.get("/finance/receivables").await.fine().contains("INV-2601"));
        let csv = other.get("/finance/receivables/export.csv").await;
        assert_eq!(csv.fine().lines().count(), 1, "titles alone");
        for path in [
            format!("/finance/invoices/{}", office.invoice),
            format!("/finance/receipts/{}", office.receipt),
            format!("/customers/{}/statement", office.customer.id),
            format!("/finance/customers/{}/promise", office.customer.id),
        ] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let invoice = format!("/finance/invoices/{}", office.invoice);
        let day = office.today.to_string();
        let fields = [("instalment", "1"), ("amount", "10"), ("day", day.as_str()), ("reason", "claim")];
        assert_eq!(own.post(&format!("{invoice}/deduct"), &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(own.post("/finance/ladder", &[]).await.status, StatusCode::FORBIDDEN);
        let claim = format!("/finance/receipts/{}/claim", office.receipt);
        assert_eq!(own.post(&claim, &[("whose", "nobody")]).await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn money_is_claimed_allocated_deducted_reversed_and_shown() {
    story(async |office| {
        let finance = office.served.browser(&office.finance).await;
        let receipt = format!("/finance/receipts/{}", office.receipt);
        let page = finance.get(&receipt).await;
        for words in
            ["附言里有单号 INV-2601", "付款人就是“晨光五金”", "是这位客户的", "加上手续费，正好是发票 INV-2601"]
        {
            assert!(page.fine().contains(words), "{words}: {}", page.text());
        }
        let item = format!("{}:1", office.invoice);
        let (settles, whose) = (format!("settles-{item}"), office.customer.id.to_string());
        let seen = version(&finance, &receipt).await;
        let day = office.today.to_string();
        let allocate = format!("{receipt}/allocate");
        let send = async |amount: &str, day: &str, seen: &str| {
            let fields = [
                ("version", seen),
                ("whose", whose.as_str()),
                (settles.as_str(), amount),
                ("day", day),
                ("fee-on", item.as_str()),
            ];
            finance.post(&allocate, &fields).await
        };
        // What does not fit is said at its field, and nothing is kept, not even whose money it is.
        let too_much = send("2985.01", &day, &seen).await;
        assert!(fault(&too_much, &settles).contains("2,985.00 CNY"), "{}", too_much.text());
        assert!(too_much.text().contains("value=\"2985.01\""), "nothing typed is lost");
        assert!(!fault(&send("一百", &day, &seen).await, &settles).is_empty());
        assert!(!fault(&send("100", "2099-01-01", &seen).await, "day").is_empty());
        assert_eq!(send("100", &day, "99").await.status, StatusCode::CONFLICT);
        assert!(finance.get("/finance/receipts?shown=unclaimed").await.fine().contains("TX-1"));

        assert_eq!(location(&send("2985.00", &day, &seen).await), receipt);
        let invoice = format!("/finance/invoices/{}", office.invoice);
        let page = finance.get(&invoice).await;
        for words in ["收款核销", "银行手续费", "已付款", "7,000.00", "TX-1", "钱会计"] {
            assert!(page.fine().contains(words), "{words}: {}", page.text());
        }
        let list = finance.get("/finance/receivables?state=paid").await;
        assert!(list.fine().contains("2,985.00") && list.text().contains("样品已扣"));

        // The fee is taken back, with a reason.
        let reverse = page.between("href=\"", "\"").into_iter().rfind(|link| link.ends_with("/reverse"));
        let reverse = reverse.expect("an entry that can be reversed");
        finance.get(&reverse).await.fine();
        assert!(!fault(&finance.post(&reverse, &[("day", &day), ("note", " ")]).await, "note").is_empty());
        location(&finance.post(&reverse, &[("day", &day), ("note", "重复")]).await);
        let page = finance.get(&invoice).await;
        assert!(page.fine().contains("<s>") && page.text().contains("部分付款") || page.text().contains("逾期未付款"));

        let statement = finance.get(&format!("/customers/{}/statement?from={day}&to={day}", office.customer.id)).await;
        for words in ["期初余额", "Opening balance", "10,000.00", "Closing balance", "7,015.00"] {
            assert!(statement.fine().contains(words), "{words}: {}", statement.text());
        }
        let csv = finance.get("/finance/receivables/export.csv").await;
        assert!(
            csv.fine()
                .lines()
                .next()
                .unwrap()
                .contains("客户名称,付款日期,回款金额,付款状态,备注,联系方式,订单号,销售日期,发票金额")
        );
        assert_eq!(csv.text().lines().count(), 3, "{}", csv.text());
    });
}

#[test]
fn forms_refuse_in_words_at_their_fields() {
    story(async |office| {
        let finance = office.served.browser(&office.finance).await;
        let (invoice, day) = (format!("/finance/invoices/{}", office.invoice), office.today.to_string());
        let deduct = format!("{invoice}/deduct");
        let seen = version(&finance, &deduct).await;
        let base =
            [("version", seen.as_str()), ("instalment", "1"), ("amount", "10"), ("day", &day), ("reason", "claim")];
        for (changed, field) in [
            (("amount", "3000.01"), "amount"),
            (("amount", "-1"), "amount"),
            (("amount", ""), "amount"),
            (("amount", "1.234"), "amount"),
            (("day", "2099-01-01"), "day"),
            (("day", "昨天"), "day"),
            (("day", "2020-01-01"), "day"),
            (("instalment", "7"), "instalment"),
        ] {
            let fields = base.map(|(name, value)| if name == changed.0 { changed } else { (name, value) });
            assert!(!fault(&finance.post(&deduct, &fields).await, field).is_empty(), "{changed:?}");
        }
        location(&finance.post(&deduct, &base).await);
        assert_eq!(finance.post(&deduct, &base).await.status, StatusCode::CONFLICT, "sent twice");

        let new = [
            ("number", "INV-9"),
            ("customer", "晨光五金"),
            ("issued", day.as_str()),
            ("amount", "1,000"),
            ("currency", "CNY"),
            ("terms", "30%定金，余款发货前付清"),
        ];
        let send = async |changed: (&'static str, &str), parts: &[(&str, &str)]| {
            let mut fields: Vec<_> =
                new.iter().map(|(name, value)| if *name == changed.0 { changed } else { (*name, *value) }).collect();
            for (amount, due) in parts {
                fields.extend([("part-amount", *amount), ("part-due", *due), ("part-what", "货款")]);
            }
            finance.post("/finance/invoices/new", &fields).await
        };
        let whole = [("1000", "2027-01-31")];
        for (changed, parts, field) in [
            (("number", "INV-2601"), &whole[..], "number"),
            (("number", " "), &whole, "number"),
            (("customer", "没有的客户"), &whole, "customer"),
            (("customer", ""), &whole, "customer"),
            (("issued", "2099-01-01"), &whole, "issued"),
            (("amount", "x"), &whole, "amount"),
            (("number", "INV-9"), &[("999", "")], "instalments"),
            (("number", "INV-9"), &[], "instalments"),
            (("number", "INV-9"), &[("x", "")], "part-amount-0"),
            (("number", "INV-9"), &[("1000", "31 Feb")], "part-due-0"),
        ] {
            let refused = send(changed, parts).await;
            assert!(!fault(&refused, field).is_empty(), "{changed:?} {parts:?}");
            assert!(refused.text().contains("30%定金"), "nothing typed is lost");
        }
        let mut planned: Vec<_> = new.to_vec();
        planned.push(("act", "plan"));
        let planned = finance.post("/finance/invoices/new", &planned).await;
        assert!(planned.fine().contains("value=\"300.00\"") && planned.text().contains("value=\"700.00\""));
        location(&send(("number", "INV-9"), &whole).await);

        for (fields, field) in [
            (&[("day", "2099-01-01"), ("amount", "1"), ("currency", "CNY")][..], "day"),
            (&[("day", "2020-01-01"), ("amount", "0"), ("currency", "CNY")], "amount"),
            (&[("day", "2020-01-01"), ("amount", "1"), ("currency", "CNY"), ("fee", "-1")], "fee"),
            (&[("day", "2020-01-01"), ("amount", "1"), ("currency", "CNY"), ("customer", "谁")], "customer"),
        ] {
            assert!(!fault(&finance.post("/finance/receipts/new", fields).await, field).is_empty(), "{fields:?}");
        }
        let promise = format!("{invoice}/promise");
        assert!(!fault(&finance.post(&promise, &[("day", "2020-01-01"), ("amount", "5")]).await, "day").is_empty());
        location(&finance.post(&promise, &[("day", &day), ("amount", "5"), ("note", "王经理说的")]).await);
        assert!(finance.get(&invoice).await.fine().contains("王经理说的"));
        assert!(finance.get("/finance").await.fine().contains("待兑现"));

        let remind = finance.get(&format!("{invoice}/remind?instalment=1")).await;
        assert!(remind.fine().contains("已逾期 20 天") && remind.text().contains("20 days overdue"));
        let sent = [("instalment", "1"), ("days", "15"), ("to", "陈先生 0574-2788"), ("note", "")];
        location(&finance.post(&format!("{invoice}/remind"), &sent).await);
        assert!(finance.get(&invoice).await.fine().contains("催款函"));
    });
}

#[test]
fn a_write_off_takes_two_and_the_ladder_rises() {
    story(async |office| {
        let (finance, boss) = (office.served.browser(&office.finance).await, office.served.administrator().await);
        let ask = format!("/finance/invoices/{}/write-off", office.invoice);
        let seen = version(&finance, &ask).await;
        let fields = |why: &'static str| {
            [
                ("version", seen.clone()),
                ("instalment", "1".into()),
                ("amount", "100".into()),
                ("reason", why.to_owned()),
            ]
        };
        let send = async |why| {
            let fields = fields(why);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            finance.post(&ask, &fields).await
        };
        assert!(!fault(&send(" ").await, "reason").is_empty());
        location(&send("客户已注销").await);
        let list = boss.get("/finance/write-offs").await;
        let id = list.between("id=\"write-off-", "\"").remove(0);
        assert!(list.fine().contains("客户已注销"));
        let decide = format!("/finance/write-offs/{id}/decide");
        let own = finance.post(&decide, &[("decision", "approve")]).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(own.text().contains("自己申请的核销不能自己批"), "{}", own.text());
        location(&boss.post(&decide, &[("decision", "approve"), ("note", "同意")]).await);
        let again = boss.post(&decide, &[("decision", "refuse")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "decided already");
        let invoice = finance.get(&format!("/finance/invoices/{}", office.invoice)).await;
        assert!(invoice.fine().contains("9,900.00") && invoice.text().contains("坏账核销"));

        let rung = |days: &'static str| [("days", days), ("zh", "提醒"), ("en", "Note"), ("tone", "firm")];
        let ladder = |first: &'static str, second: &'static str| {
            let mut fields: Vec<(&str, &str)> = rung(first).into();
            fields.extend(rung(second));
            fields.extend([("to-0", "customer"), ("to-1", "customer")]);
            fields
        };
        for (first, second, field) in [("1", "1", "days-1"), ("1", "x", "days-1"), ("2000", "1", "days-0")] {
            let refused = finance.post("/finance/ladder", &ladder(first, second)).await;
            assert!(!fault(&refused, field).is_empty(), "{first} {second}");
        }
        assert_eq!(location(&finance.post("/finance/ladder", &ladder("30", "5")).await), "/finance/ladder");
        let days: Vec<i32> = office.served.company.store.world().ladder.iter().map(|rung| rung.days).collect();
        assert_eq!(days, [5, 30]);
    });
}

#[test]
fn a_banks_file_is_looked_at_before_it_is_kept() {
    story(async |office| {
        let finance = office.served.browser(&office.finance).await;
        let file = "交易日期,对方户名,贷方金额,借方金额,流水号,摘要\n2020-01-05,晨光五金,500.00,,B-1,货款\n2020-01-06,,x,,B-2,\n2020-01-07,房东,,100.00,B-3,房租\n";
        let form = || {
            let part = multipart::Part::bytes(file.as_bytes().to_vec()).file_name("bank.csv");
            multipart::Form::new().text("currency", "CNY").part("file", part)
        };
        let nothing = finance.upload("/finance/receipts/import", multipart::Form::new().text("currency", "CNY")).await;
        assert!(!fault(&nothing, "file").is_empty());
        let preview = finance.upload("/finance/receipts/import", form()).await;
        for words in ["导入 1 笔", "500.00 CNY", "未能读取", "已认出客户"] {
            assert!(preview.fine().contains(words), "{words}: {}", preview.text());
        }
        let kept = preview.between("name=\"file\" value=\"", "\"").remove(0);
        let done = finance.post("/finance/receipts/import/run", &[("file", &kept), ("currency", "CNY")]).await;
        assert!(done.fine().contains("银行流水已导入"));
        assert!(finance.get("/finance/receipts").await.fine().contains("B-1"));
        let again = finance.upload("/finance/receipts/import", form()).await;
        assert!(!again.fine().contains("导入 1 笔"), "nothing twice");
    });
}

#[test]
fn the_money_of_an_order_is_planned_opened_and_shown() {
    story(async |office| {
        let company = &office.served.company;
        let entered = company.enter(company.draft("quick-fulfilment", 20)).await;
        let (finance, store) = (
            office.served.browser(&office.finance).await,
            company.hire("赵磊", "zhao", Role::Member, &["warehouse"]).await,
        );
        let path = format!("/orders/{}/money", entered.order.id);
        let page = finance.get(&path).await;
        for words in ["1,800.00 CNY", "4,200.00 CNY", "立应收款", "未立账", "预计"] {
            assert!(page.fine().contains(words), "{words}: {}", page.text());
        }
        let refused = finance.post(&format!("{path}/open"), &[("number", "INV-2601")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("INV-2601 已经有了"), "{}", refused.text());
        location(&finance.post(&format!("{path}/open"), &[]).await);
        let page = finance.get(&path).await;
        assert!(page.fine().contains("未到账") && page.text().contains("/finance/invoices/"));
        assert_eq!(finance.post(&format!("{path}/open"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let planned = finance.get(&format!("/finance/invoices/new?order={}", entered.order.id)).await;
        assert!(planned.fine().contains("value=\"1800.00\"") && planned.text().contains("value=\"Nordwind GmbH\""));
        assert_eq!(office.served.browser(&store).await.get(&path).await.status, StatusCode::FORBIDDEN);
        let other = office.served.browser(&office.other).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_company_without_invoices_is_told_how_to_begin() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let served = Served::on(Company::on_sqlite().await).await;
        let boss = served.administrator().await;
        for path in ["/finance", "/finance/receivables"] {
            assert!(boss.get(path).await.fine().contains("还没有应收账款"), "{path}");
        }
        assert!(boss.get("/finance/receipts").await.fine().contains("没有收款"));
        assert!(boss.get("/finance/ageing").await.fine().contains("没有未收的款"));
        let statement = format!("/customers/{}/statement", served.company.customer.id);
        assert!(boss.get(&statement).await.fine().contains("There were no transactions"));
    });
}
