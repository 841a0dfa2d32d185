//! The eight principles of S8, in one kitchen.

use super::*;
use crate::{Currency, Money, field::installation::audit::attendance};

fn yuan(whole: i64) -> Money {
    Money { minor: whole * 100, currency: Currency::CNY }
}

#[test]
fn a_kitchen_from_the_first_measure_to_the_last_defect() {
    let mut job = kitchen(1, "杭州");
    assert_eq!(job.stage(), Stage::ToMeasure);
    let crew = days("11-10", &[Capacity::default(), Capacity::default()]);

    // Measured, and measured again: the right wall is 12 mm off, which counts against the branch.
    act(&mut job, "11-01 10:00", &[], measure("11-01", 4_600, &[("左墙", 2_400), ("右墙", 2_188), ("窗高", 1_150)]));
    let early = try_at(&job, "11-01 11:00", &crew, book_at(slot("11-10", Half::Morning)));
    assert_eq!(early, Err(InstallationRefusal::SiteNotConfirmed));
    act(&mut job, "11-03 10:00", &[], measure("11-03", 4_600, &[("左墙", 2_403), ("右墙", 2_200), ("门宽", 900)]));
    let found = differences(&job.measurements[0], &job.measurements[1], measure::TOLERANCE_MM);
    let found: Vec<_> = found.iter().map(|it| (it.what.as_str(), it.more_mm(), it.is_beyond)).collect();
    let expected = [("左墙", Some(3), false), ("右墙", Some(12), true), ("窗高", None, true), ("门宽", None, true)];
    assert_eq!(found, expected);

    // The showroom has the customer confirm the site, and books: above 4 m takes 10 hours, a whole day of the crew.
    act(&mut job, "11-03 11:00", &[], Command::ConfirmSite { note: "水电到位，电梯可用".into() });
    act(&mut job, "11-03 11:00", &crew, book_at(slot("11-10", Half::Morning)));
    let booking = job.booking.clone().unwrap();
    assert_eq!((booking.minutes(), booking.shares.len(), booking.tell_by()), (600, 2, Some(day("11-08"))));
    act(&mut job, "11-07 09:00", &[], Command::TellCrew);

    // The worktop is made outside. It fails the check; the customer agrees with another day, the maker bears the loss.
    let what = || "石英石台面".to_owned();
    let agree = Command::AgreeOutside { what: what(), maker: "宏石".into(), supplier: None, on: day("11-08") };
    act(&mut job, "11-03 14:00", &[], agree);
    let check =
        |on: &str, passed, note: &str| Command::CheckOutside { item: 1, on: day(on), passed, note: note.into() };
    let charge = || Command::ChargeOutside { item: 1, loss: yuan(800), fine: yuan(200), reason: "色差返工".into() };
    let early = try_at(&job, "11-08 09:00", &[], charge());
    assert_eq!(early, Err(InstallationRefusal::OutsideFaultless { what: what() }));
    act(&mut job, "11-08 10:00", &[], check("11-08", false, "色差"));
    let again = Command::AgreeOutsideAnew { item: 1, on: day("11-10"), reason: "客户同意 10 日".into() };
    act(&mut job, "11-08 10:30", &[], again);
    act(&mut job, "11-08 11:00", &[], charge());
    assert_eq!(job.outside[0].charges[0].total(), Some(yuan(1_000)));

    // Put up, audited on site, something found and routed.
    act(&mut job, "11-03 15:00", &[], Command::PlanAudit { on: day("11-10"), supervisor: person(8) });
    act(&mut job, "11-10 08:00", &[], Command::Start { at: at("11-10 08:00") });
    let finding = Finding {
        what: "吊柜图纸与现场不符".into(),
        responsible: Responsible::Design,
        person: Some(person(5)),
        answered: None,
    };
    let present = Attendance::Present { at: at("11-10 14:00"), proof: None };
    act(&mut job, "11-10 14:30", &[], Command::HoldAudit { audit: 1, attendance: present, findings: vec![finding] });
    assert_eq!(attendance(&job.audits, day("11-10")), (1, 1));
    act(&mut job, "11-10 19:00", &[], Command::Finish { at: at("11-10 18:30") });
    assert_eq!(job.minutes(&StandardTimes::default()), Some((630, 600)), "half an hour over");

    // The customer is not content with a door and a drawer: the door is mended at once, the drawer by a promised time.
    let found = |what: &str| Command::FindDefect { what: what.into(), responsible: Responsible::Installation };
    act(&mut job, "11-10 18:40", &[], found("门板不平"));
    act(&mut job, "11-10 18:40", &[], found("抽屉导轨异响"));
    act(&mut job, "11-10 18:55", &[], Command::FixDefect { defect: 1, at: at("11-10 18:55") });
    assert_eq!(
        try_at(&job, "11-10 19:00", &[], signed("11-10 19:00")),
        Err(InstallationRefusal::DefectsOpen { defects: vec![Text::same("2. 抽屉导轨异响")] })
    );
    act(&mut job, "11-10 19:00", &[], Command::PromiseDefect { defect: 2, by: at("11-12 12:00") });
    assert_eq!(
        try_at(&job, "11-10 19:00", &[], signed("11-10 19:00")),
        Err(InstallationRefusal::OutsideOpen { items: vec![Text::same("石英石台面")] })
    );
    act(&mut job, "11-10 19:05", &[], check("11-10", true, ""));
    act(&mut job, "11-10 19:10", &[], signed("11-10 19:10"));
    assert_eq!(job.stage(), Stage::Accepted);
    assert!(job.defects[0].is_fixed_on_site() && !job.defects[1].is_broken(at("11-12 11:00")));

    // What is left: the drawer, and design's answer to the audit.
    let left: Vec<Task> =
        job.todo(&StandardTimes::default(), day("11-11"), &zone()).into_iter().map(|it| it.task).collect();
    assert_eq!(left, [Task::MendDefect { defect: 2 }, Task::AnswerFinding { audit: 1, finding: 1 }]);
    act(&mut job, "11-12 11:30", &[], Command::FixDefect { defect: 2, at: at("11-12 11:30") });
    let answer = Command::AnswerFinding { audit: 1, finding: 1, words: "图纸已改版".into() };
    act(&mut job, "11-12 16:00", &[], answer);
    assert_eq!((job.stage(), job.todo(&StandardTimes::default(), day("11-13"), &zone())), (Stage::Done, vec![]));
    assert!(job.has_errors());
}
