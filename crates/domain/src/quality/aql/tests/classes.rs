use super::*;

fn plans(lot: u64, critical: Option<&str>, major: Option<&str>, minor: Option<&str>) -> ByClass<Plan> {
    let aqls = ByClass::new(critical.map(aql), major.map(aql), minor.map(aql));
    ByClass::plans(lot, Level::II, aqls, ByClass::default())
}

fn told(plans: &ByClass<Plan>) -> Vec<(u64, u32)> {
    plans.iter().map(|(_, plan)| (plan.sample, plan.accept)).collect()
}

#[test]
fn every_class_has_its_own_plan() {
    for (lot, critical, major, minor, expected, drawn) in [
        (3_000, None, Some("2.5"), Some("4.0"), [(125, 0), (125, 7), (125, 10)], 125),
        (200, None, Some("1.0"), Some("4.0"), [(50, 0), (50, 1), (32, 3)], 50),
        (3_000, Some("0.10"), Some("2.5"), Some("4.0"), [(125, 0), (125, 7), (125, 10)], 125),
        (1_000, Some("0.10"), Some("2.5"), Some("4.0"), [(125, 0), (80, 5), (80, 7)], 125),
        (100, Some("0.10"), Some("2.5"), Some("4.0"), [(100, 0), (20, 1), (20, 2)], 100),
        (1_000, None, Some("1.5"), None, [(80, 0), (80, 3), (80, 0)], 80),
        (1_000, None, None, None, [(1_000, 0), (1_000, 0), (1_000, 0)], 1_000),
    ] {
        let plans = plans(lot, critical, major, minor);
        assert_eq!((told(&plans), plans.sample()), (expected.to_vec(), drawn), "{lot} {critical:?}");
    }
}

#[test]
fn each_class_has_its_own_severity() {
    let aqls = ByClass::new(None, Some(aql("2.5")), Some(aql("4.0")));
    let severities = ByClass::new(Severity::Normal, Severity::Tightened, Severity::Reduced);
    let plans = ByClass::plans(3_000, Level::II, aqls, severities);
    assert_eq!(told(&plans), [(125, 0), (125, 5), (50, 6)]);
}

#[test]
fn a_lot_fails_in_the_classes_that_do_not_accept_it() {
    use Class::*;
    let plans = plans(3_000, None, Some("2.5"), Some("4.0"));
    for (found, failed) in [
        ((0, 0, 0), vec![]),
        ((0, 7, 10), vec![]),
        ((1, 0, 0), vec![Critical]),
        ((0, 8, 10), vec![Major]),
        ((0, 7, 11), vec![Minor]),
        ((2, 8, 99), vec![Critical, Major, Minor]),
    ] {
        assert_eq!(plans.failed(ByClass::new(found.0, found.1, found.2)), failed, "{found:?}");
    }
}
