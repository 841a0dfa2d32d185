//! Whatever is said of a sample has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::story::*;
use crate::{
    FileId, Message, Say, Text,
    order::FileRef,
    sample::{Again, Deed, Missing as Lack, SampleEvent, SampleRefusal, Stock, Task, Verdict},
};

const ZH: &str = include_str!("../../../../server/texts/zh/samples.ftl");
const EN: &str = include_str!("../../../../server/texts/en/samples.ftl");

fn said() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    use SampleRefusal::*;
    let (x, text, list, on) = (|| "x".to_owned(), || Text::same("x"), || vec![Text::same("x")], day("2026-03-09"));
    let missing = [
        Lack::Items,
        Lack::NotLookedUp { line: 1, item: text() },
        Lack::StockShort { line: 1, item: text(), stock: x(), wanted: x() },
        Lack::NotOrdered { line: 1, item: text() },
        Lack::NotArrived { line: 1, item: text(), ordered: on },
        Lack::Question { number: 1 },
        Lack::Sheet,
        Lack::SizesNotMeasured { sizes: list() },
        Lack::PointsNotMeasured { size: x(), points: list() },
    ];
    let refusals = [
        NoSuchSample,
        AlreadyOrdered,
        Dropped { on },
        Approved { round: 1, on },
        WithCustomer { round: 1, on },
        NothingChanged,
        TextMissing { what: text() },
        TextTooLong { what: text(), limit: 1 },
        ItemTextMissing { line: 1, what: text() },
        ItemTextTooLong { line: 1, what: text(), limit: 1 },
        TooMany { what: text(), most: 1 },
        DayInTheFuture { day: on },
        DayBefore { day: on, before: on },
        DueBefore { due: on, before: on },
        NoPieces,
        PiecesOutside { most: 1 },
        PiecesWithoutSize,
        SizeTwice { size: x() },
        SizeUnknown { size: x(), known: list() },
        NoSuchItem { line: 1 },
        QuantityNotPositive { line: 1 },
        CountedInFractions { line: 1, unit: x() },
        AmountOutside { line: 1, what: text(), most: 1 },
        OtherUnit { line: 1, given: x(), wanted: x() },
        StockNegative { line: 1 },
        NoSuchQuestion { number: 1 },
        AlreadyAnswered { number: 1, on },
        ChartHalf,
        MeasuredInUnit { unit: crate::sample::LengthUnit::Cm },
        PointTwice { point: x() },
        PointUnknown { point: x(), known: list() },
        TargetsMissing { point: x(), sizes: list() },
        LengthOutside { point: x(), most: 1 },
        NoChart,
        NothingMeasured,
        MeasuredTwice { size: x(), point: x() },
        RoundOpen { round: 1, now: Task::Make },
        NotNow { task: Task::Send, now: Task::Make },
        Missing(Lack::Sheet),
        NothingWashed,
        CourierNumberMissing { courier: x() },
        OutsideUnexplained { points: list() },
        CommentsMissing { verdict: text() },
        NoPicture,
        TooManySamples { most: 1 },
        Frozen { name: x(), review: text() },
    ];
    let places = |message: Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    missing.iter().map(Say::say).chain(told()).chain(refusals.iter().map(Say::say)).map(places).collect()
}

/// Every event of a sample, as histories tell it.
fn told() -> Vec<Message> {
    let photo = FileRef {
        id: FileId(uuid::Uuid::nil()),
        name: "x.jpg".into(),
        media_type: "image/jpeg".into(),
        bytes: 1,
        sha256: String::new(),
    };
    let on = day("2026-03-09");
    let deeds = [
        ordered(&[("M", 1)]),
        Deed::Amended { request: Box::new(request(&[("M", 1)])) },
        listed(&[denim()]),
        found(1, Stock::Found { quantity: metres(3) }),
        found(1, Stock::ToOrder),
        found(1, Stock::Ordered { on }),
        found(1, Stock::Arrived { on }),
        asked("x"),
        answered(1, "x"),
        written(sheet("x")),
        drawn(chart()),
        begun("x"),
        made(),
        washed("x"),
        passed(),
        failed(Again::ReWash, "x"),
        failed(Again::Remake, "x"),
        finished(),
        measured(&[("M", "x", 1)]),
        sent("x", "1", &[("M", 1)], ""),
        handed_over(&[("M", 1)]),
        judged(Verdict::Approved, ""),
        Deed::Pictured { photos: vec![photo], note: String::new() },
        Deed::Dropped { reason: "x".into() },
    ];
    deeds.into_iter().map(|deed| SampleEvent { mark: mark("2026-03-10"), deed }.say()).collect()
}

#[test]
fn whatever_is_said_of_a_sample_has_words_in_both_languages() {
    for source in [ZH, EN] {
        let texts = crate::message::worded(source);
        assert_eq!(texts, said());
    }
}
