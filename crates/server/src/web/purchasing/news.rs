//! What is told of a purchase: the supplier confirms a day, goods come, some go back, no more comes; and what was wrong of it is
//! taken back.

use axum::{extract::Path, http::StatusCode};
use yidan_domain::{Currency, Message, PurchaseId, StockEntryId, material::Price, material::purchase::Arrival};
use yidan_store::{
    Error, Tx,
    materials::{self, News, Told},
};

use super::{
    super::{
        deed::{DeedPage, Reading},
        materials::{company_currency, quantity, quantity_if},
        orders::{fields::Kind, typed, typed::Typed},
    },
    Answer, Failure, Screen, link,
    purchase::{self, Loaded, words},
    view::amount,
};
use crate::page::Nav;

const FIELDS: [(&str, &str); 10] = [
    ("refusal-day", "day"),
    ("purchase-before", "day"),
    ("purchase-expected", "expected"),
    ("purchase-more-rejected", "rejected"),
    ("purchase-over", "accept_over"),
    ("purchase-reason", "reason"),
    ("material-price", "price"),
    ("material-quantity", "quantity"),
    ("stock-reason", "note"),
    ("purchase-", "quantity"),
];

pub async fn ask(screen: Screen, Path((id, deed)): Path<(PurchaseId, String)>) -> Answer {
    Ok(page(&screen, id, &deed).await?.1.answer(StatusCode::OK))
}

pub async fn tell(screen: Screen, Path((id, deed)): Path<(PurchaseId, String)>, form: Typed) -> Answer {
    let (loaded, mut page) = page(&screen, id, &deed).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let news = read(&deed, currency(&screen, &loaded), &mut reading);
    let day = reading.day("day");
    let (Some(news), Some(day)) = (news, day) else { return page.faulty(reading.faults) };
    let told = Told { id: StockEntryId(page.id), day, note: form.get("note").to_owned() };
    keep(screen, page, id, news, told).await
}

async fn keep(screen: Screen, page: DeedPage, id: PurchaseId, news: News, told: Told) -> Answer {
    let actor = screen.actor();
    let work = move |tx: &mut Tx| materials::tell(tx, &actor, id, news.clone(), told.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("purchase-told"), move |()| link(id), work).await
}

/// The form of a deed, for those who may do it.
async fn page(screen: &Screen, id: PurchaseId, deed: &str) -> Result<(Loaded, DeedPage), Failure> {
    let (title, is_allowed) = match deed {
        "confirm" => ("purchase-confirm", screen.viewer.buys()),
        "arrive" => ("purchase-arrive", screen.viewer.receives()),
        "send-back" => ("purchase-send-back", screen.viewer.receives()),
        "close" => ("purchase-close", screen.viewer.buys()),
        _ => return Err(Error::NotFound("page").into()),
    };
    if !is_allowed {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let loaded = purchase::load(screen, id).await?;
    let mut page = deed_page(screen, &loaded, title, format!("{}/{deed}", link(id)));
    let (unit, progress) = (loaded.unit.clone(), &loaded.kept.progress);
    let day = page.field("day", "purchase-day", Kind::Date).required().value(screen.today().to_string());
    let note = page.field("note", "purchase-note", Kind::Area);
    let number = |page: &DeedPage, name: &str, key: &str| page.field(name, key, Kind::Number(unit.clone()));
    page.fields = match deed {
        "confirm" => {
            let expected = page.field("expected", "purchase-expected", Kind::Date).required();
            let known = progress.expected.or(loaded.kept.purchase.wanted_on).map(|day| day.to_string());
            vec![expected.value(known.unwrap_or_default()), day, note]
        }
        "arrive" => {
            let outstanding = amount(progress.outstanding, "").amount().to_string();
            let quantity = number(&page, "quantity", "purchase-arrived-quantity").required().value(outstanding);
            let rejected = number(&page, "rejected", "purchase-rejected-quantity");
            let mut fields = vec![quantity, rejected.hint(page.frame.t("purchase-rejected-hint")), day];
            if screen.viewer.sees_costs() {
                let price = page.field("price", "purchase-billed", Kind::Number(per_unit(screen, &loaded)));
                fields.push(price.hint(page.frame.t("purchase-billed-hint")));
            }
            if screen.viewer.buys() {
                let choice = ["no", "yes"].map(|key| (key.to_owned(), page.frame.t(key))).to_vec();
                let over = page.field("accept_over", "purchase-accept-over", Kind::Segments(choice)).value("no");
                fields.push(over.hint(page.frame.t("purchase-accept-over-hint")));
            }
            fields.push(note);
            fields
        }
        "send-back" => vec![number(&page, "quantity", "purchase-back-quantity").required(), day, note],
        _ => {
            page.is_danger = true;
            let reason = page.field("reason", "purchase-reason", Kind::Area).required();
            vec![reason.hint(page.frame.t("purchase-close-hint")), day]
        }
    };
    Ok((loaded, page))
}

fn read(deed: &str, currency: Currency, reading: &mut Reading) -> Option<News> {
    match deed {
        "confirm" => Some(News::Confirmed { expected: reading.day("expected")? }),
        "arrive" => {
            let (arrived, rejected) = (quantity(reading, "quantity"), quantity_if(reading, "rejected"));
            let price = typed::number(reading.typed.get("price"));
            let price = reading.take("price", price)?;
            Some(News::Arrived(Arrival {
                quantity: arrived?,
                rejected: rejected?,
                price: price.map(|per_unit| Price { per_unit, currency }),
                accept_over: reading.typed.get("accept_over") == "yes",
            }))
        }
        "send-back" => Some(News::SentBack { quantity: quantity(reading, "quantity")? }),
        _ => Some(News::Closed { reason: reading.typed.get("reason").to_owned() }),
    }
}

/// In which its prices are typed: that of the price that is known, else the company's.
fn currency(screen: &Screen, loaded: &Loaded) -> Currency {
    let purchase = &loaded.kept.purchase;
    let known = purchase.price.or(purchase.estimate).map(|price| price.currency);
    known.unwrap_or_else(|| company_currency(screen))
}

/// `CNY / m`, as a price is typed.
pub fn per_unit(screen: &Screen, loaded: &Loaded) -> String {
    format!("{} / {}", currency(screen, loaded), loaded.unit)
}

pub fn deed_page(screen: &Screen, loaded: &Loaded, title: &str, action: String) -> DeedPage {
    let purchase = &loaded.kept.purchase;
    let back = (link(purchase.id), purchase.number.clone());
    let lang = screen.lang();
    let material = loaded.among.materials.get(&purchase.material);
    let material = material.map(|it| format!("{} {}", it.code, it.name.get(lang))).unwrap_or_default();
    let supplier = loaded.among.suppliers.get(&purchase.supplier).map(|it| it.name.clone()).unwrap_or_default();
    DeedPage::at(screen, Nav::Purchasing, title, back, action)
        .fact("purchase-supplier", supplier)
        .fact("purchase-material", material)
        .fact("purchase-quantity", amount(purchase.quantity, &loaded.unit))
        .fact("purchase-outstanding", amount(loaded.kept.progress.outstanding, &loaded.unit))
}

pub async fn ask_reverse(screen: Screen, Path((id, seq)): Path<(PurchaseId, u32)>) -> Answer {
    Ok(reverse_page(&screen, id, seq).await?.answer(StatusCode::OK))
}

pub async fn reverse(screen: Screen, Path((id, seq)): Path<(PurchaseId, u32)>, form: Typed) -> Answer {
    let mut page = reverse_page(&screen, id, seq).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let Some(day) = reading.day("day") else { return page.faulty(reading.faults) };
    let told = Told { id: StockEntryId(page.id), day, note: form.get("note").to_owned() };
    keep(screen, page, id, News::Reversed { seq }, told).await
}

async fn reverse_page(screen: &Screen, id: PurchaseId, seq: u32) -> Result<DeedPage, Failure> {
    let loaded = purchase::load(screen, id).await?;
    let wrong = loaded.events.iter().find(|event| event.seq == seq).ok_or(Error::NotFound("entry"))?;
    if !materials::may_take_back_news(&screen.viewer, &wrong.kind) {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let page = deed_page(screen, &loaded, "purchase-reverse", format!("{}/events/{seq}/reverse", link(id)));
    let reader = &page.frame.reader;
    let said = [vec![wrong.kind.name().get(reader.lang).to_owned()], words(&wrong.kind, &loaded.unit, reader)].concat();
    let mut page = page.fact("purchase-event", said.join(" · "));
    let day = page.field("day", "purchase-counts-from", Kind::Date).required().value(wrong.day.to_string());
    let note = page.field("note", "purchase-reason", Kind::Area).required();
    page.fields = vec![day, note];
    page.is_danger = true;
    Ok(page)
}
