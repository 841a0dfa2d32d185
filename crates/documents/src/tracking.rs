//! The tracking sheet of materials by project (S12) as people send it back: its columns are found by their titles, which may
//! stand in one row or in two (merged cells above each other), and each row is read or refused with its reasons. A project
//! that stands once over several materials counts for them all.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::material::sheet::{Column, ExtraColumn};

use crate::{
    layout::{TITLES_WITHIN, key},
    problem::{Place, Problem, RowFault, Skip, Skipped},
    sheet::{Cell, Sheet},
    values,
};

const LONGEST_WORDS: usize = 200;
/// Code, name and specification of a material; the suppliers of a row: what the sheet writes it can read again.
const LONGEST_NAMED: usize = 1_000;
const LONGEST_REMARK: usize = 4_000;

/// Everything that was read, and everything that is to be said about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrackingSheet {
    pub rows: Vec<TrackingRow>,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<Skipped>,
    /// Titles of columns that nobody knows.
    pub not_taken: Vec<String>,
}

/// A material of an order. What is blank is not said.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackingRow {
    pub place: Place,
    pub project: String,
    pub material: String,
    pub required: Option<Decimal>,
    pub purchased: Option<Decimal>,
    pub purchased_on: Option<Date>,
    pub arrives_on: Option<Date>,
    pub supplier: String,
    /// None where the sheet has no such column.
    pub remark: Option<String>,
    /// What the row was written from; none where nobody exported it.
    pub version: Option<String>,
    /// By the key of the column, for those that the sheet has.
    pub extra: BTreeMap<String, String>,
}

pub fn read(sheets: &[Sheet], columns: &[ExtraColumn]) -> TrackingSheet {
    let mut read = TrackingSheet::default();
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match Titles::of(sheet, columns) {
            Ok(titles) => Reader { sheet, titles }.read(&mut read),
            Err(fault) => read.faults.push(*fault),
        }
    }
    read
}

/// Where what stands, from 0.
#[derive(Default)]
struct Titles {
    /// So many rows down to the first of data.
    rows: usize,
    at: BTreeMap<Column, usize>,
    extra: BTreeMap<String, usize>,
    unknown: Vec<String>,
}

impl Titles {
    fn of(sheet: &Sheet, columns: &[ExtraColumn]) -> Result<Titles, Box<RowFault>> {
        let rows = sheet.rows.iter().take(TITLES_WITHIN).enumerate();
        let mut best = Titles::default();
        for (row, cells) in rows {
            let below = sheet.rows.get(row + 1).map_or(&[][..], Vec::as_slice);
            for titles in [Titles::in_row(cells, &[], row + 1, columns), Titles::in_row(cells, below, row + 2, columns)]
            {
                if titles.at.len() > best.at.len() {
                    best = titles;
                }
            }
        }
        let needed = [Column::Project, Column::Material];
        let missing: Vec<_> = needed.iter().filter(|it| !best.at.contains_key(it)).map(|it| it.name()).collect();
        if missing.is_empty() {
            return Ok(best);
        }
        let place = Place { sheet: sheet.name.clone(), row: best.rows.max(1) };
        Err(Box::new(place.fault(Problem::ColumnMissing { columns: missing })))
    }

    /// A title stands in its cell, or in the one below where that says more.
    fn in_row(cells: &[Cell], below: &[Cell], rows: usize, columns: &[ExtraColumn]) -> Titles {
        let mut titles = Titles { rows, ..Titles::default() };
        for at in 0..cells.len().max(below.len()) {
            let words = |cells: &[Cell]| cells.get(at).map(|cell| cell.words(false)).unwrap_or_default();
            let (upper, lower) = (words(cells), words(below));
            let tried = [format!("{upper}{lower}"), lower.clone(), upper.clone()];
            let known = tried.iter().filter(|title| !title.is_empty()).find_map(|title| column(title));
            let extra = columns.iter().find(|column| {
                tried.iter().any(|title| [&column.name.zh, &column.name.en].iter().any(|name| key(name) == key(title)))
            });
            match (extra, known) {
                (Some(extra), _) => drop(titles.extra.entry(extra.key.clone()).or_insert(at)),
                (None, Some(column)) => drop(titles.at.entry(column).or_insert(at)),
                (None, None) if !tried[0].is_empty() => titles.unknown.push(tried[0].clone()),
                (None, None) => {}
            }
        }
        titles
    }
}

fn column(title: &str) -> Option<Column> {
    let title = key(title);
    let also = |column: Column| -> &[&str] {
        match column {
            Column::Number => &["no", "编号", "#"],
            Column::Project => &["项目", "订单", "订单号", "项目订单", "order", "orderno", "ordernumber"],
            Column::Material => &["物料", "材料", "材料名称", "物料名称及规格", "materialname", "item"],
            Column::Required => &["需求数", "需求量", "需求", "requiredqty", "requiredquantity"],
            Column::Purchased => &["采购数", "采购量", "已采购数量", "采购", "purchasedqty", "purchasedquantity"],
            Column::PurchasedOn => &["下单日期", "采购下单日期", "purchasedate", "orderedon"],
            Column::ArrivedOn => &["到料日期", "预计到货日期", "交期", "arrivaldate", "arrival", "expectedon"],
            Column::Supplier => &["供应商名称", "供方", "suppliername", "vendor"],
            Column::Remark => &["说明", "remarks", "note", "notes"],
            Column::Version => &[],
        }
    };
    let is = |column: &Column| {
        let name = column.name();
        key(&name.zh) == title || key(&name.en) == title || also(*column).contains(&title.as_str())
    };
    Column::ALL.into_iter().chain([Column::Version]).find(is)
}

struct Reader<'a> {
    sheet: &'a Sheet,
    titles: Titles,
}

impl Reader<'_> {
    fn read(&self, read: &mut TrackingSheet) {
        read.not_taken.extend(self.titles.unknown.iter().cloned());
        let mut project = String::new();
        for (row, cells) in (1..).zip(&self.sheet.rows).skip(self.titles.rows) {
            let place = Place { sheet: self.sheet.name.clone(), row };
            if cells.iter().all(Cell::is_blank) {
                read.skipped.push(Skipped { place, why: Skip::Blank });
                continue;
            }
            if self.is_summary(cells) {
                read.skipped.push(Skipped { place, why: Skip::Subtotal });
                continue;
            }
            // Whatever becomes of the row, those below it are of its project; of none, if that cannot be read.
            match project_of(self.cell(cells, self.titles.at.get(&Column::Project))) {
                Ok(named) if named.is_empty() => {}
                named => project = named.unwrap_or_default(),
            }
            match self.row(&place, cells, &project) {
                Ok(row) => read.rows.push(row),
                Err(faults) => read.faults.extend(faults),
            }
        }
    }

    fn cell<'c>(&self, cells: &'c [Cell], at: Option<&usize>) -> &'c Cell {
        const EMPTY: &Cell = &Cell::Empty;
        at.and_then(|at| cells.get(*at)).unwrap_or(EMPTY)
    }

    fn is_summary(&self, cells: &[Cell]) -> bool {
        let first = [Column::Number, Column::Project, Column::Material].into_iter();
        let said = first.map(|column| key(&self.cell(cells, self.titles.at.get(&column)).words(false)));
        let mut said = said.filter(|said| !said.is_empty());
        said.next().is_some_and(|said| ["合计", "总计", "小计", "total", "subtotal"].contains(&said.as_str()))
    }

    /// All that is wrong with the row, or what it says.
    fn row(&self, place: &Place, cells: &[Cell], project: &str) -> Result<TrackingRow, Vec<RowFault>> {
        let mut faults = Vec::new();
        self.take(place, cells, Column::Project, &mut faults, project_of);
        let project = project.to_owned();
        let material = self.take(place, cells, Column::Material, &mut faults, named).unwrap_or_default();
        for (column, said) in [(Column::Project, &project), (Column::Material, &material)] {
            if said.is_empty() && faults.is_empty() {
                faults.push(self.fault(place, cells, column, Problem::Missing));
            }
        }
        let required = self.take(place, cells, Column::Required, &mut faults, quantity).flatten();
        let purchased = self.take(place, cells, Column::Purchased, &mut faults, quantity).flatten();
        let purchased_on = self.take(place, cells, Column::PurchasedOn, &mut faults, day).flatten();
        let arrives_on = self.take(place, cells, Column::ArrivedOn, &mut faults, day).flatten();
        let supplier = self.take(place, cells, Column::Supplier, &mut faults, named).unwrap_or_default();
        let version = self.take(place, cells, Column::Version, &mut faults, words).filter(|it| !it.is_empty());
        let has_remark = self.titles.at.contains_key(&Column::Remark);
        let remark = self.take(place, cells, Column::Remark, &mut faults, |cell| values::lines(cell, LONGEST_REMARK));
        let mut extra = BTreeMap::new();
        for (column, at) in &self.titles.extra {
            match words(self.cell(cells, Some(at))) {
                Ok(value) => drop(extra.insert(column.clone(), value)),
                Err(problem) => faults.push(self.fault_at(place, cells, *at, column.clone(), problem)),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let remark = remark.filter(|_| has_remark);
        let place = place.clone();
        Ok(TrackingRow {
            place,
            project,
            material,
            required,
            purchased,
            purchased_on,
            arrives_on,
            supplier,
            remark,
            version,
            extra,
        })
    }

    fn take<T>(
        &self,
        place: &Place,
        cells: &[Cell],
        column: Column,
        faults: &mut Vec<RowFault>,
        read: impl Fn(&Cell) -> Result<T, Problem>,
    ) -> Option<T> {
        let read = read(self.cell(cells, self.titles.at.get(&column)));
        read.map_err(|problem| faults.push(self.fault(place, cells, column, problem))).ok()
    }

    fn fault(&self, place: &Place, cells: &[Cell], column: Column, problem: Problem) -> RowFault {
        match self.titles.at.get(&column) {
            Some(at) => {
                let title = self.sheet.rows.get(place.row.saturating_sub(1)).map(|_| self.title(*at));
                self.fault_at(place, cells, *at, title.unwrap_or_default(), problem)
            }
            None => place.clone().fault(problem),
        }
    }

    fn fault_at(&self, place: &Place, cells: &[Cell], at: usize, column: String, problem: Problem) -> RowFault {
        let value = self.cell(cells, Some(&at)).shown().into_owned();
        RowFault { place: place.clone(), column, value, problem }
    }

    /// As the sheet has it: the lowest words above the data.
    fn title(&self, at: usize) -> String {
        let above = self.sheet.rows.iter().take(self.titles.rows).rev();
        let mut words = above.filter_map(|cells| cells.get(at)).map(|cell| cell.words(false));
        words.find(|words| !words.is_empty()).unwrap_or_default()
    }
}

fn words(cell: &Cell) -> Result<String, Problem> {
    values::words(cell, LONGEST_WORDS)
}

/// No order is called what a spreadsheet shows for a formula that went wrong; in a text file it stands as words.
fn project_of(cell: &Cell) -> Result<String, Problem> {
    let words = words(cell)?;
    let is_error = ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"].contains(&words.as_str());
    if is_error { Err(Problem::ErrorValue) } else { Ok(words) }
}

/// A material as the sheet itself writes it, or several suppliers.
fn named(cell: &Cell) -> Result<String, Problem> {
    values::words(cell, LONGEST_NAMED)
}

/// Not said where the cell is blank or has a dash.
fn quantity(cell: &Cell) -> Result<Option<Decimal>, Problem> {
    if matches!(cell, Cell::Empty | Cell::Text(_)) && words(cell)?.is_empty() {
        return Ok(None);
    }
    let quantity = values::number(cell)?;
    if quantity < Decimal::ZERO {
        return Err(Problem::QuantityNotPositive);
    }
    if quantity.normalize().scale() > 4 {
        return Err(Problem::TooPrecise { digits: 4 });
    }
    Ok(Some(quantity))
}

fn day(cell: &Cell) -> Result<Option<Date>, Problem> {
    if matches!(cell, Cell::Empty | Cell::Text(_)) && words(cell)?.is_empty() {
        return Ok(None);
    }
    values::date(cell).map(|(day, _)| Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use yidan_domain::{Say, Text};

    use crate::sheet;

    fn read_csv(csv: &str, columns: &[ExtraColumn]) -> TrackingSheet {
        read(&sheet::read("s12.csv", csv.as_bytes()).unwrap(), columns)
    }

    fn said(sheet: &TrackingSheet) -> Vec<(usize, &str, &'static str)> {
        sheet.faults.iter().map(|it| (it.place.row, it.column.as_str(), it.problem.say().key)).collect()
    }

    /// A banner above, titles in two rows, a project over several materials, blank rows, sums, and values of errors.
    #[test]
    fn a_sheet_as_people_keep_it_is_read_row_by_row() {
        let columns = [ExtraColumn { key: "colour".into(), name: Text::new("颜色", "Colour") }];
        let sheet = read_csv(
            "项目订单物料采购追踪表,,,,,,,,,,\n\
             序号,项目名称,物料名称,需求,采购,采购,到货日期,供应商,备注,颜色,谁跟\n\
             ,,,数量,数量,日期,,,,,\n\
             1,SO-1,F-1 珠地布,681,680,2026-03-02,2026-03-12,恒达纺织,急,黑,王\n\
             2,,P-1 纸箱,20,,,,,,,\n\
             ,,,,,,,,,,\n\
             #DIV/0!,SO-2,F-1,#DIV/0!,680,下周,2026-02-30,恒达纺织,,,\n\
             3,,,5,,,,,,,\n\
             4,,P-1 纸箱,6,,,,,,,\n\
             5,#REF!,F-1,6,,,,,,,\n\
             6,,F-1,6,,,,,,,\n\
             合计,,,706,680,,,,,,\n",
            &columns,
        );
        assert_eq!(sheet.rows.len(), 3, "{:?}", sheet.faults);
        let first = &sheet.rows[0];
        assert_eq!((first.project.as_str(), first.material.as_str()), ("SO-1", "F-1 珠地布"));
        assert_eq!((first.required, first.purchased), (Some(681.into()), Some(680.into())));
        assert_eq!((first.purchased_on, first.arrives_on), (Some(date(2026, 3, 2)), Some(date(2026, 3, 12))));
        assert_eq!((first.supplier.as_str(), first.remark.as_deref()), ("恒达纺织", Some("急")));
        assert_eq!(first.extra, [("colour".to_owned(), "黑".to_owned())].into());
        assert_eq!((sheet.rows[1].project.as_str(), sheet.rows[1].purchased), ("SO-1", None));
        assert_eq!(
            (sheet.rows[2].place.row, sheet.rows[2].project.as_str()),
            (9, "SO-2"),
            "though its row was refused"
        );
        assert_eq!(
            said(&sheet),
            [
                (7, "数量", "import-not-a-number"),
                (7, "日期", "import-vague-date"),
                (7, "到货日期", "import-no-such-day"),
                (8, "物料名称", "import-missing"),
                (10, "项目名称", "import-error-value"),
                (11, "项目名称", "import-missing"),
            ]
        );
        let skipped: Vec<_> = sheet.skipped.iter().map(|it| (it.place.row, it.why.clone())).collect();
        assert_eq!(skipped, [(6, Skip::Blank), (12, Skip::Subtotal)]);
        assert_eq!(sheet.not_taken, ["谁跟"]);
    }

    #[test]
    fn a_sheet_without_its_columns_is_refused_whole() {
        let sheet = read_csv("客户,金额\nA,1\n", &[]);
        assert_eq!(said(&sheet), [(1, "", "import-column-missing")]);
    }
}
