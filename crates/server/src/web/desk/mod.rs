//! The sales desk (S15): orders by quantities alone, limits and quotas, the day-end reconciliation.
//!
//! `order` takes in orders; `day` holds them against the order entry; `settings` says whose regions are whose; `limits` lists
//! credit limits and quotas, `account` is one of them with its history and the forms that set it.

mod account;
mod day;
mod limits;
mod order;
mod settings;

use axum::{
    Router,
    routing::{get, post},
};

use super::Screen;
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk", get(order::ask).post(order::enter))
        .route("/desk/check", post(order::check))
        .route("/desk/settings", get(settings::show).post(settings::keep))
        .route("/desk/day", get(day::show))
        .route("/desk/day/list", post(day::keep_list))
        .route("/desk/day/resolve", post(day::resolve))
        .route("/credit", get(limits::customers))
        .route("/credit/salespeople", get(limits::salespeople))
        .route("/credit/customers/{id}", get(account::customer).post(account::set_limit))
        .route("/credit/customers/{id}/settlement", post(account::set_settlement))
        .route("/credit/people/{id}", get(account::salesperson).post(account::set_quota))
}

/// The pages of the desk, as tabs: those that this viewer may open.
struct Places {
    /// Key of the page that is shown, as its tab's words are called.
    here: &'static str,
    enters: bool,
    reconciles: bool,
    sees_limits: bool,
    manages: bool,
}

impl Places {
    fn of(screen: &Screen, here: &'static str) -> Self {
        let viewer = &screen.viewer;
        Self {
            here,
            enters: viewer.enters_orders(),
            reconciles: viewer.reconciles(),
            sees_limits: viewer.sees_money(),
            manages: viewer.manages(),
        }
    }

    /// Address and key of the words of each.
    fn shown(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let all = [
            ("/desk", "desk-order", self.enters),
            ("/desk/day", "desk-day", self.reconciles),
            ("/credit", "credit-limits", self.sees_limits),
            ("/credit/salespeople", "credit-quotas", self.sees_limits),
            ("/desk/settings", "desk-settings", self.manages),
        ];
        all.into_iter().filter(|(.., opens)| *opens).map(|(link, key, _)| (link, key))
    }
}
