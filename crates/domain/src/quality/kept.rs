//! How values of `aql`, which knows nothing of files, are written.

use serde::{Deserialize, Serialize};

use super::aql::{ByClass, Class};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Class", rename_all = "snake_case")]
pub(super) enum ClassKept {
    Critical,
    Major,
    Minor,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ByClass")]
pub(super) struct ByClassKept<T> {
    critical: T,
    major: T,
    minor: T,
}
