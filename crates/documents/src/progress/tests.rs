//! Summary sheets as people keep them.

use yidan_domain::Say;

use super::{Made, ProgressFile, ProgressRow, read};
use crate::sheet;

fn of(text: &str) -> ProgressFile {
    read(&sheet::read("汇总.csv", text.as_bytes()).expect("a sheet"))
}

fn made(row: &ProgressRow) -> String {
    let number = |number: &Option<rust_decimal::Decimal>| number.map_or("-".into(), |number| number.to_string());
    let one = |made: &Made| format!("{} {}+{}", made.operation, number(&made.good), number(&made.scrap));
    format!("{}: {}", row.lot, row.made.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn faults(file: &ProgressFile) -> Vec<(usize, &str, &'static str)> {
    file.faults.iter().map(|fault| (fault.place.row, fault.column.as_str(), fault.problem.say().key)).collect()
}

#[test]
fn titles_in_one_row_name_the_operation_and_the_figure() {
    let file = of("订单,批次,版本,冲床 交货数量,冲床 废品数量,冲床 废品率,更正原因\n\
                   S1,S1-1,7,\"1,200\",3,0.25,\nS2,S2-1,,,,,少了\n");
    assert_eq!(file.rows.iter().map(made).collect::<Vec<_>>(), ["S1-1: 冲床 1200+3", "S2-1: "]);
    assert_eq!((file.rows[0].version, file.rows[1].version), (Some(7), None));
    assert_eq!(file.rows[1].reason, "少了");
    let english = of(
        "Lot,Punching delivered,Punching scrap,Punching scrap rate,Total delivered,Cause of the scrap\nS1-1,5,1,16.67,5,dull\n",
    );
    assert_eq!((made(&english.rows[0]).as_str(), english.rows[0].cause.as_str()), ("S1-1: Punching 5+1", "dull"));
}

#[test]
fn merged_titles_of_two_rows_are_read_over_the_columns_beside_them() {
    let file = of("订单汇总进度跟踪表\n\
                   订单号,批次,仓库发料,,,冲床,,,合计,\n\
                   ,,交货数量,废品数量,废品率,交货数量,废品数量,废品率,交货数量,废品数量\n\
                   S1,S1-1,480,0,0,300,10,3.23,0,10\n");
    assert_eq!(faults(&file), []);
    assert_eq!(made(&file.rows[0]), "S1-1: 仓库发料 480+0, 冲床 300+10");
}

#[test]
fn a_rate_that_cannot_be_divided_is_no_fault_but_a_quantity_that_cannot_be_read_is() {
    let file = of("批次,冲床 交货数量,冲床 废品数量,冲床 废品率\n\
                   S1-1,0,0,#DIV/0!\n\
                   S2-1,#DIV/0!,0,#DIV/0!\n\
                   ,,,\n\
                   ,10,0,\n\
                   S3-1,很多,,\n\
                   S1-1,5,,\n\
                   S4-1,0.00001,,\n\
                   合计,10,0,#DIV/0!\n");
    assert_eq!(file.rows.iter().map(made).collect::<Vec<_>>(), ["S1-1: 冲床 0+0"]);
    assert_eq!(
        faults(&file),
        [
            (3, "冲床 交货数量", "import-not-a-number"),
            (5, "批次", "import-missing"),
            (6, "冲床 交货数量", "import-not-a-number"),
            (7, "批次", "import-key-repeated"),
            (8, "冲床 交货数量", "import-too-precise"),
        ]
    );
    assert_eq!(file.skipped.iter().map(|skipped| skipped.place.row).collect::<Vec<_>>(), [4, 9]);
}

#[test]
fn a_lot_is_no_total_because_its_number_begins_like_one() {
    let file = of("批次,冲床 交货数量\nSUM-2026-1-1,5\nTotal Steel-1,6\n合计：,11\nTotal:,11\n");
    assert_eq!(file.rows.iter().map(made).collect::<Vec<_>>(), ["SUM-2026-1-1: 冲床 5+-", "Total Steel-1: 冲床 6+-"]);
    assert_eq!(file.skipped.len(), 2);
}

#[test]
fn the_same_figure_twice_is_refused_and_a_sign_at_the_end_of_a_name_stays() {
    let file = of("批次,冲床 交货数量,冲床交货数量,折弯+ 交货数量,折弯+ 废品数量\nS1-1,5,6,7,1\nS2-1,5,,7,1\n");
    assert_eq!(faults(&file), [(2, "冲床交货数量", "import-figure-repeated")]);
    assert_eq!(file.rows.iter().map(made).collect::<Vec<_>>(), ["S2-1: 冲床 5+-, 折弯+ 7+1"]);
}

#[test]
fn a_sheet_without_lots_or_figures_says_what_is_missing() {
    for text in ["客户,金额\n远山,5\n", "批次,客户\nS1-1,远山\n"] {
        let file = of(text);
        assert_eq!(file.faults[0].problem.say().key, "import-column-missing", "{text}");
    }
}
