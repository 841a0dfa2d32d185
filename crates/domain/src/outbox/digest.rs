//! A day's messages to one address, bundled into one.

use jiff::{Timestamp, civil::Time, tz::TimeZone};

use super::{Dispatch, Pace, Rendered, State, plan::cut};
use crate::{Lang, Text};

/// The next time that the day's bundle goes out: today, or tomorrow if that has passed.
pub fn next(now: Timestamp, daily_at: Time, zone: &TimeZone) -> Timestamp {
    let today = zone.to_datetime(now).date();
    let on = |day: jiff::civil::Date| zone.to_timestamp(day.to_datetime(daily_at)).ok();
    let days = [Some(today), today.tomorrow().ok()];
    days.into_iter().flatten().filter_map(on).find(|at| *at > now).unwrap_or(now)
}

/// Those that go out together with this one: due, waiting, of the same address, and meant for the day's bundle.
pub fn bundle<'a>(first: &Dispatch, all: &'a [Dispatch], now: Timestamp) -> Vec<&'a Dispatch> {
    let belongs = |it: &&Dispatch| {
        it.planned.pace == Pace::Daily
            && it.planned.address.channel == first.planned.address.channel
            && it.planned.address.folded() == first.planned.address.folded()
            && it.is_due(now)
            && matches!(it.state, State::Waiting { .. })
    };
    all.iter().filter(belongs).collect()
}

/// One message of several: each with its subject, cut to what the channel takes. A single one stays as it is.
pub fn bundled(parts: &[&Dispatch], lang: Lang) -> Option<Rendered> {
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() {
        return Some(first.planned.words.clone());
    }
    let count = parts.len();
    let subject = Text::new(format!("今日通知 {count} 条"), format!("{count} messages of today"));
    let part = |(number, it): (usize, &&Dispatch)| {
        let Rendered { subject, body } = &it.planned.words;
        format!("{number}. {subject}\n{body}")
    };
    let mut body = (1..).zip(parts).map(part).collect::<Vec<_>>().join("\n\n");
    cut(&mut body, first.planned.address.channel.most_characters());
    Some(Rendered { subject: subject.get(lang).to_owned(), body })
}
