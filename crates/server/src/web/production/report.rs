//! What came out of an operation, reported from a phone: the traveller's code leads here.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Deserialize;
use yidan_domain::{
    LotId, Message, ProgressId,
    production::{Report, Scrap},
};
use yidan_store::{
    Tx,
    production::{self, Kept, Told},
};

use super::{
    Answer, Screen, link, lot,
    plan::quantity_if,
    view::{LotView, OperationView},
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::{
        deed::{Reading, refuse},
        orders::typed::{self, Typed},
    },
};

const FIELDS: [(&str, &str); 6] = [
    ("progress-more-than", "good"),
    ("progress-nothing", "good"),
    ("progress-not", "good"),
    ("progress-again", "rework"),
    ("progress-too-long", "minutes"),
    ("refusal-day", "day"),
];

#[derive(Template)]
#[template(path = "production/report.html")]
struct ReportPage {
    frame: Frame,
    lot: LotView,
    /// Place of the operation; none when it is still to be chosen.
    operation: Option<usize>,
    id: String,
    good: String,
    scrap: String,
    cause: String,
    rework: String,
    minutes: String,
    from_rework: bool,
    day: String,
    note: String,
    /// Photos that came with an earlier sending, by their tokens.
    photos: Vec<(String, String)>,
    causes: Vec<(String, String)>,
    faults: Faults,
}

#[derive(Deserialize)]
pub struct Asked {
    operation: Option<usize>,
}

pub async fn ask(screen: Screen, Path(id): Path<LotId>, Query(asked): Query<Asked>) -> Answer {
    let (kept, _) = lot::load(&screen, id).await?;
    let mut page = page(&screen, &kept);
    page.operation = asked.operation.filter(|place| page.lot.operations.get(*place).is_some_and(|it| it.may_report));
    Ok(answer(&page, StatusCode::OK))
}

pub async fn report(screen: Screen, Path(id): Path<LotId>, form: Typed) -> Answer {
    let (kept, _) = lot::load(&screen, id).await?;
    let mut page = page(&screen, &kept);
    page.take(&form);
    let photos = match page.chosen().is_some_and(|operation| operation.may_report) {
        true => form.files(&screen.app, "photos").await?,
        false => Vec::new(),
    };
    page.photos = photos.iter().map(|file| (typed::token(file), file.name.clone())).collect();
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let good = quantity_if(&mut reading, "good");
    let scrap = quantity_if(&mut reading, "scrap");
    let rework = quantity_if(&mut reading, "rework");
    let minutes = match form.get("minutes").trim() {
        "" => Some(0),
        minutes => {
            let read = typed::number(minutes).ok().flatten().filter(Decimal::is_integer).and_then(|it| it.to_u32());
            reading.take("minutes", read.ok_or(Message::new("lot-minutes-unreadable")))
        }
    };
    let day = reading.day("day");
    if scrap.is_some_and(|scrap| scrap > 0) && page.cause.is_empty() {
        reading.faults.add("cause", reader.t("lot-cause-missing"));
    }
    page.faults = reading.faults;
    let (Some(operation), Some(good), Some(scrap), Some(rework), Some(minutes), Some(day), true) =
        (page.operation, good, scrap, rework, minutes, day, page.faults.is_empty())
    else {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let scrap = (scrap != 0).then(|| Scrap { cause: page.cause.as_str().into(), quantity: scrap });
    let report = Report {
        lost: 0,
        operation,
        good,
        scrap: scrap.into_iter().collect(),
        rework,
        from_rework: page.from_rework,
        job: None,
        minutes,
        photos,
    };
    let entry = ProgressId(page.id.parse().unwrap_or_else(|_| uuid::Uuid::now_v7()));
    let told = Told { id: entry, day, note: page.note.clone() };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| production::report(tx, &actor, id, report.clone(), told.clone());
    match screen.app.store.write(work).await {
        Ok(_) => Ok(screen.redirect(&link(id), &Message::new("lot-reported"))),
        Err(error) => {
            let status = refuse(&screen, error, &FIELDS, &mut page.faults)?;
            Ok(answer(&page, status))
        }
    }
}

fn page(screen: &Screen, kept: &Kept) -> ReportPage {
    let world = screen.app.store.world();
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", frame.t("lot-report"), kept.lot.number);
    let offered = world.causes.0.iter().filter(|cause| !cause.archived);
    let causes = offered.map(|cause| (cause.key.to_string(), cause.name.get(frame.reader.lang).to_owned())).collect();
    ReportPage {
        lot: LotView::of(kept, &screen.viewer, &world, &frame.reader),
        operation: None,
        id: uuid::Uuid::now_v7().to_string(),
        good: String::new(),
        scrap: String::new(),
        cause: String::new(),
        rework: String::new(),
        minutes: String::new(),
        from_rework: false,
        day: screen.today().to_string(),
        note: String::new(),
        photos: Vec::new(),
        causes,
        faults: Faults::default(),
        frame,
    }
}

impl ReportPage {
    fn take(&mut self, form: &Typed) {
        let typed = |field: &str| form.get(field).trim().to_owned();
        self.operation = form.get("operation").parse().ok().filter(|place| *place < self.lot.operations.len());
        if form.get("id").parse::<uuid::Uuid>().is_ok() {
            self.id = typed("id");
        }
        (self.good, self.scrap, self.rework) = (typed("good"), typed("scrap"), typed("rework"));
        (self.cause, self.minutes, self.day) = (typed("cause"), typed("minutes"), typed("day"));
        self.from_rework = !form.get("from_rework").is_empty();
        self.note = typed("note");
    }

    fn chosen(&self) -> Option<&OperationView> {
        self.lot.operations.get(self.operation?)
    }
}

fn answer(page: &ReportPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
