//! What to buy: what orders are short of, by supplier, the most urgent first; and what lies free in the store or is on its way to
//! it, to be set aside.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{
    MaterialId, Message, OrderId, PurchaseId, Quantity, Say, StockEntryId, SupplierId,
    material::{Price, Purchase, suggestion::Shortage, suggestion::Suggested},
};
use yidan_store::{
    Tx,
    materials::{
        self, Movement, Told,
        book::{Group, Proposal, ToBuy},
    },
};

use super::{
    super::{
        materials::{company_currency, quantity_of},
        orders::typed::{self, Typed},
        screen::url_escaped,
    },
    Answer, Failure, Screen, must_buy,
    offers::Offers,
    ready,
    view::{amount, order_link},
};
use crate::{
    page::{Faults, Frame, Nav, Pages, filters, html_with},
    texts::Reader,
};

/// Lines of a page, and of what is set aside or comes.
const ROWS: usize = 100;
/// Lines of each supplier, where there are more than a page of them.
const FIRST: usize = 10;
/// Lines that one transaction sets aside.
const AT_ONCE: usize = 50;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    find: String,
    /// Id of a supplier, `none` for materials that have no usual one, or nothing for all.
    supplier: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "purchasing/to_buy.html")]
struct ToBuyPage {
    frame: Frame,
    asked: Asked,
    /// Key and words of each supplier of whom something is to be bought.
    suppliers: Vec<(String, String)>,
    groups: Vec<GroupView>,
    pages: Pages,
    /// Lines to buy, in all.
    total: usize,
    set_aside: Vec<ShortView>,
    set_aside_more: usize,
    coming: Vec<ShortView>,
    coming_more: usize,
    /// Why nothing was bought, with the line that it is about.
    refused: Vec<String>,
    may_buy: bool,
    may_plan: bool,
    sees_costs: bool,
}

pub struct GroupView {
    pub supplier: String,
    /// The one it is usually bought from.
    pub chosen: String,
    /// Id and words of everybody who sells materials.
    pub options: Vec<(String, String)>,
    pub total: usize,
    pub lines: Vec<LineView>,
    /// Where the rest of them is.
    pub rest: Option<String>,
}

pub struct LineView {
    /// Drawn where the page is shown, so that what is sent twice is bought once.
    pub id: String,
    pub order: String,
    pub order_number: String,
    pub order_link: String,
    pub material: String,
    pub name: String,
    pub code: String,
    pub material_link: String,
    pub quantity: String,
    pub unit: String,
    pub wanted_on: Option<Date>,
    /// The same as it is typed.
    pub wanted: String,
    pub order_by: Option<Date>,
    pub is_late: bool,
    pub price: String,
    pub currency: String,
    pub last_price: String,
    /// It is bought unless somebody says otherwise.
    pub is_ticked: bool,
    /// Why it was not bought, by what was typed: `quantity`, `price`, `wanted`, or nothing for the line as a whole.
    pub faults: Faults,
}

impl GroupView {
    /// What was typed into its rows, and from whom.
    fn take(&mut self, typed: &Typed, faults: &Faults) {
        let ticked = typed.all("take");
        let rows = (1..).map(|row: usize| row.to_string());
        for row in rows.take_while(|row| !typed.get(&format!("id-{row}")).is_empty()) {
            let field = |name: &str| typed.get(&format!("{name}-{row}")).to_owned();
            let (order, material) = (field("order"), field("material"));
            let Some(line) = self.lines.iter_mut().find(|it| (&it.order, &it.material) == (&order, &material)) else {
                continue;
            };
            (line.id, line.quantity, line.currency) = (field("id"), field("quantity"), field("currency"));
            (line.price, line.wanted) = (field("price"), field("wanted"));
            line.is_ticked = ticked.contains(&row.as_str());
            for name in ["", "quantity", "price", "wanted"] {
                match faults.of(&at(name, &row)) {
                    "" => {}
                    why => line.faults.add(name, why),
                }
            }
            typed.get("supplier").clone_into(&mut self.chosen);
        }
    }
}

/// What the faults of a row stand at.
fn at(name: &str, row: &str) -> String {
    format!("{name}-{row}")
}

/// Which field of its row a refusal of the store is about.
const FIELDS: [(&str, &str); 5] = [
    ("purchase-wanted", "wanted"),
    ("material-price", "price"),
    ("purchase-price", "price"),
    ("material-quantity", "quantity"),
    ("purchase-quantity", "quantity"),
];

pub struct ShortView {
    pub order_number: String,
    pub order_link: String,
    pub name: String,
    pub code: String,
    pub material_link: String,
    pub quantity: Quantity,
    pub needed_on: Option<Date>,
    pub set_aside: String,
}

pub async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    page(&screen, StatusCode::OK, asked, None, Faults::default()).await
}

/// Buys the lines that are ticked of a group, each with what stands in its row.
pub async fn buy(screen: Screen, Query(asked): Query<Asked>, form: Typed) -> Answer {
    must_buy(&screen)?;
    let mut faults = Faults::default();
    let (rows, lines): (Vec<String>, Vec<Purchase>) = read(&screen, &form, &mut faults).into_iter().unzip();
    if lines.is_empty() && faults.is_empty() {
        faults.add("", screen.frame().reader.say(&Message::new("to-buy-nothing-ticked")));
    }
    if !faults.is_empty() {
        return page(&screen, StatusCode::UNPROCESSABLE_ENTITY, asked, Some(&form), faults).await;
    }
    let actor = screen.actor();
    match screen.app.store.write(move |tx| materials::buy(tx, &actor, lines.clone())).await {
        Ok(bought) => {
            let number = bought.first().map(|kept| kept.purchase.number.clone()).unwrap_or_default();
            let count = i64::try_from(bought.len()).unwrap_or_default();
            let done = Message::new("to-buy-done").with("number", number).with("count", count);
            Ok(screen.redirect("/purchasing/to-buy", &done))
        }
        Err(error) => {
            let line = error.say().number("line").and_then(|line| usize::try_from(line).ok());
            let row = line.and_then(|line| rows.get(line.checked_sub(1)?));
            let mut faults = Faults::default();
            for (field, why) in super::super::form::faults(&screen, error, &FIELDS)?.iter() {
                faults.add(row.map_or_else(String::new, |row| at(field, row)), why);
            }
            page(&screen, StatusCode::UNPROCESSABLE_ENTITY, asked, Some(&form), faults).await
        }
    }
}

/// The rows that are ticked. A row's fields end in its number.
fn read(screen: &Screen, form: &Typed, faults: &mut Faults) -> Vec<(String, Purchase)> {
    let reader = &screen.frame().reader;
    let Ok(supplier) = form.get("supplier").parse::<SupplierId>() else {
        faults.add("", reader.say(&Message::new("to-buy-no-supplier")));
        return Vec::new();
    };
    let mut lines = Vec::new();
    for row in form.all("take") {
        let field = |name: &str| form.get(&format!("{name}-{row}"));
        let ids = (field("id").parse(), field("order").parse(), field("material").parse());
        let (Ok(id), Ok(order), Ok(material)) = ids else { continue };
        let quantity = quantity_of(field("quantity"));
        let (price, wanted_on) = (typed::number(field("price")), typed::day(field("wanted")));
        let mut noted = |name: &str, why: Message| faults.add(at(name, row), reader.say(&why));
        let quantity = quantity.map_err(|why| noted("quantity", why));
        let price = price.map_err(|why| noted("price", why));
        let wanted_on = wanted_on.map_err(|why| noted("wanted", why));
        let (Ok(quantity), Ok(price), Ok(wanted_on)) = (quantity, price, wanted_on) else { continue };
        let currency = yidan_domain::Currency::written(field("currency")).unwrap_or_else(|| company_currency(screen));
        let line = Purchase {
            id: PurchaseId(id),
            number: String::new(),
            supplier,
            material,
            order: Some(order),
            quantity,
            price: price.map(|per_unit| Price { per_unit, currency }),
            estimate: None,
            ordered_on: screen.today(),
            wanted_on,
            tolerance_percent: Default::default(),
            note: String::new(),
        };
        lines.push((row.to_owned(), line));
    }
    lines
}

/// Sets aside all that lies free and is needed, whose need comes first, first.
pub async fn set_aside(screen: Screen) -> Answer {
    if !screen.viewer.plans_materials() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (actor, today) = (screen.actor(), screen.today());
    let (index, viewer) = (ready(&screen).await, screen.viewer.clone());
    let free = ToBuy { each: 0, ..ToBuy::default() };
    let mut proposal = index.materials().proposal(&viewer, &free, today);
    // Held in one order by everybody, so that two at once do not wait for each other.
    proposal.set_aside.1.sort_by_key(|short| (short.order, short.material));
    let mut count = 0_i64;
    for batch in proposal.set_aside.1.chunks(AT_ONCE) {
        let (actor, batch) = (actor.clone(), batch.to_vec());
        let work = move |tx: &mut Tx| {
            let mut count = 0;
            for Shortage { order, material, quantity, .. } in &batch {
                // Somebody may have taken of it meanwhile.
                let quantity = materials::on_shelf(tx, *material)?.available().min(*quantity);
                if quantity > 0 {
                    let told = Told { id: StockEntryId(uuid::Uuid::now_v7()), day: today, note: String::new() };
                    materials::enter(tx, &actor, *material, Movement::SetAside { order: *order, quantity }, told)?;
                    count += 1;
                }
            }
            Ok(count)
        };
        count += screen.app.store.write(work).await?;
    }
    Ok(screen.redirect("/purchasing/to-buy", &Message::new("need-set-aside").with("count", count)))
}

/// `typed` is shown again where it was refused.
async fn page(screen: &Screen, status: StatusCode, asked: Asked, typed: Option<&Typed>, faults: Faults) -> Answer {
    let (viewer, today, wanted) = (screen.viewer.clone(), screen.today(), asked.clone());
    let index = ready(screen).await;
    let read = move |tx: &mut Tx| {
        let book = index.materials();
        let mut proposal = book.proposal(&viewer, &wanted.to_buy(), today);
        let (pages, total) = wanted.cut(&mut proposal);
        let offers = book.offers(&viewer, &proposal.to_buy(), today);
        Ok((proposal.named(tx)?, Offers::from(offers), pages, total))
    };
    let (proposal, offers, pages, total) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("to-buy").at(Nav::Purchasing);
    let short = |(count, list): &(usize, Vec<Shortage>)| {
        let shown: Vec<ShortView> = list.iter().filter_map(|short| short_view(short, &proposal, &frame)).collect();
        (count.saturating_sub(shown.len()), shown)
    };
    let ((set_aside_more, set_aside), (coming_more, coming)) = (short(&proposal.set_aside), short(&proposal.coming));
    let shown = proposal.groups.iter().filter(|group| !group.lines.is_empty());
    let groups = shown.map(|group| asked.group_view(group, (&proposal, &offers), screen, &frame));
    let mut groups: Vec<GroupView> = groups.collect();
    typed.into_iter().for_each(|typed| groups.iter_mut().for_each(|group| group.take(typed, &faults)));
    let lines = groups.iter().flat_map(|group| &group.lines);
    let mut refused: Vec<String> =
        lines.flat_map(|line| line.faults.iter().map(|(_, why)| line.refused(why, &frame.reader))).collect();
    if refused.is_empty() {
        // The rows are not on the page any more: somebody else has bought them.
        refused = faults.iter().map(|(_, why)| why.to_owned()).collect();
    }
    let supplier =
        |group: &Group| (key(group.supplier), format!("{} ({})", name(group, &proposal, &frame), group.total));
    let page = ToBuyPage {
        groups,
        suppliers: proposal.groups.iter().map(supplier).collect(),
        asked,
        pages,
        total,
        set_aside,
        set_aside_more,
        coming,
        coming_more,
        refused,
        may_buy: screen.viewer.buys(),
        may_plan: screen.viewer.plans_materials(),
        sees_costs: screen.viewer.sees_costs(),
        frame,
    };
    Ok(html_with(status, &page.frame, &page))
}

impl Asked {
    fn supplier(&self) -> Option<Option<SupplierId>> {
        match self.supplier.as_str() {
            NOBODY => Some(None),
            id => id.parse().ok().map(Some),
        }
    }

    fn to_buy(&self) -> ToBuy {
        let supplier = self.supplier();
        let skip = supplier.map_or(0, |_| self.page.saturating_mul(ROWS));
        ToBuy { words: self.find.clone(), supplier, skip, each: ROWS, most: ROWS, ..ToBuy::default() }
    }

    /// Where the form is sent, so that a refusal shows the same lines again.
    fn here(&self) -> String {
        format!("{}&page={}", self.link(&self.supplier), self.page)
    }

    fn link(&self, supplier: &str) -> String {
        format!("/purchasing/to-buy?supplier={supplier}&find={}", url_escaped(&self.find))
    }

    /// Leaves the lines of this page, and answers with links to the pages around it and how many lines there are in all. One
    /// supplier's lines have pages of their own; of all suppliers each shows its first lines, where all together are more than
    /// a page.
    fn cut(&self, proposal: &mut Proposal) -> (Pages, usize) {
        let total = proposal.groups.iter().map(|group| group.total).sum();
        let link = |page: usize| format!("{}&page={page}", self.link(&self.supplier));
        if let Some(supplier) = self.supplier() {
            let of_it = proposal.groups.iter().find(|group| group.supplier == supplier).map_or(0, |group| group.total);
            return (Pages::numbered(self.page, ROWS, of_it, link), of_it);
        }
        if total <= ROWS {
            return (Pages::default(), total);
        }
        let groups = ROWS / FIRST;
        let shown = self.page.saturating_mul(groups)..self.page.saturating_add(1).saturating_mul(groups);
        for (place, group) in proposal.groups.iter_mut().enumerate() {
            group.lines.truncate(if shown.contains(&place) { FIRST } else { 0 });
        }
        (Pages::numbered(self.page, groups, proposal.groups.len(), link), total)
    }

    fn group_view(
        &self,
        group: &Group,
        (proposal, offers): (&Proposal, &Offers),
        screen: &Screen,
        frame: &Frame,
    ) -> GroupView {
        let mut wanted: Vec<(MaterialId, &str)> = Vec::new();
        for line in &group.lines {
            let unit = proposal.materials.get(&line.material).map_or("", |it| it.unit.as_str());
            if !wanted.iter().any(|(material, _)| *material == line.material) {
                wanted.push((line.material, unit));
            }
        }
        let line = |line: &Suggested| line_view(line, group.supplier, (proposal, offers), screen, frame);
        let is_cut = self.supplier().is_none() && group.total > group.lines.len();
        GroupView {
            supplier: name(group, proposal, frame),
            chosen: group.supplier.map(|id| id.to_string()).unwrap_or_default(),
            options: offers.options(&wanted, &frame.reader),
            total: group.total,
            lines: group.lines.iter().filter_map(line).collect(),
            rest: is_cut.then(|| self.link(&key(group.supplier))),
        }
    }
}

/// Stands for no usual supplier.
const NOBODY: &str = "none";

fn key(supplier: Option<SupplierId>) -> String {
    supplier.map_or_else(|| NOBODY.to_owned(), |id| id.to_string())
}

fn name(group: &Group, proposal: &Proposal, frame: &Frame) -> String {
    let supplier = group.supplier.and_then(|id| proposal.suppliers.get(&id));
    supplier.map_or_else(|| frame.t("to-buy-no-usual"), |supplier| supplier.name.clone())
}

pub fn line_view(
    line: &Suggested,
    supplier: Option<SupplierId>,
    (proposal, offers): (&Proposal, &Offers),
    screen: &Screen,
    frame: &Frame,
) -> Option<LineView> {
    let material = proposal.materials.get(&line.material)?;
    let order = proposal.orders.get(&line.order)?;
    let last = supplier.and_then(|supplier| offers.last(supplier, material.id));
    let price = last.or(line.estimate).filter(|_| screen.viewer.sees_costs());
    let last_price = supplier.and_then(|supplier| offers.last_price(supplier, material.id, &material.unit));
    Some(LineView {
        id: uuid::Uuid::now_v7().to_string(),
        order: line.order.to_string(),
        order_number: order.clone(),
        order_link: order_link(line.order),
        material: material.id.to_string(),
        name: material.name.get(frame.reader.lang).to_owned(),
        code: material.code.clone(),
        material_link: format!("/materials/{}", material.id),
        quantity: amount(line.quantity, "").amount().to_string(),
        unit: material.unit.clone(),
        wanted_on: line.wanted_on,
        // What should have been there already is wanted as soon as can be.
        wanted: line.wanted_on.map(|day| day.max(screen.today()).to_string()).unwrap_or_default(),
        order_by: line.order_by,
        is_late: line.order_by.or(line.wanted_on).is_some_and(|day| day < screen.today()),
        price: price.map(|price| price.per_unit.normalize().to_string()).unwrap_or_default(),
        currency: price.map_or_else(|| company_currency(screen), |price| price.currency).to_string(),
        last_price: last_price.unwrap_or_default(),
        is_ticked: true,
        faults: Faults::default(),
    })
}

impl LineView {
    fn refused(&self, why: &str, reader: &Reader) -> String {
        let row = Message::new("to-buy-row-refused");
        let material = format!("{} {}", self.name, self.code);
        reader.say(&row.with("material", material).with("order", self.order_number.as_str()).with("why", why))
    }
}

pub fn short_view(short: &Shortage, proposal: &Proposal, frame: &Frame) -> Option<ShortView> {
    let material = proposal.materials.get(&short.material)?;
    let order: &OrderId = &short.order;
    Some(ShortView {
        order_number: proposal.orders.get(order)?.clone(),
        order_link: order_link(*order),
        name: material.name.get(frame.reader.lang).to_owned(),
        code: material.code.clone(),
        material_link: format!("/materials/{}", material.id),
        quantity: amount(short.quantity, &material.unit),
        needed_on: short.needed_on,
        set_aside: format!("/materials/{}/set-aside?order={order}", material.id),
    })
}
