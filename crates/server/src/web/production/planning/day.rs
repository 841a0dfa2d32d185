//! What a day asks of the workshop, operation by operation: planned, reported, behind, still open. To look at, to carry on
//! a phone, to print.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use jiff::{ToSpan, civil::Date};
use rust_decimal::Decimal;
use serde::Deserialize;
use yidan_domain::Quantity;
use yidan_store::production::{self, OfDay};

use super::{
    super::{link, view::amount},
    Answer, Screen,
};
use crate::{
    page::{Frame, Nav, filters, html},
    web::{board::address::refused, orders::typed},
};

#[derive(Template)]
#[template(path = "production/day.html")]
struct DayPage {
    frame: Frame,
    day: Date,
    days: Vec<(String, Date, bool)>,
    groups: Vec<Group>,
}

/// The work of one operation, of all lots.
struct Group {
    name: String,
    department: String,
    rows: Vec<Row>,
}

struct Row {
    number: String,
    link: String,
    report: Option<String>,
    goods: String,
    unit: String,
    planned: Decimal,
    made: Decimal,
    behind: Decimal,
    open: Decimal,
    due: Option<Date>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    day: String,
}

pub async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let today = screen.today();
    let day = typed::day(&asked.day).map_err(refused)?.unwrap_or(today);
    let viewer = screen.viewer.clone();
    let found = screen.app.store.read(move |tx| production::day_plan(tx, &viewer, day)).await?;
    let frame = screen.frame().titled("plan-day-title").at(Nav::Workshop);
    let tomorrow = today.saturating_add(1.days());
    let mut days =
        vec![(frame.t("plan-today"), today, day == today), (frame.t("plan-tomorrow"), tomorrow, day == tomorrow)];
    if day != today && day != tomorrow {
        days.push((frame.reader.day(day), day, true));
    }
    let page = DayPage { groups: groups(&screen, &frame, &found), day, days, frame };
    Ok(html(&page.frame, &page))
}

fn groups(screen: &Screen, frame: &Frame, found: &[OfDay]) -> Vec<Group> {
    let (world, lang) = (screen.app.store.world(), frame.reader.lang);
    // In the order in which operations usually follow one another.
    let mut groups: BTreeMap<(usize, String), Group> = BTreeMap::new();
    for of_day in found {
        let lot = &of_day.kept.lot;
        for asked in &of_day.asked {
            let Some(operation) = lot.route.get(asked.operation) else { continue };
            let name = operation.name.get(lang).to_owned();
            let department = world.company.department_name(&operation.department).get(lang).to_owned();
            let place = groups.keys().find(|(_, other)| *other == name).map_or(asked.operation, |(place, _)| *place);
            let group =
                groups.entry((place, name.clone())).or_insert_with(|| Group { name, department, rows: Vec::new() });
            let may_report = of_day.kept.is_open() && screen.viewer.reports_progress(&operation.department);
            group.rows.push(Row {
                number: lot.number.clone(),
                link: link(lot.id),
                report: may_report.then(|| format!("{}/report?operation={}", link(lot.id), asked.operation)),
                goods: lot.goods.clone(),
                unit: lot.quantity.unit.clone(),
                planned: amount(asked.planned),
                made: amount(asked.made),
                behind: amount(asked.behind),
                open: amount(asked.open),
                due: lot.due,
            });
        }
    }
    groups.into_values().collect()
}

impl DayPage {
    fn to(&self, day: &Date) -> String {
        format!("/workshop/day?day={day}")
    }
}

impl Group {
    /// What is planned, where all is counted alike.
    fn planned(&self) -> String {
        let unit = self.rows.first().map(|row| row.unit.as_str()).unwrap_or_default();
        if self.rows.iter().any(|row| row.unit != unit) {
            return String::new();
        }
        let sum: Decimal = self.rows.iter().map(|row| row.planned).sum();
        Quantity::exact(sum, unit).map(|it| it.to_string()).unwrap_or_default()
    }
}
