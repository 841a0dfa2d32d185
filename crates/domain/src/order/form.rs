//! Checking what was filled in against a step's form.

use std::collections::BTreeMap;

use super::{
    Answer,
    refusal::{FieldFault, FieldProblem},
};
use crate::{
    Currency, Text,
    process::{Field, FieldKind},
};

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
        (FieldKind::Text, Answer::Text(words)) | (FieldKind::Party, Answer::Party(words)) => {
            words.trim().is_empty().then_some(FieldProblem::Missing)
        }
        (FieldKind::Number { unit }, Answer::Number(quantity)) => {
            (!unit.is_empty() && unit != &quantity.unit).then(|| FieldProblem::WrongUnit { unit: unit.clone() })
        }
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
