//! The tracking sheet out and in: a workbook with the same rows; and an edited one, looked at with what each row would do and why
//! rows are refused, and then done. The file waits in the attachment store in between.

use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Query},
    http::StatusCode,
    response::{Redirect, Response},
};
use yidan_domain::Say;
use yidan_store::{Tx, materials};

use super::{
    super::{finance::workbook, imports::chosen::Chosen},
    Answer, Failure, Screen, ready,
    sheet::Asked,
};
use crate::{
    page::{Frame, Nav, filters, html, html_with},
    tracking::{self, RowDone, TrackingReport},
};

/// Rows of a list that are shown.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "purchasing/import.html")]
struct StartPage {
    frame: Frame,
    fault: String,
}

#[derive(Template)]
#[template(path = "purchasing/imported.html")]
struct ReportPage {
    frame: Frame,
    chosen: Chosen,
    report: TrackingReport,
}

pub async fn xlsx(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let (viewer, today, filter) = (screen.viewer.clone(), screen.today(), asked.filter());
    let index = ready(&screen).await;
    let read = move |tx: &mut Tx| {
        let all = index.materials().tracked(tx, &viewer, &filter, (0, usize::MAX), today)?;
        Ok((all.rows, materials::columns(tx)?))
    };
    let (rows, columns) = screen.app.store.read(read).await?;
    let name = format!("{}-{today}.xlsx", screen.frame().t("follow-sheet"));
    workbook(tracking::table(&rows, &columns, screen.lang()), &name).await
}

pub async fn begin_again() -> Redirect {
    Redirect::to("/purchasing/sheet/import")
}

pub async fn ask(screen: Screen) -> Answer {
    must_bring(&screen)?;
    Ok(start(&screen, StatusCode::OK, String::new()))
}

pub async fn upload(screen: Screen, form: Multipart) -> Answer {
    must_bring(&screen)?;
    let chosen = match Chosen::uploaded(&screen, form).await {
        Ok(chosen) => chosen,
        Err(fault) => {
            let fault = screen.frame().reader.say(&fault);
            return Ok(start(&screen, StatusCode::UNPROCESSABLE_ENTITY, fault));
        }
    };
    let report = tracking::preview(&screen.app.store, &screen.actor(), chosen.sources(&screen).await?).await?;
    shown(&screen, chosen, report)
}

pub async fn run(screen: Screen, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    must_bring(&screen)?;
    let chosen = Chosen::of(fields);
    let report = tracking::run(&screen.app.store, &screen.actor(), chosen.sources(&screen).await?).await?;
    shown(&screen, chosen, report)
}

/// Whoever may do something that a row can ask for; each row is guarded again.
fn must_bring(screen: &Screen) -> Result<(), Failure> {
    let viewer = &screen.viewer;
    let may = viewer.plans_materials() || viewer.buys() || viewer.receives();
    if may { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
}

fn start(screen: &Screen, status: StatusCode, fault: String) -> Response {
    let page = StartPage { frame: screen.frame().titled("follow-import").at(Nav::Purchasing), fault };
    html_with(status, &page.frame, &page)
}

fn shown(screen: &Screen, chosen: Chosen, report: TrackingReport) -> Answer {
    let title = if report.preview { "follow-import-preview" } else { "follow-import-done" };
    let frame = Frame { path: "/purchasing/sheet/import".into(), ..screen.frame().titled(title).at(Nav::Purchasing) };
    let page = ReportPage { frame, chosen, report };
    Ok(html(&page.frame, &page))
}

impl ReportPage {
    fn shown<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        &rows[..rows.len().min(SHOWN)]
    }

    fn deeds(&self, row: &RowDone) -> String {
        let said: Vec<String> = row.deeds.iter().map(|deed| self.frame.reader.say(&deed.say())).collect();
        said.join(" · ")
    }
}
