//! S16: the times of the textile mill's flow chart, as planned and as they shift with what the order turns out to be; and its 21
//! forms, each by the step that makes it.

mod story;

use jiff::civil::date;
use story::{Story, header, line, process};
use yidan_domain::{
    order::{
        Header,
        command::Command,
        registered::{FormState, forms},
        situation::{Situation, Standing},
    },
    process::{LedgerPart, OrderPart, Prints},
};

/// Received on Monday 2 March at nine, so taken by Tuesday; no holiday lies between.
fn received(is_new: &str, is_abroad: &str) -> Story {
    let header = Header {
        promised: Some(date(2026, 7, 31)),
        payment_terms: "30% T/T, 70% T/T".into(),
        ..header("2026-03-02 09:00")
    };
    let mut order = Story::with("textile-order", header, vec![line("全棉染色布", "6000 米", "14.60")]);
    order.finishes(
        "sales",
        "2026-03-02 16:00",
        "receive",
        &[("new", is_new), ("abroad", is_abroad), ("cloth", "32S 全棉斜纹，藏青")],
    );
    order
}

/// The day on which a step is due.
fn due(order: &Story, step: &str) -> String {
    let planned = order.planned(step);
    planned.split(" – ").nth(1).and_then(|end| end.split(' ').next()).unwrap_or_default().to_owned()
}

#[test]
fn s16_regular_goods_are_reviewed_in_two_days_and_new_ones_in_ten() {
    for (is_new, steps) in [
        ("no", [("review", "03-05"), ("audit", "03-06"), ("contract", "03-09"), ("deposit", "03-16")]),
        ("yes", [("review-new", "03-17"), ("audit", "03-18"), ("contract", "03-19"), ("deposit", "03-26")]),
    ] {
        let order = received(is_new, "no");
        for (step, day) in steps {
            assert_eq!(due(&order, step), day, "new goods: {is_new}, {step}");
        }
    }
    let regular = received("no", "no");
    let later = [
        ("lodge", "03-10"),
        ("instruct", "03-10"),
        ("check-instruction", "03-11"),
        ("bom", "03-12"),
        ("plan", "03-13"),
    ];
    for (step, day) in later {
        assert_eq!(due(&regular, step), day, "{step}");
    }
    assert_eq!(regular.standing("review-new"), Standing::NotNeeded);
}

#[test]
fn s16_the_mill_files_21_forms_and_each_has_a_step_that_makes_it() {
    let textile = process("textile-order");
    let numbers: Vec<u32> = textile.forms.iter().map(|form| form.number).collect();
    assert_eq!(numbers, (1..=21).collect::<Vec<u32>>());
    let elsewhere: Vec<u32> =
        textile.forms.iter().filter(|form| form.prints == Prints::Nothing).map(|form| form.number).collect();
    assert_eq!(elsewhere, [7], "the bank writes its slip; all other forms are printed here");

    let goods_only: Vec<u32> =
        textile.forms.iter().filter(|form| form.order == OrderPart::Goods).map(|form| form.number).collect();
    assert_eq!(
        goods_only,
        [6, 8, 9, 10, 11, 13, 14, 15, 16],
        "suppliers and the workshop see no customer and no price"
    );
    let from_books: Vec<(u32, LedgerPart)> =
        textile.forms.iter().filter_map(|form| Some((form.number, form.shows?))).collect();
    assert_eq!(
        from_books,
        [
            (6, LedgerPart::Materials),
            (8, LedgerPart::Materials),
            (9, LedgerPart::Purchases),
            (13, LedgerPart::Progress)
        ],
        "nothing is typed twice"
    );

    let state = |order: &Story, number: u32| {
        let situation = Situation::of(&order.order, &order.process);
        let row = forms(&situation).into_iter().find(|row| row.form.number == number).unwrap();
        (row.step.key.0.clone(), row.state)
    };
    let mut order = received("yes", "no");
    assert_eq!(state(&order, 1), ("review-new".into(), FormState::Due), "the review of new goods makes the sheet");
    assert_eq!(state(&order, 2), ("contract".into(), FormState::NotYet));
    for (abroad, step) in [("no", "so-domestic"), ("yes", "so-abroad")] {
        assert_eq!(state(&received("no", abroad), 12), (step.into(), FormState::NotYet), "abroad: {abroad}");
    }
    order.finishes("planning", "2026-03-10 10:00", "review-new", &[("feasible", "yes"), ("capacity", "够")]);
    assert!(matches!(state(&order, 1).1, FormState::Made { .. }));
    order.skips("manager", "2026-03-10 11:00", "audit", "董事会已审");
    order.skips("manager", "2026-03-10 11:01", "contract", "长期合同项下");
    assert_eq!(state(&order, 2).1, FormState::Void, "what a manager skips leaves no form");
    assert_eq!(state(&order, 4).1, FormState::Due);
    order.does("sales", "2026-03-10 12:00", Command::Cancel { reason: "客户撤单".into() });
    assert!(matches!(state(&order, 1).1, FormState::Made { .. }), "what was made stays in the binder");
    assert_eq!(state(&order, 4).1, FormState::Void);
}
