//! Everything the domain can say has its words in both languages, and the words ask only for what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use yidan_domain::{
    Currency, ExceptionId, InspectionId, Message, PersonId, PromiseId, Quantity, Say, Text,
    approval::{Turn, Unfit},
    digest::{Line, Saying},
    exception::{Finding, RuleKey},
    notice::{About, Trouble},
    number::PatternFault,
    order::days::DayFault,
    order::refusal::{Block, FieldFault, FieldProblem, LineFault, LineProblem, Needs, Refusal},
    order::{Exception, Handling},
    process::{
        Milestone, Problem,
        due::DueFault,
        fault::Wanted,
        gate::{GateFault, Kind},
    },
    quality,
    schedule::{
        book::BookFault,
        holiday_fault::HolidayProblem,
        hours::{HoursFault, Span},
    },
};

const ZH: &str = include_str!("../../server/texts/zh/domain.ftl");
const EN: &str = include_str!("../../server/texts/en/domain.ftl");

/// The texts by key, each with the names that it wants filled in.
fn texts(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let entries = source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    entries
        .map(|(key, words)| {
            let wanted = words.split("{ $").skip(1).filter_map(|rest| rest.split_once(" }")).map(|(name, _)| name);
            (key, wanted.collect())
        })
        .collect()
}

fn refusals() -> Vec<Message> {
    use Refusal::*;
    let text = || Text::same("x");
    let (at, day) = ("2026-03-09T01:00:00Z".parse().unwrap(), "2026-03-09".parse().unwrap());
    let needs = [
        Needs::Department(text()),
        Needs::Departments(vec![text()]),
        Needs::Manager,
        Needs::Sales,
        Needs::Administrator,
        Needs::Planners,
        Needs::Owner,
        Needs::ThatPerson,
        Needs::AllOrders,
        Needs::Program,
        Needs::Submitter,
        Needs::Documents,
        Needs::Finance,
        Needs::Costing,
        Needs::SalespersonOfOrder,
        Needs::MarketingDirector,
        Needs::Writer,
    ];
    let blocks = [
        Block::After { steps: vec![text()], departments: vec![text()] },
        Block::Gate { sentence: text() },
        Block::Unknown { sentence: text(), facts: Vec::new(), asked_in: vec![text()] },
        Block::Unknown { sentence: text(), facts: Vec::new(), asked_in: Vec::new() },
        Block::Cancelled,
    ];
    let lines = [
        LineProblem::None,
        LineProblem::TooMany,
        LineProblem::NameMissing,
        LineProblem::NameTooLong,
        LineProblem::SpecTooLong,
        LineProblem::UnitTooLong,
        LineProblem::QuantityNotPositive,
        LineProblem::CountedInFractions,
        LineProblem::PriceNegative,
        LineProblem::DiscountOutOfRange,
        LineProblem::AmountTooLarge,
    ];
    let fields = [
        FieldProblem::Missing,
        FieldProblem::WrongKind,
        FieldProblem::NotAChoice { choices: vec![text()] },
        FieldProblem::WrongUnit { unit: "m".into() },
        FieldProblem::WrongCurrency { currency: "CNY".into() },
        FieldProblem::NotACount,
        FieldProblem::TooLong { limit: 1 },
        FieldProblem::Unknown,
        FieldProblem::SaidOtherwise { yes: true },
        FieldProblem::SaidOtherwise { yes: false },
    ];
    let field = |what| FieldFault { key: "x".into(), name: text(), what };
    let mut all = vec![
        NoSuchStep { step: "x".into() },
        NoSuchException,
        NoSuchPromise,
        Blocked { step: text(), blocks: Vec::new() },
        AlreadyStarted { step: text() },
        AlreadyClosed { step: text() },
        NotClosed { step: text() },
        NotNeeded { step: text() },
        NumberMissing,
        LaterStepsBegun { step: text(), later: vec![text()] },
        ReasonMissing,
        TextMissing,
        TextTooLong { limit: 1 },
        InTheFuture { at },
        BeforeStart { at, started: at },
        BeforeReceived { at, received: at },
        Cancelled,
        AlreadyHandedSo,
        ExceptionAlreadyCleared,
        ExceptionAlreadyRaised,
        DueInThePast { due: day },
        PromiseAlreadyClosed,
        PromiseInThePast { due: day },
        NothingChanged,
        PlanOutOfReach { step: text() },
        OrderFinished,
        SplitOutside { step: text(), whole: Some(yidan_domain::process::due::Takes::Workdays(3)) },
        SplitOutside { step: text(), whole: None },
        PromisedTooFar { promised: day, furthest: day },
        PromisedBeforeReceived { promised: day, received: day },
        Approval(Unfit::NothingToSign),
        Approval(Unfit::NotYours { link: text(), by: text() }),
        Approval(Unfit::OwnWork { link: text() }),
        Approval(Unfit::SignedAlready { link: text() }),
        InApproval { step: text(), turn: Box::new(Turn { link: text(), by: text() }) },
        Frozen { review: text() },
        NotFrozen,
        ChangeOpen { number: 1 },
        NoSuchQuote { round: 1 },
        NoSuchSlip { number: 1 },
        QuoteAnswered { round: 1 },
        QuoteExpired { round: 1, until: day },
        ValidUntilInThePast { until: day },
        LossNegative,
        NoSuchLetter,
        LetterTwice { number: "x".into() },
        DayInTheFuture { day },
        Costs { faults: Vec::new() },
        NoCostSheet,
        TooManyEntries { most: 1 },
        NotReleased,
        AlreadyReleased,
        AmountNotPositive,
        OtherCurrency { currency: Currency::CNY },
        Form { faults: Vec::new() },
        Received(DayFault::BeforeOrder { what: text(), day, received: day }),
        Received(DayFault::TooFar { what: text(), day, furthest: day }),
        Received(DayFault::TooLongAgo { what: text(), day, oldest: day }),
    ];
    all.extend(needs.map(|needs| NotAllowed { needs }));
    all.extend(blocks.clone().map(|block| Blocked { step: text(), blocks: vec![block] }));
    all.extend(lines.map(|what| Lines(LineFault { line: 1, what })));
    all.extend(fields.map(|what| Form { faults: vec![field(what)] }));
    // A block is said on its own too, beside the step that it keeps.
    all.iter().map(Say::say).chain(blocks.iter().map(Say::say)).collect()
}

fn problems() -> Vec<Message> {
    use Problem::*;
    let (x, text, list) = (|| "x".to_owned(), || Text::same("x"), || vec![Text::same("x")]);
    let due = [
        DueFault::Shape { written: x() },
        DueFault::Clock { written: x() },
        DueFault::Length { written: x() },
        DueFault::TooLong { most: 1 },
        DueFault::Anchor { written: x() },
    ];
    let gates = [
        GateFault::Syntax { message: x() },
        GateFault::NotKnown { part: x() },
        GateFault::TooLong { most: 1 },
        GateFault::BadLiteral { written: x() },
        GateFault::Unequal { left: Kind::Text, right: Kind::Date },
        GateFault::WrongKind { wanted: Kind::YesNo, found: Kind::Number },
        GateFault::UnknownFact { fact: x() },
    ];
    let mut all = vec![
        TooLarge { most: 1 },
        Syntax { message: x() },
        UnknownKey { key: x(), known: list() },
        MissingKey { key: x() },
        WrongType { key: x(), wanted: Wanted::Words },
        MissingLanguage { key: x(), lang: "zh" },
        BadKey { key: x() },
        ReservedKey { key: x() },
        DuplicateKey { key: x() },
        BadVersion,
        BadPer,
        NoSteps,
        TooManySteps { most: 1 },
        UnknownStep { step: x(), known: list() },
        Ring { steps: list() },
        Unreachable { step: text() },
        UnknownDepartment { department: x(), known: list() },
        UnknownStage { stage: x(), known: list() },
        UnknownKind { kind: x(), known: list() },
        UnknownMilestone { milestone: x(), known: list() },
        SecondMilestone { milestone: Milestone::Delivered, first: text() },
        SecondMilestone { milestone: Milestone::Reviewed, first: text() },
        UnknownSigner { signer: x(), known: list() },
        BadSigners { most: 1 },
        NoOptions,
        DueWithoutPrevious,
        DueAfterLater { step: text() },
        DueRing { steps: list() },
        UnknownFact { fact: x(), known: list() },
        FactTooLate { fact: x(), steps: list() },
        NeverHolds { unsure: Vec::new() },
        NeverHolds { unsure: list() },
        BadFactName { fact: x() },
        FactOfOrder { fact: x() },
        FactKind { fact: x(), given: Kind::Text, kind: Kind::Date },
        BadFormNumber,
        DuplicateForm { number: 1 },
        UnknownField { field: x(), known: list() },
        UnknownFormWord { key: x(), word: x(), known: list() },
        SameVersion { process: x(), version: 1 },
    ];
    all.extend(due.map(Due));
    all.extend(gates.map(Gate));
    all.iter().map(Say::say).collect()
}

fn patterns() -> Vec<Message> {
    let all = [
        PatternFault::CountParts { found: 1 },
        PatternFault::UnknownPart { part: "x".into() },
        PatternFault::Unclosed,
        PatternFault::TooLong { limit: 1 },
        PatternFault::BadCharacter { character: 'x' },
    ];
    all.iter().map(Say::say).collect()
}

fn calendars() -> Vec<Message> {
    use HolidayProblem::*;
    let (x, day) = (|| "x".to_owned(), "2026-03-09".parse().unwrap());
    let span = Span::new(0, 60).unwrap();
    let hours = [
        HoursFault::Span { written: x() },
        HoursFault::Backwards { span: x() },
        HoursFault::Overlap { first: span, second: span },
        HoursFault::TooMany { most: 1 },
        HoursFault::NothingWorked,
    ];
    let holidays = [
        Json { message: x() },
        NotPublished { year: 2027 },
        YearOutside { year: 1 },
        BadDate { written: x() },
        Stray { date: day, year: 2027 },
        Twice { date: day },
        NoName,
        NotCalendar,
        NotALine { written: x() },
        Unclosed { component: x() },
        NoStart,
        Repeats,
        EndsBeforeStart,
        TooLong { most: 1 },
        NoDays,
    ];
    let books = [
        BookFault::None,
        BookFault::TooMany { most: 1 },
        BookFault::BadKey { key: x() },
        BookFault::SameKey { key: x() },
        BookFault::NoName,
        BookFault::SameName { name: Text::same("x") },
        BookFault::UnknownCalendar { key: x() },
        BookFault::UnknownTable { key: x() },
        BookFault::InUse { name: Text::same("x") },
        BookFault::OwnName,
        BookFault::OwnBackwards { name: x() },
        BookFault::OwnTooLong { name: x(), most: 1 },
        BookFault::TooManyOwn { most: 1 },
    ];
    let holidays = holidays.map(|problem| problem.at(1).say());
    hours.iter().map(Say::say).chain(holidays).chain(books.iter().map(Say::say)).collect()
}

fn findings() -> Vec<Message> {
    use Finding::*;
    let (at, day) = ("2026-03-09T01:00:00Z".parse().unwrap(), "2026-03-09".parse().unwrap());
    let goods = Quantity { ten_thousandths: 1, unit: "m".into() };
    let all = [
        NoDate { received: at },
        StepLateStart { planned: at },
        StepOverdue { due: at },
        Blocked { since: at },
        Idle { since: at },
        AtRisk { promised: day, likely_by: day },
        WillBeLate { promised: day, expected: day },
        PromiseBroken { promised: day },
        WordBroken { promise: PromiseId(Default::default()), due: day },
        QuantityShort { ordered: goods.clone(), made: goods },
        InspectionFailed { found: Box::new(failed()) },
    ];
    assert!(all.iter().map(Finding::rule).eq(RuleKey::ALL), "every rule finds something");
    let by_a_person = Exception {
        id: ExceptionId(Default::default()),
        step: None,
        note: "x".into(),
        found: None,
        handling: Handling::default(),
        handled: false,
        raised_at: at,
        raised_by: PersonId::PROGRAM,
        cleared: None,
    };
    // What an inspection found is worded with the inspections.
    let own = all.iter().filter(|found| found.rule() != RuleKey::InspectionFailed);
    own.map(Say::say).chain([by_a_person.say()]).collect()
}

fn failed() -> quality::Finding {
    quality::Finding {
        lot: InspectionId(Default::default()),
        inspection: InspectionId(Default::default()),
        stage: quality::Stage::Final,
        repeats: 0,
        on: "2026-03-09".parse().unwrap(),
        verdict: quality::Verdict::Failed { classes: Vec::new() },
        defects: Vec::new(),
        again_on: None,
        mended_on: None,
    }
}

fn notices() -> Vec<Message> {
    use About::*;
    let day = "2026-03-09".parse().unwrap();
    let (x, step) = (|| "x".to_owned(), || Text::same("x"));
    let trouble = || Trouble::Note(x());
    let late = |finding| OrderLate { finding };
    let all = [
        StepHanded { step: step(), note: x() },
        StepReady { step: step() },
        ExceptionYours { step: Some(step()), trouble: trouble() },
        ExceptionYours { step: None, trouble: trouble() },
        ExceptionOverdue { step: None, trouble: trouble(), due: day },
        late(Finding::PromiseBroken { promised: day }),
        late(Finding::WillBeLate { promised: day, expected: day }),
        PromiseDue { text: x(), due: day },
        ToSign { step: Some(step()), link: step() },
        ToSign { step: None, link: step() },
        SentBack { step: Some(step()), reason: x() },
        SentBack { step: None, reason: x() },
        Approved { step: Some(step()) },
        Approved { step: None },
        Cancelled { reason: x() },
        Repromised { was: Some(day), is: Some(day) },
        Repromised { was: None, is: Some(day) },
        Repromised { was: Some(day), is: None },
    ];
    all.iter().map(Say::say).chain(all.iter().filter_map(About::detail)).collect()
}

fn digests() -> Vec<Message> {
    let (at, day) = ("2026-03-09T01:00:00Z".parse().unwrap(), "2026-03-09".parse().unwrap());
    let x = || Text::same("x");
    let exception = Saying::Exception { trouble: Trouble::Note("x".into()), due: Some(day) };
    let all = [
        Saying::Overdue { due: at },
        Saying::Due { due: at },
        Saying::Held { why: vec![x()] },
        exception,
        Saying::Promise { text: "x".into(), due: day },
        Saying::Late { promised: day, days: 1 },
        Saying::Queue { department: x(), steps: 1 },
    ];
    let lines = all.map(|says| Line { order: None, step: None, says });
    lines.iter().map(|line| line.says.say()).chain(lines.iter().filter_map(Line::by)).collect()
}

#[test]
fn whatever_is_said_has_words_in_both_languages() {
    let said: Vec<Message> =
        [refusals(), findings(), notices(), digests(), problems(), patterns(), calendars()].concat();
    let said_keys: BTreeSet<&str> = said.iter().map(|message| message.key).collect();
    for (lang, source) in [("zh", ZH), ("en", EN)] {
        let texts = texts(source);
        for message in &said {
            let given: BTreeSet<&str> = message.args.iter().map(|(name, _)| *name).collect();
            let wanted = texts.get(message.key).unwrap_or_else(|| panic!("{lang}: no words for {}", message.key));
            assert!(wanted.is_subset(&given), "{lang} {}: wants {wanted:?}, is given {given:?}", message.key);
        }
        let unused: Vec<_> = texts.keys().filter(|key| !said_keys.contains(*key)).collect();
        assert!(unused.is_empty(), "{lang}: nobody says {unused:?}");
    }
    assert_eq!(texts(ZH), texts(EN), "both languages fill in the same places");
}
