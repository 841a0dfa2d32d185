//! The program itself, as a person would start it, on a folder that goes away with it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

/// Killed when dropped.
pub struct Server {
    child: Child,
    pub address: String,
    _folder: TempDir,
}

impl Server {
    /// The demo company: its people's log-in names are in `src/demo/cast.rs`.
    pub fn demo() -> Self {
        Self::start("demo", &["--orders", "48"])
    }

    /// A company that nobody has set up yet.
    pub fn empty() -> Self {
        Self::start("serve", &[])
    }

    fn start(command: &str, with: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_yidan"))
            .args([command, "--listen", "127.0.0.1:0"])
            .args(with)
            .arg("--data")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = BufReader::new(child.stdout.take().expect("what it says")).lines();
        let address = said.map_while(Result::ok).find(|line| line.starts_with("http://"));
        let address = address.expect("the program says where it answers");
        Self { child, address, _folder: folder }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
