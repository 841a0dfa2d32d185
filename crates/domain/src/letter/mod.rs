//! Letters of credit 信用证 (S1, 6.1): what a credit says (`terms`), what the program sees against the order (`findings`),
//! what people go through when they review it (`checklist`), and their two reviews (`review`).
//!
//! An amendment 改证 is a further version with reviews of its own. Rules of banks are those of UCP 600.

pub mod checklist;
pub mod fault;
pub mod findings;
pub mod review;
pub mod terms;
#[cfg(test)]
mod words;

pub use checklist::Point;
pub use fault::LetterFault;
pub use findings::{Against, Finding, findings, wanted_by};
use jiff::civil::Date;
pub use review::{Outcome, Review, Reviewer, Standing, all_accepted};
use serde::{Deserialize, Serialize};
pub use terms::{Changed, Terms, USUAL_PRESENTATION_DAYS, difference};

use crate::{LetterId, Text, order::lateness::day_number, text::tidy};

/// Longest number, name or port kept, in characters.
pub const LONGEST_LINE: usize = 200;
/// Longest party, note, discrepancy or description of goods: field 45A of a bank's MT 700 has 100 lines of 65.
pub const LONGEST_TEXT: usize = 6_500;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LetterOfCredit {
    pub id: LetterId,
    /// The number that the issuing bank gave it.
    pub number: String,
    /// The issuing bank.
    pub bank: String,
    /// As it was received first.
    pub first: Version,
    /// Each as the credit reads with it, in the order received.
    #[serde(default)]
    pub amendments: Vec<Version>,
}

/// The credit as it read from one day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    pub terms: Terms,
    pub received_on: Date,
    pub note: String,
    /// In the order made; of one reviewer's the last counts.
    #[serde(default)]
    pub reviews: Vec<Review>,
}

/// How many days are left; below zero once the day has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Countdown {
    /// `None` once the goods have left.
    pub days_to_shipment: Option<i32>,
    pub days_to_expiry: i32,
    /// The last day for presenting documents, the goods having left when they did, or else leaving as late as they may.
    pub present_by: Date,
}

impl LetterOfCredit {
    pub fn received(id: LetterId, number: &str, bank: &str, first: Version) -> Result<Self, LetterFault> {
        let number = words_within(number, &Text::new("信用证号", "Number"), LONGEST_LINE)?;
        if number.is_empty() {
            return Err(LetterFault::NumberMissing);
        }
        let bank = words_within(bank, &Text::new("开证行", "Issuing bank"), LONGEST_LINE)?;
        Ok(Self { id, number, bank, first, amendments: Vec::new() })
    }

    /// Another version, which both have to review again.
    pub fn amend(&mut self, version: Version) -> Result<(), LetterFault> {
        let (received, before) = (version.received_on, self.latest().received_on);
        if received < before {
            return Err(LetterFault::AmendedBefore { received, before });
        }
        self.amendments.push(version);
        Ok(())
    }

    /// The first, then the amendments.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.first).chain(&self.amendments)
    }

    pub fn latest(&self) -> &Version {
        self.amendments.last().unwrap_or(&self.first)
    }

    pub(crate) fn latest_mut(&mut self) -> &mut Version {
        self.amendments.last_mut().unwrap_or(&mut self.first)
    }

    /// By the latest version. `shipped_on` is the day on which the goods left.
    pub fn countdown(&self, today: Date, shipped_on: Option<Date>) -> Countdown {
        let terms = &self.latest().terms;
        let days_to = |day: Date| day_number(day) - day_number(today);
        Countdown {
            days_to_shipment: shipped_on.is_none().then(|| days_to(terms.ship_by())),
            days_to_expiry: days_to(terms.expiry),
            present_by: terms.present_by(shipped_on.unwrap_or(terms.ship_by())),
        }
    }
}

impl Version {
    /// Not reviewed yet; with its terms checked and its texts tidied.
    pub fn new(terms: Terms, received_on: Date, note: &str) -> Result<Self, LetterFault> {
        let note = words_within(note, &Text::new("备注", "Note"), LONGEST_TEXT)?;
        Ok(Self { terms: terms.checked()?, received_on, note, reviews: Vec::new() })
    }
}

/// What is kept of typed words: line breaks only where a text may have many lines.
fn words_within(typed: &str, what: &Text, limit: usize) -> Result<String, LetterFault> {
    let words = tidy(typed, limit > LONGEST_LINE);
    if words.chars().count() > limit { Err(LetterFault::TextTooLong { what: what.clone(), limit }) } else { Ok(words) }
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;
    use crate::{Currency, Money};

    pub fn day(written: &str) -> Date {
        written.parse().unwrap()
    }

    pub fn usd(whole: i64) -> Money {
        Money { minor: whole * 100, currency: Currency::USD }
    }

    /// USD 50,000 without tolerance, shipment by 30 November, expiry 15 December, documents within 15 days.
    pub fn terms() -> Terms {
        Terms {
            amount: usd(50_000),
            tolerance_percent: 0.into(),
            expiry: day("2026-12-15"),
            place_of_expiry: "China".into(),
            latest_shipment: Some(day("2026-11-30")),
            presentation_days: 15,
            usance_days: None,
            partial_shipments: true,
            transhipment: true,
            port_of_loading: "Ningbo".into(),
            port_of_discharge: "Hamburg".into(),
            beneficiary: "Chenguang Imp. & Exp. Co.\nNingbo".into(),
            applicant: "Nordlicht GmbH".into(),
            goods: "Flanges DN25 PN16, 10,000 pcs".into(),
        }
    }

    pub fn letter() -> LetterOfCredit {
        let version = Version::new(terms(), day("2026-10-08"), "").unwrap();
        LetterOfCredit::received(LetterId(uuid::Uuid::nil()), "LC-2026/088", "Deutsche Bank", version).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        sample::{day, letter, terms},
        *,
    };

    #[test]
    fn a_credit_has_a_number_and_its_texts_are_tidied() {
        let version = || Version::new(terms(), day("2026-10-08"), " by  SWIFT ").unwrap();
        let id = LetterId(uuid::Uuid::nil());
        let kept = LetterOfCredit::received(id, " ＬＣ1 ", "Bank\nof X", version()).unwrap();
        assert_eq!((&*kept.number, &*kept.bank, &*kept.first.note), ("LC1", "Bank of X", "by SWIFT"));
        assert_eq!(LetterOfCredit::received(id, "  ", "", version()), Err(LetterFault::NumberMissing));
        for (number, bank, note, taken) in
            [(200, 200, 6_500, true), (201, 0, 0, false), (1, 201, 0, false), (1, 0, 6_501, false)]
        {
            let x = |count: usize| "证".repeat(count);
            let made = Version::new(terms(), day("2026-10-08"), &x(note))
                .and_then(|version| LetterOfCredit::received(id, &x(number), &x(bank), version));
            assert_eq!(made.is_ok(), taken, "{number} {bank} {note}");
        }
    }

    #[test]
    fn the_latest_amendment_counts_and_none_comes_before_another() {
        let mut letter = letter();
        let amended = |received: &str, expiry: &str| {
            Version::new(Terms { expiry: day(expiry), ..terms() }, day(received), "").unwrap()
        };
        let fault = LetterFault::AmendedBefore { received: day("2026-10-07"), before: day("2026-10-08") };
        assert_eq!(letter.amend(amended("2026-10-07", "2027-01-15")), Err(fault));
        assert_eq!(letter.latest().terms, terms());
        letter.amend(amended("2026-10-08", "2026-12-31")).unwrap();
        letter.amend(amended("2026-10-20", "2027-01-15")).unwrap();
        assert_eq!(letter.latest().terms.expiry, day("2027-01-15"));
        assert_eq!(letter.versions().count(), 3);
        let kept = serde_json::to_string(&letter).unwrap();
        assert_eq!(serde_json::from_str::<LetterOfCredit>(&kept).unwrap(), letter);
    }

    #[test]
    fn days_are_counted_down_to_shipment_and_expiry() {
        let letter = letter();
        for (today, shipped, to_shipment, to_expiry, present_by) in [
            ("2026-11-20", None, Some(10), 25, "2026-12-15"),
            ("2026-11-30", None, Some(0), 15, "2026-12-15"),
            ("2026-12-16", None, Some(-16), -1, "2026-12-15"),
            ("2026-11-22", Some("2026-11-20"), None, 23, "2026-12-05"),
            ("2026-12-03", Some("2026-12-02"), None, 12, "2026-12-15"),
        ] {
            let counted = letter.countdown(day(today), shipped.map(day));
            let wanted =
                Countdown { days_to_shipment: to_shipment, days_to_expiry: to_expiry, present_by: day(present_by) };
            assert_eq!(counted, wanted, "{today} {shipped:?}");
        }
    }
}
