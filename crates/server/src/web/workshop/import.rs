//! An edited summary sheet on the screen: chosen, looked at with what would be told of each lot and why rows are refused, and then
//! kept. The file waits in the attachment store in between.

use askama::Template;
use axum::{
    Form,
    extract::Multipart,
    http::StatusCode,
    response::{Redirect, Response},
};
use rust_decimal::Decimal;

use super::{Answer, Failure, Screen, amount};
use crate::{
    import::progress::{self, Booked, ProgressReport, may_bring},
    page::{Frame, Nav, filters, html, html_with},
    web::imports::chosen::Chosen,
};

/// Rows of a list that are shown.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "workshop/import.html")]
struct StartPage {
    frame: Frame,
    fault: String,
}

#[derive(Template)]
#[template(path = "workshop/imported.html")]
struct ReportPage {
    frame: Frame,
    chosen: Chosen,
    report: ProgressReport,
}

pub async fn begin_again() -> Redirect {
    Redirect::to("/workshop/sheet/import")
}

pub async fn ask(screen: Screen) -> Answer {
    must_bring(&screen)?;
    Ok(start(&screen, StatusCode::OK, String::new()))
}

fn must_bring(screen: &Screen) -> Result<(), Failure> {
    match may_bring(&screen.viewer, &screen.app.store.world()) {
        true => Ok(()),
        false => Err(Failure::status(StatusCode::FORBIDDEN)),
    }
}

fn start(screen: &Screen, status: StatusCode, fault: String) -> Response {
    let page = StartPage { frame: screen.frame().titled("sheet-import").at(Nav::Workshop), fault };
    html_with(status, &page.frame, &page)
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
    let report = progress::preview(&screen.app.store, &screen.actor(), chosen.sources(&screen).await?).await?;
    shown(&screen, chosen, report)
}

pub async fn run(screen: Screen, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    must_bring(&screen)?;
    let chosen = Chosen::of(fields);
    let report = progress::run(&screen.app.store, &screen.actor(), chosen.sources(&screen).await?).await?;
    shown(&screen, chosen, report)
}

fn shown(screen: &Screen, chosen: Chosen, report: ProgressReport) -> Result<Response, Failure> {
    let title = if report.preview { "sheet-import-preview" } else { "sheet-import-done" };
    let frame = Frame { path: "/workshop/sheet/import".into(), ..screen.frame().titled(title).at(Nav::Workshop) };
    let page = ReportPage { frame, chosen, report };
    Ok(html(&page.frame, &page))
}

impl ReportPage {
    fn shown<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        &rows[..rows.len().min(SHOWN)]
    }

    /// Of each operation how much more is good and scrap, with its sign.
    fn differences(&self, booked: &Booked) -> Vec<(String, Option<String>, Option<String>)> {
        let lang = self.frame.reader.lang;
        let of = |it: &progress::Difference| (it.operation.get(lang).to_owned(), signed(it.good), signed(it.scrap));
        booked.differences.iter().map(of).collect()
    }
}

fn signed(ten_thousandths: i64) -> Option<String> {
    let amount: Decimal = amount(ten_thousandths);
    match amount {
        none if none.is_zero() => None,
        more if more.is_sign_positive() => Some(format!("+{more}")),
        less => Some(less.to_string().replace('-', "−")),
    }
}
