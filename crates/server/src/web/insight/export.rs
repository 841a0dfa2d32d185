//! Everything that insight shows of one question as a workbook: a sheet for each table. Times are numbers of hours and
//! days, so that they can be reckoned with.

use axum::{body::Body, extract::Query, http::StatusCode};
use rust_decimal::Decimal;
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value, workbook};
use yidan_domain::{
    DepartmentKey, Text,
    insight::{Allowed, Causes, Grain, OrderFigures, Point, Share, StepOf, Times, Work},
};

use super::{
    Pairs,
    asking::Asking,
    causes,
    map::{self, way_key},
    map_drawing, scorecards, steps,
    words::Words,
};
use crate::web::{Answer, Failure, Screen, board::export};

pub(super) async fn xlsx(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asking = Asking::of(screen, pairs).await?;
    let grain = Grain::of(asking.question.span);
    let (figures, trend) = asking.look(move |view| (view.orders(), view.trend(grain))).await?;
    let before = match asking.question.span.before() {
        Some(span) => asking.look_in(span, |view| view.orders()).await?,
        None => OrderFigures::default(),
    };
    let steps = steps::Found::look(&asking).await?;
    let cards = scorecards::Found::look(&asking, true).await?;
    let causes = causes::look(&asking).await?;
    let map = map::Found::look(&asking).await?;
    let frame = asking.frame("nav-insight");
    let sheets = Sheets { words: asking.words(&frame) };
    let tables = vec![
        sheets.overview(&figures, &before),
        sheets.trend(grain, &trend),
        sheets.bottlenecks(&steps),
        sheets.steps(&steps),
        sheets.queues(&steps),
        sheets.cards("insight-departments", "insight-department", sheets.departments(&cards)),
        sheets.cards("insight-people", "insight-person", sheets.people(&cards)),
        sheets.causes(&causes),
        sheets.ways(&map),
    ];
    // A sheet without rows says nothing; the first is always there.
    let tables: Vec<Table> = tables
        .into_iter()
        .enumerate()
        .filter(|(at, table)| *at == 0 || !table.rows.is_empty())
        .map(|(_, t)| t)
        .collect();
    let name = format!("{}-{}-{}.xlsx", frame.t("nav-insight"), asking.question.span.from, asking.question.span.to);
    match tokio::task::spawn_blocking(move || workbook(&tables)).await {
        Ok(Ok(bytes)) => Ok(export::file(export::XLSX, &name, Body::from(bytes))),
        failed => {
            tracing::error!(?failed, "insight could not be written as a workbook");
            Err(Failure::status(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

struct Sheets<'a> {
    words: Words<'a>,
}

type Line = Vec<Value>;

/// Hours with two digits.
const HOURS: ColumnKind = ColumnKind::Decimal { digits: 2 };
const PERCENT: ColumnKind = ColumnKind::Decimal { digits: 1 };

impl Sheets<'_> {
    fn table(&self, title: &str, columns: &[(&str, ColumnKind)], rows: Vec<Line>) -> Table {
        let head = |(key, kind): &(&str, ColumnKind)| ColumnHead { title: self.words.t(key), kind: *kind };
        Table { title: self.words.t(title), columns: columns.iter().map(head).collect(), rows }
    }

    fn overview(&self, now: &OrderFigures, before: &OrderFigures) -> Table {
        let line = |key: &str, value: &dyn Fn(&OrderFigures) -> Value| {
            vec![Value::text(self.words.t(key)), value(now), value(before)]
        };
        let rows = vec![
            line("insight-received", &|figures| whole(figures.received)),
            line("insight-delivered", &|figures| whole(figures.delivered)),
            line("insight-promised", &|figures| whole(figures.on_time.whole)),
            line("insight-on-time-count", &|figures| whole(figures.on_time.part)),
            line("insight-on-time-percent", &|figures| percent(figures.on_time)),
            line("insight-late", &|figures| whole(figures.on_time.rest())),
            line("insight-late-days", &|figures| {
                figures.late_by_tenths().map_or(Value::Empty, |tenths| Value::Number(Decimal::new(tenths as i64, 1)))
            }),
            line("insight-to-delivery-median", &|figures| days(figures.to_delivery.calendar, |t| t.median)),
            line("insight-to-delivery-p90", &|figures| days(figures.to_delivery.calendar, |t| t.p90)),
            line("insight-to-delivery-working", &|figures| days(figures.to_delivery.working, |t| t.median)),
            line("insight-done", &|figures| whole(figures.done)),
            line("insight-to-done-median", &|figures| days(figures.to_done.calendar, |t| t.median)),
            line("insight-to-done-p90", &|figures| days(figures.to_done.calendar, |t| t.p90)),
            line("insight-to-done-working", &|figures| days(figures.to_done.working, |t| t.median)),
        ];
        let number = ColumnKind::Decimal { digits: 1 };
        let columns =
            [("insight-figure", ColumnKind::Text), ("insight-this-span", number), ("insight-span-before", number)];
        self.table("insight-overview", &columns, rows)
    }

    fn trend(&self, grain: Grain, points: &[Point]) -> Table {
        let row = |point: &Point| {
            vec![
                Value::Date(point.span.from),
                Value::Date(point.span.to),
                whole(point.received),
                whole(point.delivered),
                percent(point.on_time),
                days(point.to_delivery, |times| times.median),
                days(point.to_delivery, |times| times.p90),
            ]
        };
        let columns = [
            ("insight-from", ColumnKind::Date),
            ("insight-to", ColumnKind::Date),
            ("insight-received", ColumnKind::Whole),
            ("insight-delivered", ColumnKind::Whole),
            ("insight-on-time-percent", PERCENT),
            ("insight-to-delivery-median", ColumnKind::Whole),
            ("insight-to-delivery-p90", ColumnKind::Whole),
        ];
        self.table(&format!("insight-trend-{}", grain.key()), &columns, points.iter().map(row).collect())
    }

    fn bottlenecks(&self, found: &steps::Found) -> Table {
        let row = |(name, found): &((usize, Text), yidan_domain::insight::Bottleneck)| {
            let allowed = match found.allowed {
                Allowed::Standard => Value::Empty,
                Allowed::Usual(usual) | Allowed::Both(usual) => hours(usual),
            };
            let mut row = self.step(&found.step, name);
            row.extend([
                Value::Number(Decimal::new(i64::try_from(found.cost_tenths()).unwrap_or(i64::MAX), 1)),
                whole(found.orders),
                whole(found.waited_for),
                whole(found.late),
                hours(found.median_beyond),
                allowed,
            ]);
            row
        };
        let mut columns = STEP.to_vec();
        columns.extend([
            ("insight-cost-workdays", PERCENT),
            ("insight-beyond-orders", ColumnKind::Whole),
            ("insight-waited-for", ColumnKind::Whole),
            ("insight-beyond-late", ColumnKind::Whole),
            ("insight-beyond-hours", HOURS),
            ("insight-usual-hours", HOURS),
        ]);
        self.table("insight-bottlenecks", &columns, found.bottlenecks.iter().map(row).collect())
    }

    fn steps(&self, found: &steps::Found) -> Table {
        let row = |(of, name, work): &(StepOf, (usize, Text), Work)| {
            let mut row = self.step(of, name);
            row.push(whole(work.finished));
            row.extend([work.waiting, work.working, work.flow].into_iter().flat_map(times));
            row.extend([
                whole(work.without_start()),
                percent(work.in_time),
                percent(work.within_standard),
                whole(work.returned),
            ]);
            row
        };
        let mut columns = STEP.to_vec();
        columns.extend([
            ("insight-finished", ColumnKind::Whole),
            ("insight-waiting-count", ColumnKind::Whole),
            ("insight-waiting-median", HOURS),
            ("insight-waiting-p90", HOURS),
            ("insight-working-count", ColumnKind::Whole),
            ("insight-working-median", HOURS),
            ("insight-working-p90", HOURS),
            ("insight-flow-count", ColumnKind::Whole),
            ("insight-flow-median", HOURS),
            ("insight-flow-p90", HOURS),
            ("insight-without-start", ColumnKind::Whole),
            ("insight-in-time-percent", PERCENT),
            ("insight-within-percent", PERCENT),
            ("insight-returned", ColumnKind::Whole),
        ]);
        let finished = found.steps.iter().filter(|(_, _, work)| work.finished > 0);
        self.table("insight-step-times", &columns, finished.map(row).collect())
    }

    fn queues(&self, found: &steps::Found) -> Table {
        let row = |(of, name, work): &(StepOf, (usize, Text), Work)| {
            let now = &work.now;
            let mut row = self.step(of, name);
            row.extend([now.waiting, now.held, now.started, now.overdue].map(whole));
            let waited = |pick: fn(Times) -> u32| now.waited.map_or(Value::Empty, |times| hours(pick(times)));
            row.extend([waited(|times| times.median), waited(|times| times.longest)]);
            row
        };
        let mut columns = STEP.to_vec();
        columns.extend([
            ("insight-waiting", ColumnKind::Whole),
            ("insight-held", ColumnKind::Whole),
            ("insight-started", ColumnKind::Whole),
            ("insight-overdue", ColumnKind::Whole),
            ("insight-waited-median", HOURS),
            ("insight-waited-longest", HOURS),
        ]);
        let active = found.steps.iter().filter(|(_, _, work)| work.now.all() > 0);
        self.table("insight-queues", &columns, active.map(row).collect())
    }

    fn departments(&self, found: &scorecards::Found) -> Vec<Line> {
        let exceptions = |key: &DepartmentKey| found.of_department.get(&Some(key.clone())).copied().unwrap_or_default();
        let card = |(key, work): &(DepartmentKey, Work)| self.card(self.words.department(key), work, exceptions(key));
        found.departments.iter().map(card).collect()
    }

    fn people(&self, found: &scorecards::Found) -> Vec<Line> {
        let exceptions = |id| found.of_owner.get(&Some(id)).copied().unwrap_or_default();
        found.people.iter().map(|(id, work)| self.card(self.words.person(*id), work, exceptions(*id))).collect()
    }

    fn card(&self, name: String, work: &Work, exceptions: u32) -> Line {
        let median = |times: Option<Times>| times.map_or(Value::Empty, |times| hours(times.median));
        vec![
            Value::text(name),
            whole(work.finished),
            percent(work.in_time),
            whole(work.in_time.rest()),
            percent(work.within_standard),
            median(work.working),
            median(work.flow),
            whole(work.returned),
            whole(work.now.all()),
            whole(work.now.overdue),
            whole(exceptions),
        ]
    }

    fn cards(&self, title: &str, what: &str, rows: Vec<Line>) -> Table {
        let columns = [
            (what, ColumnKind::Text),
            ("insight-finished", ColumnKind::Whole),
            ("insight-in-time-percent", PERCENT),
            ("insight-untimely", ColumnKind::Whole),
            ("insight-within-percent", PERCENT),
            ("insight-working-median", HOURS),
            ("insight-flow-median", HOURS),
            ("insight-returned", ColumnKind::Whole),
            ("insight-in-hand", ColumnKind::Whole),
            ("insight-overdue", ColumnKind::Whole),
            ("insight-exceptions", ColumnKind::Whole),
        ];
        self.table(title, &columns, rows)
    }

    fn causes(&self, causes: &Causes) -> Table {
        let rankings = causes::rankings(&self.words, &Default::default(), causes);
        let rows = rankings.into_iter().flat_map(|ranking| {
            let by = self.words.t(ranking.heading);
            ranking.rows.into_iter().map(move |row| {
                let settled = row.count.settled.map_or(Value::Empty, |times| hours(times.median));
                let (raised, open, orders) = (row.count.raised, row.count.open, row.count.orders);
                vec![Value::text(by.clone()), Value::text(row.name), whole(raised), whole(open), whole(orders), settled]
            })
        });
        let columns = [
            ("insight-ranked-by", ColumnKind::Text),
            ("insight-cause", ColumnKind::Text),
            ("insight-raised", ColumnKind::Whole),
            ("insight-still-open", ColumnKind::Whole),
            ("insight-orders-count", ColumnKind::Whole),
            ("insight-settled-hours", HOURS),
        ];
        self.table("insight-causes", &columns, rows.collect())
    }

    fn ways(&self, found: &map::Found) -> Table {
        let row = |edge: &yidan_domain::insight::MapEdge| {
            let end = |end| Value::text(map_drawing::end(&self.words, &found.process, end));
            vec![
                end(edge.from),
                end(edge.to),
                Value::text(self.words.t(way_key(edge.way))),
                whole(edge.orders),
                hours(edge.between.median),
                hours(edge.between.p90),
            ]
        };
        let columns = [
            ("insight-way-from", ColumnKind::Text),
            ("insight-way-to", ColumnKind::Text),
            ("insight-way", ColumnKind::Text),
            ("insight-orders-count", ColumnKind::Whole),
            ("insight-between-median", HOURS),
            ("insight-between-p90", HOURS),
        ];
        self.table("insight-map", &columns, found.map.edges.iter().map(row).collect())
    }

    fn step(&self, of: &StepOf, (number, name): &(usize, Text)) -> Line {
        vec![
            Value::text(self.words.process(&of.process)),
            whole(u32::try_from(*number).unwrap_or_default()),
            Value::text(self.words.name(name)),
            Value::text(self.words.department(&of.department)),
        ]
    }
}

const STEP: [(&str, ColumnKind); 4] = [
    ("insight-process", ColumnKind::Text),
    ("insight-step-number", ColumnKind::Whole),
    ("insight-step", ColumnKind::Text),
    ("insight-department", ColumnKind::Text),
];

fn whole(number: u32) -> Value {
    Value::Number(number.into())
}

fn percent(share: Share) -> Value {
    share.per_mille().map_or(Value::Empty, |per_mille| Value::Number(Decimal::new(per_mille.into(), 1)))
}

fn days(times: Option<Times>, pick: impl Fn(Times) -> u32) -> Value {
    times.map_or(Value::Empty, |times| whole(pick(times)))
}

fn hours(seconds: u32) -> Value {
    Value::Number((Decimal::from(seconds) / Decimal::from(3600)).round_dp(2))
}

fn times(times: Option<Times>) -> [Value; 3] {
    match times {
        Some(times) => [whole(times.count), hours(times.median), hours(times.p90)],
        None => [Value::Empty, Value::Empty, Value::Empty],
    }
}
