//! What may be done with an inspection now, whoever does it: the guards of `decide`, asked before anything is typed.

use super::{
    Inspection, State,
    decide::{booked, inspected, not_begun, not_inspected},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offers {
    pub change: bool,
    pub book: bool,
    /// To another day, and to tell of it.
    pub reschedule: bool,
    pub cancel: bool,
    pub start: bool,
    pub record: bool,
    pub correct: bool,
    /// To let it go all the same, or to inspect it again: it did not pass.
    pub settle: bool,
}

/// `of_order`: all inspections of the same order.
pub fn offers(inspection: &Inspection, of_order: &[Inspection]) -> Offers {
    let state = &inspection.state;
    if inspection.is_cancelled() {
        return Offers::default();
    }
    let (may_begin, has_no_result) = (not_begun(state).is_ok(), not_inspected(state).is_ok());
    let has_result = inspected(inspection, of_order).is_ok();
    Offers {
        change: may_begin,
        book: may_begin && !matches!(state, State::Booked { .. }),
        reschedule: booked(state).is_ok(),
        cancel: has_no_result,
        start: may_begin,
        record: has_no_result,
        correct: has_result,
        settle: has_result && !inspection.has_passed(),
    }
}
