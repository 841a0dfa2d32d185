//! Kitchens told in the trade's words: the story of S8, tables of single rules, and the bookings that never exceed what can be
//! done.

mod bookings;
mod rankings;
mod rules;
mod story;

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::*;
use crate::{
    EvidenceId, FileId,
    field::evidence::{self, Act, Hash, Location, Means, Proof, Signer},
};

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn id(number: u128) -> InstallationId {
    InstallationId(Uuid::from_u128(number))
}

fn team(number: u128) -> TeamId {
    TeamId(Uuid::from_u128(number))
}

fn day(written: &str) -> Date {
    format!("2026-{written}").parse().unwrap()
}

/// Shanghai time.
fn at(day_and_time: &str) -> Timestamp {
    let (day, time) = day_and_time.split_once(' ').unwrap();
    format!("2026-{day}T{time}:00+08:00").parse().unwrap()
}

fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Asia/Shanghai").unwrap()
}

fn slot(on: &str, half: Half) -> Slot {
    Slot { on: day(on), half }
}

/// The days of crew 1, each with what it can do.
fn days(from: &str, capacities: &[Capacity]) -> Vec<TeamDay> {
    let days = day(from).series(jiff::Span::new().days(1));
    days.zip(capacities).map(|(on, capacity)| TeamDay::new(team(1), on, *capacity)).collect()
}

fn kitchen(number: u128, branch: &str) -> Installation {
    plan(Installation {
        id: id(number),
        number: format!("AZ-{number:04}"),
        order: None,
        branch: branch.into(),
        owner: person(1),
        customer: "李女士".into(),
        address: "滨江区江南大道 1 号".into(),
        measurements: Vec::new(),
        site: None,
        booking: None,
        outside: Vec::new(),
        work: None,
        defects: Vec::new(),
        audits: Vec::new(),
        accepted: None,
        cancelled: None,
    })
    .unwrap()
}

fn measurement(on: &str, length_mm: i64, walls: &[(&str, i64)]) -> Measurement {
    let measured = walls.iter().map(|(what, mm)| Measured { what: (*what).into(), mm: *mm });
    Measurement {
        on: day(on),
        by: person(2),
        measured: measured.collect(),
        length_mm,
        note: String::new(),
        files: Vec::new(),
    }
}

fn measure(on: &str, length_mm: i64, walls: &[(&str, i64)]) -> Command {
    Command::Measure { measurement: measurement(on, length_mm, walls) }
}

fn book_at(start: Slot) -> Command {
    Command::Book { team: team(1), start, minutes: None, short_notice: None }
}

fn signed(now: &str) -> Command {
    let draft = evidence::Draft {
        id: EvidenceId(Uuid::from_u128(1)),
        act: Act::Accepted,
        signer: Signer { name: "李芳".into(), role: String::new(), phone: String::new() },
        means: Means::Drawn,
        signed_at: at(now),
        device: "phone".into(),
        location: Location::Unknown,
        files: vec![Proof { id: FileId(Uuid::from_u128(1)), sha256: Hash::of(b"strokes") }],
    };
    Command::Accept { draft, shown: "AZ-0001 厨柜安装，满意".into() }
}

fn try_at(
    job: &Installation,
    now: &str,
    days: &[TeamDay],
    command: Command,
) -> Result<Vec<Event>, InstallationRefusal> {
    let standards = StandardTimes::default();
    let today = zone().to_datetime(at(now)).date();
    decide(job, command, &Given { by: person(3), now: at(now), today, standards: &standards, days })
}

fn act(job: &mut Installation, now: &str, days: &[TeamDay], command: Command) {
    for event in try_at(job, now, days, command).unwrap_or_else(|why| panic!("{now}: {why:?}")) {
        let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
        assert_eq!(read, event);
        job.apply(&read);
    }
    let kept = serde_json::to_string(job).unwrap();
    assert_eq!(&serde_json::from_str::<Installation>(&kept).unwrap(), job, "{kept}");
}

/// Measured twice, the site confirmed.
fn to_book(number: u128, length_mm: i64) -> Installation {
    let mut job = kitchen(number, "杭州");
    act(&mut job, "11-01 10:00", &[], measure("11-01", length_mm, &[("左墙", 2_400)]));
    act(&mut job, "11-02 10:00", &[], measure("11-02", length_mm, &[("左墙", 2_400)]));
    act(&mut job, "11-02 10:00", &[], Command::ConfirmSite { note: "水电已到位".into() });
    job
}

/// Put up on 6 November from eight to half past eleven.
fn finished() -> Installation {
    let mut job = to_book(1, 3_800);
    let crew = days("11-06", &[Capacity::default()]);
    act(&mut job, "11-03 10:00", &crew, book_at(slot("11-06", Half::Morning)));
    act(&mut job, "11-06 08:00", &[], Command::Start { at: at("11-06 08:00") });
    act(&mut job, "11-06 11:30", &[], Command::Finish { at: at("11-06 11:30") });
    job
}
