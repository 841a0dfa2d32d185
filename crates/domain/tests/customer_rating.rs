//! How a customer does, by what happened: pays late, beats prices down, takes its time, changes what was reviewed.

mod story;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use story::{Story, id};
use yidan_domain::{
    Currency, CustomerId, InvoiceId, Money, PersonId, ReceiptId, ReceivableEntryId,
    customer_rating::{CustomerRating, customer_rating},
    material::Period,
    order::{Order, command::Command},
    receivable::{Entry, Instalment, Invoice, Kind},
};

const TODAY: Date = date(2026, 3, 31);
const MARCH: Period = Period { from: date(2026, 3, 1), to: TODAY };

fn cny(yuan: i64) -> Money {
    Money { minor: yuan * 100, currency: Currency::CNY }
}

/// Of 100 yuan, due on that day of March.
fn invoice(number: u128, due: i8) -> Invoice {
    let instalment = Instalment { number: 1, amount: cny(100), due: Some(date(2026, 3, due)), what: String::new() };
    Invoice {
        id: InvoiceId(id(number)),
        number: format!("INV-{number}"),
        customer: CustomerId(id(1)),
        order: None,
        salesperson: None,
        issued: date(2026, 2, 20),
        amount: cny(100),
        rate: None,
        terms: String::new(),
        instalments: vec![instalment],
        note: String::new(),
    }
}

fn paid(of: u128, yuan: i64, on: i8) -> Entry {
    let day = date(2026, 3, on);
    Entry {
        id: ReceivableEntryId(id(of * 1_000 + yuan as u128 + on as u128)),
        day,
        at: format!("{day}T01:00:00Z").parse().unwrap(),
        by: PersonId(id(1)),
        kind: Kind::Allocated {
            receipt: ReceiptId(id(7)),
            invoice: InvoiceId(id(of)),
            instalment: 1,
            settles: cny(yuan),
            takes: cny(yuan),
        },
        note: String::new(),
    }
}

fn rated(orders: &[Order], invoices: &[Invoice], entries: &[Entry]) -> CustomerRating {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    customer_rating(orders, (invoices, entries), MARCH, (&zone, TODAY))
}

#[test]
fn who_pays_in_parts_has_paid_when_the_last_part_is_there() {
    let invoices = [invoice(1, 10), invoice(2, 10), invoice(3, 21), invoice(4, 31)];
    let entries = [paid(1, 100, 10), paid(2, 60, 5), paid(2, 40, 14)];
    let payments = rated(&[], &invoices, &entries).payments;
    // One in time, one four days late, one unpaid for ten days; the last is due today only.
    assert_eq!((payments.due, payments.in_time), (3, 1));
    assert_eq!(payments.median_days_late, Some(Decimal::from(7)));
    assert_eq!(payments.percent().map(|percent| percent.round_dp(1)), Some(Decimal::new(333, 1)));
}

/// Nobody pays before the invoice is there; what was credited whole was never to be paid; what was taken back is open again.
#[test]
fn only_what_could_be_paid_counts() {
    let issued_late = Invoice { issued: date(2026, 3, 16), ..invoice(1, 10) };
    let invoices = [issued_late.clone(), invoice(2, 12), invoice(3, 12)];
    let credited = Entry {
        kind: Kind::CreditNote { invoice: InvoiceId(id(2)), instalment: 1, amount: cny(100) },
        ..paid(2, 100, 20)
    };
    let wrong = paid(3, 100, 11);
    let back = Entry { id: ReceivableEntryId(id(9)), kind: Kind::Reversed { entry: wrong.id }, ..paid(3, 1, 12) };
    let payments = rated(&[], &invoices, &[paid(1, 100, 16), credited, wrong, back]).payments;
    assert_eq!((payments.due, payments.in_time), (2, 1));
    let late = rated(&[], &[issued_late], &[paid(1, 100, 18)]).payments;
    assert_eq!((late.in_time, late.median_days_late), (0, Some(Decimal::TWO)), "from the day of issue");
}

#[test]
fn prices_are_beaten_down_from_the_first_round() {
    let mut order = Story::begins("sales-contract", "2026-03-02 10:00", "2026-04-30");
    let quote = |order: &Story, price: &str| {
        let mut lines = order.order.lines.clone();
        lines[0].price = price.parse().ok();
        let header = Box::new(order.order.header.clone());
        Command::Quote { header, lines, valid_until: None, note: String::new() }
    };
    let answer = |round, accepted| Command::AnswerQuote { round, accepted, words: "客户邮件".into() };
    let (first, second) = (quote(&order, "100"), quote(&order, "90"));
    order
        .does("sales", "2026-03-02 11:00", first)
        .does("sales", "2026-03-05 11:00", answer(1, false))
        .does("sales", "2026-03-05 14:00", second)
        .does("sales", "2026-03-06 14:00", answer(2, true));
    let rating = rated(&[order.order.clone()], &[], &[]);
    assert_eq!(rating.orders.received, 1);
    let prices = rating.prices[0];
    assert_eq!((prices.orders, prices.first, prices.agreed), (1, cny(20_000), cny(18_000)));
    assert_eq!(prices.percent(), Some(Decimal::TEN));
    assert_eq!((rating.answers.quoted, rating.answers.answered), (2, 2));
    assert_eq!(rating.answers.median_days, Some(Decimal::TWO), "three days and one");
    order.does("sales", "2026-03-07 10:00", Command::Cancel { reason: "客户撤单".into() });
    assert_eq!(rated(&[order.order], &[], &[]).orders.cancelled_percent(), Some(Decimal::ONE_HUNDRED));
}

#[test]
fn where_nothing_happened_there_is_no_figure() {
    let nothing = rated(&[], &[], &[]);
    assert!(nothing.is_empty());
    assert_eq!((nothing.payments.percent(), nothing.orders.cancelled_percent()), (None, None));
    assert_eq!(nothing.samples.rounds_each(), None);
    // Before the period, or after it.
    let old = Story::begins("sales-contract", "2026-02-20 10:00", "2026-04-30");
    assert!(rated(&[old.order], &[invoice(1, 31)], &[]).is_empty());
}
