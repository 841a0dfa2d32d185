//! The defects that a company knows, to choose from. One that was ever used stays: it is renamed or archived.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use super::{Defect, LONGEST_LINE, aql::Class};
use crate::{Message, Say, Text, ids::is_key};

/// The most defects of a list.
pub const MOST_KINDS: usize = 500;

/// Such as `skipped-stitch`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DefectKey(pub String);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefectKind {
    pub key: DefectKey,
    pub name: Text,
    /// As it is usually judged; whoever finds one may judge otherwise.
    pub class: Class,
    /// Not offered any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// In the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DefectList(pub Vec<DefectKind>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefectListFault {
    TooMany { most: usize },
    KeyMalformed { key: String },
    KeyTwice { key: String },
    NameMissing { key: String },
    NameTooLong { key: String, limit: usize },
}

const SHIPPED: [(Class, &str, &str, &str); 24] = {
    use Class::*;
    [
        (Critical, "needle-left", "断针残留", "Needle left in the goods"),
        (Critical, "sharp-edge", "锐边尖角伤人", "Sharp edge or point"),
        (Critical, "mould", "发霉", "Mould"),
        (Major, "broken-stitch", "断线", "Broken stitches"),
        (Major, "skipped-stitch", "跳针", "Skipped stitches"),
        (Major, "open-seam", "开缝", "Open seam"),
        (Major, "hole", "破洞", "Hole"),
        (Major, "colour-off", "色差", "Colour off"),
        (Major, "size-off", "尺寸超差", "Size out of tolerance"),
        (Major, "part-missing", "漏装", "Part missing"),
        (Major, "part-wrong", "错装", "Wrong part"),
        (Major, "not-working", "功能不良", "Does not work"),
        (Major, "crack", "裂纹", "Crack"),
        (Major, "rust", "锈蚀", "Rust"),
        (Major, "label-wrong", "标签错误", "Wrong label or mark"),
        (Major, "packing-wrong", "包装不符", "Packing not as agreed"),
        (Minor, "stain", "污渍", "Stain"),
        (Minor, "loose-thread", "线头", "Loose threads"),
        (Minor, "crease", "皱痕", "Crease"),
        (Minor, "burr", "毛刺", "Burr"),
        (Minor, "scratch", "划伤", "Scratch"),
        (Minor, "dent", "凹痕", "Dent"),
        (Minor, "coating-uneven", "涂层不匀", "Uneven coating"),
        (Minor, "print-blurred", "印刷不清", "Blurred print"),
    ]
};

impl Default for DefectList {
    /// Those that ship: what is found of garments, hardware and goods that are put together.
    fn default() -> Self {
        let kind = |(class, key, zh, en): (Class, &str, &str, &str)| DefectKind {
            key: key.into(),
            name: Text::new(zh, en),
            class,
            archived: false,
        };
        Self(SHIPPED.into_iter().map(kind).collect())
    }
}

impl DefectList {
    pub fn get(&self, key: &DefectKey) -> Option<&DefectKind> {
        self.0.iter().find(|kind| &kind.key == key)
    }

    /// Those to choose from.
    pub fn offered(&self) -> impl Iterator<Item = &DefectKind> {
        self.0.iter().filter(|kind| !kind.archived)
    }

    pub fn checked(self) -> Result<Self, DefectListFault> {
        if self.0.len() > MOST_KINDS {
            return Err(DefectListFault::TooMany { most: MOST_KINDS });
        }
        let mut seen = BTreeSet::new();
        for DefectKind { key, name, .. } in &self.0 {
            let said = || key.0.clone();
            if !is_key(&key.0) {
                return Err(DefectListFault::KeyMalformed { key: said() });
            }
            if !seen.insert(key) {
                return Err(DefectListFault::KeyTwice { key: said() });
            }
            if name.zh.trim().is_empty() || name.en.trim().is_empty() {
                return Err(DefectListFault::NameMissing { key: said() });
            }
            if name.zh.chars().count().max(name.en.chars().count()) > LONGEST_LINE {
                return Err(DefectListFault::NameTooLong { key: said(), limit: LONGEST_LINE });
            }
        }
        Ok(self)
    }
}

impl DefectKind {
    /// Found in so many units.
    pub fn found(&self, count: u64) -> Defect {
        Defect {
            key: Some(self.key.clone()),
            name: self.name.clone(),
            class: self.class,
            count,
            photos: Vec::new(),
            note: String::new(),
        }
    }
}

impl From<&str> for DefectKey {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl fmt::Display for DefectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Say for DefectListFault {
    fn say(&self) -> Message {
        use DefectListFault::*;
        match self {
            TooMany { most } => Message::new("inspection-list-too-many").with("most", *most),
            KeyMalformed { key } => Message::new("inspection-list-key-malformed").with("key", key.as_str()),
            KeyTwice { key } => Message::new("inspection-list-key-twice").with("key", key.as_str()),
            NameMissing { key } => Message::new("inspection-list-name-missing").with("key", key.as_str()),
            NameTooLong { key, limit } => {
                Message::new("inspection-list-name-too-long").with("key", key.as_str()).with("limit", *limit)
            }
        }
    }
}
