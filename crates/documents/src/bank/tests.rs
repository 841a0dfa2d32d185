use jiff::civil::date;

use super::*;
use crate::sheet;

fn read_text(name: &str, bytes: &[u8]) -> BankFile {
    let rules = Rules { today: date(2026, 3, 31), currency: Currency::CNY };
    read(&sheet::read(name, bytes).unwrap(), rules)
}

const CHINESE: &str = "\
某某银行股份有限公司 账户明细,,,,,,,
账号:,6222 0000 0000 0000,,户名:,远山贸易有限公司,,,
交易日期,交易时间,借方金额(元),贷方金额(元),账户余额,对方户名,摘要,交易流水号
2026-03-05,10:22:31,,\"12,000.00\",\"52,000.00\",宁波晨光进出口有限公司,货款 SO-202603-0001,A001
20260306,,500.00,,\"51,500.00\",电费,代扣,A002
2026-03-07,,,0.00,,某公司,,A003
2026年3月8日,,,300.5,,宁波晨光进出口有限公司,,A004
2026-03-05,10:22:31,,\"12,000.00\",\"52,000.00\",宁波晨光进出口有限公司,货款 SO-202603-0001,A001
2026-04-01,,,10.00,,某公司,,A005
2026-03-09,,,一千,,某公司,,A006
2026-03-10,,,0.001,,某公司,,A007
,,,,,,,
合计,,500.00,\"12,310.50\",,,,
";

#[test]
fn a_chinese_bank_file_is_read_line_by_line() {
    let (gb18030, _, _) = encoding_rs::GB18030.encode(CHINESE);
    let tabs = CHINESE.replace("\"12,000.00\"", "12000.00").replace("\"52,000.00\"", "52000.00");
    let tabs = tabs.replace("\"51,500.00\"", "51500.00").replace("\"12,310.50\"", "12310.50").replace(',', "\t");
    for bytes in [CHINESE.as_bytes(), &gb18030, tabs.as_bytes()] {
        let file = read_text("明细.csv", bytes);
        let lines: Vec<_> = file
            .lines
            .iter()
            .map(|line| (line.place.row, line.day.to_string(), line.amount.to_string(), line.reference.as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                (4, "2026-03-05".into(), "12,000.00 CNY".into(), "A001"),
                (7, "2026-03-08".into(), "300.50 CNY".into(), "A004"),
            ]
        );
        assert_eq!(file.lines[0].payer, "宁波晨光进出口有限公司");
        assert_eq!(file.lines[0].remark, "货款 SO-202603-0001");
        let skipped: Vec<_> = file.skipped.iter().map(|skipped| (skipped.place.row, skipped.why)).collect();
        assert_eq!(
            skipped,
            [
                (5, BankSkip::Outgoing),
                (8, BankSkip::RepeatOf { row: 4 }),
                (12, BankSkip::Blank),
                (13, BankSkip::Summary)
            ]
        );
        let faults: Vec<_> =
            file.faults.iter().map(|fault| (fault.place.row, fault.column.as_str(), fault.problem.say().key)).collect();
        assert_eq!(
            faults,
            [
                (6, "贷方金额(元)", "import-missing"),
                (9, "交易日期", "import-in-the-future"),
                (10, "贷方金额(元)", "import-not-a-number"),
                (11, "贷方金额(元)", "import-too-precise"),
            ]
        );
    }
}

#[test]
fn an_english_file_with_one_amount_is_read_by_its_sign_or_its_direction() {
    for (text, amounts) in [
        (
            "Date;Amount;Currency;Payer;Description\n2026-03-01;2985.00;USD;NORDWIND GMBH;INV-1\n2026-03-02;-15.00;USD;Fee;\n",
            &["2,985.00 USD"][..],
        ),
        ("记账日期,交易金额,借贷标志,付款人\n2026-03-01,100,贷,甲\n2026-03-01,90,借,乙\n", &["100.00 CNY"]),
        ("Value Date\tPaid in\tPaid out\n2026-03-01\t+7.00\t\n2026-03-01\t\t8\n", &["7.00 CNY"]),
    ] {
        let file = read_text("statement.csv", text.as_bytes());
        assert_eq!(file.faults, []);
        let found: Vec<String> = file.lines.iter().map(|line| line.amount.to_string()).collect();
        assert_eq!(found, amounts);
    }
}

#[test]
fn a_line_is_known_again_by_the_bank_number_or_by_all_that_is_said_of_it() {
    let prints = |text: &str| -> Vec<[u8; 32]> {
        read_text("a.csv", text.as_bytes()).lines.iter().map(|line| line.fingerprint).collect()
    };
    let alike = "日期,收入金额,付款人,摘要\n2026-03-01,5,甲,货款\n2026-03-01,5,甲,货款\n2026-03-02,5,甲,货款\n";
    let found = prints(alike);
    assert_eq!(found.len(), 3, "two that are alike are two");
    assert!(found[0] != found[1] && found[1] != found[2] && found[0] != found[2]);
    assert_eq!(found, prints(alike), "the same file again");
    assert_eq!(found[..1], prints("日期,收入金额,付款人,摘要\n2026/3/1,5.00,甲,货款\n"), "however it is written");
    let numbered = prints("日期,收入金额,付款人,流水号\n2026-03-01,5,甲,9\n");
    assert_eq!(numbered, prints("日期,收入金额,付款人,流水号,摘要\n2026-03-01,5,甲,9,货款\n"));
    assert_ne!(numbered, prints("日期,收入金额,付款人,流水号\n2026-03-01,6,甲,9\n"));
}

#[test]
fn a_sheet_without_days_or_amounts_is_refused_as_a_whole() {
    let file = read_text("a.csv", "客户,品名\n甲,法兰\n".as_bytes());
    let [fault] = file.faults.as_slice() else { panic!("{file:?}") };
    assert_eq!(
        fault.problem,
        Problem::ColumnMissing {
            columns: vec![
                yidan_domain::Text::new("交易日期", "transaction date"),
                yidan_domain::Text::new("贷方金额", "credit amount")
            ]
        }
    );
}
