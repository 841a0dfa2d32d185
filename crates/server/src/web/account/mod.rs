//! What everybody keeps for oneself: name, language, password, who signs while one is away, where one is signed in, tokens
//! for programs.

mod away;
mod device;
mod page;

use axum::{
    Form, Router,
    extract::Path,
    http::StatusCode,
    response::Redirect,
    routing::{get, post},
};
use serde::Deserialize;
use yidan_domain::Message;
use yidan_store::{Error, people, sessions, tokens};

use super::{Answer, Screen, form};
use crate::{app::App, secrets};
pub use away::words as away_words;
use page::{NewToken, account_page};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(show))
        .route("/account/name", get(back).post(rename))
        .route("/account/away", get(back).post(away::set))
        .route("/account/password", get(back).post(change_password))
        .route("/account/sessions/end", post(end_others))
        .route("/account/sessions/{id}/end", post(end_session))
        .route("/account/tokens", get(back).post(make_token))
        .route("/account/tokens/{id}/end", post(end_token))
}

async fn show(screen: Screen) -> Answer {
    account_page(&screen, StatusCode::OK, Default::default(), None, None).await
}

/// A page that is loaded again after a form was refused.
async fn back() -> Redirect {
    Redirect::to("/account")
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn rename(screen: Screen, Form(typed): Form<Name>) -> Answer {
    let actor = screen.actor();
    match screen.app.store.write(move |tx| people::rename(tx, &actor, &typed.name)).await {
        Ok(_) => Ok(screen.redirect("/account", &Message::new("account-renamed"))),
        Err(error) => {
            let faults = form::faults(&screen, error, &[("person-name", "name")])?;
            account_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, faults, None, None).await
        }
    }
}

#[derive(Deserialize)]
struct Passwords {
    current: String,
    password: String,
    again: String,
}

async fn change_password(screen: Screen, Form(typed): Form<Passwords>) -> Answer {
    match keep_password(&screen, typed).await {
        Ok(()) => Ok(screen.redirect("/account", &Message::new("account-password-changed"))),
        Err(error) => {
            const FIELDS: [(&str, &str); 4] = [
                ("account-current", "current"),
                ("sign-in-paused", "current"),
                ("account-again", "again"),
                ("password-", "password"),
            ];
            let faults = form::faults(&screen, error, &FIELDS)?;
            account_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, faults, None, None).await
        }
    }
}

/// The current password is asked for as carefully as at the door: whoever finds an open screen cannot try many.
async fn keep_password(screen: &Screen, typed: Passwords) -> yidan_store::Result<()> {
    let person = &screen.signed_in.person;
    let (id, now) = (person.id, screen.now());
    let login = person.login.clone().unwrap_or_default();
    let who = format!("name {login}");
    let (kept, pause) = screen
        .app
        .store
        .read({
            let who = who.clone();
            move |tx| Ok((people::password_of(tx, id)?, sessions::paused_until(tx, &who, now)?))
        })
        .await?;
    if let Some(until) = pause {
        return Err(Error::Invalid(Message::new("sign-in-paused").with("until", until)));
    }
    if !secrets::is_password(typed.current, kept).await {
        screen.app.store.write(move |tx| sessions::failed(tx, &who, now)).await?;
        return Err(Error::invalid("account-current-wrong"));
    }
    secrets::check_password(&typed.password, &login)?;
    if typed.password != typed.again {
        return Err(Error::invalid("account-again-differs"));
    }
    let hash = secrets::hash_password(typed.password).await?;
    let (actor, session) = (screen.actor(), screen.signed_in.session.id);
    screen
        .app
        .store
        .write(move |tx| {
            sessions::succeeded(tx, &who)?;
            people::set_password(tx, &actor, id, &hash, Some(session))
        })
        .await
}

async fn end_session(screen: Screen, Path(id): Path<uuid::Uuid>) -> Answer {
    let person = screen.viewer.person;
    screen.app.store.write(move |tx| sessions::end(tx, person, id)).await?;
    Ok(screen.redirect("/account", &Message::new("account-session-ended")))
}

async fn end_others(screen: Screen) -> Answer {
    let (person, keep) = (screen.viewer.person, screen.signed_in.session.id);
    screen.app.store.write(move |tx| sessions::end_all(tx, person, Some(keep))).await?;
    Ok(screen.redirect("/account", &Message::new("account-others-ended")))
}

/// The secret is shown on this one answer and kept nowhere.
async fn make_token(screen: Screen, Form(typed): Form<Name>) -> Answer {
    let secret = secrets::new_secret();
    let (digest, person, now) = (secrets::digest(&secret), screen.viewer.person, screen.now());
    match screen.app.store.write(move |tx| tokens::make(tx, person, &typed.name, &digest, now)).await {
        Ok(token) => {
            let made = Some(NewToken { name: token.name, secret });
            account_page(&screen, StatusCode::OK, Default::default(), made, None).await
        }
        Err(error) => {
            let faults = form::faults(&screen, error, &[("token-", "token")])?;
            account_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, faults, None, None).await
        }
    }
}

async fn end_token(screen: Screen, Path(id): Path<uuid::Uuid>) -> Answer {
    let (person, now) = (screen.viewer.person, screen.now());
    screen.app.store.write(move |tx| tokens::end(tx, person, id, now)).await?;
    Ok(screen.redirect("/account", &Message::new("account-token-ended")))
}
