use super::{super::robot, *};

fn words() -> Rendered {
    Rendered { subject: "订单 SO-1 已发货".into(), body: "顺丰 \"SF1\"".into() }
}

fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}

/// The signatures were reckoned by Python's `hmac` and `base64`, by the descriptions of DingTalk and Feishu.
#[test]
fn each_robot_is_spoken_to_in_its_own_way() {
    let at_https = |channel| address(channel, "https://robot.example/send?k=1");
    let plain = r#"{"msgtype":"text","text":{"content":"订单 SO-1 已发货\n顺丰 \"SF1\""}}"#;
    let signed =
        "https://robot.example/send?k=1&timestamp=1700000000000&sign=aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g%3D";
    for (channel, secret, url, body) in [
        (Channel::WeCom, None, "https://robot.example/send?k=1", plain.to_owned()),
        (Channel::WeCom, Some("x"), "https://robot.example/send?k=1", plain.to_owned()),
        (Channel::DingTalk, None, "https://robot.example/send?k=1", plain.to_owned()),
        (Channel::DingTalk, Some("SECtest"), signed, plain.to_owned()),
        (
            Channel::Feishu,
            None,
            "https://robot.example/send?k=1",
            r#"{"content":{"text":"订单 SO-1 已发货\n顺丰 \"SF1\""},"msg_type":"text"}"#.to_owned(),
        ),
        (
            Channel::Feishu,
            Some("test"),
            "https://robot.example/send?k=1",
            r#"{"content":{"text":"订单 SO-1 已发货\n顺丰 \"SF1\""},"msg_type":"text","sign":"eSJQnOl8XqPTMPHWz9e5IzeHS/tqoc68g2967ekIPmg=","timestamp":"1700000000"}"#
                .to_owned(),
        ),
    ] {
        let post = robot::post(&at_https(channel), &words(), secret, now()).unwrap();
        assert_eq!((post.url.as_str(), post.body), (url, body), "{channel:?}");
    }
    assert_eq!(robot::post(&at_https(Channel::Webhook), &words(), None, now()), None);
}

#[test]
fn what_a_robot_answers_is_understood() {
    let passing = |why: &str, pause_seconds| Some(Failure::Passing { why: why.into(), pause_seconds });
    let lasting = |why: &str| Some(Failure::Lasting { why: why.into() });
    for (status, body, failure) in [
        (200, r#"{"errcode":0,"errmsg":"ok"}"#, None),
        (200, r#"{"code":0,"data":{},"msg":"success"}"#, None),
        (200, r#"{"StatusCode":0,"StatusMessage":"success"}"#, None),
        (200, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#, lasting("93000 invalid webhook url")),
        (200, r#"{"errcode":310000,"errmsg":"sign not match"}"#, lasting("310000 sign not match")),
        (
            200,
            r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#,
            passing("45009 api freq out of limit", Some(60)),
        ),
        (200, r#"{"code":11232,"msg":"frequency limited"}"#, passing("11232 frequency limited", Some(60))),
        (200, "<html>", passing("no code in the answer", None)),
        (200, "", passing("no code in the answer", None)),
        (200, "[]", passing("no code in the answer", None)),
        (502, r#"{"errcode":0}"#, passing("HTTP 502", None)),
        (404, "", lasting("HTTP 404")),
    ] {
        assert_eq!(robot::failure(status, body), failure, "{status} {body}");
    }
}
