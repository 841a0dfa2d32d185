//! What came out of an operation, reported from a phone: the traveller's code leads here.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use yidan_domain::{LotId, Message, production::Report};
use yidan_store::{
    Tx,
    production::{self, Kept},
};

use super::{
    Answer, Screen, link, lot,
    report_form::{FIELDS, ReportForm},
    view::{LotView, OperationView},
};
use crate::{
    page::{Frame, Nav, filters, html_with},
    web::{deed::refuse, orders::typed::Typed},
};

#[derive(Template)]
#[template(path = "production/report.html")]
struct ReportPage {
    frame: Frame,
    lot: LotView,
    /// Place of the operation; none when it is still to be chosen.
    operation: Option<usize>,
    form_of: ReportForm,
}

#[derive(Deserialize)]
pub struct Asked {
    operation: Option<usize>,
}

pub async fn ask(screen: Screen, Path(id): Path<LotId>, Query(asked): Query<Asked>) -> Answer {
    let kept = lot::load(&screen, id).await?.kept;
    let mut page = page(&screen, &kept);
    page.operation = asked.operation.filter(|place| page.lot.operations.get(*place).is_some_and(|it| it.may_report));
    Ok(answer(&page, StatusCode::OK))
}

pub async fn report(screen: Screen, Path(id): Path<LotId>, form: Typed) -> Answer {
    let kept = lot::load(&screen, id).await?.kept;
    let mut page = page(&screen, &kept);
    page.operation = form.get("operation").parse().ok().filter(|place| *place < page.lot.operations.len());
    page.form_of.take(&form);
    // No file is kept of somebody who may not report here; the store says so. Whether the lot is open is not asked: what comes
    // again after its answer was lost may have been what finished it.
    let department = page.operation.and_then(|place| Some(&kept.lot.route.get(place)?.department));
    let photos = match department.is_some_and(|it| screen.viewer.reports_progress(it)) {
        true => page.form_of.keep_photos(&screen.app, &form).await?,
        false => Vec::new(),
    };
    let reader = page.frame.reader.clone();
    let (Some((report, told)), Some(operation)) = (page.form_of.read(&form, &reader), page.operation) else {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let report = Report { operation, lost: 0, photos, ..report };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| production::report(tx, &actor, id, report.clone(), told.clone());
    match screen.app.store.write(work).await {
        Ok(_) => Ok(screen.redirect(&link(id), &Message::new("lot-reported"))),
        Err(error) => {
            let status = refuse(&screen, error, &FIELDS, &mut page.form_of.faults)?;
            Ok(answer(&page, status))
        }
    }
}

fn page(screen: &Screen, kept: &Kept) -> ReportPage {
    let world = screen.app.store.world();
    let mut frame = screen.frame().at(Nav::Workshop);
    frame.title = format!("{} · {}", frame.t("lot-report"), kept.lot.number);
    ReportPage {
        lot: LotView::of(kept, &screen.viewer, &world, &frame.reader),
        operation: None,
        form_of: ReportForm::empty(&world, &frame.reader, screen.today()),
        frame,
    }
}

impl ReportPage {
    fn chosen(&self) -> Option<&OperationView> {
        self.lot.operations.get(self.operation?)
    }
}

fn answer(page: &ReportPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
