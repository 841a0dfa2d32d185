//! The lots of an order.

use askama::Template;
use axum::extract::Path;
use yidan_domain::OrderId;
use yidan_store::production;

use super::{Answer, Screen, view::LotView};
use crate::{
    page::{Frame, Nav, filters, html},
    web::orders::{
        loaded::Loaded,
        parsed,
        tabs::{Head, Place},
    },
};

#[derive(Template)]
#[template(path = "production/order.html")]
struct LotsPage {
    frame: Frame,
    head: Head,
    lots: Vec<LotView>,
    may_make: bool,
}

pub async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let viewer = screen.viewer.clone();
    let lots = screen.app.store.read(move |tx| production::lots_of_order(tx, &viewer, id)).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-lots"));
    let view = |kept| LotView::of(kept, &screen.viewer, &loaded.world, &frame.reader);
    let page = LotsPage {
        head: Head::of(&loaded, &screen.viewer, Place::Lots),
        lots: lots.iter().map(view).collect(),
        may_make: screen.viewer.plans_production()
            && loaded.order.cancelled.is_none()
            && !loaded.order.lines.is_empty(),
        frame,
    };
    Ok(html(&page.frame, &page))
}
