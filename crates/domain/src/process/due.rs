//! Due rules and lengths of time: a small typed language, read and printed in both languages.
//!
//! `30d before delivery`, `14d before inspection`, `24h after order`, `2 workdays after previous`, `09:05 on order day`,
//! `on delivery day`;
//! the same in Chinese: `交货前30天`, `接单后24小时`, `上一步后2个工作日`, `接单当日09:05`. What a rule means on a calendar is
//! worked out in `schedule`.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::Process;
use crate::{Lang, Message, Say, StepKey, Text, ids::is_key, text::plain};

#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// A time of day on the order day.
    Clock(civil::Time),
    Relative {
        by: Takes,
        side: Side,
        anchor: Anchor,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Side {
    Before,
    After,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Anchor {
    /// The date promised to the customer.
    Delivery,
    /// When the order was received.
    Order,
    /// The latest end of the steps this one comes after.
    Previous,
    Step(StepKey),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Minutes(u32),
    Hours(u32),
    /// Calendar days.
    Days(u32),
    Workdays(u32),
}

/// Why a rule or a length can't be read; `written` is the part that is not understood.
#[derive(Debug, Clone, PartialEq)]
pub enum DueFault {
    /// Neither a clock time nor a length before or after something.
    Shape {
        written: String,
    },
    Clock {
        written: String,
    },
    Length {
        written: String,
    },
    TooLong {
        most: u32,
    },
    /// Before or after nothing that is known.
    Anchor {
        written: String,
    },
}

/// The largest number a length may have: enough for any order, small enough to reckon with quickly.
pub const MOST: u32 = 999;

/// Words that rules use for anchors, and that no step may have for its key.
pub const RESERVED: [&str; 4] = ["delivery", "order", "order-received", "previous"];

const ON_ORDER_DAY: [&str; 2] = ["on order day", "on the order day"];
const ON_ORDER_DAY_ZH: [&str; 3] = ["接单当日", "接单当天", "下单当日"];

impl Due {
    /// `on delivery day`: at the end of the day promised.
    pub const ON_DELIVERY: Due = Due::Relative { by: Takes::Days(0), side: Side::Before, anchor: Anchor::Delivery };

    pub fn parse(written: &str) -> Result<Self, DueFault> {
        let rule = plain(written).to_lowercase();
        if let Some(time) = ON_ORDER_DAY.iter().find_map(|words| rule.strip_suffix(words)) {
            return clock(time).map(Due::Clock);
        }
        if let Some(time) = ON_ORDER_DAY_ZH.iter().find_map(|words| rule.strip_prefix(words)) {
            return clock(time).map(Due::Clock);
        }
        if ["on delivery day", "on delivery", "交货当日", "交货当天"].contains(&rule.as_str()) {
            return Ok(Due::ON_DELIVERY);
        }
        for (word, side) in [(" before ", Side::Before), (" after ", Side::After)] {
            if let Some((by, anchor)) = rule.split_once(word) {
                return relative(by, side, anchor);
            }
        }
        for (word, side) in [('前', Side::Before), ('后', Side::After)] {
            if let Some((anchor, by)) = rule.rsplit_once(word) {
                return relative(by, side, anchor);
            }
        }
        Err(DueFault::Shape { written: written.to_owned() })
    }

    /// The rule for a reader, with the steps of the process by their names.
    pub fn text(&self, process: &Process) -> Text {
        let name = |key: &StepKey, lang: Lang| match process.step(key) {
            Some(step) => format!("“{}”", step.name.get(lang)),
            None => key.to_string(),
        };
        Text::new(self.print(Lang::Zh, name), self.print(Lang::En, name))
    }

    /// The rule as `parse` reads it, in either language.
    pub fn written(&self, lang: Lang) -> String {
        self.print(lang, |key, _| key.to_string())
    }

    fn print(&self, lang: Lang, name: impl Fn(&StepKey, Lang) -> String) -> String {
        match (self, lang) {
            (Due::Clock(time), Lang::Zh) => format!("接单当日{}", time.strftime("%H:%M")),
            (Due::Clock(time), Lang::En) => format!("{} on order day", time.strftime("%H:%M")),
            (rule, Lang::Zh) if *rule == Due::ON_DELIVERY => "交货当日".to_owned(),
            (rule, Lang::En) if *rule == Due::ON_DELIVERY => "on delivery day".to_owned(),
            (Due::Relative { by, side, anchor }, lang) => {
                let by = by.written(lang);
                let anchor = match (anchor, lang) {
                    (Anchor::Delivery, Lang::Zh) => "交货".to_owned(),
                    (Anchor::Order, Lang::Zh) => "接单".to_owned(),
                    (Anchor::Previous, Lang::Zh) => "上一步".to_owned(),
                    (Anchor::Delivery, Lang::En) => "delivery".to_owned(),
                    (Anchor::Order, Lang::En) => "order".to_owned(),
                    (Anchor::Previous, Lang::En) => "previous".to_owned(),
                    (Anchor::Step(key), lang) => name(key, lang),
                };
                match (side, lang) {
                    (Side::Before, Lang::Zh) => format!("{anchor}前{by}"),
                    (Side::After, Lang::Zh) => format!("{anchor}后{by}"),
                    (Side::Before, Lang::En) => format!("{by} before {anchor}"),
                    (Side::After, Lang::En) => format!("{by} after {anchor}"),
                }
            }
        }
    }
}

impl Takes {
    pub fn parse(written: &str) -> Result<Self, DueFault> {
        let length = plain(written).to_lowercase();
        let fault = || DueFault::Length { written: written.trim().to_owned() };
        let digits = length.find(|c: char| !c.is_ascii_digit()).unwrap_or(length.len());
        let (number, unit) = length.split_at(digits);
        let make: fn(u32) -> Takes = match unit.trim() {
            "m" | "min" | "minute" | "minutes" | "分" | "分钟" => Takes::Minutes,
            "h" | "hour" | "hours" | "小时" | "个小时" => Takes::Hours,
            "d" | "day" | "days" | "天" | "日" => Takes::Days,
            "wd" | "workday" | "workdays" | "工作日" | "个工作日" => Takes::Workdays,
            _ => return Err(fault()),
        };
        if number.is_empty() {
            return Err(fault());
        }
        let number = number.parse().ok().filter(|number| *number <= MOST).ok_or(DueFault::TooLong { most: MOST })?;
        Ok(make(number))
    }

    pub fn text(self) -> Text {
        Text::new(self.written(Lang::Zh), self.written(Lang::En))
    }

    pub fn is_nothing(self) -> bool {
        matches!(self, Takes::Minutes(0) | Takes::Hours(0) | Takes::Days(0) | Takes::Workdays(0))
    }

    /// So many of them one after another.
    pub fn times(self, count: u32) -> Self {
        match self {
            Takes::Minutes(n) => Takes::Minutes(n.saturating_mul(count)),
            Takes::Hours(n) => Takes::Hours(n.saturating_mul(count)),
            Takes::Days(n) => Takes::Days(n.saturating_mul(count)),
            Takes::Workdays(n) => Takes::Workdays(n.saturating_mul(count)),
        }
    }

    /// The length as `parse` reads it, in either language.
    pub fn written(self, lang: Lang) -> String {
        let (number, zh, en) = match self {
            Takes::Minutes(n) => (n, "分钟", "minute"),
            Takes::Hours(n) => (n, "小时", "hour"),
            Takes::Days(n) => (n, "天", "day"),
            Takes::Workdays(n) => (n, "个工作日", "workday"),
        };
        match lang {
            Lang::Zh => format!("{number}{zh}"),
            Lang::En => format!("{number} {en}{}", if number == 1 { "" } else { "s" }),
        }
    }
}

/// Kept as it is written in English: `2 workdays`.
impl Serialize for Takes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Takes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        Takes::parse(&written).map_err(|fault| D::Error::custom(fault.say()))
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(Lang::En))
    }
}

impl fmt::Display for Takes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(Lang::En))
    }
}

fn relative(by: &str, side: Side, anchor: &str) -> Result<Due, DueFault> {
    Ok(Due::Relative { by: Takes::parse(by)?, side, anchor: anchor_of(anchor)? })
}

fn anchor_of(written: &str) -> Result<Anchor, DueFault> {
    match written.trim() {
        "delivery" | "交货" | "交期" => Ok(Anchor::Delivery),
        "order" | "order-received" | "接单" | "下单" => Ok(Anchor::Order),
        "previous" | "上一步" | "上道" => Ok(Anchor::Previous),
        key if is_key(key) => Ok(Anchor::Step(key.into())),
        other => Err(DueFault::Anchor { written: other.to_owned() }),
    }
}

/// A time of day, `09:05` or `9:05`.
pub fn clock(written: &str) -> Result<civil::Time, DueFault> {
    let read = || {
        let (hours, minutes) = written.trim().split_once(':')?;
        let digits = |s: &str, most: usize| s.chars().all(|c| c.is_ascii_digit()) && (1..=most).contains(&s.len());
        (digits(hours, 2) && digits(minutes, 2) && minutes.len() == 2).then_some(())?;
        civil::Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
    };
    read().ok_or_else(|| DueFault::Clock { written: written.trim().to_owned() })
}

impl Say for DueFault {
    fn say(&self) -> Message {
        match self {
            DueFault::Shape { written } => Message::new("due-shape").with("written", written.as_str()),
            DueFault::Clock { written } => Message::new("due-clock").with("written", written.as_str()),
            DueFault::Length { written } => Message::new("due-length").with("written", written.as_str()),
            DueFault::TooLong { most } => Message::new("due-too-long").with("most", u64::from(*most)),
            DueFault::Anchor { written } => Message::new("due-anchor").with("written", written.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rules_are_read_and_printed_in_both_languages() {
        for (written, en, zh) in [
            ("30d before delivery", "30 days before delivery", "交货前30天"),
            ("14 days before inspection", "14 days before inspection", "inspection前14天"),
            ("24h after order-received", "24 hours after order", "接单后24小时"),
            ("2 workdays after previous", "2 workdays after previous", "上一步后2个工作日"),
            ("1 workday after confirm", "1 workday after confirm", "confirm后1个工作日"),
            ("9:05 on order day", "09:05 on order day", "接单当日09:05"),
            ("接单当日 12：30", "12:30 on order day", "接单当日12:30"),
            ("交货前 7 天", "7 days before delivery", "交货前7天"),
            ("0d before delivery", "on delivery day", "交货当日"),
            ("交货当天", "on delivery day", "交货当日"),
        ] {
            let due = Due::parse(written).unwrap_or_else(|fault| panic!("{written}: {fault:?}"));
            assert_eq!((due.written(Lang::En).as_str(), due.written(Lang::Zh).as_str()), (en, zh), "{written}");
        }
    }

    #[test]
    fn what_is_no_rule_is_refused_with_the_part_that_is_wrong() {
        let text = |s: &str| s.to_owned();
        for (written, fault) in [
            ("", DueFault::Shape { written: text("") }),
            ("soon", DueFault::Shape { written: text("soon") }),
            ("25:00 on order day", DueFault::Clock { written: text("25:00") }),
            ("9.05 on order day", DueFault::Clock { written: text("9.05") }),
            ("3 weeks before delivery", DueFault::Length { written: text("3 weeks") }),
            ("d before delivery", DueFault::Length { written: text("d") }),
            ("1.5h after order", DueFault::Length { written: text("1.5h") }),
            ("99999d after order", DueFault::TooLong { most: MOST }),
            ("3d before the ship", DueFault::Anchor { written: text("the ship") }),
            ("3d before ", DueFault::Shape { written: text("3d before ") }),
        ] {
            assert_eq!(Due::parse(written), Err(fault), "{written}");
        }
    }

    fn takes() -> impl Strategy<Value = Takes> {
        (0..=MOST).prop_flat_map(|n| {
            prop::sample::select(vec![Takes::Minutes(n), Takes::Hours(n), Takes::Days(n), Takes::Workdays(n)])
        })
    }

    fn due() -> impl Strategy<Value = Due> {
        let time = (0..24_i8, 0..60_i8).prop_map(|(h, m)| Due::Clock(civil::time(h, m, 0, 0)));
        let key = "[a-z][a-z0-9-]{0,12}".prop_filter("an anchor's word", |key| !RESERVED.contains(&key.as_str()));
        let anchor = prop_oneof![
            Just(Anchor::Delivery),
            Just(Anchor::Order),
            Just(Anchor::Previous),
            key.prop_map(|key| Anchor::Step(StepKey(key))),
        ];
        let side = prop_oneof![Just(Side::Before), Just(Side::After)];
        let relative = (takes(), side, anchor).prop_map(|(by, side, anchor)| Due::Relative { by, side, anchor });
        prop_oneof![time, relative]
    }

    proptest! {
        #[test]
        fn every_rule_reads_back_as_it_was_printed(due in due(), takes in takes()) {
            for lang in [Lang::Zh, Lang::En] {
                prop_assert_eq!(Due::parse(&due.written(lang)), Ok(due.clone()));
                prop_assert_eq!(Takes::parse(&takes.written(lang)), Ok(takes));
            }
        }

        #[test]
        fn no_words_make_the_reader_stumble(words in any::<String>(), more in "[0-9dhm]{0,9} ?(before|after|前|后)?.{0,9}") {
            let _ = (Due::parse(&words), Takes::parse(&words), Due::parse(&more), Takes::parse(&more));
        }
    }
}
