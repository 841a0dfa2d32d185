use super::{
    super::{
        aql::{Aql, ByClass, Class, Level, Severity},
        sampling::{class_name, severity_name},
    },
    *,
};

fn limits(critical: &str, major: &str, minor: &str) -> Sampling {
    let of = |written: &str| written.parse::<Aql>().ok();
    Sampling::Aql { level: Level::II, limits: ByClass::new(of(critical), of(major), of(minor)) }
}

/// The most of one class alone that a lot is accepted with; `None` when whatever is found is accepted.
fn most(draw: &Draw, class: Class) -> Option<u64> {
    let found = |count: u64| match class {
        Class::Critical => ByClass::new(count, 0, 0),
        Class::Major => ByClass::new(0, count, 0),
        Class::Minor => ByClass::new(0, 0, count),
    };
    (0..=draw.units).find(|count| !draw.failed(found(*count)).is_empty()).map(|count| count - 1)
}

#[test]
fn so_many_are_drawn_and_so_many_may_fail() {
    let fixed = |units, accept| Sampling::Fixed { units, accept };
    use Severity::*;
    for (lot, sampling, severity, units, critical, major, minor) in [
        // Table 1: J up to 1,200, K from 1,201 on.
        (1_200, Sampling::usual(), Normal, 80, 0, 5, 7),
        (1_201, Sampling::usual(), Normal, 125, 0, 7, 10),
        (1_200, Sampling::usual(), Tightened, 80, 0, 3, 5),
        (1_200, Sampling::usual(), Reduced, 32, 0, 3, 5),
        (1_200, limits("", "4.0", ""), Normal, 80, 0, 7, 0),
        // 0.10 for critical defects leads to 125, more than the others draw.
        (1_200, limits("0.10", "2.5", "4.0"), Normal, 125, 0, 5, 7),
        (10, limits("", "2.5", "4.0"), Normal, 5, 0, 0, 0),
        (1_200, Sampling::Whole, Tightened, 1_200, 0, 0, 0),
        (1_200, fixed(50, 2), Tightened, 50, 0, 2, 2),
        (30, fixed(50, 2), Normal, 30, 0, 2, 2),
    ] {
        let draw = sampling.draw(lot, ByClass::new(severity, severity, severity));
        let found = [Class::Critical, Class::Major, Class::Minor].map(|class| most(&draw, class));
        assert_eq!(
            (draw.units, found),
            (units, [Some(critical), Some(major), Some(minor)]),
            "{lot} {sampling:?} {severity:?}"
        );
    }
}

#[test]
fn of_a_fixed_number_all_classes_count_together() {
    let draw = Sampling::Fixed { units: 50, accept: 2 }.draw(1_200, ByClass::default());
    for (found, failed) in [
        ((0, 1, 1), vec![]),
        ((0, 2, 1), vec![Class::Major, Class::Minor]),
        ((0, 0, 3), vec![Class::Minor]),
        ((1, 1, 0), vec![Class::Critical]),
        ((1, 2, 0), vec![Class::Critical, Class::Major]),
    ] {
        assert_eq!(draw.failed(ByClass::new(found.0, found.1, found.2)), failed, "{found:?}");
    }
}

#[test]
fn a_sampling_that_tells_nothing_is_refused() {
    use InspectionRefusal::*;
    let aql = |written: &str| written.parse::<Aql>().unwrap();
    for (lot, sampling, refusal) in [
        (1_200, limits("", "", ""), Some(NoLimit)),
        (1_200, limits("", "2.5", ""), None),
        (1_200, limits("0.10", "", "4.0"), None),
        (1_200, limits("", "10", "10"), None),
        (
            1_200,
            limits("", "10", "15"),
            Some(LimitTooHigh { class: class_name(Class::Minor), limit: aql("15"), most: "10" }),
        ),
        (
            1_200,
            limits("4.0", "", "2.5"),
            Some(LimitsOutOfOrder {
                graver: class_name(Class::Critical),
                graver_limit: aql("4.0"),
                lesser: class_name(Class::Minor),
                lesser_limit: aql("2.5"),
            }),
        ),
        (1_200, Sampling::Whole, None),
        (1_200, Sampling::Fixed { units: 50, accept: 49 }, None),
        (1_200, Sampling::Fixed { units: 0, accept: 0 }, Some(FixedWithoutUnits)),
        (1_200, Sampling::Fixed { units: 50, accept: 50 }, Some(FixedAcceptsAll { units: 50, accept: 50 })),
        (5, Sampling::Fixed { units: 50, accept: 5 }, Some(FixedAcceptsAll { units: 5, accept: 5 })),
    ] {
        let request = Request { arrangement: Arrangement { lot, sampling, ..shirts_arranged() }, ..request() };
        assert_eq!(plan(request, &given("2026-06-01", &[])).err(), refusal, "{lot} {sampling:?}");
    }
}

#[test]
fn classes_severities_stages_and_inspectors_have_names() {
    for (text, zh) in [
        (class_name(Class::Critical), "致命缺陷"),
        (class_name(Class::Major), "主要缺陷"),
        (class_name(Class::Minor), "次要缺陷"),
        (severity_name(Severity::Normal), "正常检验"),
        (severity_name(Severity::Tightened), "加严检验"),
        (severity_name(Severity::Reduced), "放宽检验"),
        (incoming().of.stage().name(), "来料检验"),
        (in_process().of.stage().name(), "制程检验"),
        (finished().of.stage().name(), "成品终检"),
        (Inspector::Own.name(), "本公司验货员"),
        (Inspector::Customer.name(), "客户"),
        (Inspector::Nominated { name: "李明".into() }.name(), "客户指定的李明"),
        (sgs().name(), "SGS"),
        (Verdict::Passed.name(), "合格"),
        (Verdict::Failed { classes: vec![] }.name(), "不合格"),
        (Verdict::ReInspect { reason: String::new() }.name(), "需复检"),
        (Task::Book.name(), "约定验货日期"),
    ] {
        assert_eq!(text.zh, zh);
        assert!(!text.en.is_empty());
    }
}
