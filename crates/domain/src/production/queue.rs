//! When lots will be through the workshop, by standard times: every department works what is before it in the order of due
//! days, with all the hands it has, by its calendar; a lot is through when the last of its departments is. What has no
//! standard time, or nobody to do it, has no end.

use crate::schedule::{Calendar, Moment, Work};

/// What still has to come out of each operation, were nothing spoiled from now on: the lot's quantity without what has come
/// out of it and what was spoiled on the way there. An operation's good and scrap are all that counts, for what one delivers
/// is what the next receives.
pub fn still_to_do(quantity: i64, made: impl IntoIterator<Item = (i64, i64)>) -> impl Iterator<Item = i64> {
    let mut wanted = quantity;
    made.into_iter().map(move |(good, scrap)| {
        wanted = wanted.saturating_sub(scrap);
        wanted.saturating_sub(good).max(0)
    })
}

/// Seconds that so many ten-thousandths of a unit take, a part of one counted in full.
pub fn seconds_for(ten_thousandths: i64, seconds_per_unit: u32) -> i64 {
    let seconds = i128::from(ten_thousandths) * i128::from(seconds_per_unit);
    i64::try_from((seconds + 9_999) / 10_000).unwrap_or(i64::MAX)
}

/// Who works.
#[derive(Debug, Clone, Copy)]
pub struct Bench<'a> {
    pub calendar: &'a Calendar,
    /// How many at once; `None` where nobody is known.
    pub hands: Option<u32>,
}

/// The work before each department.
#[derive(Debug)]
pub struct Queue<'a> {
    now: Moment,
    benches: Vec<Bench<'a>>,
    /// Seconds of work of one pair of hands.
    waiting: Vec<i64>,
    /// Up to so much waiting work, and not less than when it was found out, a department is through on this day.
    reached: Vec<Option<(i64, i32)>>,
    /// The departments of the lot that was put last.
    places: Vec<usize>,
}

impl<'a> Queue<'a> {
    pub fn new(now: Moment, benches: Vec<Bench<'a>>) -> Self {
        let count = benches.len();
        Self { now, benches, waiting: vec![0; count], reached: vec![None; count], places: Vec::new() }
    }

    /// Puts a lot behind those that are there, with the seconds it takes at each department, `None` where nobody knows. On
    /// which day (as `day_number` counts) will it be through?
    pub fn put(&mut self, work: impl IntoIterator<Item = (usize, Option<i64>)>) -> Option<i32> {
        self.places.clear();
        let mut is_known = true;
        for (place, seconds) in work {
            match (self.waiting.get_mut(place), seconds) {
                (Some(waiting), Some(seconds)) => {
                    *waiting = waiting.saturating_add(seconds);
                    if self.places.last() != Some(&place) {
                        self.places.push(place);
                    }
                }
                _ => is_known = false,
            }
        }
        if !is_known {
            return None;
        }
        let mut through = self.now.day();
        for at in 0..self.places.len() {
            through = through.max(self.day_reached(self.places[at])?);
        }
        Some(through)
    }

    /// The day on which the department will be through with all that is before it. A calendar is asked once a day of work,
    /// not for every lot.
    fn day_reached(&mut self, place: usize) -> Option<i32> {
        let waiting = self.waiting(place);
        if let Some((_, day)) = self.reached[place].filter(|(limit, _)| waiting <= *limit) {
            return Some(day);
        }
        let day = self.free_at(place)?.day();
        let Bench { calendar, hands } = self.benches[place];
        let limit = calendar.worked(self.now, calendar.closes(day)).saturating_mul(hands?.into());
        self.reached[place] = Some((limit, day));
        Some(day)
    }

    /// When the department will be through with all that is before it.
    pub fn free_at(&self, place: usize) -> Option<Moment> {
        let bench = self.benches.get(place)?;
        let hands = i64::from(bench.hands.filter(|hands| *hands > 0)?);
        let seconds = self.waiting(place).saturating_add(hands - 1) / hands;
        bench.calendar.forward(self.now, Work::Worked(seconds))
    }

    /// Seconds of work before a department.
    pub fn waiting(&self, place: usize) -> i64 {
        self.waiting.get(place).copied().unwrap_or_default()
    }
}
