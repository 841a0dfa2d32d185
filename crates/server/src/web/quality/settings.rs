//! What the company sets about inspections: how long ahead they are booked, how long mending takes, and the defects to choose from.

use askama::Template;
use axum::http::StatusCode;
use yidan_domain::{
    Message, Text,
    quality::{DefectKey, DefectKind, DefectList, LeadTimes, aql::Class, sampling::class_name},
};
use yidan_store::{
    Tx,
    inspections::{self, Settings},
};

use super::{
    Answer, Screen,
    arranged::whole,
    view::{CLASSES, class_key},
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::{deed::refuse, orders::typed::Typed},
};

/// Empty rows below the list.
const MORE: usize = 3;

#[derive(Template)]
#[template(path = "quality/settings.html")]
struct SettingsPage {
    frame: Frame,
    own: String,
    customer: String,
    third_party: String,
    mend: String,
    reduces: bool,
    rows: Vec<KindRow>,
    classes: Vec<(&'static str, String)>,
    faults: Faults,
}

#[derive(Clone)]
struct KindRow {
    key: String,
    zh: String,
    en: String,
    class: String,
    archived: bool,
    is_new: bool,
}

pub async fn show(screen: Screen) -> Answer {
    screen.must_manage()?;
    let settings = screen.app.store.read(inspections::settings).await?;
    let page = page(&screen, &settings);
    Ok(html_with(StatusCode::OK, &page.frame, &page))
}

pub async fn change(screen: Screen, form: Typed) -> Answer {
    screen.must_manage()?;
    let mut page = page(&screen, &screen.app.store.read(inspections::settings).await?);
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut faults = Faults::default();
    let mut days = |field: &str, typed: &str| {
        let read =
            whole(typed).and_then(|days| u32::try_from(days).map_err(|_| Message::new("quality-number-unreadable")));
        read.map_err(|why| faults.add(field, reader.say(&why))).ok()
    };
    let typed = [&page.own, &page.customer, &page.third_party, &page.mend];
    let lead = ["own", "customer", "third_party", "mend"].into_iter().zip(typed);
    let lead: Vec<_> = lead.map(|(field, typed)| days(field, typed)).collect();
    page.faults = faults;
    let [Some(own_days), Some(customer_days), Some(third_party_days), Some(mend_days)] = lead[..] else {
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page));
    };
    let kinds = page.rows.iter().filter(|row| !row.is_blank()).map(KindRow::read).collect();
    let settings = Settings {
        lead: LeadTimes { own_days, customer_days, third_party_days, mend_days },
        defects: DefectList(kinds),
        reduces: page.reduces,
    };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| inspections::put_settings(tx, &actor, settings.clone());
    match screen.app.store.write(work).await {
        Ok(_) => Ok(screen.redirect("/quality/settings", &Message::new("quality-settings-kept"))),
        Err(error) => {
            let status =
                refuse(&screen, error, &[("inspection-lead", "own"), ("inspection-mend", "mend")], &mut page.faults)?;
            Ok(html_with(status, &page.frame, &page))
        }
    }
}

fn page(screen: &Screen, settings: &Settings) -> SettingsPage {
    let frame = screen.frame().titled("quality-settings").at(Nav::Quality);
    let row = |kind: &DefectKind| KindRow {
        key: kind.key.0.clone(),
        zh: kind.name.zh.clone(),
        en: kind.name.en.clone(),
        class: class_key(kind.class).into(),
        archived: kind.archived,
        is_new: false,
    };
    let lead = &settings.lead;
    SettingsPage {
        own: lead.own_days.to_string(),
        customer: lead.customer_days.to_string(),
        third_party: lead.third_party_days.to_string(),
        mend: lead.mend_days.to_string(),
        reduces: settings.reduces,
        rows: settings.defects.0.iter().map(row).chain((0..MORE).map(|_| KindRow::blank())).collect(),
        classes: CLASSES.map(|class| (class_key(class), class_name(class).get(frame.reader.lang).to_owned())).into(),
        faults: Faults::default(),
        frame,
    }
}

impl SettingsPage {
    fn take(&mut self, form: &Typed) {
        let typed = |field: &str| form.get(field).trim().to_owned();
        (self.own, self.customer) = (typed("own"), typed("customer"));
        (self.third_party, self.mend) = (typed("third_party"), typed("mend"));
        self.reduces = !form.get("reduces").is_empty();
        let [keys, zh, en, classes] = ["key", "zh", "en", "class"].map(|name| form.all(name));
        let archived = form.all("archived");
        let known: Vec<String> = self.rows.iter().filter(|row| !row.is_new).map(|row| row.key.clone()).collect();
        let at = |column: &[&str], place: usize| column.get(place).copied().unwrap_or_default().trim().to_owned();
        let row = |place: usize| {
            let key = at(&keys, place);
            KindRow {
                is_new: !known.contains(&key),
                archived: archived.contains(&place.to_string().as_str()),
                zh: at(&zh, place),
                en: at(&en, place),
                class: at(&classes, place),
                key,
            }
        };
        self.rows = (0..keys.len().min(yidan_domain::quality::defects::MOST_KINDS + 1)).map(row).collect();
    }
}

impl KindRow {
    fn blank() -> Self {
        Self {
            key: String::new(),
            zh: String::new(),
            en: String::new(),
            class: "major".into(),
            archived: false,
            is_new: true,
        }
    }

    fn is_blank(&self) -> bool {
        self.key.is_empty() && self.zh.is_empty() && self.en.is_empty()
    }

    fn read(&self) -> DefectKind {
        DefectKind {
            key: DefectKey(self.key.clone()),
            name: Text::new(&self.zh, &self.en),
            class: CLASSES.into_iter().find(|class| class_key(*class) == self.class).unwrap_or(Class::Major),
            archived: self.archived,
        }
    }
}
