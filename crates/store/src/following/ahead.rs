//! Looking ahead: from time to time every open order is forecast anew, because time passes and steps teach.

use std::{collections::HashMap, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use yidan_domain::{
    OrderId,
    case::Case,
    order::lateness::ExpectedDay,
    process::Process,
    schedule::{Calendars, History, Network, Stamp, forecast::Forecast, history::StepTimes},
};

use super::{Cases, Following, load::Loading};

/// Older steps teach nothing of how the company works today.
const TAUGHT_FOR: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);

/// Whatever looks at every open order with its forecast.
pub trait Ahead {
    fn see(&mut self, case: &Case, network: &Network, forecast: &Forecast);
}

impl Following {
    /// Learns from the steps of these closed orders, and from those that open orders have behind them.
    pub(crate) fn learn_anew(&self, closed: &[Case], calendars: &Calendars, now: Timestamp) {
        let since = Stamp::of(now.checked_sub(TAUGHT_FOR).unwrap_or(now));
        let history = History::of(closed.iter().chain(self.cases().open()), calendars, since);
        *self.history.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(history);
    }

    /// Forecasts every open order, shows each to `also`, and makes the load anew. Answers with the days that lists show.
    pub fn look_ahead(
        &self,
        calendars: &Calendars,
        now: Timestamp,
        also: &mut impl Ahead,
    ) -> Vec<(OrderId, ExpectedDay)> {
        let history = self.history();
        let cases = self.cases();
        let mut days = Vec::new();
        let mut loading = Loading::from(calendars, now);
        each_open(&cases, calendars, &history, now, |case, network, forecast| {
            days.push((case.id, forecast.expected_day()));
            loading.add(case, network, forecast);
            also.see(case, network, forecast);
        });
        drop(cases);
        *self.load.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(loading.done());
        days
    }
}

/// The networks and times of the processes that open orders run are made once for all of them.
fn each_open(
    cases: &Cases,
    calendars: &Calendars,
    history: &History,
    now: Timestamp,
    mut see: impl FnMut(&Case, &Network, &Forecast),
) {
    let mut networks: HashMap<*const Process, (Network, StepTimes)> = HashMap::new();
    for case in cases.open() {
        let (network, times) = networks.entry(Arc::as_ptr(&case.process)).or_insert_with(|| {
            let network = Network::of(&case.process, calendars);
            let times = history.of_network(&network, None);
            (network, times)
        });
        let found = match case.supplier.as_deref().filter(|supplier| history.knows_supplier(supplier)) {
            None => case.forecast(network, times, now),
            Some(supplier) => case.forecast(network, &history.of_network(network, Some(supplier)), now),
        };
        see(case, network, &found);
    }
}

/// Nothing more to see than the days.
impl Ahead for () {
    fn see(&mut self, _: &Case, _: &Network, _: &Forecast) {}
}
