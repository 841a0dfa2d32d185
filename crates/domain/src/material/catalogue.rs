//! A material as the company lists it: fabric, trims, packing, parts. What there is of it, the ledger of stock tells.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    amount::digits,
    field::{self, FieldFault, Fields, LONGEST_CODE, LONGEST_UNIT, MOST_LEAD_DAYS},
};
use crate::{Currency, MaterialId, Message, Money, Say, SupplierId, Text, order::decide::LONGEST_NAME};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    pub id: MaterialId,
    /// The company's own number for it, unique.
    pub code: String,
    pub name: Text,
    pub spec: String,
    /// In which it is bought, kept and used: `m`, `kg`, `pcs`.
    pub unit: String,
    pub kind: MaterialKind,
    /// Who it is usually bought from.
    pub supplier: Option<SupplierId>,
    /// What it is thought to cost.
    pub price: Option<Price>,
    /// From the order until it is in the store; without it, the supplier's.
    pub lead_days: Option<u32>,
    pub archived: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialKind {
    Fabric,
    Trim,
    Packing,
    Part,
    Other,
}

/// Of one unit of a material. Nothing is a price too: what the customer provides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub per_unit: Decimal,
    pub currency: Currency,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MaterialFault {
    Field(FieldFault),
    Price(PriceFault),
    LeadDays { most: u32 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceFault {
    Negative,
    TooLarge { most: i64 },
    TooManyDigits { most: u32 },
}

impl Material {
    /// The material with its fields tidied, or all that is wrong with it.
    pub fn checked(self) -> Result<Material, Vec<MaterialFault>> {
        let material = Material {
            code: field::line(&self.code),
            name: field::name(&self.name),
            spec: field::line(&self.spec),
            unit: field::line(&self.unit),
            ..self
        };
        let faults = material.faults();
        if faults.is_empty() { Ok(material) } else { Err(faults) }
    }

    fn faults(&self) -> Vec<MaterialFault> {
        let mut fields = Fields::default();
        fields.needed(&self.code, ("物料编号", "material code"), LONGEST_CODE);
        fields.needed(&self.name.zh, ("物料名称", "material name"), LONGEST_NAME);
        if self.name.en != self.name.zh {
            fields.within(&self.name.en, ("英文名称", "English name"), LONGEST_NAME);
        }
        fields.within(&self.spec, ("规格", "specification"), LONGEST_NAME);
        fields.needed(&self.unit, ("计量单位", "unit"), LONGEST_UNIT);
        let mut faults: Vec<_> = fields.faults.into_iter().map(MaterialFault::Field).collect();
        faults.extend(self.price.and_then(|price| price.fault()).map(MaterialFault::Price));
        if self.lead_days.is_some_and(|days| days > MOST_LEAD_DAYS) {
            faults.push(MaterialFault::LeadDays { most: MOST_LEAD_DAYS });
        }
        faults
    }
}

impl Price {
    pub const MOST: i64 = 1_000_000_000;
    pub const MOST_DIGITS: u32 = 6;

    pub fn fault(&self) -> Option<PriceFault> {
        if self.per_unit < Decimal::ZERO {
            Some(PriceFault::Negative)
        } else if self.per_unit > Decimal::from(Price::MOST) {
            Some(PriceFault::TooLarge { most: Price::MOST })
        } else if digits(self.per_unit) > Price::MOST_DIGITS {
            Some(PriceFault::TooManyDigits { most: Price::MOST_DIGITS })
        } else {
            None
        }
    }

    /// Of so many ten-thousandths, rounded to the minor unit; none if it does not fit.
    pub fn of(&self, quantity: i64) -> Option<Money> {
        Money::rounded(super::amount::decimal(quantity).checked_mul(self.per_unit)?, self.currency)
    }
}

impl MaterialKind {
    pub const ALL: [MaterialKind; 5] =
        [MaterialKind::Fabric, MaterialKind::Trim, MaterialKind::Packing, MaterialKind::Part, MaterialKind::Other];

    /// As files and programs write it.
    pub fn key(self) -> &'static str {
        match self {
            MaterialKind::Fabric => "fabric",
            MaterialKind::Trim => "trim",
            MaterialKind::Packing => "packing",
            MaterialKind::Part => "part",
            MaterialKind::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub fn name(self) -> Text {
        match self {
            MaterialKind::Fabric => Text::new("面料", "Fabric"),
            MaterialKind::Trim => Text::new("辅料", "Trims"),
            MaterialKind::Packing => Text::new("包装材料", "Packing"),
            MaterialKind::Part => Text::new("零部件", "Parts"),
            MaterialKind::Other => Text::new("其他物料", "Other materials"),
        }
    }
}

impl Say for MaterialFault {
    fn say(&self) -> Message {
        match self {
            MaterialFault::Field(fault) => fault.say(),
            MaterialFault::Price(fault) => fault.say(),
            MaterialFault::LeadDays { most } => {
                Message::new("material-lead-days-too-many").with("most", i64::from(*most))
            }
        }
    }
}

impl Say for PriceFault {
    fn say(&self) -> Message {
        match self {
            PriceFault::Negative => Message::new("material-price-negative"),
            PriceFault::TooLarge { most } => Message::new("material-price-too-large").with("most", *most),
            PriceFault::TooManyDigits { most } => {
                Message::new("material-price-too-many-digits").with("most", i64::from(*most))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::tests::{cny, material, number};

    #[test]
    fn a_material_is_tidied_before_it_is_kept() {
        let typed = Material {
            code: " ＦＢ-220 ".into(),
            name: Text::new("珠地布　220g", ""),
            unit: " m ".into(),
            ..material(1, "m")
        };
        let kept = typed.checked().unwrap();
        assert_eq!((kept.code.as_str(), kept.unit.as_str()), ("FB-220", "m"));
        assert_eq!(kept.name, Text::same("珠地布 220g"));
        let named = Material { name: Text::new("", "Pique"), ..material(1, "m") };
        assert_eq!(named.checked().unwrap().name, Text::same("Pique"));
    }

    #[test]
    fn each_fault_is_named() {
        type Change = fn(&mut Material);
        let cases: [(Change, &[&str]); 10] = [
            (|_| (), &[]),
            (|it| it.price = Some(cny("0")), &[]),
            (|it| it.code = "　".into(), &["material-field-missing"]),
            (
                |it| (it.name, it.unit) = (Text::same(""), "".into()),
                &["material-field-missing", "material-field-missing"],
            ),
            (|it| it.spec = "宽".repeat(201), &["material-field-too-long"]),
            (|it| it.name = Text::same("布".repeat(201)), &["material-field-too-long"]),
            (|it| it.price = Some(cny("-0.01")), &["material-price-negative"]),
            (|it| it.price = Some(cny("0.0000001")), &["material-price-too-many-digits"]),
            (|it| it.price = Some(cny("1000000000.01")), &["material-price-too-large"]),
            (|it| it.lead_days = Some(731), &["material-lead-days-too-many"]),
        ];
        for (change, keys) in cases {
            let mut material = material(1, "m");
            change(&mut material);
            let faults = material.checked().err().unwrap_or_default();
            assert_eq!(faults.iter().map(|fault| fault.say().key).collect::<Vec<_>>(), keys);
        }
    }

    #[test]
    fn a_price_is_of_one_unit_and_the_amount_is_rounded_once() {
        for (price, quantity, minor) in
            [("18.50", 13_500, 2_498), ("0.0333", 1_000_000, 333), ("0", 5, 0), ("0.004", 10_000, 0)]
        {
            assert_eq!(cny(price).of(quantity).unwrap().minor, minor, "{price}");
        }
        let dear = Price { per_unit: number("79228162514264337593543950335"), currency: Currency::CNY };
        assert_eq!(dear.of(i64::MAX), None);
    }
}
