//! Group robots of WeCom, DingTalk and Feishu: what they are sent, how it is signed, and what their answers mean. They answer
//! 200 to nearly everything; what went wrong stands in the body.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Address, Channel, Failure, Rendered, sign::hmac_sha256};

/// To be posted as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    pub url: String,
    pub body: String,
}

/// Codes by which a robot says that it is busy, or that too much was sent in a minute: WeCom 45009, DingTalk 130101, Feishu
/// 9499 and 11232; −1 is a busy server at all of them.
const BUSY: [i64; 5] = [-1, 45_009, 130_101, 9_499, 11_232];
/// The limits are counted by the minute.
const BUSY_SECONDS: u32 = 60;

/// None of a channel that has no robot. `secret` is the one that its settings show, where signing is switched on; WeCom has its
/// key in the address alone.
pub fn post(address: &Address, words: &Rendered, secret: Option<&str>, now: Timestamp) -> Option<Post> {
    let text = format!("{}\n{}", words.subject, words.body).trim().to_owned();
    let plain = || json!({ "msgtype": "text", "text": { "content": text } });
    let (url, body) = match address.channel {
        Channel::WeCom => (address.to.clone(), plain()),
        Channel::DingTalk => {
            let signed = secret.map(|secret| {
                let at = now.as_millisecond();
                let mac = hmac_sha256(secret.as_bytes(), format!("{at}\n{secret}").as_bytes());
                format!("&timestamp={at}&sign={}", in_address(&base64(&mac)))
            });
            (format!("{}{}", address.to, signed.unwrap_or_default()), plain())
        }
        Channel::Feishu => {
            let mut body = json!({ "msg_type": "text", "content": { "text": text } });
            if let Some(secret) = secret {
                let at = now.as_second();
                // Here the text to be signed is the key, and nothing is signed.
                let mac = hmac_sha256(format!("{at}\n{secret}").as_bytes(), b"");
                body["timestamp"] = at.to_string().into();
                body["sign"] = base64(&mac).into();
            }
            (address.to.clone(), body)
        }
        _ => return None,
    };
    Some(Post { url, body: body.to_string() })
}

/// What an answer says; none for success.
pub fn failure(status: u16, body: &str) -> Option<Failure> {
    if let Some(failure) = Failure::of_http(status, None) {
        return Some(failure);
    }
    let answer: Value = serde_json::from_str(body).unwrap_or_default();
    let code = ["errcode", "code", "StatusCode"].iter().find_map(|name| answer[*name].as_i64());
    let words = ["errmsg", "msg", "StatusMessage"].iter().find_map(|name| answer[*name].as_str());
    let words: String = words.unwrap_or_default().chars().take(200).collect();
    match code {
        Some(0) => None,
        Some(code) if BUSY.contains(&code) => {
            Some(Failure::Passing { why: format!("{code} {words}"), pause_seconds: Some(BUSY_SECONDS) })
        }
        Some(code) => Some(Failure::Lasting { why: format!("{code} {words}") }),
        // Some page in between, not the robot.
        None => Some(Failure::Passing { why: "no code in the answer".to_owned(), pause_seconds: None }),
    }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648, §4.
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

fn in_address(base64: &str) -> String {
    base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, §10.
    #[test]
    fn letters_are_those_of_the_standard() {
        for (bytes, letters) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), letters);
        }
        assert_eq!(in_address("a+b/c="), "a%2Bb%2Fc%3D");
    }
}
