//! A headless Chromium, driven by ChromeDriver over the WebDriver protocol (W3C Recommendation, 2018).

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// What keeps the browser from the network and from the desktop. CI runs as root, for whom the sandbox does not start.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// The name by which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with one window.
pub(crate) struct Browser {
    driver: Child,
    agent: ureq::Agent,
    session: String,
    profile: PathBuf,
}

impl Browser {
    /// Starts a browser with a profile of its own in `folder`; `None`, said aloud, if there is none on this machine.
    pub(crate) fn start(folder: &Path) -> Option<Browser> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut driver = match driver {
            Ok(driver) => driver,
            Err(error) => {
                let install = "`apt-get install -y chromium chromium-driver` makes it run";
                eprintln!("SKIPPED: there is no chromedriver ({error}); {install}");
                return None;
            }
        };
        let stdout = BufReader::new(driver.stdout.take().expect("a pipe"));
        let port: u16 = stdout
            .lines()
            .find_map(|line| {
                let line = line.expect("a line");
                let (_, port) = line.split_once("started successfully on port ")?;
                port.trim_end_matches('.').parse().ok()
            })
            .expect("chromedriver tells its port");
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .build();
        let profile = folder.join("profile");
        let mut browser = Browser {
            driver,
            agent: agent.into(),
            session: format!("http://127.0.0.1:{port}/session"),
            profile,
        };
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).into();
        flags.push(format!("--user-data-dir={}", browser.profile.display()));
        let session = browser.post(
            "",
            &json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": flags}}}}),
        );
        let id = session["sessionId"].as_str().expect("a session");
        browser.session = format!("{}/{id}", browser.session);
        Some(browser)
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let answer = self
            .agent
            .post(format!("{}{command}", self.session))
            .content_type("application/json")
            .send(body.to_string());
        let answer = answer
            .and_then(|mut answer| answer.body_mut().read_to_string())
            .expect("chromedriver answers");
        let mut answer: Value = serde_json::from_str(&answer).expect("JSON");
        let value = answer["value"].take();
        assert!(value.get("error").is_none(), "{command}: {value:#}");
        value
    }

    pub(crate) fn open(&self, file: &Path) {
        self.post(
            "/url",
            &json!({"url": format!("file://{}", file.display())}),
        );
    }

    /// What a piece of script returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    pub(crate) fn text(&self, script: &str) -> String {
        let value = self.run(&format!("return {script}"));
        value
            .as_str()
            .unwrap_or_else(|| panic!("{script}: {value}"))
            .to_owned()
    }

    pub(crate) fn number(&self, script: &str) -> u64 {
        let value = self.run(&format!("return {script}"));
        value
            .as_u64()
            .unwrap_or_else(|| panic!("{script}: {value}"))
    }

    /// Clicks in the middle of an element, as a mouse does: it must be in sight and under nothing else.
    pub(crate) fn click(&self, selector: &str) {
        let element = self.post(
            "/element",
            &json!({"using": "css selector", "value": selector}),
        );
        let element = element[ELEMENT].as_str().expect("an element");
        self.post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Presses and releases keys, whatever has the focus. Keys without a character are those of WebDriver's section
    /// 17.4.2.
    pub(crate) fn press(&self, keys: &str) {
        let presses = keys.chars().flat_map(|key| {
            let key = key.to_string();
            [
                json!({"type": "keyDown", "value": key}),
                json!({"type": "keyUp", "value": key}),
            ]
        });
        let presses: Vec<Value> = presses.collect();
        self.post(
            "/actions",
            &json!({"actions": [{"type": "key", "id": "keyboard", "actions": presses}]}),
        );
    }

    /// Makes the window a phone's, or a desktop's; in the dark, or in the light.
    pub(crate) fn look(&self, width: u32, height: u32, dark: bool) {
        self.send(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        let scheme = if dark { "dark" } else { "light" };
        let feature = json!({"name": "prefers-color-scheme", "value": scheme});
        self.send(
            "Emulation.setEmulatedMedia",
            &json!({"features": [feature]}),
        );
    }

    fn send(&self, command: &str, parameters: &Value) -> Value {
        self.post(
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": parameters}),
        )
    }

    /// Saves a picture of the window.
    pub(crate) fn photograph(&self, file: &Path) {
        use base64::Engine as _;
        let picture = self.send("Page.captureScreenshot", &json!({"format": "png"}));
        let picture = picture["data"].as_str().expect("a picture");
        let picture = base64::engine::general_purpose::STANDARD
            .decode(picture)
            .expect("Base64");
        fs::write(file, picture).expect("a file is written");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser; a driver that does not answer any more is ended all the same.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}
