//! Why things go wrong, in the company's own words, each with the department that it is charged to. Causes that were ever
//! used stay: they are renamed or archived, never removed, so that old exceptions keep what they say.

use serde::{Deserialize, Serialize};

use crate::{CauseKey, DepartmentKey, Text, order::exceptions::Handling};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    pub key: CauseKey,
    pub name: Text,
    /// Nobody's fault when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged_to: Option<DepartmentKey>,
    /// Not offered any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// In the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Causes(pub Vec<Cause>);

const SHIPPED: [(&str, &str, &str, &str); 14] = [
    ("late-material", "物料没按时到", "Material came late", "purchasing"),
    ("late-subcontractor", "外协拖期", "Subcontractor late", "purchasing"),
    ("design-change", "客户改了要求", "Customer changed the order", "sales"),
    ("not-confirmed", "图样或样品未确认", "Drawing or sample not confirmed", "sales"),
    ("order-data", "订单资料有误", "Order data wrong", "sales"),
    ("payment", "款项没到", "Payment not arrived", "finance"),
    ("plan", "预测或排产有误", "Forecast or plan wrong", "planning"),
    ("capacity", "产能不够", "Not enough capacity", "production"),
    ("equipment", "设备故障", "Equipment down", "production"),
    ("rework", "质量返工", "Rework for quality", "quality"),
    ("stock-count", "账实不符", "Stock count wrong", "warehouse"),
    ("transport", "运输延误", "Transport delayed", "logistics"),
    ("papers", "单证差错", "Papers wrong", "documents"),
    ("outside", "不可抗力", "Beyond our control", ""),
];

impl Default for Causes {
    /// Those that ship: what goes wrong with orders in this trade.
    fn default() -> Self {
        let cause = |(key, zh, en, charged): &(&str, &str, &str, &str)| Cause {
            key: CauseKey::from(*key),
            name: Text::new(*zh, *en),
            charged_to: Some(*charged).filter(|key| !key.is_empty()).map(DepartmentKey::from),
            archived: false,
        };
        Self(SHIPPED.iter().map(cause).collect())
    }
}

impl Causes {
    pub fn get(&self, key: &CauseKey) -> Option<&Cause> {
        self.0.iter().find(|cause| &cause.key == key)
    }

    /// Those to choose from.
    pub fn offered(&self) -> impl Iterator<Item = &Cause> {
        self.0.iter().filter(|cause| !cause.archived)
    }

    /// A cause's name; its key when the list does not know it.
    pub fn name(&self, key: &CauseKey) -> Text {
        self.get(key).map_or_else(|| Text::same(key.as_str()), |cause| cause.name.clone())
    }

    /// A cause brings the department along that it is charged to, unless another is named.
    pub fn complete(&self, handling: Handling) -> Handling {
        let charged_to = self.bears(&handling).cloned();
        Handling { charged_to: handling.charged_to.or(charged_to), ..handling }
    }

    /// The department that the cause alone is charged to.
    fn bears(&self, handling: &Handling) -> Option<&DepartmentKey> {
        handling.cause.as_ref().and_then(|cause| self.get(cause)?.charged_to.as_ref())
    }

    /// The department that was named otherwise than by the cause.
    pub fn named<'a>(&self, handling: &'a Handling) -> Option<&'a DepartmentKey> {
        handling.charged_to.as_ref().filter(|named| self.bears(handling) != Some(*named))
    }

    /// With what is told only at the end: another cause brings its department along, unless one is named now or had been
    /// named otherwise than by the cause.
    pub fn concluded(&self, was: &Handling, cause: Option<CauseKey>, charged_to: Option<DepartmentKey>) -> Handling {
        let named = self.named(was).cloned();
        let cause = cause.or_else(|| was.cause.clone());
        self.complete(Handling { cause, charged_to: charged_to.or(named), ..was.clone() })
    }
}
