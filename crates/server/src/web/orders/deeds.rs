//! What people do to an order: the question (a dialog over the page, or a page of its own), the command, and the answer —
//! the order as it stands now, the form with its faults, or what somebody else has changed meanwhile.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query},
    http::{HeaderName, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use yidan_domain::{
    ExceptionId, Message, OrderId, PromiseId, Say, StepKey,
    order::{
        command::Command,
        refusal::Refusal,
        situation::{Deed, Situation},
    },
    process::Step,
};
use yidan_store::{Error, orders};

use super::{
    super::{Answer, Failure, Screen, guest::back_to},
    fields::{self, Field, Kind},
    history,
    loaded::Loaded,
    page, parsed,
    typed::{self, Typed},
};
use crate::{
    app::App,
    page::{Conflict, Faults, Frame, Nav, filters, html, html_with},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/{deed}", get(ask).post(act))
        .route("/orders/{id}/steps/{step}/{deed}", get(ask).post(act))
        .route("/orders/{id}/exceptions/{exception}/{deed}", get(ask).post(act))
        .route("/orders/{id}/promises/{promise}/{deed}", get(ask).post(act))
}

/// What is to be done, and to what: read from the address.
struct Target {
    order: OrderId,
    name: &'static str,
    deed: Deed,
    step: Option<StepKey>,
    exception: Option<ExceptionId>,
    promise: Option<PromiseId>,
}

const ON_STEP: [(&str, Deed); 8] = [
    ("start", Deed::Start),
    ("finish", Deed::Finish),
    ("assign", Deed::Assign),
    ("skip", Deed::Skip),
    ("reopen", Deed::Reopen),
    ("remark", Deed::Remark),
    ("attach", Deed::Attach),
    ("exception", Deed::RaiseException),
];
const ON_ORDER: [(&str, Deed); 5] = [
    ("remark", Deed::Remark),
    ("attach", Deed::Attach),
    ("exception", Deed::RaiseException),
    ("promise", Deed::Promise),
    ("cancel", Deed::Cancel),
];

impl Target {
    fn of(parts: &HashMap<String, String>) -> Result<Self, Failure> {
        let part = |name: &str| parts.get(name).map(String::as_str);
        let exception = part("exception").map(parsed).transpose()?;
        let promise = part("promise").map(parsed).transpose()?;
        let known: &[(&str, Deed)] = match (part("step"), &exception, &promise) {
            (Some(_), ..) => &ON_STEP,
            (_, Some(_), _) => &[("clear", Deed::ClearException)],
            (_, _, Some(_)) => &[("close", Deed::ClosePromise)],
            _ => &ON_ORDER,
        };
        let asked = part("deed").unwrap_or_default();
        let (name, deed) = *known.iter().find(|(name, _)| *name == asked).ok_or(Error::NotFound("page"))?;
        let order = parsed(part("id").unwrap_or_default())?;
        Ok(Self { order, name, deed, step: part("step").map(StepKey::from), exception, promise })
    }

    fn path(&self) -> String {
        let Self { order, name, .. } = self;
        match (&self.step, self.exception, self.promise) {
            (Some(step), ..) => format!("/orders/{order}/steps/{step}/{name}"),
            (_, Some(exception), _) => format!("/orders/{order}/exceptions/{exception}/{name}"),
            (_, _, Some(promise)) => format!("/orders/{order}/promises/{promise}/{name}"),
            _ => format!("/orders/{order}/{name}"),
        }
    }

    /// Where the order shows what was done.
    fn shown_at(&self) -> String {
        match &self.step {
            Some(step) => format!("/orders/{}#step-{step}", self.order),
            None => format!("/orders/{}", self.order),
        }
    }

    fn definition<'a>(&self, loaded: &'a Loaded) -> Result<Option<&'a Step>, Failure> {
        let Some(key) = &self.step else { return Ok(None) };
        let missing = || Refusal::NoSuchStep { step: key.0.clone() };
        Ok(Some(loaded.process.step(key).ok_or_else(missing)?))
    }

    fn done(&self) -> Message {
        Message::new(match self.deed {
            Deed::Start => "done-start",
            Deed::Finish => "done-finish",
            Deed::Assign => "done-assign",
            Deed::Skip => "done-skip",
            Deed::Reopen => "done-reopen",
            Deed::Remark => "done-remark",
            Deed::Attach => "done-attach",
            Deed::RaiseException => "done-exception",
            Deed::ClearException => "done-clear",
            Deed::Promise => "done-promise",
            Deed::ClosePromise => "done-close",
            Deed::Amend => "done-amend",
            Deed::Cancel => "done-cancel",
        })
    }
}

/// The question: what is asked, by which form.
#[derive(Template)]
#[template(path = "orders/deed.html")]
struct DeedPage {
    frame: Frame,
    heading: String,
    /// What the step wants done.
    about: String,
    number: String,
    order_link: String,
    action: String,
    words: String,
    is_danger: bool,
    version: u64,
    back: String,
    fields: Vec<Field>,
    faults: Faults,
    /// Why it is not done.
    refused: Vec<String>,
    /// There is nothing to fill in: it cannot be done now at all.
    is_closed: bool,
    /// What somebody else has changed meanwhile.
    changes: Vec<String>,
}

impl DeedPage {
    fn of(target: &Target, loaded: &Loaded, screen: &Screen) -> Result<Self, Failure> {
        let step = target.definition(loaded)?;
        let mut frame = screen.frame().at(Nav::Board);
        let reader = frame.reader.clone();
        let words = reader.t(&format!("deed-{}", target.name));
        let heading = match step {
            Some(step) => Message::new("deed-heading-on").with("step", &step.name),
            None => Message::new("deed-heading").with("number", loaded.order.number.as_str()),
        };
        let heading = reader.say(&heading.with("deed", words.as_str()));
        frame.title = heading.clone();
        let about = step.filter(|_| matches!(target.deed, Deed::Start | Deed::Finish));
        Ok(Self {
            about: about.map(|step| step.instructions.get(reader.lang).to_owned()).unwrap_or_default(),
            heading,
            number: loaded.order.number.clone(),
            order_link: target.shown_at(),
            action: target.path(),
            words,
            is_danger: matches!(target.deed, Deed::Cancel | Deed::Skip),
            version: loaded.order.version,
            back: String::new(),
            fields: asked(target, step, loaded, screen, &frame),
            faults: Faults::default(),
            refused: Vec::new(),
            is_closed: false,
            changes: Vec::new(),
            frame,
        })
    }

    fn has_files(&self) -> bool {
        self.fields.iter().any(Field::is_file)
    }

    fn take(&mut self, typed: &Typed) {
        self.fields.iter_mut().for_each(|field| field.take(typed));
        self.back = typed.get("back").to_owned();
        self.version = typed.version().unwrap_or(self.version);
    }

    fn refuse(&mut self, refusal: &Refusal) {
        let reader = &self.frame.reader;
        match refusal {
            Refusal::Form { faults } => {
                for fault in faults {
                    self.faults.add(fields::name_of(&fault.key), reader.say(&fault.say()));
                }
            }
            Refusal::Blocked { blocks, .. } => {
                self.refused = blocks.iter().map(|block| reader.say(&block.say())).collect();
            }
            other => self.refused = vec![reader.say(&other.say())],
        }
    }
}

/// What the deed asks.
fn asked(target: &Target, step: Option<&Step>, loaded: &Loaded, screen: &Screen, frame: &Frame) -> Vec<Field> {
    let reader = &frame.reader;
    let label = |key: &str| reader.t(key);
    let reason = || Field::new("reason", label("deed-reason"), Kind::Area).required();
    let moment = || Field::new("at", label("deed-at"), Kind::Moment).hint(label("deed-at-hint"));
    match target.deed {
        Deed::Start => vec![moment()],
        Deed::Finish => {
            let form = step.map(|step| fields::of_step(step, loaded.order.header.currency, reader));
            form.unwrap_or_default().into_iter().chain([moment()]).collect()
        }
        Deed::Assign => vec![
            Field::new("to", label("deed-to"), Kind::Select(people_for(step, loaded, frame))),
            Field::new("note", label("deed-note"), Kind::Area),
        ],
        Deed::Skip | Deed::Reopen | Deed::Cancel | Deed::Amend => vec![reason()],
        Deed::Remark => vec![Field::new("text", label("deed-text"), Kind::Area).required()],
        Deed::Attach => vec![Field::new("file", label("deed-files"), Kind::Files(true)).required()],
        Deed::RaiseException => vec![
            Field::new("note", label("deed-exception-note"), Kind::Area).required().hint(label("deed-exception-hint")),
        ],
        Deed::ClearException => vec![Field::new("note", label("deed-clear-note"), Kind::Area).required()],
        Deed::Promise => {
            let me = screen.viewer.person;
            vec![
                Field::new("text", label("deed-promise-text"), Kind::Area).required(),
                Field::new("due", label("deed-promise-due"), Kind::Date).required(),
                Field::new("owner", label("deed-promise-owner"), Kind::Select(active(loaded))).value(me.to_string()),
            ]
        }
        Deed::ClosePromise => {
            let outcomes = [("yes", "deed-kept"), ("no", "deed-broken")];
            let outcomes = outcomes.map(|(value, key)| (value.to_owned(), label(key))).to_vec();
            vec![
                Field::new("kept", label("deed-outcome"), Kind::Segments(outcomes)).value("yes"),
                Field::new("note", label("deed-close-note"), Kind::Area).hint(label("deed-close-hint")),
            ]
        }
    }
}

fn active(loaded: &Loaded) -> Vec<(String, String)> {
    let active = loaded.people.iter().filter(|person| person.active);
    active.map(|person| (person.id.to_string(), person.name.clone())).collect()
}

/// The department itself first, then its people, then everybody else.
fn people_for(step: Option<&Step>, loaded: &Loaded, frame: &Frame) -> Vec<(String, String)> {
    let Some(step) = step else { return active(loaded) };
    let department = loaded.process.department_name(&step.department);
    let whole = Message::new("deed-to-department").with("department", &department);
    let belongs = |id: &str| {
        let person = loaded.people.iter().find(|person| person.id.to_string() == id);
        person.is_some_and(|person| person.departments.contains(&step.department))
    };
    let (own, others): (Vec<_>, Vec<_>) = active(loaded).into_iter().partition(|(id, _)| belongs(id));
    let marked = own.into_iter().map(|(id, name)| (id, format!("{name} · {}", department.get(frame.reader.lang))));
    std::iter::once((String::new(), frame.reader.say(&whole))).chain(marked).chain(others).collect()
}

#[derive(Deserialize)]
struct Seen {
    version: Option<u64>,
    #[serde(default)]
    back: String,
}

async fn ask(screen: Screen, Path(parts): Path<HashMap<String, String>>, Query(seen): Query<Seen>) -> Answer {
    let target = Target::of(&parts)?;
    let loaded = Loaded::load(&screen, target.order).await?;
    let mut page = DeedPage::of(&target, &loaded, &screen)?;
    page.version = seen.version.unwrap_or(page.version);
    page.back = seen.back;
    let situation = Situation::of(&loaded.order, &loaded.process);
    if let Err(refusal) = situation.may(&screen.viewer, target.deed, target.step.as_ref()) {
        page.refuse(&refusal);
        page.is_closed = true;
    }
    Ok(html(&page.frame, &page))
}

async fn act(screen: Screen, Path(parts): Path<HashMap<String, String>>, typed: Typed) -> Answer {
    let target = Target::of(&parts)?;
    let loaded = Loaded::load(&screen, target.order).await?;
    let mut page = DeedPage::of(&target, &loaded, &screen)?;
    page.take(&typed);
    let commands = commands(&target, &loaded, &screen, &typed, &mut page).await?;
    if !page.faults.is_empty() {
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page));
    }
    let (actor, seen) = (screen.actor(), typed.version());
    let outcome = screen.app.store.write(move |tx| {
        let mut seen = seen;
        for command in &commands {
            seen = Some(orders::act(tx, &actor, target.order, seen, command.clone())?.order.version);
        }
        Ok(())
    });
    let target = Target::of(&parts)?;
    match outcome.await {
        Ok(()) => done(&screen, &target, &typed).await,
        Err(Error::Conflict(conflict)) => {
            let seen = typed.version().unwrap_or_default();
            in_conflict(&screen, &target, &typed, page, seen, conflict.version).await
        }
        Err(Error::Refused(refusal)) if !matches!(*refusal, Refusal::NotAllowed { .. }) => {
            page.refuse(&refusal);
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
        Err(Error::Invalid(message)) => {
            page.refused = vec![page.frame.reader.say(&message)];
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
        Err(error) => Err(error.into()),
    }
}

/// To wherever the deed was asked for: another page, or the order as it stands now.
async fn done(screen: &Screen, target: &Target, typed: &Typed) -> Answer {
    let (back, done) = (typed.get("back"), target.done());
    if !back.is_empty() {
        return Ok(screen.redirect(back_to(back), &done));
    }
    if !screen.frame().panel {
        return Ok(screen.redirect(&target.shown_at(), &done));
    }
    let panel = page::panel(screen, target.order, Some(&done)).await?;
    Ok((in_place_of("#order"), panel).into_response())
}

/// Tells htmx what the answer takes the place of.
pub(super) fn in_place_of(selector: &'static str) -> [(HeaderName, &'static str); 2] {
    let name = HeaderName::from_static;
    [(name("hx-retarget"), selector), (name("hx-reswap"), "outerHTML")]
}

async fn in_conflict(
    screen: &Screen,
    target: &Target,
    typed: &Typed,
    mut page: DeedPage,
    seen: u64,
    version: u64,
) -> Result<Response, Failure> {
    let loaded = Loaded::load(screen, target.order).await?;
    let changes = history::sentences_since(&loaded, &page.frame.reader, seen);
    if !page.frame.panel {
        (page.changes, page.version) = (changes, version);
        return Ok(html_with(StatusCode::CONFLICT, &page.frame, &page));
    }
    let version_field = match (typed.get("at-once"), &target.step) {
        ("", _) | (_, None) => "version-deed".to_owned(),
        (_, Some(step)) => format!("version-{}-{step}", target.name),
    };
    let answer = Conflict { changes, link: target.shown_at(), version, version_field };
    Ok(html_with(StatusCode::CONFLICT, &page.frame, &answer))
}

/// What was typed, as commands; faults are noted on the page, and then nothing is done.
async fn commands(
    target: &Target,
    loaded: &Loaded,
    screen: &Screen,
    typed: &Typed,
    page: &mut DeedPage,
) -> Result<Vec<Command>, Failure> {
    let step = target.step.clone();
    let named = || step.clone().ok_or(Failure::from(Error::NotFound("step")));
    let reader = page.frame.reader.clone();
    let words = |field: &str| typed.get(field).to_owned();
    let mut faults = std::mem::take(&mut page.faults);
    let mut read = |field: &str, outcome: Result<_, Message>| match outcome {
        Ok(read) => read,
        Err(fault) => {
            faults.add(field, reader.say(&fault));
            None
        }
    };
    let mut at = || read("at", typed::moment(typed.get("at"), typed.get("at-clock"), &reader.zone, reader.now));
    let command = match target.deed {
        Deed::Start => Command::Start { step: named()?, at: at() },
        Deed::Finish => {
            let at = at();
            let answers = match target.definition(loaded)? {
                Some(step) => {
                    let currency = loaded.order.header.currency;
                    fields::answers(&screen.app, step, currency, typed, &reader, &mut faults).await?
                }
                None => Default::default(),
            };
            keep_files(page, &answers);
            Command::Finish { step: named()?, at, answers }
        }
        Deed::Assign => {
            let to = Some(typed.get("to")).filter(|to| !to.is_empty()).map(parsed).transpose()?;
            Command::Assign { step: named()?, to, note: words("note") }
        }
        Deed::Skip => Command::Skip { step: named()?, reason: words("reason") },
        Deed::Reopen => Command::Reopen { step: named()?, reason: words("reason") },
        Deed::Remark => Command::Remark { step, text: words("text") },
        Deed::RaiseException => {
            Command::RaiseException { id: ExceptionId(uuid::Uuid::now_v7()), step, note: words("note") }
        }
        Deed::ClearException => {
            let id = target.exception.ok_or(Error::NotFound("exception"))?;
            Command::ClearException { id, note: words("note") }
        }
        Deed::ClosePromise => {
            let id = target.promise.ok_or(Error::NotFound("promise"))?;
            Command::ClosePromise { id, kept: typed.get("kept") == "yes", note: words("note") }
        }
        Deed::Cancel | Deed::Amend => Command::Cancel { reason: words("reason") },
        Deed::Attach => {
            let files = typed.files(&screen.app, "file").await?;
            if files.is_empty() {
                faults.add("file", reader.t("deed-file-missing"));
            }
            page.faults = faults;
            return Ok(files.into_iter().map(|file| Command::Attach { step: step.clone(), file }).collect());
        }
        Deed::Promise => {
            let owner = parsed(typed.get("owner"))?;
            let due = match typed::day(typed.get("due")) {
                Ok(Some(due)) => due,
                Ok(None) => {
                    faults.add("due", reader.t("deed-due-missing"));
                    jiff::civil::Date::default()
                }
                Err(fault) => {
                    faults.add("due", reader.say(&fault));
                    jiff::civil::Date::default()
                }
            };
            Command::Promise { id: PromiseId(uuid::Uuid::now_v7()), text: words("text"), due, owner }
        }
    };
    page.faults = faults;
    Ok(vec![command])
}

/// Files that came with the form stay with it when it has to be sent again.
fn keep_files(page: &mut DeedPage, answers: &std::collections::BTreeMap<String, yidan_domain::order::Answer>) {
    for (key, answer) in answers {
        if let yidan_domain::order::Answer::File(file) = answer {
            let name = fields::name_of(key);
            for field in page.fields.iter_mut().filter(|field| field.name == name) {
                field.keep(std::slice::from_ref(file));
            }
        }
    }
}
