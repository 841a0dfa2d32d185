//! The overview: the few figures that say how the company does, each with its change against the span before, and their
//! course over time.

use askama::Template;
use axum::extract::Query;
use yidan_domain::insight::{Asked, Figure, Grain, OrderFigures, Point, Share};

use super::{
    Pairs,
    address::Address,
    asking::{Asking, Head},
    chart::{Chart, Series, Shape, Unit},
    words::Words,
};
use crate::{
    page::{Frame, filters, html},
    web::{Answer, Screen},
};

#[derive(Template)]
#[template(path = "insight/overview.html")]
struct Overview {
    frame: Frame,
    head: Head,
    tiles: Vec<Tile>,
    charts: Vec<Drawn>,
    /// The span that changes are told against, in words.
    before: String,
    undated: u32,
    undated_link: String,
    is_empty: bool,
}

/// A figure with the way to its orders.
struct Tile {
    key: &'static str,
    value: String,
    /// A smaller figure beside it, in words.
    beside: String,
    change: Option<Change>,
    link: String,
}

struct Change {
    words: String,
    /// `better`, `worse` or `same`: a long lead time going up is worse.
    class: &'static str,
    icon: &'static str,
}

/// A chart with its values in words.
struct Drawn {
    chart: Chart,
    /// By point: what each series says there, and where the orders behind it are.
    rows: Vec<(String, Vec<(String, String)>)>,
}

pub(super) async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asking = Asking::of(screen, pairs).await?;
    let grain = Grain::of(asking.question.span);
    let (figures, trend) = asking.look(move |view| (view.orders(), view.trend(grain))).await?;
    let span_before = asking.question.span.before();
    let before = match span_before {
        Some(span) => Some(asking.look_in(span, |view| view.orders()).await?),
        None => None,
    };
    let frame = asking.frame("nav-insight");
    let words = asking.words(&frame);
    let page = Overview {
        head: asking.head("/insight", &frame),
        tiles: tiles(&words, &asking.address, &figures, before.as_ref()),
        charts: charts(&words, &asking.address, grain, &trend),
        before: span_before.map(|span| words.span(span)).unwrap_or_default(),
        undated: figures.delivered - figures.on_time.whole,
        undated_link: asking.address.orders(&Asked::of(Figure::Undated)),
        is_empty: figures.received + figures.delivered + figures.done == 0,
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn tiles(words: &Words, address: &Address, now: &OrderFigures, before: Option<&OrderFigures>) -> Vec<Tile> {
    let tile = |key, figure, value, beside, change| Tile {
        key,
        value,
        beside,
        change,
        link: address.orders(&Asked::of(figure)),
    };
    let days = |figures: &OrderFigures| figures.to_delivery.calendar.map(|times| times.median);
    let to_done = |figures: &OrderFigures| figures.to_done.calendar.map(|times| times.median);
    let told = |days: Option<u32>| days.map(|days| words.days(days)).unwrap_or_default();
    let spread = |days: yidan_domain::insight::Days| match (days.calendar, days.working) {
        (Some(calendar), Some(working)) => {
            let message = yidan_domain::Message::new("insight-spread")
                .with("p90", words.number(calendar.p90))
                .with("working", words.number(working.median));
            words.reader.say(&message)
        }
        _ => String::new(),
    };
    let change = |figure: fn(&OrderFigures) -> u32, wish| {
        before.and_then(|before| counted(words, figure(now), figure(before), wish))
    };
    let of_share = |share: Share| words.reader.count("insight-of", i64::from(share.whole));
    vec![
        tile(
            "insight-received",
            Figure::Received,
            words.number(now.received),
            String::new(),
            change(|f| f.received, Wish::None),
        ),
        tile(
            "insight-delivered",
            Figure::Delivered,
            words.number(now.delivered),
            String::new(),
            change(|f| f.delivered, Wish::More),
        ),
        tile(
            "insight-on-time",
            Figure::OnTime,
            words.share(now.on_time),
            of_share(now.on_time),
            before.and_then(|before| points(words, now.on_time, before.on_time)),
        ),
        tile(
            "insight-late",
            Figure::Late,
            words.number(now.on_time.rest()),
            now.late_by_tenths().map(|tenths| late_by(words, tenths)).unwrap_or_default(),
            change(|f| f.on_time.rest(), Wish::Fewer),
        ),
        tile(
            "insight-to-delivery",
            Figure::Delivered,
            told(days(now)),
            spread(now.to_delivery),
            before.and_then(|before| counted(words, days(now)?, days(before)?, Wish::Fewer)),
        ),
        tile(
            "insight-to-done",
            Figure::Done,
            told(to_done(now)),
            spread(now.to_done),
            before.and_then(|before| counted(words, to_done(now)?, to_done(before)?, Wish::Fewer)),
        ),
    ]
}

fn late_by(words: &Words, tenths: u64) -> String {
    let amount = format!("{}.{}", tenths / 10, tenths % 10);
    words.reader.say(&yidan_domain::Message::new("insight-late-by").with("amount", amount))
}

/// Which way a figure should go.
#[derive(Clone, Copy, PartialEq)]
enum Wish {
    More,
    Fewer,
    None,
}

fn counted(words: &Words, now: u32, before: u32, wish: Wish) -> Option<Change> {
    let amount = words.number(now.abs_diff(before));
    Some(changed(i64::from(now) - i64::from(before), amount, wish))
}

/// Shares change by percentage points; a share of nothing changes by nothing.
fn points(words: &Words, now: Share, before: Share) -> Option<Change> {
    let (now, before) = (now.per_mille()?, before.per_mille()?);
    let by = now.abs_diff(before);
    let amount = format!("{}.{}", by / 10, by % 10);
    let amount = words.reader.say(&yidan_domain::Message::new("insight-points").with("amount", amount));
    Some(changed(i64::from(now) - i64::from(before), amount, Wish::More))
}

impl Change {
    /// The colour says it too.
    fn said(&self) -> &'static str {
        if self.class == "better" { "insight-better" } else { "insight-worse" }
    }
}

fn changed(by: i64, amount: String, wish: Wish) -> Change {
    let class = match (by.signum(), wish) {
        (0, _) | (_, Wish::None) => "same",
        (1, Wish::More) | (-1, Wish::Fewer) => "better",
        _ => "worse",
    };
    let icon = match by.signum() {
        0 => "",
        1 => "up",
        _ => "down",
    };
    Change { words: if by == 0 { "±0".to_owned() } else { amount }, class, icon }
}

fn charts(words: &Words, address: &Address, grain: Grain, trend: &[Point]) -> Vec<Drawn> {
    let label = |point: &Point| match grain {
        Grain::Month => point.span.from.strftime("%Y-%m").to_string(),
        _ => point.span.from.strftime("%m-%d").to_string(),
    };
    let labels: Vec<String> = trend.iter().map(label).collect();
    let link = |point: &Point, figure| {
        let part = address.clone().with("period", "").with("from", &point.span.from.to_string());
        part.with("to", &point.span.to.to_string()).orders(&Asked::of(figure))
    };
    let series = |key: &str, figure, shape, value: fn(&Point) -> Option<u32>| Series {
        name: words.t(key),
        shape,
        values: trend.iter().map(value).collect(),
        links: trend.iter().map(|point| link(point, figure)).collect(),
    };
    let chart = |key: &'static str, unit, series| Chart::new(key, words.t(key), unit, labels.clone(), series);
    let charts = [
        chart(
            "insight-chart-on-time",
            Unit::PerMille,
            vec![series("insight-on-time", Figure::OnTime, Shape::Line, |point| point.on_time.per_mille())],
        ),
        chart(
            "insight-chart-orders",
            Unit::Orders,
            vec![
                series("insight-received", Figure::Received, Shape::HollowBar, |point| Some(point.received)),
                series("insight-delivered", Figure::Delivered, Shape::Bar, |point| Some(point.delivered)),
            ],
        ),
        chart(
            "insight-chart-days",
            Unit::Days,
            vec![
                series("insight-median", Figure::Delivered, Shape::Line, |point| {
                    point.to_delivery.map(|times| times.median)
                }),
                series("insight-p90", Figure::Delivered, Shape::Dashed, |point| {
                    point.to_delivery.map(|times| times.p90)
                }),
            ],
        ),
    ];
    charts.into_iter().filter(|chart| !chart.is_empty()).map(|chart| Drawn::of(chart, words)).collect()
}

impl Drawn {
    fn of(chart: Chart, words: &Words) -> Self {
        let row = |(point, label): (usize, &String)| {
            let value = |series: &Series| (chart.value(words, &series.values[point]), series.links[point].clone());
            let values = chart.series.iter().map(value);
            (label.clone(), values.collect())
        };
        Self { rows: chart.labels.iter().enumerate().map(row).collect(), chart }
    }
}
