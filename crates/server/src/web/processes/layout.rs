//! Where the steps of a process stand in its drawing: in columns by the longest way that leads to them, the columns in
//! bands one under another as lines of text are, branches side by side. Pure numbers: nothing here knows a word or a
//! colour.

/// A step: what it comes directly after, and whether it may fall away.
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub after: Vec<usize>,
    pub may_fall_away: bool,
    /// Height of what is written under its box.
    pub caption: i32,
}

/// The measures of the drawing, in pixels.
#[derive(Debug, Clone, Copy)]
pub struct Measures {
    pub box_width: i32,
    pub box_height: i32,
    pub gap_x: i32,
    pub gap_y: i32,
    /// Most columns in one band.
    pub columns: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub width: i32,
    pub height: i32,
    /// Left upper corner of each step's box, by the step's place in the process.
    pub boxes: Vec<(i32, i32)>,
    /// From which step to which, and the way as an SVG path.
    pub arrows: Vec<(usize, usize, String)>,
    /// Of each arrow the middle of its first stretch, where there is room for a few words.
    pub middles: Vec<(i32, i32)>,
}

/// Room that an arrow takes where it passes a column without stopping.
const PASSING: i32 = 26;
const MARGIN: i32 = 18;
/// Between two bands: where arrows run back to the left.
const GUTTER: i32 = 34;
const BEND: i32 = 8;

pub fn layout(nodes: &[Node], measures: Measures) -> Layout {
    let column_of = columns(nodes);
    let count = column_of.iter().max().map_or(0, |last| last + 1);
    let mut grid = Grid::new(&column_of, count, &arrows(nodes));
    grid.untangle();
    draw(&grid, nodes, measures)
}

/// The length of the longest way to each step.
fn columns(nodes: &[Node]) -> Vec<usize> {
    let mut column = vec![0; nodes.len()];
    // A process has no rings, so that this comes to rest after as many rounds as there are steps at most.
    for _ in nodes {
        for (step, node) in nodes.iter().enumerate() {
            column[step] = node.after.iter().map(|before| column[*before] + 1).max().unwrap_or(0);
        }
    }
    column
}

/// What is drawn: an arrow that others imply is left out, unless the steps between may fall away.
fn arrows(nodes: &[Node]) -> Vec<(usize, usize)> {
    let implied = |from: usize, to: usize| {
        let sure = |step: &usize| *step != from && !nodes[*step].may_fall_away;
        let mut reached: Vec<usize> = nodes[to].after.iter().copied().filter(sure).collect();
        let mut seen = 0;
        while let Some(step) = reached.get(seen).copied() {
            if nodes[step].after.contains(&from) {
                return true;
            }
            for before in nodes[step].after.iter().filter(|step| sure(step)) {
                if !reached.contains(before) {
                    reached.push(*before);
                }
            }
            seen += 1;
        }
        false
    };
    let every = nodes.iter().enumerate().flat_map(|(to, node)| node.after.iter().map(move |from| (*from, to)));
    every.filter(|(from, to)| !implied(*from, *to)).collect()
}

/// What stands in a column: a step, or an arrow on its way past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Step(usize),
    Passing,
}

/// Items by number (steps first, with their own numbers), the columns from top to bottom, and each arrow as the items it
/// goes through.
struct Grid {
    items: Vec<Item>,
    columns: Vec<Vec<usize>>,
    ways: Vec<Vec<usize>>,
}

impl Grid {
    fn new(column_of: &[usize], count: usize, arrows: &[(usize, usize)]) -> Self {
        let mut items: Vec<Item> = (0..column_of.len()).map(Item::Step).collect();
        let mut columns = vec![Vec::new(); count];
        for (step, column) in column_of.iter().enumerate() {
            columns[*column].push(step);
        }
        let mut ways = Vec::new();
        for (from, to) in arrows {
            let mut way = vec![*from];
            for column in &mut columns[column_of[*from] + 1..column_of[*to]] {
                way.push(items.len());
                column.push(items.len());
                items.push(Item::Passing);
            }
            way.push(*to);
            ways.push(way);
        }
        Self { items, columns, ways }
    }

    /// Orders every column by its neighbours, to and fro, and keeps the order with the fewest crossings.
    fn untangle(&mut self) {
        let mut best = (self.crossings(), self.columns.clone());
        for round in 0..8 {
            let rightward = round % 2 == 0;
            let count = self.columns.len();
            for turn in 1..count {
                self.order(if rightward { turn } else { count - 1 - turn }, rightward);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
    }

    /// Orders one column by the middle of what its items are joined to on the left (or on the right).
    fn order(&mut self, column: usize, by_left: bool) {
        let places = self.places();
        let middle = |item: usize| {
            let joined: Vec<usize> = self
                .hops()
                .filter_map(|(left, right)| match by_left {
                    true => (right == item).then_some(places[left]),
                    false => (left == item).then_some(places[right]),
                })
                .collect();
            // In thousandths of a place; what is joined to nothing stays where it is.
            if joined.is_empty() { places[item] * 1000 } else { joined.iter().sum::<usize>() * 1000 / joined.len() }
        };
        let mut ordered: Vec<(usize, usize)> = self.columns[column].iter().map(|item| (middle(*item), *item)).collect();
        ordered.sort_by_key(|(middle, _)| *middle);
        self.columns[column] = ordered.into_iter().map(|(_, item)| item).collect();
    }

    fn crossings(&self) -> usize {
        let places = self.places();
        let hops: Vec<(usize, usize, usize)> = self
            .ways
            .iter()
            .flat_map(|way| way.windows(2).map(|hop| (self.column(hop[0]), places[hop[0]], places[hop[1]])))
            .collect();
        let cross = |a: &(usize, usize, usize), b: &(usize, usize, usize)| a.0 == b.0 && a.1 < b.1 && a.2 > b.2;
        hops.iter().map(|a| hops.iter().filter(|b| cross(a, b)).count()).sum()
    }

    fn hops(&self) -> impl Iterator<Item = (usize, usize)> {
        self.ways.iter().flat_map(|way| way.windows(2).map(|hop| (hop[0], hop[1])))
    }

    /// From the top, each item's place in its column.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for column in &self.columns {
            for (place, item) in column.iter().enumerate() {
                places[*item] = place;
            }
        }
        places
    }

    fn column(&self, item: usize) -> usize {
        self.columns.iter().position(|column| column.contains(&item)).unwrap_or_default()
    }
}

/// Where an item stands: its column's left edge and the height at which arrows meet it.
#[derive(Debug, Clone, Copy, Default)]
struct Spot {
    band: usize,
    x: i32,
    y: i32,
}

fn draw(grid: &Grid, nodes: &[Node], m: Measures) -> Layout {
    let bands = grid.columns.len().div_ceil(m.columns).max(1);
    let per_band = grid.columns.len().div_ceil(bands).max(1);
    let mut spots = vec![Spot::default(); grid.items.len()];
    let mut bottoms = Vec::new();
    let mut top = MARGIN;
    for (band, columns) in grid.columns.chunks(per_band).enumerate() {
        let stacks: Vec<Stack> = columns.iter().map(|column| Stack::of(column, grid, nodes, m)).collect();
        let height = stacks.iter().map(|stack| stack.height).max().unwrap_or_default();
        let mut bottom = top;
        for (place, (column, stack)) in columns.iter().zip(&stacks).enumerate() {
            let start = top + (height - stack.height) / 2;
            let x = MARGIN + place as i32 * (m.box_width + m.gap_x);
            for (item, y) in column.iter().zip(&stack.middles) {
                spots[*item] = Spot { band, x, y: start + y };
            }
            bottom = bottom.max(start + stack.height + stack.below);
        }
        bottoms.push(bottom);
        top = bottom + GUTTER;
    }
    let mut pen = Pen { bottoms: &bottoms, right: MARGIN + right_edge(per_band, m), m, turns: vec![0; bands] };
    let path = |way: &Vec<usize>| {
        let spots: Vec<Spot> = way.iter().map(|item| spots[*item]).collect();
        (way[0], way[way.len() - 1], pen.path(&spots))
    };
    let middle = |way: &Vec<usize>| {
        let (from, to) = (spots[way[0]], spots[way[1]]);
        match from.band == to.band {
            true => ((from.x + m.box_width + to.x) / 2, (from.y + to.y) / 2),
            false => (from.x + m.box_width + m.gap_x / 2, from.y),
        }
    };
    Layout {
        middles: grid.ways.iter().map(middle).collect(),
        arrows: grid.ways.iter().map(path).collect(),
        width: 2 * MARGIN + right_edge(per_band, m),
        height: bottoms.last().copied().unwrap_or(MARGIN) + MARGIN,
        boxes: spots[..nodes.len()].iter().map(|spot| (spot.x, spot.y - m.box_height / 2)).collect(),
    }
}

fn right_edge(columns: usize, m: Measures) -> i32 {
    let columns = columns as i32;
    columns * m.box_width + (columns - 1) * m.gap_x
}

/// The items of one column, one under another.
struct Stack {
    /// The heights at which arrows meet the items.
    middles: Vec<i32>,
    height: i32,
    /// What is written under the last box: it hangs below, so that boxes alone decide what stands in line.
    below: i32,
}

impl Stack {
    fn of(column: &[usize], grid: &Grid, nodes: &[Node], m: Measures) -> Self {
        let mut stack = Self { middles: Vec::new(), height: 0, below: 0 };
        for item in column {
            let (high, below) = match grid.items[*item] {
                Item::Step(step) => (m.box_height, nodes[step].caption),
                Item::Passing => (PASSING, 0),
            };
            if !stack.middles.is_empty() {
                stack.height += stack.below + m.gap_y;
            }
            stack.middles.push(stack.height + high / 2);
            stack.height += high;
            stack.below = below;
        }
        stack
    }
}

/// Draws arrows from item to item.
struct Pen<'a> {
    bottoms: &'a [i32],
    right: i32,
    m: Measures,
    /// Arrows that have already run back below each band: each keeps to a line of its own.
    turns: Vec<i32>,
}

impl Pen<'_> {
    fn path(&mut self, spots: &[Spot]) -> String {
        let width = self.m.box_width;
        let mut path = format!("M{} {}", spots[0].x + width, spots[0].y);
        for (i, hop) in spots.windows(2).enumerate() {
            let (from, to) = (hop[0], hop[1]);
            if i > 0 {
                path.push_str(&format!(" H{}", from.x + width));
            }
            match (from.band == to.band, from.y == to.y) {
                (true, true) => path.push_str(&format!(" H{}", to.x)),
                (true, false) => path.push_str(&self.curve(from, to)),
                (false, _) => path.push_str(&self.turn(from, to)),
            }
        }
        path
    }

    /// To the next column, up or down.
    fn curve(&self, from: Spot, to: Spot) -> String {
        let (start, half) = (from.x + self.m.box_width, self.m.gap_x / 2);
        format!(" C{} {} {} {} {} {}", start + half, from.y, to.x - half, to.y, to.x, to.y)
    }

    /// Below the band back to the left, and down to the first column of the next.
    fn turn(&mut self, from: Spot, to: Spot) -> String {
        let aside = 4 * self.turns[from.band];
        self.turns[from.band] += 1;
        let (out, back) = (self.right + 6 + aside.min(10), to.x - 8 - aside.min(8));
        let line = self.bottoms[from.band] + GUTTER / 2 + aside.min(12);
        format!(
            " H{} Q{out} {} {out} {} V{} Q{out} {line} {} {line} H{} Q{back} {line} {back} {} V{} Q{back} {} {} {} H{}",
            out - BEND,
            from.y,
            from.y + BEND,
            line - BEND,
            out - BEND,
            back + BEND.min(to.x - back),
            line + BEND,
            to.y - BEND,
            to.y,
            back + BEND.min(to.x - back),
            to.y,
            to.x
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const M: Measures = Measures { box_width: 100, box_height: 60, gap_x: 40, gap_y: 10, columns: 3 };

    fn nodes(after: &[&[usize]], optional: &[usize]) -> Vec<Node> {
        let node = |(step, after): (usize, &&[usize])| Node {
            after: after.to_vec(),
            may_fall_away: optional.contains(&step),
            caption: 20,
        };
        after.iter().enumerate().map(node).collect()
    }

    #[test]
    fn steps_stand_in_columns_by_the_longest_way_to_them() {
        // 0 → 1 → 3, 0 → 2 → 3, and 0 → 3 goes without saying.
        let drawn = layout(&nodes(&[&[], &[0], &[0], &[1, 2, 0]], &[]), M);
        let xs: Vec<i32> = drawn.boxes.iter().map(|(x, _)| *x).collect();
        assert_eq!(xs, [18, 158, 158, 298]);
        assert!(drawn.boxes[1].1 < drawn.boxes[2].1, "branches side by side, in the order of the file");
        assert_eq!(drawn.boxes[0].1, drawn.boxes[3].1, "both ends in the middle");
        let arrows: Vec<(usize, usize)> = drawn.arrows.iter().map(|(from, to, _)| (*from, *to)).collect();
        assert_eq!(arrows, [(0, 1), (0, 2), (1, 3), (2, 3)]);
        let xs: Vec<i32> = drawn.middles.iter().map(|(x, _)| *x).collect();
        assert_eq!(xs, [138, 138, 278, 278], "in the gaps between the columns");
    }

    #[test]
    fn a_way_around_a_step_that_may_fall_away_is_drawn() {
        let drawn = |optional: &[usize]| layout(&nodes(&[&[], &[0], &[0, 1]], optional), M);
        assert_eq!(drawn(&[]).arrows.len(), 2);
        let around = drawn(&[1]);
        assert_eq!(around.arrows.len(), 3);
        let passing: Vec<&str> = around.arrows[1].2.split(" H").collect();
        assert_eq!(passing.len(), 2, "passes the middle column on a line of its own: {}", around.arrows[1].2);
    }

    #[test]
    fn a_long_process_goes_on_in_the_next_band() {
        let chain: Vec<Node> = (0..5_usize)
            .map(|step| Node { after: step.checked_sub(1).into_iter().collect(), ..Node::default() })
            .collect();
        let drawn = layout(&chain, M);
        assert_eq!(drawn.boxes.iter().map(|(x, _)| *x).collect::<Vec<_>>(), [18, 158, 298, 18, 158]);
        assert!(drawn.boxes[3].1 > drawn.boxes[2].1 + 60);
        assert_eq!(drawn.width, 416);
        assert!(drawn.boxes.iter().all(|(x, y)| x + 100 <= drawn.width && y + 60 <= drawn.height));
    }

    #[test]
    fn branches_do_not_cross_where_they_need_not() {
        // Two branches whose ends are written the other way round: 0 → 1 → 4, 0 → 2 → 3.
        let drawn = layout(&nodes(&[&[], &[0], &[0], &[2], &[1]], &[]), M);
        assert_eq!(drawn.boxes[1].1, drawn.boxes[4].1);
        assert_eq!(drawn.boxes[2].1, drawn.boxes[3].1);
    }

    #[test]
    fn nothing_is_too_small_to_be_drawn() {
        assert_eq!(layout(&[], M).boxes, []);
        assert_eq!(layout(&[Node::default()], M).boxes, [(18, 18)]);
    }
}
