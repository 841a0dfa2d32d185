//! What one version of a credit says, as far as orders are followed by it, and what an amendment changed about that.

use jiff::{SignedDuration, civil::Date};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use super::{LONGEST_LINE, LONGEST_TEXT, LetterFault, words_within};
use crate::{Arg, Money, Text};

/// Days for presenting documents when the credit does not say (UCP 600, article 14 c).
pub const USUAL_PRESENTATION_DAYS: u32 = 21;
pub const MOST_PRESENTATION_DAYS: u32 = 90;
/// Two digits, as field 39A of the banks' message MT 700 has.
pub const MOST_TOLERANCE_PERCENT: u32 = 99;
pub const MOST_USANCE_DAYS: u32 = 720;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    pub amount: Money,
    /// So much more or less may be drawn. “About” and “approximately” mean 10 (UCP 600, article 30 a).
    pub tolerance_percent: Decimal,
    pub expiry: Date,
    pub place_of_expiry: String,
    pub latest_shipment: Option<Date>,
    /// Within so many days after shipment documents are presented.
    pub presentation_days: u32,
    /// Paid so many days after sight; `None` at sight.
    pub usance_days: Option<u32>,
    pub partial_shipments: bool,
    pub transhipment: bool,
    pub port_of_loading: String,
    pub port_of_discharge: String,
    pub beneficiary: String,
    pub applicant: String,
    pub goods: String,
}

/// One thing that reads otherwise after an amendment.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    pub what: Text,
    pub from: Arg,
    pub to: Arg,
}

type Name = (&'static str, &'static str);
const PLACE_OF_EXPIRY: Name = ("到期地点", "Place of expiry");
const PORT_OF_LOADING: Name = ("装运港", "Port of loading");
const PORT_OF_DISCHARGE: Name = ("卸货港", "Port of discharge");
const BENEFICIARY: Name = ("受益人", "Beneficiary");
const APPLICANT: Name = ("开证申请人", "Applicant");
const GOODS: Name = ("货物描述", "Goods");

impl Terms {
    /// With texts tidied. Terms that are merely bad for us are kept as the bank wrote them; `findings` says what is wrong.
    pub fn checked(self) -> Result<Self, LetterFault> {
        if !self.amount.is_positive() {
            return Err(LetterFault::AmountNotPositive { amount: self.amount });
        }
        if self.tolerance_percent < Decimal::ZERO || self.tolerance_percent > Decimal::from(MOST_TOLERANCE_PERCENT) {
            return Err(LetterFault::ToleranceOutside { most: MOST_TOLERANCE_PERCENT });
        }
        if !(1..=MOST_PRESENTATION_DAYS).contains(&self.presentation_days) {
            return Err(LetterFault::PresentationDaysOutside { most: MOST_PRESENTATION_DAYS });
        }
        if self.usance_days.is_some_and(|days| !(1..=MOST_USANCE_DAYS).contains(&days)) {
            return Err(LetterFault::UsanceDaysOutside { most: MOST_USANCE_DAYS });
        }
        let words = |typed: &str, (zh, en): Name, limit| words_within(typed, &Text::new(zh, en), limit);
        Ok(Self {
            place_of_expiry: words(&self.place_of_expiry, PLACE_OF_EXPIRY, LONGEST_LINE)?,
            port_of_loading: words(&self.port_of_loading, PORT_OF_LOADING, LONGEST_LINE)?,
            port_of_discharge: words(&self.port_of_discharge, PORT_OF_DISCHARGE, LONGEST_LINE)?,
            beneficiary: words(&self.beneficiary, BENEFICIARY, LONGEST_TEXT)?,
            applicant: words(&self.applicant, APPLICANT, LONGEST_TEXT)?,
            goods: words(&self.goods, GOODS, LONGEST_TEXT)?,
            ..self
        })
    }

    /// The last day on which goods may leave. No day of shipment, or one after the expiry: the expiry counts.
    pub fn ship_by(&self) -> Date {
        self.latest_shipment.map_or(self.expiry, |latest| latest.min(self.expiry))
    }

    /// The last day for presenting documents of goods that left on that day (UCP 600, article 14 c). Where the bank is
    /// closed on it, the next day of work would do (article 29); nobody should count on that.
    pub fn present_by(&self, shipped_on: Date) -> Date {
        self.full_period(shipped_on).min(self.expiry)
    }

    /// The end of the period for presentation, were there no expiry.
    pub(super) fn full_period(&self, shipped_on: Date) -> Date {
        shipped_on.saturating_add(SignedDuration::from_hours(i64::from(self.presentation_days) * 24))
    }

    /// The most that may be drawn.
    pub fn most(&self) -> Money {
        self.percent(Decimal::ONE_HUNDRED.saturating_add(self.tolerance_percent), RoundingStrategy::ToNegativeInfinity)
    }

    /// The least that has to be drawn, where the goods may not leave in parts: without a tolerance 5 % less is allowed
    /// (UCP 600, article 30 c).
    pub fn least(&self) -> Option<Money> {
        let less = if self.tolerance_percent.is_zero() { Decimal::from(5) } else { self.tolerance_percent };
        let percent = Decimal::ONE_HUNDRED.saturating_sub(less);
        (!self.partial_shipments).then(|| self.percent(percent, RoundingStrategy::ToPositiveInfinity))
    }

    /// Of the amount; the amount itself where that is too large to be kept.
    fn percent(&self, percent: Decimal, rounding: RoundingStrategy) -> Money {
        let hundredfold = Decimal::from(self.amount.minor).checked_mul(percent);
        let exact = hundredfold.and_then(|minor| minor.checked_div(Decimal::ONE_HUNDRED));
        let minor = exact.and_then(|minor| minor.round_dp_with_strategy(0, rounding).to_i64());
        Money { minor: minor.unwrap_or(self.amount.minor), ..self.amount }
    }

    /// All that it says, each with its name, always in the same order.
    pub fn lines(&self) -> [(Text, Arg); 14] {
        let said = |(zh, en): Name, arg: Arg| (Text::new(zh, en), arg);
        let words = |name: Name, words: &str| said(name, words.into());
        let allowed =
            |yes: bool| if yes { Text::new("允许", "allowed") } else { Text::new("不允许", "not allowed") };
        let shipment = self.latest_shipment.map_or_else(|| Text::new("未规定", "not stated").into(), Arg::Date);
        let tenor = match self.usance_days {
            None => Text::new("即期", "at sight"),
            Some(days) => Text::new(format!("见票后 {days} 天"), format!("{days} days after sight")),
        };
        [
            said(("金额", "Amount"), self.amount.into()),
            said(("金额增减幅度", "Tolerance"), format!("±{}%", self.tolerance_percent.normalize()).into()),
            said(("到期日", "Expiry"), self.expiry.into()),
            words(PLACE_OF_EXPIRY, &self.place_of_expiry),
            said(("最迟装运日", "Latest shipment"), shipment),
            said(("交单期（天）", "Days for presentation"), i64::from(self.presentation_days).into()),
            said(("付款期限", "Tenor"), tenor.into()),
            said(("分批装运", "Partial shipments"), allowed(self.partial_shipments).into()),
            said(("转运", "Transhipment"), allowed(self.transhipment).into()),
            words(PORT_OF_LOADING, &self.port_of_loading),
            words(PORT_OF_DISCHARGE, &self.port_of_discharge),
            words(BENEFICIARY, &self.beneficiary),
            words(APPLICANT, &self.applicant),
            words(GOODS, &self.goods),
        ]
    }
}

/// What an amendment changed, in the order of `Terms::lines`.
pub fn difference(before: &Terms, after: &Terms) -> Vec<Changed> {
    let pairs = before.lines().into_iter().zip(after.lines());
    pairs.filter(|(was, is)| was != is).map(|((what, from), (_, to))| Changed { what, from, to }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::sample::{day, terms, usd},
        *,
    };
    use crate::Currency;

    #[test]
    fn terms_that_no_credit_has_are_refused() {
        let with = |change: fn(&mut Terms)| {
            let mut terms = terms();
            change(&mut terms);
            terms.checked().err()
        };
        let tolerance = Some(LetterFault::ToleranceOutside { most: 99 });
        let presentation = Some(LetterFault::PresentationDaysOutside { most: 90 });
        let usance = Some(LetterFault::UsanceDaysOutside { most: 720 });
        let long = |(zh, en): Name, limit| Some(LetterFault::TextTooLong { what: Text::new(zh, en), limit });
        for (fault, wanted) in [
            (with(|_| ()), None),
            (with(|terms| terms.amount.minor = 1), None),
            (with(|terms| terms.amount.minor = 0), Some(LetterFault::AmountNotPositive { amount: usd(0) })),
            (with(|terms| terms.amount.minor = -100), Some(LetterFault::AmountNotPositive { amount: usd(-1) })),
            (with(|terms| terms.tolerance_percent = 99.into()), None),
            (with(|terms| terms.tolerance_percent = Decimal::new(9901, 2)), tolerance.clone()),
            (with(|terms| terms.tolerance_percent = Decimal::new(-1, 2)), tolerance),
            (with(|terms| terms.presentation_days = 1), None),
            (with(|terms| terms.presentation_days = 90), None),
            (with(|terms| terms.presentation_days = 0), presentation.clone()),
            (with(|terms| terms.presentation_days = 91), presentation),
            (with(|terms| terms.usance_days = Some(720)), None),
            (with(|terms| terms.usance_days = Some(0)), usance.clone()),
            (with(|terms| terms.usance_days = Some(721)), usance),
            (with(|terms| terms.port_of_loading = "x".repeat(200)), None),
            (with(|terms| terms.port_of_loading = "x".repeat(201)), long(PORT_OF_LOADING, 200)),
            (with(|terms| terms.goods = "货".repeat(6_500)), None),
            (with(|terms| terms.goods = "货".repeat(6_501)), long(GOODS, 6_500)),
            // Bad for us, but what the bank wrote.
            (with(|terms| terms.expiry = day("2026-11-01")), None),
        ] {
            assert_eq!(fault, wanted);
        }
    }

    #[test]
    fn a_credit_allows_so_much_more_and_so_much_less() {
        for (minor, tolerance, partial, most, least) in [
            (5_000_000, "0", false, 5_000_000, Some(4_750_000)),
            (5_000_000, "10", false, 5_500_000, Some(4_500_000)),
            (5_000_000, "3", false, 5_150_000, Some(4_850_000)),
            (5_000_000, "10", true, 5_500_000, None),
            // No part of a cent more, none less.
            (1_001, "5", false, 1_051, Some(951)),
            (i64::MAX, "10", true, i64::MAX, None),
        ] {
            let amount = Money { minor, currency: Currency::USD };
            let terms =
                Terms { amount, tolerance_percent: tolerance.parse().unwrap(), partial_shipments: partial, ..terms() };
            let found = (terms.most().minor, terms.least().map(|least| least.minor));
            assert_eq!(found, (most, least), "{minor} ±{tolerance}");
        }
    }

    #[test]
    fn documents_are_presented_in_time_and_before_the_expiry() {
        for (latest, expiry, days, shipped, ship_by, present_by) in [
            (Some("2026-11-30"), "2026-12-31", 21, "2026-11-30", "2026-11-30", "2026-12-21"),
            (Some("2026-11-30"), "2026-12-21", 21, "2026-11-30", "2026-11-30", "2026-12-21"),
            (Some("2026-11-30"), "2026-12-10", 21, "2026-11-30", "2026-11-30", "2026-12-10"),
            (Some("2026-11-30"), "2026-12-31", 15, "2026-11-20", "2026-11-30", "2026-12-05"),
            (None, "2026-12-10", 21, "2026-12-01", "2026-12-10", "2026-12-10"),
            (Some("2026-12-20"), "2026-12-10", 21, "2026-12-01", "2026-12-10", "2026-12-10"),
            (None, "9999-12-31", u32::MAX, "2026-12-01", "9999-12-31", "9999-12-31"),
        ] {
            let terms =
                Terms { latest_shipment: latest.map(day), expiry: day(expiry), presentation_days: days, ..terms() };
            let found = (terms.ship_by(), terms.present_by(day(shipped)));
            assert_eq!(found, (day(ship_by), day(present_by)), "{latest:?} {expiry} {days} {shipped}");
        }
    }

    #[test]
    fn an_amendment_is_told_by_what_it_changed() {
        let written = |after: &Terms| -> Vec<String> {
            let changes = difference(&terms(), after);
            changes.iter().map(|one| format!("{}: {} → {}", one.what.en, one.from, one.to)).collect()
        };
        assert_eq!(written(&terms()), Vec::<String>::new());
        assert_eq!(written(&Terms { tolerance_percent: Decimal::new(0, 2), ..terms() }), Vec::<String>::new());
        let after = Terms {
            amount: usd(55_000),
            tolerance_percent: Decimal::new(50, 1),
            expiry: day("2027-01-15"),
            place_of_expiry: "Germany".into(),
            latest_shipment: None,
            presentation_days: USUAL_PRESENTATION_DAYS,
            usance_days: Some(90),
            partial_shipments: false,
            transhipment: false,
            port_of_loading: "Shanghai".into(),
            port_of_discharge: "Bremen".into(),
            beneficiary: "Chenguang".into(),
            applicant: "Nordlicht AG".into(),
            goods: "Flanges".into(),
        };
        assert_eq!(
            written(&after),
            [
                "Amount: 50,000.00 USD → 55,000.00 USD",
                "Tolerance: \"±0%\" → \"±5%\"",
                "Expiry: 2026-12-15 → 2027-01-15",
                "Place of expiry: \"China\" → \"Germany\"",
                "Latest shipment: 2026-11-30 → \"not stated\"",
                "Days for presentation: 15 → 21",
                "Tenor: \"at sight\" → \"90 days after sight\"",
                "Partial shipments: \"allowed\" → \"not allowed\"",
                "Transhipment: \"allowed\" → \"not allowed\"",
                "Port of loading: \"Ningbo\" → \"Shanghai\"",
                "Port of discharge: \"Hamburg\" → \"Bremen\"",
                "Beneficiary: \"Chenguang Imp. & Exp. Co.\\nNingbo\" → \"Chenguang\"",
                "Applicant: \"Nordlicht GmbH\" → \"Nordlicht AG\"",
                "Goods: \"Flanges DN25 PN16, 10,000 pcs\" → \"Flanges\"",
            ]
        );
    }

    proptest! {
        #[test]
        fn the_amount_itself_can_always_be_drawn(
            minor in 1..i64::MAX,
            hundredths in 0_i64..=9_900,
            partial in any::<bool>(),
        ) {
            let amount = Money { minor, currency: Currency::EUR };
            let tolerance_percent = Decimal::new(hundredths, 2);
            let terms = Terms { amount, tolerance_percent, partial_shipments: partial, ..terms() };
            prop_assert!(terms.most().minor >= minor);
            prop_assert!(terms.least().is_none_or(|least| least.minor <= minor));
        }
    }
}
