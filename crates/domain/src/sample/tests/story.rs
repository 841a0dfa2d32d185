//! A washed denim jacket, and how its story is told: each deed with the answer that it gets.

use jiff::civil::Date;

use crate::{
    PersonId, Quantity, SampleId, Say,
    sample::{
        Again, Check, Deed, Delivery, Fabric, Goods, Item, Judgement, Length, LengthUnit, Mark, Measurement, Pieces,
        PointOfMeasure, ProcessSheet, Request, Sample, SampleEvent, Sending, SizeChart, Stage, Stock, Trim, TrimKind,
        Verdict, decide, replay,
    },
};

pub const TODAY: &str = "2026-06-30";

pub fn day(written: &str) -> Date {
    written.parse().unwrap()
}

pub fn mark(on: &str) -> Mark {
    Mark { on: day(on), by: PersonId(uuid::Uuid::from_u128(7)) }
}

pub fn metres(whole: i64) -> Quantity {
    Quantity { ten_thousandths: whole * 10_000, unit: "m".into() }
}

pub fn denim() -> Item {
    let fabric = Fabric {
        kind: "牛仔布".into(),
        colour: "靛蓝".into(),
        yarn: "10S×10S".into(),
        weave: "3/1 右斜".into(),
        weight_gsm: Some(400.into()),
        width_cm: Some(150.into()),
        composition: "98% 棉 2% 氨纶".into(),
        finish: "防缩".into(),
    };
    Item { goods: Goods::Fabric(fabric), quantity: metres(3), material: None, note: String::new(), looked_up: None }
}

pub fn zip() -> Item {
    let goods = Goods::Trim(Trim {
        kind: TrimKind::Zip,
        spec: "5# 金属闭尾".into(),
        brand: "YKK".into(),
        colour: "古铜".into(),
    });
    let quantity = Quantity { ten_thousandths: 20_000, unit: "条".into() };
    Item { goods, quantity, material: None, note: String::new(), looked_up: None }
}

pub fn chart() -> SizeChart {
    let tenths = |tenths: i64| Length(tenths * 1_000);
    let point = |name: &str, targets: [i64; 3], plus, minus| PointOfMeasure {
        name: name.into(),
        targets: targets.map(tenths).to_vec(),
        plus: tenths(plus),
        minus: tenths(minus),
    };
    SizeChart {
        unit: LengthUnit::Cm,
        sizes: ["S", "M", "L"].map(str::to_owned).to_vec(),
        points: vec![point("腰围", [720, 760, 800], 10, 5), point("衣长", [560, 580, 600], 5, 5)],
    }
}

pub fn sheet(wash: &str) -> ProcessSheet {
    ProcessSheet {
        materials: "面料先缩水".into(),
        wash: wash.into(),
        thread: "面线 20S/3 金黄".into(),
        sewing: "双针压线 6 mm".into(),
        ..ProcessSheet::default()
    }
}

pub fn request(pieces: &[(&str, u32)]) -> Request {
    let pieces = pieces.iter().map(|(size, count)| Pieces { size: (*size).into(), count: *count }).collect();
    Request { name: "DJ-218 牛仔夹克".into(), due: Some(day("2026-03-20")), pieces, note: String::new() }
}

pub fn ordered(pieces: &[(&str, u32)]) -> Deed {
    Deed::Ordered { id: SampleId(uuid::Uuid::from_u128(1)), request: Box::new(request(pieces)) }
}

pub fn listed(items: &[Item]) -> Deed {
    Deed::Listed { items: items.to_vec() }
}

pub fn found(line: usize, stock: Stock) -> Deed {
    Deed::LookedUp { line, stock }
}

pub fn asked(words: &str) -> Deed {
    Deed::Asked { words: words.into() }
}

pub fn answered(number: usize, words: &str) -> Deed {
    Deed::Answered { number, words: words.into(), from: "Ms Lam".into() }
}

pub fn written(sheet: ProcessSheet) -> Deed {
    Deed::SheetWritten { sheet: Box::new(sheet) }
}

pub fn drawn(chart: SizeChart) -> Deed {
    Deed::ChartDrawn { chart: Box::new(chart) }
}

pub fn begun(why: &str) -> Deed {
    Deed::Begun { why: why.into(), due: None }
}

pub fn made() -> Deed {
    Deed::Done { stage: Stage::Made { note: String::new() } }
}

pub fn washed(how: &str) -> Deed {
    Deed::Done { stage: Stage::Washed { how: how.into() } }
}

pub fn passed() -> Deed {
    Deed::Done { stage: Stage::Checked { check: Check::Passed } }
}

pub fn failed(again: Again, wrong: &str) -> Deed {
    Deed::Done { stage: Stage::Checked { check: Check::Failed { again, wrong: wrong.into() } } }
}

pub fn finished() -> Deed {
    Deed::Done { stage: Stage::Finished }
}

/// Sizes and points with tenths of a centimetre.
pub fn measured(of: &[(&str, &str, i64)]) -> Deed {
    let it = |(size, point, tenths): &(&str, &str, i64)| Measurement {
        size: (*size).into(),
        point: (*point).into(),
        length: Length(tenths * 1_000),
    };
    Deed::Done { stage: Stage::Measured { measurements: of.iter().map(it).collect() } }
}

pub fn sent(courier: &str, number: &str, pieces: &[(&str, u32)], why: &str) -> Deed {
    let delivery = Delivery::Courier { courier: courier.into(), number: number.into() };
    Deed::Done { stage: Stage::Sent(Sending { delivery, pieces: request(pieces).pieces, why: why.into() }) }
}

pub fn handed_over(pieces: &[(&str, u32)]) -> Deed {
    let delivery = Delivery::ByHand { to: "Ms Lam".into() };
    Deed::Done { stage: Stage::Sent(Sending { delivery, pieces: request(pieces).pieces, why: String::new() }) }
}

pub fn judged(verdict: Verdict, comments: &str) -> Deed {
    let judgement = Judgement { verdict, comments: comments.into(), from: "Ms Lam".into() };
    Deed::Done { stage: Stage::Judged(judgement) }
}

/// What has been taken so far.
#[derive(Default)]
pub struct Story {
    pub events: Vec<SampleEvent>,
    pub sample: Option<Sample>,
}

impl Story {
    /// Of a jacket of these sizes, all of it at hand, with its sheet and chart, handed to the sample room on 10 March.
    pub fn begun(wash: &str, pieces: &[(&str, u32)]) -> Self {
        let mut story = Self::default();
        for deed in [
            ordered(pieces),
            listed(&[denim()]),
            found(1, Stock::Found { quantity: metres(8) }),
            written(sheet(wash)),
            drawn(chart()),
            begun(""),
        ] {
            story.takes("2026-03-10", deed);
        }
        story
    }

    /// What there is to do afterwards and who does it, or why not.
    pub fn tell(&mut self, on: &str, deed: Deed) -> String {
        match decide(self.sample.as_ref(), deed, mark(on), day(TODAY)) {
            Ok(event) => {
                match &mut self.sample {
                    Some(sample) => sample.apply(&event),
                    none => *none = Sample::ordered(&event),
                }
                self.events.push(event);
                assert_eq!(replay(&self.events), self.sample);
                self.now()
            }
            Err(refusal) => format!("no: {}", refusal.say()),
        }
    }

    pub fn now(&self) -> String {
        let Some(next) = self.sample().next() else { return "nothing".to_owned() };
        let missing: Vec<String> = next.missing.iter().map(|missing| format!("; {}", missing.say())).collect();
        format!("{} ({}){}", next.task.name().en, next.department(), missing.concat())
    }

    pub fn takes(&mut self, on: &str, deed: Deed) -> &mut Self {
        let answer = self.tell(on, deed);
        assert!(!answer.starts_with("no: "), "{answer}");
        self
    }

    /// Day by day, each deed with its answer.
    pub fn goes(&mut self, told: Vec<(&str, Deed, &str)>) {
        for (on, deed, answer) in told {
            let said = format!("{on} {deed:?}");
            assert_eq!(self.tell(on, deed), answer, "{said}");
        }
    }

    pub fn sample(&self) -> &Sample {
        self.sample.as_ref().unwrap()
    }
}
