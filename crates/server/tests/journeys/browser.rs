//! Headless Chromium with a fresh profile. Each person gets a context of their own: no cookie is shared.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    time::Duration,
};

use chromiumoxide::{
    Browser as Devtools,
    cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams, GetTargetInfoParams},
    handler::HandlerConfig,
};
use futures::StreamExt;
use tempfile::TempDir;

const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--remote-debugging-port=0",
];

/// Killed when dropped, so that a journey that fails leaves no browser behind.
pub struct Browser {
    devtools: Devtools,
    child: Child,
    _profile: TempDir,
}

impl Browser {
    pub async fn start() -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut child = Command::new(program())
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let address = address(&mut child);
        let config = HandlerConfig { viewport: None, request_timeout: Duration::from_secs(60), ..Default::default() };
        let (devtools, mut talk) = Devtools::connect_with_config(address, config).await.expect("Chromium answers");
        tokio::spawn(async move { while talk.next().await.is_some() {} });
        Self { devtools, child, _profile: profile }
    }

    /// An empty page for somebody who was never here.
    pub async fn newcomer(&self) -> chromiumoxide::Page {
        let context = self.devtools.create_browser_context(CreateBrowserContextParams::default()).await;
        let mut target = CreateTargetParams::new("about:blank");
        target.browser_context_id = Some(context.expect("a browser context"));
        self.devtools.new_page(target).await.expect("a page")
    }

    /// Another empty page for whoever has this one.
    pub async fn beside(&self, page: &chromiumoxide::Page) -> chromiumoxide::Page {
        let asked = GetTargetInfoParams { target_id: Some(page.target_id().clone()) };
        let known = self.devtools.execute(asked).await.expect("what is known of the page").result;
        let mut target = CreateTargetParams::new("about:blank");
        target.browser_context_id = known.target_info.browser_context_id;
        self.devtools.new_page(target).await.expect("a page")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> &'static str {
    let answers = |name: &&str| {
        let asked = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    let known = ["chromium", "chromium-browser", "google-chrome"];
    known.into_iter().find(answers).expect("the journeys need Chromium; on Debian: apt-get install chromium")
}

/// Where the browser answers; what it says later is read too, lest its pipe fills up.
fn address(child: &mut Child) -> String {
    let mut said = BufReader::new(child.stderr.take().expect("what Chromium says"));
    let mut line = String::new();
    let address = loop {
        line.clear();
        let read = said.read_line(&mut line).expect("what Chromium says");
        assert!(read > 0, "Chromium ended without saying where it answers");
        if let Some(address) = line.trim().strip_prefix("DevTools listening on ") {
            break address.to_owned();
        }
    };
    std::thread::spawn(move || said.read_to_end(&mut Vec::new()));
    address
}
