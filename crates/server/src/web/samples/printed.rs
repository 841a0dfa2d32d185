//! On paper: the process sheet that goes to the sample room, and the technical confirmation of an approved sample.

use askama::Template;
use axum::extract::Path;
use yidan_domain::sample::technical_confirmation;
use yidan_store::Error;

use super::{
    Address, Answer, Screen, confirm, load,
    one::lines,
    rounds::{self, ChartView},
    view::{SampleView, pieces},
};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "samples/printed.html")]
struct Printed {
    frame: Frame,
    link: String,
    name: String,
    number: String,
    facts: Vec<(String, String)>,
    items: Vec<[String; 4]>,
    sheet: Vec<(String, String)>,
    chart: Option<ChartView>,
    /// What the customer said.
    comments: String,
    outside: String,
    differences: Vec<String>,
    /// Who signs, by hand.
    signers: [&'static str; 3],
}

pub async fn sheet(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    let mut frame = screen.frame().at(Nav::Samples);
    frame.title = frame.t("sample-sheet");
    let reader = frame.reader.clone();
    let view = SampleView::of(&loaded.order, &sample, &loaded.world, &reader);
    let sheet = sample.sheet().cloned().unwrap_or_default();
    let due = sheet.due.or(sample.request.due).map(|due| due.to_string()).unwrap_or_default();
    // The next one, while none is under way.
    let round = sample.open_round().map_or(sample.rounds.len() as i64 + 1, |round| i64::from(round.number));
    let facts = [
        ("orders-customer", loaded.customer(loaded.order.header.customer).to_owned()),
        ("sample-pieces", pieces(&sample.request.pieces, &reader)),
        ("sample-rounds", reader.count("sample-round", round)),
        ("sample-due", due),
        ("sample-sheet-version", sample.sheets.len().max(1).to_string()),
        ("sample-note", sample.request.note.clone()),
    ];
    let page = Printed {
        link: view.link,
        name: view.name,
        number: loaded.order.number.clone(),
        facts: facts
            .into_iter()
            .filter(|(_, said)| !said.is_empty())
            .map(|(key, said)| (reader.t(key), said))
            .collect(),
        items: confirm::items(&sample.items, &reader),
        sheet: lines(&sheet, &reader),
        chart: sample.chart().map(|chart| rounds::chart(chart, None)),
        comments: String::new(),
        outside: String::new(),
        differences: Vec::new(),
        signers: ["sample-signs-follow-up", "sample-signs-room", "sample-signs-quality"],
        frame,
    };
    Ok(html(&page.frame, &page))
}

pub async fn confirmation(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    let confirmed = technical_confirmation(&sample).ok_or(Error::NotFound("page"))?;
    let mut frame = screen.frame().at(Nav::Samples);
    frame.title = frame.t("sample-confirmation");
    let reader = frame.reader.clone();
    let confirmed = confirm::of(&sample, confirmed, &loaded, &reader);
    let facts = [
        ("orders-customer", loaded.customer(loaded.order.header.customer).to_owned()),
        ("sample-approved-round", reader.count("sample-round", i64::from(confirmed.round))),
        ("sample-approved-on", confirmed.approved_on.to_string()),
        ("sample-verdict", confirmed.verdict),
        ("sample-from", confirmed.from),
    ];
    let page = Printed {
        link: confirmed.link,
        name: confirmed.name,
        number: loaded.order.number.clone(),
        facts: facts
            .into_iter()
            .filter(|(_, said)| !said.is_empty())
            .map(|(key, said)| (reader.t(key), said))
            .collect(),
        items: confirmed.items,
        sheet: confirmed.sheet,
        chart: confirmed.chart,
        comments: confirmed.comments,
        outside: confirmed.outside,
        differences: confirmed.differences,
        signers: ["sample-signs-sales", "sample-signs-engineering", "sample-signs-production"],
        frame,
    };
    Ok(html(&page.frame, &page))
}
