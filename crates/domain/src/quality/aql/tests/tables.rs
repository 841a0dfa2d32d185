//! Along a row each AQL, and down a column each letter, is one step of the same geometric series: what stands in a cell
//! follows from the diagonal that it lies on. What does not is named: the corners, where an arrow would lead off the page.

use super::{
    super::tables::{TABLE_2_A, TABLE_2_B, TABLE_2_C, find},
    *,
};

/// The page's words: for each letter its sample size and its 26 cells.
fn page(table: &'static str) -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let words = |line: &'static str| {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        (words[0], words[1], words[2..].to_vec())
    };
    let head: Vec<Aql> = table.lines().next().unwrap().split_ascii_whitespace().skip(1).map(aql).collect();
    assert!(head.into_iter().eq(Aql::all()));
    table.lines().skip(1).map(words).collect()
}

/// `diagonal` begins with the 0/1 plan, which stands at the AQL `zero` in row A, were the row long enough. Its last two
/// plans are those of A to E alone; below them the arrows begin two steps earlier.
fn by_law(zero: &str, diagonal: &[&'static str], exceptions: &[(&str, &str, &'static str)]) -> Vec<Vec<String>> {
    let columns: Vec<Aql> = Aql::all().collect();
    let zero = columns.iter().position(|column| *column == aql(zero)).unwrap();
    let letters = &Letter::ALL[..16];
    let cell = |row: usize, column: usize| {
        let special = exceptions.iter().find(|(letters_of, at, _)| {
            letters_of.contains(&letters[row].to_string()) && *at == columns[column].written()
        });
        let plans = if letters[row] <= Letter::E { diagonal.len() } else { diagonal.len() - 2 };
        let at = (row + column).checked_sub(zero);
        let lawful = at.map_or("↓", |at| if at < plans { diagonal[at] } else { "↑" });
        special.map_or(lawful, |(.., cell)| cell).to_owned()
    };
    (0..letters.len()).map(|row| (0..columns.len()).map(|column| cell(row, column)).collect()).collect()
}

const LARGE: &str = "2 3 5 8 13 20 32 50 80 125 200 315 500 800 1250 2000";
const SMALL: &str = "2 2 2 3 5 8 13 20 32 50 80 125 200 315 500 800";

#[test]
fn the_pages_follow_their_law() {
    let a = ["0", "↑", "↓", "1", "2", "3", "5", "7", "10", "14", "21", "30", "44"];
    let b = ["0", "↓", "↓", "1", "2", "3", "5", "8", "12", "18", "27", "41"];
    let c = ["0", "↑", "↓", "↓", "1", "2", "3", "5", "6", "8", "10", "14", "21"];
    // Under row A there is nothing above, beyond row R nothing below.
    let a_but = [("A", "10", "↓"), ("R", "0.015", "↑")];
    let b_but = [("R", "0.015", "↑")];
    // A and B of reduced inspection draw as few units as C, and keep the numbers of normal inspection.
    let c_but = [
        ("A", "10", "↓"),
        ("AB", "25", "1"),
        ("AB", "40", "2"),
        ("AB", "65", "3"),
        ("AB", "100", "5"),
        ("AB", "150", "7"),
        ("AB", "250", "10"),
        ("AB", "400", "14"),
        ("AB", "650", "21"),
        ("AB", "1000", "30"),
        ("B", "15", "↓"),
        ("QR", "0.025", "↑"),
        ("R", "0.015", "↑"),
    ];
    for (table, sizes, law) in [
        (TABLE_2_A, LARGE, by_law("6.5", &a, &a_but)),
        (TABLE_2_B, LARGE, by_law("10", &b, &b_but)),
        (TABLE_2_C, SMALL, by_law("6.5", &c, &c_but)),
    ] {
        let page = page(table);
        let sizes = sizes.split(' ');
        for (at, ((letter, size, cells), lawful)) in page.iter().zip(law).enumerate() {
            assert_eq!((*letter, Some(*size)), (Letter::ALL[at].to_string().as_str(), sizes.clone().nth(at)));
            assert_eq!(*cells, lawful, "{letter}");
        }
    }
    assert_eq!([TABLE_2_A, TABLE_2_B, TABLE_2_C].map(|table| page(table).len()), [16, 17, 16]);
}

/// The tightened table has one row more, for the one plan that no other row could give.
#[test]
fn row_s_holds_a_single_plan() {
    let (letter, size, cells) = page(TABLE_2_B).pop().unwrap();
    assert_eq!((letter, size), ("S", "3150"));
    let filled: Vec<(&str, &str)> = Aql::all().map(Aql::written).zip(cells).filter(|(_, cell)| *cell != "-").collect();
    assert_eq!(filled, [("0.025", "1")]);
}

/// Whole rows, arrows followed, as they were read from prints of GB/T 2828.1: sample size and Ac at each AQL.
#[test]
fn arrows_lead_to_the_first_plan() {
    for (severity, letter, plans) in [
        (
            Severity::Normal,
            Letter::A,
            "1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 2/0 5/1 3/1 2/1 2/2 2/3 2/5 2/7 \
             2/10 2/14 2/21 2/30",
        ),
        (
            Severity::Normal,
            Letter::L,
            "1250/0 800/0 500/0 315/0 200/0 125/0 315/1 200/1 200/2 200/3 200/5 200/7 200/10 200/14 200/21 125/21 80/21 \
             50/21 32/21 20/21 13/21 13/30 13/44 8/44 5/44 3/44",
        ),
        (
            Severity::Normal,
            Letter::R,
            "1250/0 800/0 2000/1 2000/2 2000/3 2000/5 2000/7 2000/10 2000/14 2000/21 1250/21 800/21 500/21 315/21 200/21 \
             125/21 80/21 50/21 32/21 20/21 13/21 13/30 13/44 8/44 5/44 3/44",
        ),
        (
            Severity::Tightened,
            Letter::A,
            "2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 2/0 5/1 3/1 2/1 2/2 2/3 2/5 \
             2/8 2/12 2/18 2/27",
        ),
        (
            Severity::Tightened,
            Letter::L,
            "2000/0 1250/0 800/0 500/0 315/0 200/0 500/1 315/1 200/1 200/2 200/3 200/5 200/8 200/12 200/18 125/18 80/18 \
             50/18 32/18 20/18 13/18 13/27 13/41 8/41 5/41 3/41",
        ),
        (
            Severity::Tightened,
            Letter::R,
            "2000/0 1250/0 3150/1 2000/1 2000/2 2000/3 2000/5 2000/8 2000/12 2000/18 1250/18 800/18 500/18 315/18 200/18 \
             125/18 80/18 50/18 32/18 20/18 13/18 13/27 13/41 8/41 5/41 3/41",
        ),
        (
            Severity::Reduced,
            Letter::A,
            "500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 2/0 2/0 2/0 3/1 2/1 2/1 2/2 2/3 2/5 2/7 2/10 \
             2/14 2/21 2/30",
        ),
        (
            Severity::Reduced,
            Letter::L,
            "500/0 315/0 200/0 125/0 80/0 50/0 200/1 125/1 80/1 80/2 80/3 80/5 80/6 80/8 80/10 50/10 32/10 20/10 13/10 \
             8/10 5/10 5/14 5/21 3/21 2/21 2/30",
        ),
        (
            Severity::Reduced,
            Letter::R,
            "500/0 315/0 200/0 800/1 800/2 800/3 800/5 800/6 800/8 800/10 500/10 315/10 200/10 125/10 80/10 50/10 32/10 \
             20/10 13/10 8/10 5/10 5/14 5/21 3/21 2/21 2/30",
        ),
    ] {
        let found = Aql::all().map(|aql| find(severity, letter, aql));
        let found: Vec<String> = found.map(|found| format!("{}/{}", found.sample, found.accept)).collect();
        assert_eq!(found.join(" "), plans, "{severity:?} {letter}");
    }
}

#[test]
fn a_less_strict_aql_never_allows_fewer_and_tightened_inspection_never_more() {
    for letter in &Letter::ALL[..16] {
        for severity in SEVERITIES {
            let allowed: Vec<u32> = Aql::all().map(|aql| find(severity, *letter, aql).accept).collect();
            assert!(allowed.is_sorted(), "{severity:?} {letter}: {allowed:?}");
        }
        for aql in Aql::all() {
            let (normal, tightened) = (find(Severity::Normal, *letter, aql), find(Severity::Tightened, *letter, aql));
            assert!(tightened.sample > normal.sample || tightened.accept <= normal.accept, "{letter} {aql}");
        }
    }
}
