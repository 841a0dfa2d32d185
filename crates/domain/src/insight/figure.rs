//! Figures by name: every number on the screen has a key, by which the orders behind it can be asked for (`behind`).

use crate::StepKey;

/// A figure that has orders behind it. Those about steps are of all the steps asked about, or of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Figure {
    Received,
    Delivered,
    OnTime,
    Late,
    /// Delivered, and no day was promised.
    Undated,
    Done,
    /// Of steps: finished in the span.
    Finished,
    Untimely,
    BeyondStandard,
    Returned,
    /// Finished without a start of its own, and with one: how long it waited and was worked on is known.
    WithoutStart,
    WithStart,
    /// Of steps: in hand now.
    InHand,
    Waiting,
    Held,
    Started,
    Overdue,
    /// Delivery waited for the step longer than it is allowed to take; of these those delivered late; and all that waited.
    Bottleneck,
    BottleneckLate,
    WaitedFor,
    /// On the process map.
    OnMap,
    Conforming,
    Deviating,
    Skipped,
    Reopened,
    OutOfOrder,
    Cancelled,
    FellAway,
    /// The step was the last finished one of a cancelled order.
    LeftAfter,
    /// An edge: the step (without one: the moment the order came in) was the last before another.
    Next,
}

/// A figure, of one step where it is named; on the process map of one version, and of an edge with its other end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub figure: Figure,
    pub step: Option<StepKey>,
    pub version: Option<u32>,
    /// The end of an edge: a step, or `None` for the end of the order.
    pub then: Option<StepKey>,
}

const KEYS: [(Figure, &str); 30] = [
    (Figure::Received, "received"),
    (Figure::Delivered, "delivered"),
    (Figure::OnTime, "on-time"),
    (Figure::Late, "late"),
    (Figure::Undated, "undated"),
    (Figure::Done, "done"),
    (Figure::Finished, "finished"),
    (Figure::Untimely, "untimely"),
    (Figure::BeyondStandard, "beyond-standard"),
    (Figure::Returned, "returned"),
    (Figure::WithoutStart, "without-start"),
    (Figure::WithStart, "with-start"),
    (Figure::InHand, "in-hand"),
    (Figure::Waiting, "waiting"),
    (Figure::Held, "held"),
    (Figure::Started, "started"),
    (Figure::Overdue, "overdue"),
    (Figure::Bottleneck, "bottleneck"),
    (Figure::BottleneckLate, "bottleneck-late"),
    (Figure::WaitedFor, "waited-for"),
    (Figure::OnMap, "on-map"),
    (Figure::Conforming, "conforming"),
    (Figure::Deviating, "deviating"),
    (Figure::Skipped, "skipped"),
    (Figure::Reopened, "reopened"),
    (Figure::OutOfOrder, "out-of-order"),
    (Figure::Cancelled, "cancelled"),
    (Figure::FellAway, "fell-away"),
    (Figure::LeftAfter, "left-after"),
    (Figure::Next, "next"),
];

impl Figure {
    pub fn all() -> impl Iterator<Item = Figure> {
        KEYS.into_iter().map(|(figure, _)| figure)
    }

    pub fn key(self) -> &'static str {
        KEYS.iter().find(|(figure, _)| *figure == self).map_or("", |(_, key)| key)
    }

    pub fn of_key(key: &str) -> Option<Self> {
        KEYS.iter().find(|(_, known)| *known == key).map(|(figure, _)| *figure)
    }
}

impl Figure {
    pub fn is_of_orders(self) -> bool {
        use Figure::*;
        matches!(self, Received | Delivered | OnTime | Late | Undated | Done)
    }

    pub fn is_of_steps(self) -> bool {
        use Figure::*;
        matches!(self, Finished | Untimely | BeyondStandard | Returned | WithoutStart | WithStart)
            || matches!(self, InHand | Waiting | Held | Started | Overdue)
    }

    /// Of what deliveries waited for.
    pub fn is_of_bottlenecks(self) -> bool {
        matches!(self, Figure::Bottleneck | Figure::BottleneckLate | Figure::WaitedFor)
    }

    /// Of orders delivered or cancelled, held against one version of their process.
    pub fn is_on_map(self) -> bool {
        !self.is_of_orders() && !self.is_of_steps() && !self.is_of_bottlenecks()
    }
}

impl Asked {
    pub fn of(figure: Figure) -> Self {
        Self { figure, step: None, version: None, then: None }
    }

    pub fn on(figure: Figure, step: &StepKey) -> Self {
        Self { step: Some(step.clone()), ..Self::of(figure) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_named_by_keys() {
        for figure in Figure::all() {
            assert_eq!(Figure::of_key(figure.key()), Some(figure));
        }
        assert_eq!(Figure::of_key("profit"), None);
    }
}
