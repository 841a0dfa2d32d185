//! Whatever is said of the field has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};

use super::{
    Fault,
    aftersales::{ComplaintRefusal, GoodsBackRefusal, SurveyRefusal},
    contact::ContactRefusal,
    evidence::EvidenceFault,
    installation::{Full, InstallationRefusal},
    slip::{Holder, Reason, Side, SlipCopy, SlipRefusal, Why},
};
use crate::{Currency, HandoverId, Message, Money, Quantity, Say, Text};

const ZH: &str = include_str!("../../../server/texts/zh/field.ftl");
const EN: &str = include_str!("../../../server/texts/en/field.ftl");

fn x() -> String {
    "x".to_owned()
}

fn text() -> Text {
    Text::same("x")
}

fn goods() -> Quantity {
    Quantity { ten_thousandths: 1, unit: "m".into() }
}

fn money() -> Money {
    Money { minor: 1, currency: Currency::CNY }
}

fn at() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn on() -> Date {
    Date::constant(2026, 3, 9)
}

fn words<T: Say>(all: impl IntoIterator<Item = T>) -> Vec<Message> {
    all.into_iter().map(|it| it.say()).collect()
}

fn shared() -> Vec<Message> {
    use Fault::*;
    let faults = [
        Missing { what: text() },
        TooLong { what: text(), limit: 1 },
        TooMany { what: text(), most: 1 },
        NotPositive { what: text(), quantity: goods() },
        InFractions { what: text(), quantity: goods() },
        TooLarge { what: text(), most: goods() },
        MoneyNotPositive { what: text() },
        MoneyTooLarge { what: text(), most: money() },
        OtherCurrency { given: Currency::CNY, wanted: Currency::CNY },
        InTheFuture { at: at() },
        TooEarly { at: at(), before: at() },
    ];
    let evidence = [
        EvidenceFault::FileMissing { what: text() },
        EvidenceFault::TooManyFiles { most: 1 },
        EvidenceFault::HashUnreadable,
        EvidenceFault::NobodySigned { act: text() },
        EvidenceFault::NothingShown,
        EvidenceFault::ShownTooLong { limit: 1 },
        EvidenceFault::NoSuchPlace,
    ];
    let contact = [
        ContactRefusal::Settled { at: at() },
        ContactRefusal::NextNotAhead { next: at() },
        ContactRefusal::NextTooFar { most_days: 1 },
        ContactRefusal::SamePerson,
    ];
    [words(faults), words(evidence), words(contact)].concat()
}

fn slips() -> Vec<Message> {
    use SlipRefusal::*;
    let refusals = [
        NoGoods,
        PriceNegative { item: text() },
        AmountTooLarge { item: text() },
        NoSuchItem { item: 1 },
        NothingItemised,
        NoSuchCopy { copy: text() },
        CopyIsThere { copy: text(), holder: text() },
        OrderNotSigned,
        SignedAlready { name: x() },
        RestClosed { reason: x() },
        NothingOutstanding,
        MoreThanOrdered { item: x(), given: goods(), most: goods() },
        NoSuchHandover,
        SignedApart { item: x(), kind: text() },
        MoreThanHandedOver { item: x(), given: goods(), most: goods() },
        NoSuchSignature,
        VoidedAlready { reason: x() },
        DeliveredSince,
        WrittenOffSince { item: x(), written_off: goods() },
        AgainInThePast { at: at() },
        MayNotWriteOff,
        OwnSlip,
        MoreThanSupported { item: x(), given: goods(), most: goods() },
    ];
    let reasons = [
        Reason::OrderNotSigned,
        Reason::NotDelivered,
        Reason::NotComing { reason: x() },
        Reason::NotSigned,
        Reason::GiftsNotSigned,
        Reason::PaperNotBack,
        Reason::EvidenceChanged,
    ];
    let handover = HandoverId(uuid::Uuid::nil());
    let chases = [
        Why::OrderNotSigned,
        Why::NotWithCarrier,
        Why::NotDelivered { rest: vec![text()] },
        Why::NotSigned { handover, side: Side::Goods },
        Why::NotSigned { handover, side: Side::Gifts },
        Why::PaperNotBack { holder: Holder::Carrier },
        Why::CopyLost { copy: SlipCopy::Carrier },
    ];
    [words(refusals), words(reasons), words(chases)].concat()
}

fn bookings() -> Vec<Message> {
    words([
        Full::NoRoom { on: on(), half: text(), left: 1, needed: 1 },
        Full::DayOff { on: on() },
        Full::TooLong { minutes: 1 },
        Full::NothingToDo,
    ])
}

fn installations() -> Vec<Message> {
    let mut said = bookings();
    use InstallationRefusal::*;
    let refusals = [
        Cancelled { reason: x() },
        DayToCome { on: on(), today: on() },
        DayPassed { on: on(), today: on() },
        NothingMeasured,
        MeasuredTwice { what: x() },
        LengthOutside { what: text(), most: 1 },
        NotMeasured,
        SiteNotConfirmed,
        NoStandardTime { length_mm: 1 },
        ShorterThanStandard { minutes: 1, standard: 1 },
        TooManyMinutes { most: 1 },
        ShortNotice { on: on(), earliest: on() },
        NotBooked,
        CrewKnows { at: at() },
        Started { at: at() },
        NotStarted,
        Finished { at: at() },
        NotFinished,
        NoSuch { what: text(), number: 1 },
        OutsidePassed { what: x() },
        OutsideFaultless { what: x() },
        OutsideOpen { items: vec![text()] },
        DefectFixed { at: at() },
        PromiseNotAhead { by: at() },
        DefectsOpen { defects: vec![text()] },
        Accepted { name: x() },
        AuditHeld,
        FindingAnswered,
    ];
    said.extend(words(refusals));
    said
}

fn aftersales() -> Vec<Message> {
    let surveys = [
        SurveyRefusal::NoQuestions,
        SurveyRefusal::BadQuestion { key: x() },
        SurveyRefusal::Answered { at: at() },
        SurveyRefusal::Expired { until: on() },
        SurveyRefusal::NotScored { questions: vec![text()] },
        SurveyRefusal::ScoreOutside { question: text(), best: 1 },
        SurveyRefusal::NotAsked { key: x() },
    ];
    let complaints = [
        ComplaintRefusal::NoSuchLine { line: 1 },
        ComplaintRefusal::DueInThePast { due: on() },
        ComplaintRefusal::Closed { at: at() },
        ComplaintRefusal::NotClosed,
        ComplaintRefusal::NotHandled,
        ComplaintRefusal::NothingDone,
        ComplaintRefusal::ChargedBeyond { given: money(), left: money() },
    ];
    use GoodsBackRefusal::*;
    let returns = [
        NoLines,
        NoSuchLine { line: 1 },
        MoreThanDelivered { line: 1, given: goods(), most: goods() },
        MoreThanAgreed { line: 1, given: goods(), most: goods() },
        NoReplacementAgreed,
        OwnOrder,
        DayOutside { on: on(), agreed: on(), today: on() },
        Closed { at: at() },
        ReplacementOpen { line: 1, quantity: goods() },
    ];
    [words(surveys), words(complaints), words(returns)].concat()
}

#[test]
fn whatever_is_said_in_the_field_has_words_in_both_languages() {
    let all = [shared(), slips(), installations(), aftersales()].concat();
    let places = |message: &Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    let said: BTreeMap<&str, BTreeSet<&str>> = all.iter().map(places).collect();
    for source in [ZH, EN] {
        assert_eq!(crate::message::worded(source), said);
    }
}
