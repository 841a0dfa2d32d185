//! Rounds of quotation: what was offered until when, and what the customer said.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{
    OrderId,
    order::{
        self as domain,
        command::Command,
        situation::{Deed, Situation},
    },
    party::Person,
};
use yidan_store::{Tx, orders, people};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Day, Moment, Money, PersonName, Prose},
    },
    content::{self, Header, Line},
    steps::Done,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_quotations, quote)).routes(routes!(answer_quotation))
}

#[derive(Serialize, ToSchema)]
struct Quotations {
    /// The first round first.
    quotations: Vec<Quotation>,
    /// May you quote a further round now?
    may_quote: bool,
}

/// A round of quotation.
#[derive(Serialize, ToSchema)]
struct Quotation {
    /// From 1.
    round: u32,
    header: Header,
    lines: Vec<Line>,
    /// What each line comes to; none for a line without a price.
    amounts: Vec<Option<Money>>,
    total: Option<Money>,
    /// The last day on which it can be accepted; without one it stands until it is answered.
    valid_until: Option<Day>,
    /// Can it still be accepted, as far as its days go?
    valid: bool,
    note: String,
    quoted_at: Moment,
    quoted_by: PersonName,
    answer: Option<CustomersAnswer>,
    /// May you record the customer's answer now?
    may_answer: bool,
}

#[derive(Serialize, ToSchema)]
struct CustomersAnswer {
    accepted: bool,
    words: String,
    at: Moment,
    by: PersonName,
}

/// What is offered, all of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewQuotation {
    /// When the order was received stays as it is, when left out.
    header: Header,
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<Line>,
    /// The last day on which it can be accepted.
    #[serde(default)]
    valid_until: Option<Day>,
    #[serde(default)]
    note: Prose,
}

/// What the customer said. If it was not accepted, the words say why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Said {
    accepted: bool,
    #[serde(default)]
    words: Prose,
}

/// Rounds of quotation of an order
#[utoipa::path(get, path = "/orders/{id}/quotations", tag = "quotations", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The first round first.", body = Quotations, headers(("ETag" = String)))))]
async fn list_quotations(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let scope = caller.viewer.scope();
    let read = move |tx: &mut Tx| {
        let order = orders::load(tx, scope, id)?;
        let process = orders::process_of(tx, &order)?.clone();
        Ok((order, process, people::all(tx)?))
    };
    let (order, process, people) = caller.app.store.read(read).await?;
    let situation = Situation::of(&order, &process);
    let may = |deed| situation.may(&caller.viewer, deed, None).is_ok();
    let may_answer = may(Deed::AnswerQuote);
    let view = |quotation: &domain::Quotation| Quotation {
        valid: quotation.is_valid(caller.today()),
        may_answer: may_answer && quotation.answer.is_none(),
        ..Quotation::of(quotation, &people)
    };
    let quotations = order.quotations.iter().map(view).collect();
    let body = Quotations { quotations, may_quote: may(Deed::Quote) };
    Ok(Reply::ok(body).version(order.version).into_response())
}

/// Quote a further round
#[utoipa::path(post, path = "/orders/{id}/quotations", tag = "quotations", params(("id" = Uuid, Path), IfMatch),
    request_body = NewQuotation,
    responses((status = 200, description = "Quoted; its round is in what happened.", body = Done, headers(("ETag" = String))),
        (status = 403), (status = 409)))]
async fn quote(caller: Caller, Path(id): Path<OrderId>, seen: Seen, Sent { what, once }: Sent<NewQuotation>) -> Answer {
    let (scope, is_received) = (caller.viewer.scope(), what.header.received_at.is_some());
    let currency = caller.app.store.world().company.settings.currency;
    let header = what.header.read(&caller, currency)?;
    let (lines, valid_until, note) = (content::lines(what.lines)?, what.valid_until.map(|day| day.0), what.note.0);
    let command = move |tx: &mut Tx| {
        let mut header = header.clone();
        if !is_received {
            header.received_at = orders::load(tx, scope, id)?.header.received_at;
        }
        Ok(Command::Quote { header: Box::new(header), lines: lines.clone(), valid_until, note: note.clone() })
    };
    caller.command_in(id, seen, once, command).await
}

/// Record what the customer said to a round
///
/// An accepted round becomes the order.
#[utoipa::path(post, path = "/orders/{id}/quotations/{round}/answer", tag = "quotations",
    params(("id" = Uuid, Path), ("round" = u32, Path, description = "From 1.", example = 1), IfMatch),
    request_body = Said,
    responses((status = 200, description = "Recorded.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn answer_quotation(
    caller: Caller,
    Path((id, round)): Path<(OrderId, u32)>,
    seen: Seen,
    Sent { what, once }: Sent<Said>,
) -> Answer {
    let command = Command::AnswerQuote { round, accepted: what.accepted, words: what.words.0 };
    caller.command(id, seen, once, command).await.map_err(|problem| problem.moved("/reason", "/words"))
}

impl Quotation {
    fn of(quotation: &domain::Quotation, people: &[Person]) -> Self {
        let currency = quotation.header.currency;
        let answer = |answer: &domain::QuoteAnswer| CustomersAnswer {
            accepted: answer.accepted,
            words: answer.words.clone(),
            at: Moment(answer.at),
            by: PersonName::of(answer.by, people),
        };
        Self {
            round: quotation.round,
            header: (&quotation.header).into(),
            lines: quotation.lines.iter().map(Line::from).collect(),
            amounts: quotation.lines.iter().map(|line| line.amount(currency).map(Money::from)).collect(),
            total: quotation.total().map(Money::from),
            valid_until: quotation.valid_until.map(Day),
            valid: false,
            note: quotation.note.clone(),
            quoted_at: Moment(quotation.quoted_at),
            quoted_by: PersonName::of(quotation.quoted_by, people),
            answer: quotation.answer.as_ref().map(answer),
            may_answer: false,
        }
    }
}
