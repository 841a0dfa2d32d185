//! The traveller (流转单): a sheet in A5 that goes along with the goods, with a code that phones read.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, header},
};
use qrcode::{EcLevel, QrCode, render::svg};
use yidan_domain::LotId;
use yidan_store::Error;

use super::{Answer, Screen, link, lot, view::LotView};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "production/traveller.html")]
struct TravellerPage {
    frame: Frame,
    lot: LotView,
    note: String,
    /// The drawing of the code, and what it says.
    code: String,
    address: String,
    /// It leads to this very machine, where no phone can go.
    is_local: bool,
}

pub async fn show(screen: Screen, headers: HeaderMap, Path(id): Path<LotId>) -> Answer {
    let (kept, _) = lot::load(&screen, id).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", frame.t("lot-traveller"), kept.lot.number);
    let address = format!("{}{}/report", origin(&headers), link(id));
    let code =
        QrCode::with_error_correction_level(&address, EcLevel::M).map_err(|why| Error::Storage(why.to_string()))?;
    let page = TravellerPage {
        lot: LotView::of(&kept, &screen.viewer, &screen.app.store.world(), &frame.reader),
        note: kept.lot.note.clone(),
        code: code.render::<svg::Color>().min_dimensions(180, 180).quiet_zone(true).build(),
        is_local: is_local(&headers),
        address,
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    host.is_empty() || ["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local))
}

/// By which address the program was called, as phones in the same place can call it, too.
fn origin(headers: &HeaderMap) -> String {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let scheme = if said("x-forwarded-proto") == "https" { "https" } else { "http" };
    format!("{scheme}://{}", said(header::HOST.as_str()))
}
