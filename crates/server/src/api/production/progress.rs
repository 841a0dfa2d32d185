//! What is said of a lot: released, reported, taken back.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    LotId, Message, OutsideJobId, ProgressId,
    order::FileRef,
    production::{self, Kind, MOST_PHOTOS, Report, Scrap, Teller},
};
use yidan_store::production::{self as store, Told};

use super::{
    super::{
        caller::Caller,
        photos::{self, Photo},
        problem::{Answer, Problem},
        reading::Fault,
        reply::Reply,
        sent::{Path, Sent},
        values::{Day, Figure, Key, Moment, PersonName, Prose, Words},
    },
    values::{Lot, amount, exact},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_entries))
        .routes(routes!(release_lot))
        .routes(routes!(report_progress))
        .routes(routes!(reverse_entry))
}

#[derive(Serialize, ToSchema)]
#[schema(as = LotEntries)]
struct Entries {
    /// In the order in which they were told.
    entries: Vec<Entry>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = LotEntry)]
struct Entry {
    id: Uuid,
    day: Day,
    at: Moment,
    /// Nobody of the company, where an outside factory told it.
    by: Option<PersonName>,
    kind: EntryKind,
    /// Place of the operation, from 0.
    operation: Option<usize>,
    /// Released, sent out, or good.
    quantity: Option<Figure>,
    scrap: Vec<Spoiled>,
    rework: Option<Figure>,
    from_rework: bool,
    /// The outside job that it is about.
    job: Option<Uuid>,
    lost: Option<Figure>,
    minutes: u32,
    photos: Vec<photos::Kept>,
    /// The entry that is taken back.
    reverses: Option<Uuid>,
    note: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = LotEntryKind)]
enum EntryKind {
    Released,
    Reported,
    SentOut,
    Reversed,
}

/// Scrap with its cause, one of the company's causes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Spoiled {
    cause: Key,
    quantity: Figure,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReleaseFields {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    quantity: Figure,
    /// Today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReportFields {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    /// Place of the operation in the lot's route, from 0.
    operation: usize,
    #[serde(default)]
    good: Option<Figure>,
    #[serde(default)]
    #[schema(max_items = 20)]
    scrap: Vec<Spoiled>,
    /// Put aside to be done again.
    #[serde(default)]
    rework: Option<Figure>,
    /// Good and scrap come from what had been put aside.
    #[serde(default)]
    from_rework: bool,
    /// They come back from this outside job.
    #[serde(default)]
    job: Option<Uuid>,
    /// Never to come back from it.
    #[serde(default)]
    lost: Option<Figure>,
    #[serde(default)]
    minutes: u32,
    /// Photos that were sent to `/lots/{id}/photos`.
    #[serde(default)]
    #[schema(max_items = 8)]
    photos: Vec<Photo>,
    /// Today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    note: Prose,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReverseFields {
    /// From which day on it counts no more; today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
    reason: Words,
}

/// What was said of a lot
#[utoipa::path(get, path = "/lots/{id}/entries", tag = "production", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of it.", body = Entries), (status = 404)))]
async fn list_entries(caller: Caller, Path(id): Path<LotId>) -> Answer {
    let viewer = caller.viewer.clone();
    let entries = caller.app.store.read(move |tx| store::entries_of(tx, &viewer, id)).await?;
    let world = caller.app.store.world();
    let named = |person| PersonName::of(person, &world.people);
    let entries = entries.iter().map(|entry| Entry::of(entry, &named)).collect();
    Ok(Reply::ok(Entries { entries }).into_response())
}

/// Release a lot, or a part of it, to its first operation
#[utoipa::path(post, path = "/lots/{id}/release", tag = "production", params(("id" = Uuid, Path)),
    request_body = ReleaseFields,
    responses((status = 200, description = "Released.", body = Lot), (status = 403), (status = 404)))]
async fn release_lot(caller: Caller, Path(id): Path<LotId>, Sent { what, once }: Sent<ReleaseFields>) -> Answer {
    let quantity = exact(what.quantity, "/quantity")?;
    let told = told(&caller, what.id, what.day, String::new());
    let released = caller.commit(once, move |tx, actor| {
        Ok(Reply::ok(Lot::from(&store::release(tx, actor, id, quantity, told.clone())?)))
    });
    released.await
}

/// Report what came out of an operation
///
/// For the operation's department, production, planning and managers. An operation never delivers more than it has received.
#[utoipa::path(post, path = "/lots/{id}/reports", tag = "production", params(("id" = Uuid, Path)),
    request_body = ReportFields,
    responses((status = 200, description = "Kept.", body = Lot), (status = 403), (status = 404)))]
async fn report_progress(caller: Caller, Path(id): Path<LotId>, Sent { what, once }: Sent<ReportFields>) -> Answer {
    let told = told(&caller, what.id, what.day, what.note.0.clone());
    let photos = match what.photos.is_empty() {
        true => Vec::new(),
        false => photos_of(&caller, id, &what).await?,
    };
    let report = report(what, photos)?;
    let kept = caller.commit(once, move |tx, actor| {
        Ok(Reply::ok(Lot::from(&store::report(tx, actor, id, report.clone(), told.clone())?)))
    });
    kept.await
}

/// Files are read of nobody who may not report here, and never more than a report may have.
async fn photos_of(caller: &Caller, id: LotId, what: &ReportFields) -> Result<Vec<FileRef>, Problem> {
    if what.photos.len() > MOST_PHOTOS {
        return Err(Fault::at("/photos", Message::new("api-photos-limit").with("limit", MOST_PHOTOS)).into());
    }
    let viewer = caller.viewer.clone();
    let kept = caller.app.store.read(move |tx| store::get(tx, &viewer, id)).await?;
    let may_say = |it: &production::Operation| store::may_say(&caller.viewer, &it.department, what.job.is_some());
    match kept.lot.route.get(what.operation) {
        // The store says why an operation is nobody's.
        Some(operation) if may_say(operation) => photos::named(&caller.app, &what.photos, "/photos").await,
        _ => Ok(Vec::new()),
    }
}

/// Take back an entry that was wrong
#[utoipa::path(post, path = "/lots/{id}/entries/{entry}/reverse", tag = "production",
    params(("id" = Uuid, Path), ("entry" = Uuid, Path)), request_body = ReverseFields,
    responses((status = 200, description = "Taken back.", body = Lot), (status = 403), (status = 404)))]
async fn reverse_entry(
    caller: Caller,
    Path((id, entry)): Path<(LotId, ProgressId)>,
    Sent { what, once }: Sent<ReverseFields>,
) -> Answer {
    let told = told(&caller, None, what.day, what.reason.0);
    let reversed = caller
        .commit(once, move |tx, actor| Ok(Reply::ok(Lot::from(&store::reverse(tx, actor, id, entry, told.clone())?))));
    reversed.await
}

fn told(caller: &Caller, id: Option<Uuid>, day: Option<Day>, note: String) -> Told {
    let day = day.map_or_else(|| caller.today(), |day| day.0);
    Told { id: ProgressId(id.unwrap_or_else(Uuid::now_v7)), day, note }
}

fn report(sent: ReportFields, photos: Vec<FileRef>) -> Result<Report, Problem> {
    let part = |sent: Option<Figure>, pointer: &str| sent.map_or(Ok(0), |figure| exact(figure, pointer));
    let scrap = |(place, spoiled): (usize, Spoiled)| {
        let quantity = exact(spoiled.quantity, &format!("/scrap/{place}/quantity"))?;
        Ok(Scrap { cause: spoiled.cause.0.as_str().into(), quantity })
    };
    Ok(Report {
        operation: sent.operation,
        good: part(sent.good, "/good")?,
        scrap: sent.scrap.into_iter().enumerate().map(scrap).collect::<Result<_, Problem>>()?,
        rework: part(sent.rework, "/rework")?,
        from_rework: sent.from_rework,
        job: sent.job.map(OutsideJobId),
        lost: part(sent.lost, "/lost")?,
        minutes: sent.minutes,
        photos,
    })
}

impl Entry {
    fn of(entry: &production::Entry, named: &impl Fn(yidan_domain::PersonId) -> PersonName) -> Self {
        let empty = Self {
            id: entry.id.0,
            day: Day(entry.day),
            at: Moment(entry.at),
            by: match entry.by {
                Teller::Person(person) => Some(named(person)),
                Teller::Outside(_) => None,
            },
            kind: EntryKind::Released,
            operation: None,
            quantity: None,
            scrap: Vec::new(),
            rework: None,
            from_rework: false,
            job: entry.kind.job().map(|job| job.0),
            lost: None,
            minutes: 0,
            photos: Vec::new(),
            reverses: None,
            note: entry.note.clone(),
        };
        match &entry.kind {
            Kind::Released { quantity } => Self { quantity: Some(amount(*quantity)), ..empty },
            Kind::SentOut { operation, quantity, .. } => Self {
                kind: EntryKind::SentOut,
                operation: Some(*operation),
                quantity: Some(amount(*quantity)),
                ..empty
            },
            Kind::Reversed { entry } => Self { kind: EntryKind::Reversed, reverses: Some(entry.0), ..empty },
            Kind::Reported(report) => Self {
                kind: EntryKind::Reported,
                operation: Some(report.operation),
                quantity: Some(amount(report.good)),
                scrap: report.scrap.iter().map(Spoiled::of).collect(),
                rework: (report.rework != 0).then(|| amount(report.rework)),
                from_rework: report.from_rework,
                lost: (report.lost != 0).then(|| amount(report.lost)),
                minutes: report.minutes,
                photos: report.photos.iter().map(photos::Kept::from).collect(),
                ..empty
            },
        }
    }
}

impl Spoiled {
    fn of(scrap: &Scrap) -> Self {
        Self { cause: Key(scrap.cause.to_string()), quantity: amount(scrap.quantity) }
    }
}
