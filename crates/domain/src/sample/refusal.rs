//! Why a deed is not taken, with what is needed to mend it. Texts are under `sample-…`.

use jiff::civil::Date;

use super::{LengthUnit, Missing, Task};
use crate::{Message, Say, Text, order::days::DayFault};

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.say())]
pub enum SampleRefusal {
    NoSuchSample,
    AlreadyOrdered,
    /// Nobody wants it any more.
    Dropped {
        on: Date,
    },
    /// Only a further round, begun with a word on why, changes anything.
    Approved {
        round: u32,
        on: Date,
    },
    /// What was sent stays as it is until the customer has answered.
    WithCustomer {
        round: u32,
        on: Date,
    },
    NothingChanged,
    TextMissing {
        what: Text,
    },
    /// In characters.
    TextTooLong {
        what: Text,
        limit: usize,
    },
    /// Of an item, from 1.
    ItemTextMissing {
        line: usize,
        what: Text,
    },
    ItemTextTooLong {
        line: usize,
        what: Text,
        limit: usize,
    },
    TooMany {
        what: Text,
        most: usize,
    },
    DayInTheFuture {
        day: Date,
    },
    /// Days don't go backwards.
    DayBefore {
        day: Date,
        before: Date,
    },
    DueBefore {
        due: Date,
        before: Date,
    },
    /// Nobody means such a day.
    Day(DayFault),
    NoPieces,
    /// From 1.
    PiecesOutside {
        most: u32,
    },
    /// There are several sizes, and this one has no name.
    PiecesWithoutSize,
    SizeTwice {
        size: String,
    },
    SizeUnknown {
        size: String,
        known: Vec<Text>,
    },
    NoSuchItem {
        line: usize,
    },
    QuantityNotPositive {
        line: usize,
    },
    CountedInFractions {
        line: usize,
        unit: String,
    },
    /// Above zero.
    AmountOutside {
        line: usize,
        what: Text,
        most: u32,
    },
    OtherUnit {
        line: usize,
        given: String,
        wanted: String,
    },
    StockNegative {
        line: usize,
    },
    NoSuchQuestion {
        number: usize,
    },
    AlreadyAnswered {
        number: usize,
        on: Date,
    },
    /// Sizes without points of measure, or the other way round.
    ChartHalf,
    /// Something was measured in this unit.
    MeasuredInUnit {
        unit: LengthUnit,
    },
    PointTwice {
        point: String,
    },
    PointUnknown {
        point: String,
        known: Vec<Text>,
    },
    TargetsMissing {
        point: String,
        sizes: Vec<Text>,
    },
    /// From 0, in whole units.
    LengthOutside {
        point: String,
        most: i64,
    },
    NoChart,
    NothingMeasured,
    MeasuredTwice {
        size: String,
        point: String,
    },
    RoundOpen {
        round: u32,
        now: Task,
    },
    NotNow {
        task: Task,
        now: Task,
    },
    Missing(Missing),
    /// A further wash of what was never washed.
    NothingWashed,
    CourierNumberMissing {
        courier: String,
    },
    /// Sent without a word on the points outside their tolerance.
    OutsideUnexplained {
        points: Vec<Text>,
    },
    CommentsMissing {
        verdict: Text,
    },
    NoPicture,
    /// Of one order.
    TooManySamples {
        most: usize,
    },
    /// The order has been reviewed with this sample as it was approved.
    Frozen {
        name: String,
        review: Text,
    },
}

impl Say for SampleRefusal {
    fn say(&self) -> Message {
        use SampleRefusal::*;
        let of_line = |key, line: &usize| Message::new(key).with("line", *line);
        let of_round = |key, round: &u32| Message::new(key).with("round", i64::from(*round));
        match self {
            NoSuchSample => Message::new("sample-not-there"),
            AlreadyOrdered => Message::new("sample-already-ordered"),
            Dropped { on } => Message::new("sample-dropped").with("on", *on),
            Approved { round, on } => of_round("sample-approved", round).with("on", *on),
            WithCustomer { round, on } => of_round("sample-with-customer", round).with("on", *on),
            NothingChanged => Message::new("sample-nothing-changed"),
            TextMissing { what } => Message::new("sample-text-missing").with("what", what),
            TextTooLong { what, limit } => {
                Message::new("sample-text-too-long").with("what", what).with("limit", *limit)
            }
            ItemTextMissing { line, what } => of_line("sample-item-text-missing", line).with("what", what),
            ItemTextTooLong { line, what, limit } => {
                of_line("sample-item-text-too-long", line).with("what", what).with("limit", *limit)
            }
            TooMany { what, most } => Message::new("sample-too-many").with("what", what).with("most", *most),
            DayInTheFuture { day } => Message::new("sample-day-in-the-future").with("day", *day),
            DayBefore { day, before } => Message::new("sample-day-before").with("day", *day).with("before", *before),
            Day(fault) => fault.say(),
            DueBefore { due, before } => Message::new("sample-due-before").with("due", *due).with("before", *before),
            NoPieces => Message::new("sample-no-pieces"),
            PiecesOutside { most } => Message::new("sample-pieces-outside").with("most", i64::from(*most)),
            PiecesWithoutSize => Message::new("sample-pieces-without-size"),
            SizeTwice { size } => Message::new("sample-size-twice").with("size", size.as_str()),
            SizeUnknown { size, known } => {
                Message::new("sample-size-unknown").with("size", size.as_str()).with("known", known.clone())
            }
            NoSuchItem { line } => of_line("sample-no-such-item", line),
            QuantityNotPositive { line } => of_line("sample-quantity-not-positive", line),
            CountedInFractions { line, unit } => {
                of_line("sample-counted-in-fractions", line).with("unit", unit.as_str())
            }
            AmountOutside { line, what, most } => {
                of_line("sample-amount-outside", line).with("what", what).with("most", i64::from(*most))
            }
            OtherUnit { line, given, wanted } => {
                of_line("sample-other-unit", line).with("given", given.as_str()).with("wanted", wanted.as_str())
            }
            StockNegative { line } => of_line("sample-stock-negative", line),
            NoSuchQuestion { number } => Message::new("sample-no-such-question").with("number", *number),
            AlreadyAnswered { number, on } => {
                Message::new("sample-already-answered").with("number", *number).with("on", *on)
            }
            ChartHalf => Message::new("sample-chart-half"),
            MeasuredInUnit { unit } => Message::new("sample-measured-in-unit").with("unit", unit.code()),
            PointTwice { point } => Message::new("sample-point-twice").with("point", point.as_str()),
            PointUnknown { point, known } => {
                Message::new("sample-point-unknown").with("point", point.as_str()).with("known", known.clone())
            }
            TargetsMissing { point, sizes } => {
                Message::new("sample-targets-missing").with("point", point.as_str()).with("sizes", sizes.clone())
            }
            LengthOutside { point, most } => {
                Message::new("sample-length-outside").with("point", point.as_str()).with("most", *most)
            }
            NoChart => Message::new("sample-no-chart"),
            NothingMeasured => Message::new("sample-nothing-measured"),
            MeasuredTwice { size, point } => {
                Message::new("sample-measured-twice").with("size", size.as_str()).with("point", point.as_str())
            }
            RoundOpen { round, now } => of_round("sample-round-open", round).with("now", now.name()),
            NotNow { task, now } => Message::new("sample-not-now").with("task", task.name()).with("now", now.name()),
            Missing(missing) => missing.say(),
            NothingWashed => Message::new("sample-nothing-washed"),
            CourierNumberMissing { courier } => {
                Message::new("sample-courier-number-missing").with("courier", courier.as_str())
            }
            OutsideUnexplained { points } => Message::new("sample-outside-unexplained").with("points", points.clone()),
            NoPicture => Message::new("sample-no-picture"),
            TooManySamples { most } => Message::new("sample-too-many-samples").with("most", *most),
            Frozen { name, review } => Message::new("sample-frozen").with("name", name.as_str()).with("review", review),
            CommentsMissing { verdict } => Message::new("sample-comments-missing").with("verdict", verdict),
        }
    }
}
