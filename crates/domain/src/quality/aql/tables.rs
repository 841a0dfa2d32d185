//! The master tables for single sampling. `read` follows their arrows once.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Aql, Letter};

/// How strictly a lot is inspected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    #[default]
    Normal,
    Tightened,
    Reduced,
}

/// The plan that the arrows lead to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub letter: Letter,
    pub sample: u64,
    pub accept: u32,
}

/// For the code letter of a lot: A to R.
pub(super) fn find(severity: Severity, letter: Letter, aql: Aql) -> Found {
    let table = match severity {
        Severity::Normal => &NORMAL,
        Severity::Tightened => &TIGHTENED,
        Severity::Reduced => &REDUCED,
    };
    table[letter as usize][aql.column()]
}

static NORMAL: LazyLock<Vec<Vec<Found>>> = LazyLock::new(|| read(TABLE_2_A));
static TIGHTENED: LazyLock<Vec<Vec<Found>>> = LazyLock::new(|| read(TABLE_2_B));
static REDUCED: LazyLock<Vec<Vec<Found>>> = LazyLock::new(|| read(TABLE_2_C));

struct Row {
    letter: Letter,
    sample: u64,
    cells: Vec<Cell>,
}

enum Cell {
    Accept(u32),
    /// To the first plan below.
    Down,
    /// To the first plan above.
    Up,
    Blank,
}

fn read(table: &str) -> Vec<Vec<Found>> {
    let line = |line| row(line).unwrap_or_else(|| unreachable!("{line}"));
    let rows: Vec<Row> = table.lines().skip(1).map(line).collect();
    let found = |at: usize, aql: Aql| {
        follow(&rows, at, aql.column()).unwrap_or_else(|| unreachable!("{} at {aql} leads nowhere", rows[at].letter))
    };
    // S is the letter of no lot.
    (0..=Letter::R as usize).map(|at| Aql::all().map(|aql| found(at, aql)).collect()).collect()
}

fn row(line: &str) -> Option<Row> {
    let mut words = line.split_ascii_whitespace();
    let (letter, sample) = (Letter::read(words.next()?)?, words.next()?.parse().ok()?);
    let cell = |word| match word {
        "↓" => Some(Cell::Down),
        "↑" => Some(Cell::Up),
        "-" => Some(Cell::Blank),
        number => number.parse().ok().map(Cell::Accept),
    };
    Some(Row { letter, sample, cells: words.map(cell).collect::<Option<_>>()? })
}

fn follow(rows: &[Row], at: usize, column: usize) -> Option<Found> {
    let plan = |row: &Row| match row.cells.get(column)? {
        Cell::Accept(accept) => Some(Found { letter: row.letter, sample: row.sample, accept: *accept }),
        _ => None,
    };
    match rows[at].cells.get(column)? {
        Cell::Accept(_) => plan(&rows[at]),
        Cell::Down => rows[at..].iter().find_map(plan),
        Cell::Up => rows[..at].iter().rev().find_map(plan),
        Cell::Blank => None,
    }
}

// The tables as they are printed: code letter, sample size, and Ac at each AQL; Re is always one more. AQLs below 1 stand
// without their 0.

/// Table 2-A, normal inspection.
pub(super) const TABLE_2_A: &str = "\
     n .010 .015 .025 .040 .065 .10 .15 .25 .40 .65 1.0 1.5 2.5 4.0 6.5  10  15  25  40  65 100 150 250 400 650 1000
A    2    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   7  10  14  21   30
B    3    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21  30   44
C    5    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21  30  44    ↑
D    8    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21  30  44   ↑    ↑
E   13    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21  30  44   ↑   ↑    ↑
F   20    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑    ↑
G   32    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑    ↑
H   50    ↓    ↓    ↓    ↓    ↓   ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
J   80    ↓    ↓    ↓    ↓    ↓   ↓   0   ↑   ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
K  125    ↓    ↓    ↓    ↓    ↓   0   ↑   ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
L  200    ↓    ↓    ↓    ↓    0   ↑   ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
M  315    ↓    ↓    ↓    0    ↑   ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
N  500    ↓    ↓    0    ↑    ↓   1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
P  800    ↓    0    ↑    ↓    1   2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
Q 1250    0    ↑    ↓    1    2   3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
R 2000    ↑    ↑    1    2    3   5   7  10  14  21   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑";

/// Table 2-B, tightened inspection.
pub(super) const TABLE_2_B: &str = "\
     n .010 .015 .025 .040 .065 .10 .15 .25 .40 .65 1.0 1.5 2.5 4.0 6.5  10  15  25  40  65 100 150 250 400 650 1000
A    2    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18   27
B    3    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18  27   41
C    5    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18  27  41    ↑
D    8    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18  27  41   ↑    ↑
E   13    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18  27  41   ↑   ↑    ↑
F   20    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑    ↑
G   32    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑    ↑
H   50    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
J   80    ↓    ↓    ↓    ↓    ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
K  125    ↓    ↓    ↓    ↓    ↓   ↓   0   ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
L  200    ↓    ↓    ↓    ↓    ↓   0   ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
M  315    ↓    ↓    ↓    ↓    0   ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
N  500    ↓    ↓    ↓    0    ↓   ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
P  800    ↓    ↓    0    ↓    ↓   1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
Q 1250    ↓    0    ↓    ↓    1   2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
R 2000    0    ↑    ↓    1    2   3   5   8  12  18   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
S 3150    -    -    1    -    -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -    -";

/// Table 2-C, reduced inspection. Unlike in MIL-STD-105E, there is no gap between Ac and Re.
pub(super) const TABLE_2_C: &str = "\
     n .010 .015 .025 .040 .065 .10 .15 .25 .40 .65 1.0 1.5 2.5 4.0 6.5  10  15  25  40  65 100 150 250 400 650 1000
A    2    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↓   ↓   1   2   3   5   7  10  14  21   30
B    2    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   7  10  14  21   30
C    2    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10  14  21    ↑
D    3    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10  14  21   ↑    ↑
E    5    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10  14  21   ↑   ↑    ↑
F    8    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑    ↑
G   13    ↓    ↓    ↓    ↓    ↓   ↓   ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑    ↑
H   20    ↓    ↓    ↓    ↓    ↓   ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
J   32    ↓    ↓    ↓    ↓    ↓   ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
K   50    ↓    ↓    ↓    ↓    ↓   0   ↑   ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
L   80    ↓    ↓    ↓    ↓    0   ↑   ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
M  125    ↓    ↓    ↓    0    ↑   ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
N  200    ↓    ↓    0    ↑    ↓   ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
P  315    ↓    0    ↑    ↓    ↓   1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
Q  500    0    ↑    ↑    ↓    1   2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑
R  800    ↑    ↑    ↑    1    2   3   5   6   8  10   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑   ↑    ↑";
