//! What an order may know of its samples: facts for gates, and what an approved sample adds to the order's technical
//! confirmation (S13).

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Item, Judgement, Measurement, ProcessSheet, Sample, SizeChart};
use crate::{
    SampleId,
    process::gate::{Fact, Facts},
};

/// An approved sample as the goods are to be made by it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TechnicalConfirmation {
    pub sample: SampleId,
    pub name: String,
    /// The round that was approved, from 1.
    pub round: u32,
    pub approved_on: Date,
    /// With the customer's comments, which the goods have to follow.
    pub judgement: Judgement,
    pub items: Vec<Item>,
    pub sheet: Option<ProcessSheet>,
    pub chart: Option<SizeChart>,
    /// As the approved sample measured.
    #[serde(default)]
    pub measurements: Vec<Measurement>,
    /// Why it was sent with points outside their tolerance, which the customer has approved with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outside: String,
}

/// `None` unless the sample is approved.
pub fn technical_confirmation(sample: &Sample) -> Option<TechnicalConfirmation> {
    let round = sample.approved_round()?;
    let (judgement, mark) = round.judged()?;
    let measured = round.measured().into_iter();
    let measurements =
        measured.map(|((size, point), length)| Measurement { size: size.to_owned(), point: point.to_owned(), length });
    Some(TechnicalConfirmation {
        sample: sample.id,
        name: sample.request.name.clone(),
        round: round.number,
        approved_on: mark.on,
        judgement: judgement.clone(),
        items: sample.items.clone(),
        sheet: sample.sheet_of(round).cloned(),
        chart: sample.chart_of(round).cloned(),
        measurements: measurements.collect(),
        outside: round.sent().map_or_else(String::new, |(sending, _)| sending.why.clone()),
    })
}

/// `sample.approved`: all are; `sample.rounds`: the most that one of them took. Dropped samples are left out, and without
/// any sample nothing is known.
pub fn facts<'a>(samples: impl IntoIterator<Item = &'a Sample>) -> Facts {
    let wanted: Vec<&Sample> = samples.into_iter().filter(|sample| sample.dropped.is_none()).collect();
    let Some(rounds) = wanted.iter().map(|sample| sample.rounds.len()).max() else {
        return Facts::new();
    };
    let approved = wanted.iter().all(|sample| sample.is_approved());
    let known = [("sample.approved", Fact::YesNo(approved)), ("sample.rounds", Fact::Number(Decimal::from(rounds)))];
    known.map(|(name, fact)| (name.to_owned(), fact)).into()
}
