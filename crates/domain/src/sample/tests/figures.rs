//! Figures over several samples, with the results that they must have.

use super::story::*;
use crate::sample::{Again::*, Sample, Verdict, Verdict::*, facts};

const M: &[(&str, u32)] = &[("M", 2)];

/// Sent on these days of March, each round with its verdict; begun on the 10th, and on the day of the verdict before.
fn judged_rounds(rounds: &[(i8, Option<Verdict>)]) -> Sample {
    let mut story = Story::begun("普洗", M);
    for (place, (on, verdict)) in rounds.iter().enumerate() {
        let on = format!("2026-03-{on}");
        if place > 0 {
            let begun_on = story.sample().rounds[place - 1].last_day().to_string();
            story.takes(&begun_on, begun("再做一轮"));
        }
        story.takes(&on, made()).takes(&on, washed("")).takes(&on, failed(ReWash, "浅")).takes(&on, washed(""));
        story.takes(&on, failed(Remake, "破洞")).takes(&on, made()).takes(&on, washed("")).takes(&on, passed());
        story.takes(&on, finished()).takes(&on, measured(&[("M", "腰围", 760), ("M", "衣长", 580)]));
        story.takes(&on, handed_over(M));
        if let Some(verdict) = verdict {
            story.takes(&on, judged(*verdict, "意见"));
        }
    }
    story.sample.unwrap()
}

#[test]
fn a_sample_is_overdue_until_it_is_sent() {
    // Due on 20 March.
    let begun_only = Story::begun("", M).sample.unwrap();
    let sent = judged_rounds(&[(12, None)]);
    let to_change = judged_rounds(&[(12, Some(Changes))]);
    let mut second = Story { sample: Some(to_change.clone()), events: Vec::new() };
    let next = |due: Option<&str>| crate::sample::Deed::Begun { why: String::new(), due: due.map(day) };
    let mut begun_with = |due: Option<&str>| {
        let mut sample = second.sample.clone().unwrap();
        let event = crate::sample::decide(Some(&sample), next(due), mark("2026-03-13"), day(TODAY)).unwrap();
        sample.apply(&event);
        second.events.push(event);
        sample
    };
    let (dated, undated) = (begun_with(Some("2026-03-25")), begun_with(None));
    for (name, sample, today, overdue) in [
        ("on the day", &begun_only, "2026-03-20", None),
        ("the day after", &begun_only, "2026-03-21", Some(1)),
        ("sent", &sent, "2026-05-01", None),
        ("to be changed, with no new day yet", &to_change, "2026-05-01", None),
        ("second round", &dated, "2026-03-27", Some(2)),
        ("second round without a day", &undated, "2026-05-01", None),
    ] {
        assert_eq!(sample.overdue_days(day(today)), overdue, "{name}");
    }

    let mut again = undated.clone();
    again.sheets[0].content.due = Some(day("2026-03-15"));
    assert_eq!(again.overdue_days(day("2026-05-01")), None, "the sheet's day was that of the first round");
    let mut by_sheet = begun_only.clone();
    by_sheet.request.due = None;
    by_sheet.sheets[0].content.due = Some(day("2026-03-15"));
    assert_eq!(
        by_sheet.overdue_days(day("2026-03-16")),
        Some(1),
        "the sheet's day counts where the customer names none"
    );
}

#[test]
fn gates_ask_whether_all_samples_are_approved() {
    let approved = judged_rounds(&[(12, Some(Changes)), (13, Some(Changes)), (14, Some(Approved))]);
    let open = judged_rounds(&[(12, None)]);
    let mut dropped = open.clone();
    dropped.dropped = Some(crate::sample::Dropped { mark: mark("2026-03-13"), reason: "取消".into() });
    let both =
        |yes, rounds| format!(r#"{{"sample.approved":{{"yes_no":{yes}}},"sample.rounds":{{"number":"{rounds}"}}}}"#);
    for (samples, known) in [
        (vec![], "{}".to_owned()),
        (vec![dropped.clone()], "{}".to_owned()),
        (vec![approved.clone()], both(true, 3)),
        (vec![approved.clone(), open], both(false, 3)),
        (vec![approved, dropped], both(true, 3)),
    ] {
        assert_eq!(serde_json::to_string(&facts(&samples)).unwrap(), known);
    }
}
