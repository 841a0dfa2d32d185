//! A deed becomes an event or a refusal.

use jiff::civil::Date;

use super::{
    Deed, Item, LONGEST_LINE, LONGEST_TEXT, LengthUnit, MOST_ITEMS, MOST_PICTURES, MOST_QUESTIONS, MOST_ROUNDS,
    MOST_VERSIONS, Mark, Name, ProcessSheet, Request, Sample, SampleEvent, SampleRefusal, SizeChart, Stock, Task,
    Version, at_most, needed, request::checked_pieces, sheet::DUE, text, words,
};
use crate::order::{
    days::{not_too_far, not_too_long_ago},
    decide::furthest,
};

const FROM: Name = ("客户联系人", "Customer's contact");

/// What `mark.by` tells of the sample happened on `mark.on`. There is no sample before it is ordered.
pub fn decide(sample: Option<&Sample>, deed: Deed, mark: Mark, today: Date) -> Result<SampleEvent, SampleRefusal> {
    if mark.on > today {
        return Err(SampleRefusal::DayInTheFuture { day: mark.on });
    }
    not_too_long_ago(&text(("日期", "Day")), mark.on, today).map_err(SampleRefusal::Day)?;
    let deed = match (sample, deed) {
        (None, Deed::Ordered { id, request }) => {
            let request = Box::new(request.checked(None)?);
            due_after(request.due, mark.on, today)?;
            Deed::Ordered { id, request }
        }
        (None, _) => return Err(SampleRefusal::NoSuchSample),
        (Some(sample), deed) => sample.checked(deed, mark, today)?,
    };
    Ok(SampleEvent { mark, deed })
}

impl Sample {
    fn checked(&self, deed: Deed, mark: Mark, today: Date) -> Result<Deed, SampleRefusal> {
        if let Some(dropped) = &self.dropped {
            return Err(SampleRefusal::Dropped { on: dropped.mark.on });
        }
        not_before(mark.on, self.ordered.on)?;
        Ok(match deed {
            Deed::Ordered { .. } => return Err(SampleRefusal::AlreadyOrdered),
            Deed::Amended { request } => Deed::Amended { request: Box::new(self.amended(*request, today)?) },
            Deed::Listed { items } => Deed::Listed { items: self.listed(items)? },
            Deed::LookedUp { line, stock } => Deed::LookedUp { line, stock: self.looked_up(line, stock, today)? },
            Deed::Asked { words } => {
                self.is_not_approved()?;
                at_most(self.questions.len() + 1, MOST_QUESTIONS, ("问题", "questions"))?;
                Deed::Asked { words: needed(&words, ("问题", "Question"), LONGEST_TEXT)? }
            }
            Deed::Answered { number, words, from } => self.answered(number, &words, &from, mark.on)?,
            Deed::SheetWritten { sheet } => {
                Deed::SheetWritten { sheet: Box::new(self.written(*sheet, mark.on, today)?) }
            }
            Deed::ChartDrawn { chart } => Deed::ChartDrawn { chart: Box::new(self.drawn(*chart, mark.on)?) },
            Deed::Begun { why, due } => self.begun(&why, due, mark.on, today)?,
            Deed::Done { stage } => Deed::Done { stage: self.checked_stage(stage, mark.on)? },
            Deed::Pictured { photos, note } => {
                if photos.is_empty() {
                    return Err(SampleRefusal::NoPicture);
                }
                at_most(self.pictures.len().saturating_add(photos.len()), MOST_PICTURES, ("照片", "pictures"))?;
                Deed::Pictured { photos, note: words(&note, ("备注", "Note"), LONGEST_TEXT)? }
            }
            Deed::Dropped { reason } => {
                self.is_not_approved()?;
                Deed::Dropped { reason: needed(&reason, ("取消原因", "Reason"), LONGEST_TEXT)? }
            }
        })
    }

    /// What the customer judges, or has approved, stays as it was sent.
    pub fn may_change(&self) -> Result<(), SampleRefusal> {
        self.is_not_approved()?;
        match self.open_round().and_then(|round| Some((round.number, round.sent()?.1.on))) {
            Some((round, on)) => Err(SampleRefusal::WithCustomer { round, on }),
            None => Ok(()),
        }
    }

    fn amended(&self, request: Request, today: Date) -> Result<Request, SampleRefusal> {
        self.may_change()?;
        let request = request.checked(self.chart())?;
        if request.due != self.request.due {
            due_after(request.due, self.ordered.on, today)?;
        }
        changed(request != self.request)?;
        Ok(request)
    }

    /// What was looked up is kept for goods that stay, each time for one line.
    fn listed(&self, items: Vec<Item>) -> Result<Vec<Item>, SampleRefusal> {
        self.may_change()?;
        at_most(items.len(), MOST_ITEMS, ("面辅料", "items"))?;
        let mut known: Vec<&Item> = self.items.iter().collect();
        let mut checked = Vec::with_capacity(items.len());
        for (item, line) in items.into_iter().zip(1..) {
            let item = item.checked(line)?;
            let place = known.iter().position(|known| known.asks_the_same(&item));
            let looked_up = place.and_then(|place| known.remove(place).looked_up.clone());
            checked.push(Item { looked_up, ..item });
        }
        changed(checked != self.items)?;
        Ok(checked)
    }

    fn looked_up(&self, line: usize, stock: Stock, today: Date) -> Result<Stock, SampleRefusal> {
        self.may_change()?;
        let item = line.checked_sub(1).and_then(|place| self.items.get(place));
        item.ok_or(SampleRefusal::NoSuchItem { line })?.checked_stock(stock, line, today)
    }

    fn answered(&self, number: usize, said: &str, from: &str, on: Date) -> Result<Deed, SampleRefusal> {
        self.is_not_approved()?;
        let question = number.checked_sub(1).and_then(|place| self.questions.get(place));
        let question = question.ok_or(SampleRefusal::NoSuchQuestion { number })?;
        if let Some(answer) = &question.answer {
            return Err(SampleRefusal::AlreadyAnswered { number, on: answer.mark.on });
        }
        not_before(on, question.asked.on)?;
        let words = needed(said, ("答复", "Answer"), LONGEST_TEXT)?;
        Ok(Deed::Answered { number, words, from: self::words(from, FROM, LONGEST_LINE)? })
    }

    fn written(&self, sheet: ProcessSheet, on: Date, today: Date) -> Result<ProcessSheet, SampleRefusal> {
        self.may_change()?;
        may_be_followed(&self.sheets, ("工艺单版本", "versions of the process sheet"), on)?;
        let sheet = sheet.checked()?;
        if self.sheet().is_none_or(|before| before.due != sheet.due) {
            due_after(sheet.due, self.ordered.on, today)?;
        }
        changed(self.sheet() != Some(&sheet))?;
        Ok(sheet)
    }

    fn drawn(&self, chart: SizeChart, on: Date) -> Result<SizeChart, SampleRefusal> {
        self.may_change()?;
        may_be_followed(&self.charts, ("尺寸表版本", "versions of the size chart"), on)?;
        let chart = chart.checked()?;
        if !chart.is_empty() {
            checked_pieces(self.request.pieces.clone(), Some(&chart))?;
        }
        if let Some(unit) = self.measured_in().filter(|unit| *unit != chart.unit && !chart.is_empty()) {
            return Err(SampleRefusal::MeasuredInUnit { unit });
        }
        let before = self.charts.last().map(|version| &version.content);
        changed(before != Some(&chart))?;
        Ok(chart)
    }

    /// The unit of what was measured in the open round.
    fn measured_in(&self) -> Option<LengthUnit> {
        let round = self.open_round().filter(|round| !round.measured().is_empty())?;
        self.chart_of(round).map(|chart| chart.unit)
    }

    fn begun(&self, why: &str, due: Option<Date>, on: Date, today: Date) -> Result<Deed, SampleRefusal> {
        self.may(Task::Begin)?;
        at_most(self.rounds.len() + 1, MOST_ROUNDS, ("轮次", "rounds"))?;
        if let Some(round) = self.rounds.last() {
            not_before(on, round.last_day())?;
        }
        due_after(due, on, today)?;
        let why = words(why, ("原因", "Reason"), LONGEST_TEXT)?;
        if why.is_empty() {
            self.is_not_approved()?;
            if let Some(missing) = self.missing_to_begin().into_iter().next() {
                return Err(SampleRefusal::Missing(missing));
            }
        }
        Ok(Deed::Begun { why, due })
    }
}

pub(super) fn not_before(day: Date, before: Date) -> Result<(), SampleRefusal> {
    if day < before { Err(SampleRefusal::DayBefore { day, before }) } else { Ok(()) }
}

fn due_after(due: Option<Date>, before: Date, today: Date) -> Result<(), SampleRefusal> {
    let Some(due) = due else { return Ok(()) };
    if due < before {
        return Err(SampleRefusal::DueBefore { due, before });
    }
    not_too_far(&text(DUE), due, furthest(today)).map_err(SampleRefusal::Day)
}

fn changed(is_changed: bool) -> Result<(), SampleRefusal> {
    if is_changed { Ok(()) } else { Err(SampleRefusal::NothingChanged) }
}

fn may_be_followed<T>(versions: &[Version<T>], what: Name, on: Date) -> Result<(), SampleRefusal> {
    at_most(versions.len() + 1, MOST_VERSIONS, what)?;
    versions.last().map_or(Ok(()), |last| not_before(on, last.mark.on))
}
