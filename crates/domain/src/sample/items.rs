//! What a sample is made of, item by item (S2): fabric, trims and the rest, and whether each is at hand. Stock is looked up
//! before anything is ordered.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{LONGEST_LINE, LONGEST_TEXT, Mark, Name, SampleRefusal, needed, text, words};
use crate::{MaterialId, Quantity, Text, quantity::is_counted};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub goods: Goods,
    /// As much as the sample needs.
    pub quantity: Quantity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<MaterialId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// `None` until stock has been looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked_up: Option<LookedUp>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Goods {
    Fabric(Fabric),
    Trim(Trim),
    Other { what: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fabric {
    /// Denim, poplin, pique …
    pub kind: String,
    pub colour: String,
    /// Count of the yarn, such as `32S/2`.
    pub yarn: String,
    /// 组织, such as `3/1 right-hand twill`.
    pub weave: String,
    /// In grams per square metre.
    pub weight_gsm: Option<Decimal>,
    pub width_cm: Option<Decimal>,
    pub composition: String,
    /// Brushed, mercerised, antistatic, easy-care …
    pub finish: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trim {
    pub kind: TrimKind,
    #[serde(default)]
    pub spec: String,
    /// Where the customer insists on one, as for zips.
    #[serde(default)]
    pub brand: String,
    #[serde(default)]
    pub colour: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrimKind {
    Thread,
    Zip,
    Button,
    Eyelet,
    Tape,
    Lace,
    ElasticTape,
    Rib,
    MainLabel,
    WashLabel,
    HangTag,
    Badge,
    Other,
}

/// Whether an item is at hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Stock {
    Found { quantity: Quantity },
    ToOrder,
    Ordered { on: Date },
    Arrived { on: Date },
}

/// What was found out last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookedUp {
    pub stock: Stock,
    pub mark: Mark,
}

/// Above any fabric, in g/m² or cm: a slip of the pen.
pub(super) const MOST_OF_FABRIC: u32 = 10_000;

const UNIT: Name = ("单位", "Unit");
const COLOUR: Name = ("颜色", "Colour");

impl Item {
    /// What it is called in lists.
    pub fn name(&self) -> Text {
        match &self.goods {
            Goods::Fabric(fabric) => named(("面料", "Fabric"), &[&fabric.kind, &fabric.colour]),
            Goods::Trim(trim) => named(trim.kind.names(), &[&trim.brand, &trim.spec, &trim.colour]),
            Goods::Other { what } => Text::same(what),
        }
    }

    /// Is as much of it at hand as the sample needs?
    pub fn is_at_hand(&self) -> bool {
        match self.looked_up.as_ref().map(|it| &it.stock) {
            Some(Stock::Arrived { .. }) => true,
            Some(Stock::Found { quantity }) => quantity.ten_thousandths >= self.quantity.ten_thousandths,
            Some(Stock::ToOrder | Stock::Ordered { .. }) | None => false,
        }
    }

    /// The same goods and as much of them: what was looked up for one holds for the other.
    pub(super) fn asks_the_same(&self, other: &Item) -> bool {
        (&self.goods, &self.quantity, self.material) == (&other.goods, &other.quantity, other.material)
    }

    /// With texts tidied, and nothing looked up. `line` from 1.
    pub(super) fn checked(self, line: usize) -> Result<Self, SampleRefusal> {
        self.tidied(line).map_err(|why| match why {
            SampleRefusal::TextMissing { what } => SampleRefusal::ItemTextMissing { line, what },
            SampleRefusal::TextTooLong { what, limit } => SampleRefusal::ItemTextTooLong { line, what, limit },
            other => other,
        })
    }

    fn tidied(self, line: usize) -> Result<Self, SampleRefusal> {
        let unit = needed(&self.quantity.unit, UNIT, LONGEST_LINE)?;
        let quantity = Quantity { unit, ..self.quantity };
        if quantity.ten_thousandths <= 0 {
            return Err(SampleRefusal::QuantityNotPositive { line });
        }
        if is_counted(&quantity.unit) && !quantity.is_whole() {
            return Err(SampleRefusal::CountedInFractions { line, unit: quantity.unit });
        }
        let note = words(&self.note, ("备注", "Note"), LONGEST_TEXT)?;
        Ok(Self { goods: self.goods.checked(line)?, quantity, note, material: self.material, looked_up: None })
    }

    /// What was found out, held against the item and what was known of it before. `line` from 1.
    pub(super) fn checked_stock(&self, stock: Stock, line: usize, today: Date) -> Result<Stock, SampleRefusal> {
        let in_time = |on: Date| if on > today { Err(SampleRefusal::DayInTheFuture { day: on }) } else { Ok(()) };
        match stock {
            Stock::Found { quantity } => {
                let unit = words(&quantity.unit, UNIT, LONGEST_LINE)?;
                if unit != self.quantity.unit {
                    let wanted = self.quantity.unit.clone();
                    return Err(SampleRefusal::OtherUnit { line, given: unit, wanted });
                }
                if quantity.ten_thousandths < 0 {
                    return Err(SampleRefusal::StockNegative { line });
                }
                Ok(Stock::Found { quantity: Quantity { unit, ..quantity } })
            }
            Stock::ToOrder => Ok(Stock::ToOrder),
            Stock::Ordered { on } => in_time(on).map(|()| Stock::Ordered { on }),
            Stock::Arrived { on } => {
                in_time(on)?;
                match self.looked_up.as_ref().map(|it| &it.stock) {
                    Some(Stock::Ordered { on: ordered }) if on < *ordered => {
                        Err(SampleRefusal::DayBefore { day: on, before: *ordered })
                    }
                    _ => Ok(Stock::Arrived { on }),
                }
            }
        }
    }
}

impl Goods {
    fn checked(self, at: usize) -> Result<Self, SampleRefusal> {
        let line = |typed: &str, what: Name| words(typed, what, LONGEST_LINE);
        Ok(match self {
            Goods::Fabric(fabric) => Goods::Fabric(Fabric {
                kind: needed(&fabric.kind, ("面料品种", "Kind of fabric"), LONGEST_LINE)?,
                colour: line(&fabric.colour, COLOUR)?,
                yarn: line(&fabric.yarn, ("纱支", "Yarn count"))?,
                weave: line(&fabric.weave, ("组织", "Weave"))?,
                weight_gsm: above_zero(at, fabric.weight_gsm, ("克重", "Weight"))?,
                width_cm: above_zero(at, fabric.width_cm, ("幅宽", "Width"))?,
                composition: line(&fabric.composition, ("成分", "Composition"))?,
                finish: line(&fabric.finish, ("后整理", "Finish"))?,
            }),
            Goods::Trim(trim) => Goods::Trim(Trim {
                kind: trim.kind,
                spec: line(&trim.spec, ("规格", "Specification"))?,
                brand: line(&trim.brand, ("品牌", "Brand"))?,
                colour: line(&trim.colour, COLOUR)?,
            }),
            Goods::Other { what } => Goods::Other { what: needed(&what, ("物料名称", "Material"), LONGEST_LINE)? },
        })
    }
}

impl TrimKind {
    pub const ALL: [TrimKind; 13] = [
        TrimKind::Thread,
        TrimKind::Zip,
        TrimKind::Button,
        TrimKind::Eyelet,
        TrimKind::Tape,
        TrimKind::Lace,
        TrimKind::ElasticTape,
        TrimKind::Rib,
        TrimKind::MainLabel,
        TrimKind::WashLabel,
        TrimKind::HangTag,
        TrimKind::Badge,
        TrimKind::Other,
    ];

    /// As it stands in forms and the API.
    pub fn key(self) -> &'static str {
        match self {
            TrimKind::Thread => "thread",
            TrimKind::Zip => "zip",
            TrimKind::Button => "button",
            TrimKind::Eyelet => "eyelet",
            TrimKind::Tape => "tape",
            TrimKind::Lace => "lace",
            TrimKind::ElasticTape => "elastic_tape",
            TrimKind::Rib => "rib",
            TrimKind::MainLabel => "main_label",
            TrimKind::WashLabel => "wash_label",
            TrimKind::HangTag => "hang_tag",
            TrimKind::Badge => "badge",
            TrimKind::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub fn name(self) -> Text {
        text(self.names())
    }

    fn names(self) -> Name {
        match self {
            TrimKind::Thread => ("缝纫线", "Thread"),
            TrimKind::Zip => ("拉链", "Zip"),
            TrimKind::Button => ("纽扣", "Button"),
            TrimKind::Eyelet => ("鸡眼", "Eyelet"),
            TrimKind::Tape => ("人字带", "Tape"),
            TrimKind::Lace => ("花边", "Lace"),
            TrimKind::ElasticTape => ("丈巾", "Elastic tape"),
            TrimKind::Rib => ("罗纹", "Rib"),
            TrimKind::MainLabel => ("主标", "Main label"),
            TrimKind::WashLabel => ("水洗标", "Wash label"),
            TrimKind::HangTag => ("吊牌", "Hang tag"),
            TrimKind::Badge => ("装饰牌", "Badge"),
            TrimKind::Other => ("其他辅料", "Other trim"),
        }
    }
}

fn above_zero(line: usize, amount: Option<Decimal>, what: Name) -> Result<Option<Decimal>, SampleRefusal> {
    let outside = |it: Decimal| it <= Decimal::ZERO || it > Decimal::from(MOST_OF_FABRIC);
    if amount.is_some_and(outside) {
        return Err(SampleRefusal::AmountOutside { line, what: text(what), most: MOST_OF_FABRIC });
    }
    Ok(amount)
}

/// The kind, with what tells this one from others of it.
fn named((zh, en): Name, details: &[&str]) -> Text {
    let details: String = details.iter().filter(|it| !it.is_empty()).map(|it| format!(" {it}")).collect();
    Text::new(format!("{zh}{details}"), format!("{en}{details}"))
}

#[cfg(test)]
mod tests {
    use super::{super::tests::story::*, *};

    #[test]
    fn trims_are_kept_by_their_keys() {
        for kind in TrimKind::ALL {
            assert_eq!(TrimKind::of(kind.key()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
        }
        assert_eq!(TrimKind::of("sequins"), None);
    }

    #[test]
    fn an_item_is_at_hand_when_there_is_enough_of_it() {
        let on = day("2026-03-10");
        for (stock, at_hand) in [
            (None, false),
            (Some(Stock::Found { quantity: metres(3) }), true),
            (Some(Stock::Found { quantity: metres(2) }), false),
            (Some(Stock::ToOrder), false),
            (Some(Stock::Ordered { on }), false),
            (Some(Stock::Arrived { on }), true),
        ] {
            let looked_up = stock.map(|stock| LookedUp { stock, mark: mark("2026-03-10") });
            let item = Item { looked_up, ..denim() };
            assert_eq!(item.is_at_hand(), at_hand, "{item:?}");
        }
    }

    #[test]
    fn items_that_nobody_can_order_are_refused() {
        let fabric = |change: fn(&mut Fabric)| {
            let mut item = denim();
            if let Goods::Fabric(fabric) = &mut item.goods {
                change(fabric);
            }
            item.checked(4).err()
        };
        let with = |quantity: Quantity| Item { quantity, ..zip() }.checked(4).err();
        let pieces = |ten_thousandths, unit: &str| Quantity { ten_thousandths, unit: unit.into() };
        let outside = |what: Name| Some(SampleRefusal::AmountOutside { line: 4, what: text(what), most: 10_000 });
        for (found, wanted) in [
            (fabric(|_| ()), None),
            (fabric(|it| it.weight_gsm = None), None),
            (fabric(|it| it.weight_gsm = Some(Decimal::ZERO)), outside(("克重", "Weight"))),
            (fabric(|it| it.width_cm = Some(10_001.into())), outside(("幅宽", "Width"))),
            (
                fabric(|it| it.kind = " ".into()),
                Some(SampleRefusal::ItemTextMissing { line: 4, what: Text::new("面料品种", "Kind of fabric") }),
            ),
            (
                fabric(|it| it.weave = "x".repeat(201)),
                Some(SampleRefusal::ItemTextTooLong { line: 4, what: Text::new("组织", "Weave"), limit: 200 }),
            ),
            (with(pieces(10_000, "条")), None),
            (with(pieces(0, "条")), Some(SampleRefusal::QuantityNotPositive { line: 4 })),
            (with(pieces(15_000, "条")), Some(SampleRefusal::CountedInFractions { line: 4, unit: "条".into() })),
            (with(pieces(15_000, "m")), None),
            (
                with(pieces(10_000, "")),
                Some(SampleRefusal::ItemTextMissing { line: 4, what: Text::new("单位", "Unit") }),
            ),
        ] {
            assert_eq!(found, wanted);
        }
    }
}
