//! How the API says no: `application/problem+json` (RFC 9457) in the caller's language. A problem travels in the
//! response's extensions until `explain` puts it into words; what the framework itself refuses is put into words there, too.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use yidan_domain::{
    Lang, Message, Say,
    costing::EntryFault,
    credit,
    letter::LetterFault,
    order::refusal::{LineProblem, Refusal},
};
use yidan_store::{Error, error::Conflict, people};

use super::{
    credit::views::Lack,
    orders::{costs, history::Happened},
    reading::Fault,
};
use crate::{app::App, texts::Reader, web::failure::status_of};

pub const MEDIA_TYPE: &str = "application/problem+json";

/// What a handler of the API answers.
pub type Answer<T = Response> = Result<T, Problem>;

#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    message: Option<Message>,
    faults: Vec<Fault>,
    conflict: Option<Arc<Conflict>>,
    lacks: Vec<credit::Lack>,
}

/// The language in which the person who asked is spoken to, unless the request wants another.
#[derive(Clone, Copy)]
pub struct Spoken(pub Lang);

impl Problem {
    pub fn status(status: StatusCode) -> Self {
        Self { status, message: None, faults: Vec::new(), conflict: None, lacks: Vec::new() }
    }

    pub fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    pub fn saying(status: StatusCode, message: Message) -> Self {
        Self { message: Some(message), ..Self::status(status) }
    }

    /// What was sent can be read, and is wrong in these places.
    pub fn faults(faults: Vec<Fault>) -> Self {
        let message = faults.first().map(|fault| fault.message.clone());
        Self { faults, message, ..Self::status(StatusCode::UNPROCESSABLE_ENTITY) }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::faults(vec![fault])
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        if let Error::Storage(why) = &error {
            tracing::error!(why, "storage failed");
        }
        let (status, message) = (status_of(&error), Some(error.say()));
        match error {
            Error::Conflict(conflict) => Self { message, conflict: Some(conflict.into()), ..Self::status(status) },
            Error::Held(lacks) => Self { message, lacks, ..Self::status(status) },
            Error::Refused(refusal) => Self { message, faults: places(&refusal), ..Self::status(status) },
            _ => Self { message, ..Self::status(status) },
        }
    }
}

/// Where in what was sent a refusal points.
fn places(refusal: &Refusal) -> Vec<Fault> {
    match refusal {
        Refusal::Lines(fault) => {
            let field = match fault.what {
                LineProblem::None | LineProblem::TooMany => return vec![Fault::at("/lines", fault.say())],
                LineProblem::NameMissing | LineProblem::NameTooLong => "name",
                LineProblem::SpecTooLong => "spec",
                LineProblem::UnitTooLong => "unit",
                LineProblem::QuantityNotPositive | LineProblem::CountedInFractions => "quantity",
                LineProblem::PriceNegative | LineProblem::AmountTooLarge => "price",
                LineProblem::DiscountOutOfRange => "discount_percent",
            };
            vec![Fault::at(format!("/lines/{}/{field}", fault.line.saturating_sub(1)), fault.say())]
        }
        Refusal::Form { faults } => {
            faults.iter().map(|fault| Fault::at(format!("/answers/{}", fault.key), fault.say())).collect()
        }
        Refusal::Costs { faults } => {
            faults.iter().map(|fault| Fault::at(costs::place_of(fault), fault.say())).collect()
        }
        Refusal::CostEntry(fault @ EntryFault::Zero) => vec![Fault::at("/amount/amount", fault.say())],
        Refusal::CostEntry(fault @ EntryFault::OtherCurrency { .. }) => {
            vec![Fault::at("/amount/currency", fault.say())]
        }
        Refusal::DayInTheFuture { .. } => vec![Fault::at("/day", refusal.say())],
        Refusal::Received(_) => vec![Fault::at("/header/received_at", refusal.say())],
        Refusal::ReasonMissing => vec![Fault::at("/reason", refusal.say())],
        Refusal::PromisedBeforeReceived { .. } | Refusal::PromisedTooFar { .. } => {
            vec![Fault::at("/header/promised", refusal.say())]
        }
        Refusal::LossNegative => vec![Fault::at("/loss", refusal.say())],
        Refusal::PromiseInThePast { .. } => vec![Fault::at("/due", refusal.say())],
        Refusal::BeforeStart { .. } | Refusal::BeforeReceived { .. } => vec![Fault::at("/at", refusal.say())],
        Refusal::ValidUntilInThePast { .. } => vec![Fault::at("/valid_until", refusal.say())],
        Refusal::LetterTwice { .. } => vec![Fault::at("/number", refusal.say())],
        Refusal::Letter(fault) => {
            place_in_letter(fault).into_iter().map(|place| Fault::at(place, fault.say())).collect()
        }
        _ => Vec::new(),
    }
}

/// Where in a letter of credit, an amendment or a review.
fn place_in_letter(fault: &LetterFault) -> Option<&'static str> {
    Some(match fault {
        LetterFault::NumberMissing => "/number",
        LetterFault::AmountNotPositive { .. } => "/terms/amount",
        LetterFault::ToleranceOutside { .. } => "/terms/tolerance_percent",
        LetterFault::PresentationDaysOutside { .. } => "/terms/presentation_days",
        LetterFault::UsanceDaysOutside { .. } => "/terms/usance_days",
        LetterFault::AmendedBefore { .. } => "/received_on",
        LetterFault::SamePerson { .. } | LetterFault::AlreadyReviewed { .. } => "/reviewer",
        LetterFault::PointsOpen { .. } => "/checked",
        LetterFault::FindingsUnexplained { .. } => "/note",
        LetterFault::AcceptedWithDiscrepancies { .. } | LetterFault::NoDiscrepancyNamed => "/discrepancies",
        LetterFault::TextTooLong { .. } => return None,
    })
}

impl Problem {
    /// For bodies in which what a refusal points at stands at another place.
    pub fn moved(mut self, from: &str, to: &str) -> Self {
        for fault in self.faults.iter_mut().filter(|fault| fault.pointer.as_deref() == Some(from)) {
            fault.pointer = Some(to.to_owned());
        }
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Why a request was not done: RFC 9457.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Explained {
    /// A stable name of this sort of problem.
    #[serde(rename = "type")]
    #[schema(format = "uri", examples("urn:yidan:problem:invalid"))]
    kind: String,
    /// This sort of problem, in the caller's language.
    #[schema(examples("Something in it is wrong"))]
    title: String,
    #[schema(minimum = 400, maximum = 599, examples(422))]
    status: u16,
    /// What is wrong and how to go on, in the caller's language.
    #[schema(examples("Line 1: the quantity must be more than zero."))]
    detail: String,
    /// A stable name of exactly this reason, for programs.
    #[schema(examples("line-quantity-not-positive"))]
    code: String,
    /// Every place that is wrong, where places can be named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Place>,
    /// The version that the order has now; on a conflict.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    current_version: Option<u64>,
    /// What has happened to the order since the version that was named; on a conflict.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    since: Option<Vec<Happened>>,
    /// All that an order lacks to be released on credit, and what would give it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lacks: Vec<Lack>,
}

/// One place that is wrong, and how to mend it.
#[derive(Serialize, ToSchema)]
pub struct Place {
    detail: String,
    /// Where in the body: a JSON pointer as a fragment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, examples("#/lines/0/quantity"))]
    pointer: Option<String>,
    /// The parameter of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, examples("limit"))]
    parameter: Option<String>,
    /// The header.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, examples("If-Match"))]
    header: Option<String>,
}

/// Puts every refusal on its way out into the words of whoever asked.
pub async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let wanted = wanted_language(request.headers());
    let response = next.run(request).await;
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return response;
    }
    let spoken = response.extensions().get::<Spoken>().map(|spoken| spoken.0);
    let company = &app.store.world().company;
    let lang = wanted.or(spoken).unwrap_or(company.settings.lang);
    let reader = Reader { lang, zone: company.zone.clone(), now: app.now() };
    let problem = response.extensions().get::<Problem>().cloned();
    let problem = problem.unwrap_or_else(|| Problem::status(response.status()));
    let since = match &problem.conflict {
        Some(conflict) => Some(named(&app, conflict).await),
        None => None,
    };
    answer(&response, &problem.explained(&reader, since))
}

async fn named(app: &App, conflict: &Conflict) -> Vec<Happened> {
    let people = app.store.read(people::all).await.unwrap_or_default();
    conflict.since.iter().map(|recorded| Happened::of(recorded, &people)).collect()
}

impl Problem {
    fn explained(&self, reader: &Reader, since: Option<Vec<Happened>>) -> Explained {
        let (name, title, plain) = sort(self.status);
        Explained {
            kind: format!("urn:yidan:problem:{name}"),
            title: reader.t(title),
            status: self.status.as_u16(),
            detail: self.message.as_ref().map_or_else(|| reader.t(plain), |message| reader.say(message)),
            code: self.message.as_ref().map_or(name, |message| message.key).to_owned(),
            errors: self.faults.iter().map(|fault| fault.explained(reader)).collect(),
            current_version: self.conflict.as_ref().map(|conflict| conflict.version),
            since,
            lacks: self.lacks.iter().map(|lack| Lack::of(lack, reader)).collect(),
        }
    }
}

impl Fault {
    fn explained(&self, reader: &Reader) -> Place {
        Place {
            detail: reader.say(&self.message),
            pointer: self.pointer.as_ref().map(|pointer| format!("#{pointer}")),
            parameter: self.parameter.clone(),
            header: self.header.map(str::to_owned),
        }
    }
}

/// A sort of problem: its stable name, and the keys of its title and of what is said when there is nothing more to say.
fn sort(status: StatusCode) -> (&'static str, &'static str, &'static str) {
    match status.as_u16() {
        400 => ("malformed", "api-title-malformed", "api-malformed"),
        401 => ("unauthorized", "api-title-unauthorized", "api-unauthorized"),
        403 => ("forbidden", "api-title-forbidden", "api-forbidden"),
        404 => ("not-found", "api-title-not-found", "api-not-found"),
        405 => ("method-not-allowed", "api-title-method", "api-method"),
        409 => ("conflict", "api-title-conflict", "store-conflict"),
        413 => ("too-large", "api-title-too-large", "api-too-large"),
        415 => ("unsupported-media-type", "api-title-media-type", "api-media-type"),
        422 => ("invalid", "api-title-invalid", "api-invalid"),
        429 => ("too-many-requests", "api-title-too-many", "api-too-many"),
        503 => ("busy", "api-title-busy", "store-busy"),
        code if code < 500 => ("malformed", "api-title-malformed", "api-malformed"),
        _ => ("failed", "api-title-failed", "store-failed"),
    }
}

fn answer(refused: &Response, explained: &Explained) -> Response {
    let body = serde_json::to_vec(explained).unwrap_or_default();
    let mut response = (refused.status(), [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
    let kept = [header::ALLOW, header::WWW_AUTHENTICATE];
    for name in kept {
        if let Some(value) = refused.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if refused.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// The first language that the caller wants and we have.
pub fn wanted_language(headers: &HeaderMap) -> Option<Lang> {
    let wanted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    wanted.split(',').find_map(|tag| match tag.trim().get(..2) {
        Some("zh") => Some(Lang::Zh),
        Some("en") => Some(Lang::En),
        _ => None,
    })
}
