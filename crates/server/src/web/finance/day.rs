//! Finance's day: what came in, what is due, who must be called, what waits for finance, and the money to come.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;
use yidan_domain::{CustomerId, Money, order::row::OrderRow, party::Customer, receivable::reminders::Rung};
use yidan_store::{
    Tx, board, customers, orders,
    receivables::{
        self, Promised,
        book::{self, AgeingQuery, Call, Today},
    },
};

use super::{
    Answer, Screen,
    invoice::PromiseView,
    ledger::{self, AgedView, amounts},
    must_see, remind, share,
};
use crate::page::{Frame, Nav, filters, html};

/// Customers to be called, orders that wait, weeks ahead.
const CALLS: usize = 20;
/// Of one customer.
const DUE: usize = 5;
const HELD: usize = 10;
const WEEKS: usize = 8;

#[derive(Template)]
#[template(path = "finance/day.html")]
struct DayPage {
    frame: Frame,
    tiles: Vec<Tile>,
    calls: Vec<CallView>,
    held: Vec<(OrderRow, String)>,
    held_total: usize,
    bars: Vec<Bars>,
    ageing: Vec<AgedView>,
    write_offs: usize,
    is_empty: bool,
    may_book: bool,
    may_chase: bool,
    today: Date,
}

/// A number above the page, with the way to what it counts.
struct Tile {
    key: &'static str,
    link: &'static str,
    sums: Vec<Money>,
    about: String,
    class: &'static str,
}

struct CallView {
    customer: Customer,
    open: Vec<Money>,
    due: Vec<DueView>,
    /// How many are not shown.
    more: usize,
    /// The latest, if any.
    promise: Option<PromiseView>,
}

struct DueView {
    number: String,
    link: String,
    instalment: u32,
    amount: Money,
    due: Option<Date>,
    overdue_days: i64,
    reminded: String,
    /// The reminder to be sent today.
    next: String,
}

/// The money to come in one currency.
struct Bars {
    currency: String,
    bars: Vec<Bar>,
}

struct Bar {
    label: String,
    amount: Money,
    share: i64,
    class: &'static str,
}

pub async fn show(screen: Screen) -> Answer {
    must_see(&screen).await?;
    let (scope, today) = (screen.viewer.scope(), screen.today());
    let (book, world) = (screen.app.store.receivables(), screen.app.store.world());
    let sums = book.today(scope, today);
    let called = book.calls(scope, today, &world.ladder, (CALLS, DUE));
    let ageing = book.ageing(&AgeingQuery { scope, at: today, customer: None, most: 0 });
    let cash_in = book.cash_in(scope, today, WEEKS);
    let waiting = board::Query {
        department: Some("finance".into()),
        state: Some(board::State::Open),
        limit: HELD,
        ..board::Query::all(scope, today)
    };
    let waiting = screen.app.store.board().page(&waiting);
    let (viewer, held) = (screen.viewer.clone(), waiting.ids.clone());
    let calls = called.clone();
    let read = screen.app.store.read(move |tx| {
        let held = orders::rows(tx, &held)?;
        let ids: Vec<CustomerId> = held.iter().map(|row| row.customer).collect();
        let names = customers::names(tx, &ids)?;
        let name = |row: OrderRow| {
            let name = names.get(&row.customer).cloned().unwrap_or_default();
            (row, name)
        };
        let held = held.into_iter().map(name).collect();
        Ok((Called::read(tx, &viewer, &calls, today)?, held, receivables::open_write_offs(tx, &viewer)?.len()))
    });
    let (known, held, write_offs) = read.await?;
    let frame = screen.frame().titled("finance-today").at(Nav::Finance);
    let this_week = cash_in.weeks.first().map(|week| amounts(&week.amounts)).unwrap_or_default();
    let page = DayPage {
        tiles: tiles(&frame, &sums, this_week),
        calls: called.iter().filter_map(|call| known.view(call, &world, &frame)).collect(),
        held,
        held_total: waiting.total,
        bars: bars(&cash_in, &frame),
        ageing: ageing.all.iter().map(AgedView::of).collect(),
        write_offs,
        is_empty: book.is_empty() && sums == Today::default(),
        may_book: screen.viewer.keeps_books(),
        may_chase: screen.viewer.chases_debts(),
        today,
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn tiles(frame: &Frame, sums: &Today, this_week: Vec<Money>) -> Vec<Tile> {
    let reader = &frame.reader;
    let count = |count: usize| if count == 0 { String::new() } else { reader.count("finance-pieces", count as i64) };
    let overdue = match sums.overdue_count {
        0 => String::new(),
        pieces => format!("{} · {}", count(pieces), reader.count("finance-oldest", sums.oldest_days.into())),
    };
    let tile = |key, link, sums, about, class| Tile { key, link, sums, about, class };
    vec![
        tile("finance-came-today", "/finance/receipts", amounts(&sums.came_today), String::new(), ""),
        tile("finance-came-week", "/finance/receipts", amounts(&sums.came_this_week), String::new(), ""),
        tile(
            "finance-due-today",
            "/finance/receivables?state=unpaid",
            amounts(&sums.due_today),
            count(sums.due_today_count),
            "amber",
        ),
        tile("finance-due-week", "/finance/receivables", this_week, String::new(), ""),
        tile(
            "finance-overdue",
            "/finance/receivables?state=overdue&sort=-overdue",
            amounts(&sums.overdue),
            overdue,
            "red",
        ),
        tile("finance-open-all", "/finance/receivables", amounts(&sums.open), String::new(), ""),
        tile(
            "finance-unclaimed",
            "/finance/receipts?shown=unclaimed",
            amounts(&sums.unclaimed),
            count(sums.unclaimed_count),
            "amber",
        ),
    ]
}

/// What is known of the customers to be called.
struct Called {
    customers: BTreeMap<CustomerId, Customer>,
    promised: BTreeMap<CustomerId, Promised>,
    numbers: BTreeMap<yidan_domain::InvoiceId, String>,
}

impl Called {
    fn read(
        tx: &mut Tx,
        viewer: &yidan_domain::access::Viewer,
        calls: &[Call],
        today: Date,
    ) -> yidan_store::Result<Self> {
        let customers = ledger::customers_of(tx, calls.iter().map(|call| call.customer))?;
        let mut promised = BTreeMap::new();
        for call in calls {
            let latest = match receivables::latest_promise(tx, viewer, call.customer, today) {
                Err(yidan_store::Error::NotFound(_)) => None,
                latest => latest?,
            };
            promised.extend(latest.map(|latest| (call.customer, latest)));
        }
        let ids: Vec<_> = calls.iter().flat_map(|call| call.due.iter().map(|due| due.row.invoice)).collect();
        let invoices = receivables::known(tx, &ids)?;
        Ok(Self { customers, promised, numbers: invoices.into_iter().map(|(id, it)| (id, it.number)).collect() })
    }

    fn view(&self, call: &Call, world: &yidan_store::World, frame: &Frame) -> Option<CallView> {
        let due = |due: &book::Due| DueView {
            number: self.numbers.get(&due.row.invoice).cloned().unwrap_or_default(),
            link: ledger::link(due.row.invoice),
            instalment: due.row.instalment,
            amount: due.row.open,
            due: due.row.due,
            overdue_days: due.row.overdue_days,
            reminded: due
                .row
                .reminded
                .map(|days| remind::rung_name(&world.ladder, days, &frame.reader))
                .unwrap_or_default(),
            next: due.rung.and_then(|place| world.ladder.get(place)).map(|rung| named(rung, frame)).unwrap_or_default(),
        };
        Some(CallView {
            customer: self.customers.get(&call.customer)?.clone(),
            open: amounts(&call.open),
            due: call.due.iter().map(due).collect(),
            more: call.count - call.due.len(),
            promise: self.promised.get(&call.customer).map(|it| PromiseView::of(it, (world, &frame.reader))),
        })
    }
}

fn named(rung: &Rung, frame: &Frame) -> String {
    rung.name.get(frame.reader.lang).to_owned()
}

fn bars(cash_in: &yidan_domain::receivable::cash_in::CashIn, frame: &Frame) -> Vec<Bars> {
    let mut slots = vec![(frame.t("finance-cash-overdue"), &cash_in.overdue, "late")];
    for week in &cash_in.weeks {
        slots.push((frame.reader.day(week.monday), &week.amounts, ""));
    }
    slots.push((frame.t("finance-cash-later"), &cash_in.later, "none"));
    let currencies: std::collections::BTreeSet<_> =
        slots.iter().flat_map(|(_, totals, _)| totals.iter().map(|amount| amount.currency)).collect();
    let of = |currency| {
        let largest = slots.iter().map(|(_, totals, _)| totals.of(currency).minor).max().unwrap_or_default();
        let bar = |(label, totals, class): &(String, &yidan_domain::receivable::Totals, &'static str)| {
            let amount = totals.of(currency);
            Bar { label: label.clone(), amount, share: share(amount, largest), class }
        };
        Bars { currency: currency.code().to_owned(), bars: slots.iter().map(bar).collect() }
    };
    currencies.into_iter().map(of).collect()
}

impl DayPage {
    fn buckets(&self) -> Vec<String> {
        ledger::buckets(&self.frame.reader)
    }
}
