//! A sample as the API shows it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{
    Say,
    order::Order,
    party::Person,
    sample::{self, Deviation, SampleEvent},
};

use super::{
    super::{
        orders::files::Attachment,
        values::{Day, Figure, PersonName, Quantity, Text},
    },
    items::{Chart, Item, Measurement, Request, SampleVerdict, Sheet},
};
use crate::texts::Reader;

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Sample {
    pub id: Uuid,
    pub order: Uuid,
    pub state: SampleState,
    /// Rounds that were begun.
    pub round: usize,
    pub re_washes: usize,
    pub remakes: usize,
    /// What is to do; none once it is over with.
    pub next: Option<Next>,
    pub request: Request,
    pub items: Vec<Listed>,
    pub questions: Vec<Question>,
    pub sheet: Option<Sheet>,
    pub chart: Option<Chart>,
    pub rounds: Vec<Round>,
    /// The first one first.
    pub pictures: Vec<Picture>,
    /// Why nobody wants it any more.
    pub dropped: Option<Dropped>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SamplePicture)]
pub struct Picture {
    pub file: Attachment,
    /// The round that was under way; 0 before the first.
    pub round: u32,
    pub note: String,
    pub day: Day,
    pub by: PersonName,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleDropped)]
pub struct Dropped {
    pub reason: String,
    pub day: Day,
    pub by: PersonName,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SampleState {
    Open,
    WithCustomer,
    Approved,
    Dropped,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleNext)]
pub struct Next {
    pub task: Text,
    /// The department whose turn it is.
    pub department: String,
    pub missing: Vec<Missing>,
    pub due: Option<Day>,
    pub late_days: Option<i32>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleMissing)]
pub struct Missing {
    #[schema(examples("sample-question-open"))]
    pub code: &'static str,
    pub detail: String,
}

/// An item with what was found out of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleListedItem)]
pub struct Listed {
    pub item: Item,
    pub at_hand: bool,
    /// `found`, `to_order`, `ordered`, `arrived`; none while nobody has looked.
    pub stock: Option<&'static str>,
    pub found: Option<Quantity>,
    pub on: Option<Day>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleQuestion)]
pub struct Question {
    pub words: String,
    pub asked_on: Day,
    pub answer: Option<String>,
    pub answered_on: Option<Day>,
    pub from: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleRound)]
pub struct Round {
    pub number: u32,
    pub begun_on: Day,
    pub why: String,
    pub done: Vec<Done>,
    pub measurements: Vec<Measurement>,
    /// Points outside their tolerance.
    pub outside: Vec<Outside>,
    pub verdict: Option<SampleVerdict>,
    pub comments: Option<String>,
}

/// A stage of a round: `made`, `washed`, `wash-again`, `sent` …
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleDone)]
pub struct Done {
    pub what: &'static str,
    pub day: Day,
    pub by: PersonName,
    pub words: String,
    /// As histories tell it, in the reader's language.
    pub says: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SampleOutside)]
pub struct Outside {
    pub size: String,
    pub point: String,
    pub target: Figure,
    pub measured: Figure,
    /// Measured less target.
    pub off: Figure,
}

impl Sample {
    pub fn of(order: &Order, sample: &sample::Sample, people: &[Person], reader: &Reader) -> Self {
        let state = match order.state_of_sample(sample) {
            sample::State::Open => SampleState::Open,
            sample::State::WithCustomer => SampleState::WithCustomer,
            sample::State::Approved => SampleState::Approved,
            sample::State::Dropped => SampleState::Dropped,
        };
        let next = sample.next().filter(|_| matches!(state, SampleState::Open | SampleState::WithCustomer));
        let missing = |missing: &sample::Missing| {
            let said = missing.say();
            Missing { code: said.key, detail: reader.say(&said) }
        };
        let picture = |picture: &sample::Picture| Picture {
            file: (&picture.file).into(),
            round: picture.round,
            note: picture.note.clone(),
            day: Day(picture.mark.on),
            by: PersonName::of(picture.mark.by, people),
        };
        Self {
            id: sample.id.0,
            order: order.id.0,
            state,
            round: sample.rounds.len(),
            re_washes: sample.sent_back(sample::Again::ReWash),
            remakes: sample.sent_back(sample::Again::Remake),
            next: next.map(|next| Next {
                task: (&next.task.name()).into(),
                department: next.department().to_string(),
                missing: next.missing.iter().map(missing).collect(),
                due: next.due.map(Day),
                late_days: sample.overdue_days(reader.today()),
            }),
            request: (&sample.request).into(),
            items: sample.items.iter().map(Listed::of).collect(),
            questions: sample.questions.iter().map(Question::of).collect(),
            sheet: sample.sheet().map(Sheet::from),
            chart: sample.chart().map(Chart::from),
            rounds: sample.rounds.iter().map(|round| Round::of(sample, round, people, reader)).collect(),
            pictures: sample.pictures.iter().map(picture).collect(),
            dropped: sample.dropped.as_ref().map(|dropped| Dropped {
                reason: dropped.reason.clone(),
                day: Day(dropped.mark.on),
                by: PersonName::of(dropped.mark.by, people),
            }),
        }
    }
}

impl Listed {
    pub fn of(item: &sample::Item) -> Self {
        let (stock, found, on) = match item.looked_up.as_ref().map(|it| &it.stock) {
            None => (None, None, None),
            Some(sample::Stock::Found { quantity }) => (Some("found"), Some(quantity.into()), None),
            Some(sample::Stock::ToOrder) => (Some("to_order"), None, None),
            Some(sample::Stock::Ordered { on }) => (Some("ordered"), None, Some(Day(*on))),
            Some(sample::Stock::Arrived { on }) => (Some("arrived"), None, Some(Day(*on))),
        };
        Self { item: item.into(), at_hand: item.is_at_hand(), stock, found, on }
    }
}

impl Question {
    fn of(question: &sample::Question) -> Self {
        let answer = question.answer.as_ref();
        Self {
            words: question.words.clone(),
            asked_on: Day(question.asked.on),
            answer: answer.map(|answer| answer.words.clone()),
            answered_on: answer.map(|answer| Day(answer.mark.on)),
            from: answer.map(|answer| answer.from.clone()).unwrap_or_default(),
        }
    }
}

impl Round {
    fn of(sample: &sample::Sample, round: &sample::Round, people: &[Person], reader: &Reader) -> Self {
        let done = |done: &sample::Done| {
            let event = SampleEvent { mark: done.mark, deed: sample::Deed::Done { stage: done.stage.clone() } };
            Done {
                what: event.what(),
                day: Day(done.mark.on),
                by: PersonName::of(done.mark.by, people),
                words: event.words().to_owned(),
                says: reader.say(&event.say()),
            }
        };
        let outside = |it: Deviation| Outside {
            target: Figure(it.target.amount()),
            measured: Figure(it.measured.amount()),
            off: Figure(it.off.amount()),
            size: it.size,
            point: it.point,
        };
        let judged = round.judged().map(|(judgement, _)| judgement);
        Self {
            number: round.number,
            begun_on: Day(round.begun.on),
            why: round.why.clone(),
            done: round.done.iter().map(done).collect(),
            measurements: measurements(round.measured()),
            outside: sample.deviations(round).into_iter().map(outside).collect(),
            verdict: judged.map(|judgement| judgement.verdict.into()),
            comments: judged.map(|judgement| judgement.comments.clone()),
        }
    }
}

pub fn measurements(measured: sample::chart::Measured) -> Vec<Measurement> {
    let measurement = |((size, point), length): ((&str, &str), sample::Length)| Measurement {
        size: super::super::values::Name(size.to_owned()),
        point: super::super::values::Name(point.to_owned()),
        length: Figure(length.amount()),
    };
    measured.into_iter().map(measurement).collect()
}
