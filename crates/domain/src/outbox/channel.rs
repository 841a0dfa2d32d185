//! The ways to reach somebody, and what an address of each looks like.

use serde::{Deserialize, Serialize};

use super::OutboxFault;
use crate::{Text, text::plain};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Email,
    /// By a gateway.
    Sms,
    /// To another program, signed.
    Webhook,
    WeCom,
    DingTalk,
    Feishu,
    /// Among a person's notices.
    InProgram,
}

/// Checked for its channel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    pub channel: Channel,
    pub to: String,
}

const LONGEST: usize = 500;

impl Channel {
    pub const ALL: [Channel; 7] = [
        Channel::Email,
        Channel::Sms,
        Channel::Webhook,
        Channel::WeCom,
        Channel::DingTalk,
        Channel::Feishu,
        Channel::InProgram,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Sms => "sms",
            Channel::Webhook => "webhook",
            Channel::WeCom => "we_com",
            Channel::DingTalk => "ding_talk",
            Channel::Feishu => "feishu",
            Channel::InProgram => "in_program",
        }
    }

    pub fn name(self) -> Text {
        match self {
            Channel::Email => Text::new("电子邮件", "E-mail"),
            Channel::Sms => Text::new("短信", "SMS"),
            Channel::Webhook => Text::new("Webhook", "Webhook"),
            Channel::WeCom => Text::new("企业微信机器人", "WeCom robot"),
            Channel::DingTalk => Text::new("钉钉机器人", "DingTalk robot"),
            Channel::Feishu => Text::new("飞书机器人", "Feishu robot"),
            Channel::InProgram => Text::new("系统内", "In the program"),
        }
    }

    /// It makes a phone ring: not in quiet hours.
    pub fn rings(self) -> bool {
        matches!(self, Channel::Sms | Channel::WeCom | Channel::DingTalk | Channel::Feishu)
    }

    /// Whoever receives it twice knows it again: by its Message-ID, its id in the header, its row. What may have been sent
    /// by another channel is not sent again without somebody's word.
    pub fn knows_again(self) -> bool {
        matches!(self, Channel::Email | Channel::Webhook | Channel::InProgram)
    }

    /// Characters that a message may have.
    pub fn most_characters(self) -> usize {
        match self {
            // Seven segments of 67 characters.
            Channel::Sms => 469,
            Channel::WeCom | Channel::DingTalk | Channel::Feishu => 1_300,
            Channel::Email | Channel::Webhook | Channel::InProgram => 20_000,
        }
    }

    pub fn has_subject(self) -> bool {
        !matches!(self, Channel::Sms)
    }
}

impl Address {
    pub fn new(channel: Channel, typed: &str) -> Result<Self, OutboxFault> {
        let to = plain(typed);
        let to = match channel {
            Channel::Email => to,
            // Spaces, hyphens and brackets are how people write numbers.
            Channel::Sms => to.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect(),
            _ => to,
        };
        let is_good = to.len() <= LONGEST
            && match channel {
                Channel::Email => is_mailbox(&to),
                Channel::Sms => is_phone(&to),
                Channel::Webhook | Channel::WeCom | Channel::DingTalk | Channel::Feishu => is_https(&to),
                Channel::InProgram => to.parse::<uuid::Uuid>().is_ok(),
            };
        if is_good {
            Ok(Self { channel, to })
        } else {
            Err(OutboxFault::BadAddress { channel: channel.name(), written: to.chars().take(60).collect() })
        }
    }

    /// What two addresses are compared by: `Lin@Example.com` is the mailbox of `lin@example.com`.
    pub fn folded(&self) -> String {
        match self.channel {
            Channel::Email => self.to.to_lowercase(),
            _ => self.to.clone(),
        }
    }
}

/// As far as matters: one `@`, something before it, dots but no empty labels after it, nothing that could end a header.
pub fn is_mailbox(to: &str) -> bool {
    let Some((name, domain)) = to.rsplit_once('@') else { return false };
    let is_word =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')' | '@');
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    (1..=64).contains(&name.len()) && name.chars().all(is_word) && labels.len() > 1 && labels.iter().all(is_label)
}

/// With the country's prefix or as dialled at home.
fn is_phone(to: &str) -> bool {
    let digits = to.strip_prefix('+').unwrap_or(to);
    (5..=15).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
}

/// Where it may lead (not into the own network) is decided by whoever connects.
fn is_https(to: &str) -> bool {
    let Some(rest) = to.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.contains('@') && to.chars().all(|c| c.is_ascii_graphic())
}
