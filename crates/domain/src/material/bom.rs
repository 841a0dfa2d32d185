//! The bill of material of a product (S16): what goes into it, in versions that are never changed, and how two of them differ.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    amount::digits,
    field::{self, FieldFault, Fields},
};
use crate::{
    MaterialId, Message, PersonId, ProductId, Say,
    order::decide::{LONGEST_NAME, LONGEST_TEXT},
};

pub const MOST_LINES: usize = 500;
pub const MOST_PER: u32 = 10_000;
/// Units of a material, in one line.
pub const MOST_QUANTITY: i64 = 1_000_000;
pub const QUANTITY_DIGITS: u32 = 6;
pub const WASTAGE_DIGITS: u32 = 2;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bom {
    pub product: ProductId,
    /// From 1.
    pub version: u32,
    pub lines: Vec<BomLine>,
    pub note: String,
    pub made_on: Date,
    pub by: PersonId,
}

/// `quantity` of a material goes into `per` units of the product: 1.35 m into 1 piece, 1 carton into 24. Said like this a
/// carton for 24 is exact, where 0.041667 cartons a piece would buy one too many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BomLine {
    pub material: MaterialId,
    /// In the material's unit, with six digits at most.
    pub quantity: Decimal,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub per: u32,
    /// On top of the quantity: cutting loss, spoilage. From 0 to below 100, with two digits at most.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub wastage_percent: Decimal,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn one() -> u32 {
    1
}

fn is_one(per: &u32) -> bool {
    *per == 1
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BomFault {
    Field(FieldFault),
    NoVersion,
    NoLines,
    TooManyLines {
        most: usize,
    },
    /// `number` counts from 1.
    Line {
        number: usize,
        what: BomLineFault,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BomLineFault {
    /// The same material stands in an earlier line.
    Twice {
        first: usize,
    },
    QuantityNotPositive,
    QuantityTooLarge {
        most: i64,
    },
    QuantityDigits {
        most: u32,
    },
    Per {
        most: u32,
    },
    Wastage,
    WastageDigits {
        most: u32,
    },
    NoteTooLong {
        limit: usize,
    },
}

impl Bom {
    /// The bill with its notes tidied, or all that is wrong with it.
    pub fn checked(mut self) -> Result<Bom, Vec<BomFault>> {
        self.note = field::lines(&self.note);
        for line in &mut self.lines {
            line.note = field::line(&line.note);
        }
        let faults = self.faults();
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    fn faults(&self) -> Vec<BomFault> {
        let mut fields = Fields::default();
        fields.within(&self.note, ("备注", "note"), LONGEST_TEXT);
        let mut faults: Vec<_> = fields.faults.into_iter().map(BomFault::Field).collect();
        if self.version == 0 {
            faults.push(BomFault::NoVersion);
        }
        if self.lines.is_empty() {
            faults.push(BomFault::NoLines);
        }
        if self.lines.len() > MOST_LINES {
            faults.push(BomFault::TooManyLines { most: MOST_LINES });
        }
        let mut seen = BTreeMap::new();
        for (number, line) in (1..).zip(&self.lines).take(MOST_LINES) {
            let first = *seen.entry(line.material).or_insert(number);
            let twice = (first < number).then_some(BomLineFault::Twice { first });
            let of_line = twice.into_iter().chain(line.faults());
            faults.extend(of_line.map(|what| BomFault::Line { number, what }));
        }
        faults
    }
}

impl BomLine {
    fn faults(&self) -> impl Iterator<Item = BomLineFault> {
        use BomLineFault::*;
        let wastage_fits = self.wastage_percent >= Decimal::ZERO && self.wastage_percent < Decimal::ONE_HUNDRED;
        let too_long = self.note.chars().count() > LONGEST_NAME;
        let faults = [
            (self.quantity <= Decimal::ZERO, QuantityNotPositive),
            (self.quantity > Decimal::from(MOST_QUANTITY), QuantityTooLarge { most: MOST_QUANTITY }),
            (digits(self.quantity) > QUANTITY_DIGITS, QuantityDigits { most: QUANTITY_DIGITS }),
            (!(1..=MOST_PER).contains(&self.per), Per { most: MOST_PER }),
            (!wastage_fits, Wastage),
            (digits(self.wastage_percent) > WASTAGE_DIGITS, WastageDigits { most: WASTAGE_DIGITS }),
            (too_long, NoteTooLong { limit: LONGEST_NAME }),
        ];
        faults.into_iter().filter_map(|(wrong, fault)| wrong.then_some(fault))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Added(BomLine),
    Removed(BomLine),
    Changed { was: BomLine, is: BomLine },
}

/// What is different in `new`: in the order of its lines, and then what `old` had besides. The order of lines is no difference.
pub fn difference(old: &Bom, new: &Bom) -> Vec<Change> {
    let find = |bom: &Bom, wanted: &BomLine| bom.lines.iter().find(|line| line.material == wanted.material).cloned();
    let changed = new.lines.iter().filter_map(|is| match find(old, is) {
        None => Some(Change::Added(is.clone())),
        Some(was) if was != *is => Some(Change::Changed { was, is: is.clone() }),
        Some(_) => None,
    });
    let removed = old.lines.iter().filter(|was| find(new, was).is_none()).cloned().map(Change::Removed);
    changed.chain(removed).collect()
}

impl Say for BomFault {
    fn say(&self) -> Message {
        match self {
            BomFault::Field(fault) => fault.say(),
            BomFault::NoVersion => Message::new("bom-no-version"),
            BomFault::NoLines => Message::new("bom-no-lines"),
            BomFault::TooManyLines { most } => Message::new("bom-too-many-lines").with("most", *most),
            BomFault::Line { number, what } => what.say().with("line", *number),
        }
    }
}

/// Says nothing of which line it is: the bill's fault adds that.
impl Say for BomLineFault {
    fn say(&self) -> Message {
        match self {
            BomLineFault::Twice { first } => Message::new("bom-line-twice").with("first", *first),
            BomLineFault::QuantityNotPositive => Message::new("bom-line-quantity-not-positive"),
            BomLineFault::QuantityTooLarge { most } => Message::new("bom-line-quantity-too-large").with("most", *most),
            BomLineFault::QuantityDigits { most } => {
                Message::new("bom-line-quantity-digits").with("most", i64::from(*most))
            }
            BomLineFault::Per { most } => Message::new("bom-line-per").with("most", i64::from(*most)),
            BomLineFault::Wastage => Message::new("bom-line-wastage"),
            BomLineFault::WastageDigits { most } => {
                Message::new("bom-line-wastage-digits").with("most", i64::from(*most))
            }
            BomLineFault::NoteTooLong { limit } => Message::new("bom-line-note-too-long").with("limit", *limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::tests::{bom, number, uses};

    #[test]
    fn each_fault_is_named_with_its_line() {
        let polo = || bom(1, vec![uses(1, "1.35", 1, "5"), uses(2, "3", 1, "2"), uses(3, "1", 24, "0")]);
        assert_eq!(polo().checked(), Ok(polo()));
        type Change = fn(&mut Bom);
        let cases: [(Change, &str); 14] = [
            (|it| it.version = 0, "bom no version"),
            (|it| it.lines.clear(), "bom no lines"),
            (|it| it.note = "长".repeat(2_001), r#"material field too long: what = "note", limit = 2000"#),
            (|it| it.lines[2].material = it.lines[0].material, "bom line twice: first = 1, line = 3"),
            (|it| it.lines[0].quantity = number("0"), "bom line quantity not positive: line = 1"),
            (|it| it.lines[0].quantity = number("-1.35"), "bom line quantity not positive: line = 1"),
            (|it| it.lines[1].quantity = number("1000001"), "bom line quantity too large: most = 1000000, line = 2"),
            (|it| it.lines[1].quantity = number("0.0000001"), "bom line quantity digits: most = 6, line = 2"),
            (|it| it.lines[2].per = 0, "bom line per: most = 10000, line = 3"),
            (|it| it.lines[2].per = 10_001, "bom line per: most = 10000, line = 3"),
            (|it| it.lines[0].wastage_percent = number("100"), "bom line wastage: line = 1"),
            (|it| it.lines[0].wastage_percent = number("-0.01"), "bom line wastage: line = 1"),
            (|it| it.lines[0].wastage_percent = number("3.125"), "bom line wastage digits: most = 2, line = 1"),
            (|it| it.lines[0].note = "长".repeat(201), "bom line note too long: limit = 200, line = 1"),
        ];
        for (change, said) in cases {
            let mut bom = polo();
            change(&mut bom);
            let faults = bom.checked().unwrap_err();
            assert_eq!(faults.iter().map(|fault| fault.say().to_string()).collect::<Vec<_>>(), [said]);
        }
        let long = bom(1, (0..501).map(|n| uses(n + 1, "1", 1, "0")).collect());
        assert_eq!(long.checked(), Err(vec![BomFault::TooManyLines { most: 500 }]));
    }

    #[test]
    fn versions_differ_by_what_is_used_not_by_how_it_is_written() {
        let old = bom(1, vec![uses(1, "1.35", 1, "5"), uses(2, "3", 1, "2"), uses(3, "1", 24, "0")]);
        let new = bom(2, vec![uses(3, "1.0", 24, "0.00"), uses(1, "1.32", 1, "5"), uses(4, "1", 1, "0")]);
        let expected = [
            Change::Changed { was: uses(1, "1.35", 1, "5"), is: uses(1, "1.32", 1, "5") },
            Change::Added(uses(4, "1", 1, "0")),
            Change::Removed(uses(2, "3", 1, "2")),
        ];
        assert_eq!(difference(&old, &new), expected);
        assert_eq!(difference(&new, &new), []);
    }
}
