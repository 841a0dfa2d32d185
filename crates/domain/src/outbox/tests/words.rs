//! Whatever the outbox says has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{Message, Say};

const ZH: &str = include_str!("../../../../server/texts/zh/outbox.ftl");
const EN: &str = include_str!("../../../../server/texts/en/outbox.ftl");

#[test]
fn whatever_the_outbox_says_has_words_in_both_languages() {
    use OutboxFault::*;
    let (x, text) = (|| "x".to_owned(), || Text::same("x"));
    let faults = [
        BadAddress { channel: text(), written: x() },
        WordsMissing { lang: text() },
        WordsTooLong { lang: text(), most: 1 },
        TooLongForChannel { channel: text(), characters: 1, most: 1 },
        UnknownPlace { name: x(), known: vec![text()] },
        Unclosed { near: x() },
        QuietAllDay { at: x() },
        NotDead { state: text() },
        NotWaiting { state: text() },
    ];
    let why = [Why::Failed { why: x() }, Why::Stale, Why::InDoubt];
    let places = |message: Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    let said = faults.iter().map(Say::say).chain(why.iter().map(Say::say));
    let said: BTreeMap<&str, BTreeSet<&str>> = said.map(places).collect();
    for source in [ZH, EN] {
        assert_eq!(crate::message::worded(source), said);
    }
}
