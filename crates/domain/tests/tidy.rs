//! The manifest is the architecture: the domain knows no I/O, no async, no web, no SQL; SQL is in the store alone.

use std::{fs, path::Path};

const NEVER_IN_DOMAIN: [&str; 12] = [
    "tokio",
    "axum",
    "hyper",
    "reqwest",
    "rusqlite",
    "postgres",
    "sqlx",
    "askama",
    "futures",
    "rand",
    "object_store",
    "clap",
];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_domain_depends_on_nothing_that_does_io() {
    let manifest = fs::read_to_string(root().join("crates/domain/Cargo.toml")).unwrap();
    for line in manifest.lines() {
        let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
        assert!(!NEVER_IN_DOMAIN.contains(&name), "the domain must not depend on {name}");
        assert!(!name.starts_with("yidan-"), "the domain knows nobody, so not {name}");
    }
}

#[test]
fn sql_is_written_in_the_store_alone() {
    for part in ["domain", "documents", "server"] {
        each_source(&root().join("crates").join(part).join("src"), &mut |file, text| {
            for sign in ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"] {
                let found = text.lines().find(|line| line.contains(sign) && !line.trim_start().starts_with("//"));
                assert!(found.is_none(), "SQL in {}: {found:?}", file.display());
            }
        });
    }
}

#[test]
fn nothing_reads_the_clock_below_the_edge() {
    for part in ["domain", "documents"] {
        each_source(&root().join("crates").join(part).join("src"), &mut |file, text| {
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for clock in ["Timestamp::now()", "Zoned::now()", "SystemTime::now()", "Instant::now()"] {
                assert!(!text.contains(clock), "{clock} in {}", file.display());
            }
        });
    }
}

fn each_source(folder: &Path, check: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            each_source(&path, check);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            check(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
