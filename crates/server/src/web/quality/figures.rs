//! Figures over results: how many lots passed month by month, and which defects make up most of what was found.

use askama::Template;
use axum::extract::Query;
use jiff::{SignedDuration, civil::Date};
use yidan_domain::quality::{
    Bar, Share, Stage,
    figures::{Defective, Passes, month, pareto, passes},
    sampling::class_name,
};
use yidan_store::inspections;

use super::{Answer, Screen, view::class_key};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
    web::{
        address::{self, unknown},
        board::address::refused,
    },
};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span;

impl address::Names for Span {
    const ALL: &'static [&'static str] = &["from", "to", "stage"];
}

type Address = address::Address<Span>;

/// Bars of the Pareto chart at the most.
const BARS: usize = 12;
const USUAL_DAYS: i64 = 180;

#[derive(Template)]
#[template(path = "quality/figures.html")]
struct FiguresPage {
    frame: Frame,
    asked: Address,
    from: Date,
    to: Date,
    stages: Vec<(String, String, bool)>,
    total: PassLine,
    months: Vec<(String, PassLine)>,
    defective: String,
    inspected: u64,
    bars: Vec<BarView>,
}

#[derive(Default)]
struct PassLine {
    first: Share,
    all: Share,
}

impl PassLine {
    fn of(passes: &Passes) -> Self {
        Self { first: passes.first, all: passes.all }
    }

    fn first_percent(&self) -> String {
        percent(&self.first)
    }

    fn all_percent(&self) -> String {
        percent(&self.all)
    }
}

struct BarView {
    name: String,
    class: String,
    class_key: &'static str,
    count: u64,
    /// Of the most frequent, in percent: how long the bar is.
    length: u64,
    cumulative: String,
}

pub async fn show(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let asked = Address::of(pairs);
    let to = asked.date("to").map_err(refused)?.unwrap_or(screen.today());
    let usual = to.saturating_sub(SignedDuration::from_hours(USUAL_DAYS * 24)).first_of_month();
    let from = asked.date("from").map_err(refused)?.unwrap_or(usual);
    let stage = match asked.said("stage") {
        None => None,
        Some(key) => Some(Stage::named(key).ok_or_else(|| refused(unknown("stage", key)))?),
    };
    let viewer = screen.viewer.clone();
    let mut seen = screen.app.store.read(move |tx| inspections::reported(tx, &viewer, from, to)).await?;
    seen.retain(|one| stage.is_none_or(|stage| one.stage() == stage));
    let frame = screen.frame().titled("quality-figures").at(Nav::Quality);
    let reports = || seen.iter().filter_map(|one| one.report());
    let defective = Defective::of(reports());
    let total = passes(&seen, |_| ()).remove(&()).unwrap_or_default();
    let months = passes(&seen, month);
    let stages =
        Stage::ALL.map(|one| (one.key().to_owned(), one.name().get(frame.reader.lang).to_owned(), stage == Some(one)));
    let page = FiguresPage {
        from,
        to,
        stages: stages.into(),
        total: PassLine::of(&total),
        months: months.iter().map(|(month, line)| (month.strftime("%Y-%m").to_string(), PassLine::of(line))).collect(),
        defective: percent(&defective.rate()),
        inspected: defective.inspected,
        bars: bars(&pareto(reports()), &frame.reader),
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// The last bar is all that is left, where there are more than fit.
fn bars(bars: &[Bar], reader: &Reader) -> Vec<BarView> {
    let lang = reader.lang;
    let rest = if bars.len() > BARS { bars.split_at(BARS - 1).1 } else { &[] };
    let left = rest.iter().fold(0, |sum: u64, bar| sum.saturating_add(bar.count));
    let most = bars.first().map_or(1, |bar| bar.count.max(left).max(1));
    let bar = |bar: &Bar| BarView {
        name: bar.name.get(lang).to_owned(),
        class: class_name(bar.class).get(lang).to_owned(),
        class_key: class_key(bar.class),
        count: bar.count,
        length: bar.count.saturating_mul(100) / most,
        cumulative: percent(&bar.cumulative),
    };
    let others = rest.last().map(|last| BarView {
        name: reader.t("quality-defects-rest"),
        class: String::new(),
        class_key: "",
        count: left,
        length: left.saturating_mul(100) / most,
        cumulative: percent(&last.cumulative),
    });
    bars.iter().take(bars.len() - rest.len()).map(bar).chain(others).collect()
}

fn percent(share: &Share) -> String {
    share.percent().map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"))
}

impl FiguresPage {
    fn of(&self, stage: &str) -> String {
        self.asked.clone().with("stage", stage).link("/quality/figures")
    }
}
