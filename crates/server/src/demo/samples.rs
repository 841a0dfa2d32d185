//! What the demo company samples: T-shirts and jeans, some just ordered, some in the wash, some with the customer, some
//! approved in the second round.

use jiff::{Timestamp, ToSpan, civil::Date};
use rand::{RngExt, rngs::StdRng};
use yidan_domain::{
    OrderId, Quantity, SampleDeedId, SampleId,
    access::Scope,
    order::{command::Command, row::Status, situation::Situation},
    party::Person,
    sample::{
        Again, Check, Deed, Delivery, Fabric, Goods, Item, Judgement, Length, LengthUnit, Measurement, Pieces,
        PointOfMeasure, ProcessSheet, Request, Sending, SizeChart, Stage, Stock, Trim, TrimKind, Verdict,
    },
};
use yidan_store::{Error, Result, Tx, orders};

use super::{
    cast,
    life::{World, acting},
};

/// Days from the order to the day on which the customer wants the sample.
const WANTED_DAYS: i32 = 13;

/// A sample of each garment that an order is for, as far as it has come by now.
pub fn make(tx: &mut Tx, world: &World, id: OrderId, now: Timestamp, dice: &mut StdRng) -> Result<()> {
    let order = orders::load(tx, Scope::All, id)?;
    let process = world.company.processes.get(&order.process).ok_or(Error::NotFound("process"))?;
    if Situation::of(&order, process).status() != Status::Open {
        return Ok(());
    }
    let zone = &world.company.company.zone;
    let received = zone.to_datetime(order.header.received_at).date();
    let day = |days: i32| received.saturating_add(days.days());
    let sales = order.header.salesperson.map_or_else(|| world.manager(), |id| world.person(id)).clone();
    let mut names = Vec::new();
    for line in &order.lines {
        let Some(wash) = wash_of(&line.name) else { continue };
        if names.contains(&line.name) {
            continue;
        }
        names.push(line.name.clone());
        let sample = SampleId(cast::id(dice, order.header.received_at));
        let story = story(sample, &line.name, wash, day);
        // Some rest where they are.
        let reach = if dice.random_bool(0.4) { dice.random_range(2..=story.len()) } else { story.len() };
        let mut at = order.updated_at;
        for (who, days, deed) in story.into_iter().take(reach) {
            let on = day(days);
            if on > zone.to_datetime(now).date() {
                break;
            }
            at = at.max(zone.to_timestamp(on.at(15, 0, 0, 0)).unwrap_or(at)).min(now);
            let person: &Person = if who == "sales" { &sales } else { world.somebody_of(who, 0) };
            let (told, deed) = (SampleDeedId(cast::id(dice, at)), Box::new(deed));
            let command = Command::Sample { id: told, sample, deed, on: Some(on) };
            orders::act(tx, &acting(person, at), id, None, command)?;
        }
    }
    Ok(())
}

/// How a garment is washed; nothing where these goods are no garment.
fn wash_of(name: &str) -> Option<&'static str> {
    match name {
        name if name.contains("牛仔") || name.contains("jeans") => Some("石磨 40 分钟，软洗，酵素 2%"),
        name if name.contains("T恤") || name.contains("T-shirt") => Some(""),
        _ => None,
    }
}

/// Whose deed it is and how many days after the order.
fn story(id: SampleId, name: &str, wash: &str, day: impl Fn(i32) -> Date) -> Vec<(&'static str, i32, Deed)> {
    let done = |stage| Deed::Done { stage };
    let pieces = || vec![Pieces { size: "M".into(), count: 2 }, Pieces { size: "L".into(), count: 1 }];
    let request = Request {
        name: name.into(),
        due: Some(day(WANTED_DAYS)),
        pieces: pieces(),
        note: "客户提供原样一件，照原样核对手感。".into(),
    };
    let sheet = ProcessSheet {
        materials: "面料先缩水再裁；罗纹与大身同缸染".into(),
        wash: wash.into(),
        thread: "面线 20S/3，底线 40S/2，配色".into(),
        sewing: "领口双针，下摆卷边 2 cm；针距每 3 cm 不少于 11 针".into(),
        print_embroidery: "左胸绣客户标，长 6 cm".into(),
        packing: "单件平折入胶袋".into(),
        due: Some(day(WANTED_DAYS - 2)),
        ..ProcessSheet::default()
    };
    let sent = |number: &str, why: &str| {
        let delivery = Delivery::Courier { courier: "顺丰".into(), number: number.into() };
        done(Stage::Sent(Sending { delivery, pieces: pieces(), why: why.into() }))
    };
    let judged = |verdict, comments: &str| {
        done(Stage::Judged(Judgement { verdict, comments: comments.into(), from: "Ms Lam".into() }))
    };
    let begun = |due| Deed::Begun { why: String::new(), due };
    let mut story = vec![
        ("sales", 0, Deed::Ordered { id, request: Box::new(request) }),
        ("sales", 0, Deed::Listed { items: items(wash) }),
        ("sales", 0, Deed::Asked { words: "胸标用绣花还是胶印？原样上看不清。".into() }),
        ("warehouse", 1, Deed::LookedUp { line: 1, stock: Stock::Found { quantity: amount(12, "m") } }),
        ("warehouse", 1, Deed::LookedUp { line: 2, stock: Stock::Found { quantity: amount(8, "个") } }),
        ("warehouse", 1, Deed::LookedUp { line: 3, stock: Stock::ToOrder }),
        ("purchasing", 1, Deed::LookedUp { line: 3, stock: Stock::Ordered { on: day(1) } }),
        ("engineering", 2, Deed::SheetWritten { sheet: Box::new(sheet) }),
        ("engineering", 2, Deed::ChartDrawn { chart: Box::new(chart()) }),
        ("sales", 3, Deed::Answered { number: 1, words: "绣花，线色照原样。".into(), from: "Ms Lam".into() }),
        ("purchasing", 4, Deed::LookedUp { line: 3, stock: Stock::Arrived { on: day(4) } }),
        ("sales", 4, begun(Some(day(WANTED_DAYS)))),
        ("engineering", 7, done(Stage::Made { note: String::new() })),
    ];
    if !wash.is_empty() {
        story.extend([
            ("engineering", 8, done(Stage::Washed { how: String::new() })),
            ("quality", 8, failed(Again::ReWash, "手感偏硬，膝位对比不够")),
            ("engineering", 9, done(Stage::Washed { how: "加洗 15 分钟，酵素加到 3%".into() })),
        ]);
    }
    story.extend([
        ("quality", 10, done(Stage::Checked { check: Check::Passed })),
        ("engineering", 10, done(Stage::Finished)),
        ("quality", 11, measured([[760, 600], [812, 621]])),
        ("sales", 12, sent("SF1432", "L 码腰围偏大，先寄看款，大货收回")),
        ("sales", 18, judged(Verdict::Changes, "腰围收到公差内；胸标上移 1 cm")),
        ("sales", 19, begun(Some(day(WANTED_DAYS + 14)))),
        ("engineering", 22, done(Stage::Made { note: "胸标已上移".into() })),
    ]);
    if !wash.is_empty() {
        story.push(("engineering", 23, done(Stage::Washed { how: String::new() })));
    }
    story.extend([
        ("quality", 24, done(Stage::Checked { check: Check::Passed })),
        ("engineering", 24, done(Stage::Finished)),
        ("quality", 25, measured([[762, 601], [803, 620]])),
        ("sales", 25, sent("SF1587", "")),
        ("sales", 30, judged(Verdict::ApprovedWithComments, "可以，大货胸标位置照此样")),
    ]);
    story
}

fn failed(again: Again, wrong: &str) -> Deed {
    Deed::Done { stage: Stage::Checked { check: Check::Failed { again, wrong: wrong.into() } } }
}

fn amount(whole: i64, unit: &str) -> Quantity {
    Quantity { ten_thousandths: whole * 10_000, unit: unit.into() }
}

fn items(wash: &str) -> Vec<Item> {
    let item = |goods, quantity| Item { goods, quantity, material: None, note: String::new(), looked_up: None };
    let trim = |kind, spec: &str, brand: &str| {
        Goods::Trim(Trim { kind, spec: spec.into(), brand: brand.into(), colour: String::new() })
    };
    let fabric = match wash.is_empty() {
        true => Fabric {
            kind: "汗布".into(),
            colour: "漂白".into(),
            yarn: "32S".into(),
            weave: "平针".into(),
            weight_gsm: Some(180.into()),
            composition: "100% 棉".into(),
            finish: "柔软".into(),
            ..Fabric::default()
        },
        false => Fabric {
            kind: "弹力牛仔布".into(),
            colour: "靛蓝".into(),
            yarn: "10S×16S+70D".into(),
            weave: "3/1 右斜".into(),
            weight_gsm: Some(356.into()),
            width_cm: Some(150.into()),
            composition: "98% 棉 2% 氨纶".into(),
            finish: "防缩".into(),
        },
    };
    let closing =
        if wash.is_empty() { trim(TrimKind::Rib, "1×1", "") } else { trim(TrimKind::Zip, "4# 铜牙", "YKK") };
    vec![
        item(Goods::Fabric(fabric), amount(5, "m")),
        item(closing, amount(3, "个")),
        item(trim(TrimKind::WashLabel, "客户样，含成分与洗涤符号", ""), amount(3, "个")),
    ]
}

/// Waist and length of M and L, in tenths of a centimetre.
fn chart() -> SizeChart {
    let point = |name: &str, targets: [i64; 2], tolerance| PointOfMeasure {
        name: name.into(),
        targets: targets.map(tenths).into(),
        plus: tenths(tolerance),
        minus: tenths(tolerance),
    };
    SizeChart {
        unit: LengthUnit::Cm,
        sizes: ["M", "L"].map(str::to_owned).into(),
        points: vec![point("腰围", [760, 800], 10), point("全长", [600, 620], 5)],
    }
}

fn tenths(tenths: i64) -> Length {
    Length(tenths * 1_000)
}

/// Waist and length of each size, in tenths.
fn measured(of: [[i64; 2]; 2]) -> Deed {
    let of_size = |(size, [waist, length]): (&str, [i64; 2])| {
        [("腰围", waist), ("全长", length)].map(|(point, it)| Measurement {
            size: size.into(),
            point: point.into(),
            length: tenths(it),
        })
    };
    let measurements = ["M", "L"].into_iter().zip(of).flat_map(of_size).collect();
    Deed::Done { stage: Stage::Measured { measurements } }
}
