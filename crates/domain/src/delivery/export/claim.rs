//! Claims and deductions of an order (S17, 五-4): who, why, how much. A manager confirms them who has not entered them; only then
//! are they settled.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ExportRefusal, not_before, not_to_come};
use crate::{
    ClaimId, Money, OrderId, Text,
    delivery::{
        LONGEST_LINE, LONGEST_TEXT, Mark,
        field::{needed, words},
    },
};

/// Made by its events alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub id: ClaimId,
    pub order: OrderId,
    pub terms: Terms,
    pub entered: Mark,
    pub state: State,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub direction: Direction,
    /// Who claims from us, or from whom we claim.
    pub party: String,
    pub reason: String,
    pub amount: Money,
    pub raised_on: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer deducts it from what is owed, or is paid it.
    WePay,
    /// A supplier or carrier pays it, or it is deducted from what we owe.
    WeGet,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    Raised,
    Confirmed { amount: Money, note: String, mark: Mark },
    Settled { amount: Money, on: Date, note: String, confirmed: Mark, mark: Mark },
    Rejected { reason: String, mark: Mark },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimEvent {
    pub mark: Mark,
    pub deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    Raised {
        id: ClaimId,
        order: OrderId,
        terms: Terms,
    },
    /// Until it is confirmed.
    Corrected {
        terms: Terms,
    },
    /// So much of it is accepted.
    Confirmed {
        amount: Money,
        note: String,
    },
    Rejected {
        reason: String,
    },
    Settled {
        on: Date,
        note: String,
    },
}

impl Direction {
    pub fn name(self) -> Text {
        match self {
            Direction::WePay => Text::new("我方赔付", "we pay"),
            Direction::WeGet => Text::new("向对方索赔", "we get"),
        }
    }
}

impl State {
    pub fn name(&self) -> Text {
        let (zh, en) = match self {
            State::Raised => ("待确认", "to be confirmed"),
            State::Confirmed { .. } => ("已确认", "confirmed"),
            State::Settled { .. } => ("已结清", "settled"),
            State::Rejected { .. } => ("已驳回", "rejected"),
        };
        Text::new(zh, en)
    }
}

/// There is none before it is raised. What is known already makes no event.
pub fn decide(
    claim: Option<&Claim>,
    deed: Deed,
    mark: Mark,
    today: Date,
    may_confirm: bool,
) -> Result<Option<ClaimEvent>, ExportRefusal> {
    let deed = match (claim, deed) {
        (None, Deed::Raised { id, order, terms }) => Deed::Raised { id, order, terms: terms.checked(today)? },
        (None, _) => return Err(ExportRefusal::NotThere),
        (Some(claim), Deed::Raised { id, .. }) if claim.id == id => return Ok(None),
        (Some(claim), deed) => claim.taken(deed, &mark, today, may_confirm)?,
    };
    Ok(Some(ClaimEvent { mark, deed }))
}

impl Terms {
    fn checked(self, today: Date) -> Result<Self, ExportRefusal> {
        if !self.amount.is_positive() {
            return Err(ExportRefusal::AmountNotPositive { amount: self.amount });
        }
        not_to_come(self.raised_on, today)?;
        let party = needed(&self.party, ("赔（扣）款单位", "who claims or is claimed from"), LONGEST_LINE)?;
        let reason = needed(&self.reason, ("赔（扣）款原因", "reason of the claim"), LONGEST_TEXT)?;
        Ok(Self { party, reason, ..self })
    }
}

impl Claim {
    pub fn raised(first: &ClaimEvent) -> Option<Claim> {
        let Deed::Raised { id, order, terms } = &first.deed else {
            return None;
        };
        let (terms, entered) = (terms.clone(), first.mark.clone());
        Some(Claim { id: *id, order: *order, terms, entered, state: State::Raised })
    }

    /// An event that does not fit the state, which `decide` never makes, changes nothing.
    pub fn apply(&mut self, event: &ClaimEvent) {
        let mark = event.mark.clone();
        match (&event.deed, &self.state) {
            (Deed::Corrected { terms }, State::Raised) => {
                // Who changed it has entered it as it is now.
                (self.terms, self.entered) = (terms.clone(), mark);
            }
            (Deed::Confirmed { amount, note }, State::Raised) => {
                self.state = State::Confirmed { amount: *amount, note: note.clone(), mark };
            }
            (Deed::Rejected { reason }, State::Raised) => {
                self.state = State::Rejected { reason: reason.clone(), mark };
            }
            (Deed::Settled { on, note }, State::Confirmed { amount, mark: confirmed, .. }) => {
                let (amount, confirmed, note) = (*amount, confirmed.clone(), note.clone());
                self.state = State::Settled { amount, on: *on, note, confirmed, mark };
            }
            _ => {}
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Raised | State::Confirmed { .. })
    }

    /// As confirmed, else as claimed; nothing once it is rejected.
    pub fn amount(&self) -> Money {
        match &self.state {
            State::Raised => self.terms.amount,
            State::Confirmed { amount, .. } | State::Settled { amount, .. } => *amount,
            State::Rejected { .. } => Money::zero(self.terms.amount.currency),
        }
    }

    pub fn confirmed(&self) -> Option<&Mark> {
        match &self.state {
            State::Confirmed { mark, .. } | State::Settled { confirmed: mark, .. } => Some(mark),
            State::Raised | State::Rejected { .. } => None,
        }
    }

    fn taken(&self, deed: Deed, mark: &Mark, today: Date, may_confirm: bool) -> Result<Deed, ExportRefusal> {
        let not_now = || ExportRefusal::NotNow { standing: self.state.name() };
        let raised = || if self.state == State::Raised { Ok(()) } else { Err(not_now()) };
        let may_judge = || {
            if !may_confirm {
                return Err(ExportRefusal::MayNotConfirm);
            }
            if mark.by == self.entered.by { Err(ExportRefusal::OwnClaim) } else { Ok(()) }
        };
        Ok(match deed {
            Deed::Raised { .. } => return Err(ExportRefusal::AlreadyThere),
            Deed::Corrected { terms } => {
                raised()?;
                let terms = terms.checked(today)?;
                if terms == self.terms {
                    return Err(ExportRefusal::NothingChanged);
                }
                Deed::Corrected { terms }
            }
            Deed::Confirmed { amount, note } => {
                raised()?;
                may_judge()?;
                let claimed = self.terms.amount;
                if amount.currency != claimed.currency {
                    return Err(ExportRefusal::OtherCurrency { wanted: claimed.currency });
                }
                if !amount.is_positive() {
                    return Err(ExportRefusal::AmountNotPositive { amount });
                }
                if amount.minor > claimed.minor {
                    return Err(ExportRefusal::MoreThanClaimed { confirmed: amount, claimed });
                }
                Deed::Confirmed { amount, note: words(&note, ("经理意见", "manager's words"), LONGEST_TEXT)? }
            }
            Deed::Rejected { reason } => {
                raised()?;
                may_judge()?;
                Deed::Rejected { reason: needed(&reason, ("驳回原因", "reason to reject it"), LONGEST_TEXT)? }
            }
            Deed::Settled { on, note } => {
                if !matches!(self.state, State::Confirmed { .. }) {
                    return Err(not_now());
                }
                not_to_come(on, today)?;
                not_before(on, self.terms.raised_on)?;
                Deed::Settled { on, note: words(&note, ("备注", "note"), LONGEST_TEXT)? }
            }
        })
    }
}
