//! A letter of credit as its pages show it: the days that are left, what the program sees against the order, where its
//! reviews stand and who must act.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    Arg, Message, Money, Say, Text,
    access::Viewer,
    letter::{Changed, LetterOfCredit, Outcome, Review, Reviewer, Standing, Terms, Version, difference, findings},
    order::{
        refusal::Refusal,
        row::OrderRow,
        situation::{Deed, Situation},
    },
};

use super::super::{loaded::Loaded, schedule::Times, shown::or_none};
use crate::texts::Reader;

/// Fewer days than these are to be seen at a glance.
const SOON: i32 = 7;

pub struct LetterView {
    pub id: String,
    pub number: String,
    pub bank: String,
    /// Words of how it stands, and the kind of its pill.
    pub standing: (String, &'static str),
    /// Who must act now.
    pub onward: String,
    pub amount: Money,
    pub tolerance: String,
    /// With its tolerance.
    pub most: Money,
    pub shipment: Option<Left>,
    pub expiry: Left,
    pub present_by: Date,
    /// The day on which the goods left.
    pub shipped: Option<Date>,
    pub findings: Vec<String>,
    /// What is to be amended, by points and by words.
    pub failing: Vec<Text>,
    pub discrepancies: Vec<String>,
    pub reviews: Vec<ReviewPlace>,
    pub terms: Vec<(Text, String)>,
    /// The latest first.
    pub versions: Vec<VersionView>,
    pub may_amend: bool,
}

/// A day, how far it is, and the kind of its pill.
pub struct Left {
    pub day: Date,
    pub words: String,
    pub kind: &'static str,
}

/// One of the two reviews of the latest version: who gave it, or who is to.
pub struct ReviewPlace {
    pub reviewer: Reviewer,
    pub heading: String,
    pub given: Option<ReviewView>,
    /// Those who usually give it.
    pub people: String,
    pub may: bool,
    /// Why this viewer may not, where that is more than a question of rights.
    pub why_not: String,
}

pub struct ReviewView {
    pub reviewer: Text,
    pub by: String,
    pub at: Timestamp,
    pub accepted: bool,
    pub failing: Vec<Text>,
    pub discrepancies: Vec<String>,
    pub note: String,
}

pub struct VersionView {
    /// From 1; the first is the credit as it was received.
    pub number: usize,
    pub received_on: Date,
    pub note: String,
    pub changes: Vec<ChangedTerm>,
    pub reviews: Vec<ReviewView>,
}

pub struct ChangedTerm {
    pub what: Text,
    pub from: String,
    pub to: String,
}

/// An order as somebody sees it now.
pub struct Seen<'a> {
    loaded: &'a Loaded,
    viewer: &'a Viewer,
    reader: &'a Reader,
    situation: Situation<'a>,
    /// The day on which the goods left.
    shipped: Option<Date>,
    /// The same, or the day on which they are expected to.
    ship: Option<Date>,
}

impl<'a> Seen<'a> {
    pub fn of(loaded: &'a Loaded, viewer: &'a Viewer, reader: &'a Reader) -> Self {
        let (order, process) = (&loaded.order, &*loaded.process);
        let shipped = OrderRow::of(order, process, loaded.calendars()).delivered_on;
        let ship = shipped.or_else(|| Times::of(loaded, reader.now).expected.median);
        Self { loaded, viewer, reader, situation: Situation::of(order, process), shipped, ship }
    }

    pub fn letter(&self, letter: &LetterOfCredit) -> LetterView {
        let today = self.reader.today();
        let terms = &letter.latest().terms;
        let countdown = letter.countdown(today, self.shipped);
        let standing = letter.standing();
        let (failing, discrepancies) = match &standing {
            Standing::Discrepant { points, discrepancies } => {
                (points.iter().map(|point| point.name()).collect(), discrepancies.clone())
            }
            _ => (Vec::new(), Vec::new()),
        };
        LetterView {
            id: letter.id.to_string(),
            number: letter.number.clone(),
            bank: letter.bank.clone(),
            standing: self.standing(&standing),
            onward: self.onward(&standing),
            amount: terms.amount,
            tolerance: format!("±{}%", terms.tolerance_percent.normalize()),
            most: terms.most(),
            shipment: countdown.days_to_shipment.map(|days| self.left(terms.ship_by(), days)),
            expiry: self.left(terms.expiry, countdown.days_to_expiry),
            present_by: countdown.present_by,
            shipped: self.shipped,
            findings: self.findings(letter),
            failing,
            discrepancies,
            reviews: Reviewer::ALL.into_iter().map(|reviewer| self.place(letter, reviewer)).collect(),
            terms: self.terms(terms),
            versions: self.versions(letter),
            may_amend: self.situation.may(self.viewer, Deed::KeepLetter, None).is_ok(),
        }
    }

    /// What the program sees against the order, in words.
    pub fn findings(&self, letter: &LetterOfCredit) -> Vec<String> {
        let against = self.loaded.order.held_against(letter, self.ship, self.reader.today());
        let found = findings(&letter.latest().terms, &against);
        found.iter().map(|finding| self.reader.say(&finding.say())).collect()
    }

    pub fn terms(&self, terms: &Terms) -> Vec<(Text, String)> {
        let lines = terms.lines().into_iter().map(|(name, said)| (name, self.reader.words(&said)));
        lines.filter(|(_, words)| !words.is_empty()).collect()
    }

    /// What the latest amendment changed.
    pub fn amended(&self, letter: &LetterOfCredit) -> Vec<ChangedTerm> {
        let versions: Vec<&Version> = letter.versions().collect();
        match versions.as_slice() {
            [.., before, after] => self.changes(&before.terms, &after.terms),
            _ => Vec::new(),
        }
    }

    fn changes(&self, before: &Terms, after: &Terms) -> Vec<ChangedTerm> {
        let or_none = |said: &Arg| or_none(&self.reader.words(said), self.reader);
        let shown = |Changed { what, from, to }| ChangedTerm { what, from: or_none(&from), to: or_none(&to) };
        difference(before, after).into_iter().map(shown).collect()
    }

    fn standing(&self, standing: &Standing) -> (String, &'static str) {
        match standing {
            Standing::Accepted => (self.reader.t("lc-accepted"), "good"),
            Standing::Discrepant { .. } => (self.reader.t("lc-discrepant"), "late"),
            Standing::WaitsFor(reviewers) => (self.waits("lc-waits", reviewers), "soon"),
        }
    }

    fn onward(&self, standing: &Standing) -> String {
        match standing {
            Standing::Accepted => self.reader.t("lc-onward-accepted"),
            Standing::Discrepant { .. } => self.reader.t("lc-onward-discrepant"),
            Standing::WaitsFor(reviewers) => self.waits("lc-onward-waits", reviewers),
        }
    }

    fn waits(&self, key: &'static str, reviewers: &[Reviewer]) -> String {
        let names: Vec<Text> = reviewers.iter().map(|reviewer| reviewer.name()).collect();
        self.reader.say(&Message::new(key).with("reviewers", names))
    }

    fn left(&self, day: Date, days: i32) -> Left {
        let count = i64::from(days);
        let (words, kind) = match days {
            ..0 => (self.reader.count("lc-days-past", -count), "late"),
            0 => (self.reader.t("due-today"), "soon"),
            _ => (self.reader.count("days-left", count), if days <= SOON { "soon" } else { "" }),
        };
        Left { day, words, kind }
    }

    fn place(&self, letter: &LetterOfCredit, reviewer: Reviewer) -> ReviewPlace {
        let may = self.situation.may_review(self.viewer, letter, reviewer);
        let why_not = match &may {
            Err(refusal @ Refusal::Letter(_)) => self.reader.say(&refusal.say()),
            _ => String::new(),
        };
        ReviewPlace {
            reviewer,
            heading: self.reader.say(&Message::new("lc-review-of").with("reviewer", reviewer.name())),
            given: letter.latest().review_by(reviewer).map(|review| self.review(review)),
            people: self.people(reviewer),
            may: may.is_ok(),
            why_not,
        }
    }

    /// The order's salesperson, or whoever is in the department.
    fn people(&self, reviewer: Reviewer) -> String {
        let salesperson = self.loaded.order.header.salesperson.filter(|_| reviewer == Reviewer::Salesperson);
        if let Some(salesperson) = salesperson {
            return self.loaded.person(salesperson).to_owned();
        }
        let department = match reviewer {
            Reviewer::Salesperson => "sales",
            Reviewer::Documents => "documents",
        };
        let people = self.loaded.people.iter().filter(|person| person.active);
        let people = people.filter(|person| person.departments.contains(&department.into()));
        self.reader.list(people.map(|person| person.name.as_str()))
    }

    fn versions(&self, letter: &LetterOfCredit) -> Vec<VersionView> {
        let before = std::iter::once(None).chain(letter.versions().map(Some));
        let views = (1..).zip(letter.versions()).zip(before).map(|((number, version), before)| VersionView {
            number,
            received_on: version.received_on,
            note: version.note.clone(),
            changes: before.map(|before| self.changes(&before.terms, &version.terms)).unwrap_or_default(),
            reviews: version.reviews.iter().map(|review| self.review(review)).collect(),
        });
        let mut views: Vec<VersionView> = views.collect();
        views.reverse();
        views
    }

    fn review(&self, review: &Review) -> ReviewView {
        let failing = review.checked.iter().filter(|(_, holds)| !holds);
        ReviewView {
            reviewer: review.reviewer.name(),
            by: self.loaded.person(review.by).to_owned(),
            at: review.at,
            accepted: review.outcome == Outcome::Accepted,
            failing: failing.map(|(point, _)| point.name()).collect(),
            discrepancies: review.discrepancies.clone(),
            note: review.note.clone(),
        }
    }
}
