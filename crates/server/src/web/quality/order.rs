//! The inspections of an order.

use askama::Template;
use axum::extract::Path;
use yidan_domain::{
    Message, OrderId, Say,
    order::inspected,
    quality::{Inspection, covered},
};
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
    /// All have passed, and more was ordered.
    uncovered: Option<String>,
    delivery: Option<jiff::civil::Date>,
    may_arrange: bool,
}

pub async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let viewer = screen.viewer.clone();
    let kept = screen.app.store.read(move |tx| inspections::inspections_of_order(tx, &viewer, id)).await?;
    let all: Vec<Inspection> = kept.iter().map(|kept| kept.inspection.clone()).collect();
    let uncovered = covered(&all, inspected::units_ordered(&loaded.order.lines)).map(|short| {
        let count = |units: u64| i64::try_from(units).unwrap_or(i64::MAX);
        Message::new("quality-uncovered").with("passed", count(short.passed)).with("ordered", count(short.ordered))
    });
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-inspections"));
    let page = OrderPage {
        head: Head::of(&loaded, &screen.viewer, Place::Inspections),
        inspections: kept.iter().map(|kept| InspectionView::of(kept, &frame.reader)).collect(),
        uncovered: uncovered.map(|short| frame.reader.say(&short)),
        failed: loaded.order.failed_lots.iter().map(|found| frame.reader.say(&found.say())).collect(),
        delivery: loaded.order.header.promised,
        may_arrange: screen.viewer.arranges_inspections() && loaded.order.cancelled.is_none(),
        frame,
    };
    Ok(html(&page.frame, &page))
}
