//! What somebody has chosen on the way to an import: the files, the process, the columns, the customers. It travels from
//! page to page in the form; the files themselves are kept by their content's name.

use axum::extract::Multipart;
use yidan_documents::Mapping;
use yidan_domain::{Currency, FileId, Message, Say, order::FileRef};

use super::{Failure, Screen};
use crate::import::{Choices, Source};

#[derive(Debug, Clone, Default)]
pub struct Chosen {
    pub files: Vec<Kept>,
    pub process: String,
    pub currency: String,
    /// `column=title`, as the mapping's choices send it; none when no mapping was offered.
    pub map: Vec<String>,
    pub new_customers: Vec<String>,
}

/// A file that waits in the attachment store.
#[derive(Debug, Clone)]
pub struct Kept {
    pub sha256: String,
    pub name: String,
}

impl Chosen {
    pub async fn uploaded(screen: &Screen, mut form: Multipart) -> Result<Self, Message> {
        let unreadable = |_| Message::new("import-upload-broken");
        let mut chosen = Self::default();
        while let Some(field) = form.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let content = field.bytes().await.map_err(unreadable)?;
            match file {
                // A file field that was left empty sends a file without name and content.
                Some(file) if !content.is_empty() => {
                    let id = FileId(uuid::Uuid::now_v7());
                    let kept = screen.app.store.files().keep(id, &file, "", content.to_vec()).await;
                    let FileRef { sha256, name, .. } = kept.map_err(|error| error.say())?;
                    chosen.files.push(Kept { sha256, name });
                }
                Some(_) => {}
                None => chosen.take(&name, String::from_utf8_lossy(&content).into_owned()),
            }
        }
        if chosen.files.is_empty() { Err(Message::new("import-no-file")) } else { Ok(chosen) }
    }

    pub fn of(fields: Vec<(String, String)>) -> Self {
        let mut chosen = Self::default();
        for (name, value) in fields {
            chosen.take(&name, value);
        }
        chosen
    }

    fn take(&mut self, name: &str, value: String) {
        match name {
            "file" => {
                let named = value.split_once(' ').filter(|(sha256, _)| is_sha256(sha256));
                self.files
                    .extend(named.map(|(sha256, name)| Kept { sha256: sha256.to_owned(), name: name.to_owned() }));
            }
            "process" => self.process = value,
            "currency" => self.currency = value,
            "map" => self.map.push(value),
            "new" => self.new_customers.push(value),
            _ => {}
        }
    }

    pub async fn sources(&self, screen: &Screen) -> Result<Vec<Source>, Failure> {
        let mut sources = Vec::with_capacity(self.files.len());
        for kept in &self.files {
            let file = FileRef {
                id: FileId(uuid::Uuid::nil()),
                name: kept.name.clone(),
                media_type: String::new(),
                bytes: 0,
                sha256: kept.sha256.clone(),
            };
            let bytes = screen.app.store.files().content(&file).await?;
            sources.push(Source { name: kept.name.clone(), bytes });
        }
        Ok(sources)
    }

    pub fn choices(&self) -> Choices {
        Choices {
            process: Some(self.process.clone()).filter(|process| !process.is_empty()),
            currency: Currency::written(&self.currency),
            mapping: self.mapping(),
            new_customers: self.new_customers.clone(),
        }
    }

    fn mapping(&self) -> Option<Mapping> {
        let pairs = self.map.iter().filter_map(|pair| {
            let (column, title) = pair.split_once('=')?;
            let column = serde_json::from_value(serde_json::Value::from(column)).ok()?;
            Some((column, title.to_owned()))
        });
        (!self.map.is_empty()).then(|| Mapping(pairs.collect()))
    }
}

fn is_sha256(word: &str) -> bool {
    word.len() == 64 && word.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}
