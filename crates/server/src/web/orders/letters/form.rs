//! The form of a letter of credit and of its amendments: words as they are typed, and the version that is made of them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use yidan_documents::Problem;
use yidan_domain::{
    Currency, Message, Money, Say,
    letter::{LetterFault, LetterOfCredit, Terms, USUAL_PRESENTATION_DAYS, Version},
    order::refusal::Refusal,
    text::plain,
};

use super::super::typed::{self, Typed};
use crate::{page::Faults, texts::Reader};

/// In the order of the page, each with the key of its name.
const FIELDS: [(&str, &str); 19] = [
    ("number", "lc-number"),
    ("bank", "lc-bank"),
    ("received", "lc-received"),
    ("amount", "lc-amount"),
    ("amount-currency", "currency"),
    ("tolerance", "lc-tolerance"),
    ("latest_shipment", "lc-latest-shipment"),
    ("expiry", "lc-expiry"),
    ("place_of_expiry", "lc-place-of-expiry"),
    ("presentation_days", "lc-presentation-days"),
    ("usance_days", "lc-usance-days"),
    ("partial_shipments", "lc-partial-shipments"),
    ("transhipment", "lc-transhipment"),
    ("port_of_loading", "lc-port-of-loading"),
    ("port_of_discharge", "lc-port-of-discharge"),
    ("beneficiary", "lc-beneficiary"),
    ("applicant", "lc-applicant"),
    ("goods", "lc-goods"),
    ("note", "lc-note"),
];

#[derive(Debug, Clone, Default)]
pub struct LetterForm(BTreeMap<&'static str, String>);

/// What a form says, read.
pub struct Read {
    pub number: String,
    pub bank: String,
    /// Not checked yet: the domain does that.
    pub version: Version,
}

impl LetterForm {
    /// What a credit says that says nothing else (UCP 600).
    pub fn empty(currency: Currency, today: Date) -> Self {
        let mut form = Self::default();
        form.set("received", today.to_string());
        form.set("amount-currency", currency.to_string());
        form.set("tolerance", "0");
        form.set("presentation_days", USUAL_PRESENTATION_DAYS.to_string());
        form.set("partial_shipments", "yes");
        form.set("transhipment", "yes");
        form
    }

    /// The credit as it reads now, for an amendment that is received today.
    pub fn of(letter: &LetterOfCredit, today: Date) -> Self {
        let terms = &letter.latest().terms;
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        let mut form = Self::default();
        form.set("number", letter.number.as_str());
        form.set("bank", letter.bank.as_str());
        form.set("received", today.to_string());
        form.set("amount", terms.amount.amount().to_string());
        form.set("amount-currency", terms.amount.currency.to_string());
        form.set("tolerance", terms.tolerance_percent.normalize().to_string());
        form.set("latest_shipment", terms.latest_shipment.map(|day| day.to_string()).unwrap_or_default());
        form.set("expiry", terms.expiry.to_string());
        form.set("place_of_expiry", terms.place_of_expiry.as_str());
        form.set("presentation_days", terms.presentation_days.to_string());
        form.set("usance_days", terms.usance_days.map(|days| days.to_string()).unwrap_or_default());
        form.set("partial_shipments", yes_no(terms.partial_shipments));
        form.set("transhipment", yes_no(terms.transhipment));
        form.set("port_of_loading", terms.port_of_loading.as_str());
        form.set("port_of_discharge", terms.port_of_discharge.as_str());
        form.set("beneficiary", terms.beneficiary.as_str());
        form.set("applicant", terms.applicant.as_str());
        form.set("goods", terms.goods.as_str());
        form
    }

    pub fn typed(typed: &Typed) -> Self {
        Self(FIELDS.into_iter().map(|(name, _)| (name, typed.get(name).replace("\r\n", "\n"))).collect())
    }

    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    fn set(&mut self, field: &'static str, value: impl Into<String>) {
        self.0.insert(field, value.into());
    }

    /// What was typed over `seen`, laid over what the credit says `now`: what was not touched follows it.
    pub fn over(self, seen: &LetterForm, now: &LetterForm) -> Self {
        let field = |(name, typed): (&'static str, String)| {
            let value = if typed == seen.get(name) { now.get(name).to_owned() } else { typed };
            (name, value)
        };
        Self(self.0.into_iter().map(field).collect())
    }

    pub fn read(&self, reader: &Reader) -> Result<Read, Faults> {
        let mut taken = Taken { form: self, reader, faults: Faults::default() };
        let received_on = taken.day("received", Some("lc-received-missing"));
        let amount = taken.amount();
        let tolerance_percent = taken.take("tolerance", percent(self.get("tolerance")));
        let latest_shipment = taken.day("latest_shipment", None);
        let expiry = taken.day("expiry", Some("lc-expiry-missing"));
        let presentation_days = taken.take("presentation_days", days(self.get("presentation_days")));
        let usance_days = taken.take("usance_days", days(self.get("usance_days")));
        let faults = taken.faults;
        let words = |field: &str| self.get(field).to_owned();
        let version = || {
            Some(Version {
                terms: Terms {
                    amount: amount?,
                    tolerance_percent: tolerance_percent?,
                    expiry: expiry??,
                    place_of_expiry: words("place_of_expiry"),
                    latest_shipment: latest_shipment?,
                    presentation_days: presentation_days?.unwrap_or(USUAL_PRESENTATION_DAYS),
                    usance_days: usance_days?,
                    partial_shipments: self.get("partial_shipments") == "yes",
                    transhipment: self.get("transhipment") == "yes",
                    port_of_loading: words("port_of_loading"),
                    port_of_discharge: words("port_of_discharge"),
                    beneficiary: words("beneficiary"),
                    applicant: words("applicant"),
                    goods: words("goods"),
                },
                received_on: received_on??,
                note: words("note"),
                reviews: Vec::new(),
            })
        };
        let version = version().ok_or(faults)?;
        Ok(Read { number: words("number"), bank: words("bank"), version })
    }
}

struct Taken<'a> {
    form: &'a LetterForm,
    reader: &'a Reader,
    faults: Faults,
}

impl Taken<'_> {
    /// The value, or `None` with the fault noted.
    fn take<T>(&mut self, field: &str, read: Result<T, Message>) -> Option<T> {
        read.map_err(|why| self.faults.add(field, self.reader.say(&why))).ok()
    }

    /// `missing` is said where a day has to be there.
    fn day(&mut self, field: &str, missing: Option<&'static str>) -> Option<Option<Date>> {
        let read = typed::day(self.form.get(field));
        let read = read.and_then(|day| match (day, missing) {
            (None, Some(missing)) => Err(Message::new(missing)),
            (day, _) => Ok(day),
        });
        self.take(field, read)
    }

    fn amount(&mut self) -> Option<Money> {
        let currency = self.form.get("amount-currency").parse::<Currency>();
        let currency = self.take("amount", currency.map_err(|_| Message::new("import-unknown-currency")))?;
        let digits = currency.minor_digits();
        let amount = typed::number(self.form.get("amount"));
        let amount = amount.and_then(|amount| amount.ok_or(Message::new("lc-amount-missing")));
        let exact = |amount| Money::exact(amount, currency).ok_or_else(|| Problem::TooPrecise { digits }.say());
        self.take("amount", amount.and_then(exact))
    }
}

/// `5`, `5%`, `±5%`, `+/-5%`; nothing is none.
fn percent(typed: &str) -> Result<Decimal, Message> {
    let words = plain(typed);
    let number = words.strip_prefix('±').or(words.strip_prefix("+/-")).unwrap_or(&words).trim_end_matches('%').trim();
    Ok(typed::number(number)?.unwrap_or_default())
}

fn days(typed: &str) -> Result<Option<u32>, Message> {
    let whole = |days: Decimal| {
        let whole = days.is_integer().then(|| days.to_u32()).flatten();
        whole.ok_or(Message::new("lc-not-days"))
    };
    typed::number(typed)?.map(whole).transpose()
}

/// The field that a refusal is about; `None` when it is about none in particular.
pub fn field_of(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::LetterTwice { .. } | Refusal::Letter(LetterFault::NumberMissing) => "number",
        Refusal::DayInTheFuture { .. } | Refusal::Letter(LetterFault::AmendedBefore { .. }) => "received",
        Refusal::Letter(LetterFault::AmountNotPositive { .. }) => "amount",
        Refusal::Letter(LetterFault::ToleranceOutside { .. }) => "tolerance",
        Refusal::Letter(LetterFault::PresentationDaysOutside { .. }) => "presentation_days",
        Refusal::Letter(LetterFault::UsanceDaysOutside { .. }) => "usance_days",
        _ => return None,
    })
}

/// Place on the page and name of a field.
pub fn place_of(field: &str) -> (usize, &'static str) {
    let place = FIELDS.iter().position(|(known, _)| *known == field).unwrap_or_default();
    (place, FIELDS[place].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerances_and_days_are_read_as_they_stand_in_credits() {
        for (typed, read) in [("5", Some(5)), ("5%", Some(5)), ("+/-10 %", Some(10)), ("", Some(0)), ("about", None)] {
            assert_eq!(percent(typed).ok(), read.map(Decimal::from), "{typed:?}");
        }
        for (typed, read) in [("21", Some(Some(21))), ("", Some(None)), ("2.5", None), ("-3", None), ("x", None)] {
            assert_eq!(days(typed).ok(), read, "{typed:?}");
        }
    }

    #[test]
    fn what_was_not_touched_follows_an_amendment_of_others() {
        let form = |expiry: &str, goods: &str| {
            let mut form = LetterForm::default();
            form.set("expiry", expiry);
            form.set("goods", goods);
            form
        };
        let mine =
            form("2026-12-15", "flanges DN25").over(&form("2026-12-15", "flanges"), &form("2026-12-31", "pipes"));
        assert_eq!((mine.get("expiry"), mine.get("goods")), ("2026-12-31", "flanges DN25"));
    }
}
