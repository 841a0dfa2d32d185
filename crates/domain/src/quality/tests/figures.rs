use rust_decimal::Decimal;

use super::{
    super::{
        aql::{ByClass, Class},
        figures::*,
    },
    *,
};

#[test]
fn shares_are_said_in_percent_where_there_is_something_to_divide() {
    for (part, of, percent) in [
        (0, 0, None),
        (7, 0, None),
        (0, 80, Some("0")),
        (7, 80, Some("8.75")),
        (1, 3, Some("33.33")),
        (2, 3, Some("66.67")),
        (1, 800, Some("0.13")),
        (u64::MAX, u64::MAX, Some("100")),
        (u64::MAX, 1, Some("1844674407370955161500")),
    ] {
        let wanted = percent.map(|written| written.parse::<Decimal>().unwrap());
        assert_eq!(Share { part, of }.percent(), wanted, "{part} of {of}");
    }
}

#[test]
fn nonconforming_units_are_counted_over_many_reports() {
    let reports = [report("2026-06-18", 3, 4), report("2026-06-19", 0, 1), report("2026-06-20", 0, 0)];
    let all = Defective::of(&reports);
    assert_eq!(all, Defective { inspected: 240, found: ByClass::new(0, 3, 5) });
    assert_eq!(all.rate(), Share { part: 8, of: 240 });
    assert_eq!(all.by_class().minor.percent().map(|share| share.to_string()).as_deref(), Some("2.08"));
    assert_eq!(Defective::of([]).rate().percent(), None);
}

#[test]
fn the_most_frequent_defects_come_first() {
    let by_hand = |zh: &str, count| Defect { key: None, name: Text::same(zh), ..defect("hole", count) };
    fn defect(key: &str, count: u64) -> Defect {
        DefectList::default().get(&key.into()).unwrap().found(count)
    }
    let grave = Defect { class: Class::Critical, name: Text::new("大块污渍", "Large stain"), ..defect("stain", 1) };
    let with = |defects: Vec<Defect>| Report { defects, ..report("2026-06-18", 0, 0) };
    let reports = [
        with(vec![defect("stain", 6), defect("skipped-stitch", 2), by_hand("扣子松", 3)]),
        with(vec![defect("scratch", 2), grave, by_hand("扣子松", 1), by_hand("异味", 1)]),
    ];
    let told: Vec<_> =
        pareto(&reports).into_iter().map(|bar| (bar.name.zh, bar.class, bar.count, bar.cumulative)).collect();
    let line = |zh: &str, class, count, part| (zh.to_owned(), class, count, Share { part, of: 16 });
    assert_eq!(
        told,
        [
            line("大块污渍", Class::Critical, 7, 7),
            line("扣子松", Class::Major, 4, 11),
            line("跳针", Class::Major, 2, 13),
            line("划伤", Class::Minor, 2, 15),
            line("异味", Class::Major, 1, 16),
        ]
    );
    assert!(pareto([]).is_empty());
}

#[test]
fn lots_that_passed_are_counted_by_month() {
    let again = |number, on: &str, skipped| {
        let request = Request { again: Some(id(2)), ..request() };
        let inspection = Inspection::planned(id(number), Planned { request, repeats: 1 });
        after(inspection, Command::Record { report: report(on, skipped, 0) }, &given(on, &[]))
    };
    let may = Given { may_release: true, ..given("2026-06-05", &[]) };
    let released = after(inspected(4, "2026-06-05", 6), Command::Release { note: "客户接受".into() }, &may);
    let all = [
        inspected(1, "2026-05-04", 0),
        inspected(2, "2026-05-31", 6),
        again(3, "2026-06-02", 0),
        released,
        inspected(5, "2026-06-30", 5),
        planned(6, request()),
    ];
    let share = |part, of| Share { part, of };
    let found = passes(&all, month);
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        [
            (day("2026-05-01"), Passes { first: share(1, 2), all: share(1, 2) }),
            (day("2026-06-01"), Passes { first: share(1, 2), all: share(2, 3) }),
        ]
    );
    let once = passes(&[again(3, "2026-06-02", 0)], |_| ());
    assert_eq!(once[&()].first.percent(), None, "no first inspection in this period");
}
