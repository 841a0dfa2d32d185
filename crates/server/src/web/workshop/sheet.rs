//! The summary sheet (S7): a row for each lot with its delay, countdown, exception state and completion, and of each operation
//! what was delivered, what is scrap, and the rate. What is asked stands in the address; list and export show the
//! same rows.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{Quantity, production::Delivered};
use yidan_store::production::book::{self, Sum};

use super::{
    Answer, Screen,
    address::{self, SheetAddress},
    amount, departments, ready,
};
use crate::{
    import::progress::may_bring,
    page::{Frame, Nav, Pages, Sorting, filters, html},
    summary_sheet::{self, SheetRow},
    web::board::row::{pill_of, status_key},
};

type Pairs = Query<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "workshop/sheet.html")]
struct SheetPage {
    frame: Frame,
    asked: SheetAddress,
    departments: Vec<(String, String)>,
    processes: Vec<(String, String)>,
    operations: Vec<String>,
    rows: Vec<RowView>,
    sums: Vec<SumView>,
    total: usize,
    sort: Sorting,
    pages: Pages,
    may_bring: bool,
}

struct RowView {
    number: String,
    link: String,
    order: String,
    order_link: String,
    customer: String,
    goods: String,
    quantity: Quantity,
    due: Option<Date>,
    delay_days: Option<i32>,
    countdown_days: Option<i32>,
    trouble: Option<(&'static str, &'static str)>,
    completion: &'static str,
    is_open: bool,
    made: Vec<Option<Figures>>,
    total: Figures,
}

struct SumView {
    lots: usize,
    quantity: Quantity,
    made: Vec<Option<Figures>>,
    total: Figures,
}

struct Figures {
    good: Decimal,
    scrap: Decimal,
    /// Nothing where nothing came out.
    rate: Option<Decimal>,
}

pub async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asked = SheetAddress::of(pairs);
    let query = address::sheet(&screen, &asked).await?;
    ready(&screen).await;
    let (index, of) = (screen.app.store.clone(), query.clone());
    let found = screen.app.store.read(move |_| Ok(index.making().sheet(&of))).await?;
    let rows = summary_sheet::rows(&screen.app.store, &found.rows, screen.today(), screen.now()).await?;
    let frame = screen.frame().titled("sheet").at(Nav::Workshop);
    let world = screen.app.store.world();
    let first = asked.clone().with("after", "");
    let all_closed = query.open == Some(false);
    let page = SheetPage {
        departments: departments(&screen, &frame),
        processes: world
            .processes
            .iter_latest()
            .map(|process| (process.key.to_string(), process.name.get(frame.reader.lang).to_owned()))
            .collect(),
        operations: found.operations.iter().map(|name| name.get(frame.reader.lang).to_owned()).collect(),
        rows: rows.iter().map(RowView::of).collect(),
        sums: found.sums.iter().map(|sum| SumView::of(sum, all_closed)).collect(),
        total: found.total,
        sort: sorting(&first, &query),
        pages: Pages {
            first: asked.said("after").map(|_| first.link("/workshop/sheet")),
            previous: None,
            next: found.next.map(|next| asked.clone().with("after", &next.to_string()).link("/workshop/sheet")),
        },
        may_bring: may_bring(&screen.viewer, &world),
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn sorting(first: &SheetAddress, query: &book::Query) -> Sorting {
    let base = match first.clone().with("sort", "").query() {
        rest if rest.is_empty() => "/workshop/sheet?".to_owned(),
        rest => format!("/workshop/sheet?{rest}&"),
    };
    Sorting { key: query.sort.key().to_owned(), descending: query.descending, base }
}

impl SheetPage {
    fn export(&self, ending: &str) -> String {
        self.asked.clone().with("after", "").link(&format!("/workshop/sheet/export.{ending}"))
    }

    fn has_conditions(&self) -> bool {
        self.asked.names().any(|name| !matches!(name, "sort" | "after"))
    }
}

impl RowView {
    fn of(row: &SheetRow) -> Self {
        Self {
            number: row.number.clone(),
            link: format!("/lots/{}", row.lot),
            order: row.order_number.clone(),
            order_link: format!("/orders/{}", row.order),
            customer: row.customer.clone(),
            goods: row.goods.clone(),
            quantity: row.quantity.clone(),
            due: row.due,
            delay_days: row.lateness.delay_days,
            countdown_days: row.lateness.countdown_days,
            trouble: row.trouble.map(pill_of),
            completion: row.completion.map_or("", status_key),
            is_open: row.is_open,
            made: row.made.iter().map(|made| made.as_ref().map(Figures::of)).collect(),
            total: Figures { rate: row.total_rate(), ..Figures::of(&row.total) },
        }
    }
}

impl SumView {
    fn of(sum: &Sum, all_closed: bool) -> Self {
        Self {
            lots: sum.lots,
            quantity: sum.quantity.clone(),
            made: sum.made.iter().map(|made| made.as_ref().map(Figures::of)).collect(),
            total: Figures { rate: summary_sheet::total_rate(&sum.total, all_closed), ..Figures::of(&sum.total) },
        }
    }
}

impl Figures {
    fn of(delivered: &Delivered) -> Self {
        Self { good: amount(delivered.good), scrap: amount(delivered.scrap), rate: delivered.scrap_rate() }
    }
}
