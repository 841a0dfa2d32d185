//! Release of an order on credit: the decision with all that is lacking, what speaks for it, the release.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    FileId, OrderId, Say,
    credit::{Decision, Ground},
    order::{self as domain, FileRef, command::Command, event::Event},
    party::Person,
};
use yidan_store::{Error, Tx, credit, orders, people};

use super::{
    super::{
        caller::Caller,
        credit::views::{Account, Entry, Lack, Quota, exact},
        problem::Answer,
        reply::Reply,
        sent::{IfMatch, Path, Seen, Sent},
        values::{Day, Moment, Money, Name, PersonName, Prose, Words},
    },
    files::attachment,
    steps::{Because, Done},
};
use crate::{allowed, app::App, texts::Reader};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_credit))
        .routes(routes!(show_evidence))
        .routes(routes!(release_credit))
        .routes(routes!(recall_credit))
}

/// How an order stands with its release on credit.
#[derive(Serialize, ToSchema)]
struct Credit {
    /// The release in force.
    released: Option<Release>,
    /// On what ground it could be released now; none while something is lacking.
    ground: Option<ReleaseGround>,
    /// All that it lacks. Empty when it is released or could be.
    lacks: Vec<Lack>,
    /// Price and quantity of every line.
    desk_total: Money,
    customer_total: Option<Money>,
    /// The difference between the two has been explained.
    difference_explained: bool,
    slips: Option<Money>,
    /// The customer's account without this order.
    account: Account,
    settles_monthly: bool,
    /// What the customer still owes for the month before.
    last_month_open: Money,
    /// Whose quota answers for the order, without this order.
    guarantor: Option<Guarantor>,
    shown: Vec<Shown>,
    /// What the order has taken of limit and quota and given back, the latest first.
    entries: Vec<Entry>,
}

#[derive(Serialize, ToSchema)]
struct Release {
    ground: ReleaseGround,
    uses_limit: Money,
    uses_quota: Money,
    at: Moment,
    by: PersonName,
}

#[derive(Serialize, ToSchema)]
struct ReleaseGround {
    #[schema(examples("limit_and_guarantee"))]
    ground: String,
    /// In the caller's language, with the amounts.
    detail: String,
}

#[derive(Serialize, ToSchema)]
struct Guarantor {
    salesperson: PersonName,
    quota: Quota,
    /// What the salesperson has signed for, for this order.
    signed: Option<Money>,
}

#[derive(Serialize, ToSchema)]
struct Shown {
    evidence: Evidence,
    at: Moment,
    by: PersonName,
}

/// Something that speaks for the release. A file is an attachment of the order, by its id.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
enum Evidence {
    /// By sales: the total of the customer's own order, and why it differs where it may.
    CustomerTotal {
        total: Money,
        #[serde(default)]
        explanation: Prose,
    },
    /// A payment by the bank's slip.
    Slip {
        amount: Money,
        paid_on: Day,
        /// The bank's number of the payment.
        #[serde(default)]
        reference: Name,
        #[serde(default)]
        file: Option<Uuid>,
    },
    /// A slip was entered wrongly, or is not what it seems: the first that was shown is 1.
    SlipTakenBack { number: usize, reason: Words },
    /// The customer's letter: what the limit carries is paid with the next order.
    Commitment {
        #[serde(default)]
        file: Option<Uuid>,
        #[serde(default)]
        note: Prose,
    },
    /// By the order's salesperson alone.
    Guarantee { amount: Money },
    /// By the marketing director alone: payment of the order put off.
    Agreement { amount: Money, until: Day },
}

/// There is nothing to say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// How an order stands with its release on credit
///
/// For those who may see what customers owe.
#[utoipa::path(get, path = "/orders/{id}/credit", tag = "credit", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The decision, and what it rests on.", body = Credit, headers(("ETag" = String))),
        (status = 403)))]
async fn get_credit(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    allowed::credit(&caller.viewer).map_err(Error::from)?;
    let (scope, today, reader) = (caller.viewer.scope(), caller.today(), caller.reader.clone());
    let read = move |tx: &mut Tx| {
        let order = orders::load(tx, scope, id)?;
        let standing = credit::standing(tx, &order, today)?;
        let entries = credit::of_order(tx, id)?;
        let (history, people) = (orders::history(tx, scope, id)?, people::all(tx)?);
        let shown = history.iter().filter_map(|recorded| match &recorded.event {
            Event::CreditShown { evidence } => Some(Shown {
                evidence: Evidence::from(&**evidence),
                at: Moment(recorded.at),
                by: PersonName::of(recorded.by, &people),
            }),
            _ => None,
        });
        let shown = shown.collect();
        let entries = Entry::all(&entries, &people, &reader);
        Ok(Reply::ok(Credit::of(&order, &standing, shown, entries, &people, &reader)).version(order.version))
    };
    Ok(caller.app.store.read(read).await?.into_response())
}

/// Show something that speaks for the release
#[utoipa::path(post, path = "/orders/{id}/credit/evidence", tag = "credit", params(("id" = Uuid, Path), IfMatch),
    request_body = Evidence,
    responses((status = 200, description = "Kept.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn show_evidence(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Evidence>,
) -> Answer {
    let scope = caller.viewer.scope();
    let files = match &what {
        Evidence::Slip { file, .. } | Evidence::Commitment { file, .. } => *file,
        _ => None,
    };
    let evidence = what.read()?;
    let command = move |tx: &mut Tx| {
        let mut evidence = evidence.clone();
        if let Some(named) = files {
            let found = Some(attachment(tx, scope, id, FileId(named))?);
            match &mut evidence {
                domain::Evidence::Slip(slip) => slip.file = found,
                domain::Evidence::Commitment { file, .. } => *file = found,
                _ => {}
            }
        }
        Ok(Command::ShowCredit { evidence: Box::new(evidence) })
    };
    caller.command_in(id, seen, once, command).await
}

/// Release the order on credit
///
/// Decided with limit and quota held, so that two orders at once never use the same yuan. When something is lacking, the
/// answer is 422 with all of it in `lacks`.
#[utoipa::path(post, path = "/orders/{id}/credit/release", tag = "credit", params(("id" = Uuid, Path), IfMatch),
    request_body = Option<Nothing>,
    responses((status = 200, description = "Released.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn release_credit(
    caller: Caller,
    Path(id): Path<OrderId>,
    Seen(seen): Seen,
    Sent { once, .. }: Sent<Option<Nothing>>,
) -> Answer {
    caller.commit(once, move |tx, actor| Ok(Done::of(credit::release(tx, actor, id, seen)?))).await
}

/// Recall the release
///
/// By finance. What the order has in use is given back.
#[utoipa::path(post, path = "/orders/{id}/credit/recall", tag = "credit", params(("id" = Uuid, Path), IfMatch),
    request_body = Because,
    responses((status = 200, description = "Recalled.", body = Done, headers(("ETag" = String))), (status = 403), (status = 409)))]
async fn recall_credit(
    caller: Caller,
    Path(id): Path<OrderId>,
    seen: Seen,
    Sent { what, once }: Sent<Because>,
) -> Answer {
    caller.command(id, seen, once, Command::RecallCredit { reason: what.reason.0 }).await
}

impl Evidence {
    /// Without its file, which is looked up.
    fn read(self) -> Answer<domain::Evidence> {
        Ok(match self {
            Evidence::CustomerTotal { total, explanation } => {
                domain::Evidence::CustomerTotal { total: exact(total, "/total")?, explanation: explanation.0 }
            }
            Evidence::Slip { amount, paid_on, reference, .. } => domain::Evidence::Slip(domain::Slip {
                amount: exact(amount, "/amount")?,
                paid_on: paid_on.0,
                reference: reference.0,
                file: None,
                taken_back: false,
            }),
            Evidence::SlipTakenBack { number, reason } => domain::Evidence::SlipTakenBack { number, reason: reason.0 },
            Evidence::Commitment { note, .. } => domain::Evidence::Commitment { file: None, note: note.0 },
            Evidence::Guarantee { amount } => domain::Evidence::Guarantee { amount: exact(amount, "/amount")? },
            Evidence::Agreement { amount, until } => {
                domain::Evidence::Agreement { amount: exact(amount, "/amount")?, until: until.0 }
            }
        })
    }
}

impl From<&domain::Evidence> for Evidence {
    fn from(evidence: &domain::Evidence) -> Self {
        let id = |file: &Option<FileRef>| file.as_ref().map(|file| file.id.0);
        match evidence {
            domain::Evidence::CustomerTotal { total, explanation } => {
                Self::CustomerTotal { total: (*total).into(), explanation: Prose(explanation.clone()) }
            }
            domain::Evidence::Slip(slip) => Self::Slip {
                amount: slip.amount.into(),
                paid_on: Day(slip.paid_on),
                reference: Name(slip.reference.clone()),
                file: id(&slip.file),
            },
            domain::Evidence::SlipTakenBack { number, reason } => {
                Self::SlipTakenBack { number: *number, reason: Words(reason.clone()) }
            }
            domain::Evidence::Commitment { file, note } => {
                Self::Commitment { file: id(file), note: Prose(note.clone()) }
            }
            domain::Evidence::Guarantee { amount } => Self::Guarantee { amount: (*amount).into() },
            domain::Evidence::Agreement { amount, until } => {
                Self::Agreement { amount: (*amount).into(), until: Day(*until) }
            }
        }
    }
}

impl Credit {
    fn of(
        order: &domain::Order,
        standing: &credit::Standing,
        shown: Vec<Shown>,
        entries: Vec<Entry>,
        people: &[Person],
        reader: &Reader,
    ) -> Self {
        let case = &standing.case;
        let ground =
            |ground: &Ground| ReleaseGround { ground: ground.key().to_owned(), detail: reader.say(&ground.say()) };
        let released = order.credit.as_ref().and_then(|credit| credit.released.as_ref()).map(|released| Release {
            ground: ground(&released.release.ground),
            uses_limit: released.release.uses_limit.into(),
            uses_quota: released.release.uses_quota.into(),
            at: Moment(released.at),
            by: PersonName::of(released.by, people),
        });
        let (could, lacks) = match &standing.decision {
            Decision::Released(release) => (Some(ground(&release.ground)), Vec::new()),
            Decision::Held(_) if released.is_some() => (None, Vec::new()),
            Decision::Held(lacks) => (None, lacks.iter().map(|lack| Lack::of(lack, reader)).collect()),
        };
        let guarantor = standing.guarantor.zip(case.quota).map(|(person, quota)| Guarantor {
            salesperson: PersonName::of(person, people),
            quota: Quota::from(&quota),
            signed: case.guaranteed.map(Money::from),
        });
        Self {
            ground: could.filter(|_| released.is_none()),
            released,
            lacks,
            desk_total: case.desk_total.into(),
            customer_total: case.customer_total.map(Money::from),
            difference_explained: case.difference_explained,
            slips: case.slips.map(Money::from),
            account: Account::from(&case.account),
            settles_monthly: case.account.settles_monthly,
            last_month_open: case.last_month_open.into(),
            guarantor,
            shown,
            entries,
        }
    }
}
