//! Tidying what was filled in and checking it against a step's form.

use std::collections::BTreeMap;

use super::{
    Answer,
    refusal::{FieldFault, FieldProblem},
};
use crate::{
    Currency, Quantity, Text,
    process::{Field, FieldKind},
    quantity::is_counted,
    text::tidy,
};

/// Longest text kept, in characters.
const LONGEST: usize = 2_000;
/// Longest unit kept, in characters.
const LONGEST_UNIT: usize = 20;

/// The answers as they are kept: texts and units tidied, blank ones left out as if nothing had been filled in.
pub fn tidied(answers: BTreeMap<String, Answer>) -> BTreeMap<String, Answer> {
    let tidied = |answer: Answer| match answer {
        Answer::Text(words) => Some(Answer::Text(tidy(&words, true))).filter(|_| !words.trim().is_empty()),
        Answer::Party(words) => Some(Answer::Party(tidy(&words, false))).filter(|_| !words.trim().is_empty()),
        Answer::Number(quantity) => Some(Answer::Number(Quantity { unit: tidy(&quantity.unit, false), ..quantity })),
        other => Some(other),
    };
    answers.into_iter().filter_map(|(key, answer)| Some((key, tidied(answer)?))).collect()
}

/// Every fault of the answers, in the order of the form; none means that they are kept as they are.
pub fn faults(form: &[Field], answers: &BTreeMap<String, Answer>, currency: Currency) -> Vec<FieldFault> {
    let of_fields = form.iter().filter_map(|field| {
        let what = match answers.get(&field.key) {
            None if field.required => Some(FieldProblem::Missing),
            None => None,
            Some(answer) => problem(&field.kind, answer, currency),
        };
        what.map(|what| FieldFault { key: field.key.clone(), name: field.name.clone(), what })
    });
    let unknown = answers.keys().filter(|key| form.iter().all(|field| &field.key != *key)).map(|key| FieldFault {
        key: key.clone(),
        name: Text::same(key.as_str()),
        what: FieldProblem::Unknown,
    });
    of_fields.chain(unknown).collect()
}

/// The same for a step of the past, of whose form only a part may still be known: what is missing is no fault.
pub fn faults_of_given(form: &[Field], answers: &BTreeMap<String, Answer>, currency: Currency) -> Vec<FieldFault> {
    let given = |fault: &FieldFault| answers.contains_key(&fault.key);
    faults(form, answers, currency).into_iter().filter(given).collect()
}

fn problem(kind: &FieldKind, answer: &Answer, currency: Currency) -> Option<FieldProblem> {
    match (kind, answer) {
        (FieldKind::Text, Answer::Text(words)) | (FieldKind::Party, Answer::Party(words)) => too_long(words, LONGEST),
        (FieldKind::Number { unit }, Answer::Number(quantity)) => number_problem(unit, quantity),
        (FieldKind::Money, Answer::Money(money)) => {
            (money.currency != currency).then(|| FieldProblem::WrongCurrency { currency: currency.code().to_owned() })
        }
        (FieldKind::Choice { options }, Answer::Choice(chosen)) => (options.iter().all(|option| &option.key != chosen))
            .then(|| FieldProblem::NotAChoice { choices: options.iter().map(|option| option.name.clone()).collect() }),
        (FieldKind::Date, Answer::Date(_))
        | (FieldKind::File, Answer::File(_))
        | (FieldKind::YesNo, Answer::YesNo(_)) => None,
        _ => Some(FieldProblem::WrongKind),
    }
}

fn number_problem(unit: &str, quantity: &Quantity) -> Option<FieldProblem> {
    if !unit.is_empty() && unit != quantity.unit {
        return Some(FieldProblem::WrongUnit { unit: unit.to_owned() });
    }
    let counted = is_counted(&quantity.unit);
    if counted && (!quantity.is_whole() || quantity.ten_thousandths < 0) {
        return Some(FieldProblem::NotACount);
    }
    too_long(&quantity.unit, LONGEST_UNIT)
}

fn too_long(words: &str, limit: usize) -> Option<FieldProblem> {
    (words.chars().count() > limit).then_some(FieldProblem::TooLong { limit })
}
