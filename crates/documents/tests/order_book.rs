//! The dirty order book, row by row: what is imported, what is refused and why, in the workbook and in its CSV copy.

use jiff::civil::date;
use yidan_documents::{Intake, Mapping, Note, OrderDraft, Problem, Rules, Skip, intake::Known, sheet};
use yidan_domain::{Currency, Money};

fn read_file(name: &str, known: &dyn Fn(&str) -> Known) -> Intake {
    let path = format!("{}/../../testdata/{name}", env!("CARGO_MANIFEST_DIR"));
    let sheets = sheet::read(name, &std::fs::read(path).unwrap()).unwrap();
    let rules = Rules { today: date(2026, 11, 24), currency: None, mapping: &|_| Mapping::default(), known };
    yidan_documents::read(&sheets, &rules)
}

fn workbook() -> Intake {
    read_file("order-book-zh.xlsx", &|_| Known::No)
}

fn csv() -> Intake {
    read_file("order-book-zh.gb18030.csv", &|_| Known::No)
}

/// Row, column and problem of every fault; rows of the CSV copy are brought to those of the workbook, which has the name
/// of the sheet above its titles.
fn faults(intake: &Intake, rows_above: usize) -> Vec<(usize, String, Problem)> {
    intake.faults.iter().map(|f| (f.place.row + rows_above, f.column.clone(), f.problem.clone())).collect()
}

fn differs(stated: &str, counted: i64, currency: &str) -> Problem {
    let counted = Money { minor: counted, currency: currency.parse().unwrap() };
    Problem::AmountDiffers { stated: stated.parse().unwrap(), counted }
}

#[test]
fn every_dirty_row_is_refused_with_its_reason() {
    use Problem::*;
    let shares_101 =
        [6, 46, 47, 66, 68, 73, 78, 83, 88, 92, 95, 116, 127, 165, 170, 186, 192, 195, 207, 210, 222, 225, 243];
    let tracking_as_terms = [
        6, 17, 19, 26, 65, 74, 79, 88, 92, 97, 112, 117, 121, 123, 128, 133, 146, 157, 161, 164, 182, 205, 223, 229,
        237, 238,
    ];
    let others = [
        (43, "交期", SeveralDates),
        (44, "交期", VagueDate),
        (45, "交期", NoSuchDay),
        (47, "交期", VagueDate),
        (60, "金额", differs("536832", 26_841_600, "USD")),
        (61, "数量", NotANumber),
        (62, "数量", QuantityNotPositive),
        (63, "数量", QuantityNotPositive),
        (64, "数量", NotANumber),
        (65, "数量", CountedInFractions { unit: "pcs".into() }),
        (79, "金额", FormulaOnly),
        (80, "金额", differs("99999.99", 985_920, "EUR")),
        (81, "金额", differs("24456", 600_000, "CNY")),
        (82, "金额", differs("3849.6", 4_000, "EUR")),
        (83, "币种", Missing),
        (92, "客户", Missing),
        (93, "客户", SimilarCustomer { other: "星河贸易".into() }),
        (105, "实际出货日", InTheFuture { today: date(2026, 11, 24) }),
        (142, "实际出货日", NotADate),
        (204, "品名", Missing),
    ];
    let shares = shares_101.map(|row| (row, "付款 方式", SharesSum { sum: 101.into() }));
    let terms = tracking_as_terms.map(|row| (row, "交易条款", TrackingAsTradeTerm));
    let mut expected: Vec<(usize, &str, Problem)> = shares.into_iter().chain(terms).chain(others).collect();
    expected.sort_by_key(|fault| fault.0);
    let mut found = faults(&workbook(), 0);
    // Faults of one row come in the order in which the row is read; the table above has its own.
    found.sort_by_key(|fault| (fault.0, fault.1.clone()));
    expected.sort_by_key(|fault| (fault.0, fault.1));
    let found: Vec<(usize, &str, Problem)> =
        found.iter().map(|(row, title, p)| (*row, title.as_str(), p.clone())).collect();
    assert_eq!(found, expected);
}

#[test]
fn rows_that_hold_no_order_are_left_out_and_named() {
    let skipped: Vec<(usize, Skip)> = workbook().skipped.into_iter().map(|s| (s.place.row, s.why)).collect();
    assert_eq!(skipped, [(153, Skip::Blank), (183, Skip::Subtotal), (245, Skip::RepeatOf { row: 7 })]);
}

#[test]
fn every_row_is_accounted_for() {
    let intake = workbook();
    let mut refused: Vec<usize> = intake.faults.iter().map(|fault| fault.place.row).collect();
    refused.dedup();
    let mut rows: Vec<usize> = intake.orders.iter().flat_map(|order| order.rows.clone()).collect();
    rows.extend(&refused);
    rows.extend(intake.skipped.iter().map(|skipped| skipped.place.row));
    rows.sort_unstable();
    // Titles in row 2; 240 lines, a blank row, a subtotal and a repeat below them.
    assert_eq!(rows, (3..=245).collect::<Vec<usize>>());
    assert_eq!((intake.orders.len(), refused.len()), (179, 61));
}

#[test]
fn what_was_written_oddly_but_can_mean_one_thing_only_is_said() {
    let notes: Vec<(usize, String, Note)> =
        workbook().notes.into_iter().map(|n| (n.place.row, n.value, n.note)).collect();
    let titles = |titles: &[&str]| titles.iter().map(|title| (*title).to_owned()).collect();
    assert_eq!(
        notes,
        [
            (0, String::new(), Note::ColumnsNotTaken { titles: titles(&["序号", "已收款"]) }),
            (48, String::new(), Note::NoPromise),
            (104, "46150".to_owned(), Note::DayNumber { date: date(2026, 5, 8) }),
            (0, String::new(), Note::ColumnsNotTaken { titles: titles(&["信用额度"]) }),
        ]
    );
}

#[test]
fn rows_are_read_as_they_are_meant() {
    let intake = workbook();
    let at = |row: usize| -> &OrderDraft { intake.orders.iter().find(|order| order.rows == [row]).unwrap() };

    let first = at(3);
    assert_eq!(first.head.customer, "Nordwind GmbH");
    assert_eq!(first.head.customer_ref, "PO26001");
    assert_eq!(first.head.salesperson.as_deref(), Some("陈静"));
    assert_eq!(first.head.currency, Currency::USD);
    assert_eq!(first.head.received, date(2026, 4, 6));
    assert_eq!((first.head.promised, first.head.shipped), (Some(date(2026, 6, 20)), Some(date(2026, 6, 18))));
    assert_eq!(first.head.tracking, "SF1390…");
    assert_eq!(first.head.trade_terms, "EXW");
    let line = &first.lines[0];
    assert_eq!((line.name.as_str(), line.spec.as_str()), ("不锈钢阀体", "DN25 PN16"));
    assert_eq!(line.quantity.to_string(), "12 pcs");
    assert_eq!(line.price, Some("161.42".parse().unwrap()));
    assert_eq!(line.amount(Currency::USD).unwrap().to_string(), "1,937.04 USD");

    assert_eq!(at(4).head.customer, "晨光进出口", "a space behind the name");
    assert_eq!(at(9).head.customer_ref, "", "no number of the customer");
    assert_eq!(at(10).head.trade_terms, "", "a dash stands for nothing");
    assert_eq!(at(12).head.trade_terms, "FOB 宁波");
    assert_eq!(at(25).lines[0].quantity.unit, "pcs", "PCS is pcs");
    assert_eq!(at(35).head.customer_ref, "26033", "a number typed as a number");
    assert_eq!(at(36).head.customer_ref, "26033", "the same typed as text, by another customer");
    assert_eq!(at(84).head.currency, Currency::USD, "US$");
    assert_eq!(at(103).head.received, date(2026, 5, 6), "2026年5月6日");
    assert_eq!(at(122).head.remarks, "客户要求改地址:宁波北仑;\n急单!");
    assert_eq!(at(124).head.remarks, "=HYPERLINK(\"x\")", "a formula in a remark is only its text");
    assert_eq!(at(125).lines[0].spec, "Ø25 × 1.5 (±0.02)");
    assert_eq!(at(24).lines[0].spec, "180g/m² 32S");
}

#[test]
fn the_csv_copy_says_the_same() {
    let (workbook, csv) = (workbook(), csv());
    let without_title = |faults: Vec<(usize, String, Problem)>| -> Vec<(usize, String, Problem)> {
        faults.into_iter().map(|(row, title, problem)| (row, title.replace(' ', ""), problem)).collect()
    };
    assert_eq!(without_title(faults(&csv, 1)), without_title(faults(&workbook, 0)));
    let fingerprints = |intake: &Intake| intake.orders.iter().map(OrderDraft::fingerprint).collect::<Vec<_>>();
    assert_eq!(fingerprints(&csv), fingerprints(&workbook));
    // Only the workbook has the second sheet; only the copy's encoding had to be found out.
    assert_eq!((workbook.customers.len(), csv.customers.len()), (10, 0));
    assert!(csv.notes.iter().any(|note| note.note == Note::ReadAsChinese));
}

#[test]
fn the_second_sheet_is_the_list_of_customers() {
    let intake = workbook();
    let row = |at: usize| {
        let customer = &intake.customers[at];
        (customer.place.row, customer.name.as_str(), customer.region.as_str(), customer.terms.as_str())
    };
    assert_eq!(row(0), (2, "星河贸易", "北区", "款到发货"));
    assert_eq!(row(9), (11, "晨光进出口", "南区", "月结"));
}

#[test]
fn a_customer_that_was_said_to_be_another_is_taken() {
    let settled = |name: &str| if name == "星河贸易(上海)" { Known::Settled } else { Known::No };
    let intake = read_file("order-book-zh.xlsx", &settled);
    assert!(intake.orders.iter().any(|order| order.rows == [93] && order.head.customer == "星河贸易(上海)"));
}
