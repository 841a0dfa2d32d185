//! Where the time goes: what finished and open orders tell of how the company works.
//!
//! A `Book` keeps one small record for each order, reckoned when the order has changed. A `Question` (a span of days and a
//! filter) makes a `View` of it, and that answers: figures of orders and their trend (`orders`), the work on steps by step,
//! department and person (`work`), `bottlenecks`, `causes`, the process `map`. Every number can be opened (`figure`).
//!
//! Figures are exact: each answer counts the records anew, so that none can be out of step with the orders. That is quick
//! enough for a million orders a year (`yidan bench`).

mod away;
mod behind;
mod book;
pub mod bottlenecks;
pub mod causes;
pub mod figure;
pub mod map;
pub mod orders;
mod question;
mod record;
mod times;
pub mod work;

pub use behind::{Behind, Weight};
pub use book::{Book, Seen, StepOf};
pub use bottlenecks::{Allowed, Bottleneck};
pub use causes::{Causes, Count, Trouble};
pub use figure::{Asked, Figure};
pub use map::{End, Map, MapEdge, MapNode, Way};
pub use orders::{Days, Grain, OrderFigures, Point};
pub use question::{Filter, Question, Span, View};
pub use times::{Share, Times};
pub use work::{InHand, Work};
