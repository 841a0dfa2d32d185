use super::{super::defects::MOST_KINDS, *};

#[test]
fn defects_ship_with_names_in_both_languages() {
    let list = DefectList::default();
    assert_eq!(list.clone().checked(), Ok(list.clone()));
    assert!(list.0.len() >= 20 && list.0.is_sorted_by_key(|kind| kind.class), "from the gravest on");
    for zh in ["断线", "跳针", "污渍", "色差", "尺寸超差", "毛刺", "划伤", "漏装"] {
        assert!(list.0.iter().any(|kind| kind.name.zh == zh), "{zh}");
    }
}

#[test]
fn what_is_archived_keeps_its_name_and_is_not_offered() {
    let mut list = DefectList::default();
    let all = list.offered().count();
    list.0[0].archived = true;
    assert_eq!(list.offered().count(), all - 1);
    assert_eq!(list.get(&"needle-left".into()).map(|kind| &*kind.name.zh), Some("断针残留"));
    assert_eq!(list.get(&"weather".into()), None);
    let kept = serde_json::to_string(&list).unwrap();
    assert_eq!(serde_json::from_str::<DefectList>(&kept).unwrap(), list);
}

#[test]
fn a_list_that_cannot_be_chosen_from_is_refused() {
    use DefectListFault::*;
    let with = |change: &dyn Fn(&mut Vec<DefectKind>)| {
        let mut list = DefectList::default();
        change(&mut list.0);
        list.checked().err()
    };
    let key = |key: &str| key.to_owned();
    for (fault, wanted) in [
        (with(&|list| list.clear()), None),
        (with(&|list| list[1].key = "Sharp edge".into()), Some(KeyMalformed { key: key("Sharp edge") })),
        (with(&|list| list[1].key = "needle-left".into()), Some(KeyTwice { key: key("needle-left") })),
        (with(&|list| list[1].name.en = " ".into()), Some(NameMissing { key: key("sharp-edge") })),
        (with(&|list| list[1].name.zh = "锐".repeat(201)), Some(NameTooLong { key: key("sharp-edge"), limit: 200 })),
        (with(&|list| list.resize(501, list[0].clone())), Some(TooMany { most: MOST_KINDS })),
    ] {
        assert_eq!(fault, wanted);
    }
}
