//! Defects as they are counted on a phone: a row for each that is offered, and a few for those that the list lacks.

use yidan_domain::{
    Message, Text,
    quality::{Defect, DefectList, Report, aql::Class, sampling::class_name},
};

use super::{
    Failure,
    arranged::whole,
    view::{CLASSES, class_key},
};
use crate::{
    app::App,
    page::Faults,
    texts::Reader,
    web::orders::typed::{self, Typed},
};

/// Rows for defects that are written by hand.
const OWN: usize = 3;

pub struct DefectRow {
    pub key: String,
    /// Written by hand where it is not of the list.
    pub name: String,
    pub is_own: bool,
    pub class: String,
    pub count: String,
    pub note: String,
    /// Photos that came with an earlier sending, by their tokens.
    pub photos: Vec<(String, String)>,
    defect: Option<(yidan_domain::quality::DefectKey, Text)>,
}

pub struct Group {
    pub name: String,
    pub rows: Vec<DefectRow>,
}

impl DefectRow {
    pub fn is_found(&self) -> bool {
        !matches!(self.count.trim(), "" | "0") || !self.photos.is_empty()
    }
}

pub struct Counted {
    pub groups: Vec<Group>,
}

impl Counted {
    /// With what an earlier report found. Defects that are not offered any more keep their row.
    pub fn of(list: &DefectList, report: Option<&Report>, reader: &Reader) -> Self {
        let mut found: Vec<&Defect> = report.iter().flat_map(|report| &report.defects).collect();
        let mut take = |is: &dyn Fn(&Defect) -> bool| {
            let place = found.iter().position(|defect| is(defect))?;
            Some(found.remove(place))
        };
        let mut groups = Vec::new();
        for class in CLASSES {
            let kinds = list.0.iter().filter(|kind| kind.class == class);
            let row = |kind: &yidan_domain::quality::DefectKind| {
                let was = take(&|defect: &Defect| defect.key.as_ref() == Some(&kind.key));
                let shown = was.is_some() || !kind.archived;
                shown.then(|| DefectRow {
                    defect: Some((kind.key.clone(), kind.name.clone())),
                    ..filled(kind.key.0.clone(), kind.name.get(reader.lang).to_owned(), class, was)
                })
            };
            let rows = kinds.filter_map(row).collect();
            groups.push(Group { name: class_name(class).get(reader.lang).to_owned(), rows });
        }
        let own = |place: usize| {
            let was = take(&|_: &Defect| true);
            let name = was.map(|defect| defect.name.get(reader.lang).to_owned()).unwrap_or_default();
            let class = was.map_or(Class::Major, |defect| defect.class);
            DefectRow { is_own: true, ..filled(format!("own-{place}"), name, class, was) }
        };
        groups.push(Group { name: reader.t("quality-defects-own"), rows: (1..=OWN).map(own).collect() });
        Self { groups }
    }

    /// Shows again what was typed, photos included.
    pub async fn take(&mut self, app: &App, form: &Typed) -> Result<Vec<Vec<yidan_domain::order::FileRef>>, Failure> {
        let mut photos = Vec::new();
        for row in self.groups.iter_mut().flat_map(|group| &mut group.rows) {
            let typed = |field: &str| form.get(&format!("{field}-{}", row.key)).trim().to_owned();
            (row.count, row.note) = (typed("count"), typed("note"));
            if CLASSES.iter().any(|class| class_key(*class) == typed("class")) {
                row.class = typed("class");
            }
            if row.is_own {
                row.name = typed("name");
            }
            let files = form.files(app, &format!("photos-{}", row.key)).await?;
            row.photos = files.iter().map(|file| (typed::token(file), file.name.clone())).collect();
            photos.push(files);
        }
        Ok(photos)
    }

    /// What was found, of each that was counted.
    pub fn read(
        &self,
        photos: Vec<Vec<yidan_domain::order::FileRef>>,
        faults: &mut Faults,
        reader: &Reader,
    ) -> Vec<Defect> {
        let rows = self.groups.iter().flat_map(|group| &group.rows);
        let mut defects = Vec::new();
        for (row, photos) in rows.zip(photos) {
            let field = format!("count-{}", row.key);
            let count = match whole(if row.count.is_empty() { "0" } else { &row.count }) {
                Ok(count) => count,
                Err(why) => {
                    faults.add(field, reader.say(&why));
                    continue;
                }
            };
            if count == 0 {
                // A photo or a name without a count would be lost in silence.
                if !photos.is_empty() || (row.is_own && !row.name.is_empty()) {
                    faults.add(field, reader.say(&Message::new("quality-count-missing")));
                }
                continue;
            }
            let (key, name) = match &row.defect {
                Some((key, name)) => (Some(key.clone()), name.clone()),
                None => (None, Text::same(&row.name)),
            };
            let class = CLASSES.into_iter().find(|class| class_key(*class) == row.class).unwrap_or(Class::Major);
            defects.push(Defect { key, name, class, count, photos, note: row.note.clone() });
        }
        defects
    }
}

fn filled(key: String, name: String, class: Class, was: Option<&Defect>) -> DefectRow {
    DefectRow {
        key,
        name,
        is_own: false,
        class: class_key(was.map_or(class, |defect| defect.class)).to_owned(),
        count: was.map(|defect| defect.count.to_string()).unwrap_or_default(),
        note: was.map(|defect| defect.note.clone()).unwrap_or_default(),
        photos: was
            .iter()
            .flat_map(|defect| &defect.photos)
            .map(|file| (typed::token(file), file.name.clone()))
            .collect(),
        defect: None,
    }
}
