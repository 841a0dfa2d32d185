//! What a stage of a round is taken with.

use jiff::civil::Date;

use super::{
    Again, Check, Delivery, Judgement, LONGEST_LINE, LONGEST_TEXT, MOST_STAGES, Name, Round, Sample, SampleRefusal,
    Sending, Stage, Task, Verdict, at_most, decide::not_before, needed, request::checked_pieces, sheet::WASH, words,
};
use crate::Text;

const WRONG: Name = ("哪里不合格", "What is wrong");

impl Sample {
    pub(super) fn checked_stage(&self, stage: Stage, on: Date) -> Result<Stage, SampleRefusal> {
        let task = stage.task();
        self.may(task)?;
        let round = self.open_round().ok_or(SampleRefusal::NotNow { task, now: Task::Begin })?;
        not_before(on, round.last_day())?;
        if !matches!(task, Task::Send | Task::Hear) {
            at_most(round.done.len() + 1, MOST_STAGES, ("本轮记录", "entries of this round"))?;
        }
        Ok(match stage {
            Stage::Made { note } => Stage::Made { note: words(&note, ("备注", "Note"), LONGEST_TEXT)? },
            Stage::Washed { how } => {
                let asked = self.sheet_of(round).map_or("", |sheet| &sheet.wash);
                let how = if how.trim().is_empty() { asked } else { &how };
                Stage::Washed { how: needed(how, WASH, LONGEST_TEXT)? }
            }
            Stage::Checked { check } => Stage::Checked { check: self.checked_check(check, round)? },
            Stage::Finished => Stage::Finished,
            Stage::Measured { measurements } => {
                let chart = self.chart_of(round).ok_or(SampleRefusal::NoChart)?;
                Stage::Measured { measurements: chart.checked_measurements(measurements)? }
            }
            Stage::Sent(sending) => Stage::Sent(self.checked_sending(sending, round)?),
            Stage::Judged(judgement) => Stage::Judged(judgement.checked()?),
        })
    }

    /// A check passes once all is done that comes before it; it may fail at any time.
    fn checked_check(&self, check: Check, round: &Round) -> Result<Check, SampleRefusal> {
        match check {
            Check::Passed => match self.task_of(round) {
                Task::Check => Ok(Check::Passed),
                now => Err(SampleRefusal::NotNow { task: Task::Check, now }),
            },
            Check::Failed { again: Again::ReWash, .. } if !round.is_washed() => Err(SampleRefusal::NothingWashed),
            Check::Failed { again, wrong } => Ok(Check::Failed { again, wrong: needed(&wrong, WRONG, LONGEST_TEXT)? }),
        }
    }

    fn checked_sending(&self, sending: Sending, round: &Round) -> Result<Sending, SampleRefusal> {
        let delivery = sending.delivery.checked()?;
        let chart = self.chart_of(round);
        let pieces = checked_pieces(sending.pieces, chart)?;
        let why = words(&sending.why, ("说明", "Why"), LONGEST_TEXT)?;
        if let Some(chart) = chart {
            let measured = round.measured();
            let sizes = || pieces.iter().map(|pieces| pieces.size.as_str());
            if let Some(missing) = chart.unmeasured(sizes(), &measured).into_iter().next() {
                return Err(SampleRefusal::Missing(missing));
            }
            let deviations = chart.deviations(&measured).into_iter();
            let outside = deviations.filter(|deviation| sizes().any(|size| size == deviation.size));
            let points: Vec<Text> = outside.map(|deviation| Text::same(deviation.to_string())).collect();
            if !points.is_empty() && why.is_empty() {
                return Err(SampleRefusal::OutsideUnexplained { points });
            }
        }
        Ok(Sending { delivery, pieces, why })
    }
}

impl Delivery {
    fn checked(self) -> Result<Self, SampleRefusal> {
        match self {
            Delivery::Courier { courier, number } => {
                let courier = needed(&courier, ("快递公司", "Courier"), LONGEST_LINE)?;
                let number = words(&number, ("快递单号", "Tracking number"), LONGEST_LINE)?;
                if number.is_empty() {
                    return Err(SampleRefusal::CourierNumberMissing { courier });
                }
                Ok(Delivery::Courier { courier, number })
            }
            Delivery::ByHand { to } => {
                Ok(Delivery::ByHand { to: words(&to, ("收样人", "Handed to"), LONGEST_LINE)? })
            }
        }
    }
}

impl Judgement {
    /// Whoever does not simply approve says what is to be otherwise.
    fn checked(self) -> Result<Self, SampleRefusal> {
        let comments = words(&self.comments, ("客人意见", "Comments"), LONGEST_TEXT)?;
        if comments.is_empty() && self.verdict != Verdict::Approved {
            return Err(SampleRefusal::CommentsMissing { verdict: self.verdict.name() });
        }
        let from = words(&self.from, ("客户联系人", "Customer's contact"), LONGEST_LINE)?;
        Ok(Self { verdict: self.verdict, comments, from })
    }
}
