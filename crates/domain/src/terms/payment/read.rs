//! Terms of payment out of what people type.
//!
//! The text falls at commas and slashes into phrases. What a phrase says goes to the payment that is being read as long as
//! there is room: a second share, another method or another time begins the next payment. What is left unsaid follows
//! conventions:
//!
//! - without any share, there is one payment of 100 %; a payment called balance has what the others leave;
//! - a transfer without a time is the deposit when it comes first, and due before shipment when it comes later, so that a bare
//!   `30/70` is 30 % with the order and 70 % before shipment, both by T/T, and `TT100%` is paid in advance;
//! - L/C, D/P and D/A without a time are at sight, cash is on delivery, 月结 is at the end of the month;
//! - days alone count from sight for L/C, D/P and D/A, from the end of the month for 月结, and else from the invoice.

use rust_decimal::Decimal;

use super::{
    MOST_DAYS, Method, NotPaymentTerms, Part, PaymentTerms, When,
    words::{Anchor, Token, tokens},
};
use crate::text::plain;

/// Reads `30TT/70LC`, `30%定金,余款发货前付清`, `D/A 90 days` and their like.
pub fn read(typed: &str) -> Result<PaymentTerms, NotPaymentTerms> {
    let text = plain(typed);
    if text.is_empty() {
        return Err(NotPaymentTerms::Empty);
    }
    let tokens = tokens(&text)?;
    let is_only_number = tokens.iter().filter(|token| matches!(token, Token::Number(_))).count() == 1;
    let mut payments = vec![Said::default()];
    for phrase in tokens.split(|token| *token == Token::Break) {
        add(&mut payments, &pieces(phrase, is_only_number)?);
    }
    if payments == [Said::default()] {
        return Err(NotPaymentTerms::Unknown { words: text });
    }
    let rest = rest(&payments)?;
    let mut parts: Vec<Part> = Vec::with_capacity(payments.len());
    for said in payments {
        let part = said.part(rest, parts.last())?;
        parts.push(part);
    }
    PaymentTerms::new(parts)
}

/// What is said of one payment, or what a single word or number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Said {
    share: Option<Decimal>,
    method: Option<Method>,
    anchor: Option<Anchor>,
    days: Option<u32>,
    /// It is called the balance.
    is_balance: bool,
}

impl Said {
    /// Is there room for this too?
    fn takes(&self, more: &Said) -> bool {
        fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let anchor = self.anchor.or(more.anchor);
        let days = self.days.or(more.days);
        (self.share.is_none() || more.share.is_none())
            && agree(self.method, more.method)
            && agree(self.anchor, more.anchor)
            && agree(self.days, more.days)
            && !(days.is_some() && matches!(anchor, Some(Anchor::Order | Anchor::BeforeShipment)))
    }

    fn with(&self, more: &Said) -> Said {
        Said {
            share: self.share.or(more.share),
            method: self.method.or(more.method),
            anchor: self.anchor.or(more.anchor),
            days: self.days.or(more.days),
            is_balance: self.is_balance || more.is_balance,
        }
    }

    /// The payment itself, where `rest` is the share of one that names none.
    fn part(&self, rest: Decimal, before: Option<&Part>) -> Result<Part, NotPaymentTerms> {
        let method = match self.method.or_else(|| self.implied_method()).or(before.map(|part| part.method)) {
            Some(method) => method,
            None if self.days.is_some() => Method::OpenAccount,
            None => Method::Transfer,
        };
        let is_by_documents = matches!(method, Method::Letter | Method::Payment | Method::Acceptance);
        if self.anchor == Some(Anchor::Sight) && self.method.is_none() && !is_by_documents {
            return Err(NotPaymentTerms::NoMethod);
        }
        let anchor = self.anchor.unwrap_or(match method {
            Method::Letter | Method::Payment | Method::Acceptance => Anchor::Sight,
            Method::Monthly => Anchor::EndOfMonth,
            Method::OpenAccount => Anchor::Invoice,
            Method::Transfer | Method::Cash if self.days.is_some() => Anchor::Invoice,
            Method::Cash => Anchor::Delivery,
            Method::Transfer if before.is_none() => Anchor::Order,
            Method::Transfer => Anchor::BeforeShipment,
        });
        let when = match (anchor, self.days) {
            (Anchor::Order, _) => When::WithOrder,
            (Anchor::BeforeShipment, _) => When::BeforeShipment,
            (Anchor::BillOfLading, None) => When::AgainstCopyOfBl,
            (Anchor::BillOfLading, Some(days)) => When::AfterBl { days },
            (Anchor::Sight, None) => When::AtSight,
            (Anchor::Sight, Some(days)) => When::AfterSight { days },
            (Anchor::Delivery, None) => When::OnDelivery,
            (Anchor::Delivery, Some(days)) => When::AfterDelivery { days },
            (Anchor::Invoice, days) => When::AfterInvoice { days: days.unwrap_or(0) },
            (Anchor::EndOfMonth, days) => When::EndOfMonth { days: days.unwrap_or(0) },
        };
        Ok(Part { share_percent: self.share.unwrap_or(rest), method, when })
    }

    /// The method that a time speaks for by itself: money that comes days after the goods is on open account.
    fn implied_method(&self) -> Option<Method> {
        match self.anchor? {
            Anchor::Order | Anchor::BeforeShipment => Some(Method::Transfer),
            Anchor::BillOfLading if self.days.is_none() => Some(Method::Transfer),
            Anchor::Delivery if self.days.is_none() => Some(Method::Cash),
            Anchor::BillOfLading | Anchor::Delivery | Anchor::Invoice => Some(Method::OpenAccount),
            Anchor::EndOfMonth => Some(Method::Monthly),
            Anchor::Sight => None,
        }
    }
}

/// What each word and number of a phrase says. A number is a share or days by what comes after it; if nothing tells, it is
/// days after a method that gives time (`O/A 60`) when the share is settled otherwise, and else a share.
fn pieces(phrase: &[Token<'_>], is_only_number: bool) -> Result<Vec<Said>, NotPaymentTerms> {
    let mut pieces: Vec<Said> = Vec::with_capacity(phrase.len());
    for (at, token) in phrase.iter().enumerate() {
        let next = phrase.get(at + 1);
        pieces.push(match *token {
            Token::Number(digits) => {
                let gives_time = |token: &Token| {
                    matches!(token, Token::Word { method: Some(method), .. }
                        if !matches!(method, Method::Transfer | Method::Cash))
                };
                let has_share = || is_only_number || pieces.iter().any(|said| said.share.is_some() || said.is_balance);
                let is_days = match next {
                    Some(Token::Percent | Token::Word { method: Some(_), .. }) => false,
                    Some(Token::Days) => true,
                    _ => at > 0 && gives_time(&phrase[at - 1]) && has_share(),
                };
                if is_days {
                    Said { days: Some(days(digits)?), ..Said::default() }
                } else {
                    Said { share: Some(share(digits)?), ..Said::default() }
                }
            }
            Token::Word { method, anchor } => Said { method, anchor, ..Said::default() },
            Token::Balance => Said { is_balance: true, ..Said::default() },
            Token::Percent | Token::Days | Token::Break => continue,
        });
    }
    Ok(pieces)
}

fn share(digits: &str) -> Result<Decimal, NotPaymentTerms> {
    let fault = || NotPaymentTerms::Share { words: digits.to_owned() };
    digits.parse().ok().filter(|share| *share <= Decimal::ONE_HUNDRED).ok_or_else(fault)
}

fn days(digits: &str) -> Result<u32, NotPaymentTerms> {
    let fault = || NotPaymentTerms::Days { words: digits.to_owned(), most: MOST_DAYS };
    digits.parse().ok().filter(|days| *days <= MOST_DAYS).ok_or_else(fault)
}

/// Adds a phrase to the payments read so far, the last of which is still being read.
fn add(payments: &mut Vec<Said>, pieces: &[Said]) {
    // The phrase goes to that payment as far as it hangs together, or not at all: of `30% deposit, L/C at sight` the deposit
    // is not by L/C.
    let mut beginning = Said::default();
    for piece in pieces {
        if !beginning.takes(piece) {
            break;
        }
        beginning = beginning.with(piece);
    }
    if payments.last().is_some_and(|payment| !payment.takes(&beginning)) {
        payments.push(Said::default());
    }
    // `预付30% 信用证70%`: each share stands behind what it is for.
    let begins_with_time = pieces.first().is_some_and(|said| said.anchor.is_some() || said.is_balance);
    let shares_stand_behind = begins_with_time && pieces.last().is_some_and(|said| said.share.is_some());
    for (at, piece) in pieces.iter().enumerate() {
        let is_after_share = at > 0 && pieces[at - 1].share.is_some();
        let named: Decimal = payments.iter().filter_map(|payment| payment.share).sum();
        let payment = payments.last().copied().unwrap_or_default();
        let begins_another = if piece.is_balance {
            // Unless it is only the name of this one: `70%尾款`.
            let names_this = is_after_share && payment.anchor.is_none();
            payment.share.is_some() && !names_this && named < Decimal::ONE_HUNDRED
        } else {
            !payment.takes(piece) || shares_stand_behind && is_after_share
        };
        match payments.last_mut() {
            Some(payment) if !begins_another => *payment = payment.with(piece),
            _ => payments.push(*piece),
        }
    }
}

/// What the named shares leave for the one payment that names none; nothing when all do.
fn rest(payments: &[Said]) -> Result<Decimal, NotPaymentTerms> {
    let sum: Decimal = payments.iter().filter_map(|payment| payment.share).sum();
    let unnamed: Vec<_> = payments.iter().filter(|payment| payment.share.is_none()).collect();
    let rest = Decimal::ONE_HUNDRED - sum;
    match unnamed.as_slice() {
        [] => Ok(Decimal::ZERO),
        _ if rest < Decimal::ZERO => Err(NotPaymentTerms::Sum { sum }),
        // Mere days are no payment: of `30% deposit within 7 days` they belong to the deposit.
        [only] if payments.len() > 1 && !only.is_balance && only.method.is_none() && only.anchor.is_none() => {
            Err(NotPaymentTerms::NoShare { parts: 1 })
        }
        [_] if !rest.is_zero() => Ok(rest),
        several => Err(NotPaymentTerms::NoShare { parts: several.len() }),
    }
}
