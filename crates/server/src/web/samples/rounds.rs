//! The rounds of a sample, the latest first: what was done, what is outside the tolerance, what is otherwise than the round
//! before.

use yidan_domain::{
    Say,
    sample::{
        Deed, Deviation, MeasuredChange, Round, Sample, SampleEvent, SizeChart, Stage, measurement_difference,
        sheet_difference,
    },
};

use super::view::{signed, tolerance};
use crate::{texts::Reader, web::orders::loaded::Loaded};

pub struct RoundView {
    pub number: u32,
    pub is_open: bool,
    pub why: String,
    pub done: Vec<DoneView>,
    /// From the sample room to the courier.
    pub days: Option<i32>,
    pub outside: Vec<String>,
    /// What is otherwise than in the round before.
    pub differences: Vec<String>,
}

pub struct DoneView {
    pub words: String,
    pub by: String,
    pub note: String,
    /// `good`, `bad` or nothing.
    pub class: &'static str,
}

pub struct ChartView {
    pub unit: &'static str,
    pub sizes: Vec<String>,
    pub rows: Vec<PointView>,
    /// Something was measured.
    pub is_measured: bool,
}

pub struct PointView {
    pub name: String,
    pub tolerance: String,
    pub cells: Vec<CellView>,
}

/// A point of one size: what it should measure, and what it does.
pub struct CellView {
    pub target: String,
    pub measured: String,
    pub off: String,
    pub is_outside: bool,
}

pub fn views(sample: &Sample, loaded: &Loaded, reader: &Reader) -> Vec<RoundView> {
    let before = std::iter::once(None).chain(sample.rounds.iter().map(Some));
    let view = |(round, before): (&Round, Option<&Round>)| RoundView {
        number: round.number,
        is_open: round.judged().is_none(),
        why: round.why.clone(),
        done: done(round, loaded, reader),
        days: round.days_to_send(),
        outside: sample.deviations(round).iter().map(Deviation::to_string).collect(),
        differences: before.map(|before| differences(sample, before, round, reader)).unwrap_or_default(),
    };
    let mut views: Vec<RoundView> = sample.rounds.iter().zip(before).map(view).collect();
    views.reverse();
    views
}

fn done(round: &Round, loaded: &Loaded, reader: &Reader) -> Vec<DoneView> {
    let begun = SampleEvent { mark: round.begun, deed: Deed::Begun { why: String::new(), due: None } };
    let stages = round.done.iter();
    let stages = stages.map(|done| SampleEvent { mark: done.mark, deed: Deed::Done { stage: done.stage.clone() } });
    std::iter::once(begun)
        .chain(stages)
        .map(|event| DoneView {
            words: reader.say(&event.say()),
            by: loaded.person(event.mark.by).to_owned(),
            note: event.words().to_owned(),
            class: class(&event.deed),
        })
        .collect()
}

fn class(deed: &Deed) -> &'static str {
    use yidan_domain::sample::Check;
    match deed {
        Deed::Done { stage: Stage::Checked { check: Check::Failed { .. } } } => "bad",
        Deed::Done { stage: Stage::Checked { check: Check::Passed } } => "good",
        Deed::Done { stage: Stage::Judged(judgement) } if judgement.verdict.approves() => "good",
        Deed::Done { stage: Stage::Judged(_) } => "bad",
        _ => "",
    }
}

pub fn differences(sample: &Sample, before: &Round, after: &Round, reader: &Reader) -> Vec<String> {
    let sheets = sample.sheet_of(before).zip(sample.sheet_of(after));
    let sheets = sheets.map(|(before, after)| sheet_difference(before, after)).unwrap_or_default();
    let or_none = |words: String| if words.is_empty() { "—".to_owned() } else { words };
    let of_sheet = sheets.into_iter().map(|changed| {
        let (from, to) = (or_none(reader.words(&changed.from)), or_none(reader.words(&changed.to)));
        format!("{}{}{from} → {to}", changed.what.get(reader.lang), reader.t("sample-colon"))
    });
    let measured = measurement_difference(sample, before, after).into_iter();
    // What was not measured twice is no difference of the goods.
    let of_goods = measured.filter_map(|change| {
        let more = change.more()?;
        let MeasuredChange { size, point, from, to } = change;
        Some(format!("{size} {point} {} → {} ({})", from?.amount(), to?.amount(), signed(more)))
    });
    of_sheet.chain(of_goods).collect()
}

/// A size chart with what a round measured.
pub fn chart(chart: &SizeChart, round: Option<&Round>) -> ChartView {
    let measured = round.map(Round::measured).unwrap_or_default();
    let outside = chart.deviations(&measured);
    let cell = |size: &String, point: &str| {
        let target = chart.target(size, point);
        let length = measured.get(&(size.as_str(), point)).copied();
        let off = length.zip(target).map(|(length, target)| length.less(target));
        CellView {
            target: target.map(|it| it.amount().to_string()).unwrap_or_default(),
            measured: length.map(|it| it.amount().to_string()).unwrap_or_default(),
            off: off.map(signed).unwrap_or_default(),
            is_outside: outside.iter().any(|it| it.size == *size && it.point == point),
        }
    };
    let rows = chart.points.iter().map(|point| PointView {
        name: point.name.clone(),
        tolerance: tolerance(point.plus, point.minus),
        cells: chart.sizes.iter().map(|size| cell(size, &point.name)).collect(),
    });
    ChartView {
        unit: chart.unit.code(),
        sizes: chart.sizes.clone(),
        rows: rows.collect(),
        is_measured: !measured.is_empty(),
    }
}
