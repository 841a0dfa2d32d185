//! The standard's pages told a second time: by the law that they follow, by single plans, and as stories of lots.

mod classes;
mod letters;
mod limits;
mod plans;
mod switching;
mod tables;

use super::*;

fn aql(written: &str) -> Aql {
    written.parse().unwrap()
}

const SEVERITIES: [Severity; 3] = [Severity::Normal, Severity::Tightened, Severity::Reduced];
