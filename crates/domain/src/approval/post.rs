//! The posts whose holders sign, and who stands in while they are away.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{DepartmentKey, PersonId, Text, ids::is_key};

/// A post that a person holds, beside belonging to departments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Post {
    GeneralManager,
    /// Signs agreements on deferred payment (S15).
    MarketingDirector,
    HeadOf(DepartmentKey),
}

/// Who signs a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signer {
    /// The salesperson of the order.
    Salesperson,
    /// Anybody of the department.
    Department(DepartmentKey),
    Post(Post),
}

/// Somebody is away, from the first of these days to the last, and another person signs meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    pub from: Date,
    pub until: Date,
    pub deputy: PersonId,
}

impl Away {
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

const HEAD: &str = "head-of-";

impl Post {
    /// `department` gives a department its name.
    pub fn name(&self, department: impl Fn(&DepartmentKey) -> Text) -> Text {
        match self {
            Post::GeneralManager => Text::new("总经理", "General manager"),
            Post::MarketingDirector => Text::new("营销总监", "Marketing director"),
            Post::HeadOf(key) => {
                let name = department(key);
                Text::new(format!("{}经理", name.zh), format!("Head of {}", name.en))
            }
        }
    }
}

impl FromStr for Post {
    type Err = UnknownPost;
    fn from_str(s: &str) -> Result<Self, UnknownPost> {
        match s {
            "general-manager" => Ok(Post::GeneralManager),
            "marketing-director" => Ok(Post::MarketingDirector),
            _ => match s.strip_prefix(HEAD) {
                Some(department) if is_key(department) => Ok(Post::HeadOf(department.into())),
                _ => Err(UnknownPost(s.to_owned())),
            },
        }
    }
}

impl fmt::Display for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Post::GeneralManager => f.write_str("general-manager"),
            Post::MarketingDirector => f.write_str("marketing-director"),
            Post::HeadOf(department) => write!(f, "{HEAD}{department}"),
        }
    }
}

impl TryFrom<String> for Post {
    type Error = UnknownPost;
    fn try_from(s: String) -> Result<Self, UnknownPost> {
        s.parse()
    }
}

impl From<Post> for String {
    fn from(post: Post) -> String {
        post.to_string()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a post")]
pub struct UnknownPost(pub String);

impl Signer {
    /// `salesperson`, a post, or else a department.
    pub fn parse(written: &str) -> Signer {
        match (written, written.parse()) {
            ("salesperson", _) => Signer::Salesperson,
            (_, Ok(post)) => Signer::Post(post),
            (department, Err(_)) => Signer::Department(department.into()),
        }
    }

    /// As `parse` reads it.
    pub fn written(&self) -> String {
        match self {
            Signer::Salesperson => "salesperson".to_owned(),
            Signer::Department(key) => key.to_string(),
            Signer::Post(post) => post.to_string(),
        }
    }

    /// The department that must be there for it.
    pub fn department(&self) -> Option<&DepartmentKey> {
        match self {
            Signer::Department(key) | Signer::Post(Post::HeadOf(key)) => Some(key),
            _ => None,
        }
    }

    /// `department` gives a department its name.
    pub fn name(&self, department: impl Fn(&DepartmentKey) -> Text) -> Text {
        match self {
            Signer::Salesperson => Text::new("业务员", "Salesperson"),
            Signer::Department(key) => department(key),
            Signer::Post(post) => post.name(department),
        }
    }
}
