//! The event log of the company, part by part: one service for the command line, the screen and the API. However many
//! orders there are, no more than a few dozen are held at once.

use std::{collections::HashMap, io, sync::Arc};

use futures::Stream;
use jiff::tz::TimeZone;
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;
use yidan_documents::logs::{Names, Told, ocel, xes::Xes};
use yidan_domain::{
    Lang, OrderId, ProductId,
    order::{Order, apply::replay, event::Recorded},
    process::Process,
};
use yidan_store::{Error, Result, Store, Tx, World, board::Query, customers, orders, people, products};

/// Orders that are read at a time.
const PART: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Ocel,
    Xes,
}

/// A log to be written: of which orders, and how.
pub struct EventLog {
    store: Store,
    world: Arc<World>,
    lang: Lang,
    format: Format,
    ids: Vec<OrderId>,
}

impl Format {
    /// As addresses name it.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "ocel" => Some(Self::Ocel),
            "xes" => Some(Self::Xes),
            _ => None,
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Self::Ocel => "ocel.json",
            Self::Xes => "xes",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Ocel => "application/json",
            Self::Xes => "application/xml",
        }
    }
}

impl EventLog {
    /// Of everything that the query finds, on however many pages. Steps and departments are named in `lang`.
    pub async fn of(store: Store, lang: Lang, format: Format, query: Query) -> Result<Self> {
        store.ready().await;
        let index = store.clone();
        let ids = store.read(move |_| Ok(index.board().page(&Query { limit: usize::MAX, ..query }).ids)).await?;
        Ok(Self { world: store.world(), store, lang, format, ids })
    }

    pub fn orders(&self) -> usize {
        self.ids.len()
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// The file in parts. It is written as fast as it is taken.
    pub fn parts(self) -> impl Stream<Item = io::Result<Vec<u8>>> + Send + use<> {
        let (parts, taken) = mpsc::channel(2);
        tokio::spawn(async move {
            let written = match self.format {
                Format::Ocel => self.ocel(&parts).await,
                Format::Xes => self.xes(&parts).await,
            };
            if let Err(Stop::Failed(error)) = written {
                tracing::error!(%error, "the event log could not be written");
                // Nobody may be there any more to hear it.
                let _ = parts.send(Err(error)).await;
            }
        });
        ReceiverStream::new(taken)
    }

    async fn xes(&self, parts: &Parts) -> Written {
        let names = self.store.read(|tx| names(tx, &[])).await?;
        let mut log = Xes::begin(Vec::new(), self.zone(), self.lang, &self.world.company.settings.name)?;
        for ids in self.ids.chunks(PART) {
            for order in self.histories(ids).await? {
                log.trace(order.told(), &names)?;
            }
            send(parts, std::mem::take(log.out())).await?;
        }
        send(parts, log.end()?).await
    }

    /// Orders are read twice; what happened between the two is left out, because its objects are not there.
    async fn ocel(&self, parts: &Parts) -> Written {
        let mut log = ocel::Objects::begin(Vec::new(), self.zone())?;
        let mut versions = HashMap::with_capacity(self.ids.len());
        for ids in self.ids.chunks(PART) {
            for order in self.histories(ids).await? {
                versions.insert(order.order.id, order.order.version);
                log.order(order.told())?;
            }
            send(parts, std::mem::take(log.out())).await?;
        }
        let products = log.products();
        let names = self.store.read(move |tx| names(tx, &products)).await?;
        let mut log = log.into_events(&names)?;
        for ids in self.ids.chunks(PART) {
            for mut order in self.histories(ids).await? {
                let version = versions.get(&order.order.id).copied().unwrap_or_default();
                order.history.retain(|recorded| recorded.seq <= version);
                log.order(order.told())?;
            }
            send(parts, std::mem::take(log.out())).await?;
        }
        send(parts, log.end()?).await
    }

    fn zone(&self) -> TimeZone {
        self.world.company.zone.clone()
    }

    async fn histories(&self, ids: &[OrderId]) -> Result<Vec<History>> {
        let ids = ids.to_vec();
        self.store
            .read(move |tx| {
                let histories = orders::histories(tx, &ids)?.into_iter();
                histories.map(|history| History::of(&tx.world, history)).collect()
            })
            .await
    }
}

struct History {
    order: Order,
    history: Vec<Recorded>,
    process: Arc<Process>,
}

impl History {
    fn of(world: &World, history: Vec<Recorded>) -> Result<Self> {
        let order = replay(&history).ok_or_else(|| Error::Storage("an order begins with its entry".into()))?;
        let process = world.processes.get(&order.process).cloned();
        let process = process.ok_or_else(|| Error::Storage(format!("{}: its process is not kept", order.number)))?;
        Ok(Self { order, history, process })
    }

    fn told(&self) -> Told<'_> {
        Told { order: &self.order, history: &self.history, process: &self.process }
    }
}

fn names(tx: &mut Tx, of: &[ProductId]) -> Result<Names> {
    let mut names = Names {
        people: people::all(tx)?.into_iter().map(|person| (person.id, person)).collect(),
        customers: customers::all(tx)?.into_iter().map(|customer| (customer.id, customer)).collect(),
        ..Names::default()
    };
    for id in of {
        match products::get(tx, *id) {
            Ok(product) => drop(names.products.insert(*id, product)),
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(names)
}

type Parts = Sender<io::Result<Vec<u8>>>;
type Written = std::result::Result<(), Stop>;

/// Why no more is written.
enum Stop {
    /// Nobody takes it any more.
    Left,
    Failed(io::Error),
}

async fn send(parts: &Parts, part: Vec<u8>) -> Written {
    parts.send(Ok(part)).await.map_err(|_| Stop::Left)
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(io::Error::other(error))
    }
}
