//! The rows in which a bill of material is typed: a material a row, by its code. Rows without a code are left out.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use yidan_domain::{
    MaterialId, Message,
    material::{Bom, BomLine, Material},
};

use super::super::orders::typed::{self, Typed};
use crate::{page::Faults, texts::Reader};

/// Empty rows below those that are there, and rows in all, at the least.
const MORE: usize = 3;
const LEAST: usize = 6;
/// Rows that are read; the domain says what a bill may have.
const MOST: usize = 600;

#[derive(Default, Clone)]
pub struct Row {
    pub code: String,
    pub quantity: String,
    pub per: String,
    pub wastage: String,
    pub note: String,
}

pub fn of(bom: Option<&Bom>, materials: &BTreeMap<MaterialId, Material>) -> Vec<Row> {
    let row = |line: &BomLine| Row {
        code: materials.get(&line.material).map(|material| material.code.clone()).unwrap_or_default(),
        quantity: line.quantity.normalize().to_string(),
        per: line.per.to_string(),
        wastage: line.wastage_percent.normalize().to_string(),
        note: line.note.clone(),
    };
    with_more(bom.map(|bom| bom.lines.iter().map(row).collect()).unwrap_or_default())
}

pub fn typed(form: &Typed) -> Vec<Row> {
    let columns = ["code", "quantity", "per", "wastage", "line-note"].map(|name| form.all(name));
    let row = |at: usize| {
        let [code, quantity, per, wastage, note] =
            [0, 1, 2, 3, 4].map(|column: usize| columns[column].get(at).copied().unwrap_or_default().to_owned());
        Row { code, quantity, per, wastage, note }
    };
    with_more((0..columns[0].len().min(MOST)).map(row).collect())
}

fn with_more(mut rows: Vec<Row>) -> Vec<Row> {
    let blank = rows.iter().rev().take_while(|row| row.is_blank()).count();
    let more = MORE.max(LEAST.saturating_sub(rows.len() - blank));
    rows.extend((blank..more).map(|_| Row { per: "1".into(), ..Row::default() }));
    rows
}

impl Row {
    fn is_blank(&self) -> bool {
        self.code.trim().is_empty()
    }
}

/// The field of a row that its faults stand at.
pub fn field(at: usize, column: &str) -> String {
    format!("{column}-{at}")
}

/// The lines as typed; what can't be read is noted at its row.
pub fn read(rows: &[Row], by_code: &BTreeMap<&str, MaterialId>, reader: &Reader, faults: &mut Faults) -> Vec<BomLine> {
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        let mut wrong = |column: &str, why: &Message| faults.add(field(at, column), reader.say(why));
        let code = row.code.trim();
        let material = by_code.get(code).copied();
        if material.is_none() {
            wrong("code", &Message::new("material-code-unknown").with("code", code.to_owned()));
        }
        let mut number = |column: &str, typed: &str, otherwise: Option<Decimal>| match typed::number(typed) {
            Ok(number) => number.or(otherwise).or_else(|| {
                wrong(column, &Message::new("material-amount-missing"));
                None
            }),
            Err(why) => {
                wrong(column, &why);
                None
            }
        };
        let quantity = number("quantity", &row.quantity, None);
        let per = number("per", &row.per, Some(Decimal::ONE));
        let wastage = number("wastage", &row.wastage, Some(Decimal::ZERO));
        // What is no whole number from 1 the domain refuses as it refuses none.
        let per = per.map(|per| per.is_integer().then(|| per.to_u32()).flatten().unwrap_or_default());
        if let (Some(material), Some(quantity), Some(per), Some(wastage_percent)) = (material, quantity, per, wastage) {
            lines.push(BomLine { material, quantity, per, wastage_percent, note: row.note.clone() });
        }
    }
    lines
}

/// A line as it is shown: its material, quantity for how many, wastage, note.
pub fn shown(line: &BomLine, materials: &BTreeMap<MaterialId, Material>) -> (Option<Material>, String, String, String) {
    let material = materials.get(&line.material).cloned();
    let unit = material.as_ref().map_or("", |material| material.unit.as_str());
    let per = if line.per == 1 { String::new() } else { format!(" / {}", line.per) };
    let quantity = format!("{} {unit}{per}", line.quantity.normalize());
    (material, quantity, line.wastage_percent.normalize().to_string(), line.note.clone())
}
