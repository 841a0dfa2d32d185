//! What is said about the rows of a sheet: why one is refused and how to mend it, why one is left out, and how a value was
//! read when it could have been written more plainly.

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{Arg, Currency, Message, Money, Say};

/// A row of a sheet, from 1 as a spreadsheet program counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub sheet: String,
    pub row: usize,
}

impl Place {
    /// A fault of the row as a whole.
    pub fn fault(self, problem: Problem) -> RowFault {
        RowFault { place: self, column: String::new(), value: String::new(), problem }
    }
}

/// A row that is refused.
#[derive(Debug, Clone, PartialEq)]
pub struct RowFault {
    pub place: Place,
    /// The column's title as the sheet has it; empty when the row as a whole is meant.
    pub column: String,
    /// The value as it stands in the sheet.
    pub value: String,
    pub problem: Problem,
}

/// A row that is taken, with something that its reader should know. `place.row` is 0 for a whole sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct RowNote {
    pub place: Place,
    pub column: String,
    pub value: String,
    pub note: Note,
}

/// A row that holds no order and is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    pub place: Place,
    pub why: Skip,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Skip {
    Blank,
    Subtotal,
    /// Cell for cell the same as an earlier row.
    RepeatOf {
        row: usize,
    },
    /// The same order stands in another sheet of this import.
    AlsoIn {
        sheet: String,
        row: usize,
    },
    /// The customer or product is in the company's list already, and stays as it is there.
    AlreadyListed,
    /// History: the case ran another process of the company's than the one imported into.
    OtherProcess {
        process: yidan_domain::Text,
        key: String,
    },
    /// Was taken over by an earlier import.
    ImportedBefore {
        number: String,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// A day written as a spreadsheet's day number.
    DayNumber {
        date: Date,
    },
    /// Day, month, year (or month, day, year): only one order was possible.
    DayFirst {
        date: Date,
    },
    MonthFirst {
        date: Date,
    },
    NoPromise,
    /// Every column that was taken has the values of an earlier row, but another column differs.
    LooksRepeated {
        row: usize,
    },
    /// The sheet has no column for the currency.
    CurrencyGiven {
        currency: Currency,
    },
    NoUnits,
    ColumnsNotTaken {
        titles: Vec<String>,
    },
    /// Text that is no UTF-8 was read by a Chinese encoding.
    ReadAsChinese,
    /// An order of this customer with this number is there already, not from an import.
    SameReference {
        number: String,
    },
    /// There is a carrier or a tracking number, but nothing has been shipped.
    TrackingNotTaken,
    /// A sheet that holds nothing known here.
    SheetNotTaken,
    /// History: some cases say nothing of these steps, which were passed over.
    StepsSkipped {
        steps: Vec<yidan_domain::Text>,
    },
    /// History: so many cases stop before the end of the process.
    CasesStayOpen {
        count: usize,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    Missing,
    FormulaOnly,
    ErrorValue,
    NotADate,
    NoSuchDay,
    /// Outside what a calendar of trade can mean.
    YearOutside {
        from: i16,
        to: i16,
    },
    SeveralDates,
    /// Words such as 尽快 (as soon as possible) or 11月底 (end of November).
    VagueDate,
    AmbiguousDate {
        day_first: Date,
        month_first: Date,
    },
    /// A year of two digits.
    ShortYear,
    InTheFuture {
        today: Date,
    },
    TooLongAgo {
        oldest: Date,
    },
    PromisedTooFar {
        furthest: Date,
    },
    PromisedBeforeReceived {
        received: Date,
    },
    ShippedBeforeReceived {
        received: Date,
    },
    NotANumber,
    QuantityNotPositive,
    CountedInFractions {
        unit: String,
    },
    TooPrecise {
        digits: u32,
    },
    TooLarge,
    PriceNegative,
    /// A price with the sign of another currency than the row's.
    OtherCurrencySign {
        currency: Currency,
    },
    DiscountUnclear,
    UnknownCurrency,
    AmountDiffers {
        stated: Decimal,
        counted: Money,
    },
    AmountWithoutPrice,
    SharesSum {
        sum: Decimal,
    },
    TrackingAsTradeTerm,
    UnknownTradeTerm,
    UnknownChannel,
    TooLong {
        limit: usize,
    },
    NotYesOrNo,
    SimilarCustomer {
        other: String,
    },
    /// Rows of one order say different things about it.
    DiffersFrom {
        row: usize,
        other: String,
    },
    /// Another row of the same order is refused.
    PartOfRefused {
        row: usize,
    },
    TooManyLines {
        limit: usize,
    },
    /// A key that the other table does not have.
    NotInTable {
        table: yidan_domain::Text,
    },
    KeyRepeated {
        row: usize,
    },
    /// The same figure of an operation stands in two columns of a row.
    FigureRepeated {
        operation: String,
    },
    NoLines,
    /// Two columns of the sheet have titles of the same meaning.
    TwoColumns {
        other: String,
    },
    ColumnMissing {
        columns: Vec<yidan_domain::Text>,
    },
    /// The mapping names a title that the sheet does not have.
    TitleMissing {
        title: String,
    },
    /// Several people have this name.
    SeveralPeople,
    /// The customer's code is that of another customer.
    CodeOfOther {
        name: String,
    },
    /// The same order stands in this import once more, and says something else there.
    OrderRepeated {
        sheet: String,
        row: usize,
    },
    /// An earlier import made this order of other values.
    ImportedDifferently {
        number: String,
    },
    /// The number is taken by another order.
    NumberTaken,
    NotATime,
    EndBeforeStart {
        start: jiff::Timestamp,
    },
    /// The process has no step of this name.
    UnknownActivity {
        process: yidan_domain::Text,
        steps: Vec<yidan_domain::Text>,
        /// How many orders have it and stay out for it.
        orders: usize,
    },
    /// Refused by the rules that any new order keeps.
    Refused(Message),
}

impl Say for Problem {
    fn say(&self) -> Message {
        use Problem::*;
        match self {
            Missing => Message::new("import-missing"),
            FormulaOnly => Message::new("import-formula-only"),
            ErrorValue => Message::new("import-error-value"),
            NotADate => Message::new("import-not-a-date"),
            NoSuchDay => Message::new("import-no-such-day"),
            YearOutside { from, to } => {
                Message::new("import-year-outside").with("from", from.to_string()).with("to", to.to_string())
            }
            SeveralDates => Message::new("import-several-dates"),
            VagueDate => Message::new("import-vague-date"),
            AmbiguousDate { day_first, month_first } => Message::new("import-ambiguous-date")
                .with("day_first", day_first.to_string())
                .with("month_first", month_first.to_string()),
            ShortYear => Message::new("import-short-year"),
            InTheFuture { today } => Message::new("import-in-the-future").with("today", *today),
            TooLongAgo { oldest } => Message::new("import-too-long-ago").with("oldest", *oldest),
            PromisedTooFar { furthest } => Message::new("import-promised-too-far").with("furthest", *furthest),
            PromisedBeforeReceived { received } => {
                Message::new("import-promised-before-received").with("received", *received)
            }
            ShippedBeforeReceived { received } => {
                Message::new("import-shipped-before-received").with("received", *received)
            }
            NotANumber => Message::new("import-not-a-number"),
            QuantityNotPositive => Message::new("import-quantity-not-positive"),
            CountedInFractions { unit } => Message::new("import-counted-in-fractions").with("unit", unit.as_str()),
            TooPrecise { digits } => Message::new("import-too-precise").with("digits", i64::from(*digits)),
            TooLarge => Message::new("import-too-large"),
            PriceNegative => Message::new("import-price-negative"),
            OtherCurrencySign { currency } => Message::new("import-other-sign").with("currency", currency.code()),
            DiscountUnclear => Message::new("import-discount-unclear"),
            UnknownCurrency => Message::new("import-unknown-currency"),
            AmountDiffers { stated, counted } => Message::new("import-amount-differs")
                .with("stated", yidan_domain::money::grouped(&stated.to_string()))
                .with("counted", *counted),
            AmountWithoutPrice => Message::new("import-amount-without-price"),
            SharesSum { sum } => Message::new("import-shares-sum").with("sum", sum.normalize().to_string()),
            TrackingAsTradeTerm => Message::new("import-tracking-as-trade-term"),
            UnknownTradeTerm => Message::new("import-unknown-trade-term"),
            UnknownChannel => Message::new("import-unknown-channel"),
            TooLong { limit } => Message::new("import-too-long").with("limit", *limit),
            NotYesOrNo => Message::new("import-not-yes-or-no"),
            SimilarCustomer { other } => Message::new("import-similar-customer").with("other", other.as_str()),
            DiffersFrom { row, other } => {
                Message::new("import-differs-from").with("row", row.to_string()).with("other", other.as_str())
            }
            PartOfRefused { row } => Message::new("import-part-of-refused").with("row", row.to_string()),
            TooManyLines { limit } => Message::new("import-too-many-lines").with("limit", *limit),
            NotInTable { table } => Message::new("import-not-in-table").with("table", table),
            KeyRepeated { row } => Message::new("import-key-repeated").with("row", row.to_string()),
            FigureRepeated { operation } => {
                Message::new("import-figure-repeated").with("operation", operation.as_str())
            }
            NoLines => Message::new("import-no-lines"),
            TwoColumns { other } => Message::new("import-two-columns").with("other", other.as_str()),
            ColumnMissing { columns } => Message::new("import-column-missing").with("columns", columns.clone()),
            TitleMissing { title } => Message::new("import-title-missing").with("title", title.as_str()),
            SeveralPeople => Message::new("import-several-people"),
            CodeOfOther { name } => Message::new("import-code-of-other").with("name", name.as_str()),
            OrderRepeated { sheet, row } => {
                Message::new("import-order-repeated").with("sheet", sheet.as_str()).with("row", row.to_string())
            }
            ImportedDifferently { number } => {
                Message::new("import-imported-differently").with("number", number.as_str())
            }
            NumberTaken => Message::new("import-number-taken"),
            NotATime => Message::new("import-not-a-time"),
            EndBeforeStart { start } => Message::new("import-end-before-start").with("start", *start),
            UnknownActivity { process, steps, orders } => Message::new("import-unknown-activity")
                .with("process", process)
                .with("steps", steps.clone())
                .with("orders", *orders),
            Refused(message) => message.clone(),
        }
    }
}

impl Say for Note {
    fn say(&self) -> Message {
        match self {
            Note::DayNumber { date } => Message::new("import-note-day-number").with("date", date.to_string()),
            Note::DayFirst { date } => Message::new("import-note-day-first").with("date", date.to_string()),
            Note::MonthFirst { date } => Message::new("import-note-month-first").with("date", date.to_string()),
            Note::NoPromise => Message::new("import-note-no-promise"),
            Note::LooksRepeated { row } => Message::new("import-note-looks-repeated").with("row", row.to_string()),
            Note::CurrencyGiven { currency } => {
                Message::new("import-note-currency-given").with("currency", currency.code())
            }
            Note::NoUnits => Message::new("import-note-no-units"),
            Note::ColumnsNotTaken { titles } => Message::new("import-note-columns-not-taken")
                .with("titles", Arg::List(titles.iter().map(yidan_domain::Text::same).collect())),
            Note::ReadAsChinese => Message::new("import-note-read-as-chinese"),
            Note::SameReference { number } => {
                Message::new("import-note-same-reference").with("number", number.as_str())
            }
            Note::TrackingNotTaken => Message::new("import-note-tracking-not-taken"),
            Note::StepsSkipped { steps } => Message::new("import-note-steps-skipped").with("steps", steps.clone()),
            Note::CasesStayOpen { count } => Message::new("import-note-cases-stay-open").with("count", *count),
            Note::SheetNotTaken => Message::new("import-note-sheet-not-taken"),
        }
    }
}

impl Say for Skip {
    fn say(&self) -> Message {
        match self {
            Skip::Blank => Message::new("import-skip-blank"),
            Skip::Subtotal => Message::new("import-skip-subtotal"),
            Skip::RepeatOf { row } => Message::new("import-skip-repeat").with("row", row.to_string()),
            Skip::AlsoIn { sheet, row } => {
                Message::new("import-skip-also-in").with("sheet", sheet.as_str()).with("row", row.to_string())
            }
            Skip::AlreadyListed => Message::new("import-skip-already-listed"),
            Skip::OtherProcess { process, key } => {
                Message::new("import-skip-other-process").with("process", process).with("key", key.as_str())
            }
            Skip::ImportedBefore { number } => {
                Message::new("import-skip-imported-before").with("number", number.as_str())
            }
        }
    }
}
