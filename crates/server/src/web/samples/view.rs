//! A sample in brief, as lists show it: how it stands, what is to do next and by when; and its parts in words.

use jiff::civil::Date;
use yidan_domain::{
    DepartmentKey, Say,
    order::Order,
    sample::{Goods, Item, Length, Sample, State, Stock, work::department_name},
};
use yidan_store::World;

use super::link;
use crate::texts::Reader;

pub struct SampleView {
    pub link: String,
    pub name: String,
    /// Key of its words, and kind of its pill.
    pub state: (&'static str, &'static str),
    /// Rounds that were begun.
    pub round: usize,
    pub re_washes: usize,
    pub remakes: usize,
    pub now: Option<NowView>,
    /// When it was sent, approved or dropped, last.
    pub since: Option<Date>,
}

/// What is to do.
pub struct NowView {
    pub task: String,
    /// Whose turn it is.
    pub department: String,
    /// What comes before it, each as a sentence.
    pub missing: Vec<String>,
    pub due: Option<Date>,
    /// How many days it is late, in words; empty when it is not.
    pub late: String,
}

impl SampleView {
    pub fn of(order: &Order, sample: &Sample, world: &World, reader: &Reader) -> Self {
        let state = order.state_of_sample(sample);
        let is_alive = matches!(state, State::Open | State::WithCustomer);
        let next = sample.next().filter(|_| is_alive);
        let late = sample.overdue_days(reader.today()).filter(|_| is_alive);
        let now = next.map(|next| NowView {
            task: next.task.name().get(reader.lang).to_owned(),
            department: department(&next.department(), world, reader),
            missing: next.missing.iter().map(|missing| reader.say(&missing.say())).collect(),
            due: next.due,
            late: late.map(|days| reader.count("sample-late-days", i64::from(days))).unwrap_or_default(),
        });
        Self {
            link: link(order.id, sample.id),
            name: sample.request.name.clone(),
            state: words(state, late.is_some()),
            round: sample.rounds.len(),
            re_washes: sample.sent_back(yidan_domain::sample::Again::ReWash),
            remakes: sample.sent_back(yidan_domain::sample::Again::Remake),
            now,
            since: sample.rounds.last().map(|round| round.last_day()).filter(|_| state != State::Open),
        }
    }
}

fn words(state: State, is_late: bool) -> (&'static str, &'static str) {
    match state {
        State::Open if is_late => ("sample-state-late", "late"),
        State::Open => ("sample-state-open", ""),
        State::WithCustomer => ("sample-state-with-customer", "soon"),
        State::Approved => ("sample-state-approved", "good"),
        State::Dropped => ("sample-state-dropped", "none"),
    }
}

/// What a department is called in this company.
pub fn department(key: &DepartmentKey, world: &World, reader: &Reader) -> String {
    let other = department_name(key.as_str()).filter(|_| !world.company.has_department(key));
    other.unwrap_or_else(|| world.company.department_name(key)).get(reader.lang).to_owned()
}

/// What an item is to be like, beside its name, point by point.
pub fn details(item: &Item) -> Vec<String> {
    match &item.goods {
        Goods::Fabric(fabric) => {
            let gsm = fabric.weight_gsm.map(|weight| format!("{} g/m²", weight.normalize()));
            let width = fabric.width_cm.map(|width| format!("{} cm", width.normalize()));
            let said = [&fabric.yarn, &fabric.weave, &gsm.unwrap_or_default(), &width.unwrap_or_default()];
            let said = said.into_iter().chain([&fabric.composition, &fabric.finish]);
            said.filter(|words| !words.is_empty()).cloned().collect()
        }
        // All of it is in the name.
        Goods::Trim(_) | Goods::Other { .. } => Vec::new(),
    }
}

/// Whether an item is at hand, in words, and the kind of its pill.
pub fn stock(item: &Item, reader: &Reader) -> (String, &'static str) {
    let kind = if item.is_at_hand() { "good" } else { "soon" };
    let words = match item.looked_up.as_ref().map(|it| &it.stock) {
        None => return (reader.t("sample-stock-unknown"), "none"),
        Some(Stock::Found { quantity }) => format!("{} {quantity}", reader.t("sample-stock-found")),
        Some(Stock::ToOrder) => reader.t("sample-stock-to-order"),
        Some(Stock::Ordered { on }) => format!("{} {}", reader.t("sample-stock-ordered"), reader.day(*on)),
        Some(Stock::Arrived { on }) => format!("{} {}", reader.t("sample-stock-arrived"), reader.day(*on)),
    };
    (words, kind)
}

/// `M 2、L 1`; the bare number where there are no sizes.
pub fn pieces(pieces: &[yidan_domain::sample::Pieces], reader: &Reader) -> String {
    let words = |it: &yidan_domain::sample::Pieces| format!("{} {}", it.size, it.count).trim().to_owned();
    let words: Vec<String> = pieces.iter().map(words).collect();
    reader.list(words.iter().map(String::as_str))
}

/// `+1 / −0.5`, or `±1`.
pub fn tolerance(plus: Length, minus: Length) -> String {
    if plus == minus {
        return format!("±{}", plus.amount());
    }
    format!("+{} / −{}", plus.amount(), minus.amount())
}

/// `+1.2`, `−0.6`.
pub fn signed(length: Length) -> String {
    let amount = length.amount();
    if amount.is_sign_negative() { format!("−{}", amount.abs()) } else { format!("+{amount}") }
}
