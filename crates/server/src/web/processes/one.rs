//! One version of a process: the drawing, the table of steps, the other versions, the file itself.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Redirect},
};
use yidan_domain::{
    StepKey,
    order::ProcessRef,
    process::{Field, FieldKind, Prints, Process, RegisteredForm, Step},
};
use yidan_store::{
    Error,
    board::{Query, State},
};

use super::{
    super::{Answer, Failure, Screen},
    drawing::Drawing,
    words,
};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "processes/one.html")]
struct ProcessPage {
    frame: Frame,
    process: Arc<Process>,
    drawing: Drawing,
    /// The latest first.
    versions: Vec<u32>,
    running: usize,
    may_add: bool,
}

pub(super) async fn show_latest(screen: Screen, Path(key): Path<String>) -> Answer {
    let world = screen.app.store.world();
    let latest = world.processes.latest(&key).ok_or(Error::NotFound("process"))?;
    Ok(Redirect::to(&format!("/processes/{key}/{}", latest.version)).into_response())
}

pub(super) async fn show(screen: Screen, Path((key, version)): Path<(String, u32)>) -> Answer {
    let process = version_of(&screen, key, version)?;
    let world = screen.app.store.world();
    let mut versions: Vec<u32> =
        world.processes.iter().filter(|other| other.key == process.key).map(|other| other.version).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    let open = Query {
        process: Some(process.key.clone()),
        state: Some(State::Open),
        limit: 1,
        ..Query::all(screen.viewer.scope(), screen.today())
    };
    let mut frame = screen.frame().at(Nav::Processes);
    process.name.get(screen.lang()).clone_into(&mut frame.title);
    let falls_away = frame.t("process-falls-away");
    let page = ProcessPage {
        drawing: Drawing::of(&process, screen.lang(), |condition| format!("{falls_away} {condition}")),
        frame,
        process,
        versions,
        running: screen.app.store.board().page(&open).total,
        may_add: screen.viewer.manages(),
    };
    Ok(html(&page.frame, &page))
}

/// The file as it was loaded.
pub(super) async fn download(screen: Screen, Path((key, version)): Path<(String, u32)>) -> Answer {
    let process = version_of(&screen, key, version)?;
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{}.toml\"", process.key, process.version)),
    ];
    Ok((headers, process.source.clone()).into_response())
}

fn version_of(screen: &Screen, key: String, version: u32) -> Result<Arc<Process>, Failure> {
    let world = screen.app.store.world();
    let process = world.processes.get(&ProcessRef { key, version });
    Ok(process.map(Arc::clone).ok_or(Error::NotFound("process"))?)
}

impl ProcessPage {
    fn is_latest(&self) -> bool {
        self.versions.first() == Some(&self.process.version)
    }

    fn stage(&self, step: &Step) -> String {
        step.stage.name().get(self.frame.reader.lang).to_owned()
    }

    fn department(&self, step: &Step) -> String {
        self.process.department_name(&step.department).get(self.frame.reader.lang).to_owned()
    }

    /// What a step comes after: numbers and names.
    fn after(&self, step: &Step) -> Vec<(usize, &str)> {
        self.numbered(&step.after)
    }

    fn owner(&self, form: &RegisteredForm) -> String {
        self.process.department_name(&form.department).get(self.frame.reader.lang).to_owned()
    }

    fn made_by(&self, form: &RegisteredForm) -> Vec<(usize, &str)> {
        self.numbered(&form.steps)
    }

    /// Key of the word for what is printed of it here.
    fn prints(&self, form: &RegisteredForm) -> &'static str {
        match form.prints {
            Prints::Form => "form-prints-form",
            Prints::Nothing => "form-prints-nothing",
        }
    }

    fn numbered(&self, steps: &[StepKey]) -> Vec<(usize, &str)> {
        let numbered = steps.iter().filter_map(|key| Some((self.process.number_of(key)?, self.process.step(key)?)));
        numbered.map(|(number, step)| (number, step.name.get(self.frame.reader.lang))).collect()
    }

    fn takes(&self, step: &Step) -> String {
        step.takes.map(|takes| takes.written(self.frame.reader.lang)).unwrap_or_default()
    }

    fn due(&self, step: &Step) -> String {
        step.due.as_ref().map(|due| due.text(&self.process).get(self.frame.reader.lang).to_owned()).unwrap_or_default()
    }

    /// The conditions of a step: key of what kind it is, the condition in words, and what is said when it does not hold.
    fn conditions(&self, step: &Step) -> Vec<(&'static str, String, String)> {
        let lang = self.frame.reader.lang;
        let said = |kind: &'static str, gate: &yidan_domain::process::Gate| {
            (kind, words::condition(&self.process, &gate.when, lang), gate.otherwise.get(lang).to_owned())
        };
        let starts = step.start_gate.iter().map(|gate| said("process-starts-when", gate));
        let finishes = step.finish_gate.iter().map(|gate| said("process-finishes-when", gate));
        let falls_away = step
            .optional_when
            .iter()
            .map(|when| ("process-falls-away", words::condition(&self.process, when, lang), String::new()));
        falls_away.chain(starts).chain(finishes).collect()
    }

    /// What a field takes: its kind, with the unit or the choices there are.
    fn kind(&self, field: &Field) -> String {
        let reader = &self.frame.reader;
        let kind = reader.t(words::kind_key(&field.kind));
        match &field.kind {
            FieldKind::Number { unit } if !unit.is_empty() => reader.list([kind.as_str(), unit]),
            FieldKind::Choice { options } => reader.list(options.iter().map(|option| option.name.get(reader.lang))),
            _ => kind,
        }
    }
}
