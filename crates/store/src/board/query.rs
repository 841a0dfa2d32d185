//! What is asked of the board.

use jiff::civil::Date;
use yidan_domain::{CustomerId, DepartmentKey, PersonId, access::Scope, process::Stage};

use super::{cursor::Cursor, state::State};

#[derive(Debug, Clone)]
pub struct Query {
    /// The rule of access.
    pub scope: Scope,
    /// Words that must all be found, each as a part of the number, the customer's reference, name or code, or the goods.
    pub text: String,
    pub customer: Option<CustomerId>,
    /// With a step of this department to work on.
    pub department: Option<DepartmentKey>,
    /// Whose salesperson this is, or with a step to work on handed to this person.
    pub person: Option<PersonId>,
    pub process: Option<String>,
    pub stage: Option<Stage>,
    pub state: Option<State>,
    /// Both ends included.
    pub dates: Option<(DateField, Option<Date>, Option<Date>)>,
    pub sort: Sort,
    pub descending: bool,
    pub after: Option<Cursor>,
    pub limit: usize,
    pub today: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateField {
    Received,
    Promised,
    Delivered,
}

/// Orders with nothing to sort by (no promised day, not late) come last in both directions; equal ones go by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    Number,
    Customer,
    Received,
    Promised,
    /// Days until the promised day, of goods that have not left: the most pressing first.
    Countdown,
    Delay,
    /// The day on which the goods are expected to leave.
    Expected,
    Stage,
    Completion,
    Exceptions,
    Updated,
}

impl Sort {
    pub const ALL: [Sort; 11] = [
        Sort::Number,
        Sort::Customer,
        Sort::Received,
        Sort::Promised,
        Sort::Countdown,
        Sort::Delay,
        Sort::Expected,
        Sort::Stage,
        Sort::Completion,
        Sort::Exceptions,
        Sort::Updated,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Sort::Number => "number",
            Sort::Customer => "customer",
            Sort::Received => "received",
            Sort::Promised => "promised",
            Sort::Countdown => "countdown",
            Sort::Delay => "delay",
            Sort::Expected => "expected",
            Sort::Stage => "stage",
            Sort::Completion => "completion",
            Sort::Exceptions => "exceptions",
            Sort::Updated => "updated",
        }
    }
}

impl DateField {
    pub const ALL: [DateField; 3] = [DateField::Received, DateField::Promised, DateField::Delivered];

    pub fn key(self) -> &'static str {
        match self {
            DateField::Received => "received",
            DateField::Promised => "promised",
            DateField::Delivered => "delivered",
        }
    }
}

impl Query {
    /// Every order that the scope shows, by number.
    pub fn all(scope: Scope, today: Date) -> Self {
        Self {
            scope,
            text: String::new(),
            customer: None,
            department: None,
            person: None,
            process: None,
            stage: None,
            state: None,
            dates: None,
            sort: Sort::Number,
            descending: false,
            after: None,
            limit: 50,
            today,
        }
    }
}
