use proptest::prelude::*;

use super::*;

fn template(zh: &str, en: &str) -> Template {
    Template { subject: Text::same("{order}"), body: Text::new(zh, en) }
}

fn checked(zh: &str, en: &str) -> Result<Template, OutboxFault> {
    template(zh, en).checked(Occasion::Dispatched, Channel::Sms)
}

#[test]
fn what_ships_is_sound_for_every_channel() {
    for occasion in Occasion::ALL {
        for channel in Channel::ALL {
            let checked = Template::usual(occasion).checked(occasion, channel);
            assert_eq!(checked, Ok(Template::usual(occasion)), "{occasion:?} {channel:?}");
        }
        for lang in [Lang::Zh, Lang::En] {
            let Rendered { subject, body } = Template::usual(occasion).preview(occasion, lang);
            assert!(!subject.contains(['{', '}']) && !body.contains(['{', '}']), "{body}");
        }
    }
    let preview = Template::usual(Occasion::Dispatched).preview(Occasion::Dispatched, Lang::Zh);
    let body = "星河贸易您好：订单 SO-2611-0042 已由顺丰速运发出，运单号 SF1390001，预计 2026-12-20 到达。https://…/t/… 【晨光进出口】";
    assert_eq!(preview, Rendered { subject: "订单 SO-2611-0042 已发货".into(), body: body.into() });
}

#[test]
fn what_cannot_be_filled_in_is_refused() {
    let known: Vec<Text> =
        ["arrives", "carrier", "company", "customer", "link", "order", "tracking"].map(Text::same).into();
    let unknown = |name: &str| OutboxFault::UnknownPlace { name: name.into(), known: known.clone() };
    for (zh, en, fault) in [
        ("{order} 已发", "", OutboxFault::WordsMissing { lang: Text::new("英文", "English") }),
        ("{price}", "x", unknown("price")),
        ("{}", "x", unknown("")),
        ("x", "{order", OutboxFault::Unclosed { near: "{order".into() }),
        ("x", "order} now", OutboxFault::Unclosed { near: "} now".into() }),
    ] {
        assert_eq!(checked(zh, en), Err(fault), "{zh} {en}");
    }
    assert!(checked("{{ { order } }}", "x").is_ok());
    let most = Channel::Sms.most_characters();
    let fault = OutboxFault::TooLongForChannel { channel: Channel::Sms.name(), characters: most + 1, most };
    assert_eq!(checked(&"长".repeat(most + 1), "x"), Err(fault));
    let fault = OutboxFault::WordsTooLong { lang: Text::new("英文", "English"), most: 5_000 };
    assert_eq!(checked("x", &"l".repeat(5_001)), Err(fault));
    // A mail wants a subject, a text message does not.
    let bare = Template { subject: Text::default(), ..template("{order}", "{order}") };
    assert!(bare.clone().checked(Occasion::Dispatched, Channel::Sms).is_ok());
    assert!(bare.checked(Occasion::Dispatched, Channel::Email).is_err());
}

#[test]
fn no_value_reaches_beyond_its_place() {
    let values: Values = [("order", "SO-1\r\nBcc: x@y.example {carrier}"), ("carrier", "顺丰")]
        .map(|(name, value)| (name.to_owned(), Text::same(value)))
        .into();
    let template = Template { subject: Text::same("Order {order}"), body: Text::same("{carrier}: {tracking}.") };
    let rendered = template.render(&values, Lang::En);
    assert_eq!(rendered.subject, "Order SO-1 Bcc: x@y.example {carrier}");
    assert_eq!(rendered.body, "顺丰: .");
}

proptest! {
    #[test]
    fn nothing_that_is_written_makes_it_stumble(words in ".{0,60}", braces in "[{}a-z ]{0,30}") {
        for words in [words, braces] {
            let template = Template { subject: Text::same(words.clone()), body: Text::same(words) };
            let rendered = template.render(&Occasion::Arrived.samples(), Lang::Zh);
            prop_assert!(!rendered.subject.contains('\n'));
            let _ = template.checked(Occasion::Arrived, Channel::Email);
        }
    }
}
