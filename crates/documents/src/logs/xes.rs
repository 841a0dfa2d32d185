//! XES (IEEE 1849): one trace per order, `start` and `complete` of each step with the person and the department.

use std::io::{self, Write};

use jiff::tz::TimeZone;
use yidan_domain::{
    Lang,
    order::event::{Event, Recorded},
    process::Step,
};

use super::{Clock, Names, Told};

const EXTENSIONS: [(&str, &str); 4] =
    [("Concept", "concept"), ("Time", "time"), ("Lifecycle", "lifecycle"), ("Organizational", "org")];

/// A log being written, trace by trace.
pub struct Xes<W> {
    out: W,
    clock: Clock,
    lang: Lang,
}

impl<W: Write> Xes<W> {
    /// `name` is the log's, in most cases the company's; step and department are named in `lang`.
    pub fn begin(mut out: W, zone: TimeZone, lang: Lang, name: &str) -> io::Result<Self> {
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(out, r#"<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">"#)?;
        for (name, prefix) in EXTENSIONS {
            let uri = format!("http://www.xes-standard.org/{prefix}.xesext");
            writeln!(out, r#"  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>"#)?;
        }
        writeln!(out, r#"  <global scope="trace">"#)?;
        put(&mut out, 4, "string", "concept:name", "")?;
        writeln!(out, "  </global>\n  <global scope=\"event\">")?;
        put(&mut out, 4, "string", "concept:name", "")?;
        put(&mut out, 4, "date", "time:timestamp", "1970-01-01T00:00:00+00:00")?;
        put(&mut out, 4, "string", "lifecycle:transition", "complete")?;
        writeln!(out, "  </global>")?;
        for (name, keys) in [("Activity", "concept:name"), ("Transition", "concept:name lifecycle:transition")] {
            writeln!(out, r#"  <classifier name="{name}" scope="event" keys="{keys}"/>"#)?;
        }
        put(&mut out, 2, "string", "concept:name", name)?;
        put(&mut out, 2, "string", "lifecycle:model", "standard")?;
        Ok(Self { out, clock: Clock(zone), lang })
    }

    pub fn trace(&mut self, told: Told, names: &Names) -> io::Result<()> {
        writeln!(self.out, "  <trace>")?;
        self.about(told, names)?;
        let mut work: Vec<(&Recorded, &Step, &str)> =
            told.history.iter().filter_map(|told_of| work(told, told_of)).collect();
        work.sort_by_key(|(recorded, ..)| recorded.happened_at());
        for (recorded, step, transition) in work {
            writeln!(self.out, "    <event>")?;
            self.put(6, "string", "concept:name", step.name.get(self.lang))?;
            self.put(6, "string", "lifecycle:transition", transition)?;
            self.put(6, "date", "time:timestamp", &self.clock.time(recorded.happened_at()))?;
            self.put(6, "string", "org:resource", &names.person(recorded.doer()))?;
            self.put(6, "string", "org:group", told.process.department_name(&step.department).get(self.lang))?;
            self.put(6, "string", "step", step.key.as_str())?;
            writeln!(self.out, "    </event>")?;
        }
        writeln!(self.out, "  </trace>")
    }

    pub fn end(mut self) -> io::Result<W> {
        writeln!(self.out, "</log>")?;
        Ok(self.out)
    }

    /// What has been written so far, for who sends it on part by part.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    fn about(&mut self, told: Told, names: &Names) -> io::Result<()> {
        let Told { order, process, .. } = told;
        self.put(4, "string", "concept:name", &order.number)?;
        self.put(4, "string", "customer", &names.customer(order.header.customer))?;
        if !order.header.customer_ref.is_empty() {
            self.put(4, "string", "customer_ref", &order.header.customer_ref)?;
        }
        let goods: Vec<&str> = order.lines.iter().map(|line| line.name.as_str()).collect();
        self.put(4, "string", "goods", &goods.join(", "))?;
        self.put(4, "string", "process", &order.process.key)?;
        self.put(4, "int", "process_version", &order.process.version.to_string())?;
        self.put(4, "string", "process_name", process.name.get(self.lang))?;
        self.put(4, "date", "received", &self.clock.time(order.header.received_at))?;
        if let Some(promised) = order.header.promised {
            self.put(4, "date", "promised", &self.clock.day(promised))?;
        }
        self.put(4, "boolean", "cancelled", if order.cancelled.is_some() { "true" } else { "false" })
    }

    fn put(&mut self, indent: usize, kind: &str, key: &str, value: &str) -> io::Result<()> {
        put(&mut self.out, indent, kind, key, value)
    }
}

/// The step that was worked on, and whether work began or ended.
fn work<'a>(told: Told<'a>, recorded: &'a Recorded) -> Option<(&'a Recorded, &'a Step, &'static str)> {
    let (step, transition) = match &recorded.event {
        Event::Started { step, .. } => (step, "start"),
        Event::Finished { step, .. } => (step, "complete"),
        _ => return None,
    };
    Some((recorded, told.process.step(step)?, transition))
}

fn put(out: &mut impl Write, indent: usize, kind: &str, key: &str, value: &str) -> io::Result<()> {
    writeln!(out, r#"{:indent$}<{kind} key="{key}" value="{}"/>"#, "", escaped(value))
}

/// As the value of an attribute; characters that XML has no way to write are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            plain => out.push(plain),
        }
    }
    out
}
