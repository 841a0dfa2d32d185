//! Insight for programs: the same questions and figures as on the screens. Times are whole seconds, of working time where
//! the name says so; shares are counts, so that nothing is rounded.

mod answers;
mod asked;

use std::sync::Arc;

use axum::response::IntoResponse;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{
    insight::{self, Grain, Trouble},
    order::ProcessRef,
};
use yidan_store::{Error, insight as store};

use super::{
    caller::Caller,
    problem::Answer,
    reading::{self, Fault},
    reply::Reply,
    sent::Query,
    values::{Day, Key, Search},
};
use crate::{app::App, insight::Troubled};
use answers::{Bottleneck, CauseCount, Causes, Figures, Map, OrdersBehind, Point, Scorecards, Step, Steps, Trend};
use asked::asking;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_figures))
        .routes(routes!(get_steps))
        .routes(routes!(get_scorecards))
        .routes(routes!(get_causes))
        .routes(routes!(get_process_map))
        .routes(routes!(list_orders_behind))
        .routes(routes!(list_orders_troubled))
}

asking! { Question {} }

/// Key figures and trend
///
/// Each order counts on the day of its own event: received, delivered (the goods left), completed. The trend is told by
/// day up to two weeks, by week up to half a year, else by month.
#[utoipa::path(get, path = "/insight/figures", tag = "insight", params(Question),
    responses((status = 200, description = "The figures.", body = Trend), (status = 403)))]
async fn get_figures(caller: Caller, Query(question): Query<Question>) -> Answer {
    let question = question.common().read(&caller).await?;
    let (span, grain) = (question.span, Grain::of(question.span));
    let answer = move |view: &insight::View| (view.orders(), view.trend(grain));
    let (figures, points) = caller.app.store.insight(caller.viewer.scope(), question, answer).await?;
    let trend = Trend {
        from: Day(span.from),
        to: Day(span.to),
        figures: Figures::of(&figures),
        by: grain.key(),
        trend: points.iter().map(Point::of).collect(),
    };
    Ok(Reply::ok(trend).into_response())
}

/// Times of steps, bottlenecks, queues
///
/// Steps finished in the span, what is in hand now, and what deliveries of the span waited for longer than allowed.
#[utoipa::path(get, path = "/insight/steps", tag = "insight", params(Question),
    responses((status = 200, description = "By step; the costliest bottlenecks first.", body = Steps), (status = 403)))]
async fn get_steps(caller: Caller, Query(question): Query<Question>) -> Answer {
    let question = question.common().read(&caller).await?;
    let answer = move |view: &insight::View| Steps {
        steps: view.by_step().iter().map(|(of, work)| Step::of(of, &view.step_name(of).1, work)).collect(),
        bottlenecks: view
            .bottlenecks()
            .iter()
            .map(|found| Bottleneck::of(found, &view.step_name(&found.step).1))
            .collect(),
    };
    let steps = caller.app.store.insight(caller.viewer.scope(), question, answer).await?;
    Ok(Reply::ok(steps).into_response())
}

/// Scorecards of departments and people
///
/// Who manages sees everybody, others see their own. Exceptions are those raised in the span; whoever has any is listed,
/// with steps or without.
#[utoipa::path(get, path = "/insight/scorecards", tag = "insight", params(Question),
    responses((status = 200, description = "By department, and by person.", body = Scorecards), (status = 403)))]
async fn get_scorecards(caller: Caller, Query(question): Query<Question>) -> Answer {
    let question = question.common().read(&caller).await?;
    let troubles: Vec<Trouble> = caller.app.store.read(store::troubles).await?;
    let answer = move |view: &insight::View| (view.by_department(), view.by_person(), view.causes(&troubles));
    let scope = caller.viewer.scope();
    let (departments, people, causes) = caller.app.store.insight(scope, question, answer).await?;
    let world = caller.app.store.world();
    Ok(Reply::ok(Scorecards::of(departments, people, &causes, &caller.viewer, &world)).into_response())
}

/// Causes of exceptions
///
/// Exceptions raised in the span, ranked.
#[utoipa::path(get, path = "/insight/causes", tag = "insight", params(Question),
    responses((status = 200, description = "By cause, by department charged, by rule.", body = Causes), (status = 403)))]
async fn get_causes(caller: Caller, Query(question): Query<Question>) -> Answer {
    let question = question.common().read(&caller).await?;
    let troubles: Vec<Trouble> = caller.app.store.read(store::troubles).await?;
    let answer = move |view: &insight::View| view.causes(&troubles);
    let causes = caller.app.store.insight(caller.viewer.scope(), question, answer).await?;
    let key = |key: Option<&str>| key.map(str::to_owned);
    let answer = Causes {
        by_cause: causes
            .by_cause
            .iter()
            .map(|(k, count)| CauseCount::of(key(k.as_ref().map(|k| k.as_str())), count))
            .collect(),
        by_department: causes
            .by_department
            .iter()
            .map(|(k, count)| CauseCount::of(key(k.as_ref().map(|k| k.as_str())), count))
            .collect(),
        by_rule: causes.by_rule.iter().map(|(k, count)| CauseCount::of(key(k.map(|k| k.key())), count)).collect(),
    };
    Ok(Reply::ok(answer).into_response())
}

asking! {
    WhichMap {
        /// The newest that orders of the span have run when left out.
        #[param(required = false, minimum = 1, maximum = 1_000_000)]
        version: Option<u32>,
    }
}

/// The process map
///
/// Orders delivered or cancelled in the span: how often each step was finished, skipped and opened again, and which step
/// followed which, in the sequence in which they were finished. Of the company's usual process when none is named.
#[utoipa::path(get, path = "/insight/process-map", tag = "insight", params(WhichMap),
    responses((status = 200, description = "Steps and the ways between them.", body = Map), (status = 403), (status = 404)))]
async fn get_process_map(caller: Caller, Query(which): Query<WhichMap>) -> Answer {
    let world = caller.app.store.world();
    let mut question = which.common();
    let key = question.filter.process.get_or_insert_with(|| world.company.settings.process.clone()).clone();
    let question = question.read(&caller).await?;
    let answer = move |view: &insight::View| {
        let newest = view.map_versions(&key).first().map(|(version, _)| *version);
        let latest = || world.processes.latest(&key).map(|process| process.version);
        let version = which.version.or(newest).or_else(latest)?;
        let process = Arc::clone(world.processes.get(&ProcessRef { key, version })?);
        Some(Map::of(&process, &view.map(&process)))
    };
    let map = caller.app.store.insight(caller.viewer.scope(), question, answer).await?;
    Ok(Reply::ok(map.ok_or(Error::NotFound("process"))?).into_response())
}

/// Most orders in one answer.
const MOST: usize = 1000;
const MOST_SKIPPED: usize = 100_000_000;

asking! {
    WhichOrders {
        /// Which figure, such as `late`, `waiting` or `bottleneck`.
        #[param(inline)]
        figure: asked::Figure,
        /// Key of a step.
        #[param(required = false)]
        step: Option<Key>,
        /// For `next`: key of the step that followed; the end of the order when left out.
        #[param(required = false)]
        then: Option<Key>,
        /// For figures of the process map: one version of the process.
        #[param(required = false, minimum = 1, maximum = 1_000_000)]
        version: Option<u32>,
        /// Orders to leave out at the beginning.
        #[serde(default, deserialize_with = "skipped")]
        #[param(required = false, default = 0, minimum = 0, maximum = 100_000_000)]
        skip: usize,
        #[serde(default = "most", deserialize_with = "limit")]
        #[param(required = false, default = 1000, minimum = 1, maximum = 1000)]
        limit: usize,
    }
}

fn most() -> usize {
    MOST
}

fn limit<'de, D: serde::Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    reading::up_to(MOST, from)
}

fn skipped<'de, D: serde::Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    reading::from_zero(MOST_SKIPPED, from)
}

/// The orders behind a figure
///
/// With the same span and filter as the figure, the heaviest first.
#[utoipa::path(get, path = "/insight/orders", tag = "insight", params(WhichOrders),
    responses((status = 200, description = "A part of them, and how many there are.", body = OrdersBehind), (status = 403)))]
async fn list_orders_behind(caller: Caller, Query(which): Query<WhichOrders>) -> Answer {
    let asked = insight::Asked {
        figure: which.figure.into(),
        step: which.step.as_ref().map(|key| key.0.as_str().into()),
        version: which.version,
        then: which.then.as_ref().map(|key| key.0.as_str().into()),
    };
    let question = which.common().read(&caller).await?;
    let answer = move |view: &insight::View| view.behind(&asked);
    let behind = caller.app.store.insight(caller.viewer.scope(), question, answer).await?;
    Ok(Reply::ok(OrdersBehind::part(&behind, which.skip, which.limit)).into_response())
}

asking! {
    WhichTroubled {
        /// Key of a cause; `-` for exceptions without one.
        #[serde(default)]
        #[param(required = false)]
        cause: String,
        /// Key of a rule, such as `will-be-late`; `-` for exceptions that people raised.
        #[serde(default)]
        #[param(required = false)]
        rule: String,
        /// Key of the department that they are charged to; `-` for those charged to none.
        #[serde(default)]
        #[param(required = false)]
        charged: String,
        /// Only those that are still open.
        #[serde(default)]
        #[param(required = false)]
        open: bool,
        /// Orders to leave out at the beginning.
        #[serde(default, deserialize_with = "skipped")]
        #[param(required = false, default = 0, minimum = 0, maximum = 100_000_000)]
        skip: usize,
        #[serde(default = "most", deserialize_with = "limit")]
        #[param(required = false, default = 1000, minimum = 1, maximum = 1000)]
        limit: usize,
    }
}

/// The orders behind a count of exceptions
///
/// With the same span and filter as the causes.
#[utoipa::path(get, path = "/insight/causes/orders", tag = "insight", params(WhichTroubled),
    responses((status = 200, description = "A part of them, and how many there are.", body = OrdersBehind), (status = 403)))]
async fn list_orders_troubled(caller: Caller, Query(which): Query<WhichTroubled>) -> Answer {
    let question = which.common().read(&caller).await?;
    let asked = Troubled { cause: which.cause, rule: which.rule, charged: which.charged, open: which.open };
    if let Some(unknown) = asked.unknown(&caller.app.store.world()) {
        return Err(Fault::unknown(unknown).into());
    }
    let troubles: Vec<Trouble> = caller.app.store.read(store::troubles).await?;
    let answer = move |view: &insight::View| asked.orders(view, &troubles);
    let behind = caller.app.store.insight(caller.viewer.scope(), question, answer).await?;
    Ok(Reply::ok(OrdersBehind::part(&behind, which.skip, which.limit)).into_response())
}
