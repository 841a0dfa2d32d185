//! A process from its TOML file. Every fault of the file is found at once, each with its line; `check` then looks at how
//! the parts fit together.

use std::num::NonZeroU32;

use toml::de::DeTable;

use super::{
    Choice, Field, FieldKind, Gate, Milestone, Process, Stage, StandardTime, Step,
    check::{self, LinkLines, StepLines},
    due::{Due, DueFault, RESERVED, Takes, clock},
    fault::{Fault, Problem, stage_keys},
    gate::Condition,
    read::{Lined, Reader, Section},
    registered::{self, FormLines},
};
use crate::{
    StepKey, Text,
    approval::{Link, Signer},
    ids::is_key,
    party::Department,
};

/// Files are read whole; a process is a few pages.
const LARGEST: usize = 256 * 1024;
pub const MOST_STEPS: usize = 100;
/// People who sign one link.
const MOST_SIGNERS: u32 = 9;

const KINDS: [&str; 8] = ["text", "number", "money", "date", "choice", "party", "file", "yes-no"];

pub fn load(source: &str, file: &str) -> Result<Process, Vec<Fault>> {
    let mut reader = Reader::new(source, file);
    if source.len() > LARGEST {
        reader.fault(1, Problem::TooLarge { most: LARGEST / 1024 });
        return Err(reader.faults);
    }
    let (table, errors) = DeTable::parse_recoverable(source);
    if !errors.is_empty() {
        reader.syntax(&errors);
        return Err(reader.faults);
    }
    let (mut process, lines, form_lines) = process(&mut reader, table.get_ref());
    process.source = source.to_owned();
    check::all(&process, &lines, &mut reader);
    registered::check(&process, &form_lines, &mut reader);
    process.note_what_is_asked();
    reader.faults.sort_by_key(|fault| fault.line);
    if reader.faults.is_empty() { Ok(process) } else { Err(reader.faults) }
}

fn process(reader: &mut Reader, table: &DeTable) -> (Process, Vec<StepLines>, Vec<FormLines>) {
    let mut root = reader.root(table);
    let key = key(reader, &mut root);
    let version = version(reader, &mut root);
    let name = name(reader, &mut root, "name");
    let description = reader.text(&mut root, "description").unwrap_or_default();
    let cutoff = reader.words(&mut root, "cutoff").and_then(|written| due(reader, written, clock));
    let departments = departments(reader, &mut root);
    let sections = reader.tables(&mut root, "steps");
    if sections.is_empty() {
        reader.fault(1, Problem::NoSteps);
    }
    if let Some(section) = sections.get(MOST_STEPS) {
        reader.fault(section.line, Problem::TooManySteps { most: MOST_STEPS });
    }
    let (steps, lines) = sections.into_iter().map(|section| step(reader, section)).unzip();
    let (forms, form_lines) = registered::read(reader, &mut root);
    reader.close(root);
    let key = key.map(|key| key.value).unwrap_or_default();
    let process = Process { key, version, name, description, cutoff, departments, steps, forms, ..Process::default() };
    (process, lines, form_lines)
}

fn key(reader: &mut Reader, section: &mut Section) -> Option<Lined<String>> {
    let found = reader.words(section, "key");
    let key = reader.need(section, "key", found)?;
    if !is_key(&key.value) {
        reader.fault(key.line, Problem::BadKey { key: key.value.clone() });
    }
    Some(key)
}

pub(super) fn name(reader: &mut Reader, section: &mut Section, key: &'static str) -> Text {
    let found = reader.text(section, key);
    reader.need(section, key, found).unwrap_or_default()
}

/// The lines of the entries of a list.
pub(super) fn key_lines(list: &[Lined<String>]) -> Vec<usize> {
    list.iter().map(|entry| entry.line).collect()
}

fn version(reader: &mut Reader, root: &mut Section) -> u32 {
    let found = reader.whole_number(root, "version");
    let Some(version) = reader.need(root, "version", found) else {
        return 0;
    };
    u32::try_from(version.value).ok().filter(|version| *version > 0).unwrap_or_else(|| {
        reader.fault(version.line, Problem::BadVersion);
        0
    })
}

fn due<T>(reader: &mut Reader, written: Lined<String>, parse: fn(&str) -> Result<T, DueFault>) -> Option<T> {
    parse(&written.value).map_err(|fault| reader.fault(written.line, Problem::Due(fault))).ok()
}

fn departments(reader: &mut Reader, root: &mut Section) -> Vec<Department> {
    let mut departments: Vec<Department> = Vec::new();
    for mut section in reader.tables(root, "departments") {
        let key = key(reader, &mut section);
        let name = name(reader, &mut section, "name");
        if let Some(key) = key {
            if departments.iter().any(|other| other.key.as_str() == key.value) {
                reader.fault(key.line, Problem::DuplicateKey { key: key.value.clone() });
            }
            departments.push(Department::named(key.value.as_str().into(), name));
        }
        reader.close(section);
    }
    departments
}

fn step(reader: &mut Reader, mut section: Section) -> (Step, StepLines) {
    let at = section.line;
    let mut lines = StepLines { at, ..StepLines::default() };
    let key = key(reader, &mut section);
    if let Some(key) = key.as_ref().filter(|key| RESERVED.contains(&key.value.as_str())) {
        reader.fault(key.line, Problem::ReservedKey { key: key.value.clone() });
    }
    let name = name(reader, &mut section, "name");
    let department = reader.words(&mut section, "department");
    let department = reader.need(&section, "department", department);
    let instructions = reader.text(&mut section, "instructions").unwrap_or_default();
    let after = reader.list(&mut section, "after");
    let takes = reader.words(&mut section, "takes").and_then(|written| due(reader, written, Takes::parse));
    let effort = reader.words(&mut section, "effort").and_then(|written| due(reader, written, Takes::parse));
    let (times, time_lines) = times(reader, &mut section);
    let due_written = reader.words(&mut section, "due");
    lines.due = due_written.as_ref().map_or(at, |due| due.line);
    let due = due_written.and_then(|written| due(reader, written, Due::parse));
    let (start_gate, start_lines) = gates(reader, &mut section, "start_gate");
    let (finish_gate, finish_lines) = gates(reader, &mut section, "finish_gate");
    let optional_when = condition(reader, &mut section, "optional_when");
    let stage = stage(reader, &mut section);
    let milestone = milestone(reader, &mut section);
    let optional = reader.yes_no(&mut section, "optional").unwrap_or_default();
    let (approvals, approval_lines) = approvals(reader, &mut section);
    let (form, form_lines) =
        reader.tables(&mut section, "form").into_iter().map(|field| self::field(reader, field)).unzip();
    reader.close(section);

    lines.key = key.as_ref().map_or(at, |key| key.line);
    lines.department = department.as_ref().map_or(at, |department| department.line);
    lines.after = key_lines(&after);
    lines.start_gate = start_lines;
    lines.finish_gate = finish_lines;
    lines.optional_when = optional_when.as_ref().map_or(at, |condition| condition.line);
    lines.milestone = milestone.as_ref().map_or(at, |milestone| milestone.line);
    lines.times = time_lines;
    lines.approvals = approval_lines;
    lines.form = form_lines;
    let step = Step {
        key: StepKey(key.map(|key| key.value).unwrap_or_default()),
        name,
        department: department.map(|department| department.value).unwrap_or_default().as_str().into(),
        stage,
        instructions,
        after: after.into_iter().map(|before| StepKey(before.value)).collect(),
        takes,
        times,
        effort,
        due,
        start_gate,
        finish_gate,
        optional_when: optional_when.map(|condition| condition.value),
        optional,
        form,
        approvals,
        milestone: milestone.map(|milestone| milestone.value),
    };
    (step, lines)
}

fn stage(reader: &mut Reader, section: &mut Section) -> Stage {
    let found = reader.words(section, "stage");
    let Some(written) = reader.need(section, "stage", found) else {
        return Stage::Intake;
    };
    Stage::ALL.into_iter().find(|stage| stage.key() == written.value).unwrap_or_else(|| {
        reader.fault(written.line, Problem::UnknownStage { stage: written.value, known: stage_keys() });
        Stage::Intake
    })
}

fn milestone(reader: &mut Reader, section: &mut Section) -> Option<Lined<Milestone>> {
    let written = reader.words(section, "milestone")?;
    if let Some(milestone) = Milestone::ALL.into_iter().find(|milestone| milestone.key() == written.value) {
        return Some(written.map(|_| milestone));
    }
    let known = Milestone::ALL.iter().map(|milestone| Text::same(milestone.key())).collect();
    reader.fault(written.line, Problem::UnknownMilestone { milestone: written.value, known });
    None
}

fn condition(reader: &mut Reader, section: &mut Section, key: &'static str) -> Option<Lined<Condition>> {
    let written = reader.words(section, key)?;
    match Condition::parse(&written.value) {
        Ok(condition) => Some(written.map(|_| condition)),
        Err(fault) => {
            reader.fault(written.line, Problem::Gate(fault));
            None
        }
    }
}

fn gates(reader: &mut Reader, section: &mut Section, key: &'static str) -> (Vec<Gate>, Vec<usize>) {
    let mut gates = (Vec::new(), Vec::new());
    for mut section in reader.tables(section, key) {
        let when = condition(reader, &mut section, "when");
        let when = reader.need(&section, "when", when);
        let otherwise = reader.text(&mut section, "otherwise");
        let otherwise = reader.need(&section, "otherwise", otherwise);
        if let (Some(when), Some(otherwise)) = (when, otherwise) {
            gates.0.push(Gate { when: when.value, otherwise });
            gates.1.push(when.line);
        }
        reader.close(section);
    }
    gates
}

/// The links of a step's chain of approval, with the lines of their signers and of their conditions.
fn approvals(reader: &mut Reader, section: &mut Section) -> (Vec<Link>, Vec<LinkLines>) {
    let mut links = (Vec::new(), Vec::new());
    for mut section in reader.tables(section, "approvals") {
        let at = section.line;
        let key = key(reader, &mut section);
        let name = name(reader, &mut section, "name");
        let by = reader.words(&mut section, "by");
        let by = reader.need(&section, "by", by);
        let signers = reader.whole_number(&mut section, "signers").map_or(1, |signers| {
            u32::try_from(signers.value).ok().filter(|number| (1..=MOST_SIGNERS).contains(number)).unwrap_or_else(
                || {
                    reader.fault(signers.line, Problem::BadSigners { most: MOST_SIGNERS });
                    1
                },
            )
        });
        let when = condition(reader, &mut section, "when");
        links.1.push(LinkLines {
            key: key.as_ref().map_or(at, |key| key.line),
            by: by.as_ref().map_or(at, |by| by.line),
            when: when.as_ref().map_or(at, |when| when.line),
        });
        links.0.push(Link {
            key: key.map(|key| key.value).unwrap_or_default(),
            name,
            by: Signer::parse(&by.map(|by| by.value).unwrap_or_default()),
            signers,
            when: when.map(|when| when.value),
        });
        reader.close(section);
    }
    links
}

/// Standard times for some orders, with the lines of their conditions.
fn times(reader: &mut Reader, section: &mut Section) -> (Vec<StandardTime>, Vec<usize>) {
    let mut times = (Vec::new(), Vec::new());
    for mut section in reader.tables(section, "times") {
        let when = condition(reader, &mut section, "when");
        let takes = reader.words(&mut section, "takes");
        let takes = reader.need(&section, "takes", takes).and_then(|written| due(reader, written, Takes::parse));
        let per = reader.whole_number(&mut section, "per").and_then(|per| {
            let number = u32::try_from(per.value).ok().and_then(NonZeroU32::new);
            if number.is_none() {
                reader.fault(per.line, Problem::BadPer);
            }
            number
        });
        times.1.push(when.as_ref().map_or(section.line, |when| when.line));
        if let Some(takes) = takes {
            times.0.push(StandardTime { when: when.map(|when| when.value), takes, per });
        } else {
            times.1.pop();
        }
        reader.close(section);
    }
    times
}

fn field(reader: &mut Reader, mut section: Section) -> (Field, usize) {
    let line = section.line;
    let key = key(reader, &mut section);
    let name = name(reader, &mut section, "name");
    let kind = kind(reader, &mut section);
    let required = reader.yes_no(&mut section, "required").unwrap_or_default();
    let fact = reader.words(&mut section, "fact").map(|fact| fact.value);
    reader.close(section);
    (Field { key: key.map(|key| key.value).unwrap_or_default(), name, kind, required, fact }, line)
}

fn kind(reader: &mut Reader, section: &mut Section) -> FieldKind {
    let found = reader.words(section, "kind");
    let Some(written) = reader.need(section, "kind", found) else {
        return FieldKind::Text;
    };
    match written.value.as_str() {
        "text" => FieldKind::Text,
        "number" => {
            let unit = reader.words(section, "unit").map(|unit| unit.value).unwrap_or_default();
            FieldKind::Number { unit }
        }
        "money" => FieldKind::Money,
        "date" => FieldKind::Date,
        "choice" => FieldKind::Choice { options: options(reader, section, written.line) },
        "party" => FieldKind::Party,
        "file" => FieldKind::File,
        "yes-no" => FieldKind::YesNo,
        _ => {
            let known = KINDS.iter().map(|kind| Text::same(*kind)).collect();
            reader.fault(written.line, Problem::UnknownKind { kind: written.value, known });
            FieldKind::Text
        }
    }
}

fn options(reader: &mut Reader, section: &mut Section, line: usize) -> Vec<Choice> {
    let mut options: Vec<Choice> = Vec::new();
    for mut section in reader.tables(section, "options") {
        let key = key(reader, &mut section);
        let name = name(reader, &mut section, "name");
        if let Some(key) = key {
            if options.iter().any(|other| other.key == key.value) {
                reader.fault(key.line, Problem::DuplicateKey { key: key.value.clone() });
            }
            options.push(Choice { key: key.value, name });
        }
        reader.close(section);
    }
    if options.is_empty() {
        reader.fault(line, Problem::NoOptions);
    }
    options
}
