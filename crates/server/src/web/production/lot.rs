//! The page of a lot: where its goods are, what was planned and what came of it, and what was said about them.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use yidan_domain::LotId;
use yidan_store::{
    Error,
    production::{self, Whole},
};

use super::{
    Answer, Failure, Screen,
    outside::JobRow,
    planning::PlanView,
    said::{self, EntryView},
    view::LotView,
};
use crate::{
    page::{Frame, Nav, filters, html},
    web::orders::files,
};

#[derive(Template)]
#[template(path = "production/lot.html")]
struct LotPage {
    frame: Frame,
    lot: LotView,
    order_number: String,
    order_link: String,
    note: String,
    overrun: String,
    /// Why it was closed, and when.
    closed: Option<(String, Date)>,
    plan: PlanView,
    jobs: Vec<JobRow>,
    entries: Vec<EntryView>,
    is_open: bool,
    may_reopen: bool,
    may_plan: bool,
    may_release: bool,
    may_send_out: bool,
}

/// A lot that the reader may see.
pub async fn load(screen: &Screen, id: LotId) -> Result<Whole, Failure> {
    let viewer = screen.viewer.clone();
    Ok(screen.app.store.read(move |tx| production::whole(tx, &viewer, id)).await?)
}

pub async fn show(screen: Screen, Path(id): Path<LotId>) -> Answer {
    let whole = load(&screen, id).await?;
    let (kept, order) = (&whole.kept, &whole.order);
    let (world, mut frame) = (screen.app.store.world(), screen.frame().at(Nav::Workshop));
    frame.title = kept.lot.number.clone();
    let reader = frame.reader.clone();
    let released = kept.balances.first().map_or(0, |first| first.received);
    let page = LotPage {
        lot: LotView::of(kept, &screen.viewer, &world, &reader),
        order_number: order.number.clone(),
        order_link: format!("/orders/{}/lots", order.id),
        note: kept.lot.note.clone(),
        overrun: kept.lot.overrun.clone(),
        closed: kept.lot.closed.as_ref().map(|closed| (closed.reason.clone(), closed.on)),
        plan: PlanView::of(&whole, screen.today(), &reader),
        jobs: JobRow::of_lot(&whole, screen.today(), &reader),
        entries: said::views(&whole, None, &world, &screen.viewer, &reader),
        is_open: kept.is_open(),
        may_reopen: kept.lot.closed.is_some() && order.cancelled.is_none(),
        may_plan: screen.viewer.plans_production(),
        may_release: kept.lot.closed.is_none() && released < kept.lot.quantity.ten_thousandths,
        may_send_out: kept.is_open() && screen.viewer.arranges_outside(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// A photo of a report, handed out to those who may see the lot.
pub async fn photo(screen: Screen, Path((id, file)): Path<(LotId, String)>) -> Answer {
    let whole = load(&screen, id).await?;
    let mut photos = whole.entries.iter().flat_map(|entry| said::photos(&entry.kind));
    let kept = photos.find(|kept| kept.id.to_string() == file).ok_or(Error::NotFound("file"))?;
    files::hand_out(&screen, kept).await
}
