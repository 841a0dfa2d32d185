//! What an order has to show for its release on credit (S15): the customer's own total, bank slips, the commitment letter,
//! the salesperson's guarantee, an agreement on deferred payment; and the release itself.
//!
//! The decision is `credit::decide`; limits and quotas are the ledger's, which holds them while it is taken.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    FileRef, Header, Line, Order,
    decide::{Context, LONGEST_TEXT, name_within, reason_in, text_within},
    event::Event,
    refusal::{Needs, Refusal},
    total,
};
use crate::{
    Money, PersonId,
    access::Viewer,
    approval::Post,
    credit::{Account, Agreement, Case, Quota, Release},
};

/// Something that speaks for the release of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Evidence {
    /// The customer's own total, and why it differs where it may.
    CustomerTotal {
        total: Money,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        explanation: String,
    },
    Slip(Slip),
    /// The slip of this number, from 1, was entered wrongly, or is not what it seems.
    SlipTakenBack {
        number: usize,
        reason: String,
    },
    /// The customer's letter: what the limit carries is paid with the next order.
    Commitment {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// The salesperson stands for so much, in all.
    Guarantee {
        amount: Money,
    },
    /// Signed by the marketing director.
    Agreement {
        amount: Money,
        until: Date,
    },
}

impl Evidence {
    pub fn kind(&self) -> &'static str {
        match self {
            Evidence::CustomerTotal { .. } => "customer_total",
            Evidence::Slip(_) => "slip",
            Evidence::SlipTakenBack { .. } => "slip_taken_back",
            Evidence::Commitment { .. } => "commitment",
            Evidence::Guarantee { .. } => "guarantee",
            Evidence::Agreement { .. } => "agreement",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slip {
    pub amount: Money,
    pub paid_on: Date,
    /// The bank's number of the payment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileRef>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

/// All of it, as it stands.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CreditFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_total: Option<Money>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
    /// What the order came to when the difference was explained: of another total it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explained: Option<Money>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slips: Vec<Slip>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Given>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantee: Option<Guarantee>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<Released>,
}

/// What a salesperson stands for; it counts against that person's quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guarantee {
    pub amount: Money,
    pub by: PersonId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    pub by: PersonId,
    pub at: Timestamp,
    /// What the order came to then: of another total the letter says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Released {
    pub release: Release,
    pub by: PersonId,
    pub at: Timestamp,
}

impl CreditFile {
    /// `desk` is what the order comes to now.
    pub(super) fn take(&mut self, evidence: &Evidence, desk: Option<Money>, by: PersonId, at: Timestamp) {
        match evidence {
            Evidence::CustomerTotal { total, explanation } => {
                (self.customer_total, self.explanation) = (Some(*total), explanation.clone());
                self.explained = desk.filter(|_| !explanation.is_empty());
            }
            Evidence::Slip(slip) => self.slips.push(slip.clone()),
            Evidence::SlipTakenBack { number, .. } => {
                if let Some(slip) = number.checked_sub(1).and_then(|place| self.slips.get_mut(place)) {
                    slip.taken_back = true;
                }
            }
            Evidence::Commitment { .. } => self.commitment = Some(Given { by, at, total: desk }),
            Evidence::Guarantee { amount } => self.guarantee = Some(Guarantee { amount: *amount, by }),
            Evidence::Agreement { amount, until } => {
                self.agreement = Some(Agreement { amount: *amount, until: *until })
            }
        }
    }

    /// The slips that count, with their numbers.
    pub fn counting_slips(&self) -> impl Iterator<Item = (usize, &Slip)> {
        (1..).zip(&self.slips).filter(|(_, slip)| !slip.taken_back)
    }

    /// The sum of the slips that count; none when there is no slip, or when they cannot be summed.
    pub fn slips_total(&self) -> Option<Money> {
        let mut amounts = self.counting_slips().map(|(_, slip)| slip.amount);
        let first = amounts.next()?;
        amounts.try_fold(first, Money::plus)
    }
}

impl Order {
    pub fn is_released(&self) -> bool {
        self.credit.as_ref().is_some_and(|credit| credit.released.is_some())
    }

    /// Whose quota answers for the order: of who has signed, or else of who could.
    pub fn guarantor(&self) -> Option<PersonId> {
        let signed = self.credit.as_ref().and_then(|credit| credit.guarantee);
        signed.map(|guarantee| guarantee.by).or(self.header.salesperson)
    }

    /// The case as the order tells it; what the ledger knows comes in.
    pub fn credit_case(&self, account: Account, quota: Option<Quota>, last_month_open: Money, today: Date) -> Case {
        let credit = self.credit.as_deref();
        Case {
            desk_total: self.total().unwrap_or(Money::zero(self.header.currency)),
            customer_total: credit.and_then(|credit| credit.customer_total),
            difference_explained: credit
                .is_some_and(|credit| credit.explained.is_some() && credit.explained == self.total()),
            account,
            last_month_open,
            slips: credit.and_then(CreditFile::slips_total),
            commitment: credit
                .and_then(|credit| credit.commitment.as_ref())
                .is_some_and(|given| given.total.is_some() && given.total == self.total()),
            guaranteed: credit.and_then(|credit| credit.guarantee).map(|guarantee| guarantee.amount),
            quota,
            agreement: credit.and_then(|credit| credit.agreement),
            today,
        }
    }

    /// Who may give it.
    pub fn may_show(&self, evidence: &Evidence, viewer: &Viewer) -> Result<(), Refusal> {
        let needs = |may: bool, needs| if may { Ok(()) } else { Err(Refusal::NotAllowed { needs }) };
        match evidence {
            Evidence::Guarantee { .. } => {
                needs(self.header.salesperson == Some(viewer.person), Needs::SalespersonOfOrder)
            }
            Evidence::Agreement { .. } => needs(viewer.holds(&Post::MarketingDirector), Needs::MarketingDirector),
            _ => needs(viewer.enters_orders() || viewer.is_in(&"finance".into()), Needs::Sales),
        }
    }

    /// A release rests on what the order came to: with another total it is decided anew.
    pub(super) fn recalled_by_change(&self, header: &Header, lines: &[Line]) -> Option<Event> {
        let is_same = total(lines, header.currency) == self.total() && header.customer == self.header.customer;
        (self.is_released() && !is_same).then(|| Event::CreditRecalled { reason: String::new() })
    }

    pub(super) fn credit_shown(&self, evidence: Evidence, context: Context) -> Result<Event, Refusal> {
        self.may_show(&evidence, context.viewer)?;
        if self.is_released() {
            return Err(Refusal::AlreadyReleased);
        }
        let today = context.calendars.zone.to_datetime(context.now).date();
        let evidence = match evidence {
            Evidence::CustomerTotal { total, explanation } => {
                Evidence::CustomerTotal { total, explanation: text_within(&explanation, LONGEST_TEXT)? }
            }
            Evidence::SlipTakenBack { number, reason } => {
                let slips = self.credit.iter().flat_map(|credit| credit.counting_slips());
                if !slips.map(|(number, _)| number).any(|known| known == number) {
                    return Err(Refusal::NoSuchSlip { number });
                }
                Evidence::SlipTakenBack { number, reason: reason_in(&reason)? }
            }
            Evidence::Slip(slip) if slip.paid_on > today => return Err(Refusal::DayInTheFuture { day: slip.paid_on }),
            Evidence::Slip(slip) => {
                Evidence::Slip(Slip { reference: name_within(&slip.reference)?, taken_back: false, ..slip })
            }
            Evidence::Commitment { file, note } => {
                Evidence::Commitment { file, note: text_within(&note, LONGEST_TEXT)? }
            }
            Evidence::Agreement { until, .. } if until < today => return Err(Refusal::DueInThePast { due: until }),
            other => other,
        };
        let amount = match &evidence {
            Evidence::CustomerTotal { total: amount, .. }
            | Evidence::Guarantee { amount }
            | Evidence::Agreement { amount, .. }
            | Evidence::Slip(Slip { amount, .. }) => Some(*amount),
            Evidence::Commitment { .. } | Evidence::SlipTakenBack { .. } => None,
        };
        if let Some(amount) = amount {
            if amount.currency != self.header.currency {
                return Err(Refusal::OtherCurrency { currency: self.header.currency });
            }
            if !amount.is_positive() {
                return Err(Refusal::AmountNotPositive);
            }
        }
        Ok(Event::CreditShown { evidence: Box::new(evidence) })
    }
}
