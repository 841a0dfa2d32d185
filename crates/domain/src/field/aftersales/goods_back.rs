//! Goods that come back (退换货): agreed line by line against what the customer has, received and looked at, and settled with
//! money, a repair or other goods that are sent under an order of their own. Never more comes back than was delivered, never
//! more is replaced than was agreed.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    ComplaintId, Message, OrderId, PersonId, Quantity, ReturnId, Say, Text,
    field::fault::{Fault, check_quantity, line_needed, text, text_needed},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsBack {
    pub id: ReturnId,
    pub number: String,
    pub order: OrderId,
    pub complaint: Option<ComplaintId>,
    pub wants: Wants,
    pub reason: String,
    /// Each line of the order once.
    pub lines: Vec<Line>,
    pub agreed_on: Date,
    pub arrivals: Vec<Arrival>,
    /// Orders by which other goods are sent.
    pub replacements: Vec<Replacement>,
    pub closed: Option<Closed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wants {
    MoneyBack,
    Replacement,
    Repair,
}

/// So many ten-thousandths of a line of the order, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub line: u32,
    pub ten_thousandths: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    pub on: Date,
    pub lines: Vec<Line>,
    /// What they look like.
    pub state: String,
    pub by: PersonId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    pub order: OrderId,
    pub lines: Vec<Line>,
    pub by: PersonId,
    pub on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub words: String,
    pub by: PersonId,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Event {
    Arrived { arrival: Arrival },
    Replaced { replacement: Replacement },
    Closed { closed: Closed },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Arrive {
        on: Date,
        lines: Vec<Line>,
        state: String,
    },
    Replace {
        order: OrderId,
        lines: Vec<Line>,
    },
    /// What has not come does not come any more.
    Close {
        words: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoodsBackRefusal {
    Field(Fault),
    NoLines,
    NoSuchLine {
        line: u32,
    },
    /// More than the customer has.
    MoreThanDelivered {
        line: u32,
        given: Quantity,
        most: Quantity,
    },
    MoreThanAgreed {
        line: u32,
        given: Quantity,
        most: Quantity,
    },
    NoReplacementAgreed,
    OwnOrder,
    DayOutside {
        on: Date,
        agreed: Date,
        today: Date,
    },
    Closed {
        at: Timestamp,
    },
    /// Goods are promised and not sent.
    ReplacementOpen {
        line: u32,
        quantity: Quantity,
    },
}

/// A line of the order as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// That the customer has signed for.
    pub quantity: Quantity,
}

impl GoodsBack {
    /// A new one; `delivered` holds the lines of the order, `others` all that came back of it before.
    pub fn agreed(self, delivered: &[Delivered], others: &[GoodsBack]) -> Result<Self, GoodsBackRefusal> {
        let lines = checked(&self.lines, delivered)?;
        for line in &lines {
            let before: i64 = others.iter().filter(|it| it.id != self.id).map(|it| it.taken(line.line)).sum();
            let quantity = &delivered[line.line as usize - 1].quantity;
            let most = quantity.ten_thousandths.saturating_sub(before).max(0);
            if line.ten_thousandths > most {
                let with_unit = |ten_thousandths| Quantity { ten_thousandths, ..quantity.clone() };
                let (given, most) = (with_unit(line.ten_thousandths), with_unit(most));
                return Err(GoodsBackRefusal::MoreThanDelivered { line: line.line, given, most });
            }
        }
        Ok(Self {
            lines,
            number: line_needed(&self.number, ("退货单号", "number of the return"))?,
            reason: text_needed(&self.reason, ("退货原因", "reason for the return"))?,
            arrivals: Vec::new(),
            replacements: Vec::new(),
            closed: None,
            ..self
        })
    }

    pub fn decide(
        &self,
        command: Command,
        delivered: &[Delivered],
        by: PersonId,
        now: Timestamp,
        today: Date,
    ) -> Result<Vec<Event>, GoodsBackRefusal> {
        if let Some(closed) = &self.closed {
            return Err(GoodsBackRefusal::Closed { at: closed.at });
        }
        let event = match command {
            Command::Arrive { on, lines, state } => {
                if on < self.agreed_on || on > today {
                    return Err(GoodsBackRefusal::DayOutside { on, agreed: self.agreed_on, today });
                }
                let lines = checked(&lines, delivered)?;
                self.within(&lines, |it| self.arrived(it), delivered)?;
                Event::Arrived {
                    arrival: Arrival { on, lines, state: text(&state, ("货况", "state of the goods"))?, by },
                }
            }
            Command::Replace { order, lines } => {
                if self.wants != Wants::Replacement {
                    return Err(GoodsBackRefusal::NoReplacementAgreed);
                }
                if order == self.order {
                    return Err(GoodsBackRefusal::OwnOrder);
                }
                if self.replacements.iter().any(|it| it.order == order) {
                    return Ok(Vec::new());
                }
                let lines = checked(&lines, delivered)?;
                self.within(&lines, |it| self.replaced(it), delivered)?;
                Event::Replaced { replacement: Replacement { order, lines, by, on: today } }
            }
            Command::Close { words } => {
                // What came back to be replaced is owed.
                let owed = self.lines.iter().find(|it| self.owed(it.line) > 0);
                if let Some(line) = owed {
                    let quantity = quantity_of(line.line, self.owed(line.line), delivered);
                    return Err(GoodsBackRefusal::ReplacementOpen { line: line.line, quantity });
                }
                let words = text_needed(&words, ("处理结果", "how it was settled"))?;
                Event::Closed { closed: Closed { words, by, at: now } }
            }
        };
        Ok(vec![event])
    }

    pub fn apply(&mut self, event: &Event) {
        match event.clone() {
            Event::Arrived { arrival } => self.arrivals.push(arrival),
            Event::Replaced { replacement } => self.replacements.push(replacement),
            Event::Closed { closed } => self.closed = Some(closed),
        }
    }

    /// What of a line is here, in ten-thousandths.
    pub fn arrived(&self, line: u32) -> i64 {
        of_line(self.arrivals.iter().flat_map(|it| &it.lines), line)
    }

    pub fn replaced(&self, line: u32) -> i64 {
        of_line(self.replacements.iter().flat_map(|it| &it.lines), line)
    }

    /// Came back to be replaced, and was not yet.
    fn owed(&self, line: u32) -> i64 {
        let wanted = if self.wants == Wants::Replacement { self.arrived(line) } else { 0 };
        wanted.saturating_sub(self.replaced(line)).max(0)
    }

    /// What this takes of what the customer has: all that was agreed, or what came once it is closed.
    fn taken(&self, line: u32) -> i64 {
        if self.closed.is_some() { self.arrived(line) } else { of_line(&self.lines, line) }
    }

    fn within(
        &self,
        lines: &[Line],
        so_far: impl Fn(u32) -> i64,
        delivered: &[Delivered],
    ) -> Result<(), GoodsBackRefusal> {
        for line in lines {
            let most = of_line(&self.lines, line.line).saturating_sub(so_far(line.line)).max(0);
            if line.ten_thousandths > most {
                let of = |ten_thousandths| quantity_of(line.line, ten_thousandths, delivered);
                let (given, most) = (of(line.ten_thousandths), of(most));
                return Err(GoodsBackRefusal::MoreThanAgreed { line: line.line, given, most });
            }
        }
        Ok(())
    }
}

/// For an order: returns that are not settled.
pub fn open<'a>(returns: impl IntoIterator<Item = &'a GoodsBack>) -> impl Iterator<Item = &'a GoodsBack> {
    returns.into_iter().filter(|it| it.closed.is_none())
}

fn checked(lines: &[Line], delivered: &[Delivered]) -> Result<Vec<Line>, GoodsBackRefusal> {
    let mut sums: BTreeMap<u32, i64> = BTreeMap::new();
    for line in lines {
        let of = line.line.checked_sub(1).and_then(|place| delivered.get(place as usize));
        let of = of.ok_or(GoodsBackRefusal::NoSuchLine { line: line.line })?;
        let quantity = Quantity { ten_thousandths: line.ten_thousandths, ..of.quantity.clone() };
        check_quantity(&quantity, &Text::new("退货数量", "quantity"))?;
        let sum = sums.entry(line.line).or_default();
        *sum = sum.saturating_add(line.ten_thousandths);
    }
    if sums.is_empty() {
        return Err(GoodsBackRefusal::NoLines);
    }
    Ok(sums.into_iter().map(|(line, ten_thousandths)| Line { line, ten_thousandths }).collect())
}

fn of_line<'a>(lines: impl IntoIterator<Item = &'a Line>, line: u32) -> i64 {
    lines.into_iter().filter(|it| it.line == line).map(|it| it.ten_thousandths).fold(0, i64::saturating_add)
}

fn quantity_of(line: u32, ten_thousandths: i64, delivered: &[Delivered]) -> Quantity {
    let unit = line.checked_sub(1).and_then(|place| delivered.get(place as usize));
    Quantity { ten_thousandths, unit: unit.map(|it| it.quantity.unit.clone()).unwrap_or_default() }
}

impl From<Fault> for GoodsBackRefusal {
    fn from(fault: Fault) -> Self {
        Self::Field(fault)
    }
}

impl Say for GoodsBackRefusal {
    fn say(&self) -> Message {
        use GoodsBackRefusal::*;
        let more = |key, line: &u32, given: &Quantity, most: &Quantity| {
            let message = Message::new(key).with("line", i64::from(*line));
            message.with("given", given.to_string()).with("most", most.to_string())
        };
        match self {
            Field(fault) => fault.say(),
            NoLines => Message::new("return-no-lines"),
            NoSuchLine { line } => Message::new("return-no-such-line").with("line", i64::from(*line)),
            MoreThanDelivered { line, given, most } => more("return-more-than-delivered", line, given, most),
            MoreThanAgreed { line, given, most } => more("return-more-than-agreed", line, given, most),
            NoReplacementAgreed => Message::new("return-no-replacement-agreed"),
            OwnOrder => Message::new("return-own-order"),
            DayOutside { on, agreed, today } => {
                Message::new("return-day-outside").with("on", *on).with("agreed", *agreed).with("today", *today)
            }
            Closed { at } => Message::new("return-closed").with("at", *at),
            ReplacementOpen { line, quantity } => Message::new("return-replacement-open")
                .with("line", i64::from(*line))
                .with("quantity", quantity.to_string()),
        }
    }
}
