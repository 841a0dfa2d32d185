//! A digest as plain text: what a mail would say.

use jiff::civil::Date;
use yidan_domain::{
    Message, Say,
    digest::{Digest, Line},
};

use crate::texts::Reader;

pub fn plain(digest: &Digest, day: Date, reader: &Reader) -> String {
    let mut text = format!("{}\n", reader.say(&Message::new("digest-title").with("day", day)));
    if digest.sections.is_empty() {
        text.push_str(&format!("\n{}\n", reader.t("digest-calm")));
    }
    for section in &digest.sections {
        let heading = reader.t(&format!("digest-section-{}", section.about.key()));
        text.push_str(&format!("\n{heading} ({})\n", section.count));
        for line in &section.lines {
            text.push_str(&format!("- {}\n", line_text(line, reader)));
        }
        let hidden = section.count.saturating_sub(section.lines.len());
        if hidden > 0 {
            text.push_str(&format!("  {}\n", reader.count("digest-more", hidden as i64)));
        }
    }
    text
}

fn line_text(line: &Line, reader: &Reader) -> String {
    let order = line.order.as_ref().map(|order| format!("{} {}", order.number, order.customer));
    let step = line.step.as_ref().map(|step| step.get(reader.lang).to_owned());
    let parts = [order, step, Some(reader.say(&line.says.say())), line.by().map(|by| reader.say(&by))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use yidan_domain::{
        Lang, OrderId, Text,
        digest::{Named, Saying, Section, Subject},
    };

    use super::*;

    #[test]
    fn a_digest_reads_as_a_letter() {
        let order = Named { id: OrderId(uuid::Uuid::nil()), number: "SO-1".into(), customer: "晨光五金".into() };
        let due = "2026-03-06T10:00:00Z".parse().unwrap();
        let line = Line { order: Some(order), step: Some(Text::new("备货", "Pick")), says: Saying::Overdue { due } };
        let queue = Saying::Queue { department: Text::new("仓储部", "Warehouse"), steps: 4 };
        let queue = Line { order: None, step: None, says: queue };
        let digest = Digest {
            sections: vec![
                Section { about: Subject::Overdue, count: 3, lines: vec![line] },
                Section { about: Subject::Queues, count: 1, lines: vec![queue] },
            ],
        };
        let day = "2026-03-09".parse().unwrap();
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let reader = |lang| Reader { lang, zone: zone.clone(), now: "2026-03-09T01:00:00Z".parse().unwrap() };
        let zh = "2026-03-09 摘要\n\n已逾期 (3)\n- SO-1 晨光五金 · 备货 · 应在 03-06 18:00 前办完\n  另有 2 项\n\n\
                  各部门待办 (1)\n- 仓储部：4 步待办\n";
        assert_eq!(plain(&digest, day, &reader(Lang::Zh)), zh);
        let en = plain(&digest, day, &reader(Lang::En));
        assert!(en.contains("- SO-1 晨光五金 · Pick · was due 03-06 18:00\n  2 more\n"), "{en}");
    }
}
