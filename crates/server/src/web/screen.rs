//! What a screen's handler takes in: who asks, in which language, when. Somebody who is not signed in is sent to sign
//! in and comes back.

use axum::{
    extract::{FromRequestParts, Request},
    http::{StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use yidan_domain::{Lang, Message, access::Viewer, order::event::Via};
use yidan_store::{Actor, sessions::SignedIn};

use super::Failure;
use crate::{
    app::App,
    page::{self, Flash, FlashKind, Frame, wants_panel},
    texts::Reader,
};

pub const SESSION_COOKIE: &str = "yidan_session";
pub const LANG_COOKIE: &str = "yidan_lang";
const FLASH_COOKIE: &str = "yidan_flash";

/// The circumstances of a request, found out once by the guard.
#[derive(Clone)]
pub struct Asked {
    pub signed_in: Option<SignedIn>,
    pub lang: Lang,
    pub now: Timestamp,
    path: String,
    panel: bool,
    /// Notices that are not read; counted for whole pages only.
    pub unread: u64,
    pub flash: Option<Flash>,
}

impl Asked {
    pub fn of(request: &Request, signed_in: Option<SignedIn>, lang: Lang, now: Timestamp, jar: &CookieJar) -> Self {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let panel = wants_panel(request.headers());
        Self {
            signed_in,
            lang,
            now,
            path,
            panel,
            unread: 0,
            flash: jar.get(FLASH_COOKIE).and_then(|c| read_flash(c.value())),
        }
    }

    pub fn frame(&self, app: &App) -> Frame {
        let company = &app.store.world().company;
        let name = Some(company.settings.name.as_str()).filter(|name| !name.is_empty()).unwrap_or("yidan");
        Frame {
            reader: Reader { lang: self.lang, zone: company.zone.clone(), now: self.now },
            viewer: self.signed_in.as_ref().map(|signed_in| page::SignedIn {
                name: signed_in.person.name.clone(),
                viewer: Viewer::of(&signed_in.person),
            }),
            title: String::new(),
            link: None,
            nav: None,
            company: name.to_owned(),
            path: self.path.clone(),
            panel: self.panel,
            unread: self.unread,
            flashes: self.flash.clone().into_iter().collect(),
        }
    }
}

impl Asked {
    pub fn redirect(&self, app: &App, to: &str, message: &Message) -> Response {
        let notice = flash(FlashKind::Good, &self.frame(app).reader.say(message));
        if self.panel {
            // A redirect would be followed by htmx itself, and the page put where only a panel fits.
            return (notice, [("HX-Redirect", to.to_owned())]).into_response();
        }
        (notice, Redirect::to(to)).into_response()
    }
}

/// A request by somebody who is signed in.
pub struct Screen {
    pub app: App,
    pub asked: Asked,
    pub signed_in: SignedIn,
    pub viewer: Viewer,
}

impl Screen {
    pub fn frame(&self) -> Frame {
        self.asked.frame(&self.app)
    }

    pub fn lang(&self) -> Lang {
        self.asked.lang
    }

    pub fn now(&self) -> Timestamp {
        self.asked.now
    }

    pub fn today(&self) -> jiff::civil::Date {
        self.app.store.world().company.today(self.asked.now)
    }

    /// Acts from the screen, now.
    pub fn actor(&self) -> Actor {
        Actor { viewer: self.viewer.clone(), via: Via::Screen, now: self.asked.now }
    }

    /// Sends the reader to another page, where `message` is shown once.
    pub fn redirect(&self, to: &str, message: &Message) -> Response {
        self.asked.redirect(&self.app, to, message)
    }

    /// Pages for managers, and for administrators.
    pub fn must_manage(&self) -> Result<(), Failure> {
        if self.viewer.manages() { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
    }

    pub fn must_administer(&self) -> Result<(), Failure> {
        if self.viewer.administers() { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
    }
}

impl FromRequestParts<App> for Screen {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let asked = parts.extensions.get::<Asked>().cloned();
        let Some(asked) = asked else {
            return Err(Failure::status(StatusCode::INTERNAL_SERVER_ERROR).into_response());
        };
        match asked.signed_in.clone() {
            Some(signed_in) => {
                let world = app.store.world();
                let today = world.company.today(asked.now);
                let viewer = Viewer::standing_in(&signed_in.person, &world.people, today);
                Ok(Self { app: app.clone(), asked, signed_in, viewer })
            }
            None => Err(to_sign_in(&parts.uri, asked.panel)),
        }
    }
}

/// For a whole page a redirect; for a panel, htmx is told to leave.
fn to_sign_in(uri: &Uri, panel: bool) -> Response {
    let back: String = url_escaped(uri.path_and_query().map_or("/", |path| path.as_str()));
    let to = format!("/sign-in?next={back}");
    if panel {
        return (StatusCode::UNAUTHORIZED, [("HX-Redirect", to)]).into_response();
    }
    Redirect::to(&to).into_response()
}

pub fn url_escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn flash(kind: FlashKind, words: &str) -> [(header::HeaderName, String); 1] {
    let value = URL_SAFE_NO_PAD.encode(format!("{}{words}", kind.class().chars().next().unwrap_or('n')));
    set_cookie(FLASH_COOKIE, &value, 20)
}

/// The notice has been shown.
pub fn forget_flash() -> [(header::HeaderName, String); 1] {
    set_cookie(FLASH_COOKIE, "", 0)
}

/// A cookie that scripts cannot read and other sites cannot send along.
pub fn set_cookie(name: &str, value: &str, seconds: i64) -> [(header::HeaderName, String); 1] {
    [(header::SET_COOKIE, format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"))]
}

fn read_flash(value: &str) -> Option<Flash> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(value).ok()?).ok()?;
    let words = text.get(1..)?.to_owned();
    let kind = match text.get(..1)? {
        "g" => FlashKind::Good,
        "b" => FlashKind::Bad,
        _ => FlashKind::Note,
    };
    Some(Flash { kind, words })
}
