//! What the book hears of: a thing as it stands after a commit that touched it, or all of them at start.

use std::fmt;

use jiff::{ToSpan, civil::Date};
use uuid::Uuid;
use yidan_domain::{
    MaterialId, OrderId, PurchaseId, SupplierId,
    material::{Dealt, Material, Progress, Purchase, PurchaseEvent, Supplier},
};

use super::{
    super::{
        catalogue, news,
        overview::{Overview, overviews},
        purchases::{self, KeptPurchase},
        requirements,
        shelves::{self, OnShelf},
    },
    columns::Columns,
    offers::RATED_DAYS,
};
use crate::{Change, Error, Result, Tx, db::some::BATCH, suppliers};

/// What a commit has changed; it is read once it is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touched {
    Material(MaterialId),
    Supplier(SupplierId),
    Purchase(PurchaseId),
    /// What it needs, has and waits for.
    Order(OrderId),
}

impl Touched {
    pub(crate) fn tell(self, tx: &mut Tx) {
        tx.tell(Change::Materials(self));
    }

    /// What another copy of the program has told of.
    pub(crate) fn told(what: &str, id: &str) -> Option<Self> {
        let id: Uuid = id.parse().ok()?;
        match what {
            "material" => Some(Touched::Material(MaterialId(id))),
            "supplier" => Some(Touched::Supplier(SupplierId(id))),
            "purchase" => Some(Touched::Purchase(PurchaseId(id))),
            "supply" => Some(Touched::Order(OrderId(id))),
            _ => None,
        }
    }

    pub(crate) fn read(self, tx: &mut Tx) -> Result<News> {
        Ok(match self {
            Touched::Material(id) => match there(catalogue::get(tx, id))? {
                Some(material) => News::Material(Box::new(material), shelves::on_shelf(tx, id)?),
                None => News::Nothing,
            },
            Touched::Supplier(id) => {
                there(suppliers::get(tx, id))?.map_or(News::Nothing, |supplier| News::Supplier(Box::new(supplier)))
            }
            Touched::Purchase(id) => match purchases::find(tx, id, Date::MIN)? {
                Some(kept) => {
                    let dealt = dealt(&kept, &news::of_purchase(tx, id)?);
                    News::Purchase(Box::new(kept), dealt)
                }
                None => News::Nothing,
            },
            Touched::Order(id) => match overviews(tx, &[id], Date::MIN)?.pop() {
                Some(overview) => News::Needs(Box::new(overview)),
                None => News::NeedsNothing(id),
            },
        })
    }
}

fn there<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// As it travels by LISTEN/NOTIFY.
impl fmt::Display for Touched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Touched::Material(id) => write!(f, "material {id}"),
            Touched::Supplier(id) => write!(f, "supplier {id}"),
            Touched::Purchase(id) => write!(f, "purchase {id}"),
            Touched::Order(id) => write!(f, "supply {id}"),
        }
    }
}

pub(crate) enum News {
    Material(Box<Material>, OnShelf),
    Supplier(Box<Supplier>),
    Purchase(Box<KeptPurchase>, Dealt),
    Needs(Box<Overview>),
    NeedsNothing(OrderId),
    /// It is not there.
    Nothing,
}

impl fmt::Debug for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("News")
    }
}

fn dealt(kept: &KeptPurchase, events: &[PurchaseEvent]) -> Dealt {
    Dealt::of(&kept.purchase, &kept.progress, events, Date::MAX)
}

/// Everything, into columns that are empty. Of purchases only what was told of late: a rating looks no further back.
pub fn read_all(tx: &mut Tx, columns: &mut Columns) -> Result<()> {
    suppliers::all(tx)?.into_values().for_each(|supplier| columns.put(News::Supplier(Box::new(supplier))));
    let shelves = shelves::shelves(tx)?;
    catalogue::each(tx, |material| {
        let shelf = shelves.get(&material.id).copied().unwrap_or_default();
        columns.put(News::Material(Box::new(material), shelf));
    })?;
    purchases::each(tx, Date::MIN, |kept| {
        let dealt = dealt(&kept, &[]);
        columns.put(News::Purchase(Box::new(kept), dealt));
    })?;
    read_dealt(tx, columns)?;
    for batch in requirements::open_orders(tx)?.chunks(BATCH) {
        for overview in overviews(tx, batch, Date::MIN)? {
            columns.put(News::Needs(Box::new(overview)));
        }
    }
    Ok(())
}

fn read_dealt(tx: &mut Tx, columns: &mut Columns) -> Result<()> {
    let latest = tx.row("SELECT MAX(day) FROM purchase_events", &[], |row| row.date_opt(0))?.flatten();
    let Some(since) = latest.map(|day: Date| day.saturating_sub((RATED_DAYS + 1).days())) else { return Ok(()) };
    let mut of: Option<(Purchase, Progress, Vec<PurchaseEvent>)> = None;
    let mut put = |of: Option<(Purchase, Progress, Vec<PurchaseEvent>)>| {
        if let Some((purchase, progress, events)) = of {
            columns.put_dealt(purchase.id, Dealt::of(&purchase, &progress, &events, Date::MAX));
        }
    };
    tx.each(
        "SELECT e.body, p.body, p.progress FROM purchase_events e JOIN purchases p ON p.id = e.purchase
         WHERE e.day >= $1 ORDER BY e.purchase, e.seq",
        &[(&since.to_string()).into()],
        |row| {
            let event: PurchaseEvent = row.json(0)?;
            match &mut of {
                Some((purchase, _, events)) if purchase.id == event.purchase => events.push(event),
                _ => put(of.replace((row.json(1)?, row.json(2)?, vec![event]))),
            }
            Ok(())
        },
    )?;
    put(of);
    Ok(())
}
