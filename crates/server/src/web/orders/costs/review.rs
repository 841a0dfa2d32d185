//! The review of the export contract (S1) on one page to be printed: what was agreed, every cost that is reckoned with,
//! what remains, what goes with it, and who has signed.

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    Message,
    access::Viewer,
    approval::{Approval, Link},
    costing::{Basis, CostSheet, Item},
    order::{Subject, chain},
    terms::payment,
};
use yidan_store::orders::changed_files;

use super::{
    super::{
        super::{Answer, Screen},
        loaded::Loaded,
        shown,
        tabs::{Head, Place},
    },
    Places,
    figures::FiguresView,
    load, plain,
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "orders/costs/review.html")]
struct ReviewPage {
    frame: Frame,
    head: Head,
    places: Places,
    company: String,
    today: Date,
    /// Keys of names, and values.
    contract: Vec<(&'static str, String)>,
    lines: Vec<String>,
    /// None while there is no sheet.
    sheet_version: Option<u32>,
    rate: String,
    costs: Vec<CostView>,
    figures: FiguresView,
    note: String,
    has_commission: bool,
    /// The part that is paid before the goods leave; empty when there is none.
    prepaid: String,
    files: Vec<String>,
    signed: Vec<SignedView>,
}

struct CostView {
    kind: String,
    name: String,
    /// How it is reckoned.
    basis: String,
    amount: String,
}

/// The chain of one step.
struct SignedView {
    step: String,
    links: Vec<LinkView>,
}

/// One signature, or the place for one.
struct LinkView {
    name: String,
    by: String,
    in_place_of: String,
    at: Option<Timestamp>,
    comment: String,
    /// It applies in some cases only, and is not known yet to be one.
    is_conditional: bool,
}

pub(super) async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = load(&screen, &id).await?;
    let frame = screen.frame().at(Nav::Board);
    let page = ReviewPage::new(frame, &loaded, &screen.viewer);
    Ok(html(&page.frame, &page))
}

impl ReviewPage {
    fn new(mut frame: Frame, loaded: &Loaded, viewer: &Viewer) -> Self {
        let number = loaded.order.number.as_str();
        frame.title = frame.reader.say(&Message::new("costs-review-title").with("number", number));
        let reader = &frame.reader;
        let order = &loaded.order;
        let sheet = order.costs.as_ref().map(|costs| &costs.sheet);
        let files = changed_files(&loaded.history);
        let currency = order.header.currency;
        Self {
            head: Head::of(loaded, viewer, Place::Costs),
            places: Places::of(loaded, "costs-review"),
            company: loaded.world.company.settings.name.clone(),
            today: reader.today(),
            contract: contract(loaded),
            lines: order.lines.iter().map(|line| shown::line(line, currency)).collect(),
            sheet_version: order.costs.as_ref().map(|costs| costs.version),
            rate: sheet.map(rate).unwrap_or_default(),
            costs: sheet.map(|sheet| costs(sheet, reader)).unwrap_or_default(),
            figures: sheet.map(|sheet| FiguresView::of(sheet, reader)).unwrap_or_default(),
            note: sheet.map(|sheet| sheet.note.clone()).unwrap_or_default(),
            has_commission: sheet.is_some_and(CostSheet::has_commission),
            prepaid: prepaid(&order.header.payment_terms),
            files: files.into_iter().map(|(_, file)| file.name.clone()).collect(),
            signed: signed(loaded, reader),
            frame,
        }
    }
}

fn contract(loaded: &Loaded) -> Vec<(&'static str, String)> {
    let (order, header) = (&loaded.order, &loaded.order.header);
    let facts = [
        ("orders-customer", loaded.customer(header.customer).to_owned()),
        ("orders-reference", header.customer_ref.clone()),
        ("costs-order-number", order.number.clone()),
        ("orders-salesperson", header.salesperson.map(|id| loaded.person(id).to_owned()).unwrap_or_default()),
        ("currency", header.currency.to_string()),
        ("orders-amount", order.total().map(|total| total.to_string()).unwrap_or_default()),
        ("orders-payment", header.payment_terms.clone()),
        ("orders-trade", header.trade_terms.clone()),
        ("orders-promised", header.promised.map(|day| day.to_string()).unwrap_or_default()),
    ];
    facts.into_iter().collect()
}

fn rate(sheet: &CostSheet) -> String {
    match sheet.rate.filter(|_| sheet.currency != sheet.base) {
        Some(rate) => format!("1 {} = {} {}", sheet.currency, plain(rate), sheet.base),
        None => String::new(),
    }
}

fn costs(sheet: &CostSheet, reader: &Reader) -> Vec<CostView> {
    let mut items: Vec<&Item> = sheet.items.iter().collect();
    items.sort_by_key(|item| item.kind);
    let view = |item: &Item| CostView {
        kind: item.kind.name().get(reader.lang).to_owned(),
        name: [item.name.as_str(), &item.spec]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        basis: basis(item, reader),
        amount: sheet.amount_of(item).map(|amount| amount.to_string()).unwrap_or_default(),
    };
    items.into_iter().map(view).collect()
}

/// How an item is reckoned, in one row of words.
pub(super) fn basis(item: &Item, reader: &Reader) -> String {
    let currency = item.currency;
    let wastage = |percent| Message::new("costs-basis-wastage").with("percent", plain(percent));
    match &item.basis {
        Basis::PerUnit(amount) => {
            let price = format!("{} {currency}", plain(*amount));
            reader.say(&Message::new("costs-basis-each").with("price", price))
        }
        Basis::Total(_) => reader.t("costs-basis-total"),
        Basis::PercentOfPrice(percent) => {
            reader.say(&Message::new("costs-basis-of-sale").with("percent", plain(*percent)))
        }
        Basis::Consumption { per_piece, unit, wastage_percent, price } => {
            let used = format!("{} {unit} × {} {currency}", plain(*per_piece), plain(*price));
            format!("{used} {}", reader.say(&wastage(*wastage_percent)))
        }
        Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg } => {
            let used = format!("{} m × {} {currency}/kg", plain(*metres_per_piece), plain(*price_per_kg));
            format!("{used} {}", reader.say(&wastage(*wastage_percent)))
        }
    }
}

fn prepaid(terms: &str) -> String {
    let terms = payment::read(terms).ok();
    let percent = terms.map(|terms| terms.deposit_percent()).filter(|percent| !percent.is_zero());
    percent.map(|percent| format!("{}%", plain(percent))).unwrap_or_default()
}

fn signed(loaded: &Loaded, reader: &Reader) -> Vec<SignedView> {
    let steps = loaded.process.steps.iter().filter(|step| !step.approvals.is_empty());
    let view = |step: &yidan_domain::process::Step| {
        let approval = loaded.order.step(&step.key).and_then(|state| state.approval.as_ref());
        let chain = chain(&loaded.process, &Subject::Step(step.key.clone()));
        let links = chain.iter().flat_map(|link| places(link, approval, loaded, reader));
        SignedView { step: step.name.get(reader.lang).to_owned(), links: links.collect() }
    };
    steps.map(view).collect()
}

/// The signatures on a link, and a place for each that is still to come.
fn places(link: &Link, approval: Option<&Approval>, loaded: &Loaded, reader: &Reader) -> Vec<LinkView> {
    let is_wanted = approval.is_none_or(|approval| approval.links.contains(&link.key));
    let place = || LinkView {
        name: link.name.get(reader.lang).to_owned(),
        by: String::new(),
        in_place_of: String::new(),
        at: None,
        comment: String::new(),
        is_conditional: approval.is_none() && link.when.is_some(),
    };
    let signatures = approval.into_iter().flat_map(|approval| approval.signatures_on(&link.key));
    let mut places: Vec<LinkView> = signatures
        .map(|signature| LinkView {
            by: loaded.person(signature.by).to_owned(),
            in_place_of: signature.in_place_of.map(|person| loaded.person(person).to_owned()).unwrap_or_default(),
            at: Some(signature.at),
            comment: signature.comment.clone(),
            ..place()
        })
        .collect();
    let wanted = if is_wanted { link.signers as usize } else { 0 };
    places.extend((places.len()..wanted).map(|_| place()));
    places
}
