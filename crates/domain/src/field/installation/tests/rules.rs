use super::*;
use crate::field::Fault;

#[test]
fn the_standard_time_goes_by_the_length() {
    for (length_mm, minutes) in [(1, 240), (4_000, 240), (4_001, 600), (12_000, 600)] {
        assert_eq!(StandardTimes::default().minutes(length_mm), Some(minutes), "{length_mm}");
    }
    let short_only = StandardTimes(StandardTimes::default().0[..1].to_vec());
    assert_eq!(short_only.minutes(4_001), None);
}

#[test]
fn a_crew_hears_of_it_two_days_ahead() {
    let crew = days("11-05", &[Capacity::default(), Capacity::default(), Capacity::default()]);
    let job = to_book(1, 3_800);
    let with = |start, minutes, reason: Option<&str>| Command::Book {
        team: team(1),
        start,
        minutes,
        short_notice: reason.map(str::to_owned),
    };
    let morning = |on| slot(on, Half::Morning);
    let now = "11-05 10:00";
    let short = |on: &str| InstallationRefusal::ShortNotice { on: day(on), earliest: day("11-07") };
    for (command, refusal) in [
        (with(morning("11-06"), None, None), short("11-06")),
        (with(morning("11-05"), None, None), short("11-05")),
        (
            with(morning("11-06"), None, Some(" ")),
            Fault::Missing { what: Text::new("临时排单的原因", "reason for the short notice") }.into(),
        ),
        (
            with(morning("11-04"), None, Some("急")),
            InstallationRefusal::DayPassed { on: day("11-04"), today: day("11-05") },
        ),
        (
            with(morning("11-07"), Some(239), None),
            InstallationRefusal::ShorterThanStandard { minutes: 239, standard: 240 },
        ),
        (with(morning("11-07"), Some(100_000), None), InstallationRefusal::TooManyMinutes { most: team::MOST_MINUTES }),
        (with(morning("11-09"), None, None), InstallationRefusal::Full(Full::DayOff { on: day("11-09") })),
    ] {
        assert_eq!(try_at(&job, now, &crew, command), Err(refusal));
    }
    let booked = |command| {
        let mut job = job.clone();
        act(&mut job, now, &crew, command);
        job.booking.unwrap()
    };
    assert_eq!(
        booked(with(morning("11-06"), None, Some("客户周末入住"))).short_notice.as_deref(),
        Some("客户周末入住")
    );
    assert_eq!(booked(with(morning("11-07"), Some(300), Some("客户周末入住"))).short_notice, None, "in time after all");
}

#[test]
fn another_day_is_another_word_to_the_crew() {
    let crew = days("11-06", &[Capacity::default(), Capacity::default()]);
    let mut job = to_book(1, 3_800);
    assert_eq!(try_at(&job, "11-03 10:00", &[], Command::TellCrew), Err(InstallationRefusal::NotBooked));
    act(&mut job, "11-03 10:00", &crew, book_at(slot("11-06", Half::Morning)));
    act(&mut job, "11-03 11:00", &[], Command::TellCrew);
    let again = try_at(&job, "11-03 12:00", &[], Command::TellCrew);
    assert_eq!(again, Err(InstallationRefusal::CrewKnows { at: at("11-03 11:00") }));
    act(&mut job, "11-04 10:00", &crew, book_at(slot("11-07", Half::Afternoon)));
    assert_eq!(job.booking.as_ref().unwrap().told, None);
    act(&mut job, "11-04 11:00", &[], Command::Unbook { reason: "客户出差".into() });
    assert_eq!(job.stage(), Stage::ToBook);
}

#[test]
fn what_is_measured_is_sound() {
    let job = kitchen(1, "杭州");
    for (command, refusal) in [
        (
            measure("11-03", 3_000, &[("左墙", 1)]),
            InstallationRefusal::DayToCome { on: day("11-03"), today: day("11-02") },
        ),
        (measure("11-02", 3_000, &[]), InstallationRefusal::NothingMeasured),
        (
            measure("11-02", 3_000, &[("左墙", 1), (" 左墙 ", 2)]),
            InstallationRefusal::MeasuredTwice { what: "左墙".into() },
        ),
        (
            measure("11-02", 3_000, &[("左墙", 0)]),
            InstallationRefusal::LengthOutside { what: Text::same("左墙"), most: 1_000_000 },
        ),
        (
            measure("11-02", -1, &[("左墙", 1)]),
            InstallationRefusal::LengthOutside { what: Text::new("柜体总长", "total length"), most: 1_000_000 },
        ),
    ] {
        assert_eq!(try_at(&job, "11-02 10:00", &[], command), Err(refusal));
    }
    let early = try_at(&job, "11-02 10:00", &[], book_at(slot("11-10", Half::Morning)));
    assert_eq!(early, Err(InstallationRefusal::NotMeasured));
}

#[test]
fn work_begins_where_it_is_booked_and_ends_after_it_began() {
    let (unbooked, done) = (to_book(1, 3_800), finished());
    for (job, command, refusal) in [
        (&unbooked, Command::Start { at: at("11-07 08:00") }, InstallationRefusal::NotBooked),
        (&unbooked, Command::Finish { at: at("11-07 08:00") }, InstallationRefusal::NotStarted),
        (&unbooked, signed("11-07 09:00"), InstallationRefusal::NotFinished),
        (&done, Command::Start { at: at("11-07 08:00") }, InstallationRefusal::Started { at: at("11-06 08:00") }),
        (&done, Command::Finish { at: at("11-07 08:00") }, InstallationRefusal::Finished { at: at("11-06 11:30") }),
        (&done, measure("11-07", 3_000, &[("左墙", 1)]), InstallationRefusal::Started { at: at("11-06 08:00") }),
        (&done, Command::Cancel { reason: "x".into() }, InstallationRefusal::Started { at: at("11-06 08:00") }),
    ] {
        assert_eq!(try_at(job, "11-07 09:00", &[], command), Err(refusal));
    }
}

#[test]
fn a_promise_lies_ahead_and_a_broken_one_keeps_the_work_from_being_accepted() {
    let mut job = finished();
    let found = Command::FindDefect { what: "门板划痕".into(), responsible: Responsible::Factory };
    act(&mut job, "11-06 11:40", &[], found);
    let promise = |by: &str| Command::PromiseDefect { defect: 1, by: at(by) };
    let late = try_at(&job, "11-06 11:40", &[], promise("11-06 11:40"));
    assert_eq!(late, Err(InstallationRefusal::PromiseNotAhead { by: at("11-06 11:40") }));
    act(&mut job, "11-06 11:41", &[], promise("11-08 12:00"));
    assert!(job.defects[0].is_broken(at("11-08 12:01")));
    let open = InstallationRefusal::DefectsOpen { defects: vec![Text::same("1. 门板划痕")] };
    assert_eq!(try_at(&job, "11-08 12:01", &[], signed("11-08 12:01")), Err(open));
    act(&mut job, "11-08 12:02", &[], promise("11-10 12:00"));
    act(&mut job, "11-08 12:03", &[], signed("11-08 12:03"));
    let again = try_at(&job, "11-08 12:04", &[], signed("11-08 12:04"));
    assert_eq!(again, Err(InstallationRefusal::Accepted { name: "李芳".into() }));
    act(&mut job, "11-10 10:00", &[], Command::FixDefect { defect: 1, at: at("11-10 10:00") });
    let fixed = try_at(&job, "11-10 11:00", &[], promise("11-12 12:00"));
    assert_eq!(fixed, Err(InstallationRefusal::DefectFixed { at: at("11-10 10:00") }));
    let none = InstallationRefusal::NoSuch { what: Text::new("问题", "defect"), number: 0 };
    assert_eq!(try_at(&job, "11-10 11:00", &[], Command::FixDefect { defect: 0, at: at("11-10 11:00") }), Err(none));
}

#[test]
fn who_missed_the_audit_has_found_nothing() {
    let mut job = to_book(1, 3_800);
    act(&mut job, "11-05 10:00", &[], Command::PlanAudit { on: day("11-06"), supervisor: person(8) });
    assert_eq!(audit::attendance(&job.audits, day("11-06")), (0, 0), "there is time yet");
    assert_eq!(audit::attendance(&job.audits, day("11-07")), (1, 0));
    let finding =
        Finding { what: "柜体不平".into(), responsible: Responsible::Installation, person: None, answered: None };
    let missed = |reason: &str| Command::HoldAudit {
        audit: 1,
        attendance: Attendance::Missed { reason: reason.into() },
        findings: vec![finding.clone()],
    };
    let unexplained = try_at(&job, "11-07 10:00", &[], missed(""));
    let reason = Fault::Missing { what: Text::new("未到场原因", "reason for not being there") };
    assert_eq!(unexplained, Err(InstallationRefusal::Field(reason)));
    act(&mut job, "11-07 10:00", &[], missed("堵车"));
    assert!(job.audits[0].findings.is_empty());
    assert_eq!(try_at(&job, "11-07 11:00", &[], missed("堵车")), Err(InstallationRefusal::AuditHeld));
}

#[test]
fn what_is_left_is_said_with_its_day() {
    let crew = days("11-06", &[Capacity::default()]);
    let mut job = kitchen(1, "杭州");
    let left = |job: &Installation, today: &str| {
        let todo = job.todo(&StandardTimes::default(), day(today), &zone());
        todo.into_iter().map(|it| (it.task, it.by, it.is_late)).collect::<Vec<_>>()
    };
    assert_eq!(left(&job, "11-01"), [Task::Measure, Task::ConfirmSite, Task::Book].map(|task| (task, None, false)));
    act(&mut job, "11-01 10:00", &[], measure("11-01", 3_800, &[("左墙", 2_400)]));
    act(&mut job, "11-01 10:00", &[], Command::ConfirmSite { note: "水电已到位".into() });
    act(&mut job, "11-01 10:00", &crew, book_at(slot("11-06", Half::Morning)));
    let (tell, install) = (Some(day("11-04")), Some(day("11-06")));
    let again = (Task::MeasureAgain, install, false);
    let expected = [again, (Task::TellCrew, tell, true), (Task::Install, install, false)];
    assert_eq!(left(&job, "11-05"), expected, "the crew should know since yesterday");
    // Measured again it is a long one: half a day is not enough.
    act(&mut job, "11-05 10:00", &[], measure("11-05", 4_300, &[("左墙", 2_900)]));
    assert_eq!(left(&job, "11-05")[0], (Task::BookMore, install, false));
    act(&mut job, "11-05 11:00", &[], Command::Cancel { reason: "客户退单".into() });
    assert_eq!(left(&job, "11-05"), []);
}
