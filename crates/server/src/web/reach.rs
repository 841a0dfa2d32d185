//! The address by which phones reach the program: as the company has set it, else the one that this page was called by.

use axum::http::{HeaderMap, header};
use qrcode::{EcLevel, QrCode, render::svg};
use yidan_store::Error;

use crate::app::App;

pub struct Reach {
    pub origin: String,
    /// It leads to this very machine, where no phone can go.
    pub is_local: bool,
}

impl Reach {
    pub fn of(app: &App, headers: &HeaderMap) -> Self {
        let set = app.store.world().company.settings.public_address.clone();
        let origin = if set.is_empty() { called(headers) } else { set };
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        let is_local = host.is_empty() || ["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local));
        Self { origin, is_local }
    }

    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// By which address the program was called, as phones in the same place can call it, too.
fn called(headers: &HeaderMap) -> String {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let scheme = if said("x-forwarded-proto") == "https" { "https" } else { "http" };
    format!("{scheme}://{}", said(header::HOST.as_str()))
}

/// The drawing of a code that phones read.
pub fn code(address: &str) -> Result<String, Error> {
    let code =
        QrCode::with_error_correction_level(address, EcLevel::M).map_err(|why| Error::Storage(why.to_string()))?;
    Ok(code.render::<svg::Color>().min_dimensions(180, 180).quiet_zone(true).build())
}
