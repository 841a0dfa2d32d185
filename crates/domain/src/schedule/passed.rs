//! When the steps of an order were done, and so when those after them could begin and when the goods left: worked out once
//! for all of them, in the sequence of the process.

use super::{Course, Network, Stamp, course::Is};

pub struct Passed {
    received: Stamp,
    at: Vec<Option<Stamp>>,
}

impl Passed {
    pub fn of(course: &Course, network: &Network) -> Self {
        let mut passed = Self { received: course.received, at: vec![None; network.len()] };
        for &step in &network.sequence {
            let mark = course.marks[step];
            passed.at[step] = match mark.is {
                Is::Finished | Is::Skipped => mark.finished,
                Is::NotNeeded => passed.ready(network.before(step)),
                _ => None,
            };
        }
        passed
    }

    /// When a step was finished or skipped; one that falls away passes with those before it. `None` while it is open.
    pub fn at(&self, step: usize) -> Option<Stamp> {
        self.at[step]
    }

    /// When the steps before one were done: from then on it waits. `None` while one of them is open.
    pub fn ready(&self, before: &[usize]) -> Option<Stamp> {
        before.iter().try_fold(self.received, |latest, step| Some(latest.max(self.at(*step)?)))
    }

    /// When the goods left: the step that delivers was passed or, where the process names none, the last of all.
    pub fn left(&self, network: &Network) -> Option<Stamp> {
        self.ready(&network.goals)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        process::{Process, load},
        schedule::{
            Calendars,
            course::{Is::*, Mark},
        },
    };

    fn stamp(hour: i64) -> Stamp {
        Stamp::of(Timestamp::from_second(1_764_000_000 + hour * 3600).unwrap())
    }

    /// Steps with the places of those before them.
    fn process(after: &[Vec<usize>]) -> Process {
        let mut source = String::from("key = \"any\"\nversion = 1\nname = { zh = \"任意\", en = \"Any\" }\n");
        for (place, before) in after.iter().enumerate() {
            let before: Vec<String> = before.iter().map(|step| format!("\"s{step}\"")).collect();
            source += &format!(
                "[[steps]]\nkey = \"s{place}\"\nname = {{ zh = \"步\", en = \"Step\" }}\ndepartment = \"sales\"\n\
                 stage = \"making\"\nafter = [{}]\n",
                before.join(", ")
            );
        }
        load(&source, "any.toml").unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    /// Received at hour 0; how each step stands, and since which hour if it is closed.
    fn course(steps: &[(Is, i64)]) -> Course {
        let mark = |(is, hour): &(Is, i64)| Mark {
            is: *is,
            started: None,
            finished: matches!(is, Finished | Skipped).then(|| stamp(*hour)),
            takes: None,
            reopened: 0,
        };
        let marks = steps.iter().map(mark).collect();
        Course { received: stamp(0), entered: stamp(0), promised: None, marks, changes: Vec::new(), awaits: Vec::new() }
    }

    #[test]
    fn a_step_waits_from_when_all_before_it_were_done() {
        let calendars = Calendars::default();
        let process = process(&[vec![], vec![0], vec![0], vec![1, 2]]);
        let network = Network::of(&process, &calendars);
        for (told, steps, ready) in [
            ("the later of the two", [(Finished, 2), (Finished, 5), (Finished, 3), (Ready, 0)], Some(5)),
            ("one is skipped", [(Finished, 2), (Finished, 5), (Skipped, 9), (Ready, 0)], Some(9)),
            ("one is open", [(Finished, 2), (Finished, 5), (Started, 0), (Waiting, 0)], None),
            ("one falls away", [(Finished, 2), (NotNeeded, 0), (Finished, 3), (Ready, 0)], Some(3)),
            ("both fall away", [(Finished, 2), (NotNeeded, 0), (NotNeeded, 0), (Ready, 0)], Some(2)),
            ("all fall away", [(NotNeeded, 0), (NotNeeded, 0), (NotNeeded, 0), (Ready, 0)], Some(0)),
            ("what falls away behind an open one", [(Ready, 0), (NotNeeded, 0), (Finished, 3), (Waiting, 0)], None),
        ] {
            let passed = Passed::of(&course(&steps), &network);
            assert_eq!(passed.ready(network.before(3)), ready.map(stamp), "{told}");
        }
    }

    /// There are 2³⁰ ways through them.
    #[test]
    fn thirty_layers_that_fall_away_take_no_time() {
        let calendars = Calendars::default();
        let layer = |place: usize| match place.checked_sub(1) {
            None => vec![],
            Some(0 | 1) => vec![0],
            Some(place) => vec![place / 2 * 2 - 1, place / 2 * 2],
        };
        let after: Vec<Vec<usize>> = (0..=61).map(layer).collect();
        assert_eq!((&after[3], &after[4], &after[61]), (&vec![1, 2], &vec![1, 2], &vec![59, 60]));
        let process = process(&after);
        let network = Network::of(&process, &calendars);
        let mut steps = vec![(NotNeeded, 0); 62];
        (steps[0], steps[61]) = ((Finished, 4), (Ready, 0));
        let passed = Passed::of(&course(&steps), &network);
        assert_eq!(passed.ready(network.before(61)), Some(stamp(4)));
    }

    #[test]
    fn the_goods_have_left_once_the_goals_are_passed() {
        let calendars = Calendars::default();
        let process = process(&[vec![], vec![0], vec![0]]);
        let network = Network::of(&process, &calendars);
        for (told, steps, left) in [
            ("nothing is done", [(Ready, 0), (Waiting, 0), (Waiting, 0)], None),
            ("one of two ends", [(Finished, 1), (Finished, 4), (Ready, 0)], None),
            ("both", [(Finished, 1), (Finished, 4), (Finished, 6)], Some(6)),
            ("one is skipped", [(Finished, 1), (Finished, 4), (Skipped, 7)], Some(7)),
            ("one falls away", [(Finished, 1), (Finished, 4), (NotNeeded, 0)], Some(4)),
            ("both fall away behind an open one", [(Ready, 0), (NotNeeded, 0), (NotNeeded, 0)], None),
        ] {
            assert_eq!(Passed::of(&course(&steps), &network).left(&network), left.map(stamp), "{told}");
        }
    }
}
