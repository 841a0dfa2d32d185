//! What stands in a digest, in which order, and what is left out.

mod story;

use story::{id, moment};
use yidan_domain::{
    OrderId, Text,
    digest::{self, Counted, Digest, Line, MOST, Material, Named, Overview, Saying, Subject, Task},
    notice::Trouble,
};

fn order(number: u128) -> Named {
    Named { id: OrderId(id(number)), number: format!("SO-{number}"), customer: "晨光五金".into() }
}

fn task(number: u128, due: &str, why: &[&str]) -> Task {
    Task {
        order: order(number),
        step: Text::same("备货"),
        due: (!due.is_empty()).then(|| moment(due)),
        why: why.iter().map(|why| Text::same(*why)).collect(),
    }
}

fn line(number: u128, says: Saying) -> Line {
    Line { order: Some(order(number)), step: None, says }
}

fn exception(number: u128, due: &str) -> Line {
    line(number, Saying::Exception { trouble: Trouble::Note("缺料".into()), due: due.parse().ok() })
}

fn promise(number: u128, due: &str) -> Line {
    line(number, Saying::Promise { text: "回复交期".into(), due: due.parse().unwrap() })
}

/// Monday 2026-03-09, half past eight.
fn digest(material: Material) -> Digest {
    let today = "2026-03-09".parse().unwrap();
    digest::of(material, moment("2026-03-09 08:30"), moment("2026-03-10 00:00"), today)
}

/// Each section with the numbers of its orders.
fn told(digest: &Digest) -> Vec<(Subject, usize, Vec<String>)> {
    let numbers = |lines: &[Line]| lines.iter().filter_map(|line| Some(line.order.as_ref()?.number.clone())).collect();
    digest.sections.iter().map(|section| (section.about, section.count, numbers(&section.lines))).collect()
}

fn section(about: Subject, numbers: &[&str]) -> (Subject, usize, Vec<String>) {
    (about, numbers.len(), numbers.iter().map(|number| (*number).to_owned()).collect())
}

#[test]
fn the_most_pressing_comes_first_and_what_can_wait_is_left_out() {
    let material = Material {
        tasks: vec![
            task(1, "2026-03-09 12:00", &[]),
            task(2, "2026-03-06 18:00", &["物料没到齐"]),
            task(3, "2026-03-05 18:00", &[]),
            task(4, "2026-03-12 18:00", &[]),
            task(5, "2026-03-12 18:00", &["款项没到"]),
            task(6, "", &[]),
        ],
        exceptions: vec![exception(7, ""), exception(8, "2026-03-10")],
        promises: vec![promise(9, "2026-03-20"), promise(10, "2026-03-16"), promise(11, "2026-03-01")],
        company: None,
    };
    let expected = [
        section(Subject::Overdue, &["SO-3", "SO-2"]),
        section(Subject::DueToday, &["SO-1"]),
        section(Subject::Blocked, &["SO-5"]),
        section(Subject::Exceptions, &["SO-8", "SO-7"]),
        section(Subject::Promises, &["SO-11", "SO-10"]),
    ];
    assert_eq!(told(&digest(material)), expected);
    assert_eq!(digest(Material::default()), Digest::default(), "nothing to say is said by nothing");
}

#[test]
fn managers_are_told_of_the_company() {
    let late = |number| line(number, Saying::Late { promised: "2026-03-05".parse().unwrap(), days: 4 });
    let company = Overview {
        late: Counted { lines: (0..20).map(late).collect(), count: 37 },
        queues: vec![(Text::same("采购"), 3), (Text::same("仓储"), 11), (Text::same("品质"), 0)],
        unowned: Counted { lines: vec![exception(5, "")], count: 1 },
        ..Overview::default()
    };
    let digest = digest(Material { company: Some(company), ..Material::default() });
    let subjects: Vec<(Subject, usize)> = digest.sections.iter().map(|one| (one.about, one.count)).collect();
    assert_eq!(subjects, [(Subject::Late, 37), (Subject::Queues, 2), (Subject::Unowned, 1)]);
    assert_eq!(digest.sections[0].lines.len(), MOST, "the rest is counted, not told");
    let queue = |steps, name| Saying::Queue { department: Text::same(name), steps };
    let queues: Vec<Saying> = digest.sections[1].lines.iter().map(|line| line.says.clone()).collect();
    assert_eq!(queues, [queue(11, "仓储"), queue(3, "采购")]);
    let kept: Digest = serde_json::from_str(&serde_json::to_string(&digest).unwrap()).unwrap();
    assert_eq!(kept, digest);
}
