//! An outside job as it is answered, and its terms as they are sent.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::production::{self as rules, Agreed, Lot, Outcome, OutsideJob};

use super::{
    super::{
        caller::Caller,
        values::{Currency, Day, Figure, Money, PersonName, Prose, Quantity},
    },
    outside::{Stage, Verdict},
    values::amount,
};

/// What is agreed with a factory.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutsideTerms)]
pub struct Terms {
    /// When the goods should be back.
    #[serde(default)]
    agreed: Option<Day>,
    /// For one unit that comes back good. Answered only to those who see costs.
    #[serde(default)]
    price: Option<Figure>,
    /// Loss in a hundred that is not charged.
    #[serde(default)]
    allowed_loss: Option<Figure>,
    /// What one unit lost beyond that is charged with.
    #[serde(default)]
    loss_price: Option<Figure>,
    currency: Currency,
    /// For the factory to read.
    #[serde(default)]
    note: Prose,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutsideJob)]
pub struct Job {
    id: Uuid,
    #[schema(examples("SO-202611-0042-1-W1"))]
    number: String,
    lot: Uuid,
    lot_number: String,
    goods: String,
    /// Place of the operation, from 0.
    operation: usize,
    supplier: JobSupplier,
    terms: Terms,
    stage: Stage,
    sent: Quantity,
    good: Figure,
    scrap: Figure,
    lost: Figure,
    rework: Figure,
    out: Figure,
    /// In how many parts it was sent, and came back.
    sendings: u32,
    returns: u32,
    first_sent_on: Option<Day>,
    last_back_on: Option<Day>,
    /// In a hundred of what is accounted for.
    loss_rate: Option<Figure>,
    loss_allowed: Figure,
    loss_beyond: Figure,
    /// Was the agreed day kept, as far as one can say today?
    on_time: Option<OnTime>,
    /// How many days after the agreed day.
    days_late: Option<i32>,
    quality: Option<Judged>,
    /// Owed for what came back good.
    fee: Option<Money>,
    /// What the terms would charge for the loss.
    charge_proposed: Option<Money>,
    charge: Option<Charged>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutsideSupplier)]
struct JobSupplier {
    id: Uuid,
    name: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = OutsideOnTime)]
enum OnTime {
    Due,
    Overdue,
    Kept,
    Late,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutsideQuality)]
struct Judged {
    verdict: Verdict,
    note: String,
    by: PersonName,
    on: Day,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OutsideCharge)]
struct Charged {
    amount: Money,
    reason: String,
    by: PersonName,
    on: Day,
}

impl Job {
    pub fn of((job, outcome, lot): (&OutsideJob, &Outcome, &Lot), supplier: String, caller: &Caller) -> Self {
        let (world, unit) = (caller.app.store.world(), lot.quantity.unit.as_str());
        let sees_prices = caller.viewer.sees_outside_prices();
        let agreed = outcome.agreed(&job.terms, caller.today());
        let named = |id| PersonName::of(id, &world.people);
        let terms = Terms::from(&job.terms);
        Self {
            id: job.id.0,
            number: job.number.clone(),
            lot: job.lot.0,
            lot_number: lot.number.clone(),
            goods: lot.goods.clone(),
            operation: job.operation,
            supplier: JobSupplier { id: job.supplier.0, name: supplier },
            terms: if sees_prices { terms } else { Terms { price: None, loss_price: None, ..terms } },
            stage: shown_stage(job.stage(outcome, unit)),
            sent: (&lot.amount(outcome.sent)).into(),
            good: amount(outcome.good),
            scrap: amount(outcome.scrap),
            lost: amount(outcome.lost),
            rework: amount(outcome.rework),
            out: amount(outcome.out()),
            sendings: outcome.sendings,
            returns: outcome.returns,
            first_sent_on: outcome.sent_on.map(Day),
            last_back_on: outcome.back_on.map(Day),
            loss_rate: outcome.loss_rate().map(Figure),
            loss_allowed: amount(outcome.allowed(&job.terms, unit)),
            loss_beyond: amount(outcome.beyond(&job.terms, unit)),
            days_late: match agreed {
                Some(Agreed::Overdue { days } | Agreed::Late { days }) => Some(days),
                _ => None,
            },
            on_time: agreed.map(OnTime::from),
            quality: job.quality.as_ref().map(|it| Judged {
                verdict: shown_verdict(it.verdict),
                note: it.note.clone(),
                by: named(it.by),
                on: Day(it.on),
            }),
            fee: outcome.fee(&job.terms).filter(|_| sees_prices).map(Money::from),
            charge_proposed: outcome.proposed(&job.terms, unit).filter(|_| sees_prices).map(Money::from),
            charge: job.charge.as_ref().filter(|_| sees_prices).map(|it| Charged {
                amount: it.amount.into(),
                reason: it.reason.clone(),
                by: named(it.by),
                on: Day(it.on),
            }),
        }
    }
}

impl From<&rules::Terms> for Terms {
    fn from(terms: &rules::Terms) -> Self {
        Self {
            agreed: terms.agreed.map(Day),
            price: terms.price.map(Figure),
            allowed_loss: terms.allowed_loss.map(Figure),
            loss_price: terms.loss_price.map(Figure),
            currency: Currency(terms.currency),
            note: Prose(terms.note.clone()),
        }
    }
}

impl From<Terms> for rules::Terms {
    fn from(sent: Terms) -> Self {
        Self {
            agreed: sent.agreed.map(|day| day.0),
            price: sent.price.map(|it| it.0),
            allowed_loss: sent.allowed_loss.map(|it| it.0),
            loss_price: sent.loss_price.map(|it| it.0),
            currency: sent.currency.0,
            note: sent.note.0,
        }
    }
}

impl From<Agreed> for OnTime {
    fn from(agreed: Agreed) -> Self {
        match agreed {
            Agreed::Due { .. } => OnTime::Due,
            Agreed::Overdue { .. } => OnTime::Overdue,
            Agreed::Kept => OnTime::Kept,
            Agreed::Late { .. } => OnTime::Late,
        }
    }
}

pub fn stage_of(asked: Stage) -> rules::Stage {
    match asked {
        Stage::Out => rules::Stage::Out,
        Stage::Charge => rules::Stage::Charge,
        Stage::Done => rules::Stage::Done,
    }
}

fn shown_stage(stage: rules::Stage) -> Stage {
    match stage {
        rules::Stage::Out => Stage::Out,
        rules::Stage::Charge => Stage::Charge,
        rules::Stage::Done => Stage::Done,
    }
}

fn shown_verdict(verdict: rules::Verdict) -> Verdict {
    match verdict {
        rules::Verdict::Good => Verdict::Good,
        rules::Verdict::Accepted => Verdict::Accepted,
        rules::Verdict::Bad => Verdict::Bad,
    }
}
