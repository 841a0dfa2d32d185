//! Attachments: content named by its SHA-256, in a folder by default.

use std::{path::Path, sync::Arc};

use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path as ObjectPath};
use sha2::{Digest, Sha256};
use yidan_domain::{FileId, order::FileRef};

use crate::{Error, Result};

/// Largest attachment, in bytes.
pub const LARGEST: usize = 25 * 1024 * 1024;

pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(Error::storage)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(Error::storage)?.with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Keeps the content and names it. Only a command that carries the name makes it part of an order.
    pub async fn keep(&self, id: FileId, name: &str, media_type: &str, content: Vec<u8>) -> Result<FileRef> {
        if content.is_empty() {
            return Err(Error::invalid("file-empty"));
        }
        if content.len() > LARGEST {
            return Err(Error::Invalid(
                yidan_domain::Message::new("file-too-large").with("limit", LARGEST / (1024 * 1024)),
            ));
        }
        let sha256 = hex(&Sha256::digest(&content));
        let bytes = content.len() as u64;
        self.store.put(&place(&sha256), PutPayload::from(content)).await.map_err(Error::storage)?;
        let name = yidan_domain::text::tidy(name, false).chars().take(150).collect();
        Ok(FileRef { id, name, media_type: media_type.to_owned(), bytes, sha256 })
    }

    pub async fn content(&self, file: &FileRef) -> Result<Vec<u8>> {
        let found = self.store.get(&place(&file.sha256)).await.map_err(|error| match error {
            object_store::Error::NotFound { .. } => Error::NotFound("file"),
            other => Error::storage(other),
        })?;
        Ok(found.bytes().await.map_err(Error::storage)?.to_vec())
    }
}

fn place(sha256: &str) -> ObjectPath {
    let (folder, rest) = sha256.split_at_checked(2).unwrap_or(("", sha256));
    ObjectPath::from_iter([folder, rest])
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
