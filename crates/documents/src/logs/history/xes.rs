//! A log as XES: traces with events of the lifecycle transitions `start` and `complete`, which are paired here; or with
//! `start_timestamp` beside `time:timestamp` in one event. Other transitions are left out.

use std::collections::{HashMap, VecDeque};

use jiff::{Timestamp, tz::TimeZone};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event as Xml},
};
use yidan_domain::text::tidy;

use super::{Case, End, Log, Work, table::time};
use crate::{
    problem::{Place, Problem},
    sheet::Unreadable,
};

pub(super) fn read(name: &str, bytes: &[u8], zone: &TimeZone) -> Result<Log, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Encoding)?;
    let mut reading = Reading { name, zone, log: Log::default(), inside: Vec::new(), case: None, event: None };
    let mut lines = Lines { text, counted: 0, line: 1 };
    let mut xml = Reader::from_str(text);
    let mut is_log = false;
    loop {
        let row = lines.at(xml.buffer_position() as usize);
        let broken = |_| Unreadable::BrokenXml { row };
        match xml.read_event().map_err(|_| Unreadable::BrokenXml { row })? {
            Xml::Start(tag) => {
                is_log |= tag.local_name().as_ref() == "log";
                reading.begin(&tag, row).map_err(broken)?;
                reading.inside.push(tag.local_name().as_ref().to_owned());
            }
            Xml::Empty(tag) => {
                reading.begin(&tag, row).map_err(broken)?;
                reading.end(tag.local_name().as_ref());
            }
            Xml::End(tag) => {
                reading.inside.pop();
                reading.end(tag.local_name().as_ref());
            }
            Xml::Eof => break,
            _ => {}
        }
    }
    match is_log && reading.inside.is_empty() {
        true => {
            reading.log.drop_refused();
            Ok(reading.log)
        }
        false if is_log => Err(Unreadable::BrokenXml { row: lines.at(text.len()) }),
        false => Err(Unreadable::NotALog),
    }
}

struct Broken;

struct Reading<'a> {
    name: &'a str,
    zone: &'a TimeZone,
    log: Log,
    /// The elements around the one that is read.
    inside: Vec<String>,
    case: Option<(Case, Vec<Event>)>,
    event: Option<Event>,
}

/// An event as it stands, before starts and ends are paired.
#[derive(Default)]
struct Event {
    row: usize,
    activity: String,
    step: String,
    instance: String,
    who: String,
    transition: String,
    at: Option<Timestamp>,
    start: Option<Timestamp>,
    /// A time that cannot be read.
    unread: Option<String>,
}

impl Reading<'_> {
    fn begin(&mut self, tag: &BytesStart, row: usize) -> Result<(), Broken> {
        let around = self.inside.last().map(String::as_str);
        match (around, tag.local_name().as_ref()) {
            (Some("log"), "trace") => {
                let place = Place { sheet: self.name.to_owned(), row };
                self.case = Some((Case::new(place), Vec::new()));
            }
            (Some("trace"), "event") => self.event = Some(Event { row, ..Event::default() }),
            (Some("event"), _) => {
                let (key, value) = attribute(tag)?;
                if let Some(event) = &mut self.event {
                    event.take(&key, value, self.zone);
                }
            }
            (Some("trace"), _) => {
                let (key, value) = attribute(tag)?;
                if let Some((case, _)) = &mut self.case {
                    case.take(&key, &value, self.zone);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: &str) {
        match (self.inside.last().map(String::as_str), tag) {
            (Some("trace"), "event") => {
                let event = self.event.take();
                if let Some((_, events)) = &mut self.case {
                    events.extend(event);
                }
            }
            (Some("log"), "trace") => {
                if let Some((case, events)) = self.case.take() {
                    self.log.put(case, events);
                }
            }
            _ => {}
        }
    }
}

impl Log {
    fn put(&mut self, mut case: Case, events: Vec<Event>) {
        let place = |row| Place { sheet: case.place.sheet.clone(), row };
        if case.name.is_empty() {
            let row = case.place.row;
            let mut fault = place(row).fault(Problem::Missing);
            fault.column = "concept:name".to_owned();
            return self.refuse(fault, "");
        }
        let faulty = events.iter().filter_map(|event| event.fault().map(|fault| (event.row, fault)));
        let faults: Vec<_> =
            faulty.map(|(row, (column, value, problem))| (place(row), column, value, problem)).collect();
        if !faults.is_empty() {
            for (place, column, value, problem) in faults {
                let mut fault = place.fault(problem);
                (fault.column, fault.value) = (column.to_owned(), value);
                self.refuse(fault, &case.name);
            }
            return;
        }
        case.work = paired(events);
        if !case.work.is_empty() {
            self.cases.push(case);
        }
    }
}

impl Case {
    fn take(&mut self, key: &str, value: &str, zone: &TimeZone) {
        let text = || tidy(value, false);
        match key {
            "concept:name" => self.name = text(),
            "customer" => self.about.customer = text(),
            "customer_ref" => self.about.customer_ref = text(),
            "goods" => self.about.goods = text(),
            "process" => self.about.process = text(),
            "received" => self.about.received = time(value, zone),
            "promised" => self.about.promised = time(value, zone).map(|at| zone.to_datetime(at).date()),
            _ => {}
        }
    }
}

impl Event {
    fn take(&mut self, key: &str, value: String, zone: &TimeZone) {
        let mut moment = |value: String| {
            let at = time(&value, zone);
            if at.is_none() {
                self.unread = Some(value);
            }
            at
        };
        match key {
            "concept:name" => self.activity = tidy(&value, false),
            "step" => self.step = value,
            "concept:instance" => self.instance = value,
            "org:resource" => self.who = tidy(&value, false),
            "lifecycle:transition" => self.transition = value.to_ascii_lowercase(),
            "time:timestamp" => self.at = moment(value),
            "start_timestamp" => self.start = moment(value),
            _ => {}
        }
    }

    /// What keeps it from being read: key, value and why. Events of other transitions are not looked at.
    fn fault(&self) -> Option<(&'static str, String, Problem)> {
        if !matches!(self.transition.as_str(), "" | "start" | "complete") {
            return None;
        }
        if let Some(unread) = &self.unread {
            return Some(("time:timestamp", unread.clone(), Problem::NotATime));
        }
        if self.activity.is_empty() {
            return Some(("concept:name", String::new(), Problem::Missing));
        }
        if self.at.is_none() {
            return Some(("time:timestamp", String::new(), Problem::Missing));
        }
        let start = self.start.filter(|start| self.at.is_some_and(|at| at < *start));
        start.map(|start| {
            ("time:timestamp", self.at.map(|at| at.to_string()).unwrap_or_default(), Problem::EndBeforeStart { start })
        })
    }
}

/// Each end with the earliest start of the same activity that has none yet.
fn paired(mut events: Vec<Event>) -> Vec<Work> {
    events.sort_by_key(|event| event.at);
    let mut work: Vec<Work> = Vec::new();
    let mut begun: HashMap<(String, String), VecDeque<usize>> = HashMap::new();
    for event in events {
        let Some(at) = event.at else { continue };
        let end = End { at, who: event.who };
        let queue = begun.entry((event.activity.clone(), event.instance)).or_default();
        let piece = Work { row: event.row, activity: event.activity, step: event.step, start: None, end: None };
        match event.transition.as_str() {
            "start" => {
                queue.push_back(work.len());
                work.push(Work { start: Some(end), ..piece });
            }
            "" | "complete" => match (event.start, queue.pop_front()) {
                (None, Some(begun)) => work[begun].end = Some(end),
                (start, _) => {
                    let start = start.map(|at| End { at, who: end.who.clone() });
                    work.push(Work { start, end: Some(end), ..piece });
                }
            },
            _ => {}
        }
    }
    work
}

fn attribute(tag: &BytesStart) -> Result<(String, String), Broken> {
    let text = |name: &str| -> Result<String, Broken> {
        match tag.try_get_attribute(name).map_err(|_| Broken)? {
            Some(attribute) => {
                Ok(attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Broken)?.into_owned())
            }
            None => Ok(String::new()),
        }
    };
    Ok((text("key")?, text("value")?))
}

/// Counts the lines up to a place in the text, onward only.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, position: usize) -> usize {
        let passed = self.text.as_bytes().get(self.counted..position).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = position.max(self.counted);
        self.line
    }
}
