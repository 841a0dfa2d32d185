//! What is answered of costs: figures, versions, what was spent, and how that stands against the estimate.

use serde::Serialize;
use utoipa::ToSchema;
use yidan_domain::{
    Say,
    costing::{self, Line},
    order::{CostEntry, CostVersion, Order, event::Recorded},
    party::Person,
};

use super::{
    super::super::{
        caller::Caller,
        values::{Day, Figure, Moment, Money, PersonName, Text},
    },
    sheet::{CostKind, CostSheet},
};

/// What an order is reckoned to cost, and what it has cost so far.
#[derive(Serialize, ToSchema)]
pub struct Costs {
    /// The latest version of the sheet; none while there is no sheet.
    version: Option<u32>,
    sheet: Option<CostSheet>,
    /// None while there is no sheet, or it lacks something.
    figures: Option<CostFigures>,
    lacking: Option<Lacking>,
    /// All versions, the first first.
    versions: Vec<VersionHead>,
    /// What has been spent, the first entry first.
    entries: Vec<Spent>,
    /// The estimate against what has been spent; none while there are no figures.
    outcome: Option<CostOutcome>,
    /// What accepted change orders have cost, by the department that asked for them.
    losses: Vec<Loss>,
}

/// What is missing before the sheet can be reckoned.
#[derive(Serialize, ToSchema)]
#[schema(as = CostLacking)]
pub struct Lacking {
    #[schema(examples("costing-lack-price"))]
    code: &'static str,
    /// In the caller's language.
    detail: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CostVersion)]
pub struct VersionHead {
    version: u32,
    at: Moment,
    by: PersonName,
    note: String,
}

/// In the base of the sheet, unless said otherwise.
#[derive(Serialize, ToSchema)]
pub struct CostFigures {
    /// In the selling currency.
    sales: Money,
    revenue: Money,
    costs: Vec<KindCost>,
    cost: Money,
    cost_per_unit: Figure,
    tax_refund: Money,
    profit: Money,
    /// Of the revenue; none without revenue.
    margin_percent: Option<Figure>,
    /// What is left of the sales in the selling currency; none where that is the base.
    net_foreign: Option<Money>,
    /// Units of the base that one unit of the selling currency costs (换汇成本).
    exchange_cost: Option<Figure>,
}

#[derive(Serialize, ToSchema)]
pub struct KindCost {
    kind: CostKind,
    amount: Money,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CostSpent)]
pub struct Spent {
    /// From 1.
    number: usize,
    kind: CostKind,
    amount: Money,
    day: Day,
    /// Number of the invoice or voucher.
    document: String,
    note: String,
    /// The entry that this one takes back.
    reverses: Option<usize>,
    /// The entry that takes this one back.
    reversed_by: Option<usize>,
    at: Moment,
    by: PersonName,
}

#[derive(Serialize, ToSchema)]
pub struct CostOutcome {
    costs: Vec<KindAgainst>,
    cost: CostAgainst,
    /// With revenue and tax refund as estimated.
    profit: CostAgainst,
}

#[derive(Serialize, ToSchema)]
pub struct KindAgainst {
    kind: CostKind,
    #[serde(flatten)]
    against: CostAgainst,
}

#[derive(Serialize, ToSchema)]
pub struct CostAgainst {
    estimated: Money,
    actual: Money,
    /// Above zero: it came to more than was estimated.
    difference: Money,
    /// Of the estimate; none where nothing was estimated.
    difference_percent: Option<Figure>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CostLoss)]
pub struct Loss {
    #[schema(examples("sales"))]
    department: String,
    amount: Money,
}

/// Versions of a sheet side by side, the first first.
#[derive(Serialize, ToSchema)]
#[schema(as = CostVersions)]
pub struct SideBySide {
    versions: Vec<ComparedVersion>,
    rows: Vec<ComparedRow>,
}

#[derive(Serialize, ToSchema)]
pub struct ComparedVersion {
    version: u32,
    at: Moment,
    by: PersonName,
    sheet: CostSheet,
    figures: Option<CostFigures>,
    lacking: Option<Lacking>,
}

#[derive(Serialize, ToSchema)]
pub struct ComparedRow {
    /// A stable name: `quantity`, `price`, `cost` with its kind, `total_cost` and the like.
    line: &'static str,
    kind: Option<CostKind>,
    name: Text,
    /// One for each version; none where the version does not tell.
    cells: Vec<Option<ComparedCell>>,
}

#[derive(Serialize, ToSchema)]
pub struct ComparedCell {
    value: Figure,
    /// From the version before.
    difference: Option<Figure>,
}

impl Costs {
    pub fn of(order: &Order, history: &[Recorded], people: &[Person], caller: &Caller) -> Self {
        let costs = order.costs.as_deref();
        let reckoned = costs.map(|costs| costs.sheet.figures());
        let (figures, lacking) = told(reckoned.as_ref(), caller);
        let outcome = costs.zip(reckoned.and_then(Result::ok));
        let outcome = outcome.and_then(|(costs, figures)| costing::against(&figures, &costs.actuals).ok());
        let entries: Vec<CostEntry> = yidan_domain::order::cost_entries(history).collect();
        let version = |version: CostVersion| VersionHead {
            version: version.version,
            at: Moment(version.at),
            by: PersonName::of(version.by, people),
            note: version.sheet.note.clone(),
        };
        let losses = order.charged_losses();
        Self {
            version: costs.map(|costs| costs.version),
            sheet: costs.map(|costs| (&costs.sheet).into()),
            figures,
            lacking,
            versions: yidan_domain::order::cost_versions(history).map(version).collect(),
            entries: (1..).zip(&entries).map(|(number, entry)| Spent::of(number, entry, &entries, people)).collect(),
            outcome: outcome.as_ref().map(CostOutcome::from),
            losses: losses.map(|(key, amount)| Loss { department: key.0.clone(), amount: amount.into() }).collect(),
        }
    }
}

fn told(
    reckoned: Option<&Result<costing::Figures, costing::Lack>>,
    caller: &Caller,
) -> (Option<CostFigures>, Option<Lacking>) {
    match reckoned {
        None => (None, None),
        Some(Ok(figures)) => (Some(figures.into()), None),
        Some(Err(lack)) => {
            let message = lack.say();
            (None, Some(Lacking { code: message.key, detail: caller.reader.say(&message) }))
        }
    }
}

impl Spent {
    fn of(number: usize, entry: &CostEntry, all: &[CostEntry], people: &[Person]) -> Self {
        let actual = entry.actual;
        let reversed = all.iter().position(|other| other.actual.reverses == Some(number));
        Self {
            number,
            kind: actual.kind.into(),
            amount: actual.amount.into(),
            day: Day(actual.day),
            document: actual.document.clone(),
            note: actual.note.clone(),
            reverses: actual.reverses,
            reversed_by: reversed.map(|place| place + 1),
            at: Moment(entry.at),
            by: PersonName::of(entry.by, people),
        }
    }
}

impl SideBySide {
    pub fn of(versions: &[CostVersion], people: &[Person], caller: &Caller) -> Self {
        let sheets: Vec<_> = versions.iter().map(|version| version.sheet).collect();
        let compared = |version: &CostVersion| {
            let (figures, lacking) = told(Some(&version.sheet.figures()), caller);
            ComparedVersion {
                version: version.version,
                at: Moment(version.at),
                by: PersonName::of(version.by, people),
                sheet: version.sheet.into(),
                figures,
                lacking,
            }
        };
        Self {
            versions: versions.iter().map(compared).collect(),
            rows: costing::compare(&sheets).rows.iter().map(ComparedRow::from).collect(),
        }
    }
}

impl From<&costing::Row> for ComparedRow {
    fn from(row: &costing::Row) -> Self {
        let kind = match row.line {
            Line::Cost(kind) => Some(kind.into()),
            _ => None,
        };
        let cell =
            |cell: &costing::Cell| ComparedCell { value: Figure(cell.value), difference: cell.difference.map(Figure) };
        Self {
            line: row.line.key(),
            kind,
            name: (&row.line.name()).into(),
            cells: row.cells.iter().map(|known| known.as_ref().map(cell)).collect(),
        }
    }
}

impl From<&costing::Figures> for CostFigures {
    fn from(figures: &costing::Figures) -> Self {
        let costs = figures.costs.iter();
        Self {
            sales: figures.sales.into(),
            revenue: figures.revenue.into(),
            costs: costs.map(|(kind, amount)| KindCost { kind: (*kind).into(), amount: (*amount).into() }).collect(),
            cost: figures.cost.into(),
            cost_per_unit: Figure(figures.cost_per_unit),
            tax_refund: figures.tax_refund.into(),
            profit: figures.profit.into(),
            margin_percent: figures.margin_percent.map(Figure),
            net_foreign: figures.net_foreign.map(Money::from),
            exchange_cost: figures.exchange_cost.map(Figure),
        }
    }
}

impl From<&costing::Outcome> for CostOutcome {
    fn from(outcome: &costing::Outcome) -> Self {
        let costs = outcome.kinds.iter();
        Self {
            costs: costs.map(|(kind, held)| KindAgainst { kind: (*kind).into(), against: held.into() }).collect(),
            cost: (&outcome.cost).into(),
            profit: (&outcome.profit).into(),
        }
    }
}

impl From<&costing::Against> for CostAgainst {
    fn from(held: &costing::Against) -> Self {
        Self {
            estimated: held.estimated.into(),
            actual: held.actual.into(),
            difference: held.difference.into(),
            difference_percent: held.difference_percent.map(Figure),
        }
    }
}
