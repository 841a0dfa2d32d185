//! The inspection report, printed.

use askama::Template;
use axum::extract::Path;
use yidan_domain::InspectionId;

use super::{Answer, Screen, one::OneView};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "quality/printed.html")]
struct PrintedPage {
    frame: Frame,
    one: OneView,
}

pub async fn show(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    let mut frame = screen.frame().at(Nav::Quality);
    let one = OneView::load(&screen, id, &frame.reader).await?;
    frame.title = format!("{} · {}", frame.t("quality-report"), one.view.number);
    let page = PrintedPage { one, frame };
    Ok(html(&page.frame, &page))
}
