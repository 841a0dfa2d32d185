use super::{super::sign::*, *};

fn hex(bytes: [u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 4231, §4.
#[test]
fn the_mac_is_that_of_the_standard() {
    for (key, message, mac) in [
        (vec![0x0b; 20], b"Hi There".to_vec(), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe".to_vec(),
            b"what do ya want for nothing?".to_vec(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (vec![0xaa; 20], vec![0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        (
            vec![0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First".to_vec(),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ] {
        assert_eq!(hex(hmac_sha256(&key, &message)), mac);
    }
}

#[test]
fn only_the_very_message_is_genuine_and_only_for_a_while() {
    let (secret, now) = (b"secret".as_slice(), at("30 10:00"));
    let header = signature(secret, "m1", now, b"{}");
    assert!(header.starts_with("t=1796004000,v1="), "{header}");
    let is = |secret: &[u8], id, body: &[u8], header: &str, now| is_genuine(secret, id, body, header, now);
    assert!(is(secret, "m1", b"{}", &header, at("30 10:05")));
    assert!(!is(secret, "m1", b"{}", &header, at("30 10:06")), "replayed later");
    assert!(!is(secret, "m1", b"{}", &header, at("30 09:54")), "from the future");
    assert!(!is(b"other", "m1", b"{}", &header, now));
    assert!(!is(secret, "m2", b"{}", &header, now));
    assert!(!is(secret, "m1", b"{ }", &header, now));
    let later = header.replace("t=1796004000", "t=1796004001");
    assert!(!is(secret, "m1", b"{}", &later, now));
    for wrong in ["", "t=,v1=", "v1=00", "t=1796004000", "t=1796004000,v1=", "t=x,v1=y", "t=99999999999999999999,v1=0"]
    {
        assert!(!is(secret, "m1", b"{}", wrong, now), "{wrong:?}");
    }
}
