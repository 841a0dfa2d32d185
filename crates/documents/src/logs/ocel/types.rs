//! The vocabulary of the log: which types of objects and events there are, and the attributes of each. Names are for
//! programs and stay as they are once published.

use serde::Serialize;
use yidan_domain::order::event::Event;

#[derive(Serialize)]
pub(super) struct Type {
    name: &'static str,
    attributes: Vec<Declared>,
}

#[derive(Serialize)]
struct Declared {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

const STRING: &str = "string";
const TIME: &str = "time";
const INTEGER: &str = "integer";
const FLOAT: &str = "float";
const BOOLEAN: &str = "boolean";

type Attributes = &'static [(&'static str, &'static str)];

const OBJECTS: [(&str, Attributes); 6] = [
    (
        "order",
        &[
            ("number", STRING),
            ("process", STRING),
            ("process_version", INTEGER),
            ("customer_ref", STRING),
            ("channel", STRING),
            ("received", TIME),
            ("promised", TIME),
            ("currency", STRING),
            ("total", FLOAT),
            ("payment_terms", STRING),
            ("trade_terms", STRING),
            ("cancelled", BOOLEAN),
        ],
    ),
    (
        "line",
        &[
            ("position", INTEGER),
            ("name", STRING),
            ("spec", STRING),
            ("quantity", FLOAT),
            ("unit", STRING),
            ("price", FLOAT),
            ("discount_percent", FLOAT),
            ("amount", FLOAT),
        ],
    ),
    (
        "step",
        &[
            ("key", STRING),
            ("position", INTEGER),
            ("name", STRING),
            ("name_en", STRING),
            ("stage", STRING),
            ("department", STRING),
            ("department_name", STRING),
            ("state", STRING),
        ],
    ),
    ("person", &[("name", STRING), ("departments", STRING), ("role", STRING)]),
    ("customer", &[("name", STRING), ("code", STRING), ("region", STRING), ("country", STRING)]),
    ("product", &[("code", STRING), ("name", STRING), ("name_en", STRING), ("spec", STRING), ("unit", STRING)]),
];

/// What every event has: where it was told (screen, api, import, program), and its number in the order's history.
const OF_ALL: Attributes = &[("via", STRING), ("sequence", INTEGER)];
/// When a thing was told that is dated by when it was done.
const TOLD: (&str, &str) = ("recorded", TIME);
const EXCEPTION: (&str, &str) = ("exception", STRING);
const CAUSE: (&str, &str) = ("cause", STRING);
const CHARGED_TO: (&str, &str) = ("charged_to", STRING);
const DUE: (&str, &str) = ("due", TIME);

const EVENTS: [(&str, Attributes); 36] = [
    ("order entered", &[("number", STRING)]),
    ("step started", &[TOLD]),
    ("step finished", &[TOLD, ("answers", STRING)]),
    ("step handed over", &[("note", STRING)]),
    ("step skipped", &[TOLD, ("reason", STRING)]),
    ("step reopened", &[("reason", STRING)]),
    ("remark made", &[("text", STRING)]),
    ("file attached", &[("name", STRING), ("media_type", STRING), ("bytes", INTEGER), ("original", BOOLEAN)]),
    ("exception raised", &[EXCEPTION, ("rule", STRING), CAUSE, CHARGED_TO, DUE, ("note", STRING)]),
    ("exception handled", &[EXCEPTION, CAUSE, CHARGED_TO, DUE, ("note", STRING)]),
    ("exception restated", &[EXCEPTION, ("rule", STRING), CAUSE, CHARGED_TO, DUE]),
    ("exception cleared", &[EXCEPTION, ("mended", BOOLEAN), ("note", STRING)]),
    ("promise made", &[("promise", STRING), ("text", STRING), DUE]),
    ("promise closed", &[("promise", STRING), ("kept", BOOLEAN), ("note", STRING)]),
    ("order amended", &[("reason", STRING)]),
    ("plan changed", &[("promised", TIME), ("reason", STRING)]),
    ("order cancelled", &[("reason", STRING)]),
    ("step handed in", &[TOLD, ("answers", STRING)]),
    ("signed", &[("link", STRING), ("comment", STRING)]),
    ("sent back", &[("link", STRING), ("reason", STRING)]),
    ("withdrawn", &[("reason", STRING)]),
    ("approval voided", &[]),
    ("change proposed", &[("change", INTEGER), CHARGED_TO, ("loss", STRING), ("reason", STRING)]),
    ("quotation made", &[("round", INTEGER), ("total", STRING), ("note", STRING)]),
    ("quotation answered", &[("round", INTEGER), ("accepted", BOOLEAN), ("note", STRING)]),
    ("letter of credit received", &[("letter", STRING), ("number", STRING)]),
    ("letter of credit amended", &[("letter", STRING), ("note", STRING)]),
    ("letter of credit reviewed", &[("letter", STRING), ("accepted", BOOLEAN), ("discrepancies", STRING)]),
    ("costs estimated", &[("version", INTEGER)]),
    ("cost entered", &[("kind", STRING), ("amount", STRING), ("note", STRING)]),
    ("credit evidence shown", &[("evidence", STRING)]),
    ("credit released", &[("ground", STRING)]),
    ("credit recalled", &[("reason", STRING)]),
    ("ledger told", &[("facts", STRING)]),
    ("lots failed", &[("failed", STRING)]),
    ("sample told", &[("sample", STRING), ("what", STRING), ("day", TIME), ("note", STRING)]),
];

pub(super) fn objects() -> Vec<Type> {
    OBJECTS.iter().map(|(name, attributes)| of(name, attributes.iter())).collect()
}

pub(super) fn events() -> Vec<Type> {
    EVENTS.iter().map(|(name, attributes)| of(name, OF_ALL.iter().chain(*attributes))).collect()
}

fn of(name: &'static str, attributes: impl Iterator<Item = &'static (&'static str, &'static str)>) -> Type {
    Type { name, attributes: attributes.map(|(name, kind)| Declared { name, kind }).collect() }
}

/// The type of an event.
pub(super) fn of_event(event: &Event) -> &'static str {
    match event {
        Event::Entered { .. } => "order entered",
        Event::Started { .. } => "step started",
        Event::Finished { .. } => "step finished",
        Event::Assigned { .. } => "step handed over",
        Event::Skipped { .. } => "step skipped",
        Event::Reopened { .. } => "step reopened",
        Event::Remarked { .. } => "remark made",
        Event::Attached { .. } => "file attached",
        Event::ExceptionRaised { .. } => "exception raised",
        Event::ExceptionHandled { .. } => "exception handled",
        Event::ExceptionRestated { .. } => "exception restated",
        Event::ExceptionCleared { .. } => "exception cleared",
        Event::Promised { .. } => "promise made",
        Event::PromiseClosed { .. } => "promise closed",
        Event::Amended { .. } => "order amended",
        Event::Replanned { .. } => "plan changed",
        Event::Cancelled { .. } => "order cancelled",
        Event::Submitted { .. } => "step handed in",
        Event::Signed { .. } => "signed",
        Event::SentBack { .. } => "sent back",
        Event::Withdrawn { .. } => "withdrawn",
        Event::Voided { .. } => "approval voided",
        Event::ChangeProposed { .. } => "change proposed",
        Event::Quoted { .. } => "quotation made",
        Event::QuoteAnswered { .. } => "quotation answered",
        Event::LetterReceived { .. } => "letter of credit received",
        Event::LetterAmended { .. } => "letter of credit amended",
        Event::LetterReviewed { .. } => "letter of credit reviewed",
        Event::CostsEstimated { .. } => "costs estimated",
        Event::CostEntered { .. } => "cost entered",
        Event::CreditShown { .. } => "credit evidence shown",
        Event::CreditReleased { .. } => "credit released",
        Event::CreditRecalled { .. } => "credit recalled",
        Event::LedgerTold { .. } => "ledger told",
        Event::LotsFailed { .. } => "lots failed",
        Event::Sampled { .. } => "sample told",
    }
}
