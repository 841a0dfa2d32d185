//! What offices want of an export: applied for, granted under a number on a day, fetched or returned (S17). Each can be
//! corrected with a reason; what it said before stays in its events.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ExportRefusal, not_before, not_to_come};
use crate::{
    Money, OrderId, RegistrationId, Text,
    delivery::{
        LONGEST_LINE, LONGEST_TEXT, Mark,
        field::{needed, words},
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationKind {
    StatutoryInspection,
    CustomsDeclaration,
    /// Of foreign exchange (外汇核销).
    Verification,
    FormA,
    CertificateOfOrigin,
    OtherCertificate,
    PortFiling,
}

impl RegistrationKind {
    pub const ALL: [RegistrationKind; 7] = [
        RegistrationKind::StatutoryInspection,
        RegistrationKind::CustomsDeclaration,
        RegistrationKind::Verification,
        RegistrationKind::FormA,
        RegistrationKind::CertificateOfOrigin,
        RegistrationKind::OtherCertificate,
        RegistrationKind::PortFiling,
    ];

    pub fn name(self) -> Text {
        let (zh, en) = match self {
            RegistrationKind::StatutoryInspection => ("法定商检", "statutory inspection"),
            RegistrationKind::CustomsDeclaration => ("报关", "customs declaration"),
            RegistrationKind::Verification => ("外汇核销", "verification of proceeds"),
            RegistrationKind::FormA => ("FORM A", "FORM A"),
            RegistrationKind::CertificateOfOrigin => ("原产地证 C/O", "certificate of origin"),
            RegistrationKind::OtherCertificate => ("其他证书", "other certificate"),
            RegistrationKind::PortFiling => ("口岸备案", "port filing"),
        };
        Text::new(zh, en)
    }
}

/// Made by its events alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    pub id: RegistrationId,
    pub order: OrderId,
    pub kind: RegistrationKind,
    /// Which certificate; empty where the kind says it all.
    pub name: String,
    pub opened: Mark,
    pub applied: Option<Applied>,
    pub granted: Option<Granted>,
    /// The certificate was fetched, or the form came back.
    pub collected_on: Option<Date>,
    pub refused: Option<Refused>,
    pub withdrawn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    pub on: Date,
    /// Office or agent.
    pub agency: String,
    /// Number under which it was filed beforehand (预录入编号).
    pub prefiled: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    pub on: Date,
    pub number: String,
    /// What was declared.
    pub amount: Option<Money>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub on: Date,
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Open,
    Applied,
    Refused,
    Granted,
    Collected,
    Withdrawn,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegistrationEvent {
    pub mark: Mark,
    pub deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    Opened {
        id: RegistrationId,
        order: OrderId,
        kind: RegistrationKind,
        name: String,
    },
    /// Again after it was refused, or corrected.
    Applied {
        applied: Applied,
    },
    Granted {
        granted: Granted,
        /// Needed when it said otherwise before.
        reason: String,
    },
    Collected {
        on: Date,
    },
    Refused {
        on: Date,
        reason: String,
    },
    Withdrawn {
        reason: String,
    },
}

impl Standing {
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Standing::Open => ("未申请", "not applied for"),
            Standing::Applied => ("已申请", "applied for"),
            Standing::Refused => ("被退回", "refused"),
            Standing::Granted => ("已办妥", "granted"),
            Standing::Collected => ("已收回", "collected"),
            Standing::Withdrawn => ("已撤销", "withdrawn"),
        };
        Text::new(zh, en)
    }
}

/// There is none before it is opened. What is known already makes no event.
pub fn decide(
    known: Option<&Registration>,
    deed: Deed,
    mark: Mark,
    today: Date,
) -> Result<Option<RegistrationEvent>, ExportRefusal> {
    let deed = match (known, deed) {
        (None, Deed::Opened { id, order, kind, name }) => {
            const NAME: (&str, &str) = ("证书名称", "name of the certificate");
            let name = match kind {
                RegistrationKind::OtherCertificate => needed(&name, NAME, LONGEST_LINE)?,
                _ => words(&name, NAME, LONGEST_LINE)?,
            };
            Deed::Opened { id, order, kind, name }
        }
        (None, _) => return Err(ExportRefusal::NotThere),
        (Some(known), Deed::Opened { id, .. }) if known.id == id => return Ok(None),
        (Some(known), deed) => known.taken(deed, today)?,
    };
    Ok(Some(RegistrationEvent { mark, deed }))
}

impl Registration {
    pub fn opened(first: &RegistrationEvent) -> Option<Registration> {
        let Deed::Opened { id, order, kind, name } = &first.deed else {
            return None;
        };
        Some(Registration {
            id: *id,
            order: *order,
            kind: *kind,
            name: name.clone(),
            opened: first.mark.clone(),
            applied: None,
            granted: None,
            collected_on: None,
            refused: None,
            withdrawn: None,
        })
    }

    pub fn apply(&mut self, event: &RegistrationEvent) {
        match &event.deed {
            Deed::Opened { .. } => {}
            Deed::Applied { applied } => (self.applied, self.refused) = (Some(applied.clone()), None),
            Deed::Granted { granted, .. } => self.granted = Some(granted.clone()),
            Deed::Collected { on } => self.collected_on = Some(*on),
            Deed::Refused { on, reason } => self.refused = Some(Refused { on: *on, reason: reason.clone() }),
            Deed::Withdrawn { reason } => self.withdrawn = Some(reason.clone()),
        }
    }

    pub fn standing(&self) -> Standing {
        if self.withdrawn.is_some() {
            Standing::Withdrawn
        } else if self.collected_on.is_some() {
            Standing::Collected
        } else if self.granted.is_some() {
            Standing::Granted
        } else if self.refused.is_some() {
            Standing::Refused
        } else if self.applied.is_some() {
            Standing::Applied
        } else {
            Standing::Open
        }
    }

    /// Nothing is left to do about it.
    pub fn is_done(&self) -> bool {
        matches!(self.standing(), Standing::Granted | Standing::Collected | Standing::Withdrawn)
    }

    fn taken(&self, deed: Deed, today: Date) -> Result<Deed, ExportRefusal> {
        let not_now = || ExportRefusal::NotNow { standing: self.standing().name() };
        if self.withdrawn.is_some() {
            return Err(not_now());
        }
        Ok(match deed {
            Deed::Opened { .. } => return Err(ExportRefusal::AlreadyThere),
            Deed::Applied { applied } => {
                if self.granted.is_some() {
                    return Err(not_now());
                }
                not_to_come(applied.on, today)?;
                Deed::Applied {
                    applied: Applied {
                        agency: words(&applied.agency, ("受理单位", "office"), LONGEST_LINE)?,
                        prefiled: words(&applied.prefiled, ("预录入编号", "number filed beforehand"), LONGEST_LINE)?,
                        ..applied
                    },
                }
            }
            Deed::Granted { granted, reason } => {
                not_to_come(granted.on, today)?;
                // Some are granted without anybody having said that they were applied for.
                if let Some(applied) = &self.applied {
                    not_before(granted.on, applied.on)?;
                }
                if let Some(amount) = granted.amount.filter(|amount| !amount.is_positive()) {
                    return Err(ExportRefusal::AmountNotPositive { amount });
                }
                let number = needed(&granted.number, ("编号", "number"), LONGEST_LINE)?;
                let granted = Granted { number, ..granted };
                if self.granted.as_ref() == Some(&granted) {
                    return Err(ExportRefusal::NothingChanged);
                }
                const REASON: (&str, &str) = ("更正原因", "reason for the correction");
                let reason = match self.granted {
                    Some(_) => needed(&reason, REASON, LONGEST_TEXT)?,
                    None => words(&reason, REASON, LONGEST_TEXT)?,
                };
                Deed::Granted { granted, reason }
            }
            Deed::Collected { on } => {
                not_to_come(on, today)?;
                let granted = self.granted.as_ref().ok_or_else(not_now)?;
                not_before(on, granted.on)?;
                if self.collected_on == Some(on) {
                    return Err(ExportRefusal::NothingChanged);
                }
                Deed::Collected { on }
            }
            Deed::Refused { on, reason } => {
                not_to_come(on, today)?;
                let applied = self.applied.as_ref().filter(|_| self.granted.is_none()).ok_or_else(not_now)?;
                not_before(on, applied.on)?;
                Deed::Refused { on, reason: needed(&reason, ("退回原因", "reason of the refusal"), LONGEST_TEXT)? }
            }
            Deed::Withdrawn { reason } => {
                Deed::Withdrawn { reason: needed(&reason, ("撤销原因", "reason to withdraw it"), LONGEST_TEXT)? }
            }
        })
    }
}
