//! What screens and programs ask of insight alike: the span where days are left out, and that what is named is there.

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    Message, OrderId,
    exception::RuleKey,
    insight::{Behind, Count, Filter, Span, Trouble, View, Work},
};

use yidan_store::World;

use crate::known::{Named, Unknown};

/// From the first day to the last: today where no last one is told, and three months in all where no first one is.
pub fn span(from: Option<Date>, to: Option<Date>, today: Date) -> Result<Span, Message> {
    let to = to.unwrap_or(today);
    let span = Span { from: from.unwrap_or_else(|| three_months(to).from), to };
    let key = match span {
        Span { from, to } if from > to => "board-dates-turned",
        // Longer than can be told.
        _ if span.days() > Span::MOST_DAYS => "insight-span-too-long",
        _ => return Ok(span),
    };
    Err(Message::new(key).with("from", span.from).with("to", span.to))
}

/// The three months that end on this day.
pub fn three_months(to: Date) -> Span {
    let from = to.checked_sub(3.months()).and_then(|day| day.tomorrow()).unwrap_or(to);
    Span { from, to }
}

/// What a filter names.
pub fn named(filter: &Filter) -> Named<'_> {
    Named {
        process: filter.process.as_deref(),
        department: filter.department.as_ref(),
        customer: filter.customer,
        cause: None,
        people: vec![("salesperson", filter.salesperson), ("person", filter.person)],
    }
}

/// The work of each, and of those that have exceptions and no work: they come last.
pub fn with_others<K: Clone + PartialEq>(mut works: Vec<(K, Work)>, counts: &[(Option<K>, Count)]) -> Vec<(K, Work)> {
    let has_work = |key: &K| works.iter().any(|(of, _)| of == key);
    let others: Vec<K> = counts.iter().filter_map(|(of, _)| of.clone()).filter(|key| !has_work(key)).collect();
    works.extend(others.into_iter().map(|key| (key, Work::default())));
    works
}

/// Whose exceptions are asked for: of this cause, found by this rule, charged to this department. Empty for any of them, `-`
/// for those that have none.
#[derive(Debug, Clone, Default)]
pub struct Troubled {
    pub cause: String,
    pub rule: String,
    pub charged: String,
    /// Those that are still open.
    pub open: bool,
}

impl Troubled {
    /// The first thing named that is not there.
    pub fn unknown(&self, world: &World) -> Option<Unknown> {
        let is_there: [(&'static str, &str, bool); 3] = [
            ("cause", &self.cause, world.causes.get(&self.cause.as_str().into()).is_some()),
            ("rule", &self.rule, RuleKey::named(&self.rule).is_some()),
            ("charged", &self.charged, world.company.has_department(&self.charged.as_str().into())),
        ];
        let unknown = is_there.into_iter().find(|(_, said, is_there)| !is_there && !["", "-"].contains(said));
        unknown.map(|(name, said, _)| Unknown { name, value: said.to_owned() })
    }

    /// The orders that had them, each once.
    pub fn orders(&self, view: &View, troubles: &[Trouble]) -> Vec<Behind> {
        let names = |said: &str, name: Option<&str>| said.is_empty() || name.unwrap_or("-") == said;
        let counts = |trouble: &&Trouble| {
            (!self.open || trouble.cleared.is_none())
                && names(&self.cause, trouble.cause.as_ref().map(|key| key.as_str()))
                && names(&self.rule, trouble.rule.map(|rule| rule.key()))
                && names(&self.charged, trouble.department.as_ref().map(|key| key.as_str()))
        };
        let mut orders: Vec<OrderId> =
            view.troubles(troubles).into_iter().filter(counts).map(|trouble| trouble.order).collect();
        orders.sort();
        orders.dedup();
        orders.into_iter().map(|order| Behind { order, weight: None }).collect()
    }
}
