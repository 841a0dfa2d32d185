//! The plan of a lot is typed: a row a day, a column an operation.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use yidan_domain::{LotId, Message, order::lateness::day_number, production::Planned};
use yidan_store::production::{self, Kept};

use super::{
    super::{link, lot, plan::quantity_of, view::amount},
    Answer, Failure, Screen,
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::{form, orders::typed::Typed},
};

/// Days that are offered from today on, beside those that have a plan.
const USUAL_DAYS: i64 = 10;
const MOST_DAYS: i64 = 120;

#[derive(Template)]
#[template(path = "production/plan.html")]
struct PlanPage {
    frame: Frame,
    link: String,
    number: String,
    goods: String,
    quantity: String,
    due: Option<Date>,
    operations: Vec<String>,
    rows: Vec<Row>,
    /// Of the plan that is shown.
    version: u64,
    /// Sums of what is planned, for each operation.
    sums: Vec<String>,
    more: String,
    faults: Faults,
}

struct Row {
    day: Date,
    is_off: bool,
    cells: Vec<Cell>,
}

struct Cell {
    name: String,
    label: String,
    value: String,
}

#[derive(Deserialize)]
pub struct Asked {
    days: Option<i64>,
}

pub async fn ask(screen: Screen, Path(id): Path<LotId>, Query(asked): Query<Asked>) -> Answer {
    let kept = load(&screen, id).await?;
    let days = asked.days.unwrap_or(USUAL_DAYS).clamp(1, MOST_DAYS);
    let typed = kept.lot.plan.iter().map(|it| (name(it.day, it.operation), amount(it.quantity).to_string())).collect();
    let page = page(&screen, &kept, &offered(&screen, &kept, days), &typed, days);
    Ok(answer(&page, StatusCode::OK))
}

pub async fn put(screen: Screen, Path(id): Path<LotId>, form: Typed) -> Answer {
    let kept = load(&screen, id).await?;
    let shown: BTreeSet<Date> = form.all("day").iter().filter_map(|day| day.parse().ok()).take(400).collect();
    let typed: BTreeMap<String, String> =
        form.filled("q-").map(|field| (field.to_owned(), form.get(field).trim().to_owned())).collect();
    let mut page = page(&screen, &kept, &shown, &typed, shown.len() as i64);
    // What comes back with a fault is still what was typed over the plan that was seen.
    page.version = form.version().unwrap_or_default();
    let (mut plan, reader) = (Vec::new(), page.frame.reader.clone());
    // What was not shown stays as it is.
    plan.extend(kept.lot.plan.iter().filter(|it| !shown.contains(&it.day)).copied());
    for day in &shown {
        for operation in 0..kept.lot.route.len() {
            let field = name(*day, operation);
            let Some(words) = typed.get(&field) else { continue };
            match quantity_of(words) {
                Ok(quantity) => plan.push(Planned { day: *day, operation, quantity }),
                Err(why) => page.faults.add(field, reader.say(&why)),
            }
        }
    }
    if !page.faults.is_empty() {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (actor, seen) = (screen.actor(), Some(form.version().unwrap_or_default()));
    match screen.app.store.write(move |tx| production::put_plan(tx, &actor, id, plan.clone(), seen)).await {
        Ok(_) => Ok(screen.redirect(&link(id), &Message::new("plan-done"))),
        Err(error) => {
            page.faults = form::faults(&screen, error, &[])?;
            Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

async fn load(screen: &Screen, id: LotId) -> Result<Kept, Failure> {
    if !screen.viewer.plans_production() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    Ok(lot::load(screen, id).await?.kept)
}

fn name(day: Date, operation: usize) -> String {
    format!("q-{day}-{operation}")
}

/// The working days from today on, and the days that have a plan.
fn offered(screen: &Screen, kept: &Kept, days: i64) -> BTreeSet<Date> {
    let (world, today) = (screen.app.store.world(), screen.today());
    let calendar = world.company.calendars.of(&"production".into());
    let planned = kept.lot.plan.iter().map(|it| it.day);
    let ahead = (0..days * 2).filter_map(|ahead| today.checked_add(ahead.days()).ok());
    let worked =
        ahead.filter(|day| calendar.is_working(day_number(*day))).take(usize::try_from(days).unwrap_or_default());
    planned.chain(worked).collect()
}

fn page(screen: &Screen, kept: &Kept, days: &BTreeSet<Date>, typed: &BTreeMap<String, String>, count: i64) -> PlanPage {
    let mut frame = screen.frame().at(Nav::Workshop);
    frame.title = format!("{} · {}", frame.t("lot-plan-title"), kept.lot.number);
    let world = screen.app.store.world();
    let calendar = world.company.calendars.of(&"production".into());
    let operations: Vec<String> = kept.lot.route.iter().map(|it| it.name.get(frame.reader.lang).to_owned()).collect();
    let cell = |day: Date, (place, operation): (usize, &String)| Cell {
        name: name(day, place),
        label: format!("{operation} {day}"),
        value: typed.get(&name(day, place)).cloned().unwrap_or_default(),
    };
    let row = |day: &Date| Row {
        day: *day,
        is_off: !calendar.is_working(day_number(*day)),
        cells: operations.iter().enumerate().map(|it| cell(*day, it)).collect(),
    };
    let sum = |place: usize| {
        let quantities = kept.lot.plan.iter().filter(|it| it.operation == place).map(|it| it.quantity);
        amount(quantities.fold(0_i64, i64::saturating_add)).to_string()
    };
    PlanPage {
        link: link(kept.lot.id),
        number: kept.lot.number.clone(),
        goods: kept.lot.goods.clone(),
        quantity: kept.lot.quantity.to_string(),
        due: kept.lot.due,
        rows: days.iter().map(row).collect(),
        version: kept.lot.plan_version,
        sums: (0..operations.len()).map(sum).collect(),
        operations,
        more: format!("{}/plan?days={}", link(kept.lot.id), (count + USUAL_DAYS).clamp(1, MOST_DAYS)),
        faults: Faults::default(),
        frame,
    }
}

fn answer(page: &PlanPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
