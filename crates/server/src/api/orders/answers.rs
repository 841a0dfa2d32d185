//! Answers to a step's form. Each is written in the plainest way its kind allows; what kind it is, the process says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yidan_domain::{self as domain, Message, Quantity, order, process};
use yidan_store::{Error, Result, Tx, orders};

use super::super::values::{Figure, Money, Quantity as QuantityView};

/// Answers by the keys of the form's fields.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, FieldAnswer>);

/// An answer: `true` or `false`; a number with its unit; money; or text — words, a day, the key of a choice, the name of a
/// firm, or the id of an attachment of the order. A number whose unit the form states may be given as text alone.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(examples("DHL", true, json!({ "amount": "12", "unit": "箱" })))]
pub enum FieldAnswer {
    YesNo(bool),
    Money(Money),
    Number(Measured),
    Text(Written),
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    amount: Figure,
    unit: super::super::values::Unit,
}

/// Up to 2,000 characters.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Written(super::super::values::Prose);

/// An answer that was given, by its kind.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    Text(String),
    Number(QuantityView),
    Money(Money),
    #[schema(value_type = super::super::values::Day)]
    Date(super::super::values::Day),
    Choice(String),
    Party(String),
    File(super::files::Attachment),
    YesNo(bool),
}

impl From<&order::Answer> for Given {
    fn from(answer: &order::Answer) -> Self {
        use order::Answer;
        match answer {
            Answer::Text(words) => Given::Text(words.clone()),
            Answer::Number(quantity) => Given::Number(quantity.into()),
            Answer::Money(money) => Given::Money((*money).into()),
            Answer::Date(date) => Given::Date(super::super::values::Day(*date)),
            Answer::Choice(key) => Given::Choice(key.clone()),
            Answer::Party(name) => Given::Party(name.clone()),
            Answer::File(file) => Given::File(file.into()),
            Answer::YesNo(yes) => Given::YesNo(*yes),
        }
    }
}

/// The answers as the fields of the step's form mean them. What does not fit its field is left for the rules to refuse.
pub fn read(
    tx: &mut Tx,
    scope: domain::access::Scope,
    id: domain::OrderId,
    step: &domain::StepKey,
    answers: &Answers,
) -> Result<BTreeMap<String, order::Answer>> {
    if answers.0.is_empty() {
        return Ok(BTreeMap::new());
    }
    let order = orders::load(tx, scope, id)?;
    let world = std::sync::Arc::clone(&tx.world);
    let form = world.processes.get(&order.process).and_then(|process| process.step(step)).map(|step| &step.form);
    let mut read = BTreeMap::new();
    for (key, answer) in &answers.0 {
        let kind = form.and_then(|form| form.iter().find(|field| &field.key == key)).map(|field| &field.kind);
        let answer = match (kind, answer) {
            (Some(process::FieldKind::File), FieldAnswer::Text(id_of_file)) => file(tx, scope, id, &id_of_file.0.0)?,
            _ => plain(kind, answer, order.header.currency),
        };
        read.insert(key.clone(), answer);
    }
    Ok(read)
}

fn plain(kind: Option<&process::FieldKind>, answer: &FieldAnswer, currency: domain::Currency) -> order::Answer {
    use process::FieldKind;
    let text = match answer {
        FieldAnswer::YesNo(yes) => return order::Answer::YesNo(*yes),
        FieldAnswer::Money(Money { amount, currency }) => {
            return exact_money(amount, currency.0).unwrap_or_else(|| order::Answer::Text(amount.0.to_string()));
        }
        FieldAnswer::Number(Measured { amount, unit }) => {
            return measured(amount, &unit.0).unwrap_or_else(|| order::Answer::Text(amount.0.to_string()));
        }
        FieldAnswer::Text(written) => &written.0.0,
    };
    let figure = || serde_json::from_value::<Figure>(text.as_str().into()).ok();
    let meant = match kind {
        Some(FieldKind::Choice { .. }) => Some(order::Answer::Choice(text.clone())),
        Some(FieldKind::Party) => Some(order::Answer::Party(text.clone())),
        Some(FieldKind::Date) => text.parse().ok().map(order::Answer::Date),
        Some(FieldKind::Number { unit }) => figure().and_then(|amount| measured(&amount, unit)),
        Some(FieldKind::Money) => figure().and_then(|amount| exact_money(&amount, currency)),
        _ => None,
    };
    meant.unwrap_or_else(|| order::Answer::Text(text.clone()))
}

fn measured(amount: &Figure, unit: &str) -> Option<order::Answer> {
    Quantity::exact(amount.0, unit).map(order::Answer::Number)
}

fn exact_money(amount: &Figure, currency: domain::Currency) -> Option<order::Answer> {
    domain::Money::exact(amount.0, currency).map(order::Answer::Money)
}

/// An attachment of the order, by its id.
fn file(tx: &mut Tx, scope: domain::access::Scope, order: domain::OrderId, id: &str) -> Result<order::Answer> {
    let history = orders::history(tx, scope, order)?;
    let found = orders::changed_files(&history).into_iter().find(|(_, file)| file.id.to_string() == id);
    let (_, file) = found.ok_or_else(|| Error::Invalid(Message::new("api-no-such-file")))?;
    Ok(order::Answer::File(file.clone()))
}
