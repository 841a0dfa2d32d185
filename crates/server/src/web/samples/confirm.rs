//! What an approved sample adds to an order's technical confirmation (S13): how the goods are to be made.

use jiff::civil::Date;
use yidan_domain::sample::{Round, Sample, TechnicalConfirmation};

use super::{
    link,
    one::lines,
    rounds::{self, ChartView},
    view::details,
};
use crate::{texts::Reader, web::orders::loaded::Loaded};

pub struct ConfirmView {
    pub link: String,
    pub name: String,
    pub round: u32,
    pub approved_on: Date,
    pub verdict: String,
    pub comments: String,
    pub from: String,
    /// Name, details, quantity, note.
    pub items: Vec<[String; 4]>,
    pub sheet: Vec<(String, String)>,
    pub chart: Option<ChartView>,
    /// Why it was sent with points outside.
    pub outside: String,
    /// What the customer approved otherwise than in the round before.
    pub differences: Vec<String>,
}

pub fn of_order(loaded: &Loaded, reader: &Reader) -> Vec<ConfirmView> {
    let confirmed = loaded.order.technical_confirmations().into_iter();
    confirmed.filter_map(|it| Some(of(loaded.order.sample(it.sample)?, it, loaded, reader))).collect()
}

pub fn of(sample: &Sample, confirmed: TechnicalConfirmation, loaded: &Loaded, reader: &Reader) -> ConfirmView {
    let round = sample.approved_round();
    let before = round.and_then(|round| sample.rounds.iter().rfind(|other| other.number < round.number));
    ConfirmView {
        link: link(loaded.order.id, sample.id),
        verdict: confirmed.judgement.verdict.name().get(reader.lang).to_owned(),
        comments: confirmed.judgement.comments,
        from: confirmed.judgement.from,
        items: items(&confirmed.items, reader),
        sheet: confirmed.sheet.as_ref().map(|sheet| lines(sheet, reader)).unwrap_or_default(),
        chart: confirmed.chart.as_ref().map(|chart| rounds::chart(chart, round)),
        outside: confirmed.outside,
        differences: before.zip(round).map_or_else(Vec::new, |(before, round): (&Round, &Round)| {
            rounds::differences(sample, before, round, reader)
        }),
        name: confirmed.name,
        round: confirmed.round,
        approved_on: confirmed.approved_on,
    }
}

pub fn items(items: &[yidan_domain::sample::Item], reader: &Reader) -> Vec<[String; 4]> {
    let row = |item: &yidan_domain::sample::Item| {
        let name = item.name().get(reader.lang).to_owned();
        [name, details(item).join(" · "), item.quantity.to_string(), item.note.clone()]
    };
    items.iter().map(row).collect()
}
