//! Thirty orders and one step table, made up.

use yidan_domain::process::Stage;
use yidan_server::page::Stop;

pub struct Row {
    pub number: String,
    pub customer: &'static str,
    pub customer_ref: String,
    pub product: &'static str,
    pub person: &'static str,
    pub promised: String,
    pub left: Left,
    pub state: (&'static str, &'static str),
    pub closed: usize,
    pub cells: Vec<Cell>,
}

pub enum Left {
    None,
    Days(i64),
    Late(i64),
    Done,
}

pub struct Cell {
    pub class: String,
    pub words: String,
    pub name: String,
}

const CUSTOMERS: [(&str, &str); 8] = [
    ("Casa Verde S.L.", "Casa Verde S.L."),
    ("星河贸易(上海)", "Xinghe Trading (Shanghai)"),
    ("Nordlys Handel AS", "Nordlys Handel AS"),
    ("宁波海达五金", "Ningbo Haida Hardware"),
    ("Blue Harbor Imports LLC", "Blue Harbor Imports LLC"),
    ("苏州锦程纺织", "Suzhou Jincheng Textiles"),
    ("Atelier Morel", "Atelier Morel"),
    ("青岛万和食品", "Qingdao Wanhe Foods"),
];
const PRODUCTS: [(&str, &str); 6] = [
    ("全棉斜纹面料 180g/m²", "Cotton twill 180 g/m²"),
    ("不锈钢球阀 DN25", "Stainless ball valve DN25"),
    ("橱柜门板 白橡 2 项", "Cabinet doors, white oak, 2 items"),
    ("针织 T 恤 男款", "Knit T-shirt, men"),
    ("冲压支架 SF1390", "Punched bracket SF1390"),
    ("竹纤维餐具套装", "Bamboo tableware set"),
];
const PEOPLE: [(&str, &str); 5] = [
    ("陈静", "Chen Jing"),
    ("王磊", "Wang Lei"),
    ("李晓雯", "Li Xiaowen"),
    ("赵强", "Zhao Qiang"),
    ("周敏", "Zhou Min"),
];

fn pick(pair: (&'static str, &'static str), zh: bool) -> &'static str {
    if zh { pair.0 } else { pair.1 }
}

pub fn rows(zh: bool) -> Vec<Row> {
    (0..30).map(|i| row(i, zh)).collect()
}

fn row(i: usize, zh: bool) -> Row {
    let left = match i % 10 {
        0 | 6 => Left::Late(1 + (i * 7 % 12) as i64),
        1 => Left::Days((i % 4) as i64),
        5 => Left::None,
        9 => Left::Done,
        _ => Left::Days(4 + (i * 5 % 31) as i64),
    };
    let now = if matches!(left, Left::Done) { 7 } else { (i * 3 + 1) % 7 };
    let exception = i % 7 == 3;
    let state = match left {
        Left::Late(_) => ("state-late", "late"),
        Left::Done => ("state-done", "done"),
        Left::None => ("state-no-date", "none"),
        _ if exception => ("state-exception", "exception"),
        Left::Days(days) if days <= 3 => ("state-due-soon", "soon"),
        Left::Days(_) => ("state-on-time", ""),
    };
    let late = matches!(left, Left::Late(_));
    Row {
        number: format!("YD2611-{:04}", 187 - i),
        customer: pick(CUSTOMERS[i * 5 % 8], zh),
        customer_ref: format!("PO-{}", 88210 + i * 37),
        product: pick(PRODUCTS[i * 7 % 6], zh),
        person: pick(PEOPLE[i * 3 % 5], zh),
        promised: if matches!(left, Left::None) { String::new() } else { format!("12-{:02}", 1 + i * 5 % 28) },
        left,
        state,
        closed: now * 11 / 7,
        cells: Stage::ALL.iter().enumerate().map(|(n, stage)| cell(i, n, now, late, *stage, zh)).collect(),
    }
}

fn cell(i: usize, n: usize, now: usize, late: bool, stage: Stage, zh: bool) -> Cell {
    let mut class = String::new();
    let mut words = String::new();
    let absent = i % 4 == 2 && n == 3;
    if n < now {
        class += if absent { "pass" } else { "done" };
        words = format!("11-{:02}", 2 + (i + n * 2) % 22);
    } else if n == now {
        class += if late { "now late" } else { "now" };
        words = format!("{}/{}", 1 + i % 2, 3);
    } else if absent {
        class += "skipped";
    } else {
        words = format!("12-{:02}", 1 + (i + n * 2) % 27);
    }
    if absent {
        words.clear();
    }
    match n {
        0 => class += " first",
        6 => class += " last",
        _ => {}
    }
    let name = stage.name();
    Cell { class, words, name: if zh { name.zh } else { name.en } }
}

pub fn stops(zh: bool) -> Vec<Stop> {
    let notes = ["11-18", "11-19", "11-21", "2/3", "12-04", "12-08", "12-20"];
    Stage::ALL
        .iter()
        .zip(notes)
        .enumerate()
        .map(|(i, (stage, note))| {
            let name = stage.name();
            let class = match i {
                0..3 => "done",
                3 => "now late",
                _ => "",
            };
            Stop { name: if zh { name.zh } else { name.en }, note: note.into(), class }
        })
        .collect()
}

pub struct Step {
    pub number: usize,
    pub name: &'static str,
    pub todo: &'static str,
    pub who: &'static str,
    pub department: &'static str,
    pub start: &'static str,
    pub end: &'static str,
    pub planned: &'static str,
    pub delay: i64,
    pub remark: &'static str,
    pub why: &'static str,
    pub state: (&'static str, &'static str),
    pub class: &'static str,
}

pub fn steps(zh: bool) -> Vec<Step> {
    let w = |z: &'static str, e: &'static str| if zh { z } else { e };
    let finished = ("state-finished", "done");
    let step = |number, name, todo, who, department, start, end, planned| Step {
        number,
        name,
        todo,
        who,
        department,
        start,
        end,
        planned,
        delay: 0,
        remark: "",
        why: "",
        state: finished,
        class: "off",
    };
    vec![
        step(
            1,
            w("接收订单", "Receive the order"),
            w("登记来单，保存原件", "Register it and keep the original"),
            w("陈静", "Chen Jing"),
            w("销售部", "Sales"),
            "11-18 09:02",
            "11-18 09:06",
            "11-18 09:05",
        ),
        Step {
            delay: 1,
            remark: w("客户改过一次数量", "The customer changed the quantity once"),
            ..step(
                2,
                w("确认订单", "Confirm the order"),
                w("与客户核对品名、数量、价格、交期", "Check goods, quantity, price and date with the customer"),
                w("陈静", "Chen Jing"),
                w("销售部", "Sales"),
                "11-18 09:10",
                "11-19 10:40",
                "11-18 09:30",
            )
        },
        step(
            3,
            w("核实库存", "Check the stock"),
            w("查仓库，缺料列明", "Look it up and list what is short"),
            w("王磊", "Wang Lei"),
            w("仓库", "Warehouse"),
            "11-19 11:00",
            "11-19 14:20",
            "11-19 18:00",
        ),
        step(
            4,
            w("采购原料", "Buy the materials"),
            w("按交期下采购单", "Order them to the promised date"),
            w("李晓雯", "Li Xiaowen"),
            w("采购部", "Purchasing"),
            "11-20 09:00",
            "11-21 16:30",
            "11-21 18:00",
        ),
        Step {
            delay: 2,
            state: ("state-started", "on"),
            class: "on",
            remark: "",
            ..step(
                5,
                w("安排生产", "Produce"),
                w("按排产单生产，每日报数", "Make it by the plan and report each day"),
                w("赵强", "Zhao Qiang"),
                w("生产部", "Production"),
                "11-22 08:30",
                "",
                "11-22 18:00",
            )
        },
        Step {
            why: w("尺寸样还没有客户确认", "The customer has not yet confirmed the size sample"),
            state: ("state-held", "exception"),
            class: "",
            ..step(
                6,
                w("检验", "Inspect"),
                w("按标准抽检并记录", "Sample it by the standard and record"),
                "",
                w("品质部", "Quality"),
                "",
                "",
                "11-26 18:00",
            )
        },
        Step {
            why: w("要等「安排生产」和「检验」完成", "Waits for Produce and Inspect"),
            state: ("state-waiting", "none"),
            class: "",
            ..step(
                7,
                w("包装", "Pack"),
                w("按客户唛头装箱", "Pack with the customer's marks"),
                "",
                w("仓库", "Warehouse"),
                "",
                "",
                "12-04 18:00",
            )
        },
        Step {
            state: ("state-waiting", "none"),
            class: "",
            why: w("要等「包装」完成", "Waits for Pack"),
            ..step(
                8,
                w("安排运输", "Arrange the transport"),
                w("订舱或约车，交运单号", "Book it and give the tracking number"),
                "",
                w("物流部", "Logistics"),
                "",
                "",
                "12-08 12:00",
            )
        },
        Step {
            state: ("state-waiting", "none"),
            class: "",
            why: w("要等「安排运输」完成", "Waits for Arrange the transport"),
            ..step(
                9,
                w("结算", "Settle"),
                w("开票、对账、收款", "Invoice, reconcile, collect"),
                "",
                w("财务部", "Finance"),
                "",
                "",
                "12-20 18:00",
            )
        },
    ]
}
