//! A deed becomes an event, a refusal, or nothing where it is known already.

use std::collections::BTreeMap;

use jiff::{SignedDuration, civil::Date};

use super::{
    Cargo, Deed, Harm, MOST_ESTIMATES, MOST_HARMS, MOST_ITEMS, MOST_REPORTS, Report, Shipment, ShipmentEvent,
    ShipmentRefusal, SignOff,
    balance::{may_leave, may_plan},
    sign_off::MOST_PHOTOS,
};
use crate::{
    delivery::{
        Due, FieldFault, LONGEST_TEXT, Mark,
        field::{at_most, is_digest, needed, words},
    },
    text::tidy,
};

/// What is decided by besides the shipment itself.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// All shipments of the order, this one among them.
    pub of_order: &'a [Shipment],
    /// What the order wants now.
    pub due: &'a [Due],
    /// How many of each line are packed (`packing::packed`); `None` where no packing data are kept.
    pub packed: Option<&'a BTreeMap<u32, i64>>,
    /// The day of the mark in the company's zone.
    pub today: Date,
    /// May this person declare a sign-off void?
    pub may_annul: bool,
}

/// There is no shipment before it is planned. What is known already, because it was sent twice, makes no event.
pub fn decide(
    shipment: Option<&Shipment>,
    deed: Deed,
    mark: Mark,
    given: &Given,
) -> Result<Vec<ShipmentEvent>, ShipmentRefusal> {
    let deeds = match (shipment, deed) {
        (None, Deed::Planned { id, order, plan, .. }) => {
            let plan = Box::new(plan.checked(given.due)?);
            may_plan(&plan, id, given.of_order, given.due)?;
            let last = given.of_order.iter().map(|other| other.number).max().unwrap_or_default();
            vec![Deed::Planned { id, order, number: last.saturating_add(1), plan }]
        }
        (None, _) => return Err(ShipmentRefusal::NoSuchShipment),
        (Some(shipment), deed) => shipment.taken(deed, &mark, given)?,
    };
    Ok(deeds.into_iter().map(|deed| ShipmentEvent { mark: mark.clone(), deed }).collect())
}

impl Shipment {
    fn taken(&self, deed: Deed, mark: &Mark, given: &Given) -> Result<Vec<Deed>, ShipmentRefusal> {
        if self.knows(&deed) {
            return Ok(Vec::new());
        }
        if let Some(cancelled) = &self.cancelled {
            return Err(ShipmentRefusal::Cancelled { reason: cancelled.reason.clone() });
        }
        let deed = match deed {
            Deed::Planned { .. } => return Err(ShipmentRefusal::AlreadyPlanned { number: self.number }),
            Deed::LinesMoved { lines } => {
                let is_lost = |cargo: &&Cargo| !lines.iter().any(|(from, _)| *from == cargo.line);
                if let Some(lost) = self.plan.cargo.iter().find(is_lost) {
                    return Err(ShipmentRefusal::LineLost { line: lost.line, number: self.number });
                }
                Deed::LinesMoved { lines }
            }
            Deed::Changed { plan } => {
                self.has_not_left()?;
                let plan = Box::new(plan.checked(given.due)?);
                may_plan(&plan, self.id, given.of_order, given.due)?;
                Deed::Changed { plan }
            }
            Deed::Booked { booking } => {
                self.has_not_left()?;
                Deed::Booked { booking: booking.checked()? }
            }
            Deed::Conveyed { conveyance } => Deed::Conveyed { conveyance: conveyance.checked()? },
            Deed::Estimated { etd, eta, reason } => self.estimated(etd, eta, &reason)?,
            Deed::Departed { on, reason } => self.departed(on, &reason, given)?,
            Deed::Arrived { on, reason } => self.arrived(on, &reason, given.today)?,
            Deed::Reported { report } => self.reported(*report, mark)?,
            Deed::Harmed { harm } => self.harmed(harm, given.due)?,
            Deed::Signed { sign_off } => return self.signed_for(*sign_off, given),
            Deed::Annulled { reason } => {
                self.signed().ok_or(ShipmentRefusal::NotSigned)?;
                if !given.may_annul {
                    return Err(ShipmentRefusal::MayNotAnnul);
                }
                Deed::Annulled { reason: needed(&reason, ("作废原因", "reason"), LONGEST_TEXT)? }
            }
            Deed::Cancelled { reason } => {
                self.has_not_left()?;
                Deed::Cancelled { reason: needed(&reason, ("取消原因", "reason"), LONGEST_TEXT)? }
            }
        };
        Ok(vec![deed])
    }

    /// Has the very same been told before?
    fn knows(&self, deed: &Deed) -> bool {
        match deed {
            Deed::Planned { id, .. } => *id == self.id,
            Deed::LinesMoved { lines } => {
                let stays = |cargo: &Cargo| lines.contains(&(cargo.line, cargo.line));
                self.plan.cargo.iter().all(stays)
            }
            Deed::Changed { plan } => **plan == self.plan,
            Deed::Booked { booking } => self.booking.as_ref() == Some(booking),
            Deed::Conveyed { conveyance } => self.conveyance.as_ref() == Some(conveyance),
            Deed::Departed { on, .. } => self.departed.as_ref().is_some_and(|departed| departed.on == *on),
            Deed::Arrived { on, .. } => self.arrived.as_ref().is_some_and(|arrived| arrived.on == *on),
            Deed::Reported { report } => {
                let tidy = report.clone().checked().unwrap_or_else(|_| (**report).clone());
                self.reports.iter().any(|told| told.report.is_same(&tidy))
            }
            Deed::Signed { sign_off } => self.sign_offs.iter().any(|signed| signed.sign_off.is_same(sign_off)),
            Deed::Estimated { etd, eta, reason } => self.estimates.last().is_some_and(|last| {
                (etd.or(last.etd), eta.or(last.eta)) == (last.etd, last.eta) && last.reason == tidy(reason, true)
            }),
            Deed::Harmed { harm } => {
                let tidied = Harm { words: tidy(&harm.words, true), ..harm.clone() };
                self.harms.iter().any(|told| told.harm == tidied)
            }
            Deed::Annulled { .. } | Deed::Cancelled { .. } => false,
        }
    }

    fn has_not_left(&self) -> Result<(), ShipmentRefusal> {
        match &self.departed {
            Some(departed) => Err(ShipmentRefusal::HasLeft { on: departed.on }),
            None => Ok(()),
        }
    }

    fn estimated(&self, etd: Option<Date>, eta: Option<Date>, reason: &str) -> Result<Deed, ShipmentRefusal> {
        at_most(self.estimates.len() + 1, MOST_ESTIMATES, ("船期变更", "changes of the days"))?;
        let (was_etd, was_eta) = (self.etd(), self.eta());
        let (new_etd, new_eta) = (etd.or(was_etd), eta.or(was_eta));
        if (new_etd, new_eta) == (was_etd, was_eta) {
            return Err(ShipmentRefusal::NothingChanged);
        }
        if new_etd != was_etd {
            self.has_not_left()?;
        }
        if let (Some(etd), Some(eta)) = (new_etd, new_eta)
            && eta < etd
        {
            return Err(ShipmentRefusal::ArrivesBeforeLeaving { etd, eta });
        }
        let is_other = |was: Option<Date>, new: Option<Date>| was.is_some() && was != new;
        let changes = is_other(was_etd, new_etd) || is_other(was_eta, new_eta);
        Ok(Deed::Estimated { etd, eta, reason: why(reason, changes)? })
    }

    fn departed(&self, on: Date, reason: &str, given: &Given) -> Result<Deed, ShipmentRefusal> {
        not_to_come(on, given.today)?;
        if let Some(arrived) = self.arrived.as_ref().filter(|arrived| arrived.on < on) {
            return Err(ShipmentRefusal::ArrivesBeforeLeaving { etd: on, eta: arrived.on });
        }
        // Another day for what has left needs nothing more.
        if self.departed.is_none() {
            may_leave(self, given.of_order, given.due, given.packed)?;
        }
        Ok(Deed::Departed { on, reason: why(reason, self.departed.is_some())? })
    }

    fn arrived(&self, on: Date, reason: &str, today: Date) -> Result<Deed, ShipmentRefusal> {
        not_to_come(on, today)?;
        let departed = self.departed.as_ref().ok_or(ShipmentRefusal::HasNotLeft)?;
        if on < departed.on {
            return Err(ShipmentRefusal::ArrivesBeforeLeaving { etd: departed.on, eta: on });
        }
        Ok(Deed::Arrived { on, reason: why(reason, self.arrived.is_some())? })
    }

    /// What a carrier tells is kept even where it does not fit what people have registered: `findings` says so.
    fn reported(&self, report: Report, mark: &Mark) -> Result<Deed, ShipmentRefusal> {
        at_most(self.reports.len() + 1, MOST_REPORTS, ("物流记录", "reports of the way"))?;
        // Clocks of carriers may be a little ahead.
        let latest = mark.at.saturating_add(SignedDuration::from_hours(24)).unwrap_or(mark.at);
        if report.at > latest {
            return Err(ShipmentRefusal::ReportToCome { at: report.at });
        }
        Ok(Deed::Reported { report: Box::new(report.checked()?) })
    }

    fn harmed(&self, harm: Harm, due: &[Due]) -> Result<Deed, ShipmentRefusal> {
        at_most(self.harms.len() + 1, MOST_HARMS, ("货损记录", "records of damage"))?;
        at_most(harm.photos.len(), MOST_PHOTOS, ("照片", "photos"))?;
        if self.departed.is_none() {
            return Err(ShipmentRefusal::HasNotLeft);
        }
        if let Some(file) = harm.photos.iter().find(|file| !is_digest(&file.sha256)) {
            return Err(FieldFault::NotSealed { file: file.name.clone() }.into());
        }
        let shipped = self.of_line(harm.line);
        if shipped == 0 {
            return Err(ShipmentRefusal::LineNotShipped { line: harm.line });
        }
        let cargo = Cargo { line: harm.line, quantity: harm.quantity };
        cargo.check(due)?;
        if let Some(due) = Due::find(due, harm.line)
            && harm.quantity > shipped
        {
            let (given, shipped) = (due.amount(harm.quantity), due.amount(shipped));
            return Err(ShipmentRefusal::MoreHarmedThanShipped { goods: due.name(), given, shipped });
        }
        let words = needed(&harm.words, ("情况说明", "what happened"), LONGEST_TEXT)?;
        Ok(Deed::Harmed { harm: Harm { words, ..harm } })
    }

    /// What the customer has signed for has left, even if nobody has said so: it is registered with the signature.
    fn signed_for(&self, sign_off: SignOff, given: &Given) -> Result<Vec<Deed>, ShipmentRefusal> {
        if let Some(signed) = self.signed() {
            let (name, at) = (signed.sign_off.name.clone(), signed.sign_off.at);
            return Err(ShipmentRefusal::AlreadySigned { name, at });
        }
        if self.sign_offs.iter().any(|signed| signed.sign_off.id == sign_off.id) {
            return Err(ShipmentRefusal::SignOffAnnulled);
        }
        at_most(self.sign_offs.len() + 1, MOST_ITEMS, ("签收记录", "sign-offs"))?;
        let mut deeds = Vec::new();
        if self.departed.is_none() {
            let told = self.way().into_iter().find(|report| report.milestone.is_under_way()).map(|report| report.on);
            deeds.push(self.departed(told.unwrap_or(given.today).min(given.today), "", given)?);
        }
        deeds.push(Deed::Signed { sign_off: Box::new(sign_off.checked(self, given.due)?) });
        Ok(deeds)
    }
}

fn why(reason: &str, is_needed: bool) -> Result<String, FieldFault> {
    const REASON: (&str, &str) = ("变更原因", "reason for the change");
    if is_needed { needed(reason, REASON, LONGEST_TEXT) } else { words(reason, REASON, LONGEST_TEXT) }
}

fn not_to_come(on: Date, today: Date) -> Result<(), ShipmentRefusal> {
    if on > today { Err(ShipmentRefusal::DayToCome { on, today }) } else { Ok(()) }
}
