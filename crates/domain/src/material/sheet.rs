//! The tracking sheet of materials by project (S12): its nine columns, those that a company adds, and a row for each material
//! of each order. What is not known is empty.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Material, Progress, Purchase,
    amount::{sum, with_unit},
    field,
};
use crate::{
    Message, OrderId, Quantity, Say, SupplierId, Text, ids::is_key, order::decide::LONGEST_NAME, text::folded,
};

pub const MOST_EXTRA_COLUMNS: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    Number,
    Project,
    Material,
    Required,
    Purchased,
    PurchasedOn,
    ArrivedOn,
    Supplier,
    Remark,
    /// What the row was written from, by which one that others have overtaken is known when it comes back. Only in files.
    Version,
}

/// That the company adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraColumn {
    pub key: String,
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// In the order of purchase, from 1.
    pub number: u32,
    pub project: String,
    pub material: Text,
    pub required: Option<Quantity>,
    pub purchased: Option<Quantity>,
    /// When the first of it was ordered.
    pub purchased_on: Option<Date>,
    pub arrival: Option<Arrival>,
    pub suppliers: Vec<String>,
    /// The row's own remark, then the notes of its purchases.
    pub remarks: Vec<String>,
    /// By the key of the column.
    pub extra: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// The day on which all that was bought had come.
    Arrived(Date),
    /// The day by which it should, as the suppliers confirmed.
    Expected(Date),
}

/// A material that an order needs, with what people wrote beside it.
#[derive(Debug, Clone, Copy)]
pub struct Tracked<'a> {
    pub order: OrderId,
    /// Name or number of the project.
    pub project: &'a str,
    pub material: &'a Material,
    pub required: i64,
    pub remark: &'a str,
    pub extra: &'a BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnFault {
    TooMany {
        most: usize,
    },
    BadKey {
        key: String,
    },
    SameKey {
        key: String,
    },
    NoName {
        key: String,
    },
    NameTooLong {
        key: String,
        limit: usize,
    },
    /// Called like another column, or like one that every sheet has.
    SameName {
        key: String,
        name: Text,
    },
    UnknownColumn {
        key: String,
    },
    ValueTooLong {
        column: Text,
        limit: usize,
    },
}

/// Rows in the order of purchase, what is not bought yet last. `purchases` may be those of other orders and materials too.
pub fn rows(
    tracked: &[Tracked],
    purchases: &[(Purchase, Progress)],
    supplier_name: impl Fn(SupplierId) -> String,
) -> Vec<Row> {
    let mut rows: Vec<Row> = tracked.iter().map(|tracked| row(tracked, purchases, &supplier_name)).collect();
    rows.sort_by_key(|row| (row.purchased_on.is_none(), row.purchased_on));
    for (number, row) in (1..).zip(&mut rows) {
        row.number = number;
    }
    rows
}

fn row(tracked: &Tracked, purchases: &[(Purchase, Progress)], supplier_name: impl Fn(SupplierId) -> String) -> Row {
    let Tracked { order, project, material, required, remark, extra } = *tracked;
    let of_it =
        |(purchase, _): &&(Purchase, Progress)| purchase.order == Some(order) && purchase.material == material.id;
    let mut bought: Vec<&(Purchase, Progress)> = purchases.iter().filter(of_it).collect();
    bought.sort_by_key(|(purchase, _)| (purchase.ordered_on, purchase.id));
    let some = |quantity: i64| (quantity > 0).then(|| with_unit(quantity, &material.unit));
    let mut suppliers = Vec::new();
    for name in bought.iter().map(|(purchase, _)| supplier_name(purchase.supplier)) {
        if !suppliers.contains(&name) {
            suppliers.push(name);
        }
    }
    let notes = bought.iter().map(|(purchase, _)| purchase.note.as_str());
    Row {
        number: 0,
        project: project.to_owned(),
        material: material.name.clone(),
        required: some(required),
        purchased: some(sum(bought.iter().map(|(purchase, _)| purchase.quantity))),
        purchased_on: bought.first().map(|(purchase, _)| purchase.ordered_on),
        arrival: arrival(&bought),
        suppliers,
        remarks: [remark].into_iter().chain(notes).filter(|words| !words.is_empty()).map(str::to_owned).collect(),
        extra: extra.clone(),
    }
}

/// None while nothing was bought, or while nobody has said when something comes. Of what was closed, what came before counts.
fn arrival(bought: &[&(Purchase, Progress)]) -> Option<Arrival> {
    let outstanding = || bought.iter().map(|(_, progress)| progress).filter(|progress| progress.outstanding > 0);
    if outstanding().next().is_some() {
        let days: Option<Vec<Date>> = outstanding().map(Progress::to_come).collect();
        return days?.into_iter().max().map(Arrival::Expected);
    }
    let came = bought.iter().filter_map(|(_, progress)| progress.complete_on.or(progress.arrived_on));
    came.max().map(Arrival::Arrived)
}

/// The company's columns with their names tidied. None takes the place of another.
pub fn checked_columns(columns: Vec<ExtraColumn>) -> Result<Vec<ExtraColumn>, ColumnFault> {
    if columns.len() > MOST_EXTRA_COLUMNS {
        return Err(ColumnFault::TooMany { most: MOST_EXTRA_COLUMNS });
    }
    let own = || Column::ALL.into_iter().chain([Column::Version]);
    let mut keys: BTreeSet<String> = own().map(|column| column.key().to_owned()).collect();
    let mut titles: BTreeSet<String> = own().flat_map(|column| titles_of(&column.name())).collect();
    let mut checked = Vec::new();
    for ExtraColumn { key, name } in columns {
        if !is_key(&key) {
            return Err(ColumnFault::BadKey { key });
        }
        if !keys.insert(key.clone()) {
            return Err(ColumnFault::SameKey { key });
        }
        let name = field::name(&name);
        if name.zh.is_empty() {
            return Err(ColumnFault::NoName { key });
        }
        if [&name.zh, &name.en].iter().any(|words| words.chars().count() > LONGEST_NAME) {
            return Err(ColumnFault::NameTooLong { key, limit: LONGEST_NAME });
        }
        if titles_of(&name).into_iter().any(|title| titles.contains(&title)) {
            return Err(ColumnFault::SameName { key, name });
        }
        titles.extend(titles_of(&name));
        checked.push(ExtraColumn { key, name });
    }
    Ok(checked)
}

/// As sheets are read by them: without case, spaces and punctuation.
fn titles_of(name: &Text) -> BTreeSet<String> {
    let titles = [&name.zh, &name.en].into_iter().map(|title| folded(title));
    let titles = titles.map(|title| title.chars().filter(|it| it.is_alphanumeric()).collect::<String>());
    titles.filter(|title| !title.is_empty()).collect()
}

/// What a row says in the company's columns, tidied; empty values are left out.
pub fn checked_values(
    columns: &[ExtraColumn],
    values: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, ColumnFault> {
    let mut checked = BTreeMap::new();
    for (key, typed) in values {
        let Some(column) = columns.iter().find(|column| column.key == key) else {
            return Err(ColumnFault::UnknownColumn { key });
        };
        let value = field::line(&typed);
        if value.chars().count() > LONGEST_NAME {
            return Err(ColumnFault::ValueTooLong { column: column.name.clone(), limit: LONGEST_NAME });
        }
        if !value.is_empty() {
            checked.insert(key, value);
        }
    }
    Ok(checked)
}

impl Column {
    /// Those of the sheet on the screen.
    pub const ALL: [Column; 9] = [
        Column::Number,
        Column::Project,
        Column::Material,
        Column::Required,
        Column::Purchased,
        Column::PurchasedOn,
        Column::ArrivedOn,
        Column::Supplier,
        Column::Remark,
    ];

    /// As files and programs write it.
    pub fn key(self) -> &'static str {
        match self {
            Column::Number => "number",
            Column::Project => "project",
            Column::Material => "material",
            Column::Required => "required",
            Column::Purchased => "purchased",
            Column::PurchasedOn => "purchased-on",
            Column::ArrivedOn => "arrived-on",
            Column::Supplier => "supplier",
            Column::Remark => "remark",
            Column::Version => "version",
        }
    }

    pub fn name(self) -> Text {
        match self {
            Column::Number => Text::new("序号", "No."),
            Column::Project => Text::new("项目名称", "Project"),
            Column::Material => Text::new("物料名称", "Material"),
            Column::Required => Text::new("需求数量", "Required"),
            Column::Purchased => Text::new("采购数量", "Purchased"),
            Column::PurchasedOn => Text::new("采购日期", "Purchased on"),
            Column::ArrivedOn => Text::new("到货日期", "Arrived on"),
            Column::Supplier => Text::new("供应商", "Supplier"),
            Column::Remark => Text::new("备注", "Remark"),
            Column::Version => Text::new("版本", "Version"),
        }
    }
}

impl Say for ColumnFault {
    fn say(&self) -> Message {
        use ColumnFault::*;
        match self {
            TooMany { most } => Message::new("material-column-too-many").with("most", *most),
            BadKey { key } => Message::new("material-column-bad-key").with("key", key.as_str()),
            SameKey { key } => Message::new("material-column-same-key").with("key", key.as_str()),
            NoName { key } => Message::new("material-column-no-name").with("key", key.as_str()),
            NameTooLong { key, limit } => {
                Message::new("material-column-name-too-long").with("key", key.as_str()).with("limit", *limit)
            }
            SameName { key, name } => {
                Message::new("material-column-same-name").with("key", key.as_str()).with("name", name)
            }
            UnknownColumn { key } => Message::new("material-column-unknown").with("key", key.as_str()),
            ValueTooLong { column, limit } => {
                Message::new("material-column-value-too-long").with("column", column).with("limit", *limit)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(key: &str, zh: &str) -> ExtraColumn {
        ExtraColumn { key: key.into(), name: Text::new(zh, "") }
    }

    #[test]
    fn a_company_adds_columns_of_its_own() {
        let columns = checked_columns(vec![column("dye-lot", " 缸号 "), column("inspector", "检验员")]).unwrap();
        assert_eq!(columns[0].name, Text::same("缸号"));
        let typed = |key: &str, value: &str| BTreeMap::from([(key.to_owned(), value.to_owned())]);
        assert_eq!(checked_values(&columns, typed("dye-lot", " A－17 ")), Ok(typed("dye-lot", "A－17")));
        assert_eq!(checked_values(&columns, typed("dye-lot", "  ")), Ok(BTreeMap::new()));
        assert_eq!(
            checked_values(&columns, typed("colour", "红")),
            Err(ColumnFault::UnknownColumn { key: "colour".into() })
        );
        let long = checked_values(&columns, typed("dye-lot", &"长".repeat(201)));
        assert_eq!(long, Err(ColumnFault::ValueTooLong { column: Text::same("缸号"), limit: 200 }));
    }

    #[test]
    fn a_column_takes_the_place_of_no_other() {
        let many = (0..21).map(|number| column(&format!("c{number}"), &format!("列{number}"))).collect();
        for (columns, key) in [
            (many, "material-column-too-many"),
            (vec![column("Dye", "缸号")], "material-column-bad-key"),
            (vec![column("remark", "备注")], "material-column-same-key"),
            (vec![column("dye", "缸号"), column("dye", "色号")], "material-column-same-key"),
            (vec![column("dye", " ")], "material-column-no-name"),
            (vec![column("dye", "缸号"), column("lot", " 缸 号")], "material-column-same-name"),
            (vec![column("note", "备注")], "material-column-same-name"),
            (vec![column("who", "SUPPLIER")], "material-column-same-name"),
            (vec![column("dye", &"长".repeat(201))], "material-column-name-too-long"),
        ] {
            assert_eq!(checked_columns(columns).unwrap_err().say().key, key);
        }
    }
}
