//! What the archive bundle of an order holds, and where in the ZIP: documents, attachments, evidence, history. Names are safe on
//! every system that unpacks it and differ even where capitals do not count; a manifest lists them with their SHA-256, so
//! that `sha256sum -c` checks the bundle in twenty years.

use std::collections::BTreeSet;

use crate::{EvidenceId, FileId, Text, field::evidence::Hash, text::tidy};

/// Longest name of a file, in characters; systems allow 255 bytes, and Chinese ones have three each.
const LONGEST: usize = 80;
pub const MANIFEST: &str = "SHA256SUMS";
/// Names that Windows keeps for devices.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Something to go into the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub source: Source,
    /// As people know it, with its ending.
    pub name: String,
    pub bytes: u64,
    pub sha256: Hash,
}

/// Where whoever writes the bundle gets it from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An issued document.
    Document {
        file: FileId,
    },
    /// The order as it came.
    Original {
        file: FileId,
    },
    Attachment {
        file: FileId,
    },
    /// A signature with what was signed, as JSON.
    Evidence {
        evidence: EvidenceId,
    },
    /// A drawing or photo that belongs to evidence.
    Proof {
        file: FileId,
    },
    /// Made for the bundle.
    HistoryPdf,
    HistoryJson,
    CostSheet,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// With `/` between, relative, never upwards.
    pub path: String,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Of the ZIP file.
    pub name: String,
    /// In the order of their folders.
    pub entries: Vec<Entry>,
    pub bytes: u64,
}

impl Source {
    /// Its folder; the history lies at the top.
    fn folder(&self) -> &'static str {
        match self {
            Source::HistoryPdf | Source::HistoryJson => "",
            Source::Document { .. } => "1-documents/",
            Source::Original { .. } => "2-original/",
            Source::Attachment { .. } => "3-attachments/",
            Source::Evidence { .. } | Source::Proof { .. } => "4-evidence/",
            Source::CostSheet => "5-cost/",
        }
    }

    pub fn name(&self) -> Text {
        match self {
            Source::Document { .. } => Text::new("单证", "document"),
            Source::Original { .. } => Text::new("原始订单", "original order"),
            Source::Attachment { .. } => Text::new("附件", "attachment"),
            Source::Evidence { .. } => Text::new("签署凭证", "evidence"),
            Source::Proof { .. } => Text::new("签名图与照片", "drawing or photo"),
            Source::HistoryPdf | Source::HistoryJson => Text::new("履历", "history"),
            Source::CostSheet => Text::new("成本决算", "final cost"),
        }
    }
}

/// Whatever is put in goes in, each file once: the same content of the same source twice is one entry.
pub fn bundle(order_number: &str, contents: Vec<Content>) -> Bundle {
    let mut taken: BTreeSet<String> = [folded(MANIFEST)].into();
    let mut entries: Vec<Entry> = Vec::with_capacity(contents.len());
    for content in contents {
        if entries.iter().any(|entry| entry.content.source == content.source) {
            continue;
        }
        let folder = content.source.folder();
        let (stem, ending) = safe(&content.name);
        let path = (1_usize..)
            .map(|number| {
                if number == 1 {
                    format!("{folder}{stem}{ending}")
                } else {
                    format!("{folder}{stem} ({number}){ending}")
                }
            })
            .find(|path| taken.insert(folded(path)));
        entries.extend(path.map(|path| Entry { path, content }));
    }
    entries.sort_by(|a, b| (a.content.source.folder(), &a.path).cmp(&(b.content.source.folder(), &b.path)));
    let bytes = entries.iter().map(|entry| entry.content.bytes).fold(0, u64::saturating_add);
    let (stem, ending) = safe(order_number);
    Bundle { name: format!("{stem}{ending}.zip"), entries, bytes }
}

impl Bundle {
    /// As `sha256sum` writes and reads it.
    pub fn manifest(&self) -> String {
        self.entries.iter().map(|entry| format!("{}  {}\n", entry.content.sha256, entry.path)).collect()
    }
}

/// What two paths are compared by on systems that ignore capitals.
fn folded(path: &str) -> String {
    path.to_lowercase()
}

/// Stem and ending of a name that every system takes.
fn safe(name: &str) -> (String, String) {
    let plain: String = tidy(name, false).chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
    let plain = plain.trim_matches(['.', ' ']);
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => (stem, format!(".{ending}")),
        _ => (plain, String::new()),
    };
    let stem: String = stem.chars().take(LONGEST).collect();
    let stem = stem.trim_matches(['.', ' ']);
    let is_reserved = {
        let first = stem.split('.').next().unwrap_or_default().trim().to_lowercase();
        let device = first.trim_end_matches(|c: char| c.is_ascii_digit());
        RESERVED.contains(&device)
    };
    let stem = match stem {
        "" => "_".to_owned(),
        stem if is_reserved => format!("_{stem}"),
        stem => stem.to_owned(),
    };
    (stem, ending)
}

fn is_ending(ending: &str) -> bool {
    (1..=10).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}
