//! What screens and programs ask of insight alike: the span where days are left out, whose figures one may see, and that
//! what is named is there.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    Message,
    access::Viewer,
    insight::{Filter, Span},
    order::refusal::{Needs, Refusal},
};
use yidan_store::{Result as Stored, Store};

use crate::known::{self, Named, Unknown};

/// From the first day to the last: today where no last one is told, and three months in all where no first one is.
pub fn span(from: Option<Date>, to: Option<Date>, today: Date) -> Result<Span, Message> {
    let to = to.unwrap_or(today);
    let span = Span { from: from.unwrap_or_else(|| three_months(to).from), to };
    let key = match span {
        Span { from, to } if from > to => "board-dates-turned",
        // Longer than can be told.
        _ if span.days() > Span::MOST_DAYS => "insight-span-too-long",
        _ => return Ok(span),
    };
    Err(Message::new(key).with("from", span.from).with("to", span.to))
}

/// The three months that end on this day.
pub fn three_months(to: Date) -> Span {
    let from = to.checked_sub(3.months()).and_then(|day| day.tomorrow()).unwrap_or(to);
    Span { from, to }
}

/// Figures of one person are not for everybody.
pub fn may_ask(viewer: &Viewer, filter: &Filter) -> Result<(), Refusal> {
    match filter.person {
        Some(person) if !viewer.may_judge(person) => Err(Refusal::NotAllowed { needs: Needs::ThatPerson }),
        _ => Ok(()),
    }
}

pub async fn unknown(store: &Store, filter: &Filter) -> Stored<Option<Unknown>> {
    let named = Named {
        process: filter.process.as_deref(),
        department: filter.department.as_ref(),
        customer: filter.customer,
        people: &[("salesperson", filter.salesperson), ("person", filter.person)],
    };
    known::unknown(store, named).await
}
