//! Where what stands in a sheet: which row holds the titles, which column holds what, and so what kind of sheet it is.
//!
//! Titles are matched whatever their case, spaces, width and punctuation. A person may say otherwise by a `Mapping`, which
//! the caller keeps for the next sheet of the same `shape`.

mod titles;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yidan_domain::Text;
/// What titles are compared by: no case, no spaces, no punctuation.
pub(crate) use yidan_domain::text::letters as key;

use crate::{
    problem::{Place, Problem, RowFault},
    sheet::{Cell, Sheet},
};
pub use titles::Kind;

/// What a column of a sheet may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    OrderNo,
    Customer,
    CustomerCode,
    CustomerRef,
    Salesperson,
    SalespersonCode,
    Received,
    Channel,
    ProductCode,
    Product,
    Spec,
    Quantity,
    Unit,
    Price,
    Discount,
    Currency,
    Amount,
    PaymentTerms,
    TradeTerms,
    Promised,
    Shipped,
    Tracking,
    CarrierCode,
    Remarks,
    Recipient,
    Address,
    City,
    State,
    PostalCode,
    Country,
    Region,
    Contact,
    Phone,
    Email,
    Archived,
    Code,
    Name,
    FirstName,
    LastName,
}

/// Which title holds which column, where a person has said so. An empty title means that the column is not to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<Column, String>);

/// The columns of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub kind: Kind,
    /// The row of the titles, from 1.
    pub title_row: usize,
    pub titles: Vec<String>,
    /// Columns by position, from 0.
    pub at: BTreeMap<Column, usize>,
}

/// Titles stand in one of the first rows; above them may be the name of the sheet and the like.
pub(crate) const TITLES_WITHIN: usize = 20;

impl Layout {
    /// `None` for a sheet in which nothing known here stands. Faults say what keeps a sheet that is nearly an order book.
    pub fn of(sheet: &Sheet, mapping: &Mapping) -> Option<(Layout, Vec<RowFault>)> {
        let candidates = (1..).zip(sheet.rows.iter().take(TITLES_WITHIN)).flat_map(|(title_row, row)| {
            let titles: Vec<String> = row.iter().map(|cell| cell.words(false)).collect();
            Kind::ALL.map(move |kind| Candidate::new(kind, title_row, titles.clone(), mapping))
        });
        let plausible = candidates.filter(Candidate::is_plausible);
        let best = plausible.reduce(|best, next| if next.rank() > best.rank() { next } else { best })?;
        Some(best.checked(sheet, mapping))
    }

    /// The shapes that this sheet's titles may have, by the rows that may hold them; to find a remembered mapping by.
    pub fn shapes(sheet: &Sheet) -> Vec<String> {
        let rows = sheet.rows.iter().take(TITLES_WITHIN).filter(|row| row.len() > 1);
        rows.map(|row| shape(&row.iter().map(|cell| cell.words(false)).collect::<Vec<_>>())).collect()
    }

    /// Titles of columns that nothing is taken from.
    pub fn not_taken(&self) -> Vec<String> {
        let taken = |position: &usize| self.at.values().any(|at| at == position);
        let positions = (0..self.titles.len()).filter(|position| !taken(position));
        positions.map(|position| self.titles[position].clone()).filter(|title| !title.is_empty()).collect()
    }

    /// The same for every sheet with the same titles in the same order; what a mapping is remembered by.
    pub fn shape(&self) -> String {
        shape(&self.titles)
    }

    /// The title of a column, in the sheet's words.
    pub fn title(&self, column: Column) -> &str {
        self.at.get(&column).and_then(|at| self.titles.get(*at)).map_or("", String::as_str)
    }

    pub fn has(&self, column: Column) -> bool {
        self.at.contains_key(&column)
    }

    /// The rows below the titles.
    pub fn rows<'a>(&'a self, sheet: &'a Sheet) -> impl Iterator<Item = Row<'a>> {
        (1..).zip(&sheet.rows).skip(self.title_row).map(move |(number, cells)| Row {
            sheet,
            layout: self,
            number,
            cells,
        })
    }
}

/// One row of a sheet, by its columns.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    /// From 1.
    pub number: usize,
    pub cells: &'a [Cell],
}

impl<'a> Row<'a> {
    pub fn layout(&self) -> &'a Layout {
        self.layout
    }

    pub fn cell(&self, column: Column) -> &'a Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.layout.at.get(&column).and_then(|at| self.cells.get(*at)).unwrap_or(EMPTY)
    }

    pub fn place(&self) -> Place {
        Place { sheet: self.sheet.name.clone(), row: self.number }
    }

    pub fn fault(&self, column: Column, problem: Problem) -> RowFault {
        RowFault {
            place: self.place(),
            column: self.layout.title(column).to_owned(),
            value: self.cell(column).shown().into_owned(),
            problem,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// A row of titles, tried as one kind of sheet.
struct Candidate {
    kind: Kind,
    title_row: usize,
    titles: Vec<String>,
    at: BTreeMap<Column, usize>,
    twice: Vec<(Column, usize)>,
    missing: Vec<Column>,
}

impl Candidate {
    fn new(kind: Kind, title_row: usize, titles: Vec<String>, mapping: &Mapping) -> Self {
        let keys: Vec<String> = titles.iter().map(|title| key(title)).collect();
        let mut at = BTreeMap::new();
        let mut twice = Vec::new();
        for (column, names) in kind.columns() {
            let mapped = mapping.0.get(column).map(|title| key(title));
            // What is said of an order book's columns need not hold for the list of customers beside it.
            let mapped = mapped.filter(|mapped| kind == Kind::OrderBook || keys.contains(mapped));
            let is_named = |key: &&String| match &mapped {
                Some(mapped) if mapped.is_empty() => false,
                Some(mapped) => *key == mapped,
                None => names.contains(&key.as_str()) && !mapping.names(key),
            };
            let mut found = keys.iter().enumerate().filter(|(_, key)| is_named(key)).map(|(position, _)| position);
            if let Some(first) = found.next() {
                at.insert(*column, first);
                twice.extend(found.map(|second| (*column, second)));
            }
        }
        let missing = kind.missing(&at);
        Self { kind, title_row, titles, at, twice, missing }
    }

    /// Complete, or so nearly an order book that its keeper wants to hear what is missing.
    fn is_plausible(&self) -> bool {
        let nearly = self.kind == Kind::OrderBook && self.at.len() >= 4 && self.missing.len() <= 2;
        let excluded = self.titles.iter().any(|title| self.kind.is_excluded_by(&key(title)));
        !excluded && (self.missing.is_empty() || nearly)
    }

    /// The more columns the better; a complete kind is worth a few more. Of equals the upper row and the earlier kind win.
    fn rank(&self) -> usize {
        self.at.len() + if self.missing.is_empty() { 3 } else { 0 }
    }

    fn checked(self, sheet: &Sheet, mapping: &Mapping) -> (Layout, Vec<RowFault>) {
        let fault = |column: String, problem| RowFault {
            place: Place { sheet: sheet.name.clone(), row: self.title_row },
            column,
            value: String::new(),
            problem,
        };
        let mut faults: Vec<RowFault> = Vec::new();
        for (column, title) in mapping.0.iter().filter(|(_, title)| !title.is_empty()) {
            if self.kind == Kind::OrderBook && self.kind.knows(*column) && !self.at.contains_key(column) {
                faults.push(fault(String::new(), Problem::TitleMissing { title: title.clone() }));
            }
        }
        for (column, second) in &self.twice {
            let other = self.titles[self.at[column]].clone();
            faults.push(fault(self.titles[*second].clone(), Problem::TwoColumns { other }));
        }
        if !self.missing.is_empty() {
            let columns = self.missing.iter().map(|column| column.name()).collect();
            faults.push(fault(String::new(), Problem::ColumnMissing { columns }));
        }
        (Layout { kind: self.kind, title_row: self.title_row, titles: self.titles, at: self.at }, faults)
    }
}

impl Mapping {
    /// Is a title spoken for?
    fn names(&self, title_key: &str) -> bool {
        self.0.values().any(|title| key(title) == title_key)
    }
}

impl Column {
    /// What the column is called in messages and on the mapping page.
    pub fn name(self) -> Text {
        titles::name(self)
    }
}

fn shape(titles: &[String]) -> String {
    titles.iter().map(|title| key(title)).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        crate::sheet::read("t.csv", text.as_bytes()).unwrap().remove(0)
    }

    fn of(text: &str, mapping: &[(Column, &str)]) -> Option<(Layout, Vec<RowFault>)> {
        let mapping = mapping.iter().map(|(column, title)| (*column, (*title).to_owned())).collect();
        Layout::of(&sheet(text), &Mapping(mapping))
    }

    #[test]
    fn sheets_are_known_by_their_titles() {
        for (text, kind) in [
            ("2026年订单\n客户,下单 日期,品名,数　量,单价\n", Some(Kind::OrderBook)),
            ("Customer;Order Date;Product;QTY;Unit Price\n", Some(Kind::OrderBook)),
            ("orderID,customerID,orderDate,requiredDate\n", Some(Kind::Orders)),
            ("order_id,product_id,quantity,unit_price\n", Some(Kind::Lines)),
            ("客户,联系人,电话,业务员\n", Some(Kind::Customers)),
            ("货号,品名,规格,单位,单价,币种\n", Some(Kind::Products)),
            ("supplierID,companyName,contactName,phone\n", None),
            ("日期,天气\n", None),
        ] {
            let layout = of(text, &[]).map(|(layout, _)| layout.kind);
            assert_eq!(layout, kind, "{text}");
        }
    }

    #[test]
    fn a_mapping_wins_over_the_titles() {
        let text = "客户,日期,交货日,品名,数量,实际数量\n";
        let layout = of(text, &[(Column::Promised, "交货日"), (Column::Quantity, "实际 数量")]).unwrap().0;
        assert_eq!(layout.at[&Column::Promised], 2);
        assert_eq!(layout.at[&Column::Quantity], 5);
        assert_eq!(layout.not_taken(), ["数量"]);
        let mapping = Mapping([(Column::Promised, "交货日".to_owned())].into());
        assert_eq!(serde_json::to_string(&mapping).unwrap(), r#"{"promised":"交货日"}"#);
        assert_eq!(serde_json::from_str::<Mapping>(r#"{"promised":"交货日"}"#).unwrap(), mapping);
    }

    #[test]
    fn what_keeps_a_sheet_from_being_an_order_book_is_said() {
        let problems = |text, mapping| -> Vec<Problem> {
            of(text, mapping).unwrap().1.into_iter().map(|fault| fault.problem).collect()
        };
        assert_eq!(
            problems("客户,品名,数量,单价,币种\n", &[]),
            [Problem::ColumnMissing { columns: vec![Column::Received.name()] }]
        );
        assert_eq!(
            problems("客户,下单日期,接单日期,品名,数量\n", &[]),
            [Problem::TwoColumns { other: "下单日期".into() }]
        );
        assert_eq!(
            problems("客户,下单日期,品名,数量\n", &[(Column::Promised, "到货日")]),
            [Problem::TitleMissing { title: "到货日".into() }]
        );
    }
}
