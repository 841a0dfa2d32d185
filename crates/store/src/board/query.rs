//! What is asked of the board, and which orders answer: filters narrow a set of rows, cheap ones first.

use jiff::civil::Date;
use memchr::memmem::Finder;
use yidan_domain::{
    CustomerId, DepartmentKey, PersonId,
    access::Scope,
    order::{
        lateness::{Lateness, day_number},
        row::Status,
    },
    process::Stage,
};

use super::{
    bits::Bits,
    columns::{Columns, Day},
    cursor::Cursor,
    names::NOT_HERE,
    texts,
};

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
pub enum State {
    Open,
    Done,
    Cancelled,
    /// Open, and late against the promised day.
    Late,
    /// Open, and the promised day is today or in the next three days.
    DueSoon,
    /// Open without a promised day.
    NoDate,
    /// With an exception that nobody has cleared, unless cancelled.
    Exception,
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
    /// The promised day, which is the order of the countdown too.
    Promised,
    Delay,
    Stage,
    Completion,
    Exceptions,
    Updated,
}

const SOON_DAYS: std::ops::RangeInclusive<i32> = 0..=3;

impl State {
    pub const ALL: [State; 7] =
        [State::Open, State::Done, State::Cancelled, State::Late, State::DueSoon, State::NoDate, State::Exception];

    pub fn key(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Done => "done",
            State::Cancelled => "cancelled",
            State::Late => "late",
            State::DueSoon => "due-soon",
            State::NoDate => "no-date",
            State::Exception => "exception",
        }
    }

    /// Is an order that stands like this in this state?
    #[inline]
    pub fn holds(self, status: Status, has_date: bool, exceptions: u32, lateness: Lateness) -> bool {
        let open = status == Status::Open;
        match self {
            State::Open => open,
            State::Done => status == Status::Done,
            State::Cancelled => status == Status::Cancelled,
            State::Late => open && lateness.delay_days.is_some(),
            State::DueSoon => open && lateness.countdown_days.is_some_and(|days| SOON_DAYS.contains(&days)),
            State::NoDate => open && !has_date,
            State::Exception => exceptions > 0 && status != Status::Cancelled,
        }
    }
}

impl Sort {
    pub const ALL: [Sort; 9] = [
        Sort::Number,
        Sort::Customer,
        Sort::Received,
        Sort::Promised,
        Sort::Delay,
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
            Sort::Delay => "delay",
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

impl Columns {
    /// The rows that the query asks for.
    pub fn matching(&self, query: &Query) -> Bits {
        let mut found = Bits::all(self.len());
        self.keep_plain(query, &mut found);
        if let Some(state) = query.state {
            self.keep_state(state, day_number(query.today), &mut found);
        }
        self.keep_scope(query.scope, &mut found);
        if let Some(person) = query.person {
            let person = self.people.find(&person).unwrap_or(NOT_HERE);
            found.retain(|row| self.salesperson[row] == person || self.holds_task(row, person));
        }
        if let Some(department) = &query.department {
            let department = self.departments.find(department.as_str()).unwrap_or(NOT_HERE);
            let of_department = self.kinds.table(|kind| kind.department == department);
            found.retain(|row| self.active.get(row).iter().any(|task| of_department[task.kind as usize]));
        }
        for word in texts::words(&query.text) {
            self.keep_word(&word, &mut found);
        }
        found
    }

    /// Filters that compare one column to one value.
    fn keep_plain(&self, query: &Query, found: &mut Bits) {
        if let Some(customer) = query.customer {
            let customer = self.customers.find(customer).unwrap_or(NOT_HERE);
            found.keep_by(&self.customer, |other| *other == customer);
        }
        if let Some(process) = &query.process {
            let process = self.processes.find(process.as_str()).unwrap_or(NOT_HERE);
            found.keep_by(&self.process, |other| *other == process);
        }
        if let Some(stage) = query.stage {
            found.keep_by(&self.stage, |other| *other == stage);
        }
        if let Some((field, from, to)) = query.dates {
            let column = match field {
                DateField::Received => &self.received,
                DateField::Promised => &self.promised,
                DateField::Delivered => &self.delivered,
            };
            let (from, to) = (from.map_or(i32::MIN, day_number), to.map_or(i32::MAX, day_number));
            found.keep_by(column, |day| day.get().is_some_and(|day| from <= day && day <= to));
        }
    }

    fn keep_state(&self, state: State, today: i32, found: &mut Bits) {
        match state {
            State::Open => found.keep_by(&self.status, |status| *status == Status::Open),
            State::Done => found.keep_by(&self.status, |status| *status == Status::Done),
            State::Cancelled => found.keep_by(&self.status, |status| *status == Status::Cancelled),
            State::Exception => found.keep_by(&self.exceptions, |count| *count > 0),
            State::Late | State::DueSoon | State::NoDate => {
                found.keep_by(&self.status, |status| *status == Status::Open)
            }
        }
        if !matches!(state, State::Open | State::Done | State::Cancelled) {
            found.retain(|row| self.in_state(state, row, today));
        }
    }

    #[inline]
    pub fn in_state(&self, state: State, row: usize, today: i32) -> bool {
        let has_date = self.promised[row] != Day::NONE;
        state.holds(self.status[row], has_date, self.exceptions[row].into(), self.lateness(row, today))
    }

    /// `Scope::covers`, on columns.
    pub fn keep_scope(&self, scope: Scope, found: &mut Bits) {
        let Scope::Own(me) = scope else { return };
        let me = self.people.find(&me).unwrap_or(NOT_HERE);
        let my_customers = self.customers.owned_by(me);
        found.retain(|row| {
            self.salesperson[row] == me || my_customers.has(self.customer[row] as usize) || self.holds_task(row, me)
        });
    }

    #[inline]
    fn holds_task(&self, row: usize, person: u32) -> bool {
        self.active.get(row).iter().any(|task| task.assignee == person)
    }

    fn keep_word(&self, word: &str, found: &mut Bits) {
        let finder = Finder::new(word);
        let mut hits = Bits::none(self.len());
        let customers = self.customers.with(&finder);
        if !customers.is_empty() {
            found.each(|row| {
                if customers.has(self.customer[row] as usize) {
                    hits.insert(row);
                }
            });
        }
        let goods = self.goods.with(&finder);
        if !goods.is_empty() {
            found.each(|row| {
                if self.products.get(row).iter().any(|name| goods.has(*name as usize)) {
                    hits.insert(row);
                }
            });
        }
        self.texts.find(&finder, found, &mut hits);
        found.keep(&hits);
    }
}
