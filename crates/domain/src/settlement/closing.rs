//! An order closes when goods, papers, money and claims are settled. Until then it is said what is open, thing by thing, with
//! what to do about it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    Message, Money, PersonId, Quantity, Say, Text,
    field::fault::{Fault, text, text_needed},
};

/// All that an order's end hangs on, as the ledgers have it now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// A cancelled order owes no goods and no steps; money and claims it may.
    pub is_cancelled: bool,
    /// Steps that are neither finished nor left out.
    pub steps: Vec<Text>,
    pub goods: Vec<GoodsLine>,
    pub papers: Vec<Paper>,
    /// Instalments that are not paid in full.
    pub unpaid: Vec<Unpaid>,
    /// Delivered and on no invoice.
    pub not_invoiced: Option<Money>,
    /// The customer's money that stands against nothing.
    pub not_used: Option<Money>,
    /// Purchases of which goods or money are open, by number.
    pub purchases: Vec<String>,
    /// Lots in the workshop, by number.
    pub lots: Vec<String>,
    /// Slips and installations that are not at their end: number, and how far they have come.
    pub slips: Vec<(String, Text)>,
    pub installations: Vec<(String, Text)>,
    pub complaints: Vec<String>,
    pub returns: Vec<String>,
    /// Against carriers, insurers, suppliers: who, and how much is still to come.
    pub claims: Vec<(String, Money)>,
    pub exceptions: usize,
    /// Promises to the customer that nobody has closed.
    pub promises: Vec<(String, Date)>,
    /// There is an estimate, and nothing was entered against it.
    pub lacks_actual_cost: bool,
}

/// A line of the order.
#[derive(Debug, Clone, PartialEq)]
pub struct GoodsLine {
    /// From 1.
    pub line: u32,
    pub goods: String,
    pub ordered: Quantity,
    /// Ten-thousandths that left, and that the customer signed for.
    pub delivered: i64,
    pub signed: i64,
    /// The customer takes less: within the tolerance, or as agreed.
    pub is_short_agreed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub name: Text,
    pub department: Text,
    pub is_there: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpaid {
    pub invoice: String,
    pub amount: Money,
    pub due: Option<Date>,
}

/// Something that keeps the order from closing.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    Steps { steps: Vec<Text> },
    NotDelivered { line: u32, goods: String, missing: Quantity },
    NotSigned { line: u32, goods: String, quantity: Quantity },
    Lot { number: String },
    Purchase { number: String },
    Slip { number: String, stage: Text },
    Installation { number: String, stage: Text },
    Paper { paper: Text, department: Text },
    NotInvoiced { amount: Money },
    Unpaid { invoice: String, amount: Money, due: Option<Date> },
    NotUsed { amount: Money },
    Complaint { number: String },
    Return { number: String },
    Claim { against: String, amount: Money },
    Exceptions { count: usize },
    Promise { text: String, due: Date },
    NoActualCost,
}

impl Standing {
    /// Goods first, then papers, money, claims, and what else is open. Nothing: it may close.
    pub fn open(&self) -> Vec<Open> {
        let mut open: Vec<Open> = Vec::new();
        if !self.is_cancelled {
            if !self.steps.is_empty() {
                open.push(Open::Steps { steps: self.steps.clone() });
            }
            open.extend(self.goods.iter().filter_map(GoodsLine::not_delivered));
        }
        // What left has to be signed for, even of an order that was cancelled then.
        open.extend(self.goods.iter().filter_map(GoodsLine::not_signed));
        open.extend(self.lots.iter().map(|number| Open::Lot { number: number.clone() }));
        open.extend(self.purchases.iter().map(|number| Open::Purchase { number: number.clone() }));
        let staged = |(number, stage): &(String, Text)| (number.clone(), stage.clone());
        open.extend(self.slips.iter().map(staged).map(|(number, stage)| Open::Slip { number, stage }));
        open.extend(self.installations.iter().map(staged).map(|(number, stage)| Open::Installation { number, stage }));
        let missing = self.papers.iter().filter(|paper| !paper.is_there && !self.is_cancelled);
        open.extend(missing.map(|it| Open::Paper { paper: it.name.clone(), department: it.department.clone() }));
        open.extend(self.not_invoiced.filter(|it| !it.is_zero()).map(|amount| Open::NotInvoiced { amount }));
        let unpaid = self.unpaid.iter().filter(|it| !it.amount.is_zero());
        open.extend(unpaid.map(|Unpaid { invoice, amount, due }| Open::Unpaid {
            invoice: invoice.clone(),
            amount: *amount,
            due: *due,
        }));
        open.extend(self.not_used.filter(|it| !it.is_zero()).map(|amount| Open::NotUsed { amount }));
        open.extend(self.complaints.iter().map(|number| Open::Complaint { number: number.clone() }));
        open.extend(self.returns.iter().map(|number| Open::Return { number: number.clone() }));
        let claims = self.claims.iter().filter(|(_, amount)| !amount.is_zero());
        open.extend(claims.map(|(against, amount)| Open::Claim { against: against.clone(), amount: *amount }));
        if self.exceptions > 0 {
            open.push(Open::Exceptions { count: self.exceptions });
        }
        open.extend(self.promises.iter().map(|(text, due)| Open::Promise { text: text.clone(), due: *due }));
        if self.lacks_actual_cost && !self.is_cancelled {
            open.push(Open::NoActualCost);
        }
        open
    }
}

impl GoodsLine {
    fn quantity(&self, ten_thousandths: i64) -> Quantity {
        Quantity { ten_thousandths, unit: self.ordered.unit.clone() }
    }

    fn not_delivered(&self) -> Option<Open> {
        let missing = self.ordered.ten_thousandths.saturating_sub(self.delivered);
        (missing > 0 && !self.is_short_agreed).then(|| Open::NotDelivered {
            line: self.line,
            goods: self.goods.clone(),
            missing: self.quantity(missing),
        })
    }

    fn not_signed(&self) -> Option<Open> {
        let unsigned = self.delivered.saturating_sub(self.signed);
        (unsigned > 0).then(|| Open::NotSigned {
            line: self.line,
            goods: self.goods.clone(),
            quantity: self.quantity(unsigned),
        })
    }
}

/// Whether an order is closed, and how that came about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settlement {
    pub closed: Option<Closed>,
    /// How often it was opened again.
    pub reopened: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub note: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Closed { closed: Closed },
    Reopened { reason: String, by: PersonId, at: Timestamp },
}

#[derive(Debug, Clone, PartialEq)]
pub enum SettlementRefusal {
    Field(Fault),
    StillOpen { open: Vec<Open> },
    Closed { at: Timestamp },
    NotClosed,
    MayNotClose,
}

impl Settlement {
    pub fn close(
        &self,
        standing: &Standing,
        note: &str,
        by: PersonId,
        may_close: bool,
        now: Timestamp,
    ) -> Result<Event, SettlementRefusal> {
        if let Some(closed) = &self.closed {
            return Err(SettlementRefusal::Closed { at: closed.at });
        }
        if !may_close {
            return Err(SettlementRefusal::MayNotClose);
        }
        let open = standing.open();
        if !open.is_empty() {
            return Err(SettlementRefusal::StillOpen { open });
        }
        let note = text(note, ("备注", "remarks")).map_err(SettlementRefusal::Field)?;
        Ok(Event::Closed { closed: Closed { note, by, at: now } })
    }

    /// A complaint came in, money went back: the order is open again, and closes by the same rule.
    pub fn reopen(
        &self,
        reason: &str,
        by: PersonId,
        may_close: bool,
        now: Timestamp,
    ) -> Result<Event, SettlementRefusal> {
        if self.closed.is_none() {
            return Err(SettlementRefusal::NotClosed);
        }
        if !may_close {
            return Err(SettlementRefusal::MayNotClose);
        }
        let reason = text_needed(reason, ("重开原因", "reason to open it again")).map_err(SettlementRefusal::Field)?;
        Ok(Event::Reopened { reason, by, at: now })
    }

    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Closed { closed } => self.closed = Some(closed),
            Event::Reopened { .. } => {
                self.closed = None;
                self.reopened = self.reopened.saturating_add(1);
            }
        }
    }
}

impl Say for Open {
    fn say(&self) -> Message {
        use Open::*;
        let number = |key, number: &String| Message::new(key).with("number", number.as_str());
        let goods = |key, line: &u32, goods: &String, quantity: &Quantity| {
            let message = Message::new(key).with("line", i64::from(*line)).with("goods", goods.as_str());
            message.with("quantity", quantity.to_string())
        };
        match self {
            Steps { steps } => Message::new("settlement-open-steps").with("steps", steps.clone()),
            NotDelivered { line, goods: name, missing } => goods("settlement-open-not-delivered", line, name, missing),
            NotSigned { line, goods: name, quantity } => goods("settlement-open-not-signed", line, name, quantity),
            Lot { number: it } => number("settlement-open-lot", it),
            Purchase { number: it } => number("settlement-open-purchase", it),
            Slip { number: it, stage } => number("settlement-open-slip", it).with("stage", stage),
            Installation { number: it, stage } => number("settlement-open-installation", it).with("stage", stage),
            Paper { paper, department } => {
                Message::new("settlement-open-paper").with("paper", paper).with("department", department)
            }
            NotInvoiced { amount } => Message::new("settlement-open-not-invoiced").with("amount", *amount),
            Unpaid { invoice, amount, due: Some(due) } => Message::new("settlement-open-unpaid")
                .with("invoice", invoice.as_str())
                .with("amount", *amount)
                .with("due", *due),
            Unpaid { invoice, amount, due: None } => Message::new("settlement-open-unpaid-without-day")
                .with("invoice", invoice.as_str())
                .with("amount", *amount),
            NotUsed { amount } => Message::new("settlement-open-not-used").with("amount", *amount),
            Complaint { number: it } => number("settlement-open-complaint", it),
            Return { number: it } => number("settlement-open-return", it),
            Claim { against, amount } => {
                Message::new("settlement-open-claim").with("against", against.as_str()).with("amount", *amount)
            }
            Exceptions { count } => Message::new("settlement-open-exceptions").with("count", *count),
            Promise { text, due } => {
                Message::new("settlement-open-promise").with("text", text.as_str()).with("due", *due)
            }
            NoActualCost => Message::new("settlement-open-no-actual-cost"),
        }
    }
}

impl Say for SettlementRefusal {
    fn say(&self) -> Message {
        use SettlementRefusal::*;
        match self {
            Field(fault) => fault.say(),
            StillOpen { open } => Message::new("settlement-still-open").with("count", open.len()),
            Closed { at } => Message::new("settlement-closed").with("at", *at),
            NotClosed => Message::new("settlement-not-closed"),
            MayNotClose => Message::new("settlement-may-not-close"),
        }
    }
}
