//! The critical path method (CPM) on working calendars: soonest times forwards from what has happened and from now, by
//! standard times; latest times backwards from the promise; slack between them. What is done has happened when it did, and
//! has neither slack nor a place on the critical path: both are about what can still be decided.

use super::{
    Moment,
    awaited::Holds,
    course::{Course, Is},
    network::Network,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Soonest start and finish, if everything before takes its standard time.
    pub early: Option<(Moment, Moment)>,
    /// Latest start and finish that still keep the promise; none for steps that the promise does not wait for.
    pub late: Option<(Moment, Moment)>,
    /// Working seconds between soonest and latest finish, below zero when the promise can't be kept.
    pub slack: Option<i64>,
    /// On the longest path from now to delivery.
    pub is_critical: bool,
}

impl Window {
    /// Can this step still be in time for the promise?
    pub fn fits(&self) -> bool {
        self.early.zip(self.late).is_none_or(|(early, late)| early.1 <= late.1)
    }
}

/// The window of every step.
pub fn windows(network: &Network, course: &Course, now: Moment) -> Vec<Window> {
    let mut windows = vec![Window::default(); network.len()];
    let driver = soonest(network, course, now, &mut windows);
    latest(network, course, &mut windows);
    for (step, window) in windows.iter_mut().enumerate() {
        let (Some(early), Some(late), false) = (window.early, window.late, course.marks[step].is_closed()) else {
            continue;
        };
        let seconds = network.calendar(step).worked(early.1, late.1);
        // Late by days off alone is late all the same.
        window.slack = Some(if early.1 > late.1 { seconds.min(-1) } else { seconds });
    }
    mark_critical(network, course, &driver, &mut windows);
    windows
}

/// Answers with the step that each one waits for longest.
fn soonest(network: &Network, course: &Course, now: Moment, windows: &mut [Window]) -> Vec<Option<usize>> {
    let mut driver = vec![None; network.len()];
    for &step in &network.sequence {
        let mut ready = network.begins(course);
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
        let mark = course.marks[step];
        let started = mark.started.map(|at| network.moment(at));
        let finished = mark.finished.map(|at| network.moment(at));
        windows[step].early = match mark.is {
            Is::Finished | Is::Skipped => finished.map(|end| (started.unwrap_or(end).min(end), end)),
            Is::NotNeeded => ready.map(|ready| (ready, ready)),
            Is::Started | Is::Ready | Is::Held | Is::Waiting => {
                let stretch = network.stretch(step, course);
                let (starts, ends) = (course.awaits(step, Holds::Start), course.awaits(step, Holds::Finish));
                let ready = ready.map(|ready| ready.max(now));
                let soonest = started.or(ready.map(|ready| ready.max(starts.unwrap_or(ready))));
                let worked = soonest.and_then(|soonest| network.worked(step, soonest, stretch));
                let is_kept = (started.is_none() && soonest > ready)
                    || worked.zip(ends).is_some_and(|((_, end), ends)| ends > end);
                // Put off, resting, or kept by what comes from elsewhere, it waits for its own day and for nothing before.
                if is_kept || soonest.is_some_and(|soonest| network.waits(step, soonest, stretch)) {
                    driver[step] = None;
                }
                worked.map(|(start, end)| (started.unwrap_or(start), end.max(now).max(ends.unwrap_or(end))))
            }
        };
    }
    driver
}

fn latest(network: &Network, course: &Course, windows: &mut [Window]) {
    let Some(deadline) = network.deadline(course) else { return };
    let mut is_awaited = vec![false; network.len()];
    for &step in network.sequence.iter().rev() {
        let is_goal = network.goals.contains(&step);
        let mut later = network.nodes[step].after.iter().filter(|later| is_awaited[**later]).peekable();
        if course.marks[step].is_done() || !(is_goal || later.peek().is_some()) {
            continue;
        }
        let own = is_goal.then_some(deadline);
        let end = later.map(|later| windows[*later].late.map(|late| late.0)).chain(own.map(Some)).min().flatten();
        windows[step].late = end.and_then(|end| match course.marks[step].is {
            Is::NotNeeded => Some((end, end)),
            _ => Some((network.must_begin(step, end, network.stretch(step, course))?, end)),
        });
        is_awaited[step] = true;
    }
}

fn mark_critical(network: &Network, course: &Course, driver: &[Option<usize>], windows: &mut [Window]) {
    let is_ahead = |step: &usize| !course.marks[*step].is_done();
    let goals = network.goals.iter().copied().filter(is_ahead);
    let mut step = goals.max_by_key(|goal| windows[*goal].early.map(|early| early.1));
    while let Some(on_path) = step {
        windows[on_path].is_critical = !course.marks[on_path].is_closed();
        step = driver[on_path].filter(is_ahead);
    }
}
