use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{EvidenceId, FileId, field::evidence::Hash};

fn content(source: Source, name: &str) -> Content {
    Content { source, name: name.into(), bytes: 10, sha256: Hash::of(name.as_bytes()) }
}

fn file(number: u128) -> FileId {
    FileId(Uuid::from_u128(number))
}

fn attachment(number: u128, name: &str) -> Content {
    content(Source::Attachment { file: file(number) }, name)
}

#[test]
fn everything_has_its_folder_and_a_name_of_its_own() {
    let bundled = bundle(
        "SO-2611/0042",
        vec![
            content(Source::HistoryJson, "history.json"),
            content(Source::HistoryPdf, "history.pdf"),
            attachment(1, "图纸.pdf"),
            attachment(2, "图纸.PDF"),
            attachment(3, "图纸.pdf"),
            content(Source::Document { file: file(4) }, "CI-001 商业发票.pdf"),
            content(Source::Original { file: file(5) }, "PO 4711.xlsx"),
            content(Source::Evidence { evidence: EvidenceId(Uuid::from_u128(6)) }, "签收.json"),
            content(Source::Proof { file: file(7) }, "签名.png"),
            content(Source::CostSheet, "决算.xlsx"),
            attachment(1, "图纸.pdf"),
        ],
    );
    let paths: Vec<&str> = bundled.entries.iter().map(|entry| entry.path.as_str()).collect();
    let expected = [
        "history.json",
        "history.pdf",
        "1-documents/CI-001 商业发票.pdf",
        "2-original/PO 4711.xlsx",
        "3-attachments/图纸 (2).PDF",
        "3-attachments/图纸 (3).pdf",
        "3-attachments/图纸.pdf",
        "4-evidence/签名.png",
        "4-evidence/签收.json",
        "5-cost/决算.xlsx",
    ];
    let sorted = |paths: &[&str]| paths.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(sorted(&paths), sorted(&expected));
    assert_eq!((bundled.name.as_str(), bundled.bytes, &paths[..3]), ("SO-2611_0042.zip", 100, &expected[..3]));
    let line = format!("{}  1-documents/CI-001 商业发票.pdf\n", Hash::of("CI-001 商业发票.pdf".as_bytes()));
    assert!(bundled.manifest().contains(&line));
    assert_eq!(bundled.manifest().lines().count(), 10);
}

#[test]
fn names_are_safe_wherever_they_are_unpacked() {
    for (name, path) in [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\x.exe", "C__Windows_x.exe"),
        ("con.txt", "_con.txt"),
        ("LPT1.pdf", "_LPT1.pdf"),
        ("contract.pdf", "contract.pdf"),
        ("a<b>|c?.pdf", "a_b__c_.pdf"),
        ("报告. ", "报告"),
        ("\u{202e}fdp.exe", "fdp.exe"),
        ("", "_"),
        ("...", "_"),
        (".gitignore", "gitignore"),
        ("SHA256SUMS", "SHA256SUMS"),
    ] {
        let bundled = bundle("x", vec![attachment(1, name)]);
        assert_eq!(bundled.entries[0].path, format!("3-attachments/{path}"), "{name:?}");
    }
    let long = bundle("x", vec![attachment(1, &format!("{}.pdf", "长".repeat(300)))]);
    assert_eq!(long.entries[0].path.chars().count(), "3-attachments/".len() + 80 + 4);
    // At the top, the manifest's name is taken.
    let top = bundle("x", vec![content(Source::HistoryPdf, "sha256sums")]);
    assert_eq!(top.entries[0].path, "sha256sums (2)");
}

proptest! {
    #[test]
    fn no_two_files_meet_and_none_leaves_its_folder(names in prop::collection::vec(".{0,12}|[aA.]{0,4}", 0..30)) {
        let contents = (1..).zip(&names).map(|(number, name)| attachment(number, name)).collect();
        let bundled = bundle("x", contents);
        prop_assert_eq!(bundled.entries.len(), names.len());
        let folded: BTreeSet<String> = bundled.entries.iter().map(|entry| entry.path.to_lowercase()).collect();
        prop_assert_eq!(folded.len(), names.len());
        for entry in &bundled.entries {
            let name = entry.path.strip_prefix("3-attachments/").unwrap();
            prop_assert!(!name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.') && !name.ends_with(['.', ' ']), "{}", name);
        }
    }
}
