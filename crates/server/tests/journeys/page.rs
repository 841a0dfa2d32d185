//! A page in somebody's hands: small verbs that find things by the words on them, wait until they are there, and leave a
//! picture in `target/journeys/` when they never come.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

use chromiumoxide::{
    cdp::{
        browser_protocol::{
            dom::SetFileInputFilesParams,
            emulation::SetDeviceMetricsOverrideParams,
            network::{
                EmulateNetworkConditionsByRuleParams, Headers, NetworkConditions, OverrideNetworkStateParams,
                SetExtraHttpHeadersParams,
            },
            page::CaptureScreenshotFormat,
        },
        js_protocol::runtime::EvaluateParams,
    },
    layout::Point,
    page::ScreenshotParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// How long a person would wait before calling it broken, on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(40);

/// Width and height of the window.
pub type Size = (i64, i64);
pub const DESK: Size = (1440, 900);
pub const PHONE: Size = (390, 844);

pub struct Page {
    page: chromiumoxide::Page,
    address: String,
    who: String,
}

impl Page {
    pub async fn open(page: chromiumoxide::Page, address: &str, who: &str, size: Size) -> Self {
        page.evaluate_on_new_document(include_str!("page.js")).await.expect("the helper comes first");
        // A browser in China.
        let headers = Headers::new(json!({ "Accept-Language": "zh-CN,zh;q=0.9" }));
        page.execute(SetExtraHttpHeadersParams::new(headers)).await.expect("a language");
        let page = Self { page, address: address.to_owned(), who: who.to_owned() };
        page.resize(size).await;
        page
    }

    pub async fn resize(&self, (width, height): Size) {
        let metrics = SetDeviceMetricsOverrideParams::new(width, height, 1.0, width < 700);
        self.page.execute(metrics).await.expect("a window of this size");
    }

    /// Cuts the network, or brings it back.
    pub async fn network(&self, is_there: bool) {
        let everywhere = NetworkConditions::new("", 0.0, -1.0, -1.0);
        let cut = EmulateNetworkConditionsByRuleParams::new(!is_there, vec![everywhere]);
        self.page.execute(cut).await.expect("the network is there or not");
        // What the page is told of it.
        let state = OverrideNetworkStateParams::new(!is_there, 0.0, -1.0, -1.0);
        self.page.execute(state).await.expect("the browser says so");
    }

    /// The tab is killed, and another opened by the same person.
    pub async fn reopened(self, browser: &super::Browser, size: Size) -> Self {
        let page = browser.beside(&self.page).await;
        self.page.close().await.expect("the tab is closed");
        Self::open(page, &self.address, &self.who, size).await
    }

    pub async fn go(&self, path: &str) {
        let address = format!("{}{path}", self.address);
        if let Err(why) = self.page.goto(address).await {
            self.fail(&format!("cannot go to {path}: {why}")).await;
        }
    }

    pub async fn click(&self, words: &str) {
        self.click_in("", words).await;
    }

    /// Presses what bears these words within the piece of the page (row, card, form) that bears those.
    pub async fn click_in(&self, within: &str, words: &str) {
        let mut before = None;
        let mut why = String::new();
        for _ in 0..attempts() {
            let spot: Option<Value> = self.ask(&call("press", &[words, within])).await;
            let point = spot.as_ref().and_then(|spot| Some((spot["x"].as_f64()?, spot["y"].as_f64()?)));
            // Twice at the same place: nothing moves under the finger.
            if let (Some((x, y)), true) = (point, point == before) {
                self.page.click(Point { x, y }).await.expect("a click");
                // Pressed, or gone with the page.
                if self.ask("journey.wasPressed").await != Some(false) {
                    return;
                }
            }
            before = point;
            why = spot.map_or_else(String::new, |spot| spot["why"].as_str().unwrap_or("it moves").to_owned());
            tokio::time::sleep(GLANCE).await;
        }
        self.fail(&format!("cannot press “{words}”: {why}")).await
    }

    /// Types into the field with this label or name; what stood there is replaced.
    pub async fn fill(&self, field: &str, typed: &str) {
        self.fill_in("", field, typed).await;
    }

    pub async fn fill_in(&self, within: &str, field: &str, typed: &str) {
        self.until(&call("fill", &[field, within, typed]), &format!("there is a field “{field}” to fill in")).await;
        self.until(&call("end", &[]).replace("journey.end()", "(journey.end(), true)"), "the field is left").await;
    }

    pub async fn choose(&self, field: &str, option: &str) {
        self.until(&call("choose", &[field, option]), &format!("“{field}” offers “{option}”")).await;
    }

    /// Puts files into a file field.
    pub async fn attach(&self, field: &str, files: &[PathBuf]) {
        let find = call("field", &[field]);
        self.until(&format!("!!{find}"), &format!("there is a file field “{field}”")).await;
        let found = self.page.execute(EvaluateParams::new(find)).await.expect("the file field");
        // The browser reads only what it was told in full.
        let files = files.iter().map(|file| file.canonicalize().expect("a file").display().to_string());
        let mut put = SetFileInputFilesParams::new(files.collect());
        put.object_id = found.result.result.object_id;
        self.page.execute(put).await.expect("files are chosen");
    }

    pub async fn sees(&self, words: &str) {
        self.sees_in("", words).await;
    }

    pub async fn sees_in(&self, within: &str, words: &str) {
        self.until(&call("sees", &[words, within]), &format!("“{words}” is seen {within}")).await;
    }

    /// No row or card bears these words (any more).
    pub async fn lacks(&self, within: &str) {
        self.until(&format!("{} === null", call("piece", &[within])), &format!("“{within}” is gone")).await;
    }

    /// There, but not to be pressed by this person now.
    pub async fn is_kept_from(&self, words: &str) {
        self.is_kept_from_in("", words).await;
    }

    pub async fn is_kept_from_in(&self, within: &str, words: &str) {
        let disabled = format!("{} === false", call("isOffered", &[words, within]));
        self.until(&disabled, &format!("“{words}” {within} is there and disabled")).await;
    }

    /// At this address, or at one of those below when it ends with `/`; with whatever question.
    pub async fn is_at(&self, path: &str) {
        let there = format!("journey.isAt({})", json!(path));
        self.until(&there, &format!("the address is {path}")).await;
    }

    pub async fn value(&self, field: &str) -> String {
        self.js(&call("value", &[field])).await
    }

    /// The text of the first such element; nothing when there is none.
    pub async fn text(&self, selector: &str) -> String {
        self.js(&format!("document.querySelector({})?.innerText.trim() ?? ''", json!(selector))).await
    }

    pub async fn texts(&self, selector: &str) -> Vec<String> {
        self.js(&format!("[...document.querySelectorAll({})].map((one) => one.innerText.trim())", json!(selector)))
            .await
    }

    /// What the expression comes to, now.
    pub async fn js<T: DeserializeOwned>(&self, expression: &str) -> T {
        match self.ask(expression).await {
            Some(value) => value,
            None => self.fail(&format!("no answer to {expression}")).await,
        }
    }

    /// Waits until the expression holds.
    pub async fn until(&self, expression: &str, what: &str) {
        for _ in 0..attempts() {
            if self.ask(expression).await == Some(true) {
                return;
            }
            tokio::time::sleep(GLANCE).await;
        }
        self.fail(&format!("it never came about that {what}")).await
    }

    /// Nothing when the page is just changing to another, or the expression fails.
    async fn ask<T: DeserializeOwned>(&self, expression: &str) -> Option<T> {
        let mut evaluate = EvaluateParams::new(expression);
        (evaluate.await_promise, evaluate.return_by_value) = (Some(true), Some(true));
        let answer = self.page.execute(evaluate).await.ok()?.result;
        serde_json::from_value(answer.result.value.unwrap_or_default()).ok()
    }

    /// Fit for everybody: axe-core finds nothing serious, nothing sticks out of the window, no script failed, the
    /// content security policy turned nothing away, and no key stands where words should be.
    pub async fn is_sound(&self) {
        self.until("document.readyState === 'complete' && !document.querySelector('.htmx-request')", "it rests").await;
        if self.js("typeof axe === 'undefined'").await {
            self.page.execute(EvaluateParams::new(axe())).await.expect("axe-core is brought in");
        }
        let faults: Vec<String> = self.js("journey.inspect()").await;
        if !faults.is_empty() {
            self.fail(&format!("the page is not sound:\n  {}", faults.join("\n  "))).await;
        }
    }

    pub async fn picture(&self, path: &Path) {
        let params = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).build();
        let drawn = self.page.screenshot(params).await.expect("a picture");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for pictures");
        fs::write(path, drawn).expect("a picture is kept");
    }

    pub async fn fail(&self, why: &str) -> ! {
        static TURN: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let turn = TURN.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let path = pictures().join(format!("failed-{}-{}-{turn}.png", self.who, std::process::id()));
        self.picture(&path).await;
        let at: Option<String> = self.ask("location.href").await;
        let text: Option<String> = self.ask("journey.text()").await;
        panic!("{} at {}: {why}\n{}\n{}", self.who, at.unwrap_or_default(), path.display(), text.unwrap_or_default());
    }
}

/// Where pictures are kept, below the folder of build results.
pub fn pictures() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("journeys")
}

fn attempts() -> u128 {
    PATIENCE.as_millis() / GLANCE.as_millis()
}

fn call(verb: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|words| json!(words).to_string()).collect();
    format!("journey.{verb}({})", words.join(", "))
}

/// Comes with the other packages of `web/`, where the build fetches them.
fn axe() -> &'static str {
    static AXE: OnceLock<String> = OnceLock::new();
    AXE.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/node_modules/axe-core/axe.min.js");
        fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}; run npm ci in web/", path.display()))
    })
}
