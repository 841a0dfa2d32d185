//! The day's list of an order entry: a number, a customer and an amount a row, from a sheet or as it was pasted. Columns are
//! found by their titles; without titles they are these three, in this order.

use yidan_domain::{Currency, Money, credit::Booked, text::folded};

use crate::{
    problem::{Place, Problem, RowFault},
    sheet::{Cell, Sheet},
    values,
};

const NUMBER: &[&str] = &[
    "订单号",
    "订单编号",
    "单号",
    "单据号",
    "单据编号",
    "销售单号",
    "编号",
    "orderno",
    "order",
    "ordernumber",
    "number",
    "no",
];
const CUSTOMER: &[&str] = &["客户", "客户名称", "客户名", "购货单位", "customer", "customername", "client"];
const AMOUNT: &[&str] = &[
    "金额",
    "订单金额",
    "合计",
    "合计金额",
    "总金额",
    "总额",
    "总计",
    "价税合计",
    "amount",
    "total",
    "ordertotal",
    "totalamount",
];
const CURRENCY: &[&str] = &["币种", "货币", "币别", "currency"];
/// Rows that sum up others.
const SUMS: &[&str] = &["合计", "总计", "小计", "total", "subtotal", "sum"];
/// Titles stand in one of the first rows.
const TITLES_WITHIN: usize = 20;

/// Where the columns are, from 0, and the row after the titles.
struct Columns {
    number: usize,
    customer: Option<usize>,
    amount: usize,
    currency: Option<usize>,
    first_row: usize,
}

/// The rows that could be read, and those that could not. Amounts are in `currency` where no column says otherwise.
pub fn read(sheet: &Sheet, currency: Currency) -> (Vec<Booked>, Vec<RowFault>) {
    let columns = Columns::of(sheet);
    let (mut booked, mut faults) = (Vec::new(), Vec::new());
    for (row, cells) in (1..).zip(&sheet.rows).skip(columns.first_row) {
        if cells.iter().all(Cell::is_blank) || is_sum(cells) {
            continue;
        }
        match columns.booked(cells, currency) {
            Ok(read) => booked.push(read),
            Err((column, problem)) => faults.push(RowFault {
                place: Place { sheet: sheet.name.clone(), row },
                column: title(sheet, &columns, column),
                value: cells.get(column).map(|cell| cell.words(false)).unwrap_or_default(),
                problem,
            }),
        }
    }
    (booked, faults)
}

impl Columns {
    fn of(sheet: &Sheet) -> Self {
        let titled = sheet.rows.iter().take(TITLES_WITHIN).enumerate().find_map(|(row, cells)| {
            let keys: Vec<String> = cells.iter().map(|cell| key(&cell.words(false))).collect();
            let at = |names: &[&str]| keys.iter().position(|key| names.contains(&key.as_str()));
            Some(Self {
                number: at(NUMBER)?,
                customer: at(CUSTOMER),
                amount: at(AMOUNT)?,
                currency: at(CURRENCY),
                first_row: row + 1,
            })
        });
        titled.unwrap_or(Self { number: 0, customer: Some(1), amount: 2, currency: None, first_row: 0 })
    }

    /// The row, or the column that is wrong.
    fn booked(&self, cells: &[Cell], currency: Currency) -> Result<Booked, (usize, Problem)> {
        let cell = |at: usize| cells.get(at).unwrap_or(&Cell::Empty);
        let number = cell(self.number);
        if number.is_blank() {
            return Err((self.number, Problem::Missing));
        }
        let currency = match self.currency.filter(|at| !cell(*at).is_blank()) {
            Some(at) => values::currency(cell(at)).map_err(|problem| (at, problem))?,
            None => currency,
        };
        let amount = cell(self.amount);
        if amount.is_blank() {
            return Err((self.amount, Problem::Missing));
        }
        let amount = values::price(amount, currency).map_err(|problem| (self.amount, problem))?;
        let digits = currency.minor_digits();
        let total = Money::exact(amount, currency).ok_or((self.amount, Problem::TooPrecise { digits }))?;
        let customer = self.customer.map(|at| cell(at).words(false)).unwrap_or_default();
        Ok(Booked { number: number.words(false), customer, total })
    }
}

fn is_sum(cells: &[Cell]) -> bool {
    let first = cells.iter().find(|cell| !cell.is_blank());
    first.is_some_and(|cell| SUMS.contains(&key(&cell.words(false)).as_str()))
}

fn title(sheet: &Sheet, columns: &Columns, column: usize) -> String {
    let titles = columns.first_row.checked_sub(1).and_then(|row| sheet.rows.get(row));
    titles.and_then(|row| row.get(column)).map(|cell| cell.words(false)).unwrap_or_default()
}

/// Lower case, without spaces and punctuation.
fn key(title: &str) -> String {
    folded(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet;

    /// Number, customer, fen.
    type Row = (String, String, i64);

    /// The rows, and where a row was refused: line and column.
    fn read_text(text: &str) -> (Vec<Row>, Vec<(usize, String)>) {
        let sheets = sheet::read("list", text.as_bytes()).unwrap();
        let (booked, faults) = read(&sheets[0], Currency::CNY);
        let booked = booked.into_iter().map(|row| (row.number, row.customer, row.total.minor));
        (booked.collect(), faults.into_iter().map(|fault| (fault.place.row, fault.column)).collect())
    }

    #[test]
    fn lists_are_read_with_titles_and_without() {
        let row = |number: &str, customer: &str, minor| (number.to_owned(), customer.to_owned(), minor);
        for (text, booked, faults) in [
            (
                "SO-1\t星河\t1,000.00\nSO-2\t长风\t12.5\n",
                vec![row("SO-1", "星河", 100_000), row("SO-2", "长风", 1_250)],
                vec![],
            ),
            (
                "2026-11-30 订单录入清单\n客户名称,订单编号,金额（元）,金额\n星河,SO-1,x,￥88\n合计,,,88\n",
                vec![row("SO-1", "星河", 8_800)],
                vec![],
            ),
            ("单号,金额\nSO-1,\n,5\nSO-3,1.234\n", vec![], vec![(2, "金额"), (3, "单号"), (4, "金额")]),
        ] {
            let faults: Vec<_> = faults.into_iter().map(|(row, column)| (row, column.to_owned())).collect();
            assert_eq!(read_text(text), (booked, faults), "{text}");
        }
    }
}
