//! What a change order would bring about: the difference line by line, what it means for plan, cost and material, and who
//! bears the loss.

use jiff::civil::Date;
use yidan_domain::{
    Money,
    order::{ChangeOrder, Order, difference, situation::Situation},
    schedule::{Course, Network, promise},
};

use super::super::{
    difference::{self as shown_difference, Change},
    loaded::Loaded,
    promise as shown_promise,
};
use crate::texts::Reader;

pub struct Effect {
    pub changes: Vec<Change>,
    /// The promised day before and after, when it is another.
    pub promised: Option<(Option<Date>, Option<Date>)>,
    /// Can the day be kept: `good`, `bad` or nothing, and why.
    pub plan: (&'static str, Vec<String>),
    /// Before, after, and so much more, when the total is another.
    pub total: Option<(String, String, String)>,
    pub goods: Vec<Goods>,
    pub department: String,
    /// Empty when there is none.
    pub loss: String,
}

pub struct Goods {
    pub goods: String,
    pub old: String,
    pub new: String,
    pub more: String,
}

impl Effect {
    pub fn of(loaded: &Loaded, change: &ChangeOrder, reader: &Reader) -> Self {
        let order = &loaded.order;
        let mut changed = order.clone();
        (changed.header, changed.lines) = (change.header.clone(), change.lines.clone());
        let (old, new) = (&order.header, &changed.header);
        let goods = difference::goods_changes(&order.lines, &changed.lines).into_iter().map(|goods| Goods {
            more: signed(goods.more().to_string()),
            old: goods.old.to_string(),
            new: goods.new.to_string(),
            goods: goods.goods,
        });
        Self {
            changes: shown_difference::of((old, &order.lines), (new, &changed.lines), loaded, reader),
            promised: (old.promised != new.promised).then_some((old.promised, new.promised)),
            plan: plan(loaded, &changed, reader),
            total: total(order, &changed),
            goods: goods.collect(),
            department: loaded.world.company.department_name(&change.asked_by).get(reader.lang).to_owned(),
            loss: change.loss.map(|loss| loss.to_string()).unwrap_or_default(),
        }
    }
}

/// By the standard times, from what is done and from now.
fn plan(loaded: &Loaded, changed: &Order, reader: &Reader) -> (&'static str, Vec<String>) {
    let course = Course::of(&Situation::of(changed, &loaded.process));
    let network = Network::of(&loaded.process, loaded.calendars());
    match promise::check(&network, &course, reader.now) {
        Some(check) => shown_promise::said(&loaded.process, &check, reader),
        None => ("", Vec::new()),
    }
}

fn total(order: &Order, changed: &Order) -> Option<(String, String, String)> {
    let (old, new) = (order.total(), changed.total());
    let words = |total: Option<Money>| total.map(|total| total.to_string()).unwrap_or_default();
    // Of two currencies there is no difference.
    let more = old.zip(new).and_then(|(old, new)| new.minus(old));
    (old != new).then(|| (words(old), words(new), more.map(|more| signed(more.to_string())).unwrap_or_default()))
}

fn signed(words: String) -> String {
    if words.starts_with('-') { words } else { format!("+{words}") }
}
