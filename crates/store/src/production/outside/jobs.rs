//! One job: begun with its first sending, its terms changed, judged and charged.

use std::collections::BTreeMap;

use jiff::civil::Date;
use yidan_domain::{
    LotId, Money, OrderId, OutsideJobId, SupplierId, Text,
    access::{Scope, Viewer},
    material::SupplierKind,
    production::{
        Charge, Entry, Judged, Kind, Outcome, OutsideJob, ProgressRefusal, Stage, Teller, Terms, Verdict,
        checked_charge, checked_sending,
    },
};

use super::super::{
    access::{may_say, must_arrange, needs_department, said},
    book,
    entries::{self, Told},
    lots::{self, Kept, checked_text},
};
use crate::{Actor, Error, Result, Tx, audit, orders, suppliers};

/// A job with what it adds up to, and the lot that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptJob {
    pub job: OutsideJob,
    pub outcome: Outcome,
    pub lot: Kept,
}

#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// Drawn where it was typed.
    pub id: OutsideJobId,
    pub lot: LotId,
    pub operation: usize,
    pub supplier: SupplierId,
    pub terms: Terms,
}

impl KeptJob {
    pub fn stage(&self) -> Stage {
        self.job.stage(&self.outcome, &self.lot.lot.quantity.unit)
    }
}

/// A factory is given its first goods of a job, which begins with it. Sent once more, it is the same job.
pub fn send_out(tx: &mut Tx, actor: &Actor, new: NewJob, quantity: i64, told: Told) -> Result<KeptJob> {
    must_arrange(tx, &actor.viewer)?;
    let kept = lots::lock(tx, &actor.viewer, new.lot)?;
    if new.operation >= kept.lot.route.len() {
        return Err(said(ProgressRefusal::NoSuchOperation { place: new.operation.saturating_add(1) }));
    }
    let id = new.id;
    match one(tx, id)? {
        Some(known) if (known.lot, known.operation, known.supplier) == (new.lot, new.operation, new.supplier) => {}
        Some(_) => return Err(Error::invalid("progress-kept-otherwise")),
        None => begin(tx, actor, &kept, new)?,
    }
    send(tx, actor, kept, id, (quantity, told))
}

/// More goods for the same job.
pub fn send_more(tx: &mut Tx, actor: &Actor, id: OutsideJobId, quantity: i64, told: Told) -> Result<KeptJob> {
    let (kept, job) = lock(tx, actor, id)?;
    let department = &kept.lot.route[job.operation].department;
    if !may_say(&actor.viewer, department, true) {
        return Err(needs_department(tx, department));
    }
    send(tx, actor, kept, id, (quantity, told))
}

fn send(tx: &mut Tx, actor: &Actor, kept: Kept, id: OutsideJobId, (quantity, told): (i64, Told)) -> Result<KeptJob> {
    let job = one(tx, id)?.ok_or(Error::NotFound("job"))?;
    let (of, day) = ((job.id, job.operation), told.day);
    let said_now = Kind::SentOut { job: of.0, operation: of.1, quantity };
    let by = Teller::Person(actor.viewer.person);
    entries::keep(tx, (actor, by), kept, told, said_now, |kept, made| {
        checked_sending(&kept.lot, made, of, quantity, day)
    })?;
    self::job(tx, &actor.viewer, id)
}

fn begin(tx: &mut Tx, actor: &Actor, kept: &Kept, new: NewJob) -> Result<()> {
    let supplier = suppliers::get(tx, new.supplier).map_err(|_| Error::invalid("outside-no-supplier"))?;
    if supplier.archived || !supplier.kinds.contains(&SupplierKind::OutsideWork) {
        let message = yidan_domain::Message::new("outside-not-a-factory").with("name", supplier.name);
        return Err(Error::Invalid(message));
    }
    let terms = checked(new.terms)?;
    in_reach(tx, actor, kept.lot.order, terms.agreed)?;
    let others = of_lot(tx, new.lot)?.len();
    let job = OutsideJob {
        id: new.id,
        number: format!("{}-W{}", kept.lot.number, others + 1),
        lot: new.lot,
        operation: new.operation,
        supplier: new.supplier,
        terms,
        quality: None,
        charge: None,
    };
    tx.exec(
        "INSERT INTO outside_jobs (id, lot, supplier, body) VALUES ($1, $2, $3, $4)",
        &[job.id.into(), job.lot.into(), job.supplier.into(), (&serde_json::to_string(&job)?).into()],
    )?;
    keep_standing(tx, &job, &Outcome::default(), &kept.lot.quantity.unit)?;
    audit::record(tx, actor, "outside_job", &job.id.to_string(), "begun", &job)
}

fn checked(terms: Terms) -> Result<Terms> {
    let note = checked_text(&terms.note)?;
    Terms { note, ..terms }.checked().map_err(said)
}

/// A day that goods can be back.
fn in_reach(tx: &mut Tx, actor: &Actor, order: OrderId, agreed: Option<Date>) -> Result<()> {
    let Some(agreed) = agreed else { return Ok(()) };
    let order = orders::load(tx, Scope::All, order)?;
    lots::reach_of(tx, actor, &order).check(&Text::new("约定交回日", "To be back on"), agreed).map_err(said)
}

pub fn change_terms(tx: &mut Tx, actor: &Actor, id: OutsideJobId, terms: Terms) -> Result<KeptJob> {
    let terms = checked(terms)?;
    change(tx, actor, id, "terms", |tx, kept| {
        if kept.job.terms.agreed != terms.agreed {
            in_reach(tx, actor, kept.lot.lot.order, terms.agreed)?;
        }
        // A charge that was decided stays in the money that it was decided in.
        if kept.job.charge.is_some() && kept.job.terms.currency != terms.currency {
            return Err(Error::invalid("outside-charged-already"));
        }
        kept.job.terms = terms;
        Ok(())
    })
}

/// What is thought of the goods that came back.
pub fn judge(tx: &mut Tx, actor: &Actor, id: OutsideJobId, verdict: Verdict, note: &str) -> Result<KeptJob> {
    let (note, by, on) = (checked_text(note)?, actor.viewer.person, tx.world.company.today(actor.now));
    if verdict != Verdict::Good && note.is_empty() {
        return Err(Error::invalid("outside-quality-missing"));
    }
    change(tx, actor, id, "judged", move |_, kept| {
        if kept.outcome.returns == 0 {
            return Err(Error::invalid("outside-nothing-back"));
        }
        kept.job.quality = Some(Judged { verdict, note, by, on });
        Ok(())
    })
}

/// What the factory is charged with for what it lost, as a person decides with a reason.
pub fn charge(tx: &mut Tx, actor: &Actor, id: OutsideJobId, amount: Money, reason: &str) -> Result<KeptJob> {
    let (reason, by, on) = (checked_text(reason)?, actor.viewer.person, tx.world.company.today(actor.now));
    if reason.is_empty() {
        return Err(Error::invalid("outside-charge-reason"));
    }
    change(tx, actor, id, "charged", move |_, kept| {
        let unit = &kept.lot.lot.quantity.unit;
        let amount = checked_charge(&kept.job, &kept.outcome, unit, amount).map_err(said)?;
        let beyond = Some(kept.outcome.beyond(&kept.job.terms, unit));
        kept.job.charge = Some(Charge { amount, reason, by, on, beyond });
        Ok(())
    })
}

fn change(
    tx: &mut Tx,
    actor: &Actor,
    id: OutsideJobId,
    action: &str,
    change: impl FnOnce(&mut Tx, &mut KeptJob) -> Result<()>,
) -> Result<KeptJob> {
    must_arrange(tx, &actor.viewer)?;
    let (lot, job) = lock(tx, actor, id)?;
    let mut kept = KeptJob { outcome: outcome_of(tx, id)?, job, lot };
    change(tx, &mut kept)?;
    let body = serde_json::to_string(&kept.job)?;
    tx.exec("UPDATE outside_jobs SET body = $2 WHERE id = $1", &[id.into(), (&body).into()])?;
    keep_standing(tx, &kept.job, &kept.outcome, &kept.lot.lot.quantity.unit)?;
    audit::record(tx, actor, "outside_job", &id.to_string(), action, &kept.job)?;
    // By when the goods are back is a part of when the lot will be through.
    book::tell(tx, &kept.lot)?;
    Ok(kept)
}

/// The lot's row is held, and with it all that is said of its jobs.
fn lock(tx: &mut Tx, actor: &Actor, id: OutsideJobId) -> Result<(Kept, OutsideJob)> {
    let lot = one(tx, id)?.ok_or(Error::NotFound("job"))?.lot;
    let kept = lots::lock(tx, &actor.viewer, lot).map_err(hidden)?;
    Ok((kept, one(tx, id)?.ok_or(Error::NotFound("job"))?))
}

fn hidden(error: Error) -> Error {
    match error {
        Error::NotFound(_) => Error::NotFound("job"),
        other => other,
    }
}

pub(super) fn one(tx: &mut Tx, id: OutsideJobId) -> Result<Option<OutsideJob>> {
    tx.row("SELECT body FROM outside_jobs WHERE id = $1", &[id.into()], |row| row.json(0))
}

fn outcome_of(tx: &mut Tx, id: OutsideJobId) -> Result<Outcome> {
    let kept = tx.row("SELECT outcome FROM outside_standing WHERE job = $1", &[id.into()], |row| row.json(0))?;
    Ok(kept.unwrap_or_default())
}

/// A job of a lot that this viewer may see.
pub fn job(tx: &mut Tx, viewer: &Viewer, id: OutsideJobId) -> Result<KeptJob> {
    let job = one(tx, id)?.ok_or(Error::NotFound("job"))?;
    let lot = lots::get(tx, viewer, job.lot).map_err(hidden)?;
    Ok(KeptJob { outcome: outcome_of(tx, id)?, job, lot })
}

/// Of a lot that this viewer may see, the first begun first.
pub fn jobs_of_lot(tx: &mut Tx, viewer: &Viewer, lot: LotId) -> Result<Vec<KeptJob>> {
    let kept = lots::get(tx, viewer, lot)?;
    let jobs = of_lot(tx, lot)?;
    Ok(jobs.into_iter().map(|(job, outcome)| KeptJob { job, outcome, lot: kept.clone() }).collect())
}

fn of_lot(tx: &mut Tx, lot: LotId) -> Result<Vec<(OutsideJob, Outcome)>> {
    tx.rows(
        "SELECT j.body, s.outcome FROM outside_jobs j JOIN outside_standing s ON s.job = j.id WHERE j.lot = $1 ORDER BY j.id",
        &[lot.into()],
        |row| Ok((row.json(0)?, row.json(1)?)),
    )
}

/// Of the lots after one id, up to another.
pub(in super::super) fn of_lots(
    tx: &mut Tx,
    after: uuid::Uuid,
    last: LotId,
) -> Result<BTreeMap<LotId, Vec<(OutsideJob, Outcome)>>> {
    let mut found: BTreeMap<LotId, Vec<(OutsideJob, Outcome)>> = BTreeMap::new();
    tx.each(
        "SELECT j.body, s.outcome FROM outside_jobs j JOIN outside_standing s ON s.job = j.id
         WHERE j.lot > $1 AND j.lot <= $2 ORDER BY j.id",
        &[after.into(), last.into()],
        |row| {
            let job: OutsideJob = row.json(0)?;
            found.entry(job.lot).or_default().push((job, row.json(1)?));
            Ok(())
        },
    )?;
    Ok(found)
}

/// Of an order: the latest agreed day of what is out, by lot.
pub(in super::super) fn agreed_of(tx: &mut Tx, order: OrderId) -> Result<Vec<(LotId, Date)>> {
    let out = tx.rows(
        "SELECT j.body, s.outcome FROM lots l JOIN outside_jobs j ON j.lot = l.id JOIN outside_standing s ON s.job = j.id
         WHERE l.order_id = $1 AND s.stage = 'out' ORDER BY j.id",
        &[order.into()],
        |row| Ok((row.json::<OutsideJob>(0)?, row.json::<Outcome>(1)?)),
    )?;
    Ok(out.into_iter().filter_map(|(job, _)| Some((job.lot, job.terms.agreed?))).collect())
}

/// The latest day that was agreed for what is out of a lot.
pub(in super::super) fn back_by(tx: &mut Tx, lot: LotId) -> Result<Option<Date>> {
    let found = tx.row(
        "SELECT MAX(s.agreed) FROM outside_jobs j JOIN outside_standing s ON s.job = j.id
         WHERE j.lot = $1 AND s.stage = 'out' AND s.agreed < $2",
        &[lot.into(), (&Date::MAX.to_string()).into()],
        |row| row.parsed_opt(0),
    )?;
    Ok(found.flatten())
}

/// The same, of every lot of which something is out.
pub(in super::super) fn all_back_by(tx: &mut Tx) -> Result<Vec<(LotId, Date)>> {
    let found = tx.rows(
        "SELECT j.lot, MAX(s.agreed) FROM outside_standing s JOIN outside_jobs j ON j.id = s.job
         WHERE s.stage = 'out' AND s.agreed < $1 GROUP BY j.lot",
        &[(&Date::MAX.to_string()).into()],
        |row| Ok((LotId(row.uuid(0)?), row.parsed_opt(1)?)),
    )?;
    Ok(found.into_iter().filter_map(|(lot, day)| Some((lot, day?))).collect())
}

/// Something was said of a job: what it adds up to by now is kept.
pub(in super::super) fn settle(tx: &mut Tx, id: OutsideJobId, entries: &[Entry], unit: &str) -> Result<()> {
    match one(tx, id)? {
        Some(job) => keep_standing(tx, &job, &Outcome::of(id, entries), unit),
        None => Ok(()),
    }
}

fn keep_standing(tx: &mut Tx, job: &OutsideJob, outcome: &Outcome, unit: &str) -> Result<()> {
    tx.exec(
        "INSERT INTO outside_standing (job, supplier, stage, agreed, outcome) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (job) DO UPDATE SET stage = excluded.stage, agreed = excluded.agreed, outcome = excluded.outcome",
        &[
            job.id.into(),
            job.supplier.into(),
            word(job.stage(outcome, unit)).into(),
            (&job.terms.agreed.unwrap_or(Date::MAX).to_string()).into(),
            (&serde_json::to_string(outcome)?).into(),
        ],
    )?;
    Ok(())
}

pub(super) fn word(stage: Stage) -> &'static str {
    match stage {
        Stage::Out => "out",
        Stage::Charge => "charge",
        Stage::Done => "done",
    }
}

/// The jobs of a lot whose kept outcome is not what the entries add up to, by their numbers.
pub(in super::super) fn check(jobs: &[(OutsideJob, Outcome)], entries: &[Entry]) -> Vec<String> {
    let is_wrong = |(job, outcome): &&(OutsideJob, Outcome)| *outcome != Outcome::of(job.id, entries);
    jobs.iter().filter(is_wrong).map(|(job, _)| job.number.clone()).collect()
}
