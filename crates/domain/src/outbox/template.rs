//! Words with places to fill in: `{order}` is a place, `{{` and `}}` are braces. What a company writes is checked when it is
//! written: in both languages, closed, and naming only what the occasion knows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Channel, Occasion, OutboxFault};
use crate::{Lang, Text, text::tidy};

/// What fills the places, in both languages.
pub type Values = BTreeMap<String, Text>;

const LONGEST_SUBJECT: usize = 200;
const LONGEST_BODY: usize = 5_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub subject: Text,
    pub body: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    pub subject: String,
    pub body: String,
}

enum Piece<'a> {
    Words(&'a str),
    Place(&'a str),
}

impl Template {
    /// Tidied, and complete.
    pub fn checked(self, occasion: Occasion, channel: Channel) -> Result<Self, OutboxFault> {
        let tidied = |text: &Text, lines| Text::new(tidy(&text.zh, lines), tidy(&text.en, lines));
        let template = Self { subject: tidied(&self.subject, false), body: tidied(&self.body, true) };
        for lang in [Lang::Zh, Lang::En] {
            let subject = template.subject.get(lang);
            check(subject, LONGEST_SUBJECT, lang, !channel.has_subject(), occasion)?;
            check(template.body.get(lang), LONGEST_BODY, lang, false, occasion)?;
            // As long as the preview has it; what is real may be longer and is cut.
            let characters = template.render(&occasion.samples(), lang).body.chars().count();
            if characters > channel.most_characters() {
                let most = channel.most_characters();
                return Err(OutboxFault::TooLongForChannel { channel: channel.name(), characters, most });
            }
        }
        Ok(template)
    }

    /// A value that nobody gave leaves its place empty. No value can begin another line of the subject, which would be
    /// another header of an e-mail, or a place of its own.
    pub fn render(&self, values: &Values, lang: Lang) -> Rendered {
        let fill = |words: &str, lines| {
            let pieces = pieces(words).unwrap_or_else(|_| vec![Piece::Words(words)]);
            let filled = pieces.into_iter().map(|piece| match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Place(name) => values.get(name).map(|text| tidy(text.get(lang), false)).unwrap_or_default(),
            });
            tidy(&filled.collect::<String>(), lines)
        };
        Rendered { subject: fill(self.subject.get(lang), false), body: fill(self.body.get(lang), true) }
    }

    pub fn preview(&self, occasion: Occasion, lang: Lang) -> Rendered {
        self.render(&occasion.samples(), lang)
    }

    /// What ships.
    pub fn usual(occasion: Occasion) -> Self {
        let (subject, zh, en) = match occasion {
            Occasion::OrderConfirmed => (
                ("订单 {order} 已确认", "Order {order} is confirmed"),
                "{customer}您好：订单 {order} 已确认，交期 {promised}。进度随时可看：{link} 【{company}】",
                "Dear {customer}, your order {order} is confirmed for {promised}. Follow it at {link} — {company}",
            ),
            Occasion::DeliveryMoved => (
                ("订单 {order} 交期变更", "Order {order}: new day of delivery"),
                "{customer}您好：订单 {order} 交期由 {before} 改为 {promised}，原因：{reason}。{link} 【{company}】",
                "Dear {customer}, order {order} will be delivered on {promised}, not on {before}: {reason}. {link} — {company}",
            ),
            Occasion::Dispatched => (
                ("订单 {order} 已发货", "Order {order} is on its way"),
                "{customer}您好：订单 {order} 已由{carrier}发出，运单号 {tracking}，预计 {arrives} 到达。{link} 【{company}】",
                "Dear {customer}, order {order} left with {carrier}, tracking number {tracking}, expected on {arrives}. {link} — {company}",
            ),
            Occasion::TransportUpdated => (
                ("订单 {order} 物流更新", "Order {order}: news from the way"),
                "{customer}您好：订单 {order}（{carrier} {tracking}）{status}，预计 {arrives} 到达。{link} 【{company}】",
                "Dear {customer}, order {order} ({carrier} {tracking}): {status}, expected on {arrives}. {link} — {company}",
            ),
            Occasion::Arrived => (
                ("订单 {order} 已到达", "Order {order} has arrived"),
                "{customer}您好：订单 {order} 已到达，请验收后在此签收：{link} 【{company}】",
                "Dear {customer}, order {order} has arrived. Please check it and sign for it at {link} — {company}",
            ),
            Occasion::SlipOrdered => (
                ("订货单 {slip} 已接", "Order slip {slip} is taken"),
                "{customer}您好：已接订货单 {slip}：{goods}。24 小时内送到，收货时请签字。{link} 【{company}】",
                "Dear {customer}, we have your slip {slip}: {goods}. It comes within 24 hours; please sign for it. {link} — {company}",
            ),
            Occasion::SlipLate => (
                ("订货单 {slip} 要催", "Chase slip {slip}"),
                "{customer}的订货单 {slip}：{reason}，期限 {due}。货品：{goods}",
                "Slip {slip} of {customer}: {reason}, due {due}. Goods: {goods}",
            ),
            Occasion::InstallationBooked => (
                ("订单 {order} 安装时间", "Order {order}: your installation"),
                "{customer}您好：订单 {order} 定于 {day} 由{team}上门安装。{link} 【{company}】",
                "Dear {customer}, {team} will install order {order} on {day}. {link} — {company}",
            ),
            Occasion::InstallationMoved => (
                ("订单 {order} 安装改期", "Order {order}: your installation has moved"),
                "{customer}您好：订单 {order} 的安装由 {before} 改到 {day}（{team}），原因：{reason}。{link} 【{company}】",
                "Dear {customer}, order {order} will be installed on {day} by {team}, not on {before}: {reason}. {link} — {company}",
            ),
            Occasion::AnswerDue => (
                ("{customer}等答复", "{customer} waits for an answer"),
                "{caller}（{customer}）等答复，最迟 {due}：{reason}",
                "{caller} ({customer}) waits for an answer by {due}: {reason}",
            ),
            Occasion::ComplaintAnswered => (
                ("订单 {order} 投诉答复", "Order {order}: about your complaint"),
                "{customer}您好：关于订单 {order} 的投诉，处理如下：{answer}。{link} 【{company}】",
                "Dear {customer}, about your complaint on order {order}: {answer}. {link} — {company}",
            ),
            Occasion::SurveyAsked => (
                ("请评价订单 {order}", "How was order {order}?"),
                "{customer}您好：订单 {order} 已完成，请花一分钟评价：{link} 【{company}】",
                "Dear {customer}, order {order} is complete. Please give us a minute: {link} — {company}",
            ),
            Occasion::PaymentDue => (
                ("订单 {order} 货款到期提醒", "Order {order}: payment due"),
                "{customer}您好：订单 {order} 有 {amount} 将于 {due} 到期，请安排付款。【{company}】",
                "Dear {customer}, {amount} for order {order} are due on {due}. — {company}",
            ),
        };
        Self { subject: Text::new(subject.0, subject.1), body: Text::new(zh, en) }
    }
}

fn check(words: &str, most: usize, lang: Lang, may_be_empty: bool, occasion: Occasion) -> Result<(), OutboxFault> {
    if words.is_empty() && !may_be_empty {
        return Err(OutboxFault::WordsMissing { lang: language(lang) });
    }
    if words.chars().count() > most {
        return Err(OutboxFault::WordsTooLong { lang: language(lang), most });
    }
    let known: BTreeSet<&str> = occasion.variables().iter().map(|it| it.name).collect();
    for piece in pieces(words)? {
        if let Piece::Place(name) = piece
            && !known.contains(name)
        {
            let known = known.iter().map(|name| Text::same(*name)).collect();
            return Err(OutboxFault::UnknownPlace { name: name.chars().take(40).collect(), known });
        }
    }
    Ok(())
}

fn language(lang: Lang) -> Text {
    match lang {
        Lang::Zh => Text::new("中文", "Chinese"),
        Lang::En => Text::new("英文", "English"),
    }
}

fn pieces(words: &str) -> Result<Vec<Piece<'_>>, OutboxFault> {
    let mut pieces = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.find(['{', '}']) {
        pieces.push(Piece::Words(&rest[..at]));
        let brace = &rest[at..=at];
        let after = &rest[at + 1..];
        if after.starts_with(brace) {
            pieces.push(Piece::Words(brace));
            rest = &after[1..];
        } else if brace == "}" {
            return Err(OutboxFault::Unclosed { near: near(&rest[at..]) });
        } else {
            let (name, behind) = after.split_once('}').ok_or(OutboxFault::Unclosed { near: near(&rest[at..]) })?;
            pieces.push(Piece::Place(name.trim()));
            rest = behind;
        }
    }
    pieces.push(Piece::Words(rest));
    Ok(pieces)
}

fn near(words: &str) -> String {
    words.chars().take(20).collect()
}
