//! Outside processing: jobs of factories, what is sent to them, what they are charged with, and their links.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{self as domain, LotId, OutsideJobId, ProgressId, SupplierId, production as rules};
use yidan_store::{
    Error, Tx, links,
    production::{self as store, JobFilter, KeptJob, Told},
    suppliers,
};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading,
        reply::Reply,
        sent::{Path, Query, Sent},
        values::{Day, Figure, Moment, PersonName, Prose, Words},
    },
    jobs::{Job, Terms, stage_of},
    values::exact,
};
use crate::{app::App, secrets};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_outside_jobs))
        .routes(routes!(send_out))
        .routes(routes!(get_outside_job))
        .routes(routes!(send_more))
        .routes(routes!(change_terms))
        .routes(routes!(judge_outside_job))
        .routes(routes!(charge_outside_job))
        .routes(routes!(list_links, make_link))
        .routes(routes!(end_link))
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = OutsideStage)]
pub enum Stage {
    #[default]
    Out,
    Charge,
    Done,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// `out`: the late ones first; `charge`: lost beyond what is allowed, and not decided; `done`: the latest first.
    #[serde(default)]
    #[param(required = false, inline)]
    stage: Stage,
    #[param(required = false)]
    supplier: Option<Uuid>,
    /// So many are left out before.
    #[serde(default, deserialize_with = "skipped")]
    #[param(required = false, default = 0, minimum = 0, maximum = 1000000)]
    skip: usize,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

fn skipped<'de, D: serde::Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    reading::from_zero(1_000_000, from)
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutsideJobs)]
struct Jobs {
    jobs: Vec<Job>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SendOutFields)]
struct SendOut {
    /// Drawn by you: sent twice, it is one job.
    #[serde(default)]
    id: Option<Uuid>,
    /// Place of the operation in the lot's route, from 0.
    operation: usize,
    /// Who does outside work.
    supplier: Uuid,
    quantity: Figure,
    /// Today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
    terms: Terms,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SendMoreFields)]
struct SendMore {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    quantity: Figure,
    #[serde(default)]
    day: Option<Day>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = OutsideVerdict)]
pub enum Verdict {
    Good,
    Accepted,
    Bad,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutsideQualityFields)]
struct Quality {
    verdict: Verdict,
    /// What was wrong, unless they are good.
    #[serde(default)]
    note: Prose,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutsideChargeFields)]
struct Charge {
    /// In the currency of the job; 0 to charge nothing.
    amount: Figure,
    reason: Words,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LinkFields)]
struct NewLink {
    /// How long it lasts.
    #[serde(default = "usual_days")]
    #[schema(minimum = 1, maximum = 366, default = 30)]
    days: i64,
}

fn usual_days() -> i64 {
    30
}

#[derive(Serialize, ToSchema)]
#[schema(as = PrivateLinks)]
struct Links {
    /// The latest first.
    links: Vec<Link>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PrivateLink)]
struct Link {
    id: Uuid,
    made_by: PersonName,
    made_at: Moment,
    expires_at: Moment,
    ended_at: Option<Moment>,
    used_at: Option<Moment>,
    /// Does it open anything?
    open: bool,
    /// Its address below the program's, told once, when it is made.
    path: Option<String>,
}

/// Outside jobs
///
/// For those who see all orders.
#[utoipa::path(get, path = "/outside-jobs", tag = "production", params(Asked),
    responses((status = 200, description = "A page of them.", body = Jobs), (status = 403)))]
async fn list_outside_jobs(caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let (viewer, filter) =
        (caller.viewer.clone(), JobFilter { stage: stage_of(asked.stage), supplier: asked.supplier.map(SupplierId) });
    let read = move |tx: &mut Tx| Ok((store::jobs(tx, &viewer, filter, asked.skip, asked.limit)?, suppliers::all(tx)?));
    let (found, suppliers) = caller.app.store.read(read).await?;
    let name = |id| suppliers.get(&id).map(|supplier| supplier.name.clone()).unwrap_or_default();
    let job = |it: &store::Listed| Job::of((&it.job, &it.outcome, &it.lot), name(it.job.supplier), &caller);
    Ok(Reply::ok(Jobs { jobs: found.iter().map(job).collect() }).into_response())
}

/// Send goods of a lot to an outside factory
///
/// For planning, purchasing and managers. It makes a job of it; more goods are sent with `…/sendings`.
#[utoipa::path(post, path = "/lots/{id}/outside-jobs", tag = "production", params(("id" = Uuid, Path)), request_body = SendOut,
    responses((status = 201, description = "Sent.", body = Job), (status = 403), (status = 404)))]
async fn send_out(caller: Caller, Path(id): Path<LotId>, Sent { what, once }: Sent<SendOut>) -> Answer {
    let quantity = exact(what.quantity, "/quantity")?;
    let job = what.id.unwrap_or_else(Uuid::now_v7);
    let told = told(&caller, Some(job), what.day);
    let new = store::NewJob {
        id: OutsideJobId(job),
        lot: id,
        operation: what.operation,
        supplier: SupplierId(what.supplier),
        terms: what.terms.into(),
    };
    let shown = caller.clone();
    let sent = caller.commit(once, move |tx, actor| {
        let kept = store::send_out(tx, actor, new.clone(), quantity, told.clone())?;
        Ok(Reply::created(&format!("/outside-jobs/{job}"), shown_job(tx, &kept, &shown)?))
    });
    sent.await
}

/// An outside job
#[utoipa::path(get, path = "/outside-jobs/{id}", tag = "production", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The job.", body = Job), (status = 404)))]
async fn get_outside_job(caller: Caller, Path(id): Path<OutsideJobId>) -> Answer {
    let shown = caller.clone();
    let read = move |tx: &mut Tx| {
        let kept = store::job(tx, &shown.viewer, id)?;
        shown_job(tx, &kept, &shown)
    };
    Ok(Reply::ok(caller.app.store.read(read).await?).into_response())
}

/// Send more goods for the same job
#[utoipa::path(post, path = "/outside-jobs/{id}/sendings", tag = "production", params(("id" = Uuid, Path)),
    request_body = SendMore, responses((status = 200, description = "Sent.", body = Job), (status = 403), (status = 404)))]
async fn send_more(caller: Caller, Path(id): Path<OutsideJobId>, Sent { what, once }: Sent<SendMore>) -> Answer {
    let quantity = exact(what.quantity, "/quantity")?;
    let told = told(&caller, what.id, what.day);
    let shown = caller.clone();
    let sent = caller.commit(once, move |tx, actor| {
        let kept = store::send_more(tx, actor, id, quantity, told.clone())?;
        Ok(Reply::ok(shown_job(tx, &kept, &shown)?))
    });
    sent.await
}

/// Change what was agreed with the factory
#[utoipa::path(put, path = "/outside-jobs/{id}/terms", tag = "production", params(("id" = Uuid, Path)), request_body = Terms,
    responses((status = 200, description = "Changed.", body = Job), (status = 403), (status = 404)))]
async fn change_terms(caller: Caller, Path(id): Path<OutsideJobId>, Sent { what, once }: Sent<Terms>) -> Answer {
    let (terms, shown) = (rules::Terms::from(what), caller.clone());
    let changed = caller.commit(once, move |tx, actor| {
        let kept = store::change_terms(tx, actor, id, terms.clone())?;
        Ok(Reply::ok(shown_job(tx, &kept, &shown)?))
    });
    changed.await
}

/// Say what you think of the goods that came back
#[utoipa::path(put, path = "/outside-jobs/{id}/quality", tag = "production", params(("id" = Uuid, Path)),
    request_body = Quality, responses((status = 200, description = "Kept.", body = Job), (status = 403), (status = 404)))]
async fn judge_outside_job(caller: Caller, Path(id): Path<OutsideJobId>, Sent { what, once }: Sent<Quality>) -> Answer {
    let shown = caller.clone();
    let judged = caller.commit(once, move |tx, actor| {
        let kept = store::judge(tx, actor, id, what.verdict.into(), &what.note.0)?;
        Ok(Reply::ok(shown_job(tx, &kept, &shown)?))
    });
    judged.await
}

/// Decide what the factory is charged with for its loss
///
/// When all is back or lost. The job proposes what its terms say; you may decide otherwise, with a reason.
#[utoipa::path(put, path = "/outside-jobs/{id}/charge", tag = "production", params(("id" = Uuid, Path)),
    request_body = Charge, responses((status = 200, description = "Decided.", body = Job), (status = 403), (status = 404)))]
async fn charge_outside_job(caller: Caller, Path(id): Path<OutsideJobId>, Sent { what, once }: Sent<Charge>) -> Answer {
    let shown = caller.clone();
    let charged = caller.commit(once, move |tx, actor| {
        let currency = store::job(tx, &actor.viewer, id)?.job.terms.currency;
        let amount = domain::Money::exact(what.amount.0, currency);
        let amount = amount.ok_or_else(|| Error::invalid("api-quantity-not-exact"))?;
        let kept = store::charge(tx, actor, id, amount, &what.reason.0)?;
        Ok(Reply::ok(shown_job(tx, &kept, &shown)?))
    });
    charged.await
}

/// Private links to an outside job
#[utoipa::path(get, path = "/outside-jobs/{id}/links", tag = "production", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of them.", body = Links), (status = 403), (status = 404)))]
async fn list_links(caller: Caller, Path(id): Path<OutsideJobId>) -> Answer {
    let viewer = caller.viewer.clone();
    let found = caller.app.store.read(move |tx| store::links_of_job(tx, &viewer, id)).await?;
    Ok(Reply::ok(Links { links: found.iter().map(|link| Link::of(link, &caller)).collect() }).into_response())
}

/// Make a private link for the factory
///
/// Its address is told this once: only its hash is kept. It opens the page of this job and nothing else, without an account.
#[utoipa::path(post, path = "/outside-jobs/{id}/links", tag = "production", params(("id" = Uuid, Path)), request_body = NewLink,
    responses((status = 201, description = "Made.", body = Link), (status = 403), (status = 404)))]
async fn make_link(caller: Caller, Path(id): Path<OutsideJobId>, Sent { what, .. }: Sent<NewLink>) -> Answer {
    // Not kept for an `Idempotency-Key`: the secret would be kept with the answer.
    let secret = secrets::new_secret();
    let (actor, digest, link) = (caller.actor(), secrets::digest(&secret), Uuid::now_v7());
    let work = move |tx: &mut Tx| store::make_link(tx, &actor, id, (link, &digest, what.days));
    let made = caller.app.store.write(work).await?;
    Ok(Reply::made(Link { path: Some(format!("/l/{secret}")), ..Link::of(&made, &caller) }).into_response())
}

/// Take a private link back
#[utoipa::path(post, path = "/outside-jobs/{id}/links/{link}/end", tag = "production",
    params(("id" = Uuid, Path), ("link" = Uuid, Path)),
    responses((status = 200, description = "It opens nothing any more.", body = Links), (status = 403), (status = 404)))]
async fn end_link(
    caller: Caller,
    Path((id, link)): Path<(OutsideJobId, Uuid)>,
    Sent { once, .. }: Sent<Option<()>>,
) -> Answer {
    let shown = caller.clone();
    let ended = caller.commit(once, move |tx, actor| {
        store::end_link(tx, actor, id, link)?;
        let links = store::links_of_job(tx, &actor.viewer, id)?;
        Ok(Reply::ok(Links { links: links.iter().map(|link| Link::of(link, &shown)).collect() }))
    });
    ended.await
}

fn told(caller: &Caller, id: Option<Uuid>, day: Option<Day>) -> Told {
    let day = day.map_or_else(|| caller.today(), |day| day.0);
    Told { id: ProgressId(id.unwrap_or_else(Uuid::now_v7)), day, note: String::new() }
}

fn shown_job(tx: &mut Tx, kept: &KeptJob, caller: &Caller) -> yidan_store::Result<Job> {
    let name = suppliers::get(tx, kept.job.supplier)?.name;
    Ok(Job::of((&kept.job, &kept.outcome, &kept.lot.lot), name, caller))
}

impl From<Verdict> for rules::Verdict {
    fn from(sent: Verdict) -> Self {
        match sent {
            Verdict::Good => rules::Verdict::Good,
            Verdict::Accepted => rules::Verdict::Accepted,
            Verdict::Bad => rules::Verdict::Bad,
        }
    }
}

impl Link {
    fn of(link: &links::Link, caller: &Caller) -> Self {
        let world = caller.app.store.world();
        Self {
            id: link.id,
            made_by: PersonName::of(link.made_by, &world.people),
            made_at: Moment(link.made_at),
            expires_at: Moment(link.expires_at),
            ended_at: link.ended_at.map(Moment),
            used_at: link.used_at.map(Moment),
            open: link.is_open(caller.now()),
            path: None,
        }
    }
}
