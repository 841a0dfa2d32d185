//! The store as the rest of the program sees it: `read`, `write`, the board, the files, and what others changed.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock},
    thread,
    time::Duration,
};

use jiff::Timestamp;
use tokio::sync::{broadcast, oneshot, watch};
use yidan_domain::{
    OrderId,
    access::Viewer,
    exception::{Causes, Rules},
    order::event::Via,
    party::Person,
    process::Processes,
    receivable::reminders::Rung,
};

use crate::{
    Change, Error, Result, Target, Tx,
    board::Board,
    company::{self, Company},
    customers,
    db::{self, postgres::Postgres, sqlite::Sqlite},
    files::Files,
    following::{Ahead, Following},
    insight::Insight,
    materials::{self, book::Touched},
    orders::{self, Which},
    production, rebuild,
    receivables::{self, Book},
};

/// Changes that a slow listener may be behind before it has to look at everything anew.
const LIVE_BACKLOG: usize = 4096;

const BEFORE_TRYING_AGAIN: Duration = Duration::from_secs(5);
/// Closed orders that teach how long steps take: those entered last.
const TAUGHT_BY: u32 = 20_000;

/// Who acts, when and from where: what every change is recorded with.
#[derive(Debug, Clone)]
pub struct Actor {
    pub viewer: Viewer,
    pub via: Via,
    pub now: Timestamp,
}

/// What rules need to know of the company: kept in memory, read anew when it changes.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub company: Company,
    pub processes: Processes,
    /// Everybody, by name; those who have left come last.
    pub people: Vec<Person>,
    /// Why things go wrong, and by which rules that is found out.
    pub causes: Causes,
    pub rules: Rules,
    /// By which customers are reminded of what they owe.
    pub ladder: Vec<Rung>,
}

#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    db: Database,
    board: Arc<Board>,
    following: Following,
    insight: Insight,
    receivables: Book,
    making: production::Book,
    materials: materials::Book,
    world: RwLock<Arc<World>>,
    /// Held while the world is read and put in place, lest an older one be put there last.
    loading: Mutex<()>,
    live: broadcast::Sender<Change>,
    loaded: watch::Sender<bool>,
    followed: watch::Sender<bool>,
    looked_ahead: watch::Sender<bool>,
    booked: watch::Sender<bool>,
    made: watch::Sender<bool>,
    supplied: watch::Sender<bool>,
    files: Files,
}

enum Database {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

impl Store {
    /// Opens what `target` names, makes what is missing, and begins to fill the board in the background. Attachments are
    /// kept under `files` (a folder, or an address that the object store understands).
    pub async fn open(target: &Target, files: &Path) -> Result<Self> {
        let (target, files) = (target.clone(), files.to_owned());
        tokio::task::spawn_blocking(move || Self::open_now(&target, files)).await.map_err(Error::storage)?
    }

    fn open_now(target: &Target, files: PathBuf) -> Result<Self> {
        let (db, writer) = match target {
            Target::Sqlite(folder) => {
                let (sqlite, writer) = Sqlite::open(folder)?;
                (Database::Sqlite(Arc::new(sqlite)), Some(writer))
            }
            Target::Postgres(address) => (Database::Postgres(Arc::new(Postgres::open(address)?)), None),
        };
        let attachments = Files::open(&files)?;
        // Where attachments are kept elsewhere, the system's folder for temporary files has to do.
        let shelf = match target {
            Target::Sqlite(folder) => Some(&**folder),
            Target::Postgres(_) => Some(&*files).filter(|folder| folder.is_dir()),
        };
        let board = Arc::new(Board::default());
        let inner = Arc::new(Inner {
            db,
            making: production::Book::beside(Arc::clone(&board)),
            materials: materials::Book::beside(Arc::clone(&board)),
            board,
            following: Following::default(),
            insight: Insight::new(shelf),
            receivables: Book::default(),
            world: RwLock::default(),
            loading: Mutex::default(),
            live: broadcast::channel(LIVE_BACKLOG).0,
            loaded: watch::channel(false).0,
            followed: watch::channel(false).0,
            looked_ahead: watch::channel(false).0,
            booked: watch::channel(false).0,
            made: watch::channel(false).0,
            supplied: watch::channel(false).0,
            files: attachments,
        });
        if let Some(writer) = writer {
            let weak = Arc::downgrade(&inner);
            thread::Builder::new().name("writer".into()).spawn(move || writer.run(weak)).map_err(Error::storage)?;
        }
        inner.write_now(|tx| {
            company::keep_shipped(tx)?;
            rebuild::note_form(tx)
        })?;
        inner.load_world()?;
        // In this order: what is committed while everything is read is heard.
        inner.listen()?;
        inner.look_again();
        Ok(Self { inner })
    }

    /// Runs `work` in a transaction and answers once it is on disk, or rolled back. `work` may run more than once.
    pub async fn write<T: Send + 'static>(&self, work: impl Fn(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        match &self.inner.db {
            Database::Sqlite(sqlite) => {
                let (reply, answer) = oneshot::channel();
                sqlite.send(db::sqlite::job(work, reply))?;
                answer.await.map_err(|_| Error::storage("the writer has stopped"))?
            }
            Database::Postgres(_) => {
                let inner = Arc::clone(&self.inner);
                tokio::task::spawn_blocking(move || inner.write_now(work)).await.map_err(Error::storage)?
            }
        }
    }

    /// Runs `work` as `write` does, answers what it answers, and keeps nothing of it.
    pub async fn attempt<T: Send + 'static>(&self, work: impl Fn(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        let (reply, answer) = std::sync::mpsc::channel();
        let undone = self.write(move |tx| -> Result<()> {
            reply.send(work(tx)?).map_err(Error::storage)?;
            Err(Error::storage("this was an attempt"))
        });
        let undone = undone.await;
        match answer.try_iter().last() {
            Some(done) => Ok(done),
            None => Err(undone.err().unwrap_or_else(|| Error::storage("the attempt has no answer"))),
        }
    }

    /// Runs `work` on a snapshot.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        let world = self.world();
        match &self.inner.db {
            Database::Sqlite(sqlite) => {
                sqlite.read(move |connection| work(&mut Tx::new(db::Connection::Sqlite(connection), world))).await
            }
            Database::Postgres(postgres) => {
                let postgres = Arc::clone(postgres);
                tokio::task::spawn_blocking(move || postgres.read(world, work)).await.map_err(Error::storage)?
            }
        }
    }

    pub fn world(&self) -> Arc<World> {
        self.inner.world()
    }

    /// The index that lists are made from. Wait for `ready` before the first list.
    pub fn board(&self) -> &Board {
        &self.inner.board
    }

    /// What customers owe, as lists and ageing show it. Wait for `receivables_ready` before the first question.
    pub fn receivables(&self) -> &Book {
        &self.inner.receivables
    }

    /// Waits until the book of receivables holds every invoice and receipt.
    pub async fn receivables_ready(&self) {
        let _ = self.inner.booked.subscribe().wait_for(|booked| *booked).await;
    }

    /// What is made, as boards and the summary sheet show it. Wait for `making_ready` before the first question.
    pub fn making(&self) -> &production::Book {
        &self.inner.making
    }

    /// Waits until the book of what is made holds every lot.
    pub async fn making_ready(&self) {
        let _ = self.inner.made.subscribe().wait_for(|made| *made).await;
    }

    /// What orders need, what was bought and what lies in the store, as purchasing's boards and lists show it. Wait for
    /// `materials_ready` before the first question.
    pub fn materials(&self) -> &materials::Book {
        &self.inner.materials
    }

    /// Waits until the book of materials holds every open order and every purchase.
    pub async fn materials_ready(&self) {
        let _ = self.inner.supplied.subscribe().wait_for(|supplied| *supplied).await;
    }

    /// Every open order's course: what forecasts and load are made from.
    pub fn following(&self) -> &Following {
        &self.inner.following
    }

    pub(crate) fn insight_book(&self) -> &Insight {
        &self.inner.insight
    }

    /// Forecasts every open order anew and shows lists the days expected; `also` sees each of them.
    pub fn look_ahead(&self, now: Timestamp, also: &mut impl Ahead) {
        let days = self.inner.following.look_ahead(&self.world().company.calendars, now, also);
        self.inner.board.expect(&days);
        self.inner.looked_ahead.send_replace(true);
    }

    /// Waits until every open order has been forecast for the first time.
    pub async fn looked_ahead(&self) {
        let _ = self.inner.looked_ahead.subscribe().wait_for(|looked| *looked).await;
    }

    /// Learns anew how long steps take, from the orders that were closed of late.
    pub async fn learn_anew(&self, now: Timestamp) -> Result<()> {
        let store = self.clone();
        let learned = tokio::task::spawn_blocking(move || {
            let mut closed = Vec::new();
            store.read_now(|tx| orders::each_case(tx, Which::Closed(TAUGHT_BY), |case| closed.push(case)))?;
            store.inner.following.learn_anew(&closed, &store.world().company.calendars, now);
            Ok(())
        });
        learned.await.map_err(Error::storage)?
    }

    pub(crate) fn read_now<T>(&self, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        self.inner.read_now(work)
    }

    /// Is every open order followed already? At start that takes longer than the board.
    pub fn is_following(&self) -> bool {
        *self.inner.followed.borrow()
    }

    /// Waits for it.
    pub async fn following_ready(&self) {
        let _ = self.inner.followed.subscribe().wait_for(|followed| *followed).await;
    }

    /// Waits until the board holds every order.
    pub async fn ready(&self) {
        let _ = self.inner.loaded.subscribe().wait_for(|loaded| *loaded).await;
    }

    /// Does the database answer?
    pub async fn answers(&self) -> bool {
        self.read(|tx| tx.row("SELECT 1 FROM processes LIMIT 1", &[], |_| Ok(())))
            .await
            .is_ok_and(|found| found.is_some())
    }

    pub fn is_ready(&self) -> bool {
        *self.inner.loaded.borrow()
    }

    /// What is committed from now on, here or by another copy of the program.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.live.subscribe()
    }

    /// Told whenever all that is held in memory has been read anew: at start, and after another program has written.
    pub fn read_anew(&self) -> watch::Receiver<bool> {
        self.inner.followed.subscribe()
    }

    pub fn files(&self) -> &Files {
        &self.inner.files
    }

    /// A consistent copy of an embedded database, made while it is in use.
    pub async fn copy_database(&self, file: &Path) -> Result<()> {
        match &self.inner.db {
            Database::Sqlite(sqlite) => {
                let (sqlite, file) = (Arc::clone(sqlite), file.to_owned());
                tokio::task::spawn_blocking(move || sqlite.copy_to(&file)).await.map_err(Error::storage)?
            }
            Database::Postgres(_) => Err(Error::invalid("store-copy-is-for-sqlite")),
        }
    }
}

impl Inner {
    pub fn world(&self) -> Arc<World> {
        self.world.read().map(|world| Arc::clone(&world)).unwrap_or_default()
    }

    /// Makes the board and the listeners know what has just been committed.
    pub fn committed(&self, changes: Vec<Change>) {
        for change in changes {
            self.learn(&change);
            // Nobody may be listening.
            let _ = self.live.send(change);
        }
    }

    fn learn(&self, change: &Change) {
        match change {
            Change::Order { row, case, is_refreshed } => {
                let expected = self.following.learn(case, &self.world().company.calendars, row.updated_at);
                self.insight.learn(case);
                // Nothing has happened to it: what is expected was looked at later than that.
                let is_known = *is_refreshed && self.board.has(row.id).is_some();
                let expected = if is_known { self.board.expected(row.id) } else { expected };
                self.board.take(Arc::clone(row), expected);
            }
            Change::Customer(customer) => {
                customers::name_on(&self.board, customer);
                self.receivables.name_customer(customer);
            }
            Change::Receivable(news) => self.receivables.learn(news),
            Change::Lot(news) => self.making.learn(news),
            Change::Materials(touched) => {
                self.materials.learn(*touched, |touched| self.read_now(|tx| touched.read(tx)));
            }
            Change::Notices(_) => {}
            Change::World => {
                if let Err(error) = self.load_world() {
                    tracing::error!(%error, "settings and processes could not be read anew");
                }
            }
        }
    }

    fn read_now<T>(&self, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        match &self.db {
            Database::Sqlite(sqlite) => {
                sqlite.read_now(|connection| work(&mut Tx::new(db::Connection::Sqlite(connection), self.world())))
            }
            Database::Postgres(postgres) => postgres.read(self.world(), work),
        }
    }

    fn write_now<T: Send + 'static>(&self, work: impl Fn(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        match &self.db {
            Database::Sqlite(sqlite) => {
                let (reply, answer) = oneshot::channel();
                sqlite.send(db::sqlite::job(work, reply))?;
                answer.blocking_recv().map_err(|_| Error::storage("the writer has stopped"))?
            }
            Database::Postgres(postgres) => {
                let (value, changes) = postgres.write(|| self.world(), work)?;
                self.committed(changes);
                Ok(value)
            }
        }
    }

    fn load_world(&self) -> Result<()> {
        let _turn = self.loading.lock();
        let world = Arc::new(self.read_now(company::world)?);
        if let Ok(mut held) = self.world.write() {
            *held = world;
        }
        Ok(())
    }

    /// Reads everything that is held in memory, in the background: at start, and when another program has written or
    /// something was not heard of. What cannot be read is tried again.
    pub fn look_again(self: &Arc<Self>) {
        let inner = Arc::downgrade(self);
        thread::spawn(move || {
            while let Some(inner) = inner.upgrade() {
                match inner.read_all() {
                    Ok(()) => return,
                    Err(error) => tracing::error!(%error, "orders could not be read"),
                }
                drop(inner);
                thread::sleep(BEFORE_TRYING_AGAIN);
            }
        });
    }

    fn read_all(&self) -> Result<()> {
        self.followed.send_replace(false);
        self.insight.forget();
        self.load_world()?;
        self.read_now(|tx| orders::load_board(tx, &self.board))?;
        self.loaded.send_replace(true);
        self.read_now(|tx| self.receivables.fill(tx))?;
        self.booked.send_replace(true);
        self.read_now(|tx| self.making.fill(tx))?;
        self.made.send_replace(true);
        self.read_now(|tx| self.materials.fill(tx))?;
        self.supplied.send_replace(true);
        self.read_now(|tx| self.following.fill(|see| orders::each_watched_case(tx, see)))?;
        self.followed.send_replace(true);
        Ok(())
    }

    /// On PostgreSQL, hears what other copies of the program commit.
    fn listen(self: &Arc<Self>) -> Result<()> {
        let Database::Postgres(postgres) = &self.db else { return Ok(()) };
        let (postgres, inner) = (Arc::clone(postgres), Arc::downgrade(self));
        let mut client = Some(postgres.listener()?);
        thread::Builder::new()
            .name("listener".into())
            .spawn(move || {
                use postgres::fallible_iterator::FallibleIterator;
                loop {
                    if let Some(client) = &mut client {
                        let mut notifications = client.notifications();
                        let mut heard = notifications.timeout_iter(Duration::from_secs(1));
                        while let Ok(Some(notice)) = heard.next() {
                            let Some(inner) = inner.upgrade() else { return };
                            inner.heard(notice.payload());
                        }
                    }
                    let Some(inner) = inner.upgrade() else { return };
                    if client.as_ref().is_none_or(postgres::Client::is_closed) {
                        client = postgres.listener().ok();
                        if client.is_some() {
                            inner.look_again();
                        } else {
                            thread::sleep(Duration::from_secs(1));
                        }
                    }
                }
            })
            .map_err(Error::storage)?;
        Ok(())
    }

    fn heard(self: &Arc<Self>, payload: &str) {
        match self.change_told(payload) {
            Ok(change) => self.committed(change.into_iter().collect()),
            Err(error) => {
                tracing::warn!(%error, payload, "what another copy committed could not be read");
                self.look_again();
            }
        }
    }

    fn change_told(&self, payload: &str) -> Result<Option<Change>> {
        let Some((what, id)) = payload.split_once(' ') else { return Ok(Some(Change::World)) };
        match what {
            "order" | "refreshed" => match id.parse() {
                Ok(id) => self.change_of_order(id, what == "refreshed"),
                Err(_) => Ok(None),
            },
            "customer" => match id.parse() {
                Ok(id) => Ok(Some(Change::Customer(Arc::new(self.read_now(|tx| customers::get(tx, id))?)))),
                Err(_) => Ok(None),
            },
            "invoice" | "receipt" => match id.parse() {
                Ok(id) => {
                    let news = self.read_now(|tx| receivables::book::told(tx, what, id))?;
                    // Our own commits come back too.
                    let news = news.filter(|news| !self.receivables.knows(news));
                    Ok(news.map(Change::Receivable))
                }
                Err(_) => Ok(None),
            },
            "lot" => match id.parse() {
                Ok(id) => {
                    let news = self.read_now(|tx| production::book::told(tx, id))?;
                    Ok(news.filter(|news| !self.making.knows(news)).map(Change::Lot))
                }
                Err(_) => Ok(None),
            },
            "material" | "supplier" | "purchase" | "supply" => Ok(Touched::told(what, id).map(Change::Materials)),
            // What this copy has told its own screens already is told once more: they only count again.
            "notices" => Ok(id.parse().ok().map(Change::Notices)),
            _ => Ok(Some(Change::World)),
        }
    }

    fn change_of_order(&self, id: OrderId, is_refreshed: bool) -> Result<Option<Change>> {
        let Some(row) = self.read_now(|tx| orders::rows(tx, &[id]))?.pop() else { return Ok(None) };
        // Our own commits come back too; the board knows them already.
        if !is_refreshed && self.board.has(id) >= Some(row.version) {
            return Ok(None);
        }
        let case = Arc::new(self.read_now(|tx| orders::one_case(tx, id))?);
        Ok(Some(Change::Order { row: Arc::new(row), case, is_refreshed }))
    }
}
