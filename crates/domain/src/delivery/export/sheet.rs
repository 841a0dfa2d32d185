//! S17's one sheet of an export order: a view of what is kept elsewhere. Each of its cells says where it comes from, and is
//! empty while that is not known; nothing is typed here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Archive, ArchiveItem, Claim, Figures, Registration, rows};
use crate::{
    Money, PersonId, Text,
    delivery::papers::{Cell, Paper},
};

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub sections: Vec<(Section, Vec<SheetCell>)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SheetCell {
    pub label: Text,
    /// `Cell::Empty` while it is not known.
    pub value: Cell,
    pub source: Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Basics,
    Payment,
    Inspection,
    Freight,
    Offices,
    Purchase,
    Archive,
    Claims,
}

/// Where a cell comes from, and so where it is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    Order,
    Process,
    Receivables,
    Letter,
    Approvals,
    Inspections,
    Packing,
    Shipments,
    Papers,
    Charges,
    Registrations,
    Purchases,
    Archive,
    Claims,
}

/// What is known of an export order, gathered from its ledgers.
#[derive(Debug, Clone, PartialEq)]
pub struct Known<'a> {
    pub customer: &'a str,
    pub contract: &'a str,
    pub total: Option<Money>,
    pub ordered_on: Option<Date>,
    /// When the factory was given its order.
    pub factory_ordered_on: Option<Date>,
    pub promised: Option<Date>,
    /// When the factory is to deliver.
    pub factory_delivers_on: Option<Date>,
    pub follower: &'a str,
    pub packages: Option<u32>,
    pub payment_terms: &'a str,
    pub deposit_percent: Option<Decimal>,
    pub first_deposit: Option<Paid<'a>>,
    pub second_deposit: Option<Paid<'a>>,
    pub balance: Option<Paid<'a>>,
    pub letter: Option<LetterKnown<'a>>,
    /// The general manager's release to production.
    pub released: Option<Signed<'a>>,
    pub inspection: Option<Inspected<'a>>,
    pub figures: &'a Figures,
    pub registrations: &'a [Registration],
    pub papers: &'a [Paper],
    /// When the papers were handed in at the bank.
    pub presented_on: Option<Date>,
    pub bill: &'a str,
    /// Who has the bill of lading.
    pub bill_with: &'a str,
    pub purchase: Option<Bought<'a>>,
    pub archive: &'a Archive,
    pub archive_items: &'a [ArchiveItem],
    pub claims: &'a [Claim],
    /// What people are called whose marks are shown.
    pub people: &'a BTreeMap<PersonId, String>,
}

/// A part of the price, as finance has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paid<'a> {
    pub due: Money,
    pub received: Option<Money>,
    pub received_on: Option<Date>,
    /// Who of finance has allocated it.
    pub verified_by: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LetterKnown<'a> {
    pub number: &'a str,
    pub amount: Money,
    /// By both reviewers.
    pub accepted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signed<'a> {
    pub by: &'a str,
    pub on: Date,
    pub words: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inspected<'a> {
    /// When the inspector got the papers.
    pub told_on: Option<Date>,
    pub on: Option<Date>,
    pub passed: Option<bool>,
    pub words: &'a str,
    /// What the manager said to it: a release in spite of the result.
    pub manager: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bought<'a> {
    pub supplier: &'a str,
    pub planned: Option<Money>,
    pub actual: Option<Money>,
    pub confirmed_by: &'a str,
    /// The supplier's invoice.
    pub invoice: &'a str,
    pub invoice_on: Option<Date>,
}

/// Always the same cells in the same order, as many claims as there are (at least one empty).
pub fn sheet(known: &Known) -> Sheet {
    Sheet {
        sections: vec![
            (Section::Basics, rows::basics(known)),
            (Section::Payment, rows::payment(known)),
            (Section::Inspection, rows::inspection(known)),
            (Section::Freight, rows::freight(known)),
            (Section::Offices, rows::offices(known)),
            (Section::Purchase, rows::purchase(known)),
            (Section::Archive, rows::archive(known)),
            (Section::Claims, rows::claims(known)),
        ],
    }
}

impl Sheet {
    pub fn cells(&self) -> impl Iterator<Item = &SheetCell> {
        self.sections.iter().flat_map(|(_, cells)| cells)
    }

    /// Cells that nobody knows yet, by where they would come from.
    pub fn open(&self) -> impl Iterator<Item = &SheetCell> {
        self.cells().filter(|cell| cell.value.is_empty())
    }
}

impl Section {
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Section::Basics => ("基本情况", "Basics"),
            Section::Payment => ("收款情况", "Payment"),
            Section::Inspection => ("验货情况", "Inspection"),
            Section::Freight => ("运费情况", "Freight"),
            Section::Offices => ("证书、报关、核销与备案", "Certificates, customs, verification, filing"),
            Section::Purchase => ("工厂货物销售清单", "Purchase"),
            Section::Archive => ("归档", "Archive"),
            Section::Claims => ("赔（扣）款", "Claims and deductions"),
        };
        Text::new(zh, en)
    }
}

impl Source {
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Source::Order => ("订单", "order"),
            Source::Process => ("流程步骤", "steps of the process"),
            Source::Receivables => ("款项", "payments"),
            Source::Letter => ("信用证", "letter of credit"),
            Source::Approvals => ("审批", "approvals"),
            Source::Inspections => ("验货", "inspections"),
            Source::Packing => ("装箱资料", "packing data"),
            Source::Shipments => ("出运", "shipments"),
            Source::Papers => ("单证", "papers"),
            Source::Charges => ("费用账单", "bills"),
            Source::Registrations => ("申领与备案", "registrations"),
            Source::Purchases => ("采购", "purchases"),
            Source::Archive => ("归档清单", "archive"),
            Source::Claims => ("赔（扣）款", "claims"),
        };
        Text::new(zh, en)
    }
}
