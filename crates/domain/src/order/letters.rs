//! Letters of credit of an order: received, amended, and reviewed by two people each on their own (S1).

use jiff::civil::Date;

use super::{
    Order,
    decide::Context,
    event::Event,
    refusal::{Needs, Refusal},
    situation::{Deed, Situation},
};
use crate::{
    LetterId, Money,
    access::Viewer,
    letter::{Against, LetterFault, LetterOfCredit, Outcome, Review, Reviewer, Version, all_accepted, findings},
    terms::payment::{self, Method},
};

impl Order {
    pub fn letter(&self, id: LetterId) -> Result<&LetterOfCredit, Refusal> {
        self.letters.iter().find(|letter| letter.id == id).ok_or(Refusal::NoSuchLetter)
    }

    /// Are all letters of credit that came for it accepted by both who review them?
    pub fn letters_accepted(&self) -> bool {
        all_accepted(&self.letters)
    }

    /// What a credit is held against. The goods are expected to leave, or have left, on `ship`.
    pub fn held_against(&self, letter: &LetterOfCredit, ship: Option<Date>, today: Date) -> Against {
        Against {
            total: self.to_be_paid_by(letter),
            received_on: letter.first.received_on,
            promised: self.header.promised,
            forecast_ship: ship,
            today,
        }
    }

    /// What the order's credits are for — the part that the terms of payment give to letters of credit, all of it where
    /// they give none or can't be read — less what its other credits pay. Without prices nothing is known: as much as
    /// the credit says.
    fn to_be_paid_by(&self, letter: &LetterOfCredit) -> Money {
        let currency = self.header.currency;
        let Some(total) = self.total() else {
            return Money { minor: letter.latest().terms.amount.minor, currency };
        };
        let terms = payment::read(&self.header.payment_terms).ok();
        let due = terms.and_then(|terms| terms.by_method(total, Method::Letter)).unwrap_or(total);
        let others = self.letters.iter().filter(|other| other.id != letter.id);
        let others = others.map(|other| other.latest().terms.amount);
        let rest = others.filter(|paid| paid.currency == currency).try_fold(due, Money::minus);
        rest.filter(|rest| rest.is_positive()).unwrap_or(due)
    }

    pub(super) fn letter_received(&self, letter: LetterOfCredit, context: Context) -> Result<Event, Refusal> {
        let LetterOfCredit { id, number, bank, first, .. } = letter;
        let first = arrived(first, context)?;
        let letter = LetterOfCredit::received(id, &number, &bank, first).map_err(Refusal::Letter)?;
        if self.letters.iter().any(|other| other.number == letter.number) {
            return Err(Refusal::LetterTwice { number: letter.number });
        }
        Ok(Event::LetterReceived { letter: Box::new(letter) })
    }

    pub(super) fn letter_amended(&self, id: LetterId, version: Version, context: Context) -> Result<Event, Refusal> {
        let version = arrived(version, context)?;
        let mut letter = self.letter(id)?.clone();
        letter.amend(version.clone()).map_err(Refusal::Letter)?;
        Ok(Event::LetterAmended { id, version: Box::new(version) })
    }

    pub(super) fn letter_reviewed(&self, id: LetterId, review: Review, context: Context) -> Result<Event, Refusal> {
        self.may_review_letter(review.reviewer, context.viewer)?;
        let review = Review { by: context.viewer.person, at: context.now, ..review };
        let mut letter = self.letter(id)?.clone();
        letter.review(review.clone()).map_err(Refusal::Letter)?;
        let today = context.calendars.zone.to_datetime(context.now).date();
        let found = findings(&letter.latest().terms, &self.held_against(&letter, None, today));
        let count = found.iter().filter(|finding| finding.wants_amendment()).count();
        if review.outcome == Outcome::Accepted && count > 0 && review.note.trim().is_empty() {
            return Err(Refusal::Letter(LetterFault::FindingsUnexplained { count }));
        }
        Ok(Event::LetterReviewed { id, review: Box::new(review) })
    }

    /// The salesperson's review is given in sales, the clerk's in documents. That they are two people is for the letter to
    /// say.
    pub fn may_review_letter(&self, reviewer: Reviewer, viewer: &Viewer) -> Result<(), Refusal> {
        match reviewer {
            Reviewer::Salesperson if viewer.enters_orders() => Ok(()),
            Reviewer::Salesperson => Err(Refusal::NotAllowed { needs: Needs::Sales }),
            Reviewer::Documents if viewer.manages() || viewer.is_in(&"documents".into()) => Ok(()),
            Reviewer::Documents => Err(Refusal::NotAllowed { needs: Needs::Documents }),
        }
    }
}

impl Situation<'_> {
    /// May this viewer review the credit now, as this reviewer?
    pub fn may_review(&self, viewer: &Viewer, letter: &LetterOfCredit, reviewer: Reviewer) -> Result<(), Refusal> {
        self.may(viewer, Deed::ReviewLetter, None)?;
        self.order.may_review_letter(reviewer, viewer)?;
        letter.may_review(reviewer, viewer.person).map_err(Refusal::Letter)
    }
}

/// A version with texts and terms checked, that has come by today and begins unreviewed.
fn arrived(version: Version, context: Context) -> Result<Version, Refusal> {
    let today = context.calendars.zone.to_datetime(context.now).date();
    if version.received_on > today {
        return Err(Refusal::DayInTheFuture { day: version.received_on });
    }
    Version::new(version.terms, version.received_on, &version.note).map_err(|fault: LetterFault| Refusal::Letter(fault))
}
