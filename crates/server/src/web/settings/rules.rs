//! The rules that find exceptions, each as a sentence with its limit to be set: on or off, who gets what it finds, and by
//! when it is to be settled.

use std::collections::HashMap;

use askama::Template;
use axum::{Form, http::StatusCode};
use yidan_domain::{
    Lang, Message, Say,
    exception::{Limit, Rule, RuleKey, Rules, Taker},
    process::due::{DueFault, Takes},
    text::plain,
};
use yidan_store::exceptions;

use super::super::{Answer, Screen};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
};

/// Stands in a sentence where its limit is typed.
const GAP: char = '\u{1f}';

type Typed = HashMap<String, String>;

#[derive(Template)]
#[template(path = "settings/rules.html")]
struct RulesPage {
    frame: Frame,
    administers: bool,
    rules: Vec<RuleView>,
    faults: Faults,
}

/// A rule as it is shown, with what is typed about it.
struct RuleView {
    key: &'static str,
    on: bool,
    /// The sentence before and after its limit.
    before: String,
    after: String,
    limit: String,
    is_percent: bool,
    taker: String,
    within: String,
}

pub(super) async fn show(screen: Screen) -> Answer {
    screen.must_manage()?;
    let rules = screen.app.store.world().rules.clone();
    let views = RuleKey::ALL.into_iter().map(|key| RuleView::of(key, rules.get(key), &screen.frame().reader));
    let views = views.collect();
    Ok(rules_page(&screen, StatusCode::OK, views, Faults::default()))
}

pub(super) async fn change(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    screen.must_manage()?;
    let (rules, faults) = read(&typed, &screen.app.store.world().rules, &screen.frame().reader);
    if faults.is_empty() {
        let actor = screen.actor();
        screen.app.store.write(move |tx| exceptions::put_rules(tx, &actor, &rules)).await?;
        return Ok(screen.redirect("/settings/rules", &Message::new("rules-kept")));
    }
    let reader = screen.frame().reader;
    let views = RuleKey::ALL.into_iter().map(|key| RuleView::of(key, rules.get(key), &reader).typed(&typed));
    let views = views.collect();
    Ok(rules_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, views, faults))
}

fn rules_page(screen: &Screen, status: StatusCode, rules: Vec<RuleView>, faults: Faults) -> axum::response::Response {
    let frame = screen.frame().titled("settings-rules").at(Nav::Settings);
    let page = RulesPage { frame, administers: screen.viewer.administers(), rules, faults };
    html_with(status, &page.frame, &page)
}

/// The rules as typed; what cannot be read stays as it was, with a fault.
fn read(typed: &Typed, were: &Rules, reader: &Reader) -> (Rules, Faults) {
    let (mut rules, mut faults) = (were.clone(), Faults::default());
    for key in RuleKey::ALL {
        let was = were.get(key);
        let said = |part: &str| typed.get(&field(key, part)).map_or("", String::as_str);
        let mut fault = |part: &str, message: Message| faults.add(field(key, part), reader.say(&message));
        let limit = match was.limit {
            Limit::Percent(_) => percent(said("limit")).map(Limit::Percent),
            Limit::After(_) => Takes::parse(said("limit")).map(Limit::After).map_err(|fault: DueFault| fault.say()),
        };
        let limit = limit.map_err(|message| fault("limit", message)).unwrap_or(was.limit);
        let within = Takes::parse(said("within")).map_err(|wrong| fault("within", wrong.say())).unwrap_or(was.within);
        let taker = Taker::ALL.into_iter().find(|taker| taker.key() == said("taker")).unwrap_or(was.taker);
        rules.set(key, Rule { on: said("on") == "yes", limit, taker, within });
    }
    (rules, faults)
}

fn percent(typed: &str) -> Result<u32, Message> {
    let number = plain(typed).trim_end_matches(['%', '％']).trim().parse().ok();
    let most = Limit::MOST_PERCENT;
    number
        .filter(|percent| *percent <= most)
        .ok_or_else(|| Message::new("rule-percent-too-large").with("most", u64::from(most)))
}

fn field(key: RuleKey, part: &str) -> String {
    format!("{}-{part}", key.key())
}

impl RulesPage {
    fn fault(&self, rule: &RuleView, part: &str) -> &str {
        self.faults.of(&format!("{}-{part}", rule.key))
    }

    fn at(&self, rule: &RuleView) -> String {
        format!("{}-", rule.key)
    }
}

impl RuleView {
    fn of(key: RuleKey, rule: Rule, reader: &Reader) -> Self {
        let sentence = reader.say(&Message::new(sentence(key)).with("limit", GAP.to_string()));
        let (before, after) = sentence.split_once(GAP).unwrap_or((&sentence, ""));
        let (limit, is_percent) = match rule.limit {
            Limit::After(takes) => (written(takes, reader.lang), false),
            Limit::Percent(percent) => (percent.to_string(), true),
        };
        Self {
            key: key.key(),
            on: rule.on,
            before: before.to_owned(),
            after: after.to_owned(),
            limit,
            is_percent,
            taker: rule.taker.key().to_owned(),
            within: written(rule.within, reader.lang),
        }
    }

    fn typed(self, typed: &Typed) -> Self {
        let said = |part: &str| typed.get(&format!("{}-{part}", self.key)).cloned().unwrap_or_default();
        Self { limit: said("limit"), within: said("within"), ..self }
    }

    fn name(&self) -> String {
        format!("rule-name-{}", self.key)
    }

    fn takers(&self) -> [(&'static str, String); 4] {
        // A promise is kept by whoever made it.
        let words = |taker| match taker {
            Taker::Salesperson if self.key == RuleKey::WordBroken.key() => "taker-promised".to_owned(),
            Taker::DepartmentManager if self.key == RuleKey::InspectionFailed.key() => "taker-quality".to_owned(),
            taker => format!("taker-{}", taker.key()),
        };
        Taker::ALL.map(|taker| (taker.key(), words(taker)))
    }
}

fn written(takes: Takes, lang: Lang) -> String {
    takes.written(lang)
}

fn sentence(key: RuleKey) -> &'static str {
    match key {
        RuleKey::NoDate => "rule-no-date",
        RuleKey::StepLateStart => "rule-step-late-start",
        RuleKey::StepOverdue => "rule-step-overdue",
        RuleKey::Blocked => "rule-blocked",
        RuleKey::Idle => "rule-idle",
        RuleKey::AtRisk => "rule-at-risk",
        RuleKey::WillBeLate => "rule-will-be-late",
        RuleKey::PromiseBroken => "rule-promise-broken",
        RuleKey::WordBroken => "rule-word-broken",
        RuleKey::QuantityShort => "rule-quantity-short",
        RuleKey::InspectionFailed => "rule-inspection-failed",
    }
}
