//! The processes of a company, every version of each: running orders stay on the one they began with.

use std::{collections::BTreeMap, sync::Arc};

use super::{Process, fault::Problem, load::load};
use crate::order::ProcessRef;

/// The processes that ship, by the names of their files.
pub const SHIPPED: [(&str, &str); 8] = [
    ("quick-fulfilment.toml", include_str!("../../../../processes/quick-fulfilment.toml")),
    ("customer-order.toml", include_str!("../../../../processes/customer-order.toml")),
    ("made-to-order.toml", include_str!("../../../../processes/made-to-order.toml")),
    ("foreign-trade.toml", include_str!("../../../../processes/foreign-trade.toml")),
    ("sales-contract.toml", include_str!("../../../../processes/sales-contract.toml")),
    ("reviewed-manufacturing.toml", include_str!("../../../../processes/reviewed-manufacturing.toml")),
    ("textile-order.toml", include_str!("../../../../processes/textile-order.toml")),
    ("sales-desk.toml", include_str!("../../../../processes/sales-desk.toml")),
];

#[derive(Debug, Clone, Default)]
pub struct Processes {
    by_version: BTreeMap<ProcessRef, Arc<Process>>,
}

impl Processes {
    /// Those that ship. A test holds that all of them load.
    pub fn shipped() -> Self {
        let mut processes = Self::default();
        for (file, source) in SHIPPED {
            if let Ok(process) = load(source, file) {
                processes.by_version.insert(process.reference(), Arc::new(process));
            }
        }
        processes
    }

    pub fn get(&self, process: &ProcessRef) -> Option<&Arc<Process>> {
        self.by_version.get(process)
    }

    /// The highest version of a process: what new orders begin with.
    pub fn latest(&self, key: &str) -> Option<&Arc<Process>> {
        self.by_version.iter().rev().find(|(reference, _)| reference.key == key).map(|(_, process)| process)
    }

    /// The latest version of each, by key.
    pub fn iter_latest(&self) -> impl Iterator<Item = &Arc<Process>> {
        let mut all = self.by_version.values().peekable();
        std::iter::from_fn(move || {
            let mut latest = all.next()?;
            while let Some(next) = all.next_if(|next| next.key == latest.key) {
                latest = next;
            }
            Some(latest)
        })
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<Process>> {
        self.by_version.values()
    }

    /// Adds a version. The same text again is no change; another text under a version that orders may run on is refused.
    pub fn insert(&mut self, process: Process) -> Result<(), Problem> {
        match self.by_version.get(&process.reference()) {
            Some(there) if there.source == process.source => Ok(()),
            Some(_) => Err(Problem::SameVersion { process: process.key, version: process.version }),
            None => {
                self.by_version.insert(process.reference(), Arc::new(process));
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_process_that_ships_loads() {
        for (file, source) in SHIPPED {
            let faults = load(source, file).err().unwrap_or_default();
            assert!(faults.is_empty(), "{}", faults.iter().map(|fault| format!("{fault}\n")).collect::<String>());
        }
        assert_eq!(Processes::shipped().iter_latest().count(), SHIPPED.len());
    }

    #[test]
    fn versions_are_kept_and_never_rewritten() {
        let (file, source) = SHIPPED[0];
        let version = |number: u32, name: &str| {
            let source = source.replace("version = 1", &format!("version = {number}")).replace("当日发货", name);
            load(&source, file).unwrap()
        };
        let mut processes = Processes::shipped();
        assert_eq!(processes.insert(version(1, "当日发货")), Ok(()));
        let again = Problem::SameVersion { process: "quick-fulfilment".into(), version: 1 };
        assert_eq!(processes.insert(version(1, "当日达")), Err(again));
        assert_eq!(processes.insert(version(2, "当日达")), Ok(()));
        assert_eq!(processes.latest("quick-fulfilment").map(|process| process.version), Some(2));
        assert_eq!(processes.iter_latest().count(), SHIPPED.len());
        let first = ProcessRef { key: "quick-fulfilment".into(), version: 1 };
        assert_eq!(processes.get(&first).map(|process| process.name.zh.as_str()), Some("当日发货"));
    }
}
