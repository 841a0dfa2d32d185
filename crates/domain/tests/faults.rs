//! A faulty process is refused with every fault at once, each with its line.

use yidan_domain::{Say, process::load};

/// A sound process, lines 1 to 29; the cases below change a line or add some at its end.
const SOUND: &str = r#"key = "sound"
version = 1
name = { zh = "样板", en = "Sound" }

[[steps]]
key = "take"
name = { zh = "接单", en = "Take" }
department = "sales"
stage = "intake"
due = "1 workday after order"

  [[steps.form]]
  key = "short"
  name = { zh = "缺货", en = "Short" }
  kind = "yes-no"
  required = true
  fact = "stock.short"

[[steps]]
key = "make"
name = { zh = "生产", en = "Make" }
department = "production"
stage = "making"
after = ["take"]
takes = "3 workdays"

  [[steps.start_gate]]
  when = "stock.short == true"
  otherwise = { zh = "不缺货。", en = "Stock suffices." }
"#;

const LAST_LINES: usize = 29;

/// Line and key of every fault.
fn faults(source: &str) -> Vec<String> {
    let faults = load(source, "case.toml").err().unwrap_or_default();
    faults.iter().map(|fault| format!("{} {}", fault.line, fault.say().key)).collect()
}

#[test]
fn a_sound_process_loads_and_keeps_its_source() {
    let process = load(SOUND, "sound.toml").unwrap();
    assert_eq!((process.steps.len(), process.source.as_str()), (2, SOUND));
}

#[test]
fn a_changed_line_is_found_at_its_place() {
    for (from, to, expected) in [
        ("key = \"sound\"", "key = \"Not Sound\"", "1 process-bad-key"),
        ("key = \"sound\"\n", "", "1 process-missing-key"),
        ("version = 1", "version = 0", "2 process-bad-version"),
        ("version = 1", "version = \"1\"", "2 process-wrong-type"),
        ("zh = \"样板\", en", "en", "3 process-missing-language"),
        ("zh = \"样板\"", "zh = \" \"", "3 process-missing-language"),
        ("zh = \"样板\"", "zh = \"样板\", fr = \"Modèle\"", "3 process-unknown-key"),
        ("{ zh = \"样板\", en = \"Sound\" }", "\"Sound\"", "3 process-wrong-type"),
        ("[[steps]]\nkey = \"take\"", "[[steps]]\nkey = \"order\"", "6 process-reserved-key|24 process-unknown-step"),
        ("department = \"sales\"", "department = \"selling\"", "8 process-unknown-department"),
        ("department = \"sales\"\n", "", "5 process-missing-key"),
        ("stage = \"intake\"", "stage = \"start\"", "9 process-unknown-stage"),
        ("1 workday after order", "someday", "10 due-shape"),
        ("1 workday after order", "1 fortnight after order", "10 due-length"),
        ("1 workday after order", "1 workday after the order is in", "10 due-anchor"),
        ("1 workday after order", "1 workday after dispatch", "10 process-unknown-step"),
        ("1 workday after order", "1 workday after previous", "10 process-due-without-previous"),
        ("1 workday after order", "1 workday after make", "10 process-due-after-later"),
        ("1 workday after order", "1 workday before make", "10 process-due-ring"),
        ("1 workday after order", "1 workday after take", "10 process-due-ring"),
        ("1 workday after order", "29:00 on order day", "10 due-clock"),
        ("kind = \"yes-no\"", "kind = \"tick\"", "12 process-fact-kind|15 process-unknown-kind"),
        ("kind = \"yes-no\"", "kind = \"choice\"", "12 process-fact-kind|15 process-no-options"),
        ("kind = \"yes-no\"", "kind = \"number\"", "12 process-fact-kind"),
        ("kind = \"yes-no\"", "kind = \"yes-no\"\n  unit = \"kg\"", "16 process-unknown-key"),
        ("required = true", "required = \"yes\"", "16 process-wrong-type|28 process-may-never-hold"),
        ("required = true", "required = false", "28 process-may-never-hold"),
        ("fact = \"stock.short\"", "fact = \"Short\"", "12 process-bad-fact-name|28 process-unknown-fact"),
        ("fact = \"stock.short\"", "fact = \"order.short\"", "12 process-fact-of-order|28 process-unknown-fact"),
        ("after = [\"take\"]", "after = [\"tkae\"]", "24 process-unknown-step"),
        ("after = [\"take\"]", "after = \"take\"", "24 process-wrong-type|28 process-fact-too-late"),
        ("after = [\"take\"]", "after = [\"take\", \"make\"]", "19 process-ring"),
        ("takes = \"3 workdays\"", "takes = \"three days\"", "25 due-length"),
        ("stock.short == true", "stock.short ==", "28 process-gate-syntax"),
        ("stock.short == true", "stock.short == 'yes'", "28 process-gate-unequal"),
        ("stock.short == true", "order.total", "28 process-gate-wrong-kind"),
        ("stock.short == true", "stock.shrt", "28 process-unknown-fact"),
        ("stock.short == true", "order.profit > 0", "28 process-unknown-fact"),
        ("stock.short == true", "size(order.channel) > 0", "28 process-gate-not-known"),
        ("stock.short == true", "false", "28 process-never-holds"),
        ("stock.short == true", "order.promised > date('2026-13-01')", "28 process-gate-bad-literal"),
        ("otherwise =", "othewise =", "27 process-missing-key|29 process-unknown-key"),
        ("zh = \"不缺货。\", ", "", "29 process-missing-language"),
        ("version = 1", "version = ", "2 process-syntax"),
        ("version = 1", "version = 1\nversion = 2", "3 process-syntax"),
    ] {
        assert!(SOUND.contains(from), "{from}");
        let source = SOUND.replacen(from, to, 1);
        let expected: Vec<&str> = expected.split('|').collect();
        assert_eq!(faults(&source), expected, "{from} → {to}");
    }
}

#[test]
fn added_parts_are_found_at_their_place() {
    let step = |key: &str, more: &str| {
        format!(
            "[[steps]]\nkey = \"{key}\"\nname = {{ zh = \"{key}\", en = \"{key}\" }}\ndepartment = \"sales\"\nstage = \"intake\"\n{more}\n"
        )
    };
    let at = |offset: usize| LAST_LINES + offset;
    for (added, expected) in [
        (step("take", ""), vec![format!("{} process-duplicate-key", at(2))]),
        (step("ship", "color = 1"), vec![format!("{} process-unknown-key", at(6))]),
        (step("ship", "milestone = \"gone\""), vec![format!("{} process-unknown-milestone", at(6))]),
        (
            step("ship", "milestone = \"delivered\"") + &step("land", "milestone = \"delivered\""),
            vec![format!("{} process-second-delivered", at(12))],
        ),
        // A ring is named once; what comes after it can't be reached.
        (
            step("x", "after = [\"y\"]") + &step("y", "after = [\"x\"]") + &step("z", "after = [\"y\"]"),
            vec![format!("{} process-ring", at(1)), format!("{} process-unreachable", at(13))],
        ),
        // Each due before the other: neither has a date.
        (
            step("x", "due = \"1d before y\"") + &step("y", "due = \"1d after x\""),
            vec![format!("{} process-due-ring", at(6))],
        ),
        (step("x", "optional_when = \"1 + 1\""), vec![format!("{} process-gate-wrong-kind", at(6))]),
        // What only a step gives that may be left out, or comes later, or is given as something else.
        (
            step(
                "x",
                "optional = true\nform = [{ key = \"ok\", name = { zh = \"好\", en = \"OK\" }, kind = \"yes-no\", required = true, fact = \"own.ok\" }]",
            ) + &step(
                "y",
                "after = [\"x\"]\nfinish_gate = [{ when = \"own.ok\", otherwise = { zh = \"不\", en = \"no\" } }]",
            ),
            vec![format!("{} process-may-never-hold", at(14))],
        ),
        (
            step(
                "x",
                "start_gate = [{ when = \"own.ok\", otherwise = { zh = \"不\", en = \"no\" } }]\nform = [{ key = \"ok\", name = { zh = \"好\", en = \"OK\" }, kind = \"yes-no\", required = true, fact = \"own.ok\" }]",
            ),
            vec![format!("{} process-fact-too-late", at(6))],
        ),
        (
            step(
                "x",
                "form = [{ key = \"a\", name = { zh = \"甲\", en = \"A\" }, kind = \"text\" },\n{ key = \"a\", name = { zh = \"乙\", en = \"B\" }, kind = \"choice\", options = [{ key = \"o\", name = { zh = \"一\", en = \"1\" } },\n{ key = \"o\", name = { zh = \"二\", en = \"2\" } }] }]",
            ),
            vec![format!("{} process-duplicate-key", at(7)), format!("{} process-duplicate-key", at(8))],
        ),
    ] {
        assert_eq!(faults(&format!("{SOUND}{added}")), expected, "{added}");
    }
}

#[test]
fn a_registered_form_is_made_by_a_step_that_exists() {
    let form = |number: &str, more: &str| {
        format!(
            "[[forms]]\nnumber = {number}\ntitle = {{ zh = \"评审表\", en = \"Review\" }}\ndepartment = \"sales\"\nsteps = [\"take\"]\n{more}\n"
        )
    };
    let at = |offset: usize| LAST_LINES + offset;
    let sound = form("1", "fields = [\"short\"]\nprints = \"nothing\"");
    let process = load(&format!("{SOUND}{sound}"), "sound.toml").unwrap();
    assert_eq!(process.form(1).map(|form| (form.steps[0].as_str(), form.shows("short"))), Some(("take", true)));
    for (added, expected) in [
        (form("0", ""), vec![format!("{} process-bad-form-number", at(2))]),
        (form("\"1\"", ""), vec![format!("{} process-wrong-type", at(2))]),
        (form("1", "") + &form("1", ""), vec![format!("{} process-duplicate-form", at(8))]),
        (form("1", "").replace("sales", "selling"), vec![format!("{} process-unknown-department", at(4))]),
        (form("1", "").replace("\"take\"", "\"tkae\""), vec![format!("{} process-unknown-step", at(5))]),
        (form("1", "").replace("steps = [\"take\"]", ""), vec![format!("{} process-missing-key", at(1))]),
        (form("1", "").replace("[\"take\"]", "[]"), vec![format!("{} process-missing-key", at(1))]),
        (form("1", "fields = [\"shrt\"]"), vec![format!("{} process-unknown-field", at(6))]),
        (form("1", "prints = \"pdf\""), vec![format!("{} process-unknown-form-word", at(6))]),
        (form("1", "order = \"prices\""), vec![format!("{} process-unknown-form-word", at(6))]),
        (form("1", "shows = \"stock\""), vec![format!("{} process-unknown-form-word", at(6))]),
        (form("1", "").replace("zh = \"评审表\", ", ""), vec![format!("{} process-missing-language", at(3))]),
    ] {
        assert_eq!(faults(&format!("{SOUND}{added}")), expected, "{added}");
    }
}

#[test]
fn all_faults_of_a_file_come_at_once() {
    let source = SOUND
        .replace("version = 1", "version = -3")
        .replace("department = \"sales\"", "department = \"nobody\"")
        .replace("3 workdays", "3 weeks")
        .replace("stock.short == true", "stock.long");
    let expected =
        ["2 process-bad-version", "8 process-unknown-department", "25 due-length", "28 process-unknown-fact"];
    assert_eq!(faults(&source), expected);
    assert_eq!(
        faults(""),
        ["1 process-missing-key", "1 process-missing-key", "1 process-missing-key", "1 process-no-steps"]
    );
    assert_eq!(faults(&"#".repeat(300 * 1024)), ["1 process-too-large"]);
    let shown = load(&source, "case.toml").unwrap_err()[1].to_string();
    assert!(
        shown.starts_with("case.toml:8: process unknown department: department = \"nobody\", known = ["),
        "{shown}"
    );
}
