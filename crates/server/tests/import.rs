//! Real sheets come in, on both databases: what is imported, what is refused, and that a second run changes nothing.

use jiff::Timestamp;
use yidan_documents::{Mapping, Problem, Skip};
use yidan_domain::{
    Currency,
    order::{Answer, Order, Progress, event::Via},
};
use yidan_server::import::{self, Choices, Report, Source};
use yidan_store::{Actor, board::Query, customers, orders, people, products, rebuild};
use yidan_testing::{Company, on_both};

/// The day on which the order book is imported: one of its shipments is dated after it.
fn now() -> Timestamp {
    "2026-11-24T12:00:00+08:00".parse().unwrap()
}

fn actor(company: &Company) -> Actor {
    Actor { via: Via::Import, now: now(), ..company.actor() }
}

fn file(name: &str) -> Source {
    let path = format!("{}/../../testdata/{name}", env!("CARGO_MANIFEST_DIR"));
    Source { name: name.rsplit('/').next().unwrap().to_owned(), bytes: std::fs::read(path).unwrap() }
}

fn northwind() -> Vec<Source> {
    ["categories", "customers", "employees", "order_details", "orders", "products", "shippers", "suppliers"]
        .map(|name| file(&format!("northwind/{name}.csv")))
        .into()
}

fn book(rows: &str) -> Vec<Source> {
    let titles = "客户,客户订单号,下单日期,品名,数量,单位,单价,币种\n";
    vec![Source { name: "book.csv".into(), bytes: format!("{titles}{rows}").into_bytes() }]
}

async fn run(company: &Company, sources: Vec<Source>) -> Report {
    import::run(&company.store, &actor(company), sources, Choices::default()).await.unwrap()
}

async fn order(company: &Company, report: &Report, row: usize) -> Order {
    let id = report.orders.iter().find(|order| order.rows == [row]).unwrap().id;
    let scope = company.actor().viewer.scope();
    company.store.read(move |tx| orders::load(tx, scope, id)).await.unwrap()
}

fn orders_on_the_board(company: &Company) -> usize {
    let today = company.store.world().company.today(now());
    company.store.board().page(&Query { limit: 5_000, ..Query::all(company.actor().viewer.scope(), today) }).ids.len()
}

#[test]
fn the_order_book_comes_in_and_its_copy_and_a_second_run_change_nothing() {
    on_both(async |company| {
        let both = vec![file("order-book-zh.gb18030.csv"), file("order-book-zh.xlsx")];
        let preview = import::preview(&company.store, &actor(&company), both, Choices::default()).await.unwrap();
        let twice = preview.skipped.iter().filter(|skipped| matches!(skipped.why, Skip::AlsoIn { .. })).count();
        assert_eq!((preview.orders.len(), twice), (179, 179), "the same orders in two files of one import");

        let first = run(&company, vec![file("order-book-zh.xlsx")]).await;
        assert_eq!((first.orders.len(), first.refused_rows()), (179, 61));
        // Nordwind GmbH is a customer already; so are not the nine others of the second sheet.
        assert_eq!(first.new_customers.len(), 9);
        assert_eq!(first.new_people, ["陈静", "王敏", "李强", "Chen"]);
        assert_eq!(orders_on_the_board(&company), 179);

        for again in ["order-book-zh.xlsx", "order-book-zh.gb18030.csv"] {
            let second = run(&company, vec![file(again)]).await;
            assert_eq!((second.orders.len(), second.refused_rows()), (0, 61), "{again}");
            assert_eq!((second.new_customers.len(), second.new_people.len()), (0, 0), "{again}");
            let before =
                second.skipped.iter().filter(|skipped| matches!(skipped.why, Skip::ImportedBefore { .. })).count();
            assert_eq!(before, 179, "{again}");
        }
        assert_eq!(orders_on_the_board(&company), 179);
        let checked = rebuild::check(&company.store).await.unwrap();
        assert_eq!((checked.orders, checked.faults), (179, vec![]));
    });
}

#[test]
fn a_shipped_order_has_its_steps_behind_it() {
    on_both(async |company| {
        let report = run(&company, vec![file("order-book-zh.xlsx")]).await;
        let shipped = order(&company, &report, 3).await;
        assert_eq!(shipped.header.received_at, "2026-04-06T09:00:00+08:00".parse().unwrap());
        let step = |order: &Order, key: &str| order.step(&key.into()).cloned().unwrap_or_default();
        let shipping = step(&shipped, "ship");
        assert_eq!(shipping.progress.finished_at(), Some("2026-06-18T17:30:00+08:00".parse().unwrap()));
        assert_eq!(shipping.answers["tracking"], Answer::Text("SF1390…".into()));
        assert!(step(&shipped, "pack").progress.is_closed());
        assert!(
            matches!(step(&shipped, "purchase").progress, Progress::Skipped { .. }),
            "nobody knows whether it was needed"
        );
        assert_eq!(step(&shipped, "settle").progress, Progress::Waiting);

        let open = order(&company, &report, 4).await;
        assert!(open.steps.values().all(|step| step.progress == Progress::Waiting));

        let by_carrier = order(&company, &report, 9).await;
        assert_eq!(step(&by_carrier, "book").answers["carrier"], Answer::Party("DHL".into()));
    });
}

#[test]
fn northwind_comes_in_whole_and_once() {
    on_both(async |company| {
        let choices = Choices { currency: Some(Currency::USD), ..Choices::default() };
        let preview = import::preview(&company.store, &actor(&company), northwind(), choices.clone()).await.unwrap();
        assert_eq!((preview.orders.len(), preview.new_customers.len(), preview.new_people.len()), (830, 91, 9));
        assert_eq!(orders_on_the_board(&company), 0, "a preview keeps nothing");

        let first = import::run(&company.store, &actor(&company), northwind(), choices.clone()).await.unwrap();
        assert_eq!(first.faults, []);
        assert_eq!((first.orders.len(), first.new_products.len()), (830, 77));
        let rows = company
            .store
            .read({
                let ids: Vec<_> = first.orders.iter().map(|order| order.id).collect();
                move |tx| orders::rows(tx, &ids)
            })
            .await
            .unwrap();
        let late = rows.iter().filter(|row| row.delivered_on.is_some() && row.delivered_on > row.promised).count();
        let never_shipped = rows.iter().filter(|row| row.delivered_on.is_none()).count();
        assert_eq!((late, never_shipped), (37, 21));
        let number = company.store.read(|tx| orders::find_number(tx, "10248")).await.unwrap();
        assert_eq!(number, Some(first.orders[0].id));

        let second = import::run(&company.store, &actor(&company), northwind(), choices).await.unwrap();
        assert_eq!((second.orders.len(), second.faults.len()), (0, 0));
        assert_eq!((second.new_customers.len(), second.new_products.len(), second.new_people.len()), (0, 0, 0));
        let counts = company
            .store
            .read(|tx| {
                Ok((customers::all(tx)?.len(), people::all(tx)?.len(), products::list(tx, "", false, None, 500)?.len()))
            })
            .await
            .unwrap();
        // With the customer, the administrator and the product of the company; eight products are discontinued.
        assert_eq!(counts, (92, 10, 70));
    });
}

#[test]
fn a_mended_row_comes_in_later_and_a_changed_one_does_not() {
    on_both(async |company| {
        let rows = "甲公司,PO1,2026-10-01,拉链,100,条,2.5,CNY\n甲公司,PO2,2026-10-01,拉链,一千,条,2.5,CNY\n";
        let first = run(&company, book(rows)).await;
        assert_eq!((first.orders.len(), first.refused_rows()), (1, 1));

        let mended = rows.replace("一千", "1000").replace("100,条", "200,条");
        let second = run(&company, book(&mended)).await;
        assert_eq!(second.orders.iter().map(|order| order.customer_ref.as_str()).collect::<Vec<_>>(), ["PO2"]);
        let number = first.orders[0].number.clone();
        assert_eq!(
            second.faults.iter().map(|fault| (fault.place.row, fault.problem.clone())).collect::<Vec<_>>(),
            [(2, Problem::ImportedDifferently { number })]
        );
        assert_eq!(orders_on_the_board(&company), 2);
    });
}

#[test]
fn what_the_rows_name_is_looked_up_or_refused() {
    on_both(async |company| {
        let twin = company.hire("王敏", "wang", yidan_domain::access::Role::Manager, &[]).await;
        company.hire("王 敏", "wang2", yidan_domain::access::Role::Manager, &[]).await;
        let sheet = "客户,客户订单号,业务员,下单日期,产品编号,品名,数量,单位,单价,币种\n\
                     nordwind  gmbh,A1,管理员,2026-10-01,FL-80,,5,件,12.50,CNY\n\
                     Nordwind GmbH (Hamburg),A2,,2026-10-01,,法兰,5,件,1,CNY\n\
                     Nordwind GmbH,A3,王敏,2026-10-01,,法兰,5,件,1,CNY\n\
                     Nordwind GmbH,A4,,2026-10-01,XX-1,,5,件,1,CNY\n\
                     Nordwind GmbH,A5,,2026-10-01,XX-2,角铁,5,件,1,CNY\n";
        let source = vec![Source { name: "book.csv".into(), bytes: sheet.as_bytes().to_vec() }];
        let report = run(&company, source.clone()).await;
        let faults: Vec<_> =
            report.faults.iter().map(|f| (f.place.row, f.column.as_str(), f.problem.clone())).collect();
        let table = yidan_documents::Kind::Products.name();
        assert_eq!(
            faults,
            [
                (3, "客户", Problem::SimilarCustomer { other: "Nordwind GmbH".into() }),
                (4, "业务员", Problem::SeveralPeople),
                (5, "产品编号", Problem::NotInTable { table }),
            ]
        );
        let known = order(&company, &report, 2).await;
        assert_eq!(
            (known.header.customer, known.header.salesperson),
            (company.customer.id, Some(company.administrator.id))
        );
        assert_eq!((known.lines[0].product, known.lines[0].name.as_str()), (Some(company.product.id), "铸铁法兰"));
        assert_eq!(report.new_products, ["XX-2 角铁"]);
        assert_ne!(known.header.salesperson, Some(twin.id));

        let settled = Choices { new_customers: vec!["Nordwind GmbH (Hamburg)".into()], ..Choices::default() };
        let report = import::run(&company.store, &actor(&company), source, settled).await.unwrap();
        assert_eq!(report.new_customers, ["Nordwind GmbH (Hamburg)"]);
    });
}

#[test]
fn a_mapping_is_remembered_for_sheets_of_the_same_titles() {
    on_both(async |company| {
        let sheet = |number: &str| {
            let text =
                format!("买家,单据,下单日期,品名,数量,单位,单价,币种\n乙公司,{number},2026-10-01,拉链,5,条,1,CNY\n");
            vec![Source { name: "b.csv".into(), bytes: text.into_bytes() }]
        };
        let unmapped = run(&company, sheet("P1")).await;
        assert!(matches!(unmapped.faults[0].problem, Problem::ColumnMissing { .. }));

        let mapping: Mapping = serde_json::from_str(r#"{"customer":"买家","customer_ref":"单据"}"#).unwrap();
        let choices = Choices { mapping: Some(mapping), ..Choices::default() };
        let mapped = import::run(&company.store, &actor(&company), sheet("P1"), choices).await.unwrap();
        assert_eq!(mapped.orders.len(), 1);
        let later = run(&company, sheet("P2")).await;
        assert_eq!(later.orders[0].customer_ref, "P2");
    });
}

#[test]
fn only_managers_import() {
    on_both(async |company| {
        let member = company.hire("李强", "li", yidan_domain::access::Role::Member, &["sales"]).await;
        let actor = yidan_testing::acting(&member);
        let refused = import::run(&company.store, &actor, book(""), Choices::default()).await;
        assert!(matches!(refused, Err(yidan_store::Error::Refused(_))));
    });
}
