//! What people do with inspections: each deed is decided by the domain while the order is held, and done once.

use uuid::Uuid;
use yidan_domain::{
    InspectionId, Message, OrderId, Say,
    access::Scope,
    order::{Order, inspected},
    production::come_to,
    quality::{
        self, Command, Given, Goods, Inspection, InspectionRefusal, Inspector, Next, Of, Request, SeriesOf, Source,
        Units,
    },
};

use super::{
    access::{must_act, must_arrange},
    kept::{self, Kept},
    of_order, series,
};
use crate::{Actor, Error, Result, Tx, audit, error::Conflict, materials, orders, production};

/// Plans an inspection of an order. `id` is drawn where it is typed: what is sent twice is planned once.
pub fn plan(tx: &mut Tx, actor: &Actor, id: InspectionId, request: Request) -> Result<Kept> {
    must_arrange(tx, &actor.viewer)?;
    let order = held(tx, actor, request.subject.order)?;
    if let Some(known) = kept::one(tx, id)? {
        let is_same = known.inspection.subject == request.subject && known.inspection.again == request.again;
        return if is_same { Ok(known) } else { Err(Error::invalid("inspection-id-taken")) };
    }
    if order.cancelled.is_some() {
        return Err(Error::Invalid(Message::new("inspection-order-cancelled").with("number", order.number)));
    }
    let made = must_be_of(tx, actor, &order, request.subject.of)?;
    let others = kept::inspections(tx, order.id)?;
    let request = Request { series: series_of(&request, made, &order, &others), ..request };
    let units = units(tx, &order, request.subject.of)?;
    let given = Given { units, ..given(tx, actor, &order, &others, Next::default()) };
    let planned = quality::plan(request, &given).map_err(said)?;
    let number = format!("{}-Q{}", order.number, others.len() + 1);
    let kept = kept::begin(tx, actor, id, number, planned)?;
    audit::record(tx, actor, "inspection", &id.to_string(), "planned", &kept.inspection)?;
    of_order::tell(tx, actor, order.id)?;
    Ok(kept)
}

/// Does with an inspection what `command` asks, or says why not. `seen` is the version that the actor had before their
/// eyes: what puts a whole content in the place of another is meant for that one.
pub fn act(
    tx: &mut Tx,
    actor: &Actor,
    id: InspectionId,
    deed: Uuid,
    seen: Option<u64>,
    command: Command,
) -> Result<Kept> {
    let order = kept::get(tx, &actor.viewer, id)?.inspection.subject.order;
    must_act(tx, &actor.viewer, &command)?;
    let order = held(tx, actor, order)?;
    let kept = kept::one(tx, id)?.ok_or(Error::NotFound("inspection"))?;
    let before = kept::done_before(tx, id, deed)?;
    if !before.is_empty() {
        return if command.led_to(&before) { Ok(kept) } else { Err(Error::invalid("inspection-kept-otherwise")) };
    }
    if let Some(seen) = seen.filter(|seen| *seen != kept.version)
        && (seen > kept.version || command.conflicts_with(&kept::since(tx, id, seen)?))
    {
        return Err(Error::Conflict(Box::new(Conflict { version: kept.version, since: Vec::new() })));
    }
    let others = kept::inspections(tx, order.id)?;
    let next = match &command {
        // How strictly is settled when it begins.
        Command::Start { .. } | Command::Record { .. } => series::next(tx, &kept.inspection)?,
        _ => Next::default(),
    };
    let units = match &command {
        Command::Change { .. } => units(tx, &order, kept.inspection.subject.of)?,
        _ => Units::default(),
    };
    let command = with_series(tx, actor, &order, &others, &kept.inspection, command)?;
    let given = Given { units, ..given(tx, actor, &order, &others, next) };
    let events = quality::decide(&kept.inspection, command, &given).map_err(said)?;
    done(tx, actor, kept, deed, events)
}

/// Other terms may put it into another series, or into none.
fn with_series(
    tx: &mut Tx,
    actor: &Actor,
    order: &Order,
    others: &[Inspection],
    one: &Inspection,
    command: Command,
) -> Result<Command> {
    let Command::Change { arrangement, .. } = command else { return Ok(command) };
    let made = must_be_of(tx, actor, order, one.subject.of)?;
    let request = Request { subject: one.subject, series: None, again: one.again, arrangement };
    let series = series_of(&request, made, order, others);
    Ok(Command::Change { arrangement: request.arrangement, series })
}

pub(super) fn done(tx: &mut Tx, actor: &Actor, kept: Kept, deed: Uuid, events: Vec<quality::Event>) -> Result<Kept> {
    let kept = kept::follow_up(tx, actor, kept, deed, events)?;
    let action = kept.inspection.state.key();
    audit::record(tx, actor, "inspection", &kept.inspection.id.to_string(), action, &kept.inspection)?;
    of_order::tell(tx, actor, kept.inspection.subject.order)?;
    Ok(kept)
}

/// The order, which nobody else acts on meanwhile.
fn held(tx: &mut Tx, actor: &Actor, order: OrderId) -> Result<Order> {
    orders::load(tx, actor.viewer.scope(), order)?;
    orders::lock(tx, order)?;
    orders::load(tx, Scope::All, order)
}

fn given<'a>(tx: &Tx, actor: &Actor, order: &Order, of_order: &'a [Inspection], next: Next) -> Given<'a> {
    Given {
        by: actor.viewer.person,
        now: actor.now,
        today: tx.world.company.today(actor.now),
        received: tx.world.company.today(order.header.received_at),
        delivery: order.header.promised,
        units: Units::default(),
        of_order,
        next,
        may_release: actor.viewer.releases_goods(),
    }
}

/// How many there are of what is inspected. What comes in may be more than was bought: it is inspected all the same.
fn units(tx: &mut Tx, order: &Order, of: Of) -> Result<Units> {
    match of {
        Of::Incoming { .. } => Ok(Units::default()),
        Of::InProcess { lot, .. } => {
            let lot = production::one(tx, lot)?.map(|kept| kept.lot.quantity);
            let most = lot.and_then(|lot| inspected::whole(&lot.unit, lot.ten_thousandths));
            Ok(Units { asked: most, most })
        }
        Of::Final { .. } => {
            let lots = production::every_lot_of(tx, order.id)?;
            let pairs = || lots.iter().map(|kept| (&kept.lot, kept.balances.as_slice()));
            Ok(inspected::units(&order.lines, |line, ordered| come_to(line, ordered, pairs())))
        }
    }
}

/// What comes in was bought for this order; what is inspected in the workshop is a lot of it, after one of its operations.
/// Answers the series of what was bought, or of what is made.
fn must_be_of(tx: &mut Tx, actor: &Actor, order: &Order, of: Of) -> Result<Option<SeriesOf>> {
    if let Of::Incoming { purchase: Some(purchase) } = of {
        let today = tx.world.company.today(actor.now);
        let bought = materials::purchase(tx, &actor.viewer, purchase, today)?.purchase;
        if bought.order != Some(order.id) {
            return Err(Error::NotFound("purchase"));
        }
        let (from, goods) = (Source::Supplier(bought.supplier), Goods::Material(bought.material));
        return Ok(Some(SeriesOf { from, goods }));
    }
    let Of::InProcess { lot, operation } = of else { return Ok(None) };
    let lot = production::get(tx, &actor.viewer, lot)?.lot;
    if lot.order != order.id {
        return Err(Error::NotFound("lot"));
    }
    if usize::try_from(operation).ok().and_then(|place| lot.route.get(place)).is_none() {
        return Err(Error::Invalid(Message::new("inspection-no-such-operation").with("number", lot.number)));
    }
    let product = order.line(lot.line).and_then(|line| line.product);
    Ok(product.map(|product| SeriesOf { from: Source::OwnWorkshop, goods: Goods::Product(product) }))
}

/// What our own inspectors inspect of one product is a series; a re-inspection is of the series of what failed.
fn series_of(request: &Request, made: Option<SeriesOf>, order: &Order, others: &[Inspection]) -> Option<SeriesOf> {
    if let Some(failed) = request.again {
        return others.iter().find(|other| other.id == failed)?.series;
    }
    if request.arrangement.inspector != Inspector::Own {
        return None;
    }
    if made.is_some() {
        return made;
    }
    let product = order.lines.first()?.product?;
    let is_one = order.lines.iter().all(|line| line.product == Some(product));
    let of = matches!(request.subject.of, Of::Final { .. }) && is_one;
    of.then_some(SeriesOf { from: Source::OwnWorkshop, goods: Goods::Product(product) })
}

fn said(refusal: InspectionRefusal) -> Error {
    Error::Invalid(refusal.say())
}
