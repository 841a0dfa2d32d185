//! A throw-away PostgreSQL cluster in a temporary folder, reached by a unix socket only. It starts with the first test
//! that asks and ends with the test process: a shell waits for the end of its input, which nobody can hold longer than
//! this process lives, even if it is killed.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use postgres::{Client, NoTls};

/// Makes the cluster, says so, and takes it away again when standard input ends.
const KEEPER: &str = r#"
set -e
bin=$1 dir=$2
"$bin/initdb" -D "$dir/data" -U yidan -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
"$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -o "-k $dir -c listen_addresses='' -c max_connections=300 -c fsync=off" start >"$dir/start.log" 2>&1 || { cat "$dir/server.log" >&2; exit 1; }
echo ready
cat >/dev/null || true
"$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
rm -rf "$dir"
"#;

/// The address of a new, empty database.
///
/// # Panics
/// When PostgreSQL is not installed or does not start: tests on it are never skipped silently.
pub fn postgres_address() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let folder = cluster();
    let name = format!("t{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let mut client = Client::connect(&address(folder, "postgres"), NoTls).expect("the test cluster answers");
    client.batch_execute(&format!("CREATE DATABASE {name}")).expect("a test database can be made");
    address(folder, &name)
}

fn address(folder: &Path, database: &str) -> String {
    format!("host={} user=yidan dbname={database}", folder.display())
}

#[expect(clippy::zombie_processes, reason = "the keeper outlives this process by as long as it takes to tidy up")]
fn cluster() -> &'static Path {
    static CLUSTER: OnceLock<PathBuf> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let bin = binaries().expect("PostgreSQL is installed (Debian: apt-get install postgresql)");
        let folder = tempfile::Builder::new().prefix("yidan-pg-").tempdir().expect("a temporary folder").keep();
        let mut keeper = shell_as_common_user(&folder);
        keeper.args(["-c", KEEPER, "keeper"]).arg(bin).arg(&folder);
        let mut child = keeper.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a shell");
        let mut said = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut said).expect("a line");
        assert_eq!(said.trim(), "ready", "the PostgreSQL test cluster did not start");
        // Its input stays open as long as this process lives.
        std::mem::forget(child.stdin.take());
        folder
    })
}

/// PostgreSQL refuses to run as root; tests in containers often are.
fn shell_as_common_user(folder: &Path) -> Command {
    let root = std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !root {
        return Command::new("sh");
    }
    let owned = Command::new("chown").arg("postgres").arg(folder).status().is_ok_and(|status| status.success());
    assert!(owned, "the user `postgres` exists where PostgreSQL is installed");
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"]);
    command.current_dir(folder);
    command
}

fn binaries() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut places: Vec<PathBuf> = installed.map(|version| version.path().join("bin")).collect();
    places.sort();
    places.reverse();
    places.extend(["/usr/local/bin", "/usr/bin"].map(PathBuf::from));
    places.into_iter().find(|place| place.join("initdb").exists())
}
