//! The lines and events of an ICS calendar (RFC 5545): long lines put together again, each property with its line number.

use super::holiday_fault::{HolidayFault, HolidayProblem};

/// What stands directly in a `VEVENT`; what is nested in it (alarms) is not there.
pub struct Event {
    /// Where it begins, from 1.
    pub line: usize,
    properties: Vec<Property>,
}

struct Property {
    line: usize,
    /// In capitals, without parameters.
    name: String,
    value: String,
}

impl Event {
    /// Line and raw value of a property.
    pub fn value(&self, name: &str) -> Option<(usize, &str)> {
        let property = self.properties.iter().find(|property| property.name == name)?;
        Some((property.line, property.value.as_str()))
    }

    pub fn line_of(&self, name: &str) -> Option<usize> {
        self.value(name).map(|(line, _)| line)
    }

    /// A text with its escapes undone; empty when it is not there.
    pub fn words(&self, name: &str) -> String {
        let mut words = String::new();
        let mut escaped = false;
        for c in self.value(name).map_or("", |(_, value)| value).chars() {
            if c == '\\' && !escaped {
                escaped = true;
                continue;
            }
            words.push(if escaped && c.eq_ignore_ascii_case(&'n') { ' ' } else { c });
            escaped = false;
        }
        words
    }

    fn is_cancelled(&self) -> bool {
        self.value("STATUS").is_some_and(|(_, status)| status.eq_ignore_ascii_case("CANCELLED"))
    }
}

/// All events but cancelled ones. The first fault of form ends the reading.
pub fn events(source: &str) -> Result<Vec<Event>, Vec<HolidayFault>> {
    read(source).map_err(|fault| vec![fault])
}

fn read(source: &str) -> Result<Vec<Event>, HolidayFault> {
    let lines = unfolded(source);
    if !lines.first().is_some_and(|(_, text)| text.trim().eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Err(HolidayProblem::NotCalendar.at(1));
    }
    let mut events: Vec<Event> = Vec::new();
    // Components that are open, with the lines they begin in.
    let mut open: Vec<(String, usize)> = Vec::new();
    for (line, text) in lines {
        let property = property(line, &text)?;
        match property.name.as_str() {
            "BEGIN" => {
                open.push((property.value.to_uppercase(), line));
                if property.value.eq_ignore_ascii_case("VEVENT") {
                    events.push(Event { line, properties: Vec::new() });
                }
            }
            "END" => match open.pop() {
                Some((component, _)) if component.eq_ignore_ascii_case(&property.value) => {}
                Some((component, _)) => return Err(HolidayProblem::Unclosed { component }.at(line)),
                None => return Err(HolidayProblem::Unclosed { component: property.value }.at(line)),
            },
            _ => {
                let inside = open.last().is_some_and(|(component, _)| component == "VEVENT");
                if let Some(event) = events.last_mut().filter(|_| inside) {
                    event.properties.push(property);
                }
            }
        }
    }
    match open.pop() {
        Some((component, line)) => Err(HolidayProblem::Unclosed { component }.at(line)),
        None => Ok(events.into_iter().filter(|event| !event.is_cancelled()).collect()),
    }
}

/// Each line with those that go on from it; blank ones left out.
fn unfolded(source: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in source.trim_start_matches('\u{feff}').lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, begun))) => begun.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((number + 1, line.to_owned())),
        }
    }
    lines
}

/// `NAME;PARAMETER="a:b":value`: the first colon outside of quotes divides.
fn property(line: usize, text: &str) -> Result<Property, HolidayFault> {
    let mut quoted = false;
    let colon = text.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    let fault = || HolidayProblem::NotALine { written: text.chars().take(60).collect() }.at(line);
    let (head, value) = text.split_at(colon.ok_or_else(fault)?);
    let name = head.split(';').next().unwrap_or_default().trim();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(fault());
    }
    Ok(Property { line, name: name.to_uppercase(), value: value[1..].trim().to_owned() })
}
