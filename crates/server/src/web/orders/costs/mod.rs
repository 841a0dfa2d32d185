//! The cost sheet of an order, its versions, what it came to, and the printed review of the export contract.
//!
//! `form` is what is typed, `sheet` the page that it is typed on, `figures` what comes of it; `versions`, `actual`, `review`
//! and `export` are a page or a file each. All are for those who may see what orders cost.

mod actual;
mod export;
mod figures;
mod form;
mod review;
mod sheet;
mod versions;

use axum::{
    Router,
    routing::{get, post},
};
use rust_decimal::Decimal;
use yidan_domain::{
    Money, OrderId,
    money::grouped,
    order::{
        command::Command,
        refusal::{Needs, Refusal},
    },
};
use yidan_store::{Error, orders};

use super::{
    super::{Failure, Screen},
    history,
    loaded::Loaded,
    parsed,
};
use crate::{app::App, page::Faults, texts::Reader};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/orders/{id}/costs", get(sheet::show).post(sheet::keep))
        .route("/orders/{id}/costs/preview", post(sheet::preview))
        .route("/orders/{id}/costs/versions", get(versions::show))
        .route("/orders/{id}/costs/actual", get(actual::show).post(actual::enter))
        .route("/orders/{id}/costs/actual/{number}/reverse", post(actual::reverse))
        .route("/orders/{id}/costs/review", get(review::show))
        .route("/orders/{id}/costs/export.xlsx", get(export::xlsx))
}

async fn load(screen: &Screen, id: &str) -> Result<Loaded, Failure> {
    let loaded = Loaded::load(screen, parsed(id)?).await?;
    if screen.viewer.sees_costs() { Ok(loaded) } else { Err(Refusal::NotAllowed { needs: Needs::Costing }.into()) }
}

async fn act(screen: &Screen, id: OrderId, seen: Option<u64>, command: Command) -> yidan_store::Result<()> {
    let actor = screen.actor();
    screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(drop)).await
}

/// What stands against what was sent: at its fields, above the form, or because of what others have done meanwhile.
#[derive(Default)]
struct Objections {
    faults: Faults,
    refused: Vec<String>,
    changes: Vec<String>,
}

impl Objections {
    /// `loaded` is the order as it is now; `fields` says which fields a refusal is about.
    fn of(
        error: Error,
        loaded: &Loaded,
        reader: &Reader,
        fields: impl Fn(&Refusal) -> Vec<(String, String)>,
    ) -> Result<Self, Failure> {
        let mut objections = Self::default();
        match &error {
            Error::Refused(refusal) if !matches!(**refusal, Refusal::NotAllowed { .. }) => {
                let fields = fields(refusal);
                if fields.is_empty() {
                    objections.refused.push(reader.say(&yidan_domain::Say::say(&**refusal)));
                }
                fields.into_iter().for_each(|(field, words)| objections.faults.add(field, words));
            }
            Error::Conflict(conflict) => {
                let seen = conflict.since.first().map_or(loaded.order.version, |first| first.seq - 1);
                objections.changes = history::sentences_since(loaded, reader, seen);
            }
            _ => return Err(error.into()),
        }
        Ok(objections)
    }
}

/// The pages of costs, as links.
struct Places {
    order: OrderId,
    here: &'static str,
}

impl Places {
    fn of(loaded: &Loaded, here: &'static str) -> Self {
        Self { order: loaded.order.id, here }
    }

    /// Link, key of its words, and is it here?
    fn all(&self) -> impl Iterator<Item = (String, &'static str, bool)> {
        let places = [
            ("", "costs-sheet"),
            ("/versions", "costs-versions"),
            ("/actual", "costs-actual"),
            ("/review", "costs-review"),
        ];
        places.into_iter().map(|(path, key)| (format!("/orders/{}/costs{path}", self.order), key, key == self.here))
    }

    fn export(&self) -> String {
        format!("/orders/{}/costs/export.xlsx", self.order)
    }
}

/// An amount where its currency goes without saying.
fn amount(money: Money) -> String {
    grouped(&money.amount().to_string())
}

/// A number as people write it.
fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// A difference says its direction by its sign, not by a colour alone.
fn signed(difference: Decimal) -> String {
    let sign = if difference > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", grouped(&difference.to_string()))
}
