//! Entering an order: header, lines and what was done before it was entered are checked as a whole.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::{
    Header, Line,
    apply::replay,
    command::Entry,
    days::not_too_long_ago,
    decide::{CLOCK_SKEW, Context, LONGEST_TEXT, MOST_LINES, furthest, name_within, text_within},
    event::{Event, Recorded, Via},
    past::Telling,
    refusal::{Block, LineFault, LineProblem, Needs, Refusal},
    situation::{Situation, Standing},
};
use crate::{Quantity, Text, quantity::is_counted};

/// A new order.
pub fn enter(entry: Entry, context: Context) -> Result<Vec<Event>, Refusal> {
    if !context.viewer.enters_orders() {
        return Err(Refusal::NotAllowed { needs: Needs::Sales });
    }
    if entry.number.is_empty() {
        return Err(Refusal::NumberMissing);
    }
    let header = checked_header(entry.header, None, context)?;
    let lines = checked_lines(entry.lines, &header)?;
    let (received, currency) = (header.received_at, header.currency);
    let mut events = vec![Event::Entered {
        id: entry.id,
        number: entry.number,
        process: entry.process,
        header: Box::new(header),
        lines,
    }];
    events.extend(entry.originals.into_iter().map(|file| Event::Attached { step: None, file, original: true }));
    events.extend(Telling::of(received, currency, context).events(entry.past)?);
    nothing_out_of_turn(&events, context)?;
    Ok(events)
}

/// Steps of the past must be told with all that they came after, or the order would stand on work that nobody did.
fn nothing_out_of_turn(events: &[Event], context: Context) -> Result<(), Refusal> {
    let recorded = (1..).zip(events).map(|(seq, event)| Recorded {
        seq,
        at: context.now,
        by: context.viewer.person,
        via: Via::Import,
        event: event.clone(),
    });
    let recorded: Vec<Recorded> = recorded.collect();
    let Some(order) = replay(&recorded).filter(|order| !order.steps.is_empty()) else {
        return Ok(());
    };
    let situation = Situation::of(&order, context.process);
    let touched = |standing: &Standing| matches!(standing, Standing::Started | Standing::Finished | Standing::Skipped);
    for (step, _) in situation.steps().filter(|(_, standing)| touched(standing)) {
        let open: Vec<_> = situation.open_before(step).collect();
        if !open.is_empty() {
            let departments = open.iter().map(|before| context.process.department_name(&before.department)).collect();
            let steps = open.iter().map(|before| before.name.clone()).collect();
            return Err(Refusal::Blocked {
                step: step.name.clone(),
                blocks: vec![Block::After { steps, departments }],
            });
        }
    }
    Ok(())
}

/// A promise that stands already is not asked about again.
pub(super) fn checked_header(header: Header, was: Option<&Header>, context: Context) -> Result<Header, Refusal> {
    let Header {
        customer,
        customer_ref,
        channel,
        salesperson,
        currency,
        received_at,
        promised,
        address,
        payment_terms,
        trade_terms,
        remarks,
    } = header;
    if received_at > context.now + CLOCK_SKEW {
        return Err(Refusal::InTheFuture { at: received_at });
    }
    if was.is_none_or(|was| was.received_at != received_at) {
        let (what, today) = (Text::new("收单日期", "Received"), context.calendars.zone.to_datetime(context.now).date());
        let received = context.calendars.zone.to_datetime(received_at).date();
        not_too_long_ago(&what, received, today).map_err(Refusal::Received)?;
    }
    if was.is_none_or(|was| (was.promised, was.received_at) != (promised, received_at)) {
        check_promise(promised, received_at, context)?;
    }
    Ok(Header {
        customer,
        customer_ref: name_within(&customer_ref)?,
        channel,
        salesperson,
        currency,
        received_at,
        promised,
        address: text_within(&address, LONGEST_TEXT)?,
        payment_terms: name_within(&payment_terms)?,
        trade_terms: name_within(&trade_terms)?,
        remarks: text_within(&remarks, LONGEST_TEXT)?,
    })
}

/// The promised day lies on or after the day of the order, and not out of reach.
pub(super) fn check_promise(promised: Option<Date>, received_at: Timestamp, context: Context) -> Result<(), Refusal> {
    let Some(promised) = promised else { return Ok(()) };
    let day = |at: Timestamp| context.calendars.zone.to_datetime(at).date();
    let (received, furthest) = (day(received_at), furthest(day(context.now)));
    if promised < received {
        return Err(Refusal::PromisedBeforeReceived { promised, received });
    }
    if promised > furthest {
        return Err(Refusal::PromisedTooFar { promised, furthest });
    }
    Ok(())
}

pub(super) fn checked_lines(lines: Vec<Line>, header: &Header) -> Result<Vec<Line>, Refusal> {
    let fault = |line: usize, what| Err(Refusal::Lines(LineFault { line, what }));
    if lines.is_empty() {
        return fault(1, LineProblem::None);
    }
    if lines.len() > MOST_LINES {
        return fault(MOST_LINES + 1, LineProblem::TooMany);
    }
    let mut checked = Vec::with_capacity(lines.len());
    for (number, line) in (1..).zip(lines) {
        let within =
            |typed: &str, what| name_within(typed).map_err(|_| Refusal::Lines(LineFault { line: number, what }));
        let unit = within(&line.quantity.unit, LineProblem::UnitTooLong)?;
        let (name, spec) =
            (within(&line.name, LineProblem::NameTooLong)?, within(&line.spec, LineProblem::SpecTooLong)?);
        let line = Line { name, spec, quantity: Quantity { unit, ..line.quantity }, ..line };
        if line.name.is_empty() {
            return fault(number, LineProblem::NameMissing);
        }
        if line.quantity.ten_thousandths <= 0 {
            return fault(number, LineProblem::QuantityNotPositive);
        }
        if is_counted(&line.quantity.unit) && !line.quantity.is_whole() {
            return fault(number, LineProblem::CountedInFractions);
        }
        if line.price.is_some_and(|price| price.is_sign_negative() && !price.is_zero()) {
            return fault(number, LineProblem::PriceNegative);
        }
        if line.discount_percent < Decimal::ZERO || line.discount_percent > Decimal::ONE_HUNDRED {
            return fault(number, LineProblem::DiscountOutOfRange);
        }
        if line.price.is_some() && line.amount(header.currency).is_none() {
            return fault(number, LineProblem::AmountTooLarge);
        }
        checked.push(line);
    }
    if checked.iter().any(|line| line.price.is_some()) && super::total(&checked, header.currency).is_none() {
        return fault(checked.len(), LineProblem::AmountTooLarge);
    }
    Ok(checked)
}
