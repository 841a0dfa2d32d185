//! Names of things. Ids are UUIDs (version 7) that the edge draws; keys are short words that people write in files.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        })*
    };
}

ids! {
    OrderId, CustomerId, ProductId, PersonId,
    /// An exception raised on an order.
    ExceptionId,
    /// A promise made to a customer.
    PromiseId,
    /// An attachment; its content is named by its SHA-256.
    FileId,
    /// A proposed change of an order that has been reviewed (S13).
    ChangeOrderId,
    /// A letter of credit.
    LetterId,
    /// An invoice to a customer.
    InvoiceId,
    /// Money that came in.
    ReceiptId,
    /// One entry of the ledger of receivables.
    ReceivableEntryId,
    /// One entry of the ledger of credit.
    CreditEntryId,
    /// Who sells materials, works outside, inspects.
    SupplierId,
    /// What is bought to make goods: fabric, trims, steel, cartons.
    MaterialId,
    /// A line of a purchase.
    PurchaseId,
    /// One entry of the ledger of stock.
    StockEntryId,
    /// Goods that go through the workshop together, on one traveller (S7).
    LotId,
    /// One entry of a lot's progress.
    ProgressId,
    /// Work given to an outside factory.
    OutsideJobId,
    /// Goods of an order that travel together.
    ShipmentId,
    /// A customer's signature for a shipment.
    SignOffId,
    /// A document such as an invoice, with all its versions.
    PaperId,
    /// Something to be applied for or declared at an office before or after export (S17).
    RegistrationId,
    /// A claim or deduction (S17).
    ClaimId,
    /// A bill of a forwarder, a port or another for bringing goods abroad.
    ChargeId,
    /// An inspection, booked or done.
    InspectionId,
    /// A sample order with its rounds (S2).
    SampleId,
    /// Something told of a sample; drawn where it is told, so that it is kept once.
    SampleDeedId,
    /// A customer's order slip with its copies (S9).
    SlipId,
    /// Goods or gifts handed over on a slip.
    HandoverId,
    /// A signature, sign-off or photo that proves something.
    EvidenceId,
    /// What finance writes off of a slip.
    WriteOffId,
    /// Made-to-order goods that are measured, put up and accepted at the customer's (S8).
    InstallationId,
    /// A crew that installs.
    TeamId,
    /// A customer who called, wrote or came, and waits for an answer.
    ContactId,
    /// A question how satisfied the customer was.
    SurveyId,
    ComplaintId,
    /// Goods that come back.
    ReturnId,
    /// Something that is told to somebody outside or inside.
    DispatchId,
}

impl PersonId {
    /// The program itself, where it acts by its own rules.
    pub const PROGRAM: PersonId = PersonId(uuid::Uuid::nil());
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(s: &str) -> Self {
                Self(s.to_owned())
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        })*
    };
}

keys! {
    /// A step of a process, such as `check-stock`.
    StepKey,
    /// A department, such as `warehouse`.
    DepartmentKey,
    /// Why something went wrong, such as `late-material`.
    CauseKey,
}

/// Is this a well-formed key: lower-case letters, digits and hyphens, starting with a letter, 40 characters at most?
pub fn is_key(s: &str) -> bool {
    s.len() <= 40
        && s.starts_with(|c: char| c.is_ascii_lowercase())
        && s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
