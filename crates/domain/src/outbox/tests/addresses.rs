use super::*;

#[test]
fn each_channel_knows_its_addresses() {
    use Channel::*;
    for (channel, typed, kept) in [
        (Email, " Ana.Lopez@Casa-Verde.example ", Some("Ana.Lopez@Casa-Verde.example")),
        (Email, "ana@casaverde.example\nBcc: all@x.example", None),
        (Email, "ana@localhost", None),
        (Email, "ana@@x.example", None),
        (Email, "Ana <ana@x.example>", None),
        (Email, "@x.example", None),
        (Email, "ana@x..example", None),
        (Email, "陈静@例子.中国", Some("陈静@例子.中国")),
        (Sms, "+86 138-0000-0001", Some("+8613800000001")),
        (Sms, "１３８００００００１１", Some("13800000011")),
        (Sms, "1380000", Some("1380000")),
        (Sms, "138 0000 000x", None),
        (Sms, "+1234567890123456", None),
        (Webhook, "https://erp.example/hooks/1?k=v", Some("https://erp.example/hooks/1?k=v")),
        (Webhook, "http://erp.example/", None),
        (Webhook, "https://", None),
        (Webhook, "https://user:pass@erp.example/", None),
        (
            WeCom,
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x",
            Some("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x"),
        ),
        (DingTalk, "javascript:alert(1)", None),
        (InProgram, "lin", None),
    ] {
        let made = Address::new(channel, typed);
        assert_eq!(made.as_ref().ok().map(|it| it.to.as_str()), kept, "{channel:?} {typed:?}");
    }
    let (one, other) = (address(Email, "Ana@X.example"), address(Email, "ana@x.example"));
    assert_eq!(one.folded(), other.folded());
}
