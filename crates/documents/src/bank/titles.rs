//! Which column of a bank's file holds what, by the titles that banks write.

use std::collections::BTreeMap;

use yidan_domain::Text;

use crate::{
    layout::{TITLES_WITHIN, key},
    problem::{Place, Problem, RowFault},
    sheet::Sheet,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Day,
    /// What came in.
    Credit,
    /// What went out.
    Debit,
    /// Either, told apart by its sign or by `Way`.
    Amount,
    Way,
    Payer,
    /// There may be several.
    Remark,
    Reference,
    Balance,
    Currency,
}

const TITLES: [(Column, &[&str]); 10] = [
    (
        Column::Day,
        &[
            "交易日期",
            "交易日",
            "记账日期",
            "入账日期",
            "到账日期",
            "起息日",
            "日期",
            "交易时间",
            "transactiondate",
            "bookingdate",
            "valuedate",
            "postingdate",
            "date",
        ],
    ),
    (
        Column::Credit,
        &[
            "贷方金额",
            "贷方发生额",
            "贷方",
            "收入金额",
            "收入",
            "存入金额",
            "转入金额",
            "来账金额",
            "credit",
            "creditamount",
            "paidin",
            "moneyin",
            "deposit",
        ],
    ),
    (
        Column::Debit,
        &[
            "借方金额",
            "借方发生额",
            "借方",
            "支出金额",
            "支出",
            "转出金额",
            "往账金额",
            "debit",
            "debitamount",
            "paidout",
            "moneyout",
            "withdrawal",
        ],
    ),
    (Column::Amount, &["金额", "交易金额", "发生额", "amount", "transactionamount"]),
    (
        Column::Way,
        &["借贷标志", "借贷", "借贷方向", "收支", "收支方向", "收付标志", "drcr", "debitcredit", "direction"],
    ),
    (
        Column::Payer,
        &[
            "对方户名",
            "对方名称",
            "对方账户名称",
            "对方账号名称",
            "付款人",
            "付款人名称",
            "付款方",
            "付款方名称",
            "付款户名",
            "汇款人",
            "payer",
            "payername",
            "counterparty",
            "counterpartyname",
            "name",
            "orderingcustomer",
            "remitter",
        ],
    ),
    (
        Column::Remark,
        &[
            "摘要",
            "附言",
            "用途",
            "备注",
            "交易摘要",
            "交易附言",
            "汇款附言",
            "remark",
            "remarks",
            "description",
            "details",
            "narrative",
            "reference",
            "purpose",
            "memo",
        ],
    ),
    (
        Column::Reference,
        &[
            "流水号",
            "交易流水号",
            "银行流水号",
            "核心流水号",
            "交易流水",
            "回单编号",
            "凭证号",
            "业务编号",
            "transactionid",
            "transactionno",
            "transactionnumber",
            "bankreference",
            "referenceno",
            "serialno",
        ],
    ),
    (Column::Balance, &["余额", "账户余额", "当前余额", "balance"]),
    (Column::Currency, &["币种", "币别", "货币", "currency", "ccy"]),
];

type Places = BTreeMap<Column, Vec<usize>>;

/// The row of the titles, from 1, and where each column is; or what keeps the sheet from being read.
pub fn of(sheet: &Sheet) -> Result<(usize, Places), Box<RowFault>> {
    let rows = (1..).zip(sheet.rows.iter().take(TITLES_WITHIN));
    let candidates = rows.map(|(row, cells)| {
        let mut places = Places::new();
        for (at, cell) in cells.iter().enumerate() {
            let title = key(&without_unit(&cell.words(false)));
            if let Some((column, _)) = TITLES.iter().find(|(_, names)| names.contains(&title.as_str())) {
                places.entry(*column).or_default().push(at);
            }
        }
        (row, places)
    });
    // Of equals the upper row.
    let best = candidates.reduce(|best, next| if next.1.len() > best.1.len() { next } else { best });
    let (row, places) = best.unwrap_or((1, Places::new()));
    let has_amount = places.contains_key(&Column::Credit) || places.contains_key(&Column::Amount);
    let mut missing = Vec::new();
    if !places.contains_key(&Column::Day) {
        missing.push(Text::new("交易日期", "transaction date"));
    }
    if !has_amount {
        missing.push(Text::new("贷方金额", "credit amount"));
    }
    if missing.is_empty() {
        Ok((row, places))
    } else {
        let place = Place { sheet: sheet.name.clone(), row };
        Err(Box::new(place.fault(Problem::ColumnMissing { columns: missing })))
    }
}

/// `贷方金额（元）` and `收入金额(CNY)` are what they are without it.
fn without_unit(title: &str) -> String {
    title.split(['（', '(', '[', '【']).next().unwrap_or_default().to_owned()
}
