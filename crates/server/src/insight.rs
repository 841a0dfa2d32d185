//! What screens and programs ask of insight alike: the span where days are left out, and that what is named is there.

use crate::known::Named;
use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    Message,
    insight::{Filter, Span},
};

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

/// What a filter names.
pub fn named(filter: &Filter) -> Named<'_> {
    Named {
        process: filter.process.as_deref(),
        department: filter.department.as_ref(),
        customer: filter.customer,
        cause: None,
        people: vec![("salesperson", filter.salesperson), ("person", filter.person)],
    }
}
