//! Terms of payment in words: the one form in which the program shows them, and which `read` reads back as the same.

use super::{Method, Part, PaymentTerms, When};
use crate::Text;

impl PaymentTerms {
    /// `30%电汇预付，70%电汇见提单复印件付款` and `30% T/T in advance, 70% T/T against copy of B/L`. A single part is written
    /// without its share: `L/C at sight`.
    pub fn written(&self) -> Text {
        if let [part] = self.parts.as_slice() {
            return part.how();
        }
        let (zh, en): (Vec<_>, Vec<_>) = self
            .parts
            .iter()
            .map(|part| {
                let (share, how) = (part.share_percent.normalize(), part.how());
                (format!("{share}%{}", how.zh), format!("{share}% {}", how.en))
            })
            .unzip();
        Text::new(zh.join("，"), en.join(", "))
    }
}

impl Part {
    /// Method and time, without the share: `信用证即期`, `L/C at sight`.
    fn how(&self) -> Text {
        let method = self.method.name();
        match (self.method, self.when) {
            (Method::Monthly, When::EndOfMonth { days: 0 }) => method,
            (Method::Monthly, When::EndOfMonth { days }) => {
                Text::new(format!("{}{days}天", method.zh), format!("{} {days} days", method.en))
            }
            (_, when) => {
                let when = when.name();
                Text::new(format!("{}{}", method.zh, when.zh), format!("{} {}", method.en, when.en))
            }
        }
    }
}

impl Method {
    pub fn name(self) -> Text {
        match self {
            Method::Transfer => Text::new("电汇", "T/T"),
            Method::Letter => Text::new("信用证", "L/C"),
            Method::OpenAccount => Text::new("赊销", "O/A"),
            Method::Acceptance => Text::new("承兑交单", "D/A"),
            Method::Payment => Text::new("付款交单", "D/P"),
            Method::Monthly => Text::new("月结", "monthly account"),
            Method::Cash => Text::new("现金", "cash"),
        }
    }
}

impl When {
    pub fn name(self) -> Text {
        let after =
            |zh: &str, days: u32, en: &str| Text::new(format!("{zh}{days}天"), format!("{days} days after {en}"));
        match self {
            When::WithOrder => Text::new("预付", "in advance"),
            When::BeforeShipment => Text::new("发货前付款", "before shipment"),
            When::AgainstCopyOfBl => Text::new("见提单复印件付款", "against copy of B/L"),
            When::AtSight => Text::new("即期", "at sight"),
            When::AfterSight { days } => after("见票后", days, "sight"),
            When::AfterBl { days } => after("提单日后", days, "B/L date"),
            When::AfterInvoice { days } => after("开票后", days, "invoice date"),
            When::OnDelivery => Text::new("货到付款", "on delivery"),
            When::AfterDelivery { days } => after("货到后", days, "delivery"),
            When::EndOfMonth { days } => after("月末后", days, "end of month"),
        }
    }
}
