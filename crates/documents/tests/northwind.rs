//! Northwind: orders kept as tables that name each other's rows.

use jiff::civil::date;
use yidan_documents::{Intake, Mapping, Note, Problem, Rules, Sheet, intake::Known, sheet};
use yidan_domain::Currency;

fn sheets() -> Vec<Sheet> {
    let folder = format!("{}/../../testdata/northwind", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "csv"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        sheet::read(&file.file_name().unwrap().to_string_lossy(), &std::fs::read(file).unwrap()).unwrap()
    };
    files.iter().flat_map(read).collect()
}

fn read(sheets: &[Sheet]) -> Intake {
    let rules = Rules {
        today: date(2026, 11, 24),
        currency: Some(Currency::USD),
        mapping: &|_| Mapping::default(),
        known: &|_| Known::No,
    };
    yidan_documents::read(sheets, &rules)
}

#[test]
fn every_order_comes_over_whole() {
    let intake = read(&sheets());
    assert_eq!(intake.faults, []);
    assert_eq!((intake.orders.len(), intake.customers.len(), intake.products.len()), (830, 91, 77));
    assert_eq!(intake.orders.iter().map(|order| order.lines.len()).sum::<usize>(), 2_155);
    let late = intake.orders.iter().filter(|order| order.head.shipped > order.head.promised).count();
    let never_shipped = intake.orders.iter().filter(|order| order.head.shipped.is_none()).count();
    assert_eq!((late, never_shipped), (37, 21));
}

#[test]
fn the_tables_are_joined() {
    let intake = read(&sheets());
    let order = intake.orders.iter().find(|order| order.head.own_number.as_deref() == Some("10248")).unwrap();
    assert_eq!(order.head.customer, "Vins et alcools Chevalier");
    assert_eq!(order.head.customer_code.as_deref(), Some("VINET"));
    assert_eq!(order.head.salesperson.as_deref(), Some("Steven Buchanan"));
    assert_eq!(order.head.received, date(1996, 7, 4));
    assert_eq!((order.head.promised, order.head.shipped), (Some(date(1996, 8, 1)), Some(date(1996, 7, 16))));
    assert_eq!(order.head.tracking, "Federal Shipping");
    assert_eq!(order.head.address, "Vins et alcools Chevalier, 59 rue de l'Abbaye, Reims, 51100, France");
    let line = &order.lines[0];
    assert_eq!((line.code.as_deref(), line.name.as_str()), (Some("11"), "Queso Cabrales"));
    assert_eq!(line.spec, "1 kg pkg.");
    assert_eq!(line.amount(Currency::USD).unwrap().to_string(), "168.00 USD");

    let discounted = intake.orders.iter().find(|order| order.head.own_number.as_deref() == Some("10250")).unwrap();
    assert_eq!(discounted.lines[1].discount_percent, 15.into());

    let discontinued = intake.products.iter().filter(|product| product.archived).count();
    assert_eq!(discontinued, 8);
    let customer = intake.customers.iter().find(|customer| customer.code.as_deref() == Some("WHITC")).unwrap();
    assert_eq!(customer.address, "305 - 14th Ave. S. Suite 3B, Seattle, WA, 98128, USA");
    assert_eq!(customer.region, "", "a state is not a sales region");
}

#[test]
fn what_is_not_taken_is_said() {
    let intake = read(&sheets());
    let of = |file: &str| -> Vec<Note> {
        intake.notes.iter().filter(|note| note.place.sheet == file).map(|note| note.note.clone()).collect()
    };
    let titles = |titles: &[&str]| Note::ColumnsNotTaken { titles: titles.iter().map(|t| (*t).to_owned()).collect() };
    assert_eq!(of("orders.csv"), [Note::CurrencyGiven { currency: Currency::USD }, titles(&["freight"])],);
    assert_eq!(of("order_details.csv"), [Note::NoUnits]);
    assert_eq!(of("suppliers.csv"), [Note::SheetNotTaken]);
    assert_eq!(of("categories.csv"), [Note::SheetNotTaken]);
}

#[test]
fn a_key_that_leads_nowhere_refuses_the_order_whole() {
    let mut sheets = sheets();
    let put = |sheets: &mut Vec<Sheet>, file: &str, row: usize, column: usize, value: &str| {
        let sheet = sheets.iter_mut().find(|sheet| sheet.name == file).unwrap();
        sheet.rows[row - 1][column] = sheet::Cell::Text(value.to_owned());
    };
    put(&mut sheets, "orders.csv", 2, 1, "NOBODY");
    put(&mut sheets, "order_details.csv", 5, 1, "999");
    put(&mut sheets, "order_details.csv", 7, 0, "1");
    let intake = read(&sheets);
    let faults: Vec<String> = intake
        .faults
        .iter()
        .map(|fault| {
            let what = match &fault.problem {
                Problem::NotInTable { table } => format!("not in {}", table.en),
                Problem::PartOfRefused { row } => format!("with row {row}"),
                other => format!("{other:?}"),
            };
            format!("{} {} {} {}: {what}", fault.place.sheet, fault.place.row, fault.column, fault.value)
        })
        .collect();
    assert_eq!(
        faults,
        [
            // Order 10248 names a customer that nobody knows: its three lines stay out with it.
            "order_details.csv 2  : with row 2",
            "order_details.csv 3  : with row 2",
            "order_details.csv 4  : with row 2",
            // Order 10249 has a line of an unknown product.
            "order_details.csv 5 productID 999: not in table of products",
            "order_details.csv 6  : with row 5",
            // A line of no order at all.
            "order_details.csv 7 orderID 1: not in table of orders",
            "orders.csv 2 customerID NOBODY: not in table of customers",
            "orders.csv 3  : with row 5",
        ]
    );
}
