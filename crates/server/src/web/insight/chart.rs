//! Small charts over time, drawn by ourselves as SVG: lines and bars side by side over the same points. Values are whole
//! numbers (thousandths of a share, days, orders), so are the coordinates. The page's own font writes the labels, the
//! stylesheet the colours; every series differs by more than its colour, and the values stand in a table under the chart.

use super::words::Words;

/// One width for phone and desk: the words keep their size on both.
const WIDTH: i64 = 360;
const HEIGHT: i64 = 190;
const LEFT: i64 = 34;
const RIGHT: i64 = 12;
const TOP: i64 = 14;
const BOTTOM: i64 = 24;
/// About how wide a label of the lower axis is, with the gap to the next.
const LABEL: i64 = 46;

pub struct Chart {
    pub key: &'static str,
    pub title: String,
    pub series: Vec<Series>,
    /// What the points are called.
    pub labels: Vec<String>,
    unit: Unit,
    top: i64,
}

pub struct Series {
    pub name: String,
    pub shape: Shape,
    /// `None` where there is nothing to say.
    pub values: Vec<Option<u32>>,
    /// Where the orders behind each value are.
    pub links: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Line,
    Dashed,
    Bar,
    HollowBar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    PerMille,
    Days,
    Orders,
}

impl Shape {
    pub fn class(self) -> &'static str {
        match self {
            Shape::Line => "line",
            Shape::Dashed => "line second",
            Shape::Bar => "bars",
            Shape::HollowBar => "bars second",
        }
    }

    pub fn is_line(self) -> bool {
        matches!(self, Shape::Line | Shape::Dashed)
    }
}

pub struct Tick {
    pub y: i64,
    pub words: String,
}

pub struct Label {
    pub x: i64,
    pub words: String,
}

pub struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
}

pub struct Dot {
    pub x: i64,
    pub y: i64,
}

impl Chart {
    pub fn new(key: &'static str, title: String, unit: Unit, labels: Vec<String>, series: Vec<Series>) -> Self {
        let most = series.iter().flat_map(|series| &series.values).flatten().max().copied().unwrap_or(0);
        let top = if unit == Unit::PerMille { 1000 } else { round_up(i64::from(most)) };
        Self { key, title, series, labels, unit, top }
    }

    pub fn width(&self) -> i64 {
        WIDTH
    }

    pub fn height(&self) -> i64 {
        HEIGHT
    }

    pub fn left(&self) -> i64 {
        LEFT
    }

    pub fn right(&self) -> i64 {
        WIDTH - RIGHT
    }

    pub fn floor(&self) -> i64 {
        HEIGHT - BOTTOM
    }

    pub fn is_empty(&self) -> bool {
        self.series.iter().all(|series| series.values.iter().all(Option::is_none))
    }

    /// The lines across, from the lowest.
    pub fn ticks(&self) -> Vec<Tick> {
        let parts = if self.top % 4 == 0 { 4 } else { 2 };
        let parts = if self.top < 4 { self.top.max(1) } else { parts };
        let at = |part: i64| self.top * part / parts;
        (0..=parts).map(|part| Tick { y: self.y(at(part)), words: self.axis(at(part)) }).collect()
    }

    /// As many labels as there is room for, the last one among them.
    pub fn axis_labels(&self) -> Vec<Label> {
        let room = ((WIDTH - LEFT - RIGHT) / LABEL).max(1) as usize;
        let every = self.labels.len().div_ceil(room).max(1);
        let last = self.labels.len().saturating_sub(1);
        let shown = self.labels.iter().enumerate().filter(|(point, _)| (last - point).is_multiple_of(every));
        shown.map(|(point, words)| Label { x: self.x(point), words: words.clone() }).collect()
    }

    /// The way of a line; it breaks off where a value is missing.
    pub fn path(&self, series: &Series) -> String {
        let mut path = String::new();
        let mut pen_down = false;
        for (point, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                let letter = if pen_down { 'L' } else { 'M' };
                path += &format!("{letter}{} {} ", self.x(point), self.y(i64::from(*value)));
            }
            pen_down = value.is_some();
        }
        path
    }

    /// Points of a line, while there are few enough to be told apart.
    pub fn dots(&self, series: &Series) -> Vec<Dot> {
        let found = series.values.iter().enumerate();
        found.filter_map(|(point, value)| Some(Dot { x: self.x(point), y: self.y(i64::from((*value)?)) })).collect()
    }

    pub fn bars(&self, series: &Series) -> Vec<Bar> {
        let kinds: Vec<Shape> = self.series.iter().map(|series| series.shape).filter(|s| !s.is_line()).collect();
        let place = kinds.iter().position(|shape| *shape == series.shape).unwrap_or(0) as i64;
        let room = self.step();
        let width = (room * 7 / 10 / kinds.len().max(1) as i64).clamp(2, 18);
        let start = -width * kinds.len() as i64 / 2 + place * width;
        let bar = |(point, value): (usize, &Option<u32>)| {
            let y = self.y(i64::from((*value)?));
            Some(Bar { x: self.x(point) + start, y, width: width - 1, height: self.floor() - y })
        };
        series.values.iter().enumerate().filter_map(bar).collect()
    }

    /// A value as the table under the chart writes it.
    pub fn value(&self, words: &Words, value: &Option<u32>) -> String {
        match (self.unit, value) {
            (_, None) => String::new(),
            (Unit::PerMille, Some(value)) => words.percent(*value),
            (_, Some(value)) => words.number(*value),
        }
    }

    fn axis(&self, value: i64) -> String {
        match self.unit {
            Unit::PerMille => format!("{}%", value / 10),
            Unit::Days | Unit::Orders => yidan_domain::money::grouped(&value.to_string()),
        }
    }

    fn step(&self) -> i64 {
        (WIDTH - LEFT - RIGHT) / self.labels.len().max(1) as i64
    }

    /// The middle of a point's column.
    fn x(&self, point: usize) -> i64 {
        let (wide, points) = (WIDTH - LEFT - RIGHT, self.labels.len().max(1) as i64);
        LEFT + (2 * point as i64 + 1) * wide / (2 * points)
    }

    fn y(&self, value: i64) -> i64 {
        let high = self.floor() - TOP;
        self.floor() - value * high / self.top
    }
}

/// The next number up that reads well on an axis: 1, 2, 4, 6, 8, 10, 20, 40, …
fn round_up(most: i64) -> i64 {
    let mut scale = 1;
    while most > scale * 10 {
        scale *= 10;
    }
    [1, 2, 4, 6, 8, 10].into_iter().map(|step| step * scale).find(|round| *round >= most).unwrap_or(10 * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(unit: Unit, values: &[Option<u32>]) -> Chart {
        let series = Series { name: "x".into(), shape: Shape::Line, values: values.to_vec(), links: Vec::new() };
        let labels = (0..values.len()).map(|point| point.to_string()).collect();
        Chart::new("x", "x".into(), unit, labels, vec![series])
    }

    #[test]
    fn axes_end_in_round_numbers() {
        for (most, top) in
            [(0, 1), (1, 1), (3, 4), (7, 8), (11, 20), (47, 60), (99, 100), (101, 200), (990_000, 1_000_000)]
        {
            assert_eq!(round_up(most), top, "{most}");
        }
    }

    #[test]
    fn values_stand_between_floor_and_top_and_lines_break_where_one_is_missing() {
        let drawn = chart(Unit::PerMille, &[Some(0), Some(1000), None, Some(500)]);
        assert_eq!(drawn.dots(&drawn.series[0]).iter().map(|dot| dot.y).collect::<Vec<_>>(), [166, 14, 90]);
        assert_eq!(drawn.path(&drawn.series[0]).matches('M').count(), 2);
        assert_eq!(
            drawn.ticks().iter().map(|tick| tick.words.as_str()).collect::<Vec<_>>(),
            ["0%", "25%", "50%", "75%", "100%"]
        );
    }

    #[test]
    fn labels_never_touch() {
        for points in [1, 2, 7, 12, 27, 31, 120] {
            let drawn = chart(Unit::Orders, &vec![Some(3); points]);
            let labels = drawn.axis_labels();
            assert!(labels.windows(2).all(|pair| pair[1].x - pair[0].x >= LABEL - 2), "{points}");
            assert_eq!(labels.last().map(|label| label.words.clone()), Some((points - 1).to_string()));
        }
    }

    #[test]
    fn nothing_is_drawn_as_nothing() {
        assert!(chart(Unit::Days, &[]).is_empty());
        assert_eq!(chart(Unit::Days, &[None]).path(&chart(Unit::Days, &[None]).series[0]), "");
    }
}
