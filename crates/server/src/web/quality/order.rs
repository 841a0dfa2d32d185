//! The inspections of an order.

use askama::Template;
use axum::extract::Path;
use yidan_domain::{OrderId, Say};
use yidan_store::inspections;

use super::{Answer, Screen, view::InspectionView};
use crate::{
    page::{Frame, Nav, filters, html},
    web::orders::{
        loaded::Loaded,
        parsed,
        tabs::{Head, Place},
    },
};

#[derive(Template)]
#[template(path = "quality/order.html")]
struct OrderPage {
    frame: Frame,
    head: Head,
    inspections: Vec<InspectionView>,
    /// What failed and may not go on, in words.
    failed: Vec<String>,
    delivery: Option<jiff::civil::Date>,
    may_arrange: bool,
}

pub async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let viewer = screen.viewer.clone();
    let kept = screen.app.store.read(move |tx| inspections::inspections_of_order(tx, &viewer, id)).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-inspections"));
    let page = OrderPage {
        head: Head::of(&loaded, &screen.viewer, Place::Inspections),
        inspections: kept.iter().map(|kept| InspectionView::of(kept, &frame.reader)).collect(),
        failed: loaded.order.failed_lots.iter().map(|found| frame.reader.say(&found.say())).collect(),
        delivery: loaded.order.header.promised,
        may_arrange: screen.viewer.arranges_inspections() && loaded.order.cancelled.is_none(),
        frame,
    };
    Ok(html(&page.frame, &page))
}
