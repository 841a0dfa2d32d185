//! The size chart 尺寸表: what each point measures in each size, how far it may be off, and what measuring a sample 度尺
//! says against it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use super::{
    LONGEST_LINE, MOST_POINTS, MOST_SIZES, Missing, Name, SampleRefusal, at_most, needed,
    request::{SIZE, same},
};
use crate::Text;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SizeChart {
    pub unit: LengthUnit,
    /// Such as S, M, L, in their order.
    pub sizes: Vec<String>,
    pub points: Vec<PointOfMeasure>,
}

/// Something that is measured, such as the waist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointOfMeasure {
    pub name: String,
    /// One for each size of the chart, in its order.
    pub targets: Vec<Length>,
    /// So much more is good enough.
    pub plus: Length,
    /// So much less is good enough; not below zero either.
    pub minus: Length,
}

/// In ten-thousandths of the chart's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Length(pub i64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    #[default]
    Cm,
    Inch,
}

/// One point of one size, as it was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    pub size: String,
    pub point: String,
    pub length: Length,
}

/// Lengths by size and point.
pub type Measured<'a> = BTreeMap<(&'a str, &'a str), Length>;

/// A point outside its tolerance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    pub size: String,
    pub point: String,
    pub target: Length,
    pub measured: Length,
    /// Measured less target: above zero it is too wide, below zero too narrow.
    pub off: Length,
    /// By so much beyond what the tolerance allows, above zero.
    pub beyond: Length,
    pub unit: LengthUnit,
}

/// The longest that is kept, in whole units: a slip of the pen beyond.
pub(super) const LONGEST: i64 = 10_000;
const MOST_LENGTH: Length = Length(LONGEST * 10_000);

const POINT: Name = ("量度部位", "Point of measure");

impl SizeChart {
    /// Nothing is measured.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// What a point measures in a size when it is as it should be.
    pub fn target(&self, size: &str, point: &str) -> Option<Length> {
        let place = self.sizes.iter().position(|known| known == size)?;
        self.points.iter().find(|known| known.name == point)?.targets.get(place).copied()
    }

    /// All points outside their tolerance, size by size in the order of the chart. What was not measured is not among them.
    pub fn deviations(&self, measured: &Measured) -> Vec<Deviation> {
        let by_size = self.sizes.iter().enumerate();
        let cells = by_size.flat_map(|(place, size)| self.points.iter().map(move |point| (place, size, point)));
        let found = cells.filter_map(|(place, size, point)| {
            let target = *point.targets.get(place)?;
            let measured = *measured.get(&(size.as_str(), point.name.as_str()))?;
            let off = measured.less(target);
            let beyond = off.less(point.plus).max(Length(0).less(off).less(point.minus));
            (beyond > Length(0)).then(|| Deviation {
                size: size.clone(),
                point: point.name.clone(),
                target,
                measured,
                off,
                beyond,
                unit: self.unit,
            })
        });
        found.collect()
    }

    /// What of these sizes has not been measured: whole sizes together, then points of sizes that were begun.
    pub fn unmeasured<'a>(&self, sizes: impl Iterator<Item = &'a str>, measured: &Measured) -> Vec<Missing> {
        let (mut whole, mut parts) = (Vec::new(), Vec::new());
        for size in sizes {
            let is_open = |point: &&PointOfMeasure| !measured.contains_key(&(size, point.name.as_str()));
            let points: Vec<Text> = self.points.iter().filter(is_open).map(|it| Text::same(&it.name)).collect();
            if points.len() == self.points.len() && !points.is_empty() {
                whole.push(Text::same(size));
            } else if !points.is_empty() {
                parts.push(Missing::PointsNotMeasured { size: size.to_owned(), points });
            }
        }
        let whole = Some(whole).filter(|sizes| !sizes.is_empty());
        whole.map(|sizes| Missing::SizesNotMeasured { sizes }).into_iter().chain(parts).collect()
    }

    /// With names tidied, each once, and a target for each size.
    pub(super) fn checked(self) -> Result<Self, SampleRefusal> {
        if self.sizes.is_empty() != self.points.is_empty() {
            return Err(SampleRefusal::ChartHalf);
        }
        at_most(self.sizes.len(), MOST_SIZES, ("尺码", "sizes"))?;
        at_most(self.points.len(), MOST_POINTS, ("量度部位", "points of measure"))?;
        let mut sizes = Vec::with_capacity(self.sizes.len());
        for typed in &self.sizes {
            let size = needed(typed, SIZE, LONGEST_LINE)?;
            if sizes.contains(&size) {
                return Err(SampleRefusal::SizeTwice { size });
            }
            sizes.push(size);
        }
        let (mut seen, mut points) = (BTreeSet::new(), Vec::with_capacity(self.points.len()));
        for typed in self.points {
            let point = typed.checked(&sizes)?;
            if !seen.insert(point.name.clone()) {
                return Err(SampleRefusal::PointTwice { point: point.name });
            }
            points.push(point);
        }
        Ok(Self { unit: self.unit, sizes, points })
    }

    pub(super) fn knows_size(&self, size: &str) -> Result<(), SampleRefusal> {
        if self.sizes.iter().any(|known| known == size) {
            return Ok(());
        }
        Err(SampleRefusal::SizeUnknown { size: size.to_owned(), known: same(&self.sizes) })
    }

    /// What was measured: at least one point, each known and once.
    pub(super) fn checked_measurements(&self, typed: Vec<Measurement>) -> Result<Vec<Measurement>, SampleRefusal> {
        if typed.is_empty() {
            return Err(SampleRefusal::NothingMeasured);
        }
        let mut seen = BTreeSet::new();
        let mut checked = Vec::with_capacity(typed.len().min(MOST_SIZES * MOST_POINTS));
        for Measurement { size, point, length } in typed {
            let (size, point) = (needed(&size, SIZE, LONGEST_LINE)?, needed(&point, POINT, LONGEST_LINE)?);
            self.knows_size(&size)?;
            if !self.points.iter().any(|known| known.name == point) {
                let known = self.points.iter().map(|known| Text::same(&known.name)).collect();
                return Err(SampleRefusal::PointUnknown { point, known });
            }
            length.checked(&point)?;
            if !seen.insert((size.clone(), point.clone())) {
                return Err(SampleRefusal::MeasuredTwice { size, point });
            }
            checked.push(Measurement { size, point, length });
        }
        Ok(checked)
    }
}

impl PointOfMeasure {
    fn checked(self, sizes: &[String]) -> Result<Self, SampleRefusal> {
        let name = needed(&self.name, POINT, LONGEST_LINE)?;
        if self.targets.len() != sizes.len() {
            return Err(SampleRefusal::TargetsMissing { point: name, sizes: same(sizes) });
        }
        for length in self.targets.iter().chain([&self.plus, &self.minus]) {
            length.checked(&name)?;
        }
        Ok(Self { name, ..self })
    }
}

impl Length {
    /// `None` when the amount has more than four digits after the point or does not fit.
    pub fn exact(amount: Decimal) -> Option<Self> {
        let scaled = amount.checked_mul(Decimal::from(10_000))?;
        scaled.fract().is_zero().then(|| scaled.to_i64().map(Self))?
    }

    pub fn amount(self) -> Decimal {
        Decimal::new(self.0, 4).normalize()
    }

    /// So much more than the other; below zero where it is less.
    pub fn less(self, other: Length) -> Length {
        Length(self.0.saturating_sub(other.0))
    }

    fn checked(self, point: &str) -> Result<(), SampleRefusal> {
        if (Length(0)..=MOST_LENGTH).contains(&self) {
            return Ok(());
        }
        Err(SampleRefusal::LengthOutside { point: point.to_owned(), most: LONGEST })
    }
}

impl LengthUnit {
    /// As it stands behind a length.
    pub fn code(self) -> &'static str {
        match self {
            LengthUnit::Cm => "cm",
            LengthUnit::Inch => "in",
        }
    }
}

/// `M 腰围 +1.2 cm`
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.off > Length(0) { "+" } else { "" };
        write!(f, "{} {} {sign}{} {}", self.size, self.point, self.off.amount(), self.unit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::story::chart, *};

    #[test]
    fn a_point_is_outside_when_it_is_off_by_more_than_its_tolerance() {
        // Waist of M: 76 cm, 1 more or 0.5 less is good enough.
        for (ten_thousandths, said, beyond) in [
            (760_000, None, 0),
            (770_000, None, 0),
            (770_001, Some("M 腰围 +1.0001 cm"), 1),
            (772_000, Some("M 腰围 +1.2 cm"), 2_000),
            (755_000, None, 0),
            (754_000, Some("M 腰围 -0.6 cm"), 1_000),
            (i64::MIN, Some("M 腰围 -922337203685477.5808 cm"), i64::MAX - 5_000),
        ] {
            let measured = Measured::from([(("M", "腰围"), Length(ten_thousandths))]);
            let found = chart().deviations(&measured);
            let found = found.first().map(|it| (it.to_string(), it.beyond.0));
            assert_eq!(found, said.map(|said| (said.to_owned(), beyond)), "{ten_thousandths}");
        }
    }

    #[test]
    fn lengths_keep_four_digits() {
        for (typed, kept) in [("76.5", Some(765_000)), ("0.0001", Some(1)), ("0.00001", None), ("1e20", None)] {
            let typed = Decimal::from_scientific(typed).or_else(|_| typed.parse()).unwrap();
            assert_eq!(Length::exact(typed), kept.map(Length), "{typed}");
            assert!(kept.is_none_or(|kept| Length(kept).amount() == typed));
        }
    }

    #[test]
    fn what_is_not_measured_is_told_by_size_and_by_point() {
        let text = |names: &[&str]| names.iter().map(|name| Text::same(*name)).collect::<Vec<_>>();
        let some = Measured::from([(("M", "腰围"), Length(1)), (("S", "腰围"), Length(1)), (("S", "衣长"), Length(1))]);
        assert_eq!(
            chart().unmeasured(["S", "M", "L"].into_iter(), &some),
            [
                Missing::SizesNotMeasured { sizes: text(&["L"]) },
                Missing::PointsNotMeasured { size: "M".into(), points: text(&["衣长"]) },
            ]
        );
        assert_eq!(chart().unmeasured(["S"].into_iter(), &some), []);
        assert_eq!(SizeChart::default().unmeasured(["S"].into_iter(), &some), []);
    }

    #[test]
    fn a_chart_that_cannot_be_measured_by_is_refused() {
        let with = |change: fn(&mut SizeChart)| {
            let mut chart = chart();
            change(&mut chart);
            chart.checked().err()
        };
        let outside = || Some(SampleRefusal::LengthOutside { point: "腰围".into(), most: 10_000 });
        let targets = || {
            let sizes = same(&["S".into(), "M".into(), "L".into()]);
            Some(SampleRefusal::TargetsMissing { point: "腰围".into(), sizes })
        };
        for (found, wanted) in [
            (with(|_| ()), None),
            (with(|chart| *chart = SizeChart::default()), None),
            (with(|chart| chart.points.clear()), Some(SampleRefusal::ChartHalf)),
            (with(|chart| chart.sizes.clear()), Some(SampleRefusal::ChartHalf)),
            (with(|chart| chart.sizes[2] = " Ｍ".into()), Some(SampleRefusal::SizeTwice { size: "M".into() })),
            (
                with(|chart| chart.points[1].name = "腰围".into()),
                Some(SampleRefusal::PointTwice { point: "腰围".into() }),
            ),
            (with(|chart| chart.points[0].targets.truncate(2)), targets()),
            (with(|chart| chart.points[0].targets.push(Length(1))), targets()),
            (with(|chart| chart.points[0].targets[1] = Length(-1)), outside()),
            (with(|chart| chart.points[0].minus = Length(-1)), outside()),
            (with(|chart| chart.points[0].plus = Length(100_000_001)), outside()),
            (with(|chart| chart.points[0].plus = Length(100_000_000)), None),
        ] {
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn what_is_measured_is_in_the_chart_and_once() {
        let measured = |of: &[(&str, &str, i64)]| {
            let it = |(size, point, length): &(&str, &str, i64)| Measurement {
                size: (*size).into(),
                point: (*point).into(),
                length: Length(*length),
            };
            chart().checked_measurements(of.iter().map(it).collect()).err()
        };
        let known = |names: &[&str]| names.iter().map(|name| Text::same(*name)).collect::<Vec<_>>();
        for (found, wanted) in [
            (measured(&[("M", "腰围", 1), ("M", " 衣长", 0)]), None),
            (measured(&[]), Some(SampleRefusal::NothingMeasured)),
            (
                measured(&[("XL", "腰围", 1)]),
                Some(SampleRefusal::SizeUnknown { size: "XL".into(), known: known(&["S", "M", "L"]) }),
            ),
            (
                measured(&[("M", "袖长", 1)]),
                Some(SampleRefusal::PointUnknown { point: "袖长".into(), known: known(&["腰围", "衣长"]) }),
            ),
            (
                measured(&[("M", "腰围", 1), ("M", "腰围", 2)]),
                Some(SampleRefusal::MeasuredTwice { size: "M".into(), point: "腰围".into() }),
            ),
            (measured(&[("M", "腰围", -1)]), Some(SampleRefusal::LengthOutside { point: "腰围".into(), most: 10_000 })),
        ] {
            assert_eq!(found, wanted);
        }
    }
}
