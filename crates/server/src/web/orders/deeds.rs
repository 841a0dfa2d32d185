//! What people do to an order: the question (a dialog over the page, or a page of its own), the command, and the answer —
//! the order as it stands now, the form with its faults, or what somebody else has changed meanwhile.

use std::collections::HashMap;

use axum::{
    Router,
    extract::{Path, Query},
    http::{HeaderName, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use yidan_domain::{
    Message, Say,
    order::{
        FileRef,
        event::Event,
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};
use yidan_store::{Error, orders};

use super::{
    super::{Answer, Failure, Screen, guest::back_to},
    deed_page::DeedPage,
    fields, history,
    loaded::Loaded,
    page,
    question::{answered, asked},
    target::Target,
    typed::Typed,
};
use crate::{
    app::App,
    page::{Conflict, Faults, Nav, html, html_with},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/{deed}", get(ask).post(act))
        .route("/orders/{id}/steps/{step}/{deed}", get(ask).post(act))
        .route("/orders/{id}/exceptions/{exception}/{deed}", get(ask).post(act))
        .route("/orders/{id}/promises/{promise}/{deed}", get(ask).post(act))
}

/// The question: what is asked, by which form.
impl DeedPage {
    fn of(target: &Target, loaded: &Loaded, screen: &Screen) -> Result<Self, Failure> {
        let step = target.definition(loaded)?;
        let mut frame = screen.frame().at(Nav::Board);
        let reader = frame.reader.clone();
        let words = reader.t(&target.words(step));
        let heading = match step {
            Some(step) => Message::new("deed-heading-on").with("step", &step.name),
            None => Message::new("deed-heading").with("number", loaded.order.number.as_str()),
        };
        let heading = reader.say(&heading.with("deed", words.as_str()));
        frame.title = heading.clone();
        let about = match target.exception {
            Some(id) => loaded.order.exception(id).map(|exception| reader.say(&exception.say())),
            None => step
                .filter(|_| matches!(target.deed, Deed::Start | Deed::Finish))
                .map(|step| step.instructions.get(reader.lang).to_owned()),
        };
        Ok(Self {
            about: about.unwrap_or_default(),
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

    fn take(&mut self, typed: &Typed) {
        self.fields.iter_mut().for_each(|field| field.take(typed));
        self.back = typed.get("back").to_owned();
        self.version = typed.version().unwrap_or(self.version);
    }

    fn keep(&mut self, files: &[(String, FileRef)]) {
        for (name, file) in files {
            for field in self.fields.iter_mut().filter(|field| field.name == *name) {
                field.keep(std::slice::from_ref(file));
            }
        }
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
    if let Err(refusal) = target.may(&situation, &screen.viewer) {
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
    let answered = answered(&target, &loaded, &screen, &typed, &page.frame.reader).await?;
    page.keep(&answered.files);
    page.faults = answered.faults;
    if !page.faults.is_empty() {
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page));
    }
    let (actor, seen) = (screen.actor(), typed.version());
    let (order, commands) = (target.order, answered.commands);
    let outcome = screen.app.store.write(move |tx| {
        let mut seen = seen;
        let mut handed_in = false;
        for command in &commands {
            let acted = orders::act(tx, &actor, order, seen, command.clone())?;
            seen = Some(acted.order.version);
            handed_in |= acted.happened.iter().any(|event| matches!(event, Event::Submitted { .. }));
        }
        Ok(handed_in)
    });
    match outcome.await {
        Ok(true) => done(&screen, &target, &typed, Message::new("done-hand-in")).await,
        Ok(false) => done(&screen, &target, &typed, target.done()).await,
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
async fn done(screen: &Screen, target: &Target, typed: &Typed, done: Message) -> Answer {
    let back = typed.get("back");
    if !back.is_empty() {
        return Ok(screen.redirect(back_to(back), &done));
    }
    if !screen.frame().panel || target.is_of_change() {
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
