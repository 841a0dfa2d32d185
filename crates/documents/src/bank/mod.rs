//! What banks export of an account (CSV or workbook): the money that came in, line by line, with a reason for every line
//! that is not taken. A line is known again by its fingerprint, so that the same file, or one that overlaps it, adds
//! nothing twice.

mod titles;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use yidan_domain::{Currency, Message, Money, Say};

use crate::{
    problem::{Place, Problem, RowFault},
    sheet::{Cell, Sheet},
    values,
};
use titles::Column;

const LONGEST_WORDS: usize = 200;
const LONGEST_REMARK: usize = 2_000;

/// What a file is read against.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub today: Date,
    /// For files without a column for the currency, and lines that leave it empty.
    pub currency: Currency,
}

/// Everything that was read, and everything that is to be said about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BankFile {
    pub lines: Vec<BankLine>,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<BankSkipped>,
}

/// Money that came in.
#[derive(Debug, Clone, PartialEq)]
pub struct BankLine {
    pub place: Place,
    pub day: Date,
    pub amount: Money,
    pub payer: String,
    /// The bank's number.
    pub reference: String,
    pub remark: String,
    pub fingerprint: [u8; 32],
}

#[derive(Debug, Clone, PartialEq)]
pub struct BankSkipped {
    pub place: Place,
    pub why: BankSkip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BankSkip {
    Blank,
    /// Money that went out.
    Outgoing,
    /// A total, or the words at the end of the file.
    Summary,
    /// The same line of the bank stands in this file already.
    RepeatOf {
        row: usize,
    },
}

pub fn read(sheets: &[Sheet], rules: Rules) -> BankFile {
    let mut file = BankFile::default();
    let mut seen = Seen::default();
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match titles::of(sheet) {
            Ok((title_row, at)) => {
                let reader = Reader { sheet, at, title_row, rules };
                reader.read(&mut seen, &mut file);
            }
            Err(fault) => file.faults.push(*fault),
        }
    }
    file
}

struct Reader<'a> {
    sheet: &'a Sheet,
    at: BTreeMap<Column, Vec<usize>>,
    title_row: usize,
    rules: Rules,
}

/// Lines that were read so far.
#[derive(Default)]
struct Seen {
    /// By the bank's number: the row.
    numbered: HashMap<[u8; 32], usize>,
    /// Without one: how often.
    alike: HashMap<[u8; 32], u64>,
}

/// Which way the money of a line went.
enum Went {
    In(Decimal),
    Out,
}

impl Reader<'_> {
    fn read(&self, seen: &mut Seen, file: &mut BankFile) {
        for (row, cells) in (1..).zip(&self.sheet.rows).skip(self.title_row) {
            let place = Place { sheet: self.sheet.name.clone(), row };
            let skip = |why| BankSkipped { place: place.clone(), why };
            if cells.iter().all(Cell::is_blank) {
                file.skipped.push(skip(BankSkip::Blank));
                continue;
            }
            if self.is_summary(cells) {
                file.skipped.push(skip(BankSkip::Summary));
                continue;
            }
            match self.line(&place, cells) {
                Ok(None) => file.skipped.push(skip(BankSkip::Outgoing)),
                Ok(Some(line)) => match seen.fingerprint(&line, &self.words(cells, Column::Balance)) {
                    Ok(fingerprint) => file.lines.push(BankLine { fingerprint, ..line }),
                    Err(row) => file.skipped.push(skip(BankSkip::RepeatOf { row })),
                },
                Err(fault) => file.faults.push(*fault),
            }
        }
    }

    fn cell<'c>(&self, cells: &'c [Cell], column: Column) -> &'c Cell {
        const EMPTY: &Cell = &Cell::Empty;
        let filled = |at: &&usize| cells.get(**at).is_some_and(|cell| !cell.is_blank());
        let at = self.at.get(&column).and_then(|at| at.iter().find(filled).or(at.first()));
        at.and_then(|at| cells.get(*at)).unwrap_or(EMPTY)
    }

    /// What stands in all columns of a kind, each thing once.
    fn words(&self, cells: &[Cell], column: Column) -> String {
        let mut words: Vec<String> = Vec::new();
        for at in self.at.get(&column).into_iter().flatten() {
            let said = values::words(cells.get(*at).unwrap_or(&Cell::Empty), LONGEST_REMARK).unwrap_or_default();
            if !said.is_empty() && !words.contains(&said) {
                words.push(said);
            }
        }
        words.join(" ")
    }

    /// Neither a day nor an amount, or a line that says that it is a sum.
    fn is_summary(&self, cells: &[Cell]) -> bool {
        let first = cells.iter().find(|cell| !cell.is_blank()).map(|cell| cell.words(false)).unwrap_or_default();
        let says_so = ["合计", "总计", "小计", "累计", "本页", "total", "sum"];
        let day = self.cell(cells, Column::Day);
        let is_words = values::date(day).is_err();
        let first = first.to_lowercase();
        is_words && (says_so.iter().any(|word| first.starts_with(word)) || self.has_no_amount(cells) && day.is_blank())
    }

    fn has_no_amount(&self, cells: &[Cell]) -> bool {
        [Column::Credit, Column::Debit, Column::Amount].iter().all(|column| self.cell(cells, *column).is_blank())
    }

    fn line(&self, place: &Place, cells: &[Cell]) -> Result<Option<BankLine>, Box<RowFault>> {
        let fault = |column, problem| Box::new(self.fault(place, cells, column, problem));
        let amount = match self.went(cells).map_err(|(column, problem)| fault(column, problem))? {
            Went::In(amount) => amount,
            Went::Out => return Ok(None),
        };
        let day = self.cell(cells, Column::Day);
        if day.is_blank() {
            return Err(fault(Column::Day, Problem::Missing));
        }
        let (day, _) = values::date(day).map_err(|problem| fault(Column::Day, problem))?;
        if day > self.rules.today {
            return Err(fault(Column::Day, Problem::InTheFuture { today: self.rules.today }));
        }
        let cell = self.cell(cells, Column::Currency);
        let currency = match cell.is_blank() {
            true => self.rules.currency,
            false => values::currency(cell).map_err(|problem| fault(Column::Currency, problem))?,
        };
        let column = self.amount_column(cells);
        let amount = Money::exact(amount, currency)
            .ok_or_else(|| fault(column, Problem::TooPrecise { digits: currency.minor_digits() }))?;
        let payer = values::words(self.cell(cells, Column::Payer), LONGEST_WORDS);
        let remark = self.words(cells, Column::Remark);
        if remark.chars().count() > LONGEST_REMARK {
            return Err(fault(Column::Remark, Problem::TooLong { limit: LONGEST_REMARK }));
        }
        let reference = values::words(self.cell(cells, Column::Reference), LONGEST_WORDS);
        Ok(Some(BankLine {
            place: place.clone(),
            day,
            amount,
            payer: payer.map_err(|problem| fault(Column::Payer, problem))?,
            reference: reference.map_err(|problem| fault(Column::Reference, problem))?,
            remark,
            fingerprint: [0; 32],
        }))
    }

    fn amount_column(&self, cells: &[Cell]) -> Column {
        if self.cell(cells, Column::Credit).is_blank() { Column::Amount } else { Column::Credit }
    }

    /// A column for what comes in, and perhaps one for what goes out; or one amount whose sign, or a column beside it, says
    /// which way.
    fn went(&self, cells: &[Cell]) -> Result<Went, (Column, Problem)> {
        let number = |column: Column| {
            let cell = self.cell(cells, column);
            let read = || amount(cell).map_err(|problem| (column, problem));
            if cell.is_blank() { Ok(None) } else { read().map(Some) }
        };
        if self.at.contains_key(&Column::Credit) {
            let credit = number(Column::Credit)?.filter(|amount| !amount.is_zero());
            let debit = number(Column::Debit)?.filter(|amount| !amount.is_zero());
            return match (credit, debit) {
                (Some(credit), None) if credit > Decimal::ZERO => Ok(Went::In(credit)),
                (None, Some(_)) => Ok(Went::Out),
                // A booking that the bank has taken back.
                (Some(_), None) => Ok(Went::Out),
                (None, None) => Err((Column::Credit, Problem::Missing)),
                (Some(_), Some(_)) => Err((Column::Debit, Problem::Refused(Message::new("bank-both-ways")))),
            };
        }
        let amount = number(Column::Amount)?.ok_or((Column::Amount, Problem::Missing))?;
        let way = self.cell(cells, Column::Way);
        let is_in = match way.words(false).to_lowercase().as_str() {
            "" => amount > Decimal::ZERO,
            "贷" | "贷方" | "收" | "收入" | "进" | "来账" | "转入" | "c" | "cr" | "credit" | "in" => {
                amount > Decimal::ZERO
            }
            "借" | "借方" | "付" | "支" | "支出" | "出" | "往账" | "转出" | "d" | "dr" | "debit" | "out" => {
                false
            }
            _ => return Err((Column::Way, Problem::Refused(Message::new("bank-unknown-way")))),
        };
        Ok(if is_in { Went::In(amount) } else { Went::Out })
    }

    fn fault(&self, place: &Place, cells: &[Cell], column: Column, problem: Problem) -> RowFault {
        let titles = self.sheet.rows.get(self.title_row.saturating_sub(1));
        let title = self.at.get(&column).and_then(|at| titles?.get(*at.first()?)).map(|title| title.words(false));
        RowFault {
            place: place.clone(),
            column: title.unwrap_or_default(),
            value: self.cell(cells, column).shown().into_owned(),
            problem,
        }
    }
}

/// A number, with the sign of its currency or a plus before it.
fn amount(cell: &Cell) -> Result<Decimal, Problem> {
    match cell {
        Cell::Text(words) => {
            let plain = yidan_domain::text::plain(words);
            let digits = plain.trim_start_matches(['+', '¥', '$', '€', '£']).trim_start().to_owned();
            values::number(&Cell::Text(digits))
        }
        other => values::number(other),
    }
}

impl Seen {
    /// The bank's number makes a line one of its kind; without it, all that is said of it does, and which of those alike it
    /// is. `Err` names the row where the same line stands already.
    fn fingerprint(&mut self, line: &BankLine, balance: &str) -> Result<[u8; 32], usize> {
        let BankLine { place, day, amount, payer, reference, remark, .. } = line;
        let (day, amount) = (day.to_string(), amount.to_string());
        if !reference.is_empty() {
            let print = digest(&["number", reference, &day, &amount, payer]);
            return match self.numbered.insert(print, place.row) {
                Some(earlier) => Err(earlier),
                None => Ok(print),
            };
        }
        let alike = digest(&["words", &day, &amount, payer, remark, balance]);
        let count = self.alike.entry(alike).or_default();
        *count += 1;
        Ok(digest(&["words", &day, &amount, payer, remark, balance, &count.to_string()]))
    }
}

fn digest(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

impl Say for BankSkip {
    fn say(&self) -> Message {
        match self {
            BankSkip::Blank => Message::new("bank-blank"),
            BankSkip::Outgoing => Message::new("bank-outgoing"),
            BankSkip::Summary => Message::new("bank-summary"),
            BankSkip::RepeatOf { row } => Message::new("bank-repeat").with("row", row.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
