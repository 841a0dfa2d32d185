//! Whatever the bytes, reading them ends in sheets or in a refusal.

use proptest::prelude::*;
use yidan_documents::{Mapping, Rules, Unreadable, intake::Known, sheet};

fn read_through(bytes: &[u8]) {
    if let Ok(sheets) = sheet::read("any", bytes) {
        let rules = Rules {
            today: jiff::civil::date(2026, 11, 24),
            currency: None,
            mapping: &|_| Mapping::default(),
            known: &|_| Known::No,
        };
        yidan_documents::read(&sheets, &rules);
    }
}

fn order_book() -> Vec<u8> {
    std::fs::read(format!("{}/../../testdata/order-book-zh.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        read_through(&bytes);
    }

    #[test]
    fn any_text_below_known_titles_is_read_or_refused(rows in proptest::collection::vec("\\PC{0,40}(,\\PC{0,12}){0,9}", 0..12)) {
        let titles = "客户,客户订单号,下单日期,品名,数量,单位,单价,币种,金额,交期\n";
        read_through(format!("{titles}{}", rows.join("\n")).as_bytes());
    }

    #[test]
    fn a_broken_workbook_is_read_or_refused(at in 0_usize..30_000, with in any::<[u8; 4]>()) {
        let mut bytes = order_book();
        let at = at % (bytes.len() - 4);
        bytes[at..at + 4].copy_from_slice(&with);
        read_through(&bytes);
    }
}

#[test]
fn a_sheet_beyond_the_limits_is_refused_with_the_limit() {
    let wide = vec!["x"; 300].join(",");
    assert_eq!(sheet::read("wide", wide.as_bytes()), Err(Unreadable::TooManyColumns { limit: 256 }));
    assert_eq!(sheet::read("long", "x\n".repeat(400_001).as_bytes()), Err(Unreadable::TooManyRows { limit: 400_000 }));
    assert_eq!(sheet::read("large", &vec![b'x'; (32 << 20) + 1]), Err(Unreadable::TooLarge { megabytes: 32 }));
    assert_eq!(sheet::read("cut", &order_book()[..20_000]), Err(Unreadable::Damaged));
}
