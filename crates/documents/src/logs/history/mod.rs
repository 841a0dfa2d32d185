//! Logs of other systems, read as history: cases with their work, each piece with start, end and person. `xes` and `table`
//! read the two formats, `past` makes of a case what an order of a process went through.

mod past;
mod table;
mod xes;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

pub use past::{Deed, PastOrder, read_against};

use crate::{
    problem::{Place, Problem, RowFault},
    sheet::Unreadable,
};

/// Largest log read.
const MOST_BYTES: usize = 512 << 20;

/// What a log says, before it is held against a process.
#[derive(Debug, Default, PartialEq)]
pub struct Log {
    pub cases: Vec<Case>,
    pub faults: Vec<RowFault>,
    /// Cases with a faulty row, and the first of them: nothing of such a case is taken.
    refused: BTreeMap<String, usize>,
}

/// One run through a process: an order, seen by the other system.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// File and row (of XES: the line) of its beginning.
    pub place: Place,
    pub name: String,
    pub about: About,
    pub work: Vec<Work>,
}

/// What a log tells of an order beside the work; most tell nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct About {
    pub customer: String,
    pub customer_ref: String,
    pub goods: String,
    /// Key of a process, in logs that came from here.
    pub process: String,
    pub received: Option<Timestamp>,
    pub promised: Option<Date>,
}

/// A piece of work. At least one of its ends is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Work {
    pub row: usize,
    pub activity: String,
    /// The key of the step, where the log has it beside the activity's name.
    pub step: String,
    pub start: Option<End>,
    pub end: Option<End>,
}

/// One end of a piece of work: when it was and who was there; nobody is named by an empty name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct End {
    pub at: Timestamp,
    pub who: String,
}

/// XES when it is XML, CSV otherwise. Times without an offset are on the clock of `zone`.
pub fn read(name: &str, bytes: &[u8], zone: &TimeZone) -> Result<Log, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge { megabytes: MOST_BYTES >> 20 });
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match plain.trim_ascii_start().first() {
        None => Err(Unreadable::Empty),
        Some(b'<') => xes::read(name, plain, zone),
        Some(_) => table::read(name, bytes, zone),
    }
}

impl Log {
    fn refuse(&mut self, fault: RowFault, case: &str) {
        self.refused.entry(case.to_owned()).or_insert(fault.place.row);
        self.faults.push(fault);
    }

    fn drop_refused(&mut self) {
        let (refused, faults) = (&self.refused, &mut self.faults);
        self.cases.retain(|case| {
            let Some(row) = refused.get(&case.name) else { return true };
            if *row != case.place.row {
                faults.push(case.place.clone().fault(Problem::PartOfRefused { row: *row }));
            }
            false
        });
    }
}

impl Case {
    fn new(place: Place) -> Self {
        Self { place, name: String::new(), about: About::default(), work: Vec::new() }
    }
}
