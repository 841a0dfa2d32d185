//! The two reviews of a credit: salesperson and documents clerk go through it separately (S1, 6.1), and both must accept
//! the latest version. A person who erred reviews again: the later review counts, the earlier stays to be read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{LONGEST_TEXT, LetterFault, LetterOfCredit, Point, Version, words_within};
use crate::{PersonId, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reviewer {
    Salesperson,
    Documents,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    pub reviewer: Reviewer,
    pub by: PersonId,
    pub at: Timestamp,
    /// Points of the checklist, each with whether it holds.
    pub checked: Vec<(Point, bool)>,
    /// What is to be amended, in words.
    pub discrepancies: Vec<String>,
    pub outcome: Outcome,
    /// Why it is accepted in spite of what the program sees (`findings`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Accepted,
    Discrepant,
}

/// Where the latest version stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    WaitsFor(Vec<Reviewer>),
    /// To be amended: the points that do not hold and what people wrote, of both, even while one is still to come.
    Discrepant {
        points: Vec<Point>,
        discrepancies: Vec<String>,
    },
    Accepted,
}

impl Reviewer {
    pub const ALL: [Reviewer; 2] = [Reviewer::Salesperson, Reviewer::Documents];

    pub fn key(self) -> &'static str {
        match self {
            Reviewer::Salesperson => "salesperson",
            Reviewer::Documents => "documents",
        }
    }

    pub fn name(self) -> Text {
        match self {
            Reviewer::Salesperson => Text::new("业务员", "salesperson"),
            Reviewer::Documents => Text::new("单证员", "documents clerk"),
        }
    }

    pub fn other(self) -> Reviewer {
        match self {
            Reviewer::Salesperson => Reviewer::Documents,
            Reviewer::Documents => Reviewer::Salesperson,
        }
    }
}

impl Review {
    /// With its words tidied, and outcome and points in keeping.
    fn checked(self) -> Result<Self, LetterFault> {
        let mut discrepancies = Vec::with_capacity(self.discrepancies.len());
        for typed in &self.discrepancies {
            let words = words_within(typed, &Text::new("不符点", "Discrepancy"), LONGEST_TEXT)?;
            discrepancies.extend(Some(words).filter(|words| !words.is_empty()));
        }
        match self.outcome {
            Outcome::Accepted => {
                let points = Point::for_reviewer(self.reviewer).iter();
                let open = points.filter(|point| !self.checked.contains(&(**point, true)) || self.fails(**point));
                let points: Vec<Text> = open.map(|point| point.name()).collect();
                if !points.is_empty() {
                    return Err(LetterFault::PointsOpen { points });
                }
                if !discrepancies.is_empty() {
                    return Err(LetterFault::AcceptedWithDiscrepancies { count: discrepancies.len() });
                }
            }
            Outcome::Discrepant => {
                if discrepancies.is_empty() && !Point::ALL.into_iter().any(|point| self.fails(point)) {
                    return Err(LetterFault::NoDiscrepancyNamed);
                }
            }
        }
        let note = words_within(&self.note, &Text::new("说明", "Note"), LONGEST_TEXT)?;
        Ok(Self { discrepancies, note, ..self })
    }

    /// Does the review say that this point does not hold?
    fn fails(&self, point: Point) -> bool {
        self.checked.contains(&(point, false))
    }
}

impl Version {
    /// The review that counts for this reviewer: the last one.
    pub fn review_by(&self, reviewer: Reviewer) -> Option<&Review> {
        self.reviews.iter().rev().find(|review| review.reviewer == reviewer)
    }

    /// Who still has to review it. One person cannot stand for both.
    pub fn waits_for(&self) -> Vec<Reviewer> {
        let sales = self.review_by(Reviewer::Salesperson);
        let missing = |reviewer: &Reviewer| match (self.review_by(*reviewer), reviewer) {
            (None, _) => true,
            (Some(review), Reviewer::Documents) => sales.is_some_and(|other| other.by == review.by),
            (Some(_), Reviewer::Salesperson) => false,
        };
        Reviewer::ALL.into_iter().filter(missing).collect()
    }

    pub fn standing(&self) -> Standing {
        let counting = Reviewer::ALL.into_iter().filter_map(|reviewer| self.review_by(reviewer));
        let discrepant: Vec<&Review> = counting.filter(|review| review.outcome == Outcome::Discrepant).collect();
        if !discrepant.is_empty() {
            let fails = |point: &Point| discrepant.iter().any(|review| review.fails(*point));
            return Standing::Discrepant {
                points: Point::ALL.into_iter().filter(fails).collect(),
                discrepancies: discrepant.iter().flat_map(|review| review.discrepancies.clone()).collect(),
            };
        }
        let waits_for = self.waits_for();
        if waits_for.is_empty() { Standing::Accepted } else { Standing::WaitsFor(waits_for) }
    }
}

impl LetterOfCredit {
    /// Of the latest version, as all here. An amendment waits for both again.
    pub fn standing(&self) -> Standing {
        self.latest().standing()
    }

    /// Accepted by both reviewers, who are different people.
    pub fn is_accepted(&self) -> bool {
        self.standing() == Standing::Accepted
    }

    /// May this person review it in this role? Their own review they may correct.
    pub fn may_review(&self, reviewer: Reviewer, by: PersonId) -> Result<(), LetterFault> {
        let version = self.latest();
        if version.review_by(reviewer.other()).is_some_and(|review| review.by == by) {
            return Err(LetterFault::SamePerson { reviewed_as: reviewer.other().name() });
        }
        match version.review_by(reviewer).filter(|review| review.by != by) {
            Some(review) => Err(LetterFault::AlreadyReviewed { reviewer: reviewer.name(), at: review.at }),
            None => Ok(()),
        }
    }

    pub fn review(&mut self, review: Review) -> Result<(), LetterFault> {
        self.may_review(review.reviewer, review.by)?;
        let review = review.checked()?;
        self.latest_mut().reviews.push(review);
        Ok(())
    }
}

/// May production be released by these credits: there is one, and each is accepted?
pub fn all_accepted(letters: &[LetterOfCredit]) -> bool {
    !letters.is_empty() && letters.iter().all(LetterOfCredit::is_accepted)
}

#[cfg(test)]
mod tests {
    use super::{
        super::sample::{day, letter, terms},
        Outcome::*,
        Reviewer::*,
        *,
    };

    const ANNA: u128 = 1;
    const BO: u128 = 2;
    const CHEN: u128 = 3;

    fn person(number: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(number))
    }

    fn at() -> Timestamp {
        "2026-10-09T01:00:00Z".parse().unwrap()
    }

    /// Accepted with every point checked; discrepant by the port, in words.
    fn review(reviewer: Reviewer, by: u128, outcome: Outcome) -> Review {
        let points = Point::for_reviewer(reviewer).iter();
        Review {
            reviewer,
            by: person(by),
            at: at(),
            checked: points.map(|point| (*point, outcome == Accepted || *point != Point::Ports)).collect(),
            discrepancies: if outcome == Discrepant { vec![" port is  Shanghai ".into()] } else { Vec::new() },
            outcome,
            note: String::new(),
        }
    }

    fn reviewed(reviews: &[(Reviewer, u128, Outcome)]) -> LetterOfCredit {
        let mut letter = letter();
        for (reviewer, by, outcome) in reviews {
            letter.review(review(*reviewer, *by, *outcome)).unwrap();
        }
        letter
    }

    #[test]
    fn a_credit_is_accepted_by_two_people_in_two_roles() {
        let discrepant = |times: usize| Standing::Discrepant {
            points: vec![Point::Ports],
            discrepancies: vec!["port is Shanghai".into(); times],
        };
        for (reviews, standing) in [
            (&[][..], Standing::WaitsFor(vec![Salesperson, Documents])),
            (&[(Salesperson, ANNA, Accepted)], Standing::WaitsFor(vec![Documents])),
            (&[(Documents, BO, Accepted)], Standing::WaitsFor(vec![Salesperson])),
            (&[(Documents, BO, Accepted), (Salesperson, ANNA, Accepted)], Standing::Accepted),
            (&[(Documents, BO, Discrepant)], discrepant(1)),
            (&[(Salesperson, ANNA, Accepted), (Documents, BO, Discrepant)], discrepant(1)),
            (&[(Salesperson, ANNA, Discrepant), (Documents, BO, Discrepant)], discrepant(2)),
            // Who erred reviews again, in either direction.
            (
                &[(Salesperson, ANNA, Accepted), (Documents, BO, Discrepant), (Documents, BO, Accepted)],
                Standing::Accepted,
            ),
            (
                &[(Salesperson, ANNA, Accepted), (Documents, BO, Accepted), (Salesperson, ANNA, Discrepant)],
                discrepant(1),
            ),
        ] {
            let letter = reviewed(reviews);
            assert_eq!(letter.standing(), standing, "{reviews:?}");
            assert_eq!(letter.is_accepted(), standing == Standing::Accepted);
        }
    }

    #[test]
    fn one_person_reviews_in_one_role_and_one_role_is_one_persons() {
        let same = |reviewer: Reviewer| Err(LetterFault::SamePerson { reviewed_as: reviewer.name() });
        let taken = |reviewer: Reviewer| Err(LetterFault::AlreadyReviewed { reviewer: reviewer.name(), at: at() });
        let half = reviewed(&[(Salesperson, ANNA, Accepted)]);
        let whole = reviewed(&[(Salesperson, ANNA, Accepted), (Documents, BO, Discrepant)]);
        for (letter, reviewer, by, answer) in [
            (&letter(), Salesperson, ANNA, Ok(())),
            (&half, Salesperson, ANNA, Ok(())),
            (&half, Documents, ANNA, same(Salesperson)),
            (&half, Documents, BO, Ok(())),
            (&half, Salesperson, CHEN, taken(Salesperson)),
            (&whole, Documents, BO, Ok(())),
            (&whole, Documents, CHEN, taken(Documents)),
            (&whole, Documents, ANNA, same(Salesperson)),
            (&whole, Salesperson, BO, same(Documents)),
        ] {
            assert_eq!(letter.may_review(reviewer, person(by)), answer, "{reviewer:?} {by}");
            assert_eq!(letter.clone().review(review(reviewer, by, Accepted)), answer);
        }
    }

    #[test]
    fn what_slipped_past_is_not_accepted_by_one_person() {
        let mut letter = reviewed(&[(Salesperson, ANNA, Accepted)]);
        letter.first.reviews.push(review(Documents, ANNA, Accepted));
        assert_eq!(letter.standing(), Standing::WaitsFor(vec![Documents]));
    }

    #[test]
    fn an_outcome_agrees_with_its_points() {
        type Change = fn(&mut Review);
        let open = |points: &[Point]| {
            Err(LetterFault::PointsOpen { points: points.iter().map(|point| point.name()).collect() })
        };
        let cases: &[(Outcome, Change, Result<(), LetterFault>)] = &[
            (Accepted, |_| (), Ok(())),
            (Accepted, |review| review.checked[3].1 = false, open(&[Point::Amount])),
            (Accepted, |review| review.checked.push((Point::Ports, false)), open(&[Point::Ports])),
            (Accepted, |review| review.checked.truncate(12), open(&[Point::Charges, Point::SoftClauses])),
            (
                Accepted,
                |review| review.discrepancies.push("late".into()),
                Err(LetterFault::AcceptedWithDiscrepancies { count: 1 }),
            ),
            (Accepted, |review| review.discrepancies.push("  ".into()), Ok(())),
            (Discrepant, |review| review.checked.clear(), Ok(())),
            (Discrepant, |review| review.discrepancies.clear(), Ok(())),
            (
                Discrepant,
                |review| (review.checked, review.discrepancies) = (Vec::new(), vec![" ".into()]),
                Err(LetterFault::NoDiscrepancyNamed),
            ),
            (
                Discrepant,
                |review| review.discrepancies.push("x".repeat(6_501)),
                Err(LetterFault::TextTooLong { what: Text::new("不符点", "Discrepancy"), limit: 6_500 }),
            ),
        ];
        for (place, (outcome, change, answer)) in cases.iter().enumerate() {
            let mut review = review(Documents, BO, *outcome);
            change(&mut review);
            let mut letter = letter();
            assert_eq!(letter.review(review), *answer, "case {place}");
            assert_eq!(letter.latest().reviews.len(), usize::from(answer.is_ok()));
        }
    }

    #[test]
    fn an_amendment_is_reviewed_again_by_anyone() {
        let mut letter = reviewed(&[(Salesperson, ANNA, Accepted), (Documents, BO, Discrepant)]);
        letter.amend(Version::new(terms(), day("2026-10-20"), "").unwrap()).unwrap();
        assert_eq!(letter.standing(), Standing::WaitsFor(vec![Salesperson, Documents]));
        letter.review(review(Salesperson, BO, Accepted)).unwrap();
        letter.review(review(Documents, CHEN, Accepted)).unwrap();
        assert!(letter.is_accepted());
        assert_eq!(letter.first.reviews.len(), 2, "what was said of the first is kept");
    }

    #[test]
    fn production_waits_for_every_credit_of_an_order() {
        let (open, accepted) = (letter(), reviewed(&[(Salesperson, ANNA, Accepted), (Documents, BO, Accepted)]));
        for (letters, all) in [
            (vec![], false),
            (vec![open.clone()], false),
            (vec![accepted.clone()], true),
            (vec![accepted.clone(), open], false),
            (vec![accepted.clone(), accepted], true),
        ] {
            assert_eq!(all_accepted(&letters), all);
        }
    }
}
