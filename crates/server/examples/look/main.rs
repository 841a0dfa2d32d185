//! Every piece of the screens with realistic data, to look at while styling: `cargo run -p yidan-server --example look`,
//! then http://127.0.0.1:4020/ (`?lang=en` for English). Nothing here is part of the program.

mod data;

use askama::Template;
use axum::{
    Router,
    extract::Query,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
    routing::{get, post},
};
use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;
use tower_http::set_header::SetResponseHeaderLayer;
use yidan_domain::{Lang, access::Viewer};
use yidan_server::{
    assets,
    page::{self, Flash, FlashKind, Frame, Nav, Pages, SignedIn, Sorting, Stop, filters},
    texts::Reader,
};

use data::{Row, Step};

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    lang: Lang,
}

/// Whatever is shown with a frame and words in two languages.
macro_rules! screens {
    ($($name:ident($path:literal) { $($field:ident: $type:ty),* })*) => {
        $(#[derive(Template)]
        #[template(path = $path)]
        struct $name {
            frame: Frame,
            $($field: $type,)*
        }

        impl $name {
            /// Words that only the example needs.
            #[allow(dead_code)]
            fn w<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
                if self.frame.is_zh() { zh } else { en }
            }
        })*
    };
}

screens! {
    Board("look/board.html") { rows: Vec<Row>, sort: Sorting, pages: Pages }
    Order("look/order.html") { steps: Vec<Step>, stops: Vec<Stop>, at: Timestamp }
    MyDay("look/my_day.html") { }
    NewOrder("look/new_order.html") { }
    Empty("look/empty.html") { }
    SignIn("look/sign_in.html") { }
    Pieces("look/pieces.html") { }
}

fn frame(asked: &Asked, title: &str, nav: Option<Nav>) -> Frame {
    let zh = asked.lang == Lang::Zh;
    let now = "2026-11-24T02:20:00Z".parse().unwrap_or_default();
    let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
    let frame = Frame {
        reader: Reader { lang: asked.lang, zone, now },
        viewer: Some(SignedIn { name: if zh { "陈静" } else { "Chen Jing" }.into(), viewer: Viewer::program() }),
        title: String::new(),
        link: None,
        nav,
        company: if zh { "晨光进出口" } else { "Morning Light Trading" }.into(),
        path: "/board".into(),
        panel: false,
        unread: 3,
        flashes: vec![],
    };
    frame.titled(title)
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let policy = HeaderValue::from_static(page::CONTENT_SECURITY_POLICY);
    let name: HeaderName = header::CONTENT_SECURITY_POLICY;
    let app = Router::new()
        .route("/", get(board))
        .route("/board", get(board))
        .route("/orders/1", get(order))
        .route("/orders/1/steps/make/finish", post(conflict))
        .route("/orders/1/steps/make/skip", post(forbidden_panel))
        .route("/my-day", get(my_day))
        .route("/orders/new", get(new_order))
        .route("/customers", get(empty))
        .route("/sign-in", get(sign_in))
        .route("/pieces", get(pieces))
        .route("/forbidden", get(forbidden))
        .merge(assets::routes())
        .fallback(missing)
        .layer(SetResponseHeaderLayer::overriding(name, policy));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:4020").await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, app).await
}

async fn board(Query(asked): Query<Asked>) -> Response {
    let frame = frame(&asked, "nav-board", Some(Nav::Board));
    let rows = data::rows(frame.is_zh());
    let sort = Sorting { key: "promised".into(), descending: false, base: "/board?".into() };
    let pages = Pages { first: None, previous: Some("?after=1".into()), next: Some("?after=2".into()) };
    page::html(&frame.clone(), &Board { frame, rows, sort, pages })
}

async fn order(Query(asked): Query<Asked>) -> Response {
    let frame = frame(&asked, "nav-board", Some(Nav::Board));
    let (steps, stops) = (data::steps(frame.is_zh()), data::stops(frame.is_zh()));
    let at = frame.reader.now;
    page::html(&frame.clone(), &Order { frame, steps, stops, at })
}

async fn my_day(Query(asked): Query<Asked>) -> Response {
    let frame = frame(&asked, "nav-my-day", Some(Nav::MyDay));
    page::html(&frame.clone(), &MyDay { frame })
}

async fn new_order(Query(asked): Query<Asked>) -> Response {
    let frame = frame(&asked, "nav-new-order", Some(Nav::NewOrder));
    page::html(&frame.clone(), &NewOrder { frame })
}

async fn empty(Query(asked): Query<Asked>) -> Response {
    let frame = frame(&asked, "nav-customers", Some(Nav::Customers));
    page::html(&frame.clone(), &Empty { frame })
}

async fn sign_in(Query(asked): Query<Asked>) -> Response {
    let frame = Frame { viewer: None, ..frame(&asked, "nav-account", None) };
    page::html(&frame.clone(), &SignIn { frame })
}

async fn pieces(Query(asked): Query<Asked>) -> Response {
    let mut frame = frame(&asked, "nav-settings", Some(Nav::Settings));
    frame.flashes = vec![Flash { kind: FlashKind::Good, words: frame.t("copied") }];
    page::html(&frame.clone(), &Pieces { frame })
}

/// Somebody else was quicker, every time.
async fn conflict(Query(asked): Query<Asked>) -> Response {
    let frame = frame(&asked, "nav-board", None);
    let change =
        if frame.is_zh() { "赵强 10:18 完成了「安排生产」" } else { "Zhao Qiang finished Produce at 10:18" };
    let conflict = page::Conflict {
        changes: vec![change.into()],
        link: "/orders/1".into(),
        version: 42,
        version_field: "version-make".into(),
    };
    page::html_with(StatusCode::CONFLICT, &frame, &conflict)
}

async fn forbidden_panel(Query(asked): Query<Asked>) -> Response {
    let frame = Frame { panel: true, ..frame(&asked, "nav-board", None) };
    page::error_page(frame, StatusCode::FORBIDDEN, None, None)
}

async fn forbidden(Query(asked): Query<Asked>) -> Response {
    page::error_page(frame(&asked, "nav-board", None), StatusCode::FORBIDDEN, None, None)
}

async fn missing(Query(asked): Query<Asked>) -> Response {
    page::error_page(frame(&asked, "nav-board", None), StatusCode::NOT_FOUND, None, None)
}
