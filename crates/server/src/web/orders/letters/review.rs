//! One of the two reviews of a letter of credit: the checklist point by point, beside what the credit says and what the
//! program sees; what is discrepant, and the outcome.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{
    LetterId, Message, OrderId, Say, Text,
    letter::{LetterFault, LetterOfCredit, Outcome, Point, Review, Reviewer},
    order::{command::Command, refusal::Refusal, situation::Situation},
};
use yidan_store::{Error, orders};

use super::{
    super::{
        super::{Answer, Failure, Screen},
        history,
        loaded::Loaded,
        parsed,
        typed::Typed,
    },
    shown::{ChangedTerm, Seen},
};
use crate::page::{Faults, Frame, Nav, filters, html, html_with};

#[derive(Template)]
#[template(path = "orders/letters/review.html")]
struct ReviewPage {
    frame: Frame,
    order_number: String,
    back: String,
    action: String,
    version: u64,
    points: &'static [Point],
    typed: TypedReview,
    faults: Faults,
    /// Why it is not done.
    refused: Vec<String>,
    /// It cannot be done by this person now: the form is not there.
    is_closed: bool,
    changes: Vec<String>,
    findings: Vec<String>,
    terms: Vec<(Text, String)>,
    amended: Vec<ChangedTerm>,
}

/// A review as it is typed.
#[derive(Default)]
struct TypedReview {
    /// `yes` or `no`, where something was chosen.
    points: BTreeMap<Point, String>,
    /// One on a line.
    discrepancies: String,
    outcome: String,
    note: String,
}

impl ReviewPage {
    fn of(screen: &Screen, loaded: &Loaded, letter: &LetterOfCredit, reviewer: Reviewer) -> Self {
        let mut frame = screen.frame().at(Nav::Board);
        let reader = frame.reader.clone();
        let title = Message::new("lc-review-title").with("number", letter.number.as_str());
        frame.title = reader.say(&title.with("reviewer", reviewer.name()));
        let seen = Seen::of(loaded, &screen.viewer, &reader);
        let back = format!("/orders/{}/letters", loaded.order.id);
        let own = letter.latest().review_by(reviewer).filter(|review| review.by == screen.viewer.person);
        Self {
            order_number: loaded.order.number.clone(),
            action: format!("{back}/{}/review/{}", letter.id, reviewer.key()),
            back,
            version: loaded.order.version,
            points: Point::for_reviewer(reviewer),
            typed: own.map(TypedReview::of).unwrap_or_default(),
            faults: Faults::default(),
            refused: Vec::new(),
            is_closed: false,
            changes: Vec::new(),
            findings: seen.findings(letter),
            terms: seen.terms(&letter.latest().terms),
            amended: seen.amended(letter),
            frame,
        }
    }

    fn refuse(&mut self, refusal: &Refusal) {
        let words = self.frame.reader.say(&refusal.say());
        match refusal {
            Refusal::Letter(LetterFault::PointsOpen { .. }) => self.faults.add("outcome", words),
            Refusal::Letter(LetterFault::FindingsUnexplained { .. }) => self.faults.add("note", words),
            Refusal::Letter(LetterFault::AcceptedWithDiscrepancies { .. })
            | Refusal::Letter(LetterFault::NoDiscrepancyNamed)
            | Refusal::Letter(LetterFault::TextTooLong { .. }) => self.faults.add("discrepancies", words),
            _ => self.refused.push(words),
        }
    }

    fn answer(self, status: StatusCode) -> Response {
        html_with(status, &self.frame, &self)
    }
}

impl TypedReview {
    fn of(review: &Review) -> Self {
        let word = |holds: bool| if holds { "yes" } else { "no" };
        Self {
            points: review.checked.iter().map(|(point, holds)| (*point, word(*holds).to_owned())).collect(),
            discrepancies: review.discrepancies.join("\n"),
            outcome: match review.outcome {
                Outcome::Accepted => "accepted",
                Outcome::Discrepant => "discrepant",
            }
            .to_owned(),
            note: review.note.clone(),
        }
    }

    fn typed(typed: &Typed, reviewer: Reviewer) -> Self {
        let points = Point::for_reviewer(reviewer).iter();
        let points = points.map(|point| (*point, typed.get(&format!("point-{}", point.key())).to_owned()));
        Self {
            points: points.filter(|(_, word)| !word.is_empty()).collect(),
            discrepancies: typed.get("discrepancies").replace("\r\n", "\n"),
            outcome: typed.get("outcome").to_owned(),
            note: typed.get("note").replace("\r\n", "\n"),
        }
    }

    fn get(&self, point: &Point) -> &str {
        self.points.get(point).map_or("", String::as_str)
    }

    /// Who and when are filled in by the domain.
    fn read(&self, reviewer: Reviewer, screen: &Screen) -> Option<Review> {
        Some(Review {
            reviewer,
            by: screen.viewer.person,
            at: screen.now(),
            checked: self.points.iter().map(|(point, word)| (*point, word == "yes")).collect(),
            discrepancies: self.discrepancies.lines().map(str::to_owned).collect(),
            outcome: match self.outcome.as_str() {
                "accepted" => Outcome::Accepted,
                "discrepant" => Outcome::Discrepant,
                _ => return None,
            },
            note: self.note.clone(),
        })
    }
}

type Address = (String, String, String);

fn named((id, letter, reviewer): &Address) -> Result<(OrderId, LetterId, Reviewer), Failure> {
    let reviewer = Reviewer::ALL.into_iter().find(|known| known.key() == reviewer);
    Ok((parsed(id)?, parsed(letter)?, reviewer.ok_or(Error::NotFound("page"))?))
}

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (id, letter, reviewer) = named(&address)?;
    let loaded = Loaded::load(&screen, id).await?;
    let letter = loaded.order.letter(letter)?;
    let mut page = ReviewPage::of(&screen, &loaded, letter, reviewer);
    let situation = Situation::of(&loaded.order, &loaded.process);
    match situation.may_review(&screen.viewer, letter, reviewer) {
        Ok(()) => {}
        Err(refusal @ Refusal::NotAllowed { .. }) => return Err(refusal.into()),
        Err(refusal) => {
            page.refuse(&refusal);
            page.is_closed = true;
        }
    }
    Ok(html(&page.frame, &page))
}

pub async fn review(screen: Screen, Path(address): Path<Address>, typed: Typed) -> Answer {
    let (id, letter, reviewer) = named(&address)?;
    let loaded = Loaded::load(&screen, id).await?;
    let mut page = ReviewPage::of(&screen, &loaded, loaded.order.letter(letter)?, reviewer);
    page.version = typed.version().unwrap_or(page.version);
    page.typed = TypedReview::typed(&typed, reviewer);
    let Some(review) = page.typed.read(reviewer, &screen) else {
        page.faults.add("outcome", page.frame.reader.t("lc-outcome-missing"));
        return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let command = Command::ReviewLetter { id: letter, review: Box::new(review) };
    let (actor, seen) = (screen.actor(), typed.version());
    let outcome = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(|_| ()));
    match outcome.await {
        Ok(()) => Ok(screen.redirect(&page.back, &Message::new("done-review-letter"))),
        Err(Error::Conflict(conflict)) => {
            let loaded = Loaded::load(&screen, id).await?;
            let mut anew = ReviewPage::of(&screen, &loaded, loaded.order.letter(letter)?, reviewer);
            anew.changes = history::sentences_since(&loaded, &anew.frame.reader, seen.unwrap_or_default());
            (anew.version, anew.typed) = (conflict.version, page.typed);
            Ok(anew.answer(StatusCode::CONFLICT))
        }
        Err(Error::Refused(refusal)) if !matches!(*refusal, Refusal::NotAllowed { .. }) => {
            page.refuse(&refusal);
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}
