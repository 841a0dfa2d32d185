//! Passwords and the secrets of sessions and tokens. Passwords are kept as argon2id hashes, secrets as SHA-256.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use yidan_store::{Error, Result};

pub const SHORTEST_PASSWORD: usize = 8;
const LONGEST_PASSWORD: usize = 200;

/// 256 random bits, as they travel in a cookie or a header.
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a secret.
pub fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Refuses passwords that are too short, too long, or the log-in name itself.
pub fn check_password(password: &str, login: &str) -> Result<()> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(Error::Invalid(yidan_domain::Message::new("password-too-short").with("limit", SHORTEST_PASSWORD)));
    }
    if length > LONGEST_PASSWORD {
        return Err(Error::Invalid(yidan_domain::Message::new("password-too-long").with("limit", LONGEST_PASSWORD)));
    }
    if password.eq_ignore_ascii_case(login) {
        return Err(Error::invalid("password-is-login"));
    }
    Ok(())
}

/// Takes about 50 ms on purpose: run it off the async threads.
pub async fn hash_password(password: String) -> Result<String> {
    let hash = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hash.await.map_err(failed)?.map_err(failed)
}

/// Is it the password? An unknown person costs as much time as a known one.
pub async fn is_password(password: String, kept: Option<String>) -> bool {
    let checked = tokio::task::spawn_blocking(move || {
        let known = kept.is_some();
        let kept = kept.unwrap_or_else(|| NOBODY.to_owned());
        let matches = PasswordHash::new(&kept)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        known && matches
    });
    checked.await.unwrap_or(false)
}

/// A hash that no password has, with the usual cost.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Storage(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let kept = hash_password("北仑港-2026".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"), "{kept}");
        assert!(is_password("北仑港-2026".into(), Some(kept.clone())).await);
        assert!(!is_password("北仑港-2025".into(), Some(kept)).await);
        assert!(!is_password("北仑港-2026".into(), None).await);
    }
}
