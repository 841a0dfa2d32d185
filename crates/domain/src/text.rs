//! Two languages side by side: every name that a company or a process gives is said in Chinese and in English.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The language of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Words that are the same in both languages, such as a name somebody typed.
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { zh: words.clone(), en: words }
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Typed text as it is kept: full-width letters, digits and spaces made plain, white space at the ends gone and runs of it
/// single, control characters dropped. A line break survives only where `lines` says so. Punctuation and signs stay as they
/// are: `m²` is not `m2`.
pub fn tidy(typed: &str, lines: bool) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut gap = false;
    for c in typed.nfc().map(half_width) {
        if lines && c == '\n' {
            let kept = out.trim_end_matches(' ').len();
            out.truncate(kept);
            out.push('\n');
            gap = false;
        } else if c.is_whitespace() {
            gap = true;
        } else if !c.is_control() && !is_invisible(c) {
            if gap && !out.is_empty() && !out.ends_with('\n') {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out.trim().to_owned()
}

/// What typed values are read by (numbers, dates, codes): tidy, and every form of a character made plain (NFKC).
pub fn plain(typed: &str) -> String {
    tidy(&typed.nfkc().collect::<String>(), false)
}

fn half_width(c: char) -> char {
    let letter_or_digit = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    // The full-width forms stand in the order of ASCII, so far above it.
    if letter_or_digit { char::from_u32(c as u32 - 0xfee0).unwrap_or(c) } else { c }
}

/// Zero-width and direction-changing characters: nothing a person means to type, and a way to disguise a name.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What two texts are compared by when they are searched or matched: plain, lower case, and without the spaces that
/// people put between Chinese characters (`陈 静` is `陈静`).
pub fn folded(typed: &str) -> String {
    let plain = plain(typed).to_lowercase();
    let mut out = String::with_capacity(plain.len());
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        let between_han =
            c == ' ' && out.chars().last().is_some_and(is_han) && chars.peek().copied().is_some_and(is_han);
        if !between_han {
            out.push(c);
        }
    }
    out
}

/// What the titles of a sheet are compared by: folded, and without the signs that people put between words.
pub fn letters(title: &str) -> String {
    folded(title).chars().filter(|c| c.is_alphanumeric() || *c == '#').collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_tidied() {
        for (typed, lines, kept) in [
            ("  晨光进出口 ", false, "晨光进出口"),
            ("DN25 PN16", false, "DN25 PN16"),
            ("A\u{200b}B\u{202e}C", false, "ABC"),
            ("one\r\n  two", true, "one\ntwo"),
            ("one\ntwo", false, "one two"),
            ("ＤＮ２５　全棉", false, "DN25 全棉"),
            ("180g/m² SF1390…", false, "180g/m² SF1390…"),
            ("宁波（北仑），急！", false, "宁波（北仑），急！"),
        ] {
            assert_eq!(tidy(typed, lines), kept, "{typed:?}");
        }
    }

    #[test]
    fn names_that_differ_by_spaces_and_width_fold_together() {
        assert_eq!(folded("陈 静"), folded("陈静"));
        assert_eq!(folded("星河贸易（上海）"), folded("星河贸易(上海)"));
        assert_eq!(folded("Casa  Verde S.L."), "casa verde s.l.");
    }
}
