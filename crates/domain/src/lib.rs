//! What yidan knows about following orders: processes, orders, plans, people and money, as pure values and rules.
//!
//! Nothing here reads a clock, draws a random number, touches a file, a database or a network, or knows what a web
//! page is. Time, ids and randomness come in as arguments; what goes out is values, events and refusals.

pub mod access;
pub mod approval;
pub mod case;
pub mod costing;
pub mod credit;
pub mod customer_rating;
pub mod delivery;
pub mod digest;
pub mod exception;
pub mod field;
pub mod ids;
pub mod insight;
pub mod letter;
pub mod material;
pub mod message;
pub mod money;
pub mod notice;
pub mod number;
pub mod order;
pub mod outbox;
pub mod party;
pub mod process;
pub mod production;
pub mod quality;
pub mod quantity;
pub mod receivable;
pub mod sample;
pub mod schedule;
pub mod settlement;
pub mod terms;
pub mod text;

pub use ids::{
    CauseKey, ChangeOrderId, ChargeId, ClaimId, ComplaintId, ContactId, CreditEntryId, CustomerId, DepartmentKey,
    DispatchId, EvidenceId, ExceptionId, FileId, HandoverId, InspectionId, InstallationId, InvoiceId, LetterId, LotId,
    MaterialId, OrderId, OutsideJobId, PaperId, PersonId, ProductId, ProgressId, PromiseId, PurchaseId, ReceiptId,
    ReceivableEntryId, RegistrationId, ReturnId, SampleDeedId, SampleId, ShipmentId, SignOffId, SlipId, StepKey,
    StockEntryId, SupplierId, SurveyId, TeamId, WriteOffId,
};
pub use message::{Arg, Message, Say};
pub use money::{Currency, Money};
pub use quantity::Quantity;
pub use text::{Lang, Text};
