//! Terms of payment: read as people write them, written back, and made into a plan of instalments.
//!
//! An order's price falls into parts; each has its share, the method it is paid by, and the step or day that it is due at.
//! `read` takes what people type, `write` gives the one form that the program shows, `plan` puts amounts and days to the
//! parts. Whether something was paid is not known here.

mod fault;
mod plan;
mod read;
mod words;
mod write;

pub use fault::NotPaymentTerms;
pub use plan::{Anchors, Instalment};
pub use read::read;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// At least one part; the shares sum to exactly 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Part>", into = "Vec<Part>")]
pub struct PaymentTerms {
    pub parts: Vec<Part>,
}

/// One payment that the customer makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Of the order's amount: above 0, at most 100, at most four decimals.
    pub share_percent: Decimal,
    pub method: Method,
    pub when: When,
}

/// How the money comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Telegraphic transfer, T/T.
    Transfer,
    /// Letter of credit, L/C.
    Letter,
    /// Open account, O/A: the goods go first, the money follows.
    OpenAccount,
    /// Documents against acceptance, D/A: the bank hands out the documents for a promise to pay.
    Acceptance,
    /// Documents against payment, D/P.
    Payment,
    /// What was invoiced in a month is settled together (月结).
    Monthly,
    Cash,
}

/// The step or day that a payment is due at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// A deposit: before production.
    WithOrder,
    BeforeShipment,
    /// When the customer has seen that the goods are on their way.
    AgainstCopyOfBl,
    /// When the bank has been shown the documents.
    AtSight,
    AfterSight {
        days: u32,
    },
    /// After the date of the bill of lading, the day of shipment.
    AfterBl {
        days: u32,
    },
    AfterInvoice {
        days: u32,
    },
    OnDelivery,
    /// After the goods were received or accepted.
    AfterDelivery {
        days: u32,
    },
    /// After the last day of the month of the invoice.
    EndOfMonth {
        days: u32,
    },
}

/// Payments that one order may fall into.
const MOST_PARTS: usize = 12;
/// Days of credit; more is a slip of the pen.
const MOST_DAYS: u32 = 1_000;
/// Decimals of a share, few enough that every amount is split exactly.
const MOST_DECIMALS: u32 = 4;

impl PaymentTerms {
    /// The parts, if they make a whole.
    pub fn new(parts: Vec<Part>) -> Result<Self, NotPaymentTerms> {
        if parts.len() > MOST_PARTS {
            return Err(NotPaymentTerms::TooMany { most: MOST_PARTS });
        }
        let mut sum = Decimal::ZERO;
        for part in &parts {
            let share = part.share_percent;
            if share <= Decimal::ZERO || share > Decimal::ONE_HUNDRED || share.normalize().scale() > MOST_DECIMALS {
                return Err(NotPaymentTerms::Share { words: share.to_string() });
            }
            if let Some(days) = part.when.days().filter(|days| *days > MOST_DAYS) {
                return Err(NotPaymentTerms::Days { words: days.to_string(), most: MOST_DAYS });
            }
            sum += share;
        }
        if sum != Decimal::ONE_HUNDRED {
            return Err(NotPaymentTerms::Sum { sum });
        }
        Ok(Self { parts })
    }

    /// Is a letter of credit waited for before production (S1, 6.1)?
    pub fn needs_letter(&self) -> bool {
        self.any(|part| part.method == Method::Letter)
    }

    /// What is to be in before production (S1, 6.2), as a percentage.
    pub fn deposit_percent(&self) -> Decimal {
        self.parts.iter().filter(|part| part.when == When::WithOrder).map(|part| part.share_percent).sum()
    }

    /// Does any part leave goods and documents to the customer on a mere promise to pay, so that a manager confirms it
    /// (S1, 6.3)? That is open account and D/A, and a transfer or cash some days after shipment, invoice or delivery,
    /// which is open account by another name.
    pub fn is_open_account(&self) -> bool {
        self.any(|part| match part.method {
            Method::OpenAccount | Method::Acceptance => true,
            Method::Transfer | Method::Cash => {
                matches!(
                    part.when,
                    When::AfterBl { .. }
                        | When::AfterInvoice { .. }
                        | When::AfterDelivery { .. }
                        | When::EndOfMonth { .. }
                )
            }
            Method::Letter | Method::Payment | Method::Monthly => false,
        })
    }

    /// Is any part settled by the month (S15)?
    pub fn is_monthly(&self) -> bool {
        self.any(|part| part.method == Method::Monthly)
    }

    fn any(&self, is_so: impl Fn(&Part) -> bool) -> bool {
        self.parts.iter().any(is_so)
    }
}

impl When {
    fn days(self) -> Option<u32> {
        match self {
            When::AfterSight { days }
            | When::AfterBl { days }
            | When::AfterInvoice { days }
            | When::AfterDelivery { days }
            | When::EndOfMonth { days } => Some(days),
            When::WithOrder | When::BeforeShipment | When::AgainstCopyOfBl | When::AtSight | When::OnDelivery => None,
        }
    }
}

impl TryFrom<Vec<Part>> for PaymentTerms {
    type Error = NotPaymentTerms;
    fn try_from(parts: Vec<Part>) -> Result<Self, NotPaymentTerms> {
        Self::new(parts)
    }
}

impl From<PaymentTerms> for Vec<Part> {
    fn from(terms: PaymentTerms) -> Vec<Part> {
        terms.parts
    }
}

#[cfg(test)]
mod tests;
