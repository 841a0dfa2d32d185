//! What is told to customers, people and other programs (S14, S9): who is told what on which occasion (`rule`, `plan`) by which
//! channel (`channel`), in whose words (`template`), when (`quiet`, `choice`, `digest`), and what becomes of it (`dispatch`,
//! `retry`): never twice for one event, tried again with growing pauses, dead letters kept. `sign` and `robot` say what goes
//! over the wire. Nothing is sent here: the edge does that, and tells how it went. What people inside are told of orders is `notice`.

pub mod channel;
pub mod choice;
pub mod digest;
pub mod dispatch;
mod fault;
pub mod occasion;
pub mod plan;
pub mod quiet;
pub mod retry;
pub mod robot;
pub mod rule;
pub mod sign;
pub mod template;
#[cfg(test)]
mod tests;

pub use channel::{Address, Channel, is_mailbox};
pub use choice::{Choice, Group};
pub use dispatch::{Dispatch, State, Why};
pub use fault::OutboxFault;
pub use occasion::{Occasion, Variable};
pub use plan::{Happened, Planned, Reachable, Who, plan};
pub use quiet::Quiet;
pub use retry::{Failure, Next};
pub use rule::{Pace, Rule, Whom};
pub use template::{Rendered, Template, Values};
