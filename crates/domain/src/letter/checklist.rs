//! What people go through when they review a credit, point by point, with a line on what to hold it against.

use serde::{Deserialize, Serialize};

use super::Reviewer;
use crate::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    Validity,
    Beneficiary,
    Applicant,
    Amount,
    Tolerance,
    Tenor,
    Goods,
    Shipment,
    Presentation,
    Ports,
    Parts,
    Documents,
    Charges,
    SoftClauses,
}

impl Point {
    pub const ALL: [Point; 14] = [
        Point::Validity,
        Point::Beneficiary,
        Point::Applicant,
        Point::Amount,
        Point::Tolerance,
        Point::Tenor,
        Point::Goods,
        Point::Shipment,
        Point::Presentation,
        Point::Ports,
        Point::Parts,
        Point::Documents,
        Point::Charges,
        Point::SoftClauses,
    ];

    /// What was agreed with the customer, which the salesperson knows best.
    const COMMERCIAL: [Point; 10] = [
        Point::Applicant,
        Point::Amount,
        Point::Tolerance,
        Point::Tenor,
        Point::Goods,
        Point::Shipment,
        Point::Ports,
        Point::Parts,
        Point::Charges,
        Point::SoftClauses,
    ];

    /// What this reviewer has to check: the documents clerk everything.
    pub fn for_reviewer(reviewer: Reviewer) -> &'static [Point] {
        match reviewer {
            Reviewer::Salesperson => &Self::COMMERCIAL,
            Reviewer::Documents => &Self::ALL,
        }
    }

    /// As it stands in forms and the API.
    pub fn key(self) -> &'static str {
        match self {
            Point::Validity => "validity",
            Point::Beneficiary => "beneficiary",
            Point::Applicant => "applicant",
            Point::Amount => "amount",
            Point::Tolerance => "tolerance",
            Point::Tenor => "tenor",
            Point::Goods => "goods",
            Point::Shipment => "shipment",
            Point::Presentation => "presentation",
            Point::Ports => "ports",
            Point::Parts => "parts",
            Point::Documents => "documents",
            Point::Charges => "charges",
            Point::SoftClauses => "soft_clauses",
        }
    }

    pub fn named(key: &str) -> Option<Point> {
        Self::ALL.into_iter().find(|point| point.key() == key)
    }

    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Point::Validity => ("证号与有效性", "Number and validity"),
            Point::Beneficiary => ("受益人", "Beneficiary"),
            Point::Applicant => ("开证申请人", "Applicant"),
            Point::Amount => ("金额与币种", "Amount and currency"),
            Point::Tolerance => ("金额和数量的增减幅度", "Tolerance"),
            Point::Tenor => ("付款期限", "Tenor"),
            Point::Goods => ("货物描述与数量", "Goods and quantity"),
            Point::Shipment => ("最迟装运日", "Latest shipment"),
            Point::Presentation => ("到期日与交单期", "Expiry and presentation"),
            Point::Ports => ("装运港与卸货港", "Ports"),
            Point::Parts => ("分批与转运", "Partial shipments and transhipment"),
            Point::Documents => ("所需单据", "Documents required"),
            Point::Charges => ("银行费用", "Bank charges"),
            Point::SoftClauses => ("软条款", "Soft clauses"),
        };
        Text::new(zh, en)
    }

    /// One line on what to hold it against.
    pub fn instruction(self) -> Text {
        let (zh, en) = match self {
            Point::Validity => (
                "由通知行核过真伪，不可撤销，写明适用 UCP 600；正本和每份改证都齐全，证号一致。",
                "Authentic, irrevocable, subject to UCP 600; the original and all amendments are there, under one number.",
            ),
            Point::Beneficiary => (
                "我公司的英文名称和地址一字不差，与以后单据上的写法相同。",
                "Our name and address letter by letter, as all documents will show them.",
            ),
            Point::Applicant => (
                "是合同的买方；若是第三方开证，须有客户的书面说明。",
                "The buyer of the contract; where a third party applies, the customer has said so in writing.",
            ),
            Point::Amount => (
                "币种与合同相同，大小写金额一致，够付这一单该由信用证付的部分。",
                "Currency as in the contract, words and figures alike, enough for this credit's part of the order.",
            ),
            Point::Tolerance => (
                "合同允许多装少装的，金额和数量都要写明同样的幅度；“约”字按 10% 算。",
                "What the contract allows more or less, amount and quantity allow alike; “about” means 10 %.",
            ),
            Point::Tenor => (
                "即期还是远期、远期多少天、从哪天起算、利息由谁承担，都按谈定的付款条件。",
                "At sight or so many days, from which day, interest for whose account: as agreed for payment.",
            ),
            Point::Goods => (
                "品名、规格、数量、单价、贸易术语与合同一致，没有多余的要求。",
                "Name, specification, quantity, price and trade term as in the contract, and nothing beyond it.",
            ),
            Point::Shipment => (
                "工厂赶得上，并留出订舱、商检和报关的时间。",
                "The factory makes it, with time for booking, inspection and customs before it.",
            ),
            Point::Presentation => (
                "到期地点在国内；装运后来得及备齐单据交单，不是装运日与到期日同一天。",
                "Expires in our country, and not on the day of shipment: documents can be gathered and presented in time.",
            ),
            Point::Ports => (
                "起运地和目的地与订单相同，按现有航线走得通；写“任一中国港口”更灵活。",
                "As in the order, and served by a carrier; “any Chinese port” leaves more choice.",
            ),
            Point::Parts => (
                "打算分几批走、要不要转船，信用证都许可；分期装运的各期日期做得到。",
                "Whatever is planned, several lots or a change of ship, is allowed; dates of instalments can be kept.",
            ),
            Point::Documents => (
                "每种单据都拿得到，份数、签发人和内容写得清楚，彼此不矛盾。",
                "Each can be had; copies, issuer and content are clear, and none contradicts another.",
            ),
            Point::Charges => (
                "国外银行费用由谁承担与约定相同；没有不合理的扣费。",
                "Charges abroad are borne as agreed, and no deduction is unreasonable.",
            ),
            Point::SoftClauses => (
                "没有要客户签字、批准或另行通知才能装运、交单或付款的条款。",
                "No shipment, presentation or payment waits for the customer's signature, approval or later notice.",
            ),
        };
        Text::new(zh, en)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_point_has_a_name_and_an_instruction_and_is_kept_by_its_key() {
        let names: BTreeSet<_> = Point::ALL.iter().flat_map(|point| [point.name().zh, point.name().en]).collect();
        assert_eq!(names.len(), 2 * Point::ALL.len());
        for point in Point::ALL {
            assert_eq!(Point::named(point.key()), Some(point));
            assert_eq!(serde_json::to_value(point).unwrap(), point.key());
            let line = point.instruction();
            assert!(line.zh.ends_with('。') && line.en.ends_with('.') && !line.en.contains('\n'), "{line:?}");
        }
        assert_eq!(Point::named("weather"), None);
    }

    #[test]
    fn the_clerk_checks_all_that_the_salesperson_does_in_the_same_order() {
        let (sales, all) = (Point::for_reviewer(Reviewer::Salesperson), Point::for_reviewer(Reviewer::Documents));
        assert_eq!(all, Point::ALL);
        assert!(sales.is_sorted() && all.is_sorted());
        assert!(!sales.contains(&Point::Documents) && !sales.contains(&Point::Validity));
    }
}
