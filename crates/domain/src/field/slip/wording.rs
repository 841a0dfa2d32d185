//! What the customer has before them when signing, word for word; it is sealed with the signature.

use super::{Item, Part, Side, Signed, Slip};
use crate::Lang;

impl Slip {
    pub fn wording(&self, of: &Signed, lang: Lang) -> String {
        let say = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
        let head = format!("{} {}\n{}", say("客户订货单", "Order slip"), self.number, self.shop);
        let (statement, lines): (&str, Vec<String>) = match of {
            Signed::Order => {
                let lines = (1..).zip(&self.items);
                let statement = say("兹确认订购以下货品", "I order the following");
                (
                    statement,
                    lines.map(|(number, item)| self.line(number, item, item.quantity.ten_thousandths)).collect(),
                )
            }
            Signed::Handover { side, parts, .. } => {
                let part = |part: &Part| Some(self.line(part.item, self.item(part.item)?, part.ten_thousandths));
                let statement = match side {
                    Side::Goods => say("兹确认如数收到以下货品", "I have received the following goods in full"),
                    Side::Gifts => say(
                        "兹确认如数收到以下赠品/陈列奖品",
                        "I have received the following gifts and display prizes in full",
                    ),
                };
                (statement, parts.iter().filter_map(part).collect())
            }
        };
        let note = Some(&self.note).filter(|note| !note.is_empty() && *of == Signed::Order);
        let note = note.map(|note| format!("\n{}: {note}", say("备注", "Remarks"))).unwrap_or_default();
        format!("{head}\n{statement}\n{}{note}", lines.join("\n"))
    }

    fn line(&self, number: u32, item: &Item, ten_thousandths: i64) -> String {
        let price = item.price.map(|price| format!(" @ {} {}", price.normalize(), self.currency.code()));
        let kind = match item.kind.side() {
            Side::Goods => String::new(),
            Side::Gifts => format!(" [{}/{}]", item.kind.name().zh, item.kind.name().en),
        };
        let quantity = item.quantity(ten_thousandths);
        format!("{number}. {}{kind}: {quantity}{}", item.called(), price.unwrap_or_default())
    }
}
