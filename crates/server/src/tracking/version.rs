//! What a row was written from, in one short word: by it a row that others have overtaken is known when it comes back.

use sha2::{Digest, Sha256};
use yidan_store::materials::Tracking;

/// Of what the row needs and what was bought for it, as both stand. It begins with a letter, so that no spreadsheet program takes it
/// for a number.
pub(super) fn version(it: &Tracking) -> String {
    let need = it.need.as_ref().map(|need| (need.by_hand, &need.remark, &need.extra));
    let purchases: Vec<_> = it.purchases.iter().map(|kept| (kept.purchase.id, kept.version)).collect();
    let hash = Sha256::digest(format!("{:?}", (it.supply.required, need, purchases)).as_bytes());
    hash.iter().take(DIGITS / 2).fold("v".to_owned(), |word, byte| format!("{word}{byte:02x}"))
}

const DIGITS: usize = 12;
