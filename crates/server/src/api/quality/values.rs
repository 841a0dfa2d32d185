//! Values that requests and answers about inspections share.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{
    LotId, Message, PurchaseId, Text as Words,
    quality::{
        self, Inspection, State,
        aql::{self, Aql, ByClass},
    },
};
use yidan_store::inspections::{Kept, Standing};

use super::super::{
    photos,
    problem::Problem,
    reading::Fault,
    values::{Day, Moment, Name, Prose, Text},
};

/// What is inspected.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = InspectionOf)]
pub enum Of {
    /// What was bought for the order, as it comes in.
    Incoming {
        /// A line of a purchase for this order.
        #[serde(default)]
        purchase: Option<Uuid>,
    },
    /// Goods in the workshop, after an operation of a lot; its place in the route, from 0.
    InProcess { lot: Uuid, operation: u32 },
    Final {
        /// Else a part of it.
        whole_order: bool,
    },
}

impl From<Of> for quality::Of {
    fn from(of: Of) -> Self {
        match of {
            Of::Incoming { purchase } => Self::Incoming { purchase: purchase.map(PurchaseId) },
            Of::InProcess { lot, operation } => Self::InProcess { lot: LotId(lot), operation },
            Of::Final { whole_order } => Self::Final { whole_order },
        }
    }
}

impl From<quality::Of> for Of {
    fn from(of: quality::Of) -> Self {
        match of {
            quality::Of::Incoming { purchase } => Self::Incoming { purchase: purchase.map(|id| id.0) },
            quality::Of::InProcess { lot, operation } => Self::InProcess { lot: lot.0, operation },
            quality::Of::Final { whole_order } => Self::Final { whole_order },
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InspectorKind {
    Own,
    Customer,
    /// Somebody whom the customer sends.
    Nominated,
    ThirdParty,
}

/// How units are drawn, and what they are judged by.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Sampling {
    /// By ISO 2859-1. A class without an AQL allows nothing.
    Aql {
        /// `S-1` to `S-4`, `I` to `III`.
        #[schema(examples("II"))]
        level: String,
        #[serde(default)]
        critical: Option<String>,
        #[serde(default)]
        #[schema(examples("2.5"))]
        major: Option<String>,
        #[serde(default)]
        #[schema(examples("4.0"))]
        minor: Option<String>,
    },
    Whole,
    Fixed {
        units: u64,
        accept: u64,
    },
}

/// Until it begins, this may be changed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrangement {
    pub inspector: InspectorKind,
    /// Of a nominee or an inspection company.
    #[serde(default)]
    pub inspector_name: Name,
    /// What is offered, where the order alone does not say it.
    #[serde(default)]
    pub goods: Name,
    /// Units offered.
    pub lot: u64,
    pub sampling: Sampling,
    #[serde(default)]
    pub place: Name,
    /// The day hoped for, until one is booked.
    #[serde(default)]
    pub wanted_on: Option<Day>,
    /// Why fewer units than were ordered are offered as the whole order; empty where they are not.
    #[serde(default)]
    pub fewer: Prose,
}

impl Arrangement {
    pub fn read(self) -> Result<quality::Arrangement, Problem> {
        let name = self.inspector_name.0;
        Ok(quality::Arrangement {
            inspector: match self.inspector {
                InspectorKind::Own => quality::Inspector::Own,
                InspectorKind::Customer => quality::Inspector::Customer,
                InspectorKind::Nominated => quality::Inspector::Nominated { name },
                InspectorKind::ThirdParty => quality::Inspector::ThirdParty { name },
            },
            goods: self.goods.0,
            lot: self.lot,
            sampling: match self.sampling {
                Sampling::Whole => quality::Sampling::Whole,
                Sampling::Fixed { units, accept } => quality::Sampling::Fixed { units, accept },
                Sampling::Aql { level, critical, major, minor } => quality::Sampling::Aql {
                    level: level.parse().map_err(|_| bad("/sampling/level", "api-not-a-level"))?,
                    limits: ByClass::new(
                        limit(critical, "/sampling/critical")?,
                        limit(major, "/sampling/major")?,
                        limit(minor, "/sampling/minor")?,
                    ),
                },
            },
            place: self.place.0,
            wanted_on: self.wanted_on.map(|day| day.0),
            fewer: quality::Fewer::because(&self.fewer.0),
        })
    }

    fn of(arrangement: &quality::Arrangement) -> Self {
        let written = |limit: Option<Aql>| limit.map(|limit| limit.to_string());
        Self {
            inspector: match arrangement.inspector {
                quality::Inspector::Own => InspectorKind::Own,
                quality::Inspector::Customer => InspectorKind::Customer,
                quality::Inspector::Nominated { .. } => InspectorKind::Nominated,
                quality::Inspector::ThirdParty { .. } => InspectorKind::ThirdParty,
            },
            inspector_name: Name(arrangement.inspector.written().to_owned()),
            goods: Name(arrangement.goods.clone()),
            lot: arrangement.lot,
            sampling: match arrangement.sampling {
                quality::Sampling::Whole => Sampling::Whole,
                quality::Sampling::Fixed { units, accept } => Sampling::Fixed { units, accept },
                quality::Sampling::Aql { level, limits } => Sampling::Aql {
                    level: level.to_string(),
                    critical: written(limits.critical),
                    major: written(limits.major),
                    minor: written(limits.minor),
                },
            },
            place: Name(arrangement.place.clone()),
            wanted_on: arrangement.wanted_on.map(Day),
            fewer: Prose(arrangement.fewer.as_ref().map(|fewer| fewer.why.clone()).unwrap_or_default()),
        }
    }
}

fn limit(typed: Option<String>, pointer: &str) -> Result<Option<Aql>, Problem> {
    typed.map(|typed| typed.parse().map_err(|_| bad(pointer, "quality-not-an-aql"))).transpose()
}

fn bad(pointer: &str, key: &'static str) -> Problem {
    Fault::at(pointer, Message::new(key)).into()
}

/// How grave a defect is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = DefectClass)]
pub enum Class {
    Critical,
    Major,
    Minor,
}

impl From<Class> for aql::Class {
    fn from(class: Class) -> Self {
        match class {
            Class::Critical => Self::Critical,
            Class::Major => Self::Major,
            Class::Minor => Self::Minor,
        }
    }
}

impl From<aql::Class> for Class {
    fn from(class: aql::Class) -> Self {
        match class {
            aql::Class::Critical => Self::Critical,
            aql::Class::Major => Self::Major,
            aql::Class::Minor => Self::Minor,
        }
    }
}

/// A defect with the units whose gravest it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FoundDefect {
    /// In the company's list.
    pub key: Option<String>,
    pub name: Text,
    pub class: Class,
    pub count: u64,
    pub note: String,
    pub photos: Vec<photos::Kept>,
}

/// The result, with the verdict that follows from it.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionResult {
    pub on: Day,
    /// Units looked at.
    pub inspected: u64,
    pub defects: Vec<FoundDefect>,
    /// `passed`, `failed`, or `again`.
    #[schema(examples("passed"))]
    pub verdict: String,
    /// Why it is inspected again, by a person's decision.
    pub again: Option<String>,
    pub note: String,
    /// Photos and files of the result as a whole.
    pub files: Vec<photos::Kept>,
}

/// An inspection.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionAnswer {
    pub id: Uuid,
    #[schema(examples("SO-202611-0042-Q1"))]
    pub number: String,
    pub order: Uuid,
    pub of: Of,
    /// The failed inspection after which it is inspected again, and which re-inspection it is.
    pub again: Option<Uuid>,
    pub repeats: u32,
    pub arrangement: Arrangement,
    /// `planned`, `booked`, `started`, `inspected`, `released`, `cancelled`.
    #[schema(examples("booked"))]
    pub state: String,
    pub day: Option<Day>,
    pub factory_told_at: Option<Moment>,
    pub planning_told_at: Option<Moment>,
    pub result: Option<InspectionResult>,
    /// Why it goes on all the same, or why it was cancelled.
    pub reason: Option<String>,
}

impl From<&Kept> for InspectionAnswer {
    fn from(kept: &Kept) -> Self {
        let one = &kept.inspection;
        let told = match one.state {
            State::Booked { told, .. } => told,
            _ => Default::default(),
        };
        Self {
            id: one.id.0,
            number: kept.number.clone(),
            order: one.subject.order.0,
            of: one.subject.of.into(),
            again: one.again.map(|id| id.0),
            repeats: one.repeats,
            arrangement: Arrangement::of(&one.arrangement),
            state: one.state.key().to_owned(),
            day: one.day().map(Day),
            factory_told_at: told.factory.map(Moment),
            planning_told_at: told.planning.map(Moment),
            result: result(one),
            reason: match &one.state {
                State::Released { release, .. } => Some(release.note.clone()),
                State::Cancelled { reason, .. } => Some(reason.clone()),
                _ => None,
            },
        }
    }
}

fn result(one: &Inspection) -> Option<InspectionResult> {
    let report = one.report()?;
    let defect = |defect: &quality::Defect| FoundDefect {
        key: defect.key.as_ref().map(|key| key.0.clone()),
        name: Text::from(&defect.name),
        class: defect.class.into(),
        count: defect.count,
        note: defect.note.clone(),
        photos: defect.photos.iter().map(photos::Kept::from).collect(),
    };
    Some(InspectionResult {
        on: Day(report.on),
        inspected: report.inspected,
        defects: report.defects.iter().map(defect).collect(),
        verdict: one.verdict().map(|verdict| verdict.key().to_owned()).unwrap_or_default(),
        again: report.again.clone(),
        note: report.note.clone(),
        files: report.files.iter().map(photos::Kept::from).collect(),
    })
}

/// What is to be drawn from a lot, and how many of it may fail.
#[derive(Debug, Serialize, ToSchema)]
pub struct SamplingPlan {
    /// Units to draw.
    pub units: u64,
    pub classes: Vec<ClassPlan>,
    /// Where no class has a plan of its own: so many of all, none of them critical.
    pub accept_in_all: Option<u64>,
    /// Too many lots failed: nothing new is inspected until somebody says that it begins again.
    pub discontinued: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ClassPlan {
    pub class: Class,
    /// Code letter of the row that is used.
    pub letter: String,
    pub units: u64,
    pub accept: u32,
    pub reject: u32,
}

impl SamplingPlan {
    pub fn of(one: &Inspection, standing: &Standing) -> Self {
        use quality::sampling::JudgedBy;
        let draw = one.draw(&standing.next);
        let (classes, accept_in_all) = match draw.judged_by {
            JudgedBy::Total { accept } => (Vec::new(), Some(accept)),
            JudgedBy::Plans(plans) => {
                let of = |(class, plan): (aql::Class, &aql::Plan)| ClassPlan {
                    class: class.into(),
                    letter: plan.used.to_string(),
                    units: plan.sample,
                    accept: plan.accept,
                    reject: plan.reject,
                };
                (plans.iter().map(of).collect(), None)
            }
        };
        Self { units: draw.units, classes, accept_in_all, discontinued: standing.is_discontinued }
    }
}

/// A name in both languages from what was sent; one is enough.
pub fn named(zh: &str, en: &str) -> Words {
    let other = |own: &str, other: &str| if own.is_empty() { other.to_owned() } else { own.to_owned() };
    Words::new(other(zh, en), other(en, zh))
}
