//! The screens. Each file has the routes of its pages; this one says what surrounds them all.

pub mod account;
mod address;
pub mod approvals;
pub mod board;
mod by_link;
pub mod calendars;
pub mod customers;
mod deed;
pub mod desk;
pub mod digests;
pub mod event_log;
pub mod exceptions;
pub mod failure;
pub mod finance;
mod form;
mod guard;
mod guest;
mod health;
pub mod imports;
pub mod insight;
pub mod live;
mod load;
mod materials;
pub mod my_day;
pub mod notices;
pub mod orders;
mod period;
pub mod processes;
mod production;
pub mod products;
mod purchasing;
pub mod quality;
mod reach;
mod samples;
pub mod screen;
pub mod settings;
mod suppliers;
pub mod workshop;

use axum::{
    Router,
    http::{HeaderValue, header},
    middleware,
    response::Redirect,
    routing::get,
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, set_header::SetResponseHeaderLayer};

pub use failure::{Answer, Failure};
pub use screen::Screen;

use crate::{api, app::App, assets, page::CONTENT_SECURITY_POLICY};

/// Largest request: an attachment with its form around it.
pub const LARGEST_REQUEST: usize = yidan_store::files::LARGEST + 1024 * 1024;

pub fn router(app: App) -> Router {
    let signed_in = Router::new()
        .route("/", get(|| async { Redirect::to("/my-day") }))
        .merge(my_day::routes())
        .merge(notices::routes())
        .merge(digests::routes())
        .merge(board::routes())
        .merge(orders::routes())
        .merge(exceptions::routes())
        .merge(approvals::routes())
        .merge(finance::routes())
        .merge(desk::routes())
        .merge(production::routes())
        .merge(quality::routes())
        .merge(samples::routes())
        .merge(workshop::routes())
        .merge(purchasing::routes())
        .merge(materials::routes())
        .merge(suppliers::routes())
        .merge(customers::routes())
        .merge(products::routes())
        .merge(processes::routes())
        .merge(load::routes())
        .merge(insight::routes())
        .merge(imports::routes())
        .merge(event_log::routes())
        .merge(settings::routes())
        .merge(calendars::routes())
        .merge(account::routes())
        .merge(live::routes());
    let screens = guest::routes()
        .merge(by_link::routes())
        .merge(signed_in)
        .fallback(|| async { Failure::from(yidan_store::Error::NotFound("page")) })
        .layer(middleware::from_fn_with_state(app.clone(), guard::explain))
        .layer(middleware::from_fn_with_state(app.clone(), guard::recognise))
        .layer(middleware::from_fn(guard::same_origin));
    Router::new()
        .merge(screens)
        .nest("/api", api::routes(&app))
        .merge(assets::routes())
        .merge(health::routes())
        .layer(axum::extract::DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(fixed(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .with_state(app)
}

fn fixed(name: header::HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
