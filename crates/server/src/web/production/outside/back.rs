//! Goods come back from an outside factory: good, scrap, to be done again, or never.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{Message, OutsideJobId, production::Report};
use yidan_store::{
    Tx,
    production::{self, KeptJob},
};

use super::{
    super::report_form::{FIELDS, ReportForm},
    Answer, Failure, Screen, link, load,
};
use crate::{
    page::{Frame, Nav, filters, html_with},
    web::{deed::refuse, orders::typed::Typed},
};

#[derive(Template)]
#[template(path = "production/outside/back.html")]
struct BackPage {
    frame: Frame,
    link: String,
    number: String,
    factory: String,
    goods: String,
    operation: String,
    out: String,
    unit: String,
    form_of: ReportForm,
}

pub async fn ask(screen: Screen, Path(id): Path<OutsideJobId>) -> Answer {
    let (page, _) = page(&screen, id).await?;
    Ok(answer(&page, StatusCode::OK))
}

pub async fn report(screen: Screen, Path(id): Path<OutsideJobId>, form: Typed) -> Answer {
    let (mut page, kept) = page(&screen, id).await?;
    page.form_of.take(&form);
    let photos = page.form_of.keep_photos(&screen.app, &form).await?;
    let reader = page.frame.reader.clone();
    let Some((report, told)) = page.form_of.read(&form, &reader) else {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let report = Report { operation: kept.job.operation, job: Some(id), from_rework: false, photos, ..report };
    let (actor, lot) = (screen.actor(), kept.job.lot);
    let work = move |tx: &mut Tx| production::report(tx, &actor, lot, report.clone(), told.clone());
    match screen.app.store.write(work).await {
        Ok(_) => Ok(screen.redirect(&link(id), &Message::new("outside-back-done"))),
        Err(error) => {
            let status = refuse(&screen, error, &FIELDS, &mut page.form_of.faults)?;
            Ok(answer(&page, status))
        }
    }
}

async fn page(screen: &Screen, id: OutsideJobId) -> Result<(BackPage, KeptJob), Failure> {
    let (kept, factory) = load(screen, id).await?;
    let lot = &kept.lot.lot;
    let operation = lot.route.get(kept.job.operation);
    if !operation.is_some_and(|it| production::may_say(&screen.viewer, &it.department, true)) {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (world, mut frame) = (screen.app.store.world(), screen.frame().at(Nav::Outside));
    frame.title = format!("{} · {}", frame.t("outside-back"), kept.job.number);
    let page = BackPage {
        link: link(id),
        number: kept.job.number.clone(),
        factory: factory.name,
        goods: lot.goods.clone(),
        operation: operation.map(|it| it.name.get(frame.reader.lang).to_owned()).unwrap_or_default(),
        out: lot.amount(kept.outcome.out()).to_string(),
        unit: lot.quantity.unit.clone(),
        form_of: ReportForm::empty(&world, &frame.reader, screen.today()),
        frame,
    };
    Ok((page, kept))
}

fn answer(page: &BackPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
