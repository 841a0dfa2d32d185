//! How the demo company's products are made: in a metal shop (S7), a garment firm, a mill or by assemblers.

use yidan_domain::{Text, production::Operation};

struct Op(&'static str, &'static str, &'static str, u32);

const WAREHOUSE: &str = "warehouse";
const MAKING: &str = "production";
/// Done by another factory; planning sees to it.
const OUTSIDE: &str = "outside";

const METAL: &[Op] = &[
    Op("仓库发料", "Warehouse issue", WAREHOUSE, 5),
    Op("冲床", "Punching", MAKING, 20),
    Op("油压", "Hydraulic press", MAKING, 35),
    Op("钻孔", "Drilling", MAKING, 45),
];

const GARMENT: &[Op] = &[
    Op("仓库发料", "Warehouse issue", WAREHOUSE, 5),
    Op("裁剪", "Cutting", MAKING, 40),
    Op("印花", "Printing", OUTSIDE, 60),
    Op("缝制", "Sewing", MAKING, 540),
    Op("整烫", "Ironing", MAKING, 60),
];

const CLOTH: &[Op] = &[
    Op("配坯", "Grey cloth", WAREHOUSE, 2),
    Op("染色", "Dyeing", OUTSIDE, 6),
    Op("定型", "Setting", MAKING, 4),
    Op("验布打卷", "Inspection and rolling", MAKING, 5),
];

const ASSEMBLY: &[Op] = &[
    Op("配料", "Kitting", WAREHOUSE, 20),
    Op("组装", "Assembly", MAKING, 300),
    Op("老化测试", "Burn-in test", MAKING, 90),
    Op("总检", "Final check", MAKING, 60),
];

/// By the product's code; what is bought ready-made goes the way of the metal shop.
pub fn route(code: &str) -> Vec<Operation> {
    let kind = match code.split('-').next().unwrap_or_default() {
        "TS" | "JN" => GARMENT,
        "GC" => CLOTH,
        "LED" | "TB" | "LP" | "ZP" => ASSEMBLY,
        _ => METAL,
    };
    kind.iter().map(operation).collect()
}

fn operation(Op(zh, en, department, seconds): &Op) -> Operation {
    let outside = *department == OUTSIDE;
    Operation {
        name: Text::new(*zh, *en),
        department: if outside { MAKING } else { *department }.into(),
        outside,
        seconds_per_unit: Some(*seconds),
    }
}
