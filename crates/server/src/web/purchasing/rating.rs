//! How a supplier did, as it is shown: every rate beside what it rests on, and no rate where that is nothing.

use rust_decimal::Decimal;
use yidan_domain::material::Rating;

use crate::texts::Reader;

pub struct RatingView {
    /// Percent, in time, due.
    pub on_time: (Option<Decimal>, u32, u32),
    /// Percent accepted, number of arrivals, unit.
    pub quality: Vec<(Option<Decimal>, u32, String)>,
    /// Percent dearer than estimated, number of purchases, currency.
    pub prices: Vec<(Option<Decimal>, u32, String)>,
    pub response_days: Option<Decimal>,
    pub confirmed: u32,
    pub ordered: u32,
}

impl RatingView {
    pub fn of(rating: &Rating) -> Self {
        let short = |percent: Option<Decimal>| percent.map(|percent| percent.round_dp(1).normalize());
        let quality = rating.quality.iter().map(|of| (short(of.percent()), of.arrivals, of.unit.clone()));
        let prices = rating.prices.iter().map(|of| (short(of.percent()), of.purchases, of.paid.currency.to_string()));
        Self {
            on_time: (short(rating.on_time.percent()), rating.on_time.in_time, rating.on_time.due),
            quality: quality.collect(),
            prices: prices.collect(),
            response_days: rating.response.median_days,
            confirmed: rating.response.confirmed,
            ordered: rating.response.ordered,
        }
    }

    /// In few words, beside a name that can be chosen: the share in time and the share accepted.
    pub fn words(&self, reader: &Reader) -> Vec<String> {
        let on_time = self.on_time.0.map(|percent| format!("{} {percent}%", reader.t("rating-on-time")));
        let accepted = self.quality.first().and_then(|(percent, ..)| *percent);
        let accepted = accepted.map(|percent| format!("{} {percent}%", reader.t("rating-quality")));
        on_time.into_iter().chain(accepted).collect()
    }

    /// Nothing is known of the period.
    pub fn is_empty(&self) -> bool {
        self.on_time.2 == 0 && self.quality.is_empty() && self.prices.is_empty() && self.ordered == 0
    }
}
