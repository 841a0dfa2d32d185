//! Oneself: who the token stands for, the day's work, saved views, tokens and sessions.

use axum::{http::StatusCode, response::IntoResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_store::{Error, sessions, tokens, views};

use super::{
    caller::Caller,
    people::Person,
    problem::Answer,
    reply::Reply,
    sent::{Path, Sent},
    values::{Label, Moment, Prose},
};
use crate::{app::App, secrets};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_me))
        .routes(routes!(list_tokens, make_token))
        .routes(routes!(end_token))
        .routes(routes!(list_sessions))
        .routes(routes!(end_session))
        .routes(routes!(list_views, save_view))
        .routes(routes!(delete_view))
}

/// Whose token it is
#[utoipa::path(get, path = "/me", tag = "me", responses((status = 200, description = "You.", body = Person)))]
async fn get_me(caller: Caller) -> Reply<Person> {
    Reply::ok(caller.person.into())
}

#[derive(Serialize, ToSchema)]
struct Token {
    id: Uuid,
    name: String,
    made_at: Moment,
    /// It works no more.
    ended_at: Option<Moment>,
}

#[derive(Serialize, ToSchema)]
struct Tokens {
    tokens: Vec<Token>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewToken {
    /// What the token is for.
    name: Label,
}

/// A new token. Its secret is said once: a repeated request gets the token without it.
#[derive(Serialize, ToSchema)]
struct MadeToken {
    id: Uuid,
    name: String,
    made_at: Moment,
    secret: Option<String>,
}

/// Your tokens
#[utoipa::path(get, path = "/me/tokens", tag = "me",
    responses((status = 200, description = "The latest first; without their secrets, which nobody knows any more.", body = Tokens)))]
async fn list_tokens(caller: Caller) -> Answer {
    let person = caller.person.id;
    let tokens = caller.app.store.read(move |tx| tokens::of(tx, person)).await?;
    let shown = |token: tokens::Token| Token {
        id: token.id,
        name: token.name,
        made_at: Moment(token.made_at),
        ended_at: token.ended_at.map(Moment),
    };
    Ok(Reply::ok(Tokens { tokens: tokens.into_iter().map(shown).collect() }).into_response())
}

/// Make a token
#[utoipa::path(post, path = "/me/tokens", tag = "me", request_body = NewToken,
    responses((status = 201, description = "Made.", body = MadeToken)))]
async fn make_token(caller: Caller, Sent { what, once }: Sent<NewToken>) -> Answer {
    let secret = secrets::new_secret();
    let (digest, name) = (secrets::digest(&secret), what.name.0);
    let made = caller.committed(once, move |tx, actor| {
        let token = tokens::make(tx, actor.viewer.person, &name, &digest, actor.now)?;
        let made_at = Moment(token.made_at);
        Ok(Reply::made(MadeToken { id: token.id, name: token.name, made_at, secret: None }))
    });
    let (kept, first) = made.await?;
    Ok(if first { kept.with("secret", secret.into()) } else { kept }.into_response())
}

/// End a token
///
/// It stops working at once, also when it is the one you use.
#[utoipa::path(delete, path = "/me/tokens/{id}", tag = "me", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Ended.")))]
async fn end_token(caller: Caller, Path(id): Path<Uuid>) -> Answer {
    let (person, now) = (caller.person.id, caller.now());
    caller.app.store.write(move |tx| tokens::end(tx, person, id, now)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Serialize, ToSchema)]
struct Session {
    id: Uuid,
    opened_at: Moment,
    seen_at: Moment,
    address: String,
    /// What the browser calls itself.
    agent: String,
}

#[derive(Serialize, ToSchema)]
struct Sessions {
    sessions: Vec<Session>,
}

/// Where you are signed in
#[utoipa::path(get, path = "/me/sessions", tag = "me",
    responses((status = 200, description = "The latest used first.", body = Sessions)))]
async fn list_sessions(caller: Caller) -> Answer {
    let person = caller.person.id;
    let sessions = caller.app.store.read(move |tx| sessions::of(tx, person)).await?;
    let shown = |session: sessions::Session| Session {
        id: session.id,
        opened_at: Moment(session.opened_at),
        seen_at: Moment(session.seen_at),
        address: session.address,
        agent: session.agent,
    };
    Ok(Reply::ok(Sessions { sessions: sessions.into_iter().map(shown).collect() }).into_response())
}

/// Sign out somewhere
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "me", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Signed out.")))]
async fn end_session(caller: Caller, Path(id): Path<Uuid>) -> Answer {
    let person = caller.person.id;
    caller.app.store.write(move |tx| sessions::end(tx, person, id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The board as somebody likes to see it.
#[derive(Serialize, ToSchema)]
struct View {
    id: Uuid,
    name: String,
    /// What stands after the question mark of the board's address.
    #[schema(examples("state=late&sort=promised"))]
    query: String,
    shared: bool,
    /// Is it your own?
    own: bool,
}

#[derive(Serialize, ToSchema)]
struct Views {
    views: Vec<View>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewView {
    name: Label,
    #[serde(default)]
    #[schema(examples("state=late&sort=promised"))]
    query: Prose,
    /// Everybody sees it.
    #[serde(default)]
    shared: bool,
}

/// Saved views of the board: yours, and those that others share
#[utoipa::path(get, path = "/views", tag = "me", responses((status = 200, description = "By name.", body = Views)))]
async fn list_views(caller: Caller) -> Answer {
    let person = caller.person.id;
    let views = caller.app.store.read(move |tx| views::of(tx, person)).await?;
    let views = views.into_iter().map(|view| View::shown(view, &caller)).collect();
    Ok(Reply::ok(Views { views }).into_response())
}

/// Save a view
///
/// The same name again replaces your view of that name.
#[utoipa::path(post, path = "/views", tag = "me", request_body = NewView,
    responses((status = 200, description = "Saved.", body = View)))]
async fn save_view(caller: Caller, Sent { what, once }: Sent<NewView>) -> Answer {
    let person = caller.person.id;
    let name = yidan_domain::text::tidy(&what.name.0, false);
    let query = yidan_domain::text::tidy(&what.query.0, false);
    let view = views::View { id: Uuid::now_v7(), person, name, query, shared: what.shared };
    let seer = caller.clone();
    let saved = caller.commit(once, move |tx, _| {
        views::put(tx, view.clone())?;
        let mut all = views::of(tx, person)?.into_iter();
        let kept = all.find(|kept| kept.person == person && kept.name == view.name).ok_or(Error::NotFound("view"))?;
        Ok(Reply::ok(View::shown(kept, &seer)))
    });
    saved.await
}

/// Delete a view of yours
#[utoipa::path(delete, path = "/views/{id}", tag = "me", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted.")))]
async fn delete_view(caller: Caller, Path(id): Path<Uuid>) -> Answer {
    let person = caller.person.id;
    caller.app.store.write(move |tx| views::delete(tx, person, id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

impl View {
    fn shown(view: views::View, caller: &Caller) -> Self {
        let own = view.person == caller.person.id;
        Self { id: view.id, name: view.name, query: view.query, shared: view.shared, own }
    }
}
