//! Inspections of the demo company: of orders whose making has begun, as far as they have come.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use rand::{RngExt, rngs::StdRng};
use yidan_domain::{
    InspectionId,
    order::{Order, Progress},
    party::Person,
    process::{Process, Stage},
    quality::{
        Arrangement, Command, DefectList, Inspector, Of, Report, Request, Sampling, Subject, Verdict,
        aql::{Aql, ByClass, Level},
    },
};
use yidan_store::{Result, Tx, inspections, production};

use super::{
    cast,
    life::{World, acting},
};

/// How the final inspection of an order ends, or how far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Planned,
    Booked,
    Failed,
    /// Inspected again, and passed.
    Mended,
    /// Its re-inspection is booked.
    Mending,
    Released,
    Passed,
}

pub fn inspect(
    tx: &mut Tx,
    world: &World,
    (order, process): (&Order, &Process),
    now: Timestamp,
    dice: &mut StdRng,
) -> Result<()> {
    let progress = |department: &str| {
        let of =
            |step: &&yidan_domain::process::Step| step.stage == Stage::Making && step.department.as_str() == department;
        process.steps.iter().rfind(of).and_then(|step| order.step(&step.key)).map(|state| &state.progress)
    };
    let Some(began) = progress("production").and_then(Progress::started_at) else { return Ok(()) };
    let made = progress("production").and_then(Progress::finished_at);
    let done = progress("quality").and_then(Progress::finished_at).filter(|done| *done > began);
    let units = order.lines.iter().map(|line| (line.quantity.ten_thousandths / 10_000).max(1) as u64).sum();
    let mut inspector = Desk { tx, world, order, now, dice, units };
    inspector.incoming(began)?;
    inspector.in_process(began)?;
    let end = match (done, made) {
        (Some(_), _) => *inspector.of(&[End::Passed, End::Passed, End::Passed, End::Mended, End::Released]),
        (None, Some(_)) => *inspector.of(&[End::Booked, End::Booked, End::Failed, End::Mending, End::Planned]),
        (None, None) => *inspector.of(&[End::Planned, End::Booked]),
    };
    inspector.finally(began, done.unwrap_or(now), end)
}

/// Whoever sees to the inspections of one order.
struct Desk<'a, 'b> {
    tx: &'a mut Tx<'b>,
    world: &'a World,
    order: &'a Order,
    now: Timestamp,
    dice: &'a mut StdRng,
    units: u64,
}

impl Desk<'_, '_> {
    fn of<'c, T>(&mut self, some: &'c [T]) -> &'c T {
        &some[self.dice.random_range(0..some.len())]
    }

    fn today(&self, at: Timestamp) -> Date {
        self.world.company.company.today(at)
    }

    fn person(&self) -> &Person {
        self.world.somebody_of("quality", 0)
    }

    fn incoming(&mut self, at: Timestamp) -> Result<()> {
        if self.dice.random_bool(0.5) {
            return Ok(());
        }
        let goods = (*self.of(&["铸坯", "板材", "主料与辅料"])).to_owned();
        let sampling = Sampling::Fixed { units: 20.min(self.units), accept: 1.min(self.units.saturating_sub(1)) };
        let arrangement = Arrangement { goods, sampling, place: "来料仓".into(), ..self.own() };
        let id = self.plan(at, Of::Incoming { purchase: None }, None, arrangement)?;
        self.report(at, id, 0)
    }

    fn in_process(&mut self, began: Timestamp) -> Result<()> {
        let at = (began + SignedDuration::from_hours(26)).min(self.now);
        let actor = acting(self.person(), at);
        let lots = production::lots_of_order(self.tx, &actor.viewer, self.order.id)?;
        let Some(first) = lots.into_iter().find(|kept| kept.lot.route.len() > 1) else { return Ok(()) };
        let lot = (first.lot.quantity.ten_thousandths / 10_000).max(1) as u64;
        let level = Level::S3;
        let limits = ByClass::new(None, Some(Aql::USUAL_MAJOR), Some(Aql::USUAL_MINOR));
        let arrangement =
            Arrangement { lot, sampling: Sampling::Aql { level, limits }, place: "车间".into(), ..self.own() };
        let id = self.plan(at, Of::InProcess { lot: first.lot.id, operation: 1 }, None, arrangement)?;
        self.report(at, id, 0)
    }

    fn finally(&mut self, began: Timestamp, at: Timestamp, end: End) -> Result<()> {
        let inspector = self
            .of(&[
                Inspector::Own,
                Inspector::Own,
                Inspector::Customer,
                Inspector::ThirdParty { name: "SGS".into() },
                Inspector::ThirdParty { name: "必维 BV".into() },
                Inspector::Nominated { name: "Lars Holm".into() },
            ])
            .clone();
        let ends_early = matches!(end, End::Mended | End::Mending);
        let days = if ends_early { 2 } else { 0 };
        let first = (at - SignedDuration::from_hours(24 * days)).max(began);
        let wanted_on = self.order.header.promised.map(|promised| promised.saturating_sub(3.days()));
        // Nobody hopes for a day that has passed.
        let wanted_on = wanted_on.filter(|day| *day > self.today(began));
        let place = if self.dice.random_bool(0.5) { "工厂成品仓" } else { "宁波" };
        let arrangement = Arrangement { inspector, place: place.into(), wanted_on, ..self.own() };
        let of = Of::Final { whole_order: true };
        let id = self.plan(began, of, None, arrangement.clone())?;
        if end == End::Planned {
            return Ok(());
        }
        let target = if end == End::Booked { self.soon() } else { self.today(first) };
        self.book(began, id, target)?;
        match end {
            End::Planned | End::Booked => Ok(()),
            End::Passed => self.report(first, id, 0),
            End::Failed => self.report(first, id, 9),
            End::Released => {
                self.report(first, id, 7)?;
                if !self.has_failed(id)? {
                    return Ok(());
                }
                let (boss, note) = (self.world.manager().clone(), "客户邮件同意接收，单价让 2%");
                self.act(&boss, first, id, Command::Release { note: note.into() })
            }
            End::Mended | End::Mending => {
                self.report(first, id, 8)?;
                if !self.has_failed(id)? {
                    return Ok(());
                }
                let again = self.plan(first, of, Some(id), Arrangement { wanted_on: None, ..arrangement })?;
                if end == End::Mended {
                    return self.report(at, again, 1);
                }
                let soon = self.soon();
                self.book(first, again, soon)
            }
        }
    }

    /// A large sample may have as many.
    fn has_failed(&mut self, id: InspectionId) -> Result<bool> {
        let inspection = inspections::get(self.tx, &acting(self.person(), self.now).viewer, id)?.inspection;
        Ok(matches!(inspection.verdict(), Some(Verdict::Failed { .. })))
    }

    /// In the coming days; now and then it should have been done already.
    fn soon(&mut self) -> Date {
        self.today(self.now).saturating_add(self.dice.random_range(0..9_i64).days())
    }

    fn own(&self) -> Arrangement {
        Arrangement {
            inspector: Inspector::Own,
            goods: String::new(),
            lot: self.units,
            sampling: Sampling::usual(),
            place: String::new(),
            wanted_on: None,
            fewer: None,
        }
    }

    fn plan(
        &mut self,
        at: Timestamp,
        of: Of,
        again: Option<InspectionId>,
        arrangement: Arrangement,
    ) -> Result<InspectionId> {
        let id = InspectionId(cast::id(self.dice, at));
        let request = Request { subject: Subject { order: self.order.id, of }, series: None, again, arrangement };
        inspections::plan(self.tx, &acting(self.person(), at), id, request).map(|_| id)
    }

    /// Finished goods are inspected before they leave.
    fn book(&mut self, at: Timestamp, id: InspectionId, target: Date) -> Result<()> {
        let today = self.today(at);
        let last = self.order.header.promised.filter(|promised| *promised > today);
        let last = last.and_then(|promised| promised.yesterday().ok()).unwrap_or(Date::MAX);
        let person = self.person().clone();
        self.act(&person, at, id, Command::Book { on: target.max(today).min(last) })?;
        if self.dice.random_bool(0.7) {
            self.act(&person, at, id, Command::TellFactory)?;
        }
        Ok(())
    }

    /// So many units of the sample have a defect.
    fn report(&mut self, at: Timestamp, id: InspectionId, bad: u64) -> Result<()> {
        let actor = acting(self.person(), at);
        let inspection = inspections::get(self.tx, &actor.viewer, id)?.inspection;
        let standing = inspections::standing(self.tx, &inspection)?;
        if standing.is_discontinued {
            return Ok(());
        }
        let inspected = inspection.draw(&standing.next).units;
        let list = DefectList::default();
        let mut defects = Vec::new();
        let bad = bad.min(inspected / 2);
        if bad > 0 {
            let key = *self.of(&["crack", "size-off", "coating-uneven", "not-working"]);
            defects.extend(list.get(&key.into()).map(|kind| kind.found(bad)));
        }
        if inspected > 30 && self.dice.random_bool(0.6) {
            let key = *self.of(&["scratch", "burr", "stain", "loose-thread"]);
            let few = self.dice.random_range(1..3);
            defects.extend(list.get(&key.into()).map(|kind| kind.found(few)));
        }
        let note = if self.dice.random_bool(0.4) { "尺寸抽量 5 件，都在公差内。" } else { "" };
        let report =
            Report { on: self.today(at), inspected, defects, again: None, note: note.into(), files: Vec::new() };
        let person = self.person().clone();
        self.act(&person, at, id, Command::Record { report })
    }

    fn act(&mut self, by: &Person, at: Timestamp, id: InspectionId, command: Command) -> Result<()> {
        let deed = cast::id(self.dice, at);
        inspections::act(self.tx, &acting(by, at), id, deed, None, command).map(drop)
    }
}
