//! A bank's file becomes receipts: looked at first, then kept. What was kept before is known again and left alone, so
//! that importing a file twice, or two files that overlap, changes nothing.

use std::collections::HashSet;

use yidan_documents::{
    Place, Problem, RowFault, Unreadable,
    bank::{self, BankLine, BankSkipped, Rules},
    sheet,
};
use yidan_domain::{Currency, CustomerId, Money, ReceiptId, receivable::Receipt, text::folded};
use yidan_store::{Actor, Error, Result, Store, receivables};

use super::Source;

/// Lines kept in one transaction.
const BATCH: usize = 100;

/// What an import has done, or would do.
#[derive(Debug, Default)]
pub struct BankReport {
    /// Nothing was kept: this is what an import would do.
    pub preview: bool,
    /// With the row it comes from; in a preview nobody has its id yet.
    pub receipts: Vec<(Place, Receipt)>,
    pub already_there: Vec<(Place, Receipt)>,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<BankSkipped>,
    pub unreadable: Vec<(String, Unreadable)>,
}

pub async fn preview(
    store: &Store,
    actor: &Actor,
    sources: Vec<Source>,
    currency: Option<Currency>,
) -> Result<BankReport> {
    let (mut report, lines) = read(store, actor, sources, currency).await?;
    report.preview = true;
    let prints: Vec<[u8; 32]> = lines.iter().map(|line| line.fingerprint).collect();
    let known = store.read(move |tx| receivables::known_slips(tx, &prints)).await?;
    let customers = payers(store, &lines).await?;
    for line in lines {
        report.put(known.contains(&line.fingerprint), slip(line, &customers));
    }
    Ok(report)
}

pub async fn run(store: &Store, actor: &Actor, sources: Vec<Source>, currency: Option<Currency>) -> Result<BankReport> {
    let (mut report, lines) = read(store, actor, sources, currency).await?;
    let customers = payers(store, &lines).await?;
    for batch in lines.chunks(BATCH) {
        let slips: Vec<([u8; 32], Place, Receipt)> = batch
            .iter()
            .map(|line| {
                let (place, receipt) = slip(line.clone(), &customers);
                (line.fingerprint, place, receipt)
            })
            .collect();
        let (actor, kept_slips) = (actor.clone(), slips.clone());
        let kept = store
            .write(move |tx| {
                let mut kept: HashSet<usize> = HashSet::new();
                let mut refused = Vec::new();
                for (number, (print, place, receipt)) in kept_slips.iter().enumerate() {
                    match receivables::keep_slip(tx, &actor, receipt.clone(), print) {
                        Ok(Some(_)) => drop(kept.insert(number)),
                        Ok(None) => {}
                        Err(Error::Invalid(why)) => refused.push((number, place.clone().fault(Problem::Refused(why)))),
                        Err(other) => return Err(other),
                    }
                }
                Ok((kept, refused))
            })
            .await?;
        let (kept, refused) = kept;
        let numbers: HashSet<usize> = refused.iter().map(|(number, _)| *number).collect();
        report.faults.extend(refused.into_iter().map(|(_, fault)| fault));
        for (number, (_, place, receipt)) in
            slips.into_iter().enumerate().filter(|(number, _)| !numbers.contains(number))
        {
            report.put(!kept.contains(&number), (place, receipt));
        }
    }
    Ok(report)
}

impl BankReport {
    fn put(&mut self, is_known: bool, (place, receipt): (Place, Receipt)) {
        let list = if is_known { &mut self.already_there } else { &mut self.receipts };
        list.push((place, receipt));
    }
}

/// For those who keep the books.
async fn read(
    store: &Store,
    actor: &Actor,
    sources: Vec<Source>,
    currency: Option<Currency>,
) -> Result<(BankReport, Vec<BankLine>)> {
    receivables::must_keep_books(&actor.viewer)?;
    let world = store.world();
    let rules =
        Rules { today: world.company.today(actor.now), currency: currency.unwrap_or(world.company.settings.currency) };
    let read = move || {
        let (mut report, mut sheets) = (BankReport::default(), Vec::new());
        for source in sources {
            match sheet::read(&source.name, &source.bytes) {
                Ok(found) => sheets.extend(found),
                Err(why) => report.unreadable.push((source.name, why)),
            }
        }
        let file = bank::read(&sheets, rules);
        (report.faults, report.skipped) = (file.faults, file.skipped);
        (report, file.lines)
    };
    tokio::task::spawn_blocking(read).await.map_err(|error| Error::Storage(error.to_string()))
}

/// Payers whose name is just that of a customer.
type Payers = std::collections::HashMap<String, CustomerId>;

async fn payers(store: &Store, lines: &[BankLine]) -> Result<Payers> {
    let names: HashSet<String> = lines.iter().map(|line| line.payer.clone()).filter(|name| !name.is_empty()).collect();
    let find = move |tx: &mut yidan_store::Tx| {
        let mut found = Payers::new();
        for name in &names {
            if let Some(customer) = yidan_store::customers::named(tx, name)? {
                found.insert(folded(name), customer);
            }
        }
        Ok(found)
    };
    store.read(find).await
}

fn slip(line: BankLine, customers: &Payers) -> (Place, Receipt) {
    let receipt = Receipt {
        id: ReceiptId(uuid::Uuid::now_v7()),
        received_on: line.day,
        amount: line.amount,
        fee: Money::zero(line.amount.currency),
        customer: customers.get(&folded(&line.payer)).copied(),
        payer: line.payer,
        reference: line.reference,
        remark: line.remark,
        rate: None,
    };
    (line.place, receipt)
}
