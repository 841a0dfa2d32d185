//! The critical path method (CPM) on working calendars: earliest times forwards from the order, latest times backwards
//! from the promise, slack between them.

use super::{
    Moment,
    course::{Course, Is},
    network::Network,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Soonest start and finish, if everything before takes its standard time.
    pub early: Option<(Moment, Moment)>,
    /// Latest start and finish that still keep the promise; none for steps that the promise does not wait for.
    pub late: Option<(Moment, Moment)>,
    /// Working seconds between earliest and latest finish, below zero when the promise can't be kept.
    pub slack: Option<i64>,
    /// On the longest path to delivery.
    pub is_critical: bool,
}

impl Window {
    /// Can this step still be in time for the promise?
    pub fn fits(&self) -> bool {
        self.early.zip(self.late).is_none_or(|(early, late)| early.1 <= late.1)
    }
}

/// The window of every step, from the day the order was received or, for what is still to be promised, from `begins`.
pub fn windows(network: &Network, course: &Course, begins: Option<Moment>) -> Vec<Window> {
    let mut windows = vec![Window::default(); network.len()];
    let driver = earliest(network, course, begins.or_else(|| network.begins(course)), &mut windows);
    latest(network, course, &mut windows);
    for (step, window) in windows.iter_mut().enumerate() {
        let (Some(early), Some(late)) = (window.early, window.late) else { continue };
        window.slack = Some(network.calendar(step).worked(early.1, late.1));
    }
    mark_critical(network, &driver, &mut windows);
    windows
}

/// Answers with the step that each one waits for longest.
fn earliest(network: &Network, course: &Course, begins: Option<Moment>, windows: &mut [Window]) -> Vec<Option<usize>> {
    let mut driver = vec![None; network.len()];
    for &step in &network.sequence {
        let mut ready = begins;
        for &before in network.before(step) {
            let end = windows[before].early.map(|early| early.1);
            if driver[step].is_none() || end > ready {
                (driver[step], ready) = (Some(before), end);
            }
            if end.is_none() {
                ready = None;
                break;
            }
        }
        windows[step].early = ready.and_then(|ready| match course.marks[step].is {
            Is::NotNeeded => Some((ready, ready)),
            _ => network.worked(step, ready, network.stretch(step, course)),
        });
    }
    driver
}

fn latest(network: &Network, course: &Course, windows: &mut [Window]) {
    let Some(deadline) = network.deadline(course) else { return };
    for &step in network.sequence.iter().rev() {
        if !network.leads_to_goal[step] {
            continue;
        }
        let own = network.goals.contains(&step).then_some(deadline);
        let later = network.nodes[step].after.iter().filter(|later| network.leads_to_goal[**later]);
        let end = later.map(|later| windows[*later].late.map(|late| late.0)).chain(own.map(Some)).min().flatten();
        windows[step].late = end.and_then(|end| match course.marks[step].is {
            Is::NotNeeded => Some((end, end)),
            _ => Some((network.must_begin(step, end, network.stretch(step, course))?, end)),
        });
    }
}

fn mark_critical(network: &Network, driver: &[Option<usize>], windows: &mut [Window]) {
    let last = network.goals.iter().copied().max_by_key(|goal| windows[*goal].early.map(|early| early.1));
    let mut step = last;
    while let Some(on_path) = step {
        windows[on_path].is_critical = true;
        step = driver[on_path];
    }
}
