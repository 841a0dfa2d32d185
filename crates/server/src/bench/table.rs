//! The lines of the outcome.

use std::time::Duration;

pub struct Table {
    lines: Vec<(String, String, String)>,
}

impl Table {
    pub fn new() -> Self {
        Self { lines: Vec::new() }
    }

    pub fn rate(&mut self, what: &str, per_second: f64, unit: &str) {
        self.plain(what, &format!("{per_second:.0} {unit}"));
    }

    pub fn ratio(&mut self, what: &str, ratio: f64, target: &str) {
        self.plain(what, &format!("{ratio:.2}"));
        self.target(target);
    }

    /// Median, 99th percentile and slowest of many times.
    pub fn times(&mut self, what: &str, times: &mut [Duration], target: &str) {
        times.sort();
        let at = |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)));
        let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1e3);
        let said = format!("p50 {:.1} · p99 {:.1} · max {:.1} ms", ms(at(0.5)), ms(at(0.99)), ms(times.last()));
        self.plain(what, &said);
        self.target(target);
    }

    pub fn plain(&mut self, what: &str, figure: &str) {
        // Said at once too: some figures take minutes.
        eprintln!("{what}: {figure}");
        self.lines.push((what.to_owned(), figure.to_owned(), String::new()));
    }

    /// What the last line was meant to be.
    pub fn target(&mut self, target: &str) {
        if let Some(last) = self.lines.last_mut() {
            target.clone_into(&mut last.2);
        }
    }

    pub fn print(&self) {
        println!("| what | figure | target |\n|---|---|---|");
        for (what, figure, target) in &self.lines {
            println!("| {what} | {figure} | {target} |");
        }
    }
}
