//! Money that came in: kept, claimed, used for instalments, given back.

use axum::response::IntoResponse;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    CustomerId, InvoiceId, Money as Amount, ReceiptId, Say,
    receivable::{self, allocation::Allocation, left},
};
use yidan_store::{
    Result, Tx,
    receivables::{
        self,
        book::{SlipQuery, SlipsShown},
    },
};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reading,
        reply::Reply,
        sent::{Path, Query, Sent},
        values::{Day, Figure, Money, Name, Prose},
    },
    invoices::Shower,
    values::{CustomerName, Entry, Names, booking, exact},
};
use crate::app::App;

/// Customers looked at closely when nobody knows whose money it is.
const LIKELY: usize = 20;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_receipts, keep_receipt))
        .routes(routes!(get_receipt))
        .routes(routes!(claim_receipt))
        .routes(routes!(get_proposals))
        .routes(routes!(allocate_receipt))
        .routes(routes!(refund_receipt))
}

/// Money that came in, as the bank's slip tells it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReceiptFields {
    received_on: Day,
    /// What the bank credited.
    amount: Money,
    /// What banks on the way kept.
    #[serde(default)]
    fee: Option<Money>,
    /// As the bank names the payer.
    #[serde(default)]
    payer: Name,
    /// Whose money it is, if that is known.
    #[serde(default)]
    customer: Option<Uuid>,
    /// The bank's number.
    #[serde(default)]
    reference: Name,
    #[serde(default)]
    remark: Prose,
    /// Units of the company's currency for one of the receipt's, on the day it came in.
    #[serde(default)]
    rate: Option<Figure>,
}

#[derive(Serialize, ToSchema)]
struct Receipt {
    id: Uuid,
    version: u64,
    received_on: Day,
    amount: Money,
    fee: Money,
    payer: String,
    customer: Option<CustomerName>,
    reference: String,
    remark: String,
    rate: Option<Figure>,
    /// What is not used yet: the customer's credit.
    left: Money,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ReceiptsShown {
    #[default]
    All,
    /// Nobody has said whose money it is.
    Unclaimed,
    /// Not all of it is used.
    WithMoneyLeft,
}

#[derive(Debug, Clone, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    #[serde(default)]
    #[param(required = false, inline, default = "all")]
    show: ReceiptsShown,
    #[param(required = false)]
    customer: Option<Uuid>,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<Uuid>,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Serialize, ToSchema)]
struct Receipts {
    /// How many there are on all pages together.
    total: usize,
    receipts: Vec<ReceiptRow>,
    next: Option<Uuid>,
}

#[derive(Serialize, ToSchema)]
struct ReceiptRow {
    id: Uuid,
    received_on: Option<Day>,
    amount: Money,
    left: Money,
    payer: String,
    reference: String,
    remark: String,
    customer: Option<CustomerName>,
}

/// Receipts
///
/// The latest first. Money of which nobody knows whose it is, is shown to those who see all orders.
#[utoipa::path(get, path = "/receipts", tag = "receivables", params(Filter),
    responses((status = 200, description = "A page of them.", body = Receipts), (status = 403)))]
async fn list_receipts(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    receivables::must_see_money(&caller.viewer)?;
    let store = &caller.app.store;
    store.receivables_ready().await;
    let page = store.receivables().receipts(&SlipQuery {
        scope: caller.viewer.scope(),
        shown: match filter.show {
            ReceiptsShown::All => SlipsShown::All,
            ReceiptsShown::Unclaimed => SlipsShown::Unclaimed,
            ReceiptsShown::WithMoneyLeft => SlipsShown::WithMoneyLeft,
        },
        customer: filter.customer.map(CustomerId),
        after: filter.after.map(ReceiptId),
        limit: filter.limit,
    });
    let (total, next) = (page.total, page.next.map(|next| next.0));
    let read = move |tx: &mut Tx| {
        let ids: Vec<ReceiptId> = page.slips.iter().map(|slip| slip.id).collect();
        let known = receivables::known_receipts(tx, &ids)?;
        let names = Names::of(tx, page.slips.iter().filter_map(|slip| slip.customer))?;
        let row = |slip: &receivables::book::Slip| {
            let kept = known.get(&slip.id);
            let words = |of: fn(&receivable::Receipt) -> &String| kept.map(of).cloned().unwrap_or_default();
            ReceiptRow {
                id: slip.id.0,
                received_on: slip.received_on.map(Day),
                amount: slip.amount.into(),
                left: slip.left.into(),
                payer: words(|kept| &kept.payer),
                reference: words(|kept| &kept.reference),
                remark: words(|kept| &kept.remark),
                customer: slip.customer.map(|customer| names.name(customer)),
            }
        };
        Ok(page.slips.iter().map(row).collect())
    };
    let receipts = store.read(read).await?;
    let address = next.map(|next| {
        let filter = Filter { after: Some(next), ..filter };
        format!("/api/v1/receipts?{}", serde_urlencoded::to_string(&filter).unwrap_or_default())
    });
    Ok(Reply::ok(Receipts { total, receipts, next }).next(address).into_response())
}

/// Keep a receipt
///
/// For finance.
#[utoipa::path(post, path = "/receipts", tag = "receivables", request_body = ReceiptFields,
    responses((status = 201, description = "Kept.", body = Receipt), (status = 403)))]
async fn keep_receipt(caller: Caller, Sent { what, once }: Sent<ReceiptFields>) -> Answer {
    let receipt = what.read(ReceiptId(Uuid::now_v7()))?;
    let show = Shower::of(&caller);
    let kept = caller.commit(once, move |tx, actor| {
        let kept = receivables::receive(tx, actor, receipt.clone())?;
        let version = kept.version;
        Ok(Reply::created(&format!("/receipts/{}", kept.receipt.id), shown(tx, &show, kept)?).version(version))
    });
    kept.await
}

/// One receipt
///
/// With what is left of it and every entry. `ETag` is its version.
#[utoipa::path(get, path = "/receipts/{id}", tag = "receivables", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The receipt.", body = Receipt), (status = 403)))]
async fn get_receipt(caller: Caller, Path(id): Path<ReceiptId>) -> Answer {
    let (viewer, show) = (caller.viewer.clone(), Shower::of(&caller));
    let read = move |tx: &mut Tx| {
        let kept = receivables::receipt(tx, &viewer, id)?;
        shown(tx, &show, kept)
    };
    let receipt = caller.app.store.read(read).await?;
    let version = receipt.version;
    Ok(Reply::ok(receipt).version(version).into_response())
}

/// Whose money it is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiptClaim)]
struct Claim {
    /// Null: it is not known after all.
    customer: Option<Uuid>,
}

/// Say whose money it is
///
/// For finance. Not while it pays somebody's invoices.
#[utoipa::path(put, path = "/receipts/{id}/customer", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = Claim, responses((status = 200, description = "Claimed.", body = Receipt), (status = 403)))]
async fn claim_receipt(caller: Caller, Path(id): Path<ReceiptId>, Sent { what, once }: Sent<Claim>) -> Answer {
    let (show, customer) = (Shower::of(&caller), what.customer.map(CustomerId));
    let claimed = caller.commit(once, move |tx, actor| {
        let kept = receivables::claim(tx, actor, id, customer)?;
        let version = kept.version;
        Ok(Reply::ok(shown(tx, &show, kept)?).version(version))
    });
    claimed.await
}

/// Whose it may be, and what it would pay. Nothing is booked by it.
#[derive(Serialize, ToSchema)]
#[schema(as = ReceiptProposals)]
struct Proposals {
    left: Money,
    /// The likeliest first; of a claimed receipt only its customer.
    matches: Vec<Match>,
    /// What the customer of the receipt, or the likeliest, has open.
    open: Vec<OpenPart>,
    /// How the money would be used, the oldest due day first.
    allocations: Vec<ProposedAllocation>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ReceiptMatch)]
struct Match {
    customer: CustomerName,
    #[schema(minimum = 1, maximum = 100)]
    score: u8,
    /// Invoices that the reasons speak of.
    invoices: Vec<Uuid>,
    /// In the caller's language.
    because: Vec<String>,
}

#[derive(Serialize, ToSchema)]
struct OpenPart {
    invoice: Uuid,
    number: String,
    instalment: u32,
    due: Option<Day>,
    open: Money,
}

#[derive(Serialize, ToSchema)]
struct ProposedAllocation {
    invoice: Uuid,
    instalment: u32,
    settles: Money,
}

/// What a receipt may be for
#[utoipa::path(get, path = "/receipts/{id}/proposals", tag = "receivables", params(("id" = Uuid, Path)),
    responses((status = 200, description = "Proposals.", body = Proposals), (status = 403)))]
async fn get_proposals(caller: Caller, Path(id): Path<ReceiptId>) -> Answer {
    let (store, viewer) = (&caller.app.store, caller.viewer.clone());
    let seen = viewer.clone();
    let slip = store.read(move |tx| receivables::receipt(tx, &seen, id)).await?.receipt;
    store.receivables_ready().await;
    let likely = if slip.customer.is_some() { Vec::new() } else { store.receivables().likely(&slip, LIKELY) };
    let found = store.read(move |tx| receivables::proposals_for(tx, &viewer, id, &likely)).await?;
    let one = |found: &receivable::matching::Match| Match {
        customer: CustomerName { id: found.customer.0, name: found.name.clone() },
        score: found.score,
        invoices: found.invoices.iter().map(|invoice| invoice.0).collect(),
        because: found.because.iter().map(|reason| caller.reader.say(&reason.say())).collect(),
    };
    let open = |open: &receivable::proposal::Open| OpenPart {
        invoice: open.invoice.0,
        number: open.number.clone(),
        instalment: open.instalment,
        due: open.due.map(Day),
        open: open.open.into(),
    };
    let proposed = |it: &receivable::proposal::Proposal| ProposedAllocation {
        invoice: it.invoice.0,
        instalment: it.instalment,
        settles: it.settles.into(),
    };
    let proposals = Proposals {
        left: found.left.into(),
        matches: found.matches.iter().map(one).collect(),
        open: found.open.iter().map(open).collect(),
        allocations: found.allocations.iter().map(proposed).collect(),
    };
    Ok(Reply::ok(proposals).into_response())
}

/// How much of the receipt pays an instalment.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AllocationFields {
    invoice: Uuid,
    instalment: u32,
    /// In the invoice's currency.
    settles: Money,
    /// In the receipt's currency; may be left out where it is the same.
    #[serde(default)]
    takes: Option<Money>,
    /// Value day; today, when left out.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    note: Prose,
}

/// Pay an instalment with a receipt
///
/// For finance. Never more than is left of the one and open of the other, however many book at once.
#[utoipa::path(post, path = "/receipts/{id}/allocations", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = AllocationFields, responses((status = 201, description = "Booked.", body = Entry), (status = 403)))]
async fn allocate_receipt(
    caller: Caller,
    Path(id): Path<ReceiptId>,
    Sent { what, once }: Sent<AllocationFields>,
) -> Answer {
    let settles = exact(what.settles, "/settles")?;
    let takes = what.takes.map(|takes| exact(takes, "/takes")).transpose()?;
    let asked = Allocation { instalment: what.instalment, settles, takes };
    let (show, invoice) = (Shower::of(&caller), InvoiceId(what.invoice));
    let booking = booking(&caller, what.day, &what.note);
    let booked = caller.commit(once, move |tx, actor| {
        let entry = receivables::allocate(tx, actor, id, invoice, asked, booking.clone())?;
        Ok(Reply::made(show.entry(&entry)))
    });
    booked.await
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefundFields {
    amount: Money,
    /// Value day; today, when left out.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    note: Prose,
}

/// Give money of a receipt back
///
/// For finance.
#[utoipa::path(post, path = "/receipts/{id}/refunds", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = RefundFields, responses((status = 201, description = "Booked.", body = Entry), (status = 403)))]
async fn refund_receipt(caller: Caller, Path(id): Path<ReceiptId>, Sent { what, once }: Sent<RefundFields>) -> Answer {
    let (amount, show) = (exact(what.amount, "/amount")?, Shower::of(&caller));
    let booking = booking(&caller, what.day, &what.note);
    let booked = caller.commit(once, move |tx, actor| {
        let entry = receivables::refund(tx, actor, id, amount, booking.clone())?;
        Ok(Reply::made(show.entry(&entry)))
    });
    booked.await
}

fn shown(tx: &mut Tx, show: &Shower, kept: receivables::KeptReceipt) -> Result<Receipt> {
    let receivables::KeptReceipt { receipt, version } = kept;
    let made = receivables::entries_of_receipt(tx, receipt.id)?;
    let names = Names::of(tx, receipt.customer)?;
    Ok(Receipt {
        id: receipt.id.0,
        version,
        left: left(&receipt, &made, Date::MAX).into(),
        entries: show.entries(&made),
        received_on: Day(receipt.received_on),
        amount: receipt.amount.into(),
        fee: receipt.fee.into(),
        payer: receipt.payer,
        customer: receipt.customer.map(|customer| names.name(customer)),
        reference: receipt.reference,
        remark: receipt.remark,
        rate: receipt.rate.map(Figure),
    })
}

impl ReceiptFields {
    fn read(self, id: ReceiptId) -> Result<receivable::Receipt, Problem> {
        let amount = exact(self.amount, "/amount")?;
        let fee = self.fee.map(|fee| exact(fee, "/fee")).transpose()?;
        Ok(receivable::Receipt {
            id,
            received_on: self.received_on.0,
            amount,
            fee: fee.unwrap_or(Amount::zero(amount.currency)),
            payer: self.payer.0,
            customer: self.customer.map(CustomerId),
            reference: self.reference.0,
            remark: self.remark.0,
            rate: self.rate.map(|rate| rate.0),
        })
    }
}
