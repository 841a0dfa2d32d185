//! Who inspects. How long ahead an inspection is booked, and who is told, depends on it (S1, 7.1 to 7.3).

use serde::{Deserialize, Serialize};

use super::{InspectionRefusal, LONGEST_LINE};
use crate::{Text, text::tidy};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Inspector {
    Own,
    Customer,
    /// Somebody whom the customer sends.
    Nominated {
        name: String,
    },
    /// An inspection company, such as SGS.
    ThirdParty {
        name: String,
    },
}

impl Inspector {
    /// As it stands in addresses and rows.
    pub fn key(&self) -> &'static str {
        match self {
            Inspector::Own => "own",
            Inspector::Customer => "customer",
            Inspector::Nominated { .. } => "nominated",
            Inspector::ThirdParty { .. } => "third_party",
        }
    }

    /// The name that was written, where the kind alone does not say who it is.
    pub fn written(&self) -> &str {
        match self {
            Inspector::Own | Inspector::Customer => "",
            Inspector::Nominated { name } | Inspector::ThirdParty { name } => name,
        }
    }

    pub fn name(&self) -> Text {
        match self {
            Inspector::Own => Text::new("本公司验货员", "our own inspector"),
            Inspector::Customer => Text::new("客户", "the customer"),
            Inspector::Nominated { name } => Text::new(format!("客户指定的{name}"), format!("{name} for the customer")),
            Inspector::ThirdParty { name } => Text::same(name),
        }
    }

    /// Comes for the customer, so that planning has to know the day (S1, 7.2).
    pub fn is_customers(&self) -> bool {
        matches!(self, Inspector::Customer | Inspector::Nominated { .. })
    }

    /// With its name tidied.
    pub(super) fn checked(self) -> Result<Self, InspectionRefusal> {
        let named = |name: &str, who: Text| {
            let name = tidy(name, false);
            if name.is_empty() {
                return Err(InspectionRefusal::InspectorUnnamed { who });
            }
            if name.chars().count() > LONGEST_LINE {
                return Err(InspectionRefusal::TextTooLong { what: who, limit: LONGEST_LINE });
            }
            Ok(name)
        };
        Ok(match self {
            Inspector::Own | Inspector::Customer => self,
            Inspector::Nominated { name } => Inspector::Nominated {
                name: named(&name, Text::new("客户指定的验货人", "the customer's nominee"))?,
            },
            Inspector::ThirdParty { name } => Inspector::ThirdParty {
                name: named(&name, Text::new("第三方验货公司", "the inspection company"))?,
            },
        })
    }
}
