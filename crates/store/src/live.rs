//! What has just been committed, for the board in memory, for open screens, and for other copies of the program.

use std::{fmt, sync::Arc};

use yidan_domain::{PersonId, case::Case, order::row::OrderRow, party::Customer};

use crate::{materials::book::Touched, production::book::LotNews, receivables::book::News};

/// Shared, as every open screen is told.
#[derive(Debug, Clone)]
pub enum Change {
    /// The row for lists, and the course for following.
    Order {
        row: Arc<OrderRow>,
        case: Arc<Case>,
        /// The same version as before, with other due dates.
        is_refreshed: bool,
    },
    Customer(Arc<Customer>),
    /// An invoice or a receipt, with all that concerns its money.
    Receivable(Arc<News>),
    /// A lot, with what was told of it.
    Lot(Arc<LotNews>),
    /// What an order needs and has, a line of a purchase, a material or a supplier.
    Materials(Touched),
    /// This person has been told something, or has read it.
    Notices(PersonId),
    /// The company's settings, departments, processes, people, causes or rules.
    World,
}

/// As it travels by LISTEN/NOTIFY: what to read anew.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Order { row, is_refreshed: true, .. } => write!(f, "refreshed {}", row.id),
            Change::Order { row, .. } => write!(f, "order {}", row.id),
            Change::Customer(customer) => write!(f, "customer {}", customer.id),
            Change::Receivable(news) => news.fmt(f),
            Change::Lot(news) => news.fmt(f),
            Change::Materials(touched) => touched.fmt(f),
            Change::Notices(person) => write!(f, "notices {person}"),
            Change::World => f.write_str("world"),
        }
    }
}
