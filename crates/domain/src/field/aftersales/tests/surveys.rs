use std::collections::BTreeMap;

use super::{super::survey::*, *};
use crate::{SurveyId, Text};

fn asked() -> Survey {
    Survey {
        id: SurveyId(Uuid::nil()),
        order: order(1),
        customer: customer(),
        questions: usual_questions(),
        asked_at: at("11-01"),
        until: day("11-15"),
        answer: None,
    }
}

fn answer(given: &[(&str, u8)]) -> Answer {
    let scores = given.iter().map(|(key, score)| ((*key).to_owned(), *score)).collect();
    Answer { scores, words: "箱子有点潮".into(), name: "陈静".into(), at: at("11-05") }
}

fn all(score: u8) -> Vec<(&'static str, u8)> {
    ["goods", "delivery", "packing", "service", "overall"].map(|key| (key, score)).into()
}

#[test]
fn a_survey_is_answered_once_in_time_and_in_full() {
    let survey = asked();
    assert!(survey.answered(answer(&all(5)), day("11-15")).is_ok());
    let with = |key: &'static str, score| {
        let mut given = all(4);
        given.retain(|(other, _)| *other != key);
        given.push((key, score));
        answer(&given)
    };
    let (packing, overall) = (usual_questions()[2].words.clone(), usual_questions()[4].words.clone());
    let missing = SurveyRefusal::NotScored { questions: vec![packing.clone(), overall] };
    for (answer, on, refusal) in [
        (answer(&all(5)), "11-16", SurveyRefusal::Expired { until: day("11-15") }),
        (answer(&[("goods", 3), ("delivery", 3), ("service", 3)]), "11-05", missing),
        (with("packing", 0), "11-05", SurveyRefusal::ScoreOutside { question: packing.clone(), best: 5 }),
        (with("packing", 6), "11-05", SurveyRefusal::ScoreOutside { question: packing, best: 5 }),
        (with("price", 3), "11-05", SurveyRefusal::NotAsked { key: "price".into() }),
    ] {
        assert_eq!(survey.answered(answer, day(on)), Err(refusal));
    }
    let answered = Survey { answer: Some(answer(&all(5))), ..asked() };
    let again = answered.answered(answer(&all(1)), day("11-06"));
    assert_eq!(again, Err(SurveyRefusal::Answered { at: at("11-05") }));
}

#[test]
fn who_is_not_content_is_called() {
    for (given, poor) in [(all(5), false), (all(3), false), (vec![("goods", 5), ("packing", 2)], true)] {
        assert_eq!(Survey { answer: Some(answer(&given)), ..asked() }.is_poor(), poor);
    }
    assert!(!asked().is_poor());
}

#[test]
fn scores_are_counted_by_question() {
    let surveys = [all(5), all(4), vec![("goods", 1)]].map(|given| Survey { answer: Some(answer(&given)), ..asked() });
    let scores: BTreeMap<_, _> = scores(surveys.iter().chain([&asked()]));
    let said = |key: &str| {
        let it = &scores[key];
        format!("{} {} {}%", it.answers, it.average, it.content)
    };
    assert_eq!((said("goods").as_str(), said("overall").as_str()), ("3 3.33 66.7%", "2 4.50 100.0%"));
}

#[test]
fn questions_have_keys_and_words_of_their_own() {
    let question = |key: &str, zh: &str| Question { key: key.into(), words: Text::new(zh, "x") };
    for (questions, refusal) in [
        (vec![], Some(SurveyRefusal::NoQuestions)),
        (vec![question("Goods", "货")], Some(SurveyRefusal::BadQuestion { key: "Goods".into() })),
        (vec![question("goods", " ")], Some(SurveyRefusal::BadQuestion { key: "goods".into() })),
        (vec![question("goods", "货"); 2], Some(SurveyRefusal::BadQuestion { key: "goods".into() })),
        (usual_questions(), None),
    ] {
        assert_eq!(check_questions(&questions).err(), refusal);
    }
}
