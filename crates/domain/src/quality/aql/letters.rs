//! Inspection levels and the code letters of sample sizes (Table 1).

use std::{fmt, str::FromStr, sync::LazyLock};

use serde::{Deserialize, Serialize};

use crate::text::plain;

/// How much is inspected in relation to the size of the lot. II unless something else was agreed; the special levels S are
/// for tests that are dear or destroy the unit (§10.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Level {
    #[serde(rename = "S-1")]
    S1,
    #[serde(rename = "S-2")]
    S2,
    #[serde(rename = "S-3")]
    S3,
    #[serde(rename = "S-4")]
    S4,
    I,
    #[default]
    II,
    III,
}

/// Stands for a sample size, which differs from table to table. There is no I and no O; S is the letter of no lot, only
/// arrows of the tightened table lead to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Letter {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    J,
    K,
    L,
    M,
    N,
    P,
    Q,
    R,
    S,
}

/// The letter for a lot of so many units. Lots of fewer than two units, with which Table 1 begins, are taken as those of two.
pub fn code_letter(lot: u64, level: Level) -> Letter {
    let row = LETTERS.iter().find(|row| row.up_to.is_none_or(|most| lot <= most));
    row.map_or(Letter::R, |row| row.letters[level as usize])
}

impl Level {
    /// In the order of the columns of Table 1.
    pub const ALL: [Level; 7] = [Level::S1, Level::S2, Level::S3, Level::S4, Level::I, Level::II, Level::III];

    pub fn written(self) -> &'static str {
        match self {
            Level::S1 => "S-1",
            Level::S2 => "S-2",
            Level::S3 => "S-3",
            Level::S4 => "S-4",
            Level::I => "I",
            Level::II => "II",
            Level::III => "III",
        }
    }
}

/// `II`, `ii` and `Ⅱ`; `S-1` and `S1`.
impl FromStr for Level {
    type Err = NotALevel;
    fn from_str(typed: &str) -> Result<Self, NotALevel> {
        let letters = plain(typed).to_uppercase().replace('-', "");
        Level::ALL
            .into_iter()
            .find(|level| level.written().replace('-', "") == letters)
            .ok_or_else(|| NotALevel(typed.to_owned()))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no inspection level")]
pub struct NotALevel(pub String);

impl Letter {
    #[rustfmt::skip]
    pub const ALL: [Letter; 17] = {
        use Letter::*;
        [A, B, C, D, E, F, G, H, J, K, L, M, N, P, Q, R, S]
    };

    pub(super) fn read(written: &str) -> Option<Letter> {
        Letter::ALL.into_iter().find(|letter| letter.to_string() == written)
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A row of Table 1: lots up to so many units, the last row without end.
struct Row {
    up_to: Option<u64>,
    letters: [Letter; 7],
}

static LETTERS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |line: &str| {
        let (up_to, letters) = line.trim().split_once(' ')?;
        let letters: Option<Vec<Letter>> = letters.split_ascii_whitespace().map(Letter::read).collect();
        Some(Row { up_to: up_to.parse().ok(), letters: letters?.try_into().ok()? })
    };
    TABLE_1.lines().skip(1).map(|line| row(line).unwrap_or_else(|| unreachable!("Table 1: {line}"))).collect()
});

/// Table 1: lots up to the first column's size, from one more than the row above.
const TABLE_1: &str = "\
   lot  S-1 S-2 S-3 S-4   I  II III
     8    A   A   A   A   A   A   B
    15    A   A   A   A   A   B   C
    25    A   A   B   B   B   C   D
    50    A   B   B   C   C   D   E
    90    B   B   C   C   C   E   F
   150    B   B   C   D   D   F   G
   280    B   C   D   E   E   G   H
   500    B   C   D   E   F   H   J
  1200    C   C   E   F   G   J   K
  3200    C   D   E   G   H   K   L
 10000    C   D   F   G   J   L   M
 35000    C   D   F   H   K   M   N
150000    D   E   G   J   L   N   P
500000    D   E   G   J   M   P   Q
  more    D   E   H   K   N   Q   R";
