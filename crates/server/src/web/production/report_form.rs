//! What is reported of an operation, as it is typed: by a person at the operation, of what came back from outside, and by an
//! outside factory itself.

use jiff::civil::Date;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use yidan_domain::{
    Message, ProgressId,
    order::FileRef,
    production::{MOST_PHOTOS, Report, Scrap},
};
use yidan_store::{World, production::Told};

use super::plan::quantity_if;
use crate::{
    app::App,
    page::Faults,
    texts::Reader,
    web::{
        Failure,
        deed::Reading,
        orders::typed::{self, Typed},
    },
};

/// Which field a refusal is about.
pub const FIELDS: [(&str, &str); 6] = [
    ("progress-more-than", "good"),
    ("progress-nothing", "good"),
    ("progress-not", "good"),
    ("progress-again", "rework"),
    ("progress-too-long", "minutes"),
    ("refusal-day", "day"),
];

pub struct ReportForm {
    pub id: String,
    pub good: String,
    pub scrap: String,
    pub cause: String,
    pub rework: String,
    pub lost: String,
    pub minutes: String,
    pub from_rework: bool,
    pub day: String,
    pub note: String,
    /// Photos that came with an earlier sending, by their tokens.
    pub photos: Vec<(String, String)>,
    pub causes: Vec<(String, String)>,
    pub faults: Faults,
}

impl ReportForm {
    pub fn empty(world: &World, reader: &Reader, today: Date) -> Self {
        let offered = world.causes.0.iter().filter(|cause| !cause.archived);
        let named =
            |cause: &yidan_domain::exception::Cause| (cause.key.to_string(), cause.name.get(reader.lang).to_owned());
        Self {
            id: uuid::Uuid::now_v7().to_string(),
            good: String::new(),
            scrap: String::new(),
            cause: String::new(),
            rework: String::new(),
            lost: String::new(),
            minutes: String::new(),
            from_rework: false,
            day: today.to_string(),
            note: String::new(),
            photos: Vec::new(),
            causes: offered.map(named).collect(),
            faults: Faults::default(),
        }
    }

    /// Shows again what was typed.
    pub fn take(&mut self, form: &Typed) {
        let typed = |field: &str| form.get(field).trim().to_owned();
        if form.get("id").parse::<uuid::Uuid>().is_ok() {
            self.id = typed("id");
        }
        (self.good, self.scrap, self.rework, self.lost) =
            (typed("good"), typed("scrap"), typed("rework"), typed("lost"));
        (self.cause, self.minutes, self.day) = (typed("cause"), typed("minutes"), typed("day"));
        self.from_rework = !form.get("from_rework").is_empty();
        self.note = typed("note");
    }

    /// Keeps the photos: only for somebody who may report here.
    pub async fn keep_photos(&mut self, app: &App, form: &Typed) -> Result<Vec<FileRef>, Failure> {
        let photos = form.some_files(app, "photos", MOST_PHOTOS).await?;
        self.photos = photos.iter().map(|file| (typed::token(file), file.name.clone())).collect();
        Ok(photos)
    }

    /// The report of an operation and when it counts, or the faults of the form.
    pub fn read(&mut self, form: &Typed, reader: &Reader) -> Option<(Report, Told)> {
        let mut reading = Reading::of(form, reader);
        let good = quantity_if(&mut reading, "good");
        let scrap = quantity_if(&mut reading, "scrap");
        let rework = quantity_if(&mut reading, "rework");
        let lost = quantity_if(&mut reading, "lost");
        let minutes = match form.get("minutes").trim() {
            "" => Some(0),
            minutes => {
                let read = typed::number(minutes).ok().flatten().filter(Decimal::is_integer).and_then(|it| it.to_u32());
                reading.take("minutes", read.ok_or(Message::new("lot-minutes-unreadable")))
            }
        };
        let day = reading.day("day");
        if scrap.is_some_and(|scrap| scrap > 0) && self.cause.is_empty() {
            reading.faults.add("cause", reader.t("lot-cause-missing"));
        }
        self.faults = reading.faults;
        if !self.faults.is_empty() {
            return None;
        }
        let scrap = scrap.filter(|scrap| *scrap != 0);
        let report = Report {
            good: good?,
            scrap: scrap.map(|quantity| Scrap { cause: self.cause.as_str().into(), quantity }).into_iter().collect(),
            rework: rework?,
            lost: lost?,
            from_rework: self.from_rework,
            minutes: minutes?,
            ..Report::default()
        };
        let id = ProgressId(self.id.parse().unwrap_or_else(|_| uuid::Uuid::now_v7()));
        Some((report, Told { id, day: day?, note: self.note.clone() }))
    }
}
