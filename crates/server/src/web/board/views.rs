//! Saved views: the board's address under a name, for oneself or for all.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
    http::{StatusCode, Uri},
    response::Response,
};
use serde::Deserialize;
use yidan_domain::{Message, Say};
use yidan_store::{
    Error,
    views::{self, View},
};

use super::address::Address;
use crate::{
    page::{filters, html_with},
    web::{Answer, Screen},
};

/// The form by which a view is saved; shown again with its fault.
#[derive(Template)]
#[template(path = "board/view_form.html")]
struct ViewForm {
    draft: Draft,
}

#[derive(Default)]
pub struct Draft {
    pub name: String,
    pub shared: bool,
    pub query: String,
    pub fault: String,
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    query: String,
    shared: Option<String>,
}

pub async fn save(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    let Typed { name, query, shared } = typed;
    let (query, shared) = (written_anew(&query), shared.is_some());
    let view = View {
        id: uuid::Uuid::now_v7(),
        person: screen.viewer.person,
        name: name.clone(),
        query: query.clone(),
        shared,
    };
    match screen.app.store.write(move |tx| views::put(tx, view.clone())).await {
        Ok(()) => Ok(to_board(&screen, &query, Message::new("board-view-saved").with("name", name))),
        Err(error @ Error::Invalid(_)) => {
            let frame = screen.frame();
            let fault = frame.reader.say(&error.say());
            let form = ViewForm { draft: Draft { name, shared, query, fault } };
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &frame, &form))
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn delete(screen: Screen, Path(id): Path<uuid::Uuid>) -> Answer {
    let person = screen.viewer.person;
    screen.app.store.write(move |tx| views::delete(tx, person, id)).await?;
    Ok(to_board(&screen, "", Message::new("board-view-deleted")))
}

/// Only what the board understands, without a place in the list.
fn written_anew(query: &str) -> String {
    let address = format!("/board?{query}").parse::<Uri>().unwrap_or_default();
    let pairs = Query::try_from_uri(&address).map(|Query(pairs)| pairs).unwrap_or_default();
    Address::of(pairs).first().query()
}

fn to_board(screen: &Screen, query: &str, said: Message) -> Response {
    let to = if query.is_empty() { "/board".to_owned() } else { format!("/board?{query}") };
    screen.redirect(&to, &said)
}
