//! Working time, held against an independent list of days and against its own definition.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use proptest::prelude::*;
use yidan_domain::{
    order::lateness::day_number,
    process::due::{Side, Takes},
    schedule::{
        Calendar, Holidays, Hours, Moment, Work,
        calendar::{MarkKind, OwnDay},
        holidays::{Holiday, Year},
        hours::Span,
        moment::date_of,
    },
};

/// Every day of 2019 to 2026 as chinesecalendar knows it.
const ORACLE: &str = include_str!("../../../testdata/cn_workday_2019_2026.csv");

fn day(date: &str) -> i32 {
    day_number(date.parse().unwrap())
}

fn moment(civil: &str) -> Moment {
    Moment::of(civil.parse().unwrap())
}

fn civil(moment: Option<Moment>) -> Option<DateTime> {
    moment?.civil()
}

#[test]
fn every_day_of_eight_years_is_worked_or_off_as_the_oracle_says() {
    let calendar = Calendar::default();
    let (mut days, mut wrong) = (0, Vec::new());
    for line in ORACLE.lines().skip(1) {
        let [date, weekday, worked, _] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let number = day(date);
        assert_eq!(
            date_of(number).map(|date| date.weekday().to_monday_one_offset().to_string()),
            Some(weekday.to_owned())
        );
        if calendar.is_working(number) != (worked == "1") {
            wrong.push(date);
        }
        days += 1;
    }
    assert_eq!((days, wrong), (2_922, Vec::new()));
}

#[test]
fn a_year_that_is_not_published_is_reckoned_by_the_plain_week_and_says_so() {
    let calendar = Calendar::default();
    assert!(calendar.knows(2026) && !calendar.knows(2027) && !calendar.knows(2018));
    assert!(calendar.is_working(day("2027-10-01")) && !calendar.is_working(day("2027-10-02")));
    let without = Calendar::new(&Hours::default(), None, &[]);
    assert!(without.knows(2027), "nothing to be published where no public holidays are taken");
    assert!(without.is_working(day("2026-10-01")));

    let date = |day: &str| day.parse::<jiff::civil::Date>().unwrap();
    for (days, year) in [
        (&[][..], None),
        (&["2026-12-31"], None),
        (&["2027-01-04", "2026-12-31"], Some(2027)),
        (&["2026-12-31", "2028-02-01"], Some(2027)),
        (&["2018-12-31", "2026-02-01"], Some(2018)),
    ] {
        let days = || days.iter().copied().map(date);
        assert_eq!((calendar.unpublished(days()), without.unpublished(days())), (year, None), "{year:?}");
    }
}

#[test]
fn days_have_names_and_hours() {
    let own = [
        OwnDay {
            from: "2026-02-10".parse().unwrap(),
            until: "2026-02-14".parse().unwrap(),
            worked: false,
            name: "停产检修".into(),
        },
        OwnDay::on("2026-10-05".parse().unwrap(), true, "赶货"),
    ];
    let calendar = Calendar::new(&Hours::default(), Some(Holidays::china()), &own);
    for (date, name, kind, opens, closes, hours) in [
        ("2026-03-09", None, None, Some("2026-03-09T09:00"), "2026-03-09T18:00", 8),
        ("2026-03-08", None, None, None, "2026-03-08T18:00", 0),
        ("2026-10-01", Some("国庆节"), Some(MarkKind::Holiday), None, "2026-10-01T18:00", 0),
        ("2026-10-10", Some("国庆节"), Some(MarkKind::MakeUp), Some("2026-10-10T09:00"), "2026-10-10T18:00", 8),
        ("2026-10-05", Some("赶货"), Some(MarkKind::OwnWorked), Some("2026-10-05T09:00"), "2026-10-05T18:00", 8),
        // A make-up day that the company does not work.
        ("2026-02-14", Some("停产检修"), Some(MarkKind::OwnOff), None, "2026-02-14T18:00", 0),
    ] {
        let number = day(date);
        assert_eq!(calendar.day_name(number), name, "{date}");
        assert_eq!(calendar.mark(number).map(|mark| mark.kind), kind, "{date}");
        assert_eq!(calendar.opens(number), opens.map(moment), "{date}");
        assert_eq!((calendar.closes(number), calendar.hours_of(number)), (moment(closes), hours * 3600), "{date}");
    }
}

/// 2026-03-06 is a Friday; 2026-02-14 a worked Saturday before Spring Festival (15 to 23 February), 28 February another after.
#[test]
fn work_goes_on_in_working_hours() {
    use Takes::*;
    let calendar = Calendar::default();
    for (begins, takes, ends) in [
        ("2026-03-06T09:00", Minutes(5), "2026-03-06T09:05"),
        ("2026-03-06T12:00", Hours(2), "2026-03-06T15:00"),
        ("2026-03-06T09:00", Hours(4), "2026-03-06T13:00"),
        ("2026-03-06T17:00", Hours(2), "2026-03-09T10:00"),
        ("2026-03-06T18:00", Workdays(1), "2026-03-09T18:00"),
        ("2026-03-06T14:00", Workdays(1), "2026-03-09T13:00"),
        ("2026-03-07T11:00", Minutes(30), "2026-03-09T09:30"),
        ("2026-03-06T06:00", Minutes(30), "2026-03-06T09:30"),
        ("2026-03-06T14:00", Days(2), "2026-03-08T14:00"),
        ("2026-03-07T10:00", Minutes(0), "2026-03-07T10:00"),
        ("2026-02-13T09:00", Workdays(3), "2026-02-24T18:00"),
        ("2026-02-27T15:00", Workdays(1), "2026-02-28T15:00"),
    ] {
        let found = calendar.forward(moment(begins), calendar.length(takes));
        assert_eq!(civil(found), ends.parse().ok(), "{begins} {takes}");
    }
    for (ends, takes, begins) in [
        ("2026-03-06T09:05", Minutes(5), "2026-03-06T09:00"),
        ("2026-03-06T15:00", Hours(2), "2026-03-06T12:00"),
        ("2026-03-06T15:00", Hours(1), "2026-03-06T14:00"),
        ("2026-03-09T10:00", Hours(2), "2026-03-06T17:00"),
        ("2026-03-08T12:00", Workdays(1), "2026-03-06T09:00"),
        ("2026-03-09T18:00", Days(3), "2026-03-06T18:00"),
        ("2026-02-24T09:00", Hours(1), "2026-02-14T17:00"),
    ] {
        let found = calendar.backward(moment(ends), calendar.length(takes));
        assert_eq!(civil(found), begins.parse().ok(), "{ends} {takes}");
    }
}

#[test]
fn work_through_the_night_is_two_spans() {
    let night = ["00:00-06:00", "22:00-24:00"].map(|span| span.parse().unwrap());
    let hours = Hours::new(std::array::from_fn(|_| night.to_vec())).unwrap();
    let calendar = Calendar::new(&hours, None, &[]);
    let found = calendar.forward(moment("2026-03-06T23:00"), Work::Worked(3 * 3600));
    assert_eq!(civil(found), "2026-03-07T02:00".parse().ok());
    let to_midnight = calendar.forward(moment("2026-03-06T23:00"), Work::Worked(3600));
    assert_eq!(civil(to_midnight), "2026-03-07T00:00".parse().ok());
}

#[test]
fn outside_of_the_table_there_is_no_answer() {
    let calendar = Calendar::default();
    let (first, last) = (moment("1970-01-01T00:00"), moment("2099-12-31T17:00"));
    assert_eq!(calendar.forward(last, Work::Worked(3600)), Some(moment("2099-12-31T18:00")));
    for none in [
        calendar.forward(last, Work::Worked(3601)),
        calendar.forward(last, Work::Elapsed(7 * 3600)),
        calendar.backward(first, Work::Worked(1)),
        calendar.backward(first, Work::Elapsed(1)),
        calendar.forward(Moment(-1), Work::Worked(1)),
        calendar.forward(first, Work::Worked(i64::MAX)),
        calendar.open_at(moment("2099-12-31T18:00")),
        calendar.open_at(Moment(i64::MAX)),
    ] {
        assert_eq!(none, None);
    }
    assert_eq!(calendar.worked(Moment(i64::MIN), Moment(0)), 0);
    assert_eq!(calendar.workdays(day("2099-12-31"), 1, Side::After), None);
    assert_eq!(calendar.workdays(day("1970-01-01"), 1, Side::Before), None);
    assert!(!calendar.is_working(-1) && !calendar.is_working(i32::MAX));
}

/// Hours of any shape: whole nights, lunches, days of one minute; at least one day is worked.
fn hours() -> impl Strategy<Value = Hours> {
    let day = prop::collection::btree_set(0..=1440_u16, 0..9).prop_map(|minutes| {
        let minutes: Vec<u16> = minutes.into_iter().collect();
        minutes.chunks_exact(2).filter_map(|pair| Span::new(pair[0], pair[1])).collect::<Vec<_>>()
    });
    prop::array::uniform7(day).prop_filter_map("a day is worked", |week| Hours::new(week).ok())
}

/// Holidays and make-up days of 2026.
fn holidays() -> impl Strategy<Value = Holidays> {
    prop::collection::btree_map(0..365_i32, any::<bool>(), 0..60).prop_map(|days| {
        let first = day("2026-01-01");
        let holiday = |(day, off)| Holiday { date: date_of(first + day).unwrap(), name: "x".into(), off };
        Holidays::from(vec![Year { year: 2026, papers: Vec::new(), days: days.into_iter().map(holiday).collect() }])
    })
}

fn calendar() -> impl Strategy<Value = Calendar> {
    (hours(), holidays()).prop_map(|(hours, holidays)| Calendar::new(&hours, Some(&holidays), &[]))
}

/// From 2025-12 to 2027-02.
fn moments() -> impl Strategy<Value = Moment> {
    static FIRST: LazyLock<Moment> = LazyLock::new(|| moment("2025-12-01T00:00"));
    prop_oneof![0..450 * 86_400_i64, (0..450 * 1440_i64).prop_map(|minute| minute * 60)]
        .prop_map(|second| Moment(FIRST.0 + second))
}

fn work() -> impl Strategy<Value = Work> {
    prop_oneof![
        (-3600..1_000_000_i64).prop_map(Work::Worked),
        (0..500_i64).prop_map(|minutes| Work::Worked(minutes * 60)),
        (-3600..10_000_000_i64).prop_map(Work::Elapsed),
    ]
}

/// Working seconds of a day up to a second of it, counted one minute after the other.
fn counted(calendar: &Calendar, from: Moment, to: Moment) -> i64 {
    let worked = |moment: Moment| {
        let second = moment.0.rem_euclid(86_400);
        calendar
            .spans(moment.day())
            .iter()
            .any(|span| (i64::from(span.from()) * 60..i64::from(span.to()) * 60).contains(&second))
    };
    (from.0..to.0).filter(|second| worked(Moment(*second))).count() as i64
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn forward_and_backward_are_exact_opposites(calendar in calendar(), s in moments(), f in moments(), work in work()) {
        let (forward, backward) = (calendar.forward(s, work), calendar.backward(f, work));
        prop_assert_eq!(forward.is_some_and(|found| found <= f), backward.is_some_and(|found| s <= found));
        // As sharp as it can be: at the very moments and one second beside them.
        if let Some(found) = forward {
            prop_assert!(found >= s);
            prop_assert!(calendar.backward(found, work).is_some_and(|back| s <= back));
            prop_assert!(calendar.backward(Moment(found.0 - 1), work).is_none_or(|back| s > back));
        }
        if let Some(found) = backward {
            prop_assert!(found <= f);
            prop_assert!(calendar.forward(found, work).is_some_and(|there| there <= f));
            prop_assert!(calendar.forward(Moment(found.0 + 1), work).is_none_or(|there| there > f));
        }
    }

    #[test]
    fn forward_is_the_earliest_moment_with_so_much_working_time_and_backward_the_latest(
        calendar in calendar(),
        from in moments(),
        seconds in 1..1_000_000_i64,
    ) {
        if let Some(found) = calendar.forward(from, Work::Worked(seconds)) {
            prop_assert_eq!(calendar.worked(from, found), seconds);
            prop_assert_eq!(calendar.worked(from, Moment(found.0 - 1)), seconds - 1);
        }
        if let Some(found) = calendar.backward(from, Work::Worked(seconds)) {
            prop_assert_eq!(calendar.worked(found, from), seconds);
            prop_assert_eq!(calendar.worked(Moment(found.0 + 1), from), seconds - 1);
        }
    }

    #[test]
    fn later_and_longer_never_give_anything_earlier(
        calendar in calendar(),
        at in moments(),
        later in 0..1_000_000_i64,
        seconds in 0..1_000_000_i64,
        more in 0..1_000_000_i64,
    ) {
        let forward = |at, seconds| calendar.forward(at, Work::Worked(seconds)).unwrap_or(Moment(i64::MAX));
        let backward = |at, seconds| calendar.backward(at, Work::Worked(seconds)).unwrap_or(Moment(i64::MIN));
        let then = Moment(at.0 + later);
        prop_assert!(forward(at, seconds) <= forward(then, seconds) && forward(at, seconds) <= forward(at, seconds + more));
        prop_assert!(backward(at, seconds) <= backward(then, seconds) && backward(at, seconds) >= backward(at, seconds + more));
        prop_assert!(calendar.open_at(at) <= calendar.open_at(then));
    }

    #[test]
    fn working_time_is_what_counting_gives(calendar in calendar(), from in moments(), for_seconds in 0..200_000_i64) {
        let to = Moment(from.0 + for_seconds);
        let counted = counted(&calendar, from, to);
        prop_assert_eq!(calendar.worked(from, to), counted);
        prop_assert_eq!(calendar.worked(to, from), -counted);
        if let Some(open) = calendar.open_at(from) {
            prop_assert_eq!(calendar.worked(from, open), 0);
            prop_assert_eq!(calendar.worked(open, Moment(open.0 + 1)), 1);
        }
    }

    #[test]
    fn working_days_are_what_walking_gives(calendar in calendar(), from in 20_400..20_900_i32, count in 0..100_u32) {
        let step = |mut day: i32, by: i32| {
            for _ in 0..count {
                day += by;
                // A calendar of which a single weekday is worked still comes to it.
                while !calendar.is_working(day) { day += by; }
            }
            day
        };
        let (after, before) = (step(from, 1), step(from, -1));
        prop_assert_eq!(calendar.workdays(from, count, Side::After), Some(after));
        prop_assert_eq!(calendar.workdays(from, count, Side::Before), Some(before));
        let between = (from + 1..=after).filter(|day| calendar.is_working(*day)).count() as i32;
        prop_assert_eq!(calendar.workdays_between(from, after), between);
        prop_assert_eq!(calendar.workdays_between(after, from), -between);
    }

    #[test]
    fn no_moment_makes_the_calendar_stumble(from in any::<i64>(), to in any::<i64>(), day in any::<i32>(), count in any::<u32>()) {
        let calendar = Calendar::default();
        for work in [Work::Worked(to), Work::Elapsed(to)] {
            let _ = (calendar.forward(Moment(from), work), calendar.backward(Moment(from), work));
        }
        let _ = (calendar.worked(Moment(from), Moment(to)), calendar.open_at(Moment(from)), calendar.closes(day), calendar.opens(day));
        let _ = (calendar.workdays(day, count, Side::After), calendar.workdays(day, count, Side::Before), calendar.workdays_between(day, to as i32));
        let _: (i64, Option<Date>) = (calendar.hours_of(day), date_of(day));
    }
}
