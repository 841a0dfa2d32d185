//! Samples (S2): the list of all, those of an order, the page of one, the forms by which people tell of it, and the two
//! sheets on paper: process sheet and technical confirmation (S13).

mod chart;
mod confirm;
mod items;
mod list;
mod measure;
mod one;
mod order;
mod pictures;
mod printed;
mod request;
mod rounds;
mod sheet;
mod shelf;
mod tell;
mod view;

use axum::{
    Router,
    routing::{get, post},
};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;
use yidan_domain::{
    Message, OrderId, SampleDeedId, SampleId,
    order::{command::Command, refusal::Refusal, situation::Situation},
    sample::{Deed, Sample, Work},
};
use yidan_store::{Error, orders};

use super::{Answer, Failure, Screen, deed::DeedPage};
use crate::{
    app::App,
    web::orders::{loaded::Loaded, parsed, typed::Typed},
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/samples", get(list::show))
        .route("/orders/{id}/samples", get(order::show))
        .route("/orders/{id}/samples/new", get(request::ask_new).post(request::order))
        .route("/orders/{id}/samples/{sample}", get(one::show))
        .route("/orders/{id}/samples/{sample}/request", get(request::ask).post(request::amend))
        .route("/orders/{id}/samples/{sample}/items", get(items::ask).post(items::list))
        .route("/orders/{id}/samples/{sample}/sheet", get(sheet::ask).post(sheet::write))
        .route("/orders/{id}/samples/{sample}/chart", get(chart::ask).post(chart::draw))
        .route("/orders/{id}/samples/{sample}/measure", get(measure::ask).post(measure::measure))
        .route("/orders/{id}/samples/{sample}/pictures", get(pictures::ask).post(pictures::keep))
        .route("/orders/{id}/samples/{sample}/sheet/print", get(printed::sheet))
        .route("/orders/{id}/samples/{sample}/confirmation", get(printed::confirmation))
        .route("/orders/{id}/samples/{sample}/{deed}", get(tell::ask).merge(post(tell::tell)))
}

/// The parts of an address that name a sample.
type Address = (String, String);

fn link(order: OrderId, sample: SampleId) -> String {
    format!("/orders/{order}/samples/{sample}")
}

async fn load(screen: &Screen, (order, sample): &Address) -> Result<(Loaded, Sample), Failure> {
    let sample: SampleId = parsed(sample)?;
    let loaded = Loaded::load(screen, parsed(order)?).await?;
    let found = loaded.order.sample(sample).cloned().ok_or(Error::NotFound("sample"))?;
    Ok((loaded, found))
}

fn may(screen: &Screen, loaded: &Loaded, work: Work, sample: Option<&Sample>) -> Result<(), Refusal> {
    Situation::of(&loaded.order, &loaded.process).may_sample(&screen.viewer, work, sample)
}

/// Where a form is shown its deed is drawn, so that sending it twice keeps it once.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Drawn {
    once: Option<Uuid>,
    /// Which item, and which question, from 1.
    line: Option<usize>,
    number: Option<usize>,
}

impl Drawn {
    fn id(self) -> Uuid {
        self.once.unwrap_or_else(Uuid::now_v7)
    }
}

/// The id that a form of several fields carries along.
fn drawn(form: &Typed) -> Uuid {
    form.get("id").parse().unwrap_or_else(|_| Uuid::now_v7())
}

/// What is told of a sample, on the version of the order that was read.
struct Told {
    id: Uuid,
    sample: SampleId,
    deed: Deed,
    on: Option<Date>,
    seen: Option<u64>,
}

async fn keep(screen: &Screen, order: OrderId, told: Told) -> yidan_store::Result<()> {
    let (actor, Told { id, sample, deed, on, seen }) = (screen.actor(), told);
    let command = Command::Sample { id: SampleDeedId(id), sample, deed: Box::new(deed), on };
    screen.app.store.write(move |tx| orders::act(tx, &actor, order, seen, command.clone()).map(drop)).await
}

/// How a form of several fields was refused.
struct Refused {
    status: axum::http::StatusCode,
    /// The version to go on from, where others have changed the sample meanwhile.
    version: Option<u64>,
}

/// Notes why something was not kept, at the field that it is about.
fn refuse(
    screen: &Screen,
    error: Error,
    fields: &[(&str, &str)],
    faults: &mut crate::page::Faults,
) -> Result<Refused, Failure> {
    if let Error::Conflict(conflict) = &error {
        faults.add("", screen.frame().t("sample-moved"));
        return Ok(Refused { status: axum::http::StatusCode::CONFLICT, version: Some(conflict.version) });
    }
    let status = super::deed::refuse(screen, error, fields, faults)?;
    Ok(Refused { status, version: None })
}

/// Keeps what a form of simple fields tells, or shows the form again with why not.
async fn kept(
    mut page: DeedPage,
    screen: &Screen,
    order: OrderId,
    told: Told,
    fields: &[(&str, &str)],
    done: &'static str,
) -> Answer {
    let to = link(order, told.sample);
    match keep(screen, order, told).await {
        Ok(()) => Ok(screen.redirect(&to, &Message::new(done))),
        Err(error) => {
            let refused = refuse(screen, error, fields, &mut page.faults)?;
            page.refused = page.faults.of("").to_owned();
            page.version = refused.version.unwrap_or(page.version);
            Ok(page.answer(refused.status))
        }
    }
}
