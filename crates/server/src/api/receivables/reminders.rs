//! Reminders that were sent, and the ladder by which they are.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    InvoiceId, Text as Words,
    receivable::reminders::{self, SentRung},
};
use yidan_store::{Tx, receivables};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        products::Names,
        reply::Reply,
        sent::{Query, Sent},
        values::{Day, Name, PersonName, Prose, Text},
    },
    invoices::Shower,
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_reminders, record_reminder))
        .routes(routes!(get_reminder_ladder, put_reminder_ladder))
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ReminderTone)]
enum Tone {
    Friendly,
    Firm,
    Final,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ReminderAddressee)]
enum Whom {
    Customer,
    Salesperson,
    Manager,
}

/// A reminder that was sent, today and by you.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReminderFields {
    invoice: Uuid,
    instalment: u32,
    /// Days of the rung of the ladder: from the due day, negative before it.
    days: i32,
    /// Who it went to: an address, a number, a name.
    to: Name,
    tone: Tone,
    #[serde(default)]
    note: Prose,
}

#[derive(Serialize, ToSchema)]
struct Reminder {
    invoice: Uuid,
    instalment: u32,
    days: i32,
    on: Day,
    by: PersonName,
    to: String,
    tone: Tone,
    note: String,
}

#[derive(Serialize, ToSchema)]
struct Reminders {
    reminders: Vec<Reminder>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Of {
    invoice: Uuid,
}

/// Reminders of an invoice
///
/// The earliest first.
#[utoipa::path(get, path = "/reminders", tag = "receivables", params(Of),
    responses((status = 200, description = "All of them.", body = Reminders), (status = 403), (status = 404)))]
async fn list_reminders(caller: Caller, Query(of): Query<Of>) -> Answer {
    let (viewer, invoice) = (caller.viewer.clone(), InvoiceId(of.invoice));
    let read = move |tx: &mut Tx| {
        receivables::get(tx, &viewer, invoice)?;
        receivables::reminders_of(tx, invoice)
    };
    let found = caller.app.store.read(read).await?;
    let show = Shower::of(&caller);
    let reminders = found.into_iter().map(|reminder| Reminder::of(reminder, &show)).collect();
    Ok(Reply::ok(Reminders { reminders }).into_response())
}

/// Record a reminder
///
/// For finance, and for sales about own customers.
#[utoipa::path(post, path = "/reminders", tag = "receivables", request_body = ReminderFields,
    responses((status = 201, description = "Recorded.", body = Reminder), (status = 403), (status = 404)))]
async fn record_reminder(caller: Caller, Sent { what, once }: Sent<ReminderFields>) -> Answer {
    let reminder = receivables::Reminder {
        invoice: InvoiceId(what.invoice),
        instalment: what.instalment,
        rung: SentRung { days: what.days, on: caller.today() },
        by: caller.viewer.person,
        to: what.to.0,
        tone: what.tone.into(),
        note: what.note.0,
    };
    let show = Shower::of(&caller);
    let recorded = caller.commit(once, move |tx, actor| {
        let reminder = receivables::remind(tx, actor, reminder.clone())?;
        Ok(Reply::made(Reminder::of(reminder, &show)))
    });
    recorded.await
}

/// The reminders that are sent of what is not paid: so many days from the due day, negative before it, each rung later than
/// the one before. The highest rung reached speaks for those under it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ReminderLadder {
    rungs: Vec<Rung>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReminderRung)]
struct Rung {
    days: i32,
    to: Vec<Whom>,
    tone: Tone,
    name: Text,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReminderLadderFields {
    rungs: Vec<RungFields>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReminderRungFields)]
struct RungFields {
    #[schema(minimum = -1000, maximum = 1000)]
    days: i32,
    to: Vec<Whom>,
    tone: Tone,
    name: Names,
}

/// The reminder ladder
#[utoipa::path(get, path = "/reminder-ladder", tag = "receivables",
    responses((status = 200, description = "The company's.", body = ReminderLadder), (status = 403)))]
async fn get_reminder_ladder(caller: Caller) -> Answer {
    receivables::must_see_money(&caller.viewer)?;
    let ladder = caller.app.store.world().ladder.clone();
    Ok(Reply::ok(ReminderLadder::of(&ladder)).into_response())
}

/// Set the reminder ladder
///
/// For finance. All rungs are replaced.
#[utoipa::path(put, path = "/reminder-ladder", tag = "receivables", request_body = ReminderLadderFields,
    responses((status = 200, description = "Set.", body = ReminderLadder), (status = 403)))]
async fn put_reminder_ladder(caller: Caller, Sent { what, once }: Sent<ReminderLadderFields>) -> Answer {
    let rung = |rung: RungFields| reminders::Rung {
        days: rung.days,
        to: rung.to.into_iter().map(Into::into).collect(),
        tone: rung.tone.into(),
        name: Words::new(rung.name.zh.0, rung.name.en.0),
    };
    let ladder: Vec<reminders::Rung> = what.rungs.into_iter().map(rung).collect();
    let set = caller.commit(once, move |tx, actor| {
        let ladder = receivables::put_ladder(tx, actor, ladder.clone())?;
        Ok(Reply::ok(ReminderLadder::of(&ladder)))
    });
    set.await
}

impl Reminder {
    fn of(reminder: receivables::Reminder, show: &Shower) -> Self {
        Self {
            invoice: reminder.invoice.0,
            instalment: reminder.instalment,
            days: reminder.rung.days,
            on: Day(reminder.rung.on),
            by: show.person(reminder.by),
            to: reminder.to,
            tone: reminder.tone.into(),
            note: reminder.note,
        }
    }
}

impl ReminderLadder {
    fn of(ladder: &[reminders::Rung]) -> Self {
        let rung = |rung: &reminders::Rung| Rung {
            days: rung.days,
            to: rung.to.iter().copied().map(Into::into).collect(),
            tone: rung.tone.into(),
            name: Text::from(&rung.name),
        };
        Self { rungs: ladder.iter().map(rung).collect() }
    }
}

impl From<Tone> for reminders::Tone {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Friendly => reminders::Tone::Friendly,
            Tone::Firm => reminders::Tone::Firm,
            Tone::Final => reminders::Tone::Final,
        }
    }
}

impl From<reminders::Tone> for Tone {
    fn from(tone: reminders::Tone) -> Self {
        match tone {
            reminders::Tone::Friendly => Tone::Friendly,
            reminders::Tone::Firm => Tone::Firm,
            reminders::Tone::Final => Tone::Final,
        }
    }
}

impl From<Whom> for reminders::Whom {
    fn from(whom: Whom) -> Self {
        match whom {
            Whom::Customer => reminders::Whom::Customer,
            Whom::Salesperson => reminders::Whom::Salesperson,
            Whom::Manager => reminders::Whom::Manager,
        }
    }
}

impl From<reminders::Whom> for Whom {
    fn from(whom: reminders::Whom) -> Self {
        match whom {
            reminders::Whom::Customer => Whom::Customer,
            reminders::Whom::Salesperson => Whom::Salesperson,
            reminders::Whom::Manager => Whom::Manager,
        }
    }
}
