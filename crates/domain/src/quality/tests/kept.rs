use super::{
    super::aql::{ByClass, Class},
    *,
};

#[test]
fn inspections_and_events_are_kept_and_read_again() {
    let may = Given { may_release: true, ..given("2026-06-20", &[]) };
    let mut defects = report("2026-06-20", 6, 1);
    defects.defects[0].photos = vec![photo()];
    let commands = [
        Command::Change { arrangement: Arrangement { inspector: sgs(), ..shirts_arranged() }, series: None },
        Command::Book { on: day("2026-06-24") },
        Command::TellFactory,
        Command::TellPlanning,
        Command::Move { on: day("2026-06-20"), reason: "提前".into() },
        Command::Record { report: defects.clone() },
        Command::Correct { report: defects, reason: "漏了照片".into() },
        Command::Release { note: "客户接受".into() },
    ];
    let mut inspection = planned(1, request());
    let mut replayed = inspection.clone();
    for command in commands {
        for event in decide(&inspection, command, &may).unwrap() {
            inspection.apply(&event);
            let kept = serde_json::to_string(&event).unwrap();
            let read: Event = serde_json::from_str(&kept).unwrap();
            assert_eq!(read, event, "{kept}");
            replayed.apply(&read);
        }
        let kept = serde_json::to_string(&inspection).unwrap();
        assert_eq!(serde_json::from_str::<Inspection>(&kept).unwrap(), inspection, "{kept}");
    }
    assert_eq!(replayed, inspection);
    assert!(matches!(inspection.state, State::Released { .. }));
}

#[test]
fn subjects_samplings_and_defects_are_written_in_plain_words() {
    let nil = Uuid::nil();
    let written = |value: &dyn erased::Value| value.json();
    for (value, json) in [
        (&finished() as &dyn erased::Value, format!(r#"{{"order":"{nil}","stage":"final","whole_order":true}}"#)),
        (&in_process(), format!(r#"{{"order":"{nil}","stage":"in_process","lot":"{nil}","operation":2}}"#)),
        (
            &Sampling::usual(),
            r#"{"by":"aql","level":"II","limits":{"critical":null,"major":"2.5","minor":"4.0"}}"#.to_owned(),
        ),
        (&sgs(), r#"{"is":"third_party","name":"SGS"}"#.to_owned()),
    ] {
        assert_eq!(written(value), json);
    }
    for subject in [finished(), incoming(), in_process()] {
        let kept = serde_json::to_string(&subject).unwrap();
        assert_eq!(serde_json::from_str::<Subject>(&kept).unwrap(), subject);
    }
    let stain = DefectList::default().get(&"stain".into()).unwrap().found(2);
    assert_eq!(serde_json::to_value(&stain).unwrap()["class"], "minor");
    assert_eq!(stain.class, Class::Minor);
    assert_eq!(Sampling::Whole.limits(), ByClass::default());
}

mod erased {
    pub trait Value {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Value for T {
        fn json(&self) -> String {
            serde_json::to_string(self).unwrap()
        }
    }
}

#[test]
fn an_event_that_does_not_fit_changes_nothing() {
    let fresh = planned(1, request());
    let done = inspected(2, "2026-06-20", 0);
    let release = Release { by: person(1), at: at("2026-06-20"), note: String::new() };
    let report = report("2026-06-20", 0, 0);
    for (inspection, event) in [
        (&fresh, Event::FactoryTold { at: at("2026-06-20") }),
        (&fresh, Event::PlanningTold { at: at("2026-06-20") }),
        (&fresh, Event::Recorded { report: report.clone(), at: at("2026-06-20") }),
        (&fresh, Event::Released { release }),
        (&fresh, Event::Corrected { report: report.clone(), reason: String::new(), at: at("2026-06-20") }),
        (&done, Event::Recorded { report, at: at("2026-06-21") }),
    ] {
        let mut same = inspection.clone();
        same.apply(&event);
        assert_eq!(&same, inspection, "{event:?}");
    }
}
