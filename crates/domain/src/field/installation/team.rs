//! Crews and their days: how much a crew can do in a half-day, what is booked, and whether one more fits (S8: what is booked
//! never exceeds what can be done). The store holds the rows of the days while `book` decides; here nothing is held.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{InstallationId, Message, Say, TeamId, Text};

/// The longest work that is booked in one go.
pub const MOST_MINUTES: u32 = 60 * 24 * 10;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub branch: String,
    /// On a day that is worked.
    pub capacity: Capacity,
    pub in_service: bool,
}

/// Minutes of work. A day may take less than both halves: there is the way from one customer to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    pub morning: u32,
    pub afternoon: u32,
    pub day: u32,
}

impl Default for Capacity {
    /// A kitchen of up to 4 m in each half, or one above 4 m in a day.
    fn default() -> Self {
        Self { morning: 300, afternoon: 300, day: 600 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    Morning,
    Afternoon,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slot {
    pub on: Date,
    pub half: Half,
}

/// So many minutes of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub slot: Slot,
    pub minutes: u32,
}

/// A crew's day with all that is booked on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamDay {
    pub team: TeamId,
    pub on: Date,
    /// Nothing where the day is off.
    pub capacity: Capacity,
    pub booked: Vec<Taken>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub by: InstallationId,
    pub half: Half,
    pub minutes: u32,
}

/// Why a booking does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Full {
    /// Less is left there than it takes.
    NoRoom {
        on: Date,
        half: Text,
        left: u32,
        needed: u32,
    },
    /// The crew does not work then.
    DayOff {
        on: Date,
    },
    /// The days that were looked at end before the work does.
    TooLong {
        minutes: u32,
    },
    NothingToDo,
}

impl Half {
    pub fn name(self) -> Text {
        match self {
            Half::Morning => Text::new("上午", "morning"),
            Half::Afternoon => Text::new("下午", "afternoon"),
        }
    }
}

impl Capacity {
    pub const OFF: Capacity = Capacity { morning: 0, afternoon: 0, day: 0 };

    fn of(&self, half: Half) -> u32 {
        match half {
            Half::Morning => self.morning,
            Half::Afternoon => self.afternoon,
        }
        .min(self.day)
    }
}

impl TeamDay {
    pub fn new(team: TeamId, on: Date, capacity: Capacity) -> Self {
        Self { team, on, capacity, booked: Vec::new() }
    }

    /// Minutes left in a half, bounded by what is left of the day.
    pub fn room(&self, half: Half) -> u32 {
        let of_half = self.capacity.of(half).saturating_sub(self.minutes(|it| it.half == half));
        of_half.min(self.capacity.day.saturating_sub(self.minutes(|_| true)))
    }

    /// Nothing is booked beyond what can be done.
    pub fn is_within(&self) -> bool {
        let halves = [Half::Morning, Half::Afternoon];
        let fits = |half: Half| self.minutes(|it| it.half == half) <= self.capacity.of(half);
        halves.into_iter().all(fits) && self.minutes(|_| true) <= self.capacity.day
    }

    fn minutes(&self, of: impl Fn(&Taken) -> bool) -> u32 {
        self.booked.iter().filter(|it| of(it)).map(|it| it.minutes).fold(0, u32::saturating_add)
    }

    pub fn without(&self, job: InstallationId) -> Self {
        Self { booked: self.booked.iter().filter(|it| it.by != job).copied().collect(), ..self.clone() }
    }

    /// With what of these shares falls on it.
    pub fn with(mut self, job: InstallationId, shares: &[Share]) -> Self {
        let here = shares.iter().filter(|share| share.slot.on == self.on);
        self.booked.extend(here.map(|share| Taken { by: job, half: share.slot.half, minutes: share.minutes }));
        self
    }

    fn is_off(&self) -> bool {
        self.capacity.of(Half::Morning) == 0 && self.capacity.of(Half::Afternoon) == 0
    }
}

/// The shares that a job takes of a crew's days, given in order and without gaps, from `start` on. What fits into one half is
/// done in one half; longer work fills one half after the other until it is done, with nobody else's work in between, and
/// days off are left out. What the job itself has booked so far does not stand in its way.
pub fn book(days: &[TeamDay], job: InstallationId, start: Slot, minutes: u32) -> Result<Vec<Share>, Full> {
    if minutes == 0 {
        return Err(Full::NothingToDo);
    }
    if days.iter().find(|day| day.on == start.on).is_none_or(|day| day.capacity.of(start.half) == 0) {
        return Err(Full::DayOff { on: start.on });
    }
    let mut shares: Vec<Share> = Vec::new();
    // What is being booked takes of the day as well.
    let mut left = minutes;
    for day in days.iter().filter(|day| day.on >= start.on && !day.is_off()) {
        let mut day = day.without(job);
        for half in [Half::Morning, Half::Afternoon] {
            let (slot, whole) = (Slot { on: day.on, half }, day.capacity.of(half));
            if slot < start || whole == 0 {
                continue;
            }
            let (room, is_free) = (day.room(half), day.minutes(|it| it.half == half) == 0);
            let is_ours = day.booked.iter().all(|it| it.by == job);
            if room == 0 && is_ours && !shares.is_empty() {
                // The day is full of this very work, which goes on tomorrow.
                continue;
            }
            let takes = left.min(if shares.is_empty() && minutes <= whole { minutes } else { room });
            // Work that goes on in the next half has this one to itself.
            if takes > room || takes == 0 || (takes < left && !is_free) {
                return Err(Full::NoRoom { on: day.on, half: half.name(), left: room, needed: left.min(whole) });
            }
            let share = Share { slot, minutes: takes };
            shares.push(share);
            day = day.with(job, &[share]);
            left -= takes;
            if left == 0 {
                return Ok(shares);
            }
        }
    }
    Err(Full::TooLong { minutes })
}

/// Where a job could begin, soonest first: for each crew the first slots that it fits into, at most `most` in all.
pub fn offers(
    crews: &[(TeamId, Vec<TeamDay>)],
    job: InstallationId,
    minutes: u32,
    from: Date,
    most: usize,
) -> Vec<(TeamId, Vec<Share>)> {
    let mut found: Vec<(TeamId, Vec<Share>)> = Vec::new();
    for (team, days) in crews {
        let starts = days.iter().filter(|day| day.on >= from);
        let starts = starts.flat_map(|day| [Half::Morning, Half::Afternoon].map(|half| Slot { on: day.on, half }));
        let fits = starts.filter_map(|start| book(days, job, start, minutes).ok());
        found.extend(fits.take(most).map(|shares| (*team, shares)));
    }
    found.sort_by_key(|(team, shares)| (shares.first().map(|share| share.slot), *team));
    found.truncate(most);
    found
}

impl Say for Full {
    fn say(&self) -> Message {
        match self {
            Full::NoRoom { on, half, left, needed } => Message::new("installation-no-room")
                .with("on", *on)
                .with("half", half)
                .with("left", i64::from(*left))
                .with("needed", i64::from(*needed)),
            Full::DayOff { on } => Message::new("installation-day-off").with("on", *on),
            Full::TooLong { minutes } => Message::new("installation-too-long").with("minutes", i64::from(*minutes)),
            Full::NothingToDo => Message::new("installation-nothing-to-do"),
        }
    }
}
