//! An order's times as its page shows them: the plan, the plan before it was changed, and what is expected now.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    case::Case,
    order::{Order, lateness::ExpectedDay, row::OrderRow, summary::Summary},
    schedule::{self, Network, Plan, critical::Window, forecast::Forecast},
};

use super::loaded::Loaded;

pub struct Times {
    /// The moment that is looked at.
    pub now: Timestamp,
    pub plan: Plan,
    /// The plan before it was first changed, if it ever was.
    pub baseline: Option<Plan>,
    /// The room that each step has until the promise.
    pub windows: Vec<Window>,
    pub forecast: Forecast,
    pub summary: Summary,
    pub expected: ExpectedDay,
    /// The day on which the last step of an open order is expected to be done.
    pub completion: Option<Date>,
}

impl Times {
    pub fn of(loaded: &Loaded, now: Timestamp) -> Self {
        Self::of_order(loaded, &loaded.order, now)
    }

    /// The same if the order were this one.
    pub fn of_order(loaded: &Loaded, order: &Order, now: Timestamp) -> Self {
        let (process, calendars) = (&loaded.process, loaded.calendars());
        let case = Case::of(order, process);
        let network = Network::of(process, calendars);
        let times = loaded.taught.of_network(&network, case.supplier.as_deref());
        let forecast = case.forecast(&network, &times, now);
        let expected = forecast.expected_day();
        let row = OrderRow::of(order, process, calendars);
        let today = calendars.zone.to_datetime(now).date();
        Self {
            now,
            plan: schedule::plan_of(&network, &case.course),
            windows: case.windows(&network, now),
            baseline: schedule::baseline(order, process, calendars),
            summary: Summary::of(&row, expected, calendars.company(), today, now),
            completion: forecast.completion_day(),
            expected,
            forecast,
        }
    }
}
