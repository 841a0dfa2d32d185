//! Values that requests and answers about materials share.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{
    MaterialId, Message, Quantity, StockEntryId, SupplierId,
    material::{self as domain, AllIn},
};
use yidan_store::materials::Told;

use super::super::{
    caller::Caller,
    problem::Problem,
    products::Names,
    reading::Fault,
    values::{Currency, Day, Figure, Name, Unit},
};

pub fn amount(ten_thousandths: i64) -> Figure {
    Figure(Quantity { ten_thousandths, unit: String::new() }.amount())
}

/// Ten-thousandths of what was sent at this place.
pub fn exact(sent: Figure, pointer: &str) -> Result<i64, Problem> {
    let exact = Quantity::exact(sent.0, "").map(|quantity| quantity.ten_thousandths);
    exact.ok_or_else(|| Fault::at(pointer, Message::new("api-quantity-not-exact")).into())
}

/// What carries everything that is entered; the id is drawn here where none is sent.
pub fn told(caller: &Caller, id: Option<Uuid>, day: Option<Day>, note: String) -> Told {
    let day = day.map_or_else(|| caller.today(), |day| day.0);
    Told { id: StockEntryId(id.unwrap_or_else(Uuid::now_v7)), day, note }
}

/// Of one unit.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnitPrice)]
pub struct Price {
    /// With six digits after the point at most.
    pub per_unit: Figure,
    pub currency: Currency,
}

impl From<Price> for domain::Price {
    fn from(price: Price) -> Self {
        Self { per_unit: price.per_unit.0, currency: price.currency.0 }
    }
}

impl From<domain::Price> for Price {
    fn from(price: domain::Price) -> Self {
        Self { per_unit: Figure(price.per_unit), currency: Currency(price.currency) }
    }
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaterialKind {
    Fabric,
    Trim,
    Packing,
    Part,
    Other,
}

impl From<MaterialKind> for domain::MaterialKind {
    fn from(kind: MaterialKind) -> Self {
        match kind {
            MaterialKind::Fabric => domain::MaterialKind::Fabric,
            MaterialKind::Trim => domain::MaterialKind::Trim,
            MaterialKind::Packing => domain::MaterialKind::Packing,
            MaterialKind::Part => domain::MaterialKind::Part,
            MaterialKind::Other => domain::MaterialKind::Other,
        }
    }
}

impl From<domain::MaterialKind> for MaterialKind {
    fn from(kind: domain::MaterialKind) -> Self {
        match kind {
            domain::MaterialKind::Fabric => MaterialKind::Fabric,
            domain::MaterialKind::Trim => MaterialKind::Trim,
            domain::MaterialKind::Packing => MaterialKind::Packing,
            domain::MaterialKind::Part => MaterialKind::Part,
            domain::MaterialKind::Other => MaterialKind::Other,
        }
    }
}

/// A material, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaterialFields {
    /// The company's own number for it, unique.
    code: Name,
    /// In one language at least.
    name: Names,
    #[serde(default)]
    spec: Name,
    /// In which it is bought, kept and used. It stays once quantities are kept.
    unit: Unit,
    kind: MaterialKind,
    /// Who it is usually bought from.
    #[serde(default)]
    supplier: Option<Uuid>,
    /// What it is thought to cost.
    #[serde(default)]
    price: Option<Price>,
    /// Days from the order until it is in the store; without it, the supplier's.
    #[serde(default)]
    #[schema(maximum = 730)]
    lead_days: Option<u32>,
    /// An archived material is not bought any more.
    #[serde(default)]
    archived: bool,
}

impl MaterialFields {
    pub fn with_id(self, id: MaterialId) -> domain::Material {
        domain::Material {
            id,
            code: self.code.0,
            name: yidan_domain::Text { zh: self.name.zh.0, en: self.name.en.0 },
            spec: self.spec.0,
            unit: self.unit.0,
            kind: self.kind.into(),
            supplier: self.supplier.map(SupplierId),
            price: self.price.map(Into::into),
            lead_days: self.lead_days,
            archived: self.archived,
        }
    }

    /// What it is thought to cost is for those who see costs.
    pub fn of(material: domain::Material, sees_costs: bool) -> Self {
        Self {
            code: Name(material.code),
            name: Names { zh: Name(material.name.zh), en: Name(material.name.en) },
            spec: Name(material.spec),
            unit: Unit(material.unit),
            kind: material.kind.into(),
            supplier: material.supplier.map(|supplier| supplier.0),
            price: material.price.filter(|_| sees_costs).map(Into::into),
            lead_days: material.lead_days,
            archived: material.archived,
        }
    }
}

/// A material by its code and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MaterialName {
    id: Uuid,
    code: String,
    name: super::super::values::Text,
    unit: String,
}

impl From<&domain::Material> for MaterialName {
    fn from(material: &domain::Material) -> Self {
        let (code, unit) = (material.code.clone(), material.unit.clone());
        Self { id: material.id.0, code, name: (&material.name).into(), unit }
    }
}

/// How an order is supplied with a material, in its unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MaterialSupply)]
pub struct Supply {
    pub material: Uuid,
    pub required: Figure,
    /// On hand and set aside for the order.
    pub allocated: Figure,
    /// Issued to it less returned.
    pub issued: Figure,
    pub purchased: Figure,
    pub arrived: Figure,
    pub accepted: Figure,
    /// Ordered for it and still to come.
    pub outstanding: Figure,
    /// Required, and not there yet.
    pub missing: Figure,
    /// Required, and covered by nothing.
    pub shortage: Figure,
    pub all_in: WhenAllIn,
    /// The day by which all of it should be there, as suppliers have confirmed.
    pub expected: Option<Day>,
}

/// Is as much there as is required?
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenAllIn {
    Already,
    /// By the day that suppliers have confirmed.
    Expected,
    /// Something is covered by nothing, or nobody has said when it comes.
    Unknown,
}

impl From<AllIn> for WhenAllIn {
    fn from(all_in: AllIn) -> Self {
        match all_in {
            AllIn::Already => WhenAllIn::Already,
            AllIn::On(_) => WhenAllIn::Expected,
            AllIn::Unknown => WhenAllIn::Unknown,
        }
    }
}

pub fn expected(all_in: AllIn) -> Option<Day> {
    match all_in {
        AllIn::On(day) => Some(Day(day)),
        AllIn::Already | AllIn::Unknown => None,
    }
}

impl From<&domain::Supply> for Supply {
    fn from(it: &domain::Supply) -> Self {
        Self {
            material: it.material.0,
            required: amount(it.required),
            allocated: amount(it.allocated),
            issued: amount(it.issued),
            purchased: amount(it.purchased),
            arrived: amount(it.arrived),
            accepted: amount(it.accepted),
            outstanding: amount(it.outstanding),
            missing: amount(it.missing()),
            shortage: amount(it.shortage),
            all_in: it.all_in.into(),
            expected: expected(it.all_in),
        }
    }
}
