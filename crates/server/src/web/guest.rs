//! Before anybody is signed in: the first run, signing in and out, the language.

use std::net::SocketAddr;

use askama::Template;
use axum::{
    Extension, Form, Router,
    extract::{ConnectInfo, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use serde::Deserialize;
use yidan_domain::{Lang, Message, PersonId, Say, access::Role, party::Person};
use yidan_store::{
    Error,
    company::Settings,
    people,
    sessions::{self, Opening},
};

use super::{
    Answer, Failure,
    screen::{Asked, LANG_COOKIE, SESSION_COOKIE, set_cookie},
};
use crate::{
    app::App,
    page::{Frame, filters, html, html_with},
    secrets,
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(show_sign_in).post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/first-run", get(show_first_run).post(first_run))
        .route("/language", post(choose_language))
}

#[derive(Template)]
#[template(path = "guest/sign_in.html")]
struct SignInPage {
    frame: Frame,
    form: SignIn,
    fault: Option<String>,
}

#[derive(Default, Deserialize)]
struct SignIn {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn show_sign_in(
    State(app): State<App>,
    Extension(asked): Extension<Asked>,
    Query(form): Query<SignIn>,
) -> Answer {
    if app.store.read(people::nobody_yet).await? {
        return Ok(Redirect::to("/first-run").into_response());
    }
    if asked.signed_in.is_some() {
        return Ok(Redirect::to(back_to(&form.next)).into_response());
    }
    let page = SignInPage { frame: asked.frame(&app).titled("sign-in-title"), form, fault: None };
    Ok(html(&page.frame, &page))
}

async fn sign_in(
    State(app): State<App>,
    Extension(asked): Extension<Asked>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Answer {
    let fault = match checked(&app, &asked, &address, &form).await? {
        Ok(person) => return opened(&app, &asked, person.id, &address, &headers, &form.next).await,
        Err(fault) => fault,
    };
    let frame = asked.frame(&app).titled("sign-in-title");
    let fault = Some(frame.reader.say(&fault));
    let page = SignInPage { frame, form, fault };
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
}

/// The person whose password this is, or what is said instead. Nothing tells whether the name or the password is wrong.
async fn checked(
    app: &App,
    asked: &Asked,
    address: &SocketAddr,
    form: &SignIn,
) -> Result<Result<Person, Message>, Failure> {
    let login = form.login.trim().to_lowercase();
    let now = asked.now;
    let counted = [format!("name {login}"), format!("address {}", address.ip())];
    let (found, kept, pause) = app
        .store
        .read({
            let (login, counted) = (login.clone(), counted.clone());
            move |tx| {
                let mut pause = None;
                for who in &counted {
                    pause = pause.max(sessions::paused_until(tx, who, now)?);
                }
                let found = people::by_login(tx, &login)?.filter(|person| person.active);
                let kept = match &found {
                    Some(person) => people::password_of(tx, person.id)?,
                    None => None,
                };
                Ok((found, kept, pause))
            }
        })
        .await?;
    if let Some(until) = pause {
        return Ok(Err(Message::new("sign-in-paused").with("until", until)));
    }
    let right = secrets::is_password(form.password.clone(), kept).await;
    let name = counted[0].clone();
    match found.filter(|_| right) {
        Some(person) => {
            app.store.write(move |tx| sessions::succeeded(tx, &name)).await?;
            Ok(Ok(person))
        }
        None => {
            app.store.write(move |tx| counted.iter().try_for_each(|who| sessions::failed(tx, who, now))).await?;
            Ok(Err(Message::new("sign-in-wrong")))
        }
    }
}

async fn opened(
    app: &App,
    asked: &Asked,
    person: PersonId,
    address: &SocketAddr,
    headers: &HeaderMap,
    next: &str,
) -> Answer {
    let secret = secrets::new_secret();
    let digest = secrets::digest(&secret);
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default().to_owned();
    let (address, now) = (address.ip().to_string(), asked.now);
    app.store
        .write(move |tx| {
            let id = uuid::Uuid::now_v7();
            sessions::open(tx, person, Opening { id, secret: &digest, address: &address, agent: &agent }, now)
        })
        .await?;
    let cookie = set_cookie(SESSION_COOKIE, &secret, sessions::LASTS.as_secs());
    Ok((cookie, Redirect::to(back_to(next))).into_response())
}

async fn sign_out(State(app): State<App>, Extension(asked): Extension<Asked>) -> Answer {
    if let Some(signed_in) = asked.signed_in {
        app.store.write(move |tx| sessions::end(tx, signed_in.person.id, signed_in.session.id)).await?;
    }
    Ok((set_cookie(SESSION_COOKIE, "", 0), Redirect::to("/sign-in")).into_response())
}

#[derive(Template)]
#[template(path = "guest/first_run.html")]
struct FirstRunPage {
    frame: Frame,
    form: FirstRun,
    fault: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
struct FirstRun {
    company: String,
    name: String,
    login: String,
    password: String,
}

async fn show_first_run(State(app): State<App>, Extension(asked): Extension<Asked>) -> Answer {
    if !app.store.read(people::nobody_yet).await? {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let page =
        FirstRunPage { frame: asked.frame(&app).titled("first-run-title"), form: FirstRun::default(), fault: None };
    Ok(html(&page.frame, &page))
}

async fn first_run(
    State(app): State<App>,
    Extension(asked): Extension<Asked>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<FirstRun>,
) -> Answer {
    match make_administrator(&app, asked.lang, &form).await {
        Ok(person) => opened(&app, &asked, person.id, &address, &headers, "/").await,
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let frame = asked.frame(&app).titled("first-run-title");
            let fault = Some(frame.reader.say(&error.say()));
            let page = FirstRunPage { frame, form, fault };
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
        Err(error) => Err(error.into()),
    }
}

async fn make_administrator(app: &App, lang: Lang, form: &FirstRun) -> yidan_store::Result<Person> {
    if form.company.trim().is_empty() {
        return Err(Error::invalid("company-name-missing"));
    }
    secrets::check_password(&form.password, &form.login)?;
    let hash = secrets::hash_password(form.password.clone()).await?;
    let settings = Settings {
        name: yidan_domain::text::tidy(&form.company, false).chars().take(80).collect(),
        lang,
        ..Settings::default()
    };
    let person = Person {
        login: Some(form.login.clone()),
        role: Role::Administrator,
        sees_all: true,
        ..Person::named(PersonId(uuid::Uuid::now_v7()), form.name.as_str())
    };
    app.store.write(move |tx| people::first_run(tx, person.clone(), &hash, &settings, lang)).await
}

#[derive(Deserialize)]
struct Choice {
    lang: Lang,
    #[serde(default)]
    back: String,
}

/// Remembered for the person when somebody is signed in, in a cookie otherwise.
async fn choose_language(
    State(app): State<App>,
    Extension(asked): Extension<Asked>,
    Form(choice): Form<Choice>,
) -> Answer {
    if let Some(signed_in) = asked.signed_in {
        app.store.write(move |tx| people::keep_lang(tx, signed_in.person.id, choice.lang)).await?;
    }
    let cookie = set_cookie(LANG_COOKIE, choice.lang.code(), 365 * 24 * 3600);
    Ok((cookie, Redirect::to(back_to(&choice.back))).into_response())
}

/// Only to our own pages: `//elsewhere` and `/\elsewhere` would leave.
pub(super) fn back_to(next: &str) -> &str {
    let own = next.starts_with('/') && !next[1..].starts_with(['/', '\\']) && !next.contains(char::is_control);
    if own { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_led_elsewhere() {
        for (next, to) in [
            ("/board?state=late", "/board?state=late"),
            ("", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
        ] {
            assert_eq!(back_to(next), to);
        }
    }
}
