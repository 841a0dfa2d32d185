use super::*;

#[test]
fn limits_are_read_as_people_write_them() {
    for (typed, written) in [
        ("0.010", Some("0.010")),
        (".01", Some("0.010")),
        ("0.65", Some("0.65")),
        (".65", Some("0.65")),
        ("1", Some("1.0")),
        ("2.50", Some("2.5")),
        (" 4 ", Some("4.0")),
        ("６．５", Some("6.5")),
        ("10.0", Some("10")),
        ("1000", Some("1000")),
        ("0", None),
        ("3.0", None),
        ("-4", None),
        ("2,5", None),
        ("4%", None),
        ("", None),
        ("II", None),
    ] {
        assert_eq!(typed.parse::<Aql>().ok().map(|aql| aql.to_string()).as_deref(), written, "{typed:?}");
    }
    assert_eq!("3".parse::<Aql>(), Err(NotAnAql("3".into())));
}

#[test]
fn limits_stand_in_order_and_survive_being_written() {
    let all: Vec<Aql> = Aql::all().collect();
    assert_eq!(all.len(), 26);
    assert!(all.is_sorted());
    for (at, limit) in all.iter().enumerate() {
        assert_eq!(limit.tighter(), at.checked_sub(1).map(|before| all[before]));
        let json = serde_json::to_string(limit).unwrap();
        assert_eq!((json.clone(), serde_json::from_str(&json).ok()), (format!("\"{limit}\""), Some(*limit)));
    }
    assert!(serde_json::from_str::<Aql>("\"3.0\"").is_err());
    assert_eq!((Aql::USUAL_MAJOR, Aql::USUAL_MINOR), (aql("2.5"), aql("4.0")));
}
