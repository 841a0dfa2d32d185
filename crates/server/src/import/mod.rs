//! Importing sheets: one service for the command line, the screen and the API.
//!
//! `lists` is what the company knows already, `resolve` turns drafts into orders that can be entered, `past` says which
//! of their steps are done, `keep` writes them, `report` shows the outcome; `history` reads event logs instead of sheets, `bank` what came in on a bank account,
//! `progress` the summary sheet of production. Rules of sheets live in `yidan_documents`.

pub mod bank;
pub mod history;
mod keep;
mod lists;
mod past;
pub mod progress;
mod report;
mod resolve;

use std::collections::BTreeMap;

use jiff::civil::Date;
use yidan_documents::{Intake, Layout, Mapping, RowFault, RowNote, Rules, Sheet, Skipped, Unreadable, sheet};
use yidan_domain::{Currency, OrderId, order::refusal};
use yidan_store::{Actor, Error, Result, Store, Tx, imports};

use lists::Lists;
use resolve::Item;

/// A file as it was given.
#[derive(Debug, Clone)]
pub struct Source {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What the person who imports has chosen.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The process that the orders run; the company's usual one when it is not said.
    pub process: Option<String>,
    /// For sheets without a column for the currency; the company's own when it is not said.
    pub currency: Option<Currency>,
    /// Which title holds what; what was chosen for sheets of the same titles last time when it is not said.
    pub mapping: Option<Mapping>,
    /// Names that look like those of customers and are firms of their own.
    pub new_customers: Vec<String>,
}

/// What an import has done, or would do.
#[derive(Debug, Default)]
pub struct Report {
    /// Nothing was kept: this is what an import would do.
    pub preview: bool,
    pub orders: Vec<Imported>,
    pub new_customers: Vec<String>,
    pub new_people: Vec<String>,
    pub new_products: Vec<String>,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<Skipped>,
    pub notes: Vec<RowNote>,
    pub unreadable: Vec<(String, Unreadable)>,
    /// The sheets that were read, with where what stands in them.
    pub layouts: Vec<(String, Layout)>,
    /// How many logs were read as history.
    pub logs: usize,
    /// Sheets that are nearly order books, with the columns that were found.
    pub unusable: Vec<(String, Layout)>,
}

/// An order that has come, or would come, from these rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub sheet: String,
    pub rows: Vec<usize>,
    pub id: OrderId,
    /// Empty in a preview when the company's pattern will give it.
    pub number: String,
    pub customer: String,
    pub customer_ref: String,
    pub received: Date,
    pub promised: Option<Date>,
    pub shipped: Option<Date>,
    pub lines: usize,
}

impl Report {
    /// Was everything taken that was there to take, and was there something?
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.unreadable.is_empty() && (!self.layouts.is_empty() || self.logs > 0)
    }

    /// How many rows are refused; a row may have several faults.
    pub fn refused_rows(&self) -> usize {
        self.faults.iter().map(|fault| &fault.place).collect::<std::collections::BTreeSet<_>>().len()
    }
}

/// What `run` would do, without doing it.
pub async fn preview(store: &Store, actor: &Actor, sources: Vec<Source>, choices: Choices) -> Result<Report> {
    let (mut report, items) = prepare(store, actor, sources, choices).await?;
    report.preview = true;
    report.count(&items);
    report.sort();
    Ok(report)
}

/// Imports what can be imported and says why the rest cannot. Running it again changes nothing.
pub async fn run(store: &Store, actor: &Actor, sources: Vec<Source>, choices: Choices) -> Result<Report> {
    let mapping = choices.mapping.clone();
    let (mut report, items) = prepare(store, actor, sources, choices).await?;
    keep::all(store, actor, items, &mut report).await?;
    if let Some(mapping) = mapping {
        remember(store, mapping, &report).await?;
    }
    report.sort();
    Ok(report)
}

async fn prepare(store: &Store, actor: &Actor, sources: Vec<Source>, choices: Choices) -> Result<(Report, Vec<Item>)> {
    may_import(actor)?;
    let now = actor.now;
    store
        .read(move |tx| {
            let (sheets, unreadable) = read_files(sources);
            let mut lists = Lists::load(tx, &choices.new_customers)?;
            let intake = read_sheets(tx, &sheets, &lists, &choices, now)?;
            let (mut report, items) = resolve::all(tx, intake, &mut lists, &choices, now)?;
            report.unreadable = unreadable;
            Ok((report, items))
        })
        .await
}

fn may_import(actor: &Actor) -> Result<()> {
    let refusal = refusal::Refusal::NotAllowed { needs: refusal::Needs::Manager };
    if actor.viewer.manages() { Ok(()) } else { Err(refusal.into()) }
}

fn read_files(sources: Vec<Source>) -> (Vec<Sheet>, Vec<(String, Unreadable)>) {
    let (mut sheets, mut unreadable) = (Vec::new(), Vec::new());
    for source in sources {
        match sheet::read(&source.name, &source.bytes) {
            Ok(read) => sheets.extend(read),
            Err(why) => unreadable.push((source.name, why)),
        }
    }
    (sheets, unreadable)
}

fn read_sheets(
    tx: &mut Tx,
    sheets: &[Sheet],
    lists: &Lists,
    choices: &Choices,
    now: jiff::Timestamp,
) -> Result<Intake> {
    let mut mappings: BTreeMap<&str, Mapping> = BTreeMap::new();
    for sheet in sheets {
        let mapping = match &choices.mapping {
            Some(mapping) => mapping.clone(),
            None => remembered(tx, sheet)?,
        };
        mappings.insert(&sheet.name, mapping);
    }
    let company = &tx.world.company;
    let rules = Rules {
        today: company.today(now),
        currency: Some(choices.currency.unwrap_or(company.settings.currency)),
        mapping: &|sheet| mappings.get(sheet.name.as_str()).cloned().unwrap_or_default(),
        known: &|name| lists.known(name),
    };
    Ok(yidan_documents::read(sheets, &rules))
}

fn remembered(tx: &mut Tx, sheet: &Sheet) -> Result<Mapping> {
    for shape in Layout::shapes(sheet) {
        let kept = imports::mapping(tx, &shape)?;
        if let Some(mapping) = kept.and_then(|kept| serde_json::from_str(&kept).ok()) {
            return Ok(mapping);
        }
    }
    Ok(Mapping::default())
}

async fn remember(store: &Store, mapping: Mapping, report: &Report) -> Result<()> {
    let books = report.layouts.iter().filter(|(_, layout)| layout.kind == yidan_documents::Kind::OrderBook);
    let shapes: Vec<String> = books.map(|(_, layout)| layout.shape()).collect();
    let mapping = serde_json::to_string(&mapping).map_err(|error| Error::Storage(error.to_string()))?;
    store.write(move |tx| shapes.iter().try_for_each(|shape| imports::remember_mapping(tx, shape, &mapping))).await
}
