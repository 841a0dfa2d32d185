//! What is found on papers before they go out: by themselves, among each other, against the letter of credit.

use jiff::civil::Date;

use super::{Content, Item};
use crate::{Arg, Currency, Message, Money, Quantity, Say, Text};

#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Should stand there and does not.
    Missing {
        paper: Text,
        items: Vec<Text>,
    },
    /// Two papers say different things of one item.
    Differs {
        item: Text,
        one: Text,
        said: Arg,
        other: Text,
        other_said: Arg,
    },
    QuantityDiffers {
        /// From 1.
        line: u32,
        one: Text,
        said: Quantity,
        other: Text,
        other_said: Quantity,
    },
    /// The goods of this line stand on one paper and not on the other.
    LineMissing {
        line: u32,
        on: Text,
        not_on: Text,
    },
    /// The first should not be dated after the second.
    Dated {
        earlier: Text,
        earlier_on: Date,
        later: Text,
        later_on: Date,
    },
    /// Nothing can be presented without an invoice.
    NoInvoice,
    CreditCurrency {
        credit: Currency,
        invoice: Currency,
    },
    CreditOver {
        most: Money,
        drawn: Money,
    },
    CreditUnder {
        least: Money,
        drawn: Money,
    },
    CreditName {
        party: Text,
        credit: String,
        paper: Text,
        said: String,
    },
    CreditPort {
        port: Text,
        credit: String,
        paper: Text,
        said: String,
    },
    CreditNumber {
        credit: String,
        paper: Text,
        said: String,
    },
    /// The description in the credit does not name these goods.
    CreditGoods {
        goods: Vec<Text>,
    },
    CreditShippedLate {
        latest: Date,
        leaves: Date,
    },
    CreditPresentedLate {
        by: Date,
        on: Date,
    },
    CreditNoParts,
    CreditNoTranshipment,
}

impl Finding {
    /// The credit itself or the shipment is against it: no new version of a paper would mend it.
    pub fn is_of_shipment(&self) -> bool {
        use Finding::*;
        matches!(self, CreditShippedLate { .. } | CreditPresentedLate { .. } | CreditNoParts | CreditNoTranshipment)
    }

    pub(super) fn missing(content: &Content) -> Option<Finding> {
        let items: Vec<Text> = content.missing().into_iter().map(Item::name).collect();
        (!items.is_empty()).then(|| Finding::Missing { paper: content.name(), items })
    }
}

impl Content {
    /// `商业发票 CI-202611-0012`.
    pub fn name(&self) -> Text {
        let title = self.kind.title();
        Text::new(
            format!("{} {}", title.zh, self.number).trim().to_owned(),
            format!("{} {}", title.en, self.number).trim().to_owned(),
        )
    }
}

impl Say for Finding {
    fn say(&self) -> Message {
        use Finding::*;
        match self {
            Missing { paper, items } => {
                Message::new("paper-found-missing").with("paper", paper).with("items", items.clone())
            }
            Differs { item, one, said, other, other_said } => Message::new("paper-found-differs")
                .with("item", item)
                .with("one", one)
                .with("said", said.clone())
                .with("other", other)
                .with("othersaid", other_said.clone()),
            QuantityDiffers { line, one, said, other, other_said } => Message::new("paper-found-quantity")
                .with("line", i64::from(*line))
                .with("one", one)
                .with("said", said.to_string())
                .with("other", other)
                .with("othersaid", other_said.to_string()),
            LineMissing { line, on, not_on } => Message::new("paper-found-line-missing")
                .with("line", i64::from(*line))
                .with("on", on)
                .with("missing", not_on),
            Dated { earlier, earlier_on, later, later_on } => Message::new("paper-found-dated")
                .with("earlier", earlier)
                .with("day", *earlier_on)
                .with("later", later)
                .with("laterday", *later_on),
            NoInvoice => Message::new("paper-found-no-invoice"),
            CreditCurrency { credit, invoice } => {
                Message::new("paper-credit-currency").with("credit", credit.code()).with("invoice", invoice.code())
            }
            CreditOver { most, drawn } => Message::new("paper-credit-over").with("most", *most).with("drawn", *drawn),
            CreditUnder { least, drawn } => {
                Message::new("paper-credit-under").with("least", *least).with("drawn", *drawn)
            }
            CreditName { party, credit, paper, said } => Message::new("paper-credit-name")
                .with("party", party)
                .with("credit", credit.as_str())
                .with("paper", paper)
                .with("said", said.as_str()),
            CreditPort { port, credit, paper, said } => Message::new("paper-credit-port")
                .with("port", port)
                .with("credit", credit.as_str())
                .with("paper", paper)
                .with("said", said.as_str()),
            CreditNumber { credit, paper, said } => Message::new("paper-credit-number")
                .with("credit", credit.as_str())
                .with("paper", paper)
                .with("said", said.as_str()),
            CreditGoods { goods } => Message::new("paper-credit-goods").with("goods", goods.clone()),
            CreditShippedLate { latest, leaves } => {
                Message::new("paper-credit-shipped-late").with("latest", *latest).with("leaves", *leaves)
            }
            CreditPresentedLate { by, on } => {
                Message::new("paper-credit-presented-late").with("by", *by).with("on", *on)
            }
            CreditNoParts => Message::new("paper-credit-no-parts"),
            CreditNoTranshipment => Message::new("paper-credit-no-transhipment"),
        }
    }
}
