//! The traveller (流转单): a sheet in A5 that goes along with the goods, with a code that phones read.

use askama::Template;
use axum::{extract::Path, http::HeaderMap};
use yidan_domain::LotId;

use super::{Answer, Screen, link, lot, view::LotView};
use crate::{
    page::{Frame, Nav, filters, html},
    web::reach::{self, Reach},
};

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
    let kept = lot::load(&screen, id).await?.kept;
    let mut frame = screen.frame().at(Nav::Workshop);
    frame.title = format!("{} · {}", frame.t("lot-traveller"), kept.lot.number);
    let reach = Reach::of(&screen.app, &headers);
    let address = reach.to(&format!("{}/report", link(id)));
    let page = TravellerPage {
        lot: LotView::of(&kept, &screen.viewer, &screen.app.store.world(), &frame.reader),
        note: kept.lot.note.clone(),
        code: reach::code(&address)?,
        is_local: reach.is_local,
        address,
        frame,
    };
    Ok(html(&page.frame, &page))
}
