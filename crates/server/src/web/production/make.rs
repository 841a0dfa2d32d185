//! A lot is made of a line of an order.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{
    LotId, Message, OrderId, ProgressId, Quantity,
    production::{Operation, come_to, left_to_make},
};
use yidan_store::{
    Error, Tx,
    production::{self, NewLot, Told},
};

use super::{
    Answer, Failure, Screen, link,
    plan::quantity_of,
    route::departments,
    rows::{self, Row},
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::{
        form,
        orders::{
            loaded::Loaded,
            parsed,
            tabs::{Head, Place},
            typed::{self, Typed},
        },
    },
};

#[derive(Template)]
#[template(path = "production/make.html")]
struct MakePage {
    frame: Frame,
    head: Head,
    lines: Vec<(String, String)>,
    id: String,
    line: String,
    quantity: String,
    due: String,
    note: String,
    overrun: String,
    /// More is made than was ordered: why?
    asks_overrun: bool,
    releases: bool,
    rows: Vec<Row>,
    departments: Vec<(String, String)>,
    faults: Faults,
}

#[derive(Deserialize)]
pub struct Asked {
    line: Option<usize>,
}

pub async fn ask(screen: Screen, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    must_plan(&screen)?;
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let at = asked.line.unwrap_or(1).max(1);
    let line = loaded.order.lines.get(at - 1).ok_or(Error::NotFound("page"))?;
    let (product, viewer) = (line.product, screen.viewer.clone());
    let read = screen.app.store.read(move |tx| {
        let route = product.map(|product| production::route_of(tx, product)).transpose()?.flatten();
        let lots = production::lots_of_order(tx, &viewer, id)?;
        Ok((route.map(|(_, route)| route).unwrap_or_default(), lots))
    });
    let (route, lots) = read.await?;
    let of_line = lots.iter().map(|kept| (&kept.lot, kept.balances.as_slice()));
    let left = left_to_make(&line.quantity, come_to(u32::try_from(at).unwrap_or(0), &line.quantity, of_line));
    let quantity = Quantity { ten_thousandths: left, unit: String::new() }.amount();
    let page = MakePage {
        line: at.to_string(),
        quantity: if left > 0 { quantity.to_string() } else { String::new() },
        due: loaded.order.header.promised.map(|day| day.to_string()).unwrap_or_default(),
        note: String::new(),
        // All is in lots: whatever is made is more.
        asks_overrun: left == 0,
        releases: true,
        rows: rows::of(&route),
        ..page(&screen, &loaded)
    };
    Ok(answer(page, StatusCode::OK))
}

pub async fn make(screen: Screen, Path(id): Path<String>, form: Typed) -> Answer {
    must_plan(&screen)?;
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let id_typed = form.get("id").parse::<uuid::Uuid>().map(|id| id.to_string());
    let mut page = MakePage {
        id: id_typed.unwrap_or_else(|_| uuid::Uuid::now_v7().to_string()),
        line: form.get("line").to_owned(),
        quantity: form.get("quantity").to_owned(),
        due: form.get("due").to_owned(),
        note: form.get("note").to_owned(),
        overrun: form.get("overrun").to_owned(),
        asks_overrun: !form.get("overrun").is_empty(),
        releases: !form.get("releases").is_empty(),
        rows: rows::typed(&form),
        ..page(&screen, &loaded)
    };
    let Some(new) = read(&mut page) else { return Ok(answer(page, StatusCode::UNPROCESSABLE_ENTITY)) };
    let (actor, today, releases) = (screen.actor(), screen.today(), page.releases);
    // The lot's first entry bears its id, so that it is released once however often the form is sent.
    let told = Told { id: ProgressId(new.id.0), day: today, note: String::new() };
    let work = move |tx: &mut Tx| {
        let kept = production::make(tx, &actor, id, new.clone())?;
        if releases {
            let quantity = kept.lot.quantity.ten_thousandths;
            return production::release(tx, &actor, kept.lot.id, quantity, told.clone());
        }
        Ok(kept)
    };
    match screen.app.store.write(work).await {
        Ok(kept) => {
            let done = Message::new("lot-made").with("number", kept.lot.number.as_str());
            Ok(screen.redirect(&link(kept.lot.id), &done))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 5] = [
                ("lot-not", "quantity"),
                ("lot-more-than-ordered", "overrun"),
                ("lot-no-such-line", "line"),
                ("progress-", "quantity"),
                ("day-", "due"),
            ];
            page.faults = form::faults(&screen, error, &FIELDS)?;
            page.asks_overrun |= !page.faults.of("overrun").is_empty();
            Ok(answer(page, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn read(page: &mut MakePage) -> Option<NewLot> {
    let reader = page.frame.reader.clone();
    let mut faults = Faults::default();
    let quantity = quantity_of(&page.quantity).map_err(|why| faults.add("quantity", reader.say(&why))).ok();
    let due: Option<Option<Date>> = typed::day(&page.due).map_err(|why| faults.add("due", reader.say(&why))).ok();
    let line = page.line.parse().unwrap_or_default();
    let route: Vec<Operation> = rows::read(&page.rows, &page.frame, &mut faults);
    page.faults = faults;
    if !page.faults.is_empty() {
        return None;
    }
    Some(NewLot {
        id: LotId(page.id.parse().unwrap_or_else(|_| uuid::Uuid::now_v7())),
        line,
        quantity: quantity?,
        route,
        due: due?,
        plan: Vec::new(),
        note: page.note.clone(),
        overrun: page.overrun.clone(),
    })
}

fn page(screen: &Screen, loaded: &Loaded) -> MakePage {
    let frame = screen.frame().titled("lot-new").at(Nav::Workshop);
    let line = |(at, line): (usize, &yidan_domain::order::Line)| {
        (at.to_string(), format!("{at} · {} {} · {}", line.name, line.spec, line.quantity))
    };
    MakePage {
        head: Head::of(loaded, &screen.viewer, Place::Lots),
        id: uuid::Uuid::now_v7().to_string(),
        lines: (1..).zip(&loaded.order.lines).map(line).collect(),
        line: String::new(),
        quantity: String::new(),
        due: String::new(),
        note: String::new(),
        overrun: String::new(),
        asks_overrun: false,
        releases: true,
        rows: Vec::new(),
        departments: departments(screen, &frame),
        faults: Faults::default(),
        frame,
    }
}

impl MakePage {
    fn of_line(&self, line: &str) -> String {
        format!("{}/lots/new?line={line}", self.head.link)
    }

    fn seconds(&self, at: &usize) -> String {
        rows::seconds(*at)
    }
}

fn must_plan(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.plans_production() { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
}

fn answer(page: MakePage, status: StatusCode) -> Response {
    html_with(status, &page.frame, &page)
}
