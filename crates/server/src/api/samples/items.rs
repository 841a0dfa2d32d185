//! Items, sheets, charts and measurements of samples, as they are sent and answered.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{self as domain, MaterialId, Message, sample};

use super::super::{
    problem::Problem,
    reading::Fault,
    values::{Day, Figure, Name, Prose, Unit},
};

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleRequest)]
pub struct Request {
    /// Style or item, as the customer calls it.
    pub name: Name,
    #[serde(default)]
    pub due: Option<Day>,
    #[schema(min_items = 1, max_items = 40)]
    pub pieces: Vec<Pieces>,
    #[serde(default)]
    pub note: Prose,
}

/// So many of a size; the size is empty where there are none.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SamplePieces)]
pub struct Pieces {
    #[serde(default)]
    pub size: Name,
    #[schema(minimum = 1, maximum = 9999)]
    pub count: u32,
}

/// What a sample is made of: exactly one of fabric, trim and other.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleItem)]
pub struct Item {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fabric: Option<Fabric>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trim: Option<Trim>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Name>,
    pub amount: Figure,
    pub unit: Unit,
    #[serde(default)]
    pub material: Option<Uuid>,
    #[serde(default)]
    pub note: Prose,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleFabric)]
pub struct Fabric {
    pub kind: Name,
    #[serde(default)]
    pub colour: Name,
    /// Yarn count.
    #[serde(default)]
    pub yarn: Name,
    #[serde(default)]
    pub weave: Name,
    #[serde(default)]
    pub weight_gsm: Option<Figure>,
    #[serde(default)]
    pub width_cm: Option<Figure>,
    #[serde(default)]
    pub composition: Name,
    #[serde(default)]
    pub finish: Name,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleTrim)]
pub struct Trim {
    pub kind: TrimKind,
    #[serde(default)]
    pub spec: Name,
    #[serde(default)]
    pub brand: Name,
    #[serde(default)]
    pub colour: Name,
}

macro_rules! named_alike {
    ($($(#[doc = $doc:literal])* $name:ident = $of:path { $($variant:ident),* $(,)? })*) => {
        $($(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),* }

        impl From<$name> for $of {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),* }
            }
        }

        impl From<$of> for $name {
            fn from(of: $of) -> Self {
                match of { $(<$of>::$variant => Self::$variant),* }
            }
        })*
    };
}

named_alike! {
    TrimKind = sample::TrimKind {
        Thread, Zip, Button, Eyelet, Tape, Lace, ElasticTape, Rib, MainLabel, WashLabel, HangTag, Badge, Other,
    }
    SampleAgain = sample::Again { ReWash, Remake }
    SampleVerdict = sample::Verdict { Approved, ApprovedWithComments, Changes, Rejected }
    LengthUnit = sample::LengthUnit { Cm, Inch }
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ProcessSheet)]
#[derive(Default)]
pub struct Sheet {
    pub materials: Prose,
    pub wash: Prose,
    pub thread: Prose,
    pub sewing: Prose,
    pub print_embroidery: Prose,
    pub packing: Prose,
    pub other: Prose,
    /// The day on which the sample room hands the sample over.
    pub due: Option<Day>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SizeChart)]
pub struct Chart {
    pub unit: LengthUnit,
    #[schema(max_items = 40)]
    pub sizes: Vec<Name>,
    #[schema(max_items = 100)]
    pub points: Vec<Point>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PointOfMeasure)]
pub struct Point {
    pub name: Name,
    /// One for each size, in their order.
    pub targets: Vec<Figure>,
    pub plus: Figure,
    pub minus: Figure,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SampleMeasurement)]
pub struct Measurement {
    pub size: Name,
    pub point: Name,
    pub length: Figure,
}

pub fn quantity(amount: Figure, unit: &str, at: &str) -> Result<domain::Quantity, Problem> {
    let exact = domain::Quantity::exact(amount.0, unit);
    exact.ok_or_else(|| Fault::at(at, Message::new("api-quantity-not-exact")).into())
}

pub fn length(figure: Figure, at: &str) -> Result<sample::Length, Problem> {
    sample::Length::exact(figure.0).ok_or_else(|| Fault::at(at, Message::new("api-quantity-not-exact")).into())
}

impl From<Request> for sample::Request {
    fn from(sent: Request) -> Self {
        Self {
            name: sent.name.0,
            due: sent.due.map(|day| day.0),
            pieces: sent.pieces.into_iter().map(sample::Pieces::from).collect(),
            note: sent.note.0,
        }
    }
}

impl From<Pieces> for sample::Pieces {
    fn from(sent: Pieces) -> Self {
        Self { size: sent.size.0, count: sent.count }
    }
}

impl From<&sample::Request> for Request {
    fn from(request: &sample::Request) -> Self {
        let pieces = request.pieces.iter().map(|it| Pieces { size: Name(it.size.clone()), count: it.count });
        Self {
            name: Name(request.name.clone()),
            due: request.due.map(Day),
            pieces: pieces.collect(),
            note: Prose(request.note.clone()),
        }
    }
}

impl Item {
    pub fn read(self, place: usize) -> Result<sample::Item, Problem> {
        let at = format!("/deed/items/{place}");
        let goods = match (self.fabric, self.trim, self.other) {
            (Some(fabric), None, None) => sample::Goods::Fabric(sample::Fabric {
                kind: fabric.kind.0,
                colour: fabric.colour.0,
                yarn: fabric.yarn.0,
                weave: fabric.weave.0,
                weight_gsm: fabric.weight_gsm.map(|figure| figure.0),
                width_cm: fabric.width_cm.map(|figure| figure.0),
                composition: fabric.composition.0,
                finish: fabric.finish.0,
            }),
            (None, Some(trim), None) => sample::Goods::Trim(sample::Trim {
                kind: trim.kind.into(),
                spec: trim.spec.0,
                brand: trim.brand.0,
                colour: trim.colour.0,
            }),
            (None, None, Some(what)) => sample::Goods::Other { what: what.0 },
            _ => return Err(Fault::at(at, Message::new("api-sample-item")).into()),
        };
        let quantity = quantity(self.amount, &self.unit.0, &format!("{at}/amount"))?;
        Ok(sample::Item {
            goods,
            quantity,
            material: self.material.map(MaterialId),
            note: self.note.0,
            looked_up: None,
        })
    }
}

impl From<&sample::Item> for Item {
    fn from(item: &sample::Item) -> Self {
        let name = |words: &str| Name(words.to_owned());
        let (mut fabric, mut trim, mut other) = (None, None, None);
        match &item.goods {
            sample::Goods::Fabric(it) => {
                fabric = Some(Fabric {
                    kind: name(&it.kind),
                    colour: name(&it.colour),
                    yarn: name(&it.yarn),
                    weave: name(&it.weave),
                    weight_gsm: it.weight_gsm.map(Figure),
                    width_cm: it.width_cm.map(Figure),
                    composition: name(&it.composition),
                    finish: name(&it.finish),
                });
            }
            sample::Goods::Trim(it) => {
                let (spec, brand, colour) = (name(&it.spec), name(&it.brand), name(&it.colour));
                trim = Some(Trim { kind: it.kind.into(), spec, brand, colour });
            }
            sample::Goods::Other { what } => other = Some(name(what)),
        }
        Self {
            fabric,
            trim,
            other,
            amount: Figure(item.quantity.amount()),
            unit: Unit(item.quantity.unit.clone()),
            material: item.material.map(|id| id.0),
            note: Prose(item.note.clone()),
        }
    }
}

impl From<Sheet> for sample::ProcessSheet {
    fn from(sent: Sheet) -> Self {
        Self {
            materials: sent.materials.0,
            wash: sent.wash.0,
            thread: sent.thread.0,
            sewing: sent.sewing.0,
            print_embroidery: sent.print_embroidery.0,
            packing: sent.packing.0,
            other: sent.other.0,
            due: sent.due.map(|day| day.0),
        }
    }
}

impl From<&sample::ProcessSheet> for Sheet {
    fn from(sheet: &sample::ProcessSheet) -> Self {
        let words = |words: &str| Prose(words.to_owned());
        Self {
            materials: words(&sheet.materials),
            wash: words(&sheet.wash),
            thread: words(&sheet.thread),
            sewing: words(&sheet.sewing),
            print_embroidery: words(&sheet.print_embroidery),
            packing: words(&sheet.packing),
            other: words(&sheet.other),
            due: sheet.due.map(Day),
        }
    }
}

impl Chart {
    pub fn read(self) -> Result<sample::SizeChart, Problem> {
        let point = |(place, point): (usize, Point)| {
            let at = format!("/deed/chart/points/{place}");
            let targets = point.targets.into_iter().map(|target| length(target, &format!("{at}/targets")));
            Ok(sample::PointOfMeasure {
                name: point.name.0,
                targets: targets.collect::<Result<_, Problem>>()?,
                plus: length(point.plus, &format!("{at}/plus"))?,
                minus: length(point.minus, &format!("{at}/minus"))?,
            })
        };
        Ok(sample::SizeChart {
            unit: self.unit.into(),
            sizes: self.sizes.into_iter().map(|size| size.0).collect(),
            points: self.points.into_iter().enumerate().map(point).collect::<Result<_, Problem>>()?,
        })
    }
}

impl From<&sample::SizeChart> for Chart {
    fn from(chart: &sample::SizeChart) -> Self {
        let figure = |length: sample::Length| Figure(length.amount());
        let point = |point: &sample::PointOfMeasure| Point {
            name: Name(point.name.clone()),
            targets: point.targets.iter().copied().map(figure).collect(),
            plus: figure(point.plus),
            minus: figure(point.minus),
        };
        Self {
            unit: chart.unit.into(),
            sizes: chart.sizes.iter().map(|size| Name(size.clone())).collect(),
            points: chart.points.iter().map(point).collect(),
        }
    }
}
