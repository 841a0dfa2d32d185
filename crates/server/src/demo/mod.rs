//! The demo company: a trading firm with its people, customers, catalogue and orders in every state, dated around
//! today. Everything is done by the commands that a person would send, and the same seed makes the same company.

mod cast;
mod life;
mod materials;
mod money;
mod quality;
mod routes;
mod samples;
mod trade;
mod workshop;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use rand::{SeedableRng, rngs::StdRng};
use yidan_domain::{
    FileId, Lang, PersonId,
    access::{Role, Viewer},
    order::event::Via,
    party::Person,
};
use yidan_store::{Actor, Result, Tx, calendars, company::Settings, customers, notices, people, products};

use crate::{app::App, secrets};
use life::{Life, World};

/// The password of everybody in the demo company.
pub const PASSWORD: &str = "yidan-demo";
/// The administrator's log-in name.
pub const LOGIN: &str = "demo";

const DAY_SECONDS: i64 = 24 * 3600;

/// What one US dollar is worth in its books.
const DOLLAR: &str = "7.10";

/// What stands in for every scan and contract.
const PAPER: &str = "演示公司的样本文件 · A sample file of the demo company\n";

pub struct Wanted {
    pub orders: usize,
    pub seed: u64,
}

/// Makes the company in an empty store; does nothing when somebody lives there already.
pub async fn make(app: &App, wanted: &Wanted) -> Result<()> {
    if !app.store.read(people::nobody_yet).await? {
        return Ok(());
    }
    let now = app.now();
    let mut dice = StdRng::seed_from_u64(wanted.seed);
    // From the day alone, so that ids do not depend on the hour.
    let today = Timestamp::from_second(now.as_second() / DAY_SECONDS * DAY_SECONDS).unwrap_or(now);
    let founded = today - SignedDuration::from_secs(100 * DAY_SECONDS);
    let world = settle(app, &mut dice, founded, wanted.seed).await?;
    let mut lives: Vec<Life> = (0..wanted.orders).map(|turn| Life::plan(turn, &mut dice, &world, now)).collect();
    // Entered in the order in which they came in, so that numbers count up with the dates.
    lives.sort_by_key(Life::received_at);
    for life in lives {
        let world = world.clone();
        app.store.write(move |tx| life.live(tx, &world)).await?;
    }
    for person in world.staff.iter().map(|person| person.id) {
        app.store.write(move |tx| read_what_is_old(tx, person, now)).await?;
    }
    Ok(())
}

/// Everybody has read what they were told until two days ago.
fn read_what_is_old(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<()> {
    let told = notices::of(tx, person, true, None, usize::from(u16::MAX))?;
    let old = told.iter().filter(|told| told.at < now - SignedDuration::from_hours(48));
    old.map(|told| told.id).try_for_each(|id| notices::open(tx, person, id, now).map(drop))
}

/// People, customers and products.
async fn settle(app: &App, dice: &mut StdRng, founded: Timestamp, seed: u64) -> Result<World> {
    let hash = secrets::hash_password(PASSWORD.into()).await?;
    let staff: Vec<Person> = cast::people().into_iter().map(|person| person.hired(dice, founded)).collect();
    let customers = cast::customers(dice, founded, &staff);
    let products = cast::products(dice, founded);
    let paper =
        app.store.files().keep(FileId(cast::id(dice, founded)), "样本文件.txt", "text/plain", PAPER.into()).await?;
    let world = World { company: app.store.world(), staff, customers, products, paper };
    app.store
        .write({
            let world = world.clone();
            move |tx| {
                let settings = Settings {
                    name: "远山进出口有限公司".into(),
                    address:
                        "浙江省宁波市海曙区环城西路 88 号 6 楼\n6/F, 88 Huancheng West Road, Haishu, Ningbo, China"
                            .into(),
                    bank: "Bank of China, Ningbo Branch\nA/C No. 3600 0000 0000 0000\nSWIFT BKCHCNBJ92A".into(),
                    ..Settings::default()
                };
                let boss = people::first_run(tx, world.staff[0].clone(), &hash, &settings, Lang::Zh)?;
                let actor = Actor { viewer: Viewer::of(&boss), via: Via::Program, now: founded };
                calendars::put_book(tx, &actor, &cast::calendars(TimeZone::UTC.to_datetime(founded).year()))?;
                for person in &world.staff[1..] {
                    people::put(tx, &actor, person.clone())?;
                    people::set_password(tx, &actor, person.id, &hash, None)?;
                }
                for customer in &world.customers {
                    customers::put(tx, &actor, customer.clone())?;
                }
                for product in &world.products {
                    products::put(tx, &actor, product.clone())?;
                }
                money::set_up(tx, &world, &actor)?;
                workshop::set_up(tx, &world, &actor)?;
                materials::set_up(tx, &world, &actor, &mut StdRng::seed_from_u64(seed))?;
                Ok(())
            }
        })
        .await?;
    // Settings and departments are read anew now.
    Ok(World { company: app.store.world(), ..world })
}

impl World {
    /// Somebody who may do this department's work, or the manager.
    fn somebody_of(&self, department: &str, pick: usize) -> &Person {
        let able: Vec<&Person> = self
            .staff
            .iter()
            .filter(|person| person.role == Role::Member && person.departments.iter().any(|d| d.as_str() == department))
            .collect();
        if able.is_empty() { self.manager() } else { able[pick % able.len()] }
    }

    /// Those who have customers of their own.
    fn sellers(&self) -> impl Iterator<Item = &Person> {
        let sells = |person: &&Person| {
            person.role == Role::Member && person.posts.is_empty() && person.departments.contains(&"sales".into())
        };
        self.staff.iter().filter(sells)
    }

    fn manager(&self) -> &Person {
        self.staff.iter().find(|person| person.role == Role::Manager).unwrap_or(&self.staff[0])
    }

    fn person(&self, id: PersonId) -> &Person {
        self.staff.iter().find(|person| person.id == id).unwrap_or(&self.staff[0])
    }
}
