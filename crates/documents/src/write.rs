//! Lists go out: one table, typed column by column, as an XLSX workbook or as CSV that spreadsheet programs open rightly.

use jiff::civil::{Date, DateTime};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

pub struct Table {
    /// The name of the sheet.
    pub title: String,
    pub columns: Vec<ColumnHead>,
    /// Each as long as `columns`; a missing value is an empty cell.
    pub rows: Vec<Vec<Value>>,
}

pub struct ColumnHead {
    pub title: String,
    pub kind: ColumnKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    Whole,
    /// A decimal number with so many digits after the point.
    Decimal {
        digits: usize,
    },
    Date,
    DateTime,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Number(Decimal),
    Date(Date),
    /// A time of the company's clock.
    DateTime(DateTime),
}

#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// Characters that a cell of a workbook holds at most.
const LONGEST_CELL: usize = 32_767;
const NARROWEST: f64 = 6.0;
const WIDEST: f64 = 48.0;

impl Table {
    /// An Excel workbook with this sheet alone.
    pub fn xlsx(&self) -> Result<Vec<u8>, NotWritten> {
        workbook(std::slice::from_ref(self))
    }

    fn write_to(&self, sheet: &mut Worksheet) -> Result<(), NotWritten> {
        sheet.set_freeze_panes(1, 0)?;
        let titles = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00E8_EDF3))
            .set_align(FormatAlign::VerticalCenter);
        for (at, column) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, at, &column.title, &titles)?;
            sheet.set_column_width(at, self.width(usize::from(at)))?;
            sheet.set_column_format(at, &column.kind.format())?;
        }
        for (at, row) in (1..).zip(&self.rows) {
            for ((column, head), value) in (0..).zip(&self.columns).zip(row) {
                write_cell(sheet, (at, column), value, &head.kind.format())?;
            }
        }
        if let (Ok(last), Ok(columns)) = (u32::try_from(self.rows.len()), u16::try_from(self.columns.len()))
            && columns > 0
        {
            sheet.autofilter(0, 0, last, columns - 1)?;
        }
        Ok(())
    }

    /// UTF-8 with the mark that makes spreadsheet programs read it as such; text that would be run as a formula is kept
    /// from it by an apostrophe in front.
    pub fn csv(&self) -> Vec<u8> {
        let mut out = self.csv_head();
        out.extend(self.csv_rows());
        out
    }

    /// The beginning of a list too long to be held at once; the `csv_rows` of one part after another follow it.
    pub fn csv_head(&self) -> Vec<u8> {
        let mut out = String::from('\u{feff}');
        put_row(&mut out, self.columns.iter().map(|column| column.title.clone()));
        out.into_bytes()
    }

    pub fn csv_rows(&self) -> Vec<u8> {
        let mut out = String::new();
        for row in &self.rows {
            put_row(&mut out, row.iter().map(Value::written));
        }
        out.into_bytes()
    }

    fn width(&self, column: usize) -> f64 {
        let title = display_width(&self.columns[column].title);
        let values = self.rows.iter().take(500).filter_map(|row| row.get(column));
        let widest = values.map(|value| display_width(&value.shown())).fold(title, f64::max);
        (widest + 2.0).clamp(NARROWEST, WIDEST)
    }
}

/// An Excel workbook with a sheet for each table: real dates and numbers, the titles kept in sight, a filter on them.
/// Tables of one title get numbers behind it.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let name = unlike(&names, &sheet_name(&table.title));
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        table.write_to(sheet)?;
        names.push(name);
    }
    Ok(workbook.save_to_buffer()?)
}

fn unlike(names: &[String], name: &str) -> String {
    let is_taken = |name: &str| names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
    let numbered = |number: usize| format!("{} {number}", name.chars().take(26).collect::<String>());
    if is_taken(name) { (2..).map(numbered).find(|name| !is_taken(name)).unwrap_or_default() } else { name.to_owned() }
}

impl ColumnKind {
    fn format(self) -> Format {
        match self {
            ColumnKind::Text => Format::new(),
            ColumnKind::Whole => Format::new().set_num_format("0"),
            ColumnKind::Decimal { digits: 0 } => Format::new().set_num_format("#,##0"),
            ColumnKind::Decimal { digits } => Format::new().set_num_format(format!("#,##0.{}", "0".repeat(digits))),
            ColumnKind::Date => Format::new().set_num_format("yyyy-mm-dd"),
            ColumnKind::DateTime => Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

fn write_cell(sheet: &mut Worksheet, at: (u32, u16), value: &Value, format: &Format) -> Result<(), NotWritten> {
    let (row, column) = at;
    match value {
        Value::Empty => {}
        Value::Text(words) => {
            let kept: String = words.chars().take(LONGEST_CELL).collect();
            sheet.write_string_with_format(row, column, kept, format)?;
        }
        // A spreadsheet knows no other numbers than binary fractions; beyond their digits the text is truer.
        Value::Number(number) => match number.to_f64().filter(|_| number.normalize().mantissa().abs() < 1 << 53) {
            Some(number) => sheet.write_number_with_format(row, column, number, format).map(|_| ())?,
            None => sheet.write_string_with_format(row, column, number.to_string(), format).map(|_| ())?,
        },
        Value::Date(date) => {
            let date = ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8)?;
            sheet.write_datetime_with_format(row, column, &date, format)?;
        }
        Value::DateTime(time) => {
            let date = ExcelDateTime::from_ymd(time.year() as u16, time.month() as u8, time.day() as u8)?;
            let time = date.and_hms(time.hour() as u16, time.minute() as u8, time.second() as u8)?;
            sheet.write_datetime_with_format(row, column, &time, format)?;
        }
    }
    Ok(())
}

impl Value {
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Value::Empty } else { Value::Text(words) }
    }

    fn shown(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(words) => words.clone(),
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
            Value::DateTime(time) => time.strftime("%Y-%m-%d %H:%M").to_string(),
        }
    }

    fn written(&self) -> String {
        match self {
            Value::Text(words) if words.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{words}"),
            other => other.shown(),
        }
    }
}

fn put_row(out: &mut String, values: impl Iterator<Item = String>) {
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if value.contains([',', '"', '\n', '\r', ';', '\t']) || value.trim() != value {
            out.push('"');
            out.push_str(&value.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&value);
        }
    }
    out.push_str("\r\n");
}

/// What a spreadsheet allows as the name of a sheet: 31 characters and none of these signs.
fn sheet_name(title: &str) -> String {
    let plain: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(31).collect();
    if plain.trim().is_empty() { "1".to_owned() } else { plain }
}

/// In digits: a Chinese character is about two wide.
fn display_width(words: &str) -> f64 {
    words.lines().map(|line| line.chars().map(|c| if c as u32 >= 0x2e80 { 2.0 } else { 1.0 }).sum()).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{self, Cell};
    use jiff::civil::date;

    fn table() -> Table {
        let head = |title: &str, kind| ColumnHead { title: title.into(), kind };
        Table {
            title: "订单/2026".into(),
            columns: vec![
                head("客户", ColumnKind::Text),
                head("金额", ColumnKind::Decimal { digits: 2 }),
                head("交期", ColumnKind::Date),
                head("时间", ColumnKind::DateTime),
            ],
            rows: vec![
                vec![
                    Value::text("=HYPERLINK(\"x\")"),
                    Value::Number("161.42".parse().unwrap()),
                    Value::Date(date(2026, 6, 20)),
                    Value::DateTime(date(2026, 6, 20).at(9, 5, 0, 0)),
                ],
                vec![
                    Value::text("+86 571, 急\n单"),
                    Value::Number("-100".parse().unwrap()),
                    Value::Empty,
                    Value::Empty,
                ],
            ],
        }
    }

    #[test]
    fn a_workbook_reads_back_as_it_was_written() {
        let sheets = sheet::read("t.xlsx", &table().xlsx().unwrap()).unwrap();
        assert_eq!(sheets[0].name, "t.xlsx [订单2026]");
        assert_eq!(
            sheets[0].rows[1][..3],
            [
                Cell::Text("=HYPERLINK(\"x\")".into()),
                Cell::Number("161.42".parse().unwrap()),
                Cell::Date(date(2026, 6, 20)),
            ]
        );
        assert_eq!(sheets[0].rows[2][0], Cell::Text("+86 571, 急\n单".into()));
    }

    #[test]
    fn several_tables_are_several_sheets() {
        let sheets = sheet::read("t.xlsx", &workbook(&[table(), table()]).unwrap()).unwrap();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["t.xlsx [订单2026]", "t.xlsx [订单2026 2]"]);
        assert_eq!(sheets[0].rows, sheets[1].rows);
    }

    #[test]
    fn csv_runs_no_formula_and_reads_back() {
        let csv = String::from_utf8(table().csv()).unwrap();
        assert_eq!(
            csv,
            "\u{feff}客户,金额,交期,时间\r\n\
             \"'=HYPERLINK(\"\"x\"\")\",161.42,2026-06-20,2026-06-20 09:05\r\n\
             \"'+86 571, 急\n单\",-100,,\r\n"
        );
        let sheets = sheet::read("t.csv", csv.as_bytes()).unwrap();
        assert_eq!(sheets[0].rows[1][0], Cell::Text("=HYPERLINK(\"x\")".into()));
    }
}
