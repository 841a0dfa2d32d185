//! A complaint: what the customer says, whose doing it was, who sees to it by when, what is done, what it costs and who
//! bears that. It is closed when something was done and the customer agrees, or refused with a reason.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    CauseKey, ComplaintId, Currency, CustomerId, DepartmentKey, FileId, Message, Money, OrderId, PersonId, Say,
    SupplierId, Text,
    field::fault::{Fault, check_money, line_needed, text, text_needed},
    order::Channel,
};

pub const MOST_ENTRIES: usize = 200;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Complaint {
    pub id: ComplaintId,
    pub number: String,
    pub order: OrderId,
    pub customer: CustomerId,
    /// Lines of the order that it is about, from 1; none for all of it.
    pub lines: Vec<u32>,
    pub words: String,
    pub files: Vec<FileId>,
    pub channel: Channel,
    pub raised_at: Timestamp,
    /// Who took it down; nobody where the customer wrote it on the own page.
    pub taken_by: Option<PersonId>,
    pub handling: Option<Handling>,
    pub remedies: Vec<Remedy>,
    pub costs: Vec<Cost>,
    pub charges: Vec<Charge>,
    pub closed: Option<Closed>,
}

/// Whose doing it was, who sees to it, and by when the customer hears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    pub cause: CauseKey,
    pub owner: PersonId,
    pub due: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    pub kind: RemedyKind,
    pub words: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    Explained,
    Repaired,
    Replaced,
    TakenBack,
    /// Money back, or less to pay.
    Allowance,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub what: String,
    pub amount: Money,
    pub by: PersonId,
    pub on: Date,
}

/// Who bears so much of the cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub to: ChargedTo,
    pub amount: Money,
    pub reason: String,
    pub by: PersonId,
    pub on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ChargedTo {
    /// Inside the company: who is assessed by it.
    Department {
        department: DepartmentKey,
    },
    Supplier {
        supplier: SupplierId,
    },
    Carrier {
        name: String,
    },
    Customer,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub ending: Ending,
    pub words: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Something was done, and the customer agrees.
    Settled,
    /// The company does not see itself at fault.
    Refused,
    /// The customer took it back.
    Withdrawn,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Handled { handling: Handling, by: PersonId, at: Timestamp },
    Remedied { remedy: Remedy },
    Cost { cost: Cost },
    Charged { charge: Charge },
    Closed { closed: Closed },
    Reopened { reason: String, by: PersonId, at: Timestamp },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Handle { handling: Handling },
    Remedy { kind: RemedyKind, words: String },
    Cost { what: String, amount: Money },
    Charge { to: ChargedTo, amount: Money, reason: String },
    Close { ending: Ending, words: String },
    Reopen { reason: String },
}

/// What is decided by besides the complaint itself.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    pub by: PersonId,
    pub now: Timestamp,
    pub today: Date,
    /// All costs are in the company's own currency.
    pub base: Currency,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComplaintRefusal {
    Field(Fault),
    NoSuchLine {
        line: u32,
    },
    DueInThePast {
        due: Date,
    },
    Closed {
        at: Timestamp,
    },
    NotClosed,
    /// Before it is settled it must be known whose doing it was.
    NotHandled,
    NothingDone,
    /// Nobody is charged more than it has cost.
    ChargedBeyond {
        given: Money,
        left: Money,
    },
}

impl Complaint {
    /// A new one of an order with so many lines.
    pub fn raised(self, order_lines: usize) -> Result<Self, ComplaintRefusal> {
        let outside = |line: &&u32| **line == 0 || **line as usize > order_lines;
        if let Some(line) = self.lines.iter().find(outside) {
            return Err(ComplaintRefusal::NoSuchLine { line: *line });
        }
        let mut lines = self.lines;
        lines.sort_unstable();
        lines.dedup();
        Ok(Self {
            lines,
            number: line_needed(&self.number, ("投诉单号", "number of the complaint"))?,
            words: text_needed(&self.words, ("投诉内容", "what is complained of"))?,
            handling: None,
            remedies: Vec::new(),
            costs: Vec::new(),
            charges: Vec::new(),
            closed: None,
            ..self
        })
    }

    pub fn decide(&self, command: Command, given: &Given) -> Result<Vec<Event>, ComplaintRefusal> {
        let (by, at, on) = (given.by, given.now, given.today);
        if let (Some(closed), false) = (&self.closed, may_come_later(&command)) {
            return Err(ComplaintRefusal::Closed { at: closed.at });
        }
        let event = match command {
            Command::Handle { handling } => {
                let is_new = self.handling.as_ref().is_none_or(|was| was.due != handling.due);
                if is_new && handling.due < on {
                    return Err(ComplaintRefusal::DueInThePast { due: handling.due });
                }
                Event::Handled { handling, by, at }
            }
            Command::Remedy { kind, words } => {
                few(self.remedies.len(), ("处理记录", "remedies"))?;
                let words = text_needed(&words, ("处理办法", "remedy"))?;
                Event::Remedied { remedy: Remedy { kind, words, by, at } }
            }
            Command::Cost { what, amount } => {
                few(self.costs.len(), ("费用", "costs"))?;
                in_base(amount, given.base)?;
                let what = line_needed(&what, ("费用名称", "what was paid for"))?;
                Event::Cost { cost: Cost { what, amount, by, on } }
            }
            Command::Charge { to, amount, reason } => {
                few(self.charges.len(), ("扣款", "charges"))?;
                in_base(amount, given.base)?;
                let left = self.uncharged(given.base);
                if amount.minor > left.minor {
                    return Err(ComplaintRefusal::ChargedBeyond { given: amount, left });
                }
                let to = match to {
                    ChargedTo::Carrier { name } => {
                        ChargedTo::Carrier { name: line_needed(&name, ("承运人", "carrier"))? }
                    }
                    other => other,
                };
                let reason = text(&reason, ("扣款原因", "reason for the charge"))?;
                Event::Charged { charge: Charge { to, amount, reason, by, on } }
            }
            Command::Close { ending, words } => {
                if ending == Ending::Settled && self.handling.is_none() {
                    return Err(ComplaintRefusal::NotHandled);
                }
                if ending == Ending::Settled && self.remedies.is_empty() {
                    return Err(ComplaintRefusal::NothingDone);
                }
                let words = text_needed(&words, ("结案说明", "how it was closed"))?;
                Event::Closed { closed: Closed { ending, words, by, at } }
            }
            Command::Reopen { reason } => {
                self.closed.as_ref().ok_or(ComplaintRefusal::NotClosed)?;
                let reason = text_needed(&reason, ("重开原因", "reason to open it again"))?;
                Event::Reopened { reason, by, at }
            }
        };
        Ok(vec![event])
    }

    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Handled { handling, .. } => self.handling = Some(handling),
            Event::Remedied { remedy } => self.remedies.push(remedy),
            Event::Cost { cost } => self.costs.push(cost),
            Event::Charged { charge } => self.charges.push(charge),
            Event::Closed { closed } => self.closed = Some(closed),
            Event::Reopened { .. } => self.closed = None,
        }
    }

    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    pub fn is_late(&self, today: Date) -> bool {
        self.is_open() && self.handling.as_ref().is_some_and(|handling| handling.due < today)
    }

    pub fn cost(&self, base: Currency) -> Money {
        sum(self.costs.iter().map(|cost| cost.amount), base)
    }

    /// What others bear: not the company's own departments.
    pub fn recovered(&self, base: Currency) -> Money {
        let others = self.charges.iter().filter(|it| !matches!(it.to, ChargedTo::Department { .. }));
        sum(others.map(|charge| charge.amount), base)
    }

    /// What nobody was charged with yet.
    pub fn uncharged(&self, base: Currency) -> Money {
        let charged = sum(self.charges.iter().map(|charge| charge.amount), base);
        Money { minor: self.cost(base).minor.saturating_sub(charged.minor), currency: base }
    }
}

/// For an order's fact `complaint.open`.
pub fn any_open<'a>(complaints: impl IntoIterator<Item = &'a Complaint>) -> bool {
    complaints.into_iter().any(Complaint::is_open)
}

/// Invoices for what it cost come after it is closed.
fn may_come_later(command: &Command) -> bool {
    matches!(command, Command::Cost { .. } | Command::Charge { .. } | Command::Reopen { .. })
}

fn sum(amounts: impl Iterator<Item = Money>, base: Currency) -> Money {
    let minor = amounts.filter(|it| it.currency == base).map(|it| it.minor).fold(0, i64::saturating_add);
    Money { minor, currency: base }
}

fn in_base(amount: Money, base: Currency) -> Result<(), Fault> {
    if amount.currency != base {
        return Err(Fault::OtherCurrency { given: amount.currency, wanted: base });
    }
    check_money(amount, ("金额", "amount"))
}

fn few(now: usize, (zh, en): (&str, &str)) -> Result<(), Fault> {
    let most = MOST_ENTRIES;
    if now >= most { Err(Fault::TooMany { what: Text::new(zh, en), most }) } else { Ok(()) }
}

impl RemedyKind {
    pub fn name(self) -> Text {
        match self {
            RemedyKind::Explained => Text::new("解释说明", "explained"),
            RemedyKind::Repaired => Text::new("返修", "repaired"),
            RemedyKind::Replaced => Text::new("换货补货", "replaced"),
            RemedyKind::TakenBack => Text::new("退货", "taken back"),
            RemedyKind::Allowance => Text::new("折让赔款", "allowance"),
        }
    }
}

impl From<Fault> for ComplaintRefusal {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

impl Say for ComplaintRefusal {
    fn say(&self) -> Message {
        use ComplaintRefusal::*;
        match self {
            Field(fault) => fault.say(),
            NoSuchLine { line } => Message::new("complaint-no-such-line").with("line", i64::from(*line)),
            DueInThePast { due } => Message::new("complaint-due-in-the-past").with("due", *due),
            Closed { at } => Message::new("complaint-closed").with("at", *at),
            NotClosed => Message::new("complaint-not-closed"),
            NotHandled => Message::new("complaint-not-handled"),
            NothingDone => Message::new("complaint-nothing-done"),
            ChargedBeyond { given, left } => {
                Message::new("complaint-charged-beyond").with("given", *given).with("left", *left)
            }
        }
    }
}
