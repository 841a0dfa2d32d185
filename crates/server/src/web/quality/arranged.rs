//! How an inspection is arranged, as it is typed: by whom, how many units, how they are drawn, where and when.

use yidan_domain::{
    LotId, Message,
    quality::{
        Arrangement, Fewer, Inspector, Of, Sampling,
        aql::{Aql, ByClass, Level},
    },
};

use crate::{
    page::Faults,
    texts::Reader,
    web::orders::typed::{self, Typed},
};

#[derive(Default, Clone)]
pub struct Fields {
    pub stage: String,
    /// Lot and place of the operation: `LOT:2`.
    pub operation: String,
    /// The line of a purchase that comes in.
    pub purchase: String,
    pub part: String,
    pub goods: String,
    pub lot: String,
    pub inspector: String,
    pub inspector_name: String,
    pub sampling: String,
    pub level: String,
    pub critical: String,
    pub major: String,
    pub minor: String,
    pub units: String,
    pub accept: String,
    pub place: String,
    pub wanted_on: String,
    /// Why less than the whole order is offered as the whole.
    pub fewer: String,
}

/// Which refusal is about which field.
pub const FIELDS: [(&str, &str); 15] = [
    ("inspection-lot-", "lot"),
    ("inspection-no-limit", "major"),
    ("inspection-limit", "major"),
    ("inspection-fixed-without", "units"),
    ("inspection-fixed-accepts", "accept"),
    ("inspection-inspector", "inspector_name"),
    ("inspection-not-before", "wanted_on"),
    ("inspection-day", "wanted_on"),
    ("day-", "wanted_on"),
    ("inspection-fewer", "fewer"),
    // Goods, place or company: it says itself which.
    ("inspection-text", ""),
    ("inspection-no-such-operation", "operation"),
    ("inspection-other-goods", "stage"),
    ("inspection-not-failed", ""),
    ("inspection-repeated", ""),
];

impl Fields {
    pub fn usual() -> Self {
        Self {
            stage: "final".into(),
            part: "whole".into(),
            inspector: "own".into(),
            sampling: "aql".into(),
            level: Level::II.written().into(),
            major: Aql::USUAL_MAJOR.to_string(),
            minor: Aql::USUAL_MINOR.to_string(),
            ..Self::default()
        }
    }

    pub fn of(of: Of, arrangement: &Arrangement) -> Self {
        let mut fields = Self {
            stage: of.stage().key().into(),
            operation: match of {
                Of::InProcess { lot, operation } => format!("{lot}:{operation}"),
                _ => String::new(),
            },
            purchase: match of {
                Of::Incoming { purchase: Some(purchase) } => purchase.to_string(),
                _ => String::new(),
            },
            part: if of == (Of::Final { whole_order: false }) { "part".into() } else { "whole".into() },
            goods: arrangement.goods.clone(),
            lot: arrangement.lot.to_string(),
            inspector: arrangement.inspector.key().into(),
            inspector_name: arrangement.inspector.written().to_owned(),
            place: arrangement.place.clone(),
            wanted_on: arrangement.wanted_on.map(|day| day.to_string()).unwrap_or_default(),
            fewer: arrangement.fewer.as_ref().map(|fewer| fewer.why.clone()).unwrap_or_default(),
            ..Self::usual()
        };
        match arrangement.sampling {
            Sampling::Aql { level, limits } => {
                let written = |limit: Option<Aql>| limit.map(|limit| limit.to_string()).unwrap_or_default();
                fields.level = level.written().into();
                (fields.critical, fields.major, fields.minor) =
                    (written(limits.critical), written(limits.major), written(limits.minor));
            }
            Sampling::Whole => fields.sampling = "whole".into(),
            Sampling::Fixed { units, accept } => {
                fields.sampling = "fixed".into();
                (fields.units, fields.accept) = (units.to_string(), accept.to_string());
            }
        }
        fields
    }

    pub fn typed(form: &Typed) -> Self {
        let typed = |field: &str| form.get(field).trim().to_owned();
        Self {
            stage: typed("stage"),
            operation: typed("operation"),
            purchase: typed("purchase"),
            part: typed("part"),
            goods: typed("goods"),
            lot: typed("lot"),
            inspector: typed("inspector"),
            inspector_name: typed("inspector_name"),
            sampling: typed("sampling"),
            level: typed("level"),
            critical: typed("critical"),
            major: typed("major"),
            minor: typed("minor"),
            units: typed("units"),
            accept: typed("accept"),
            place: typed("place"),
            wanted_on: typed("wanted_on"),
            fewer: typed("fewer"),
        }
    }

    /// What is inspected; `None`, with a fault, where that can't be read.
    pub fn read_of(&self, faults: &mut Faults, reader: &Reader) -> Option<Of> {
        match self.stage.as_str() {
            "incoming" => Some(Of::Incoming { purchase: self.purchase.parse().ok() }),
            "final" => Some(Of::Final { whole_order: self.part != "part" }),
            "in_process" => {
                let chosen = self.operation.split_once(':').and_then(|(lot, operation)| {
                    Some(Of::InProcess { lot: lot.parse::<LotId>().ok()?, operation: operation.parse().ok()? })
                });
                if chosen.is_none() {
                    faults.add("operation", reader.t("quality-operation-missing"));
                }
                chosen
            }
            _ => {
                faults.add("stage", reader.t("quality-stage-missing"));
                None
            }
        }
    }

    pub fn read(&self, faults: &mut Faults, reader: &Reader) -> Option<Arrangement> {
        let lot = self.whole(faults, reader, "lot", &self.lot);
        let inspector = self.read_inspector();
        let sampling = self.read_sampling(faults, reader);
        let wanted_on = typed::day(&self.wanted_on).map_err(|why| faults.add("wanted_on", reader.say(&why)));
        Some(Arrangement {
            inspector,
            goods: self.goods.clone(),
            lot: lot?,
            sampling: sampling?,
            place: self.place.clone(),
            wanted_on: wanted_on.ok()?,
            fewer: Fewer::because(&self.fewer),
        })
    }

    fn read_inspector(&self) -> Inspector {
        let name = self.inspector_name.clone();
        match self.inspector.as_str() {
            "customer" => Inspector::Customer,
            "nominated" => Inspector::Nominated { name },
            "third_party" => Inspector::ThirdParty { name },
            _ => Inspector::Own,
        }
    }

    fn read_sampling(&self, faults: &mut Faults, reader: &Reader) -> Option<Sampling> {
        match self.sampling.as_str() {
            "whole" => Some(Sampling::Whole),
            "fixed" => {
                let units = self.whole(faults, reader, "units", &self.units);
                let accept = if self.accept.is_empty() { "0" } else { &self.accept };
                let accept = self.whole(faults, reader, "accept", accept);
                Some(Sampling::Fixed { units: units?, accept: accept? })
            }
            _ => {
                let mut limit = |field: &str, typed: &str| match typed {
                    "" => Some(None),
                    typed => {
                        let read = typed.parse::<Aql>().map(Some);
                        read.map_err(|_| faults.add(field, reader.t("quality-not-an-aql"))).ok()
                    }
                };
                let limits = [("critical", &self.critical), ("major", &self.major), ("minor", &self.minor)];
                let [critical, major, minor] = limits.map(|(field, typed)| limit(field, typed));
                let level = self.level.parse::<Level>().unwrap_or_default();
                Some(Sampling::Aql { level, limits: ByClass::new(critical?, major?, minor?) })
            }
        }
    }

    fn whole(&self, faults: &mut Faults, reader: &Reader, field: &str, typed: &str) -> Option<u64> {
        let read = whole(typed);
        read.map_err(|why| faults.add(field, reader.say(&why))).ok()
    }
}

/// A whole number as typed.
pub fn whole(typed: &str) -> Result<u64, Message> {
    use rust_decimal::prelude::ToPrimitive;
    let number = typed::number(typed)?.ok_or(Message::new("quality-number-missing"))?;
    number.is_integer().then(|| number.to_u64()).flatten().ok_or(Message::new("quality-number-unreadable"))
}
