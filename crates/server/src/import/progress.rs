//! An edited summary sheet of production (S7): what differs from what was told is booked as reports and corrections, a lot at
//! a time, all of it or nothing. What is as it was changes nothing, so that a sheet may be taken in twice.

use yidan_documents::{
    Place, Problem, RowFault, Skipped, Unreadable,
    progress::{self, ProgressRow},
    sheet,
};
use yidan_domain::{
    CauseKey, LotId, Message, Quantity, Say, Text,
    access::{Role, Viewer},
    exception::Causes,
    production::{Kind, Operation, Wanted},
    text::{folded, letters},
};
use yidan_store::{
    Actor, Error, Result, Store, Tx, World,
    production::{self, Figures, Kept},
};

use super::Source;

/// What an import has done, or would do.
#[derive(Debug, Default)]
pub struct ProgressReport {
    /// Nothing was kept: this is what an import would do.
    pub preview: bool,
    pub booked: Vec<Booked>,
    /// Lots whose figures are as they were.
    pub unchanged: Vec<(Place, String)>,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<Skipped>,
    pub unreadable: Vec<(String, Unreadable)>,
}

/// What was told of a lot.
#[derive(Debug, Clone)]
pub struct Booked {
    pub place: Place,
    pub lot: LotId,
    pub number: String,
    pub unit: String,
    /// What each operation has more, or less.
    pub differences: Vec<Difference>,
    /// Entries that were taken back.
    pub corrections: usize,
}

/// In ten-thousandths of the unit.
#[derive(Debug, Clone)]
pub struct Difference {
    pub operation: Text,
    pub good: i64,
    pub scrap: i64,
}

/// Who reports anything may bring a sheet; each figure is asked for again.
pub fn may_bring(viewer: &Viewer, world: &World) -> bool {
    let reports = || world.company.departments.iter().any(|department| viewer.reports_progress(&department.key));
    viewer.role != Role::ReadOnly && reports()
}

pub async fn preview(store: &Store, actor: &Actor, sources: Vec<Source>) -> Result<ProgressReport> {
    let (mut report, rows) = read(sources).await?;
    report.preview = true;
    let actor = actor.clone();
    let outcomes = store.read(move |tx| {
        let mut outcomes = Vec::with_capacity(rows.len());
        for row in rows {
            let outcome = said(tx, &actor, &row, production::would_say)?;
            outcomes.push((row, outcome));
        }
        Ok(outcomes)
    });
    outcomes.await?.into_iter().for_each(|(row, outcome)| report.put(row, outcome));
    Ok(report)
}

/// Each lot in a transaction of its own.
pub async fn run(store: &Store, actor: &Actor, sources: Vec<Source>) -> Result<ProgressReport> {
    let (mut report, rows) = read(sources).await?;
    for row in rows {
        let (actor, of_lot) = (actor.clone(), row.clone());
        let outcome = store.write(move |tx| match said(tx, &actor, &of_lot, production::figures)? {
            Ok(outcome) => Ok(outcome),
            Err(why) => Err(Error::Invalid(why)),
        });
        let outcome = match outcome.await {
            Ok(outcome) => Ok(outcome),
            Err(error) => Err(refusal(error)?),
        };
        report.put(row, outcome);
    }
    Ok(report)
}

/// The lot as it was before, what it should be, and what was told of it.
type Outcome = std::result::Result<(Kept, Vec<Wanted>, Vec<Kind>), Message>;

/// Books what a row says of a lot, or tells what that would be.
type Booking = fn(&mut Tx, &Actor, LotId, &Figures) -> Result<(Kept, Vec<Kind>)>;

fn said(tx: &mut Tx, actor: &Actor, row: &ProgressRow, say: Booking) -> Result<Outcome> {
    let Some(kept) = production::named(tx, &actor.viewer, &row.lot)? else {
        return Ok(Err(Message::new("progress-sheet-no-lot").with("number", row.lot.as_str())));
    };
    let figures = match figures(&kept, row, &tx.world.causes) {
        Ok(figures) => figures,
        Err(why) => return Ok(Err(why)),
    };
    match say(tx, actor, kept.lot.id, &figures) {
        Ok((_, kinds)) => Ok(Ok((kept, figures.wanted, kinds))),
        Err(error) => Ok(Err(refusal(error)?)),
    }
}

/// What a row is refused for; what is wrong with the database is not its fault.
fn refusal(error: Error) -> Result<Message> {
    match error {
        Error::Invalid(why) => Ok(why),
        error @ (Error::Refused(_) | Error::NotFound(_)) => Ok(error.say()),
        other => Err(other),
    }
}

fn figures(kept: &Kept, row: &ProgressRow, causes: &Causes) -> std::result::Result<Figures, Message> {
    let mut wanted = Vec::new();
    for made in &row.made {
        let (good, scrap) = (made.good.unwrap_or_default(), made.scrap.unwrap_or_default());
        let Some(place) = place_of(&made.operation, &kept.lot.route) else {
            if good.is_zero() && scrap.is_zero() {
                continue;
            }
            return Err(Message::new("progress-sheet-no-operation").with("operation", made.operation.as_str()));
        };
        if wanted.iter().any(|other: &Wanted| other.operation == place) {
            return Err(Problem::FigureRepeated { operation: made.operation.clone() }.say());
        }
        let now = kept.balances.get(place).copied().unwrap_or_default();
        let exact = |said: Option<rust_decimal::Decimal>, known: i64| match said {
            None => Ok(known),
            Some(amount) => Quantity::exact(amount, "")
                .map(|quantity| quantity.ten_thousandths)
                .ok_or_else(|| Problem::TooLarge.say()),
        };
        wanted.push(Wanted {
            operation: place,
            good: exact(made.good, now.good)?,
            scrap: exact(made.scrap, now.scrap)?,
        });
    }
    wanted.sort_by_key(|wanted| wanted.operation);
    let spoils = |wanted: &Wanted| kept.balances.get(wanted.operation).is_some_and(|now| wanted.scrap > now.scrap);
    if row.cause.is_empty() && wanted.iter().any(spoils) {
        return Err(Message::new("lot-cause-missing"));
    }
    Ok(Figures { version: row.version, wanted, cause: cause(&row.cause, causes)?, reason: row.reason.clone() })
}

/// The operation of a title: by its name as it is written, else without its signs where it is the only one.
fn place_of(title: &str, route: &[Operation]) -> Option<usize> {
    let found = |key: fn(&str) -> String| {
        let is =
            |operation: &Operation| [&operation.name.zh, &operation.name.en].map(|it| key(it)).contains(&key(title));
        let mut places = (0..route.len()).filter(|place| is(&route[*place]));
        places.next().filter(|_| places.next().is_none())
    };
    found(folded).or_else(|| found(letters))
}

/// By name or key. Where nothing more is spoiled none need be named, and whichever it is is not used.
fn cause(said: &str, causes: &Causes) -> std::result::Result<CauseKey, Message> {
    let word = folded(said);
    let is = |name: &str| word.is_empty() || folded(name) == word;
    let mut offered = causes.0.iter().filter(|cause| !cause.archived);
    let found = offered.find(|cause| is(&cause.name.zh) || is(&cause.name.en) || cause.key.as_str() == word);
    found.map(|cause| cause.key.clone()).ok_or_else(|| Message::new("cause-unknown").with("cause", said))
}

async fn read(sources: Vec<Source>) -> Result<(ProgressReport, Vec<ProgressRow>)> {
    let read = move || {
        let (mut report, mut sheets) = (ProgressReport::default(), Vec::new());
        for source in sources {
            match sheet::read(&source.name, &source.bytes) {
                Ok(found) => sheets.extend(found),
                Err(why) => report.unreadable.push((source.name, why)),
            }
        }
        let file = progress::read(&sheets);
        (report.faults, report.skipped) = (file.faults, file.skipped);
        (report, file.rows)
    };
    tokio::task::spawn_blocking(read).await.map_err(|error| Error::Storage(error.to_string()))
}

impl ProgressReport {
    fn put(&mut self, row: ProgressRow, outcome: Outcome) {
        match outcome {
            Ok((kept, _, kinds)) if kinds.is_empty() => self.unchanged.push((row.place, kept.lot.number)),
            Ok((kept, wanted, kinds)) => self.booked.push(Booked::of(row.place, &kept, &wanted, &kinds)),
            Err(why) => {
                let fault = RowFault { value: row.lot, ..row.place.fault(Problem::Refused(why)) };
                self.faults.push(fault);
            }
        }
    }
}

impl Booked {
    fn of(place: Place, before: &Kept, wanted: &[Wanted], kinds: &[Kind]) -> Self {
        let difference = |wanted: &Wanted| {
            let balance = before.balances.get(wanted.operation)?;
            let operation = before.lot.route.get(wanted.operation)?.name.clone();
            Some(Difference { operation, good: wanted.good - balance.good, scrap: wanted.scrap - balance.scrap })
        };
        let differences = wanted.iter().filter_map(difference);
        Self {
            place,
            lot: before.lot.id,
            number: before.lot.number.clone(),
            unit: before.lot.quantity.unit.clone(),
            differences: differences.filter(|it| it.good != 0 || it.scrap != 0).collect(),
            corrections: kinds.iter().filter(|kind| matches!(kind, Kind::Reversed { .. })).count(),
        }
    }
}
