//! Whether the promise will be kept, as the order's page says it: when the goods are expected, how sure that is, how late
//! that is, and which step and department hold the order now.

use yidan_domain::{
    Message,
    order::{lateness::Outlook, row::OrderRow, situation::Situation, summary::Summary},
    schedule::{awaited, forecast::Basis},
};

use super::{loaded::Loaded, schedule::Times};
use crate::texts::Reader;

pub struct OutlookView {
    pub words: &'static str,
    /// Kind of the notice: good, warn, bad or nothing.
    pub kind: &'static str,
    pub sentences: Vec<String>,
}

impl OutlookView {
    /// Nothing once the goods have left, and where nothing can be said.
    pub fn of(loaded: &Loaded, row: &OrderRow, times: &Times, reader: &Reader) -> Option<Self> {
        let (words, kind) = match times.summary.lateness.outlook {
            Outlook::OnTrack => ("state-on-time", "good"),
            Outlook::AtRisk => ("state-at-risk", "warn"),
            Outlook::WillBeLate => ("state-will-be-late", "bad"),
            Outlook::Late => ("state-late", "bad"),
            Outlook::Nothing if row.promised.is_none() && loaded.order.cancelled.is_none() => ("state-no-date", ""),
            Outlook::Nothing | Outlook::Kept | Outlook::Broken => return None,
        };
        times.expected.median?;
        let mut sentences = vec![expected(loaded, times, reader)];
        let Summary { lateness, expected_delay_workdays, .. } = times.summary;
        if let Some((days, workdays)) = lateness.expected_delay_days.zip(expected_delay_workdays) {
            let sentence = Message::new("outlook-delay").with("days", i64::from(days));
            sentences.push(reader.say(&sentence.with("workdays", i64::from(workdays))));
        }
        sentences.extend(holder(loaded, times, reader));
        sentences.extend(awaited(loaded, reader));
        sentences.extend(first_promise(loaded, row, reader));
        let days = [reader.zone.to_datetime(times.now).date()]
            .into_iter()
            .chain(row.promised)
            .chain(times.expected.median)
            .chain(times.expected.likely_by);
        sentences.extend(loaded.calendars().company().unpublished(days).map(|year| unpublished(year, reader)));
        Some(Self { words, kind, sentences })
    }
}

/// What the ledgers expect from elsewhere: `物料预计 2026-12-05 到齐。`
fn awaited(loaded: &Loaded, reader: &Reader) -> Vec<String> {
    let expected = awaited::expected(&Situation::of(&loaded.order, &loaded.process)).into_iter();
    let words = |fact| match fact {
        "materials.arrived" => Some("outlook-awaits-materials-arrived"),
        "production.finished" => Some("outlook-awaits-production-finished"),
        "inspection.passed" => Some("outlook-awaits-inspection-passed"),
        _ => None,
    };
    expected
        .filter_map(|(fact, day)| Some(reader.say(&Message::new(words(fact)?).with("day", reader.day(day)))))
        .collect()
}

fn expected(loaded: &Loaded, times: &Times, reader: &Reader) -> String {
    let median = times.expected.median.map(|day| reader.day(day)).unwrap_or_default();
    let steps = times.forecast.steps.iter().zip(&loaded.process.steps);
    let counted = steps.filter_map(|(step, _)| match step.basis {
        Basis::History(count) => Some(count),
        _ => None,
    });
    // As sure as the step that fewest cases stand behind.
    let message = match (counted.min(), times.expected.likely_by) {
        (Some(count), Some(likely)) => {
            Message::new("outlook-by-history").with("likely", reader.day(likely)).with("count", u64::from(count))
        }
        _ => Message::new("outlook-by-standard"),
    };
    reader.say(&message.with("expected", median))
}

fn holder(loaded: &Loaded, times: &Times, reader: &Reader) -> Option<String> {
    let step = &loaded.process.steps[times.forecast.held_by?];
    let department = loaded.process.department_name(&step.department);
    Some(reader.say(&Message::new("outlook-held").with("step", &step.name).with("department", department)))
}

/// The day promised first, where another has been promised since.
fn first_promise(loaded: &Loaded, row: &OrderRow, reader: &Reader) -> Option<String> {
    let first = loaded.order.baseline.as_ref()?.promised.filter(|first| Some(*first) != row.promised)?;
    Some(reader.say(&Message::new("outlook-first-promise").with("day", reader.day(first))))
}

/// The public holidays of a year on the way are not known here: it is reckoned by plain weeks, and that is said.
pub fn unpublished(year: i16, reader: &Reader) -> String {
    reader.say(&Message::new("promise-unpublished").with("year", year.to_string()))
}
