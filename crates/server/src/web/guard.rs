//! What stands before and behind every screen: requests from other sites are turned away, the session is looked up
//! once, and a handler's failure becomes a page.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use jiff::Timestamp;
use yidan_domain::Lang;
use yidan_store::{
    Result, Tx, notices,
    sessions::{self, SignedIn},
};

use super::{
    Failure,
    screen::{Asked, LANG_COOKIE, SESSION_COOKIE, forget_flash},
};
use crate::{
    app::App,
    page::{error_page, wants_panel},
    secrets,
};

/// A change must come from one of our own pages (no cross-site request forgery). Browsers say where a request comes
/// from, in `Sec-Fetch-Site` or at least in `Origin`; programs that say neither carry no cookies of a person.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_same_origin(request.headers()) {
        return Failure::status(StatusCode::FORBIDDEN).into_response();
    }
    next.run(request).await
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = text("host").unwrap_or_default();
            origin.split_once("://").is_some_and(|(_, from)| from == host)
        }
        (None, None) => true,
    }
}

/// Looks up whose session it is and in which language to answer; keeps it with the request.
pub async fn recognise(State(app): State<App>, jar: CookieJar, mut request: Request, next: Next) -> Response {
    let now = app.now();
    let secret = jar.get(SESSION_COOKIE).map(|cookie| secrets::digest(cookie.value()));
    let (signed_in, unread) = match secret {
        Some(secret) => match look_up(&app, secret, wants_panel(request.headers()), now).await {
            Ok(found) => found,
            Err(error) => return Failure::from(error).into_response(),
        },
        None => (None, 0),
    };
    if let Some(stale) = signed_in.as_ref().filter(|signed_in| signed_in.stale) {
        let id = stale.session.id;
        // Not worth failing a request for.
        let _ = app.store.write(move |tx| sessions::seen(tx, id, now)).await;
    }
    let lang = match &signed_in {
        Some(signed_in) => signed_in.lang,
        None => guest_language(&jar, request.headers()).unwrap_or(app.store.world().company.settings.lang),
    };
    let mut asked = Asked::of(&request, signed_in, lang, now, &jar);
    asked.unread = unread;
    let flash_waits = asked.flash.is_some();
    request.extensions_mut().insert(asked);
    let response = next.run(request).await;
    // A notice is shown once: on the first page after the deed, not on the way there.
    if flash_waits && !response.status().is_redirection() {
        (forget_flash(), response).into_response()
    } else {
        response
    }
}

/// Whose session it is and, for a whole page, how many notices wait for that person: the number on the bell.
async fn look_up(app: &App, secret: [u8; 32], panel: bool, now: Timestamp) -> Result<(Option<SignedIn>, u64)> {
    let read = move |tx: &mut Tx| {
        let found = sessions::find(tx, &secret, now)?;
        let unread = match &found {
            Some(signed_in) if !panel => notices::unread(tx, signed_in.person.id)?,
            _ => 0,
        };
        Ok((found, unread))
    };
    app.store.read(read).await
}

/// The language chosen before signing in, or else the first one that the browser wants and we have.
fn guest_language(jar: &CookieJar, headers: &HeaderMap) -> Option<Lang> {
    let chosen = jar.get(LANG_COOKIE).map(|cookie| cookie.value().to_owned());
    let wanted = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().map(str::to_owned);
    let wanted = chosen.or_else(wanted)?;
    wanted.split([',', ';']).find_map(|tag| match tag.trim().get(..2) {
        Some("zh") => Some(Lang::Zh),
        Some("en") => Some(Lang::En),
        _ => None,
    })
}

/// Turns a handler's failure into a page for this reader.
pub async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = request.extensions().get::<Asked>().cloned();
    let has_conditions = request.method() == Method::GET && request.uri().query().is_some();
    let page = has_conditions.then(|| request.uri().path().to_owned());
    let response = next.run(request).await;
    let failure = response.extensions().get::<Failure>().cloned();
    match (failure, asked) {
        (Some(failure), Some(asked)) => error_page(asked.frame(&app), failure.status, failure.message.as_ref(), page),
        (None, Some(asked)) if is_bare(&response) => error_page(asked.frame(&app), response.status(), None, page),
        _ => response,
    }
}

/// An address, a query or a form that could not be read is answered by the framework in plain words for programmers.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    response.status().is_client_error() && kind.is_none_or(|kind| kind.starts_with(b"text/plain"))
}
