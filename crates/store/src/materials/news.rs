//! What happens to a line of a purchase: each piece of news is checked by the domain, and what comes of it into the store or
//! leaves it is entered there in the same transaction.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use yidan_domain::{
    PurchaseId, StockEntryId, SupplierId,
    access::Viewer,
    material::{
        PurchaseEvent, PurchaseKind, PurchaseRefusal,
        purchase::{
            Arrival, Followed, checked_arrival, checked_closing, checked_confirmation, checked_reversal,
            checked_sending_back,
        },
        stock,
    },
};

use super::{
    access::{must_buy, must_receive, said},
    catalogue,
    ledger::{self, Told},
    of_order,
    purchases::{self, KeptPurchase},
    store_room,
};
use crate::{Actor, Error, Result, Tx, audit};

/// As it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum News {
    /// The supplier says when it will come.
    Confirmed {
        expected: Date,
    },
    Arrived(Arrival),
    /// Back to the supplier, of what had been accepted.
    SentBack {
        quantity: i64,
    },
    /// No more comes.
    Closed {
        reason: String,
    },
    Reversed {
        seq: u32,
    },
}

/// May this viewer take back an event of this kind? Those may who could have told it.
pub fn may_take_back_news(viewer: &Viewer, kind: &PurchaseKind) -> bool {
    match kind {
        PurchaseKind::Confirmed { .. } | PurchaseKind::Closed { .. } => viewer.buys(),
        PurchaseKind::Arrived { .. } | PurchaseKind::SentBack { .. } => viewer.receives(),
        PurchaseKind::Reversed { .. } => false,
    }
}

/// Keeps what is told of a line. What was told before under the same id is not kept again; something else under it is
/// refused.
pub fn tell(tx: &mut Tx, actor: &Actor, id: PurchaseId, news: News, told: Told) -> Result<KeptPurchase> {
    let kept = purchases::hold(tx, actor, id)?;
    let events = of_purchase(tx, id)?;
    must_be_allowed(tx, &actor.viewer, &news, &events)?;
    let told = told.checked(tx, actor)?;
    if matches!(news, News::Reversed { .. }) && told.note.is_empty() {
        return Err(Error::invalid("stock-reason-missing"));
    }
    let asked = serde_json::to_string(&news)?;
    if is_known(tx, &told, &asked, id)? {
        return Ok(kept.seen_by(&actor.viewer));
    }
    let material = catalogue::get(tx, kept.purchase.material)?;
    let of = Followed { purchase: &kept.purchase, unit: &material.unit, events: &events };
    let kind = checked(of, &news, told.day).map_err(said)?;
    let seq = events.last().map_or(1, |last| last.seq.saturating_add(1));
    let event = PurchaseEvent {
        purchase: id,
        seq,
        day: told.day,
        at: actor.now,
        by: actor.viewer.person,
        kind,
        note: told.note.clone(),
    };
    insert(tx, &event, told.id, &asked)?;
    audit::record(tx, actor, "purchase", &id.to_string(), event.kind.key(), &event)?;
    book(tx, actor, &kept, material, &event, &told)?;
    let order = kept.purchase.order;
    let kept = purchases::moved(tx, actor, kept, &[events, vec![event]].concat())?;
    if let Some(order) = order {
        store_room::free_if_ended(tx, actor, order)?;
        of_order::tell(tx, actor, order)?;
    }
    Ok(kept.seen_by(&actor.viewer))
}

fn checked(of: Followed, news: &News, day: Date) -> std::result::Result<PurchaseKind, PurchaseRefusal> {
    match news {
        News::Confirmed { expected } => checked_confirmation(of, *expected, day),
        News::Arrived(arrival) => checked_arrival(of, *arrival, day),
        News::SentBack { quantity } => checked_sending_back(of, *quantity, day),
        News::Closed { reason } => checked_closing(of, reason, day),
        News::Reversed { seq } => checked_reversal(of, *seq, day),
    }
}

fn must_be_allowed(tx: &Tx, viewer: &Viewer, news: &News, events: &[PurchaseEvent]) -> Result<()> {
    match news {
        News::Confirmed { .. } | News::Closed { .. } => must_buy(tx, viewer),
        // Whether more than was ordered is welcome, whoever ordered it says.
        News::Arrived(Arrival { accept_over: true, .. }) => must_buy(tx, viewer),
        News::Arrived(_) | News::SentBack { .. } => must_receive(tx, viewer),
        News::Reversed { seq } => match events.iter().find(|event| event.seq == *seq).map(|event| &event.kind) {
            Some(PurchaseKind::Confirmed { .. } | PurchaseKind::Closed { .. }) => must_buy(tx, viewer),
            _ => must_receive(tx, viewer),
        },
    }
}

/// What of it moves in the store.
fn book(
    tx: &mut Tx,
    actor: &Actor,
    kept: &KeptPurchase,
    material: yidan_domain::material::Material,
    event: &PurchaseEvent,
    told: &Told,
) -> Result<()> {
    let (purchase, day) = (&kept.purchase, told.day);
    let wrong = match event.kind {
        PurchaseKind::Reversed { seq } => entry_of(tx, purchase.id, seq)?,
        _ => None,
    };
    let accepted = event.kind.accepts();
    if accepted == 0 && wrong.is_none() {
        return Ok(());
    }
    let mut held = ledger::hold(tx, material)?;
    ledger::enter(tx, actor, &mut held, (told, ""), Some(purchase), |shelf| {
        let checked = match wrong {
            Some(wrong) => stock::checked_reversal(shelf, wrong, day),
            None if accepted > 0 => stock::checked_arrival(shelf, purchase, accepted, day),
            None => stock::checked_sending_back(shelf, purchase, accepted.saturating_neg(), day),
        };
        checked.map_err(said)
    })?;
    Ok(())
}

/// The entry of stock that was made with an event.
fn entry_of(tx: &mut Tx, purchase: PurchaseId, seq: u32) -> Result<Option<StockEntryId>> {
    tx.row(
        "SELECT s.id FROM purchase_events e JOIN stock_entries s ON s.id = e.id WHERE e.purchase = $1 AND e.seq = $2",
        &[purchase.into(), seq.into()],
        |row| Ok(StockEntryId(row.uuid(0)?)),
    )
}

pub(super) fn insert(tx: &mut Tx, event: &PurchaseEvent, id: StockEntryId, asked: &str) -> Result<()> {
    let is_new = tx.exec(
        "INSERT INTO purchase_events (purchase, seq, id, day, at, kind, asked, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        &[
            event.purchase.into(),
            event.seq.into(),
            id.into(),
            (&event.day.to_string()).into(),
            (&event.at.to_string()).into(),
            event.kind.key().into(),
            asked.into(),
            (&serde_json::to_string(event)?).into(),
        ],
    )?;
    if is_new == 0 { Err(Error::invalid("material-id-taken")) } else { Ok(()) }
}

/// Was the same told before under this id?
fn is_known(tx: &mut Tx, told: &Told, asked: &str, purchase: PurchaseId) -> Result<bool> {
    let before = tx.row("SELECT body, asked FROM purchase_events WHERE id = $1", &[told.id.into()], |row| {
        Ok((row.json::<PurchaseEvent>(0)?, row.text(1)?))
    })?;
    match before {
        None => Ok(false),
        Some((event, _)) if event.purchase != purchase => Err(Error::invalid("material-id-taken")),
        Some((event, before)) if before == asked && (event.day, &event.note) == (told.day, &told.note) => Ok(true),
        Some(_) => Err(Error::invalid("material-kept-otherwise")),
    }
}

/// What happened to a purchase that this viewer may see, in the order in which it was told.
pub fn events_of(tx: &mut Tx, viewer: &Viewer, id: PurchaseId) -> Result<Vec<PurchaseEvent>> {
    purchases::purchase(tx, viewer, id, Date::MAX)?;
    let mut events = of_purchase(tx, id)?;
    if !viewer.sees_costs() {
        for event in &mut events {
            if let PurchaseKind::Arrived { price, .. } = &mut event.kind {
                *price = None;
            }
        }
    }
    Ok(events)
}

pub(super) fn of_purchase(tx: &mut Tx, id: PurchaseId) -> Result<Vec<PurchaseEvent>> {
    tx.rows("SELECT body FROM purchase_events WHERE purchase = $1 ORDER BY seq", &[id.into()], |row| row.json(0))
}

/// All that was told of a supplier's lines.
pub(super) fn of_supplier(tx: &mut Tx, supplier: SupplierId) -> Result<Vec<PurchaseEvent>> {
    tx.rows(
        "SELECT e.body FROM purchases p JOIN purchase_events e ON e.purchase = p.id WHERE p.supplier = $1
         ORDER BY e.purchase, e.seq",
        &[supplier.into()],
        |row| row.json(0),
    )
}
