//! Giving a piece of evidence, or recalling a release: the question and its answer.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use serde::Deserialize;
use yidan_domain::{
    Message, OrderId, Say,
    credit::Decision,
    order::{refusal::Refusal, situation::Deed},
};
use yidan_store::{Error, credit, orders};

use super::{
    super::{
        super::{Answer, Failure, Screen},
        deed_page::DeedPage,
        history,
        loaded::Loaded,
        parsed,
        typed::Typed,
    },
    asked::{What, field_of},
};
use crate::page::{Conflict, Faults, Nav, html, html_with};

async fn page_of(screen: &Screen, loaded: &Loaded, what: What) -> Result<DeedPage, Failure> {
    let (order, today) = (loaded.order.clone(), screen.today());
    let standing = screen.app.store.read(move |tx| credit::standing(tx, &order, today)).await?;
    let lacks = match standing.decision {
        Decision::Held(lacks) => lacks,
        Decision::Released(_) => Vec::new(),
    };
    let order = &loaded.order;
    let mut frame = screen.frame().at(Nav::Board);
    let heading = frame.t(&format!("credit-give-{}", what.name()));
    frame.title.clone_from(&heading);
    let total = order.total().unwrap_or(yidan_domain::Money::zero(order.header.currency));
    let about = frame.reader.say(&Message::new("credit-give-about").with("total", total));
    Ok(DeedPage {
        about,
        number: order.number.clone(),
        order_link: link(order.id),
        action: format!("{}/{}", link(order.id), what.name()),
        words: frame.t(if what == What::Recall { "credit-give-recall" } else { "action-save" }),
        is_danger: what == What::Recall,
        version: order.version,
        back: String::new(),
        fields: what.fields(order, &lacks, &frame.reader),
        faults: Faults::default(),
        refused: Vec::new(),
        is_closed: false,
        changes: Vec::new(),
        heading,
        frame,
    })
}

fn refuse(page: &mut DeedPage, refusal: &Refusal) {
    let words = page.frame.reader.say(&refusal.say());
    match field_of(refusal) {
        "" => page.refused.push(words),
        field => page.faults.add(field, words),
    }
}

pub(super) fn link(order: OrderId) -> String {
    format!("/orders/{order}/credit")
}

#[derive(Deserialize)]
pub(super) struct Seen {
    version: Option<u64>,
}

pub(super) async fn ask(screen: Screen, Path((id, what)): Path<(String, String)>, Query(seen): Query<Seen>) -> Answer {
    let what = What::of(&what).ok_or(Error::NotFound("page"))?;
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let mut page = page_of(&screen, &loaded, what).await?;
    page.version = seen.version.unwrap_or(page.version);
    if let Err(refusal) = what.may(&loaded.order, &loaded.process, &screen.viewer) {
        refuse(&mut page, &refusal);
        page.is_closed = true;
    }
    Ok(html(&page.frame, &page))
}

pub(super) async fn act(screen: Screen, Path((id, what)): Path<(String, String)>, typed: Typed) -> Answer {
    let what = What::of(&what).ok_or(Error::NotFound("page"))?;
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let mut page = page_of(&screen, &loaded, what).await?;
    page.fields.iter_mut().for_each(|field| field.take(&typed));
    page.version = typed.version().unwrap_or(page.version);
    let (reader, currency) = (page.frame.reader.clone(), loaded.order.header.currency);
    let mut files = typed.files(&screen.app, "file").await?;
    page.fields.iter_mut().filter(|field| field.is_file()).for_each(|field| field.keep(&files));
    let command = what.read(&typed, files.pop(), currency, &reader, &mut page.faults);
    let Some(command) = command else { return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY)) };
    let (actor, seen) = (screen.actor(), typed.version());
    let acted = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()));
    match acted.await {
        Ok(_) => {
            let done = if what.deed() == Deed::RecallCredit { "done-recall-credit" } else { "done-show-credit" };
            Ok(screen.redirect(&link(id), &Message::new(done)))
        }
        Err(Error::Conflict(conflict)) => {
            let loaded = Loaded::load(&screen, id).await?;
            let (changes, version) =
                (history::sentences_since(&loaded, &reader, seen.unwrap_or_default()), conflict.version);
            if page.frame.panel {
                let answer = Conflict { changes, link: link(id), version, version_field: "version-deed".to_owned() };
                return Ok(html_with(StatusCode::CONFLICT, &page.frame, &answer));
            }
            (page.changes, page.version) = (changes, version);
            Ok(page.answer(StatusCode::CONFLICT))
        }
        Err(Error::Refused(refusal)) if !matches!(*refusal, Refusal::NotAllowed { .. }) => {
            refuse(&mut page, &refusal);
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}
