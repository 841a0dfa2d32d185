//! What an inspection found, and figures over what all have found.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    InspectionId, Message, Say, Text as Said,
    order::FileRef,
    quality::{
        self, Command, Defect, DefectKey, DefectList, InspectionRefusal, Report,
        figures::{Passes, month, pareto, passes},
        report::MOST_PHOTOS,
    },
};
use yidan_store::inspections as store;

use super::{
    super::{
        caller::Caller,
        photos::{self, Photo},
        problem::{Answer, Problem},
        reading::Fault,
        reply::Reply,
        sent::{IfMatch, Path, Query, Seen, Sent},
        values::{Day, Figure, Key, Name, Prose, Text, Words},
    },
    values::{Class, InspectionAnswer, named},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(report_inspection))
        .routes(routes!(correct_inspection))
        .routes(routes!(get_quality_figures))
}

/// A defect of the company's list by its key, or one with a name of its own.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DefectFields {
    #[serde(default)]
    key: Option<Key>,
    /// One language is enough.
    #[serde(default)]
    name_zh: Name,
    #[serde(default)]
    name_en: Name,
    /// As the list has it, if you don't say; major for one that is not on it.
    #[serde(default)]
    class: Option<Class>,
    /// Units whose gravest defect this is.
    count: u64,
    #[serde(default)]
    note: Prose,
    /// As they were answered when they were sent.
    #[serde(default)]
    #[schema(max_items = 50)]
    photos: Vec<Photo>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResultFields {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    /// Today, if you don't say.
    #[serde(default)]
    on: Option<Day>,
    /// Units looked at: as many as the plan asks for, or more.
    inspected: u64,
    #[serde(default)]
    #[schema(max_items = 200)]
    defects: Vec<DefectFields>,
    /// Why it has to be inspected again, whatever the plan makes of it.
    #[serde(default)]
    again: Option<Words>,
    #[serde(default)]
    note: Prose,
    /// Photos and files of the result as a whole, as they were answered when they were sent.
    #[serde(default)]
    #[schema(max_items = 50)]
    files: Vec<Photo>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CorrectionFields {
    result: ResultFields,
    reason: Words,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Span {
    from: Day,
    to: Day,
}

/// How many lots passed, and which defects make up most of what was found.
#[derive(Serialize, ToSchema)]
#[schema(as = QualityFigures)]
struct Figures {
    months: Vec<MonthPasses>,
    /// From the most frequent on.
    defects: Vec<DefectBar>,
}

#[derive(Serialize, ToSchema)]
struct MonthPasses {
    /// Its first day.
    month: Day,
    /// First inspections: passed, of how many, and in percent.
    first_passed: u64,
    first: u64,
    first_percent: Option<Figure>,
    /// With re-inspections.
    passed: u64,
    inspections: u64,
}

#[derive(Serialize, ToSchema)]
struct DefectBar {
    key: Option<String>,
    name: Text,
    class: Class,
    count: u64,
    /// With those more frequent, in percent of all.
    cumulative_percent: Option<Figure>,
}

/// Report what an inspection found
///
/// For quality and managers. The verdict follows from the sampling plan.
#[utoipa::path(post, path = "/inspections/{id}/result", tag = "quality", params(("id" = Uuid, Path)),
    request_body = ResultFields,
    responses((status = 200, description = "Kept.", body = InspectionAnswer), (status = 403), (status = 404)))]
async fn report_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    Sent { what, once }: Sent<ResultFields>,
) -> Answer {
    let deed = what.id.unwrap_or_else(Uuid::now_v7);
    let report = read(&caller, what, "").await?;
    let reported = caller.commit(once, move |tx, actor| {
        let command = Command::Record { report: report.clone() };
        let kept = store::act(tx, actor, id, deed, None, command)?;
        Ok(Reply::ok(InspectionAnswer::from(&kept)).version(kept.version))
    });
    reported.await
}

/// Correct a result that was wrong
///
/// All of it, in the place of the one that you have seen (`If-Match`).
#[utoipa::path(post, path = "/inspections/{id}/correct", tag = "quality", params(("id" = Uuid, Path), IfMatch),
    request_body = CorrectionFields,
    responses((status = 200, description = "Corrected.", body = InspectionAnswer), (status = 403), (status = 404),
        (status = 409)))]
async fn correct_inspection(
    caller: Caller,
    Path(id): Path<InspectionId>,
    seen: Seen,
    Sent { what, once }: Sent<CorrectionFields>,
) -> Answer {
    let deed = what.result.id.unwrap_or_else(Uuid::now_v7);
    let (report, reason) = (read(&caller, what.result, "/result").await?, what.reason.0);
    let corrected = caller.commit(once, move |tx, actor| {
        let command = Command::Correct { report: report.clone(), reason: reason.clone() };
        let kept = store::act(tx, actor, id, deed, seen.0, command)?;
        Ok(Reply::ok(InspectionAnswer::from(&kept)).version(kept.version))
    });
    corrected.await
}

/// Pass rates by month, and defects by frequency
#[utoipa::path(get, path = "/quality-figures", tag = "quality", params(Span),
    responses((status = 200, description = "Of the orders that you may see.", body = Figures)))]
async fn get_quality_figures(caller: Caller, Query(span): Query<Span>) -> Answer {
    let viewer = caller.viewer.clone();
    let seen = caller.app.store.read(move |tx| store::reported(tx, &viewer, span.from.0, span.to.0)).await?;
    let months = passes(&seen, month).into_iter().map(|(month, passes)| MonthPasses::of(month, &passes)).collect();
    let bar = |bar: quality::Bar| DefectBar {
        key: bar.key.map(|key| key.0),
        name: Text::from(&bar.name),
        class: bar.class.into(),
        count: bar.count,
        cumulative_percent: bar.cumulative.percent().map(Figure),
    };
    let defects = pareto(seen.iter().filter_map(|one| one.report())).into_iter().map(bar).collect();
    Ok(Reply::ok(Figures { months, defects }).into_response())
}

impl MonthPasses {
    fn of(month: jiff::civil::Date, passes: &Passes) -> Self {
        Self {
            month: Day(month),
            first_passed: passes.first.part,
            first: passes.first.of,
            first_percent: passes.first.percent().map(Figure),
            passed: passes.all.part,
            inspections: passes.all.of,
        }
    }
}

async fn read(caller: &Caller, sent: ResultFields, at: &str) -> Result<Report, Problem> {
    let list = caller.app.store.read(store::settings).await?.defects;
    let mut defects = Vec::new();
    for (place, mut defect) in sent.defects.into_iter().enumerate() {
        let (at, photos) = (format!("{at}/defects/{place}"), std::mem::take(&mut defect.photos));
        let defect = defect.read(&list, &at)?;
        let photos = named_photos(caller, &photos, &defect.name, &format!("{at}/photos")).await?;
        defects.push(Defect { photos, ..defect });
    }
    let whole = Said::new("报告", "the report");
    let files = named_photos(caller, &sent.files, &whole, &format!("{at}/files")).await?;
    Ok(Report {
        on: sent.on.map_or_else(|| caller.today(), |day| day.0),
        inspected: sent.inspected,
        defects,
        again: sent.again.map(|reason| reason.0),
        note: sent.note.0,
        files,
    })
}

/// More than a report may have are not looked for.
async fn named_photos(caller: &Caller, photos: &[Photo], name: &Said, at: &str) -> Result<Vec<FileRef>, Problem> {
    if photos.len() > MOST_PHOTOS {
        let refusal = InspectionRefusal::TooManyPhotos { name: name.clone(), most: MOST_PHOTOS };
        return Err(Fault::at(at, refusal.say()).into());
    }
    photos::named(&caller.app, photos, at).await
}

impl DefectFields {
    fn read(self, list: &DefectList, at: &str) -> Result<Defect, Problem> {
        let known = match &self.key {
            None => None,
            Some(key) => Some(list.get(&DefectKey(key.0.clone())).ok_or_else(|| {
                Problem::from(Fault::at(
                    format!("{at}/key"),
                    Message::new("api-defect-unknown").with("key", key.0.as_str()),
                ))
            })?),
        };
        let class = self.class.map(Into::into).or(known.map(|kind| kind.class));
        Ok(Defect {
            key: known.map(|kind| kind.key.clone()),
            name: known.map_or_else(|| named(&self.name_zh.0, &self.name_en.0), |kind| kind.name.clone()),
            class: class.unwrap_or(quality::aql::Class::Major),
            count: self.count,
            photos: Vec::new(),
            note: self.note.0,
        })
    }
}
