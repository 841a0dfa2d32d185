//! How satisfied a customer was, asked by a link that is good for some days and answered once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::{
    CustomerId, Message, OrderId, Say, SurveyId, Text,
    field::fault::{Fault, line, text},
    ids::is_key,
};

pub const BEST: u8 = 5;
/// Who gives no more than this to anything is called.
pub const POOR: u8 = 2;
pub const MOST_QUESTIONS: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    pub id: SurveyId,
    pub order: OrderId,
    pub customer: CustomerId,
    /// As they were asked, whatever became of the company's list.
    pub questions: Vec<Question>,
    pub asked_at: Timestamp,
    /// The last day on which the link works.
    pub until: Date,
    pub answer: Option<Answer>,
}

/// Answered with a score from 1 to 5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub key: String,
    pub words: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub scores: BTreeMap<String, u8>,
    pub words: String,
    pub name: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SurveyRefusal {
    Field(Fault),
    NoQuestions,
    BadQuestion { key: String },
    Answered { at: Timestamp },
    Expired { until: Date },
    NotScored { questions: Vec<Text> },
    ScoreOutside { question: Text, best: i64 },
    NotAsked { key: String },
}

/// What every customer is asked, until the company asks otherwise.
pub fn usual_questions() -> Vec<Question> {
    let question = |(key, zh, en): (&str, &str, &str)| Question { key: key.into(), words: Text::new(zh, en) };
    [
        ("goods", "货品质量", "Quality of the goods"),
        ("delivery", "交货是否准时", "Delivery on time"),
        ("packing", "包装与运输", "Packing and transport"),
        ("service", "沟通与服务", "Communication and service"),
        ("overall", "总体满意度", "All in all"),
    ]
    .map(question)
    .into()
}

pub fn check_questions(questions: &[Question]) -> Result<(), SurveyRefusal> {
    if questions.is_empty() {
        return Err(SurveyRefusal::NoQuestions);
    }
    if questions.len() > MOST_QUESTIONS {
        return Err(SurveyRefusal::Field(Fault::TooMany {
            what: Text::new("问题", "questions"),
            most: MOST_QUESTIONS,
        }));
    }
    let mut seen = BTreeSet::new();
    let is_bad = |it: &&Question| {
        !is_key(&it.key)
            || !seen.insert(it.key.clone())
            || it.words.zh.trim().is_empty()
            || it.words.en.trim().is_empty()
    };
    match questions.iter().find(is_bad) {
        Some(bad) => Err(SurveyRefusal::BadQuestion { key: bad.key.clone() }),
        None => Ok(()),
    }
}

impl Survey {
    /// The answer as it is kept. `today` is the day of `answer.at` in the company's zone.
    pub fn answered(&self, answer: Answer, today: Date) -> Result<Answer, SurveyRefusal> {
        if let Some(earlier) = &self.answer {
            return Err(SurveyRefusal::Answered { at: earlier.at });
        }
        if today > self.until {
            return Err(SurveyRefusal::Expired { until: self.until });
        }
        if let Some(key) = answer.scores.keys().find(|key| self.questions.iter().all(|it| it.key != **key)) {
            return Err(SurveyRefusal::NotAsked { key: key.chars().take(60).collect() });
        }
        let unscored = self.questions.iter().filter(|it| !answer.scores.contains_key(&it.key));
        let unscored: Vec<Text> = unscored.map(|it| it.words.clone()).collect();
        if !unscored.is_empty() {
            return Err(SurveyRefusal::NotScored { questions: unscored });
        }
        let outside = |it: &&Question| answer.scores.get(&it.key).is_some_and(|score| !(1..=BEST).contains(score));
        if let Some(question) = self.questions.iter().find(outside) {
            return Err(SurveyRefusal::ScoreOutside { question: question.words.clone(), best: i64::from(BEST) });
        }
        let words = text(&answer.words, ("意见", "comments")).map_err(SurveyRefusal::Field)?;
        let name = line(&answer.name, ("姓名", "name")).map_err(SurveyRefusal::Field)?;
        Ok(Answer { words, name, ..answer })
    }

    /// Something was so poor that the customer is to be called.
    pub fn is_poor(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.scores.values().any(|score| *score <= POOR))
    }
}

/// What customers gave, of one question or of all orders together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    pub answers: u32,
    /// To two digits.
    pub average: Decimal,
    /// How many gave 4 or 5, in percent to one digit.
    pub content: Decimal,
}

/// By question, of all surveys that were answered.
pub fn scores<'a>(surveys: impl IntoIterator<Item = &'a Survey>) -> BTreeMap<String, Scores> {
    let mut given: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for answer in surveys.into_iter().filter_map(|survey| survey.answer.as_ref()) {
        for (key, score) in &answer.scores {
            given.entry(key.clone()).or_default().push(*score);
        }
    }
    let share = |part: u64, of: usize, digits| {
        let exact = Decimal::from(part) / Decimal::from(of.max(1));
        let mut rounded = exact.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(digits);
        rounded
    };
    let figures = given.into_iter().map(|(key, given)| {
        let sum: u64 = given.iter().map(|score| u64::from(*score)).sum();
        let content = given.iter().filter(|score| **score >= 4).count() as u64;
        let answers = u32::try_from(given.len()).unwrap_or(u32::MAX);
        let (average, content) = (share(sum, given.len(), 2), share(content * 100, given.len(), 1));
        (key, Scores { answers, average, content })
    });
    figures.collect()
}

impl Say for SurveyRefusal {
    fn say(&self) -> Message {
        use SurveyRefusal::*;
        match self {
            Field(fault) => fault.say(),
            NoQuestions => Message::new("survey-no-questions"),
            BadQuestion { key } => Message::new("survey-bad-question").with("key", key.as_str()),
            Answered { at } => Message::new("survey-answered").with("at", *at),
            Expired { until } => Message::new("survey-expired").with("until", *until),
            NotScored { questions } => Message::new("survey-not-scored").with("questions", questions.clone()),
            ScoreOutside { question, best } => {
                Message::new("survey-score-outside").with("question", question).with("best", *best)
            }
            NotAsked { key } => Message::new("survey-not-asked").with("key", key.as_str()),
        }
    }
}
