//! The items of a sample, typed: fabrics, trims and the rest, a row each. Rows without a name are left out.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use rust_decimal::Decimal;
use uuid::Uuid;
use yidan_domain::{
    Message, Quantity,
    sample::{Deed, Fabric, Goods, Item, Sample, Trim, TrimKind, Work},
};

use super::{Address, Answer, Screen, Told, drawn, link, load, may, refuse};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
    web::orders::typed::{self, Typed},
};

const MORE: usize = 2;
const MOST: usize = 100;

const FABRIC: [&str; 11] =
    ["kind", "colour", "yarn", "weave", "gsm", "width", "composition", "finish", "quantity", "unit", "note"];
const TRIM: [&str; 7] = ["kind", "spec", "brand", "colour", "quantity", "unit", "note"];
const OTHER: [&str; 4] = ["what", "quantity", "unit", "note"];

#[derive(Template)]
#[template(path = "samples/items.html")]
struct ItemsPage {
    frame: Frame,
    link: String,
    name: String,
    id: String,
    version: u64,
    fabrics: Vec<[String; 11]>,
    trims: Vec<[String; 7]>,
    others: Vec<[String; 4]>,
    kinds: Vec<(String, String)>,
    faults: Faults,
}

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Items, Some(&sample))?;
    let mut page = page(&screen, link(loaded.order.id, sample.id), &sample);
    page.version = loaded.order.version;
    Ok(answer(&page, StatusCode::OK))
}

pub async fn list(screen: Screen, Path(address): Path<Address>, form: Typed) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Items, Some(&sample))?;
    let mut page = page(&screen, link(loaded.order.id, sample.id), &sample);
    page.id = drawn(&form).to_string();
    (page.fabrics, page.trims, page.others) =
        (rows(&form, "fabric", FABRIC), rows(&form, "trim", TRIM), rows(&form, "other", OTHER));
    let seen = form.version();
    page.version = seen.unwrap_or(loaded.order.version);
    let reader = page.frame.reader.clone();
    let items = page.read(&reader);
    if !page.faults.is_empty() {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let told = Told { id: drawn(&form), sample: sample.id, deed: Deed::Listed { items }, on: None, seen };
    match super::keep(&screen, loaded.order.id, told).await {
        Ok(()) => Ok(screen.redirect(&page.link, &Message::new("done-sample"))),
        Err(error) => {
            let refused = refuse(&screen, error, &[], &mut page.faults)?;
            page.version = refused.version.unwrap_or(page.version);
            Ok(answer(&page, refused.status))
        }
    }
}

fn page(screen: &Screen, link: String, sample: &Sample) -> ItemsPage {
    let frame = screen.frame().titled("sample-items").at(Nav::Samples);
    let (mut fabrics, mut trims, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let number = |amount: Option<Decimal>| amount.map(|it| it.normalize().to_string()).unwrap_or_default();
    for item in &sample.items {
        let (quantity, unit, note) =
            (item.quantity.amount().to_string(), item.quantity.unit.clone(), item.note.clone());
        match item.goods.clone() {
            Goods::Fabric(Fabric { kind, colour, yarn, weave, weight_gsm, width_cm, composition, finish }) => {
                let (gsm, width) = (number(weight_gsm), number(width_cm));
                fabrics.push([kind, colour, yarn, weave, gsm, width, composition, finish, quantity, unit, note]);
            }
            Goods::Trim(Trim { kind, spec, brand, colour }) => {
                trims.push([kind.key().to_owned(), spec, brand, colour, quantity, unit, note]);
            }
            Goods::Other { what } => others.push([what, quantity, unit, note]),
        }
    }
    let kinds = TrimKind::ALL.map(|kind| (kind.key().to_owned(), kind.name().get(frame.reader.lang).to_owned()));
    ItemsPage {
        link,
        name: sample.request.name.clone(),
        id: Uuid::now_v7().to_string(),
        version: 0,
        fabrics: with_more(fabrics),
        trims: with_more(trims),
        others: with_more(others),
        kinds: kinds.into(),
        faults: Faults::default(),
        frame,
    }
}

fn rows<const N: usize>(form: &Typed, of: &str, columns: [&str; N]) -> Vec<[String; N]> {
    let columns = columns.map(|column| form.all(&format!("{of}-{column}")));
    let count = columns.first().map_or(0, Vec::len).min(MOST);
    let row = |at: usize| columns.each_ref().map(|column| column.get(at).copied().unwrap_or_default().to_owned());
    with_more((0..count).map(row).collect())
}

fn with_more<const N: usize>(mut rows: Vec<[String; N]>) -> Vec<[String; N]> {
    let used = rows.iter().rposition(|row| !is_blank(row)).map_or(0, |place| place + 1);
    rows.truncate(used);
    rows.extend((0..MORE).map(|_| [const { String::new() }; N]));
    rows
}

fn is_blank<const N: usize>(row: &[String; N]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

impl ItemsPage {
    fn read(&mut self, reader: &Reader) -> Vec<Item> {
        let mut faults = Faults::default();
        let mut items = Vec::new();
        let mut add = |of: &str, at: usize, goods: Goods, [quantity, unit, note]: [&String; 3], faults: &mut Faults| {
            let read = typed::number(quantity).and_then(|amount| amount.ok_or(Message::new("sample-quantity-missing")));
            let exact = |amount| Quantity::exact(amount, unit.trim()).ok_or(Message::new("sample-quantity-unreadable"));
            match read.and_then(exact) {
                Ok(quantity) => {
                    items.push(Item { goods, quantity, material: None, note: note.clone(), looked_up: None });
                }
                Err(why) => faults.add(field(of, at), reader.say(&why)),
            }
        };
        for (at, row) in self.fabrics.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
            let [kind, colour, yarn, weave, gsm, width, composition, finish, quantity, unit, note] = row;
            let mut number = |typed: &str| match typed::number(typed) {
                Ok(amount) => amount,
                Err(why) => {
                    faults.add(field("fabric", at), reader.say(&why));
                    None
                }
            };
            let fabric = Fabric {
                kind: kind.clone(),
                colour: colour.clone(),
                yarn: yarn.clone(),
                weave: weave.clone(),
                weight_gsm: number(gsm),
                width_cm: number(width),
                composition: composition.clone(),
                finish: finish.clone(),
            };
            add("fabric", at, Goods::Fabric(fabric), [quantity, unit, note], &mut faults);
        }
        for (at, row) in self.trims.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
            let [kind, spec, brand, colour, quantity, unit, note] = row;
            let Some(kind) = TrimKind::of(kind) else {
                faults.add(field("trim", at), reader.t("sample-trim-kind-missing"));
                continue;
            };
            let trim = Trim { kind, spec: spec.clone(), brand: brand.clone(), colour: colour.clone() };
            add("trim", at, Goods::Trim(trim), [quantity, unit, note], &mut faults);
        }
        for (at, row) in self.others.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
            let [what, quantity, unit, note] = row;
            add("other", at, Goods::Other { what: what.clone() }, [quantity, unit, note], &mut faults);
        }
        self.faults = faults;
        items
    }

    fn is_kind(&self, row: &[String; 7], key: &str) -> bool {
        row[0] == key
    }

    fn is_quantity(&self, column: &str) -> bool {
        column == "quantity"
    }

    fn field(&self, of: &str, at: &usize) -> String {
        field(of, *at)
    }
}

/// What the faults of a row stand at.
fn field(of: &str, at: usize) -> String {
    format!("{of}-{at}")
}

fn answer(page: &ItemsPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
