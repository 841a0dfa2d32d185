//! The signature of a webhook: HMAC-SHA256 (RFC 2104) over id, time and body, so that the receiver knows that it is ours, unchanged
//! and fresh. Also how such a signature of a carrier's webhook is checked.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::field::evidence::Hash;

/// What is older or newer than this is not taken.
const TOLERANCE_SECONDS: u64 = 300;
const BLOCK: usize = 64;

/// For the header `Yidan-Signature`: `t=<seconds>,v1=<hex>`.
pub fn signature(secret: &[u8], id: &str, at: Timestamp, body: &[u8]) -> String {
    format!("t={},v1={}", at.as_second(), mac_of(secret, id, at.as_second(), body))
}

/// Is this the signature of such a body, and not too old?
pub fn is_genuine(secret: &[u8], id: &str, body: &[u8], header: &str, now: Timestamp) -> bool {
    let part = |name: &str| header.split(',').find_map(|part| part.trim().strip_prefix(name));
    let Some((seconds, mac)) = part("t=").and_then(|it| it.parse::<i64>().ok()).zip(part("v1=")) else { return false };
    let is_fresh = now.as_second().abs_diff(seconds) <= TOLERANCE_SECONDS;
    is_fresh && is_same(mac_of(secret, id, seconds, body).0.as_bytes(), mac.as_bytes())
}

fn mac_of(secret: &[u8], id: &str, seconds: i64, body: &[u8]) -> Hash {
    let mut signed = format!("{id}.{seconds}.").into_bytes();
    signed.extend_from_slice(body);
    let mac = hmac_sha256(secret, &signed);
    Hash(mac.iter().map(|byte| format!("{byte:02x}")).collect())
}

pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0_u8; BLOCK];
    if key.len() > BLOCK {
        let short: [u8; 32] = Sha256::digest(key).into();
        block[..32].copy_from_slice(&short);
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let with = |pad: u8| block.map(|byte| byte ^ pad);
    let inner: [u8; 32] = Sha256::new().chain_update(with(0x36)).chain_update(message).finalize().into();
    Sha256::new().chain_update(with(0x5c)).chain_update(inner).finalize().into()
}

/// In a time that says nothing about where they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
