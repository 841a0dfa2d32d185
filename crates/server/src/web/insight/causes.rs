//! Why things went wrong: the exceptions raised in the span, ranked by cause, by rule and by the department charged.

use askama::Template;
use axum::extract::Query;
use yidan_domain::insight::{Causes, Count, Trouble};
use yidan_store::insight;

use super::{
    Pairs,
    address::Address,
    asking::{Asking, Head},
    words::Words,
};
use crate::{
    page::{Frame, filters, html},
    web::{Answer, Failure, Screen},
};

#[derive(Template)]
#[template(path = "insight/causes.html")]
struct CausesPage {
    frame: Frame,
    head: Head,
    tables: Vec<Ranking>,
    total: u32,
}

/// One way to rank them.
pub(super) struct Ranking {
    pub heading: &'static str,
    pub rows: Vec<Ranked>,
}

pub(super) struct Ranked {
    pub name: String,
    pub count: Count,
    /// In thousandths of the most frequent.
    pub share: u32,
    pub settled: String,
    pub link: String,
    /// Those that are still open.
    pub open_link: String,
}

pub(super) async fn look(asking: &Asking) -> Result<Causes, Failure> {
    let troubles: Vec<Trouble> = asking.screen.app.store.read(insight::troubles).await?;
    asking.look(move |view| view.causes(&troubles)).await
}

pub(super) async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asking = Asking::of(screen, pairs).await?;
    let causes = look(&asking).await?;
    let frame = asking.frame("insight-causes");
    let words = asking.words(&frame);
    let page = CausesPage {
        head: asking.head("/insight/causes", &frame),
        total: causes.by_cause.iter().map(|(_, count)| count.raised).sum(),
        tables: rankings(&words, &asking.address, &causes),
        frame,
    };
    Ok(html(&page.frame, &page))
}

pub(super) fn rankings(words: &Words, address: &Address, causes: &Causes) -> Vec<Ranking> {
    let orders = |name: &str, value: &str| address.common().with(name, value).with("figure", "exceptions");
    let cause = |key: &Option<yidan_domain::CauseKey>| match key {
        Some(key) => (words.name(&words.world.causes.name(key)), orders("cause", key.as_str())),
        None => (words.t("insight-cause-none"), orders("cause", "-")),
    };
    let rule = |key: &Option<yidan_domain::exception::RuleKey>| match key {
        Some(key) => (words.t(&format!("rule-name-{}", key.key())), orders("rule", key.key())),
        None => (words.t("insight-by-hand"), orders("rule", "-")),
    };
    let department = |key: &Option<yidan_domain::DepartmentKey>| match key {
        Some(key) => (words.department(key), orders("charged", key.as_str())),
        None => (words.t("insight-charged-none"), orders("charged", "-")),
    };
    let ranking = |heading, rows: Vec<((String, Address), Count)>| {
        let most = rows.iter().map(|(_, count)| count.raised).max().unwrap_or(1).max(1);
        let ranked = |((name, orders), count): ((String, Address), Count)| Ranked {
            name,
            share: count.raised * 1000 / most,
            settled: count.settled.map(|times| words.worked(times.median, None)).unwrap_or_default(),
            count,
            link: orders.link("/insight/orders"),
            open_link: orders.with("open", "1").link("/insight/orders"),
        };
        Ranking { heading, rows: rows.into_iter().map(ranked).collect() }
    };
    vec![
        ranking("insight-by-cause", causes.by_cause.iter().map(|(key, count)| (cause(key), *count)).collect()),
        ranking(
            "insight-by-department",
            causes.by_department.iter().map(|(key, count)| (department(key), *count)).collect(),
        ),
        ranking("insight-by-rule", causes.by_rule.iter().map(|(key, count)| (rule(key), *count)).collect()),
    ]
}
