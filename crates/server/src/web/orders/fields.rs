//! The fields of a deed's form: what is asked, how it is shown, and how what was typed becomes the answers of a step.

use std::collections::BTreeMap;

use yidan_domain::{
    Currency, Message, Money, Quantity, Say,
    order::{Answer, FileRef, Order, ledgers},
    process::{Field as Asked, FieldKind, Step},
};

use super::{super::Failure, typed, typed::Typed};
use crate::{app::App, page::Faults, texts::Reader};

/// Goes before the key of a step's field, so that no process can name a field that the form has for itself.
const ANSWER: &str = "answer-";
/// So many choices or fewer are all in sight.
const IN_SIGHT: usize = 4;

pub struct Field {
    pub name: String,
    pub label: String,
    pub kind: Kind,
    pub required: bool,
    pub hint: String,
    pub value: String,
    /// The unit of a number as typed, or the time of day of a moment.
    pub beside: String,
    pub kept: Vec<Kept>,
}

pub enum Kind {
    Text,
    Area,
    /// With the unit that is asked for; empty when it is filled in too.
    Number(String),
    Money(Currency),
    Date,
    /// A day and a time of day.
    Moment,
    /// Value and words of each.
    Segments(Vec<(String, String)>),
    Select(Vec<(String, String)>),
    /// Several or one.
    Files(bool),
    /// Not asked: the order's records say it, at this address.
    Recorded(String),
}

/// A file that came with an earlier sending of the form.
pub struct Kept {
    pub token: String,
    pub name: String,
}

impl Field {
    pub fn new(name: impl Into<String>, label: String, kind: Kind) -> Self {
        Self {
            name: name.into(),
            label,
            kind,
            required: false,
            hint: String::new(),
            value: String::new(),
            beside: String::new(),
            kept: Vec::new(),
        }
    }

    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    pub fn value(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    pub fn is_file(&self) -> bool {
        matches!(self.kind, Kind::Files(_))
    }

    /// Shows again what was typed.
    pub fn take(&mut self, typed: &Typed) {
        self.value = typed.get(&self.name).to_owned();
        let beside = if matches!(self.kind, Kind::Moment) { "-clock" } else { "-unit" };
        self.beside = typed.get(&format!("{}{beside}", self.name)).to_owned();
    }

    /// As it would have been typed.
    fn fill(&mut self, answer: &Answer) {
        self.value = match answer {
            Answer::Text(words) | Answer::Party(words) | Answer::Choice(words) => words.clone(),
            Answer::Number(quantity) => {
                self.beside = quantity.unit.clone();
                quantity.amount().to_string()
            }
            Answer::Money(money) => money.amount().to_string(),
            Answer::Date(date) => date.to_string(),
            Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Answer::File(file) => {
                self.keep(std::slice::from_ref(file));
                String::new()
            }
        };
    }

    pub fn keep(&mut self, files: &[FileRef]) {
        self.kept = files.iter().map(|file| Kept { token: typed::token(file), name: file.name.clone() }).collect();
    }
}

/// What the form of a step asks when it is finished, with what was answered already.
pub fn of_step(order: &Order, step: &Step, answers: Option<&BTreeMap<String, Answer>>, reader: &Reader) -> Vec<Field> {
    let currency = order.header.currency;
    let field = |asked: &Asked| {
        if let Some(yes) = ledgers::said_of(order, asked) {
            let kind = Kind::Recorded(records_of(order, asked));
            let field = Field::new(name_of(&asked.key), asked.name.get(reader.lang).to_owned(), kind);
            return field.value(reader.t(if yes { "yes" } else { "no" })).hint(reader.t("orders-recorded"));
        }
        let mut field = of_answer(asked, currency, reader);
        if let Some(answer) = answers.and_then(|answers| answers.get(&asked.key)) {
            field.fill(answer);
        }
        field
    };
    step.form.iter().map(field).collect()
}

/// Where what the field asks for is kept.
fn records_of(order: &Order, asked: &Asked) -> String {
    let page = match asked.fact.as_deref().unwrap_or_default() {
        ledgers::SAMPLE_APPROVED => "samples",
        name if name.starts_with("materials.") => "materials",
        _ => "inspections",
    };
    format!("/orders/{}/{page}", order.id)
}

fn of_answer(asked: &Asked, currency: Currency, reader: &Reader) -> Field {
    let kind = match &asked.kind {
        FieldKind::Text => Kind::Area,
        FieldKind::Party => Kind::Text,
        FieldKind::Number { unit } => Kind::Number(unit.clone()),
        FieldKind::Money => Kind::Money(currency),
        FieldKind::Date => Kind::Date,
        FieldKind::File => Kind::Files(false),
        FieldKind::YesNo => Kind::Segments(vec![("yes".into(), reader.t("yes")), ("no".into(), reader.t("no"))]),
        FieldKind::Choice { options } => {
            let named = options.iter().map(|option| (option.key.clone(), option.name.get(reader.lang).to_owned()));
            if options.len() <= IN_SIGHT {
                Kind::Segments(named.collect())
            } else {
                let nothing = std::iter::once((String::new(), reader.t("deed-choose")));
                Kind::Select(nothing.chain(named).collect())
            }
        }
    };
    let field = Field::new(name_of(&asked.key), asked.name.get(reader.lang).to_owned(), kind);
    Field { required: asked.required, ..field }
}

/// The form's name of a step's field.
pub fn name_of(key: &str) -> String {
    format!("{ANSWER}{key}")
}

/// What was filled in, as far as it can be read; what can't is noted in `faults`.
pub async fn answers(
    app: &App,
    step: &Step,
    currency: Currency,
    typed: &Typed,
    reader: &Reader,
    faults: &mut Faults,
) -> Result<BTreeMap<String, Answer>, Failure> {
    let mut answers = BTreeMap::new();
    for asked in &step.form {
        let name = name_of(&asked.key);
        let answer = match &asked.kind {
            FieldKind::File => Ok(typed.files(app, &name).await?.pop().map(Answer::File)),
            kind => read(kind, &name, typed, currency),
        };
        match answer {
            Ok(answer) => answers.extend(answer.map(|answer| (asked.key.clone(), answer))),
            Err(fault) => faults.add(name, reader.say(&fault)),
        }
    }
    Ok(answers)
}

fn read(kind: &FieldKind, name: &str, typed: &Typed, currency: Currency) -> Result<Option<Answer>, Message> {
    let words = typed.get(name);
    if words.trim().is_empty() {
        return Ok(None);
    }
    Ok(match kind {
        FieldKind::Text => Some(Answer::Text(words.to_owned())),
        FieldKind::Party => Some(Answer::Party(words.to_owned())),
        FieldKind::Choice { .. } => Some(Answer::Choice(words.to_owned())),
        FieldKind::YesNo => Some(Answer::YesNo(words == "yes")),
        FieldKind::Date => typed::day(words)?.map(Answer::Date),
        FieldKind::Number { unit } => {
            let unit = if unit.is_empty() { typed.get(&format!("{name}-unit")) } else { unit };
            let quantity = |amount| Quantity::exact(amount, unit).ok_or_else(too_precise::<4>);
            typed::number(words)?.map(quantity).transpose()?.map(Answer::Number)
        }
        FieldKind::Money => {
            let money = |amount| Money::exact(amount, currency).ok_or_else(|| too_many_digits(currency.minor_digits()));
            typed::number(words)?.map(money).transpose()?.map(Answer::Money)
        }
        FieldKind::File => None,
    })
}

fn too_precise<const DIGITS: u32>() -> Message {
    too_many_digits(DIGITS)
}

fn too_many_digits(digits: u32) -> Message {
    yidan_documents::Problem::TooPrecise { digits }.say()
}
