//! The workshop's board: a column for each operation with what lies there, the first due first; what is planned and was reported
//! today beside it. It follows by itself what is reported.

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::order::lateness::day_number;
use yidan_store::production::book::{Amount, Here, Station};

use super::{
    Answer, Screen,
    address::{self, BoardAddress},
    amount, departments, ready, some,
};
use crate::page::{Frame, Nav, filters, html};

type Pairs = Query<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "workshop/board.html")]
struct BoardPage {
    frame: Frame,
    asked: BoardAddress,
    departments: Vec<(String, String)>,
    stations: Vec<StationView>,
    lots: usize,
    late: usize,
}

struct StationView {
    name: String,
    department: String,
    lots: usize,
    late: usize,
    amounts: Vec<AmountView>,
    here: Vec<HereView>,
    /// This operation alone.
    link: String,
}

struct AmountView {
    unit: String,
    in_progress: Option<Decimal>,
    rework: Option<Decimal>,
    out: Option<Decimal>,
    /// Of today, where anything is planned or was reported.
    today: Option<(Decimal, Decimal)>,
    scrap: Option<Decimal>,
}

struct HereView {
    number: String,
    link: String,
    report: Option<String>,
    goods: String,
    amount: String,
    rework: Option<Decimal>,
    out: Option<Decimal>,
    due: Option<Date>,
    is_late: bool,
    /// Days since something last came here, or out of here.
    days: Option<i32>,
    today: Option<(Decimal, Decimal)>,
}

/// From so many days on, waiting is long.
const LONG_DAYS: i32 = 3;

pub async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asked = BoardAddress::of(pairs);
    let query = address::board(&screen, &asked).await?;
    ready(&screen).await;
    let index = screen.app.store.clone();
    let found = screen.app.store.read(move |_| Ok(index.making().workshop(&query))).await?;
    let frame = screen.frame().titled("workshop").at(Nav::Workshop);
    let page = BoardPage {
        departments: departments(&screen, &frame),
        stations: found.stations.iter().map(|station| StationView::of(station, &screen, &frame, &asked)).collect(),
        lots: found.lots,
        late: found.late,
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

impl BoardPage {
    fn here(&self) -> String {
        self.asked.link("/workshop")
    }

    fn has_conditions(&self) -> bool {
        self.asked.names().next().is_some()
    }

    fn every_operation(&self) -> String {
        self.asked.clone().with("operation", "").link("/workshop")
    }

    fn is_alone(&self) -> bool {
        self.asked.said("operation").is_some()
    }
}

impl StationView {
    fn of(station: &Station, screen: &Screen, frame: &Frame, asked: &BoardAddress) -> Self {
        let world = screen.app.store.world();
        let may_report = screen.viewer.reports_progress(&station.department);
        let today = day_number(screen.today());
        Self {
            name: station.operation.get(frame.reader.lang).to_owned(),
            department: world.company.department_name(&station.department).get(frame.reader.lang).to_owned(),
            lots: station.lots,
            late: station.late,
            amounts: station.amounts.iter().map(AmountView::of).collect(),
            here: station.here.iter().map(|here| HereView::of(here, may_report, today)).collect(),
            link: asked.clone().with("operation", &station.operation.zh).link("/workshop"),
        }
    }

    fn more(&self) -> usize {
        self.lots - self.here.len().min(self.lots)
    }
}

impl AmountView {
    fn of(amounts: &Amount) -> Self {
        Self {
            unit: amounts.unit.clone(),
            in_progress: some(amounts.in_progress),
            rework: some(amounts.rework),
            out: some(amounts.out),
            today: today(amounts.planned, amounts.good),
            scrap: some(amounts.scrap),
        }
    }
}

impl HereView {
    fn of(here: &Here, may_report: bool, today_number: i32) -> Self {
        let link = format!("/lots/{}", here.lot);
        Self {
            number: here.number.clone(),
            report: may_report.then(|| format!("{link}/report?operation={}", here.place)),
            link,
            goods: here.goods.clone(),
            amount: here.in_progress.to_string(),
            rework: some(here.rework),
            out: some(here.out),
            due: here.due,
            is_late: here.is_late,
            days: here.since.map(|since| (today_number - day_number(since)).max(0)),
            today: today(here.planned, here.good),
        }
    }

    fn waits_long(&self) -> bool {
        self.days.is_some_and(|days| days >= LONG_DAYS)
    }
}

/// Planned and reported.
fn today(planned: i64, good: i64) -> Option<(Decimal, Decimal)> {
    (planned != 0 || good != 0).then(|| (amount(planned), amount(good)))
}
