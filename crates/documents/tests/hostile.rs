//! Whatever the bytes, reading them ends in sheets or in a refusal.

use jiff::tz::TimeZone;
use proptest::prelude::*;
use yidan_documents::{Mapping, Rules, Unreadable, intake::Known, logs::history, sheet};
use yidan_domain::process::Processes;

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

fn log_through(bytes: &[u8]) {
    if let Ok(log) = history::read("any", bytes, &TimeZone::UTC) {
        let process = Processes::shipped().latest("quick-fulfilment").cloned();
        history::read_against(log, &process.expect("a process that ships"));
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
    fn any_log_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600), at in 0_usize..600, cut in 0_usize..600) {
        const LOG: &str = "<log><trace><string key=\"concept:name\" value=\"A&amp;B\"/><event><string key=\"concept:name\" \
            value=\"receive\"/><date key=\"time:timestamp\" value=\"2026-03-02T09:00:00+08:00\"><int key=\"a\" value=\"1\"/></date>\
            </event></trace></log>";
        log_through(&bytes);
        let mut broken = LOG.as_bytes().to_vec();
        broken.truncate(cut);
        broken.splice(at.min(broken.len())..at.min(broken.len()), bytes.iter().take(4).copied());
        log_through(&broken);
        let rows = String::from_utf8_lossy(&bytes).replace(' ', ",");
        log_through(format!("case,activity,start,end,resource,due\n{rows}").as_bytes());
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
