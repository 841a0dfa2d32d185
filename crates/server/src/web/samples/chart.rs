//! The size chart, typed: sizes along the head, a point of measure a row.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use uuid::Uuid;
use yidan_domain::{
    Message,
    sample::{Deed, Length, LengthUnit, MOST_POINTS, MOST_SIZES, PointOfMeasure, Sample, SizeChart, Work},
};

use super::{Address, Answer, Screen, Told, drawn, link, load, may, measure::length, refuse};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
    web::orders::typed::Typed,
};

/// Columns and rows at the least, and empty ones beside those that are there.
const SIZES: usize = 6;
const POINTS: usize = 8;
const MORE: usize = 2;
/// That are read: more than there may be, so that too many are refused and not dropped.
const READ_SIZES: usize = 2 * MOST_SIZES;
const READ_POINTS: usize = 2 * MOST_POINTS;

#[derive(Template)]
#[template(path = "samples/chart.html")]
struct ChartPage {
    frame: Frame,
    link: String,
    name: String,
    id: String,
    version: u64,
    unit: String,
    sizes: Vec<String>,
    rows: Vec<Row>,
    faults: Faults,
}

#[derive(Default, Clone)]
struct Row {
    name: String,
    /// One for each column.
    targets: Vec<String>,
    plus: String,
    minus: String,
}

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Papers, Some(&sample))?;
    let mut page = page(&screen, link(loaded.order.id, sample.id), &sample);
    page.version = loaded.order.version;
    Ok(answer(&page, StatusCode::OK))
}

pub async fn draw(screen: Screen, Path(address): Path<Address>, form: Typed) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Papers, Some(&sample))?;
    let mut page = page(&screen, link(loaded.order.id, sample.id), &sample);
    page.take(&form);
    let seen = form.version();
    page.version = seen.unwrap_or(loaded.order.version);
    let reader = page.frame.reader.clone();
    let chart = page.read(&reader);
    if !page.faults.is_empty() {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let deed = Deed::ChartDrawn { chart: Box::new(chart) };
    let told = Told { id: drawn(&form), sample: sample.id, deed, on: None, seen };
    match super::keep(&screen, loaded.order.id, told).await {
        Ok(()) => Ok(screen.redirect(&page.link, &Message::new("done-sample"))),
        Err(error) => {
            let refused = refuse(&screen, error, &[], &mut page.faults)?;
            page.version = refused.version.unwrap_or(page.version);
            Ok(answer(&page, refused.status))
        }
    }
}

fn page(screen: &Screen, link: String, sample: &Sample) -> ChartPage {
    let written = |length: &Length| length.amount().to_string();
    let (mut sizes, mut rows) = (Vec::new(), Vec::new());
    match sample.chart() {
        Some(chart) => {
            sizes = chart.sizes.clone();
            let row = |point: &PointOfMeasure| Row {
                name: point.name.clone(),
                targets: point.targets.iter().map(written).collect(),
                plus: written(&point.plus),
                minus: written(&point.minus),
            };
            rows = chart.points.iter().map(row).collect();
        }
        None => sizes.extend(sample.request.pieces.iter().map(|pieces| pieces.size.clone())),
    }
    let mut page = ChartPage {
        link,
        name: sample.request.name.clone(),
        id: Uuid::now_v7().to_string(),
        version: 0,
        unit: sample.chart().map_or(LengthUnit::Cm, |chart| chart.unit).code().to_owned(),
        sizes,
        rows,
        faults: Faults::default(),
        frame: screen.frame().titled("sample-chart").at(Nav::Samples),
    };
    page.make_room();
    page
}

impl ChartPage {
    fn take(&mut self, form: &Typed) {
        let owned = |field: &str| form.all(field).into_iter().map(str::to_owned).collect::<Vec<String>>();
        self.sizes = owned("size");
        self.sizes.truncate(READ_SIZES);
        let (names, plus, minus) = (form.all("point"), form.all("plus"), form.all("minus"));
        let row = |at: usize| Row {
            name: names[at].to_owned(),
            targets: owned(&format!("target-{at}")),
            plus: plus.get(at).copied().unwrap_or_default().to_owned(),
            minus: minus.get(at).copied().unwrap_or_default().to_owned(),
        };
        self.rows = (0..names.len().min(READ_POINTS)).map(row).collect();
        self.unit = form.get("unit").to_owned();
        self.id = drawn(form).to_string();
        self.make_room();
    }

    /// Empty columns and rows to go on in.
    fn make_room(&mut self) {
        let used = self.sizes.iter().rposition(|size| !size.trim().is_empty()).map_or(0, |place| place + 1);
        self.sizes.resize((used + MORE).max(SIZES), String::new());
        let used = self.rows.iter().rposition(|row| !row.name.trim().is_empty()).map_or(0, |place| place + 1);
        self.rows.resize((used + MORE).max(POINTS), Row::default());
        let columns = self.sizes.len();
        self.rows.iter_mut().for_each(|row| row.targets.resize(columns, String::new()));
    }

    /// Columns and rows without a name are left out.
    fn read(&mut self, reader: &Reader) -> SizeChart {
        let mut faults = Faults::default();
        let mut number = |at: usize, typed: &str| match length(typed) {
            Ok(length) => length,
            Err(why) => {
                faults.add(row_field(at), reader.say(&why));
                None
            }
        };
        let columns: Vec<usize> = (0..self.sizes.len()).filter(|place| !self.sizes[*place].trim().is_empty()).collect();
        let mut points = Vec::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.name.trim().is_empty()) {
            let targets = columns.iter().filter_map(|place| number(at, row.targets.get(*place)?));
            let targets = targets.collect();
            let (plus, minus) = (number(at, &row.plus), number(at, &row.minus));
            // One tolerance alone holds both ways.
            let (plus, minus) = (plus.or(minus).unwrap_or_default(), minus.or(plus).unwrap_or_default());
            points.push(PointOfMeasure { name: row.name.clone(), targets, plus, minus });
        }
        let sizes = columns.iter().map(|place| self.sizes[*place].clone()).collect();
        let unit = if self.unit == LengthUnit::Inch.code() { LengthUnit::Inch } else { LengthUnit::Cm };
        self.faults = faults;
        SizeChart { unit, sizes, points }
    }

    fn fault(&self, at: &usize) -> String {
        row_field(*at)
    }
}

fn row_field(at: usize) -> String {
    format!("row-{at}")
}

fn answer(page: &ChartPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
