//! Folding events into a shipment. The same code serves a deed that was just taken and the replay of all; it cannot fail.

use super::{Deed, Ended, Estimate, Happened, Shipment, ShipmentEvent, Signed, Told, ToldHarm};

/// The shipment that its events tell, or `None` when they don't begin with its plan.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a ShipmentEvent>) -> Option<Shipment> {
    let mut events = events.into_iter();
    let mut shipment = Shipment::planned(events.next()?)?;
    events.for_each(|event| shipment.apply(event));
    Some(shipment)
}

impl Shipment {
    /// The shipment as its first event tells it.
    pub fn planned(first: &ShipmentEvent) -> Option<Shipment> {
        let Deed::Planned { id, order, number, plan } = &first.deed else {
            return None;
        };
        Some(Shipment {
            id: *id,
            order: *order,
            number: *number,
            planned: first.mark.clone(),
            plan: (**plan).clone(),
            booking: None,
            conveyance: None,
            estimates: Vec::new(),
            departed: None,
            arrived: None,
            reports: Vec::new(),
            harms: Vec::new(),
            sign_offs: Vec::new(),
            cancelled: None,
        })
    }

    pub fn apply(&mut self, event: &ShipmentEvent) {
        let mark = event.mark.clone();
        match &event.deed {
            // A shipment is planned once.
            Deed::Planned { .. } => {}
            Deed::LinesMoved { lines } => self.move_lines(lines),
            Deed::Changed { plan } => self.plan = (**plan).clone(),
            Deed::Booked { booking } => self.booking = Some(booking.clone()),
            Deed::Conveyed { conveyance } => self.conveyance = Some(conveyance.clone()),
            Deed::Estimated { etd, eta, reason } => {
                let (etd, eta) = (etd.or(self.etd()), eta.or(self.eta()));
                self.estimates.push(Estimate { etd, eta, reason: reason.clone(), mark });
            }
            Deed::Departed { on, .. } => self.departed = Some(Happened { on: *on, mark }),
            Deed::Arrived { on, .. } => self.arrived = Some(Happened { on: *on, mark }),
            Deed::Reported { report } => {
                let (etd, now) = (self.etd(), self.eta());
                if let Some(eta) = report.eta.filter(|eta| Some(*eta) != now) {
                    let reason = [&*report.carrier, &*report.words].join(" ").trim().to_owned();
                    self.estimates.push(Estimate { etd, eta: Some(eta), reason, mark: mark.clone() });
                }
                self.reports.push(Told { report: (**report).clone(), mark });
            }
            Deed::Harmed { harm } => self.harms.push(ToldHarm { harm: harm.clone(), mark }),
            Deed::Signed { sign_off } => {
                let received = sign_off.received.clone();
                self.sign_offs.push(Signed { sign_off: (**sign_off).clone(), received, mark, annulled: None });
            }
            Deed::Annulled { reason } => {
                if let Some(signed) = self.sign_offs.last_mut() {
                    signed.annulled = Some(Ended { reason: reason.clone(), mark });
                }
            }
            Deed::Cancelled { reason } => self.cancelled = Some(Ended { reason: reason.clone(), mark }),
        }
    }

    fn move_lines(&mut self, moved: &[(u32, u32)]) {
        let to = |line: u32| moved.iter().find(|(from, _)| *from == line).map_or(line, |(_, to)| *to);
        let signed = self.sign_offs.iter_mut().flat_map(|signed| &mut signed.received);
        for cargo in self.plan.cargo.iter_mut().chain(signed) {
            cargo.line = to(cargo.line);
        }
        for told in &mut self.harms {
            told.harm.line = to(told.harm.line);
        }
    }
}
