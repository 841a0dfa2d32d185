//! Letters of credit of an order: received, amended, reviewed by two people, and what the program sees against the order.

use axum::response::IntoResponse;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_documents::Problem as Unread;
use yidan_domain::{
    self as domain, LetterId, OrderId, PersonId, Say,
    case::Case,
    letter,
    order::{
        command::Command,
        row::OrderRow,
        situation::{Deed, Situation},
    },
    party::Person,
};
use yidan_store::{Tx, orders, people};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reading::{self, Fault},
        reply::Reply,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Clause, Day, Figure, Moment, Money, Name, PersonName, Text, Title},
    },
    steps::Done,
};
use crate::{app::App, texts::Reader};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_letters, receive_letter))
        .routes(routes!(amend_letter))
        .routes(routes!(review_letter))
}

#[derive(Serialize, ToSchema)]
struct Letters {
    /// In the order received.
    letters: Vec<Letter>,
    /// May production be released by them: there is one, and each is accepted by both reviewers?
    accepted: bool,
    /// May you enter credits and amendments now?
    may_keep: bool,
}

/// A letter of credit.
#[derive(Serialize, ToSchema)]
struct Letter {
    id: Uuid,
    #[schema(examples("LC-2026/088"))]
    number: String,
    /// The issuing bank.
    bank: String,
    standing: Standing,
    /// Who still has to review the latest version.
    waits_for: Vec<Reviewer>,
    /// Points that do not hold, of both reviews of the latest version.
    failing: Vec<Point>,
    /// What is to be amended, as the reviewers wrote it.
    discrepancies: Vec<String>,
    /// Until the latest day of shipment, below zero once it has passed; none once the goods have left.
    days_to_shipment: Option<i32>,
    days_to_expiry: i32,
    /// The last day for presenting documents.
    present_by: Day,
    /// What the program sees when it holds the latest version against the order.
    findings: Vec<Finding>,
    /// As it was received, then as it reads with each amendment.
    versions: Vec<Version>,
    /// As which reviewer you may review it now.
    may_review: Vec<Reviewer>,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LetterStanding)]
enum Standing {
    /// A review is still to come.
    Waits,
    /// To be amended.
    Discrepant,
    /// By both reviewers.
    Accepted,
}

#[derive(Serialize, ToSchema)]
struct Finding {
    /// A stable name of what is seen.
    #[schema(examples("letter-amount-short"))]
    code: &'static str,
    /// In the caller's language.
    detail: String,
}

#[derive(Serialize, ToSchema)]
struct Version {
    received_on: Day,
    note: String,
    terms: Terms,
    /// Against the version before.
    changed: Vec<Changed>,
    reviews: Vec<Given>,
}

#[derive(Serialize, ToSchema)]
struct Changed {
    what: Text,
    from: String,
    to: String,
}

/// A review that was given.
#[derive(Serialize, ToSchema)]
#[schema(as = LetterGiven)]
struct Given {
    reviewer: Reviewer,
    by: PersonName,
    at: Moment,
    checked: Vec<Checked>,
    discrepancies: Vec<String>,
    outcome: Outcome,
    /// Why it was accepted in spite of what the program found.
    note: String,
}

/// What a credit says, as far as orders are followed by it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Terms {
    amount: Money,
    /// So much more or less may be drawn, 0 to 99; “about” means 10.
    #[serde(default = "nothing")]
    tolerance_percent: Figure,
    expiry: Day,
    #[serde(default)]
    place_of_expiry: Name,
    #[serde(default)]
    latest_shipment: Option<Day>,
    /// Days after shipment within which documents are presented; 21 when left out.
    #[serde(default = "usual_presentation", deserialize_with = "presentation")]
    #[schema(minimum = 1, maximum = 90)]
    presentation_days: u32,
    /// Paid so many days after sight; at sight when left out.
    #[serde(default, deserialize_with = "usance")]
    #[schema(minimum = 1, maximum = 720)]
    usance_days: Option<u32>,
    #[serde(default = "allowed")]
    partial_shipments: bool,
    #[serde(default = "allowed")]
    transhipment: bool,
    #[serde(default)]
    port_of_loading: Name,
    #[serde(default)]
    port_of_discharge: Name,
    #[serde(default)]
    beneficiary: Clause,
    #[serde(default)]
    applicant: Clause,
    #[serde(default)]
    goods: Clause,
}

fn nothing() -> Figure {
    Figure(Default::default())
}

fn usual_presentation() -> u32 {
    letter::USUAL_PRESENTATION_DAYS
}

fn allowed() -> bool {
    true
}

fn presentation<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    reading::up_to(letter::terms::MOST_PRESENTATION_DAYS as usize, from).map(|days| days as u32)
}

fn usance<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let days: Option<Days> = Deserialize::deserialize(from)?;
    Ok(days.map(|days| days.0))
}

struct Days(u32);

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        reading::up_to(letter::terms::MOST_USANCE_DAYS as usize, from).map(|days| Self(days as u32))
    }
}

/// A credit that has come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewLetter {
    /// The number that the issuing bank gave it.
    number: Title,
    #[serde(default)]
    bank: Name,
    /// Today when left out.
    #[serde(default)]
    received_on: Option<Day>,
    terms: Terms,
    #[serde(default)]
    note: Clause,
}

/// The credit as it reads with the amendment, all of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterAmendment)]
struct Amendment {
    /// Today when left out.
    #[serde(default)]
    received_on: Option<Day>,
    terms: Terms,
    #[serde(default)]
    note: Clause,
}

/// A review of the latest version. It is accepted when every point of the reviewer holds and nothing is discrepant.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Review {
    reviewer: Reviewer,
    #[serde(default)]
    #[schema(max_items = 14)]
    checked: Vec<Checked>,
    /// What is to be amended.
    #[serde(default)]
    #[schema(max_items = 50)]
    discrepancies: Vec<Clause>,
    outcome: Outcome,
    /// Why it is accepted in spite of what the program finds: wanted for every finding but a late receipt.
    #[serde(default)]
    note: Clause,
}

/// A point of the checklist, and whether it holds.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterChecked)]
struct Checked {
    point: Point,
    holds: bool,
}

/// The two who review a credit are two people. The salesperson checks what was agreed with the customer (all points but
/// validity, beneficiary, presentation and documents), the documents clerk everything.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Reviewer {
    Salesperson,
    Documents,
}

#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReviewOutcome)]
enum Outcome {
    Accepted,
    Discrepant,
}

/// Writes the points once, as the API and as the domain have them.
macro_rules! points {
    ($($point:ident),* $(,)?) => {
        #[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[schema(as = LetterPoint)]
        enum Point {
            $($point),*
        }

        impl From<letter::Point> for Point {
            fn from(point: letter::Point) -> Self {
                match point {
                    $(letter::Point::$point => Self::$point),*
                }
            }
        }

        impl From<Point> for letter::Point {
            fn from(point: Point) -> Self {
                match point {
                    $(Point::$point => Self::$point),*
                }
            }
        }
    };
}

points! {
    Validity, Beneficiary, Applicant, Amount, Tolerance, Tenor, Goods, Shipment, Presentation, Ports, Parts, Documents,
    Charges, SoftClauses,
}

/// Letters of credit of an order
#[utoipa::path(get, path = "/orders/{id}/letters", tag = "letters", params(("id" = Uuid, Path)),
    responses((status = 200, description = "In the order received.", body = Letters, headers(("ETag" = String)))))]
async fn list_letters(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let scope = caller.viewer.scope();
    let read = move |tx: &mut Tx| {
        let order = orders::load(tx, scope, id)?;
        let process = orders::process_of(tx, &order)?.clone();
        Ok((order, process, people::all(tx)?))
    };
    let (order, process, people) = caller.app.store.read(read).await?;
    let world = caller.app.store.world();
    let calendars = &world.company.calendars;
    let shipped = OrderRow::of(&order, &process, calendars).delivered_on;
    let forecast = || caller.app.store.following().forecast(&Case::of(&order, &process), calendars, caller.now());
    let ship = shipped.or_else(|| forecast().expected_day().median);
    let situation = Situation::of(&order, &process);
    let view = View { caller: &caller, situation: &situation, people: &people, shipped, ship };
    let body = Letters {
        letters: order.letters.iter().map(|letter| view.letter(letter)).collect(),
        accepted: order.letters_accepted(),
        may_keep: situation.may(&caller.viewer, Deed::KeepLetter, None).is_ok(),
    };
    Ok(Reply::ok(body).version(order.version).into_response())
}

/// Enter a letter of credit that has come
#[utoipa::path(post, path = "/orders/{id}/letters", tag = "letters", params(("id" = Uuid, Path), IfMatch),
    request_body = NewLetter,
    responses((status = 200, description = "Entered; its id is in what happened.", body = Done, headers(("ETag" = String))),
        (status = 403), (status = 409)))]
async fn receive_letter(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<NewLetter>,
) -> Answer {
    let NewLetter { number, bank, received_on, terms, note } = what;
    let letter = letter::LetterOfCredit {
        id: LetterId(Uuid::now_v7()),
        number: number.0,
        bank: bank.0,
        first: version(&caller, received_on, terms, note)?,
        amendments: Vec::new(),
    };
    caller.command(id, seen, once, Command::ReceiveLetter { letter: Box::new(letter) }).await.map_err(in_letter)
}

/// Enter an amendment
///
/// The credit as it reads with it. Both review it again.
#[utoipa::path(post, path = "/orders/{id}/letters/{letter}/amendments", tag = "letters",
    params(("id" = Uuid, Path), ("letter" = Uuid, Path), IfMatch),
    request_body = Amendment,
    responses((status = 200, description = "Entered.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn amend_letter(
    caller: Caller,
    Path((id, letter)): Path<(OrderId, LetterId)>,
    seen: Seen,
    Sent { what, once }: Sent<Amendment>,
) -> Answer {
    let version = version(&caller, what.received_on, what.terms, what.note)?;
    let command = Command::AmendLetter { id: letter, version: Box::new(version) };
    caller.command(id, seen, once, command).await.map_err(in_letter)
}

/// Review the latest version of a letter of credit
///
/// A further review by the same person in the same role takes the place of the one before.
#[utoipa::path(post, path = "/orders/{id}/letters/{letter}/reviews", tag = "letters",
    params(("id" = Uuid, Path), ("letter" = Uuid, Path), IfMatch),
    request_body = Review,
    responses((status = 200, description = "Reviewed.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn review_letter(
    caller: Caller,
    Path((id, letter)): Path<(OrderId, LetterId)>,
    seen: Seen,
    Sent { what, once }: Sent<Review>,
) -> Answer {
    let review = letter::Review {
        reviewer: what.reviewer.into(),
        by: caller.person.id,
        at: caller.now(),
        checked: what.checked.iter().map(|checked| (checked.point.into(), checked.holds)).collect(),
        discrepancies: what.discrepancies.into_iter().map(|words| words.0).collect(),
        outcome: what.outcome.into(),
        note: what.note.0,
    };
    caller.command(id, seen, once, Command::ReviewLetter { id: letter, review: Box::new(review) }).await
}

/// A day of receipt stands beside the terms.
fn in_letter(problem: Problem) -> Problem {
    problem.moved("/day", "/received_on")
}

fn version(caller: &Caller, received_on: Option<Day>, terms: Terms, note: Clause) -> Answer<letter::Version> {
    Ok(letter::Version {
        terms: terms.read()?,
        received_on: received_on.map_or(caller.today(), |day| day.0),
        note: note.0,
        reviews: Vec::new(),
    })
}

impl Terms {
    fn read(self) -> Answer<letter::Terms> {
        let Money { amount, currency } = self.amount;
        let digits = currency.0.minor_digits();
        let amount = domain::Money::exact(amount.0, currency.0);
        let inexact = || Fault::at("/terms/amount/amount", Unread::TooPrecise { digits }.say());
        Ok(letter::Terms {
            amount: amount.ok_or_else(inexact)?,
            tolerance_percent: self.tolerance_percent.0,
            expiry: self.expiry.0,
            place_of_expiry: self.place_of_expiry.0,
            latest_shipment: self.latest_shipment.map(|day| day.0),
            presentation_days: self.presentation_days,
            usance_days: self.usance_days,
            partial_shipments: self.partial_shipments,
            transhipment: self.transhipment,
            port_of_loading: self.port_of_loading.0,
            port_of_discharge: self.port_of_discharge.0,
            beneficiary: self.beneficiary.0,
            applicant: self.applicant.0,
            goods: self.goods.0,
        })
    }
}

impl From<&letter::Terms> for Terms {
    fn from(terms: &letter::Terms) -> Self {
        Self {
            amount: terms.amount.into(),
            tolerance_percent: Figure(terms.tolerance_percent),
            expiry: Day(terms.expiry),
            place_of_expiry: Name(terms.place_of_expiry.clone()),
            latest_shipment: terms.latest_shipment.map(Day),
            presentation_days: terms.presentation_days,
            usance_days: terms.usance_days,
            partial_shipments: terms.partial_shipments,
            transhipment: terms.transhipment,
            port_of_loading: Name(terms.port_of_loading.clone()),
            port_of_discharge: Name(terms.port_of_discharge.clone()),
            beneficiary: Clause(terms.beneficiary.clone()),
            applicant: Clause(terms.applicant.clone()),
            goods: Clause(terms.goods.clone()),
        }
    }
}

/// What letters are shown by.
struct View<'a> {
    caller: &'a Caller,
    situation: &'a Situation<'a>,
    people: &'a [Person],
    /// The day on which the goods left.
    shipped: Option<jiff::civil::Date>,
    /// The same, or the day on which they are expected to.
    ship: Option<jiff::civil::Date>,
}

impl View<'_> {
    fn letter(&self, letter: &letter::LetterOfCredit) -> Letter {
        let (caller, today) = (self.caller, self.caller.today());
        let countdown = letter.countdown(today, self.shipped);
        let (standing, waits_for, failing, discrepancies) = match letter.standing() {
            letter::Standing::Accepted => (Standing::Accepted, Vec::new(), Vec::new(), Vec::new()),
            letter::Standing::WaitsFor(reviewers) => (Standing::Waits, reviewers, Vec::new(), Vec::new()),
            letter::Standing::Discrepant { points, discrepancies } => {
                (Standing::Discrepant, letter.latest().waits_for(), points, discrepancies)
            }
        };
        let may = |reviewer: &letter::Reviewer| self.situation.may_review(&caller.viewer, letter, *reviewer).is_ok();
        Letter {
            id: letter.id.0,
            number: letter.number.clone(),
            bank: letter.bank.clone(),
            standing,
            waits_for: waits_for.into_iter().map(Reviewer::from).collect(),
            failing: failing.into_iter().map(Point::from).collect(),
            discrepancies,
            days_to_shipment: countdown.days_to_shipment,
            days_to_expiry: countdown.days_to_expiry,
            present_by: Day(countdown.present_by),
            findings: self.findings(letter),
            versions: self.versions(letter),
            may_review: letter::Reviewer::ALL.into_iter().filter(may).map(Reviewer::from).collect(),
        }
    }

    fn findings(&self, letter: &letter::LetterOfCredit) -> Vec<Finding> {
        let against = self.situation.order.held_against(letter, self.ship, self.caller.today());
        let found = letter::findings(&letter.latest().terms, &against).into_iter().map(|finding| finding.say());
        found.map(|said| Finding { code: said.key, detail: self.caller.reader.say(&said) }).collect()
    }

    fn versions(&self, letter: &letter::LetterOfCredit) -> Vec<Version> {
        let before = std::iter::once(None).chain(letter.versions().map(Some));
        letter
            .versions()
            .zip(before)
            .map(|(version, before)| Version {
                received_on: Day(version.received_on),
                note: version.note.clone(),
                terms: (&version.terms).into(),
                changed: before.map(|before| self.changed(&before.terms, &version.terms)).unwrap_or_default(),
                reviews: version.reviews.iter().map(|review| self.given(review)).collect(),
            })
            .collect()
    }

    fn changed(&self, before: &letter::Terms, after: &letter::Terms) -> Vec<Changed> {
        let reader: &Reader = &self.caller.reader;
        let changed = letter::difference(before, after).into_iter();
        let view = |letter::Changed { what, from, to }| Changed {
            what: (&what).into(),
            from: reader.words(&from),
            to: reader.words(&to),
        };
        changed.map(view).collect()
    }

    fn given(&self, review: &letter::Review) -> Given {
        let checked = review.checked.iter();
        Given {
            reviewer: review.reviewer.into(),
            by: self.person(review.by),
            at: Moment(review.at),
            checked: checked.map(|(point, holds)| Checked { point: (*point).into(), holds: *holds }).collect(),
            discrepancies: review.discrepancies.clone(),
            outcome: match review.outcome {
                letter::Outcome::Accepted => Outcome::Accepted,
                letter::Outcome::Discrepant => Outcome::Discrepant,
            },
            note: review.note.clone(),
        }
    }

    fn person(&self, id: PersonId) -> PersonName {
        PersonName::of(id, self.people)
    }
}

impl From<Outcome> for letter::Outcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Accepted => Self::Accepted,
            Outcome::Discrepant => Self::Discrepant,
        }
    }
}

impl From<Reviewer> for letter::Reviewer {
    fn from(reviewer: Reviewer) -> Self {
        match reviewer {
            Reviewer::Salesperson => Self::Salesperson,
            Reviewer::Documents => Self::Documents,
        }
    }
}

impl From<letter::Reviewer> for Reviewer {
    fn from(reviewer: letter::Reviewer) -> Self {
        match reviewer {
            letter::Reviewer::Salesperson => Self::Salesperson,
            letter::Reviewer::Documents => Self::Documents,
        }
    }
}
