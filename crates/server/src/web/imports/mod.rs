//! Importing sheets on the screen: files are chosen, what they hold is shown with every refused row and its mend, columns
//! and lookalike customers are settled, and then it is done. The files wait in the attachment store in between.

pub(super) mod chosen;
mod outcome;

use askama::Template;
use axum::{
    Form, Router,
    extract::Multipart,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use yidan_domain::{Message, order::event::Via};
use yidan_store::Actor;

use self::{chosen::Chosen, outcome::Outcome};
use super::{Answer, Failure, Screen, form::currencies};
use crate::{
    app::App,
    import::{self, Report},
    page::{Frame, Nav, filters, html, html_with},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/import", get(show).post(upload))
        // A form's answer has no address of its own: whoever reloads begins again.
        .route("/import/preview", get(begin_again).post(preview))
        .route("/import/run", get(begin_again).post(run))
        .route("/import/refused.csv", post(refused))
}

async fn begin_again() -> Redirect {
    Redirect::to("/import")
}

#[derive(Template)]
#[template(path = "imports/start.html")]
struct Start {
    frame: Frame,
    processes: Vec<(String, String)>,
    process: String,
    currencies: Vec<&'static str>,
    currency: String,
    fault: Option<String>,
}

async fn show(screen: Screen) -> Answer {
    screen.must_manage()?;
    let page = start(&screen, None);
    Ok(html(&page.frame, &page))
}

fn start(screen: &Screen, fault: Option<Message>) -> Start {
    let frame = screen.frame().titled("import-title").at(Nav::Import);
    let world = screen.app.store.world();
    let name =
        |process: &yidan_domain::process::Process| (process.key.clone(), process.name.get(screen.lang()).to_owned());
    Start {
        fault: fault.map(|fault| frame.reader.say(&fault)),
        processes: world.processes.iter_latest().map(|process| name(process)).collect(),
        process: world.company.settings.process.clone(),
        currencies: currencies(),
        currency: world.company.settings.currency.code().to_owned(),
        frame,
    }
}

async fn upload(screen: Screen, form: Multipart) -> Answer {
    screen.must_manage()?;
    match Chosen::uploaded(&screen, form).await {
        Ok(chosen) => shown(&screen, chosen).await,
        Err(fault) => {
            let page = start(&screen, Some(fault));
            Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn preview(screen: Screen, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    screen.must_manage()?;
    shown(&screen, Chosen::of(fields)).await
}

async fn shown(screen: &Screen, chosen: Chosen) -> Answer {
    let report = previewed(screen, &chosen).await?;
    let page = Outcome::new(screen, chosen, report);
    Ok(html(&page.frame, &page))
}

async fn run(screen: Screen, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    screen.must_manage()?;
    let chosen = Chosen::of(fields);
    let sources = chosen.sources(&screen).await?;
    let report = import::run(&screen.app.store, &actor(&screen), sources, chosen.choices()).await?;
    let page = Outcome::new(&screen, chosen, report);
    Ok(html(&page.frame, &page))
}

/// The refused rows, for whoever keeps the sheet.
async fn refused(screen: Screen, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    screen.must_manage()?;
    let report = previewed(&screen, &Chosen::of(fields)).await?;
    let reader = screen.frame().reader;
    let name = format!("attachment; filename=\"refused-{}.csv\"", screen.today());
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, report.faults_table(&reader).csv()).into_response())
}

async fn previewed(screen: &Screen, chosen: &Chosen) -> Result<Report, Failure> {
    let sources = chosen.sources(screen).await?;
    Ok(import::preview(&screen.app.store, &actor(screen), sources, chosen.choices()).await?)
}

fn actor(screen: &Screen) -> Actor {
    Actor { via: Via::Import, ..screen.actor() }
}
