//! The order's tab: the decision in one line, all that is lacking with its ways, what speaks for it, limit and quota.

use askama::Template;
use axum::{Form, extract::Path, http::StatusCode, response::Response};
use jiff::Timestamp;
use serde::Deserialize;
use yidan_domain::{
    Message, Money, OrderId, Say,
    credit::{Case, Decision, Entry},
    order::{
        Evidence, FileRef, Slip,
        event::{Event, Recorded},
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};
use yidan_store::{
    Error,
    credit::{self, Standing},
};

use super::{
    super::{
        super::{Answer, Failure, Screen},
        history,
        loaded::Loaded,
        parsed,
        shown::FileLink,
        tabs::{Head, Place},
    },
    asked::What,
    give::link,
};
use crate::{
    allowed,
    page::{Conflict, Frame, Nav, filters, html_with},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "orders/credit.html")]
struct CreditPage {
    frame: Frame,
    head: Head,
    link: String,
    version: u64,
    decision: Said,
    lacks: Vec<Lacking>,
    /// What the release, once decided, could not be done for.
    refused: String,
    may_release: bool,
    /// Evidence that this viewer may give now.
    gives: Vec<What>,
    case: Case,
    guarantor: String,
    customer_link: String,
    shown: Vec<Shown>,
    entries: Vec<Told>,
}

/// The decision: `good` or `warn`, a heading, and the ground of a release.
struct Said {
    kind: &'static str,
    heading: String,
    words: String,
}

struct Lacking {
    words: String,
    ways: Vec<String>,
}

struct Shown {
    words: String,
    note: String,
    by: String,
    at: Timestamp,
    file: Option<FileLink>,
}

/// An entry of the ledger as people read it.
struct Told {
    words: String,
    by: String,
    at: Timestamp,
}

pub(super) async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let page = CreditPage::of(&screen, parsed(&id)?).await?;
    Ok(page.answer(StatusCode::OK))
}

#[derive(Deserialize)]
pub(super) struct Seen {
    version: Option<u64>,
}

pub(super) async fn release(screen: Screen, Path(id): Path<String>, Form(seen): Form<Seen>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let (actor, version) = (screen.actor(), seen.version);
    match screen.app.store.write(move |tx| credit::release(tx, &actor, id, version)).await {
        Ok(_) => Ok(screen.redirect(&link(id), &Message::new("done-release-credit"))),
        Err(Error::Conflict(conflict)) => {
            let frame = screen.frame();
            if !frame.panel {
                let mut page = CreditPage::of(&screen, id).await?;
                page.refused = frame.t("credit-changed-meanwhile");
                return Ok(page.answer(StatusCode::CONFLICT));
            }
            let loaded = Loaded::load(&screen, id).await?;
            let answer = Conflict {
                changes: history::sentences_since(&loaded, &frame.reader, version.unwrap_or_default()),
                link: link(id),
                version: conflict.version,
                version_field: "version-release".to_owned(),
            };
            Ok(html_with(StatusCode::CONFLICT, &frame, &answer))
        }
        // The page says anew, with the numbers of now, what is lacking.
        Err(Error::Refused(refusal)) if !matches!(*refusal, Refusal::NotAllowed { .. }) => {
            let mut page = CreditPage::of(&screen, id).await?;
            page.refused = page.frame.reader.say(&refusal.say());
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error @ (Error::Held(_) | Error::Invalid(_))) => {
            let mut page = CreditPage::of(&screen, id).await?;
            page.refused = page.frame.reader.say(&error.say());
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

impl CreditPage {
    async fn of(screen: &Screen, id: OrderId) -> Result<Self, Failure> {
        allowed::credit(&screen.viewer)?;
        let loaded = Loaded::load(screen, id).await?;
        let (order, today) = (loaded.order.clone(), screen.today());
        let read = screen
            .app
            .store
            .read(move |tx| Ok((credit::standing(tx, &order, today)?, credit::of_order(tx, order.id)?)));
        let (standing, entries) = read.await?;
        let mut frame = screen.frame().at(Nav::Board);
        frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-credit"));
        let (order, viewer) = (&loaded.order, &screen.viewer);
        let situation = Situation::of(order, &loaded.process);
        let reader = &frame.reader;
        let gives = What::ALL.into_iter().filter(|what| what.may(order, &loaded.process, viewer).is_ok()).collect();
        let (decision, lacks) = said(&loaded, &standing, reader);
        let tells = |entry: &Entry| Told {
            words: reader.say(&entry.kind.say()),
            by: loaded.person(entry.by).to_owned(),
            at: entry.at,
        };
        let shown = loaded.history.iter().rev().filter_map(|recorded| Shown::of(recorded, &loaded, reader));
        Ok(Self {
            head: Head::of(&loaded, viewer, Place::Credit),
            link: link(id),
            version: order.version,
            may_release: lacks.is_empty() && situation.may(viewer, Deed::ReleaseCredit, None).is_ok(),
            decision,
            lacks,
            refused: String::new(),
            gives,
            case: standing.case,
            guarantor: standing.guarantor.map(|person| loaded.person(person).to_owned()).unwrap_or_default(),
            customer_link: loaded
                .customers
                .get(&order.header.customer)
                .filter(|customer| viewer.sees_money_of(customer))
                .map(|customer| format!("/credit/customers/{}", customer.id))
                .unwrap_or_default(),
            shown: shown.collect(),
            entries: entries.iter().map(tells).collect(),
            frame,
        })
    }

    fn answer(self, status: StatusCode) -> Response {
        html_with(status, &self.frame, &self)
    }

    fn limit(&self) -> Money {
        self.case.account.limit()
    }

    fn is_usual(&self) -> bool {
        self.case.account.limit.is_none()
    }
}

fn said(loaded: &Loaded, standing: &Standing, reader: &Reader) -> (Said, Vec<Lacking>) {
    let order = &loaded.order;
    let of = |kind, key, words| Said { kind, heading: reader.t(key), words };
    if order.cancelled.is_some() {
        return (of("", "credit-said-cancelled", String::new()), Vec::new());
    }
    if let Some(released) = order.credit.as_ref().and_then(|credit| credit.released.as_ref()) {
        let ground = reader.say(&released.release.ground.say());
        let who = format!("{} · {}", loaded.person(released.by), reader.time(released.at));
        return (of("good", "credit-said-released", format!("{ground} {who}")), Vec::new());
    }
    match &standing.decision {
        Decision::Released(release) => (of("good", "credit-said-ready", reader.say(&release.ground.say())), Vec::new()),
        Decision::Held(lacks) => {
            let lacking = |lack: &yidan_domain::credit::Lack| Lacking {
                words: reader.say(&lack.say()),
                ways: lack.ways().iter().map(|way| reader.say(&way.say())).collect(),
            };
            (of("warn", "credit-said-held", String::new()), lacks.iter().map(lacking).collect())
        }
    }
}

impl Shown {
    fn of(recorded: &Recorded, loaded: &Loaded, reader: &Reader) -> Option<Self> {
        let Event::CreditShown { evidence } = &recorded.event else { return None };
        let (said, note, file): (Message, &str, Option<&FileRef>) = match &**evidence {
            Evidence::CustomerTotal { total, explanation } => {
                (Message::new("credit-shown-customer-total").with("amount", *total), explanation, None)
            }
            Evidence::Slip(Slip { amount, paid_on, reference, file, .. }) => {
                let said = Message::new("credit-shown-slip").with("amount", *amount).with("day", *paid_on);
                (said, reference, file.as_ref())
            }
            Evidence::SlipTakenBack { number, reason } => {
                (Message::new("event-slip-taken-back").with("number", *number), reason, None)
            }
            Evidence::Commitment { file, note } => (Message::new("credit-shown-commitment"), note, file.as_ref()),
            Evidence::Guarantee { amount } => {
                (Message::new("credit-shown-guarantee").with("amount", *amount), "", None)
            }
            Evidence::Agreement { amount, until } => {
                (Message::new("credit-shown-agreement").with("amount", *amount).with("day", *until), "", None)
            }
        };
        Some(Self {
            words: reader.say(&said),
            note: note.to_owned(),
            by: loaded.person(recorded.by).to_owned(),
            at: recorded.at,
            file: file.map(|file| FileLink::of(loaded.order.id, file)),
        })
    }
}
