//! What the caller has been told, and the digests of the caller's mornings.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{Say, digest, party::Person};
use yidan_store::{digests, notices};

use super::{
    caller::Caller,
    problem::Answer,
    reading,
    reply::Reply,
    sent::{Path, Query, Sent},
    values::{Day, Moment, PersonName, Text},
};
use crate::{app::App, web};

const DAYS: usize = 100;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_notices))
        .routes(routes!(read_notices))
        .routes(routes!(list_digests))
        .routes(routes!(get_digest))
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only those that are not read.
    #[serde(default)]
    #[param(required = false, default = false)]
    unread: bool,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<Uuid>,
    /// Notices on a page.
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// A page of notices, the latest first.
#[derive(Serialize, ToSchema)]
struct Notices {
    notices: Vec<Notice>,
    /// How many are not read, at most 100.
    unread: u64,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<Uuid>,
}

#[derive(Serialize, ToSchema)]
struct Notice {
    id: Uuid,
    at: Moment,
    /// Who did what is told.
    by: PersonName,
    order: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    step: Option<String>,
    /// In the reader's language.
    says: String,
    /// Somebody's words, or what a rule has found.
    detail: Option<String>,
    read: bool,
}

/// What you have been told
///
/// The latest first. `Link` gives the next page.
#[utoipa::path(get, path = "/notices", tag = "me", params(Filter),
    responses((status = 200, description = "A page of them.", body = Notices)))]
async fn list_notices(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let (me, asked) = (caller.person.id, filter.clone());
    let read = move |tx: &mut yidan_store::Tx| {
        Ok((notices::of(tx, me, asked.unread, asked.after, asked.limit + 1)?, notices::unread(tx, me)?))
    };
    let (mut told, unread) = caller.app.store.read(read).await?;
    let more = told.len() > filter.limit;
    told.truncate(filter.limit);
    let next = told.last().filter(|_| more).map(|last| last.id);
    let address = next.map(|next| {
        let filter = Filter { after: Some(next), ..filter };
        format!("/api/v1/notices?{}", serde_urlencoded::to_string(&filter).unwrap_or_default())
    });
    let world = caller.app.store.world();
    let notices = told.iter().map(|told| Notice::of(told, &caller, &world.people)).collect();
    Ok(Reply::ok(Notices { notices, unread, next }).next(address).into_response())
}

impl Notice {
    fn of(told: &notices::Told, caller: &Caller, people: &[Person]) -> Self {
        Self {
            id: told.id,
            at: Moment(told.at),
            by: PersonName::of(told.by, people),
            order: told.order.0,
            number: told.number.clone(),
            step: told.step.as_ref().map(|step| step.0.clone()),
            says: caller.reader.say(&told.about.say()),
            detail: told.about.detail().map(|detail| caller.reader.say(&detail)),
            read: told.is_read,
        }
    }
}

/// The latest that was seen: what came after it stays unread.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Seen {
    last: Uuid,
}

#[derive(Serialize, ToSchema)]
struct MarkedRead {
    /// How many were not read before.
    marked: u64,
}

/// Mark notices as read
#[utoipa::path(post, path = "/notices/read", tag = "me", request_body = Seen,
    responses((status = 200, description = "Read, up to and with the one named.", body = MarkedRead)))]
async fn read_notices(caller: Caller, Sent { what, once }: Sent<Seen>) -> Answer {
    caller
        .commit(once, move |tx, actor| {
            let marked = notices::read_until(tx, actor.viewer.person, what.last, actor.now)?;
            Ok(Reply::ok(MarkedRead { marked }))
        })
        .await
}

#[derive(Serialize, ToSchema)]
struct Digests {
    /// Days that you have a digest of, the latest first.
    days: Vec<Day>,
}

/// Your digests
#[utoipa::path(get, path = "/digests", tag = "me",
    responses((status = 200, description = "Their days.", body = Digests)))]
async fn list_digests(caller: Caller) -> Answer {
    let me = caller.person.id;
    let days = caller.app.store.read(move |tx| digests::days(tx, me, DAYS)).await?;
    Ok(Reply::ok(Digests { days: days.into_iter().map(Day).collect() }).into_response())
}

/// What you should know on a day.
#[derive(Serialize, ToSchema)]
struct Digest {
    day: Day,
    sections: Vec<Section>,
    /// The same as a letter.
    text: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DigestSection)]
struct Section {
    #[schema(value_type = String, examples("overdue"))]
    about: &'static str,
    /// All there are; the lines may be fewer.
    count: usize,
    lines: Vec<Line>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DigestLine)]
struct Line {
    order: Option<Uuid>,
    number: Option<String>,
    step: Option<Text>,
    says: String,
}

/// The digest of a day
#[utoipa::path(get, path = "/digests/{day}", tag = "me", params(("day" = Day, Path)),
    responses((status = 200, description = "By section.", body = Digest)))]
async fn get_digest(caller: Caller, Path(day): Path<Day>) -> Answer {
    let me = caller.person.id;
    let digest = caller.app.store.read(move |tx| digests::get(tx, me, day.0)).await?;
    let line = |line: &digest::Line| Line {
        order: line.order.as_ref().map(|order| order.id.0),
        number: line.order.as_ref().map(|order| order.number.clone()),
        step: line.step.as_ref().map(Text::from),
        says: caller.reader.say(&line.says.say()),
    };
    let section = |section: &digest::Section| Section {
        about: section.about.key(),
        count: section.count,
        lines: section.lines.iter().map(line).collect(),
    };
    let text = web::digests::plain(&digest, day.0, &caller.reader);
    Ok(Reply::ok(Digest { day, sections: digest.sections.iter().map(section).collect(), text }).into_response())
}
