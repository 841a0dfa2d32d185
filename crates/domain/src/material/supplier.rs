//! Whom the company buys from, has work done by, or has goods inspected or carried by (S11).

use serde::{Deserialize, Serialize};

use super::field::{self, FieldFault, Fields, LONGEST_CODE, MOST_LEAD_DAYS};
use crate::{
    Message, Say, SupplierId, Text,
    order::decide::{LONGEST_NAME, LONGEST_TEXT},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    pub id: SupplierId,
    /// The company's own short code for it, unique when given.
    pub code: Option<String>,
    pub name: String,
    pub contact: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    /// What it does for the company; at least one, each once.
    pub kinds: Vec<SupplierKind>,
    /// From an order until the goods are there, where the material says nothing.
    pub lead_days: Option<u32>,
    /// Usual terms of payment.
    pub terms: String,
    pub note: String,
    pub archived: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplierKind {
    Materials,
    OutsideWork,
    Inspection,
    Forwarding,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupplierFault {
    Field(FieldFault),
    NoKind,
    LeadDays { most: u32 },
}

impl Supplier {
    /// The supplier with its fields tidied, or all that is wrong with it.
    pub fn checked(self) -> Result<Supplier, Vec<SupplierFault>> {
        let mut supplier = Supplier {
            code: field::code(self.code),
            name: field::line(&self.name),
            contact: field::line(&self.contact),
            phone: field::line(&self.phone),
            email: field::line(&self.email),
            address: field::lines(&self.address),
            terms: field::line(&self.terms),
            note: field::lines(&self.note),
            ..self
        };
        supplier.kinds.sort();
        supplier.kinds.dedup();
        let faults = supplier.faults();
        if faults.is_empty() { Ok(supplier) } else { Err(faults) }
    }

    fn faults(&self) -> Vec<SupplierFault> {
        let mut fields = Fields::default();
        fields.within(self.code.as_deref().unwrap_or_default(), ("供应商编号", "supplier code"), LONGEST_CODE);
        fields.needed(&self.name, ("供应商名称", "supplier name"), LONGEST_NAME);
        fields.within(&self.contact, ("联系人", "contact"), LONGEST_NAME);
        fields.within(&self.phone, ("电话", "telephone number"), LONGEST_NAME);
        fields.within(&self.email, ("邮箱", "e-mail address"), LONGEST_NAME);
        fields.within(&self.address, ("地址", "address"), LONGEST_TEXT);
        fields.within(&self.terms, ("付款条件", "terms of payment"), LONGEST_NAME);
        fields.within(&self.note, ("备注", "note"), LONGEST_TEXT);
        let mut faults: Vec<_> = fields.faults.into_iter().map(SupplierFault::Field).collect();
        if self.kinds.is_empty() {
            faults.push(SupplierFault::NoKind);
        }
        if self.lead_days.is_some_and(|days| days > MOST_LEAD_DAYS) {
            faults.push(SupplierFault::LeadDays { most: MOST_LEAD_DAYS });
        }
        faults
    }
}

impl SupplierKind {
    pub const ALL: [SupplierKind; 5] = [
        SupplierKind::Materials,
        SupplierKind::OutsideWork,
        SupplierKind::Inspection,
        SupplierKind::Forwarding,
        SupplierKind::Other,
    ];

    /// As files and programs write it.
    pub fn key(self) -> &'static str {
        match self {
            SupplierKind::Materials => "materials",
            SupplierKind::OutsideWork => "outside_work",
            SupplierKind::Inspection => "inspection",
            SupplierKind::Forwarding => "forwarding",
            SupplierKind::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub fn name(self) -> Text {
        match self {
            SupplierKind::Materials => Text::new("物料供应", "Materials"),
            SupplierKind::OutsideWork => Text::new("外协加工", "Outside work"),
            SupplierKind::Inspection => Text::new("检验机构", "Inspection"),
            SupplierKind::Forwarding => Text::new("货代物流", "Forwarding"),
            SupplierKind::Other => Text::new("其他", "Other"),
        }
    }
}

impl Say for SupplierFault {
    fn say(&self) -> Message {
        match self {
            SupplierFault::Field(fault) => fault.say(),
            SupplierFault::NoKind => Message::new("material-supplier-no-kind"),
            SupplierFault::LeadDays { most } => {
                Message::new("material-lead-days-too-many").with("most", i64::from(*most))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::tests::supplier;

    #[test]
    fn a_supplier_is_tidied_before_it_is_kept() {
        let typed = Supplier {
            code: Some("  ".into()),
            name: " 恒达　纺织 ".into(),
            kinds: vec![SupplierKind::OutsideWork, SupplierKind::Materials, SupplierKind::OutsideWork],
            ..supplier(1)
        };
        let kept = typed.checked().unwrap();
        assert_eq!((kept.code, kept.name.as_str()), (None, "恒达 纺织"));
        assert_eq!(kept.kinds, [SupplierKind::Materials, SupplierKind::OutsideWork]);
    }

    #[test]
    fn each_fault_is_named() {
        type Change = fn(&mut Supplier);
        let cases: [(Change, &str); 5] = [
            (|it| it.name = String::new(), "material-field-missing"),
            (|it| it.code = Some("C".repeat(61)), "material-field-too-long"),
            (|it| it.note = "长".repeat(2_001), "material-field-too-long"),
            (|it| it.kinds.clear(), "material-supplier-no-kind"),
            (|it| it.lead_days = Some(1_000), "material-lead-days-too-many"),
        ];
        for (change, key) in cases {
            let mut supplier = supplier(1);
            change(&mut supplier);
            let faults = supplier.checked().unwrap_err();
            assert_eq!(faults.iter().map(|fault| fault.say().key).collect::<Vec<_>>(), [key]);
        }
    }
}
