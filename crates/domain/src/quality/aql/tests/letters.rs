use super::*;

/// Each range with the letters at S-1, S-2, S-3, S-4, I, II, III.
const RANGES: [(u64, u64, &str); 15] = [
    (2, 8, "AAAAAAB"),
    (9, 15, "AAAAABC"),
    (16, 25, "AABBBCD"),
    (26, 50, "ABBCCDE"),
    (51, 90, "BBCCCEF"),
    (91, 150, "BBCDDFG"),
    (151, 280, "BCDEEGH"),
    (281, 500, "BCDEFHJ"),
    (501, 1_200, "CCEFGJK"),
    (1_201, 3_200, "CDEGHKL"),
    (3_201, 10_000, "CDFGJLM"),
    (10_001, 35_000, "CDFHKMN"),
    (35_001, 150_000, "DEGJLNP"),
    (150_001, 500_000, "DEGJMPQ"),
    (500_001, u64::MAX, "DEHKNQR"),
];

#[test]
fn every_border_of_every_range_has_its_letters() {
    let mut next = 2;
    for (from, to, letters) in RANGES {
        assert_eq!(from, next, "no gap between the ranges");
        for lot in [from, to] {
            let found: String = Level::ALL.iter().map(|level| code_letter(lot, *level).to_string()).collect();
            assert_eq!(found, letters, "{lot}");
        }
        next = to.wrapping_add(1);
    }
    for lot in [0, 1] {
        assert_eq!(code_letter(lot, Level::II), Letter::A);
    }
}

#[test]
fn levels_are_read_as_people_write_them() {
    for (typed, level) in [
        ("II", Some(Level::II)),
        ("ii", Some(Level::II)),
        ("Ⅱ", Some(Level::II)),
        ("Ⅲ", Some(Level::III)),
        (" I ", Some(Level::I)),
        ("S-1", Some(Level::S1)),
        ("s4", Some(Level::S4)),
        ("Ｓ－２", Some(Level::S2)),
        ("S-5", None),
        ("IV", None),
        ("2", None),
        ("", None),
    ] {
        assert_eq!(typed.parse::<Level>().ok(), level, "{typed:?}");
    }
    for level in Level::ALL {
        assert_eq!(serde_json::to_string(&level).unwrap(), format!("\"{level}\""));
        assert_eq!(level.to_string().parse(), Ok(level));
    }
}
