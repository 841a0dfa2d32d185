//! The address of a page of insight holds everything that is asked: the span of days, the filter, and what one page asks
//! beside. Here it is read and written; what cannot be read is refused by name.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    CustomerId, Message, StepKey,
    insight::{Asked, Figure, Filter, Question, Span},
};

use crate::{
    allowed, insight,
    web::{
        Failure, Screen,
        address::{self, Names, unknown},
        board::address as board,
    },
};

/// An address of insight.
pub type Address = address::Address<Insight>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Insight;

/// The first nine are common to all pages.
impl address::Names for Insight {
    const ALL: &'static [&'static str] = &[
        "period",
        "from",
        "to",
        "q",
        "process",
        "customer",
        "salesperson",
        "department",
        "person",
        "version",
        "figure",
        "step",
        "then",
        "cause",
        "rule",
        "charged",
        "open",
        "page",
    ];
}
const SPAN: usize = 3;
const COMMON: usize = 9;

/// The spans that can be chosen by name; own dates are the fifth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Month,
    LastMonth,
    Quarter,
    Year,
    Own,
}

impl Period {
    pub const ALL: [Period; 5] = [Period::Month, Period::LastMonth, Period::Quarter, Period::Year, Period::Own];

    /// `""` for the one that an address without any means.
    pub fn key(self) -> &'static str {
        match self {
            Period::Month => "month",
            Period::LastMonth => "last-month",
            Period::Quarter => "",
            Period::Year => "year",
            Period::Own => "own",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Period::Month => "insight-period-month",
            Period::LastMonth => "insight-period-last-month",
            Period::Quarter => "insight-period-quarter",
            Period::Year => "insight-period-year",
            Period::Own => "insight-period-own",
        }
    }

    /// Until today; own dates are none here.
    fn span(self, today: Date) -> Option<Span> {
        let back = |span: jiff::Span| today.checked_sub(span).ok();
        match self {
            Period::Month => Some(Span::new(today.first_of_month(), today)),
            Period::LastMonth => {
                let last = today.first_of_month().yesterday().ok()?;
                Some(Span::new(last.first_of_month(), last))
            }
            Period::Quarter => Some(insight::three_months(today)),
            Period::Year => Some(Span::new(back(1.year())?.tomorrow().ok()?, today)),
            Period::Own => None,
        }
    }
}

impl Address {
    /// Span and filter alone, for going to another page with them.
    pub fn common(&self) -> Self {
        self.only(&Insight::ALL[..COMMON])
    }

    /// The way to the orders behind a figure.
    pub fn orders(&self, asked: &Asked) -> String {
        let step = |step: &Option<StepKey>| step.as_ref().map_or("", StepKey::as_str).to_owned();
        let version = asked.version.map(|version| version.to_string()).unwrap_or_default();
        self.common()
            .with("figure", asked.figure.key())
            .with("step", &step(&asked.step))
            .with("then", &step(&asked.then))
            .with("version", &version)
            .link("/insight/orders")
    }

    pub fn has_conditions(&self) -> bool {
        self.names().any(|name| Insight::ALL[SPAN..COMMON].contains(&name))
    }

    pub fn period(&self) -> Period {
        let chosen = Period::ALL.into_iter().find(|period| period.key() == self.get("period"));
        match chosen {
            Some(Period::Quarter) | None if self.said("from").or(self.said("to")).is_some() => Period::Own,
            chosen => chosen.unwrap_or(Period::Quarter),
        }
    }

    fn span(&self, today: Date) -> Result<Span, Message> {
        if let Some(span) = self.period().span(today) {
            return Ok(span);
        }
        insight::span(self.date("from")?, self.date("to")?, today)
    }

    fn read(&self, screen: &Screen, customer: Option<CustomerId>) -> Result<Question, Message> {
        Ok(Question {
            span: self.span(screen.today())?,
            filter: Filter {
                words: self.get("q").to_owned(),
                process: self.said("process").map(str::to_owned),
                customer,
                salesperson: self.parsed("salesperson")?,
                department: self.said("department").map(Into::into),
                person: self.parsed("person")?,
            },
            now: screen.now(),
        })
    }

    /// The figure whose orders are asked for.
    pub fn figure(&self) -> Result<Asked, Failure> {
        let said = self.get("figure");
        let figure = Figure::of_key(said).ok_or_else(|| board::refused(unknown("figure", said)))?;
        let step = |name| self.said(name).map(StepKey::from);
        Ok(Asked { figure, step: step("step"), then: step("then"), version: self.version()? })
    }

    pub fn version(&self) -> Result<Option<u32>, Failure> {
        self.parsed("version").map_err(board::refused)
    }

    /// The page of a list, from 0.
    pub fn page(&self) -> Result<usize, Failure> {
        Ok(self.parsed("page").map_err(board::refused)?.unwrap_or(0))
    }
}

/// Reads the address; what is wrong with it is said on a page of its own.
pub async fn read(screen: &Screen, address: &Address) -> Result<Question, Failure> {
    let customer = board::customer(screen, address.get("customer")).await?;
    let question = address.read(screen, customer).map_err(board::refused)?;
    allowed::figures(&screen.viewer, &question.filter)?;
    board::must_be_known(screen, insight::named(&question.filter)).await?;
    Ok(question)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(query: &str) -> Address {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Address::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    #[test]
    fn spans_are_named_or_told_by_their_days() {
        for (query, from, to) in [
            ("", "2026-02-18", "2026-05-17"),
            ("period=month", "2026-05-01", "2026-05-17"),
            ("period=last-month", "2026-04-01", "2026-04-30"),
            ("period=year", "2025-05-18", "2026-05-17"),
            ("period=own&from=2026-03-01&to=2026/03/31", "2026-03-01", "2026-03-31"),
            ("from=2026-05-01", "2026-05-01", "2026-05-17"),
            ("period=month&from=2020-01-01", "2026-05-01", "2026-05-17"),
            ("to=2020-01-01", "2019-10-02", "2020-01-01"),
        ] {
            let span = address(query).span("2026-05-17".parse().unwrap());
            assert_eq!(span, Ok(Span { from: from.parse().unwrap(), to: to.parse().unwrap() }), "{query}");
        }
        for (query, key) in [
            ("from=May", "board-bad-date"),
            ("from=2026-06-01&to=2026-05-01", "board-dates-turned"),
            ("from=0001-01-01", "insight-span-too-long"),
        ] {
            let refused = address(query).span("2026-05-17".parse().unwrap()).unwrap_err();
            assert_eq!(refused.key, key, "{query}");
        }
    }

    #[test]
    fn links_take_span_and_filter_along() {
        let here = address("period=year&process=five&figure=late&page=2&nonsense=1");
        assert_eq!(here.common().link("/insight"), "/insight?period=year&process=five");
        let asked = Asked { then: Some("d".into()), ..Asked::on(Figure::Next, &"c".into()) };
        assert_eq!(here.orders(&asked), "/insight/orders?period=year&process=five&figure=next&step=c&then=d");
        assert_eq!(address("").link("/insight"), "/insight");
    }
}
