//! What the company sets about exceptions: its causes and its rules, each as one value of the settings, each change with
//! who made it.

use yidan_domain::{
    Message,
    exception::{Cause, Causes, Limit, Rule, RuleKey, Rules},
    ids, text,
};

use crate::{
    Actor, Change, Error, Result, Tx, audit,
    company::{needs_manager, put_setting},
};

/// Longest name of a cause, in characters.
const LONGEST: usize = 40;
const MOST: usize = 60;

pub(crate) fn causes(tx: &mut Tx) -> Result<Causes> {
    Ok(tx.row("SELECT value FROM settings WHERE name = 'causes'", &[], |row| row.json(0))?.unwrap_or_default())
}

pub(crate) fn rules(tx: &mut Tx) -> Result<Rules> {
    Ok(tx.row("SELECT value FROM settings WHERE name = 'exception_rules'", &[], |row| row.json(0))?.unwrap_or_default())
}

/// Adds a cause, or renames, charges or archives the one of this key. None is ever removed.
pub fn put_cause(tx: &mut Tx, actor: &Actor, cause: Cause) -> Result<()> {
    if !actor.viewer.manages() {
        return Err(needs_manager());
    }
    let cause = checked(tx, cause)?;
    let mut list = causes_to_change(tx)?;
    match list.0.iter().position(|other| other.key == cause.key) {
        Some(place) => list.0[place] = cause.clone(),
        None if list.0.len() >= MOST => {
            return Err(Error::Invalid(Message::new("cause-too-many").with("most", MOST)));
        }
        None => list.0.push(cause.clone()),
    }
    keep(tx, "causes", &serde_json::to_string(&list)?)?;
    audit::record(tx, actor, "cause", cause.key.as_str(), "kept", &cause)
}

/// As they are now, and nobody else changes them meanwhile.
fn causes_to_change(tx: &mut Tx) -> Result<Causes> {
    let sql = tx.either(
        "SELECT value FROM settings WHERE name = 'causes'",
        "SELECT value FROM settings WHERE name = 'causes' FOR UPDATE",
    );
    Ok(tx.row(sql, &[], |row| row.json(0))?.unwrap_or_default())
}

fn checked(tx: &Tx, cause: Cause) -> Result<Cause> {
    if !ids::is_key(cause.key.as_str()) {
        return Err(Error::invalid("cause-key-malformed"));
    }
    let name = |words: &str| text::tidy(words, false);
    let name = yidan_domain::Text::new(name(&cause.name.zh), name(&cause.name.en));
    if name.zh.is_empty() || name.en.is_empty() {
        return Err(Error::invalid("cause-name-missing"));
    }
    if [&name.zh, &name.en].into_iter().any(|words| words.chars().count() > LONGEST) {
        return Err(Error::Invalid(Message::new("cause-name-too-long").with("limit", LONGEST)));
    }
    if let Some(unknown) = cause.charged_to.as_ref().filter(|key| !tx.world.company.has_department(key)) {
        return Err(Error::Invalid(Message::new("department-unknown").with("department", unknown.as_str())));
    }
    Ok(Cause { name, ..cause })
}

/// Changes one rule; of two that are changed at once neither is lost.
pub fn put_rule(tx: &mut Tx, actor: &Actor, key: RuleKey, rule: Rule) -> Result<()> {
    let sql = tx.either(
        "SELECT value FROM settings WHERE name = 'exception_rules'",
        "SELECT value FROM settings WHERE name = 'exception_rules' FOR UPDATE",
    );
    let mut rules: Rules = tx.row(sql, &[], |row| row.json(0))?.unwrap_or_default();
    rules.set(key, rule);
    put_rules(tx, actor, &rules)
}

pub fn put_rules(tx: &mut Tx, actor: &Actor, rules: &Rules) -> Result<()> {
    if !actor.viewer.manages() {
        return Err(needs_manager());
    }
    if RuleKey::ALL.iter().any(|key| rules.get(*key).limit.percent() > Limit::MOST_PERCENT) {
        return Err(Error::Invalid(
            Message::new("rule-percent-too-large").with("most", u64::from(Limit::MOST_PERCENT)),
        ));
    }
    keep(tx, "exception_rules", &serde_json::to_string(rules)?)?;
    audit::record(tx, actor, "settings", "rules", "changed", rules)
}

fn keep(tx: &mut Tx, name: &'static str, value: &str) -> Result<()> {
    put_setting(tx, name, value)?;
    tx.tell(Change::World);
    Ok(())
}
