//! Checkers from PyPI: programs of others that our outcomes are held against. Installed once for all checkouts, in a virtual
//! environment below the user's cache folder.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The virtual environment that has these packages, such as `["networkx==3.5"]`.
pub fn python_with(requirements: &[&str]) -> PathBuf {
    let cache = std::env::var_os("HOME").map_or_else(std::env::temp_dir, PathBuf::from).join(".cache/yidan");
    let place = cache.join(requirements.join("-").replace("==", "-"));
    std::fs::create_dir_all(&place).expect("a folder");
    // Other checkouts may be about to do the same.
    let lock = std::fs::File::create(place.with_extension("lock")).expect("a lock");
    lock.lock().expect("the lock");
    if !place.join("complete").exists() {
        must(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place));
        must(Command::new(place.join("bin/pip")).args(["install", "--quiet"]).args(requirements));
        std::fs::write(place.join("complete"), "").expect("a mark");
    }
    place
}

/// Runs a script and answers with what it printed.
pub fn run_python(place: &Path, script: &Path, arguments: &[&Path]) -> String {
    must(Command::new(place.join("bin/python")).arg(script).args(arguments))
}

fn must(command: &mut Command) -> String {
    let output = command.output().expect("python3 with venv is installed (Debian: apt-get install python3-venv)");
    let (said, erred) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {said}\n{erred}");
    said.into_owned()
}
