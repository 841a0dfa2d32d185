//! A cost sheet, the same when sent and when answered, so that what was got can be changed and sent back.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yidan_domain::{self as domain, Message, costing};

use super::super::{
    super::{
        problem::Answer,
        reading::Fault,
        values::{Currency, Figure, Name, Prose, Unit},
    },
    content::LineQuantity,
};

/// What a sale is expected to cost.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CostSheet {
    /// What costs are summed in; that of the sheet before, or the company's own currency, when left out.
    #[serde(default)]
    base: Option<Currency>,
    /// What the goods are sold in; the order's when left out.
    #[serde(default)]
    currency: Option<Currency>,
    /// Units of `base` for one unit of `currency`; not needed where they are the same.
    #[serde(default)]
    rate: Option<Figure>,
    quantity: LineQuantity,
    /// Of one unit of the quantity, in `currency`, as quoted.
    #[serde(default)]
    price: Option<Figure>,
    #[serde(default)]
    #[schema(max_items = 200)]
    items: Vec<CostItem>,
    /// Contained in what is bought with VAT.
    #[serde(default = "usual_vat")]
    #[schema(value_type = Figure, required = false)]
    vat_percent: Figure,
    /// Of the price without VAT, refunded when the goods are exported; at most the VAT.
    #[serde(default = "nothing")]
    #[schema(value_type = Figure, required = false)]
    refund_percent: Figure,
    #[serde(default)]
    note: Prose,
}

/// One cost.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CostItem {
    kind: CostKind,
    /// May be left out where the kind says it all.
    #[serde(default)]
    name: Name,
    basis: CostBasis,
    /// What it is paid in, `base` or `currency` of the sheet; `base` when left out.
    #[serde(default)]
    currency: Option<Currency>,
    /// Supplier or remark.
    #[serde(default)]
    spec: Name,
    #[serde(default)]
    fabric: Option<CostFabric>,
    /// Bought with a VAT invoice. When left out, as is usual for the kind when paid in `base`.
    #[serde(default)]
    with_vat: Option<bool>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    Goods,
    Fabric,
    Trims,
    Processing,
    PrintEmbroidery,
    Washing,
    Packing,
    Freight,
    Insurance,
    Commission,
    Bank,
    Inspection,
    Documents,
    Other,
}

/// How much an item costs: of one piece, of the whole quantity, in percent of the sale, or by what a piece takes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(examples(json!({ "per_unit": "56.50" })))]
enum CostBasis {
    #[schema(value_type = Figure)]
    PerUnit(Figure),
    #[schema(value_type = Figure)]
    Total(Figure),
    #[schema(value_type = Figure)]
    PercentOfPrice(Figure),
    Consumption(Consumption),
    Weighed(Weighed),
}

/// So many units are used for one piece, and the waste on top of them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CostConsumption)]
struct Consumption {
    per_piece: Figure,
    #[serde(default)]
    unit: Unit,
    #[serde(default = "nothing")]
    #[schema(value_type = Figure, required = false)]
    wastage_percent: Figure,
    /// Of one such unit.
    price: Figure,
}

/// Fabric that is used by the metre and bought by the kilogram: the item says its weight and width.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CostWeighed)]
struct Weighed {
    metres_per_piece: Figure,
    #[serde(default = "nothing")]
    #[schema(value_type = Figure, required = false)]
    wastage_percent: Figure,
    price_per_kg: Figure,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CostFabric {
    #[serde(default)]
    composition: Name,
    /// Count of the yarn.
    #[serde(default)]
    #[schema(examples("32S/2"))]
    yarn: Name,
    /// In grams per square metre.
    #[serde(default)]
    weight_gsm: Option<Figure>,
    #[serde(default)]
    width_cm: Option<Figure>,
}

fn nothing() -> Figure {
    Figure(Decimal::ZERO)
}

fn usual_vat() -> Figure {
    Figure(costing::sheet::usual_vat())
}

impl CostSheet {
    /// As the rules want it, in this base and currency where it names none.
    pub fn read(&self, base: domain::Currency, currency: domain::Currency) -> Answer<costing::CostSheet> {
        let LineQuantity { amount, unit } = &self.quantity;
        let unit = domain::text::tidy(&unit.0, false);
        let quantity = domain::Quantity::exact(amount.0, unit)
            .ok_or_else(|| Fault::at("/quantity/amount", Message::new("api-quantity-not-exact")))?;
        let base = self.base.map_or(base, |base| base.0);
        Ok(costing::CostSheet {
            base,
            currency: self.currency.map_or(currency, |currency| currency.0),
            rate: self.rate.map(|rate| rate.0),
            quantity,
            price: self.price.map(|price| price.0),
            items: self.items.iter().map(|item| item.read(base)).collect(),
            vat_percent: self.vat_percent.0,
            refund_percent: self.refund_percent.0,
            note: self.note.0.clone(),
        })
    }
}

impl CostItem {
    fn read(&self, base: domain::Currency) -> costing::Item {
        let basis = match &self.basis {
            CostBasis::PerUnit(amount) => costing::Basis::PerUnit(amount.0),
            CostBasis::Total(amount) => costing::Basis::Total(amount.0),
            CostBasis::PercentOfPrice(percent) => costing::Basis::PercentOfPrice(percent.0),
            CostBasis::Consumption(used) => costing::Basis::Consumption {
                per_piece: used.per_piece.0,
                unit: domain::text::tidy(&used.unit.0, false),
                wastage_percent: used.wastage_percent.0,
                price: used.price.0,
            },
            CostBasis::Weighed(used) => costing::Basis::Weighed {
                metres_per_piece: used.metres_per_piece.0,
                wastage_percent: used.wastage_percent.0,
                price_per_kg: used.price_per_kg.0,
            },
        };
        let fabric = self.fabric.as_ref().map(|fabric| costing::Fabric {
            composition: fabric.composition.0.clone(),
            yarn: fabric.yarn.0.clone(),
            weight_gsm: fabric.weight_gsm.map(|weight| weight.0),
            width_cm: fabric.width_cm.map(|width| width.0),
        });
        costing::Item {
            kind: self.kind.into(),
            name: self.name.0.clone(),
            basis,
            currency: self.currency.map_or(base, |currency| currency.0),
            spec: self.spec.0.clone(),
            fabric,
            with_vat: self.with_vat,
        }
    }
}

impl From<&costing::CostSheet> for CostSheet {
    fn from(sheet: &costing::CostSheet) -> Self {
        let quantity = &sheet.quantity;
        Self {
            base: Some(Currency(sheet.base)),
            currency: Some(Currency(sheet.currency)),
            rate: sheet.rate.map(Figure),
            quantity: LineQuantity { amount: Figure(quantity.amount()), unit: Unit(quantity.unit.clone()) },
            price: sheet.price.map(Figure),
            items: sheet.items.iter().map(CostItem::from).collect(),
            vat_percent: Figure(sheet.vat_percent),
            refund_percent: Figure(sheet.refund_percent),
            note: Prose(sheet.note.clone()),
        }
    }
}

impl From<&costing::Item> for CostItem {
    fn from(item: &costing::Item) -> Self {
        let basis = match &item.basis {
            costing::Basis::PerUnit(amount) => CostBasis::PerUnit(Figure(*amount)),
            costing::Basis::Total(amount) => CostBasis::Total(Figure(*amount)),
            costing::Basis::PercentOfPrice(percent) => CostBasis::PercentOfPrice(Figure(*percent)),
            costing::Basis::Consumption { per_piece, unit, wastage_percent, price } => {
                CostBasis::Consumption(Consumption {
                    per_piece: Figure(*per_piece),
                    unit: Unit(unit.clone()),
                    wastage_percent: Figure(*wastage_percent),
                    price: Figure(*price),
                })
            }
            costing::Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg } => {
                CostBasis::Weighed(Weighed {
                    metres_per_piece: Figure(*metres_per_piece),
                    wastage_percent: Figure(*wastage_percent),
                    price_per_kg: Figure(*price_per_kg),
                })
            }
        };
        let fabric = item.fabric.as_ref().map(|fabric| CostFabric {
            composition: Name(fabric.composition.clone()),
            yarn: Name(fabric.yarn.clone()),
            weight_gsm: fabric.weight_gsm.map(Figure),
            width_cm: fabric.width_cm.map(Figure),
        });
        Self {
            kind: item.kind.into(),
            name: Name(item.name.clone()),
            basis,
            currency: Some(Currency(item.currency)),
            spec: Name(item.spec.clone()),
            fabric,
            with_vat: item.with_vat,
        }
    }
}

/// Kinds by the same names here and there.
macro_rules! kinds {
    ($($kind:ident)*) => {
        impl From<CostKind> for costing::Kind {
            fn from(kind: CostKind) -> Self {
                match kind { $(CostKind::$kind => Self::$kind,)* }
            }
        }

        impl From<costing::Kind> for CostKind {
            fn from(kind: costing::Kind) -> Self {
                match kind { $(costing::Kind::$kind => Self::$kind,)* }
            }
        }
    };
}

kinds!(Goods Fabric Trims Processing PrintEmbroidery Washing Packing Freight Insurance Commission Bank Inspection
    Documents Other);
