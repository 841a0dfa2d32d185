//! What people tell of samples: ordered, read, asked, made, washed, checked, measured, sent, judged.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    FileId, OrderId, SampleDeedId, SampleId,
    order::command::Command,
    sample::{self, Check, Delivery, Judgement, Sending, Stage},
};
use yidan_store::{Error, orders};

use super::{
    super::{
        caller::Caller,
        orders::files::attachment,
        problem::{Answer, Problem},
        reply::Reply,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Day, Figure, Name, Prose, Unit, Words},
    },
    items::{Chart, Item, Measurement, Pieces, Request, SampleAgain, SampleVerdict, Sheet, length, quantity},
    list::{load, shown},
    values::Sample,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_samples_of_order, order_sample)).routes(routes!(tell_of_sample))
}

#[derive(Serialize, ToSchema)]
#[schema(as = SamplesOfOrder)]
struct Samples {
    /// The first ordered first.
    samples: Vec<Sample>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleFields)]
struct New {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    request: Request,
    /// Today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleDeedFields)]
struct Told {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    /// On which day it happened: today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
    deed: Deed,
}

/// What happened.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = SampleDeed)]
enum Deed {
    /// The customer asks for something else.
    Amended {
        request: Request,
    },
    /// All items, in place of those before.
    Listed {
        items: Vec<Item>,
    },
    /// Item `line`, from 1, was looked up: so much of it is there.
    Found {
        line: usize,
        amount: Figure,
        unit: Unit,
    },
    ToOrder {
        line: usize,
    },
    ItemOrdered {
        line: usize,
        on: Day,
    },
    Arrived {
        line: usize,
        on: Day,
    },
    Asked {
        words: Words,
    },
    /// Question `number`, from 1.
    Answered {
        number: usize,
        words: Words,
        #[serde(default)]
        from: Name,
    },
    SheetWritten {
        sheet: Sheet,
    },
    ChartDrawn {
        chart: Chart,
    },
    /// A round is handed to the sample room. `why`: though something is missing, or though it was approved.
    Begun {
        #[serde(default)]
        why: Prose,
        #[serde(default)]
        due: Option<Day>,
    },
    Made {
        #[serde(default)]
        note: Prose,
    },
    Washed {
        #[serde(default)]
        how: Prose,
    },
    Passed,
    Failed {
        again: SampleAgain,
        wrong: Words,
    },
    Finished,
    Measured {
        measurements: Vec<Measurement>,
    },
    /// `why`: with points outside their tolerance.
    Sent {
        courier: Name,
        number: Name,
        pieces: Vec<Pieces>,
        #[serde(default)]
        why: Prose,
    },
    HandedOver {
        #[serde(default)]
        to: Name,
        pieces: Vec<Pieces>,
        #[serde(default)]
        why: Prose,
    },
    Judged {
        verdict: SampleVerdict,
        #[serde(default)]
        comments: Prose,
        #[serde(default)]
        from: Name,
    },
    /// Attachments of the order, by their ids, are pictures of the sample as of the round that is under way.
    Pictured {
        #[schema(max_items = 200)]
        files: Vec<Uuid>,
        #[serde(default)]
        note: Prose,
    },
    Dropped {
        reason: Words,
    },
}

/// Samples of an order
#[utoipa::path(get, path = "/orders/{id}/samples", tag = "samples", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of them.", body = Samples), (status = 404)))]
async fn list_samples_of_order(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let order = load(&caller, id).await?;
    let samples = order.samples().filter_map(|sample| shown(&caller, &order, sample.id)).collect();
    Ok(Reply::ok(Samples { samples }).version(order.version).into_response())
}

/// Enter a sample order
///
/// For sales and managers.
#[utoipa::path(post, path = "/orders/{id}/samples", tag = "samples", params(("id" = Uuid, Path)), request_body = New,
    responses((status = 201, description = "Entered.", body = Sample), (status = 403), (status = 404)))]
async fn order_sample(caller: Caller, Path(id): Path<OrderId>, Sent { what, once }: Sent<New>) -> Answer {
    let drawn = what.id.unwrap_or_else(Uuid::now_v7);
    let sample = SampleId(drawn);
    let deed = sample::Deed::Ordered { id: sample, request: Box::new(what.request.into()) };
    let command = command(drawn, sample, deed, what.day);
    let (reader, people) = (caller.reader.clone(), caller.app.store.world().people.clone());
    let ordered = caller.commit(once, move |tx, actor| {
        let order = orders::act(tx, actor, id, None, command.clone())?.order;
        let kept = order.sample(sample).ok_or(Error::NotFound("sample"))?;
        let shown = Sample::of(&order, kept, &people, &reader);
        Ok(Reply::created(&format!("/api/v1/orders/{id}/samples/{sample}"), shown))
    });
    ordered.await
}

/// Tell what happened to a sample
///
/// Each of those whose it is: stock by warehouse and purchasing, making by engineering, verdicts by sales. Items, process
/// sheet, size chart and request take the place of those that you have seen (`If-Match`).
#[utoipa::path(post, path = "/orders/{id}/samples/{sample}/deeds", tag = "samples",
    params(("id" = Uuid, Path), ("sample" = Uuid, Path), IfMatch), request_body = Told,
    responses((status = 200, description = "Kept.", body = Sample), (status = 403), (status = 404), (status = 409)))]
async fn tell_of_sample(
    caller: Caller,
    Path((id, sample)): Path<(OrderId, SampleId)>,
    seen: Seen,
    Sent { what, once }: Sent<Told>,
) -> Answer {
    let pictures = match &what.deed {
        Deed::Pictured { files, .. } => files.clone(),
        _ => Vec::new(),
    };
    let (drawn, deed, day) = (what.id.unwrap_or_else(Uuid::now_v7), what.deed.read()?, what.day);
    let (reader, people) = (caller.reader.clone(), caller.app.store.world().people.clone());
    let told = caller.commit(once, move |tx, actor| {
        let mut deed = deed.clone();
        if let sample::Deed::Pictured { photos, .. } = &mut deed {
            let found = pictures.iter().map(|file| attachment(tx, actor.viewer.scope(), id, FileId(*file)));
            *photos = found.collect::<Result<_, Error>>()?;
        }
        let order = orders::act(tx, actor, id, seen.0, command(drawn, sample, deed, day))?.order;
        let kept = order.sample(sample).ok_or(Error::NotFound("sample"))?;
        Ok(Reply::ok(Sample::of(&order, kept, &people, &reader)).version(order.version))
    });
    told.await
}

fn command(id: Uuid, sample: SampleId, deed: sample::Deed, day: Option<Day>) -> Command {
    Command::Sample { id: SampleDeedId(id), sample, deed: Box::new(deed), on: day.map(|day| day.0) }
}

impl Deed {
    fn read(self) -> Result<sample::Deed, Problem> {
        let looked_up = |line, stock| sample::Deed::LookedUp { line, stock };
        let done = |stage| sample::Deed::Done { stage };
        let sent = |delivery, pieces: Vec<Pieces>, why: Prose| {
            let pieces = pieces.into_iter().map(sample::Pieces::from).collect();
            done(Stage::Sent(Sending { delivery, pieces, why: why.0 }))
        };
        Ok(match self {
            Deed::Amended { request } => sample::Deed::Amended { request: Box::new(request.into()) },
            Deed::Listed { items } => {
                let items = items.into_iter().enumerate().map(|(place, item)| item.read(place));
                sample::Deed::Listed { items: items.collect::<Result<_, Problem>>()? }
            }
            Deed::Found { line, amount, unit } => {
                let quantity = quantity(amount, &unit.0, "/deed/amount")?;
                looked_up(line, sample::Stock::Found { quantity })
            }
            Deed::ToOrder { line } => looked_up(line, sample::Stock::ToOrder),
            Deed::ItemOrdered { line, on } => looked_up(line, sample::Stock::Ordered { on: on.0 }),
            Deed::Arrived { line, on } => looked_up(line, sample::Stock::Arrived { on: on.0 }),
            Deed::Asked { words } => sample::Deed::Asked { words: words.0 },
            Deed::Answered { number, words, from } => sample::Deed::Answered { number, words: words.0, from: from.0 },
            Deed::SheetWritten { sheet } => sample::Deed::SheetWritten { sheet: Box::new(sheet.into()) },
            Deed::ChartDrawn { chart } => sample::Deed::ChartDrawn { chart: Box::new(chart.read()?) },
            Deed::Begun { why, due } => sample::Deed::Begun { why: why.0, due: due.map(|day| day.0) },
            Deed::Made { note } => done(Stage::Made { note: note.0 }),
            Deed::Washed { how } => done(Stage::Washed { how: how.0 }),
            Deed::Passed => done(Stage::Checked { check: Check::Passed }),
            Deed::Failed { again, wrong } => {
                done(Stage::Checked { check: Check::Failed { again: again.into(), wrong: wrong.0 } })
            }
            Deed::Finished => done(Stage::Finished),
            Deed::Measured { measurements } => {
                let measurement = |(place, it): (usize, Measurement)| {
                    let length = length(it.length, &format!("/deed/measurements/{place}/length"))?;
                    Ok(sample::Measurement { size: it.size.0, point: it.point.0, length })
                };
                let measurements = measurements.into_iter().enumerate().map(measurement);
                done(Stage::Measured { measurements: measurements.collect::<Result<_, Problem>>()? })
            }
            Deed::Sent { courier, number, pieces, why } => {
                sent(Delivery::Courier { courier: courier.0, number: number.0 }, pieces, why)
            }
            Deed::HandedOver { to, pieces, why } => sent(Delivery::ByHand { to: to.0 }, pieces, why),
            Deed::Judged { verdict, comments, from } => {
                let (verdict, comments, from) = (verdict.into(), comments.0, from.0);
                done(Stage::Judged(Judgement { verdict, comments, from }))
            }
            // Found once the order is read.
            Deed::Pictured { note, .. } => sample::Deed::Pictured { photos: Vec::new(), note: note.0 },
            Deed::Dropped { reason } => sample::Deed::Dropped { reason: reason.0 },
        })
    }
}
