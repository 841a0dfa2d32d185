//! What holds whatever people do, in whatever order, on whatever day.

mod story;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use proptest::prelude::*;
use rust_decimal::Decimal;
use story::{Story, header, id, line, member, moment, process};
use yidan_domain::{
    Currency, ExceptionId, Money, PromiseId, Say, StepKey,
    order::{Header, Order, command::Command, event::Recorded, total},
    process::{Process, SHIPPED, due::Due, load},
    schedule::{self, Calendar, Calendars, Plan},
};

const PROCESSES: [&str; 3] = ["quick-fulfilment", "customer-order", "made-to-order"];
const PEOPLE: [&str; 12] = [
    "sales",
    "warehouse",
    "purchasing",
    "logistics",
    "finance",
    "production",
    "quality",
    "engineering",
    "planning",
    "service",
    "manager",
    "guest",
];

/// What somebody tries, with the step by its number so that it fits any process.
#[derive(Debug, Clone)]
struct Try {
    who: &'static str,
    what: u8,
    step: usize,
    /// Answers: yes, no, or left out.
    yes: Option<bool>,
    minutes: i64,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (
        prop_oneof![3 => Just("manager"), 2 => prop::sample::select(PEOPLE.to_vec())],
        0..20_u8,
        0..18_usize,
        prop_oneof![4 => Just(Some(true)), 3 => Just(Some(false)), 1 => Just(None)],
        0..600_i64,
    );
    prop::collection::vec(one.prop_map(|(who, what, step, yes, minutes)| Try { who, what, step, yes, minutes }), 1..60)
}

impl Try {
    fn command(&self, story: &Story) -> Command {
        let steps = &story.process.steps;
        // Mostly what could be worked on now, so that orders get somewhere; else any step, or one that isn't there.
        let open = story.open_steps();
        let step: StepKey = match open.get(self.step % (open.len() + 1)) {
            Some(open) => open.as_str().into(),
            None => steps.get(self.step).map_or("nowhere".into(), |step| step.key.clone()),
        };
        let note = if self.yes.is_some() { "客户来电" } else { " " }.to_owned();
        match self.what {
            0..=8 => Command::Finish { answers: self.answers(story, &step), step, at: None },
            9 | 10 => Command::Start { step, at: None },
            11 => Command::Skip { step, reason: note },
            12 => Command::Reopen { step, reason: note },
            13 => Command::Assign { step, to: self.yes.map(|_| member(self.who).person), note },
            14 => Command::Remark { step: Some(step), text: note },
            15 => {
                Command::RaiseException { id: ExceptionId(id(1)), step: Some(step), note, handling: Default::default() }
            }
            16 => Command::ClearException { id: ExceptionId(id(1)), note, cause: None, charged_to: None },
            17 => Command::Promise {
                id: PromiseId(id(2)),
                text: note,
                due: "2026-03-20".parse().unwrap(),
                owner: member("sales").person,
            },
            18 => {
                let mut header = story.order.header.clone();
                header.promised = self.yes.map(|_| "2026-04-01".parse().unwrap());
                Command::Amend { header: Box::new(header), lines: story.order.lines.clone(), reason: note }
            }
            // Rarely, or nothing would ever get far.
            _ if self.minutes < 30 => Command::Cancel { reason: note },
            _ => Command::ClosePromise { id: PromiseId(id(2)), kept: self.yes == Some(true), note },
        }
    }

    fn answers(
        &self,
        story: &Story,
        step: &StepKey,
    ) -> std::collections::BTreeMap<String, yidan_domain::order::Answer> {
        use yidan_domain::process::FieldKind;
        let Some(definition) = story.process.step(step) else { return Default::default() };
        let Some(yes) = self.yes else { return Default::default() };
        let written = definition.form.iter().map(|field| {
            let written = match &field.kind {
                FieldKind::YesNo if yes => "yes",
                FieldKind::YesNo => "no",
                FieldKind::Text | FieldKind::Party | FieldKind::File => "如单",
                FieldKind::Date => "2026-03-12",
                FieldKind::Money => "12.50",
                FieldKind::Number { unit } if unit.is_empty() => "200 件",
                FieldKind::Number { .. } => "200 箱",
                FieldKind::Choice { options } => options[0].key.as_str(),
            };
            (field.key.as_str(), written)
        });
        story.answers(step.as_str(), &written.collect::<Vec<_>>())
    }
}

/// Nothing has been done before its turn: what a begun step comes after is closed.
fn nothing_out_of_turn(story: &Story) {
    let situation = story.situation();
    for step in &story.process.steps {
        let begun = story
            .order
            .step(&step.key)
            .is_some_and(|state| state.progress.started_at().is_some() || state.progress.finished_at().is_some());
        for before in step.after.iter().filter(|_| begun) {
            let closed = situation.standing(before).is_some_and(|standing| standing.is_closed());
            assert!(closed, "{} was begun before {before} was closed", step.key);
        }
    }
}

fn kept_as_text(events: &[Recorded], order: &Order) {
    let again: Vec<Recorded> = serde_json::from_str(&serde_json::to_string(events).unwrap()).unwrap();
    assert_eq!(again, events, "events come back from their text");
    let again: Order = serde_json::from_str(&serde_json::to_string(order).unwrap()).unwrap();
    assert_eq!(&again, order, "the order comes back from its text");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_try_the_order_stays_sound(which in 0..3_usize, tries in tries()) {
        let mut story = Story::begins(PROCESSES[which], "2026-03-09 08:50", "2026-03-20");
        let mut now = moment("2026-03-09 09:00");
        for attempt in tries {
            now = now.checked_add(attempt.minutes.minutes()).unwrap();
            let command = attempt.command(&story);
            let (deed, step) = (command.deed(), command.step().cloned());
            let version = story.order.version;
            let viewer = member(attempt.who);
            let may = story.situation().may(&viewer, deed, step.as_ref());
            // `tries` itself holds that deciding changes nothing and that replay gives the same order.
            let outcome = story.tries(&viewer, now, command);
            match &outcome {
                Ok(()) => prop_assert_eq!(story.order.version, version + 1),
                Err(_) => prop_assert_eq!(story.order.version, version),
            }
            if let Err(refusal) = may {
                prop_assert_eq!(outcome, Err(refusal), "the guard says what the button said");
            }
            nothing_out_of_turn(&story);
            let row = story.row();
            prop_assert!(row.steps_closed <= row.steps_total);
            prop_assert_eq!(row.steps_total, row.stages.iter().map(|cell| cell.total).sum::<u32>());
            prop_assert_eq!(row.steps_closed, row.stages.iter().map(|cell| cell.closed).sum::<u32>());
        }
        let seqs: Vec<u64> = story.events.iter().map(|event| event.seq).collect();
        prop_assert_eq!(seqs, (1..=story.order.version).collect::<Vec<_>>());
        kept_as_text(&story.events, &story.order);
    }

    #[test]
    fn a_total_is_the_exact_sum_of_its_lines(
        lines in prop::collection::vec((1..10_000_000_i64, 0..100_000_000_i64, 0..=100_u32), 1..40),
        code in prop::sample::select(vec!["CNY", "JPY", "KWD"]),
    ) {
        let currency: Currency = code.parse().unwrap();
        let made: Vec<_> = lines.iter().map(|(quantity, price, discount)| {
            let mut made = line("布", "1 m", "");
            made.quantity.ten_thousandths = *quantity;
            made.price = Some(Decimal::new(*price, 4));
            made.discount_percent = Decimal::from(*discount);
            made
        }).collect();
        let amounts: Vec<Money> = made.iter().filter_map(|line| line.amount(currency)).collect();
        prop_assert_eq!(amounts.len(), made.len());
        // Each line is within half a minor unit of the unrounded amount, and the total is their sum to the last unit.
        for (line, amount) in made.iter().zip(&amounts) {
            let rest = (Decimal::ONE_HUNDRED - line.discount_percent) / Decimal::ONE_HUNDRED;
            let exact = line.price.unwrap() * line.quantity.amount() * rest;
            let half = Decimal::new(5, currency.minor_digits() + 1);
            prop_assert!((exact - amount.amount()).abs() <= half, "{exact} became {amount}");
        }
        let sum: i64 = amounts.iter().map(|amount| amount.minor).sum();
        prop_assert_eq!(total(&made, currency), Some(Money { minor: sum, currency }));
        let backwards: Vec<_> = made.into_iter().rev().collect();
        prop_assert_eq!(total(&backwards, currency), Some(Money { minor: sum, currency }));
    }

    #[test]
    fn amounts_beyond_all_bounds_are_refused_and_never_wrong(quantity in any::<i64>(), price in any::<i64>(), scale in 0..28_u32) {
        let mut goods = line("布", "1 m", "");
        goods.quantity.ten_thousandths = quantity;
        goods.price = Some(Decimal::new(price, scale));
        let lines = vec![goods; 3];
        if let Some(sum) = total(&lines, Currency::CNY) {
            prop_assert_eq!(lines[0].amount(Currency::CNY).map(|one| one.minor * 3), Some(sum.minor));
        }
    }
}

fn zone() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(vec!["Asia/Shanghai", "America/New_York", "UTC", "Pacific/Apia"])
        .prop_map(|name| TimeZone::get(name).unwrap())
}

fn planned(process: &Process, received: Timestamp, promised: Option<Date>, zone: &TimeZone) -> Plan {
    let mut order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "").order;
    order.header = Header { received_at: received, promised, ..header("2026-03-09 08:50") };
    schedule::plan(&order, process, &Calendars::new(zone.clone(), Calendar::default(), Default::default()))
}

proptest! {
    #[test]
    fn plans_begin_before_they_end_and_a_later_promise_never_brings_anything_forward(
        which in 0..3_usize,
        received in 1_700_000_000_i64..1_900_000_000,
        lead in 0..200_i32,
        later in 0..60_i32,
        zone in zone(),
    ) {
        let process = process(PROCESSES[which]);
        let received = Timestamp::from_second(received).unwrap();
        let promised = zone.to_datetime(received).date().checked_add(lead.days()).unwrap();
        let plan = planned(&process, received, Some(promised), &zone);
        prop_assert_eq!(plan.len(), process.steps.len());
        for (step, planned) in &plan {
            prop_assert!(planned.start <= planned.end, "{step}");
            prop_assert!(planned.end.is_some(), "{step} has a rule and a date");
        }
        let postponed = planned(&process, received, promised.checked_add(later.days()).ok(), &zone);
        let undated = planned(&process, received, None, &zone);
        for step in &process.steps {
            prop_assert!(plan[&step.key].end <= postponed[&step.key].end, "{}", step.key);
            // Without a promised day a rule gives the same day as with any, or none.
            let end = undated[&step.key].end;
            prop_assert!(step.due.is_none() || end.is_none() || end == plan[&step.key].end, "{}", step.key);
        }
    }

    #[test]
    fn no_day_makes_the_planner_stumble(
        which in 0..3_usize,
        received in Timestamp::MIN.as_second()..Timestamp::MAX.as_second(),
        day in 0..7_304_000_i64,
        zone in zone(),
    ) {
        let process = process(PROCESSES[which]);
        let promised = Date::MIN.checked_add(day.days()).ok();
        let plan = planned(&process, Timestamp::from_second(received).unwrap(), promised, &zone);
        prop_assert!(plan.values().all(|planned| planned.start <= planned.end || planned.end.is_none()));
    }

    #[test]
    fn a_mangled_process_is_refused_and_never_a_panic(
        which in 0..3_usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, "[a-z\"\\[\\]{}=.,' 0-9\u{4e00}-\u{4e08}\n]{0,8}"), 1..4),
    ) {
        let mut source: Vec<char> = SHIPPED[which].1.chars().collect();
        for (place, cut, put) in cuts {
            let at = place.index(source.len());
            let end = (at + cut).min(source.len());
            source.splice(at..end, put.chars());
        }
        let source: String = source.into_iter().collect();
        match load(&source, "mangled.toml") {
            Ok(process) => prop_assert!(!process.steps.is_empty()),
            Err(faults) => {
                let lines = source.lines().count() + 1;
                prop_assert!(!faults.is_empty() && faults.iter().all(|fault| (1..=lines).contains(&fault.line)));
                prop_assert!(faults.iter().all(|fault| !fault.say().key.is_empty()));
            }
        }
    }
}

/// A rule on the day of delivery falls at closing time of that day, in the company's zone.
#[test]
fn the_promised_day_ends_at_closing_time() {
    let story = Story::begins("made-to-order", "2026-03-02 10:00", "2026-03-21");
    assert_eq!(Due::parse("on delivery day"), Ok(Due::ON_DELIVERY));
    assert!(story.planned("ship").ends_with("03-21 18:00"), "a Saturday, as promised");
}
