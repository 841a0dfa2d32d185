//! Folding events into a sample. The same code serves a deed that was just taken and the replay of all; it cannot fail.

use super::{Answer, Deed, Dropped, LookedUp, Mark, Picture, Question, Round, Sample, SampleEvent, Version};
use crate::order::FileRef;

/// The sample that its events tell, or `None` when they don't begin with its order.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a SampleEvent>) -> Option<Sample> {
    let mut events = events.into_iter();
    let mut sample = Sample::ordered(events.next()?)?;
    for event in events {
        sample.apply(event);
    }
    Some(sample)
}

impl Sample {
    /// The sample as its first event tells it.
    pub fn ordered(first: &SampleEvent) -> Option<Sample> {
        let Deed::Ordered { id, request } = &first.deed else {
            return None;
        };
        Some(Sample {
            id: *id,
            ordered: first.mark,
            request: (**request).clone(),
            items: Vec::new(),
            questions: Vec::new(),
            sheets: Vec::new(),
            charts: Vec::new(),
            rounds: Vec::new(),
            pictures: Vec::new(),
            dropped: None,
        })
    }

    pub fn apply(&mut self, event: &SampleEvent) {
        let mark = event.mark;
        match &event.deed {
            // A sample is ordered once.
            Deed::Ordered { .. } => {}
            Deed::Amended { request } => self.request = (**request).clone(),
            Deed::Listed { items } => self.items = items.clone(),
            Deed::LookedUp { line, stock } => {
                if let Some(item) = line.checked_sub(1).and_then(|place| self.items.get_mut(place)) {
                    item.looked_up = Some(LookedUp { stock: stock.clone(), mark });
                }
            }
            Deed::Asked { words } => {
                self.questions.push(Question { words: words.clone(), asked: mark, answer: None });
            }
            Deed::Answered { number, words, from } => {
                if let Some(question) = number.checked_sub(1).and_then(|place| self.questions.get_mut(place)) {
                    question.answer = Some(Answer { words: words.clone(), from: from.clone(), mark });
                }
            }
            Deed::SheetWritten { sheet } => {
                keep(&mut self.sheets, (**sheet).clone(), mark, self.rounds.is_empty());
                self.note_versions();
            }
            Deed::ChartDrawn { chart } => {
                keep(&mut self.charts, (**chart).clone(), mark, self.rounds.is_empty());
                self.note_versions();
            }
            Deed::Begun { why, due } => {
                // The day of one round is none for the next.
                if due.is_some() || !self.rounds.is_empty() {
                    self.request.due = *due;
                }
                let (number, why) = (number(self.rounds.len()).saturating_add(1), why.clone());
                self.rounds.push(Round { number, begun: mark, why, sheet: 0, chart: 0, done: Vec::new() });
                self.note_versions();
            }
            Deed::Done { stage } => {
                if let Some(round) = self.rounds.last_mut() {
                    round.done.push(super::Done { stage: stage.clone(), mark });
                }
            }
            Deed::Pictured { photos, note } => {
                let round = number(self.rounds.len());
                let picture = |file: &FileRef| Picture { file: file.clone(), round, note: note.clone(), mark };
                self.pictures.extend(photos.iter().map(picture));
            }
            Deed::Dropped { reason } => self.dropped = Some(Dropped { mark, reason: reason.clone() }),
        }
    }

    /// A round goes by what is written until it is sent.
    fn note_versions(&mut self) {
        let (sheet, chart) = (number(self.sheets.len()), number(self.charts.len()));
        if let Some(round) = self.rounds.last_mut().filter(|round| round.sent().is_none()) {
            (round.sheet, round.chart) = (sheet, chart);
        }
    }
}

fn keep<T>(versions: &mut Vec<Version<T>>, content: T, mark: Mark, replaces: bool) {
    if replaces {
        versions.clear();
    }
    versions.push(Version { content, mark });
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
