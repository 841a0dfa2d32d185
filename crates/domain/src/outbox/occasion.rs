//! The occasions on which somebody is told something, and what a template of each may name.

use serde::{Deserialize, Serialize};

use super::{Group, Values};
use crate::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    OrderConfirmed,
    /// Another day of delivery than promised before.
    DeliveryMoved,
    Dispatched,
    TransportUpdated,
    Arrived,
    SlipOrdered,
    /// A slip has to be chased.
    SlipLate,
    InstallationBooked,
    InstallationMoved,
    /// A customer's call waits for an answer.
    AnswerDue,
    ComplaintAnswered,
    SurveyAsked,
    PaymentDue,
}

/// A place in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    pub name: &'static str,
    zh: &'static str,
    en: &'static str,
    /// For the preview.
    sample: (&'static str, &'static str),
}

const fn variable(
    name: &'static str,
    (zh, en): (&'static str, &'static str),
    sample: (&'static str, &'static str),
) -> Variable {
    Variable { name, zh, en, sample }
}

const COMPANY: Variable = variable("company", ("本公司名称", "our name"), ("晨光进出口", "Chenguang Trading"));
const CUSTOMER: Variable = variable("customer", ("客户名称", "customer"), ("星河贸易", "Casa Verde S.L."));
const ORDER: Variable = variable("order", ("订单号", "order number"), ("SO-2611-0042", "SO-2611-0042"));
const LINK: Variable = variable("link", ("跟踪链接", "tracking link"), ("https://…/t/…", "https://…/t/…"));
const PROMISED: Variable = variable("promised", ("交期", "day of delivery"), ("2026-12-18", "2026-12-18"));
const BEFORE: Variable = variable("before", ("原交期", "day promised before"), ("2026-12-11", "2026-12-11"));
const REASON: Variable = variable("reason", ("原因", "reason"), ("面料晚到", "the fabric came late"));
const CARRIER: Variable = variable("carrier", ("承运人", "carrier"), ("顺丰速运", "SF Express"));
const TRACKING: Variable = variable("tracking", ("运单号", "tracking number"), ("SF1390001", "SF1390001"));
const ARRIVES: Variable = variable("arrives", ("预计到达日", "expected arrival"), ("2026-12-20", "2026-12-20"));
const STATUS: Variable = variable("status", ("运输动态", "what happened on the way"), ("已离港", "left the port"));
const SLIP: Variable = variable("slip", ("订货单号", "number of the slip"), ("DH-2611-0001", "DH-2611-0001"));
const GOODS: Variable = variable("goods", ("货品明细", "goods"), ("矿泉水 20 箱", "20 cases of water"));
const DAY: Variable = variable("day", ("日期", "day"), ("2026-12-10 上午", "2026-12-10, morning"));
const TEAM: Variable = variable("team", ("安装队", "crew"), ("安装一队", "crew 1"));
const CALLER: Variable = variable("caller", ("联系人", "caller"), ("李女士", "Ms Li"));
const DUE: Variable = variable("due", ("期限", "due"), ("14:30", "14:30"));
const AMOUNT: Variable = variable("amount", ("金额", "amount"), ("12,500.00 CNY", "12,500.00 USD"));
const ANSWER: Variable = variable("answer", ("处理办法", "remedy"), ("换货，周五发出", "replaced, sent on Friday"));

impl Occasion {
    pub const ALL: [Occasion; 13] = [
        Occasion::OrderConfirmed,
        Occasion::DeliveryMoved,
        Occasion::Dispatched,
        Occasion::TransportUpdated,
        Occasion::Arrived,
        Occasion::SlipOrdered,
        Occasion::SlipLate,
        Occasion::InstallationBooked,
        Occasion::InstallationMoved,
        Occasion::AnswerDue,
        Occasion::ComplaintAnswered,
        Occasion::SurveyAsked,
        Occasion::PaymentDue,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Occasion::OrderConfirmed => "order_confirmed",
            Occasion::DeliveryMoved => "delivery_moved",
            Occasion::Dispatched => "dispatched",
            Occasion::TransportUpdated => "transport_updated",
            Occasion::Arrived => "arrived",
            Occasion::SlipOrdered => "slip_ordered",
            Occasion::SlipLate => "slip_late",
            Occasion::InstallationBooked => "installation_booked",
            Occasion::InstallationMoved => "installation_moved",
            Occasion::AnswerDue => "answer_due",
            Occasion::ComplaintAnswered => "complaint_answered",
            Occasion::SurveyAsked => "survey_asked",
            Occasion::PaymentDue => "payment_due",
        }
    }

    pub fn name(self) -> Text {
        match self {
            Occasion::OrderConfirmed => Text::new("订单确认", "Order confirmed"),
            Occasion::DeliveryMoved => Text::new("交期变更", "Delivery moved"),
            Occasion::Dispatched => Text::new("已发货", "Dispatched"),
            Occasion::TransportUpdated => Text::new("物流更新", "Transport update"),
            Occasion::Arrived => Text::new("已到达", "Arrived"),
            Occasion::SlipOrdered => Text::new("订货单已接", "Slip taken"),
            Occasion::SlipLate => Text::new("订货单要催", "Slip to be chased"),
            Occasion::InstallationBooked => Text::new("已约定安装", "Installation booked"),
            Occasion::InstallationMoved => Text::new("安装改期", "Installation moved"),
            Occasion::AnswerDue => Text::new("客户等答复", "Customer waits for an answer"),
            Occasion::ComplaintAnswered => Text::new("投诉答复", "Complaint answered"),
            Occasion::SurveyAsked => Text::new("请客户评价", "Survey"),
            Occasion::PaymentDue => Text::new("货款到期", "Payment due"),
        }
    }

    pub fn group(self) -> Group {
        match self {
            Occasion::OrderConfirmed | Occasion::DeliveryMoved | Occasion::SlipOrdered => Group::Orders,
            Occasion::Dispatched | Occasion::TransportUpdated | Occasion::Arrived => Group::Transport,
            Occasion::InstallationBooked | Occasion::InstallationMoved => Group::Visits,
            Occasion::ComplaintAnswered | Occasion::SurveyAsked => Group::AfterSales,
            Occasion::PaymentDue => Group::Money,
            Occasion::SlipLate | Occasion::AnswerDue => Group::Inside,
        }
    }

    /// It is told in quiet hours too: the time runs out.
    pub fn is_urgent(self) -> bool {
        self == Occasion::AnswerDue
    }

    /// After so many hours nobody wants to hear of it any more; none: never.
    pub fn stale_hours(self) -> Option<i64> {
        match self {
            Occasion::AnswerDue => Some(4),
            Occasion::SlipLate => Some(24),
            Occasion::TransportUpdated => Some(48),
            _ => None,
        }
    }

    pub fn variables(self) -> &'static [Variable] {
        match self {
            Occasion::OrderConfirmed => &[COMPANY, CUSTOMER, ORDER, PROMISED, AMOUNT, LINK],
            Occasion::DeliveryMoved => &[COMPANY, CUSTOMER, ORDER, PROMISED, BEFORE, REASON, LINK],
            Occasion::Dispatched => &[COMPANY, CUSTOMER, ORDER, CARRIER, TRACKING, ARRIVES, LINK],
            Occasion::TransportUpdated => &[COMPANY, CUSTOMER, ORDER, CARRIER, TRACKING, STATUS, ARRIVES, LINK],
            Occasion::Arrived => &[COMPANY, CUSTOMER, ORDER, CARRIER, TRACKING, LINK],
            Occasion::SlipOrdered => &[COMPANY, CUSTOMER, SLIP, GOODS, LINK],
            Occasion::SlipLate => &[COMPANY, CUSTOMER, SLIP, GOODS, REASON, DUE],
            Occasion::InstallationBooked => &[COMPANY, CUSTOMER, ORDER, DAY, TEAM, LINK],
            Occasion::InstallationMoved => &[COMPANY, CUSTOMER, ORDER, DAY, BEFORE, REASON, TEAM, LINK],
            Occasion::AnswerDue => &[COMPANY, CUSTOMER, CALLER, REASON, DUE],
            Occasion::ComplaintAnswered => &[COMPANY, CUSTOMER, ORDER, ANSWER, LINK],
            Occasion::SurveyAsked => &[COMPANY, CUSTOMER, ORDER, LINK],
            Occasion::PaymentDue => &[COMPANY, CUSTOMER, ORDER, AMOUNT, DUE],
        }
    }

    /// Something for every place, for the preview.
    pub fn samples(self) -> Values {
        self.variables().iter().map(|it| (it.name.to_owned(), Text::new(it.sample.0, it.sample.1))).collect()
    }
}

impl Variable {
    pub fn about(&self) -> Text {
        Text::new(self.zh, self.en)
    }
}
