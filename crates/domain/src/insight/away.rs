//! Records in plain words, as they are put away outside of memory while nobody asks. They are read again by the program that
//! wrote them and by no other: the form may change with every version.

use super::{
    Book,
    record::{Done, Left, Record, Seconds, StepRecord, Turn, Who},
};
use crate::{OrderId, order::row::Status, schedule::Stamp};

const RECORD: usize = 18;
const STEP: usize = 6;

impl Book {
    /// Empties the book of its records, each followed by its steps, and answers how many there were. What is left of the book
    /// remembers whom they speak of.
    pub fn put_away<E>(&mut self, mut write: impl FnMut(&[u32]) -> Result<(), E>) -> Result<usize, E> {
        let (records, steps) = (std::mem::take(&mut self.records), std::mem::take(&mut self.steps));
        let mut words = Vec::new();
        for record in &records {
            words.clear();
            words.extend(words_of(record));
            words.extend(steps[self.place_of(record)].iter().flat_map(words_of_step));
            write(&words)?;
        }
        Ok(records.len())
    }

    /// Takes so many records of this book back; false when they are not its own.
    pub fn take_out<E>(
        &mut self,
        records: usize,
        mut read: impl FnMut(&mut [u32]) -> Result<(), E>,
    ) -> Result<bool, E> {
        self.records = Vec::with_capacity(records);
        self.steps = Vec::new();
        let mut words = Vec::new();
        for _ in 0..records {
            let mut head = [0; RECORD];
            read(&mut head)?;
            let Some(plan) = self.plans.get(head[0] as usize) else { return Ok(false) };
            words.resize(plan.kinds.len() * STEP, 0);
            read(&mut words)?;
            let Some(record) = record_of(&head, self.steps.len()) else { return Ok(false) };
            self.records.push(record);
            for words in words.chunks_exact(STEP) {
                let Some(step) = step_of(words) else { return Ok(false) };
                self.steps.push(step);
            }
        }
        Ok(true)
    }
}

fn words_of(record: &Record) -> [u32; RECORD] {
    let id = record.id.0.as_u128();
    let half = |shift: u32| (id >> shift) as u32;
    let stamp = |at: Option<Stamp>| at.map_or(0, Stamp::second);
    let left = |left: Option<Left>| left.map_or([0, 0], |left| [left.at.second(), left.day as u32]);
    let ([left_at, left_day], [done_at, done_day]) = (left(record.left), left(record.done));
    [
        record.plan,
        half(96),
        half(64),
        half(32),
        half(0),
        (record.version >> 32) as u32,
        record.version as u32,
        record.customer,
        u32::from(record.salesperson.map_or(0, Who::get)) | u32::from(record.promised_day.is_some()) << 16,
        status(record.status),
        record.received.second(),
        record.received_day as u32,
        record.promised_day.unwrap_or_default() as u32,
        left_at,
        left_day,
        done_at,
        done_day,
        stamp(record.cancelled),
    ]
}

fn record_of(words: &[u32; RECORD], first_step: usize) -> Option<Record> {
    let [plan, a, b, c, d, version_high, version_low, customer, salesperson, status, rest @ ..] = *words;
    let [received, received_day, promised_day, left_at, left_day, done_at, done_day, cancelled] = rest;
    let id = [a, b, c, d].iter().fold(0_u128, |id, word| id << 32 | u128::from(*word));
    let left = |at: u32, day: u32| Some(Left { at: Stamp::of_second(at)?, day: day as i32 });
    Some(Record {
        id: OrderId(uuid::Uuid::from_u128(id)),
        version: u64::from(version_high) << 32 | u64::from(version_low),
        plan,
        customer,
        salesperson: Who::new(salesperson as u16),
        status: *STATUSES.get(status as usize)?,
        received: Stamp::of_second(received)?,
        received_day: received_day as i32,
        promised_day: (salesperson >> 16 == 1).then_some(promised_day as i32),
        left: left(left_at, left_day),
        done: left(done_at, done_day),
        cancelled: Stamp::of_second(cancelled),
        first_step: u32::try_from(first_step).ok()?,
    })
}

const STATUSES: [Status; 3] = [Status::Open, Status::Done, Status::Cancelled];

fn status(status: Status) -> u32 {
    STATUSES.iter().position(|known| *known == status).unwrap_or_default() as u32
}

const IDLE: u32 = 0;
const FELL_AWAY: u32 = 1;
const SKIPPED: u32 = 2;
const HELD: u32 = 3;
const READY: u32 = 4;
const STARTED: u32 = 5;
const DONE: u32 = 6;
/// Bits of the first word, beside the kind, how often it was reopened, and the person.
const LED: u32 = 1 << 3;
const WAS_DUE: u32 = 1 << 4;
const IN_TIME: u32 = 1 << 5;

fn words_of_step(step: &StepRecord) -> [u32; STEP] {
    let who = |by: &Option<Who>| u32::from(by.map_or(0, Who::get)) << 16;
    let stamp = |at: &Option<Stamp>| at.map_or(0, Stamp::second);
    match step {
        StepRecord::Idle => [IDLE, 0, 0, 0, 0, 0],
        StepRecord::FellAway => [FELL_AWAY, 0, 0, 0, 0, 0],
        StepRecord::Skipped { at, by } => [SKIPPED | who(by), at.second(), 0, 0, 0, 0],
        StepRecord::Active { ready, due, by, turn } => {
            let kind = match turn {
                Turn::Held => HELD,
                Turn::Ready => READY,
                Turn::Started => STARTED,
            };
            [kind | who(by), stamp(ready), stamp(due), 0, 0, 0]
        }
        StepRecord::Done(done) => {
            let bit = |holds: bool, bit: u32| if holds { bit } else { 0 };
            let bits =
                bit(done.led, LED) | bit(done.in_time.is_some(), WAS_DUE) | bit(done.in_time == Some(true), IN_TIME);
            let long = |seconds: Option<Seconds>| seconds.map_or(0, Seconds::word);
            let first = DONE | bits | u32::from(done.reopened) << 8 | who(&done.by);
            [first, done.at.second(), long(done.flow), long(done.work), long(done.standard), long(done.until_due)]
        }
    }
}

fn step_of(words: &[u32]) -> Option<StepRecord> {
    let [first, at, flow, work, standard, until_due] = *words else { return None };
    let by = Who::new((first >> 16) as u16);
    let active = |turn| StepRecord::Active { ready: Stamp::of_second(at), due: Stamp::of_second(flow), by, turn };
    Some(match first & 7 {
        IDLE => StepRecord::Idle,
        FELL_AWAY => StepRecord::FellAway,
        SKIPPED => StepRecord::Skipped { at: Stamp::of_second(at)?, by },
        HELD => active(Turn::Held),
        READY => active(Turn::Ready),
        STARTED => active(Turn::Started),
        DONE => StepRecord::Done(Done {
            at: Stamp::of_second(at)?,
            flow: Seconds::of_word(flow),
            work: Seconds::of_word(work),
            standard: Seconds::of_word(standard),
            until_due: Seconds::of_word(until_due),
            by,
            reopened: (first >> 8) as u8,
            in_time: (first & WAS_DUE != 0).then_some(first & IN_TIME != 0),
            led: first & LED != 0,
        }),
        _ => return None,
    })
}
