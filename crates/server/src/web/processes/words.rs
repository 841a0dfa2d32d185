//! The rules of a process in a reader's words.

use yidan_domain::{
    Lang,
    process::{FieldKind, Process, facts, gate::Condition},
};

/// A condition with its facts by their names: `stock.short == false` becomes `库存不足 = 否`.
pub fn condition(process: &Process, condition: &Condition, lang: Lang) -> String {
    let mut out = String::new();
    for piece in pieces(condition.source()) {
        let words = said(process, piece, lang);
        let glued = out.is_empty() || out.ends_with(['(', ' ']) || matches!(piece, ")" | ",");
        if !glued {
            out.push(' ');
        }
        out.push_str(&words);
    }
    out
}

/// Names, numbers, quoted words and signs, one by one.
fn pieces(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let length = if first == '"' || first == '\'' {
            rest[1..].find(first).map_or(rest.len(), |end| end + 2)
        } else if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if ["==", "!=", "<=", ">=", "&&", "||"].iter().any(|sign| rest.starts_with(sign)) {
            2
        } else {
            first.len_utf8()
        };
        found.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    found
}

fn said(process: &Process, piece: &str, lang: Lang) -> String {
    let (zh, en) = match piece {
        "==" => ("=", "="),
        "!=" => ("≠", "≠"),
        "<=" => ("≤", "≤"),
        ">=" => ("≥", "≥"),
        "&&" => ("并且", "and"),
        "||" => ("或者", "or"),
        "!" => ("不是", "not"),
        "true" => ("是", "yes"),
        "false" => ("否", "no"),
        name => return fact(process, name, lang).unwrap_or_else(|| name.to_owned()),
    };
    if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() }
}

/// The name of a fact: of the table, or of the field that gives it.
fn fact(process: &Process, name: &str, lang: Lang) -> Option<String> {
    if let Some(known) = facts::known(name) {
        return Some(known.about().get(lang).to_owned());
    }
    let fields = process.steps.iter().flat_map(|step| &step.form);
    fields.into_iter().find(|field| field.fact.as_deref() == Some(name)).map(|field| field.name.get(lang).to_owned())
}

/// The key of the words that say what a field takes.
pub fn kind_key(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "process-field-text",
        FieldKind::Number { .. } => "process-field-number",
        FieldKind::Money => "process-field-money",
        FieldKind::Date => "process-field-date",
        FieldKind::Choice { .. } => "process-field-choice",
        FieldKind::Party => "process-field-party",
        FieldKind::File => "process-field-file",
        FieldKind::YesNo => "process-field-yes-no",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_said_with_the_names_of_their_facts() {
        for (source, zh, en) in [
            ("stock.short == false", "库存不足 = 否", "stock is short = no"),
            ("!stock.short", "不是 库存不足", "not stock is short"),
            (
                "(order.lines>=2 || sample.colour == \"红 色\") && true",
                "(行数 ≥ 2 或者 sample.colour = \"红 色\") 并且 是",
                "(number of lines ≥ 2 or sample.colour = \"红 色\") and yes",
            ),
        ] {
            let parsed = Condition::parse(source).unwrap();
            let process = Process::default();
            assert_eq!(condition(&process, &parsed, Lang::Zh), zh);
            assert_eq!(condition(&process, &parsed, Lang::En), en);
        }
    }
}
