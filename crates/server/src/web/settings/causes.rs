//! Causes of exceptions: the company's own list, each with the department that it is charged to.

use askama::Template;
use axum::{Form, extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;
use yidan_domain::{Message, Text, exception::Cause, party::Department, text::tidy};
use yidan_store::{Error, World, exceptions};

use super::super::{Answer, Screen, form};
use crate::page::{Faults, Frame, Nav, filters, html, html_with};

#[derive(Template)]
#[template(path = "settings/causes.html")]
struct CausesPage {
    frame: Frame,
    administers: bool,
    /// Each with the name of its department; those no longer offered come last.
    causes: Vec<(Cause, Text)>,
}

/// What is typed, as it is typed.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    key: String,
    zh: String,
    en: String,
    charged: String,
    archived: String,
}

#[derive(Template)]
#[template(path = "settings/cause.html")]
struct CausePage {
    frame: Frame,
    is_new: bool,
    typed: Typed,
    departments: Vec<Department>,
    faults: Faults,
}

pub(super) async fn list(screen: Screen) -> Answer {
    screen.must_manage()?;
    let world = screen.app.store.world();
    let named = |cause: &Cause| {
        let department = cause.charged_to.as_ref().map(|key| world.company.department_name(key));
        (cause.clone(), department.unwrap_or_default())
    };
    let mut causes: Vec<(Cause, Text)> = world.causes.0.iter().map(named).collect();
    causes.sort_by_key(|(cause, _)| cause.archived);
    let page = CausesPage {
        frame: screen.frame().titled("settings-causes").at(Nav::Settings),
        administers: screen.viewer.administers(),
        causes,
    };
    Ok(html(&page.frame, &page))
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    screen.must_manage()?;
    Ok(cause_page(&screen, StatusCode::OK, true, Typed::default(), Faults::default()))
}

pub(super) async fn show(screen: Screen, Path(key): Path<String>) -> Answer {
    screen.must_manage()?;
    let world = screen.app.store.world();
    let cause = found(&world, &key)?;
    let typed = Typed {
        key,
        zh: cause.name.zh.clone(),
        en: cause.name.en.clone(),
        charged: cause.charged_to.as_ref().map(ToString::to_string).unwrap_or_default(),
        archived: if cause.archived { "yes".into() } else { String::new() },
    };
    Ok(cause_page(&screen, StatusCode::OK, false, typed, Faults::default()))
}

fn found<'a>(world: &'a World, key: &str) -> Result<&'a Cause, Error> {
    world.causes.get(&key.into()).ok_or(Error::NotFound("cause"))
}

pub(super) async fn add(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    keep(screen, true, typed).await
}

pub(super) async fn change(screen: Screen, Path(key): Path<String>, Form(typed): Form<Typed>) -> Answer {
    keep(screen, false, Typed { key, ..typed }).await
}

async fn keep(screen: Screen, is_new: bool, typed: Typed) -> Answer {
    screen.must_manage()?;
    let (actor, cause) = (screen.actor(), typed.cause());
    let kept = screen.app.store.write(move |tx| {
        let there = tx.world.causes.get(&cause.key).is_some();
        match (is_new, there) {
            (true, true) => Err(Error::invalid("cause-key-taken")),
            (false, false) => Err(Error::NotFound("cause")),
            _ => exceptions::put_cause(tx, &actor, cause.clone()),
        }
    });
    match kept.await {
        Ok(()) => Ok(screen.redirect("/settings/causes", &Message::new("cause-kept").with("name", typed.cause().name))),
        Err(error) => {
            const FIELDS: [(&str, &str); 3] =
                [("cause-key", "key"), ("cause-name", "zh"), ("department-unknown", "charged")];
            let faults = form::faults(&screen, error, &FIELDS)?;
            Ok(cause_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, is_new, typed, faults))
        }
    }
}

fn cause_page(screen: &Screen, status: StatusCode, is_new: bool, typed: Typed, faults: Faults) -> Response {
    let title = if is_new { "cause-new" } else { "cause-change" };
    let page = CausePage {
        frame: screen.frame().titled(title).at(Nav::Settings),
        is_new,
        typed,
        departments: screen.app.store.world().company.departments.clone(),
        faults,
    };
    html_with(status, &page.frame, &page)
}

impl Typed {
    fn cause(&self) -> Cause {
        Cause {
            key: self.key.trim().into(),
            name: Text::new(tidy(&self.zh, false), tidy(&self.en, false)),
            charged_to: Some(self.charged.as_str()).filter(|key| !key.is_empty()).map(Into::into),
            archived: self.archived == "yes",
        }
    }
}

impl CausePage {
    fn is_archived(&self) -> bool {
        self.typed.archived == "yes"
    }
}
