//! Earliest and latest times, slack and critical path are what networkx (from PyPI) works out for the same thousand graphs.

use std::path::Path;

use jiff::{Span, civil::date, tz::TimeZone};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde::{Deserialize, Serialize};
use yidan_domain::{
    process::{Process, due::Takes, load},
    schedule::{
        Calendar, Calendars, Course, Moment, Network, Stamp,
        course::{Is, Mark},
        critical::windows,
    },
};
use yidan_testing::{python_with, run_python};

const GRAPHS: usize = 1_000;

#[derive(Serialize)]
struct Step {
    before: Vec<usize>,
    days: u32,
}

#[derive(Deserialize)]
struct Answer {
    length: i64,
    start: Vec<i64>,
    latest: Vec<i64>,
}

fn graph(dice: &mut StdRng) -> Vec<Step> {
    let count = dice.random_range(1..40);
    let step = |number: usize, dice: &mut StdRng| {
        let mut before: Vec<usize> =
            (0..dice.random_range(0..4)).filter(|_| number > 0).map(|_| dice.random_range(0..number)).collect();
        before.sort_unstable();
        before.dedup();
        Step { before, days: dice.random_range(0..30) }
    };
    (0..count).map(|number| step(number, dice)).collect()
}

fn process(graph: &[Step]) -> Process {
    let mut source = String::from("key = \"any\"\nversion = 1\nname = { zh = \"任意\", en = \"Any\" }\n");
    for (number, step) in graph.iter().enumerate() {
        let after: Vec<String> = step.before.iter().map(|step| format!("\"s{step}\"")).collect();
        source += &format!(
            "[[steps]]\nkey = \"s{number}\"\nname = {{ zh = \"步\", en = \"Step\" }}\ndepartment = \"sales\"\n\
             stage = \"making\"\nafter = [{}]\ntakes = \"{}d\"\n",
            after.join(", "),
            step.days,
        );
    }
    load(&source, "any.toml").unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn a_thousand_random_networks_are_reckoned_as_networkx_does() {
    let mut dice = StdRng::seed_from_u64(20261125);
    let graphs: Vec<Vec<Step>> = (0..GRAPHS).map(|_| graph(&mut dice)).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graphs.json");
    std::fs::write(&file, serde_json::to_string(&graphs).unwrap()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/networkx/critical_path.py");
    let said = run_python(&python_with(&["networkx==3.5"]), &script, &[&file]);
    let answers: Vec<Answer> = serde_json::from_str(&said).unwrap();
    assert_eq!(answers.len(), GRAPHS);

    let calendars = Calendars::new(TimeZone::UTC, Calendar::default(), Default::default());
    for (graph, answer) in graphs.iter().zip(&answers) {
        let process = process(graph);
        let network = Network::of(&process, &calendars);
        let received = TimeZone::UTC.to_timestamp(date(2026, 3, 2).at(0, 0, 0, 0)).unwrap();
        let mark = |days: u32| Mark {
            is: Is::Waiting,
            started: None,
            finished: None,
            takes: Some(Takes::Days(days)),
            reopened: 0,
        };
        // The longest path ends as the promised day begins: its steps have the rest of that day for slack, and no more.
        let promised = date(2026, 3, 2).checked_add(Span::new().days(answer.length)).unwrap();
        let course = Course {
            received: Stamp::of(received),
            entered: Stamp::of(received),
            promised: Some(promised),
            marks: graph.iter().map(|step| mark(step.days)).collect(),
            changes: Vec::new(),
            awaits: Vec::new(),
        };
        let begins = Moment::of_timestamp(received, &TimeZone::UTC);
        let days = |at: Moment| (at.0 - begins.0).div_euclid(86_400);
        let found = windows(&network, &course, begins);
        let starts: Vec<i64> = found.iter().map(|window| days(window.early.unwrap().0)).collect();
        let latest: Vec<i64> = found.iter().map(|window| days(window.late.unwrap().0)).collect();
        assert_eq!((starts, latest), (answer.start.clone(), answer.latest.clone()));
        let ends = found.iter().map(|window| days(window.early.unwrap().1)).max();
        assert_eq!(ends, Some(answer.length));
        // Whatever is on our critical path has no slack by networkx either, and the path spans the whole length.
        let critical: Vec<usize> = (0..graph.len()).filter(|step| found[*step].is_critical).collect();
        assert!(critical.iter().all(|step| answer.start[*step] == answer.latest[*step]));
        assert_eq!(critical.iter().map(|step| i64::from(graph[*step].days)).sum::<i64>(), answer.length);
    }
}
