//! Who and what orders are about: customers, products, departments, people.

use serde::{Deserialize, Serialize};

use crate::{
    Currency, CustomerId, DepartmentKey, PersonId, ProductId, Text,
    access::Role,
    approval::{Away, Post},
};
use rust_decimal::Decimal;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub id: CustomerId,
    /// The company's own short code for the customer, unique when given.
    pub code: Option<String>,
    pub name: String,
    pub contact: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub country: String,
    /// Sales region, such as 南区 / 北区 (S15).
    pub region: String,
    /// Usual terms of payment, copied to a new order.
    pub terms: String,
    /// The salesperson whose customer this is.
    pub owner: Option<PersonId>,
    pub archived: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    /// Catalogue number, unique.
    pub code: String,
    pub name: Text,
    pub spec: String,
    pub unit: String,
    pub price: Option<Decimal>,
    pub currency: Option<Currency>,
    pub archived: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub key: DepartmentKey,
    pub name: Text,
    /// How many steps it works on at once: machines, benches, crews. Without it, the people in service count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
}

impl Department {
    pub const MOST_CAPACITY: u32 = 9_999;

    /// That the company has said nothing about but its name.
    pub fn named(key: DepartmentKey, name: Text) -> Self {
        Self { key, name, capacity: None }
    }
}

/// A person of the company. Without a log-in name a person can be responsible for steps but cannot sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub login: Option<String>,
    pub role: Role,
    pub departments: Vec<DepartmentKey>,
    /// A member of the sales department sees only own customers' orders unless this is set.
    pub sees_all: bool,
    pub active: bool,
    /// What this person signs as.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post>,
    /// Away for some days, and who signs meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<Away>,
}

impl Person {
    /// Somebody in service who belongs to no department yet and cannot sign in.
    pub fn named(id: PersonId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            login: None,
            role: Role::Member,
            departments: Vec::new(),
            sees_all: false,
            active: true,
            posts: Vec::new(),
            away: None,
        }
    }
}

const STANDARD: [(&str, &str, &str); 11] = [
    ("sales", "销售部", "Sales"),
    ("warehouse", "仓储部", "Warehouse"),
    ("purchasing", "采购部", "Purchasing"),
    ("logistics", "物流部", "Logistics"),
    ("finance", "财务部", "Finance"),
    ("planning", "计划部", "Planning"),
    ("production", "生产部", "Production"),
    ("quality", "品质部", "Quality"),
    ("documents", "单证部", "Documents"),
    ("service", "客服部", "Customer service"),
    ("management", "管理部", "Management"),
];

/// The departments that a new company starts with; those of S18 first, then those of the other source documents.
pub fn standard_departments() -> Vec<Department> {
    STANDARD.iter().map(|(key, zh, en)| Department::named((*key).into(), Text::new(*zh, *en))).collect()
}

/// The name of a standard department.
pub fn standard_department(key: &DepartmentKey) -> Option<Text> {
    STANDARD.iter().find(|(standard, ..)| *standard == key.as_str()).map(|(_, zh, en)| Text::new(*zh, *en))
}
