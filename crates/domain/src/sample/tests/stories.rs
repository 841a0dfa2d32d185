//! Whole stories, told in the trade's words: each deed, and what there is to do after it or why it is not taken.

use super::story::*;
use crate::{
    DepartmentKey,
    sample::{
        Again::*, Deed, Stock, Verdict::*, difference::*, facts, sheet_difference, technical_confirmation, version,
    },
};

const M: &[(&str, u32)] = &[("M", 2)];

#[test]
fn a_washed_denim_jacket_is_approved_in_its_second_round() {
    let mut story = Story::default();
    story.goes(vec![
        ("2026-03-01", made(), "no: sample not there"),
        ("2026-03-02", ordered(M), "hand to the sample room (sales); sample items missing; sample sheet missing"),
        (
            "2026-03-02",
            listed(&[denim(), zip()]),
            "hand to the sample room (warehouse); sample item not looked up: line = 1, item = \"Fabric 牛仔布 靛蓝\"; \
             sample item not looked up: line = 2, item = \"Zip YKK 5# 金属闭尾 古铜\"; sample sheet missing",
        ),
        (
            "2026-03-02",
            found(1, Stock::Found { quantity: metres(8) }),
            "hand to the sample room (warehouse); \
             sample item not looked up: line = 2, item = \"Zip YKK 5# 金属闭尾 古铜\"; sample sheet missing",
        ),
        (
            "2026-03-02",
            found(2, Stock::Ordered { on: day("2026-03-02") }),
            "hand to the sample room (purchasing); \
             sample item not arrived: line = 2, item = \"Zip YKK 5# 金属闭尾 古铜\", ordered = 2026-03-02; \
             sample sheet missing",
        ),
        (
            "2026-03-03",
            asked("领口绣花用什么颜色？"),
            "hand to the sample room (sales); sample question open: number = 1; \
             sample item not arrived: line = 2, item = \"Zip YKK 5# 金属闭尾 古铜\", ordered = 2026-03-02; \
             sample sheet missing",
        ),
        ("2026-03-03", begun(""), "no: sample question open: number = 1"),
        (
            "2026-03-05",
            answered(1, "PANTONE 18-3949"),
            "hand to the sample room (purchasing); \
             sample item not arrived: line = 2, item = \"Zip YKK 5# 金属闭尾 古铜\", ordered = 2026-03-02; \
             sample sheet missing",
        ),
        (
            "2026-03-05",
            written(sheet("酵素石洗 60 分钟")),
            "hand to the sample room (purchasing); \
             sample item not arrived: line = 2, item = \"Zip YKK 5# 金属闭尾 古铜\", ordered = 2026-03-02",
        ),
        ("2026-03-06", found(2, Stock::Arrived { on: day("2026-03-06") }), "hand to the sample room (sales)"),
        ("2026-03-06", drawn(chart()), "hand to the sample room (sales)"),
        ("2026-03-06", made(), "no: sample not now: task = \"make\", now = \"hand to the sample room\""),
        ("2026-03-07", begun(""), "make (engineering)"),
        ("2026-03-07", begun(""), "no: sample round open: round = 1, now = \"make\""),
        ("2026-03-10", made(), "wash (sales)"),
        ("2026-03-10", passed(), "no: sample not now: task = \"check\", now = \"wash\""),
        ("2026-03-11", washed(""), "check (sales)"),
        ("2026-03-12", failed(ReWash, " "), "no: sample text missing: what = \"What is wrong\""),
        ("2026-03-12", failed(ReWash, "洗色偏浅"), "wash (sales)"),
        ("2026-03-13", washed("酵素石洗 40 分钟"), "check (sales)"),
        ("2026-03-12", passed(), "no: sample day before: day = 2026-03-12, before = 2026-03-13"),
        ("2026-03-13", passed(), "finish (engineering)"),
        ("2026-03-14", finished(), "measure (sales); sample sizes not measured: sizes = [\"M\"]"),
        ("2026-03-14", sent("顺丰", "SF1390", M, ""), "no: sample sizes not measured: sizes = [\"M\"]"),
        (
            "2026-03-14",
            measured(&[("M", "腰围", 772)]),
            "measure (sales); sample points not measured: size = \"M\", points = [\"衣长\"]",
        ),
        ("2026-03-14", measured(&[("M", "衣长", 580)]), "send (sales)"),
        ("2026-03-15", sent("顺丰", "", M, ""), "no: sample courier number missing: courier = \"顺丰\""),
        ("2026-03-15", sent("顺丰", "SF1390", M, ""), "no: sample outside unexplained: points = [\"M 腰围 +1.2 cm\"]"),
        ("2026-03-15", sent("顺丰", "SF1390", M, "先看洗水效果，下一轮改版"), "hear the customer (sales)"),
        ("2026-03-16", written(sheet("漂洗")), "no: sample with customer: round = 1, on = 2026-03-15"),
        ("2026-03-20", judged(Changes, ""), "no: sample comments missing: verdict = \"changes wanted\""),
        ("2026-03-20", judged(Changes, "腰围改小，洗色可以"), "hand to the sample room (sales)"),
        ("2026-03-21", written(sheet("酵素石洗 40 分钟")), "hand to the sample room (sales)"),
        ("2026-03-21", begun(""), "make (engineering)"),
        ("2026-03-23", made(), "wash (sales)"),
        ("2026-03-24", washed(""), "check (sales)"),
        ("2026-03-24", passed(), "finish (engineering)"),
        ("2026-03-25", finished(), "measure (sales); sample sizes not measured: sizes = [\"M\"]"),
        ("2026-03-25", measured(&[("M", "腰围", 762), ("M", "衣长", 580)]), "send (sales)"),
        ("2026-03-25", handed_over(M), "hear the customer (sales)"),
        ("2026-03-28", judged(ApprovedWithComments, "大货主标往上移 1 cm"), "nothing"),
        ("2026-03-29", asked("吊牌呢？"), "no: sample approved: round = 2, on = 2026-03-28"),
        ("2026-03-29", begun(""), "no: sample approved: round = 2, on = 2026-03-28"),
    ]);

    let sample = story.sample();
    let (first, second) = (&sample.rounds[0], &sample.rounds[1]);
    let said = |round| sample.deviations(round).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!((said(first), said(second)), (vec!["M 腰围 +1.2 cm".to_owned()], vec![]));
    assert_eq!((first.sent_back(ReWash), first.sent_back(Remake), second.sent_back(ReWash)), (1, 0, 0));
    assert_eq!((first.days_to_send(), second.days_to_send()), (Some(8), Some(4)));

    // The sheet was changed after a round was begun, so it is a further version.
    assert_eq!((first.sheet, second.sheet, sample.sheets.len(), sample.charts.len()), (1, 2, 2, 1));
    let sheets = (version(&sample.sheets, 1).unwrap(), version(&sample.sheets, 2).unwrap());
    let changes = sheet_difference(sheets.0, sheets.1);
    let changes: Vec<String> = changes.iter().map(|it| format!("{}: {} → {}", it.what.en, it.from, it.to)).collect();
    assert_eq!(changes, ["Wash: \"酵素石洗 60 分钟\" → \"酵素石洗 40 分钟\""]);
    let smaller = measurement_difference(sample, first, second);
    let smaller: Vec<String> =
        smaller.iter().map(|it| format!("{} {} {}", it.size, it.point, it.more().unwrap().amount())).collect();
    assert_eq!(smaller, ["M 腰围 -1"]);

    let confirmed = technical_confirmation(sample).unwrap();
    assert_eq!((confirmed.round, confirmed.approved_on), (2, day("2026-03-28")));
    assert_eq!(confirmed.judgement.comments, "大货主标往上移 1 cm");
    assert_eq!(confirmed.sheet.as_ref(), Some(sheets.1));
    assert_eq!((confirmed.items.len(), confirmed.measurements.len(), confirmed.outside.as_str()), (2, 2, ""));
    assert_eq!(serde_json::to_string(&facts(std::slice::from_ref(sample))).unwrap(), {
        r#"{"sample.approved":{"yes_no":true},"sample.rounds":{"number":"2"}}"#
    });
}

#[test]
fn an_approved_sample_is_opened_again_with_a_reason_and_is_then_not_approved() {
    let mut story = Story::begun("", M);
    let all = |last: &'static str| {
        vec![
            ("2026-03-12", made(), "check (sales)"),
            ("2026-03-12", passed(), "finish (engineering)"),
            ("2026-03-12", finished(), "measure (sales); sample sizes not measured: sizes = [\"M\"]"),
            ("2026-03-12", measured(&[("M", "腰围", 760), ("M", "衣长", 580)]), "send (sales)"),
            ("2026-03-12", handed_over(M), "hear the customer (sales)"),
            ("2026-03-12", judged(Approved, ""), last),
        ]
    };
    story.goes(all("nothing"));
    assert!(technical_confirmation(story.sample()).is_some());
    story.goes(vec![
        (
            "2026-03-12",
            Deed::Amended { request: Box::new(request(&[("L", 1)])) },
            "no: sample approved: round = 1, on = 2026-03-12",
        ),
        ("2026-03-11", begun("客人换了纽扣"), "no: sample day before: day = 2026-03-11, before = 2026-03-12"),
        ("2026-03-12", begun("客人换了纽扣"), "make (engineering)"),
    ]);
    assert!(technical_confirmation(story.sample()).is_none());
    assert_eq!(story.sample().rounds[1].why, "客人换了纽扣");
    story.goes(all("nothing"));
    assert_eq!(story.sample().approved_round().unwrap().number, 2);
}

#[test]
fn what_is_wrong_may_show_before_the_wash_and_after_measuring() {
    let mut story = Story::begun("普洗", M);
    let lines = vec![
        ("2026-03-11", made(), "wash (sales)"),
        ("2026-03-11", failed(ReWash, "脏"), "no: sample nothing washed"),
        ("2026-03-11", failed(Remake, "袖子装反"), "make (engineering)"),
        ("2026-03-11", failed(Remake, "袖子装反"), "no: sample not now: task = \"check\", now = \"make\""),
        ("2026-03-12", made(), "wash (sales)"),
        ("2026-03-12", washed("普洗"), "check (sales)"),
        ("2026-03-12", failed(Remake, "洗破了"), "make (engineering)"),
        ("2026-03-12", made(), "wash (sales)"),
        ("2026-03-12", failed(ReWash, "脏"), "no: sample nothing washed"),
        ("2026-03-13", washed(""), "check (sales)"),
        ("2026-03-13", finished(), "no: sample not now: task = \"finish\", now = \"check\""),
        ("2026-03-13", passed(), "finish (engineering)"),
        ("2026-03-13", passed(), "no: sample not now: task = \"check\", now = \"finish\""),
        ("2026-03-14", finished(), "measure (sales); sample sizes not measured: sizes = [\"M\"]"),
        ("2026-03-14", measured(&[("M", "腰围", 790), ("M", "衣长", 580)]), "send (sales)"),
        ("2026-03-14", failed(ReWash, "缩水不够"), "wash (sales)"),
        ("2026-03-14", passed(), "no: sample not now: task = \"check\", now = \"wash\""),
        ("2026-03-14", failed(Remake, "还有线头"), "no: sample not now: task = \"check\", now = \"wash\""),
        ("2026-03-15", washed(""), "check (sales)"),
        ("2026-03-15", passed(), "finish (engineering)"),
        // A further wash is measured anew.
        ("2026-03-15", finished(), "measure (sales); sample sizes not measured: sizes = [\"M\"]"),
        ("2026-03-15", measured(&[("M", "腰围", 765), ("M", "衣长", 590)]), "send (sales)"),
        // Measured again, the last counts.
        ("2026-03-15", measured(&[("M", "衣长", 580)]), "send (sales)"),
        ("2026-03-16", sent("顺丰", "SF1391", M, ""), "hear the customer (sales)"),
        ("2026-03-16", failed(Remake, "来不及了"), "no: sample not now: task = \"check\", now = \"hear the customer\""),
    ];
    story.goes(lines);
    assert_eq!((story.sample().sent_back(ReWash), story.sample().sent_back(Remake)), (1, 2));
}

#[test]
fn only_what_is_sent_has_to_be_measured_and_an_empty_chart_asks_for_nothing() {
    let both = [("S", 1), ("M", 1)];
    let mut story = Story::begun("", &both);
    story.takes("2026-03-11", made()).takes("2026-03-11", passed()).takes("2026-03-11", finished());
    story.goes(vec![
        (
            "2026-03-12",
            measured(&[("M", "腰围", 760), ("M", "衣长", 580)]),
            "measure (sales); sample sizes not measured: sizes = [\"S\"]",
        ),
        ("2026-03-12", sent("DHL", "77", &both, ""), "no: sample sizes not measured: sizes = [\"S\"]"),
        (
            "2026-03-12",
            sent("DHL", "77", &[("XL", 1)], ""),
            "no: sample size unknown: size = \"XL\", known = [\"S\", \"M\", \"L\"]",
        ),
        ("2026-03-12", sent("DHL", "77", &[("M", 1)], ""), "hear the customer (sales)"),
    ]);

    // What stays here may be as it is; a wash that the sheet does not ask for is recorded all the same.
    let mut story = Story::begun("", &both);
    story.goes(vec![
        ("2026-03-11", made(), "check (sales)"),
        ("2026-03-11", washed(""), "no: sample text missing: what = \"Wash\""),
        ("2026-03-11", washed("普洗"), "check (sales)"),
        ("2026-03-11", passed(), "finish (engineering)"),
        ("2026-03-11", finished(), "measure (sales); sample sizes not measured: sizes = [\"S\", \"M\"]"),
        (
            "2026-03-12",
            measured(&[("S", "腰围", 700), ("M", "腰围", 760), ("M", "衣长", 580)]),
            "measure (sales); sample points not measured: size = \"S\", points = [\"衣长\"]",
        ),
        ("2026-03-12", sent("DHL", "78", &[("M", 1)], ""), "hear the customer (sales)"),
    ]);

    let steel = &[("", 3)];
    let mut story = Story::default();
    story.takes("2026-03-02", ordered(steel));
    story.goes(vec![
        ("2026-03-02", begun("客人只要现货样"), "make (engineering)"),
        ("2026-03-02", made(), "check (sales)"),
        ("2026-03-02", passed(), "finish (engineering)"),
        ("2026-03-02", finished(), "send (sales)"),
        ("2026-03-02", measured(&[("M", "腰围", 1)]), "no: sample no chart"),
        ("2026-03-02", handed_over(steel), "hear the customer (sales)"),
        (
            "2026-03-03",
            judged(Rejected, "表面有锈"),
            "hand to the sample room (sales); sample items missing; sample sheet missing",
        ),
        ("2026-03-03", Deed::Dropped { reason: String::new() }, "no: sample text missing: what = \"Reason\""),
        ("2026-03-03", Deed::Dropped { reason: "客人不要了".into() }, "nothing"),
        ("2026-03-04", begun("再试"), "no: sample dropped: on = 2026-03-03"),
    ]);
    assert_eq!(
        story.sample().may(crate::sample::Task::Begin).unwrap_err(),
        crate::sample::SampleRefusal::Dropped { on: day("2026-03-03") }
    );
}

#[test]
fn every_task_is_done_by_somebody() {
    let known = |department: DepartmentKey| ["sales", "engineering"].contains(&department.as_str());
    assert!(crate::sample::Task::ALL.into_iter().all(|task| known(task.department())));
}
