//! Defects as they are counted on a phone: a row for each that is offered, and a few for those that the list lacks.

use yidan_domain::{
    Message, Text,
    quality::{Defect, DefectKey, DefectKind, DefectList, Report, aql::Class, sampling::class_name},
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

/// Rows for defects that are written by hand, at the least.
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
    defect: Option<(DefectKey, Text)>,
}

pub struct Group {
    pub name: String,
    pub rows: Vec<DefectRow>,
}

impl DefectRow {
    pub fn is_found(&self) -> bool {
        !matches!(self.count.trim(), "" | "0") || !self.photos.is_empty()
    }

    fn take(&mut self, form: &Typed) {
        let typed = |field: &str| form.get(&format!("{field}-{}", self.key)).trim().to_owned();
        let (count, note, class, name) = (typed("count"), typed("note"), typed("class"), typed("name"));
        (self.count, self.note) = (count, note);
        if CLASSES.iter().any(|known| class_key(*known) == class) {
            self.class = class;
        }
        if self.is_own {
            self.name = name;
        }
    }
}

pub struct Counted {
    pub groups: Vec<Group>,
    /// What an earlier report found and no row of the list stands for: it keeps its key and all its names.
    others: Vec<Defect>,
}

impl Counted {
    /// With what an earlier report found. Defects that are not offered any more keep their row where they were found, or
    /// where the form that is sent was shown with them.
    pub fn of(list: &DefectList, report: Option<&Report>, form: &Typed, reader: &Reader) -> Self {
        let mut found: Vec<&Defect> = report.iter().flat_map(|report| &report.defects).collect();
        let mut groups = Vec::new();
        for class in CLASSES {
            let kinds = list.0.iter().filter(|kind| kind.class == class);
            let row = |kind: &DefectKind| {
                let place = found.iter().position(|defect| defect.key.as_ref() == Some(&kind.key));
                let was = place.map(|place| found.remove(place));
                let shown = was.is_some() || !kind.archived || form.has(&format!("count-{}", kind.key));
                let name = was.map_or(&kind.name, |defect| &defect.name);
                shown.then(|| DefectRow {
                    defect: Some((kind.key.clone(), name.clone())),
                    ..filled(kind.key.0.clone(), name.get(reader.lang).to_owned(), class, was)
                })
            };
            let rows = kinds.filter_map(row).collect();
            groups.push(Group { name: class_name(class).get(reader.lang).to_owned(), rows });
        }
        let own = |place: usize| {
            let was = found.get(place - 1).copied();
            let name = was.map(|defect| defect.name.get(reader.lang).to_owned()).unwrap_or_default();
            let class = was.map_or(Class::Major, |defect| defect.class);
            DefectRow { is_own: true, ..filled(format!("own-{place}"), name, class, was) }
        };
        // One more than there are, to go on in; and those that were sent.
        let rows = OWN.max(found.len() + 1).max(form.names("count-own-").count());
        groups.push(Group { name: reader.t("quality-defects-own"), rows: (1..=rows).map(own).collect() });
        Self { groups, others: found.into_iter().cloned().collect() }
    }

    /// Shows again what was typed, photos included.
    pub async fn take(&mut self, app: &App, form: &Typed) -> Result<Vec<Vec<yidan_domain::order::FileRef>>, Failure> {
        let mut photos = Vec::new();
        for row in self.groups.iter_mut().flat_map(|group| &mut group.rows) {
            row.take(form);
            let files = form.files(app, &format!("photos-{}", row.key)).await?;
            row.photos = files.iter().map(|file| (typed::token(file), file.name.clone())).collect();
            photos.push(files);
        }
        Ok(photos)
    }

    /// Counts of defects that have no row: nothing that was counted is passed over in silence.
    fn unknown<'a>(&'a self, form: &'a Typed) -> impl Iterator<Item = &'a str> {
        let keys = form.filled("count-").filter_map(|field| field.strip_prefix("count-"));
        keys.filter(move |key| !self.groups.iter().flat_map(|group| &group.rows).any(|row| row.key == *key))
    }

    /// What was found, of each that was counted.
    pub fn read(
        &self,
        form: &Typed,
        photos: Vec<Vec<yidan_domain::order::FileRef>>,
        faults: &mut Faults,
        reader: &Reader,
    ) -> Vec<Defect> {
        for key in self.unknown(form) {
            let count = form.get(&format!("count-{key}"));
            let why = Message::new("quality-defect-unknown").with("key", key).with("count", count);
            faults.add("", reader.say(&why));
        }
        let mut others = self.others.clone();
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
                None => match others.iter().position(|defect| defect.name.get(reader.lang) == row.name) {
                    Some(place) => {
                        let was = others.remove(place);
                        (was.key, was.name)
                    }
                    None => (None, Text::same(&row.name)),
                },
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

#[cfg(test)]
mod tests {
    use yidan_domain::Lang;

    use super::*;

    fn reader() -> Reader {
        Reader { lang: Lang::Zh, zone: jiff::tz::TimeZone::UTC, now: jiff::Timestamp::UNIX_EPOCH }
    }

    fn defect(key: Option<&str>, zh: &str, en: &str, class: Class, count: u64) -> Defect {
        let (key, name) = (key.map(DefectKey::from), Text::new(zh, en));
        Defect { key, name, class, count, photos: Vec::new(), note: String::new() }
    }

    fn report(defects: Vec<Defect>) -> Report {
        let on = jiff::civil::date(2026, 11, 3);
        Report { on, inspected: 50, defects, again: None, note: String::new(), files: Vec::new() }
    }

    /// The form as it is shown, sent back with what `change` does to it.
    fn sent(counted: &Counted, change: &[(&str, &str)]) -> Typed {
        let rows = counted.groups.iter().flat_map(|group| &group.rows);
        let fields = rows.flat_map(|row| {
            let of = |field: &str, value: &str| (format!("{field}-{}", row.key), value.to_owned());
            [of("count", &row.count), of("class", &row.class), of("name", &row.name)]
        });
        let changed = |(name, value): (String, String)| {
            let other = change.iter().find(|(field, _)| *field == name).map(|(_, other)| (*other).to_owned());
            (name, other.unwrap_or(value))
        };
        fields.map(changed).collect()
    }

    /// What is read of it by the list as it stands then, and how often that is faulty.
    fn read(list: &DefectList, was: Option<&Report>, form: &Typed) -> (Vec<Defect>, bool) {
        let mut counted = Counted::of(list, was, form, &reader());
        let rows: Vec<_> = counted.groups.iter_mut().flat_map(|group| &mut group.rows).collect();
        let photos = rows.into_iter().map(|row| {
            row.take(form);
            Vec::new()
        });
        let (photos, mut faults) = (photos.collect(), Faults::default());
        let defects = counted.read(form, photos, &mut faults, &reader());
        (defects, faults.is_empty())
    }

    #[test]
    fn what_is_corrected_keeps_every_defect_with_its_key_and_names() {
        let list = DefectList::default();
        let mut all = vec![
            defect(Some("crack"), "裂口", "Split", Class::Major, 2),
            defect(Some("crack"), "裂纹", "Crack", Class::Minor, 1),
        ];
        all.extend((1..6).map(|at| defect(None, &format!("毛边{at}"), &format!("Frayed {at}"), Class::Minor, at)));
        let was = report(all.clone());
        let shown = Counted::of(&list, Some(&was), &Typed::default(), &reader());
        let (kept, fine) = read(&list, Some(&was), &sent(&shown, &[]));
        assert!(fine);
        assert_eq!(kept, all);
        let (renamed, _) = read(&list, Some(&was), &sent(&shown, &[("name-own-2", "起毛")]));
        assert_eq!(renamed[2], Defect { name: Text::same("起毛"), ..all[2].clone() });
    }

    #[test]
    fn what_was_archived_while_it_was_counted_still_counts() {
        let mut list = DefectList::default();
        let shown = Counted::of(&list, None, &Typed::default(), &reader());
        let form = sent(&shown, &[("count-crack", "5")]);
        list.0.iter_mut().for_each(|kind| kind.archived = true);
        let (kept, fine) = read(&list, None, &form);
        assert!(fine);
        assert_eq!(kept, [defect(Some("crack"), "裂纹", "Crack", Class::Major, 5)]);
        list.0.retain(|kind| kind.key.0 != "crack");
        assert_eq!(read(&list, None, &form), (Vec::new(), false), "refused, not passed over");
    }
}
