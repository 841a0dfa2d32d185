//! What a new order is forecast by: its own kind of step, its supplier, its department, its date, or the standard time.
//!
//! Every order is of one step, received on a Monday at nine; hours are 9–13 and 14–18.

mod company;
mod story;

use std::{iter, sync::Arc};

use company::{Told, order};
use story::{calendars, moment};
use yidan_domain::{
    case::Case,
    order::{Order, Progress},
    process::{Process, load},
    schedule::{History, Network, Stamp, estimate::ENOUGH, forecast::Basis},
};

const WEEK: [&str; 4] = ["03-03", "03-04", "03-05", "03-06"];

/// A process that is one step, with a standard time, a due rule, both or neither.
fn version(version: u32, key: &str, department: &str, rest: &str) -> Arc<Process> {
    let source = format!(
        "key = \"{key}\"\nversion = {version}\nname = {{ zh = \"生产\", en = \"Making\" }}\n\
         [[steps]]\nkey = \"make\"\nname = {{ zh = \"生产\", en = \"Make\" }}\ndepartment = \"{department}\"\n\
         stage = \"making\"\nmilestone = \"delivered\"\n{rest}\n"
    );
    Arc::new(load(&source, "making.toml").unwrap_or_else(|faults| panic!("{faults:?}")))
}

fn valves(rest: &str) -> Arc<Process> {
    version(1, "valves", "production", rest)
}

fn flanges(department: &str) -> Arc<Process> {
    version(1, "flanges", department, "")
}

/// Received on Monday, 2 March at nine, and finished then.
fn finished(process: &Arc<Process>, promised: &str, at: &str) -> Case {
    let mut order = order(1, "03-02 09:00", promised).done("make", "", at);
    order.process = process.reference();
    Case::of(&order, process)
}

/// So many that took so many hours of that morning.
fn took(process: &Arc<Process>, count: u32, hours: u32) -> Vec<Case> {
    (0..count).map(|_| finished(process, "", &format!("03-02 {:02}:00", 9 + hours))).collect()
}

fn of_supplier(name: &str, mut cases: Vec<Case>) -> Vec<Case> {
    cases.iter_mut().for_each(|case| case.supplier = Some(name.into()));
    cases
}

/// So many promised for one of four days, and finished when work ends on the day promised.
fn kept_their_date(process: &Arc<Process>, count: u32) -> Vec<Case> {
    let days = WEEK.into_iter().cycle().take(count as usize);
    days.map(|day| finished(process, day, &format!("{day} 18:00"))).collect()
}

/// So many promised for one of four days, and finished after two hours.
fn kept_their_length(process: &Arc<Process>, count: u32) -> Vec<Case> {
    WEEK.into_iter().cycle().take(count as usize).map(|day| finished(process, day, "03-02 11:00")).collect()
}

fn ever() -> Stamp {
    Stamp::of(moment("2000-01-01 00:00"))
}

/// When the step of an order received on Monday, 1 June at nine is expected to be done, and by what.
fn expected(cases: &[Case], process: &Arc<Process>, promised: &str, supplier: Option<&str>) -> (Basis, String) {
    expected_since(ever(), cases, process, promised, supplier)
}

fn expected_since(
    since: Stamp,
    cases: &[Case],
    process: &Arc<Process>,
    promised: &str,
    supplier: Option<&str>,
) -> (Basis, String) {
    let calendars = calendars();
    let history = History::of(cases, &calendars, since);
    let mut order = order(2, "06-01 09:00", promised);
    order.process = process.reference();
    let network = Network::of(process, &calendars);
    let forecast = Case::of(&order, process).forecast(
        &network,
        &history.of_network(&network, supplier),
        moment("2026-06-01 09:00"),
    );
    let finish = forecast.steps[0].finish.and_then(|finish| finish.timestamp(&calendars.zone)).unwrap();
    (forecast.steps[0].basis, calendars.zone.to_datetime(finish).strftime("%m-%d %H:%M").to_string())
}

/// A step is forecast by its own process once there is enough of it; where that is too little, by its department if the
/// process says no standard time, and else by the standard time.
#[test]
fn a_step_is_forecast_by_its_own_kind_then_by_its_department_then_by_the_standard_time() {
    let (untimed, timed) = (valves(""), valves("takes = \"4h\""));
    let newer = version(2, "valves", "production", "takes = \"4h\"");
    let (same, elsewhere) = (flanges("production"), flanges("warehouse"));
    let table = [
        ("nothing at all", vec![], &timed, Basis::Standard, "06-01 13:00"),
        ("one too few", took(&timed, ENOUGH - 1, 1), &timed, Basis::Standard, "06-01 13:00"),
        ("just enough", took(&timed, ENOUGH, 1), &timed, Basis::History(8), "06-01 10:00"),
        ("enough of the version before", took(&timed, ENOUGH, 1), &newer, Basis::History(8), "06-01 10:00"),
        (
            "enough of two versions together",
            [took(&timed, 4, 1), took(&newer, 5, 2)].concat(),
            &newer,
            Basis::History(9),
            "06-01 11:00",
        ),
        (
            "own ones before the department's",
            [took(&untimed, 8, 1), took(&same, 20, 2)].concat(),
            &untimed,
            Basis::History(8),
            "06-01 10:00",
        ),
        (
            "the department's, own ones with them",
            [took(&untimed, 3, 1), took(&same, 9, 2)].concat(),
            &untimed,
            Basis::History(12),
            "06-01 11:00",
        ),
        (
            "the standard time before the department's",
            [took(&timed, 3, 1), took(&same, 9, 2)].concat(),
            &timed,
            Basis::Standard,
            "06-01 13:00",
        ),
        (
            "another department's teach nothing",
            [took(&untimed, 3, 1), took(&elsewhere, 9, 2)].concat(),
            &untimed,
            Basis::Due,
            "06-01 09:00",
        ),
        (
            "too few of the department's",
            [took(&untimed, 3, 1), took(&same, 4, 2)].concat(),
            &untimed,
            Basis::Due,
            "06-01 09:00",
        ),
    ];
    for (told, cases, process, basis, finish) in table {
        assert_eq!(expected(&cases, process, "", None), (basis, finish.to_owned()), "{told}");
    }
}

/// An order of a supplier is forecast by that supplier's own times where there is enough of them, and else like any other.
#[test]
fn a_supplier_with_enough_orders_is_judged_by_its_own_times() {
    let process = valves("takes = \"4h\"");
    let usual = || took(&process, 9, 1);
    let slow = |count| of_supplier("宁波铸造", took(&process, count, 3));
    let table = [
        ("enough of its own", [usual(), slow(8)].concat(), Some("宁波铸造"), Basis::History(8), "06-01 12:00"),
        ("one too few of its own", [usual(), slow(7)].concat(), Some("宁波铸造"), Basis::History(16), "06-01 10:00"),
        ("of another supplier", [usual(), slow(8)].concat(), Some("台州阀门"), Basis::History(17), "06-01 10:00"),
        ("of no supplier", [usual(), slow(8)].concat(), None, Basis::History(17), "06-01 10:00"),
        ("too few of everything", slow(7), Some("宁波铸造"), Basis::Standard, "06-01 13:00"),
    ];
    for (told, cases, supplier, basis, finish) in table {
        assert_eq!(expected(&cases, &process, "", supplier), (basis, finish.to_owned()), "{told}");
        let knows = History::of(&cases, &calendars(), ever()).knows_supplier("宁波铸造");
        assert!(knows, "{told}");
    }
}

/// A step due by a day of its own is forecast by that day where it tells more than how long such steps took, and only in a
/// version of the process that still has such a rule.
#[test]
fn a_step_that_follows_its_date_is_forecast_by_it_while_its_process_says_so() {
    let dated = valves("due = \"on delivery day\"");
    let of_version_2 = |rest: &str| version(2, "valves", "production", rest);
    let (still, no_longer) = (of_version_2("due = \"on delivery day\""), of_version_2(""));
    let otherwise = of_version_2("due = \"9 workdays after order\"");
    let by_date = || kept_their_date(&dated, 8);
    let table = [
        ("finished on the day promised", by_date(), &dated, Basis::History(8), "06-02 18:00"),
        ("one too few", kept_their_date(&dated, 7), &dated, Basis::Due, "06-02 18:00"),
        (
            "finished in two hours whatever the day",
            kept_their_length(&dated, 8),
            &dated,
            Basis::History(8),
            "06-01 11:00",
        ),
        ("in a newer version with the same rule", by_date(), &still, Basis::History(8), "06-02 18:00"),
        ("with another rule for the day", by_date(), &otherwise, Basis::History(8), "06-04 18:00"),
        // In the middle they took until the end of the fourth day.
        ("without a rule any more", by_date(), &no_longer, Basis::History(8), "06-04 18:00"),
        (
            "of both versions, by how long all of them took",
            [by_date(), took(&no_longer, 9, 2)].concat(),
            &no_longer,
            Basis::History(17),
            "06-01 11:00",
        ),
    ];
    for (told, cases, process, basis, finish) in table {
        assert_eq!(expected(&cases, process, "06-02", None), (basis, finish.to_owned()), "{told}");
    }
}

/// Only steps that were done teach, under the program's eyes or with their own start, and since the day that is asked for.
#[test]
fn what_was_skipped_told_of_later_or_long_ago_teaches_nothing() {
    let process = valves("takes = \"4h\"");
    let with = |change: fn(&mut Order)| -> Vec<Case> {
        let case = || {
            let mut order = order(1, "03-02 09:00", "").done("make", "", "03-02 10:00");
            order.process = process.reference();
            change(&mut order);
            Case::of(&order, &process)
        };
        iter::repeat_with(case).take(ENOUGH as usize).collect()
    };
    let skipped = with(|order| {
        let at = moment("2026-03-02 10:00");
        let progress = Progress::Skipped { at, by: company::bao(), reason: "有现货".into() };
        order.steps.get_mut("make").unwrap().progress = progress;
    });
    let told_later = with(|order| order.entered_at = moment("2026-03-20 09:00"));
    let told_with_start = with(|order| {
        order.entered_at = moment("2026-03-20 09:00");
        let (started, at) = (Some(moment("2026-03-02 09:30")), moment("2026-03-02 10:00"));
        order.steps.get_mut("make").unwrap().progress = Progress::Finished { started, at, by: company::bao() };
    });
    let done = || with(|_| {});
    let (before, after) = (Stamp::of(moment("2026-03-02 10:00")), Stamp::of(moment("2026-03-02 10:01")));
    let table = [
        ("skipped", skipped, ever(), Basis::Standard, "06-01 13:00"),
        ("told of later", told_later, ever(), Basis::Standard, "06-01 13:00"),
        ("told of later with a start", told_with_start, ever(), Basis::History(8), "06-01 10:00"),
        ("finished at the first moment that counts", done(), before, Basis::History(8), "06-01 10:00"),
        ("finished before it", done(), after, Basis::Standard, "06-01 13:00"),
    ];
    for (told, cases, since, basis, finish) in table {
        assert_eq!(expected_since(since, &cases, &process, "", None), (basis, finish.to_owned()), "{told}");
    }
}
