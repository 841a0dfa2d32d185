//! What people do with inspections: each deed is decided by the domain while the order is held, and done once.

use uuid::Uuid;
use yidan_domain::{
    InspectionId, Message, OrderId, Say,
    access::Scope,
    order::Order,
    quality::{
        self, Command, Given, Goods, Inspection, InspectionRefusal, Inspector, Next, Of, Request, SeriesOf, Source,
    },
};

use super::{
    access::{must_act, must_arrange},
    kept::{self, Kept},
    of_order, series,
};
use crate::{Actor, Error, Result, Tx, audit, materials, orders, production};

/// Plans an inspection of an order. `id` is drawn where it is typed: what is sent twice is planned once.
pub fn plan(tx: &mut Tx, actor: &Actor, id: InspectionId, request: Request) -> Result<Kept> {
    must_arrange(tx, &actor.viewer)?;
    let order = held(tx, actor, request.subject.order)?;
    if order.cancelled.is_some() {
        return Err(Error::Invalid(Message::new("inspection-order-cancelled").with("number", order.number)));
    }
    if let Some(known) = kept::one(tx, id)? {
        let is_same = known.inspection.subject == request.subject && known.inspection.again == request.again;
        return if is_same { Ok(known) } else { Err(Error::invalid("inspection-id-taken")) };
    }
    let bought = must_be_of(tx, actor, &order, request.subject.of)?;
    let others = kept::inspections(tx, order.id)?;
    let request = Request { series: series_of(&request, bought, &order, &others), ..request };
    let given = given(tx, actor, &order, &others, Next::default());
    let planned = quality::plan(request, &given).map_err(said)?;
    let number = format!("{}-Q{}", order.number, others.len() + 1);
    let kept = kept::begin(tx, actor, id, number, planned)?;
    audit::record(tx, actor, "inspection", &id.to_string(), "planned", &kept.inspection)?;
    of_order::tell(tx, actor, order.id)?;
    Ok(kept)
}

/// Does with an inspection what `command` asks, or says why not.
pub fn act(tx: &mut Tx, actor: &Actor, id: InspectionId, deed: Uuid, command: Command) -> Result<Kept> {
    let order = kept::get(tx, &actor.viewer, id)?.inspection.subject.order;
    must_act(tx, &actor.viewer, &command)?;
    let order = held(tx, actor, order)?;
    let kept = kept::one(tx, id)?.ok_or(Error::NotFound("inspection"))?;
    let before = kept::done_before(tx, id, deed)?;
    if !before.is_empty() {
        return if command.led_to(&before) { Ok(kept) } else { Err(Error::invalid("inspection-kept-otherwise")) };
    }
    let others = kept::inspections(tx, order.id)?;
    let next = series::next(tx, &kept.inspection)?;
    let given = given(tx, actor, &order, &others, next);
    let events = quality::decide(&kept.inspection, command, &given).map_err(said)?;
    done(tx, actor, kept, deed, events)
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
        delivery: order.header.promised,
        of_order,
        next,
        may_release: actor.viewer.releases_goods(),
    }
}

/// What comes in was bought for this order; what is inspected in the workshop is a lot of it, after one of its operations.
/// Answers the series of what was bought.
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
    match usize::try_from(operation).ok().and_then(|place| lot.route.get(place)) {
        Some(_) => Ok(None),
        None => Err(Error::Invalid(Message::new("inspection-no-such-operation").with("number", lot.number))),
    }
}

/// What our own inspectors inspect of one product is a series; a re-inspection is of the series of what failed.
fn series_of(request: &Request, bought: Option<SeriesOf>, order: &Order, others: &[Inspection]) -> Option<SeriesOf> {
    if let Some(failed) = request.again {
        return others.iter().find(|other| other.id == failed)?.series;
    }
    if request.arrangement.inspector != Inspector::Own {
        return None;
    }
    if bought.is_some() {
        return bought;
    }
    let product = order.lines.first()?.product?;
    let is_one = order.lines.iter().all(|line| line.product == Some(product));
    let of = matches!(request.subject.of, Of::Final { .. } | Of::InProcess { .. }) && is_one;
    of.then_some(SeriesOf { from: Source::OwnWorkshop, goods: Goods::Product(product) })
}

fn said(refusal: InspectionRefusal) -> Error {
    Error::Invalid(refusal.say())
}
