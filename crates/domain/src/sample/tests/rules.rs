//! Rules of what stands around the rounds: days, questions, items, versions.

use super::story::*;
use crate::sample::{Deed, Goods, Item, LengthUnit, SizeChart, Stock, Verdict, measurement_difference};

const M: &[(&str, u32)] = &[("M", 2)];

fn amended(change: impl FnOnce(&mut crate::sample::Request)) -> Deed {
    let mut request = request(M);
    change(&mut request);
    Deed::Amended { request: Box::new(request) }
}

#[test]
fn days_are_told_in_their_order() {
    let early = |due: &str| {
        let mut request = request(M);
        request.due = Some(day(due));
        Deed::Ordered { id: crate::SampleId(uuid::Uuid::nil()), request: Box::new(request) }
    };
    Story::default().goes(vec![
        ("2026-07-01", ordered(M), "no: sample day in the future: day = 2026-07-01"),
        ("1900-01-01", ordered(M), "no: day too long ago: what = \"Day\", day = 1900-01-01, oldest = 1976-06-30"),
        (
            "2026-03-02",
            early("9999-12-31"),
            "no: day too far: what = \"Due from the sample room\", day = 9999-12-31, furthest = 2029-07-02",
        ),
        ("2026-03-02", early("2026-03-01"), "no: sample due before: due = 2026-03-01, before = 2026-03-02"),
        (
            "2026-03-02",
            early("2026-03-02"),
            "hand to the sample room (sales); sample items missing; sample sheet missing",
        ),
        ("2026-03-02", ordered(M), "no: sample already ordered"),
        ("2026-03-01", asked("?"), "no: sample day before: day = 2026-03-01, before = 2026-03-02"),
        (
            "2026-03-04",
            Deed::Begun { why: "急".into(), due: Some(day("2026-03-03")) },
            "no: sample due before: due = 2026-03-03, before = 2026-03-04",
        ),
    ]);
    let mut story = Story::begun("", M);
    story.goes(vec![
        ("2026-03-09", made(), "no: sample day before: day = 2026-03-09, before = 2026-03-10"),
        ("2026-03-12", written(sheet("普洗")), "make (engineering)"),
        ("2026-03-11", written(sheet("漂洗")), "no: sample day before: day = 2026-03-11, before = 2026-03-12"),
        ("2026-03-10", made(), "wash (sales)"),
    ]);
}

#[test]
fn a_question_is_answered_once() {
    let mut story = Story::begun("", M);
    story.goes(vec![
        ("2026-03-12", asked("  "), "no: sample text missing: what = \"Question\""),
        ("2026-03-12", asked("水洗标要几种语言？"), "make (engineering)"),
        ("2026-03-12", answered(2, "三种"), "no: sample no such question: number = 2"),
        ("2026-03-12", answered(0, "三种"), "no: sample no such question: number = 0"),
        ("2026-03-11", answered(1, "三种"), "no: sample day before: day = 2026-03-11, before = 2026-03-12"),
        ("2026-03-13", answered(1, "三种"), "make (engineering)"),
        ("2026-03-14", answered(1, "四种"), "no: sample already answered: number = 1, on = 2026-03-13"),
    ]);
    assert_eq!(story.sample().open_questions().count(), 0);
}

#[test]
fn what_was_looked_up_is_kept_for_goods_that_stay() {
    let mut story = Story::default();
    let arrived = |on: &str| Stock::Arrived { on: day(on) };
    story.takes("2026-03-02", ordered(M)).takes("2026-03-02", listed(&[denim(), zip()]));
    for (line, stock, answer) in [
        (3, Stock::ToOrder, "no: sample no such item: line = 3"),
        (0, Stock::ToOrder, "no: sample no such item: line = 0"),
        (2, Stock::Found { quantity: metres(1) }, "no: sample other unit: line = 2, given = \"m\", wanted = \"条\""),
        (1, Stock::Found { quantity: metres(-1) }, "no: sample stock negative: line = 1"),
        (1, arrived("2026-07-01"), "no: sample day in the future: day = 2026-07-01"),
    ] {
        assert_eq!(story.tell("2026-03-03", found(line, stock)), answer);
    }
    story.takes("2026-03-03", found(2, Stock::Ordered { on: day("2026-03-03") }));
    let refused = "no: sample day before: day = 2026-03-02, before = 2026-03-03";
    assert_eq!(story.tell("2026-03-05", found(2, arrived("2026-03-02"))), refused);
    story.takes("2026-03-05", found(2, arrived("2026-03-05"))).takes("2026-03-05", found(1, Stock::ToOrder));

    let noted = Item { note: "客人指定".into(), ..zip() };
    let more = Item { quantity: metres(5), ..denim() };
    let thread = Item { goods: Goods::Other { what: "衣架".into() }, ..zip() };
    story.takes("2026-03-06", listed(&[noted.clone(), thread.clone(), more.clone()]));
    let kept: Vec<bool> = story.sample().items.iter().map(|item| item.looked_up.is_some()).collect();
    assert_eq!(kept, [true, false, false], "the zip stays, the denim is another quantity");
    assert_eq!(story.tell("2026-03-06", listed(&[noted, thread, more])), "no: sample nothing changed");
    // Of two lines alike, one has been looked up.
    story.takes("2026-03-06", listed(&[zip(), zip()]));
    let kept: Vec<bool> = story.sample().items.iter().map(|item| item.looked_up.is_some()).collect();
    assert_eq!(kept, [true, false]);
    let many = vec![zip(); 201];
    assert_eq!(story.tell("2026-03-06", listed(&many)), "no: sample too many: what = \"items\", most = 200");
}

#[test]
fn sizes_asked_for_are_those_of_the_chart() {
    let mut story = Story::default();
    story.takes("2026-03-02", ordered(&[("", 2)]));
    assert_eq!(story.tell("2026-03-02", drawn(chart())), "no: sample pieces without size");
    story.takes("2026-03-02", amended(|_| ())).takes("2026-03-02", drawn(chart()));
    let unknown = "no: sample size unknown: size = \"XL\", known = [\"S\", \"M\", \"L\"]";
    assert_eq!(story.tell("2026-03-02", amended(|it| it.pieces[0].size = "XL".into())), unknown);
    assert_eq!(story.tell("2026-03-02", amended(|_| ())), "no: sample nothing changed");
    assert_eq!(
        story.tell("2026-03-02", amended(|it| it.name = " ".into())),
        "no: sample text missing: what = \"Style or item\""
    );
    // Without a chart any size will do.
    story
        .takes("2026-03-02", drawn(SizeChart::default()))
        .takes("2026-03-02", amended(|it| it.pieces[0].size = "XL".into()));
    assert!(story.sample().chart().is_none());
}

#[test]
fn versions_are_counted_once_a_round_has_begun() {
    let mut story = Story::default();
    story.takes("2026-03-02", ordered(M)).takes("2026-03-02", written(sheet("普洗")));
    story.takes("2026-03-02", written(sheet("漂洗")));
    assert_eq!(story.tell("2026-03-02", written(sheet("漂洗"))), "no: sample nothing changed");
    assert_eq!(story.sample().sheets.len(), 1);
    story.takes("2026-03-03", begun("面料先用代用布")).takes("2026-03-04", written(sheet("")));
    let sample = story.sample();
    assert_eq!((sample.sheets.len(), sample.rounds[0].sheet, sample.rounds[0].chart), (2, 2, 0));
    assert_eq!(sample.sheet_of(&sample.rounds[0]), Some(&sheet("")));
}

#[test]
fn centimetres_are_not_held_against_inches() {
    let inches = || SizeChart { unit: LengthUnit::Inch, ..chart() };
    let on = "2026-03-12";
    let mut story = Story::begun("", M);
    story.takes(on, made()).takes(on, passed()).takes(on, finished());
    story.takes(on, drawn(inches())).takes(on, drawn(chart()));
    story.takes(on, measured(&[("M", "腰围", 760), ("M", "衣长", 580)]));
    let unit = LengthUnit::Cm.code();
    assert_eq!(story.tell(on, drawn(inches())), format!("no: sample measured in unit: unit = \"{unit}\""));
    story.takes(on, handed_over(M)).takes(on, judged(Verdict::Changes, "改"));
    story.takes(on, begun("")).takes(on, drawn(inches())).takes(on, made()).takes(on, passed()).takes(on, finished());
    story.takes(on, measured(&[("M", "腰围", 758), ("M", "衣长", 580)]));
    let sample = story.sample();
    assert_eq!(measurement_difference(sample, &sample.rounds[0], &sample.rounds[1]), []);
}

#[test]
fn a_round_has_its_limit_but_can_always_be_sent_and_judged() {
    let mut story = Story::begun("", M);
    story.takes("2026-03-10", made()).takes("2026-03-10", passed()).takes("2026-03-10", finished());
    for _ in 3..200 {
        story.takes("2026-03-10", measured(&[("M", "腰围", 760), ("M", "衣长", 580)]));
    }
    story.goes(vec![
        (
            "2026-03-10",
            measured(&[("M", "腰围", 761)]),
            "no: sample too many: what = \"entries of this round\", most = 200",
        ),
        ("2026-03-10", handed_over(M), "hear the customer (sales)"),
        ("2026-03-10", judged(Verdict::Rejected, "太重"), "hand to the sample room (sales)"),
    ]);
}

#[test]
fn texts_have_their_limits() {
    let long = |count: usize| "洗".repeat(count);
    let mut story = Story::begun("", M);
    for (deed, answer) in [
        (asked(&long(2_000)), "make (engineering)"),
        (asked(&long(2_001)), "no: sample text too long: what = \"Question\", limit = 2000"),
        (written(sheet(&long(2_001))), "no: sample text too long: what = \"Wash\", limit = 2000"),
        (amended(|it| it.name = long(201)), "no: sample text too long: what = \"Style or item\", limit = 200"),
        (amended(|it| it.name = long(200)), "make (engineering)"),
    ] {
        assert_eq!(story.tell("2026-03-12", deed), answer);
    }
}
