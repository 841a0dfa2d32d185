//! Bundles the styles and scripts of `web/` into `OUT_DIR`, where `src/assets.rs` embeds them.
//! Third-party packages come by `npm ci` from the lock file; nothing of them is kept in the repository.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, exit},
    time::SystemTime,
};

fn main() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web");
    for watched in ["css", "js", "icons", "package-lock.json"] {
        println!("cargo::rerun-if-changed={}", web.join(watched).display());
    }
    // The texts and templates are embedded by macros that see changed files but not new ones.
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=templates");

    if packages_are_stale(&web) {
        run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&web));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (from, to) in [("js/app.js", "app.js"), ("css/app.css", "app.css")] {
        run(Command::new(web.join("node_modules/.bin/esbuild"))
            .args([from, "--bundle", "--minify", "--log-level=warning"])
            .args(["--format=iife", "--target=chrome108,firefox115,safari16", "--legal-comments=inline"])
            .arg(format!("--outfile={}", out.join(to).display()))
            .current_dir(&web));
    }
    write_sprite(&web.join("icons"), &out.join("icons.svg"));
}

/// Were the packages never fetched, or fetched for an older lock file?
fn packages_are_stale(web: &Path) -> bool {
    let written = |path: &str| -> Option<SystemTime> { fs::metadata(web.join(path)).ok()?.modified().ok() };
    written("node_modules/.package-lock.json") < written("package-lock.json")
}

/// All icons in one file of symbols: `<use href="…#name">`.
fn write_sprite(icons: &Path, to: &Path) {
    let mut files: Vec<PathBuf> = fs::read_dir(icons)
        .unwrap_or_else(|why| fail(&format!("cannot read {}: {why}", icons.display())))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "svg"))
        .collect();
    files.sort();
    let mut sprite = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg">"#);
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let drawing = fs::read_to_string(file).unwrap_or_default();
        let start = drawing.find('>').map_or(0, |end| end + 1);
        let end = drawing.rfind("</svg>").unwrap_or(drawing.len());
        sprite += &format!(r#"<symbol id="{name}" viewBox="0 0 20 20">{}</symbol>"#, drawing[start..end].trim());
    }
    sprite += "</svg>";
    fs::write(to, sprite).unwrap_or_else(|why| fail(&format!("cannot write {}: {why}", to.display())));
}

fn run(command: &mut Command) {
    match command.status() {
        Ok(status) if status.success() => {}
        Ok(status) => fail(&format!("{command:?} ended with {status}")),
        Err(why) => fail(&format!(
            "cannot run {:?} ({why}). The screens are bundled with Node.js 20 or newer and npm; \
             on Debian: apt-get install nodejs npm",
            command.get_program()
        )),
    }
}

fn fail(why: &str) -> ! {
    println!("cargo::error={why}");
    exit(1)
}
