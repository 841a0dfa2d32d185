//! Who is told on which occasion, by what, and how soon.

use serde::{Deserialize, Serialize};

use super::{Channel, Occasion};
use crate::{DepartmentKey, PersonId, Text};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub occasion: Occasion,
    pub whom: Whom,
    /// By each of these by which they can be reached.
    pub channels: Vec<Channel>,
    pub pace: Pace,
    pub is_on: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Whom {
    Customer,
    Salesperson,
    /// Who has it in hand: the salesman of a slip, who answers a call.
    Owner,
    Department {
        department: DepartmentKey,
    },
    HeadOf {
        department: DepartmentKey,
    },
    Person {
        person: PersonId,
    },
    /// Another program, or a group's robot, at addresses of the company.
    Company,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    AtOnce,
    /// Once a day, all together.
    Daily,
}

/// What ships: customers hear of confirmation, dispatch, transport and arrival (S14); the salesman of late slips (S9); who
/// has to answer a call of calls (S8).
pub fn usual() -> Vec<Rule> {
    use Occasion::*;
    let (email, sms, inside) = (Channel::Email, Channel::Sms, Channel::InProgram);
    let rule = |occasion, whom, channels: &[Channel], pace| Rule {
        occasion,
        whom,
        channels: channels.to_vec(),
        pace,
        is_on: true,
    };
    let to_customer = [
        (OrderConfirmed, &[email, sms][..]),
        (DeliveryMoved, &[email, sms]),
        (Dispatched, &[email, sms]),
        (TransportUpdated, &[email]),
        (Arrived, &[email, sms]),
        (SlipOrdered, &[sms]),
        (InstallationBooked, &[sms, email]),
        (InstallationMoved, &[sms, email]),
        (ComplaintAnswered, &[email, sms]),
        (SurveyAsked, &[email, sms]),
        (PaymentDue, &[email]),
    ];
    let customers = to_customer.into_iter().map(|(occasion, by)| rule(occasion, Whom::Customer, by, Pace::AtOnce));
    let installation = || Whom::Department { department: "installation".into() };
    let inside = [
        rule(DeliveryMoved, Whom::Salesperson, &[inside], Pace::AtOnce),
        rule(SlipLate, Whom::Owner, &[inside, sms], Pace::Daily),
        rule(AnswerDue, Whom::Owner, &[inside, sms], Pace::AtOnce),
        rule(InstallationBooked, installation(), &[inside], Pace::AtOnce),
        rule(InstallationMoved, installation(), &[inside], Pace::AtOnce),
        rule(ComplaintAnswered, Whom::Salesperson, &[inside], Pace::AtOnce),
    ];
    customers.chain(inside).collect()
}

impl Whom {
    pub fn name(&self, department: impl Fn(&DepartmentKey) -> Text, person: impl Fn(PersonId) -> String) -> Text {
        match self {
            Whom::Customer => Text::new("客户", "the customer"),
            Whom::Salesperson => Text::new("业务员", "the salesperson"),
            Whom::Owner => Text::new("经办人", "who has it in hand"),
            Whom::Department { department: key } => department(key),
            Whom::HeadOf { department: key } => {
                let name = department(key);
                Text::new(format!("{}经理", name.zh), format!("head of {}", name.en))
            }
            Whom::Person { person: id } => Text::same(person(*id)),
            Whom::Company => Text::new("公司的群与系统", "the company's groups and programs"),
        }
    }
}
