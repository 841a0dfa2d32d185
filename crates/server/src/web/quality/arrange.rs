//! An inspection is planned, a lot that failed is planned to be inspected again, and until it begins its terms are changed.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use uuid::Uuid;
use yidan_domain::{
    InspectionId, Message, OrderId,
    order::Order,
    quality::{
        Command, Request, Subject,
        aql::{Aql, Level},
    },
};
use yidan_store::{
    Error, Tx,
    inspections::{self, Kept},
    materials::{self, KeptPurchase, PurchaseFilter},
    orders, production,
};

use super::{
    Answer, Failure, Screen,
    arranged::{FIELDS, Fields},
    deeds, link,
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
    web::{
        deed::refuse,
        orders::{parsed, typed::Typed},
    },
};

/// Lines of purchases that are offered.
const MOST_PURCHASES: usize = 200;

#[derive(Template)]
#[template(path = "quality/arrange.html")]
struct ArrangePage {
    frame: Frame,
    back: (String, String),
    action: String,
    id: String,
    version: u64,
    /// The failed inspection after which it is inspected again, and its number.
    again: Option<(String, String)>,
    /// Only terms are changed; what is inspected stays.
    is_change: bool,
    fields: Fields,
    /// Lots with their operations, as choices.
    operations: Vec<(String, String)>,
    /// Lines that were bought for the order.
    purchases: Vec<(String, String)>,
    unit: String,
    limits: Vec<&'static str>,
    levels: Vec<&'static str>,
    faults: Faults,
}

#[derive(Deserialize)]
pub struct Asked {
    again: Option<InspectionId>,
}

pub async fn ask(screen: Screen, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let found = load(&screen, parsed(&id)?).await?;
    let mut page = page(&screen, &found);
    if let Some(failed) = asked.again {
        let failed = deeds::load(&screen, failed).await?;
        page.repeats(&failed);
    }
    Ok(answer(&page, StatusCode::OK))
}

pub async fn plan(screen: Screen, Path(id): Path<String>, form: Typed) -> Answer {
    let found = load(&screen, parsed(&id)?).await?;
    let mut page = page(&screen, &found);
    let failed = match form.get("again") {
        "" => None,
        id => Some(deeds::load(&screen, parsed(id)?).await?),
    };
    if let Some(failed) = &failed {
        page.repeats(failed);
    }
    page.fields = Fields::typed(&form);
    if form.get("id").parse::<Uuid>().is_ok() {
        page.id = form.get("id").to_owned();
    }
    let (reader, mut faults) = (page.frame.reader.clone(), Faults::default());
    let of = match &failed {
        Some(failed) => Some(failed.inspection.subject.of),
        None => page.fields.read_of(&mut faults, &reader),
    };
    let arrangement = page.fields.read(&mut faults, &reader);
    page.faults = faults;
    let (Some(of), Some(arrangement), true) = (of, arrangement, page.faults.is_empty()) else {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let again = failed.map(|failed| failed.inspection.id);
    let request = Request { subject: Subject { order: found.order.id, of }, series: None, again, arrangement };
    let id = InspectionId(page.id.parse().unwrap_or_else(|_| Uuid::now_v7()));
    let actor = screen.actor();
    let work = move |tx: &mut Tx| inspections::plan(tx, &actor, id, request.clone());
    match screen.app.store.write(work).await {
        Ok(kept) => {
            let done = Message::new("quality-planned-done").with("number", kept.number);
            Ok(screen.redirect(&link(kept.inspection.id), &done))
        }
        Err(error) => {
            let status = refuse(&screen, error, &FIELDS, &mut page.faults)?;
            Ok(answer(&page, status))
        }
    }
}

pub async fn ask_change(screen: Screen, Path(id): Path<InspectionId>) -> Answer {
    Ok(answer(&change_page(&screen, id).await?, StatusCode::OK))
}

pub async fn change(screen: Screen, Path(id): Path<InspectionId>, form: Typed) -> Answer {
    let mut page = change_page(&screen, id).await?;
    let stage = page.fields.stage.clone();
    page.fields = Fields { stage, ..Fields::typed(&form) };
    page.id = form.get("id").parse::<Uuid>().map_or(page.id, |id| id.to_string());
    let seen = form.version();
    page.version = seen.unwrap_or(page.version);
    let (reader, mut faults) = (page.frame.reader.clone(), Faults::default());
    let arrangement = page.fields.read(&mut faults, &reader);
    page.faults = faults;
    let (Some(arrangement), true) = (arrangement, page.faults.is_empty()) else {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let (actor, deed) = (screen.actor(), page.id.parse().unwrap_or_else(|_| Uuid::now_v7()));
    let command = Command::Change { arrangement, series: None };
    let work = move |tx: &mut Tx| inspections::act(tx, &actor, id, deed, seen, command.clone());
    match screen.app.store.write(work).await {
        Ok(_) => Ok(screen.redirect(&link(id), &Message::new("quality-changed-done"))),
        Err(error) => {
            let refused = super::refuse(&screen, error, &FIELDS, &mut page.faults)?;
            page.version = refused.version.unwrap_or(page.version);
            Ok(answer(&page, refused.status))
        }
    }
}

async fn change_page(screen: &Screen, id: InspectionId) -> Result<ArrangePage, Failure> {
    let kept = deeds::load(screen, id).await?;
    let found = load(screen, kept.inspection.subject.order).await?;
    let mut page = page(screen, &found);
    page.frame.title = page.frame.t("quality-change");
    page.back = (link(id), kept.number.clone());
    page.action = format!("{}/change", link(id));
    page.version = kept.version;
    page.is_change = true;
    page.fields = Fields::of(kept.inspection.subject.of, &kept.inspection.arrangement);
    Ok(page)
}

/// An order with what of it may be inspected.
struct Found {
    order: Order,
    lots: Vec<production::Kept>,
    bought: materials::Purchases,
}

async fn load(screen: &Screen, id: OrderId) -> Result<Found, Failure> {
    if !screen.viewer.arranges_inspections() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| {
        let filter = PurchaseFilter { order: Some(id), ..PurchaseFilter::default() };
        Ok(Found {
            order: orders::load(tx, viewer.scope(), id)?,
            lots: production::lots_of_order(tx, &viewer, id)?,
            bought: materials::purchases(tx, &viewer, &filter, (0, MOST_PURCHASES), today)?,
        })
    };
    let found: Result<_, Error> = screen.app.store.read(read).await;
    Ok(found?)
}

fn page(screen: &Screen, found: &Found) -> ArrangePage {
    let order = &found.order;
    let frame = screen.frame().titled("quality-new").at(Nav::Quality);
    let at = format!("/orders/{}/inspections", order.id);
    let operation = |kept: &production::Kept| -> Vec<(String, String)> {
        let of = |(place, operation): (usize, &yidan_domain::production::Operation)| {
            let words = format!("{} · {} {}", kept.lot.number, place + 1, operation.name.get(frame.reader.lang));
            (format!("{}:{place}", kept.lot.id), words)
        };
        kept.lot.route.iter().enumerate().map(of).collect()
    };
    // Where all lines are of one unit, their sum is what the order as a whole offers.
    let unit = order.lines.first().map(|line| line.quantity.unit.clone()).unwrap_or_default();
    let is_one = order.lines.iter().all(|line| line.quantity.unit == unit);
    let sum = order.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.quantity.ten_thousandths));
    let lot = if is_one { (sum / 10_000).to_string() } else { String::new() };
    ArrangePage {
        back: (at.clone(), order.number.clone()),
        action: format!("{at}/new"),
        id: Uuid::now_v7().to_string(),
        version: 0,
        again: None,
        is_change: false,
        fields: Fields { lot, ..Fields::usual() },
        operations: found.lots.iter().flat_map(operation).collect(),
        purchases: found.bought.lines.iter().map(|kept| line(kept, &found.bought, &frame.reader)).collect(),
        unit: if is_one { unit } else { String::new() },
        limits: Aql::all().map(Aql::written).take_while(|limit| *limit != "15").collect(),
        levels: Level::ALL.into_iter().map(Level::written).collect(),
        faults: Faults::default(),
        frame,
    }
}

/// Number, material and supplier of a line that was bought.
fn line(kept: &KeptPurchase, bought: &materials::Purchases, reader: &Reader) -> (String, String) {
    let of = &kept.purchase;
    let material = bought.materials.get(&of.material).map(|one| one.name.get(reader.lang)).unwrap_or_default();
    let supplier = bought.suppliers.get(&of.supplier).map(|one| one.name.as_str()).unwrap_or_default();
    (of.id.to_string(), format!("{} · {material} · {supplier}", of.number))
}

impl ArrangePage {
    fn repeats(&mut self, failed: &Kept) {
        let inspection = &failed.inspection;
        self.frame.title = self.frame.t("quality-again-new");
        self.fields = Fields::of(inspection.subject.of, &inspection.arrangement);
        self.fields.wanted_on = String::new();
        self.again = Some((inspection.id.to_string(), failed.number.clone()));
    }

    /// What is inspected is settled.
    fn is_settled(&self) -> bool {
        self.is_change || self.again.is_some()
    }
}

fn answer(page: &ArrangePage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
