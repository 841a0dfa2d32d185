//! Measuring a sample against its chart: a grid that marks what is outside its tolerance while it is typed.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use uuid::Uuid;
use yidan_domain::{
    Message,
    sample::{Deed, Length, Measurement, Sample, SizeChart, Stage, Task, Work},
};

use super::{Address, Answer, Failure, Screen, Told, drawn, link, load, may, refuse, view::tolerance};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::orders::{
        loaded::Loaded,
        typed::{self, Typed},
    },
};

#[derive(Template)]
#[template(path = "samples/measure.html")]
struct MeasurePage {
    frame: Frame,
    link: String,
    name: String,
    id: String,
    day: String,
    unit: &'static str,
    sizes: Vec<SizeView>,
    faults: Faults,
}

struct SizeView {
    name: String,
    points: Vec<PointView>,
}

struct PointView {
    /// Of the field.
    field: String,
    name: String,
    target: Length,
    tolerance: String,
    /// The shortest and the longest that is good enough.
    least: Length,
    most: Length,
    value: String,
}

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    Ok(answer(&page(&screen, &loaded, &sample)?, StatusCode::OK))
}

pub async fn measure(screen: Screen, Path(address): Path<Address>, form: Typed) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    let mut page = page(&screen, &loaded, &sample)?;
    let id = drawn(&form);
    (page.id, page.day) = (id.to_string(), form.get("day").to_owned());
    let reader = page.frame.reader.clone();
    let (mut measurements, mut faults) = (Vec::new(), Faults::default());
    for size in &mut page.sizes {
        for point in &mut size.points {
            point.value = form.get(&point.field).trim().to_owned();
            match length(&point.value) {
                Ok(None) => {}
                Ok(Some(length)) => {
                    measurements.push(Measurement { size: size.name.clone(), point: point.name.clone(), length });
                }
                Err(why) => faults.add(&point.field, reader.say(&why)),
            }
        }
    }
    let on = typed::day(&page.day).map_err(|why| faults.add("day", reader.say(&why))).ok().flatten();
    page.faults = faults;
    if !page.faults.is_empty() {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let deed = Deed::Done { stage: Stage::Measured { measurements } };
    let told = Told { id, sample: sample.id, deed, on, seen: None };
    match super::keep(&screen, loaded.order.id, told).await {
        Ok(()) => Ok(screen.redirect(&page.link, &Message::new("sample-measured-done"))),
        Err(error) => {
            let refused = refuse(&screen, error, &[("sample-day", "day"), ("day-", "day")], &mut page.faults)?;
            Ok(answer(&page, refused.status))
        }
    }
}

/// A length as typed; none where nothing was.
pub fn length(typed: &str) -> Result<Option<Length>, Message> {
    let exact = |amount| Length::exact(amount).ok_or(Message::new("sample-length-unreadable"));
    typed::number(typed)?.map(exact).transpose()
}

fn page(screen: &Screen, loaded: &Loaded, sample: &Sample) -> Result<MeasurePage, Failure> {
    may(screen, loaded, Work::Task(Task::Measure), Some(sample))?;
    let frame = screen.frame().titled("sample-do-measure").at(Nav::Samples);
    let round = sample.open_round();
    let chart = round.and_then(|round| sample.chart_of(round)).or(sample.chart());
    let measured = round.map(|round| round.measured()).unwrap_or_default();
    let is_asked = |size: &str| {
        sample.request.pieces.iter().any(|pieces| pieces.size == size)
            || measured.keys().any(|(known, _)| *known == size)
    };
    let value = |size: &str, point: &str| {
        let length = measured.get(&(size, point));
        length.map(|length| length.amount().to_string()).unwrap_or_default()
    };
    Ok(MeasurePage {
        link: link(loaded.order.id, sample.id),
        name: sample.request.name.clone(),
        id: Uuid::now_v7().to_string(),
        day: screen.today().to_string(),
        unit: chart.map_or("", |chart| chart.unit.code()),
        sizes: chart.map(|chart| sizes(chart, is_asked, value)).unwrap_or_default(),
        faults: Faults::default(),
        frame,
    })
}

fn sizes(chart: &SizeChart, is_asked: impl Fn(&str) -> bool, value: impl Fn(&str, &str) -> String) -> Vec<SizeView> {
    let asked = chart.sizes.iter().enumerate().filter(|(_, size)| is_asked(size));
    let points = |place: usize, size: &str| {
        let of_size = chart.points.iter().enumerate();
        let view = |(at, point): (usize, &yidan_domain::sample::PointOfMeasure)| {
            let target = point.targets.get(place).copied().unwrap_or_default();
            PointView {
                field: format!("point-{place}-{at}"),
                name: point.name.clone(),
                target,
                tolerance: tolerance(point.plus, point.minus),
                least: target.less(point.minus),
                most: Length(target.0.saturating_add(point.plus.0)),
                value: value(size, &point.name),
            }
        };
        of_size.map(view).collect()
    };
    asked.map(|(place, size)| SizeView { name: size.clone(), points: points(place, size) }).collect()
}

fn answer(page: &MeasurePage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
