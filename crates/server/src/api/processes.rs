//! Processes: the list, each version with its steps and TOML, checking a file, adding a version.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{Say, order::ProcessRef, process};
use yidan_store::company;

use super::{
    caller::Caller,
    orders::list::Stage,
    problem::{Answer, Problem},
    reading::Fault,
    reply::Reply,
    sent::{Path, Query, Sent},
    values::Text,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_processes, add_process))
        .routes(routes!(check_process))
        .routes(routes!(get_process))
}

#[derive(Serialize, ToSchema)]
struct Processes {
    /// The latest version of each, by key.
    processes: Vec<Summary>,
}

#[derive(Serialize, ToSchema)]
struct Summary {
    #[schema(examples("quick-fulfilment"))]
    key: String,
    version: u32,
    name: Text,
    description: Text,
    steps: usize,
}

/// One version of a process.
#[derive(Serialize, ToSchema)]
struct Process {
    key: String,
    version: u32,
    name: Text,
    description: Text,
    steps: Vec<ProcessStep>,
    /// Forms that the firm files, by their numbers.
    forms: Vec<ProcessForm>,
    /// The TOML that it was loaded from.
    source: String,
}

#[derive(Serialize, ToSchema)]
struct ProcessStep {
    key: String,
    name: Text,
    instructions: Text,
    department: String,
    stage: Stage,
    /// Keys of the steps it comes after.
    after: Vec<String>,
    /// How long the work takes, in words.
    takes: Option<Text>,
    /// When it is due, in words.
    due: Option<Text>,
    /// What is filled in when it is finished.
    form: Vec<Field>,
    /// The department itself may skip it.
    optional: bool,
}

/// A registered form: a paper of the firm with a number and an owner.
#[derive(Serialize, ToSchema)]
struct ProcessForm {
    /// From 1.
    number: u32,
    title: Text,
    /// Key of the department that owns it.
    department: String,
    /// Keys of the steps that make it; an order goes through one of them.
    steps: Vec<String>,
    /// Keys of the step's fields that are on it; all when empty.
    fields: Vec<String>,
    /// Is it printed here, with the order and the step's answers?
    printed: bool,
}

#[derive(Serialize, ToSchema)]
struct Field {
    key: String,
    name: Text,
    kind: FieldKind,
    required: bool,
    /// The unit of a number, where the form states it.
    unit: Option<String>,
    /// What can be chosen, for a choice.
    options: Vec<Choice>,
    /// The fact that the answer gives to the conditions of later steps.
    fact: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum FieldKind {
    Text,
    Number,
    Money,
    Date,
    Choice,
    Party,
    File,
    YesNo,
}

#[derive(Serialize, ToSchema)]
struct Choice {
    key: String,
    name: Text,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Version {
    /// The latest when left out.
    #[param(required = false, minimum = 1, maximum = 1_000_000)]
    version: Option<u32>,
}

/// A process as a TOML file.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Source {
    #[schema(examples("key = \"quick\"\nversion = 1\n"))]
    source: String,
}

#[derive(Serialize, ToSchema)]
struct Checked {
    /// None, when the process can be used.
    faults: Vec<ProcessFault>,
}

#[derive(Serialize, ToSchema)]
struct ProcessFault {
    /// From 1.
    line: usize,
    /// What is wrong and how to mend it, in the caller's language.
    detail: String,
    /// A stable name of the reason.
    code: String,
}

/// Processes
#[utoipa::path(get, path = "/processes", tag = "processes",
    responses((status = 200, description = "The latest version of each.", body = Processes)))]
async fn list_processes(caller: Caller) -> Reply<Processes> {
    let world = caller.app.store.world();
    let summary = |process: &std::sync::Arc<process::Process>| Summary {
        key: process.key.clone(),
        version: process.version,
        name: (&process.name).into(),
        description: (&process.description).into(),
        steps: process.steps.len(),
    };
    Reply::ok(Processes { processes: world.processes.iter_latest().map(summary).collect() })
}

/// One process
#[utoipa::path(get, path = "/processes/{process}", tag = "processes",
    params(("process" = String, Path, description = "Its key.", example = "quick-fulfilment"), Version),
    responses((status = 200, description = "With its steps and its TOML.", body = Process)))]
async fn get_process(caller: Caller, Path(key): Path<String>, Query(wanted): Query<Version>) -> Answer {
    let world = caller.app.store.world();
    let found = match wanted.version {
        Some(version) => world.processes.get(&ProcessRef { key, version }),
        None => world.processes.latest(&key),
    };
    let process = found.ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(Process::from(&**process)).into_response())
}

/// Check a process file
///
/// Nothing is kept. Faults name line and mend.
#[utoipa::path(post, path = "/processes/check", tag = "processes", request_body = Source,
    responses((status = 200, description = "What is wrong with it.", body = Checked)))]
async fn check_process(caller: Caller, Sent { what, .. }: Sent<Source>) -> Reply<Checked> {
    let faults = process::load(&what.source, "process.toml").err().unwrap_or_default();
    let said = |fault: &process::Fault| ProcessFault {
        line: fault.line,
        detail: caller.reader.say(&fault.problem.say()),
        code: fault.problem.say().key.to_owned(),
    };
    Reply::ok(Checked { faults: faults.iter().map(said).collect() })
}

/// Add a process, or a newer version of one
///
/// For managers. Orders that run stay on their version.
#[utoipa::path(post, path = "/processes", tag = "processes", request_body = Source,
    responses((status = 201, description = "Added.", body = Process, headers(("Location" = String))), (status = 403)))]
async fn add_process(caller: Caller, Sent { what, once }: Sent<Source>) -> Answer {
    let process = process::load(&what.source, "process.toml").map_err(faulty)?;
    let added = caller.commit(once, move |tx, actor| {
        company::add_process(tx, actor, &process)?;
        let location = format!("/processes/{}?version={}", process.key, process.version);
        Ok(Reply::created(&location, Process::from(&process)))
    });
    added.await
}

fn faulty(faults: Vec<process::Fault>) -> Problem {
    let place = |fault: process::Fault| Fault::at("/source", fault.say());
    Problem::faults(faults.into_iter().map(place).collect())
}

impl From<&process::Process> for Process {
    fn from(process: &process::Process) -> Self {
        Self {
            key: process.key.clone(),
            version: process.version,
            name: (&process.name).into(),
            description: (&process.description).into(),
            steps: process.steps.iter().map(|step| ProcessStep::of(step, process)).collect(),
            forms: process.forms.iter().map(ProcessForm::from).collect(),
            source: process.source.clone(),
        }
    }
}

impl From<&process::RegisteredForm> for ProcessForm {
    fn from(form: &process::RegisteredForm) -> Self {
        Self {
            number: form.number,
            title: (&form.title).into(),
            department: form.department.0.clone(),
            steps: form.steps.iter().map(|step| step.0.clone()).collect(),
            fields: form.fields.clone(),
            printed: form.prints == process::Prints::Form,
        }
    }
}

impl ProcessStep {
    fn of(step: &process::Step, process: &process::Process) -> Self {
        Self {
            key: step.key.0.clone(),
            name: (&step.name).into(),
            instructions: (&step.instructions).into(),
            department: step.department.0.clone(),
            stage: step.stage.into(),
            after: step.after.iter().map(|key| key.0.clone()).collect(),
            takes: step.takes.map(|takes| (&takes.text()).into()),
            due: step.due.as_ref().map(|due| (&due.text(process)).into()),
            form: step.form.iter().map(Field::from).collect(),
            optional: step.optional,
        }
    }
}

impl From<&process::Field> for Field {
    fn from(field: &process::Field) -> Self {
        use process::FieldKind as Kind;
        let (kind, unit, options) = match &field.kind {
            Kind::Text => (FieldKind::Text, None, &[][..]),
            Kind::Number { unit } => (FieldKind::Number, Some(unit.clone()).filter(|unit| !unit.is_empty()), &[][..]),
            Kind::Money => (FieldKind::Money, None, &[][..]),
            Kind::Date => (FieldKind::Date, None, &[][..]),
            Kind::Choice { options } => (FieldKind::Choice, None, options.as_slice()),
            Kind::Party => (FieldKind::Party, None, &[][..]),
            Kind::File => (FieldKind::File, None, &[][..]),
            Kind::YesNo => (FieldKind::YesNo, None, &[][..]),
        };
        let choice = |choice: &process::Choice| Choice { key: choice.key.clone(), name: (&choice.name).into() };
        Self {
            key: field.key.clone(),
            name: (&field.name).into(),
            kind,
            required: field.required,
            unit,
            options: options.iter().map(choice).collect(),
            fact: field.fact.clone(),
        }
    }
}
