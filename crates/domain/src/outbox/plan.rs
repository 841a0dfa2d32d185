//! From what happened to what is told to whom: each of it has a key by which it is kept once, however often it is planned.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Address, Channel, Choice, Occasion, Pace, Quiet, Rendered, Rule, Template, Values, Whom, digest};
use crate::{CustomerId, OrderId, PersonId, field::evidence::Hash};

/// Something that somebody may be told of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happened {
    /// Names the event for good, such as the order and the number of its event: what is planned for it again is the same.
    pub event: String,
    pub occasion: Occasion,
    pub at: Timestamp,
    pub order: Option<OrderId>,
    pub values: Values,
    /// Nobody inside is told of what they did themselves.
    pub by: Option<PersonId>,
}

/// Somebody whom a rule means, and how to reach them.
#[derive(Debug, Clone, PartialEq)]
pub struct Reachable {
    pub who: Who,
    pub addresses: Vec<Address>,
    pub choice: Choice,
    /// Whose clock the quiet hours go by; none: the company's.
    pub zone: Option<TimeZone>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Who {
    Customer { customer: CustomerId },
    Person { person: PersonId },
    Company,
}

/// To be kept unless something of this key is there already.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    pub key: Hash,
    pub event: String,
    pub occasion: Occasion,
    pub order: Option<OrderId>,
    pub who: Who,
    pub address: Address,
    pub words: Rendered,
    pub pace: Pace,
    /// Not before this.
    pub at: Timestamp,
    /// Not after this.
    pub until: Option<Timestamp>,
}

/// What the company has settled.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    pub rules: &'a [Rule],
    /// Of everybody who has not chosen hours of their own.
    pub quiet: Quiet,
    /// When the day's bundle goes out.
    pub daily_at: Time,
    pub zone: &'a TimeZone,
}

/// `find` gives those whom a rule means here; `template` the words for an occasion and a channel.
pub fn plan(
    happened: &Happened,
    settings: &Settings,
    find: impl Fn(&Whom) -> Vec<Reachable>,
    template: impl Fn(Occasion, Channel) -> Template,
    now: Timestamp,
) -> Vec<Planned> {
    let occasion = happened.occasion;
    let hours = |hours| happened.at.checked_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX);
    let until = occasion.stale_hours().map(hours);
    let mut planned: Vec<Planned> = Vec::new();
    let mut keys = BTreeSet::new();
    for rule in settings.rules.iter().filter(|rule| rule.is_on && rule.occasion == occasion) {
        for one in find(&rule.whom).into_iter().filter(|one| !one.is_left_out(happened)) {
            let zone = one.zone.as_ref().unwrap_or(settings.zone);
            for address in one.addresses.iter().filter(|it| rule.channels.contains(&it.channel)) {
                if !one.choice.takes(occasion, address.channel) {
                    continue;
                }
                let key = key(&happened.event, occasion, address);
                if !keys.insert(key.clone()) {
                    continue;
                }
                let pace = one.choice.pace(rule.pace);
                let quiet = one.choice.quiet.unwrap_or(settings.quiet);
                let at = when(now, pace, occasion, address.channel, quiet, settings.daily_at, zone);
                if until.is_some_and(|until| until < at) {
                    continue;
                }
                let mut words = template(occasion, address.channel).render(&happened.values, one.choice.lang);
                cut(&mut words.body, address.channel.most_characters());
                planned.push(Planned {
                    key,
                    event: happened.event.clone(),
                    occasion,
                    order: happened.order,
                    who: one.who,
                    address: address.clone(),
                    words,
                    pace,
                    at,
                    until,
                });
            }
        }
    }
    planned
}

/// One event is told once to one address by one channel, by whatever rule and to whatever role.
pub fn key(event: &str, occasion: Occasion, address: &Address) -> Hash {
    let mut bytes = Vec::new();
    for part in [event, occasion.key(), address.channel.key(), &address.folded()] {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    Hash::of(&bytes)
}

fn when(
    now: Timestamp,
    pace: Pace,
    occasion: Occasion,
    channel: Channel,
    quiet: Quiet,
    daily_at: Time,
    zone: &TimeZone,
) -> Timestamp {
    let at = match pace {
        Pace::AtOnce => now,
        Pace::Daily => digest::next(now, daily_at, zone),
    };
    if is_kept_quiet(occasion, channel) { quiet.free_at(at, zone) } else { at }
}

impl Reachable {
    /// Nobody is told of what they did themselves, and nobody outside of what is inside.
    fn is_left_out(&self, happened: &Happened) -> bool {
        match self.who {
            Who::Person { person } => happened.by == Some(person),
            Who::Customer { .. } => happened.occasion.group() == super::Group::Inside,
            Who::Company => false,
        }
    }
}

/// Not told in quiet hours.
pub(super) fn is_kept_quiet(occasion: Occasion, channel: Channel) -> bool {
    channel.rings() && !occasion.is_urgent()
}

pub(super) fn cut(words: &mut String, most: usize) {
    if words.chars().count() > most {
        *words = words.chars().take(most.saturating_sub(1)).chain(['…']).collect();
    }
}
