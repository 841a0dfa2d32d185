//! What the customer asks for 板单: which style or item, how many pieces of each size, by which day.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{LONGEST_LINE, LONGEST_TEXT, MOST_PIECES, MOST_SIZES, SampleRefusal, SizeChart, at_most, needed, words};
use crate::Text;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Style or item, as the customer calls it.
    pub name: String,
    /// The day on which the sample is to be handed over 交板日期.
    #[serde(default)]
    pub due: Option<Date>,
    #[serde(default)]
    pub pieces: Vec<Pieces>,
    #[serde(default)]
    pub note: String,
}

/// So many of one size. What has no sizes is one line with an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pieces {
    #[serde(default)]
    pub size: String,
    pub count: u32,
}

impl Request {
    /// With texts tidied. Pieces are of sizes that the chart has, where there is one.
    pub(super) fn checked(self, chart: Option<&SizeChart>) -> Result<Self, SampleRefusal> {
        Ok(Self {
            name: needed(&self.name, ("款号或品名", "Style or item"), LONGEST_LINE)?,
            pieces: checked_pieces(self.pieces, chart)?,
            note: words(&self.note, ("备注", "Note"), LONGEST_TEXT)?,
            due: self.due,
        })
    }
}

/// At least one piece, each size once, each a size of the chart where there is one.
pub(super) fn checked_pieces(pieces: Vec<Pieces>, chart: Option<&SizeChart>) -> Result<Vec<Pieces>, SampleRefusal> {
    if pieces.is_empty() {
        return Err(SampleRefusal::NoPieces);
    }
    at_most(pieces.len(), MOST_SIZES, ("尺码", "sizes"))?;
    let without_size = pieces.len() == 1 && chart.is_none();
    let mut seen = BTreeSet::new();
    let mut checked = Vec::with_capacity(pieces.len());
    for Pieces { size, count } in pieces {
        let size = words(&size, SIZE, LONGEST_LINE)?;
        if size.is_empty() && !without_size {
            return Err(SampleRefusal::PiecesWithoutSize);
        }
        if !(1..=MOST_PIECES).contains(&count) {
            return Err(SampleRefusal::PiecesOutside { most: MOST_PIECES });
        }
        if !seen.insert(size.clone()) {
            return Err(SampleRefusal::SizeTwice { size });
        }
        if let Some(chart) = chart {
            chart.knows_size(&size)?;
        }
        checked.push(Pieces { size, count });
    }
    Ok(checked)
}

pub(super) const SIZE: (&str, &str) = ("尺码", "Size");

/// Names that are the same in both languages.
pub(super) fn same(names: &[String]) -> Vec<Text> {
    names.iter().map(Text::same).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::story::chart, *};

    fn pieces(of: &[(&str, u32)]) -> Vec<Pieces> {
        of.iter().map(|(size, count)| Pieces { size: (*size).into(), count: *count }).collect()
    }

    #[test]
    fn pieces_are_of_sizes_that_are_there() {
        let chart = chart();
        let unknown = |size: &str| {
            Err(SampleRefusal::SizeUnknown { size: size.into(), known: same(&["S".into(), "M".into(), "L".into()]) })
        };
        for (given, chart, answer) in [
            (&[("", 2)][..], None, Ok(&[("", 2)][..])),
            (&[(" Ｍ ", 2)], Some(&chart), Ok(&[("M", 2)])),
            (&[("M", 2), ("S", 1)], Some(&chart), Ok(&[("M", 2), ("S", 1)])),
            (&[("40", 1), ("42", 9_999)], None, Ok(&[("40", 1), ("42", 9_999)])),
            (&[], None, Err(SampleRefusal::NoPieces)),
            (&[("M", 0)], None, Err(SampleRefusal::PiecesOutside { most: 9_999 })),
            (&[("M", 10_000)], None, Err(SampleRefusal::PiecesOutside { most: 9_999 })),
            (&[("M", 1), ("Ｍ", 1)], None, Err(SampleRefusal::SizeTwice { size: "M".into() })),
            (&[("M", 1), ("", 1)], None, Err(SampleRefusal::PiecesWithoutSize)),
            (&[("", 1)], Some(&chart), Err(SampleRefusal::PiecesWithoutSize)),
            (&[("XL", 1)], Some(&chart), unknown("XL")),
        ] {
            assert_eq!(checked_pieces(pieces(given), chart), answer.map(pieces), "{given:?}");
        }
    }
}
