//! The forms of a process as a factory files them (S16): a number, a title, the department that owns it, the step that makes
//! it. What is filled in belongs to the step; a registered form says what of it is printed, and under which name.

use super::{
    Process,
    fault::Problem,
    load::{key_lines, name},
    read::{Lined, Reader, Section},
};
use crate::{DepartmentKey, StepKey, Text};

#[derive(Debug, Clone, PartialEq)]
pub struct RegisteredForm {
    /// From 1; how people call it.
    pub number: u32,
    pub title: Text,
    /// Who keeps it, which need not be who does the step.
    pub department: DepartmentKey,
    /// The step that makes it. Where several stand here, an order goes through one of them and the others fall away.
    pub steps: Vec<StepKey>,
    pub prints: Prints,
    pub order: OrderPart,
    /// What the books know of the order is printed under the answers, so that nobody types it again.
    pub shows: Option<LedgerPart>,
    /// Which answers of the step are on it; all when none is named.
    pub fields: Vec<String>,
}

/// What is printed here as the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prints {
    /// The order, the step's answers and its signatures.
    Form,
    /// Nothing: it comes from elsewhere, such as a bank slip, and is kept as a file at most.
    Nothing,
}

/// How much of the order is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderPart {
    /// All that the order says.
    Whole,
    /// Its number, goods and quantities: for suppliers and the workshop, whom customer, terms and prices do not concern.
    Goods,
}

/// What stands in the books of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerPart {
    /// What it needs, and how it is supplied.
    Materials,
    /// What was bought for it.
    Purchases,
    /// What is made of it, operation by operation.
    Progress,
}

/// A word of a closed list.
trait Choice: Copy + 'static {
    const ALL: &'static [(&'static str, Self)];
}

impl Choice for Prints {
    const ALL: &'static [(&'static str, Self)] = &[("form", Prints::Form), ("nothing", Prints::Nothing)];
}

impl Choice for OrderPart {
    const ALL: &'static [(&'static str, Self)] = &[("whole", OrderPart::Whole), ("goods", OrderPart::Goods)];
}

impl Choice for LedgerPart {
    const ALL: &'static [(&'static str, Self)] = &[
        ("materials", LedgerPart::Materials),
        ("purchases", LedgerPart::Purchases),
        ("progress", LedgerPart::Progress),
    ];
}

impl RegisteredForm {
    /// Is this answer of the step on the form?
    pub fn shows(&self, field: &str) -> bool {
        self.fields.is_empty() || self.fields.iter().any(|shown| shown == field)
    }
}

impl Process {
    pub fn form(&self, number: u32) -> Option<&RegisteredForm> {
        self.forms.iter().find(|form| form.number == number)
    }
}

/// The lines on which the parts of a form stand.
#[derive(Debug)]
pub(super) struct FormLines {
    number: usize,
    department: usize,
    steps: Vec<usize>,
    fields: Vec<usize>,
}

pub(super) fn read(reader: &mut Reader, root: &mut Section) -> (Vec<RegisteredForm>, Vec<FormLines>) {
    reader.tables(root, "forms").into_iter().map(|section| form(reader, section)).unzip()
}

fn form(reader: &mut Reader, mut section: Section) -> (RegisteredForm, FormLines) {
    let at = section.line;
    let number = reader.whole_number(&mut section, "number");
    let number = reader.need(&section, "number", number);
    let title = name(reader, &mut section, "title");
    let department = reader.words(&mut section, "department");
    let department = reader.need(&section, "department", department);
    let before = reader.faults.len();
    let steps = reader.list(&mut section, "steps");
    // None named is as good as none there; what is no list has been said already.
    if steps.is_empty() && reader.faults.len() == before {
        reader.fault(at, Problem::MissingKey { key: "steps".into() });
    }
    let fields = reader.list(&mut section, "fields");
    let prints = choice(reader, &mut section, "prints").unwrap_or(Prints::Form);
    let order = choice(reader, &mut section, "order").unwrap_or(OrderPart::Whole);
    let shows = choice(reader, &mut section, "shows");
    reader.close(section);
    let lines = FormLines {
        number: number.as_ref().map_or(at, |number| number.line),
        department: department.as_ref().map_or(at, |department| department.line),
        steps: key_lines(&steps),
        fields: key_lines(&fields),
    };
    let number = number.map_or(0, |number| {
        u32::try_from(number.value).ok().filter(|number| *number > 0).unwrap_or_else(|| {
            reader.fault(number.line, Problem::BadFormNumber);
            0
        })
    });
    let form = RegisteredForm {
        number,
        title,
        department: department.map(|department| department.value).unwrap_or_default().as_str().into(),
        steps: steps.into_iter().map(|step| StepKey(step.value)).collect(),
        prints,
        order,
        shows,
        fields: fields.into_iter().map(|field| field.value).collect(),
    };
    (form, lines)
}

fn choice<T: Choice>(reader: &mut Reader, section: &mut Section, key: &'static str) -> Option<T> {
    let Lined { line, value } = reader.words(section, key)?;
    let found = T::ALL.iter().find(|(word, _)| *word == value).map(|(_, choice)| *choice);
    if found.is_none() {
        let known = T::ALL.iter().map(|(word, _)| Text::same(*word)).collect();
        reader.fault(line, Problem::UnknownFormWord { key: key.into(), word: value, known });
    }
    found
}

/// Each form has a number of its own, a department that exists, and steps that make it and have the fields it shows.
pub(super) fn check(process: &Process, lines: &[FormLines], reader: &mut Reader) {
    let departments = process.known_departments();
    for (i, (form, lines)) in process.forms.iter().zip(lines).enumerate() {
        if form.number > 0 && process.forms[..i].iter().any(|other| other.number == form.number) {
            reader.fault(lines.number, Problem::DuplicateForm { number: form.number });
        }
        if !form.department.as_str().is_empty() && !departments.contains(&form.department) {
            let department = form.department.0.clone();
            let known = departments.iter().map(|key| Text::same(key.as_str())).collect();
            reader.fault(lines.department, Problem::UnknownDepartment { department, known });
        }
        for (step, line) in form.steps.iter().zip(&lines.steps) {
            if process.step(step).is_none() {
                let known = process.steps.iter().map(|step| Text::same(step.key.as_str())).collect();
                reader.fault(*line, Problem::UnknownStep { step: step.0.clone(), known });
            }
        }
        let made_by = || form.steps.iter().filter_map(|key| process.step(key)).flat_map(|step| &step.form);
        for (field, line) in form.fields.iter().zip(&lines.fields) {
            if !made_by().any(|one| &one.key == field) {
                let known = made_by().map(|field| Text::same(&field.key)).collect();
                reader.fault(*line, Problem::UnknownField { field: field.clone(), known });
            }
        }
    }
}
