//! The samples of an order, and what those that are approved confirm (S13).

use askama::Template;
use axum::extract::Path;
use yidan_domain::sample::Work;

use super::{
    Answer, Screen,
    confirm::{self, ConfirmView},
    may,
    view::SampleView,
};
use crate::{
    page::{Frame, Nav, filters, html},
    web::orders::{
        loaded::Loaded,
        parsed,
        tabs::{Head, Place},
    },
};

#[derive(Template)]
#[template(path = "samples/order.html")]
struct SamplesPage {
    frame: Frame,
    head: Head,
    samples: Vec<SampleView>,
    confirmed: Vec<ConfirmView>,
    may_order: bool,
}

pub async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-samples"));
    let reader = &frame.reader;
    let page = SamplesPage {
        head: Head::of(&loaded, &screen.viewer, Place::Samples),
        samples: loaded
            .order
            .samples()
            .map(|sample| SampleView::of(&loaded.order, sample, &loaded.world, reader))
            .collect(),
        confirmed: confirm::of_order(&loaded, reader),
        may_order: may(&screen, &loaded, Work::Request, None).is_ok(),
        frame,
    };
    Ok(html(&page.frame, &page))
}
