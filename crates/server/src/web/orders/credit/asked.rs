//! What each piece of evidence asks, who is offered it, and the command that the answers make.

use jiff::civil::Date;
use yidan_domain::{
    Currency, Message, Money, Say,
    access::Viewer,
    credit::Lack,
    order::{
        Evidence, FileRef, Order, Slip,
        command::Command,
        refusal::Refusal,
        situation::{Deed, Situation},
    },
    process::Process,
};

use super::super::{
    fields::{Field, Kind},
    typed::{self, Typed},
};
use crate::{page::Faults, texts::Reader};

/// A piece of evidence, or the recall of a release, as an address names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    CustomerTotal,
    Slip,
    SlipTakenBack,
    Commitment,
    Guarantee,
    Agreement,
    Recall,
}

impl What {
    pub const ALL: [What; 7] = [
        What::CustomerTotal,
        What::Slip,
        What::SlipTakenBack,
        What::Commitment,
        What::Guarantee,
        What::Agreement,
        What::Recall,
    ];

    pub fn name(self) -> &'static str {
        match self {
            What::CustomerTotal => "customer-total",
            What::Slip => "slip",
            What::SlipTakenBack => "slip-taken-back",
            What::Commitment => "commitment",
            What::Guarantee => "guarantee",
            What::Agreement => "agreement",
            What::Recall => "recall",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            What::CustomerTotal => "check",
            What::Slip => "money",
            What::Commitment => "file",
            What::Guarantee | What::Agreement => "sign",
            What::Recall | What::SlipTakenBack => "undo",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.name() == name)
    }

    pub fn deed(self) -> Deed {
        if self == What::Recall { Deed::RecallCredit } else { Deed::ShowCredit }
    }

    /// May this viewer give it now?
    pub fn may(self, order: &Order, process: &Process, viewer: &Viewer) -> Result<(), Refusal> {
        Situation::of(order, process).may(viewer, self.deed(), None)?;
        let amount = Money::zero(order.header.currency);
        let sample = match self {
            What::Recall => return Ok(()),
            What::CustomerTotal => Evidence::CustomerTotal { total: amount, explanation: String::new() },
            What::Slip => Evidence::Slip(Slip {
                amount,
                paid_on: Date::MIN,
                reference: String::new(),
                file: None,
                taken_back: false,
            }),
            What::SlipTakenBack => {
                let number = slips(order).next().map(|(number, _)| number);
                let number = number.ok_or(Refusal::NoSuchSlip { number: 1 })?;
                Evidence::SlipTakenBack { number, reason: String::new() }
            }
            What::Commitment => Evidence::Commitment { file: None, note: String::new() },
            What::Guarantee => Evidence::Guarantee { amount },
            What::Agreement => Evidence::Agreement { amount, until: Date::MAX },
        };
        order.may_show(&sample, viewer)?;
        if order.is_released() { Err(Refusal::AlreadyReleased) } else { Ok(()) }
    }

    /// The fields, filled in with what the order lacks.
    pub fn fields(self, order: &Order, lacks: &[Lack], reader: &Reader) -> Vec<Field> {
        let label = |key: &str| reader.t(key);
        let money = |value: Option<Money>| {
            let field = Field::new("amount", label("credit-amount"), Kind::Money(order.header.currency)).required();
            field.value(value.map(|amount| amount.amount().to_string()).unwrap_or_default())
        };
        match self {
            What::CustomerTotal => vec![
                money(order.credit.as_ref().and_then(|credit| credit.customer_total))
                    .hint(label("credit-customer-total-hint")),
                Field::new("note", label("credit-explanation"), Kind::Area).hint(label("credit-explanation-hint")),
            ],
            What::Slip => vec![
                money(None),
                Field::new("day", label("credit-paid-on"), Kind::Date).required().value(reader.today().to_string()),
                Field::new("reference", label("credit-bank-reference"), Kind::Text),
                Field::new("file", label("credit-slip-file"), Kind::Files(false)),
            ],
            What::SlipTakenBack => {
                let slip = |(number, slip): (usize, &Slip)| {
                    (number.to_string(), format!("{number} · {} · {} {}", slip.amount, slip.paid_on, slip.reference))
                };
                vec![
                    Field::new("slip", label("credit-which-slip"), Kind::Select(slips(order).map(slip).collect()))
                        .required(),
                    Field::new("note", label("deed-reason"), Kind::Area).required(),
                ]
            }
            What::Commitment => vec![
                Field::new("file", label("credit-letter-file"), Kind::Files(false)),
                Field::new("note", label("credit-note"), Kind::Area),
            ],
            What::Guarantee => vec![money(guarantee_asked(lacks)).hint(label("credit-guarantee-hint"))],
            What::Agreement => vec![
                money(order.total()),
                Field::new("day", label("credit-until"), Kind::Date).required().hint(label("credit-until-hint")),
            ],
            What::Recall => {
                vec![Field::new("note", label("deed-reason"), Kind::Area).required().hint(label("credit-recall-hint"))]
            }
        }
    }

    /// The command, or nothing with the faults noted.
    pub fn read(
        self,
        typed: &Typed,
        file: Option<FileRef>,
        currency: Currency,
        reader: &Reader,
        faults: &mut Faults,
    ) -> Option<Command> {
        let note = typed.get("note").to_owned();
        let amount = match self {
            What::Commitment | What::Recall | What::SlipTakenBack => None,
            _ => read_amount(typed, currency, reader, faults),
        };
        let day = match self {
            What::Slip | What::Agreement => read_day(typed, reader, faults),
            _ => None,
        };
        let evidence = match self {
            What::Recall => return Some(Command::RecallCredit { reason: note }),
            What::CustomerTotal => amount.map(|total| Evidence::CustomerTotal { total, explanation: note }),
            What::Slip => amount.zip(day).map(|(amount, paid_on)| {
                let reference = typed.get("reference").to_owned();
                Evidence::Slip(Slip { amount, paid_on, reference, file, taken_back: false })
            }),
            What::SlipTakenBack => {
                let number = typed.get("slip").parse().unwrap_or_default();
                Some(Evidence::SlipTakenBack { number, reason: note })
            }
            What::Commitment => Some(Evidence::Commitment { file, note }),
            What::Guarantee => amount.map(|amount| Evidence::Guarantee { amount }),
            What::Agreement => amount.zip(day).map(|(amount, until)| Evidence::Agreement { amount, until }),
        };
        evidence.map(|evidence| Command::ShowCredit { evidence: Box::new(evidence) })
    }
}

fn slips(order: &Order) -> impl Iterator<Item = (usize, &Slip)> {
    order.credit.iter().flat_map(|credit| credit.counting_slips())
}

fn read_amount(typed: &Typed, currency: Currency, reader: &Reader, faults: &mut Faults) -> Option<Money> {
    amount(typed.get("amount"), currency).map_err(|why| faults.add("amount", reader.say(&why))).ok()
}

fn read_day(typed: &Typed, reader: &Reader, faults: &mut Faults) -> Option<Date> {
    let read = typed::day(typed.get("day")).and_then(|day| day.ok_or(Message::new("credit-day-missing")));
    read.map_err(|why| faults.add("day", reader.say(&why))).ok()
}

/// What the decision asks the salesperson to sign for, in all.
fn guarantee_asked(lacks: &[Lack]) -> Option<Money> {
    lacks.iter().find_map(|lack| match *lack {
        Lack::Guarantee { amount, .. } => Some(amount),
        Lack::NoSlip { total, quota_left, .. } if quota_left.minor >= total.minor => Some(total),
        _ => None,
    })
}

/// An amount of the currency, exactly as it was typed.
pub fn amount(typed: &str, currency: Currency) -> Result<Money, Message> {
    let amount = typed::number(typed)?.ok_or(Message::new("credit-amount-missing"))?;
    let digits = currency.minor_digits();
    Money::exact(amount, currency).ok_or_else(|| yidan_documents::Problem::TooPrecise { digits }.say())
}

/// The field that a refusal is about.
pub fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::AmountNotPositive | Refusal::OtherCurrency { .. } => "amount",
        Refusal::DayInTheFuture { .. } | Refusal::DueInThePast { .. } => "day",
        Refusal::ReasonMissing | Refusal::TextTooLong { .. } => "note",
        _ => "",
    }
}
