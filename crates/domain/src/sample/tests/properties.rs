//! What holds of every sample, whatever people tell of it.

use proptest::prelude::*;

use super::story::*;
use crate::sample::{
    Again, Deed, Length, Mark, Measurement, Sample, SampleEvent, SizeChart, Stage, Stock, Task, Verdict, decide, replay,
};

/// Any deed, of a few sizes, lines and texts, so that many are taken and many are not.
fn deeds() -> impl Strategy<Value = Deed> {
    let size = || prop::sample::select(vec!["", "S", "M", "XL"]);
    let words = || prop::sample::select(vec!["", " ", "x", "普洗"]);
    let again = prop::sample::select(vec![Again::ReWash, Again::Remake]);
    let verdict = prop::sample::select(Verdict::ALL.to_vec());
    let point = prop::sample::select(vec!["腰围", "衣长", "袖长"]);
    let length = prop_oneof![700_000_i64..800_000, any::<i64>()];
    let stock = prop_oneof![
        Just(Stock::ToOrder),
        Just(Stock::Ordered { on: day("2026-03-05") }),
        Just(Stock::Arrived { on: day("2026-03-06") }),
        (-1_i64..9).prop_map(|whole| Stock::Found { quantity: metres(whole) }),
    ];
    let measurement = (size(), point, length).prop_map(|(size, point, length)| Measurement {
        size: size.into(),
        point: point.into(),
        length: Length(length),
    });
    let pieces = move || (size(), 0_u32..4);
    prop_oneof![
        1 => pieces().prop_map(|one| ordered(&[one])),
        1 => pieces().prop_map(|one| Deed::Amended { request: Box::new(request(&[one])) }),
        1 => prop::collection::vec(prop::sample::select(vec![denim(), zip()]), 0..3).prop_map(|items| listed(&items)),
        2 => (0_usize..4, stock).prop_map(|(line, stock)| found(line, stock)),
        1 => words().prop_map(asked),
        1 => (0_usize..3, words()).prop_map(|(number, words)| answered(number, words)),
        1 => words().prop_map(|wash| written(sheet(wash))),
        1 => prop::sample::select(vec![chart(), SizeChart::default()]).prop_map(drawn),
        2 => words().prop_map(begun),
        3 => Just(made()),
        2 => words().prop_map(washed),
        3 => Just(passed()),
        2 => (again, words()).prop_map(|(again, wrong)| failed(again, wrong)),
        3 => Just(finished()),
        2 => prop::collection::vec(measurement, 0..4)
            .prop_map(|measurements| Deed::Done { stage: Stage::Measured { measurements } }),
        2 => (words(), pieces(), words()).prop_map(|(number, one, why)| sent("顺丰", number, &[one], why)),
        1 => pieces().prop_map(|one| handed_over(&[one])),
        3 => (verdict, words()).prop_map(|(verdict, comments)| judged(verdict, comments)),
        1 => prop::sample::select(vec!["", "", "", "", "不要了"])
            .prop_map(|reason| Deed::Dropped { reason: reason.into() }),
    ]
}

/// What somebody tells, and on the day of the deed before, a later one or an earlier one.
type Try = (Told, i64);

#[derive(Debug, Clone)]
enum Told {
    Any(Box<Deed>),
    /// What `next` asks for; the customer's verdict being this.
    Next(Verdict),
}

fn told() -> impl Strategy<Value = Vec<Try>> {
    let first = (Just(Told::Any(Box::new(ordered(&[("M", 2)])))), Just(0));
    let next = prop::sample::select(Verdict::ALL.to_vec()).prop_map(Told::Next);
    let any = prop_oneof![deeds().prop_map(|deed| Told::Any(Box::new(deed))), next];
    let rest = prop::collection::vec((any, prop_oneof![8 => 0_i64..2, 1 => -2_i64..0]), 0..80);
    (first, rest).prop_map(|(first, rest)| [first].into_iter().chain(rest).collect())
}

/// The sample after each deed that was taken.
fn lived(told: Vec<Try>) -> (Vec<SampleEvent>, Vec<Sample>) {
    let (mut events, mut lives): (Vec<SampleEvent>, Vec<Sample>) = Default::default();
    let mut on = day("2026-03-02");
    for (told, days) in told {
        let deed = match (told, lives.last()) {
            (Told::Any(deed), _) => *deed,
            (Told::Next(verdict), Some(sample)) => match next_deed(sample, verdict) {
                Some(deed) => deed,
                None => begun("客人又要改"),
            },
            (Told::Next(_), None) => continue,
        };
        let mark = Mark { on: on.saturating_add(jiff::Span::new().days(days)), ..mark("2026-03-02") };
        let stage = if let Deed::Done { stage } = &deed { Some(stage.task()) } else { None };
        let before = lives.last();
        let Ok(event) = decide(before, deed, mark, day(TODAY)) else { continue };
        if let (Some(task), Some(before)) = (stage, before) {
            assert_eq!(before.may(task), Ok(()), "what is taken could be told");
        }
        let after = match before.cloned() {
            Some(mut sample) => {
                sample.apply(&event);
                sample
            }
            None => Sample::ordered(&event).unwrap(),
        };
        on = mark.on.max(on);
        events.push(event);
        lives.push(after);
    }
    (events, lives)
}

fn counts(sample: &Sample) -> [usize; 7] {
    [
        sample.rounds.len(),
        sample.sent_back(Again::ReWash),
        sample.sent_back(Again::Remake),
        sample.sheets.len(),
        sample.charts.len(),
        sample.questions.len(),
        sample.rounds.iter().map(|round| round.done.len()).sum(),
    ]
}

/// The deed that what is next asks for.
fn next_deed(sample: &Sample, verdict: Verdict) -> Option<Deed> {
    let pieces: Vec<(&str, u32)> = sample.request.pieces.iter().map(|it| (it.size.as_str(), it.count)).collect();
    let measured = || {
        let chart = sample.chart().unwrap();
        let cells =
            pieces.iter().flat_map(|(size, _)| chart.points.iter().map(move |point| (*size, &*point.name, 760)));
        measured(&cells.collect::<Vec<_>>())
    };
    Some(match sample.next()?.task {
        Task::Begin => begun("照做"),
        Task::Make => made(),
        Task::Wash => washed("普洗"),
        Task::Check => passed(),
        Task::Finish => finished(),
        Task::Measure => measured(),
        Task::Send => sent("顺丰", "SF1", &pieces, "先寄"),
        Task::Hear => judged(verdict, "主标上移"),
    })
}

proptest! {
    #[test]
    fn replay_tells_the_same_sample(told in told()) {
        let (events, lives) = lived(told);
        let kept = serde_json::to_string(&events).unwrap();
        let kept: Vec<SampleEvent> = serde_json::from_str(&kept).unwrap();
        prop_assert_eq!(&kept, &events);
        let again = replay(&kept);
        prop_assert_eq!(again.as_ref(), lives.last());
        let state = serde_json::to_string(&again).unwrap();
        prop_assert_eq!(serde_json::from_str::<Option<Sample>>(&state).unwrap(), again);
    }

    #[test]
    fn counts_never_go_down_and_days_never_back(told in told()) {
        let (_, lives) = lived(told);
        for (before, after) in lives.iter().zip(lives.iter().skip(1)) {
            let pairs = counts(before).into_iter().zip(counts(after));
            prop_assert!(pairs.into_iter().all(|(before, after)| before <= after));
        }
        for round in lives.last().iter().flat_map(|sample| &sample.rounds) {
            prop_assert!(round.begun.on <= round.last_day());
            prop_assert!(round.done.is_sorted_by_key(|done| done.mark.on));
        }
    }

    #[test]
    fn nothing_changes_what_the_customer_has_before_him_or_has_approved(told in told()) {
        let (_, lives) = lived(told);
        for (before, after) in lives.iter().zip(lives.iter().skip(1)) {
            if before.may_change().is_err() {
                let kept = |it: &Sample| (it.items.clone(), it.sheets.clone(), it.charts.clone());
                prop_assert_eq!(kept(before), kept(after));
            }
        }
    }

    #[test]
    fn whoever_does_what_is_next_gets_the_sample_approved(told in told()) {
        let (_, mut lives) = lived(told);
        let mut sample = lives.pop().unwrap();
        for _ in 0..12 {
            let Some(deed) = next_deed(&sample, Verdict::Approved) else { break };
            let event = decide(Some(&sample), deed, mark(TODAY), day(TODAY));
            sample.apply(&event.map_err(|refusal| TestCaseError::fail(refusal.to_string()))?);
        }
        prop_assert_eq!(sample.next(), None);
        prop_assert!(sample.is_approved() || sample.dropped.is_some());
    }

    #[test]
    fn an_event_that_does_not_fit_is_no_trouble(deeds in prop::collection::vec(deeds(), 0..40)) {
        let mut sample = Sample::ordered(&SampleEvent { mark: mark("2026-03-02"), deed: ordered(&[("M", 2)]) }).unwrap();
        for deed in deeds {
            sample.apply(&SampleEvent { mark: mark("2026-03-02"), deed });
            let _ = (sample.next(), sample.due(), crate::sample::technical_confirmation(&sample));
            for round in &sample.rounds {
                let _ = sample.deviations(round);
            }
        }
    }
}
